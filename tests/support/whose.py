"""Which sentences of other publishers stand somewhere without the name of their publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin

from lxml import html

from macros.records.library import Library
from macros.records.records import Audit

#: What is read as one: a sentence, a row of a table, a tile, an entry of a list.
UNITS = ("li", "tr", "p", "h1", "h2", "h3", "h4", "option", "dd", "summary")


def theirs(library: Library) -> Iterator[Audit]:
    """Yield the audits of other publishers."""
    return (audit for audit in library.audits if not library.is_ours(audit))


def without_publisher(library: Library, page: html.HtmlElement, address: str) -> Iterator[str]:
    """Yield each sentence and title of another publisher that stands on a page without its name.

    A sentence stands in text, in the name of a control, or in a message to send. The audit's own
    pages are left out: there the name stands above the heading.
    """
    others = [
        (audit.id, _names(library, audit), [item.text for item in audit.findings])
        for audit in theirs(library)
        if f"/{audit.id}/" not in address
    ]
    for element in page.iter("*"):
        text = " ".join((element.text or "").split())
        link = urljoin(address, element.get("href", "")).partition("#")[0]
        alone = re.split(r"\s*\n\s*\n", unquote(link)) if link.startswith("mailto:") else []
        alone.append(element.get("aria-label", ""))
        for audit, names, sentences in others:
            said = [line for line in alone if any(sentence in line for sentence in sentences)]
            yield from (f"{address}: {line}" for line in said if not _has(names, line))
            leads = element.tag == "a" and link.endswith(f"/{audit}/")
            has_some = text and (leads or any(sentence in text for sentence in sentences))
            if has_some and not any(_has(names, words) for words in _around(element)):
                yield f"{address}: {text}"


def _names(library: Library, audit: Audit) -> tuple[tuple[str, ...], str]:
    """Return the names of an audit's publisher, and the area if that is another's."""
    publisher = library.publisher_of(audit)
    return (publisher.short, publisher.name), audit.area or ""


def _has(names: tuple[tuple[str, ...], str], words: str) -> bool:
    """Whether some words say whose a sentence is, and where it is about."""
    publisher, area = names
    return area in words and any(name in words for name in publisher)


def _around(element: html.HtmlElement) -> Iterator[str]:
    """Yield what is read together with an element, and the line below the heading of an audit."""
    unit = element
    while unit.tag not in UNITS and unit.getparent() is not None:
        unit = unit.getparent()
    yield unit.text_content()
    above = unit.getparent().getprevious() if unit.getparent() is not None else None
    if above is not None and above.tag in ("h3", "h4"):
        yield above.text_content()
