"""One stylesheet for every page: what of the theme's own is used, and then the site's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import tinycss2  # type: ignore[import-untyped]

_CLASS_VALUES = re.compile(r'\sclass="([^"]*)"')
_CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")
_ID = re.compile(r"#(-?[A-Za-z_][\w-]*)")
_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)")
_WITHIN_NOT = re.compile(r":not\([^()]*\)")


def classes_of(html: str) -> set[str]:
    """Return the classes that the elements of a page have."""
    return {name for value in _CLASS_VALUES.findall(html) for name in value.split()}


def trimmed(css: str, used: Collection[str]) -> str:
    """Return the rules of a stylesheet that can concern a page with the classes that are used.

    A selector goes if it asks for a class that no page has, for an id, for an attribute that only
    the theme's own script and settings give, or for a script that runs from right to left. Fonts
    go as well: the site has none.
    """
    return _serialized(tinycss2.parse_stylesheet(css, True, True), used)


def _serialized(rules: Iterable[Any], used: Collection[str]) -> str:
    parts = []
    for rule in rules:
        if rule.type == "qualified-rule":
            wanted = [
                selector
                for selector in _selectors(tinycss2.serialize(rule.prelude))
                if _is_used(selector, used)
            ]
            if wanted:
                parts.append(f"{','.join(wanted)}{{{tinycss2.serialize(rule.content)}}}")
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            within = tinycss2.parse_blocks_contents(rule.content, True, True)
            inner = _serialized(within, used)
            if inner:
                condition = tinycss2.serialize(rule.prelude).strip()
                parts.append(f"@{rule.lower_at_keyword} {condition}{{{inner}}}")
    return "\n".join(parts)


def _selectors(prelude: str) -> Sequence[str]:
    """Return the selectors of a rule: a comma within brackets divides none."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(prelude):
        depth += (character in "([") - (character in ")]")
        if character == "," and not depth:
            parts.append(prelude[start:position].strip())
            start = position + 1
    return [*parts, prelude[start:].strip()]


_GIVEN_BY_THE_THEME = ("data-md-", "hidden")


def _is_used(selector: str, used: Collection[str]) -> bool:
    asked = _WITHIN_NOT.sub("", selector)
    if any(name not in used for name in _CLASS.findall(asked)):
        return False
    if _ID.search(asked) or "[dir=rtl]" in asked:
        return False
    return not any(name.startswith(_GIVEN_BY_THE_THEME) for name in _ATTRIBUTE.findall(asked))
