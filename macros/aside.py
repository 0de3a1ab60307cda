"""HTML that Markdown need not read: set aside while a page is converted, and put back after.

Python-Markdown and MkDocs each parse all HTML of a page with a parser in Python. With hundreds of
audits that took more than half of a build.
"""

from __future__ import annotations

import re

_BLOCK = re.compile(
    r"<(?:article|blockquote|details|div|dl|figure|nav|ol|p|section|table|ul)\b.*>", re.DOTALL
)
_MARK = re.compile(r"<!-- set aside (\d+) -->")
_ID = re.compile(r'\sid="([^"]+)"')


class Aside:
    """The HTML of the pages that are being built."""

    def __init__(self) -> None:
        self._blocks: dict[int, str] = {}
        self._count = 0

    def set_aside(self, markdown: str) -> str:
        """Return Markdown with a mark in place of each block of HTML.

        A block stands between empty lines, as Markdown wants it, and has none within.
        """
        parts = markdown.split("\n\n")
        for position, part in enumerate(parts):
            if _BLOCK.fullmatch(part):
                self._count += 1
                self._blocks[self._count] = part
                parts[position] = f"<!-- set aside {self._count} -->"
        return "\n\n".join(parts)

    def put_back(self, html: str) -> str:
        """Return a page's HTML with its blocks in place of their marks."""
        return _MARK.sub(lambda mark: self._blocks.get(int(mark[1]), mark[0]), html)


def ids(html: str) -> set[str]:
    """Return the ids of the elements in a piece of our own HTML."""
    return set(_ID.findall(html))
