"""The glossary page, and the tooltips that explain its terms wherever they occur."""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.library import Library
from macros.model import GlossaryTerm
from macros.render.html import text


def glossary_page(library: Library) -> str:
    """Return all terms in alphabetical order with their meaning."""
    terms = sorted(library.glossary, key=lambda term: term.term.casefold())
    return "\n".join(['<dl class="sscp-glossary">', *(_entry(term) for term in terms), "</dl>"])


def _entry(term: GlossaryTerm) -> str:
    expansion = f" <span>{text(term.expansion)}</span>" if term.expansion else ""
    lines = [f"<p>{text(term.definition)}</p>"]
    if term.status == "unconfirmed":
        lines.append(
            '<p><span class="sscp-status sscp-status--draft">Not confirmed by a source. '
            "Ask the partnership</span></p>"
        )
    if term.aliases:
        lines.append(f"<p>Also written: {text(', '.join(term.aliases))}.</p>")
    if term.source:
        lines.append(f"<p>Source: {text(term.source)}</p>")
    return (
        f'<div><dt id="{term.id}"><dfn>{text(term.term)}</dfn>{expansion}</dt>'
        f"<dd>{''.join(lines)}</dd></div>"
    )


@dataclass(frozen=True)
class Tooltips:
    """What is needed to explain terms in a page: how to find them, and what they mean."""

    pattern: re.Pattern[str] | None
    meaning: dict[str, tuple[str, bool]]
    """Term in small letters to (explanation as an attribute's value, is an acronym)."""


def tooltips(library: Library) -> Tooltips:
    """Prepare the explanation of every term of the glossary."""
    meaning: dict[str, tuple[str, bool]] = {}
    for term in library.glossary:
        words = ". ".join(part for part in (term.expansion, term.definition) if part)
        for form in (term.term, *term.aliases):
            meaning[form.casefold()] = (text(words), term.kind == "acronym")
    if not meaning:
        return Tooltips(None, {})
    # Longest first, so that "strategy meeting" is found before a shorter term within it.
    forms = sorted(meaning, key=len, reverse=True)
    pattern = r"(?<![\w-])(?:" + "|".join(map(re.escape, forms)) + r")(?![\w-])"
    return Tooltips(re.compile(pattern, re.IGNORECASE), meaning)


_TAG = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
_FOOTNOTES = '<div class="footnote">'
"""Sources are titles and names of other people: another area's words are not ours to explain."""

_CLOSED = {"a", "abbr", "button", "code", "dfn", "h1", "h2", "pre", "script", "style", "title"}
"""Elements whose text is left alone: links and headings say something else already."""


def explain_terms(html: str, known: Tooltips) -> str:
    """Return a page's HTML with an explanation at each term of the glossary.

    An acronym is explained wherever it occurs, any other term where it first occurs under each
    heading: a page about strategy meetings would otherwise be dotted all over.
    """
    if known.pattern is None:
        return html
    pattern, meaning = known.pattern, known.meaning
    explained: set[str] = set()

    def explain(match: re.Match[str]) -> str:
        word = match[0]
        words, is_acronym = meaning[re.sub(r"\s+", " ", word).casefold()]
        if not is_acronym:
            if words in explained:
                return word
            explained.add(words)
        elif word.islower():
            return word
        return f'<abbr title="{words}">{word}</abbr>'

    closed = 0
    parts = _TAG.split(html)
    for index, part in enumerate(parts):
        if index % 2:
            if part == _FOOTNOTES:
                break
            name = re.match(r"</?([a-z0-9]+)", part)
            if name and name[1] in _CLOSED:
                closed += -1 if part.startswith("</") else 1
            if name and name[1] in ("h2", "h3", "h4") and not part.startswith("</"):
                explained.clear()
        elif part and not closed:
            parts[index] = pattern.sub(explain, part)
    return "".join(parts)
