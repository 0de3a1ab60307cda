"""Advice on wording, on reminders that few people would find, and on possible oversights.

Advice never stops a build: there may be a reason. Only our own pages are checked for long
sentences, because the sentences of an audit are quoted word for word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from macros.addresses.links import audit_address
from macros.addresses.published import published_addresses
from macros.addresses.standard_pages import standard_pages
from macros.checks.future import later
from macros.checks.oversights import Oversight, oversights
from macros.checks.reading_level import NOT_PROSE, blanked, sentences_of
from macros.checks.wording import odd_wording
from macros.checks.written_pages import shown
from macros.problems import Problem, counted, quoted
from macros.reading.files import newest_commit, read_pages
from macros.reading.yaml_source import Path as ValuePath
from macros.reading.yaml_source import parse_yaml
from macros.records.fields import as_id
from macros.records.library import Library
from macros.records.records import Audit

#: The longest sentence that GOV.UK advises. Source: Content design, Writing for GOV.UK.
LONGEST_SENTENCE = 25

#: Acronyms that need no explanation here, and words in capitals for emphasis.
WELL_KNOWN = frozenset(
    re.findall(
        r"\S+",
        "A&E AA BBC CD DVD EU GOV GP HTML ID IT NHS OK PDF PIN QR TV UA UK URL US USB WCAG YAML "
        "AND NOT OR TO",
    )
)

#: The files whose terms and names explain acronyms.
EXPLAINING = ("data/glossary.yml", "data/sources.yml", "data/publishers.yml")

AGENCIES = "data/agencies.yml"
CONTACTS = "data/contacts.yml"

#: Words that never end a sentence. A sentence that ends with one was probably cut off.
NEVER_LAST = frozenset(
    re.findall(r"\w+", "a an and as at by for from in of on or that the their to with")
)

#: The lists of what an audit found.
FINDINGS = ("good_practice", "found", "reminders")


class Advice(NamedTuple):
    """Advice on a value of an audit: its place, what seems wrong, what to do and why."""

    path: ValuePath
    message: str
    remedy: str
    why: str = ""


def advice(root: Path, library: Library, problems: Collection[Problem] = ()) -> list[Problem]:
    """Return advice on the pages and audits below ``root``.

    ``library`` holds the valid records. Lines with one of the ``problems`` get no advice: they
    change when the problem is corrected.
    """
    pages, _ = read_pages(root)
    audits = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8-sig", errors="replace")
        for path in sorted((root / "data" / "audits").glob("*/*.yml"))
        if path.is_file()
    }
    found = [item for file, text in pages.items() for item in on_page(file, text)]
    found += [item for file, text in audits.items() for item in _on_data_file(file, text)]
    if (root / CONTACTS).is_file():
        text = (root / CONTACTS).read_text(encoding="utf-8-sig", errors="replace")
        found += _short_numbers(text)
    published, newest = published_addresses(root).keys(), newest_commit(root)
    for audit in library.audits:
        file = f"data/audits/{audit.id}.yml"
        if file in audits:
            found += on_audit(audit, file, audits[file], published, newest)
            found += _placed(file, audits[file], [*oversights(audit, library)])
    found += _alike(library)
    found += _page_names(library, pages)
    agencies = root / AGENCIES
    if agencies.is_file():
        text = agencies.read_text(encoding="utf-8-sig", errors="replace")
        for match in _FOR_AGENCY.finditer(text):
            found.append(
                _at(
                    (AGENCIES, text, match.start(1)),
                    f"the page would be called “For {match[1]}”",
                    "Take out the first “For”: the site writes it.",
                )
            )
    if not problems:
        found += _not_shown(library, pages)
    if not any(problem.file in EXPLAINING for problem in problems):
        explained = explained_acronyms(library)
        for file, text in {**pages, **audits}.items():
            found += _acronyms(file, text, explained)
    lines = {(problem.file, problem.line) for problem in problems}
    return sorted({item for item in found if (item.file, item.line) not in lines})


def _at(place: tuple[str, str, int], message: str, remedy: str, why: str = "") -> Problem:
    """Return advice on a place: a file, its text and a position in it."""
    file, text, start = place
    column = start - text.rfind("\n", 0, start)
    return Problem(file, text.count("\n", 0, start) + 1, column, message, remedy, why)


# --- On the text of a file --------------------------------------------------------------------

_VAGUE_LINK = re.compile(
    r"\[((?:click\s+)?here|this\s+(?:link|page|website)|(?:read|find\s+out)\s+more|more|link)\]\(",
    re.IGNORECASE,
)
_IN_CURLY_QUOTES = re.compile(r"(?m)^ *(?:- )?(?:\w+: )?(“)[^“”\n]*”$")
_MARKUP = re.compile(r"</?[a-z][^<>]*>|&(?:[a-z]+|#\d+);", re.IGNORECASE)
_NUMBER = re.compile(r"(?:[0-9]{1,2}(?:[.)]|\.[0-9]{1,2}\.?)|[a-z][.)]|[•·●▪–-])\s")
_NOTE = re.compile(r"(?m)^# *(publisher|method|held|added): +(\S.*)$")
_TEN_DIGITS = re.compile(
    r"(?m)^ *(?:- )?number: *[\"']?(0(?:1(?: ?[0-9]){8}|800(?: ?[0-9]){6}))[\"']? *$"
)
_FOR_AGENCY = re.compile(r"(?m)^ *(?:- )?title: *[\"']?(For\b[^\"'\n]*)")
_HEADING_WITHOUT_SPACE = re.compile(r"(?m)^#{1,6}(?=[^\W\d_])")
_PICTURE_ELSEWHERE = re.compile(
    r"!\[[^\]]*\]\(\s*https?:|<img\b[^>]*\ssrc=[\"']?https?:", re.IGNORECASE
)
_ACRONYM = re.compile(r"(?<![\w/.@#-])([A-Z][A-Z0-9&]*[A-Z])(?:s|['’]s)?(?![\w/@])")


def on_page(file: str, text: str) -> Iterator[Problem]:
    """Yield advice on one page: long sentences, and links that do not say where they lead."""
    for start, sentence in sentences_of(text):
        words = re.findall(r"\S*\w\S*", sentence)
        if len(words) > LONGEST_SENTENCE:
            yield _at(
                (file, text, start),
                f"the sentence that begins {quoted(' '.join(words[:6]))} has {len(words)} words",
                f"Make it two. Up to {LONGEST_SENTENCE} words are easy to read.",
            )
    for match in _VAGUE_LINK.finditer(text):
        yield _at(
            (file, text, match.start()),
            f"the link {quoted(' '.join(match[1].split()))} does not say where it leads",
            "Use the name of the page as the words of the link.",
            "Many people who use a screen reader hear a list of the links alone.",
        )
    for match in _HEADING_WITHOUT_SPACE.finditer(blanked(NOT_PROSE, text)):
        yield _at(
            (file, text, match.start()),
            f"this is no heading: readers see “{match[0]}”",
            f"Put a space after “{match[0]}”.",
        )
    for match in _PICTURE_ELSEWHERE.finditer(text):
        yield _at(
            (file, text, match.start()),
            "readers do not see this picture: the site shows nothing from another site",
            "Say it in words, or link to it.",
        )


def _on_data_file(file: str, text: str) -> Iterator[Problem]:
    """Yield advice on curly quotation marks around texts and on HTML: readers would see both."""
    for match in _IN_CURLY_QUOTES.finditer(text):
        yield _at(
            (file, text, match.start(1)),
            "readers see the quotation marks around this text",
            "Take them out, unless the briefing has them.",
        )
    for match in _MARKUP.finditer(text):
        yield _at(
            (file, text, match.start()),
            f"{quoted(match[0], 30)} is HTML, and readers see it as it is typed",
            "Take it out, unless the briefing has it.",
        )
    for match in _NOTE.finditer(text):
        if match[2].strip() != "national-panel":  # the example of CONTRIBUTING.md
            yield _at(
                (file, text, match.start(1)),
                f"“{match[1]}” is only a note here, and readers do not see it",
                "If it is meant for readers, take out the “# ” in front of it.",
            )


def _short_numbers(text: str) -> Iterator[Problem]:
    """Yield advice on telephone numbers of ten digits: there are some, and most have eleven."""
    for match in _TEN_DIGITS.finditer(text):
        yield _at(
            (CONTACTS, text, match.start(1)),
            f"{quoted(match[1])} has 10 digits, and most such numbers have 11",
            "Compare it with the page that it was taken from. If it is right, leave it.",
            "A wrong number can harm a child.",
        )


def explained_acronyms(library: Library) -> frozenset[str]:
    """Return the acronyms that the glossary explains, or that publishers' names contain."""
    texts = [
        text
        for term in library.glossary
        for text in (term.term, term.expansion or "", *term.aliases, *term.search_words)
    ]
    texts += [source.publisher for source in library.sources]
    return frozenset(word for text in texts for word in _ACRONYM.findall(text))


def _acronyms(file: str, text: str, explained: frozenset[str]) -> Iterator[Problem]:
    """Yield advice on the first occurrence of each unexplained acronym in a file."""
    prose = blanked(NOT_PROSE if file.endswith(".md") else _COMMENT_OR_NAME, text)
    seen = set(WELL_KNOWN | explained)
    for match in _ACRONYM.finditer(prose):
        acronym = match[1]
        if acronym in seen or _is_among_capitals(prose, match):
            continue
        seen.add(acronym)
        if not re.search(rf"\w \({re.escape(acronym)}s?\)", prose):
            yield _at(
                (file, text, match.start()),
                f"“{acronym}” is not explained",
                "Add it to data/glossary.yml: every page then explains it.",
            )


_COMMENT_OR_NAME = re.compile(r"(?m)^ *#.*$|^[ -]*(?:id|aliases): .*$")


def _is_among_capitals(text: str, match: re.Match[str]) -> bool:
    """Whether a word is part of a line in capital letters, as some headings are."""
    return bool(
        re.match(r" [A-Z]{2,}\b", text[match.end() :][:20])
        or re.search(r"\b[A-Z]{2,} $", text[: match.start()][-20:])
    )


# --- On an audit ------------------------------------------------------------------------------


def on_audit(
    audit: Audit,
    file: str,
    text: str,
    published: Collection[str] = (),
    newest: date | None = None,
) -> Iterator[Problem]:
    """Yield advice on an audit.

    ``file`` and ``text`` are the path and the text of its data file; ``published`` are the
    published addresses, empty if they are not known; ``newest`` is the day of the newest commit.
    """
    found = [
        *_dates(audit, published),
        *(Advice(path, said, do) for path, _, said, do in later(audit, newest or date.max)),
        *_missing_reminders(audit),
        *_sentences(audit),
        *_findings(audit),
    ]
    yield from _placed(file, text, found)


def _placed(file: str, text: str, found: Sequence[Oversight]) -> Iterator[Problem]:
    """Yield advice at its places in a file."""
    document = parse_yaml(file, text) if found else None
    for path, message, remedy, why in found:
        if document is not None:
            yield Problem(file, *document.place(path), message, remedy, why)


def _alike(library: Library) -> Iterator[Problem]:
    """Yield advice on audits that readers cannot tell apart."""
    first: dict[tuple[str, str, str | None], Audit] = {}
    for audit in library.audits:
        other = first.setdefault((audit.title.casefold(), audit.year, audit.publisher), audit)
        if other is not audit:
            yield Problem(
                f"data/audits/{audit.id}.yml",
                1,
                1,
                f"there is a second audit “{audit.title}” of {audit.year}: {other.slug}.yml",
                "If it is the same audit, delete one of the two files. If not, give them titles "
                "that differ.",
            )


def _not_shown(library: Library, pages: Mapping[str, str]) -> Iterator[Problem]:
    """Yield advice on pages that people wrote and that leave data out, or show it twice.

    ``pages`` maps paths from the top of the repository to texts.
    """
    for page in standard_pages(library):
        file = f"docs/{page.path}"
        if file not in pages:
            continue
        there, usual = shown(pages[file]), dict.fromkeys(shown(page.own_file))
        for words, names in (
            ("does not have", [name for name in usual if name not in there]),
            ("has more than once", [name for name in usual if there.count(name) > 1]),
        ):
            if names:
                macros = ", ".join(f"{{{{ {name}() }}}}" for name in names)
                yield Problem(
                    file,
                    1,
                    1,
                    f"this page {words} {macros}",
                    "Other pages of its kind have each once. If it is meant so, leave it.",
                )


def _page_names(library: Library, pages: Iterable[str]) -> Iterator[Problem]:
    """Yield advice on pages that no list names, and on names that make poor addresses."""
    listed = {f"docs/{guide.page}" for guide in library.guidance}
    for file in pages:
        if file.startswith("docs/guidance/") and file not in {*listed, "docs/guidance/index.md"}:
            yield Problem(
                file,
                1,
                1,
                "data/guidance.yml does not name this page",
                "Add an entry with a line “page: …” there.",
                "Without it, no list of guides shows the page.",
            )
        if not re.fullmatch(r"[a-z0-9/.-]+", file):
            name = file.rpartition("/")[2].removesuffix(".md")
            yield Problem(
                file,
                1,
                1,
                "the name of this file makes an address that is hard to type",
                f"Use small letters, digits and hyphens: “{as_id(name)}.md”.",
            )


def _dates(audit: Audit, published: Collection[str]) -> Iterator[Advice]:
    held, year = audit.held, audit.year
    if held and not year.contains(held):
        yield Advice(
            ("held",),
            f"{held.words} is not in the year {year}, which is April {year.first} to "
            f"March {year.last}",
            "Check the briefing. If it says so, leave it.",
        )
    if audit.added is None and published and audit_address(audit).path not in published:
        yield Advice(
            (),
            "this audit is new, and “added” is missing",
            "Add a line “added: …” with today's date, such as 2026-11-23.",
            "Without it, it does not appear in “What's new” on the home page.",
        )


def _missing_reminders(audit: Audit) -> Iterator[Advice]:
    if not audit.reminders and not audit.found:
        good = counted(len(audit.good_practice), "good practice", "good practices")
        yield Advice(
            ("reminders",),
            f"this audit has no reminders, and {good}",
            "If some of them are reminders, put the line “reminders:” above the first of those, "
            "and delete this line.",
            "Otherwise readers take as done well what should be done better.",
        )
    for index, reminder in enumerate(audit.reminders):
        if not reminder.situations:
            yield Advice(
                ("reminders", index),
                f"the reminder “{reminder.id}” names no situation",
                "Add a line “situations: […]” with ids from data/situations.yml, if one fits.",
                "Before a meeting people open the page of their situation. It is not on any.",
            )


def _sentences(audit: Audit) -> Iterator[Advice]:
    """Yield advice on single sentences: repeated, cut off, or with a number in front."""
    places: list[tuple[ValuePath, str]] = [
        (("background", index), sentence) for index, sentence in enumerate(audit.background)
    ]
    places += [
        ((name, index, "text"), finding.text)
        for name in FINDINGS
        for index, finding in enumerate(getattr(audit, name))
    ]
    points: list[tuple[ValuePath, str]] = [
        ((name, index, "points", number), point)
        for name in FINDINGS
        for index, finding in enumerate(getattr(audit, name))
        for number, point in enumerate(finding.points)
    ]
    seen: set[str] = set()
    for path, sentence in places:
        words = re.findall(r"\w+", sentence.casefold())
        plain = " ".join(words)
        if plain in seen:
            message = f"the sentence {quoted(sentence, 40)} appears twice"
            yield Advice(path, message, "Take one out, unless the briefing has both.")
        seen.add(plain)
        last = sentence.rsplit(maxsplit=1)[-1]
        if last.casefold() in NEVER_LAST:
            message = f"the sentence ends with “{last}”"
            yield Advice(path, message, "Check that all of it was copied from the briefing.")
        yield from (Advice(path, *odd) for odd in odd_wording(sentence))
    # A point is often half a sentence: it starts with a small letter and may end with “and”.
    for path, sentence in (*places, *points):
        if number := _NUMBER.match(sentence):
            yield Advice(
                path,
                f"the sentence starts with “{number[0].strip()}”, and readers see it",
                "Take it out if it only numbers the points of the briefing.",
            )


def _findings(audit: Audit) -> Iterator[Advice]:
    """Yield advice on ids, on figures, and on records that are named twice."""
    yield from _named_twice(("guidance",), audit.guidance)
    for index, practice in enumerate(audit.good_practice):
        counted_out = re.search(r"\b([0-9]{1,4})(?:/| out of )([0-9]{1,4})\b", practice.text)
        if counted_out and practice.figure is None:
            yield Advice(
                ("good_practice", index, "text"),
                f"the sentence has the figure {counted_out[0]}, and “figure” is missing",
                f"If that many were looked at, add a line “figure: {{count: {counted_out[1]}, "
                f"of: {counted_out[2]}}}”.",
                "Without it, the page does not show the figure as a row of dots.",
            )
    for name in FINDINGS:
        for index, finding in enumerate(getattr(audit, name)):
            if re.fullmatch(r"[0-9-]+", finding.id):
                yield Advice(
                    (name, index, "id"),
                    f"the id “{finding.id}” is only a number",
                    "Choose a short name that says what the sentence is about, such as "
                    "police-reports.",
                    "It becomes an address, and can never change once it is published.",
                )
            for field in ("themes", "situations", "guidance"):
                yield from _named_twice((name, index, field), getattr(finding, field))


def _named_twice(path: ValuePath, ids: Sequence[str]) -> Iterator[Advice]:
    for index, one in enumerate(ids):
        if ids.index(one) < index:
            yield Advice((*path, index), f"“{one}” is named twice here", "Take one of the two out.")
