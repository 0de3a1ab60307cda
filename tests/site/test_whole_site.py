"""Whatever happens to a build, the folder of the site holds a whole one: the last, or the new.

Most of it is shown with a site of many small pages, which builds in a second.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.site.mkdocs_hooks import A_DAY, Places
from tests.conftest import REPOSITORY, build, copy_project, site_of

PAGES = 60
SETTINGS = """\
site_name: Many pages
theme: {name: mkdocs, locale: en}
plugins: []
validation: {links: {not_found: warn}}
"""
OWN = (REPOSITORY / "macros/site/mkdocs_hooks.py").as_posix()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of many pages whose site is built."""
    project = tmp_path_factory.mktemp("first") / "project"
    (project / "docs").mkdir(parents=True)
    set_up(project, OWN)
    write_pages(project, "old")
    assert run(project)[0] == 0
    return project


@pytest.fixture
def project(first: Path, tmp_path: Path) -> Path:
    """The same, with pages that have changed since."""
    project = shutil.copytree(first, tmp_path / "project")
    write_pages(project, "new")
    return project


def set_up(project: Path, *hooks: str) -> None:
    """Write the settings of a project that MkDocs builds with these hooks."""
    text = f"{SETTINGS}hooks: [{', '.join(hooks)}]\n"
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")


def write_pages(project: Path, word: str) -> None:
    """Write all pages, each with a word by which a site is known."""
    for number in range(PAGES):
        page = project / "docs" / (f"page-{number}.md" if number else "index.md")
        page.write_text(f"# Page {number}\n\nThis is the {word} site.\n", encoding="utf-8")


def start(project: Path, *, full_disk: bool = False) -> subprocess.Popen[str]:
    """Start a build, on a disk that is full: the system refuses what makes a file any larger."""
    limit = ["sh", "-c", 'ulimit -f 6; exec "$@"', "sh"] if full_disk else []
    return subprocess.Popen(
        [*limit, sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def run(project: Path, *, full_disk: bool = False) -> tuple[int, str]:
    """Build and return the exit code and all that was printed."""
    started = start(project, full_disk=full_disk)
    output, _ = started.communicate(timeout=120)
    return started.returncode, output


def state(project: Path) -> str:
    """Return what the folder of the site holds: old, new, nothing or half a site."""
    site = project / "site"
    if not site.exists():
        return "nothing"
    for word in ("old", "new"):
        pages = [page.read_text("utf-8") for page in site.rglob("index.html")]
        if sum(f"the {word} site" in page for page in pages) == len(pages) == PAGES:
            return word
    return "half a site"


def left_beside(project: Path) -> list[str]:
    """Return what else is there, beside the project's own and the site."""
    return sorted(p.name for p in project.iterdir() if p.name not in ("docs", "mkdocs.yml", "site"))


def without_hooks(project: Path) -> None:
    """Plant the fault that all of this is about: a build as MkDocs does it."""
    set_up(project)


# --- It works, and it fails -------------------------------------------------------------------


def test_a_build_that_ends_well_puts_the_new_site_where_the_last_was(project: Path) -> None:
    stale = project / "site/a-page-that-is-gone.html"
    stale.write_text("old", encoding="utf-8")
    code, output = run(project)
    assert (code, state(project), left_beside(project)) == (0, "new", []), output
    assert not stale.exists()


def test_what_mkdocs_never_removes_stays(project: Path) -> None:
    (project / "site/.git").mkdir()
    (project / "site/.git/HEAD").write_text("kept", encoding="utf-8")
    (project / "site/.htaccess").write_text("kept", encoding="utf-8")
    run(project)
    assert state(project) == "new"
    assert (project / "site/.git/HEAD").read_text(encoding="utf-8") == "kept"
    assert (project / "site/.htaccess").read_text(encoding="utf-8") == "kept"


def test_the_site_can_be_read_by_those_who_could_read_it_before(project: Path) -> None:
    before = (project / "site").stat().st_mode
    run(project)
    assert (project / "site").stat().st_mode == before


def a_warning(project: Path) -> None:
    """Plant a link to nowhere: everything is written before MkDocs counts the warnings."""
    with (project / "docs/page-59.md").open("a", encoding="utf-8") as page:
        page.write("[Nowhere](no-such-page.md)\n")


def at_step(project: Path, step: str, command: str) -> None:
    """Plant a command that is run at a step of MkDocs: its name, or the name of a page."""
    of_page = not step.startswith("on_")
    event = "on_page_context(_, page, **_k)" if of_page else f"{step}(*_, **_k)"
    condition = f"page.file.name == {step!r}" if of_page else "True"
    (project.parent / "planted.py").write_text(
        f"import os, signal\n\ndef {event}:\n    if {condition}:\n        {command}\n", "utf-8"
    )
    built_aside = OWN in (project / "mkdocs.yml").read_text(encoding="utf-8")
    set_up(project, *([OWN] if built_aside else []), (project.parent / "planted.py").as_posix())


def an_error(project: Path) -> None:
    """Plant an error in the middle of the pages."""
    at_step(project, "page-30", "raise RuntimeError('planted')")


#: What goes wrong to how it is planted.
PLANTED: dict[str, Callable[[Path], None]] = {
    "a warning": a_warning,
    "an error half way": an_error,
    "a full disk": lambda _: None,
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_build_that_fails_leaves_the_last_site_and_nothing_else(
    project: Path, fault: str
) -> None:
    PLANTED[fault](project)
    code, output = run(project, full_disk=fault == "a full disk")
    assert code != 0, output
    assert (state(project), left_beside(project)) == ("old", []), output


@pytest.mark.parametrize("fault", ["an error half way", "a full disk"])
def test_without_building_aside_the_same_leaves_half_a_site(project: Path, fault: str) -> None:
    without_hooks(project)
    PLANTED[fault](project)
    assert run(project, full_disk=fault == "a full disk")[0] != 0
    assert state(project) == "half a site"


# --- It is stopped ----------------------------------------------------------------------------


def stopped(project: Path, step: str, how: signal.Signals) -> None:
    """Run a build that is stopped at a step."""
    # Who starts the tests in the background may have switched interrupts off.
    listening = "signal.signal(signal.SIGINT, signal.default_int_handler)"
    at_step(project, step, f"{listening}; os.kill(os.getpid(), {int(how)})")
    code, output = run(project)
    assert code != 0, output


@pytest.mark.parametrize(
    ("step", "how"),
    [
        ("on_pre_build", signal.SIGKILL),
        ("on_files", signal.SIGKILL),
        ("on_env", signal.SIGKILL),
        ("page-3", signal.SIGKILL),
        ("page-30", signal.SIGKILL),
        ("page-30", signal.SIGTERM),
        ("page-30", signal.SIGINT),
        ("on_post_build", signal.SIGKILL),
    ],
)
def test_a_build_that_is_stopped_leaves_the_last_site(
    project: Path, step: str, how: signal.Signals
) -> None:
    stopped(project, step, how)
    assert state(project) == "old"


def test_the_next_build_is_not_hindered(project: Path) -> None:
    stopped(project, "page-30", signal.SIGKILL)
    set_up(project, OWN)
    assert run(project)[0] == 0
    assert state(project) == "new"


@pytest.mark.parametrize("step", ["on_files", "page-30"])
def test_without_building_aside_a_build_that_is_stopped_leaves_half_a_site(
    project: Path, step: str
) -> None:
    without_hooks(project)
    stopped(project, step, signal.SIGKILL)
    assert state(project) == "half a site"


def test_a_build_that_is_killed_between_two_names_is_mended_by_the_next(project: Path) -> None:
    """The one moment at which the site has another name: it must not be lost."""
    killing = "p = os.rename; os.rename = lambda *a: (p(*a), os.kill(os.getpid(), signal.SIGKILL))"
    at_step(project, "on_post_build", killing)
    assert run(project)[0] == -signal.SIGKILL
    assert state(project) == "nothing"
    an_error(project)
    assert run(project)[0] != 0
    assert state(project) == "old"


@pytest.mark.parametrize("moment", range(4))
def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_site(
    project: Path, moment: int
) -> None:
    started = start(project)
    time.sleep(0.3 + moment * 0.25)
    started.kill()
    started.communicate(timeout=60)
    assert state(project) in ("old", "new")


# --- What is left of it -----------------------------------------------------------------------


def test_what_a_killed_build_left_goes_after_a_day_and_what_another_builds_stays(
    tmp_path: Path,
) -> None:
    places = Places(tmp_path / "site")
    now = time.time()
    for age in (2 * A_DAY, A_DAY / 2):
        left = places.aside()
        left.mkdir()
        os.utime(left, (now - age, now - age))
    places.tidy(now)
    (left_over,) = tmp_path.iterdir()
    assert now - left_over.stat().st_mtime < A_DAY


def test_a_site_that_cannot_be_replaced_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Places(tmp_path / "site")
    places.site.mkdir()
    (places.site / "index.html").write_text("old", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        places.put(tmp_path / "no-such-folder")
    assert (places.site / "index.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_two_builds_at_once_never_mix(project: Path) -> None:
    builds = [start(project), start(project)]
    for one in builds:
        one.communicate(timeout=120)
    assert state(project) == "new"
    assert left_beside(project) == []


# --- The project itself -----------------------------------------------------------------------


@pytest.mark.build
def test_this_site_is_built_so(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("the last site", encoding="utf-8")
    with (project / "docs/response.md").open("a", encoding="utf-8") as page:
        page.write("\n[Nowhere](no-such-page.md)\n")
    failed = build(project)
    assert failed.exit_code == 1
    assert [path.name for path in site.iterdir()] == ["index.html"], failed.output
    shutil.copyfile(REPOSITORY / "docs/response.md", project / "docs/response.md")
    assert (site_of(build(project)) / "themes/index.html").exists()
