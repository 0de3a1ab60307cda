"""What single records accept, and what they refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from macros.records.audit_parts import Figure, Sample
from macros.records.dates import AuditDate, Day, ProgrammeYear, Year
from macros.records.fields import Id, PlainText, WebAddress
from macros.records.findings import Reminder
from macros.records.lists import Contact
from macros.records.records import Audit
from macros.records.responses import Response
from tests.support.small_library import audit, good_practice, guide, reminder, response

# --- Single fields ----------------------------------------------------------------------------


class Fields(BaseModel):
    """One field of each kind, to try them alone."""

    id: Id = "a"
    year: Year = ProgrammeYear("2022/23")
    day: Day | None = None
    address: WebAddress = "https://www.example.org"
    text: PlainText = "a"


ACCEPTED = {
    "id": ["a", "siblings", "known-to-marac", "4-principles", "a1-b2"],
    "year": ["2022/23", "2029/30", "1999/00"],
    "day": ["2026-11-23", "2024-02-29"],
    "address": [
        "https://www.example.org",
        "http://example.org/a/b?c=d&e=f#g",
        "https://example.org/wiki/A_(b)",
    ],
    "text": ["a", "no", "<b>&amp;</b>"],
}
REFUSED = {
    "id": ["", "A", "a b", "a_b", "-a", "a-", "a--b", "é", "a/b", "a.b", "a\n", "index"],
    "year": ["", "2022", "2022/24", "2022/22", "2022-23", "22/23", "2022/2023", "٢٠٢٢/٢٣"],
    "day": ["", "2026-02-30", "23/11/2026", "23 November 2026", "20261123", "2026-W47-1"],
    "address": [
        "",
        "www.example.org",
        "//example.org",
        "https://example",
        "https://exa mple.org",
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://example.org",
        "data:text/html,https://example.org",
        'https://example.org/"onclick="',
        "https://example.org/<b>",
        "ftp://example.org",
    ],
    "text": [""],
}


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field in ACCEPTED for value in ACCEPTED[field]]
)
def test_a_field_accepts_what_is_right_for_it(field: str, value: str) -> None:
    assert getattr(Fields.model_validate({field: value}), field) is not None


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field in REFUSED for value in REFUSED[field]]
)
def test_a_field_refuses_what_is_wrong_for_it(field: str, value: str) -> None:
    with pytest.raises(ValidationError):
        Fields.model_validate({field: value})


@pytest.mark.parametrize("value", ["0", "7", "12", "9999"])
def test_a_count_is_written_in_digits(value: str) -> None:
    assert Sample.model_validate({"unit": "children", "size": value}).size == int(value)


@pytest.mark.parametrize(
    "value", ["", "seven", "-7", "7.5", "1e3", "12345", "7 children", "\u0667"]
)
def test_a_count_that_is_not_in_digits_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        Sample.model_validate({"unit": "children", "size": value})


@pytest.mark.parametrize("value", ["999", "0121 788 4300", "0800 1111", "020 7946 0000"])
def test_a_telephone_number_is_digits_with_single_spaces(value: str) -> None:
    assert contact(number=value).number == value


@pytest.mark.parametrize(
    "value", ["", "0121-788", "(0121) 788", "+44 121", "0121  788", "999 ", "020 7946 000"]
)
def test_another_way_to_write_a_telephone_number_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        contact(number=value)


def contact(**fields: Any) -> Contact:
    facts = {"name": "A", "when": "Now", "source": "B", "checked": "2026-11-23"}
    return Contact.model_validate({"id": "a", "status": "confirmed", **facts, **fields})


# --- When an audit was held -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "words", "machine"),
    [
        ("2022-08", "August 2022", "2022-08"),
        ("2023-01", "January 2023", "2023-01"),
        ("2022-12", "December 2022", "2022-12"),
        ("2022", "2022", "2022"),
    ],
)
def test_a_date_is_shown_in_words_and_kept_for_machines(
    written: str, words: str, machine: str
) -> None:
    held = audit("2022-23/neglect", held=written).held
    assert held is not None
    assert (held.words, held.machine) == (words, machine)


@pytest.mark.parametrize(
    "value", ["", "2022-13", "2022-00", "2022-8", "2022/08", "08/2022", "August 2022", "2022-08-01"]
)
def test_a_date_that_is_not_a_year_and_a_month_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        audit_of({"held": value})


@pytest.mark.parametrize("value", ["2022-01", "2022-12", "2023-01", "2023-12", "2022", "2023"])
def test_an_audit_is_held_in_one_of_the_two_years_of_its_programme(value: str) -> None:
    assert audit_of({"held": value}).held is not None


@pytest.mark.parametrize("value", ["2021-12", "2024-01", "2021", "2024"])
def test_an_audit_held_in_another_year_is_refused(value: str) -> None:
    with pytest.raises(ValidationError, match="but its year is 2022/23"):
        audit_of({"held": value})


def test_an_audit_may_have_no_date() -> None:
    assert audit_of({}).held is None


@pytest.mark.parametrize(
    ("kind", "noun"),
    [
        ("multi-agency audit", "audit"),
        ("dip sample", "dip sample"),
        ("focused visit", "visit"),
        ("practitioner survey", "survey"),
        ("child safeguarding practice review", "review"),
    ],
)
def test_an_audit_is_called_what_its_kind_ends_in(kind: str, noun: str) -> None:
    made = audit_of({"kind": kind})
    assert made.noun == noun


@pytest.mark.parametrize(
    ("title", "kind", "named"),
    [
        ("Neglect", "multi-agency audit", "Neglect audit"),
        ("Case audit", "multi-agency audit", "Case audit"),
        ("Strategy meetings", "dip sample", "Strategy meetings dip sample"),
        ("The front door", "joint targeted area inspection", "The front door inspection"),
    ],
)
def test_a_title_that_says_what_it_is_does_not_say_it_twice(
    title: str, kind: str, named: str
) -> None:
    made = audit_of({"title": title, "kind": kind})
    assert made.named == named


@pytest.mark.parametrize("kind", ["audit of records", "preaudit", "case sample", ""])
def test_a_kind_that_does_not_end_in_what_it_is_is_refused(kind: str) -> None:
    with pytest.raises(ValidationError):
        audit_of({"kind": kind})


def test_dates_are_in_order_of_time() -> None:
    assert sorted([AuditDate(2023, 1), AuditDate(2022, 12), AuditDate(2022, 2)]) == [
        AuditDate(2022, 2),
        AuditDate(2022, 12),
        AuditDate(2023, 1),
    ]


def audit_of(fields: dict[str, Any]) -> Audit:
    facts = {"slug": "neglect", "title": "Neglect", "year": "2022/23"}
    return Audit.model_validate({**facts, "good_practice": (), "reminders": (), **fields})


def test_the_id_of_an_audit_is_its_folder_and_file() -> None:
    assert audit("2022-23/neglect").id == "2022-23/neglect"


def test_a_programme_year_runs_from_april_to_march() -> None:
    year = ProgrammeYear("1999/00")
    assert (year.slug, year.first, year.last) == ("1999-00", 1999, 2000)
    assert year.last_day == date(2000, 3, 31)
    within = [AuditDate(1999), AuditDate(1999, 4), AuditDate(2000, 3), AuditDate(2000)]
    outside = [AuditDate(1998), AuditDate(1999, 3), AuditDate(2000, 4), AuditDate(2001)]
    assert [d for d in (*within, *outside) if year.contains(d)] == within


# --- Samples and figures ----------------------------------------------------------------------


def sample(size: int, counts: list[int]) -> Sample:
    groups = tuple({"count": str(count), "label": "had plans"} for count in counts)
    return Sample.model_validate({"unit": "children", "size": str(size), "groups": groups})


@pytest.mark.parametrize(("size", "counts"), [(7, [2, 2, 3]), (7, [7]), (7, []), (0, [0])])
def test_groups_that_add_up_to_the_size_are_accepted(size: int, counts: list[int]) -> None:
    assert sample(size, counts).size == size


@pytest.mark.parametrize(("size", "counts"), [(7, [2, 2, 2]), (7, [2, 2, 4]), (7, [0])])
def test_groups_that_do_not_add_up_to_the_size_are_refused(size: int, counts: list[int]) -> None:
    with pytest.raises(ValidationError, match=f"add up to {sum(counts)}, but its size is {size}"):
        sample(size, counts)


@pytest.mark.parametrize(("count", "of"), [("0", "6"), ("5", "6"), ("6", "6")])
def test_a_figure_is_a_part_of_a_whole(count: str, of: str) -> None:
    assert Figure.model_validate({"count": count, "of": of}).count == int(count)


def test_a_figure_above_the_whole_is_refused() -> None:
    with pytest.raises(ValidationError, match="7 is more than the 6"):
        Figure.model_validate({"count": "7", "of": "6"})


FIVE_OF_SIX = {"count": "5", "of": "6"}


@pytest.mark.parametrize("text", ["Seen in 5/6 cases", "5/6", "Seen in (5/6)."])
def test_a_figure_must_be_in_its_sentence(text: str) -> None:
    assert good_practice("a", text=text, figure=FIVE_OF_SIX).figure is not None


@pytest.mark.parametrize("text", ["Seen in 4/6", "Seen in 15/6", "Seen in 5/60", "Seen in 15 of 6"])
def test_a_figure_that_its_sentence_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="the figure 5/6 is not in the sentence"):
        good_practice("a", text=text, figure=FIVE_OF_SIX)


def test_a_good_practice_needs_no_figure() -> None:
    assert good_practice("a", text="Seen in 5/6 cases").figure is None


# --- Guides -----------------------------------------------------------------------------------

PAGE = {"page": "guidance/timelines.md"}
URL = {"url": "https://www.example.org"}
NEAR = {"look_here": "https://www.example.org"}
REVIEWED = {"reviewed": "2026-11-23"}


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        ("published", PAGE),
        ("published", URL),
        ("published", URL | REVIEWED | NEAR),
        ("draft", PAGE | REVIEWED),
        ("in development", {}),
        ("in development", NEAR),
        ("link to be confirmed", {}),
        ("link to be confirmed", NEAR),
    ],
)
def test_a_guide_is_where_its_status_says(status: str, fields: dict[str, str]) -> None:
    assert guide("timelines", status=status, **fields).status == status


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        ("published", {}),
        ("published", NEAR),
        ("published", PAGE | URL),
        ("draft", {}),
        ("draft", PAGE),
        ("draft", REVIEWED),
        ("draft", URL | REVIEWED),
        ("in development", PAGE),
        ("in development", URL),
        ("link to be confirmed", PAGE),
        ("link to be confirmed", URL),
        ("ready", PAGE),
    ],
)
def test_a_guide_that_is_not_where_its_status_says_is_refused(
    status: str, fields: dict[str, str]
) -> None:
    with pytest.raises(ValidationError):
        guide("timelines", status=status, **fields)


# --- All records ------------------------------------------------------------------------------


def test_a_name_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValidationError, match="theme\n"):
        reminder("a", theme=("siblings",))


def test_a_record_cannot_be_changed() -> None:
    record = reminder("a")
    with pytest.raises(ValidationError):
        record.__setattr__("text", "b")


# --- References -------------------------------------------------------------------------------


class NothingIsKnown:
    """Which records there are: none. It keeps what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def fault_of(self, kind: str, record_id: str) -> tuple[str, str]:
        self.asked.append((kind, record_id))
        return f"no {kind} {record_id}", "Write another."


AUDIT: dict[str, Any] = {"slug": "neglect", "title": "Neglect", "year": "2022/23"}
FINDING: dict[str, Any] = {"id": "a", "text": "Do it"}
RESPONSE: dict[str, Any] = {"id": "a", "group": "b", "year": "2022/23", "status": "done"}


def test_each_id_is_looked_up_in_its_place_also_in_a_record_with_other_faults() -> None:
    finding = {**FINDING, "themes": ["siblings", "sharing"], "situations": ["review"], "odd": "x"}
    value = {**AUDIT, "guidance": ["toolkit"], "good_practice": [finding], "reminders": []}
    with pytest.raises(ValidationError) as caught:
        Audit.model_validate(value, context=NothingIsKnown())
    assert {error["loc"]: error["msg"] for error in caught.value.errors()} == {
        ("guidance", 0): "no guidance toolkit",
        ("good_practice", 0, "themes", 0): "no theme siblings",
        ("good_practice", 0, "themes", 1): "no theme sharing",
        ("good_practice", 0, "situations", 0): "no situation review",
        ("good_practice", 0, "odd"): "Extra inputs are not permitted",
    }


def test_a_record_is_looked_up_only_where_it_is_known_which_there_are() -> None:
    assert reminder("a", themes=("siblings",)).themes == ("siblings",)


def test_a_response_is_about_what_it_lists_and_links_to() -> None:
    text = "We have [one](guidance:toolkit) and [two](audit:2022-23/neglect), [x](https://a.org)."
    found = response("a", text, audits=("2022-23/a",), themes=("b",), guidance=("c",)).about
    assert found == {
        ("audit", "2022-23/a"),
        ("theme", "b"),
        ("guidance", "c"),
        ("guidance", "toolkit"),
        ("audit", "2022-23/neglect"),
    }


def test_plain_text_has_no_links() -> None:
    known = NothingIsKnown()
    Reminder.model_validate({**FINDING, "text": "See [this](guidance:toolkit)"}, context=known)
    assert known.asked == []


@pytest.mark.parametrize(
    ("target", "named"),
    [
        ("guidance:toolkit", ("guidance", "toolkit")),
        (" theme:siblings", ("theme", "siblings")),
        ('situation:assessment "A title"', ("situation", "assessment")),
        ("audit:2022-23/neglect", ("audit", "2022-23/neglect")),
    ],
)
def test_a_link_names_a_record(target: str, named: tuple[str, str]) -> None:
    known = NothingIsKnown()
    text = f"Read [this]({target}) now."
    with pytest.raises(ValidationError):
        Response.model_validate({**RESPONSE, "text": text}, context=known)
    assert known.asked[-1] == named


@pytest.mark.parametrize("target", ["https://www.example.org/a", "http://example.org"])
def test_a_link_may_lead_to_the_web(target: str) -> None:
    assert target in response("a", f"Read [this]({target}) now.").text


@pytest.mark.parametrize(
    "target",
    [
        "https:example",
        "javascript:alert",
        "guide:toolkit",
        "toolkit.md",
        "<https://example.org>",
        "",
    ],
)
def test_a_link_that_leads_nowhere_is_refused(target: str) -> None:
    with pytest.raises(ValidationError, match="leads nowhere"):
        response("a", f"Read [this]({target}) now.")
