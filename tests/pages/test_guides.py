"""What pages say about guides: how far each is, how old, and whether readers can have it."""

from __future__ import annotations

from typing import get_args

from macros.addresses.links import CurrentPage
from macros.pages import guidance
from macros.pages.conversion import Finisher
from macros.records.library import Library
from macros.records.lists import Source
from tests.support.small_library import guide

DRAFT = guide(
    "timelines",
    status="draft",
    page="guidance/timelines.md",
    reviewed="2026-11-23",
    review_by="2027-11-23",
)
MISSING = guide("participation", look_here="https://www.example.org/")
LIBRARY = Library(guidance=(DRAFT, MISSING))


def test_a_draft_says_how_old_it_is_and_when_it_is_due() -> None:
    here = CurrentPage("guidance/timelines.md")
    html = guidance.status_banner(LIBRARY, here, DRAFT)
    assert "Unconfirmed draft: local procedures come first." in html
    assert "Lines without a source were written for this site." in html
    assert "Written in November 2026" in html
    assert "Next review due 23 November 2027." in html
    assert "ask your safeguarding lead" in html
    known = guide("local-procedures", status="published", url="https://www.example.org/manual")
    html = guidance.status_banner(Library(guidance=(DRAFT, known)), here, DRAFT)
    assert 'href="https://www.example.org/manual"' in html
    assert "ask your safeguarding lead" not in html


def test_a_list_says_of_each_guide_what_it_is_once() -> None:
    html = guidance.guidance_list(LIBRARY, CurrentPage("index.md"), LIBRARY.guidance)
    assert html.count("(draft)") == 1
    assert html.count("Not available here yet") == 1


def test_a_link_to_a_guide_that_is_not_here_looks_different() -> None:
    """However it was written: by a template, in Markdown, or in a sentence of the data."""
    here = CurrentPage("themes/siblings.md")
    html = Finisher(LIBRARY).finish(
        '<p><a href="../../guidance/#participation">one</a> '
        '<a href="../../guidance/#timelines">two</a></p>',
        here,
    )
    assert html.count("sscp-not-here") == 1
    assert 'class="sscp-not-here">one' in html


def test_only_national_law_or_guidance_is_called_so() -> None:
    words = guidance.SCOPE_WORDS
    assert set(words) == set(get_args(Source.model_fields["scope"].annotation))
    assert words["professional"] != words["national"]
