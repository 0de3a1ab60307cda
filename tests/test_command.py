"""The commands for editors: ``python -m macros check`` and ``python -m macros page``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.addresses.standard_pages import standard_pages
from macros.checks.load import load_library
from tests.support.small_library import AUDIT, FILES, write

TOP = Path(__file__).parent.parent


@pytest.fixture
def broken(root: Path) -> Path:
    """A folder in which one reminder names a theme that does not exist."""
    write(root, AUDIT, FILES[AUDIT].replace("themes: [sharing]", "themes: [shairing]"))
    return root


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an editor does, from the top of the repository."""
    return subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        cwd=TOP,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def contents(root: Path) -> dict[str, bytes]:
    """Return each file below a folder with its content."""
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# --- The check --------------------------------------------------------------------------------


def test_check_of_good_data_says_so_succeeds_and_changes_nothing(root: Path) -> None:
    before = contents(root)
    done = run("--root", str(root), "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "The data is in order: 3 audits, 4 practice reminders.\n"
    assert contents(root) == before


def test_check_of_bad_data_says_what_to_correct_and_fails(broken: Path) -> None:
    done = run("--root", str(broken), "check")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{AUDIT}, line 30, column 14: the theme “shairing” does not exist" in done.stderr


def test_an_unknown_command_is_refused_with_the_known_ones() -> None:
    done = run("chekc")
    assert done.returncode == 2
    assert "check" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("form", "place"),
    [("github", f"::error file={AUDIT},line=30,col=14"), ("markdown", "**Line 30, column 14.** ")],
)
def test_check_for_a_pull_request_writes_its_format_and_fails(
    broken: Path, form: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(broken), "check", "--format", form]) == 1
    assert place in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "github", "markdown"])
def test_check_gives_advice_after_the_rest_and_succeeds(
    root: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        root,
        "docs/guidance/timelines.md",
        "# Timelines\n\n[Click here](https://www.example.org/).\n",
    )
    assert main(["--root", str(root), "check", "--format", form]) == 0
    assert "does not say where it leads" in capsys.readouterr().out


def test_check_of_bad_data_gives_advice_as_well(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        broken,
        "docs/guidance/timelines.md",
        "# Timelines\n\n[Click here](https://www.example.org/).\n",
    )
    assert main(["--root", str(broken), "check"]) == 1
    printed = capsys.readouterr().err
    assert 0 < printed.index("shairing") < printed.index("Advice.") < printed.index("Click here")


@pytest.mark.parametrize(
    ("folder", "year"),
    [
        ("undated", "2022/23"),
        ("2023-24", None),
        ("2024", "2024/25"),
        ("Undated", None),
        ("2024-25", "2024/25 to 2025/26"),
        ("2016-17-2017-18", "2016/17 to 2017/18"),
    ],
)
def test_check_names_a_folder_that_is_not_the_years(
    root: Path, capsys: pytest.CaptureFixture[str], folder: str, year: str | None
) -> None:
    file = f"data/audits/{folder}/visits.yml"
    line = f"year: {year}\n" if year else ""
    write(root, file, f"title: Visits\n{line}good_practice: []\nreminders: []\n")
    assert main(["--root", str(root), "check"]) == 1
    assert file in capsys.readouterr().err


def test_a_fault_in_advice_hides_no_problem(
    broken: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr("macros.__main__.advice", failing)
    assert main(["--root", str(broken), "check"]) == 1
    assert "Did you mean “sharing”?" in capsys.readouterr().err


def test_a_name_is_not_repeated_in_the_message_about_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, AUDIT, FILES[AUDIT].replace("Think about", "Ask Xandra Quillon about"))
    assert main(["--root", str(root), "check"]) == 1
    printed = capsys.readouterr().err
    assert "“X••••• Q••••••” may be the name of a person" in printed
    assert "Quillon" not in printed


def test_check_of_a_folder_that_does_not_exist_says_which_files_are_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path / "nowhere"), "check"]) == 1
    assert "data/themes.yml, line 1, column 1: the file is missing." in capsys.readouterr().err


# --- Writing a page ---------------------------------------------------------------------------


def test_page_writes_the_standard_text_of_each_page_that_the_data_has(root: Path) -> None:
    pages = {page.path: page.own_file for page in standard_pages(load_library(root))}
    assert [path for path in pages if main(["--root", str(root), "page", path])] == []
    assert {path: (root / "docs" / path).read_text(encoding="utf-8") for path in pages} == pages


@pytest.mark.parametrize("path", ["themes/siblings", "docs/themes/siblings.md"])
def test_page_can_be_named_with_or_without_its_folder_and_ending(
    root: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(root), "page", path]) == 0
    assert (root / "docs/themes/siblings.md").is_file()
    assert capsys.readouterr().out.startswith("Wrote docs/themes/siblings.md.")


def test_page_does_not_overwrite_a_page(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "docs/themes/siblings.md", "# Our own words\n")
    assert main(["--root", str(root), "page", "themes/siblings.md"]) == 1
    assert "already exists" in capsys.readouterr().err
    assert (root / "docs/themes/siblings.md").read_text(encoding="utf-8") == "# Our own words\n"


@pytest.mark.parametrize("path", ["themes/sibling.md", "../themes/siblings.md", "/tmp/a.md", ""])
def test_page_writes_nothing_where_no_data_belongs(
    root: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    assert main(["--root", str(root), "page", path]) == 1
    assert contents(root) == before
    printed = capsys.readouterr().err
    assert printed.startswith("No data belongs to docs/")
    assert ("Did you mean “themes/siblings.md”?" in printed) or path != "themes/sibling.md"


def test_page_writes_nothing_while_the_data_has_problems(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(broken), "page", "themes/siblings.md"]) == 1
    assert not (broken / "docs/themes/siblings.md").exists()
    assert "shairing" in capsys.readouterr().err


def test_the_check_runs_wherever_the_files_are_kept(tmp_path: Path) -> None:
    """A folder with spaces and other letters, Windows' line ends, no git, and a C locale."""
    root = tmp_path / "Größe #1 & (x) 100%"
    for folder in ("data", "docs"):
        shutil.copytree(TOP / folder, root / folder)
    for file in (*root.rglob("*.yml"), *root.rglob("*.md"), *root.rglob("*.txt")):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    done = subprocess.run(
        [sys.executable, "-m", "macros", "--root", str(root), "check"],
        cwd=TOP,
        env={"PATH": "", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "The data is in order" in done.stdout, done.stderr
