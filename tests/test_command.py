"""The commands for editors: ``python -m macros check`` and ``python -m macros page``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.addresses.standard_pages import standard_pages
from macros.checks.load import load_library
from macros.problems import DataError
from tests.support.small_library import AUDIT, FILES, write, write_small_library

TOP = Path(__file__).parent.parent
IN_ORDER = "The data is in order: 3 audits, 4 practice reminders.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the small library in it."""
    return write_small_library(tmp_path)


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


# --- As a program -----------------------------------------------------------------------------


def test_check_of_good_data_says_so_and_succeeds(root: Path) -> None:
    done = run("--root", str(root), "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, IN_ORDER, "")


def test_check_of_bad_data_says_what_to_mend_and_fails(broken: Path) -> None:
    done = run("--root", str(broken), "check")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "1 problem to mend. Nothing is published until then.\n\n"
        f"{AUDIT}, line 30, column 14: the theme “shairing” does not exist.\n"
        "  Themes are listed in data/themes.yml. Did you mean “sharing”?\n"
    )


def test_a_command_that_there_is_not_is_refused_with_the_ones_that_there_are() -> None:
    done = run("chekc")
    assert done.returncode == 2
    assert "check" in done.stderr
    assert "Traceback" not in done.stderr


# --- The check --------------------------------------------------------------------------------


def test_check_for_a_pull_request_writes_an_annotation_and_fails(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(broken), "check", "--format", "github"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"::error file={AUDIT},line=30,col=14,title=To fix::The theme “shairing” does not exist."
        "%0AThemes are listed in data/themes.yml. Did you mean “sharing”?",
        "1 problem to mend. Nothing is published until then.",
    ]
    assert said.err == ""


def test_check_for_a_comment_writes_markdown_and_fails(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(broken), "check", "--format", "markdown"]) == 1
    assert f"### {AUDIT}\n\n- **Line 30, column 14.** " in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "github", "markdown"])
def test_check_gives_advice_after_the_rest_and_succeeds(
    root: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, "docs/guidance/timelines.md", "# Timelines\n\n[Click here](more.md).\n")
    assert main(["--root", str(root), "check", "--format", form]) == 0
    assert "does not say where it leads" in capsys.readouterr().out


def test_check_of_bad_data_gives_advice_as_well(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(broken, "docs/guidance/timelines.md", "# Timelines\n\n[Click here](more.md).\n")
    assert main(["--root", str(broken), "check"]) == 1
    told = capsys.readouterr().err
    assert 0 < told.index("shairing") < told.index("Advice.") < told.index("Click here")


def test_a_name_that_is_found_stops_the_check_and_the_build(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, AUDIT, FILES[AUDIT].replace("Think about", "Ask Xandra Quillon about"))
    assert main(["--root", str(root), "check"]) == 1
    told = capsys.readouterr().err
    assert "“X••••• Q••••••” may be the name of a person" in told
    assert "Quillon" not in told
    with pytest.raises(DataError):  # which stops a build as well
        load_library(root)


def test_check_looks_at_the_current_folder_if_none_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert main(["check"]) == 0
    assert capsys.readouterr().out == IN_ORDER


def test_check_of_a_folder_that_is_not_there_says_which_files_are_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path / "nowhere"), "check"]) == 1
    assert "data/themes.yml, line 1, column 1: the file is missing." in capsys.readouterr().err


def test_check_changes_no_file(root: Path) -> None:
    before = contents(root)
    main(["--root", str(root), "check"])
    assert contents(root) == before


def contents(root: Path) -> dict[str, bytes]:
    """Return each file below a folder with what it holds."""
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# --- Writing a page ---------------------------------------------------------------------------


def test_page_writes_the_standard_text_of_each_page_that_the_data_has(root: Path) -> None:
    pages = {page.path: page.own_file for page in standard_pages(load_library(root))}
    assert [path for path in pages if main(["--root", str(root), "page", path])] == []
    assert {path: (root / "docs" / path).read_text(encoding="utf-8") for path in pages} == pages


@pytest.mark.parametrize(
    "path",
    ["themes/siblings.md", "themes/siblings", "docs/themes/siblings.md", "docs/themes/siblings"],
)
def test_page_can_be_named_with_or_without_its_folder_and_ending(root: Path, path: str) -> None:
    assert main(["--root", str(root), "page", path]) == 0
    assert (root / "docs/themes/siblings.md").is_file()


def test_page_says_what_it_wrote(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--root", str(root), "page", "audits/2022-23/neglect.md"])
    said = capsys.readouterr()
    assert said.out.startswith("Wrote docs/audits/2022-23/neglect.md.")
    assert said.err == ""


def test_a_written_page_names_the_file_that_its_data_is_in(root: Path) -> None:
    main(["--root", str(root), "page", "audits/2022-23/neglect.md"])
    text = (root / "docs/audits/2022-23/neglect.md").read_text(encoding="utf-8")
    assert AUDIT in text


def test_page_does_not_overwrite_what_somebody_wrote(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, "docs/themes/siblings.md", "# Our own words\n")
    assert main(["--root", str(root), "page", "themes/siblings.md"]) == 1
    assert capsys.readouterr().err == (
        "docs/themes/siblings.md already exists. It is left as it is.\n"
    )
    assert (root / "docs/themes/siblings.md").read_text(encoding="utf-8") == "# Our own words\n"


@pytest.mark.parametrize("path", ["themes/sibling.md", "../themes/siblings.md", "/tmp/a.md", ""])
def test_page_writes_nothing_where_no_data_belongs(
    root: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    assert main(["--root", str(root), "page", path]) == 1
    assert contents(root) == before
    assert capsys.readouterr().err.startswith("No data belongs to docs/")


def test_page_suggests_the_page_that_was_meant(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--root", str(root), "page", "themes/sibling.md"])
    assert "Did you mean “themes/siblings.md”?" in capsys.readouterr().err


def test_page_writes_nothing_while_the_data_has_problems(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(broken), "page", "themes/siblings.md"]) == 1
    assert not (broken / "docs/themes/siblings.md").exists()
    assert "1 problem to mend" in capsys.readouterr().err
