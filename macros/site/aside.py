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


class Aside:
    """The HTML of a page that is being built."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def set_aside(self, markdown: str) -> str:
        """Return Markdown with a mark in place of each block of HTML.

        A block stands between empty lines, as Markdown wants it, and has none within.
        """
        parts = markdown.split("\n\n")
        for position, part in enumerate(parts):
            if _BLOCK.fullmatch(part):
                parts[position] = self.keep(part)
        return "\n\n".join(parts)

    def keep(self, html: str) -> str:
        """Return a mark for a piece of HTML, of a block or within one."""
        self._pieces.append(html)
        return f"<!-- set aside {len(self._pieces) - 1} -->"

    def put_back(self, html: str) -> str:
        """Return a page's HTML with the pieces in place of their marks."""

        def piece(mark: re.Match[str]) -> str:
            number = int(mark[1])
            return self._pieces[number] if number < len(self._pieces) else mark[0]

        return _MARK.sub(piece, html)


def ids(html: str) -> set[str]:
    """Return the ids of the elements in a piece of our own HTML."""
    return {part.partition('"')[0] for part in html.split(' id="')[1:]}
