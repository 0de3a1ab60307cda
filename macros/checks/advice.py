"""Advice on wording, on reminders that few would find, and on what deserves a second look.

It never stops anything: who writes may have a reason.
Long sentences are looked for in the pages that we write, never in the sentences of an audit, which
are word for word. Acronyms are looked for in both: the glossary can explain them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from macros.addresses.published import published_addresses
from macros.checks.second_look import second_look
from macros.checks.written_pages import read_pages
from macros.problems import Problem, shown
from macros.reading.yaml_source import parse_yaml
from macros.records.library import Library

#: The longest sentence that GOV.UK advises. Source: Content design, Writing for GOV.UK.
MOST_WORDS = 25

#: Acronyms that need no explanation here, and words that are written large to stress them.
EVERYBODY_KNOWS = frozenset(
    re.findall(
        r"\S+",
        "A&E AA BBC CD DVD EU GOV GP HTML ID IT NHS OK PDF PIN QR TV UA UK URL US USB WCAG YAML "
        "AND NOT OR TO",
    )
)


def advice(root: Path, library: Library | None = None) -> list[Problem]:
    """Return what could be plainer in the pages and the data below ``root``.

    Without a library, which there is none of while the data has faults, acronyms are left out:
    which of them the glossary explains is not known then.
    """
    pages, _ = read_pages(root)
    found: list[Problem] = []
    for file, text in pages.items():
        found += of_page(file, text)
    audits = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8-sig", errors="replace")
        for path in sorted((root / "data" / "audits").glob("*/*.yml"))
        if path.is_file()
    }
    for file, text in audits.items():
        found += _markup(file, text)
        found += _quotation_marks_around(file, text)
    if library is not None:
        published = published_addresses(root).keys()
        for audit in library.audits:
            file = f"data/audits/{audit.id}.yml"
            found += second_look(audit, file, audits[file], published)
            if not all(reminder.situations for reminder in audit.reminders):
                found += _without_situation(file, audits[file])
        explained = explained_acronyms(library)
        for file, text in {**pages, **audits}.items():
            found += _acronyms(file, text, explained)
    return sorted(set(found))


def of_page(file: str, text: str) -> Iterator[Problem]:
    """Yield advice on one page: long sentences, and links that do not say where they lead."""
    for start, sentence in sentences_of(text):
        words = re.findall(r"\S*\w\S*", sentence)
        if len(words) > MOST_WORDS:
            yield _at(
                (file, text, start),
                f"the sentence that begins {shown(' '.join(words[:6]))} has {len(words)} words",
                f"Make two of it. Up to {MOST_WORDS} words are easy to read.",
            )
    for match in _BLIND_LINK.finditer(text):
        yield _at(
            (file, text, match.start()),
            f"the link {shown(' '.join(match[1].split()))} does not say where it leads",
            "Use the name of the page as the words of the link.",
            "Many people who use a screen reader hear a list of the links alone.",
        )


def _at(place: tuple[str, str, int], message: str, remedy: str, why: str = "") -> Problem:
    """Return advice on a place: a file, its text and where in it."""
    file, text, start = place
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Problem(file, text.count("\n", 0, start) + 1, column, message, remedy, why)


_BLIND_LINK = re.compile(
    r"\[((?:click\s+)?here|this\s+(?:link|page|website)|(?:read|find\s+out)\s+more|more|link)\]\(",
    re.IGNORECASE,
)

# --- Sentences --------------------------------------------------------------------------------

_NOT_PROSE = re.compile(
    r"\A---\n.*?\n---\n"  # what stands on top of a page
    r"|```.*?```|~~~.*?~~~|`[^`\n]*`|<!--.*?-->|\{#.*?#\}|\{\{.*?\}\}|\{ ?[.#:][^}]*\}|\[\^[^\]]*\]"
    r"|(?<=\])\([^)]*\)|<[a-z/][^<>]*>|https?://\S+|///.*?///",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK_START = re.compile(r"(?:^|\n)[ \t]*(?:(?:[-*+>]|\d+\.)[ \t]+)+|\n[ \t]*\n|\|", re.MULTILINE)
_HEADING = re.compile(r"^#.*$", re.MULTILINE)
_SENTENCE_END = re.compile(
    r"(?<!e\.g)(?<!i\.e)(?<!etc)[.!?]['\"”’)*_]*(?=\s+['\"“‘(*_\[]*[^\W\d_a-z])"
)


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a page's prose with the place where it starts.

    Headings, code, macros and addresses are no prose. Items of lists and cells of tables end a
    sentence.
    """
    prose = _NOT_PROSE.sub(_blank, text)
    prose = _HEADING.sub(_blank, prose)
    bounds = [0, *(match.end() for match in _BLOCK_START.finditer(prose)), len(prose)]
    for start, end in pairwise(bounds):
        block = prose[start:end]
        if block.rstrip().endswith("|"):
            block = block.rstrip().rstrip("|")
        at = 0
        for stop in [*(match.end() for match in _SENTENCE_END.finditer(block)), len(block)]:
            sentence = block[at:stop]
            if sentence.strip():
                yield start + at + len(sentence) - len(sentence.lstrip()), sentence.strip()
            at = stop


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


# --- Acronyms and markup ----------------------------------------------------------------------

_ACRONYM = re.compile(r"(?<![\w/.@#-])([A-Z][A-Z0-9&]*[A-Z])(?:s|['’]s)?(?![\w/@])")


def explained_acronyms(library: Library) -> frozenset[str]:
    """Return the acronyms that the glossary explains, or that a publisher is known by."""
    texts = [
        text
        for term in library.glossary
        for text in (term.term, term.expansion or "", *term.aliases, *term.search_words)
    ]
    texts += [source.publisher for source in library.sources]
    return frozenset(word for text in texts for word in _ACRONYM.findall(text))


def _acronyms(file: str, text: str, explained: frozenset[str]) -> Iterator[Problem]:
    """Yield each acronym of a file that nothing explains, where it stands first."""
    prose = _NOT_PROSE.sub(_blank, text) if file.endswith(".md") else _without_notes(text)
    seen = set(EVERYBODY_KNOWS | explained)
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


def _without_notes(text: str) -> str:
    return re.sub(r"(?m)^ *#.*$|^[ -]*(?:id|aliases): .*$", _blank, text)


def _is_among_capitals(text: str, match: re.Match[str]) -> bool:
    """Whether a word stands in a line of capital letters, as some headings do."""
    return bool(
        re.match(r" [A-Z]{2,}\b", text[match.end() :][:20])
        or re.search(r"\b[A-Z]{2,} $", text[: match.start()][-20:])
    )


_IN_CURLY_QUOTES = re.compile(r"(?m)^ *(?:- )?(?:\w+: )?“[^“”\n]*”$")


def _quotation_marks_around(file: str, text: str) -> Iterator[Problem]:
    """Yield each text that stands in curly quotation marks: readers see those."""
    for match in _IN_CURLY_QUOTES.finditer(text):
        yield _at(
            (file, text, match.start() + match[0].index("“")),
            "readers see the quotation marks around this text",
            "Take them out, unless the briefing has them.",
        )


def _without_situation(file: str, text: str) -> Iterator[Problem]:
    """Yield each reminder of an audit that names no situation."""
    document = parse_yaml(file, text)
    for index, reminder in enumerate(document.value["reminders"]):
        if not reminder.get("situations"):
            yield Problem(
                file,
                *document.place(("reminders", index)),
                f"the reminder “{reminder['id']}” names no situation",
                "Add a line “situations: […]” with ids from data/situations.yml, if one fits.",
                "Before a meeting people open the page of their situation. It is not on any.",
            )


_MARKUP = re.compile(r"</?[a-z][^<>]*>|&(?:[a-z]+|#\d+);", re.IGNORECASE)


def _markup(file: str, text: str) -> Iterator[Problem]:
    """Yield the codes of web pages in a data file: readers would see them as they are typed."""
    for match in _MARKUP.finditer(text):
        yield _at(
            (file, text, match.start()),
            f"{shown(match[0], 30)} is a code of web pages, and readers see it as it is typed",
            "Take it out, unless the briefing has it.",
        )
