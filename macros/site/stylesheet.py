"""One stylesheet for every page: what of the theme's own is used, and then the site's.

A stylesheet is read into its rules, smaller sets of rules are made of those, and what is left is
written again. Nothing here depends on what the styles are, so they can be changed freely.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import tinycss2  # type: ignore[import-untyped]
from rcssmin import cssmin  # type: ignore[import-untyped]

#: At-rules that hold other rules.
CONDITIONS = ("media", "supports", "container", "layer")

# --- What pages have ------------------------------------------------------------------------------

_ELEMENT = re.compile(r'<([a-z][a-z0-9]*)\b(?:[^>"]|"[^"]*")*?(?:\sclass="([^"]*)"|>)')
_WORD = re.compile(r"[A-Za-z_][\w-]*")

#: Elements that a browser adds where a page leaves them out.
ALWAYS_THERE = frozenset({"html", "head", "body", "tbody", "colgroup"})


def elements_of(html: str) -> set[tuple[str, str]]:
    """Return the elements of a page: the name of each with its classes.

    >>> sorted(elements_of('<ul><li class="a b">x</li><li>y</li></ul>'))
    [('li', ''), ('li', 'a b'), ('ul', '')]
    """
    return set(_ELEMENT.findall(html))


@dataclass(frozen=True)
class Names:
    """Names that a selector may ask for: those of elements and of classes."""

    tags: frozenset[str]
    classes: frozenset[str]

    @classmethod
    def of(cls, elements: Iterable[tuple[str, str]], scripts: str = "") -> Names:
        """Return the names of elements, and of all that scripts may add.

        Which words of a script are names nobody can tell, so each of its words is taken for one.
        """
        found = tuple(elements)
        words = set(_WORD.findall(scripts))
        return cls(
            ALWAYS_THERE | words | {tag for tag, _ in found},
            frozenset(words | {name for _, value in found for name in value.split()}),
        )


# --- Reading and writing --------------------------------------------------------------------------


@dataclass(frozen=True)
class Declaration:
    """A property and its value, or with an empty name anything else that stands in a rule."""

    name: str
    text: str
    important: bool = False


@dataclass(frozen=True)
class Rule:
    """A rule with the conditions around it, such as ``@media print``, outermost first.

    An at-rule that holds no rules, such as ``@page``, has no selectors and is one declaration.
    """

    within: tuple[str, ...]
    selectors: tuple[str, ...]
    declarations: tuple[Declaration, ...]


def rules_of(css: str) -> list[Rule]:
    """Return the rules of a stylesheet in their order."""
    return list(_rules(tinycss2.parse_stylesheet(css, True, True), ()))


def _rules(nodes: Iterable[Any], within: tuple[str, ...]) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = tuple(_selectors(tinycss2.serialize(node.prelude)))
            yield Rule(within, selectors, _declarations(node.content))
        elif node.type == "at-rule" and node.lower_at_keyword in CONDITIONS and node.content:
            condition = tinycss2.serialize(node.prelude).strip()
            inner = tinycss2.parse_blocks_contents(node.content, True, True)
            yield from _rules(inner, (*within, f"@{node.lower_at_keyword} {condition}"))
        elif node.type == "at-rule" and node.lower_at_keyword != "charset":
            yield Rule(within, (), (Declaration("", node.serialize()),))


def _declarations(content: Any) -> tuple[Declaration, ...]:
    nodes = tinycss2.parse_blocks_contents(content, True, True)
    if any(node.type != "declaration" for node in nodes):  # rules within rules stay as they are
        return (Declaration("", tinycss2.serialize(content).strip()),)
    return tuple(
        Declaration(node.name, node.serialize().rstrip(";"), node.important) for node in nodes
    )


def _selectors(prelude: str) -> Sequence[str]:
    """Return the selectors of a rule: a comma within brackets divides none."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(prelude):
        depth += (character in "([") - (character in ")]")
        if character == "," and not depth:
            parts.append(prelude[start:position].strip())
            start = position + 1
    return [*parts, prelude[start:].strip()]


_ZERO = re.compile(r"(?<=[\s:,(])0(?=\.\d)")


def written(rules: Iterable[Rule]) -> str:
    """Return rules as a stylesheet without needless spaces."""
    return _ZERO.sub("", str(cssmin(_written(rules, 0))))


def _written(rules: Iterable[Rule], depth: int) -> str:
    """Return rules within those conditions of theirs that stand deeper than ``depth``."""
    parts = []
    for condition, group in groupby(rules, key=lambda rule: rule.within[depth : depth + 1]):
        if condition:
            parts.append(f"{condition[0]}{{{_written(group, depth + 1)}}}")
        else:
            parts += map(_rule, group)
    return "\n".join(parts)


def _rule(rule: Rule) -> str:
    content = ";".join(declaration.text for declaration in rule.declarations)
    return f"{','.join(rule.selectors)}{{{content}}}" if rule.selectors else content


# --- Smaller sets of rules ------------------------------------------------------------------------


def trimmed(rules: Iterable[Rule], used: Names) -> Iterator[Rule]:
    """Yield those of the theme's rules that can concern a page with the names that are used.

    A selector goes if it asks for an element or a class that no page has, for an id, for an
    attribute that only the theme's own script and settings give, or for a script that runs from
    right to left. Fonts go as well: the site has none.
    """
    for rule in rules:
        wanted = tuple(selector for selector in rule.selectors if _is_used(selector, used))
        if wanted:
            yield replace(rule, selectors=wanted)


_BRACKETS = re.compile(r"\([^()]*\)")
_CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")
_ID = re.compile(r"#-?[A-Za-z_]")
_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)[^\]]*\]")
_NOT_TAGS = re.compile(r"\[[^\]]*\]|::?[\w-]+|\.(?:[\w-]|\\.)+")
_TAG = re.compile(r"[a-z][a-z0-9]*")
_GIVEN_BY_THE_THEME = ("data-md-", "hidden")


def _is_used(selector: str, used: Names) -> bool:
    asked = selector
    while (outer := _BRACKETS.sub("", asked)) != asked:  # of :is(…), :not(…) and the like
        asked = outer
    if _ID.search(asked) or "[dir=rtl]" in asked:
        return False
    if any(name.startswith(_GIVEN_BY_THE_THEME) for name in _ATTRIBUTE.findall(asked)):
        return False
    return used.classes.issuperset(_CLASS.findall(asked)) and used.tags.issuperset(
        _TAG.findall(_NOT_TAGS.sub("", asked))
    )


def without_overridden(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield rules without what another one with the same selectors always overrides.

    That is a later one, and of a rule in a layer also any that is in none.
    """
    listed = list(rules)
    last: dict[tuple[tuple[str, ...], str, str], int] = {}
    for position, rule in enumerate(listed):
        for selector in rule.selectors:
            for one in rule.declarations:
                last[rule.within, selector, one.name] = position

    def is_overridden(position: int, rule: Rule, one: Declaration) -> bool:
        plain = without_layers(rule.within)
        return not one.important and all(
            last[rule.within, selector, one.name] > position
            or (plain != rule.within and (plain, selector, one.name) in last)
            for selector in rule.selectors
        )

    for position, rule in enumerate(listed):
        kept = tuple(
            one
            for one in rule.declarations
            if not (rule.selectors and one.name) or not is_overridden(position, rule, one)
        )
        if kept:
            yield replace(rule, declarations=kept)


def without_layers(within: tuple[str, ...]) -> tuple[str, ...]:
    """Return the conditions of a rule that are not layers."""
    return tuple(condition for condition in within if not condition.startswith("@layer"))


_READ = re.compile(r"var\(\s*(--[\w-]+)")


def without_unused(rules: Iterable[Rule], read_elsewhere: Collection[str] = ()) -> list[Rule]:
    """Return rules without the custom properties that none of them reads.

    ``read_elsewhere`` are those that something else reads.
    """
    left = list(rules)
    while True:
        used = {
            name for rule in left for one in rule.declarations for name in _READ.findall(one.text)
        }
        used.update(read_elsewhere)
        smaller = [
            replace(rule, declarations=kept)
            for rule in left
            if (kept := tuple(one for one in rule.declarations if _is_read(one, used)))
        ]
        if smaller == left:
            return left
        left = smaller


def _is_read(one: Declaration, used: Collection[str]) -> bool:
    return not one.name.startswith("--") or one.name in used


# --- The stylesheet of the site -------------------------------------------------------------------


def site_rules(theme: str, own: str, used: Names) -> list[Rule]:
    """Return the rules of the whole site: what is used of the theme's, and all of its own."""
    together = [*trimmed(rules_of(theme), used), *rules_of(own)]
    return without_unused(without_overridden(together))
