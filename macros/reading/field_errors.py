"""How plain values become records, with a message in plain words for each error."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from macros.problems import did_you_mean, nearest, quoted, sentences
from macros.reading.yaml_messages import (
    POINTS_BELOW,
    POINTS_BELOW_TEXT,
    Message,
    colon_in_text,
    no_space_after,
)
from macros.reading.yaml_source import Path
from macros.records.audit_parts import Figure, OriginalBriefing, Rating, Sample, SampleGroup
from macros.records.fields import ADDRESS_PATTERN, KnownRecords, is_no_answer
from macros.records.findings import Found, GoodPractice, Reminder
from macros.records.record import Record
from macros.records.records import Audit

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class FieldError:
    """One error in a record: where it is, what is wrong, and how to fix it.

    ``is_lacking``: a field of the record is missing or empty.
    """

    path: Path
    message: str
    remedy: str
    is_lacking: bool = False


class RecordError(Exception):
    """A value is not a valid record of its kind. ``errors`` holds every error in it."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


def make_record(kind: type[R], value: Any, known: KnownRecords | None = None, **given: str) -> R:
    """Return the record of a kind with these values. Raises RecordError.

    ``value`` maps the names of fields to texts, lists and further mappings, as read from a file.
    ``given`` holds fields that come from elsewhere (a file's name), which an editor may not write.
    References to other records are looked up in ``known``.
    """
    if not isinstance(value, dict):
        names = [name for name in kind.model_fields if name not in given]
        raise RecordError([FieldError((), *_entry_expected(value, names))])
    errors = [
        FieldError((name,), f"“{name}” is taken from the file's name", "Take this line out.")
        for name in given
        if name in value
    ]
    try:
        record = kind.model_validate({**value, **given}, context=known)
    except ValidationError as error:
        errors += _errors(error, kind, hidden=given)
    else:
        if not errors:
            return record
    raise RecordError(errors)


def _errors(
    error: ValidationError, kind: type[Record], hidden: Collection[str]
) -> list[FieldError]:
    """Return the errors in plain words.

    A misspelt name is also a missing one; only the misspelling is reported.
    """
    found = [_Finding(details, kind, hidden) for details in error.errors(include_url=False)]
    entries = {finding.path[:-1] for finding in found if finding.is_entry_elsewhere}
    found = [f for f in found if f.is_entry_elsewhere or f.path[:-1] not in entries]
    alone = {f.path[:-1]: f for f in reversed(found) if f.is_sentence_alone}
    found = [f for f in found if not f.is_sentence_alone or alone[f.path[:-1]] is f]
    meant = {(*finding.path[:-1], finding.meant) for finding in found if finding.meant}
    return [
        FieldError(finding.path, *_in_plain_words(finding), is_lacking=finding.is_lacking)
        for finding in found
        if finding.type != "missing" or finding.path not in meant
    ]


class _Finding:
    """One error of pydantic, with what is known about the field."""

    def __init__(self, details: ErrorDetails, kind: type[Record], hidden: Collection[str]) -> None:
        self.type = details["type"]
        self.value = details["input"]
        self.context = details.get("ctx", {})
        self.path: Path = details["loc"]
        names = [part for part in self.path if isinstance(part, str)]
        self.name = names[-1] if names else ""
        self.is_item = bool(self.path) and isinstance(self.path[-1], int)
        self.is_lacking = len(self.path) == 1 and (self.type == "missing" or self.value == "")
        self.record, self.field = _field_at(kind, names)
        self.known = [name for name in self.record.model_fields if name not in hidden]
        self.meant = ""
        if self.type == "extra_forbidden":
            self.meant = nearest(self.name.partition(":")[0], self.known)
            if self.record is Rating and isinstance(self.value, str):
                self.meant = self.meant or "label"
        if self.context.get("at"):
            self.path = (*self.path, self.context["at"])

    @property
    def is_sentence_alone(self) -> bool:
        """Whether a sentence is where an entry with an id belongs: often all of a list are."""
        return self.type.startswith("model_") and self.is_item and isinstance(self.value, str)

    @property
    def may_have_points(self) -> bool:
        """Whether it is the sentence of a finding."""
        return self.name == "text" and "points" in self.known

    @property
    def is_entry_elsewhere(self) -> bool:
        """Whether the record has an id, but is among records that have none."""
        has_id = self.type == "extra_forbidden" and self.name == "id"
        return has_id and len(self.path) > 1 and "id" not in self.known

    @property
    def about(self) -> str:
        """The description of the field, with an example if there is one."""
        if self.field is None:
            return ""
        example = f"Example: “{self.example}”." if self.example else ""
        return sentences(self.field.description or "", example)

    @property
    def example(self) -> str:
        """An example as written in a file, or an empty string."""
        example = (self.field.examples or [""])[0] if self.field is not None else ""
        if example is True:
            return "true"
        if isinstance(example, dict):
            quoted_values = ((n, f'"{v}"' if ":" in str(v) else v) for n, v in example.items())
            return "{" + ", ".join(f"{name}: {value}" for name, value in quoted_values) + "}"
        if not isinstance(example, list):
            return str(example)
        are_short = all(_COULD_BE_ITEMS.fullmatch(str(item)) for item in example)
        return f"[{', '.join(example)}]" if are_short else f"- {example[0]}"


def _field_at(kind: type[Record], names: list[str]) -> tuple[type[Record], FieldInfo | None]:
    """Return the kind of record that a name belongs to, and its field of that name, if any."""
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
    """Return the message for one error of pydantic."""
    if finding.type not in ("missing", "extra_forbidden") and (words := _no_answer(finding)):
        return words
    if finding.type in _ABOUT_NAMES:
        return _ABOUT_NAMES[finding.type](finding)
    if finding.value == "":
        return _empty(finding)
    if finding.type in _ABOUT_LISTS:
        return _ABOUT_LISTS[finding.type](finding)
    if not isinstance(finding.value, str):
        return _text_expected(finding)
    return _not_a_choice(finding) if finding.type == "literal_error" else _not_right(finding)


def _fault(finding: _Finding) -> Message:
    return finding.context["message"], finding.context["remedy"]


def _missing(finding: _Finding) -> Message:
    or_none = ""
    if finding.field is not None and str(finding.field.annotation).startswith("tuple"):
        or_none = f"If there is none, write “{finding.name}: []”."
    remedy = sentences(f"Add a line “{finding.name}: …”.", finding.about, or_none)
    return f"“{finding.name}” is missing", remedy


_OF_AN_ENTRY = {*GoodPractice.model_fields, *Reminder.model_fields} - {"guidance"}


def _misplaced(finding: _Finding, name: str) -> Message | None:
    """Return a message for a name of an audit, of its sample or of an entry in another place."""
    if finding.record is Rating and finding.meant == "label" and isinstance(finding.value, str):
        return f"{quoted(name)} is a rating, and has no “label” in front of it", _A_RATING.format(
            name, finding.value or "…"
        )
    if finding.record is Audit and name in Sample.model_fields:
        return (
            f"“{name}” belongs to “sample”, but starts further out",
            "Put two more spaces at the start of this line and of the lines that belong to it.",
        )
    if finding.record is Audit and name in _OF_AN_ENTRY:
        return (
            f"“{name}” belongs to an entry, and not to the whole audit",
            "Put it into the entry that it is about, with as many spaces at its start as the other "
            "lines there have.",
        )
    inner = {"text", "situations"} <= set(finding.known) or finding.record is Sample
    if inner and not finding.meant and name in Audit.model_fields:
        return (
            f"“{name}” belongs to the whole audit, and not to one of its parts",
            "Move the line above the lists, with no space at its start.",
        )
    return None


def _unknown_name(finding: _Finding) -> Message:
    name, colon, _ = finding.name.partition(":")
    if finding.is_entry_elsewhere:
        return _ENTRY_ELSEWHERE
    if colon:
        return no_space_after(name)
    if (finding.record, name) in _NOT_HERE:
        return _NOT_HERE[finding.record, name]
    if words := _misplaced(finding, name):
        return words
    if " " in name and not finding.meant:
        return colon_in_text(name)[0], (
            'If it goes on from the line above, join it to that line, and put double quotes (") '
            f"around the whole text. If it is a name, use one of: {', '.join(finding.known)}."
        )
    return f"{quoted(finding.name)} is not a name that can be used here", sentences(
        did_you_mean(finding.name, finding.known), f"Names that can: {', '.join(finding.known)}."
    )


def _no_answer(finding: _Finding) -> Message | None:
    """Return a message for words such as “none” and “not known” where nothing can be left out."""
    if not (isinstance(finding.value, str) and is_no_answer(finding.value)):
        return None
    if finding.value.casefold() == "yes" and "'true'" in finding.context.get("expected", ""):
        return f"“{finding.value}” is not how “{finding.name}” is switched on", (
            f"Write “{finding.name}: true”."
        )
    message = f"{quoted(finding.value)} is no answer, and readers would see it"
    is_optional = finding.field is not None and not finding.field.is_required()
    if finding.record is Sample and not is_optional:
        return message, "Delete “sample” and the lines that belong to it."
    if finding.name == "text" and len(finding.path) == 3:
        name = finding.path[0]
        remedy = f"Delete this entry. If no other is left below “{name}:”, write “{name}: []”."
    elif finding.is_item:
        instead = "delete the line" if is_optional else f"write “{finding.name}: []” in place of"
        remedy = f"Delete this item. If no other is left, {instead} “{finding.name}:”."
    elif is_optional:
        remedy = "Delete the line. The page then says nothing about it."
    elif finding.type == "tuple_type":
        remedy = f"If there is none, write “{finding.name}: []”."
    elif finding.type == "no_answer":
        remedy = sentences("Write it in its place.", finding.about)
    else:
        return None
    return message, remedy


def _empty(finding: _Finding) -> Message:
    if finding.is_item:
        return f"an item of “{finding.name}” is empty", "Fill it in, or take its “- ” out."
    is_list = finding.type == "tuple_type"
    remedy = "Put each item on a line of its own that starts with “- ”" if is_list else "Fill it in"
    if finding.field is not None and not finding.field.is_required():
        remedy += ", or take the line out"
    elif is_list:
        remedy += f", or write “{finding.name}: []” if there are none"
    return f"“{finding.name}” is empty", sentences(f"{remedy}.", finding.about)


def _list_expected(finding: _Finding) -> Message:
    if isinstance(finding.value, dict) and finding.value:
        first, value = next(iter(finding.value.items()))
        if finding.name == "ratings" and first not in Rating.model_fields:
            return "“ratings” needs a list", _A_RATING.format(first, value or "…")
        return (
            f"“{finding.name}” needs a list, and the entry below it has no hyphen",
            f"In front of “{first}”, put “- ” in place of the last two spaces. "
            "Leave the other lines of the entry as they are.",
        )
    value = finding.value if isinstance(finding.value, str) else ""
    remedy = "Put each item on a line of its own that starts with “- ”."
    if value.startswith("-"):
        return f"“{finding.name}” needs a list", "Put a space after each hyphen: “- ”."
    is_of_texts = finding.field is None or _record_type(finding.field) is None
    is_of_sentences = finding.name in ("points", "background", "questions", "what_they_did")
    if (
        is_of_texts
        and not (is_of_sentences and " " in value)
        and _COULD_BE_ITEMS.fullmatch(value.strip("[](){}"))
    ):
        items = value.strip("[](){}").strip()
        remedy = f"Put square brackets around it, and commas between the items: “[{items}]”."
        return f"“{finding.name}” needs a list", remedy
    return f"“{finding.name}” needs a list", sentences(remedy, finding.about)


#: Ids or short names, which can be written in brackets. A sentence belongs on a line of its own.
_COULD_BE_ITEMS = re.compile(r"[\w/’' -]{1,40}(?:, *[\w/’' -]{1,40})*")


def _record_expected(finding: _Finding) -> Message:
    record = (_record_type(finding.field) if finding.field else None) or finding.record
    message, remedy = _entry_expected(finding.value, list(record.model_fields))
    value = finding.value if isinstance(finding.value, str) else ""
    if value and (rewritten := _rewritten(record, value)):
        return message, rewritten
    if finding.example and not finding.is_item:
        remedy = f"Write it like this: “{finding.name}: {finding.example}”."
        return message, sentences(remedy, finding.field.description or "" if finding.field else "")
    return message, sentences(remedy, finding.about)


def _rewritten(record: type[Record], value: str) -> str:
    """Return how to write a text as a part of an audit, or an empty string."""
    if record is Rating:
        return _A_RATING.format(value, "…")
    if record is SampleGroup:
        label = value.lstrip("0123456789")
        return _A_GROUP.format(value.removesuffix(label) or "…", label.strip())
    if record is Figure and (numbers := re.fullmatch(r"(\d+) ?(?:/|of|out of) ?(\d+)", value)):
        return f"Write “figure: {{count: {numbers[1]}, of: {numbers[2]}}}”."
    if record is OriginalBriefing and ADDRESS_PATTERN.fullmatch(value):
        return (
            f"Write the address on a line below it, with two spaces at its start: “url: {value}”. "
            "Above that write “title: …” with the title of the briefing, with two spaces as well."
        )
    if record is OriginalBriefing:
        return f'Write “source: {{title: "{value}"}}”, if that is the title of the briefing.'
    return ""


def _entry_expected(value: Any, names: list[str]) -> Message:
    if value == "":
        return "this item is empty", "Fill it in, or take its “- ” out."
    if isinstance(value, list):
        message = f"this file holds a list, but one entry is expected, such as “{names[0]}: …”"
        first = value[0] if value and isinstance(value[0], dict) else {}
        if len(value) == 1 and names[0] in first:
            remedy = "Delete its hyphen, and two spaces at the start of each line of the entry."
        elif "groups" in names:
            remedy = "Put the line with the name of the list above it. The file has two lists: "
            remedy += f"{' and '.join(names)}. Write “[]” after the name of one that is empty."
        else:
            remedy = "Move the entries to the file of their list, and delete this one."
        return message, remedy
    if isinstance(value, str) and "good_practice" in names:
        return (
            "this file does not hold an audit",
            "Copy the record in CONTRIBUTING.md, under “By file”, into it, and write the words of "
            "the briefing into the record.",
        )
    if isinstance(value, str) and {"id", "text"} <= set(names):
        return "a sentence alone is no entry: it needs an id", (
            "Write “- id: …” with a short name of your own on this line, and on a line of its own "
            "below it, two spaces further in, “text: …” with the sentence. Do the same with each "
            "sentence of the list."
        )
    remedy = f"Put each name on a line of its own, all indented alike: {', '.join(names)}."
    if isinstance(value, str) and " " in value:
        remedy += " If it is a sentence of the entry above, put more spaces at its start."
    return f"lines with a name and a value are expected here, such as “{names[0]}: …”", remedy


def _text_expected(finding: _Finding) -> Message:
    if isinstance(finding.value, dict):
        first, value = next(iter(finding.value.items()), ("", ""))
        if finding.is_item and first == "id":
            return _ENTRY_ELSEWHERE
        if isinstance(value, list):
            return POINTS_BELOW_TEXT if finding.may_have_points else POINTS_BELOW
        return colon_in_text(next(iter(finding.value), ""))
    if finding.is_item:
        return (
            f"an item of “{finding.name}” is a list of its own, but one text is expected",
            "Take the second “- ” or the brackets out.",
        )
    remedy = f"Write the text after “{finding.name}:”, without “- ” or brackets."
    message = f"“{finding.name}” is a list, but one text is expected"
    if finding.may_have_points:
        return message, f"{remedy} Its points go below a line “points:”."
    return message, sentences(remedy, finding.about)


def _not_a_choice(finding: _Finding) -> Message:
    choices = str(finding.context["expected"]).replace("'", "").replace(" or ", ", ")
    hint = did_you_mean(finding.value, choices.split(", "))
    message = f"{quoted(finding.value)} is not one of the words that “{finding.name}” can have"
    return message, sentences(f"Use one of: {choices}.", hint)


def _not_right(finding: _Finding) -> Message:
    if finding.type.startswith("bool"):
        return f"{quoted(finding.value)} is not how “{finding.name}” is switched on", (
            f"Write “{finding.name}: true”, or delete the line. {finding.about}"
        )
    message = f"{quoted(finding.value)} is not right for “{finding.name}”"
    return message, sentences("Correct it.", finding.about)


_ENTRY_ELSEWHERE = (
    "a new entry starts here, but it is further in than the other entries",
    "Delete spaces at the start of this line until its hyphen is below the hyphens of the other "
    "entries, and the same number at the start of each line that belongs to it.",
)

#: What a group of a sample looks like in a file.
_A_GROUP = (
    "Write each group on a line of its own: “- {{count: {}, label: {}}}”. Without a number it is "
    "“- label: …”."
)

#: What a rating looks like in a file.
_A_RATING = (
    "Write each rating on a line of its own: “- {{label: {}, count: {}}}”. Without a number it is "
    "“- label: …”."
)

#: Names that editors know from a record of another kind.
_NOT_HERE: Mapping[tuple[type[Record], str], Message] = {
    (Reminder, "figure"): (
        "this is a reminder, and only good practice can have a figure",
        "Delete the line.",
    ),
    **{
        (kind, name): (
            f"only a recommendation can have “{name}”",
            "Move the entry below “recommendations:” if it is asked of the partnership or of an "
            "agency. If not, delete the line.",
        )
        for kind in (Reminder, GoodPractice, Found)
        for name in ("owner", "due")
    },
}

_ABOUT_NAMES: Mapping[str, Callable[[_Finding], Message]] = {
    "fault": _fault,
    "missing": _missing,
    "extra_forbidden": _unknown_name,
}
_ABOUT_LISTS: Mapping[str, Callable[[_Finding], Message]] = {
    "tuple_type": _list_expected,
    "model_type": _record_expected,
    "model_attributes_type": _record_expected,
}
