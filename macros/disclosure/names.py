"""Passages that words give away: names, initials, schools and addresses without a number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from macros.disclosure.kinds import Known, Passage, without_web_addresses
from macros.records.dates import MONTHS

LISTS = Path(__file__).parent / "lists"


def passages_in_words(text: str, known: Known) -> Iterator[Passage]:
    """Yield the names, initials and the like in a text."""
    clean = without_web_addresses(text)
    words = set(_WORD.findall(clean)) - known.acronyms - ORDINARY_ACRONYMS
    if words & {"Law", "Rule", "Fraser"}:
        clean = _EPONYMS.sub(lambda match: " " * len(match[0]), clean)
    for kind, triggers, pattern in _BY_WORD:
        if words & triggers:
            for match in pattern.finditer(clean):
                yield Passage(*match.span(), kind)
    for match in _LETTERS.finditer(clean):
        if _are_initials(match, clean, known):
            yield Passage(*match.span(), "initials")
    yield from _names(clean, {word for word in words if _may_be_name(word, known)})


@cache
def _may_be_name(word: str, known: Known) -> bool:
    """Whether a word may be a name, at least in some contexts."""
    plain = bare(word)
    only, words_as_well = names()
    if word.islower() or (word.isupper() and plain not in known.words):
        return len(plain) > 3 and plain in only and plain not in PLACES
    if word.isupper() or not word[0].isupper():
        return False
    if plain in PLACES:
        return plain not in known.words
    if plain in only or plain in words_as_well:
        return True
    return not (_is_ordinary(plain, known) or _is_made_up(word))


def _is_ordinary(plain: str, known: Known) -> bool:
    """Whether a word, or its basic form, is known, or it ends as no name does."""
    forms = {plain, *(ending.sub(stem, plain) for ending, stem in _FORMS)}
    forms |= {form.replace("our", "or") for form in forms}
    return len(plain) < 3 or any(
        form in known.words or form in ordinary_words() or _ENDINGS.fullmatch(form)
        for form in forms
    )


def _is_made_up(word: str) -> bool:
    """Whether capital letters within a word show a brand or an acronym, as in GitHub or ICPCs."""
    return not re.fullmatch(r"[^\W\d_][^A-Z]*|(?:Mc|Mac|[OD]['’])[A-Z][^A-Z]*", word)


def _are_initials(match: re.Match[str], text: str, known: Known) -> bool:
    """Whether one or two capital letters stand for a person."""
    letters = match[0].strip()
    plain = re.sub(r"\W", "", letters)
    if plain in known.acronyms or plain in ORDINARY_ACRONYMS:
        return False
    if len(plain) > 1:
        # Not part of a line in capital letters.
        return not _AMONG_CAPITALS.search(text, max(0, match.start() - 20), match.end() + 20)
    if letters == "I" or (letters == "A" and _starts_sentence(text, match.start())):
        return False
    return bool(
        _AFTER_A_ROLE.search(text, max(0, match.start() - 12), match.start())
        or (letters != "A" and _BEFORE_A_VERB.match(text, match.end()))
    )


def _names(text: str, words: set[str]) -> Iterator[Passage]:
    """Yield where words that may be names are names. Adjacent ones make one name."""
    places = sorted(place for word in words for place in _places(word, text))
    group: list[tuple[int, int]] = []
    for place in [*places, None]:
        if group and not (place and _SIDE_BY_SIDE.fullmatch(text, group[-1][1], place[0])):
            if any(_is_name(text, *member) for member in group):
                yield Passage(group[0][0], group[-1][1], "name")
            group = []
        if place:
            group.append(place)


def _places(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield each occurrence of a whole word in a text."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        around = text[start - 1 : start] + text[end : end + 1]
        if not any(sign.isalpha() for sign in around):
            yield start, end
        start = text.find(word, end)


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a word that may be a name is one here.

    One that is an ordinary word as well may just be the start of a sentence, unless it owns or does
    something, as people do.
    """
    word = text[start:end]
    return (
        bare(word) not in names()[1]
        or not _starts_sentence(text, start)
        or word.endswith(("'s", "’s"))
        or bool(_BEFORE_A_VERB.match(text, end))
    )


def _starts_sentence(text: str, at: int) -> bool:
    """Whether a word is the first of a sentence, an item, a value, a heading or a cell."""
    line_start = text.rfind("\n", 0, at) + 1
    before = text[line_start:at]
    if before.rstrip(_OPENINGS).endswith(_ENDS_OF_SENTENCES) or before.endswith("   "):
        return True
    if not _LINE_START.fullmatch(before):
        return False
    if before.strip(_OPENINGS):
        return True
    # A line that continues the one above does not start a sentence.
    above = text[text.rfind("\n", 0, max(0, line_start - 1)) + 1 : max(0, line_start - 1)]
    return not re.search(r"[a-z,]$", above.rstrip()) or above.lstrip().startswith(("#", "|", "<"))


# --- Words and lists --------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def bare(word: str) -> str:
    """Return a word as the lists spell it: lower case, no accents, no possessive ending.

    >>> bare("Zoë’s")
    'zoe'
    """
    word = re.sub(r"['’]s?$", "", word)
    if not word.isascii():
        decomposed = unicodedata.normalize("NFD", word.replace("ł", "l").replace("Ł", "L"))
        word = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return word.lower()


def words_of(text: str) -> set[str]:
    """Return the words of a text, without possessive endings.

    >>> sorted(words_of("Leeds' plan, Children’s Services"))
    ['Children', 'Leeds', 'Services', 'plan']
    """
    return {re.sub(r"['’]s?$", "", word) for word in _WORD.findall(text)}


def _word_list(text: str) -> frozenset[str]:
    """Return the words of a list that is written as a text, comments left out."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(" ".join(lines).split())


@cache
def names() -> tuple[frozenset[str], frozenset[str]]:
    """Return common names: those that are only names, and those that are ordinary words as well."""
    text = (LISTS / "names.txt").read_text(encoding="utf-8")
    only, words_as_well = text.split("# First names and surnames that are ordinary words as well:")
    return _word_list(only), _word_list(words_as_well)


@cache
def listed_kinds() -> tuple[frozenset[str], frozenset[str]]:
    """Return names of languages, faiths, services and the like: single words, and whole terms.

    Both are in lower case, with straight apostrophes.
    """
    text = (LISTS / "kinds-of-names.txt").read_text(encoding="utf-8").lower()
    lines = " ".join(line for line in text.splitlines() if line and not line.startswith("#"))
    entries = {" ".join(entry.split()) for entry in re.split(r",\s|,$", lines)} - {""}
    terms = frozenset(entry for entry in entries if len(words_of(entry)) > 1)
    words = {bare(entry) for entry in entries - terms}
    return frozenset(words | {word.replace("'", "’") for word in words}), terms


@cache
def ordinary_words() -> frozenset[str]:
    """Return common English words that are not names, most of them in one form only."""
    return _word_list((LISTS / "ordinary-words.txt").read_text(encoding="utf-8"))


#: Words that are never a person's name in a briefing and are missing from the ordinary words.
ALWAYS_KNOWN = _word_list(" ".join(MONTHS).lower()) | _word_list(
    """
    monday tuesday wednesday thursday friday saturday sunday
    england wales scotland ireland northern britain kingdom london europe european
    english welsh scottish irish british american african asian caribbean indian pakistani
    bangladeshi chinese polish romanian bulgarian albanian afghan syrian ukrainian kurdish somali
    roma gypsy traveller black white muslim islam islamic christian christianity sikh hindu jewish
    catholic
    christmas easter ramadan eid diwali covid
    birmingham solihull coventry warwickshire worcestershire staffordshire walsall wolverhampton
    dudley sandwell midlands mercia
    feb apr sep sept oct nov aug
    internet javascript safari chromium firefox microsoft windows excel teams android iphone mac
    github python markdown ctrl
    gillick fraser ofsted samaritans childline barnardo midwife childminder paediatrician
    signpost debrief upskill enquire whilst amongst cancelled labelled tis nan
    neurodivergent genogram ecogram ketamine cannabis misogyny
    """
)

#: Names that often mean a place here. A listed term of one word clears them.
PLACES = _word_list(
    "devon kent chester lincoln preston milton darwen florence jersey blackburn bolton bradford "
    "burton sutton stafford middleton lancaster york norton newton barton stratford warwick"
)

#: Acronyms of two or three letters that everybody knows.
ORDINARY_ACRONYMS = _word_list(
    "AA AM BC BSL CV DNA EU GP HR HQ ID IQ IT LA NI OK PA PC PE PM QR RE TV UA UK UN US WM XL"
)


# --- Patterns ---------------------------------------------------------------------------------

#: Laws and rules that are named after a person.
_EPONYMS = re.compile(
    r"\b(?:Clare|Claire|Sarah|Helen|Martha|Jessica)['’]s (?:Law|Rule)\b|\bFraser (?:guid|compet)\w+"
)

#: Endings of ordinary words. Names with such an ending are listed or rare.
_ENDINGS = re.compile(
    r".{2,}(?:tion|sion|ment|ness|ship|ity|ance|ence|ancy|ency|ing|ism|ist|ology|graph\w*|ive|ful|ous|"
    r"ible|able|ical|ised|ized|ated|ian|[iu][cl]ate)s?"
)

_PERSON_TITLES = (
    "Mr|Mrs|Ms|Miss|Mx|Master|Dr|Prof|Professor|Sir|Dame|Lady|Lord|Cllr|Councillor|Rev|Reverend|PC|"
    "DC|DS|DI|PCSO|Sgt|Sergeant|Constable|Inspector|Nurse|Sister|Uncle|Auntie|Aunty|Aunt|Nan|Nanny|"
    "Grandma|Grandad|Granny|Judge"
)
_ROLES = (
    "[Cc]hild|[Ss]ibling|[Bb]rother|[Mm]other|[Ff]ather|[Mm]um|[Dd]ad|[Pp]arent|[Bb]aby|[Bb]oy|[Gg]irl|"
    "[Pp]erson|[Ss]ubject|[Ff]amily|[Pp]atient|[Pp]upil|[Ss]tudent|[Vv]ictim|[Ww]orker|[Tt]eacher|"
    "[Ss]on|[Dd]aughter|[Pp]artner|[Cc]arer|[Cc]ase"
)
_SCHOOLS = (
    "School|Academy|College|Nursery|Kindergarten|Preschool|Pre-school|Primary|Junior|Infants?|"
    "High|Grammar|Sixth"
)
_KINDS_OF_SCHOOL = (
    "Virtual|Primary|Secondary|Special|Boarding|Private|Public|Independent|Nursery|Infant|Junior|"
    "Middle|State|Faith|Mainstream|High|Day|Sunday|After|Before|Health|And|Royal"
)
#: Surnames that are ordinary words: reported only where a family is called by them.
_SURNAMES = (
    "Banks|Bell|Brown|Carpenter|Cook|Day|Field|Fields|Fisher|French|Green|Hill|King|Law|Marsh|"
    "Miller|Price|Reed|Rice|Rivers|Short|Stone|Walker|Ward|Waters|West|Winter|Wood|Woods|Young"
)
_ROADS = "Road|Rd|Street|Avenue|Lane|Close|Drive|Crescent|Grove|Gardens|Terrace|Mews|Croft"
#: Words before a school or a road that are no part of its name.
_NO_NAME = (
    r"(?!(?:The|A|An|Our|Your|Their|Each|Every|Any|This|That|For|At|In|From|To|And|Or|If|Ask|Tell)"
    r"\b)"
)

#: Each kind, the words of which one has to be in the text, and what a passage looks like.
_BY_WORD: tuple[tuple[str, frozenset[str], re.Pattern[str]], ...] = (
    (
        "name",
        frozenset(_PERSON_TITLES.split("|")),
        re.compile(
            rf"\b(?:{_PERSON_TITLES})\.? (?:[A-Z]\.? )?[A-Z][\w'’-]*[a-z](?:[ -][A-Z][\w'’-]+)*"
            r"|\b(?:Mr|Mrs|Ms|Mx)\.? [\w'’-]+"
        ),
    ),
    (
        "name",
        frozenset(_SURNAMES.split("|")),
        re.compile(
            rf"(?<=\b[Tt]he )(?:{_SURNAMES})(?= (?:family|household|children|siblings|parents)\b)"
        ),
    ),
    # The folder of a person in a path that was pasted: C:\Users\quillon
    ("name", frozenset({"Users"}), re.compile(r"\bUsers[\\/][\w.-]+")),
    (
        "school",
        frozenset([*_SCHOOLS.split("|"), "Infant", "St", "Saint", "Pre"]),
        re.compile(
            rf"\b{_NO_NAME}(?!(?:{_KINDS_OF_SCHOOL}) (?:{_SCHOOLS}))[A-Z][\w'’-]*"
            rf"(?: (?:of the |of )?[A-Z][\w'’-]*){{0,4}} (?<!Virtual )(?:{_SCHOOLS})\b"
            r"(?! (?:Safeguarding|Education|Nurs|Plan|Meeting))"
            r"|\b(?:St|Saint)\.? [A-Z][\w'’-]+"
        ),
    ),
    (
        "address",
        frozenset(_ROADS.split("|")),
        re.compile(rf"\b{_NO_NAME}[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? (?:{_ROADS})\b"),
    ),
)
_LETTERS = re.compile(
    r"(?=[A-Z])(?<![\w&'’/.])(?<!\w-)"  # the first only to be quick
    r"(?:(?:[A-Z]\. ?){1,2}[A-Z]\.?|[B-HJ-Z] [B-HJ-Z]|[A-Z]{1,2})(?![\w&/])"
)
_AMONG_CAPITALS = re.compile(r"\b[A-Z]{3,} [A-Z]{2}\b|\b[A-Z]{2} [A-Z]{2,}\b")
_AFTER_A_ROLE = re.compile(rf"\b(?:{_ROLES}) $")
_BEFORE_A_VERB = re.compile(
    r"['’]s\b| (?:(?:was|is|has|had|said|told|lives|lived|went|disclosed|attended|reported|did)\b"
    r"|(?:and|or) (?:his|her|their)\b)"
)
_SIDE_BY_SIDE = re.compile(r"[ -]|[ ]*\n[ ]*")

#: Endings of an inflected word, each with what makes its basic form.
_FORMS = tuple(
    (re.compile(ending), stem)
    for ending, stem in (
        ("(?:ies|ied)$", "y"),
        ("(?:es|ed|ing|ers?|ly|s|d|r)$", ""),
        ("s$", ""),
        ("(?:ing|ed|ers?)$", "e"),
        ("$", "s"),
        ("is(?:e|es|ed|ing)$", "ize"),
    )
)

_ENDS_OF_SENTENCES = (".", "!", "?", ":", ";", "|", "…", ">", "•", "·")
_OPENINGS = " \t\"'“‘([*_~"
_LINE_START = re.compile(r"[ \t]*(?:(?:[-*>+|#]+|\d+\.|[\w-]+:|\[[ x]\])[ \t]+)*[\"'“‘(\[*_{|>]*")
