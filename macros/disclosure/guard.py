"""The disclosure guard: finds what must not be published, in every file that is published.

It reads the files as they were typed, comments included, because the repository is public too.
What it finds stops the build, unless an entry of ``data/disclosure-allowed.yml`` lets it through.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from macros.disclosure.appearance import appearances
from macros.disclosure.kinds import KINDS, Known, Passage, masked
from macros.disclosure.names import ALWAYS_KNOWN, listed_kinds, passages_in_words, words_of
from macros.disclosure.numbers import ages_in, passages_in_numbers
from macros.disclosure.whole_names import plain_term, whole_names
from macros.problems import Problem
from macros.records.dates import MONTHS
from macros.records.lists import Allowance

ALLOWED_FILE = "data/disclosure-allowed.yml"

PUBLISHERS_FILE = "data/publishers.yml"

#: In a smaller sample an exact age can point to one child: there are 18 ages, 0 to 17.
SMALL_SAMPLE = 20

#: Fields of the lists in ``data/`` that name services, documents and places.
LISTED_FIELDS = {"term", "expansion", "aliases", "search_words", "source", "title", "short"}
LISTED_FIELDS |= {"publisher", "name"}

CONTACTS_FILE = "data/contacts.yml"
FILES_WITH_LISTED_CONTACTS = (CONTACTS_FILE, "data/guidance.yml", "data/sources.yml")

LET_THROUGH = f"If it may stay, {ALLOWED_FILE} says how to let it through."


@dataclass(frozen=True)
class Text:
    """A file to check: its path, its text, and its value if it is a data file.

    ``is_whole`` says whether the whole value could be read.
    """

    file: str
    text: str
    value: Any = None
    is_whole: bool = True


def guard(texts: Sequence[Text], allowances: Sequence[Allowance]) -> tuple[list[Problem], set[int]]:
    """Return what must not be published, and the positions of the allowances that were used.

    ``texts`` are all files at once: what one of them lists is cleared in the others.
    """
    known = what_is_known(texts)
    named = _naming_a_publisher(texts)
    publishers = [p for t in texts if t.file == PUBLISHERS_FILE for p in _entries(t)]
    problems: list[Problem] = []
    used: set[int] = set()
    for text in texts:
        found = passages(text.text, known, ages=_is_about_few(text))
        patterns = [_MONTH_OF_FIELD, _OF_PUBLISHER if text.file == PUBLISHERS_FILE else named]
        patterns += [_NUMBER_TO_CALL] if text.file == CONTACTS_FILE else []
        fields = [match.span() for pattern in patterns for match in pattern.finditer(text.text)]
        fields += _own_areas(text, publishers)
        found = [p for p in found if not any(a <= p.start and p.end <= b for a, b in fields)]
        if text.file == ALLOWED_FILE:
            # An allowed passage has to be written there, or nobody could allow it.
            problems += _problems(text, (p for p in found if not _is_entry(text.text, p)))
        elif found:
            let_through = _let_through(text, found, allowances)
            used.update(*let_through.values())
            problems += _problems(text, (p for p in found if p not in let_through))
        problems += _in_the_name(text.file, known)
    return problems, used


def _in_the_name(file: str, known: Known) -> Iterator[Problem]:
    """Yield a problem if the name of a file, which becomes an address, could identify somebody."""
    words = file.rpartition("/")[2].rpartition(".")[0].lower().replace("-", " ")
    for passage in passages(words, known, ages=True):
        kind = KINDS[passage.kind]
        found = masked(words[passage.start : passage.end])
        remedy = "Give the file a name that says what it is about."
        message = f"“{found}” in the name of this file {kind.words}"
        yield Problem(file, 1, 1, message, remedy, kind.why)


def passages(text: str, known: Known, *, ages: bool = False) -> list[Passage]:
    """Return what could identify somebody in a text, in the order in which it appears.

    ``ages`` says whether exact ages count: they do where a text is about very few children. Of
    passages that overlap the first is kept, or else the longest.
    """
    found: list[Passage] = []
    named: list[Passage] = []
    cleared: list[tuple[int, int]] = []
    for seen in appearances(text):
        in_seen = list(passages_in_words(seen.text, known))
        cleared += (seen.in_file(*place) for place in whole_names(seen.text, in_seen, known))
        named += map(seen.passage_in_file, in_seen)
        found += map(seen.passage_in_file, passages_in_numbers(seen.text, known))
        found += map(seen.passage_in_file, ages_in(seen.text) if ages else ())
    found += (p for p in named if not any(a <= p.start and p.end <= b for a, b in cleared))
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
    return kept


_MONTHS = "|".join(month[:3] for month in MONTHS)
#: A month in a date field, with only a year beside it: it is not a person's name.
_MONTH_OF_FIELD = re.compile(
    r"(?m)^ *(?:- )?(?:held|added|reviewed|review_by|checked): *"
    rf"[\"']?(?:{_MONTHS})[a-z]*[-./, ]+(?:[0-9]{{2}}){{1,2}}[\"']? *$"
)


#: A number to call, right or not: it has a check of its own, and is no number of a person.
_NUMBER_TO_CALL = re.compile(r"(?m)^ *(?:- )?number: *[\"']?[+()O\d .-]+")

#: What describes a publisher. A short name or an area may be a surname as well: it passes in the
#: file of the publishers, and nowhere else alone.
_OF_PUBLISHER = re.compile(r"(?m)^ *(?:- )?(?:id|name|short|area|group): .*$")


def _naming_a_publisher(texts: Iterable[Text]) -> re.Pattern[str]:
    """Return a pattern for the line of an audit that names one of the publishers."""
    files = [text for text in texts if text.file == PUBLISHERS_FILE]
    names = "|".join(re.escape(n) for text in files for n in _listed(text, {"id", "name", "short"}))
    return re.compile(rf"(?mi)^publisher: *[\"']?(?:{names})[\"']? *$")


def _entries(text: Text) -> list[dict[str, Any]]:
    """Return the entries of a list that could be read."""
    values = text.value if isinstance(text.value, list) else []
    return [value for value in values if isinstance(value, dict)]


def _own_areas(text: Text, publishers: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, int]]:
    """Yield the places of an audit's area, or of its publisher's, where no person is meant.

    “Neglect in Easton”, a group “from Easton”, “agencies in Easton”: a briefing says so of its own
    area. “The Easton family”, “ask Easton” and “confided in Easton” are none of these.
    """
    audit = text.value if isinstance(text.value, dict) else {}
    whose = str(audit.get("publisher") or "").casefold()
    theirs = [
        p
        for p in publishers
        if whose in (str(p.get(n)).casefold() for n in ("id", "name", "short"))
    ]
    named = [str(p[n]) for p in theirs for n in ("short", "area") if p.get(n)]
    if audit.get("area"):
        named.append(str(audit["area"]))
    parts = {part for name in named for part in (name, *re.split(", | and ", name))}
    names = "|".join(map(re.escape, sorted(parts, key=len, reverse=True))) or "(?!)"
    if whose and not theirs:  # nothing is published before the publisher is added, and its area
        names = r"[A-Z][\w'’-]+"
    for pattern in _OF_OWN_AREA if re.search(names, text.text) else ():
        for match in re.finditer(pattern.format(names), text.text):
            if not match.groupdict().get("person"):
                yield match.span("area")


#: Where an area stands: at the end of a title, as a field or a group of its own, and after “in”.
_OF_OWN_AREA = (
    r"(?m)^title: *[\"']?.*(?: in |: | \()(?P<area>{0})\)?[\"']? *$",
    r"(?m)^ *(?:area|(?:- *)?(?:\{{[^{{}}]*)?\b(?:label|of)): *[\"']?(?:from |in )?(?P<area>{0})"
    r"[\"']? *(?:$|[,}}])",
    r"\b(?P<person>(?:confid|trust|belie[fv]|interest|faith|involv)\w* )?"
    r"(?i:in|across|throughout|within|(?:inspection|review|audit) of) "
    r"(?P<area>{0})(?![\w'’-])(?! [A-Z])",
)


def what_is_known(texts: Iterable[Text]) -> Known:
    """Return what the content itself shows to be nobody's name and nobody's own number.

    The titles of audits are left out: a briefing about one child may carry the child's name.
    """
    titles: set[str] = set()
    numbers: set[str] = set()
    emails: set[str] = set()
    for text in texts:
        if text.file == ALLOWED_FILE:
            continue
        if text.file.startswith("data/") and not text.file.startswith("data/audits/"):
            listed = _listed(text, LISTED_FIELDS)
            if text.file == PUBLISHERS_FILE:
                listed = (name for name in listed if " " in name or name.isupper())
            titles.update(listed)
        if text.file in FILES_WITH_LISTED_CONTACTS:
            for number in _listed(text, {"number"}):
                numbers.add(re.sub(r"\D", "", number))
            emails.update(_SERVICE_EMAIL.findall(text.text.lower()))
    several = {title for title in titles if len(words_of(title)) > 1}
    words = words_of(" ".join(titles - several))
    kinds, terms = listed_kinds()
    return Known(
        words=ALWAYS_KNOWN | kinds | {word.lower() for word in words},
        terms=terms | {plain_term(title) for title in several},
        acronyms=frozenset(word for word in words if word.isupper()),
        numbers=frozenset(numbers),
        emails=frozenset(emails),
    )


#: An address of a service. One with a dot before the @ is more likely to be a person's.
_SERVICE_EMAIL = re.compile(r"(?<![\w.+%'-])[a-z0-9_-]+@[\w-]+(?:\.[\w-]+)+")


def _listed(text: Text, names: Set[str]) -> Iterator[str]:
    """Yield the texts of the fields with these names, in a list of ``data/``.

    Where part of the file could not be read, its lines are searched too. Otherwise one missing
    comma in the glossary would turn all its terms into names.
    """
    yield from _values(text.value, names)
    if not text.is_whole:
        for line in text.text.splitlines():
            field = _FIELD.fullmatch(line)
            if field and field[1] in names:
                yield from re.split(r"[\[\],]", field[2])


_FIELD = re.compile(r"[ \t]*(?:- *)?(\w+)\W(.*)")


def _values(value: Any, names: Set[str], wanted: bool = False) -> Iterator[str]:
    """Yield the texts of the fields with these names, at any depth."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _values(inner, names, name in names)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner, names, wanted)
    elif wanted and isinstance(value, str):
        yield value


def _is_about_few(text: Text) -> bool:
    """Whether a file is about so few children that an exact age may identify one."""
    if text.file.startswith("docs/audits/"):
        return True
    if not text.file.startswith("data/audits/"):
        return False
    sample = text.value.get("sample") if isinstance(text.value, Mapping) else None
    size = sample.get("size") if isinstance(sample, Mapping) else None
    return not (isinstance(size, str) and size.isdecimal() and int(size[:9]) >= SMALL_SAMPLE)


def _let_through(
    text: Text, found: Iterable[Passage], allowances: Sequence[Allowance]
) -> dict[Passage, set[int]]:
    """Return the passages that may stay, with the positions of the allowances that say so."""
    kept: dict[Passage, set[int]] = {}
    for index, allowance in enumerate(allowances):
        if not fnmatchcase(text.file, allowance.file or "*"):
            continue
        for place in re.finditer(_anywhere(allowance.text), text.text):
            for passage in found:
                if place.start() <= passage.start and passage.end <= place.end():
                    kept.setdefault(passage, set()).add(index)
    return kept


def _is_entry(text: str, passage: Passage) -> bool:
    """Whether a passage in the list of allowed passages is one that an entry allows."""
    line = text[text.rfind("\n", 0, passage.start) + 1 : passage.start]
    return bool(re.match(r"[ ]*(?:- )?text:", line))


def _anywhere(words: str) -> str:
    """Return a pattern for whole words that may be broken over lines."""
    inner = r"\s+".join(re.escape(word) for word in words.split())
    return rf"(?<!\w){inner}(?!\w)"


def _problems(text: Text, found: Iterable[Passage]) -> Iterator[Problem]:
    lines = [0, *(match.end() for match in re.finditer("\n", text.text))]
    for passage in found:
        line = bisect_right(lines, passage.start)
        *_, seen = appearances(text.text[passage.start : passage.end])
        words = " ".join(seen.text.split())
        kind = KINDS[passage.kind]
        yield Problem(
            text.file,
            line,
            passage.start - lines[line - 1] + 1,
            f"“{masked(words)}” {kind.words}",
            f"{kind.remedy} {LET_THROUGH}",
            kind.why,
        )
