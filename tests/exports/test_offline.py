"""The offline copy: one zip that works from a folder, and is the same whenever it is made."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Route, expect

from macros.__main__ import main
from macros.addresses.links import CSV_FILE
from macros.exports.offline import (
    OFFLINE_COPY,
    READ_ME,
    build_for_folders,
    make_offline_copy,
    offline_files,
    write_zip,
)
from tests.conftest import REPOSITORY, copy_project
from tests.support.site_html import elements, problems_of_site, read_page
from tests.support.site_server import NARROW, WIDE, Visit, visit


@pytest.fixture(scope="module", autouse=True)
def without_documents() -> Iterator[None]:
    """Make the copies without PDFs, which take minutes. What is in them is tested elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_PDF", "off")
        yield


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its offline copy made by the command."""
    project = copy_project(tmp_path_factory.mktemp("offline"))
    assert main(["--root", str(project), "offline"]) == 0
    return project


@pytest.fixture(scope="module")
def copy(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline copy, unpacked into a folder whose name needs care in an address."""
    folder = tmp_path_factory.mktemp("unpacked") / "Shared drive #1 100%"
    with ZipFile(project / OFFLINE_COPY) as archive:
        archive.extractall(folder)
    return folder


# --- The zip --------------------------------------------------------------------------------------


def test_copy_made_again_is_the_same_byte_for_byte(project: Path, tmp_path: Path) -> None:
    again = tmp_path / "elsewhere" / "copy.zip"
    size = make_offline_copy(project, again)
    assert size == again.stat().st_size
    assert again.read_bytes() == (project / OFFLINE_COPY).read_bytes()
    assert [path.name for path in again.parent.iterdir()] == ["copy.zip"]


def test_zip_depends_on_names_and_content_only(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("1.zip", "2.zip", "3.zip"))
    write_zip(one, {"b.html": b"b", "a/c.html": b"c"})
    write_zip(two, {"a/c.html": b"c", "b.html": b"b"})
    write_zip(three, {"a/c.html": b"C", "b.html": b"b"})
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes() != three.read_bytes()
    with ZipFile(one) as archive:
        assert archive.namelist() == ["a/c.html", "b.html"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_files_for_servers_are_left_out_and_a_read_me_is_added() -> None:
    files = offline_files({"index.html": b"", "sitemap.xml.gz": b"", "404.html": b""})
    assert set(files) == {"index.html", "READ-ME.txt"}
    assert files["READ-ME.txt"].decode() == READ_ME.replace("\n", "\r\n")


def test_faulty_data_stop_the_copy_and_leave_the_old_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_project(tmp_path)
    old = project / OFFLINE_COPY
    old.parent.mkdir()
    old.write_bytes(b"old")
    with (project / "data" / "themes.yml").open("a", encoding="utf-8") as file:
        file.write("\n- id: Siblings!\n")
    assert main(["--root", str(project), "offline"]) == 1
    assert "data/themes.yml" in capsys.readouterr().err
    assert old.read_bytes() == b"old"


@pytest.mark.parametrize(("set_to", "built_with"), [(None, "auto"), ("off", "off")])
def test_copy_has_documents_where_they_can_be_made(
    set_to: str | None, built_with: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if set_to is None:
        monkeypatch.delenv("SITE_PDF")
    used: list[str] = []

    def run(*_: object, env: dict[str, str], **__: object) -> subprocess.CompletedProcess[str]:
        used.append(env["SITE_PDF"])
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr("macros.exports.offline.subprocess.run", run)
    build_for_folders(REPOSITORY, REPOSITORY)
    assert used == [built_with]


@pytest.mark.build
def test_addresses_on_the_web_are_those_of_the_site_and_not_of_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/briefings/")
    build_for_folders(REPOSITORY, tmp_path)
    page = (tmp_path / "themes" / "siblings.html").read_text(encoding="utf-8")
    listed = (tmp_path / CSV_FILE).read_text(encoding="utf-8")
    assert "This page on the web: https://example.org/briefings/themes/siblings/\n" in page
    assert "https://example.org/briefings/audits/2022-23/domestic-abuse/#" in listed
    assert "https://example.org/briefings/audits/2022-23/domestic-abuse.html" not in listed


def test_copy_has_every_page_of_the_site(copy: Path, built_site: Path) -> None:
    def titles(site: Path) -> set[str]:
        pages = [file for file in site.rglob("*.html") if file.name != "404.html"]
        return {str(elements(read_page(file), "//title")[0].text_content()) for file in pages}

    assert titles(copy) == titles(built_site)


# --- In a folder ----------------------------------------------------------------------------------


def problems_of_folder(copy: Path) -> list[str]:
    """Return what keeps a copy from working in a folder: also links that name no file."""
    # Two pages of one title are as good or bad in a folder as on a host.
    problems = [problem for problem in problems_of_site(copy) if "the title" not in problem]
    for file in copy.rglob("*.html"):
        for link in elements(read_page(file), "//a[@href]"):
            address = urlsplit(str(link.get("href")))
            if not address.scheme and address.path.endswith("/"):
                problems.append(f"{file.name}: a link to the folder {address.path}")
    return problems


def test_every_link_of_the_copy_leads_to_a_file(copy: Path) -> None:
    assert problems_of_folder(copy) == []


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ('<a href="audits/">x</a>', "a link to the folder audits/"),
        ('<script src="https://unpkg.com/x.js"></script>', "asks another host"),
        ('<a href="nowhere.html">x</a>', "a page that is not there"),
    ],
)
def test_fault_in_a_copy_is_found(fault: str, problem: str, tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>T</title><h1>T</h1>'
    (tmp_path / "index.html").write_text(page + fault, encoding="utf-8")
    assert any(problem in found for found in problems_of_folder(tmp_path))


def reading_works(here: Visit, copy: Path) -> None:
    """Follow links from the start page to a situation and an audit, as a reader does."""
    page = here.page
    page.goto((copy / "index.html").as_uri())
    page.get_by_role("article").get_by_role("link", name="Strategy meeting", exact=True).click()
    page.wait_for_url("**/situations/strategy-meeting.html")
    page.locator(".sscp-points a").first.click()
    page.wait_for_url("**/audits/2022-23/strategy-meetings.html#*")
    assert page.locator(":target").count() == 1
    assert page.locator(".sscp-worried").is_visible()
    colour = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
    assert page.evaluate(colour) == "rgb(13, 74, 87)"  # the styles came along
    assert len(page.pdf(format="A4")) > 5000
    strange = [url for url in here.requests if not url.startswith((copy.as_uri(), "data:"))]
    assert strange == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_copy_can_be_read(script: bool, width: int, copy: Path, browser: Browser) -> None:
    with visit(browser, copy.as_uri() + "/", width, script=script) as here:
        reading_works(here, copy)


def test_filters_and_checklist_work_in_the_copy(copy: Path, browser: Browser) -> None:
    with visit(browser, copy.as_uri() + "/") as here:
        here.go("reminders/")
        here.page.locator("[name=theme][value=siblings]").check()
        assert here.page.locator(".sscp-results > li").count() == 2
        here.page.locator(".sscp-results [data-pick]").first.check()
        here.page.get_by_role("link", name="Show my checklist").click()
        expect(here.page.locator("#checklist li")).to_have_count(1)
        here.page.reload()
        expect(here.page.locator("#checklist li")).to_have_count(1)
        assert here.errors == []


def test_request_to_another_host_is_found(copy: Path, browser: Browser) -> None:
    fault = {"strategy-meetings.html": ("</body>", '<img src="http://127.0.0.1:9/x"></body>')}
    with visit(browser, copy.as_uri() + "/") as here:

        def answer(route: Route) -> None:
            old, new = fault["strategy-meetings.html"]
            file = copy / "audits" / "2022-23" / "strategy-meetings.html"
            body = file.read_text(encoding="utf-8").replace(old, new)
            route.fulfill(body=body, content_type="text/html")

        here.page.route("**/strategy-meetings.html*", answer)
        with pytest.raises(AssertionError):
            reading_works(here, copy)


def test_about_page_says_how_to_get_the_copy() -> None:
    about = (REPOSITORY / "docs" / "about" / "index.md").read_text(encoding="utf-8")
    assert OFFLINE_COPY.as_posix() in about
    assert "make offline" in about
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    assert "\noffline: " in makefile
