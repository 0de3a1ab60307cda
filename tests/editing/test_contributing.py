"""The examples of CONTRIBUTING pass the check once they are filled in, and what it names exists."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.__main__ import COMMANDS
from macros.checks.known_records import ADD_IT
from macros.checks.load import load_library
from macros.problems import DataError, Problem
from tests.conftest import REPOSITORY

TEXT = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
HELP = (REPOSITORY / "docs/about/editing.md").read_text(encoding="utf-8")
#: The documents for people who work on the site.
DOCUMENTS = ("CONTRIBUTING.md", "README.md", "ARCHITECTURE.md", ".github/PUBLISHING.md")
NEW_AUDIT = "data/audits/2023-24/example-of-the-guide.yml"

#: File to the heading or words above its example.
EXAMPLES = {
    NEW_AUDIT: "### By file",
    "data/publishers.yml": "### A publisher:",
    "data/themes.yml": "### A theme:",
    "data/situations.yml": "### A situation:",
    "data/agencies.yml": "### An agency or role:",
    "data/guidance.yml": "### A guide:",
    "data/responses.yml": "### A response of the partnership:",
    "data/glossary.yml": "### A term:",
    "data/redirects.yml": "## When an address has to change",
}
#: What an editor has to replace in an example, and something to replace it with.
PLACEHOLDERS = {
    r"The briefing's own": "As the briefing has it, in its",
    r"The guide's own name": "As the guide has it",
    r"review_by: YYYY-MM-DD": "review_by: 2027-11-23",
    r"YYYY-MM-DD": "2026-11-23",
    r"/audits/YEAR/old-name/": "/audits/2022-23/domestic-violence/",
    r"/audits/YEAR/(new-)?name/": "/themes/",
    r"#old-id": "#an-old-place",
    r"#new-id": "",
    r"themes: \[an-id\]": "themes: [timelines]",
    r"situations: \[an-id\]": "situations: [assessment]",
    r"another-short-name": "keep-timelines",
    r"a-short-name": "timelines",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the data and pages of the site, to which the examples can be added."""
    for name in ("data", "docs"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    return tmp_path


def example(file: str) -> str:
    """Return the example for a file."""
    above = TEXT.index(EXAMPLES[file])
    found: str = re.findall(r"(?ms)^ *```yaml\n(.*?)^ *```$", TEXT[above:])[0]
    return found


def filled_in(text: str) -> str:
    """Return an example with something in every place that asks for it."""
    for pattern, value in PLACEHOLDERS.items():
        text = re.sub(pattern, value, text)
    return text


def add(root: Path, file: str, text: str) -> None:
    """Put an example at the end of a file, as CONTRIBUTING says.

    It gets names of its own, because an editor may have added the very same.
    """
    text = re.sub(r"(?m)^( *- id: (?!\S*short-name).*)$", r"\1-example", text)
    text = re.sub(r"(?m)^( *(?:title|name): (?!The briefing).*)$", r"\1 example", text)
    text = text.replace("GCP", "GCPX").replace("Graded Care", "Graded Example Care")
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as opened:
        opened.write(f"\n{text}")


def problems(root: Path) -> list[Problem]:
    """Return what has to be corrected in the data."""
    try:
        load_library(root)
    except DataError as error:
        return error.problems
    return []


def test_the_examples_are_right_once_they_are_filled_in(root: Path) -> None:
    for file in EXAMPLES:
        add(root, file, filled_in(example(file)))
    assert problems(root) == []


@pytest.mark.parametrize("file", EXAMPLES)
def test_a_placeholder_that_nobody_filled_in_is_reported(root: Path, file: str) -> None:
    add(root, file, example(file))
    lines = (root / file).read_text(encoding="utf-8").splitlines()
    start = len(lines) - len(example(file).splitlines())
    left = [
        number
        for number, line in enumerate(lines, 1)
        if number > start and not line.strip().startswith("#") and filled_in(line) != line
    ]
    found = problems(root)
    assert [problem.line for problem in found] == left
    assert all("is what the example says" in problem.message for problem in found)


def test_a_message_sends_people_to_a_heading_that_exists() -> None:
    (heading,) = re.findall("under “(.+)”", ADD_IT)
    assert f"\n## {heading}\n" in TEXT


@pytest.mark.parametrize("document", [*DOCUMENTS, "docs/about/editing.md"])
def test_every_file_that_is_named_exists(document: str) -> None:
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    tops = r"data|docs|macros|tests|overrides|\.github|\.vscode"
    named = re.findall(rf"`((?:{tops})/[^`<* ]*)`", text)
    made_by_editors = {"data/redirects.yml", "docs/"}
    missing = {place for place in named if not (REPOSITORY / place).exists()} - made_by_editors
    assert missing == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_is_named_exists(document: str) -> None:
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    named = set(re.findall(r"python -m macros ([a-z][\w-]*)", text))
    assert named <= {command.name for command in COMMANDS}


@pytest.mark.parametrize("text", [TEXT, HELP], ids=["CONTRIBUTING", "help"])
def test_it_says_what_never_to_write(text: str) -> None:
    never = text[text.index("## What never to write") :][:700]
    assert all(
        word in never for word in ("names", "initials", "dates of birth", "addresses", "schools")
    )
