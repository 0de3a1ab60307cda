"""What pages say about audits, themes and responses, and where else a theme came up."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.addresses.links import CurrentPage, reminders_of_year_address
from macros.addresses.site_urls import SiteUrls
from macros.addresses.standard_pages import learned_in, standard_pages
from macros.pages import audits, reminders, responses, seven_minutes, themes
from macros.pages.findings import by_year
from macros.pages.html import fill
from macros.pages.limits import AUDITS_IN_HISTORY
from macros.records.audit_parts import Rating, Sample
from macros.records.dates import UNDATED, ProgrammeYear
from macros.records.findings import Found, Recommendation, Reminder
from macros.records.library import Library
from macros.records.publishers import Publisher
from macros.records.records import Audit, Statement
from macros.records.responses import Response, ResponseGroup
from tests.support.small_library import (
    audit,
    good_practice,
    guide,
    reminder,
    response,
    situation,
    theme,
)

THEMES = tuple(map(theme, ("a", "b", "c")))
HERE = CurrentPage("index.md")


def on(reminder_id: str, *themes: str) -> Reminder:
    """Return a reminder on some themes."""
    return reminder(reminder_id, themes=themes)


FIVE = Library(
    themes=THEMES,
    audits=(
        audit("2019-20/one", None, [on("x", "a"), on("y", "b")]),
        audit("2020-21/two", "2020-05", [on("x", "b"), on("y", "a", "b")]),
        audit("2020-21/three", "2020-09", [on("x", "a")]),
        audit("2021-22/four", None, [on("x", "a")], [good_practice("good", themes=["b"])]),
        audit("2022-23/five", None, [on("x", "c"), on("none")]),
    ),
)


# --- What other audits said ---------------------------------------------------------------------


def said(library: Library, audit_id: str, reminder_id: str, most: int = 3) -> list[str]:
    one = library.audit_by_id[audit_id]
    item = next(r for r in one.reminders if r.id == reminder_id)
    return [f"{a.slug}#{r.id}" for a, r in library.related_reminders(one, item, most)]


def test_other_audits_are_named_newest_first_and_never_the_same_audit() -> None:
    assert said(FIVE, "2019-20/one", "x") == ["four#x", "three#x", "two#y"]
    assert said(FIVE, "2020-21/three", "x") == ["four#x", "two#y", "one#x"]


def test_of_one_audit_the_reminder_that_shares_most_themes_is_named() -> None:
    library = Library(
        themes=THEMES,
        audits=(
            audit("2019-20/one", None, [on("x", "a", "b")]),
            audit("2020-21/two", None, [on("a", "a"), on("b", "b"), on("ab", "b", "a")]),
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
    found = tuple(
        audit(f"20{10 + i}-{11 + i}/s", None, [on(f"r{j}", *sorted(t)) for j, t in enumerate(sets)])
        for i, sets in enumerate(shape)
    )
    library = Library(audits=found, themes=THEMES)
    for one in found:
        for item in one.reminders:
            others = [
                other.id
                for other in reversed(found)
                if other is not one and any({*r.themes} & {*item.themes} for r in other.reminders)
            ]
            also = library.related_reminders(one, item, most)
            assert [other.id for other, _ in also] == others[:most]
            assert all({*r.themes} & {*item.themes} for _, r in also)


def related(library: Library, audit_id: str) -> list[str]:
    """Return what is folded away below each reminder of an audit."""
    html = audits.reminders(library, HERE, SiteUrls(), library.audit_by_id[audit_id])
    return [part.partition("</details>")[0] for part in html.split("<details")[1:]]


def test_a_reminder_has_its_themes_and_other_audits_folded_away() -> None:
    first, second = related(FIVE, "2019-20/one")
    assert '<a href="themes/a/">On a</a>' in first
    assert '<a href="audits/2021-22/four/#x">Four, 2021/22, no date</a>' in first
    assert '<a href="themes/b/">On b</a>' in second
    # Of two reminders one has a theme, which no other audit has.
    assert not any("See also" in part for part in related(FIVE, "2022-23/five"))


def test_what_all_reminders_of_an_audit_share_is_said_once() -> None:
    both = audit("2022-23/both", None, [on("x", "a", "b"), on("y", "a"), on("z", "a")])
    library = Library(themes=THEMES, audits=(both,))
    html = audits.reminders(library, HERE, SiteUrls(), both)
    assert html.count("themes/a/") == 1
    folded = related(library, "2022-23/both")
    assert ["themes/b/" in part for part in folded] == [True, False, False]


#: As many links as a page may have for each of its findings, however many other audits there are.
LINKS_PER_FINDING = 7


def test_the_page_of_an_audit_stays_quiet_among_many_audits() -> None:
    many = tuple(
        audit(f"20{10 + n}-{11 + n}/s", None, [on(f"r{i}", "a", "b", "c") for i in range(8)])
        for n in range(20)
    )
    html = audits.reminders(Library(themes=THEMES, audits=many), HERE, SiteUrls(), many[9])
    assert html.count("<a ") <= 8 * LINKS_PER_FINDING


def chosen(*keys: str | None) -> Audit:
    found = [reminder(f"r{n}", **({"key": key} if key else {})) for n, key in enumerate(keys)]
    return audit("2022-23/chosen", None, found)


def test_the_reminders_that_the_data_chooses_have_a_star() -> None:
    def shown(*keys: str | None) -> str:
        made = chosen(*keys)
        return audits.reminders(Library(audits=(made,)), HERE, SiteUrls(), made)

    two = shown(None, "true", "true")
    assert "Two things to remember. Chosen for this site" in two
    assert two.count("To remember:") == 2
    assert two.index("Do r0") < two.index("To remember:")
    assert "Chosen for this site" not in shown("confirmed")
    assert "★" not in shown(None, None)


def test_points_stand_below_their_sentence_wherever_it_stands() -> None:
    asked = reminder(
        "ask", text="Look at it over time, and ask:", points=["for how long"], key="true"
    )
    made = audit("2022-23/neglect", None, [asked])
    library = Library(audits=(made,))
    briefing = seven_minutes.of_audit(library, made)
    places = {
        "audit": audits.reminders(library, HERE, SiteUrls(), made),
        "card": fill("audits", "cards", here=HERE, cards=audits.cards(library, [made])),
        "mail of a reminder": unquote(
            audits.reminders(library, HERE, SiteUrls(), made).partition("mailto:")[2]
        ),
        "mail of the audit": unquote(audits.share(library, HERE, SiteUrls(), made)),
        "7-minute briefing": seven_minutes.page(HERE, SiteUrls(), briefing).partition("## 4")[2],
        "mail of the briefing": unquote(
            seven_minutes.page(HERE, SiteUrls(), briefing).partition("Send by")[0]
        ),
    }
    assert [place for place, shown in places.items() if "for how long" not in shown] == []


def test_only_another_publisher_is_named_among_the_facts() -> None:
    board = Publisher(id="board", name="A Neighbouring Board", short="Board", area="Easton")
    library = replace(FIVE, publishers=(*FIVE.publishers, board))
    other = FIVE.audits[0].model_copy(update={"publisher": "board"})
    assert "<dd>A Neighbouring Board</dd>" in audits.facts(library, HERE, other)
    assert "Published by" not in audits.facts(library, HERE, FIVE.audits[0])
    assert library.ours.name not in audits.facts(library, HERE, FIVE.audits[0])


INSPECTION = audit("2023-24/front-door", None).model_copy(
    update={
        "kind": "joint targeted area inspection",
        "publisher": "inspectorates",
        "area": "Easton",
        "found": (
            Found(id="attendance", heading="What needs to improve", text="Who attends meetings"),
            Found(id="minutes", heading="What needs to improve", text="How minutes are shared"),
        ),
        "recommendations": (
            Recommendation(
                id="statement",
                heading="Next steps",
                text="Publish a statement",
                owner="the director",
                due="within 70 days",
                themes=("sharing",),
            ),
        ),
        "ratings": (Rating(of="Plans", label="met"), Rating(of="Plans", label="not met")),
    }
)
INSPECTORATES = Publisher(id="inspectorates", name="Three Inspectorates", short="They", area="UK")


def library_of(made: Audit) -> Library:
    return replace(FIVE, audits=(made,), publishers=(*FIVE.publishers, INSPECTORATES))


def test_an_inspection_of_an_area_says_where_and_what_it_asks_of_whom() -> None:
    library = library_of(INSPECTION)
    page = "".join(
        (
            audits.facts(library, HERE, INSPECTION),
            audits.found(library, HERE, INSPECTION),
            audits.responses(library, HERE, INSPECTION),
        )
    )
    said = ["Three Inspectorates, about Easton", "<dd>Easton</dd>", "Plans: met; not met"]
    said += ["What the inspection recommends", "Lead: the director. Due: within 70 days"]
    assert [words for words in said if words not in page] == []
    assert page.count("What needs to improve") == 1, "once above both of its sentences"
    assert "How we are responding" not in page
    assert library.titled(INSPECTION) == f"{INSPECTION.title}, from They, about Easton"


def test_our_responses_may_answer_an_inspection_of_our_own_area() -> None:
    ours = INSPECTION.model_copy(update={"area": FIVE.ours.area})
    library = replace(library_of(ours), responses=(response("done", "Done.", audits=[ours.id]),))
    assert "Done." in audits.responses(library, HERE, ours)
    assert f"said about {FIVE.ours.area}." in audits.facts(library, HERE, ours)
    assert "may differ" not in audits.facts(library, HERE, ours)


def test_a_finding_stands_below_its_heading_away_from_its_audit_too() -> None:
    library = library_of(INSPECTION)
    (on_sharing,) = library.findings_by_theme["sharing"]
    html = by_year(library, HERE, [on_sharing], reminders_of_year_address)
    assert "Recommended, under “Next steps”:" in html
    assert "within 70 days" in html
    first = seven_minutes.of_audit(library, INSPECTION).panels[0].points
    assert ("Rated", "Plans: met; not met") in [(point.label, point.text) for point in first]
    assert [point.label for point in first][-2:] == [
        "Found, under “What needs to improve”",
        "Recommended, under “Next steps”",
    ]


def test_the_sample_is_said_once() -> None:
    """Its groups are in the background, if there is one that names all of them."""
    groups = [{"count": "2", "label": "at home"}, {"count": "4", "label": "in one class"}]
    sample = {"unit": "children", "size": "6", "groups": groups}
    bare = audit("2022-23/a").model_copy(update={"sample": Sample.model_validate(sample)})
    told = bare.model_copy(update={"background": ("Of 6, 4 were in one class, 2 at home.",)})
    half = bare.model_copy(update={"background": ("4 of them were in one class.",)})
    for each in (bare, half):
        assert "6 children: 2 at home, 4 in one class" in audits.facts(FIVE, HERE, each)
    assert "one class" not in audits.facts(FIVE, HERE, told)


def test_an_audit_without_a_date_is_sent_without_one() -> None:
    bare = audit("2022-23/neglect").model_copy(update={"year": UNDATED})
    subject = unquote(audits.share(FIVE, HERE, SiteUrls(), bare)).partition("subject=")[2]
    assert subject.startswith("Neglect: audit without a date&")
    assert learned_in(FIVE, UNDATED) == "Learning from elsewhere without a date"


def test_audits_of_the_same_title_are_told_apart_in_the_filter() -> None:
    two = (audit("2022-23/neglect", "2022-09"), audit("2023-24/neglect"), audit("2023-24/harm"))
    options = re.findall(r"<option.*?>(.*?)<", reminders.finder(Library(audits=two), HERE))
    assert {"Neglect, September 2022", "Neglect, 2023/24", "Harm"} <= set(options)


def test_a_figure_stands_in_place_of_a_tick() -> None:
    """Whether 4 of 6 is good is for readers to say."""
    some = good_practice("g", text="In time for 4/6", figure={"count": "4", "of": "6"})
    html = audits.good_practice(FIVE, audit("2022-23/a", None, [], [some, good_practice("h")]))
    assert html.count('data-figure="4/6"') == 1
    assert html.count("sscp-icon") == 1


# --- Themes -------------------------------------------------------------------------------------


def history(library: Library) -> str:
    return themes.theme_history(library, HERE, THEMES[0])


def test_a_theme_says_how_often_and_where_it_came_up() -> None:
    html = history(FIVE)
    assert "4 reminders on this site, in 4 of 5 audits." in html
    assert html.index("2021/22: 1 reminder.") < html.index("2020/21: 2 reminders.")
    assert '<a href="audits/2020-21/two/">Two</a> (1)' in html
    assert "response" not in html


def test_a_theme_without_reminders_says_so() -> None:
    assert "No audit of our own has a reminder" in history(Library(themes=THEMES))


def test_a_theme_that_only_others_found_says_so_and_has_no_briefing() -> None:
    board = Publisher(id="board", name="A Neighbouring Board", short="Board", area="Easton")
    theirs = FIVE.audits[4].model_copy(update={"publisher": "board"})
    library = replace(FIVE, publishers=(*FIVE.publishers, board), audits=(*FIVE.audits[:4], theirs))
    assert "of our own audits" in themes.theme_findings(library, HERE, THEMES[2])
    assert "Do x" in themes.theme_elsewhere(library, HERE, THEMES[2])
    pages = {page.path for page in standard_pages(library)}
    assert {f"briefings/themes/{name}.md" for name in "abc"} & pages == {
        "briefings/themes/a.md",
        "briefings/themes/b.md",
    }
    assert "On c" not in seven_minutes.index(library, HERE)


def test_a_theme_of_very_many_audits_names_the_newest_and_counts_the_rest() -> None:
    many = tuple(
        audit(f"20{n // 20:02}-{n // 20 + 1:02}/s{n}", None, [on("x", "a")]) for n in range(600)
    )
    html = history(Library(audits=many, themes=THEMES))
    assert html.count("audits/") == AUDITS_IN_HISTORY
    assert '<a href="reminders/2000-01/#theme-a">20 audits</a>' in html


def test_the_newest_statement_of_a_theme_comes_first() -> None:
    statements = tuple(
        Statement(year=ProgrammeYear(year), text=(f"Said in {year}.",))
        for year in ("2021/22", "2023/24", "2022/23")
    )
    html = themes.theme_statement(FIVE, THEMES[0].model_copy(update={"statements": statements}))
    assert html.index("Said in 2023/24") < html.index("Said in 2022/23")
    assert html.index("Said in 2022/23") < html.index("Said in 2021/22")


# --- Responses ----------------------------------------------------------------------------------


def test_a_guide_is_named_once_on_the_page_of_a_situation() -> None:
    moment = situation("call")
    read = guide("read", status="published", url="https://www.example.org/read")
    here, missing = (
        g.model_copy(update={"situations": ("call",)}) for g in (read, guide("protocol"))
    )
    parts = (themes.situation_guides_here, themes.situation_guidance)
    above, below = (part(Library(guidance=(here, missing)), HERE, moment) for part in parts)
    assert [("read<" in part, "protocol<" in part) for part in (above, below)] == [
        (True, False),
        (False, True),
    ]
    assert themes.situation_guidance(Library(guidance=(here,)), HERE, moment) == ""


def answer(year: str, status: str = "done", theme_id: str = "a") -> Response:
    name = f"r-{year[:4]}-{status.replace(' ', '-')}"
    return response(name, year=year, status=status, themes=(theme_id,))


def with_responses(*found: Response) -> Library:
    years = ("2019-20", "2021-22")
    some = tuple(audit(f"{year}/y", None, [on("x", "a"), on("b", "b")]) for year in years)
    last = audit("2022-23/last", None, [on("x", "c")])
    return Library(audits=(*some, last), themes=THEMES, responses=found)


def test_a_theme_that_came_up_again_after_a_response_says_so_with_care() -> None:
    html = history(with_responses(answer("2019/20")))
    assert "A response to this theme was reported in 2019/20." in html
    assert "come up again since then, in our audits of 2021/22 (1 reminder)" in html
    assert "does not show whether the response has helped" in html


def test_a_theme_that_did_not_come_up_again_says_that_this_is_no_proof() -> None:
    html = history(with_responses(answer("2021/22")))
    assert "has not come up in our audits of 2022/23" in html
    assert "does not show that the response has helped" in html


@pytest.mark.parametrize(
    "found",
    [
        (),
        (answer("2022/23"),),  # no later audit: nobody can know
        (answer("2019/20", "planned"),),  # not made yet
        (answer("2019/20", "in progress"),),
        (answer("2019/20", theme_id="b"),),  # to another theme
    ],
)
def test_nothing_is_said_where_nobody_can_know(found: tuple[Response, ...]) -> None:
    assert "helped" not in history(with_responses(*found))


def test_the_newest_response_that_later_audits_can_speak_of_counts() -> None:
    since = with_responses(answer("2019/20"), answer("2020/21", "ongoing")).since_response("a")
    assert since is not None
    assert (since.answered, since.later) == ("2020/21", ("2022/23", "2021/22"))
    since = with_responses(answer("2019/20"), answer("2022/23")).since_response("a")
    assert since is not None
    assert since.answered == "2019/20"


def test_responses_are_listed_newest_year_first() -> None:
    group = ResponseGroup(id="learning", title="Learning")
    library = Library(
        themes=THEMES, responses=(answer("2019/20"), answer("2021/22")), response_groups=(group,)
    )
    page = responses.response_page(library, HERE)
    assert page.index("Reported in 2021/22") < page.index("Reported in 2019/20")
    assert "Done in 2021/22" in page
