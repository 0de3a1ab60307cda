"""What the first page of an audit costs a reader, and the next one, beside other ways to make it.

Run it as ``python -m tests.bench_pages [--audits 60] [--repeat 5] [--width 360]``.
It makes a site with that many audits three times: ours; with Material as it comes, from the same
Markdown (see ``tests/bench.py``); and the two pages as
somebody would write them by hand, each a file without a script and with a few lines of style. A new
reader opens the page of one audit and then that of another. The line is Chromium's “slow 4G”, and
the processor is slowed four times. The sites take turns, so that whatever else the computer does is
the same for all. All numbers are medians:

- bytes as they are sent, gzipped, with their headers, and requests. The browser of the tests asks
  for no icon, which others do once;
- largest contentful paint: when the largest text of the first view is there;
- blocking time: how long tasks of the page took beyond 50 ms each.
"""

from __future__ import annotations

import argparse
import gzip
import re
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

import lxml.html
from playwright.sync_api import Browser

from macros.checks.load import load_library
from tests.bench import ROOT, make_project, make_stock, run_build
from tests.support.browser import open_browser

#: What Chromium's developer tools call “slow 4G”: milliseconds, and bytes in a second.
SLOW_LINE = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1_440_000 / 8,
    "uploadThroughput": 675_000 / 8,
}
SLOWER = 4

WATCH = """
window.paint = 0; window.blocked = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.paint = entry.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.blocked += entry.duration - 50;
}).observe({ type: "longtask", buffered: true });
"""


@dataclass
class Visit:
    """One visit of a page: bytes as sent, requests, and milliseconds."""

    sent: float = 0
    requests: float = 0
    paint: float = 0
    blocked: float = 0


@dataclass
class Site:
    """A site that is measured: its folder, and the first and second pages that are visited."""

    name: str
    folder: Path
    firsts: list[Visit] = field(default_factory=list)
    seconds: list[Visit] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """What was measured of a site: the medians of its first and second visits."""

    name: str
    first: Visit
    second: Visit


# --- The sites ------------------------------------------------------------------------------------


@cache
def gzipped(file: Path) -> bytes:
    """Return a file as a server sends it."""
    return gzip.compress(file.read_bytes(), 9, mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, gzipped, and say that it may be kept."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body = gzipped(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages does
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serve_gzipped(site: Path) -> Iterator[str]:
    """Serve a folder on this computer, gzipped, and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def by_hand(page: str) -> str:
    """Return an audit's page of ours as one plain file: its text and headings, and a little style.

    What only a script or a printer shows is left out.
    """
    article: Any = lxml.html.document_fromstring(page).find(".//article")
    if article is None:
        raise ValueError("the page has no article")
    unseen = ".//*[self::svg or self::button or self::input or self::script or @hidden]"
    on_paper = ".//*[contains(@class, 'sscp-print')]"
    for path in (unseen, on_paper):
        for element in article.xpath(path):
            element.drop_tree()
    for element in article.iter():
        for name in set(element.attrib) - {"href", "id"}:
            del element.attrib[name]
    title = article.findtext(".//h1") or ""
    style = "body{max-width:40em;margin:auto;padding:1em;font:1.1em/1.5 sans-serif}"
    return (
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        f"<style>{style}</style>{lxml.html.tostring(article, encoding='unicode')}"
    )


def make_sites(folder: Path, audits: int) -> tuple[list[Site], list[str]]:
    """Make the sites, and return them with the addresses of the two pages to visit."""
    project, stock, hand = (folder / part for part in ("ours", "stock", "hand"))
    make_project(ROOT, project, audits, 60)
    library = load_library(project)
    paths = [f"audits/{audit.id}/" for audit in library.chronology[:2]]
    make_stock(library, ROOT, stock)
    run_build(project)
    run_build(stock)
    for path in paths:
        page = (project / "site" / path / "index.html").read_text(encoding="utf-8")
        (hand / path).mkdir(parents=True)
        (hand / path / "index.html").write_text(by_hand(page), encoding="utf-8")
    sites = [Site("ours", project / "site"), Site("stock Material", stock / "site")]
    return [*sites, Site("by hand", hand)], paths


# --- Visits ---------------------------------------------------------------------------------------


def visit(browser: Browser, address: str, paths: Sequence[str], width: int) -> list[Visit]:
    """Open pages one after the other as a new reader, and return what each took."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_LINE)
    visits: list[Visit] = []

    def count(event: dict[str, Any]) -> None:
        # What the browser has kept is not sent.
        visits[-1].requests += event["encodedDataLength"] > 0
        visits[-1].sent += event["encodedDataLength"]

    session.on("Network.loadingFinished", count)
    for path in paths:
        visits.append(Visit())
        page.goto(address + path, wait_until="load", timeout=60_000)
        page.wait_for_timeout(1500)  # what comes after the page has loaded counts too
        visits[-1].paint, visits[-1].blocked = page.evaluate("[window.paint, window.blocked]")
    context.close()
    return visits


def measured(browser: Browser, sites: Sequence[Site], paths: list[str], options: Any) -> list[Row]:
    """Visit all sites in turn, several times, and return the medians."""
    with ExitStack() as stack:
        addresses = [stack.enter_context(serve_gzipped(site.folder)) for site in sites]
        for _ in range(options.repeat):
            for site, address in zip(sites, addresses, strict=True):
                first, second = visit(browser, address, paths, options.width)
                site.firsts.append(first)
                site.seconds.append(second)
    return [Row(site.name, middle(site.firsts), middle(site.seconds)) for site in sites]


def middle(visits: Sequence[Visit]) -> Visit:
    """Return the medians of visits."""
    columns = zip(*((v.sent, v.requests, v.paint, v.blocked) for v in visits), strict=True)
    return Visit(*(median(column) for column in columns))


# --- What is printed ------------------------------------------------------------------------------


def table(rows: Sequence[Row]) -> str:
    """Return what was measured as a table in Markdown."""
    lines = ["| page of an audit | visit | kB | requests | paint ms | blocked ms |"]
    lines.append("| --- | --- | --: | --: | --: | --: |")
    for row in rows:
        for which, one in (("first", row.first), ("second", row.second)):
            lines.append(
                f"| {row.name} | {which} | {one.sent / 1e3:.1f} | {one.requests:.0f} "
                f"| {one.paint:.0f} | {one.blocked:.0f} |"
            )
    return "\n".join(lines)


FIRST_KB, FIRST_REQUESTS, SECOND_KB, TIMES_BY_HAND = 45, 5, 8, 1.6


def bars(rows: Sequence[Row]) -> str:
    """Return each bar that our site has to meet, and whether it does."""
    sites = {row.name: row for row in rows}
    first, second = sites["ours"].first, sites["ours"].second
    ratio = first.paint / sites["by hand"].first.paint
    lines = [
        (first.sent <= FIRST_KB * 1e3, f"first visit {first.sent / 1e3:.1f} kB (at most 45)"),
        (first.requests <= FIRST_REQUESTS, f"{first.requests:.0f} requests (at most 5)"),
        (second.sent <= SECOND_KB * 1e3, f"second page {second.sent / 1e3:.1f} kB (at most 8)"),
        (first.blocked == 0, f"blocked {first.blocked:.0f} ms (none)"),
        (ratio <= TIMES_BY_HAND, f"painted after {ratio:.2f} times what is by hand (at most 1.6)"),
    ]
    return "\n".join(f"{'ok' if met else 'NOT OK':6}  {words}" for met, words in lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=re.sub("``", "", __doc__ or ""),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--audits", type=int, default=60)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--width", type=int, default=360, help="of the window in pixels")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name, open_browser() as browser:
        sites, paths = make_sites(Path(name), options.audits)
        rows = measured(browser, sites, paths, options)
    print(f"{options.audits} audits, a window of {options.width} pixels\n")
    print(f"{table(rows)}\n\n{bars(rows)}")


if __name__ == "__main__":
    main()
