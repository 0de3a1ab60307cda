"""Finding passages that could identify a child, a family or a worker.

Everything here looks at a text alone and says where something stands and what it may be. Which
files are looked at, and what is let through, is decided in ``guard.py``.

A false alarm costs an editor a minute, a missed name may cost a child its safety. So whatever
looks like a name and is not known to be something else is found. What cannot be found this way is
told to editors in ``docs/about/editing.md``.

Libraries were tried on this site, which names nobody, and on the 37 passages of
``tests/cases/disclosure.md``. Presidio 2.2.366 with spaCy's small model (407 MB, 12 s; PyPI has the
model only as a copy by others) took 49 services and places for persons and missed 14 passages, 4 of
10 names among them. Scrubadub 2.0.1 (413 MB) missed 33. This module adds no megabyte, takes 0.1 s,
and has no false alarm here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import ascii_uppercase

from macros.records.records import MONTHS

NAMES = Path(__file__).parent / "lists" / "names.txt"
ORDINARY_WORDS = Path(__file__).parent / "lists" / "ordinary-words.txt"


def _words_of(text: str) -> frozenset[str]:
    """Return the words of a list that is written as a text, notes left out."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(" ".join(lines).split())


@dataclass(frozen=True, order=True)
class Passage:
    """A part of a text that could identify somebody: from ``start`` up to ``end``, and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Kind:
    """What a passage may be: the words for it, what to do, and why if that is not obvious."""

    words: str
    remedy: str
    why: str = "A published briefing must not identify a child, a family or a worker."


_SAY_WHO = "Take it out. Say what the person is: the child, a parent, the social worker."
_OTHER_COPIES = "Such a number leads to one person's records, and cannot be changed."

#: Name of a kind of passage to what is said about it.
KINDS: dict[str, Kind] = {
    "name": Kind(
        "may be the name of a person",
        f"{_SAY_WHO} If it is the name of a service or a document, add it to data/glossary.yml.",
    ),
    "initials": Kind(
        "may be the initials of a person",
        f"{_SAY_WHO} If it is an acronym, add it to data/glossary.yml.",
        "Those who know the family know who is meant by initials.",
    ),
    "nhs": Kind("is an NHS number", "Take it out.", _OTHER_COPIES),
    "upn": Kind("is a pupil's number (UPN)", "Take it out.", _OTHER_COPIES),
    "reference": Kind(
        "may be the number of a case, a crime or a record",
        "Take it out.",
        "Whoever can open the record can then see whom the briefing is about.",
    ),
    "number": Kind(
        "is a long number, which may lead to somebody's record", "Take it out.", _OTHER_COPIES
    ),
    "birth": Kind(
        "may be a date of birth",
        "Take it out. If age matters, write a group of ages: under 5, of primary school age.",
        "A date of birth and a place are enough to find a child.",
    ),
    "date": Kind(
        "is an exact date",
        "Write the month and the year, or the year alone.",
        "An exact date can be matched with the news, or with what a neighbour saw.",
    ),
    "age": Kind(
        "is the exact age of somebody in a small sample",
        "Write a group of ages: under 5, of primary school age, a teenager.",
        "Among so few children an age can be enough to tell which child is meant.",
    ),
    "postcode": Kind(
        "may be a postcode",
        "Take it out. Write “Solihull” if the place matters.",
        "A postcode stands for about 15 homes.",
    ),
    "address": Kind(
        "may be an address",
        "Take it out. Write “Solihull” if the place matters.",
    ),
    "school": Kind(
        "may be the name of a school or nursery",
        "Write “a primary school”, “a secondary school” or “a nursery”.",
        "Of the children at one school only a few are known to services.",
    ),
    "phone": Kind(
        "is a telephone number that is not in data/contacts.yml",
        "Take it out. If it is the number of a service, add it to data/contacts.yml and compare it "
        "with its source.",
        "It may be somebody's own number. A wrong one sends a caller to the wrong place.",
    ),
    "email": Kind(
        "is an e-mail address",
        "Take it out. Name the service and where it can be found.",
        "An address often holds a name, and people write to it about children.",
    ),
}


@dataclass
class Known:
    """What may stand in a text although it looks like something that may not.

    ``words`` are words that are written with a capital letter and are no person's name, and all
    words that the content itself uses in small letters, as :func:`bare` has them. ``titles`` are
    listed names of services and documents in small letters. ``acronyms`` are those of the
    glossary. ``numbers`` are listed telephone numbers, digits only, and ``emails`` addresses.
    """

    words: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    #: Pieces of text between blanks that were looked at already and give nothing away.
    cleared: set[str] = field(default_factory=set)


def passages(text: str, known: Known, *, ages: bool = False) -> list[Passage]:
    """Return what could identify somebody in a text, in the order it stands there.

    ``ages`` says whether exact ages are told as well: where a text is about very few children.
    """
    words = _telling_words(text, known)
    found = [*_in_numbers(text, known), *_in_words(text, words, known)]
    if ages and words & _WORDS_OF_AGE:
        found += [Passage(*match.span(), "age") for match in _AGE.finditer(text)]
    return _apart(found)


def _apart(found: Iterable[Passage]) -> list[Passage]:
    """Return passages without those that lie within, or begin within, another one."""
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
    return kept


def masked(text: str) -> str:
    """Return a passage so that it can be recognised but not read.

    A message may be published where it cannot be taken back: in a log or a comment.

    >>> masked("Xandra Quill, 07700 900123")
    'X••••• Q••••, ••••• ••••••'
    """
    return re.sub(r"(?<=\w)\w|\d|\b\w\b", "•", text)


# --- Web addresses ----------------------------------------------------------------------------

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\)\]]+|\bwww\.[^\s<>\"'`\\)\]]+")


def without_web_addresses(text: str) -> str:
    """Return a text of the same length in which web addresses are blank."""
    if "://" not in text and "www." not in text:
        return text
    return _WEB_ADDRESS.sub(lambda match: " " * len(match[0]), text)


# --- Numbers ----------------------------------------------------------------------------------


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits are an NHS number. The last is a check on the others (modulus 11).

    Source: NHS Data Dictionary, NHS NUMBER.

    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918")
    (True, False)
    """
    if not re.fullmatch(r"[1-9][0-9]{9}", digits):
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def is_upn(text: str) -> bool:
    """Whether 13 characters are a Unique Pupil Number: a check letter and what it checks.

    The last character of a temporary number is a letter, which counts as its place among the
    letters. Source: Department for Education, Unique pupil numbers: a guide for schools.

    >>> is_upn("H801200001001"), is_upn("A801200001001")
    (True, False)
    """
    if not re.fullmatch(r"[A-Z][0-9]{11}[0-9A-Z]", text) or text[0] not in _UPN_LETTERS:
        return False
    values = [int(sign) if sign.isdigit() else _UPN_LETTERS.find(sign) for sign in text[1:]]
    total = sum(value * weight for weight, value in enumerate(values, start=2))
    return -1 not in values and _UPN_LETTERS[total % 23] == text[0]


_MONTH = rf"(?:{'|'.join(f'{month[:3]}(?:{month[3:]})?' for month in MONTHS)}|Sept)\b\.?"
_DAY = r"(?<![\d./])(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_DATE = (
    rf"{_DAY}[ -](?:of )?{_MONTH}(?:[ ,-]{{1,2}}(?:19|20)?\d\d\b)?"
    rf"|\b(?<!\b[Ii]n ){_MONTH} (?:the )?(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![\d:.]\d|\d)"
    r"(?:,? (?:19|20)\d\d\b)?"
    r"|(?<![\d./-])\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)(?:19|20)?\d\d(?![\d/-]|\.\d)"
    r"|(?<![\d./-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?!\d)"
)
_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|"
    "EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|"
    "LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|"
    "SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_ROADS = (
    "Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Drive|Crescent|Cres|Grove|Gardens|Way|Court|Place|"
    "Terrace|Walk|Square|Hill|Mews|Croft|Rise|Row|Parade|Boulevard"
)
_NUMBERED = (
    r"reference|ref|number|no|num|id(?!:)|case|crime|incident|log|urn|record|file|custody|police|"
    r"court|claim|lcs|liquid ?logic|national insurance|nhs|upn|uln|passport|hospital|patient|"
    r"pupil|student"
)

_BY_NUMBER: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "birth",
        re.compile(
            rf"(?i:\bd\.?o\.?b\b\.?|\bdates? of birth|\bborn)(?:(?i:is|was|on|in|the)\b|[\s:,(=-])*"
            rf"(?:{_DATE.replace('sign', 'birth_sign')}|{_MONTH} (?:19|20)\d\d|(?:19|20)\d\d)"
        ),
    ),
    ("date", re.compile(_DATE)),
    (
        "postcode",
        re.compile(
            rf"(?i)\b(?:{_AREAS})[0-9][0-9A-Z]? ?"
            r"(?!1st|2nd|3rd|[4-9]th)[0-9][ABD-HJLNP-UW-Z]{2}\b"
        ),
    ),
    # The first half alone tells the part of the town; only for the towns around here.
    ("postcode", re.compile(r"\b(?:B[1-9][0-9]?|CV[1-9][0-9]?)\b(?![-/])")),
    (
        "address",
        re.compile(
            rf"\b\d{{1,4}}[A-Za-z]?,? (?:[A-Z][\w'’-]+ ){{1,3}}(?:{_ROADS})\b"
            r"|\b[Ff]lat \d{1,4}[A-Za-z]?\b"
        ),
    ),
    ("nhs", re.compile(r"(?<![\d-])[1-9]\d{2}[ -]?\d{3}[ -]?\d{4}(?![\d-])")),
    ("upn", re.compile(r"\b[A-Za-z]\d{11}[0-9A-Za-z]\b")),
    ("phone", re.compile(r"(?<![\w.])(?:\+ ?\d{2}|00\d{2}|\(?0)(?:[ ()/-]{0,3}\d){6,12}(?!\d)")),
    (
        "phone",
        re.compile(
            r"(?i)\b(?:phone|telephone|tel|mobile|call|ring|text)\b[ :.]{1,3}"
            r"(?:(?:us|on|number|at|them) ){0,2}\d{3}[ -]?\d{3,4}\b"
        ),
    ),
    (
        "reference",
        re.compile(
            rf"(?i)\b(?:{_NUMBERED})(?:[ .:#-]|(?:{_NUMBERED}|is|was|of)\b)*"
            r"(?<![A-Z0-9])(?!(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?\b)(?![A-Z0-9/-]*[A-Z]{4})"
            r"(?=[A-Z/-]*\d)(?=[A-Z0-9/-]*\d[A-Z/-]*\d[A-Z/-]*\d[A-Z/-]*\d)[A-Z0-9][A-Z0-9/-]*\b"
            # crime numbers, National Insurance numbers, registrations of cars
            r"|\b\d{2}[A-Z]{0,3}/\d{3,7}[A-Z]?/\d{2}\b"
            r"|\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"
            r"|\b(?-i:[A-Z]{2}\d{2} ?[A-Z]{3})\b"
        ),
    ),
    ("number", re.compile(r"(?<![\d.,£/-])\d{6,}(?![\d,/-]|\.\d)")),
)
_AGE_WORD = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen)"
)
_OPEN_AGE = (
    r"(?! ?(?:(?:-|–|to|and|or) ?\d|or (?:over|under|more|younger|older)\b"
    r"|and (?:over|under|above|below)\b))"
)
_AGE = re.compile(
    rf"(?i)\b(?:aged?|turned(?! 18)) (?:of )?{_AGE_WORD}\b{_OPEN_AGE}"
    rf"|(?<![\d/-])\b{_AGE_WORD}[ -](?:year|month|week|day)s?[ -]old\b"
    r"|\b\d{1,2} ?(?:yo|y/o)\b"
)
_WORDS_OF_AGE = _words_of("age aged old turned Age Aged Old Turned yo o")
_DIGIT = re.compile(r"[0-9]")
#: A year, a count of something and a figure: what most lines with a digit hold, and no more.
_HARMLESS_NUMBER = re.compile(
    r"(?<![\w/.,-])(?:(?:19|20)[0-9]{2}(?:/[0-9]{2})?|[0-9]{1,2}(?= (?!of )[a-z])|[0-9]/[0-9])"
    r"(?![\w/-])"
)

_PLAIN_FIELD = re.compile(
    r"[ ]*(?:- )?[a-z_]+: *[\"']?[0-9]{1,4}(?:[/-][0-9]{2})?[\"']? *"
    r"|[ ]*(?:- )?id: (?!.*[0-9]{4})[a-z0-9-]+"
)
_TELLING_WORDS = re.compile(r"(?i)birth|\bborn|d\.?o\.?b|\bflat ")


_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
#: A line that holds nothing but the day something was looked at, or a note that shows one.
_DATE_FIELD = re.compile(
    rf"\s*(?:- )?[a-z_]+: *[\"']?(?:{_DATE})[\"']? *(?:#.*)?$"
    r"|\s*#.*\b[a-z_]+: *\d{4}-\d{2}-\d{2}"
)


def _in_numbers(text: str, known: Known) -> Iterator[Passage]:
    """Yield what numbers and signs give away, line by line: few lines hold any."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            if match[0].lower() not in known.emails:
                yield Passage(*match.span(), "email")
    at = 0
    while digit := _DIGIT.search(text, at):
        start = text.rfind("\n", 0, digit.start()) + 1
        at = (text.find("\n", digit.end()) + 1 or len(text) + 1) - 1
        line = text[start:at]
        if _may_tell(line):
            yield from (
                Passage(p.start + start, p.end + start, p.kind) for p in _in_line(line, known)
            )


def _may_tell(line: str) -> bool:
    """Whether it is worth looking into a line with digits."""
    if _PLAIN_FIELD.fullmatch(line):
        return False
    return bool(_DIGIT.search(_HARMLESS_NUMBER.sub("", line)) or _TELLING_WORDS.search(line))


def _in_line(line: str, known: Known) -> Iterator[Passage]:
    """Yield what the numbers of one line give away. A part of it is only ever one thing."""
    text = without_web_addresses(line)
    taken = bytearray(len(text))
    for kind, pattern in _BY_NUMBER:
        for match in pattern.finditer(text):
            start, end = match.span()
            if 1 in taken[start:end]:
                continue
            is_meant = _is_meant(kind, match[0], known, line)
            if is_meant or kind in ("phone", "date"):  # a listed number is not a long number either
                taken[start:end] = bytes([1]) * (end - start)
            if is_meant:
                yield Passage(start, end, kind)


def _is_meant(kind: str, found: str, known: Known, line: str) -> bool:
    """Whether something that has the shape of a kind is one."""
    digits = re.sub(r"\D", "", found)
    if kind == "nhs":
        return is_nhs_number(digits)
    if kind == "upn":
        return is_upn(found.upper())
    if kind == "phone":
        national = re.sub(r"^(?:0044|44)", "0", digits) if not found.startswith("0") else digits
        return not any(number.endswith(national) for number in known.numbers)
    if kind == "date":
        return not _DATE_FIELD.match(line)
    return True


# --- Words ------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

#: Words that are no person's name in a briefing, and that the list of ordinary words lacks.
ALWAYS_KNOWN = _words_of(" ".join(MONTHS).lower()) | _words_of(
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
    internet javascript safari chromium firefox microsoft windows excel teams android iphone mac
    github python markdown ctrl
    gillick fraser ofsted samaritans childline barnardo midwife childminder paediatrician
    signpost debrief upskill practise enquire whilst amongst cancelled labelled tis nan
    neurodivergent genogram ecogram ketamine cannabis misogyny
    """
)

#: Names that often mean a place here. The content decides whether they are known.
PLACES = _words_of(
    "devon kent chester lincoln preston milton darwen florence jersey blackburn bolton bradford "
    "burton sutton stafford middleton lancaster york norton newton barton stratford warwick"
)

#: Two capital letters, or a few, that everybody knows.
ORDINARY_ACRONYMS = _words_of(
    "AA AM BC BSL CV DNA EU GP HR HQ ID IQ IT LA NI OK PA PC PE PM QR RE TV UA UK UN US WM XL"
)

#: Laws and rules that bear a name.
_EPONYMS = re.compile(
    r"\b(?:Clare|Claire|Sarah|Helen|Martha|Jessica)['’]s (?:Law|Rule)\b|\bFraser (?:guid|compet)\w+"
)

#: Endings of ordinary words. The names that have one are among the first names or too rare.
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
_NO_NAME = (
    r"(?!(?:The|A|An|Our|Your|Their|Each|Every|Any|This|That|For|At|In|From|To|And|Or|If|Ask|Tell)"
    r"\b)"
)

_BY_WORD: tuple[tuple[str, frozenset[str], re.Pattern[str]], ...] = (
    (
        "name",
        frozenset(_PERSON_TITLES.split("|")),
        re.compile(
            rf"\b(?:{_PERSON_TITLES})\.? (?:[A-Z]\.? )?[A-Z][\w'’-]*[a-z](?:[ -][A-Z][\w'’-]+)*"
        ),
    ),
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
        frozenset(_ROADS.split("|"))
        - {"Way", "Court", "Place", "Hill", "Walk", "Rise", "Row", "St"},
        re.compile(
            rf"\b{_NO_NAME}[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? "
            r"(?:Road|Rd|Street|Avenue|Lane|Close|Drive|Crescent|Grove|Gardens|Terrace|Mews|Croft)\b"
        ),
    ),
)
_HOUSEHOLD = re.compile(
    r"\b[Tt]he ([A-Z][a-z'’-]+) (?:family|household|children|siblings|parents)\b"
)
#: Surnames that are ordinary words: told only where a family is called by them.
_CAPITAL_SURNAMES = _words_of(
    "Banks Bell Brown Carpenter Cook Day Field Fields Fisher Green Hill King Law Marsh Miller "
    "Price Reed Rice Rivers Short Stone Walker Ward Waters West Winter Wood Woods Young"
)

_LETTERS = re.compile(r"(?<![\w&'’/.-])(?:(?:[A-Z]\. ?){1,2}[A-Z]\.?|[A-Z]{1,2})(?![\w&/])")
_SHORT_CAPITALS = frozenset(
    letters + ending
    for first in ascii_uppercase
    for letters in (first, *(first + second for second in ascii_uppercase))
    for ending in ("", "'s", "’s")
) - {"I"}
_TRIGGERS = (
    frozenset().union(*(triggers for _, triggers, _ in _BY_WORD))
    | _CAPITAL_SURNAMES
    | _SHORT_CAPITALS
    | _WORDS_OF_AGE
)
_A_AFTER_A_WORD = re.compile(r" A\b(?<=\w A)")
_AMONG_CAPITALS = re.compile(r"\b[A-Z]{3,} [A-Z]{2}\b|\b[A-Z]{2} [A-Z]{2,}\b")
_AFTER_A_ROLE = re.compile(rf"\b(?:{_ROLES}) $")
_BEFORE_A_VERB = re.compile(
    r"['’]s\b| (?:(?:was|is|has|had|said|told|lives|lived|went|disclosed|attended|reported|did)\b"
    r"|(?:and|or) (?:his|her|their)\b)"
)


@cache
def names() -> tuple[frozenset[str], frozenset[str]]:
    """Return common names: those that are nothing else, and those that are words as well."""
    text = NAMES.read_text(encoding="utf-8")
    only, words_as_well = text.split("# First names and surnames that are ordinary words as well:")
    return _words_of(only), _words_of(words_as_well)


@cache
def ordinary_words() -> frozenset[str]:
    """Return common English words that are no names, most of them in one form only."""
    return _words_of(ORDINARY_WORDS.read_text(encoding="utf-8"))


def bare(word: str) -> str:
    """Return a word as the lists have it: small letters, no accents, no possessive ending.

    >>> bare("Zoë’s")
    'zoe'
    """
    word = re.sub(r"['’]s?$", "", word)
    if not word.isascii():
        decomposed = unicodedata.normalize("NFD", word.replace("ł", "l").replace("Ł", "L"))
        word = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return word.lower()


def words_of(text: str) -> set[str]:
    """Return the words of a text, without what shows possession.

    >>> sorted(words_of("Leeds' plan, Children’s Services"))
    ['Children', 'Leeds', 'Services', 'plan']
    """
    return {re.sub(r"['’]s?$", "", word) for word in _WORD.findall(text)}


def small_words(text: str) -> set[str]:
    """Return the words that a text writes in small letters.

    >>> sorted(small_words("The child’s plan is in Leeds"))
    ['child', 'in', 'is', 'plan']
    """
    return {bare(word) for word in set(_WORD.findall(text)) if word.islower()}


def _telling_words(text: str, known: Known) -> set[str]:
    """Return the words of a text that call for a closer look. Few texts have any."""
    words: set[str] = set()
    for piece in set(text.split()) - known.cleared:
        telling = {word for word in _WORD.findall(piece) if _is_telling(word, known)}
        words |= telling
        if not telling:
            known.cleared.add(piece)
    return words


def _is_telling(word: str, known: Known) -> bool:
    if word in known.acronyms or word in ORDINARY_ACRONYMS:
        return False
    return word in _TRIGGERS or _may_be_name(word, known)


def _in_words(text: str, words: set[str], known: Known) -> Iterator[Passage]:
    """Yield what names, initials and the like give away. ``words`` are the telling ones."""
    if not words:
        return
    clean = _EPONYMS.sub(lambda match: " " * len(match[0]), without_web_addresses(text))
    for kind, triggers, pattern in _BY_WORD:
        if words & triggers:
            for match in pattern.finditer(clean):
                if not _is_listed(match[0], known):
                    yield Passage(*match.span(), kind)
    if words & _SHORT_CAPITALS and (
        words & _SHORT_CAPITALS != {"A"} or _A_AFTER_A_WORD.search(clean)
    ):
        for match in _LETTERS.finditer(clean):
            if _are_initials(match, clean, known):
                yield Passage(*match.span(), "initials")
    if words & _CAPITAL_SURNAMES:
        for match in _HOUSEHOLD.finditer(clean):
            if match[1] in _CAPITAL_SURNAMES:  # other surnames are told as names
                yield Passage(*match.span(1), "name")
    odd = {word for word in words if _may_be_name(word, known)}
    if odd:
        yield from _names(clean, odd)


def _may_be_name(word: str, known: Known) -> bool:
    """Whether a word may be a name, at least in some places."""
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


def _is_ordinary(plain: str, known: Known) -> bool:
    """Whether a word is a known one or a form of one, or ends as no name does."""
    forms = {plain, *(ending.sub(stem, plain) for ending, stem in _FORMS)}
    forms |= {form.replace("our", "or") for form in forms}
    return len(plain) < 3 or any(
        form in known.words or form in ordinary_words() or _ENDINGS.fullmatch(form)
        for form in forms
    )


def _is_made_up(word: str) -> bool:
    """Whether capital letters within a word show a brand or an acronym, as in GitHub or ICPCs."""
    return not re.fullmatch(r"[^\W\d_][^A-Z]*|(?:Mc|Mac|[OD]['’])[A-Z][^A-Z]*", word)


def _is_listed(found: str, known: Known) -> bool:
    """Whether a passage is a part of the name of something listed."""
    return any(found.lower() in title for title in known.titles)


def _are_initials(match: re.Match[str], text: str, known: Known) -> bool:
    """Whether one or two capital letters stand for a person."""
    letters = match[0].strip()
    plain = re.sub(r"\W", "", letters)
    if plain in known.acronyms or plain in ORDINARY_ACRONYMS:
        return False
    if len(plain) > 1:
        # Not a word of a line in capital letters.
        return not _AMONG_CAPITALS.search(text, max(0, match.start() - 20), match.end() + 20)
    if letters == "I" or (letters == "A" and _starts_sentence(text, match.start())):
        return False
    return bool(
        _AFTER_A_ROLE.search(text, max(0, match.start() - 12), match.start())
        or (letters != "A" and _BEFORE_A_VERB.match(text, match.end()))
    )


_SIDE_BY_SIDE = re.compile(r"[ -]|[ ]*\n[ ]*")


def _names(text: str, odd: set[str]) -> Iterator[Passage]:
    """Yield the places where odd words are names. Those that stand side by side are one name."""
    places = sorted(place for word in odd for place in _places(word, text))
    group: list[tuple[int, int]] = []
    for place in [*places, (len(text) + 2, len(text) + 2)]:
        if group and not _SIDE_BY_SIDE.fullmatch(text, group[-1][1], place[0]):
            if any(_is_name(text, *member) for member in group):
                yield Passage(group[0][0], group[-1][1], "name")
            group = []
        group.append(place)


def _places(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a whole word stands in a text."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        around = text[start - 1 : start] + text[end : end + 1]
        if not any(sign.isalpha() for sign in around):
            yield start, end
        start = text.find(word, end)


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether an odd word is a name where it stands.

    A name that is an ordinary word as well may just start a sentence, or a title in a list, unless
    it has or does what people have or do.
    """
    word = text[start:end]
    return (
        bare(word) not in names()[1]
        or not _starts_sentence(text, start)
        or word.endswith(("'s", "’s"))
        or bool(_BEFORE_A_VERB.match(text, end))
    )


_ENDS_OF_SENTENCES = (".", "!", "?", ":", ";", "|", "…", ">", "•", "·")
_OPENINGS = " \t\"'“‘([*_~"
_LINE_START = re.compile(r"[ \t]*(?:(?:[-*>+|#]+|\d+\.|[\w-]+:|\[[ x]\])[ \t]+)*[\"'“‘(\[*_{|>]*")


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
    # A line that goes on from the one above starts no sentence.
    above = text[text.rfind("\n", 0, max(0, line_start - 1)) + 1 : max(0, line_start - 1)]
    return not re.search(r"[a-z,]$", above.rstrip()) or above.lstrip().startswith(("#", "|", "<"))
