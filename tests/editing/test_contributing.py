"""What CONTRIBUTING says must be true: a person follows it to the letter."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from macros.checks.load import load_library
from macros.problems import DataError, Problem
from macros.reading.yaml_writing import PLEASE_CONFIRM
from macros.records.records import Audit, Record, Response, Situation, Theme
from tests.conftest import REPOSITORY

TEXT = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
HELP = (REPOSITORY / "docs/about/editing.md").read_text(encoding="utf-8")
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
NEW_AUDIT = "data/audits/2023-24/neglect.yml"


def block(start: str) -> str:
    """Return the example that comes next after some words."""
    found: str = re.findall(r"(?ms)^ *```yaml\n(.*?)^ *```$", TEXT[TEXT.index(start) :])[0]
    return found


EXAMPLES = {
    NEW_AUDIT: block("### By file"),
    "data/themes.yml": block("### A theme:"),
    "data/situations.yml": block("### A situation:"),
    "data/guidance.yml": block("### A guide:"),
    "data/responses.yml": block("### A response of the partnership:"),
    "data/glossary.yml": block("### A term:"),
    "data/redirects.yml": block("## When an address has to change"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the data and pages of the site, to which the examples can be added."""
    for name in ("data", "docs"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    return tmp_path


def add(root: Path, file: str, text: str) -> None:
    """Put an example at the end of a file, as CONTRIBUTING says."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as opened:
        opened.write(f"\n{text}")


def filled_in(text: str) -> str:
    """Return an example with words of a briefing and ids in the places that ask for them."""
    text = text.replace("The briefing's own", "As the briefing has it, in its")
    text = text.replace("The guide's own name", "As the guide has it")
    text = text.replace("review_by: YYYY-MM-DD", "review_by: 2027-11-23")
    text = text.replace("YYYY-MM-DD", "2026-11-23")
    page = "/audits/2022-23/domestic-abuse/"
    text = text.replace("/audits/YEAR/old-name/", "/audits/2022-23/domestic-violence/")
    text = text.replace("/audits/YEAR/new-name/", page).replace("/audits/YEAR/name/", page)
    text = text.replace("#old-id", "#marac").replace("#new-id", "#known-to-marac")
    return text.replace("another-short-name", "keep-timelines").replace("a-short-name", "timelines")


def problems(root: Path) -> list[Problem]:
    """Return what must be mended in the data."""
    try:
        load_library(root)
    except DataError as error:
        return error.problems
    return []


@pytest.mark.parametrize("file", EXAMPLES)
def test_an_example_is_right_once_it_is_filled_in(root: Path, file: str) -> None:
    add(root, file, filled_in(EXAMPLES[file]))
    assert problems(root) == []


@pytest.mark.parametrize("file", EXAMPLES)
def test_a_place_of_an_example_that_nobody_filled_in_is_told(root: Path, file: str) -> None:
    add(root, file, EXAMPLES[file])
    lines = EXAMPLES[file].splitlines()
    above = len((root / file).read_text(encoding="utf-8").splitlines()) - len(lines)
    to_fill_in = [
        above + number
        for number, line in enumerate(lines, 1)
        if re.search(
            r"^ *[^# ].*(The briefing's own|The guide's own|-short-name|YYYY-MM-DD|/YEAR/)", line
        )
    ]
    found = problems(root)
    assert [problem.line for problem in found] == to_fill_in
    assert all("is what the example says" in problem.message for problem in found)


def test_the_icon_of_an_example_is_not_in_use() -> None:
    used = load_library(REPOSITORY).icons
    icons = [icon for text in EXAMPLES.values() for icon in re.findall(r"icon: (\S+)", text)]
    assert icons
    assert used.isdisjoint(icons)


def test_the_words_of_every_finding_of_the_example_are_to_be_filled_in() -> None:
    text = filled_in(EXAMPLES[NEW_AUDIT])
    audit = yaml.safe_load(text)
    findings = [*audit["good_practice"], *audit["reminders"]]
    words = [*audit["background"], *(finding["text"] for finding in findings)]
    words += [group["label"] for group in audit["sample"]["groups"]]
    assert [one for one in words if not one.startswith("As the briefing has it")] == []


def test_all_examples_go_together(root: Path) -> None:
    for file, text in EXAMPLES.items():
        add(root, file, filled_in(text))
    library = load_library(root)
    assert "2023-24/neglect" in library.audit_by_id
    assert library.themes[-1].id == "voice-of-the-child"
    assert library.responses[-1].id == "neglect-training"
    assert len(library.redirects) == 2


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (NEW_AUDIT, Audit),
        ("data/themes.yml", Theme),
        ("data/situations.yml", Situation),
        ("data/responses.yml", Response),
    ],
)
def test_an_example_explains_every_line_that_there_can_be(file: str, kind: type[Record]) -> None:
    names = set(re.findall(r"(?m)^ *(?:# )?(?:- )?(\w+):", EXAMPLES[file]))
    assert set(kind.model_fields) - names <= {"slug"}


def without_lines(report: str) -> str:
    """Return a report without the numbers of its lines."""
    return re.sub(r"line \d+", "line N", report)


def test_the_message_that_is_shown_is_the_one_that_comes(root: Path) -> None:
    old, new = (f"    themes: [{theme}]\n    # When" for theme in ("timelines", "timeline"))
    wrong = filled_in(EXAMPLES[NEW_AUDIT]).replace(old, new)
    (root / NEW_AUDIT).parent.mkdir()
    (root / NEW_AUDIT).write_text(wrong, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load_library(root)
    shown = re.findall(r"(?s)```text\n(.*?)\n```", TEXT)[0]
    assert without_lines(str(raised.value)) == without_lines(shown)


def test_every_macro_is_in_the_table_and_no_other() -> None:
    source = (REPOSITORY / "macros/__init__.py").read_text(encoding="utf-8")
    registered = set(re.findall(r'(?:macro|title)\(\s*"(\w+)"', source))
    table = TEXT[TEXT.index("## The macros") : TEXT.index("## For developers")]
    rows = [line.split("|") for line in table.splitlines() if line.count("|") > 3]
    first_cells = " ".join(row[1] for row in rows)
    assert set(re.findall(r"`(\w+)`", first_cells)) == registered


@pytest.mark.parametrize("text", [TEXT, README], ids=["CONTRIBUTING", "README"])
def test_every_command_that_is_named_is_there(text: str) -> None:
    named = set(re.findall(r"python -m macros ([a-z][\w-]*)", text))
    if "Command: `python -m macros …`" in text:
        table = text[text.index("| Command:") :].partition("\n\n")[0]
        named |= set(re.findall(r"(?m)^\| `([a-z-]+)", table))
    assert named
    for command in named:
        asked = [sys.executable, "-m", "macros", command, "--help"]
        done = subprocess.run(asked, cwd=REPOSITORY, capture_output=True, check=False)
        assert done.returncode == 0, command


@pytest.mark.parametrize("text", [TEXT, HELP, README], ids=["CONTRIBUTING", "help", "README"])
def test_every_place_that_is_named_is_there(text: str) -> None:
    tops = r"data|docs|macros|tests|overrides|\.github|\.vscode"
    places = re.findall(rf"`((?:{tops})/[^`<* ]*)`", text)
    made_by_editors = {"data/redirects.yml", "docs/"}
    missing = {place for place in places if not (REPOSITORY / place).exists()} - made_by_editors
    assert missing == set()


def test_what_is_to_be_chosen_on_github_has_the_name_that_is_written() -> None:
    files = [*(REPOSITORY / ".github").rglob("*.yml"), *(REPOSITORY / ".github").rglob("*.sh")]
    github = "\n".join(path.read_text(encoding="utf-8") for path in files)
    for name in ("The site, to look at", "New audit", "make a pull request", "Due for review"):
        assert f"“{name}”" in TEXT + README
        assert name in github
    template = (REPOSITORY / "overrides/main.html").read_text(encoding="utf-8")
    for name in ("Suggest a change to this page", "Report a problem with this page"):
        assert f"“{name}”" in TEXT
        assert f"“{name}”" in HELP
        assert name in template
    assert PLEASE_CONFIRM in TEXT
    assert PLEASE_CONFIRM in HELP


def test_the_checks_that_are_to_be_required_have_these_names() -> None:
    checks = yaml.safe_load((REPOSITORY / ".github/workflows/checks.yml").read_text("utf-8"))
    for job in checks["jobs"].values():
        assert f"“{job['name']}”" in README


@pytest.mark.parametrize("text", [TEXT, HELP], ids=["CONTRIBUTING", "help"])
def test_it_says_what_never_to_write_before_or_after_the_steps(text: str) -> None:
    never = text[text.index("## What never to write") :]
    for word in ("names", "initials", "dates of birth", "addresses", "schools"):
        assert word in never[:700]
