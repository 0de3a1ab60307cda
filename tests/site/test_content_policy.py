"""What a browser may do: the policy in every page, and the headers of servers that can send any."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml.html import HtmlElement
from playwright.sync_api import Browser, ConsoleMessage, Page

from macros.site.content_policy import NGINX_FILE, header_files, policy, source_of
from tests.support.browser import headers_of, pages_of, serve, watch_other_hosts
from tests.support.site_html import all_pages
from tests.support.states import KINDS

POLICY = "Content-Security-Policy"


def directives(written: str) -> dict[str, list[str]]:
    """Return a policy's directives with their sources."""
    parts = (part.split() for part in written.split(";"))
    return {name: sources for name, *sources in parts}


def policy_of(page: HtmlElement) -> dict[str, list[str]]:
    """Return the directives of the policy that a page carries."""
    (found,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return directives(str(found))


# --- The policy -----------------------------------------------------------------------------------


def test_nothing_is_allowed_but_what_the_site_has() -> None:
    found = directives(policy("a{}", "b()"))

    assert found["default-src"] == ["'none'"]
    assert found["style-src"] == ["'self'", source_of("a{}")]
    assert found["script-src"] == ["'self'", source_of("b()")]
    assert "unsafe" not in policy("a{}", "b()")


def not_in_the_policy(page: HtmlElement) -> list[str]:
    """Return the styles and scripts within a page that its policy has no hash of."""
    allowed = policy_of(page)
    kinds = (("style-src", "//style"), ("script-src", "//script[not(@src)]"))
    return [
        element.text or ""
        for directive, path in kinds
        for element in page.xpath(path)
        if source_of(element.text or "") not in allowed[directive]
    ]


def test_every_page_has_the_hashes_of_what_it_carries(built_site: Path) -> None:
    for path, page in all_pages(built_site):
        assert page.xpath("//style"), path
        assert page.xpath("//script[not(@src)]"), path
        assert not_in_the_policy(page) == [], path


def test_a_style_without_its_hash_is_found(built_site: Path) -> None:
    _, page = next(iter(all_pages(built_site)))
    page.xpath("//style")[0].text += "/**/"
    assert len(not_in_the_policy(page)) == 1


# --- The files for servers ------------------------------------------------------------------------


def test_both_files_say_the_same_on_lines_that_nothing_ends_early(built_site: Path) -> None:
    nginx = (built_site / NGINX_FILE).read_text(encoding="utf-8")
    lines = re.findall(r'^add_header ([\w-]+) "([^"\n$\\]+)" always;$', nginx, re.MULTILINE)

    assert len(lines) == len(nginx.splitlines())
    assert dict(lines) == headers_of(built_site)


def test_the_headers_have_the_policy_of_the_pages_and_say_who_may_frame_them(
    built_site: Path,
) -> None:
    sent = headers_of(built_site)

    assert {"Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy"} <= set(sent)
    assert {"Permissions-Policy", "Cross-Origin-Opener-Policy"} <= set(sent)
    for path, page in all_pages(built_site):
        in_page = policy_of(page)
        assert directives(sent[POLICY]) == {**in_page, "frame-ancestors": ["'none'"]}, path
        assert "frame-ancestors" not in in_page


def test_the_files_are_those_that_servers_read() -> None:
    assert set(header_files("default-src 'none'")) == {"_headers", NGINX_FILE}


# --- In a browser ---------------------------------------------------------------------------------

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""

KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map((one) => one.name),
]"""


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
        self.refused += [f"{path}: {one}" for one in self.page.evaluate("window.violations")]

    def kept(self) -> list[str]:
        """Return what the browser has kept of the site."""
        cookies = [cookie.get("name", "") for cookie in self.page.context.cookies()]
        return [*cookies, *self.page.evaluate(KEPT)]


@pytest.fixture
def watched(browser: Browser, plain_site: Path) -> Iterator[Watched]:
    """A browser on the site, served with exactly the headers of its file."""
    with serve(plain_site, headers_of(plain_site)) as address, browser.new_context() as context:
        yield watch(context.new_page(), address)


def watch(page: Page, address: str) -> Watched:
    """Watch a page from now on."""
    page.add_init_script(WATCH)
    watched = Watched(page, address)

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            watched.refused.append(f"{page.url}: {message.text}")

    page.on("console", note)
    watched.other_hosts = watch_other_hosts(page, address)
    return watched


@pytest.mark.parametrize(
    "which", ["pages with scripts", pytest.param("every page", marks=pytest.mark.nightly)]
)
def test_no_page_needs_more_than_the_headers_allow_or_keeps_anything(
    watched: Watched, plain_site: Path, which: str
) -> None:
    with_scripts = [KINDS["audit"], "reminders/?theme=siblings", "search/?q=marac"]
    pages = pages_of(plain_site) if which == "every page" else []
    for path in [*with_scripts, *pages]:
        watched.visit(path)

    assert watched.refused == []
    assert watched.other_hosts == []
    assert watched.kept() == []


def test_only_the_choice_of_colours_is_kept(watched: Watched) -> None:
    watched.visit(KINDS["audit"])
    watched.page.get_by_role("button", name="Switch to dark mode").click()
    watched.visit(KINDS["reminders"])
    watched.page.get_by_role("checkbox").first.check()

    assert watched.refused == []
    assert watched.kept() == ["sscp-colours"]


@pytest.mark.parametrize(
    "fault",
    [
        "<script>1</script>",
        '<p style="color:red">x</p>',
        '<img src="https://other.invalid/x.png" alt="">',
    ],
)
def test_the_headers_alone_refuse_what_they_do_not_allow(
    browser: Browser, plain_site: Path, tmp_path: Path, fault: str
) -> None:
    page = (plain_site / KINDS["audit"] / "index.html").read_text(encoding="utf-8")
    page = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", page)
    shutil.copytree(plain_site / "assets", tmp_path / "assets")
    (tmp_path / "index.html").write_text(page.replace("</body>", f"{fault}</body>"), "utf-8")
    with serve(tmp_path, headers_of(plain_site)) as address, browser.new_context() as context:
        watched = watch(context.new_page(), address)
        watched.visit("")

    assert watched.refused


def test_what_a_page_keeps_is_seen(watched: Watched) -> None:
    watched.visit("")
    watched.page.evaluate(
        """() => new Promise((done) => {
          document.cookie = "seen=1";
          sessionStorage.setItem("page", "1");
          indexedDB.open("pages").onsuccess = done;
        })"""
    )
    assert sorted(watched.kept()) == ["page", "pages", "seen"]
