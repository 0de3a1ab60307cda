"""The contact at the foot of every page, as the settings have it."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import CONTACT
from tests.support.site_html import elements, plain_text, read_page

AUDIT = "audits/2022-23/domestic-abuse/index.html"


def test_without_a_contact_pages_say_so_and_offer_no_message(plain_site: Path) -> None:
    root = read_page(plain_site / AUDIT)
    assert "No contact address yet: ask your safeguarding lead" in plain_text(root)
    assert elements(root, "//footer//a[starts-with(@href, 'mailto:')]") == []


def test_a_contact_is_shown_and_takes_word_that_a_briefing_was_used(region: Path) -> None:
    audit = next(region.glob("audits/*/*/index.html"))
    found = elements(read_page(audit), "//footer//a[contains(@href, 'mailto:')]")
    assert [link.get("href", "").partition("?")[0] for link in found] == [f"mailto:{CONTACT}"] * 2
    assert "subject=We%20used%3A" in found[1].get("href", "")
