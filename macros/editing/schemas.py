"""JSON Schemas of the data files, made from the records, with which VS Code completes and checks.

``python -m macros schemas`` writes them to ``.vscode/schemas/``. They help with typing; only
``python -m macros check`` is complete, and knows which ids exist.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from macros.checks.data_files import LIST_FILES, RESPONSE_LISTS, ResponsesFile
from macros.records.record import Record
from macros.records.records import Audit

FOLDER = ".vscode/schemas"


def schema_files() -> dict[str, str]:
    """Return the text of each schema, by its name in :data:`FOLDER`."""
    schemas = {name: _list(kind) for name, kind in LIST_FILES.items()}
    audit = _of(Audit)
    audit["required"].remove("slug")  # the slug is the file's name
    del audit["properties"]["slug"]
    responses = ResponsesFile.model_json_schema()
    for name, kind in RESPONSE_LISTS.items():
        whole = _list(kind)
        responses["properties"][name].update(whole, examples=[[_example(whole["items"])]])
    schemas |= {"audit": audit, "responses": responses}
    return {f"{name}.json": _text(name, schema) for name, schema in schemas.items()}


def settings() -> str:
    """Return the settings of VS Code that link each schema to the files that it describes."""
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
        "$comment": "Made by `python -m macros schemas`. Change macros/records/ instead.",
        "title": "An audit" if name == "audit" else f"data/{name}.yml",
    }
    return (
        json.dumps({**head, **schema, "title": head["title"]}, ensure_ascii=False, indent=2) + "\n"
    )


def _list(kind: type[Record]) -> dict[str, Any]:
    return {"type": "array", "items": _of(kind)}


def _of(kind: type[Record]) -> dict[str, Any]:
    """Return the schema of one kind of record, without references."""
    schema = kind.model_json_schema()
    parts = schema.pop("$defs", {})
    plain: dict[str, Any] = _simplified(schema, parts)
    return plain


def _simplified(value: Any, parts: Mapping[str, Any]) -> Any:
    """Return a schema with all references inlined, and without “null”.

    In a data file, an unknown value is left out. Nobody writes “null”.
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
    plain = {
        name: _simplified(item, parts)
        for name, item in value.items()
        if name != "default" or item not in (None, [])
    }
    if "properties" in plain.get("items", {}):
        plain.setdefault("examples", [[_example(plain["items"])]])
    return plain


def _example(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with an example in each required field."""
    fields = schema["properties"]
    return {name: fields[name]["examples"][0] for name in schema["required"]}
