"""What a reader loads: bytes as they are sent, and requests."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.bench_pages import Visit, serve_gzipped
from tests.checks.test_source_fidelity import AUDITS
from tests.support.states import KINDS

AUDIT_PAGES = {title: audit.page for title, audit in AUDITS.items()}
PAGES = {**KINDS, **AUDIT_PAGES, "search": "search/"}

STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def sent(text: str | bytes) -> int:
    """Return how many bytes a server sends of a text."""
    return len(gzip.compress(text.encode() if isinstance(text, str) else text, 9, mtime=0))


# --- What a page is made of -----------------------------------------------------------------------

#: The most bytes that each part may have. With more, cut it down or say here why it is worth it.
MOST = {
    "first styles of an audit": 2_400,  # each further page sends them again
    "first styles of another page": 3_400,  # of a page of each kind
    "an audit without them": 6_000,  # its words, their explanations, the menu
    "stylesheet": 15_000,  # once for the whole site, and no page waits for it
}


def parts(audits: Sequence[str], others: Sequence[str], stylesheet: str) -> dict[str, str]:
    """Return the parts of pages that have a limit: of each the largest."""
    return {
        "first styles of an audit": max(map(first_styles, audits), key=sent),
        "first styles of another page": max(map(first_styles, others), key=sent),
        "an audit without them": max((STYLE.sub("", page) for page in audits), key=sent),
        "stylesheet": stylesheet,
    }


def first_styles(page: str) -> str:
    found = STYLE.search(page)
    assert found
    return found[0]


def too_heavy(found: Mapping[str, str]) -> set[str]:
    return {part for part, text in found.items() if sent(text) > MOST[part]}


@pytest.fixture(scope="module")
def made_of(plain_site: Path) -> dict[str, str]:
    pages = {
        path: (plain_site / path).read_text(encoding="utf-8")
        if path.endswith(".html")
        else (plain_site / path / "index.html").read_text(encoding="utf-8")
        for path in PAGES.values()
    }
    audits = [page for path, page in pages.items() if path in AUDIT_PAGES.values()]
    others = [page for path, page in pages.items() if path not in AUDIT_PAGES.values()]
    sheet = (plain_site / "assets" / "site.css").read_text(encoding="utf-8")
    return parts(audits, others, sheet)


def test_no_part_of_a_page_is_too_heavy(made_of: dict[str, str]) -> None:
    assert too_heavy(made_of) == set()


@pytest.mark.parametrize("part", MOST)
def test_a_part_that_is_too_heavy_is_found(made_of: dict[str, str], part: str) -> None:
    padding = "".join(f"{number * number * 7919:x}" for number in range(4000))
    assert too_heavy({**made_of, part: made_of[part] + padding}) == {part}


# --- What a visit costs ---------------------------------------------------------------------------

#: The most that the first page of a visit may cost: page, stylesheet, icon, and two scripts.
FIRST = Visit(sent=45_000, requests=5)

#: The same where the reader is about to search or filter: their data are loaded as well.
FIRST_WITH_DATA = Visit(sent=60_000, requests=7)
WITH_DATA = {"search", "reminders"}

#: The most that a further audit may cost: what a slow line brings in a twentieth of a second.
SECOND_AUDIT = Visit(sent=8_000, requests=1)

#: The same of another page: guides have long tables, and the first list brings its script.
SECOND = Visit(sent=13_000, requests=2)


@dataclass
class Visitor:
    """A reader with an empty cache, whose browser counts what is sent."""

    browser: Browser
    address: str

    def visits(self, *paths: str) -> list[Visit]:
        """Open pages one after the other, and return what was sent for each."""
        with self.browser.new_context(viewport={"width": 360, "height": 800}) as context:
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            found: list[Visit] = []

            def count(event: dict[str, Any]) -> None:
                found[-1].requests += event["encodedDataLength"] > 0
                found[-1].sent += event["encodedDataLength"]

            session.on("Network.loadingFinished", count)
            for path in paths:
                found.append(Visit())
                page.goto(self.address + path, wait_until="networkidle")
            return found


@pytest.fixture(scope="module")
def visitor(browser: Browser, plain_site: Path) -> Iterator[Visitor]:
    with serve_gzipped(plain_site) as address:
        yield Visitor(browser, address)


def over(found: Visit, most: Visit) -> bool:
    return found.sent > most.sent or found.requests > most.requests


def first_visit_limit(kind: str) -> Visit:
    return FIRST_WITH_DATA if kind in WITH_DATA else FIRST


@pytest.mark.parametrize("kind", PAGES)
def test_a_visit_costs_no_more_than_it_may(visitor: Visitor, kind: str) -> None:
    before, *_ = (path for path in AUDIT_PAGES.values() if path != PAGES[kind])
    (first,) = visitor.visits(PAGES[kind])
    _, second = visitor.visits(before, PAGES[kind])

    assert not over(first, first_visit_limit(kind)), first
    if kind not in WITH_DATA:
        assert not over(second, SECOND_AUDIT if kind in AUDIT_PAGES else SECOND), second


@pytest.fixture
def heavier(browser: Browser, plain_site: Path, tmp_path: Path) -> Iterator[Visitor]:
    """The page of an audit with scripts and words that it should not have."""
    site = tmp_path / "site"
    for path in [*AUDIT_PAGES.values(), "assets"]:
        (site / path).mkdir(parents=True)
    for file in (plain_site / "assets").iterdir():
        if file.is_file():
            (site / "assets" / file.name).write_bytes(file.read_bytes())
    for number in range(3):
        script = "".join(f"{n * n * 7919 + number:x}" for n in range(6000))
        (site / "assets" / f"more-{number}.js").write_text(f"'{script}'", encoding="utf-8")
    for path in AUDIT_PAGES.values():
        page = (plain_site / path / "index.html").read_text(encoding="utf-8")
        more = "".join(f'<script src="/assets/more-{number}.js"></script>' for number in range(3))
        words = "".join(f"{n * n * 104729:x} " for n in range(1500))
        page = page.replace("</body>", f"<p>{words}</p>{more}</body>")
        (site / path / "index.html").write_text(page, encoding="utf-8")
    with serve_gzipped(site) as address:
        yield Visitor(browser, address)


def test_a_visit_that_costs_more_is_found(heavier: Visitor) -> None:
    one, other, *_ = AUDIT_PAGES.values()
    first, second = heavier.visits(one, other)

    assert first.requests > FIRST.requests
    assert first.sent > FIRST.sent
    assert second.sent > SECOND_AUDIT.sent
