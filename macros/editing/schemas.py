"""JSON Schemas of the data files, made from the records, for editors that complete and check.

``python -m macros schemas`` writes them to ``.vscode/schemas/``. They help while typing; what
counts is ``python -m macros check``, which also knows the ids that there are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from macros.checks.load import LIST_FILES, RESPONSE_LISTS, ResponsesFile
from macros.records.records import Audit, Record

FOLDER = ".vscode/schemas"

#: Kind of record to examples of it. Together they have every field that the kind has.
EXAMPLES = """\
Audit:
  - title: Domestic abuse
    aliases: [DA, domestic violence]
    year: 2022/23
    held: 2022-08
    added: 2026-11-23
    method: deep dive
    icon: material/home-outline
    publisher: National Panel
    background: [In August 2022 a deep dive audit was undertaken.]
    sample:
      unit: children
      size: 7
      groups: [{count: 7, label: in receipt of early help}]
    guidance: [da-learning-briefing]
    good_practice:
      - id: police-reports
        text: Police reports were detailed in 5/6 cases
        themes: [sharing]
        situations: [recording-and-sharing]
        guidance: [timelines]
        figure: {count: 5, of: 6}
    reminders:
      - id: known-to-marac
        text: Check whether the family is known to MARAC
        themes: [sharing]
        situations: [making-a-referral]
        guidance: [step-up-step-down]
Theme:
  - id: siblings
    title: Consideration of siblings
    short: Siblings
    icon: material/account-supervisor
    colour: plum
    aliases: [brothers and sisters]
    statements:
      - year: 2022/23
        text: [We are not always considering all children living in the household.]
Situation:
  - id: strategy-meeting
    title: Strategy meeting
    summary: Before, during and after a strategy meeting.
    icon: material/forum-outline
    aliases: [strategy discussion, s47]
Guidance:
  - id: smart-planning
    title: SMART planning
    publisher: NSPCC
    status: draft
    page: guidance/smart-planning.md
    note: It goes with [the guide on timelines](guidance:timelines).
    reviewed: 2026-11-23
    review_by: 2027-11-23
    themes: [smart-plans]
    situations: [planning-and-review]
    aliases: [SMARTER, action plan]
  - id: smart-guide
    title: A guide elsewhere
    status: published
    url: https://www.example.org/guide
  - id: smart-guide-to-come
    title: A guide to come
    status: link to be confirmed
    look_here: https://www.example.org/
    meanwhile: smart-planning
Source:
  - id: leeds-smart-planning
    title: SMART planning
    publisher: Leeds Safeguarding Children Partnership
    url: https://www.example.org/smart-planning
    year: "2022"
    reviewed: 2026-11-23
    review_by: 2027-11-23
    scope: other-area
ResponseGroup:
  - id: implementing-changes
    title: Implementing changes
Response:
  - id: strategy-meetings-guide
    group: learning
    year: 2022/23
    status: done
    added: 2026-11-23
    text: We have developed a guide around [strategy meetings](guidance:strategy-meetings)
    audits: [2022-23/strategy-meetings]
    themes: [strategy-meetings]
    guidance: [timelines]
GlossaryTerm:
  - id: marac
    term: MARAC
    expansion: Multi-Agency Risk Assessment Conference
    definition: A meeting that shares information on the highest-risk cases of domestic abuse.
    aliases: [MARACs]
    search_words: [risk conference]
    kind: acronym
    status: confirmed
    source: Working Together to Safeguard Children
SearchWords:
  - id: fathers
    typed: [dad, stepdad]
    means: [father]
Contact:
  - id: council
    name: Solihull Council
    when: If you are worried about a child
    number: 0121 496 0000
    hours: [Monday to Thursday 8.45am to 5.20pm]
    source: the council's page on safeguarding children
    source_url: https://www.example.org/safeguarding
    checked: 2026-11-23
    review_by: 2027-05-23
    status: to be confirmed
Allowance:
  - text: Quill Award
    file: data/audits/2023-24/*.yml
    reason: It is an award and no person
    reviewed: 2026-11-23
    role: business manager
Redirect:
  - old: /audits/2022-23/domestic-violence/
    new: /audits/2022-23/domestic-abuse/
"""


@cache
def example_records() -> Mapping[str, list[dict[str, Any]]]:
    """Return kind of record to examples of it, as plain values."""
    found: dict[str, list[dict[str, Any]]] = yaml.load(EXAMPLES, Loader=yaml.BaseLoader)
    return found


def schema_files() -> dict[str, str]:
    """Return the text of each schema, by its name in :data:`FOLDER`."""
    lists = {name: _list(kind) for name, kind in LIST_FILES.items()}
    audit = _of(Audit)
    audit["required"].remove("slug")  # the slug is the file's name
    del audit["properties"]["slug"]
    responses = ResponsesFile.model_json_schema()
    for name, kind in RESPONSE_LISTS.items():
        examples = [example_records()[kind.__name__]]
        responses["properties"][name].update(_list(kind), examples=examples)
    files = {**lists, "audit": audit, "responses": responses}
    return {f"{name}.json": _text(name, schema) for name, schema in files.items()}


def settings() -> str:
    """Return the settings of VS Code that tie each schema to the files that it describes."""
    places = {name: f"/data/{name}.yml" for name in (*LIST_FILES, "responses")}
    places["audit"] = "/data/audits/*/*.yml"
    values = {
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
        "files.encoding": "utf8",
        "files.eol": "\n",
        "yaml.format.enable": False,
        "yaml.schemas": {f"./{FOLDER}/{name}.json": place for name, place in places.items()},
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _text(name: str, schema: dict[str, Any]) -> str:
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Made by `python -m macros schemas`. Change macros/records/records.py instead.",
        "title": "An audit" if name == "audit" else f"data/{name}.yml",
    }
    return (
        json.dumps({**head, **schema, "title": head["title"]}, ensure_ascii=False, indent=2) + "\n"
    )


def _list(kind: type[Record]) -> dict[str, Any]:
    return {"type": "array", "items": _of(kind)}


def _of(kind: type[Record]) -> dict[str, Any]:
    """Return the schema of one kind of record, with nothing to look up elsewhere in it."""
    schema = kind.model_json_schema()
    parts = schema.pop("$defs", {})
    plain: dict[str, Any] = _simplified(schema, parts)
    _add_examples(plain, example_records()[kind.__name__])
    return plain


def _simplified(value: Any, parts: Mapping[str, Any]) -> Any:
    """Return a schema with its parts in their places, and without “null”.

    What is not known is left out of a data file. Nobody writes “null”.
    """
    if isinstance(value, list):
        return [_simplified(item, parts) for item in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        rest = {name: item for name, item in value.items() if name != "$ref"}
        part = parts[value["$ref"].rpartition("/")[2]]
        return _simplified({**part, **rest}, parts)
    if "anyOf" in value:
        (meant,) = (option for option in value["anyOf"] if option != {"type": "null"})
        rest = {name: item for name, item in value.items() if name != "anyOf"}
        return _simplified({**meant, **rest}, parts)
    return {
        name: _simplified(item, parts)
        for name, item in value.items()
        if name != "default" or item not in (None, [])
    }


def _add_examples(schema: dict[str, Any], records: list[dict[str, Any]]) -> None:
    """Add an example to every field that has none, taken from whole examples of the record."""
    for name, field in schema["properties"].items():
        found = [record[name] for record in records if name in record]
        if found and "examples" not in field:
            field["examples"] = found[:1]
        inner = field.get("items", field)
        if "properties" in inner:
            values = [v for value in found for v in (value if isinstance(value, list) else [value])]
            _add_examples(inner, values)
