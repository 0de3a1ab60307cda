"""What a reader loads: the files that a page asks for, and their bytes as they are sent."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.conftest import ADDRESS
from tests.support.site_html import read_page
from tests.support.states import KINDS

#: What a page asks for at once. A browser asks for the icon once, and shows the page without it.
LOADED = "//link[@rel='stylesheet']/@href | //script/@src"

#: What every page asks for, so a browser has it after the first.
SHARED = {"assets/site.css", "assets/site.js"}


@dataclass(frozen=True)
class Visit:
    """What a visit costs: bytes as they are sent, gzipped, and requests."""

    sent: int
    requests: int


def visits(site: Path, path: str) -> tuple[Visit, Visit]:
    """Return what the page at an address costs a new reader, and one who comes from another."""
    file = path if path.endswith(".html") else f"{path}index.html"
    asked = read_page(site / file).xpath(LOADED)
    files = {urljoin(ADDRESS + file, str(address)).removeprefix(ADDRESS) for address in asked}
    return _visit(site, {file, *files}), _visit(site, {file, *files - SHARED})


def _visit(site: Path, files: set[str]) -> Visit:
    sent = (gzip.compress((site / file).read_bytes()) for file in files)
    return Visit(sum(map(len, sent)), len(files))


#: The most that a first page may cost. The search page asks for the two libraries as well.
FIRST, SEARCH_REQUESTS = Visit(40_000, 5), 7

#: The most that a further page may cost.
NEXT = 14_000

#: The same of the pages that grow with every term, paragraph or reminder that an editor adds.
LONG = ("glossary", "guide with tables", "guide", "reminders", "situation", "theme")
NEXT_LONG = dict.fromkeys(LONG, 30_000)

#: The same of an audit, which is what there is most of.
NEXT_AUDIT = 12_000

#: What the scripts cost once, of the pages where reminders can be ticked or filtered, and of the
#: search page.
SCRIPTS, SEARCH_SCRIPTS = 9_000, 16_000


@pytest.mark.parametrize("kind", KINDS)
def test_a_visit_costs_no_more_than_it_may(built_site: Path, kind: str) -> None:
    first, further = visits(built_site, KINDS[kind])

    assert first.sent <= FIRST.sent
    assert first.requests <= (SEARCH_REQUESTS if kind == "search" else FIRST.requests)
    most = NEXT_AUDIT if kind == "audit" else NEXT_LONG.get(kind, NEXT)
    scripts = SEARCH_SCRIPTS if kind == "search" else SCRIPTS
    assert further.sent <= most + (scripts if further.requests > 1 else 0)


def test_a_heavier_page_costs_more(tmp_path: Path) -> None:
    """Planted: a script that is as large as everything else together may be."""
    (tmp_path / "heavy.js").write_text("".join(f"{n * n * 7919:x}" for n in range(15_000)))
    (tmp_path / "index.html").write_text('<script src="heavy.js"></script><p>x</p>')
    first, further = visits(tmp_path, "")

    assert first == further
    assert first.sent > FIRST.sent
    assert first.requests == 2
