"""What is new: on the home page, and in a feed that other programs read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from macros.addresses.links import CurrentPage, audit_address
from macros.addresses.site_urls import SiteUrls
from macros.exports.feed import ENTRIES_IN_FEED, feed
from macros.pages.home import newest
from macros.pages.news import news
from macros.records.library import Library
from tests.conftest import own_library
from tests.support.site_html import elements, read_page
from tests.support.small_library import audit, good_practice, reminder, response

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITE = SiteUrls("https://example.org/briefings/")


# --- When something counts as new -------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "day"),
    [
        ("2022-08", date(2022, 8, 31)),
        ("2023-02", date(2023, 2, 28)),
        ("2022", date(2022, 12, 31)),
        (None, date(2023, 3, 31)),
    ],
)
def test_an_audit_counts_as_of_the_latest_day_that_its_date_can_mean(
    held: str | None, day: date
) -> None:
    (item,) = news(Library(audits=(audit("2022-23/neglect", held),)))
    assert item.day == day


def test_the_day_on_which_it_was_added_counts_more_than_its_date() -> None:
    old, late = audit("2022-23/old", "2023-03"), audit("2022-23/late", "2022-08")
    late = late.model_copy(update={"added": date(2026, 11, 24)})
    first, second = news(Library(audits=(old, late)))
    assert (first.title, first.when) == ("Late: audit of 2022/23", "Added on 24 November 2026")
    assert (second.title, second.when) == ("Old: audit of 2022/23", "")


def test_of_one_day_the_newest_audit_comes_first() -> None:
    together = [audit("2022-23/a"), audit("2023-24/b", "2023-05"), audit("2023-24/c", "2023-11")]
    added = [one.model_copy(update={"added": date(2026, 11, 24)}) for one in together]
    assert [item.title[0] for item in news(Library(audits=tuple(added)))] == ["C", "B", "A"]


def test_responses_that_came_together_are_one_piece_of_news() -> None:
    later = response("c", year="2023/24", added="2026-11-24")
    library = Library(responses=(response("a", "See [it](guidance:g)"), response("b"), later))
    first, second = news(library)
    assert first.title == "How we are responding: 1 response reported in 2023/24"
    assert second.title == "How we are responding: 2 responses reported in 2022/23"
    assert second.summary == "See it. We did something."
    assert (second.address.page, second.address.fragment) == ("response.md", "a")


def test_the_updates_of_a_day_are_one_piece_of_news_and_one_entry_of_the_feed() -> None:
    half, done = (
        {"day": day, "status": status, "text": f"See [{status}](guidance:g)"}
        for day, status in (("2023-06-01", "in progress"), ("2023-09-01", "done"))
    )
    library = Library(
        responses=(response("a", updates=(done, half)), response("b", updates=(half,)))
    )
    last, first, _ = found = news(library)
    assert (last.title, last.when) == (
        "How we are responding: 1 update",
        "Updated on 1 September 2023",
    )
    assert last.summary == "Done: See done."
    assert (last.address.page, last.address.fragment) == ("response.md", "a")
    assert first.title == "How we are responding: 2 updates"
    entries = etree.fromstring(feed(found, "Site", "Us", SITE).encode()).findall("a:entry", ATOM)
    assert len({entry.findtext("a:id", namespaces=ATOM) for entry in entries}) == len(found)


def test_responses_of_two_days_stay_apart_in_whatever_order_they_are_written() -> None:
    one, two, three = (
        response(name, added=day)
        for name, day in (("a", "2026-11-24"), ("b", "2026-11-25"), ("c", "2026-11-24"))
    )
    found = news(Library(responses=(one, two, three)))
    assert [(item.day.day, "2 responses" in item.title) for item in found] == [
        (25, False),
        (24, True),
    ]


# --- The feed ---------------------------------------------------------------------------------


def entries(library: Library) -> list[etree._Element]:
    """Return the entries of the feed of a library."""
    text = feed(news(library), "A site", "A partnership", SITE)
    found: list[etree._Element] = etree.fromstring(text.encode()).findall("a:entry", ATOM)
    return found


def words(entry: etree._Element, name: str) -> str:
    """Return the text of a part of an entry."""
    return entry.findtext(f"a:{name}", "", ATOM)


def address(entry: etree._Element) -> str:
    """Return where an entry leads."""
    (link,) = entry.findall("a:link", ATOM)
    return link.get("href", "")


def test_the_feed_holds_every_audit_with_its_whole_address() -> None:
    library = own_library()
    addresses = [address(entry) for entry in entries(library)]
    expected = {f"{SITE.top}audits/{one.id}/" for one in library.audits}
    assert expected <= set(addresses)
    assert len(addresses) == len(set(addresses))


def test_an_entry_keeps_its_id_when_the_site_moves() -> None:
    items = news(own_library())
    ids = [
        re.findall("<id>(.*?)</id>", feed(items, "A site", "A partnership", SiteUrls(address)))
        for address in ("http://example.org/", "https://briefings.example.net/sscp/")
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(items) + 1


def test_the_newest_entry_comes_first_and_dates_the_feed() -> None:
    library = Library(audits=(audit("2022-23/a", "2022-08"), audit("2023-24/b", "2023-10")))
    root = etree.fromstring(feed(news(library), "A site", "A partnership", SITE).encode())
    days = [words(entry, "updated") for entry in root.findall("a:entry", ATOM)]
    assert days == ["2023-10-31T00:00:00Z", "2022-08-31T00:00:00Z"]
    assert root.findtext("a:updated", "", ATOM) == days[0]


def test_every_part_that_atom_asks_for_is_there() -> None:
    root = etree.fromstring(feed(news(own_library()), "A site", "A partnership", SITE).encode())
    for part in ("title", "id", "updated", "author/a:name"):
        assert root.findtext(f"a:{part}", "", ATOM), part
    for entry in root.findall("a:entry", ATOM):
        assert all(words(entry, part) for part in ("title", "id", "updated", "summary"))
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links == {"alternate": SITE.top, "self": f"{SITE.top}feed.xml"}


def test_signs_of_xml_in_a_title_stay_text() -> None:
    odd = audit("2022-23/a").model_copy(update={"title": "Drugs & <alcohol>"})
    (entry,) = entries(Library(audits=(odd,)))
    assert words(entry, "title") == "Drugs & <alcohol>: audit of 2022/23"


def test_an_entry_says_how_much_there_is_to_read() -> None:
    one = audit("2022-23/a", "2022-08", [reminder("r")], [good_practice("g"), good_practice("h")])
    (entry,) = entries(Library(audits=(one,)))
    assert words(entry, "summary") == (
        "Carried out in August 2022. 1 practice reminder and 2 examples of good practice."
    )


def test_the_feed_does_not_grow_without_end() -> None:
    many = tuple(audit(f"2022-23/a{number}") for number in range(ENTRIES_IN_FEED + 10))
    assert len(entries(Library(audits=many))) == ENTRIES_IN_FEED


def test_a_site_without_audits_has_a_feed_all_the_same() -> None:
    assert entries(Library()) == []


# --- On the site ------------------------------------------------------------------------------


def test_the_home_page_names_what_came_last_if_its_day_is_known() -> None:
    old, late = audit("2022-23/old", "2023-03"), audit("2022-23/late", "2022-08")
    here = CurrentPage("index.md")
    assert newest(Library(audits=(old, late)), here) == ""
    late = late.model_copy(update={"added": date(2026, 11, 24)})
    shown = newest(Library(audits=(old, late)), here)
    assert "Added on 24 November 2026" in shown
    assert here.href(audit_address(late)) in shown
    assert here.href(audit_address(old)) not in shown


def test_a_published_site_has_the_feed_and_every_page_names_it(built_site: Path) -> None:
    root = etree.fromstring((built_site / "feed.xml").read_bytes())
    assert len(root.findall("a:entry", ATOM)) == len(news(own_library()))
    for page in ("", "themes/"):
        path = built_site / page / "index.html"
        (link,) = elements(read_page(path), "//link[@type='application/atom+xml']")
        assert (path.parent / link.get("href", "")).resolve() == built_site / "feed.xml"
    home = read_page(built_site / "index.html")
    assert elements(home, "//article//a[@href='feed.xml']")


def test_every_address_in_the_feed_is_a_place_on_the_site(built_site: Path) -> None:
    root = etree.fromstring((built_site / "feed.xml").read_bytes())
    for entry in root.findall("a:entry", ATOM):
        page, _, place = address(entry).removeprefix(SITE.top).partition("#")
        found = read_page(built_site / page / "index.html")
        assert not place or elements(found, f"//*[@id='{place}']")


def test_a_site_without_an_address_has_no_feed_and_does_not_speak_of_one(plain_site: Path) -> None:
    assert not (plain_site / "feed.xml").exists()
    assert "feed" not in (plain_site / "index.html").read_text(encoding="utf-8").casefold()
