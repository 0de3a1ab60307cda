"""The two lists of an audit where the line between them is missing, so that they became one.

Good practice and reminders look alike in the file. Without the line with the name of the second
list its items belong to the first, and readers would see as done well what is to be done better.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.reading.yaml_messages import Message
from macros.reading.yaml_source import Path, YamlDocument

#: The lists of findings of an audit, with the word for what is in them.
LISTS = {"good_practice": "good practice", "reminders": "reminders"}


def missing_list(document: YamlDocument) -> Mapping[str, tuple[Path, Message]]:
    """Return what to say of a list of an audit that is missing or empty: name to place and words.

    ``document`` is the file of an audit. A list that says itself that it is empty, ``[]``, is not
    missing.
    """
    audit = document.value
    if not isinstance(audit, dict):
        return {}
    found: dict[str, tuple[Path, Message]] = {}
    for name, other in (("good_practice", "reminders"), ("reminders", "good_practice")):
        items = audit.get(other)
        if name not in audit or audit[name] == "":
            found[name] = _words(document, name, other, items if isinstance(items, list) else [])
    return found


def _words(document: YamlDocument, name: str, other: str, items: list[Any]) -> tuple[Path, Message]:
    what, those = LISTS[name], LISTS[other]
    one = what.removesuffix("s")
    is_there = name in document.value
    message = f"“{name}” is empty" if is_there else f"“{name}” is missing"
    # Without reminders an audit would say nothing to practitioners, so that is not suggested.
    or_none = f" If there is none, write “{name}: []”." if name == "good_practice" else ""
    if not items:
        remedy = f"Write the {what} below a line “{name}:”, each starting with “- id: …”.{or_none}"
        return (name,), (message, remedy)
    index = _where_it_changes(document, other, items)
    at = f"move the line “{name}:”" if is_there else f"put a line “{name}:”"
    if index is None:
        remedy = (
            f"If {what} are among the {those} below “{other}:”, {at} above the first of them. "
            f"If not, write the {what} below a line “{name}:”.{or_none}"
        )
        return ((name,) if is_there else (other,)), (message, remedy)
    return (other, index), (
        f"{message}, so everything from here on counts as {those}",
        f"If this is the first {one}, {at} above it. If another item is the first, {at} above "
        "that one.",
    )


def _where_it_changes(document: YamlDocument, name: str, items: list[Any]) -> int | None:
    """Return the item of a list at which another list seems to start, if one does.

    The line that is missing mostly leaves a gap, or a note that is not indented, before the item.
    If there is none, it is the first item that applies in situations after one that does not.
    """
    lines = document.text.splitlines()
    for index in range(1, len(items)):
        line = document.place((name, index))[0] - 1
        above = line - 1
        while above > 0 and lines[above].startswith(" ") and lines[above].lstrip()[:1] == "#":
            above -= 1
        if above > 0 and (not lines[above].strip() or lines[above].startswith("#")):
            return index
    applies = [isinstance(item, dict) and bool(item.get("situations")) for item in items]
    if applies and not applies[0] and any(applies):
        return applies.index(True)
    return None
