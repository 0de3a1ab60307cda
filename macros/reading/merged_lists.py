"""How to tell that an audit's two lists were merged because the line between them is missing.

Good practice and reminders look the same in the file. Without the line that names the second list,
its items belong to the first, and readers would see as done well what should be done better.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.reading.yaml_messages import Message
from macros.reading.yaml_source import Path, YamlDocument

#: An audit's lists of findings, with the word for their items.
LISTS = {"good_practice": "good practice", "reminders": "reminders"}

#: The names that only entries of one of the lists have.
ONLY_IN = {"good_practice": "figure", "reminders": "key"}


def missing_list(document: YamlDocument) -> Mapping[str, tuple[Path, Message]]:
    """Map each of an audit's lists that is missing or empty to the place and text of a message.

    ``document`` is the file of the audit. A list that is explicitly empty, ``[]``, is not missing.
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
    """Return the index of the item at which another list seems to start, if any.

    Where the line is missing there is usually an empty line, or a comment that is not indented.
    Otherwise it is the first item with situations, if it follows an item without any.
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
