"""Sites to test: the repository's own, and copies of the project whose data a test has changed.

Every site is built with the real command, once for all tests that only read it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import hypothesis
import pytest
from filelock import FileLock
from playwright.sync_api import Browser

from macros.checks.load import load_library
from macros.exports.offline import make_offline_copy
from macros.records.library import Library
from tests.support.browser import open_browser, serve
from tests.support.region import move_to_region
from tests.support.small_library import write_small_library

REPOSITORY = Path(__file__).resolve().parent.parent

# The same examples in every run, however slow the machine: a failure is then the change's own.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")

#: Marker to fixtures: a test that uses one of them has the marker.
MARKERS = {
    "build": {"once", "new_desk"},
    "browser": {"browser"},
    "content": {"built_site"},
}
#: Other sites than ours as it is published: a test that builds one is about the code.
OTHER_SITES = {"plain_site", "offline_copy", "many_years", "region"}

#: Where the site that the tests build is published, and where its repository is.
ADDRESS = "https://example.org/briefings/"
REPOSITORY_ADDRESS = "https://github.com/example/briefings"
CONTACT = "learning@partnership.example"

PARTS_OF_A_PROJECT = ("mkdocs.yml", "macros", "docs", "data", "overrides")


@dataclass(frozen=True)
class Built:
    """What a build left: all it printed, its exit code and the folder of the site."""

    output: str
    exit_code: int
    site: Path


#: Changes a copy of the project, and what the fixture ``built`` returns.
Change = Callable[[Path], None]
Build = Callable[..., Built]
#: What the fixture ``once`` returns.
Once = Callable[[str, Change], Path]


def build(project: Path, site: Path | None = None, **environment: str) -> Built:
    """Build the project in a folder, as an editor or CI would, into ``site`` or its own site/.

    ``environment`` holds variables of the environment, such as ``SITE_URL``. None but these
    reach the settings of the site, so that the machine's own cannot change what is tested.
    """
    site = site or project / "site"
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SITE_", "PYTEST"))
    }
    finished = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=project,
        env={
            **inherited,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return Built(finished.stdout, finished.returncode, site)


def copy_project(folder: Path) -> Path:
    """Copy what a build needs into ``folder`` and return the copy, which a test may change."""
    project = folder / "project"
    project.mkdir()
    for name in PARTS_OF_A_PROJECT:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, project / name)
        else:
            shutil.copyfile(source, project / name)
    # A test may change the sentences, which the check compares with the briefing.
    shutil.rmtree(project / "data/briefings")
    return project


def site_of(built: Built) -> Path:
    """Return the folder of a site that must have been built without one warning."""
    assert built.exit_code == 0, built.output
    assert "WARNING" not in built.output, built.output
    return built.site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that reads the site, needs a browser, or takes as long as a build."""
    for item in items:
        if item.path.parent.name == "reader":
            item.add_marker("browser")
        used = set(getattr(item, "fixturenames", ()))
        for marker, fixtures in MARKERS.items():
            if fixtures & used and not (marker == "content" and OTHER_SITES & used):
                item.add_marker(marker)


@cache
def own_library() -> Library:
    """Return the data of this repository, which is read once."""
    return load_library(REPOSITORY)


@pytest.fixture(scope="session")
def library() -> Library:
    """The data of this repository."""
    return own_library()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the small library in it."""
    return write_small_library(tmp_path)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return a function that fills a folder once for all tests of a run, in whichever worker.

    It takes a name for the folder and a function that fills it, and returns the folder.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # each worker has a folder of its own in it

    def fill_once(name: str, fill: Change) -> Path:
        folder, filled = shared / f"once-{name}", shared / f"once-{name}.filled"
        with FileLock(f"{folder}.lock"):
            if not filled.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                filled.touch()
        return folder

    return fill_once


@pytest.fixture(scope="session")
def built(once: Once) -> Build:
    """Return a function that builds a site once for all tests of a run, in whichever worker.

    It takes a name for the site, a function that changes a copy of the project before it is built
    (without one the repository itself is built), and variables of the environment.
    """

    def build_once(name: str, change: Change | None = None, **environment: str) -> Built:
        def fill(folder: Path) -> None:
            project = copy_project(folder) if change else REPOSITORY
            if change:
                change(project)
            made = build(project, folder / "site", **environment)
            said = json.dumps([made.output, made.exit_code])
            (folder / "build.json").write_text(said, encoding="utf-8")

        folder = once(name, fill)
        output, exit_code = json.loads((folder / "build.json").read_text(encoding="utf-8"))
        return Built(output, exit_code, folder / "site")

    return build_once


@pytest.fixture(scope="session")
def built_site(built: Build) -> Path:
    """The site of this repository as it is published, in a folder of a host, with its PDFs."""
    return site_of(
        built("site", SITE_URL=ADDRESS, SITE_REPOSITORY=REPOSITORY_ADDRESS, SITE_PDF="on")
    )


@pytest.fixture(scope="session")
def plain_site(built: Build) -> Path:
    """The site as it is built without settings: no address, no repository and no PDFs."""
    return site_of(built("plain site"))


@pytest.fixture(scope="session")
def region(built: Build) -> Path:
    """The site of the small region: several publishers, a contact, every odd case of an audit."""
    return site_of(built("region", move_to_region, SITE_URL=ADDRESS, SITE_CONTACT=CONTACT))


@pytest.fixture(scope="session")
def offline_copy(once: Once) -> Path:
    """The offline copy without PDFs, unpacked into a folder whose name needs care in addresses."""
    name = "Shared drive #1 100%"

    def fill(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SITE_PDF", "off")
            patch.setenv("SITE_URL", ADDRESS)
            make_offline_copy(REPOSITORY, folder / "copy.zip")
        with ZipFile(folder / "copy.zip") as archive:
            archive.extractall(folder / name)

    return once("offline copy", fill) / name


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run: Playwright allows no second one beside it."""
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def address(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site of this repository is served: in the folder that its address names."""
    host = tmp_path_factory.mktemp("host")
    folder = urlsplit(ADDRESS).path.strip("/")
    (host / folder).symlink_to(built_site, target_is_directory=True)
    with serve(host) as served:
        yield f"{served}{folder}/"
