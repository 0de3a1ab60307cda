"""The styles that a page carries itself: those of what a phone shows before anybody scrolls.

A page that waits for a stylesheet waits for the server twice. So each page has in it what its
first view needs, and the whole stylesheet, which comes after, then changes nothing that is seen.
A wide window waits for the stylesheet: its line is quick, and each page stays lighter for phones.
All pages of a kind carry the same text, for which the content security policy has one hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import cssselect2  # type: ignore[import-untyped]
import lxml.html

from macros.site.stylesheet import Declaration, Rule, elements_of, without_layers, without_unused

#: How many characters of an article a first view has at most: on a tablet held upright.
FULL_VIEW = 1000

#: From how many em on a window is wide. No rule of a wide window is part of a first view.
WIDE = 60

#: For which windows a page asks for the whole stylesheet before it shows.
WIDE_WINDOW = f"(min-width: {WIDE}em)"

#: How many characters of HTML hold that much text.
BEGINNING = 8000

#: Conditions that come with the whole stylesheet.
NOT_AT_FIRST = ("print", "forced-colors", "prefers-reduced-motion")

#: Properties that change nothing of what a page looks like before anybody does anything.
NOT_SEEN = frozenset(
    {
        *("animation", "break-inside", "color-adjust", "cursor", "font-variant-ligatures"),
        *("page-break-inside", "scroll-padding-bottom", "scroll-padding-top", "scrollbar-color"),
        *("touch-action", "transition", "-moz-osx-font-smoothing", "-moz-text-size-adjust"),
        *("-webkit-print-color-adjust", "-webkit-tap-highlight-color"),
    }
)


#: The drawings of icons come with the whole stylesheet: they weigh more than all other styles of a
#: first view. Their places are kept free until then.
_DRAWING = "url("


class FirstViews:
    """The first views of pages that carry the same styles.

    They have so many ``characters`` of an article. Of pages that are ``alike``, hundreds perhaps,
    only those count whose beginning has an element that no other has.
    """

    def __init__(self, characters: int = FULL_VIEW, *, alike: bool = False) -> None:
        self._characters = characters
        self._alike = alike
        self._known: set[tuple[str, str]] = set()
        self._views: list[Any] = []

    def add(self, html: str) -> None:
        """Add a page."""
        if self._alike:
            elements = elements_of(html[: html.find("<article") + BEGINNING])
            if elements <= self._known:
                return
            self._known |= elements
        self._views.append(lxml.html.document_fromstring(html))

    def elements(self) -> Iterator[Any]:
        """Yield the elements of all first views, as :mod:`cssselect2` has them."""
        for view in self._views:
            yield from _first_elements(view, self._characters)


def first_rules(rules: Iterable[Rule], kinds: Mapping[str, FirstViews]) -> dict[str, list[Rule]]:
    """Return for each kind of page those of a site's rules that its first views need."""
    shown = [rule for rule in rules if not _is_for_later(rule)]
    matcher = cssselect2.Matcher()
    for number, rule in enumerate(shown):
        for selector in rule.selectors:
            for compiled in _compiled(selector):
                matcher.add_selector(compiled, (number, selector))
    found = {}
    for kind, views in kinds.items():
        # Most elements have the same rules as another.
        matches = set(_shown_matches(views, matcher, shown))
        needed = {which for match in matches for which in _winning(match, shown)}
        found[kind] = without_unused(_needed(shown, needed))
    return found


def _is_for_later(rule: Rule) -> bool:
    return any(
        _is_wide(condition) or any(word in condition for word in NOT_AT_FIRST)
        for condition in rule.within
    )


_LEAST_WIDTH = re.compile(r"min-width:\s*([\d.]+)em")


def _is_wide(condition: str) -> bool:
    """Say whether a condition only holds in a wide window.

    >>> _is_wide("@media screen and (min-width:76.25em)"), _is_wide("@media (min-width:44em)")
    (True, False)
    """
    parts = [_LEAST_WIDTH.search(part) for part in condition.split(",")]
    return all(found and float(found[1]) >= WIDE for found in parts)


def _shown_matches(
    views: FirstViews, matcher: Any, rules: Sequence[Rule]
) -> Iterator[tuple[Any, ...]]:
    """Yield which rules each element matches, but for what stands in one that is not shown."""
    hidden: set[Any] = set()
    for wrapped in views.elements():
        element = wrapped.etree_element
        if element.getparent() in hidden:
            hidden.add(element)
            continue
        match = tuple(matcher.match(wrapped))
        if _is_hidden(match, rules):
            hidden.add(element)
        yield match


def _is_hidden(match: tuple[Any, ...], rules: Sequence[Rule]) -> bool:
    displays = {
        one.text.replace(" ", "")
        for number, selector, name in _winning(match, rules)
        if name == "display" and "::" not in selector
        for one in rules[number].declarations
        if one.name == "display"
    }
    return displays == {"display:none"}


def _compiled(selector: str) -> Iterable[Any]:
    try:
        found: Iterable[Any] = cssselect2.compile_selector_list(selector)
    except cssselect2.SelectorError:  # of a part that only browsers know, such as ::marker
        return ()
    return found


#: A declaration: the number of its rule, the selector by which it applies, and its property.
Which = tuple[int, str, str]

#: Properties that set all those whose names start with theirs, but for these.
WHOLE = ("background", "border", "font", "list-style", "margin", "outline", "padding")
APART = ("border-collapse", "border-radius", "border-spacing")


def _winning(match: tuple[Any, ...], rules: Sequence[Rule]) -> Iterator[Which]:
    """Yield the declarations that count for an element that matches rules.

    One does not if another sets the same property with more weight, whatever the window. ``match``
    is what :class:`cssselect2.Matcher` tells of the element.
    """
    weighed = sorted(
        (
            rules[number].within == without_layers(rules[number].within),
            weight,
            number,
            selector,
            pseudo or "",
        )
        for weight, _, pseudo, (number, selector) in match
    )
    settled: set[tuple[str, str]] = set()
    for _, _, number, selector, pseudo in reversed(weighed):
        rule = rules[number]
        for one in rule.declarations:
            if not any((pseudo, name) in settled for name in _set_by(one.name)) or one.important:
                yield number, selector, one.name
        if not without_layers(rule.within):
            settled.update((pseudo, one.name) for one in rule.declarations if one.name)


def _set_by(name: str) -> tuple[str, ...]:
    """Return a property and those that set it as well.

    >>> _set_by("margin-top"), _set_by("border-radius")
    (('margin-top', 'margin'), ('border-radius',))
    """
    if name in APART:
        return (name,)
    return (name, *(whole for whole in WHOLE if name.startswith(f"{whole}-")))


def _needed(rules: list[Rule], needed: set[Which]) -> Iterator[Rule]:
    by_selector = {(number, selector) for number, selector, _ in needed}
    by_name = {(number, name) for number, _, name in needed}
    for number, rule in enumerate(rules):
        selectors = tuple(one for one in rule.selectors if (number, one) in by_selector)
        declarations = tuple(
            one for one in rule.declarations if (number, one.name) in by_name and _is_seen(one)
        )
        if selectors and declarations:
            yield replace(rule, selectors=selectors, declarations=declarations)


def _is_seen(one: Declaration) -> bool:
    return one.name not in NOT_SEEN and _DRAWING not in one.text


def _first_elements(page: Any, characters: int) -> Iterator[Any]:
    """Yield the elements of a page's first view: so much text, and nothing in a closed menu."""
    closed: set[Any] = set()
    text, is_article = 0, False
    for wrapped in cssselect2.ElementWrapper.from_html_root(page).iter_subtree():
        element, parent = wrapped.etree_element, wrapped.etree_element.getparent()
        if parent in closed or (_is_closed(parent) and element.tag != "summary"):
            closed.add(element)
            continue
        is_article = is_article or element.tag == "article"
        if is_article:
            text += len((element.text or "").strip()) + len((element.tail or "").strip())
        yield wrapped
        if text > characters:
            return


def _is_closed(element: Any) -> bool:
    return element is not None and element.tag == "details" and "open" not in element.attrib
