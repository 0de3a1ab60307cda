"""Turning plain values into records, with a message in plain words for each thing that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from macros.problems import did_you_mean, nearest, sentences, shown
from macros.reading.yaml_errors import Message, colon_in_text, no_space_after
from macros.reading.yaml_source import Path, YamlDocument
from macros.records.records import Record, Reminder

R = TypeVar("R", bound=Record)

NOTHING_MISSING: Mapping[str, tuple[Path, Message]] = {}


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
            "Start each entry with “- ”, and put two spaces before each further line of it.",
        )
        return None
    return [read_record(document, (*path, i), item, kind) for i, item in enumerate(value)]


def read_record(
    document: YamlDocument,
    path: Path,
    value: Any,
    kind: type[R],
    missing: Mapping[str, tuple[Path, Message]] = NOTHING_MISSING,
    **given: str,
) -> R | None:
    """Return the record that stands at ``path`` of a document, or ``None`` if it has a fault.

    ``given`` holds fields that come from elsewhere (a file's name) and that an editor may not
    write. ``missing`` holds what is known better about a field that is missing or empty: where
    and in which words to say it. Faults are added to the document.
    """
    if not isinstance(value, dict):
        names = [name for name in kind.model_fields if name not in given]
        document.report(path, *_entry_expected(value, names))
        return None
    for name in given:
        if name in value:
            document.report(
                (*path, name), f"“{name}” is taken from the file's name", "Take this line out."
            )
    try:
        return kind.model_validate({**value, **given})
    except ValidationError as error:
        for finding in _findings(error, kind, hidden=set(given)):
            place, words = finding.path, None
            if finding.is_lacking and len(finding.path) == 1:
                place, words = missing.get(finding.name, (place, words))
            document.report((*path, *place), *(words or _in_plain_words(finding)))
        return None


class _Finding:
    """One finding of pydantic, with what is known about the field that it was found in."""

    def __init__(self, details: ErrorDetails, kind: type[Record], hidden: set[str]) -> None:
        self.type = details["type"]
        self.value = details["input"]
        self.context = details.get("ctx", {})
        self.path: Path = details["loc"]
        names = [part for part in self.path if isinstance(part, str)]
        self.name = names[-1] if names else ""
        self.is_item = bool(self.path) and isinstance(self.path[-1], int)
        self.record, self.field = _field_at(kind, names)
        self.known = [name for name in self.record.model_fields if name not in hidden]
        if self.context.get("at"):
            self.path = (*self.path, self.context["at"])

    @property
    def meant(self) -> str:
        """The name that was meant, if the one that is there is not known."""
        return nearest(self.name.partition(":")[0], self.known) if self.is_unknown else ""

    @property
    def is_unknown(self) -> bool:
        """Whether this is about a name that is not known."""
        return self.type == "extra_forbidden"

    @property
    def is_lacking(self) -> bool:
        """Whether this is about a field that is not there, or that nothing stands in."""
        return self.type == "missing" or self.value == ""

    @property
    def about(self) -> str:
        """What the field is for, with an example if there is one."""
        if self.field is None:
            return ""
        example = f"Example: “{self.example}”." if self.example else ""
        return sentences(self.field.description or "", example)

    @property
    def example(self) -> str:
        """An example as it is written in a file, or an empty string."""
        examples = self.field.examples if self.field is not None else None
        if not examples:
            return ""
        if not isinstance(examples[0], dict):
            return str(examples[0])
        return "{" + ", ".join(f"{name}: {value}" for name, value in examples[0].items()) + "}"


def _findings(error: ValidationError, kind: type[Record], hidden: set[str]) -> list[_Finding]:
    """Return one finding for each thing that is wrong.

    A mistyped name is also a missing one; only the first is worth saying.
    """
    found = [_Finding(d, kind, hidden) for d in error.errors(include_url=False)]
    meant = {(*finding.path[:-1], finding.meant) for finding in found if finding.is_unknown}
    return [finding for finding in found if finding.type != "missing" or finding.path not in meant]


def _field_at(kind: type[Record], names: Sequence[str]) -> tuple[type[Record], FieldInfo | None]:
    """Return the kind of record that a name belongs to, and its field if it has that name."""
    record, field = kind, None
    for name in names:
        if field is not None:
            record = _record_type(field) or record
        field = record.model_fields.get(name)
    return record, field


def _record_type(field: FieldInfo) -> type[Record] | None:
    """Return the kind of record that a field holds, alone or in a list."""
    for kind in (field.annotation, *getattr(field.annotation, "__args__", ())):
        if isinstance(kind, type) and issubclass(kind, Record):
            return kind
    return None


# --- Messages ---------------------------------------------------------------------------------


def _in_plain_words(finding: _Finding) -> Message:
    """Return the words for one finding of pydantic."""
    if finding.type in _ABOUT_NAMES:
        return _ABOUT_NAMES[finding.type](finding)
    if finding.value == "":
        return _empty(finding)
    if finding.type in _ABOUT_LISTS:
        return _ABOUT_LISTS[finding.type](finding)
    if not isinstance(finding.value, str):
        return _text_expected(finding)
    return _ABOUT_TEXTS.get(finding.type, _not_right)(finding)


def _fault(finding: _Finding) -> Message:
    return finding.context["message"], finding.context["remedy"]


def _missing(finding: _Finding) -> Message:
    remedy = sentences(f"Add a line “{finding.name}: …”.", finding.about)
    return f"“{finding.name}” is missing", remedy


def _unknown_name(finding: _Finding) -> Message:
    name, colon, _ = finding.name.partition(":")
    if colon:
        return no_space_after(name)
    if (finding.record, name) in _NOT_HERE:
        return _NOT_HERE[finding.record, name]
    return f"{shown(finding.name)} is not a name that is known here", sentences(
        did_you_mean(finding.name, finding.known), f"Known here: {', '.join(finding.known)}."
    )


def _empty(finding: _Finding) -> Message:
    if finding.is_item:
        return f"an item of “{finding.name}” is empty", "Fill it in, or take its “- ” out."
    remedy = "Fill it in"
    if finding.type == "tuple_type":
        remedy = "Put each item on a line of its own that starts with “- ”"
    if finding.field is not None and not finding.field.is_required():
        remedy += ", or take the line out"
    elif finding.type == "tuple_type":
        remedy += f", or write “{finding.name}: []” if there are none"
    return f"“{finding.name}” is empty", sentences(f"{remedy}.", finding.about)


def _list_expected(finding: _Finding) -> Message:
    value = finding.value if isinstance(finding.value, str) else ""
    remedy = "Put each item on a line of its own that starts with “- ”."
    if value.startswith("-"):
        return f"“{finding.name}” needs a list", "Put a space after each hyphen: “- ”."
    is_of_texts = finding.field is None or _record_type(finding.field) is None
    if is_of_texts and _COULD_BE_ITEMS.fullmatch(value.strip("[](){}")):
        items = value.strip("[](){}").strip()
        remedy = f"Put square brackets around it, and commas between the items: “[{items}]”."
    return f"“{finding.name}” needs a list", sentences(remedy, finding.about)


#: Ids or short names, as they are written in brackets. A sentence belongs on a line of its own.
_COULD_BE_ITEMS = re.compile(r"[\w/’' -]{1,40}(?:, *[\w/’' -]{1,40})*")


def _record_expected(finding: _Finding) -> Message:
    record = (_record_type(finding.field) if finding.field else None) or finding.record
    message, remedy = _entry_expected(finding.value, list(record.model_fields))
    if finding.example and not finding.is_item:
        remedy = f"Write it like this: “{finding.name}: {finding.example}”."
        return message, sentences(remedy, finding.field.description or "" if finding.field else "")
    return message, sentences(remedy, finding.about)


def _entry_expected(value: Any, names: Sequence[str]) -> Message:
    if value == "":
        return "this item is empty", "Fill it in, or take its “- ” out."
    remedy = f"Put each name on a line of its own, all indented alike: {', '.join(names)}."
    if isinstance(value, str) and " " in value:
        remedy += " If it is a sentence of the entry above, put more spaces at its start."
    return f"lines with a name and a value are expected here, such as “{names[0]}: …”", remedy


def _text_expected(finding: _Finding) -> Message:
    if isinstance(finding.value, dict):
        return colon_in_text(next(iter(finding.value), ""))
    if finding.is_item:
        return (
            f"an item of “{finding.name}” is a list of its own, but one text is expected",
            "Take the second “- ” or the brackets out.",
        )
    remedy = f"Write the text after “{finding.name}:”, without “- ” or brackets."
    message = f"“{finding.name}” is a list, but one text is expected"
    return message, sentences(remedy, finding.about)


def _not_a_choice(finding: _Finding) -> Message:
    choices = str(finding.context["expected"]).replace("'", "").replace(" or ", ", ")
    hint = did_you_mean(finding.value, choices.split(", "))
    message = f"{shown(finding.value)} is not one of the words that “{finding.name}” can have"
    return message, sentences(f"Use one of: {choices}.", hint)


def _not_right(finding: _Finding) -> Message:
    message = f"{shown(finding.value)} is not right for “{finding.name}”"
    return message, sentences("Correct it.", finding.about)


#: Names that editors know from a record of another kind.
_NOT_HERE: dict[tuple[type[Record], str], Message] = {
    (Reminder, "figure"): (
        "this is a reminder, and only good practice can have a figure",
        "Delete the line.",
    )
}

_ABOUT_NAMES: dict[str, Callable[[_Finding], Message]] = {
    "fault": _fault,
    "missing": _missing,
    "extra_forbidden": _unknown_name,
}
_ABOUT_LISTS: dict[str, Callable[[_Finding], Message]] = {
    "tuple_type": _list_expected,
    "model_type": _record_expected,
    "model_attributes_type": _record_expected,
}
_ABOUT_TEXTS: dict[str, Callable[[_Finding], Message]] = {
    "literal_error": _not_a_choice,
}
