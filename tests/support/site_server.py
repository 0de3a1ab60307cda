"""A built site as readers see it: on a host or in a folder, in a wide or narrow window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from playwright.sync_api import Browser, Error, Page, Request, Route

NARROW, WIDE = 360, 1280
DOCS = Path(__file__).resolve().parents[2] / "docs"


@dataclass
class Visit:
    """A page of the site, open in a browser.

    ``top`` is the address of the site; ``requests`` are all addresses that the page asked for and
    ``errors`` all errors of scripts.
    """

    page: Page
    top: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address that the page has now; playwright's own may lag behind it."""
        return str(self.page.evaluate("location.href"))

    @property
    def in_folder(self) -> bool:
        """Whether the site is opened from a folder."""
        return self.top.startswith("file:")

    def address(self, path: str, query: str = "") -> str:
        """Return the address of a page, given as a path that ends in a slash."""
        name = "index.html"
        if self.in_folder and path.count("/") > 1:
            path, name = path.rstrip("/") + ".html", ""
        elif not self.in_folder:
            name = ""
        return f"{self.top}{path}{name}{query}"

    def go(self, path: str, query: str = "") -> None:
        """Open a page and wait until its scripts have run."""
        self.page.goto(self.address(path, query), wait_until="load")


def with_fault(end: str, old: str, new: str) -> Callable[[Route], None]:
    """Return what answers a request with the file as it is, but for one piece of its text.

    ``end`` is the end of the file's address. Of a script of ours it is a piece of the source: what
    is published has no comments and spaces.
    """
    source = DOCS / end
    is_ours = source.suffix == ".js" and source.is_file()
    script = planted_in(source.read_text("utf-8"), old, new) if is_ours else ""

    def answer(route: Route) -> None:
        if script:
            route.fulfill(body=script, content_type="text/javascript")
            return
        address = urlsplit(route.request.url)
        if address.scheme == "file":
            file = Path(url2pathname(address.path))
            body = planted_in(file.read_text(encoding="utf-8"), old, new)
            route.fulfill(body=body, content_type=guess_type(file)[0])
            return
        response = route.fetch()
        route.fulfill(response=response, body=planted_in(response.text(), old, new))

    return answer


def planted_in(text: str, old: str, new: str) -> str:
    """Return a text with a fault: ``new`` instead of ``old``, which must be there."""
    assert old in text, f"the fault cannot be planted: {old!r} is not there"
    return text.replace(old, new)


def _open_page(browser: Browser, *, script: bool) -> Page:
    context = browser.new_context(java_script_enabled=script)
    context.set_default_navigation_timeout(30_000)
    return context.new_page()


@cache
def _kept_page(browser: Browser, *, script: bool) -> Page:
    """Return the page of all visits without faults: to open one takes as long as to load four."""
    return _open_page(browser, script=script)


@contextmanager
def visit(
    browser: Browser,
    top: str,
    width: int = WIDE,
    *,
    script: bool = True,
    faults: dict[str, tuple[str, str]] | None = None,
) -> Iterator[Visit]:
    """Open an empty page in a window of some width.

    ``faults`` plants mistakes: end of an address to (what its file has, what it has instead).
    """
    page = (_open_page if faults else _kept_page)(browser, script=script)
    page.set_default_timeout(4000 if faults else 10_000)
    page.set_viewport_size({"width": width, "height": 900})
    here = Visit(page, top)

    def note_request(request: Request) -> None:
        here.requests.append(request.url)

    def note_error(error: Error) -> None:
        here.errors.append(str(error))

    page.on("request", note_request)
    page.on("pageerror", note_error)
    for end, (old, new) in (faults or {}).items():
        page.route(f"**/{end}", with_fault(end, old, new))
    try:
        yield here
    finally:
        if faults:
            page.context.close()
        else:
            page.unroute_all(behavior="ignoreErrors")
            page.remove_listener("request", note_request)
            page.remove_listener("pageerror", note_error)
            page.emulate_media(media="null", color_scheme="light")
            page.goto("about:blank")
