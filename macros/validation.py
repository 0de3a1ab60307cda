"""Turning plain values into records, with a message in plain words for each thing that is wrong."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from macros.model import Record
from macros.problems import did_you_mean
from macros.yaml_text import Path, YamlDocument

R = TypeVar("R", bound=Record)


def read_list(
    document: YamlDocument, path: Path, value: Any, kind: type[R]
) -> list[R | None] | None:
    """Return the records of a list, with ``None`` for each that has a fault.

    ``value`` is what stands at ``path`` of the document. Faults are added to the document.
    Returns ``None`` if it is not a list at all.
    """
    if not isinstance(value, list):
        document.report(
            path,
            "a list is expected here",
            "Start each entry with “- ” at the start of a line, and indent the lines below it.",
        )
        return None
    return [read_record(document, (*path, i), item, kind) for i, item in enumerate(value)]


def read_record(
    document: YamlDocument, path: Path, value: Any, kind: type[R], **given: str
) -> R | None:
    """Return the record that stands at ``path`` of a document, or ``None`` if it has a fault.

    ``given`` holds fields that come from elsewhere (a file's name) and that an editor may not
    write. Faults are added to the document.
    """
    if not isinstance(value, dict):
        document.report(
            path,
            "a record with names and values is expected here",
            f"Start with “{next(iter(kind.model_fields))}: …” and put one name on each line.",
        )
        return None
    for name in given:
        if name in value:
            document.report(
                (*path, name), f"“{name}” is taken from the file's name", "Take this line out."
            )
    try:
        return kind.model_validate({**value, **given})
    except ValidationError as error:
        for details in error.errors(include_url=False):
            message, remedy = _in_plain_words(details, kind, hidden=set(given))
            document.report((*path, *details["loc"]), message, remedy)
        return None


def _in_plain_words(error: ErrorDetails, kind: type[Record], hidden: set[str]) -> tuple[str, str]:
    """Return (what is there, how to mend it) for one finding of pydantic."""
    name = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "")
    fields, info = _field_at(kind, error["loc"])
    value, context = error["input"], error.get("ctx", {})
    about = f" {info.description}" if info and info.description else ""
    example = f" Example: {info.examples[0]}" if info and info.examples else ""
    match error["type"]:
        case "fault":
            message, remedy = context["message"], context["remedy"]
        case "missing":
            message, remedy = f"“{name}” is missing", f"Add a line “{name}: …”.{about}{example}"
        case "extra_forbidden":
            known = [field for field in fields if field not in hidden]
            message = f"“{name}” is not a name that is known here"
            remedy = f"{did_you_mean(name, known)} Known here: {', '.join(known)}."
        case "string_too_short":
            message = f"“{name}” is empty"
            remedy = f"Fill it in, or take the line out.{about}{example}"
        case "string_type" if isinstance(value, dict):
            message = "a colon turned this sentence into a name and a value"
            remedy = "Put double quotes around the whole sentence."
        case "string_type":
            message = f"“{name}” holds a list where one text is expected"
            remedy = f"Write the text after “{name}:”, without “- ” or brackets.{about}"
        case "tuple_type" if value == "":
            message = f"“{name}” is empty"
            remedy = (
                "Add at least one item on a new line starting with “- ”, or write [] if there "
                f"are none.{about}"
            )
        case "tuple_type":
            message = f"“{name}” needs a list"
            remedy = f"Put each item on a line of its own that starts with “- ”.{about}"
        case "model_type" | "model_attributes_type":
            message = "a record with names and values is expected here"
            remedy = f"Put its names below it, indented, one on each line.{about}"
        case "literal_error":
            choices = str(context["expected"]).replace("'", "")
            hint = did_you_mean(str(value), choices.replace(" or ", ", ").split(", "))
            message = f"“{value}” is not one of the words that “{name}” can have"
            remedy = f"Use one of: {choices}. {hint}"
        case "string_pattern_mismatch":
            message = f"“{value}” is not right for “{name}”"
            remedy = f"Use digits and single spaces.{about}{example}"
        case _:
            message, remedy = f"“{name}” is not right: {error['msg']}", f"Correct it.{about}"
    return message, remedy.strip()


def _field_at(kind: type[Record], loc: tuple[int | str, ...]) -> tuple[list[str], FieldInfo | None]:
    """Return the names that are known at a place, and the field there if it is one."""
    model, info = kind, None
    for part in loc:
        if isinstance(part, int):
            continue
        if info is not None:
            model = _record_type(info) or model
        info = model.model_fields.get(part)
    return list(model.model_fields), info


def _record_type(info: FieldInfo) -> type[Record] | None:
    """Return the kind of record that a field holds, alone or in a list."""
    for kind in (info.annotation, *getattr(info.annotation, "__args__", ())):
        if isinstance(kind, type) and issubclass(kind, Record):
            return kind
    return None
