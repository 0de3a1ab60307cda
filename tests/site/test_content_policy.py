"""What a browser may do: the policy in every page, and the headers of servers that can send any."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from macros.site.content_policy import (
    HEADERS_FILE,
    NGINX_FILE,
    header_files,
    headers,
    policy,
    source_of,
)
from tests.support.browser import headers_of, serve, watch_other_hosts
from tests.support.states import KINDS

POLICY = "Content-Security-Policy"
REMINDERS = "reminders/?theme=siblings"
SEARCH = "search/?q=marac"


def directives(written: str) -> dict[str, list[str]]:
    """Return a policy's directives with their sources."""
    parts = (part.split() for part in written.split(";"))
    return {name: sources for name, *sources in parts}


# --- The policy -----------------------------------------------------------------------------------


def test_nothing_is_allowed_but_what_the_site_has() -> None:
    found = directives(policy(["a{}"], ["b()"]))

    assert found["default-src"] == ["'none'"]
    assert found["style-src"] == ["'self'", source_of("a{}")]
    assert found["script-src"] == ["'self'", source_of("b()")]
    assert "unsafe" not in policy(["a{}"], ["b()"])


def test_a_header_says_also_who_may_frame_a_page() -> None:
    assert "frame-ancestors" not in policy([], [])
    assert directives(headers([], [])[POLICY])["frame-ancestors"] == ["'none'"]


def test_each_style_and_script_has_its_hash_once() -> None:
    sent = headers(["a{}", "c{}", "a{}"], ["b()"])[POLICY]
    assert directives(sent)["style-src"][1:] == sorted({source_of("a{}"), source_of("c{}")})


def pages_of(site: Path) -> dict[str, lxml.html.HtmlElement]:
    """Return address to each page that is made of our frame; others only lead on to one."""
    pages = {
        file.relative_to(site).as_posix().removesuffix("index.html"): lxml.html.parse(
            str(file)
        ).getroot()
        for file in site.rglob("*.html")
    }
    return {path: page for path, page in pages.items() if page.xpath("//main[@id='content']")}


def not_in_the_policy(page: lxml.html.HtmlElement) -> list[str]:
    """Return the styles and scripts within a page that its policy has no hash of."""
    (meta,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    found = directives(str(meta))
    kinds = (("style-src", "//style"), ("script-src", "//script[not(@src)]"))
    return [
        element.text or ""
        for directive, path in kinds
        for element in page.xpath(path)
        if source_of(element.text or "") not in found[directive]
    ]


def test_every_page_has_the_hashes_of_what_it_carries(built_site: Path) -> None:
    pages = pages_of(built_site)

    assert set(KINDS.values()) <= set(pages)
    for path, page in pages.items():
        assert page.xpath("//style"), path
        assert page.xpath("//script[not(@src)]"), path
        assert not_in_the_policy(page) == [], path


def test_a_style_without_its_hash_is_found(built_site: Path) -> None:
    page = lxml.html.parse(str(built_site / "index.html")).getroot()
    page.xpath("//style")[0].text += "/**/"
    assert len(not_in_the_policy(page)) == 1


# --- The files for servers ------------------------------------------------------------------------


def test_both_files_say_the_same(built_site: Path) -> None:
    nginx = (built_site / NGINX_FILE).read_text(encoding="utf-8")
    lines = re.findall(r'^add_header ([\w-]+) "([^"]*)" always;$', nginx, re.MULTILINE)

    assert len(lines) == len(nginx.splitlines())
    assert dict(lines) == headers_of(built_site)


def test_the_headers_are_those_of_the_pages(built_site: Path) -> None:
    sent = headers_of(built_site)

    assert {"Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy"} <= set(sent)
    assert {"Permissions-Policy", "Cross-Origin-Opener-Policy"} <= set(sent)
    allowed = directives(sent[POLICY])
    for path, page in pages_of(built_site).items():
        (meta,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        for name, sources in directives(str(meta)).items():
            assert set(sources) <= set(allowed[name]), path


def test_a_value_stands_on_one_line_without_quotation_marks() -> None:
    """So that nothing ends it early, in either file."""
    for text in headers(["a{}"], ["b()"]).values():
        assert re.fullmatch(r"[^\"\n$\\]+", text)
    assert set(header_files({"A": "b"})) == {HEADERS_FILE, NGINX_FILE}


# --- In a browser ---------------------------------------------------------------------------------

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""


@dataclass
class Watched:
    """What a browser does while pages of a site are opened."""

    page: Page
    address: str
    refused: list[str] = field(default_factory=list)
    other_hosts: list[str] = field(default_factory=list)

    def visit(self, path: str) -> None:
        """Open a page, scroll to its end and note what its policy refused."""
        self.page.goto(self.address + path, wait_until="load")
        self.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        self.page.wait_for_function("document.readyState === 'complete'")
        self.refused += [f"{path}: {one}" for one in self.page.evaluate("window.violations")]

    def kept(self) -> list[str]:
        """Return what the browser has kept of the site."""
        stores = """async () => [
          ...Object.keys(localStorage), ...Object.keys(sessionStorage),
          ...(await indexedDB.databases()).map((one) => one.name),
        ]"""
        cookies = [cookie.get("name", "") for cookie in self.page.context.cookies()]
        return [*cookies, *self.page.evaluate(stores)]


@pytest.fixture
def watched(browser: Browser, built_site: Path) -> Iterator[Watched]:
    """A browser on the site, served with exactly the headers of its file."""
    with serve(built_site, headers_of(built_site)) as address, browser.new_context() as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        yield watching(page, address)


def watching(page: Page, address: str) -> Watched:
    """Watch a page from now on."""
    found = Watched(page, address)

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            found.refused.append(f"{page.url}: {message.text}")

    page.on("console", note)
    found.other_hosts = watch_other_hosts(page, address)
    return found


def test_no_page_needs_more_than_the_headers_allow_or_keeps_anything(
    watched: Watched, built_site: Path
) -> None:
    for path in [*pages_of(built_site), REMINDERS, SEARCH]:
        watched.visit(path)

    assert watched.refused == []
    assert watched.other_hosts == []
    assert watched.kept() == []


def test_only_the_choice_of_colours_is_kept(watched: Watched) -> None:
    watched.visit(KINDS["audit"])
    watched.page.get_by_role("button", name="Switch to dark mode").click()
    watched.visit(SEARCH)
    watched.visit(REMINDERS)
    watched.page.get_by_role("checkbox").first.check()

    assert watched.refused == []
    assert watched.kept() == ["sscp-colours"]


@pytest.mark.parametrize(
    "fault",
    [
        "<script>1</script>",
        "<style>p{color:red}</style>",
        '<p style="color:red">x</p>',
        '<img src="https://other.invalid/x.png" alt="">',
        '<iframe src="/"></iframe>',
    ],
)
def test_what_the_policy_does_not_allow_is_found(
    browser: Browser, built_site: Path, tmp_path: Path, fault: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built_site, site)
    file = site / KINDS["audit"] / "index.html"
    page = file.read_text(encoding="utf-8")
    # Without the page's own policy: that of the header must be enough.
    page = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", page)
    file.write_text(page.replace("</body>", f"{fault}</body>"), encoding="utf-8")
    with serve(site, headers_of(built_site)) as address, browser.new_context() as context:
        context.add_init_script(WATCH)
        watched = watching(context.new_page(), address)
        watched.visit(KINDS["audit"])

    assert watched.refused != []


def test_a_missing_hash_is_found(browser: Browser, built_site: Path) -> None:
    sent = headers_of(built_site)
    sent[POLICY] = re.sub(r" 'sha256-[^']*'", "", sent[POLICY])
    with serve(built_site, sent) as address, browser.new_context() as context:
        context.add_init_script(WATCH)
        watched = watching(context.new_page(), address)
        watched.visit(KINDS["audit"])

    assert any("style-src" in one for one in watched.refused)
    assert any("script-src" in one for one in watched.refused)


def test_something_that_is_kept_is_found(watched: Watched) -> None:
    watched.visit("")
    watched.page.evaluate(
        """() => new Promise((done) => {
          document.cookie = "seen=1";
          sessionStorage.setItem("page", "1");
          indexedDB.open("pages").onsuccess = done;
        })"""
    )
    assert sorted(watched.kept()) == ["page", "pages", "seen"]
