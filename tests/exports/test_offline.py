"""The offline copy: one zip that works from a folder, and is reproducible."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from macros.__main__ import main
from macros.addresses.links import CSV_FILE
from macros.exports.offline import OFFLINE_COPY, READ_ME, build_for_folders, offline_files
from tests.conftest import ADDRESS, REPOSITORY, copy_project, own_library
from tests.support.site_html import elements, problems_of_site, read_page
from tests.support.site_server import NARROW, WIDE, visit

# --- The zip --------------------------------------------------------------------------------------


@pytest.mark.nightly
def test_the_command_makes_the_same_copy_byte_for_byte(
    offline_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_PDF", "off")
    monkeypatch.setenv("SITE_URL", ADDRESS)
    project = copy_project(tmp_path)
    assert main(["--root", str(project), "offline"]) == 0
    made = project / OFFLINE_COPY
    assert made.read_bytes() == (offline_copy.parent / "copy.zip").read_bytes()
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_files_for_servers_are_left_out_and_a_read_me_is_added() -> None:
    files = offline_files({"index.html": b"", "sitemap.xml.gz": b"", "404.html": b""})
    assert set(files) == {"index.html", "READ-ME.txt"}
    assert files["READ-ME.txt"].decode() == READ_ME.replace("\n", "\r\n")


@pytest.mark.build
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
    monkeypatch.delenv("SITE_PDF", raising=False)
    if set_to:
        monkeypatch.setenv("SITE_PDF", set_to)
    used: list[str] = []

    def run(*_: object, env: dict[str, str], **__: object) -> subprocess.CompletedProcess[str]:
        used.append(env["SITE_PDF"])
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr("macros.exports.offline.subprocess.run", run)
    build_for_folders(REPOSITORY, REPOSITORY)
    assert used == [built_with]


def test_addresses_on_the_web_are_those_of_the_site_and_not_of_the_copy(
    offline_copy: Path,
) -> None:
    theme, audit = own_library().themes[0], own_library().audits[0]
    page = (offline_copy / "themes" / f"{theme.id}.html").read_text(encoding="utf-8")
    assert f"This page on the web: {ADDRESS}themes/{theme.id}/<" in page
    listed = (offline_copy / CSV_FILE).read_text(encoding="utf-8")
    assert f"{ADDRESS}audits/{audit.id}/#" in listed


# --- In a folder ----------------------------------------------------------------------------------


def test_copy_has_every_page_of_the_site(offline_copy: Path, built_site: Path) -> None:
    def titles(site: Path) -> set[str]:
        pages = [file for file in site.rglob("*.html") if file.name != "404.html"]
        return {str(elements(read_page(file), "//title")[0].text_content()) for file in pages}

    assert titles(offline_copy) == titles(built_site)


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


def test_every_link_of_the_copy_leads_to_a_file(offline_copy: Path) -> None:
    assert problems_of_folder(offline_copy) == []


def test_a_link_to_a_folder_is_found(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>T</title><h1>T</h1><a href="audits/">x</a>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    assert "index.html: a link to the folder audits/" in problems_of_folder(tmp_path)


@pytest.mark.parametrize("width", [NARROW, pytest.param(WIDE, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_copy_can_be_read(script: bool, width: int, offline_copy: Path, browser: Browser) -> None:
    """From the start page to a situation and to what an audit said about it, as a reader does."""
    library = own_library()
    situation = next(s for s in library.situations if s.id in library.findings_by_situation)
    with visit(browser, offline_copy.as_uri() + "/", width, script=script) as here:
        page = here.page
        page.goto((offline_copy / "index.html").as_uri())
        page.get_by_role("article").get_by_role("link", name=situation.title, exact=True).click()
        page.wait_for_url(f"**/situations/{situation.id}.html")
        page.locator(".sscp-points a").first.click()
        page.wait_for_url("**/audits/*/*.html#*")
        assert page.locator(":target").count() == 1
        assert page.locator(".sscp-worried").is_visible()
        display = "getComputedStyle(document.querySelector('.sscp-foot p > a')).display"
        assert page.evaluate(display) == "inline-block"  # the stylesheet came along
        allowed = (offline_copy.as_uri(), "data:")
        assert [url for url in here.requests if not url.startswith(allowed)] == []
