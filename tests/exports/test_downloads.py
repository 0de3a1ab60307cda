"""The list of reminders as CSV, as JSON, and as the data of the site's own script."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.addresses.links import CSV_FILE, JSON_FILE, SCHEMA_FILE, SCRIPT_FILE
from macros.addresses.site_urls import SiteUrls
from macros.exports.downloads import csv_text, json_schema, reminder_files, without_formula
from macros.exports.reminder_list import FindingList
from macros.records.audit_parts import OriginalBriefing
from macros.records.findings import Found, GoodPractice
from macros.records.library import Library
from macros.records.publishers import Publisher
from tests.conftest import own_library
from tests.support.small_library import audit, guide, reminder, situation, theme

SITE = "https://example.org/briefings/"

LIBRARY = own_library()

KEYS = [
    f"{audit.id}#{reminder.id}"
    for audits in LIBRARY.audits_of_year.values()
    for audit in audits
    for reminder in audit.reminders
]

HOSTILE = (
    '=HYPERLINK("https://evil.invalid","click")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "＝1+1",  # noqa: RUF001
)


def library_with(text: str) -> Library:
    """Return a library with one audit and one reminder, which says ``text``."""
    one = reminder("a", text=text, themes=["t"], situations=["s"], guidance=["g"])
    named = theme("t").model_copy(update={"title": text})
    audits = (audit("2023-24/neglect", "2023-10", [one]),)
    return Library(
        audits=audits, themes=(named,), situations=(situation("s"),), guidance=(guide("g"),)
    )


def files_of(library: Library, site_url: str = SITE) -> dict[str, str]:
    return reminder_files(library, SiteUrls(site_url))


# --- For spreadsheets ---------------------------------------------------------------------------


def read_csv(text: str) -> list[dict[str, str]]:
    """Return the rows of a file that Excel, and a strict reader of RFC 4180, can read."""
    assert text.startswith("\ufeff")
    assert not re.search(r"(?<!\r)\n", re.sub(r'"(?:[^"]|"")*"', "", text))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert not any(cell.startswith(tuple("=+-@\t\r\n")) for row in rows for cell in row.values())
    return rows


def test_csv_holds_every_reminder_in_order() -> None:
    assert [row["id"] for row in read_csv(files_of(LIBRARY)[CSV_FILE])] == KEYS


def test_csv_says_all_that_is_known_of_a_reminder() -> None:
    library = library_with("See the child")
    assert read_csv(files_of(library)[CSV_FILE]) == [
        {
            "id": "2023-24/neglect#a",
            "reminder": "See the child",
            "audit": "Neglect",
            "year": "2023/24",
            "held": "2023-10",
            "themes": "See the child",
            "situations": library.situations[0].title,
            "guidance": library.guidance[0].title,
            "publisher": library.ours.name,
            "address": f"{SITE}audits/2023-24/neglect/#a",
            "kind": "multi-agency audit",
            "for": "",
            "source": "",
            "area": "",
            "heading": "",
        }
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_runs_no_formula(text: str) -> None:
    (row,) = read_csv(files_of(library_with(text))[CSV_FILE])
    assert row["reminder"] == row["themes"] == f"'{text}"


@given(st.lists(st.lists(st.text(), min_size=3, max_size=3), min_size=1))
def test_csv_comes_back_as_it_was_whatever_the_text(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert read == [[without_formula(cell) for cell in row] for row in rows]


# --- For programs -------------------------------------------------------------------------------


def validate(text: str) -> Any:
    """Return the JSON of a text, which must be as the published schema says."""
    schema = json.loads(json_schema(FindingList))
    jsonschema.Draft202012Validator.check_schema(schema)
    value = json.loads(text)
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


def test_json_is_as_its_schema_says_and_holds_every_reminder_in_order() -> None:
    value = validate(files_of(LIBRARY)[JSON_FILE])
    assert [reminder["id"] for reminder in value["reminders"]] == KEYS


def test_json_holds_what_else_an_audit_found_with_its_publisher_and_source() -> None:
    source = OriginalBriefing(title="A briefing", url="https://easton.example.org/a.pdf")
    one = audit("2023-24/neglect").model_copy(
        update={
            "publisher": "easton",
            "source": source,
            "good_practice": (GoodPractice(id="seen", text="Each child was seen"),),
            "found": (Found(id="tools", text="Tools were few", points=("one", "two")),),
        }
    )
    easton = Publisher(id="easton", name="Easton Partnership", short="Easton", area="Easton")
    ours = Publisher(id="us", name="Us", short="Us", area="Here", ours=True)
    value = validate(files_of(Library(audits=(one,), publishers=(ours, easton)))[JSON_FILE])
    (good,), (found,) = value["good_practice"], value["found"]
    assert (good["text"], found["text"], found["points"]) == (
        "Each child was seen",
        "Tools were few",
        ["one", "two"],
    )
    for entry in (good, found):
        assert entry["audit"]["publisher"] == "Easton Partnership"
        assert entry["audit"]["source"] == {"title": "A briefing", "url": source.url}


@pytest.mark.parametrize("text", HOSTILE)
def test_json_keeps_text_as_it_is(text: str) -> None:
    (entry,) = validate(files_of(library_with(text), "")[JSON_FILE])["reminders"]
    assert entry["text"] == entry["themes"][0]["title"] == text
    assert entry["address"] == "audits/2023-24/neglect/#a"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"text":', '"txt":'),
        ('"held":"2023-', '"held":"October 2023-'),
        ('"id":"t"', '"id":"T"'),
        ('"year":"2023/24"', '"year":"2023-24"'),
        ('"reminders": [', '"extra": 1, "reminders": ['),
    ],
)
def test_the_schema_refuses_what_is_not_as_it_says(old: str, new: str) -> None:
    text = files_of(library_with("See the child"))[JSON_FILE]
    assert old in text
    with pytest.raises(jsonschema.ValidationError):
        validate(text.replace(old, new, 1))


# --- For the site's own script ------------------------------------------------------------------


def test_script_holds_every_reminder_with_its_relations() -> None:
    asked = audit("2023-24/neglect", None, [reminder("ask", points=["for how long"])])
    library = replace(LIBRARY, audits=(*LIBRARY.audits, asked))
    text = files_of(library)[SCRIPT_FILE]
    data = json.loads(text.removeprefix("window.sscpReminders=").removesuffix(";\n"))
    read = {
        f"{audit_id}#{reminder_id}": (
            text,
            tuple(data["themes"][i][0] for i in themes),
            tuple(data["situations"][i][0] for i in situations),
            tuple(data["agencies"][i][0] for i in agencies),
            tuple(*points),
        )
        for audit_id, *_, items, _name in data["audits"]
        for reminder_id, text, themes, situations, agencies, *points in items
    }
    assert read == {
        f"{audit.id}#{r.id}": (r.text, r.themes, r.situations, r.agencies, r.points)
        for audit in library.audits
        for r in audit.reminders
    }


@pytest.mark.parametrize(("is_copy", "end"), [(False, "/"), (True, ".html")])
def test_script_leads_to_files_in_an_offline_copy_of_a_site_with_an_address(
    is_copy: bool, end: str
) -> None:
    files = reminder_files(LIBRARY, SiteUrls(SITE, links_to_files=is_copy))
    assert f'"site":"{SITE}","end":"{end}"' in files[SCRIPT_FILE]


def test_script_is_little_longer_than_its_sentences() -> None:
    sentence = "Ensure that records of meeting {} are shared with agency {} in a timely way"
    audits = tuple(
        audit(
            f"2022-23/topic-{number}",
            reminders=[
                reminder(f"reminder-{n}", text=sentence.format(number, n), themes=["t"])
                for n in range(10)
            ],
        )
        for number in range(600)
    )
    text = files_of(Library(audits=audits, themes=(theme("t"),)))[SCRIPT_FILE]
    plain = sum(len(r.text) + len(r.id) for audit in audits for r in audit.reminders)
    assert len(text) < 1.35 * plain


# --- In the built site --------------------------------------------------------------------------


def test_the_site_has_the_files_and_the_index_of_reminders_links_to_them(
    built_site: Path,
) -> None:
    for path, text in files_of(LIBRARY).items():
        assert (built_site / path).read_bytes().decode("utf-8") == text
    page = (built_site / "reminders" / "index.html").read_text(encoding="utf-8")
    for file in (CSV_FILE, JSON_FILE, SCHEMA_FILE):
        assert f'href="../{file}"' in page


def test_addresses_in_the_files_are_those_of_the_published_site(built_site: Path) -> None:
    for entry in validate((built_site / JSON_FILE).read_text(encoding="utf-8"))["reminders"]:
        page, _, fragment = entry["address"].partition("#")
        path = built_site / page.removeprefix(SITE) / "index.html"
        assert f'id="{fragment}"' in path.read_text(encoding="utf-8")
