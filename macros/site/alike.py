"""Standard pages whose Markdown is alike are converted once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage


@dataclass(frozen=True)
class Converted:
    """What MkDocs makes of the Markdown of a page."""

    content: str
    toc: Any
    ids: frozenset[str]
    links: dict[File, dict[str, str]] | None


class AlikePage(MkDocsPage):
    """A standard page: once what differs is set aside, hundreds have the same Markdown.

    It is converted once for each folder, from which its links are relative. ``converted`` keeps
    what was, by Markdown and folder.
    """

    def __init__(
        self, file: File, config: MkDocsConfig, converted: dict[tuple[str, str], Converted]
    ) -> None:
        super().__init__(None, file, config)
        self._converted = converted
        self.content_is_new = True

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the page, or take what the same Markdown in the same folder has become."""
        key = (self.markdown or "", str(PurePosixPath(self.file.src_uri).parent))
        known = self._converted.get(key)
        self.content_is_new = known is None
        if known is None:
            super().render(config, files)
            ids = frozenset(self.present_anchor_ids or ())
            known = Converted(self.content or "", self.toc, ids, self.links_to_anchors)
            self._converted[key] = known
        self.content, self.toc, self.links_to_anchors = known.content, known.toc, known.links
        self.present_anchor_ids = set(known.ids)
