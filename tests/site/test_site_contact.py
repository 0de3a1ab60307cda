"""The contact at the foot of every page, as the settings have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, build
from tests.support.site_html import elements, plain_text, read_page

AUDIT = "audits/2022-23/domestic-abuse/index.html"


def test_without_a_contact_pages_say_so_and_offer_no_message(plain_site: Path) -> None:
    root = read_page(plain_site / AUDIT)
    assert "This site has no contact address yet." in plain_text(root)
    assert elements(root, "//footer//a[starts-with(@href, 'mailto:')]") == []


@pytest.mark.build
def test_a_contact_is_shown_and_takes_word_that_a_briefing_was_used(tmp_path: Path) -> None:
    built = build(REPOSITORY, tmp_path / "site", SITE_CONTACT="learning@partnership.example")
    assert built.exit_code == 0, built.output
    found = elements(
        read_page(tmp_path / "site" / AUDIT), "//footer//a[contains(@href, 'mailto:')]"
    )
    assert [link.get("href", "").partition("?")[0] for link in found] == [
        "mailto:learning@partnership.example"
    ] * 2
    assert "subject=We%20used%3A" in found[1].get("href", "")
