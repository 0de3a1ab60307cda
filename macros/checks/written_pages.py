"""The pages in ``docs/`` that people write: what can be wrong with them before they are built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from macros.problems import Problem, did_you_mean, sentences
from macros.reading.yaml_errors import conflict

NOT_UTF_8 = (
    "the file is not saved as UTF-8 text",
    "Save it again with the encoding “UTF-8”, or paste its text into a new file in the browser.",
)

#: No text that people write is larger: the fullest file of the site has 20,000 letters.
MOST_BYTES = 500_000

TOO_LARGE = (
    f"the file is larger than {MOST_BYTES // 1000} kilobytes",
    "It may hold a picture, or a text many times over. Keep the text alone, or divide it.",
)


def decode(data: bytes) -> str:
    """Return the text of a file. Raises UnicodeDecodeError if it is not UTF-8."""
    text = data.decode("utf-8-sig")
    if "\0" in text:  # UTF-16 can pass as UTF-8 in which every second character is invisible
        at = data.index(b"\0")
        raise UnicodeDecodeError("utf-8", data, at, at + 1, "not text")
    return text


def line_of(error: UnicodeDecodeError) -> int:
    """Return the line on which a file stops being text."""
    return error.object[: error.start].count(b"\n") + 1


def read_pages(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the pages below ``root``/docs, path to text, and what is wrong with them."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted((root / "docs").rglob("*.md")):
        file = path.relative_to(root).as_posix()
        try:
            data = path.read_bytes()
            if len(data) > MOST_BYTES:
                problems.append(Problem(file, 1, 1, *TOO_LARGE))
                continue
            texts[file] = decode(data)
        except OSError:
            remedy = "It may be a folder, or locked by another program. Put a text file there."
            problems.append(Problem(file, 1, 1, "the file cannot be opened", remedy))
        except UnicodeDecodeError as error:
            problems.append(Problem(file, line_of(error), 1, *NOT_UTF_8))
    for file, text in texts.items():
        problems += _scripts(file, text)
        if both := conflict(text.splitlines()):
            problems.append(Problem(file, *both))
    return texts, problems


# --- Files that are no pages ------------------------------------------------------------------

_DOCUMENTS = frozenset(
    ("." + ending)
    for ending in ("csv", "doc", "docx", "eml", "msg", "odt", "ods", "pdf", "ppt", "pptx", "rtf")
) | {".txt", ".xls", ".xlsx", ".yaml", ".yml", ".zip"}


def files_that_nobody_looks_into(root: Path) -> list[Problem]:
    """Return a problem for each document in ``docs/``: it would be published as it is."""
    problems = []
    for path in sorted((root / "docs").rglob("*")):
        if path.suffix.lower() in _DOCUMENTS and path.is_file():
            is_data = path.suffix.lower() in (".yml", ".yaml")
            problems.append(
                Problem(
                    path.relative_to(root).as_posix(),
                    1,
                    1,
                    "this file is no page, and would be published as it is",
                    "Move it to its folder in data/."
                    if is_data
                    else "Take it out. Put its words on a page, or link to where it is published.",
                    "Nothing looks into it for names and numbers, and it may hold notes that you "
                    "do not see.",
                )
            )
    return problems


# --- Scripts ----------------------------------------------------------------------------------

_SCRIPT = re.compile(
    r"<\s*(?:script|iframe|object|embed|applet|base|meta)\b|<[a-z][^<>]*\son[a-z]+\s*=|"
    r"\bjavascript\s*:|\bdata:text/html",
    re.IGNORECASE,
)


def _scripts(file: str, text: str) -> Iterable[Problem]:
    """Yield what would run, or load another site, in the browser of everybody who reads a page.

    Data files need no such check: what they hold is shown as it is typed.
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


# --- Addresses --------------------------------------------------------------------------------


def two_pages_of_one_address(pages: Iterable[str], computed: Mapping[str, str]) -> list[Problem]:
    """Return a problem for each page whose address another page has already.

    ``pages`` are paths from the top of the repository; ``computed`` maps the path of a page that
    is made from data, below ``docs/``, to the words for what it is about.
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
    """Return a problem for each page that shows a record of a kind, of which there is none.

    ``texts`` maps a page, from the top of the repository, to its text; ``folder`` is where the
    pages of this kind are, below ``docs/``; ``new`` are those of the ids that were never published:
    only one of these can be what the record is called now.
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
    """Return the address of a page, without its end.

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
