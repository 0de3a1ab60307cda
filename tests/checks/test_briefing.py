"""The sentences of 2022/23 are on the site, word for word, each on its page."""

from __future__ import annotations

from pathlib import Path

from macros.pages.html import without_links
from macros.records.library import Library
from tests.support.site_html import main_content, plain_text, read_page

YEAR = "2022/23"


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


def test_every_sentence_of_the_data_is_on_its_page(built_site: Path, library: Library) -> None:
    missing = [
        (page, sentence)
        for page, texts in sentences_of_the_data(library).items()
        for sentence in texts
        if sentence not in plain_text(main_content(read_page(built_site / page / "index.html")))
    ]
    assert missing == []
