"""A year that is added in data only appears everywhere, and ten years of audits stay in reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Dialog

from tests.checks.test_source_fidelity import AUDITS, differences_of_audits
from tests.conftest import build, copy_project, site_of
from tests.support.browser import serve
from tests.support.search_site import search_hits
from tests.support.site_html import (
    elements,
    link_targets,
    main_content,
    plain_text,
    problems_of_site,
    read_page,
)

YEAR = "audits/2023-24/"
OLD_YEAR = "audits/2022-23/"

HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "**bold**",
    "[x](javascript:alert(1))",
    "&amp;",
)
HOSTILE_TITLE = f"Title {' '.join(HOSTILE)}"
HOSTILE_REMINDER = f"Reminder {' '.join(HOSTILE)}"


@dataclass(frozen=True)
class NewAudit:
    """An audit of the second year: the name of its file, what is in it and where it comes."""

    slug: str
    fields: dict[str, Any]
    reminders: list[dict[str, Any]] = field(default_factory=list)
    good_practice: list[dict[str, Any]] = field(default_factory=list)

    @property
    def page(self) -> str:
        """The address of its page."""
        return f"{YEAR}{self.slug}/"


def reminder(place: str, text: str, *, theme: str = "", situation: str = "") -> dict[str, Any]:
    """Return a reminder as it stands in a data file."""
    return {
        "id": place,
        "text": text,
        "themes": [theme] if theme else [],
        "situations": [situation] if situation else [],
    }


PRACTICE = {"id": "good-work", "text": "There was good work."}

DOMESTIC_ABUSE = NewAudit(
    "domestic-abuse",
    {"title": "Domestic abuse", "held": "2023-05", "method": "deep dive"},
    [
        reminder("ask-again", "Ask the child again", theme="sharing", situation="assessment"),
        reminder("share-early", "Share what is known early", theme="sharing"),
        # The same id as in the year before: addresses are per audit.
        reminder(
            "known-to-marac",
            "Say at once if MARAC knows",
            theme="individual-differences",
            situation="making-a-referral",
        ),
    ],
    [PRACTICE | {"themes": ["sharing"]}],
)
NO_GOOD_PRACTICE = NewAudit(
    "neglect",
    {"title": "Neglect", "held": "2023-07"},
    [reminder("see-the-home", "See the home", theme="assessments")],
)
UNKNOWN_SAMPLE = NewAudit(
    "online-harm",
    {"title": "Online harm", "held": "2023-09", "method": "survey"},
    [reminder("ask-about-phones", "Ask about phones", theme="siblings")],
    [PRACTICE],
)
OTHER_PUBLISHER = NewAudit(
    "transitions",
    {"title": "Moving to adult services", "held": "2023-11", "publisher": "A Neighbouring Board"},
    [reminder("plan-early", "Plan the move early", theme="smart-plans")],
    [PRACTICE],
)
MANY_REMINDERS = NewAudit(
    "exploitation",
    {"title": "Exploitation", "held": "2024-01"},
    [
        reminder(f"point-{number}", f"Point number {number}.", theme="timelines")
        for number in range(1, 26)
    ],
    [PRACTICE],
)
NO_REMINDERS = NewAudit("early-help", {"title": "Early help", "held": "2024-02"}, [], [PRACTICE])
SPECIAL = NewAudit(
    "special-characters",
    {
        "title": HOSTILE_TITLE,
        "held": "2024-03",
        "method": HOSTILE[0],
        "background": [HOSTILE_REMINDER],
    },
    [reminder("special", HOSTILE_REMINDER, theme="strategy-meetings", situation="assessment")],
    [PRACTICE | {"text": HOSTILE_REMINDER}],
)
UNDATED = NewAudit(
    "supervision",
    {"title": "Supervision"},
    [reminder("reflect", "Make time to reflect", theme="individual-differences")],
    [PRACTICE],
)

#: The audits of the second year, oldest first; the one without a date comes last.
IN_ORDER = (
    DOMESTIC_ABUSE,
    NO_GOOD_PRACTICE,
    UNKNOWN_SAMPLE,
    OTHER_PUBLISHER,
    MANY_REMINDERS,
    NO_REMINDERS,
    SPECIAL,
    UNDATED,
)

NEW_REMINDERS = {
    f"{audit.page}#{item['id']}": str(item["text"])
    for audit in IN_ORDER
    for item in audit.reminders
}


def write_yaml(file: Path, value: object) -> None:
    """Write a data file as an editor might."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(value, sort_keys=False, allow_unicode=True), encoding="utf-8")


def add_second_year(project: Path) -> None:
    """Add the audits of 2023/24, a statement of a theme and a response, in data only."""
    for audit in IN_ORDER:
        write_yaml(
            project / "data" / "audits" / "2023-24" / f"{audit.slug}.yml",
            {
                **audit.fields,
                "year": "2023/24",
                "good_practice": audit.good_practice,
                "reminders": audit.reminders,
            },
        )
    themes = project / "data" / "themes.yml"
    old = "  statements:\n    - year: 2022/23\n"
    new = "  statements:\n    - year: 2023/24\n      text: [We share better now.]\n"
    head, theme, tail = themes.read_text(encoding="utf-8").partition("- id: sharing\n")
    added = tail.replace(old, f"{new}    - year: 2022/23\n", 1)
    assert added != tail
    themes.write_text(head + theme + added, encoding="utf-8")
    with (project / "data" / "responses.yml").open("a", encoding="utf-8") as responses:
        responses.write(
            "\n  - id: new-response\n    group: learning\n    year: 2023/24\n    status: planned\n"
            "    text: We will train everyone.\n    audits: [2023-24/domestic-abuse]\n"
        )


@pytest.fixture(scope="module")
def second_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after a second year was added."""
    project = copy_project(tmp_path_factory.mktemp("second-year"))
    add_second_year(project)
    return site_of(build(project))


def content_of(site: Path, page: str) -> HtmlElement:
    """Return the main content of a page, given by its address."""
    return main_content(read_page(site / page / "index.html"))


def links_of(site: Path, page: str) -> dict[str, HtmlElement]:
    """Return where the main content of a page leads."""
    return link_targets(content_of(site, page), page)


def audits_linked(site: Path, page: str) -> list[str]:
    """Return the pages of audits that a page's list of audits leads to, in their order there."""
    pages = [
        target
        for item in elements(content_of(site, page), ".//ul/li[a]")
        for target in list(link_targets(item, page))[:1]
        if re.fullmatch(r"audits/[\d-]+/[\w-]+/", target)
    ]
    return list(dict.fromkeys(pages))


# --- The second year is there -------------------------------------------------------------------


def test_the_site_with_a_second_year_has_no_problem(second_year: Path) -> None:
    problems = problems_of_site(second_year, meant=HOSTILE)

    assert not problems, "\n".join(problems)


def test_the_sentences_of_the_first_year_are_all_there(second_year: Path) -> None:
    assert differences_of_audits(second_year) == []


@pytest.mark.parametrize("audit", IN_ORDER, ids=lambda audit: audit.slug)
def test_an_audit_without_a_markdown_file_has_the_standard_page(
    second_year: Path, audit: NewAudit
) -> None:
    article = content_of(second_year, audit.page)

    assert plain_text(elements(article, ".//h1")[0]) == audit.fields["title"]
    shown = {heading.get("id"): plain_text(heading) for heading in elements(article, ".//h3[@id]")}
    assert shown == {item["id"]: item["text"] for item in (*audit.good_practice, *audit.reminders)}


def test_audits_of_one_name_in_two_years_have_an_address_each(second_year: Path) -> None:
    new = content_of(second_year, f"{YEAR}domestic-abuse/")
    old = content_of(second_year, f"{OLD_YEAR}domestic-abuse/")

    assert (
        plain_text(elements(new, ".//*[@id='known-to-marac']")[0]) == "Say at once if MARAC knows"
    )
    assert plain_text(elements(old, ".//*[@id='known-to-marac']")[0]) == (
        "Check whether the family is known to MARAC and the outcome of discussions"
    )


@pytest.mark.parametrize(
    ("audit", "words"),
    [
        (DOMESTIC_ABUSE, "May 2023"),
        (DOMESTIC_ABUSE, "Deep dive"),
        (UNDATED, "Not recorded"),
        (UNKNOWN_SAMPLE, "Not recorded"),
        (NO_GOOD_PRACTICE, "No good practice is recorded for this audit."),
        (NO_REMINDERS, "No practice reminders are recorded for this audit."),
        (OTHER_PUBLISHER, "A Neighbouring Board"),
        (UNKNOWN_SAMPLE, "No background is recorded for this audit."),
    ],
    ids=lambda value: value.slug if isinstance(value, NewAudit) else value,
)
def test_what_is_known_and_what_is_not_recorded_is_said(
    second_year: Path, audit: NewAudit, words: str
) -> None:
    assert words in plain_text(content_of(second_year, audit.page))


def test_only_another_publisher_is_named_among_the_facts(second_year: Path) -> None:
    terms = {
        audit.slug: [
            plain_text(term) for term in elements(content_of(second_year, audit.page), ".//dt")
        ]
        for audit in IN_ORDER
    }

    assert [slug for slug, names in terms.items() if "Published by" in names] == ["transitions"]


def test_each_audit_leads_to_the_one_before_and_the_one_after(second_year: Path) -> None:
    slugs_of_first_year = [audit.page for audit in AUDITS.values()]
    pages = [*slugs_of_first_year, *(audit.page for audit in IN_ORDER)]
    footers = {
        page: list(
            link_targets(
                elements(
                    read_page(second_year / page / "index.html"),
                    "//nav[@aria-label='Previous and next page']",
                )[0],
                page,
            )
        )
        for page in pages
    }

    assert footers == {
        page: [*pages[max(position - 1, 0) : position], *pages[position + 1 : position + 2]]
        for position, page in enumerate(pages)
    }


def test_audits_on_the_same_theme_lead_to_each_other_across_the_years(second_year: Path) -> None:
    new, old = f"{YEAR}domestic-abuse/", f"{OLD_YEAR}domestic-abuse/"

    assert old in links_of(second_year, new)
    assert new in links_of(second_year, old)


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("themes/sharing/", f"{YEAR}domestic-abuse/#ask-again"),
        ("themes/sharing/", f"{YEAR}domestic-abuse/#good-work"),
        ("themes/sharing/", f"{OLD_YEAR}domestic-abuse/#share-risk-assessments"),
        ("themes/timelines/", f"{YEAR}exploitation/#point-25"),
        ("themes/individual-differences/", f"{YEAR}supervision/#reflect"),
        ("situations/assessment/", f"{YEAR}domestic-abuse/#ask-again"),
        ("situations/making-a-referral/", f"{YEAR}domestic-abuse/#known-to-marac"),
        ("situations/making-a-referral/", f"{OLD_YEAR}domestic-abuse/#known-to-marac"),
        ("reminders/2023-24/", f"{YEAR}domestic-abuse/#good-work"),
    ],
)
def test_a_point_of_the_new_year_is_linked_from_what_it_bears_on(
    second_year: Path, page: str, place: str
) -> None:
    assert place in links_of(second_year, page)


@pytest.mark.parametrize("page", ["reminders/", "reminders/2023-24/"])
def test_each_reminder_of_the_new_year_is_in_the_indexes_of_reminders(
    second_year: Path, page: str
) -> None:
    links = links_of(second_year, page)

    assert {place: plain_text(links[place]) for place in NEW_REMINDERS if place in links} == (
        NEW_REMINDERS
    )


def test_the_index_of_reminders_counts_both_years(second_year: Path) -> None:
    total = 28 + len(NEW_REMINDERS)

    assert f"{total} practice reminders" in plain_text(content_of(second_year, "reminders/"))


def test_each_reminder_of_the_new_year_is_a_hit_of_its_own_in_the_search(second_year: Path) -> None:
    assert set(NEW_REMINDERS) <= {hit.address for hit in search_hits(second_year)}


def test_the_page_of_each_year_lists_its_audits(second_year: Path) -> None:
    assert audits_linked(second_year, YEAR) == [audit.page for audit in IN_ORDER]
    assert audits_linked(second_year, OLD_YEAR) == [audit.page for audit in AUDITS.values()]


def test_the_list_of_audits_has_the_newest_year_first(second_year: Path) -> None:
    assert audits_linked(second_year, "audits/") == [
        *(audit.page for audit in IN_ORDER),
        *(audit.page for audit in AUDITS.values()),
    ]


@pytest.mark.parametrize("page", ["audits/", "themes/sharing/", "situations/assessment/"])
def test_years_are_headings_with_the_newest_first(second_year: Path, page: str) -> None:
    headings = [plain_text(h) for h in elements(content_of(second_year, page), ".//h2 | .//h3")]

    assert [words for words in headings if re.fullmatch(r"\d{4}/\d{2}", words)] == [
        "2023/24",
        "2022/23",
    ]


def test_the_newest_statement_of_a_theme_comes_first(second_year: Path) -> None:
    quotes = elements(content_of(second_year, "themes/sharing/"), ".//blockquote")

    assert [plain_text(quote)[:30] for quote in quotes] == [
        "We share better now.",
        "We are seeing consistently thr",
    ]


def test_a_response_of_the_new_year_comes_before_the_old_ones(second_year: Path) -> None:
    places = [
        entry.get("id") for entry in elements(content_of(second_year, "response/"), ".//li[@id]")
    ]

    assert places.index("new-response") < places.index("domestic-abuse-briefing")
    assert "response/#new-response" in links_of(second_year, f"{YEAR}domestic-abuse/")


def test_the_home_page_shows_the_newest_year_under_its_own_name(second_year: Path) -> None:
    article = content_of(second_year, "")
    named = re.findall(r"\d{4}/\d{2}", " ".join(plain_text(h) for h in elements(article, ".//h2")))

    assert audits_linked(second_year, "") == [audit.page for audit in IN_ORDER]
    assert named == ["2023/24"]


# --- Where a page stands ------------------------------------------------------------------------


def places(site: Path, page: str, label: str) -> list[tuple[str, str, str | None]]:
    """Return the links of a navigation: where each leads, its words and whether it is current."""
    (nav,) = elements(
        read_page(site / page / "index.html"),
        f"//nav[@aria-label='{label}' or @aria-labelledby='{label}']",
    )
    return [
        (target, plain_text(link), link.get("aria-current"))
        for target, link in link_targets(nav, page).items()
    ]


@pytest.mark.parametrize(
    ("page", "section", "year"),
    [
        (f"{YEAR}domestic-abuse/", "audits/", YEAR),
        (f"{OLD_YEAR}domestic-abuse/", "audits/", OLD_YEAR),
        ("reminders/2022-23/situations/", "reminders/", "reminders/2022-23/"),
    ],
)
def test_a_page_of_a_year_says_in_which_year_it_stands(
    second_year: Path, page: str, section: str, year: str
) -> None:
    above = [target for target, *_ in places(second_year, page, "You are here")]
    assert above == ["", section, year]
    current = [target for target, _, now in places(second_year, page, "this-section") if now]
    assert current == [year]


@pytest.mark.parametrize("page", [OLD_YEAR, "reminders/2022-23/"])
def test_a_page_about_an_earlier_year_stands_in_the_list_beside_it(
    second_year: Path, page: str
) -> None:
    listed = places(second_year, page, "this-section")
    assert [target for target, _, now in listed if now == "page"] == [page]
    assert page not in [target for target, *_ in places(second_year, page, "You are here")]


def test_the_list_beside_a_page_names_the_newest_year_and_its_own_and_no_other(
    ten_years: Path,
) -> None:
    for page in sorted(path.parent for path in ten_years.glob("audits/*/*/index.html")):
        address = f"{page.relative_to(ten_years).as_posix()}/"
        years = [target for target, *_ in places(ten_years, address, "this-section")][1:]
        newest = max(path.name for path in ten_years.glob("audits/*-*") if path.is_dir())
        own = address.rstrip("/").rpartition("/")[0] + "/"
        assert years == list(dict.fromkeys([f"audits/{newest}/", own])), address


# --- The picture --------------------------------------------------------------------------------


def picture_of(site: Path, page: str) -> dict[str, dict[str, int]]:
    """Return the picture of themes and audits: audit page to theme page to count."""
    (table,) = elements(content_of(site, page), ".//table")
    themes = [
        target for cell in elements(table, ".//thead//th") for target in link_targets(cell, page)
    ]
    rows = {}
    for row in elements(table, ".//tbody/tr[td]"):
        (audit,) = link_targets(elements(row, "./th")[0], page)
        counts = [int(plain_text(cell)) for cell in elements(row, "./td")]
        rows[audit] = dict(zip(themes, counts, strict=True))
    return rows


def test_the_picture_of_all_years_shows_the_new_one(second_year: Path) -> None:
    picture = picture_of(second_year, "themes/")

    assert list(picture) == [
        *(audit.page for audit in IN_ORDER),
        *(audit.page for audit in AUDITS.values()),
    ]
    assert picture[DOMESTIC_ABUSE.page]["themes/sharing/"] == 2
    assert picture[MANY_REMINDERS.page]["themes/timelines/"] == 25
    assert set(picture[NO_REMINDERS.page].values()) == {0}


def test_the_picture_of_a_year_shows_that_year_only(second_year: Path) -> None:
    assert list(picture_of(second_year, YEAR)) == [audit.page for audit in IN_ORDER]
    assert list(picture_of(second_year, OLD_YEAR)) == [audit.page for audit in AUDITS.values()]


# --- Text that looks like code ------------------------------------------------------------------


def pages_that_show(site: Path, words: str) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the pages whose text, as a reader sees it, holds some words."""
    for file in sorted(site.rglob("*.html")):
        root = read_page(file)
        if words in plain_text(root):
            yield file.relative_to(site).as_posix(), root


@pytest.mark.parametrize("words", [HOSTILE_TITLE, HOSTILE_REMINDER], ids=["title", "reminder"])
def test_text_that_looks_like_code_is_shown_as_it_was_written(
    second_year: Path, words: str
) -> None:
    pages = {name for name, _ in pages_that_show(second_year, words)}

    assert {
        f"{SPECIAL.page}index.html",
        "reminders/index.html",
        "reminders/2023-24/index.html",
        "themes/strategy-meetings/index.html",
        "situations/assessment/index.html",
    } <= pages


def test_text_that_looks_like_code_does_nothing(second_year: Path) -> None:
    for name, root in pages_that_show(second_year, HOSTILE[0]):
        scripts = [
            script for script in elements(root, "//script") if "alert(1)" in str(script.text)
        ]
        assert scripts == [], name
        assert elements(root, "//a[starts-with(@href, 'javascript')]") == [], name
        assert elements(root, "//strong[. = 'bold'] | //b[. = 'bold']") == [], name
        assert "Reminder <script>alert(1)</script> 49" not in plain_text(root), name


def test_a_title_that_looks_like_code_is_the_title_of_its_page(second_year: Path) -> None:
    root = read_page(second_year / SPECIAL.page / "index.html")

    assert HOSTILE_TITLE in plain_text(elements(root, "//head/title")[0])


def test_the_search_shows_text_that_looks_like_code_and_does_not_run_it(
    second_year: Path, browser: Browser
) -> None:
    messages: list[str] = []

    def note(dialog: Dialog) -> None:
        messages.append(dialog.message)
        dialog.dismiss()

    with serve(second_year) as address, browser.new_context() as context:
        page = context.new_page()
        page.on("dialog", note)
        page.goto(f"{address}search/?q=Title")
        found = page.get_by_role("article").locator(f"a[href$='{SPECIAL.page}']").first
        found.wait_for()
        shown = found.inner_text()

    assert HOSTILE_TITLE in shown
    assert messages == []


# --- Ten years ----------------------------------------------------------------------------------

FIRST_YEARS = range(2013, 2023)


def make_ten_years(project: Path) -> None:
    """Give the project six audits in each of ten years, copied from its own five."""
    folder = project / "data" / "audits"
    files = sorted((folder / "2022-23").glob("*.yml"))
    texts = {file.stem: file.read_text(encoding="utf-8") for file in files}
    texts["domestic-abuse-again"] = texts["domestic-abuse"]
    for first in FIRST_YEARS:
        slug = f"{first}-{(first + 1) % 100:02}"
        for stem, text in texts.items():
            file = folder / slug / f"{stem}.yml"
            if file.exists():
                continue
            file.parent.mkdir(exist_ok=True)
            moved = text.replace("year: 2022/23", f"year: {slug.replace('-', '/')}")
            for year in (2022, 2023):
                moved = moved.replace(f"held: {year}", f"held: {first + year - 2022}")
            if stem.endswith("-again"):
                moved = moved.replace("title: Domestic abuse", "title: Domestic abuse again")
            file.write_text(moved, encoding="utf-8")


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of ten years with six audits each."""
    project = copy_project(tmp_path_factory.mktemp("ten-years"))
    make_ten_years(project)
    return site_of(build(project))


def year_slugs() -> list[str]:
    """Return the ten years as they stand in addresses, newest first."""
    return [f"{first}-{(first + 1) % 100:02}" for first in reversed(FIRST_YEARS)]


@dataclass(frozen=True)
class Point:
    """A reminder or good practice: its address, and the pages that it says it bears on."""

    place: str
    is_reminder: bool
    bears_on: tuple[str, ...]


@pytest.fixture(scope="module")
def points(ten_years: Path) -> list[Point]:
    """Every reminder and good practice of ten years, as the pages of the audits have them."""
    found = []
    for file in sorted(ten_years.glob("audits/*/*/index.html")):
        page = f"{file.parent.relative_to(ten_years).as_posix()}/"
        for item in elements(main_content(read_page(file)), ".//li[h3/@id]"):
            place = f"{page}#{elements(item, './h3')[0].get('id')}"
            parent = item.getparent()
            is_reminder = parent is not None and parent.tag == "ol"
            found.append(Point(place, is_reminder, tuple(link_targets(item, page))))
    return found


@pytest.fixture(scope="module")
def links(ten_years: Path) -> dict[str, set[str]]:
    """Where each list of the site of ten years leads."""
    files = [file for kind in LISTS for file in ten_years.glob(f"{kind}/**/index.html")]
    pages = [f"{file.parent.relative_to(ten_years).as_posix()}/" for file in files]
    return {page: set(links_of(ten_years, page)) for page in pages}


LISTS = ("audits", "reminders", "situations", "themes")


def test_the_site_of_ten_years_has_no_problem(ten_years: Path) -> None:
    problems = problems_of_site(ten_years)

    assert not problems, "\n".join(problems)


def test_each_of_sixty_audits_is_in_reach_of_the_list_of_audits(
    points: list[Point], links: dict[str, set[str]]
) -> None:
    audits = {point.place.partition("#")[0] for point in points}
    years = {f"audits/{slug}/" for slug in year_slugs()}

    assert len(audits) == 60
    assert years <= links["audits/"]
    assert audits <= set().union(*(links[year] for year in years))


def test_each_reminder_of_ten_years_is_in_reach_of_the_index_of_reminders(
    points: list[Point], links: dict[str, set[str]]
) -> None:
    reminders = {point.place for point in points if point.is_reminder}
    years = {f"reminders/{slug}/" for slug in year_slugs()}

    assert len(reminders) == 10 * (28 + 8)
    assert years <= links["reminders/"]
    assert reminders <= set().union(*(links[year] for year in years))


@pytest.mark.parametrize("kind", ["themes", "situations"])
def test_no_point_of_ten_years_is_lost_from_its_theme_or_situation(
    points: list[Point], links: dict[str, set[str]], kind: str
) -> None:
    """A page without room for a year leads to that year's page, which has the point."""

    def in_reach(place: str, page: str) -> bool:
        year = f"reminders/{place.split('/')[1]}/"
        if kind == "situations":
            year += "situations/"
        group = f"{year}#{kind.removesuffix('s')}-{page.split('/')[1]}"
        return place in links[page] or (group in links[page] and place in links[year])

    named = [
        (point.place, page)
        for point in points
        for page in point.bears_on
        if page.startswith(f"{kind}/")
    ]

    assert len(named) > 200
    assert [pair for pair in named if not in_reach(*pair)] == []


def test_a_page_with_much_to_show_leaves_old_years_to_a_page_of_their_own(
    links: dict[str, set[str]],
) -> None:
    """Without this, the test above would show nothing about pages that are full."""
    assert "reminders/2013-14/situations/#situation-assessment" in links["situations/assessment/"]


def navigation(site: Path, page: str) -> tuple[list[str], list[str]]:
    """Return the navigation's links on a page: those to the pages of years, and all others."""
    root = read_page(site / page / "index.html")
    bars = elements(root, "//nav[@aria-label='All pages' or @aria-label='Sections']")
    links = [target for bar in bars for target in link_targets(bar, page)]
    years = [target for target in links if re.fullmatch(r"(audits|reminders)/[\d-]+/", target)]
    return years, [target for target in links if target not in years]


def test_the_navigation_does_not_grow_with_the_audits(built_site: Path, ten_years: Path) -> None:
    """It stands on every page. Only the newest year is in it, and no audit."""
    page = f"{OLD_YEAR}domestic-abuse/"
    years_of_one, others_of_one = navigation(built_site, page)
    years_of_ten, others_of_ten = navigation(ten_years, page)

    assert len(others_of_one) > 20
    assert others_of_ten == others_of_one
    assert len(years_of_ten) == len(years_of_one) > 0
