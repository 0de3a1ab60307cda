"""How values are written in a data file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

#: The start of the comment above each suggestion. Nothing is published while there is one.
PLEASE_CONFIRM = "# please confirm"


def scalar(text: str) -> str:
    """Return a text as a YAML value: unquoted where that is safe, otherwise in quotes.

    >>> scalar("Keep timelines"), scalar("Remember: ask"), scalar("no")
    ('Keep timelines', '"Remember: ask"', '"no"')
    """
    plain = re.fullmatch(r"[A-Za-z][^:#\[\]{}\"\\`|>&*!%@]*[^\s:#,\[\]{}\"\\`|>&*!%@]", text)
    quoted = not plain or text.casefold() in ("yes", "no", "on", "off", "true", "false", "null")
    return json.dumps(text, ensure_ascii=False) if quoted else text


def item(text: str) -> str:
    """Return a text as an item of a list in square brackets."""
    return scalar(text) if "," not in text else json.dumps(text, ensure_ascii=False)


def lines(record: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yield the lines of a record: texts, numbers, lists of them, and records below it.

    >>> list(lines({"year": "2022/23", "themes": ["aa", "bb"], "found": [{"id": "cc"}]}))
    ['year: 2022/23', 'themes: [aa, bb]', 'found:', '  - id: cc']
    """
    for key, value in record.items():
        match value:
            case {}:
                yield f"{indent}{key}:"
                yield from lines(value, f"{indent}  ")
            case [{}, *_]:
                yield f"{indent}{key}:"
                for entry in value:
                    first, *rest = lines(entry, f"{indent}    ")
                    yield from (f"{indent}  - {first.lstrip()}", *rest)
            case list() if any(" " in text for text in value):
                yield from (f"{indent}{key}:", *(f"{indent}  - {scalar(text)}" for text in value))
            case list():
                yield f"{indent}{key}: [{', '.join(map(item, value))}]"
            case bool() | int():
                yield f"{indent}{key}: {str(value).lower()}"
            case _:
                plain = re.fullmatch(r"[0-9]{4}[0-9/-]+", value)
                yield f"{indent}{key}: {value if plain else scalar(value)}"
