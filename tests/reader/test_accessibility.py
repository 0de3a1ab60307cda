"""Barriers that axe-core finds on the built site.

Every page is looked at, light and dark, at three widths, and as it is printed; the states that a
reader brings about are looked at on the pages that have them. In the dark and on paper only the
rules about colours are run on every page: a test says that nothing else differs there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import pages_of
from tests.support.checkers import axe_script
from tests.support.measures import install_measures
from tests.support.states import AUDIT, KINDS, STATES, reach

WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
#: What is left of the width of a sheet between its margins, in CSS pixels.
A4 = 680

#: Rules that axe-core cannot decide on pages of ours, and what a person sees there.
UNDECIDED = {
    "th-has-data-cells": (
        "The year of the picture heads a group of rows, and stands in a row of its own without a "
        "number. HTML has scope=rowgroup for this, which axe-core leaves to a person to look at."
    ),
}


@cache
def axe() -> str:
    """Return the script of axe-core."""
    return axe_script()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # axe-core is put into the page, which the page's own policy would refuse.
    with browser.new_context(bypass_csp=True, reduced_motion="reduce") as context:
        context.set_default_timeout(8000)
        yield context.new_page()


def look(page: Page) -> None:
    """Put axe-core and our own measures into a page that has just been opened."""
    page.evaluate(axe())
    install_measures(page)


def all_rules(page: Page) -> list[str]:
    """Return every rule of axe-core, also those on trial, but for level AAA and old ones.

    They are named, because axe-core leaves out the newest unless told.
    """
    rules = page.evaluate("axe.getRules()")
    others = {"wcag2aaa", "wcag21aaa", "wcag22aaa", "deprecated"}
    return [rule["ruleId"] for rule in rules if not others & {*rule["tags"]}]


def barriers(page: Page, width: int, scheme: str, rules: list[str]) -> list[str]:
    """Return what is wrong with a page as it stands: rule, element and what it is.

    ``scheme`` is light, dark or print.
    """
    page.emulate_media(
        media="print" if scheme == "print" else "screen",
        color_scheme="dark" if scheme == "dark" else "light",
    )
    # As tall as the page, so that what sticks to the edge of the window covers nothing.
    page.set_viewport_size({"width": width, "height": 800})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(height) + 100, 16_000)})
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


def all_barriers(page: Page) -> list[str]:
    """Return what is wrong with a page at each width, light and dark, and on paper."""
    look(page)
    rules = all_rules(page)
    found = [one for width in WIDTHS for one in barriers(page, width, "light", rules)]
    found += [one for width in WIDTHS for one in barriers(page, width, "dark", COLOUR_RULES)]
    return found + barriers(page, A4, "print", COLOUR_RULES[:1])


def test_no_page_has_a_barrier(page: Page, address: str, built_site: Path) -> None:
    found: dict[str, list[str]] = {}
    pages = pages_of(built_site)
    for path in pages:
        page.goto(address + path)
        if problems := all_barriers(page):
            found[path] = problems[:3]

    assert len(pages) > 35
    assert found == {}


@pytest.mark.parametrize("state", STATES)
def test_no_state_of_a_page_has_a_barrier(page: Page, address: str, state: str) -> None:
    reach(page, address, state)

    assert all_barriers(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_colours_differs_in_the_dark_and_on_paper(
    page: Page, address: str, kind: str
) -> None:
    """Here every rule is run, so that elsewhere those about colours are enough."""
    page.goto(address + KINDS[kind])
    look(page)
    rules = all_rules(page)

    assert barriers(page, 768, "dark", rules) == []
    # Nobody follows a link on paper: the whole line of numbers to call need not be a target.
    on_paper = [rule for rule in rules if rule not in ("target-size", "link-in-text-block")]
    assert barriers(page, A4, "print", on_paper) == []


def test_every_undecided_rule_is_still_undecided(page: Page, address: str) -> None:
    page.goto(f"{address}themes/")
    page.evaluate(axe())
    result = page.evaluate("axe.run(document, {resultTypes: ['incomplete']})")

    assert set(UNDECIDED) <= {rule["id"] for rule in result["incomplete"]}


FAULTS = {
    "pale text": ("document.querySelector('h1').style.color = '#999'", "color-contrast"),
    "pale text beside a sign": (
        "document.querySelector('.sscp-reminders > li h3').style.color = '#999'",
        "color-contrast",
    ),
    "a pale sign": (
        "const style = document.createElement('style');"
        "style.textContent = 'h1::before { content: \"No. 1\"; color: #aaa; background: #fff }';"
        "document.head.append(style)",
        "color-contrast",
    ),
    "a menu without a name": (
        "document.querySelector('.sscp-menu summary').textContent = ''",
        "summary-name",
    ),
    "a page without a language": ("document.documentElement.lang = ''", "html-has-lang"),
    "a picture without words": (
        "document.querySelector('main').append(document.createElement('img'))",
        "image-alt",
    ),
    "a link without a name": (
        "document.querySelector('.sscp-name').textContent = ''",
        "link-name",
    ),
    "a skip link to nowhere": ("document.querySelector('main').id = 'moved'", "skip-link"),
    "a name that leaves out what is seen": (
        "document.querySelector('.sscp-exit').setAttribute('aria-label', 'Weather')",
        "label-content-name-mismatch",
    ),
    "a small target": (
        "for (const name of ['One', 'Two']) {"
        " const button = document.createElement('button');"
        " button.style = 'all: unset; display: inline-block; width: 9px; height: 9px';"
        " button.setAttribute('aria-label', name);"
        " document.querySelector('main').append(button) }",
        "target-size",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_barrier_is_found(page: Page, address: str, fault: str) -> None:
    script, rule = FAULTS[fault]
    page.goto(address + AUDIT)
    page.evaluate(script)
    look(page)

    rules = all_rules(page)
    widths = (360, 1280)  # the menu is only there on a phone
    assert any(rule in one for width in widths for one in barriers(page, width, "light", rules))


def test_a_barrier_in_the_dark_alone_is_found(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    page.add_style_tag(
        content="@media (prefers-color-scheme: dark) { h1 { color: #444 !important } }"
    )
    found = all_barriers(page)

    assert found
    assert all(" dark color-contrast" in problem for problem in found)


def test_a_barrier_on_paper_alone_is_found(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    page.add_style_tag(content="@media print { h1 { color: #aaa !important } }")
    found = all_barriers(page)

    assert found
    assert all(" print color-contrast" in problem for problem in found)
