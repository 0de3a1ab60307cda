"""Who to call, and where the numbers come from."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from macros.addresses.links import CurrentPage
from macros.pages.contacts import (
    help_first,
    numbers_to_call,
    sources_of_numbers,
    status_of,
    worried_about_a_child,
)
from macros.pages.seven_minutes import of_audit
from macros.pages.themes import situation_summary
from macros.records.library import Library
from macros.records.lists import Contact
from macros.records.records import Audit, Situation

FACTS = {
    "id": "council",
    "name": "The council",
    "when": "Now",
    "number": "0121 496 0000",
    "source": "The council's page",
    "source_url": "https://council.example.org/page",
    "status": "to be confirmed",
}


def of_one(**fields: Any) -> Library:
    return Library(contacts=(Contact.model_validate(FACTS | fields),))


def words(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html))).strip()


def test_unconfirmed_numbers_say_so_in_one_line() -> None:
    confirmed = of_one(checked="2026-11-23", status="confirmed")
    assert status_of(of_one().contacts) == "Not yet confirmed by the partnership."
    assert status_of(confirmed.contacts) == ""
    moment = Situation(
        id="call", title="Call", summary="Call.", first="Call.", icon="material/phone"
    )
    for library, is_said in ((of_one(), True), (confirmed, False)):
        above = (
            numbers_to_call(library),
            situation_summary(library, CurrentPage("situations/call.md"), moment),
        )
        assert [("Not yet confirmed" in numbers) for numbers in above] == [is_said] * 2


def test_numbers_that_were_compared_with_the_page_itself_give_the_day() -> None:
    assert words(sources_of_numbers(of_one(checked="2026-11-23"))) == (
        "The council's page, compared on 23 November 2026"
    )


def test_the_link_to_check_a_number_leads_to_the_page_itself() -> None:
    assert 'href="https://council.example.org/page"' in sources_of_numbers(of_one())


def test_one_number_that_was_not_compared_is_enough_to_give_no_day() -> None:
    contacts = tuple(
        Contact.model_validate(FACTS | {"id": name} | fields)
        for name, fields in (("a", {"checked": "2026-11-23"}), ("b", {}))
    )
    shown = sources_of_numbers(Library(contacts=contacts))
    assert "2026" not in shown
    assert "only with a saved copy" in shown


HELPLINE = Contact.model_validate(
    FACTS
    | {"id": "line", "helps": "reader", "name": "A helpline", "number": "0808 157 0000"}
    | {"hours": ["day and night"], "note": "Ask online", "website": "https://line.example.org"}
)


def test_a_reader_who_is_not_safe_finds_their_numbers_apart_from_those_about_a_child() -> None:
    library = Library(contacts=(Contact.model_validate(FACTS), HELPLINE))
    about_child, _, for_reader = worried_about_a_child(library).partition("not safe yourself")
    assert "A helpline" not in about_child
    for part in ("A helpline", "tel:08081570000", "day and night", "https://line.example.org"):
        assert part in for_reader
    for number in ("tel:08081570000", "0121"):
        assert number in numbers_to_call(library)


def test_the_page_of_an_audit_has_them_first_if_the_audit_says_so() -> None:
    data = {"slug": "x", "title": "X", "year": "2022/23", "good_practice": [], "reminders": []}
    audit = Audit.model_validate(data)
    library = Library(contacts=(Contact.model_validate(FACTS), HELPLINE))
    assert help_first(library, audit) == ""
    urgent = audit.model_copy(update={"help_first": True})
    assert "tel:08081570000" in help_first(library, urgent)
    assert "0121" not in help_first(library, urgent)
    assert help_first(Library(), urgent) == ""
    assert help_first(library, of_audit(library, audit)) == ""
    assert "A helpline" in help_first(library, of_audit(library, urgent))
