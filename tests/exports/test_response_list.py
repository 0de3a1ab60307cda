"""The list of responses as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json

import jsonschema

from macros.addresses.links import RESPONSES_CSV, RESPONSES_JSON, RESPONSES_SCHEMA
from macros.addresses.site_urls import SiteUrls
from macros.exports.response_list import response_files
from tests.support.two_years import LIBRARY

FILES = response_files(LIBRARY, SiteUrls("https://example.org/briefings/"))


def test_json_is_as_its_schema_says_and_has_what_became_of_each_response() -> None:
    schema = json.loads(FILES[RESPONSES_SCHEMA])
    jsonschema.Draft202012Validator.check_schema(schema)
    value = json.loads(FILES[RESPONSES_JSON])
    jsonschema.Draft202012Validator(schema).validate(value)
    entries = {entry["id"]: entry for entry in value["responses"]}
    assert list(entries) == [response.id for response in LIBRARY.responses]
    sent = entries["sent"]
    assert (sent["status_reported"], sent["status_now"], sent["due"]) == (
        "planned",
        "done",
        "2023-06-30",
    )
    assert sent["updates"][0] == {
        "day": "2023-06-01",
        "status": "done",
        "text": "It was sent to all agencies.",
        "evidence": "[Notes](https://www.example.org/notes)",
    }
    assert entries["measured"]["followed_by"][0]["address"].endswith("/audits/2023-24/neglect/")
    assert entries["untouched"]["owner"] is None


def test_csv_has_a_row_for_each_response() -> None:
    text = io.StringIO(FILES[RESPONSES_CSV].removeprefix("\ufeff"), newline="")
    rows = list(csv.DictReader(text))
    assert [row["id"] for row in rows] == [response.id for response in LIBRARY.responses]
    late, sent = rows[1], rows[3]
    assert (late["owner"], late["due"], late["last update"]) == ("board manager", "2023-12", "")
    assert sent["updates"] == (
        "2023-06-01: done. It was sent to all agencies. | "
        "2022-11-30: in progress. Half of it is done."
    )
    assert sent["answers"] == "Neglect audit, 2022/23; Theme: On plans"
    assert late["address"] == "https://example.org/briefings/response/#late"
