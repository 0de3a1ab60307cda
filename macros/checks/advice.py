"""Advice on wording, on reminders that few people would find, and on possible oversights.

Advice never stops a build: there may be a reason. Only our own pages are checked for long
sentences, because the sentences of an audit are quoted word for word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from macros.addresses.published import published_addresses
from macros.checks.audit_advice import alike, on_audit, placed
from macros.checks.known_records import address_of
from macros.checks.oversights import oversights
from macros.checks.page_advice import at, not_shown, on_page, page_names, private_addresses
from macros.checks.reading_level import NOT_PROSE, blanked
from macros.checks.wording import (
    LONGEST_SHORT_NAME,
    MOST_SENTENCES,
    NOTE,
    odd_name,
    odd_wording,
)
from macros.problems import Problem, quoted
from macros.reading.files import newest_commit, read_data, read_pages
from macros.reading.yaml_messages import Message
from macros.reading.yaml_source import YamlDocument, texts_in
from macros.records.library import Library

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
    published, newest = published_addresses(root).keys(), newest_commit(root)
    found += _on_lists(root)
    if not any(problem.file.startswith("data/audits/") for problem in problems):
        found += _named_nowhere(root, library, published)
    for audit in library.audits:
        file = f"data/audits/{audit.id}.yml"
        if file in audits:
            found += on_audit(audit, file, audits[file], published, newest)
            found += placed(file, audits[file], [*oversights(audit, library)])
    found += alike(library)
    found += page_names(library, pages)
    if not problems:
        found += not_shown(library, pages)
    if not any(problem.file in EXPLAINING for problem in problems):
        explained = explained_acronyms(library)
        for file, text in {**pages, **audits}.items():
            found += _acronyms(file, text, explained)
    lines = {(problem.file, problem.line) for problem in problems}
    return sorted({item for item in found if (item.file, item.line) not in lines})


# --- On the text of a file --------------------------------------------------------------------

_IN_CURLY_QUOTES = re.compile(r"(?m)^ *(?:- )?(?:\w+: )?(“)[^“”\n]*”$")
_MARKUP = re.compile(r"</?[a-z][^<>]*>|&(?:[a-z]+|#\d+);", re.IGNORECASE)
#: What such lines say in the example of CONTRIBUTING.md.
_IN_THE_EXAMPLE = ("national-panel", "deep dive", "2023-10")
_NOTE = re.compile(r"(?m)^# *(publisher|method|held|added): +(\S.*)$")
_ACRONYM = re.compile(r"(?<![\w/.@#-])([A-Z][A-Z0-9&]*[A-Z])(?:s|['’]s)?(?![\w/@])")


def _on_data_file(file: str, text: str) -> Iterator[Problem]:
    """Yield advice on curly quotation marks around texts and on HTML: readers would see both."""
    for match in _IN_CURLY_QUOTES.finditer(text):
        yield at(
            (file, text, match.start(1)),
            "readers see the quotation marks around this text",
            "Take them out, unless the briefing has them.",
        )
    for match in _MARKUP.finditer(text):
        yield at(
            (file, text, match.start()),
            f"{quoted(match[0], 30)} is HTML, and readers see it as it is typed",
            "Take it out, unless the briefing has it.",
        )
    yield from private_addresses(file, text)
    for match in _NOTE.finditer(text):
        if match[2].strip() not in _IN_THE_EXAMPLE:
            yield at(
                (file, text, match.start(1)),
                f"“{match[1]}” is only a note here, and readers do not see it",
                "If it is meant for readers, take out the “# ” in front of it.",
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
        if acronym in seen or NOTE.fullmatch(acronym) or _is_among_capitals(prose, match):
            continue
        seen.add(acronym)
        if not re.search(rf"\w \({re.escape(acronym)}s?\)", prose):
            yield at(
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


# --- On the lists ------------------------------------------------------------------------------

_MARKDOWN = re.compile(r"\]\([^)]*\)|\*\*|[\[`]")


def _on_statement(text: str) -> Iterator[Message]:
    """Yield advice on a sentence of a list, which may be in Markdown."""
    return odd_wording(_MARKDOWN.sub("", text))


def _on_number(number: str) -> Iterator[Message]:
    """Yield advice on a telephone number of ten digits: there are some, and most have eleven."""
    if re.fullmatch(r"0(?:1(?: ?[0-9]){8}|800(?: ?[0-9]){6})", number):
        yield (
            f"{quoted(number)} has 10 digits, and most such numbers have 11",
            "Compare it with the page that it was taken from. If it is right, leave it.",
        )


def _on_short_name(name: str) -> Iterator[Message]:
    return odd_name(name, LONGEST_SHORT_NAME)


def _on_definition(text: str) -> Iterator[Message]:
    """Yield advice on a text that is shown where there is little room."""
    if (count := len(re.findall(r"[.?!](?: (?=[A-Z])|$)", text))) > MOST_SENTENCES:
        yield f"there are {count} sentences in this text", "Keep the one or two that say most."


def _on_agency(title: str) -> Iterator[Message]:
    """Yield advice on the name of an agency, which stands after “For”."""
    if re.match(r"For\b", title):
        yield (
            f"the page would be called “For {title}”",
            "Take out the first “For”: the site writes it.",
        )


#: File and name of a line to the advice on its text.
_LINES: dict[tuple[str, str], Callable[[str], Iterator[Message]]] = {
    ("data/themes.yml", "text"): _on_statement,
    ("data/responses.yml", "text"): _on_statement,
    ("data/contacts.yml", "number"): _on_number,
    ("data/agencies.yml", "title"): _on_agency,
    ("data/themes.yml", "title"): odd_name,
    ("data/situations.yml", "title"): odd_name,
    ("data/themes.yml", "short"): _on_short_name,
    ("data/publishers.yml", "short"): _on_short_name,
    ("data/glossary.yml", "definition"): _on_definition,
    ("data/guidance.yml", "note"): _on_definition,
}
#: The files whose entries are looked at again, by the day that each names.
_LOOKED_AT_AGAIN = ("data/contacts.yml", "data/guidance.yml", "data/sources.yml")


def _on_lists(root: Path) -> Iterator[Problem]:
    """Yield advice on single lines and entries of the lists in ``data/``."""
    for document in (read_data(root, file) for file in _lists(root)):
        for path, text in texts_in(document.value):
            for name in path[-2:]:
                on_text = _LINES.get((document.file, str(name)))
                for words in on_text(text) if on_text and text else ():
                    yield Problem(document.file, *document.place(path), *words)
        yield from private_addresses(document.file, document.text)
        for place, entry in _entries(document):
            if document.file in _LOOKED_AT_AGAIN and "review_by" not in entry:
                yield Problem(
                    document.file,
                    *place,
                    "“review_by” is missing, so nobody is reminded to look at this again",
                    "Add a line “review_by: …” with a day: a year from now, or half a year for a "
                    "telephone number.",
                )


def _lists(root: Path) -> list[str]:
    return [f"data/{path.name}" for path in sorted((root / "data").glob("*.yml")) if path.is_file()]


def _entries(document: YamlDocument) -> Iterator[tuple[tuple[int, int], dict[str, object]]]:
    """Yield place and value of each entry of a list."""
    for index, entry in enumerate(document.value if isinstance(document.value, list) else ()):
        if isinstance(entry, dict):
            yield document.place((index,)), entry


def _named_nowhere(root: Path, library: Library, published: Collection[str]) -> Iterator[Problem]:
    """Yield advice on new themes, situations and agencies that no finding names."""
    findings = [finding for audit in library.audits for finding in audit.findings]
    for kind, field in (("theme", "themes"), ("situation", "situations"), ("agency", "agencies")):
        named = {one for finding in findings for one in getattr(finding, field)}
        file = f"data/{field}.yml"
        for place, entry in _entries(read_data(root, file)) if (root / file).is_file() else ():
            new = published and address_of(kind, str(entry.get("id"))) not in published
            if new and entry.get("id") not in named:
                yield Problem(
                    file,
                    *place,
                    f"no finding names the {kind} “{entry.get('id')}”, so its page is empty",
                    f"Write its id after “{field}:”, below each finding that is about it.",
                )
