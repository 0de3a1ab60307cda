"""How values are written in a data file."""

from __future__ import annotations

import json
import re

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
