"""What can be wrong with the pages in ``docs/`` that people write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from macros.checks.reading_level import NOT_PROSE, blanked
from macros.problems import Problem, did_you_mean, sentences
from macros.reading.signs import unreadable
from macros.reading.yaml_errors import conflict


def page_faults(texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with the text of pages. ``texts`` maps paths to texts."""
    for file, text in texts.items():
        yield from _scripts(file, text)
        yield from _macros(file, text)
        if data := _DATA.search(blanked(NOT_PROSE, text)):
            yield Problem(
                file,
                *_place(text, data.start()),
                "this is the data of an audit, and readers would see it as one long text",
                "Move it to a file of its own, data/audits/<year>/<name>.yml.",
            )
        lines = text.splitlines()
        if both := conflict(lines):
            yield Problem(file, *both)
        for finding in unreadable(lines) if not text.isascii() else ():
            yield Problem(file, *finding)


#: The first line of one of an audit's lists.
_DATA = re.compile(r"(?m)^(?:good_practice|reminders) *:")

# --- Scripts ----------------------------------------------------------------------------------

_SCRIPT = re.compile(
    r"<\s*(?:script|iframe|object|embed|applet|base|meta)\b|<[a-z][^<>]*\son[a-z]+\s*=|"
    r"\b(?:java|vb)script\s*:|\bdata:text/html|\]\(\s*(?:data:|//)"
    r"|<[a-z][^<>]*\s(?:href|src)\s*=\s*[\"']?\s*(?:data:|//)",
    re.IGNORECASE,
)


def _scripts(file: str, text: str) -> Iterable[Problem]:
    """Yield what would run in a reader's browser, or load another site.

    Data files need no such check, because their text is escaped.
    """
    for match in _SCRIPT.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        yield Problem(
            file,
            text.count("\n", 0, match.start()) + 1,
            match.start() - start + 1,
            "there is a script here, or something that loads another site",
            "Take it out. Write text, or a link to the other site.",
            "It would run in the browser of everybody who reads the page.",
        )


# --- Macros ---------------------------------------------------------------------------------

_HAS_MACROS = re.compile(r"---\n(?:(?!---).*\n)*?render_macros: *true *\n")
_MACRO_CALL = re.compile(r"\{\{ *(\w+)\(\) *\}\}")
_LIKE_A_MACRO = re.compile(r"\{{1,3} *(\w+) *(\([^(){}\n]*\))? *\}{1,3}")
_BEGUN = re.compile(r"\{\{ *(\w+)(?![^{}\n]*\})")

#: What the setting that is no macro shows: the text of CONTRIBUTING.md.
_SETTING = "contributing"


@cache
def macro_names() -> frozenset[str]:
    """Return the names of all macros. They are in ``macros/__init__.py``, a line each."""
    code = Path(__file__).parents[1].joinpath("__init__.py").read_text(encoding="utf-8")
    return frozenset(re.findall(r"\(\s*\"(\w+)\"", code))


def _macros(file: str, text: str) -> Iterator[Problem]:
    """Yield each macro that would not be run: readers would see its name, or nothing."""
    if not _HAS_MACROS.match(text):
        begun = (match for match in _BEGUN.finditer(text) if match[1] in macro_names())
        if match := _MACRO_CALL.search(text) or next(begun, None):
            yield Problem(
                file,
                *_place(text, match.start()),
                f"the macro “{match[1]}” is not run on this page",
                "Start the page with three lines: “---”, “render_macros: true” and “---”. If there "
                "are lines between “---” at the top already, add “render_macros: true” to them.",
            )
        return
    if match := _BEGUN.search(text):
        message = f"the macro “{match[1]}” is opened here and not closed"
        remedy = f"Write {{{{ {match[1]}() }}}}."
        if match[1] not in macro_names():
            message = "two brackets open a macro here, and there is none of that name"
            remedy = "Take the two brackets out."
        yield Problem(file, *_place(text, match.start()), message, remedy)
    for match in _LIKE_A_MACRO.finditer(text):
        name, call = match[1], match[2] or ""
        written = re.sub(r"\s", "", match[0])
        if name == _SETTING or (written == f"{{{{{name}()}}}}" and name in macro_names()):
            continue
        if name not in macro_names():
            if call or written.startswith("{{"):
                near = did_you_mean(name, macro_names())
                remedy = sentences(near, "Or delete it.") if near else "Delete it."
                message = f"there is no macro “{name}”"
                yield Problem(file, *_place(text, match.start()), message, remedy)
            continue
        message = f"the macro “{name}” needs two brackets on each side, and nothing in its own"
        if not call:
            message = f"the macro “{name}” has no parentheses after its name"
        remedy = f"Write {{{{ {name}() }}}}."
        yield Problem(file, *_place(text, match.start()), message, remedy)


def _place(text: str, start: int) -> tuple[int, int]:
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def shown(text: str) -> list[str]:
    """Return the names of the macros that a page calls, in its order."""
    return _MACRO_CALL.findall(text)


# --- Addresses --------------------------------------------------------------------------------


def duplicate_addresses(pages: Iterable[str], computed: Mapping[str, str]) -> list[Problem]:
    """Return a problem for each page that has the same address as another.

    ``pages`` are paths from the root of the repository; ``computed`` maps the path, relative to
    ``docs/``, of each page made from data to the words for what it is about.
    """
    problems = []
    taken: dict[str, str] = {}
    for file in sorted(pages, key=lambda file: (len(file), file)):
        path = file.removeprefix("docs/")
        address = _address(path)
        other = taken.setdefault(address, file)
        if other != file:
            problems.append(_shared(file, other))
        about = computed.get(f"{address}.md")
        if about and path != f"{address}.md":
            problems.append(_shared(file, f"the page of {about}", f"docs/{address}.md"))
    return problems


def pages_without_record(
    texts: Mapping[str, str], kind: str, folder: str, ids: Iterable[str], new: Iterable[str]
) -> list[Problem]:
    """Return a problem for each page that shows a record which does not exist.

    ``texts`` maps each page, as a path from the root of the repository, to its text; ``folder`` is
    the folder in ``docs/`` of pages of this kind; ``new`` are the ids that were never published:
    only one of these can be the record's new name.
    """
    problems = []
    known = {f"docs/{folder}/{one}.md" for one in ids}
    renamed = {f"docs/{folder}/{one}.md" for one in new} - texts.keys()
    for file, text in texts.items():
        shows = re.search(rf"\{{\{{\s*{kind}_", text) and file.startswith(f"docs/{folder}/")
        if shows and file not in known and not file.endswith("/index.md"):
            message = f"this page shows the {kind} of its name, and there is none"
            near = did_you_mean(file, renamed)
            remedy = f"Give it the name that the {kind} has now, or delete it."
            problems.append(Problem(file, 1, 1, message, sentences(remedy, near)))
    return problems


def _address(path: str) -> str:
    """Return the address of a page, without its ending.

    >>> _address("themes/Siblings/index.md"), _address("themes/siblings.md")
    ('themes/siblings', 'themes/siblings')
    """
    return re.sub(r"(?:^|/)(?:index|readme)$", "", path.removesuffix(".md").lower())


def _shared(file: str, other: str, instead: str = "") -> Problem:
    return Problem(
        file,
        1,
        1,
        f"{other} has the same address as this page",
        f"Rename the file to {instead}." if instead else "Rename or delete one of the two.",
        "Readers could open only one of them.",
    )
