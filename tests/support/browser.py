"""A real browser, and a local server for a built site."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserType, Page, Request, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")

#: Only this computer can be reached: a test must not depend on what others serve.
NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def find_browser(own: str) -> str:
    """Return the path of the browser to test with; a missing one is an error, never a skip.

    In this order: the variable ``CHROMIUM``, the first of ``NAMES`` on the path that runs, and
    ``own``, where Playwright keeps the one that it downloads. ``install-browser.sh`` here looks
    in the same order.
    """
    given = os.environ.get("CHROMIUM")
    if given:
        if not _runs(given):
            raise RuntimeError(f"CHROMIUM is set to {given!r}, which does not run.")
        return given
    for name in NAMES:
        path = shutil.which(name)
        if path and _runs(path):
            return path
    if Path(own).exists():
        return own
    raise RuntimeError(
        f"There is no browser to test with: none of {', '.join(NAMES)} is on the path. "
        "Run tests/support/install-browser.sh, or set CHROMIUM to the path of one."
    )


def _runs(path: str) -> bool:
    """Say if a program runs: Ubuntu has a chromium-browser that only names the real one."""
    try:
        finished = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return finished.returncode == 0


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start a browser and close it at the end."""
    with sync_playwright() as playwright, launched(playwright.chromium) as browser:
        yield browser


@contextmanager
def launched(kind: BrowserType, *arguments: str) -> Iterator[Browser]:
    """Start a browser with further arguments, and close it at the end."""
    all_arguments = ["--disable-gpu", "--disable-background-networking", NO_NETWORK, *arguments]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        all_arguments.append("--no-sandbox")  # Chromium refuses to run as root with its sandbox
    browser = kind.launch(executable_path=find_browser(kind.executable_path), args=all_arguments)
    try:
        yield browser
    finally:
        browser.close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    sent: Mapping[str, str] = {}

    def end_headers(self) -> None:
        """Add the headers of the site."""
        for name, value in self.sent.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests' own output is enough."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that leaves a page hangs up on what it was still loading."""


@contextmanager
def serve(site: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder on this computer only, and yield its address, which ends in ``/``.

    ``headers`` are sent with every file.
    """
    handler = type("Handler", (_Handler,), {"sent": headers or {}})
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def headers_of(site: Path) -> dict[str, str]:
    """Return the headers in a built site's ``_headers`` file, as Netlify reads it."""
    every, *lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    assert every == "/*"
    return dict(line.strip().split(": ", 1) for line in lines)


def pages_of(site: Path) -> list[str]:
    """Return the address of every page of a site, below the site's."""
    found = [file.parent.relative_to(site).as_posix() for file in site.rglob("index.html")]
    return [*sorted("" if path == "." else f"{path}/" for path in found), "404.html"]


def watch_other_hosts(page: Page, address: str) -> list[str]:
    """Return a list that fills with each request to a host that is not the site's.

    ``address`` is the site's. To be called before the first page is opened.
    """
    others: list[str] = []
    own = urlsplit(address).netloc

    def look(request: Request) -> None:
        url = urlsplit(request.url)
        if url.netloc != own and url.scheme not in ("data", "blob"):
            others.append(request.url)

    page.context.on("request", look)
    return others


def sideways_scroll(page: Page) -> int:
    """Return by how many pixels a page is wider than the window, once it is drawn."""
    width = page.evaluate(
        """async () => {
          await new Promise(requestAnimationFrame);
          const root = document.documentElement;
          return Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;
        }"""
    )
    return int(width)


DARK_PAPER = "rgb(26, 33, 38)"


def background(page: Page) -> str:
    """Return the colour behind a page's text."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def is_in_view(page: Page, element_id: str) -> bool:
    """Say if the element of that id is in the window, below what covers the top of the page."""
    return bool(
        page.evaluate(
            """(id) => {
              const box = document.getElementById(id).getBoundingClientRect();
              const x = box.left + Math.min(20, box.width / 2), y = box.top + box.height / 2;
              if (y < 0 || y > innerHeight) return false;
              const top = document.elementFromPoint(x, y);
              return top !== null && top.closest(`[id="${id}"]`) !== null;
            }""",
            element_id,
        )
    )
