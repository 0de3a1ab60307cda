"""Barriers that axe-core finds on the built site.

`make test` looks at a page of each kind on a phone, `make test-all` at every page at three widths,
on paper, and at the states that a reader brings about. In the dark and on paper only the rules
about colours are run: a nightly test shows that nothing else differs there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.browser import pages_of
from tests.support.checkers import axe_script
from tests.support.measures import install_measures
from tests.support.states import AUDIT, KINDS, STATES, reach

WIDTHS = (360, 768, 1280)
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
#: What is left of the width of a sheet between its margins, in CSS pixels.
A4 = 680

#: Rules that axe-core cannot decide on pages of ours, and what a person sees there.
UNDECIDED = {
    "th-has-data-cells": (
        "The year of the picture heads a group of rows, and has a row of its own without a "
        "number. HTML has scope=rowgroup for this, which axe-core leaves to a person to look at."
    ),
}


@cache
def axe() -> str:
    """Return the script of axe-core."""
    return axe_script()


def prepare(page: Page) -> list[str]:
    """Put axe-core and our own measures into an open page. Return the rules to run.

    They are all rules, also those on trial, but for level AAA and old ones. They are named,
    because axe-core leaves out the newest otherwise.
    """
    page.evaluate(axe())
    install_measures(page)
    others = {"wcag2aaa", "wcag21aaa", "wcag22aaa", "deprecated"}
    rules = page.evaluate("axe.getRules()")
    return [rule["ruleId"] for rule in rules if not others & {*rule["tags"]}]


def barriers(page: Page, width: int, scheme: str, rules: list[str]) -> list[str]:
    """Return what is wrong with a prepared page: rule, element and what it is.

    ``scheme`` is light, dark or print.
    """
    page.emulate_media(
        media="print" if scheme == "print" else "screen",
        color_scheme="dark" if scheme == "dark" else "light",
    )
    # As tall as the page, so that what sticks to the edge of the window covers nothing.
    page.set_viewport_size({"width": width, "height": 800})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": height + 100})
    result: dict[str, Any] = page.evaluate(
        "options => axe.run(document, options)",
        {
            "resultTypes": ["violations", "incomplete"],
            "runOnly": {"type": "rule", "values": rules},
        },
    )
    found = [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
    found += _undecided(page, result["incomplete"])
    found += [f"color-contrast: {sign}" for sign in page.evaluate("measures.paleSigns()")]
    return [f"{width} {scheme} {one}" for one in found]


def _undecided(page: Page, incomplete: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what axe-core could not decide and is wrong, or nobody has looked at.

    It does not measure a text that has a drawn sign beside it: that is measured here.
    """
    for rule in incomplete:
        if rule["id"] == "color-contrast":
            for node in rule["nodes"]:
                seen = page.evaluate(
                    "target => measures.textContrast(document.querySelector(target))",
                    node["target"][0],
                )
                if seen["ratio"] < seen["needed"]:
                    yield f"color-contrast: {node['html'][:200]} has {seen['ratio']:.2f}"
        elif rule["id"] not in UNDECIDED and "experimental" not in rule["tags"]:
            yield f"{rule['id']}: undecided: {[node['html'][:200] for node in rule['nodes']]}"


def all_barriers(page: Page, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """Return what is wrong with an open page at each width, light and dark, and on paper."""
    rules = prepare(page)
    found = [one for width in widths for one in barriers(page, width, "light", rules)]
    found += [one for width in widths for one in barriers(page, width, "dark", COLOUR_RULES)]
    return found + barriers(page, A4, "print", COLOUR_RULES[:1])


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_has_no_barrier(page: Page, address: str, kind: str) -> None:
    page.goto(address + KINDS[kind])
    light = barriers(page, 360, "light", prepare(page))

    assert light + barriers(page, 360, "dark", COLOUR_RULES) == []


@pytest.mark.nightly
def test_no_page_has_a_barrier(page: Page, address: str, built_site: Path) -> None:
    found: dict[str, list[str]] = {}
    for path in pages_of(built_site):
        page.goto(address + path)
        if problems := all_barriers(page):
            found[path] = problems[:3]

    assert found == {}


@pytest.mark.nightly
@pytest.mark.parametrize("state", STATES)
def test_no_state_of_a_page_has_a_barrier(page: Page, address: str, state: str) -> None:
    reach(page, address, state)

    assert all_barriers(page) == []


@pytest.mark.nightly
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_colours_differs_in_the_dark_and_on_paper(
    page: Page, address: str, kind: str
) -> None:
    page.goto(address + KINDS[kind])
    rules = prepare(page)

    assert barriers(page, 768, "dark", rules) == []
    # Nobody follows a link on paper: the whole line of numbers to call need not be a target.
    on_paper = [rule for rule in rules if rule not in ("target-size", "link-in-text-block")]
    assert barriers(page, A4, "print", on_paper) == []


#: What changes a page, and the start of all that is then found: scheme and rule.
FAULTS = {
    "by axe-core": ("h1 { color: #999 !important }", "light color-contrast"),
    "beside a sign": (".sscp-reminders > li h3 { color: #999 !important }", "light color-contrast"),
    "of a sign": (
        "h1::before { content: 'No. 1'; color: #aaa; background: #fff }",
        "light color-contrast",
    ),
    "in the dark": (
        "@media (prefers-color-scheme: dark) { h1 { color: #444 !important } }",
        "dark color-contrast",
    ),
    "of a target": (
        ".sscp-tabs ul { display: block !important }"
        " .sscp-tabs a { line-height: 1 !important; padding: 0 !important }",
        "light target-size",
    ),
    "on paper": ("@media print { h1 { color: #aaa !important } }", "print color-contrast"),
}


@pytest.mark.nightly
@pytest.mark.parametrize("fault", FAULTS)
def test_a_barrier_of_style_is_found(page: Page, address: str, fault: str) -> None:
    style, said = FAULTS[fault]
    page.goto(address + AUDIT)
    page.add_style_tag(content=style)

    assert any(said in problem for problem in all_barriers(page))


@pytest.mark.nightly
def test_another_barrier_is_found(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    page.evaluate("document.querySelector('.sscp-name').textContent = ''")

    assert any("link-name" in problem for problem in all_barriers(page, (1280,)))
