"""The schemas with which VS Code completes and checks agree with the records."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema import main as check_jsonschema  # type: ignore[import-untyped]
from click.testing import CliRunner
from jsonschema import Draft7Validator
from pydantic import create_model

from macros.__main__ import main
from macros.checks.data_files import LIST_FILES, RESPONSE_LISTS
from macros.editing.schemas import FOLDER, schema_files, settings
from macros.records.record import Record
from macros.records.records import Audit

TOP = Path(__file__).parents[2]
FILES = {name: json.loads(text) for name, text in schema_files().items()}


def fields(schema: dict[str, Any], place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every field of a schema, however deep, with a name to find it by."""
    if "items" in schema:
        yield from fields(schema["items"], place)
    for name, field in schema.get("properties", {}).items():
        yield f"{place}.{name}", field
        yield from fields(field, f"{place}.{name}")


ALL_FIELDS = {
    place: field
    for name, schema in FILES.items()
    for place, field in fields(schema, name.removesuffix(".json"))
}


def lacks(field: dict[str, Any]) -> list[str]:
    """Return what a field lacks of the help that an editor sees while typing."""
    says = {
        "title": field.get("title", "")[:1].isupper(),
        "description": field.get("description", "").endswith((".", "”")),
        "examples": bool(field.get("examples")),
    }
    return [name for name, is_there in says.items() if not is_there]


# --- The files --------------------------------------------------------------------------------


def test_the_files_are_up_to_date_with_the_records() -> None:
    """If this fails: python -m macros schemas."""
    written = {path.name: path.read_text("utf-8") for path in (TOP / FOLDER).glob("*.json")}
    assert written == schema_files()
    assert (TOP / ".vscode/settings.json").read_text(encoding="utf-8") == settings()


def test_the_command_writes_them(tmp_path: Path) -> None:
    assert main(["--root", str(tmp_path), "schemas"]) == 0
    files = [path for path in (tmp_path / ".vscode").rglob("*") if path.is_file()]
    assert len(files) == len(FILES) + 1


def test_they_are_kept_in_the_repository_although_other_settings_are_not() -> None:
    asked = [".vscode/mine.json", ".vscode/settings.json", f"{FOLDER}/audit.json"]
    command = ["git", "check-ignore", "--no-index", *asked]
    done = subprocess.run(command, cwd=TOP, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.split() == [".vscode/mine.json"]


def test_each_data_file_has_its_schema() -> None:
    tied = json.loads(settings())["yaml.schemas"]
    assert {Path(file).name for file in tied} == set(FILES)
    for file in sorted((TOP / "data").rglob("*.yml")):
        place = file.relative_to(TOP).as_posix()
        fits = [s for s, pattern in tied.items() if Path(f"/{place}").match(pattern)]
        assert len(fits) == 1, place


# --- What they say ----------------------------------------------------------------------------


def test_there_are_fields_of_every_record() -> None:
    kinds: set[type[Record]] = {*LIST_FILES.values(), *RESPONSE_LISTS.values(), Audit}
    assert len(ALL_FIELDS) > sum(len(kind.model_fields) for kind in kinds) - 2


@pytest.mark.parametrize("place", ALL_FIELDS)
def test_every_field_has_a_title_a_description_and_an_example(place: str) -> None:
    assert lacks(ALL_FIELDS[place]) == []


@pytest.mark.parametrize("place", ALL_FIELDS)
def test_every_example_is_one_that_the_schema_accepts(place: str) -> None:
    field = ALL_FIELDS[place]
    assert list(Draft7Validator({**field, "examples": []}).iter_errors(field["examples"][0])) == []


@pytest.mark.parametrize("kind", [*LIST_FILES.values(), *RESPONSE_LISTS.values(), Audit])
def test_every_example_is_one_that_the_record_accepts(kind: type[Record]) -> None:
    for field in kind.model_fields.values():
        definition: Any = (field.annotation, field)
        one = create_model("One", value=definition)
        for example in field.examples or ():
            one.model_validate({"value": as_typed(example)})


def as_typed(example: Any) -> Any:
    """Return an example as it is read from a file, where every value is a text."""
    if isinstance(example, dict):
        return {name: as_typed(value) for name, value in example.items()}
    return [as_typed(item) for item in example] if isinstance(example, list) else str(example)


def test_every_schema_is_a_schema() -> None:
    for schema in FILES.values():
        Draft7Validator.check_schema(schema)


def data_files(name: str) -> list[str]:
    """Return the data files that a schema describes. Some files need not be there."""
    pattern = "audits/*/*.yml" if name == "audit.json" else name.replace(".json", ".yml")
    return sorted(map(str, (TOP / "data").glob(pattern)))


@pytest.mark.parametrize("name", [name for name in FILES if data_files(name)])
def test_the_data_of_the_site_follows_its_schema(name: str) -> None:
    schema = ["--schemafile", str(TOP / FOLDER / name)]
    done = CliRunner().invoke(check_jsonschema, [*schema, *data_files(name)])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"hold": "2022-08"}, []),
        ({"held": "August 2022"}, ["held"]),
        ({"year": "2022"}, ["year"]),
        ({"reminders": "Ask"}, ["reminders"]),
        ({"reminders": [{"id": "Ask Me", "text": "Ask"}]}, ["reminders", 0, "id"]),
        ({"sample": {"unit": ["families"], "size": 6}}, ["sample", "unit"]),
        ({"slug": "neglect"}, []),
    ],
)
def test_a_fault_in_an_audit_is_shown_while_typing(change: dict[str, Any], path: list[Any]) -> None:
    whole = {"title": "Neglect", "year": "2022/23", "good_practice": [], "reminders": []}
    validator = Draft7Validator(FILES["audit.json"])
    assert list(validator.iter_errors(whole)) == []
    (fault,) = validator.iter_errors({**whole, **change})
    assert list(fault.absolute_path) == path


def test_required_fields_are_required() -> None:
    (fault, *more) = Draft7Validator(FILES["audit.json"]).iter_errors({"title": "Neglect"})
    assert len([fault, *more]) == 2
