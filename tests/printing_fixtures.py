"""What the tests of printed pages share: a site with its documents, and a library to print from."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from macros.library import Library
from macros.loading import load_library
from macros.printing.catalogue import Catalogue
from macros.printing.paper import Paper
from macros.printing.pieces import Context
from tests.conftest import REPOSITORY, build, copy_project, site_of

ADDRESS = "https://learning.example.org/briefings/"

LONG = "many-reminders"
EMPTY = "no-reminders"
SECOND_YEAR = "2023/24"

AUDIT = """\
title: {title}
year: 2023/24
held: 2023-0{month}
method: deep dive
background: [A made-up audit for the tests.]
sample: {{unit: children, size: {size}}}
good_practice: []
reminders:{reminders}
"""


def text_of(file: Path, page: int | None = None) -> str:
    """Return the text of a PDF, or of one page of it, as poppler lays it out."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    command = ["pdftotext", "-layout", *pages, str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def squeezed(text: str) -> str:
    """Return a text without its spaces and line ends: where a line breaks does not matter."""
    return "".join(text.replace("\N{WORD JOINER}", "").split())


def without_columns(file: Path) -> str:
    """Return a PDF's text in the order in which it is written, without spaces and line ends."""
    command = ["pdftotext", "-raw", str(file), "-"]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return squeezed(done.stdout)


def add_second_year(project: Path) -> None:
    """Add a year with an audit of 25 reminders and one of none."""
    folder = project / "data" / "audits" / "2023-24"
    folder.mkdir(parents=True)
    many = "".join(
        f"\n  - id: point-{number}\n    text: Remember point {number}, which is here to be printed "
        "in full and to take up as much room as such a sentence does, and a little more than that"
        "\n    themes: [siblings]\n    situations: [assessment]"
        for number in range(1, 26)
    )
    (folder / f"{LONG}.yml").write_text(
        AUDIT.format(title="Many reminders", month=4, size=40, reminders=many), encoding="utf-8"
    )
    (folder / f"{EMPTY}.yml").write_text(
        AUDIT.format(title="No reminders", month=5, size=5, reminders=" []"), encoding="utf-8"
    )


@pytest.fixture(scope="session")
def library() -> Library:
    """The data of this repository."""
    return load_library(REPOSITORY)


@pytest.fixture(scope="session")
def printed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository with everything that can be printed."""
    folder = tmp_path_factory.mktemp("printed-site")
    return site_of(build(REPOSITORY, folder, SITE_URL=ADDRESS, SITE_PDF="on"))


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """What there is to print of this repository's data and a second year."""
    project = copy_project(tmp_path_factory.mktemp("two-years"))
    add_second_year(project)
    return Catalogue(Context(load_library(project), Paper(ADDRESS)))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser that prints."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()
