"""The text of a page, split at its headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import html

#: Elements that are never indexed: scripts, links to sources, and what a page excludes.
_NOT_SEARCHED = "//script | //style | //*[@data-search-exclude]" + "".join(
    f" | //*[contains(concat(' ', @class, ' '), ' {name} ')]"
    for name in ("footnote-backref", "footnote-ref", "sscp-draft")
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset({"a", "abbr", "b", "code", "dfn", "em", "i", "span", "strong"})

#: What separates the items of a list in a text without markup.
ITEM_END = " · "

#: What separates the cells of a row.
CELL_END = " – "

#: The edges of an item and of a cell, until the text is on one line. No page has them.
_EDGE = "\x1e"
_CELL_EDGE = "\x1d"
_EDGES = {"li": _EDGE, "dt": _EDGE, "tr": _EDGE, "td": _CELL_EDGE, "th": _CELL_EDGE}


@dataclass(frozen=True)
class Section:
    """A heading of a page, and the text from it to the next heading.

    ``search_words`` are other words that people search for, from the heading's attribute
    ``data-search-words``, where semicolons separate them. ``has_text``: some of its text is not in
    a link.
    """

    level: int
    fragment: str
    heading: str
    text: str
    search_words: tuple[str, ...]
    has_text: bool


@lru_cache(maxsize=64)  # the standard pages of hundreds of audits are the same
def sections(page: str) -> tuple[Section, ...]:
    """Return the sections of a page's HTML: one for each heading with an id, and for the h1."""
    root = html.fragment_fromstring(page, create_parent="div")
    for element in root.xpath(_NOT_SEARCHED):
        element.drop_tree()
    headings: list[html.HtmlElement] = []
    texts: list[str] = []
    plain: list[str] = []  # the texts without their links
    for words, element, in_link in _texts(root):
        if element is not None:
            headings.append(element)
            texts.append("")
            plain.append("")
        if texts:
            texts[-1] += words
            plain[-1] += "" if in_link else words
    return tuple(
        Section(
            int(heading.tag[1]),
            heading.get("id", ""),
            _one_line("".join(words for words, _, _ in _texts(heading))),
            _one_line(text),
            tuple(filter(None, map(str.strip, heading.get("data-search-words", "").split(";")))),
            any(character.isalnum() for character in without_links),
        )
        for heading, text, without_links in zip(headings, texts, plain, strict=True)
    )


def _texts(
    root: html.HtmlElement, *, in_link: bool = False
) -> Iterator[tuple[str, html.HtmlElement | None, bool]]:
    """Yield the pieces of text in an element, the headings in it, and whether it is in a link."""
    yield root.text or "", None, in_link
    for child in root:
        space = "" if child.tag in _INLINE else _EDGES.get(child.tag, " ")
        if child.tag in _HEADINGS and (child.tag == "h1" or child.get("id")):
            yield "", child, False
        elif isinstance(child.tag, str):
            yield space, None, in_link
            yield from _texts(child, in_link=in_link or child.tag == "a")
        yield space + (child.tail or ""), None, in_link


def _one_line(words: str) -> str:
    """Return text on one line, without a space before a comma or full stop.

    Items and cells are separated, but not an item from the words that announce it.

    >>> _one_line(f"Ask: {_EDGE} who ; {_EDGE}{_EDGE} when: {_EDGE}{_EDGE} a {_CELL_EDGE} b{_EDGE}")
    'Ask: who; · when: · a – b'
    """
    joined = before = ""
    for part in words.split(_EDGE):
        cells = (" ".join(cell.split()) for cell in part.split(_CELL_EDGE))
        item = CELL_END.join(filter(None, cells))
        if item and joined:
            joined += " " if before.endswith(":") else ITEM_END
        joined += item
        before = item
    for mark in ",.;:)":
        joined = joined.replace(f" {mark}", mark)
    return joined
