"""The list of reminders as files: what spreadsheets, programs and the site's own script get."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.addresses.links import CSV_FILE, JSON_FILE, SCHEMA_FILE, SCRIPT_FILE
from macros.addresses.site_urls import SiteUrls
from macros.checks.load import load_library
from macros.exports.downloads import (
    COLUMNS,
    csv_text,
    harmless,
    reminders_csv,
    reminders_json,
    reminders_schema,
    reminders_script,
)
from macros.records.fields import ProgrammeYear
from macros.records.library import Library
from macros.records.records import Audit, Reminder, Theme
from tests.conftest import REPOSITORY

LIBRARY = load_library(REPOSITORY)

PUBLISHED = SiteUrls("https://example.org/briefings/")

KEYS = {f"{audit.id}#{r.id}" for audit in LIBRARY.audits for r in audit.reminders}

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


def library_with(*texts: str, title: str = "Neglect") -> Library:
    """Return a library with one audit whose reminders say what a test is about."""
    reminders = tuple(
        Reminder(id=f"r{n}", text=text, themes=("t",)) for n, text in enumerate(texts)
    )
    audit = Audit(
        slug="neglect",
        title=title,
        year=ProgrammeYear("2023/24"),
        good_practice=(),
        reminders=reminders,
    )
    theme = Theme(id="t", title="=cmd()", short="T", statements=())
    return Library(audits=(audit,), themes=(theme,))


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# --- For spreadsheets ---------------------------------------------------------------------------


def problems_of_csv(text: str) -> list[str]:
    """Return what Excel, or a strict reader of RFC 4180, would stumble over."""
    problems = []
    if not text.startswith("\ufeff"):
        problems.append("no byte order mark")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    if len({len(row) for row in rows}) != 1:
        problems.append("rows of different length")
    if any(cell.startswith(tuple("=+-@\t\r\n")) for row in rows for cell in row):
        problems.append("a formula")
    if re.search(r"(?<!\r)\n", re.sub(r'"(?:[^"]|"")*"', "", text)):
        problems.append("a line end that is not CRLF")
    return problems


def test_csv_holds_every_reminder() -> None:
    text = reminders_csv(LIBRARY, PUBLISHED)
    assert problems_of_csv(text) == []
    rows = read_csv(text)
    assert {row["id"] for row in rows} == KEYS
    assert len(rows) == len(KEYS)
    row = next(row for row in rows if row["id"] == "2022-23/strategy-meetings#timely-records")
    assert row == {
        "id": "2022-23/strategy-meetings#timely-records",
        "reminder": "Ensure that meeting records are completed in a timely way and shared with "
        "partner agencies",
        "audit": "Strategy meetings",
        "year": "2022/23",
        "held": "2022-09",
        "themes": "Strategy meetings; Sharing of minutes, assessments, and plans",
        "situations": "Strategy meeting; Recording and sharing",
        "guidance": "Strategy meetings",
        "publisher": "Solihull Safeguarding Children Partnership",
        "address": "https://example.org/briefings/audits/2022-23/strategy-meetings/#timely-records",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_runs_no_formula(text: str) -> None:
    written = reminders_csv(library_with(text, title=text), PUBLISHED)
    assert problems_of_csv(written) == []
    (row,) = read_csv(written)
    assert row["reminder"] == row["audit"] == f"'{text}"
    assert row["themes"] == "'=cmd()"


def test_csv_keeps_quotes_commas_and_lines() -> None:
    text = 'She said "no", then; left\nIt\'s ok – ünï 🙂'
    (row,) = read_csv(reminders_csv(library_with(text), PUBLISHED))
    assert row["reminder"] == text


@given(st.lists(st.lists(st.text(), min_size=3, max_size=3), min_size=1))
def test_csv_comes_back_as_it_was_whatever_the_text(rows: list[list[str]]) -> None:
    text = csv_text(rows)
    assert problems_of_csv("\ufeff" + text) == []
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [[harmless(cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ('"a","b"\r\n', "no byte order mark"),
        ('\ufeff"a","b"\r\n"c"\r\n', "rows of different length"),
        ('\ufeff"a","=b"\r\n', "a formula"),
        ('\ufeff"a","b"\n', "a line end that is not CRLF"),
    ],
)
def test_fault_in_csv_is_found(fault: str, problem: str) -> None:
    assert problem in problems_of_csv(fault)


# --- For programs -------------------------------------------------------------------------------


def validate(text: str) -> Any:
    """Return the JSON of a text, which must be as the published schema says."""
    schema = reminders_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    value = json.loads(text)
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


def test_json_is_as_its_schema_says_and_holds_every_reminder() -> None:
    value = validate(reminders_json(LIBRARY, PUBLISHED))
    assert {reminder["id"] for reminder in value["reminders"]} == KEYS
    assert len(value["reminders"]) == len(KEYS)
    for reminder in value["reminders"]:
        assert reminder["address"].startswith("https://example.org/briefings/audits/")


def test_json_keeps_text_as_it_is() -> None:
    for text in HOSTILE:
        value = validate(reminders_json(library_with(text), SiteUrls()))
        assert value["reminders"][0]["text"] == text
        assert value["reminders"][0]["address"] == "audits/2023-24/neglect/#r0"
        assert value["reminders"][0]["audit"]["held"] is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"text":', '"txt":'),
        ('"held": "2022-', '"held": "August 2022-'),
        ('"id": "siblings"', '"id": "Siblings"'),
        ('"year": "2022/23"', '"year": "2022-23"'),
        ('"reminders": [', '"extra": 1, "reminders": ['),
    ],
)
def test_fault_in_json_is_found(old: str, new: str) -> None:
    text = reminders_json(LIBRARY, PUBLISHED)
    assert old in text
    with pytest.raises(jsonschema.ValidationError):
        validate(text.replace(old, new, 1))


# --- For the site's own script ------------------------------------------------------------------


def script_data(text: str) -> Any:
    return json.loads(text.removeprefix("window.sscpReminders=").removesuffix(";\n"))


def test_script_holds_every_reminder_with_its_relations() -> None:
    data = script_data(reminders_script(LIBRARY, PUBLISHED))
    read = {
        f"{audit_id}#{reminder_id}": (
            text,
            tuple(data["themes"][i][0] for i in themes),
            tuple(data["situations"][i][0] for i in situations),
        )
        for audit_id, *_, items in data["audits"]
        for reminder_id, text, themes, situations in items
    }
    assert read == {
        f"{audit.id}#{r.id}": (r.text, r.themes, r.situations)
        for audit in LIBRARY.audits
        for r in audit.reminders
    }


def test_script_is_compact_at_600_audits() -> None:
    sentence = "Ensure that records of meeting {} are shared with agency {} in a timely way"
    audits = tuple(
        Audit(
            slug=f"topic-{number}",
            title=f"Topic {number}",
            year=ProgrammeYear(f"{2000 + number // 20}/{(1 + number // 20):02}"),
            good_practice=(),
            reminders=tuple(
                Reminder(id=f"reminder-{n}", text=sentence.format(number, n), themes=("t",))
                for n in range(10)
            ),
        )
        for number in range(600)
    )
    library = Library(audits=audits, themes=library_with().themes)
    text = reminders_script(library, PUBLISHED)
    plain = sum(len(r.text) + len(r.id) for audit in audits for r in audit.reminders)
    assert len(text) < 1.35 * plain


# --- In the built site --------------------------------------------------------------------------


def test_build_writes_the_files(built_site: Path) -> None:
    raw = (built_site / CSV_FILE).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == len(KEYS) + 1
    assert raw.decode("utf-8-sig").splitlines()[0] == ",".join(f'"{name}"' for name in COLUMNS)
    validate((built_site / JSON_FILE).read_text(encoding="utf-8"))
    schema = json.loads((built_site / SCHEMA_FILE).read_text(encoding="utf-8"))
    assert schema == reminders_schema()
    assert len(script_data((built_site / SCRIPT_FILE).read_text(encoding="utf-8"))["audits"]) == 5
    page = (built_site / "reminders" / "index.html").read_text(encoding="utf-8")
    for file in (CSV_FILE, JSON_FILE, SCHEMA_FILE):
        assert f'href="../{file}"' in page


def test_addresses_in_the_files_are_those_of_the_published_site(published_site: Path) -> None:
    value = json.loads((published_site / JSON_FILE).read_text(encoding="utf-8"))
    for reminder in value["reminders"]:
        page, _, fragment = reminder["address"].partition("#")
        path = page.removeprefix("https://example.org/briefings/")
        html = (published_site / path / "index.html").read_text(encoding="utf-8")
        assert f'id="{fragment}"' in html
