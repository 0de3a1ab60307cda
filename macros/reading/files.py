"""Which files people write, and how they are opened: data files and pages."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path

from macros.problems import Problem
from macros.reading.yaml_source import YamlDocument, parse_yaml
from macros.reading.yaml_writing import PLEASE_CONFIRM

#: The largest text that is read. The longest file of the site has 20,000 characters.
MAX_BYTES = 500_000


class UnreadableFileError(Exception):
    """A file that is missing, or is not text. ``problem`` is the message for the editor."""

    def __init__(self, file: str, line: int, message: str, remedy: str) -> None:
        self.problem = Problem(file, line, 1, message, remedy)
        super().__init__(str(self.problem))


def read_text(root: Path, file: str) -> str:
    """Return the text of a file, given as a path from ``root``. Raises UnreadableFileError.

    Each line ends in a line feed, whatever the editor's system ends it with.
    """
    try:
        data = (root / file).read_bytes()
    except FileNotFoundError:
        raise UnreadableFileError(
            file, 1, "the file is missing", "Put it back. The site needs it."
        ) from None
    except OSError:
        raise UnreadableFileError(
            file,
            1,
            "the file cannot be opened",
            "It may be a folder, or locked by another program. Put a text file in its place.",
        ) from None
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(
            file,
            1,
            f"the file is larger than {MAX_BYTES // 1000} kilobytes",
            "It may hold a picture, or a text many times over. Keep the text alone, or divide it.",
        )
    try:
        text = data.decode("utf-8-sig")
        end = data.find(b"\0")  # UTF-16 can pass as UTF-8 with an invisible character in each pair
    except UnicodeDecodeError as error:
        text, end = "", error.start
    if end >= 0:
        raise UnreadableFileError(
            file,
            data[:end].count(b"\n") + 1,
            "the file is not saved as UTF-8 text",
            "Save it again with the encoding “UTF-8”, or paste its text into a new file in the "
            "browser.",
        )
    return re.sub("\r\n?", "\n", text)


def newest_commit(root: Path) -> date | None:
    """Return the day of the newest commit; ``None`` if ``root`` is no repository of Git."""
    if not (root / ".git").exists():
        return None
    try:
        git = subprocess.run(
            ["git", "log", "-1", "--format=%cs"],
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        )
        return date.fromisoformat(git.stdout.strip())
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None


# --- Data -------------------------------------------------------------------------------------


def read_data(root: Path, file: str, *, may_be_empty: bool = False) -> YamlDocument:
    """Return a data file, given as a path from ``root``, with its problems as YAML."""
    try:
        text = read_text(root, file)
    except UnreadableFileError as error:
        return YamlDocument(file, problems=[error.problem], is_whole=False)
    document = parse_yaml(file, text)
    _report_suggestions(document)
    if document.is_blank and not may_be_empty:
        what = "holds nothing but notes" if text.strip() else "is empty"
        remedy = "Fill it in, or delete the file if it is not needed."
        document.add(1, 1, f"the file {what}", remedy)
    return document


def _report_suggestions(document: YamlDocument) -> None:
    """Report each comment which says that the lines below it are only a suggestion."""
    if PLEASE_CONFIRM not in document.text:
        return
    for number, line in enumerate(re.split(r"\r\n|\r|\n", document.text), start=1):
        if line.lstrip().startswith(PLEASE_CONFIRM):
            document.add(
                number,
                line.index("#") + 1,
                "what is below this note was only suggested, and nobody has confirmed it yet",
                f"Check it and correct it. When it is right, delete the line “{PLEASE_CONFIRM}…”.",
            )


def audit_files(root: Path) -> list[str]:
    """Return the data files of audits below ``root``, as paths from there."""
    return [
        path.relative_to(root).as_posix()
        for path in sorted((root / "data" / "audits").glob("*/*.yml"))
        if not path.name.startswith(".")
    ]


def stray_files(root: Path, expected: Collection[str]) -> list[Problem]:
    """Return a problem for each file that an editor meant for ``data/`` and that nothing reads.

    In ``data/`` that is every file that is neither expected nor an audit. Elsewhere it is a file
    that holds what an audit or a list holds.
    """
    problems = []
    for path in sorted((root / "data").rglob("*")):
        place = path.relative_to(root)
        file = place.as_posix()
        is_read = (len(place.parts) == 4 and place.match("data/audits/*/*.yml")) or (
            len(place.parts) == 3 and place.match("data/briefings/*.md")
        )
        if not (path.is_dir() or path.name.startswith(".") or file in expected or is_read):
            problems.append(_stray(path, file))
    elsewhere = at_top = sorted(root.glob("*"))
    for folder in at_top:
        if folder.is_dir() and _NOT_OURS.match(folder.name) is None:
            elsewhere = [*elsewhere, *sorted(folder.rglob("*"))]
    problems += [
        _stray(path, path.relative_to(root).as_posix())
        for path in elsewhere
        if path.is_file() and _is_meant_for_data(path)
    ]
    return problems


def _is_meant_for_data(path: Path) -> bool:
    """Whether a file outside of ``data/`` and ``docs/`` is what an editor writes or uploads."""
    if path.suffix in _DATA_ENDINGS:
        return bool(_DATA.search(path.read_bytes()[:MAX_BYTES]))
    is_text = path.suffix == ".md" and not path.stem.isupper()  # not README.md and its like
    return is_text or path.suffix.lower() in _DOCUMENTS


def _stray(path: Path, file: str) -> Problem:
    remedy = (
        "Move it or delete it. An audit is data/audits/<year>/<name>.yml, for example "
        "data/audits/2022-23/domestic-abuse.yml. On GitHub, edit the file and change the box with "
        "its name."
    )
    if file.startswith("data/") and path.suffix in _DATA_ENDINGS - {".yml"}:
        remedy = f"Change the end of its name from “{path.suffix}” to “.yml”."
        if not path.suffix:
            remedy = "Add “.yml” to the end of its name."
        if path.stem.endswith(".yml"):
            remedy = f"Take the “{path.suffix}” off the end of its name."
    elif path.suffix in _DATA_ENDINGS and path.read_bytes().lstrip().startswith(b"- id"):
        remedy = (
            "Put its entries at the end of the file of their list, such as data/themes.yml, and "
            "delete this file."
        )
    return Problem(file, 1, 1, "nothing reads this file", remedy)


_DATA_ENDINGS = frozenset({".yml", ".yaml", ".txt", ".YML", ".YAML", ".TXT", ""})
#: The folders that people do not write data in.
_NOT_OURS = re.compile(r"\..*|data$|docs$|macros$|overrides$|tests$|site.*|dist$|node_modules$")
#: The first line of one of an audit's or a theme's lists, or an entry of a list in ``data/``.
_DATA = re.compile(rb"(?m)^(?:good_practice|reminders) *:|^- id *:")


# --- Pages ------------------------------------------------------------------------------------


def markdown_files(root: Path) -> list[str]:
    """Return the pages in ``root``/docs, as paths from there."""
    docs = root / "docs"
    return [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))]


def read_pages(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return path from ``root`` to text for all pages, and a problem for each unreadable one."""
    return _read_all(root, [f"docs/{page}" for page in markdown_files(root)])


def read_briefings(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the same for the briefings that are kept word for word, ``data/briefings/*.md``."""
    paths = sorted((root / "data" / "briefings").glob("*.md"))
    return _read_all(root, [path.relative_to(root).as_posix() for path in paths])


def _read_all(root: Path, files: Iterable[str]) -> tuple[dict[str, str], list[Problem]]:
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            texts[file] = read_text(root, file)
        except UnreadableFileError as error:
            problems.append(error.problem)
    return texts, problems


_DOCUMENTS = frozenset(
    f".{ending}"
    for ending in re.findall(
        r"\w+",
        "csv doc docx eml msg ods odt pdf ppt pptx rtf txt xls xlsx yaml yml zip "
        "heic jpeg jpg m4a mov mp3 mp4",
    )
)


def stray_documents(root: Path) -> list[Problem]:
    """Return a problem for each document in ``docs/``: it would be published unchanged."""
    return [
        Problem(
            path.relative_to(root).as_posix(),
            1,
            1,
            "this file is no page, and would be published as it is",
            "Move it to its folder in data/."
            if path.suffix.lower() in (".yml", ".yaml")
            else "Take it out. Put its words on a page, or link to where it is published.",
            "Nothing looks into it for names and numbers, and it may hold notes that you do not "
            "see.",
        )
        for path in sorted((root / "docs").rglob("*"))
        if path.suffix.lower() in _DOCUMENTS and path.is_file()
    ]
