"""Where else a theme came up: on reminders, on themes and on guides. Computed from the data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement

from macros.addresses.links import CurrentPage
from macros.checks.load import load_library
from macros.pages.audits import reminders as render_reminders
from macros.pages.themes import theme_history
from macros.records.fields import AuditDate, ProgrammeYear
from macros.records.library import Library
from macros.records.records import Audit, GoodPractice, Reminder, Response, Theme
from tests.conftest import REPOSITORY
from tests.support.site_html import elements, plain_text, read_page

THEMES = tuple(Theme(id=i, title=f"Theme {i}", short=i, statements=()) for i in ("a", "b", "c"))


def reminder(reminder_id: str, *themes: str) -> Reminder:
    return Reminder(id=reminder_id, text=f"Remember {reminder_id}", themes=themes)


def audit(
    slug: str, year: int, *reminders: Reminder, month: int | None = None, good: tuple[str, ...] = ()
) -> Audit:
    practice = tuple(GoodPractice(id=f"good-{t}", text="Good", themes=(t,)) for t in good)
    return Audit.model_construct(
        slug=slug,
        title=f"Audit {slug}",
        year=ProgrammeYear(f"{year}/{(year + 1) % 100:02}"),
        held=AuditDate(year, month) if month else None,
        good_practice=practice,
        reminders=reminders,
        guidance=(),
        publisher="P",
        aliases=(),
    )


def response(year: str, status: str = "done", theme: str = "a") -> Response:
    return Response.model_validate(
        {
            "id": f"r-{year[:4]}-{status.replace(' ', '-')}",
            "group": "g",
            "year": year,
            "status": status,
            "text": "We did it",
            "themes": (theme,),
        }
    )


def said(library: Library, audit_id: str, reminder_id: str, most: int = 3) -> list[str]:
    here = library.audit_by_id[audit_id]
    item = next(r for r in here.reminders if r.id == reminder_id)
    return [f"{a.slug}#{r.id}" for a, r in library.also_said(here, item, most)]


# --- On reminders ---------------------------------------------------------------------------------

FIVE = Library(
    themes=THEMES,
    audits=(
        audit("one", 2019, reminder("x", "a"), reminder("y", "b")),
        audit("two", 2020, reminder("x", "b"), reminder("y", "a", "b"), month=5),
        audit("three", 2020, reminder("x", "a"), month=9),
        audit("four", 2021, reminder("x", "a"), good=("b",)),
        audit("five", 2022, reminder("x", "c"), reminder("none")),
    ),
)


def test_other_audits_are_named_newest_first_and_never_the_same_audit() -> None:
    assert said(FIVE, "2019-20/one", "x") == ["four#x", "three#x", "two#y"]
    assert said(FIVE, "2020-21/three", "x") == ["four#x", "two#y", "one#x"]


def test_no_more_are_named_than_asked_for() -> None:
    assert said(FIVE, "2019-20/one", "x", most=1) == ["four#x"]


def test_of_one_audit_the_reminder_that_shares_most_themes_is_named() -> None:
    library = Library(
        themes=THEMES,
        audits=(
            audit("one", 2019, reminder("x", "a", "b")),
            audit("two", 2020, reminder("a", "a"), reminder("b", "b"), reminder("ab", "b", "a")),
        ),
    )
    assert said(library, "2019-20/one", "x") == ["two#ab"]


def test_good_practice_and_other_themes_are_not_named() -> None:
    assert said(FIVE, "2019-20/one", "y") == ["two#x"]  # audit four has good practice only
    assert said(FIVE, "2022-23/five", "x") == []
    assert said(FIVE, "2022-23/five", "none") == []


@given(
    st.lists(
        st.lists(st.sets(st.sampled_from("abc"), max_size=3), min_size=1, max_size=3),
        min_size=1,
        max_size=12,
    ),
    st.integers(1, 4),
)
def test_links_are_those_that_a_look_at_everything_finds(
    shape: list[list[set[str]]], most: int
) -> None:
    audits = tuple(
        audit(f"s{i}", 2010 + i, *(reminder(f"r{j}", *sorted(t)) for j, t in enumerate(sets)))
        for i, sets in enumerate(shape)
    )
    library = Library(audits=audits, themes=THEMES)
    for one in audits:
        for item in one.reminders:
            others = [
                other.slug
                for other in reversed(audits)
                if other is not one and any({*r.themes} & {*item.themes} for r in other.reminders)
            ]
            assert [a.slug for a, _ in library.also_said(one, item, most)] == others[:most]
            for _, found in library.also_said(one, item, most):
                assert {*found.themes} & {*item.themes}


class Counting(tuple[Any, ...]):
    """A tuple that counts how many of its items the slices that are taken of it hold."""

    looked_at = 0

    def __getitem__(self, key: Any) -> Any:
        found = super().__getitem__(key)
        Counting.looked_at += len(found)
        return found

    def __iter__(self) -> Iterator[Any]:
        raise AssertionError("every audit of the theme is looked at")


def test_work_for_one_reminder_does_not_grow_with_the_audits() -> None:
    audits = tuple(audit(f"s{i}", 2000 + i // 20, reminder("x", "a", "b")) for i in range(600))
    library = Library(audits=audits, themes=THEMES)
    newest = library._newest_on_theme
    library.__dict__["_newest_on_theme"] = {key: Counting(items) for key, items in newest.items()}
    Counting.looked_at = 0
    for one in audits:
        assert len(library.also_said(one, one.reminders[0], 3)) == 3
    assert Counting.looked_at == 600 * 2 * 4


def test_reminder_on_its_page_leads_to_the_others_and_to_the_theme() -> None:
    one = FIVE.audit_by_id["2019-20/one"]
    html = render_reminders(FIVE, CurrentPage("audits/2019-20/one.md"), one)
    assert "Also said on this theme:" in html
    assert 'href="../../../audits/2021-22/four/#x"' in html
    assert 'All on <a href="../../../themes/a/">Theme a</a>' in html
    five = FIVE.audit_by_id["2022-23/five"]
    assert "Also said" not in render_reminders(FIVE, CurrentPage("audits/2022-23/five.md"), five)


# --- On themes ------------------------------------------------------------------------------------


def history(library: Library, theme: str = "a") -> str:
    here = CurrentPage(f"themes/{theme}.md")
    return theme_history(library, here, library.theme_by_id[theme])


def test_theme_says_how_often_and_where_it_came_up() -> None:
    html = history(FIVE)
    assert "4 reminders in 4 audits, out of 5 audits in all." in html
    assert html.index("2021/22: 1 reminder.") < html.index("2020/21: 2 reminders.")
    assert '<a href="../../audits/2020-21/two/">Audit two</a> (1)' in html
    assert "response" not in html


def test_theme_without_reminders_says_so() -> None:
    assert "No audit has a reminder" in history(Library(themes=THEMES))


def test_theme_of_very_many_audits_names_the_newest_and_counts_the_rest() -> None:
    audits = tuple(audit(f"s{i}", 2000 + i // 20, reminder("x", "a")) for i in range(600))
    html = history(Library(audits=audits, themes=THEMES))
    assert html.count("/audits/") == 60
    assert '<a href="../../reminders/2000-01/#theme-a">20 audits</a>' in html


def with_responses(*responses: Response, years: tuple[int, ...] = (2019, 2021)) -> Library:
    audits = tuple(audit(f"y{y}", y, reminder("x", "a"), reminder("b", "b")) for y in years)
    last = audit("last", 2022, reminder("x", "c"))
    return Library(audits=(*audits, last), themes=THEMES, responses=responses)


def test_theme_that_came_up_again_after_a_response_says_so_with_care() -> None:
    html = history(with_responses(response("2019/20")))
    assert "A response to this theme was reported in 2019/20." in html
    assert "come up again since then, in the audits of 2021/22 (1 reminder)" in html
    assert "does not show whether the response has helped" in html


def test_theme_that_did_not_come_up_again_says_that_this_is_no_proof() -> None:
    html = history(with_responses(response("2021/22")))
    assert "has not come up in the audits of 2022/23" in html
    assert "does not show that the response has helped" in html


@pytest.mark.parametrize(
    "responses",
    [
        (),
        (response("2022/23"),),  # no later audit: nobody can know
        (response("2019/20", "planned"),),  # not made yet
        (response("2019/20", "in progress"),),
        (response("2019/20", theme="b"),),  # to another theme
    ],
)
def test_nothing_is_said_where_nobody_can_know(responses: tuple[Response, ...]) -> None:
    assert "response" not in history(with_responses(*responses))


def test_newest_response_that_later_audits_can_speak_of_counts() -> None:
    library = with_responses(response("2019/20"), response("2020/21", "ongoing"))
    since = library.since_response("a")
    assert since is not None
    assert since.answered == "2020/21"
    assert since.later == ("2022/23", "2021/22")
    library = with_responses(response("2019/20"), response("2022/23"))
    since = library.since_response("a")
    assert since is not None
    assert since.answered == "2019/20"


# --- In the built site ----------------------------------------------------------------------------


def hrefs(node: HtmlElement, path: str) -> set[str | None]:
    return {link.get("href") for link in elements(node, f"{path}//a")}


def problems_of_reminders(site: Path, library: Library) -> Iterator[str]:
    for one in library.audits:
        page = read_page(site / "audits" / one.id / "index.html")
        for item in one.reminders:
            there = hrefs(page, f"//li[h3[@id='{item.id}']]/p[contains(@class, 'sscp-also')]")
            for other, found in library.also_said(one, item, 3):
                if f"../../../audits/{other.id}/#{found.id}" not in there:
                    yield f"{one.id}#{item.id}: {other.id}"


def problems_of_themes(site: Path, library: Library) -> Iterator[str]:
    for theme in library.themes:
        page = read_page(site / "themes" / theme.id / "index.html")
        (first,) = elements(page, "//h2[@id='how-often-it-has-come-up']/following-sibling::p[1]")
        count = sum(theme.id in r.themes for a in library.audits for r in a.reminders)
        if not plain_text(first).startswith(f"{count} reminder"):
            yield f"theme {theme.id}: {count}"


def problems_of_guides(site: Path, library: Library) -> Iterator[str]:
    for guide in library.guidance:
        if not guide.page:
            continue
        there = hrefs(read_page(site / guide.page.removesuffix(".md") / "index.html"), "//article")
        needed = {
            f"../../audits/{findings.audit.id}/#{item.id}"
            for findings in library.findings_by_guidance.get(guide.id, ())
            for item in findings.reminders
        }
        answers = library.responses_to.get(("guidance", guide.id), ())
        needed |= {f"../../response/#{answer.id}" for answer in answers}
        yield from (f"guide {guide.id}: {href.split('#')[1]}" for href in needed - there)


def problems_of_links(site: Path, library: Library) -> list[str]:
    """Return each reminder, theme or guide whose page lacks what follows from the data."""
    return [
        *problems_of_reminders(site, library),
        *problems_of_themes(site, library),
        *problems_of_guides(site, library),
    ]


def test_site_has_every_link_that_follows_from_its_data(built_site: Path) -> None:
    assert problems_of_links(built_site, load_library(REPOSITORY)) == []


@pytest.mark.parametrize(
    ("page", "old", "problem"),
    [
        (
            "audits/2022-23/domestic-abuse",
            "Also said on this theme",
            "2022-23/domestic-abuse#share-risk-assessments: 2022-23/partnership-engagement",
        ),
        ("themes/siblings", "2 reminders in 2 audits", "theme siblings: 2"),
        ("guidance/timelines", "#cumulative-risks", "guide timelines: cumulative-risks"),
        ("guidance/timelines", "#timelines-guidance", "guide timelines: timelines-guidance"),
    ],
)
def test_link_that_is_not_there_is_found(
    page: str, old: str, problem: str, built_site: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(built_site, site, ignore=shutil.ignore_patterns("assets", "search"))
    file = site / page / "index.html"
    text = file.read_text(encoding="utf-8")
    assert old in text
    if old.startswith("Also"):  # take the links out with the paragraph
        old = text[text.index(old) : text.index("</p>", text.index(old))]
    file.write_text(text.replace(old, "…"), encoding="utf-8")
    assert problem in problems_of_links(site, load_library(REPOSITORY))
