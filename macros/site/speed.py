"""What makes the build of hundreds of audits faster. Nothing here changes the output.

To understand the site, skip this module. Without each of these the build of 600 audits takes this
much more processor time: ``Placeholders`` 95 %, ``CachedPage`` 21 %, and the cache of compiled
templates in ``plugin.py`` 15 %.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

_BLOCK = re.compile(
    r"<(?:article|blockquote|details|div|dl|figure|form|nav|ol|p|section|table|ul)\b.*>", re.DOTALL
)
_MARK = re.compile(r"<!-- set aside (\d+) -->")


class Placeholders:
    """Placeholders for the HTML of a page's macros while its Markdown is converted.

    Python-Markdown and MkDocs each parse all HTML of a page with a parser in Python.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def replace_blocks(self, markdown: str) -> str:
        """Return Markdown with a placeholder for each block of HTML.

        A block is between empty lines, as Markdown requires, and contains none.
        """
        parts = markdown.split("\n\n")
        for position, part in enumerate(parts):
            if _BLOCK.fullmatch(part):
                parts[position] = self.add(part)
        return "\n\n".join(parts)

    def add(self, html: str) -> str:
        """Return the placeholder for a piece of HTML, a block or inline."""
        self._pieces.append(html)
        return f"<!-- set aside {len(self._pieces) - 1} -->"

    def restore(self, html: str) -> str:
        """Return a page's HTML with the pieces in place of their placeholders."""

        def piece(mark: re.Match[str]) -> str:
            number = int(mark[1])
            return self._pieces[number] if number < len(self._pieces) else mark[0]

        return _MARK.sub(piece, html)


def ids(html: str) -> set[str]:
    """Return the ids of all elements in a piece of our own HTML."""
    return {part.partition('"')[0] for part in html.split(' id="')[1:]}


@dataclass(frozen=True)
class Converted:
    """What MkDocs makes of the Markdown of a page."""

    content: str
    toc: Any
    ids: frozenset[str]
    links: dict[File, dict[str, str]] | None


class CachedPage(MkDocsPage):
    """A standard page: once what differs is set aside, hundreds have the same Markdown.

    It is converted once for each depth of folders, because its links are relative.
    ``converted`` caches the result by Markdown and depth.
    """

    def __init__(
        self, file: File, config: MkDocsConfig, converted: dict[tuple[str, int], Converted]
    ) -> None:
        super().__init__(None, file, config)
        self._converted = converted

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the page, or reuse the result for the same Markdown at the same depth."""
        key = (self.markdown or "", self.file.src_uri.count("/"))
        known = self._converted.get(key)
        if known is None:
            super().render(config, files)
            ids = frozenset(self.present_anchor_ids or ())
            known = Converted(self.content or "", self.toc, ids, self.links_to_anchors)
            self._converted[key] = known
        self.content, self.toc, self.links_to_anchors = known.content, known.toc, known.links
        self.present_anchor_ids = set(known.ids)
