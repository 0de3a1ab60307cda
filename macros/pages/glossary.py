"""The glossary page, and the links to it from the terms on other pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from macros.pages.html import fill
from macros.records.library import Library
from macros.records.lists import GlossaryTerm


def glossary_page(library: Library) -> str:
    """Return all terms in alphabetical order with their meaning, and links to their letters."""
    terms = sorted(library.glossary, key=lambda term: term.term.casefold())
    letters: dict[str, GlossaryTerm] = {}
    for term in terms:
        letters.setdefault(term.term[0].upper(), term)
    return fill("glossary", "page", terms=terms, letters=letters)


@dataclass(frozen=True)
class Meaning:
    """Where a term is explained, and the long form of an acronym, as HTML."""

    id: str
    expansion: Markup | None


@dataclass(frozen=True)
class Terms:
    """The pattern that finds terms in a page, and what they mean."""

    pattern: re.Pattern[str] | None
    #: By term, as HTML in lower case, with plain spaces, hyphens and apostrophes.
    meaning: dict[str, Meaning]


def terms_of(library: Library) -> Terms:
    """Return the pattern and the meanings of all terms in the glossary."""
    meaning: dict[str, Meaning] = {}
    for term in library.glossary:
        known = Meaning(term.id, _stands_for(term) if term.kind == "acronym" else None)
        for form in (term.term, *term.aliases):
            meaning[_plain(str(escape(form.lower())))] = known
    if not meaning:
        return Terms(None, {})
    return Terms(_any_of(meaning), meaning)


def _stands_for(term: GlossaryTerm) -> Markup:
    words, mark = term.expansion or term.definition, term.mark
    return escape(f"{words.removesuffix('.')}. {mark}" if mark else words)


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds the terms of a page in lower case, and what is not text.

    The longest term is tried first, so "strategy meeting" is found before a shorter term within
    it. They are grouped by their first letter: Python tries one alternative after the other.
    """
    by_length = sorted(forms, key=len, reverse=True)
    by_letter: dict[str, list[str]] = {}
    for form in by_length:
        rest = re.escape(form[1:]).replace("'", "(?:'|’|&#39;|&rsquo;)")
        rest = rest.replace("\\ ", "(?:[ \u00a0\u202f]|&nbsp;)").replace("\\-", "[-\u2010\u2011]")
        by_letter.setdefault(form[0], []).append(rest)
    groups = (f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    # The “lt” of “&lt;” and the “39” of “&#39;” are not words.
    term = rf"(?<![\w-])(?<!&)(?<!&#)(?:{'|'.join(groups)})(?![\w-])"
    return re.compile(rf"(?=<)(?P<left>{_NOT_TEXT})|{term}", re.DOTALL)


@cache
def _plain(html: str) -> str:
    """Return a term as it is typed most simply: pages have curly apostrophes and no-break spaces.

    >>> _plain("child\u00a0in\u00a0need"), _plain("children&rsquo;s services")
    ('child in need', "children's services")
    """
    html = html.replace("&#39;", "'").replace("&rsquo;", "'").replace("&nbsp;", " ")
    return html.translate(_PLAIN_SIGNS)


_PLAIN_SIGNS = str.maketrans("’\u00a0\u202f\u2010\u2011", "'  --")

#: Sources are titles and names of other people: another area's words are not ours to explain.
_FOOTNOTES = '<div class="footnote">'

#: Elements in which terms are left alone, such as links and headings.
_LEFT_ALONE = "a|abbr|button|code|dfn|form|h1|h2|label|pre|script|style|summary|title"

#: Class of a heading that is a finding. In other headings terms are left alone.
FINDING = "sscp-finding"

_NOT_TEXT = (
    rf"(?:(?:<!--.*?-->|<(?P<alone>{_LEFT_ALONE})(?=[\s>])[^>]*>.*?</(?P=alone)>"
    rf"|<(?P<heading>h[34])(?![^>]*{FINDING})[^>]*>.*?</(?P=heading)>|<[^>]+>)\s*)+"
)


def explain_terms(html: str, known: Terms, glossary: str) -> str:
    """Return a page's HTML with its terms linked to the glossary.

    ``glossary`` is the address of the glossary page. An acronym also gets its long form. A term is
    linked where it first occurs on the page, because a page about strategy meetings would
    otherwise be full of links. Links work by touch, by keyboard and without scripts.
    """
    if known.pattern is None:
        return html
    body = html.partition(_FOOTNOTES)[0]
    explained: set[str] = set()
    parts: list[str] = []
    position = 0
    # In lower case, because a pattern that ignores case takes ten times as long.
    for found in known.pattern.finditer(_lower(body)):
        if found["left"] is not None:
            continue
        word = body[found.start() : found.end()]
        meaning = known.meaning[_plain(found[0])]
        if meaning.id in explained or (meaning.expansion is not None and word.islower()):
            continue
        explained.add(meaning.id)
        if meaning.expansion is not None:
            word = f'<abbr title="{meaning.expansion}">{word}</abbr>'
        link = f'<a class="sscp-term" href="{glossary}#{meaning.id}">{word}</a>'
        parts += [body[position : found.start()], link]
        position = found.end()
    return "".join([*parts, html[position:]])


def _lower(words: str) -> str:
    """Return text in lower case and of the same length: in some scripts one letter becomes two."""
    lower = words.lower()
    if len(lower) == len(words):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in words)
