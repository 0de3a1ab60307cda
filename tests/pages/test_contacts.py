"""The box of telephone numbers says where the numbers come from."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from macros.pages.contacts import worried_about_a_child
from macros.records.library import Library
from macros.records.lists import Contact

FACTS = {
    "id": "council",
    "name": "The council",
    "when": "Now",
    "number": "0121 496 0000",
    "source": "The council's page",
    "source_url": "https://council.example.org/page",
    "status": "to be confirmed",
}


def shown(**fields: Any) -> str:
    """Return the words of the box on a page."""
    box = worried_about_a_child(Library(contacts=(Contact.model_validate(FACTS | fields),)))
    return unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", "", box)))


def test_numbers_from_a_saved_copy_say_so_and_give_no_day() -> None:
    words = shown()
    assert "From a saved copy of The council's page. Date of the copy not known." in words
    assert "To be confirmed by the partnership." in words
    assert "Check the numbers on The council's page as it is today." in words
    assert "compared" not in words


def test_numbers_that_were_compared_with_the_page_itself_give_the_day() -> None:
    words = shown(checked="2026-11-23", status="confirmed")
    assert "From The council's page, last compared with it on 23 November 2026." in words
    assert "saved copy" not in words
    assert "To be confirmed" not in words


def test_the_link_to_check_a_number_leads_to_the_page_itself() -> None:
    library = Library(contacts=(Contact.model_validate(FACTS),))
    assert 'href="https://council.example.org/page"' in worried_about_a_child(library)


def test_one_number_from_a_saved_copy_is_enough_to_say_so() -> None:
    contacts = tuple(
        Contact.model_validate(FACTS | {"id": name} | fields)
        for name, fields in (("a", {"checked": "2026-11-23"}), ("b", {}))
    )
    box = worried_about_a_child(Library(contacts=contacts))
    assert "Date of the copy not known" in box
    assert "2026" not in box
