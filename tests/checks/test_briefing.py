"""The briefing of 2022/23: its sentences are in the data, and those of the data are on the site.

The text in ``tests/data`` is what the partnership published. If it is corrected there, correct it
here in the same way.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.checks.load import load_library
from macros.pages.html import without_links
from macros.records.library import Library
from tests.conftest import REPOSITORY
from tests.support.site_html import main_content, plain_text, read_page

BRIEFING = Path(__file__).parents[1] / "data" / "audit-learning-2022-23.md"
YEAR = "2022/23"


@pytest.fixture(scope="module")
def library() -> Library:
    """The data of the site, as it is published."""
    return load_library(REPOSITORY)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, with single ordinary spaces."""
    text = " ".join(re.sub(r"[\u200b\u2060\ufeff]", "", text).split())
    return [s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text) if s]


def sentences_of_the_briefing(text: str) -> list[str]:
    """Return the sentences of a Markdown text; a point of a list counts as one."""
    found = []
    for line in without_links(text).splitlines():
        point = re.match(r"- (.*)", line.strip())
        if point:
            found.append(" ".join(point[1].split()))
        elif not line.startswith("#"):
            found += sentences(line)
    return found


def sentences_of_the_data(library: Library) -> dict[str, list[str]]:
    """Return each page, by its address, with the sentences of 2022/23 that belong on it."""
    pages = {
        f"audits/{audit.id}/": [
            *audit.background,
            *(item.text for item in (*audit.good_practice, *audit.reminders)),
        ]
        for audit in library.audits
        if audit.year == YEAR
    }
    for theme in library.themes:
        said = [s for one in theme.statements if one.year == YEAR for s in one.text]
        pages[f"themes/{theme.id}/"] = said
    responses = [one.text for one in library.responses if one.year == YEAR]
    pages["response/"] = [without_links(text) for text in responses]
    return pages


def test_the_sentences_of_a_text_are_its_points_and_those_between() -> None:
    text = (
        "# A heading:\n\n- One\u202fpoint \u00a0with [a link](#)\n \nFirst. Second (etc.) half.\n"
    )
    assert sentences_of_the_briefing(text) == [
        "One point with a link",
        "First.",
        "Second (etc.) half.",
    ]


@pytest.mark.nightly
def test_every_sentence_of_the_briefing_is_in_the_data_word_for_word(library: Library) -> None:
    data = {
        sentence
        for texts in sentences_of_the_data(library).values()
        for text in texts
        for sentence in (text, *sentences(text))
    }
    briefing = sentences_of_the_briefing(BRIEFING.read_text(encoding="utf-8"))
    assert [sentence for sentence in briefing if sentence not in data] == []


def test_every_sentence_of_the_data_is_on_its_page(built_site: Path, library: Library) -> None:
    missing = [
        (page, sentence)
        for page, texts in sentences_of_the_data(library).items()
        for sentence in texts
        if sentence not in plain_text(main_content(read_page(built_site / page / "index.html")))
    ]
    assert missing == []
