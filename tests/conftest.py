"""Sites to test: the repository's own, and copies of the project whose data a test has changed.

Every site is built with the real command, once for all tests that only read it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser

from tests.support.browser import open_browser, serve

REPOSITORY = Path(__file__).resolve().parent.parent

# The same examples in every run: what a change breaks is then that change's own.
hypothesis.settings.register_profile("repeatable", derandomize=True)
hypothesis.settings.load_profile("repeatable")

#: Fixtures that build a site, or open one in a browser: what uses them has the marker.
MARKERS = {
    "build": frozenset(
        (
            "address_with_pdfs",
            "builds",
            "built_site",
            "copy",
            "first",
            "in_folder",
            "many",
            "moved_site",
            "printed_site",
            "published_site",
            "second_year",
            "served",
            "site",
            "ten_years",
            "twins",
            "two_years",
            "untrimmed",
        )
    ),
    "browser": frozenset(("browser",)),
}

PARTS_OF_A_PROJECT = ("mkdocs.yml", "macros", "docs", "data", "overrides")


@dataclass(frozen=True)
class Built:
    """What a build left: all it printed, its exit code and the folder of the site."""

    output: str
    exit_code: int
    site: Path


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
            shutil.copytree(source, project / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, project / name)
    return project


def site_of(built: Built) -> Path:
    """Return the folder of a site that must have been built without one warning."""
    assert built.exit_code == 0, built.output
    assert "WARNING" not in built.output, built.output
    return built.site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that needs a built site or a browser."""
    for item in items:
        if item.path.parent.name == "reader":
            item.add_marker("browser")
        for marker, fixtures in MARKERS.items():
            if fixtures.intersection(getattr(item, "fixturenames", ())):
                item.add_marker(marker)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository."""
    return site_of(build(REPOSITORY, tmp_path_factory.mktemp("site")))


@pytest.fixture(scope="session")
def published_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with an address in a folder of a host, and a repository to suggest changes to."""
    folder = tmp_path_factory.mktemp("published-site")
    return site_of(
        build(
            REPOSITORY,
            folder,
            SITE_URL="https://example.org/briefings/",
            SITE_REPOSITORY="https://github.com/example/briefings",
        )
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run: Playwright allows no second one beside it."""
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Where the site of this repository is served."""
    with serve(built_site) as served:
        yield served
