"""The figures that a sentence states, as briefings write them."""

from __future__ import annotations

import re

_NUMBERS = re.findall(
    r"\w+",
    "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty",
)
_NUMBER = rf"([0-9]{{1,4}}|{'|'.join(_NUMBERS)})"
_FIGURE = re.compile(
    rf"(?<![0-9]){_NUMBER}(?: ?/ ?| (?:out )?of (?:the )?){_NUMBER}(?![0-9])", re.IGNORECASE
)


def figures_in(sentence: str) -> list[tuple[int, int]]:
    """Return the figures that a sentence states as a count and a whole.

    >>> figures_in("75% (6 out of 8) of plans, five of the six and 5/6 cases")
    [(6, 8), (5, 6), (5, 6)]
    """
    return [(_number(count), _number(of)) for count, of in _FIGURE.findall(sentence)]


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _NUMBERS.index(written.lower())
