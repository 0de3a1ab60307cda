"""Filling templates, and the pieces of Markdown and HTML that a template cannot make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from html import escape
from typing import Any, TypeVar

import markdown as python_markdown
from jinja2 import Environment
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry
from markupsafe import Markup

from macros.addresses import links
from macros.addresses.links import (
    Address,
    CurrentPage,
    guidance_entry_address,
    situation_address,
    theme_address,
)
from macros.output import templates_beside
from macros.pages import inline
from macros.problems import counted
from macros.records.colours import colour_class
from macros.records.dates import day_in_words
from macros.records.fields import LINK_PATTERN
from macros.records.lists import TO_CALL

T = TypeVar("T")

#: Marks the beginning and the end of a heading in a filled template. Data cannot hold it: YAML
#: refuses control characters.
_EDGE = "\x1e"

_LINE_ENDS = re.compile(r"\n\s+")


def fill(template: str, piece: str, **values: Any) -> Markup:
    """Return the macro ``piece`` of a template in ``templates/``, filled with values.

    Markdown reads HTML as one block up to the next empty line. So there are none, except around
    headings, which stay Markdown to reach the table of contents.
    """
    filled = _piece(template, piece)(**values)
    parts = (_LINE_ENDS.sub("\n", part).strip() for part in filled.split(_EDGE))
    return Markup("\n\n".join(part for part in parts if part))


@cache
def _piece(template: str, piece: str) -> Callable[..., Markup]:
    macro: Callable[..., Markup] = getattr(
        _templates().get_template(f"{template}.html").module, piece
    )
    return macro


@cache
def _templates() -> Environment:
    templates = templates_beside(__file__)
    templates.globals.update({function.__name__: function for function in _FOR_TEMPLATES})
    templates.globals.update(links=links, TO_CALL=TO_CALL)
    templates.filters["without_links"] = without_links
    templates.filters["capitalised"] = lambda words: words[:1].upper() + words[1:]
    return templates


def heading(level: int, label: str, fragment: str) -> Markup:
    """Return a heading in Markdown with an id, for a template. ``label`` is plain text."""
    return Markup(f"{_EDGE}{'#' * level} {heading_text(label)} {{ #{fragment} }}{_EDGE}")


def heading_text(value: str) -> str:
    """Return plain text escaped for a heading in Markdown."""
    return re.sub(r"([\\`*_{}\[\]()>#+\-.!])", r"\\\1", escape(value, quote=False))


def blocks(parts: Iterable[str]) -> str:
    """Join the non-empty pieces of a page with empty lines."""
    return "\n\n".join(part for part in parts if part)


def empty_notice(words: str) -> Markup:
    """Return a notice that there is nothing here yet. ``words`` are plain text."""
    return fill("parts", "empty", words=words)


def tick_boxes(here: CurrentPage) -> Markup:
    """Return the script that lets a reader choose reminders for a checklist."""
    return fill("parts", "tick_boxes", here=here)


# --- Sentences in Markdown --------------------------------------------------------------------


def inline_markdown(here: CurrentPage, source: str) -> Markup:
    """Return a sentence of Markdown as HTML without a paragraph around it.

    Links to records, such as ``guidance:smart-planning``, become links to their pages. HTML in
    the sentence is shown as text, and so is all Markdown except links and emphasis: an image would
    make every reader's browser send a request to another site.
    """
    one_line = re.sub(r"\s*\n\s*", " ", source)
    escaped = one_line.replace("&", "&amp;").replace("<", "&lt;")
    resolved = LINK_PATTERN.sub(lambda match: f"]({_resolve(here, match[1])}", escaped)
    return _convert(resolved)


def without_links(source: str) -> str:
    """Return Markdown with each link replaced by its words.

    >>> without_links("Read [the guide](guidance:smart-planning) first")
    'Read the guide first'
    """
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", source)


@lru_cache(maxsize=4096)
def _convert(source: str) -> Markup:
    html = _links_and_emphasis().reset().convert(source)
    return Markup(html.removeprefix("<p>").removesuffix("</p>"))


@cache
def _links_and_emphasis() -> python_markdown.Markdown:
    """Return a converter of links and emphasis only."""
    converter = python_markdown.Markdown()
    converter.parser.blockprocessors = _only(converter.parser.blockprocessors, "paragraph")
    converter.inlinePatterns = _only(converter.inlinePatterns, "escape", "link", "em_strong")
    converter.treeprocessors.register(InlineProcessor(converter), "inline", 20)  # to use the above
    return converter


def _only(registry: Registry[T], *names: str) -> Registry[T]:
    """Return a registry with only the named entries, in the order in which they are tried."""
    kept: Registry[T] = Registry()
    for priority, name in enumerate(reversed(names)):
        kept.register(registry[name], name, priority)
    return kept


def _resolve(here: CurrentPage, target: str) -> str:
    """Return the address that a link in Markdown leads to."""
    kind, _, record_id = target.partition(":")
    match kind:
        case "guidance":
            return here.href(guidance_entry_address(record_id))
        case "theme":
            return here.href(theme_address(record_id))
        case "situation":
            return here.href(situation_address(record_id))
        case "audit":
            return here.href(Address(f"audits/{record_id}.md"))
        case "http" | "https":
            return target
    raise ValueError(f"a link to {target!r} was not refused when the data was read")


#: What templates may call.
_FOR_TEMPLATES: tuple[Callable[..., Any], ...] = (
    inline.audit_link,
    inline.guide_link,
    inline.guide_links,
    inline.item_link,
    inline.link,
    inline.links_to,
    inline.mark_of,
    inline.outside_link,
    inline.situation_link,
    inline.situation_links,
    inline.theme_link,
    inline.theme_links,
    colour_class,
    counted,
    day_in_words,
    heading,
    inline_markdown,
)
