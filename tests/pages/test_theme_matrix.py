"""The theme matrix, with many themes and the audits of many publishers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from macros.addresses.links import CurrentPage
from macros.pages.theme_matrix import theme_matrix
from macros.records.dates import UNDATED, ProgrammeYear
from macros.records.library import UNNAMED, Library
from macros.records.publishers import Publisher
from macros.records.records import Audit
from tests.support.small_library import audit, reminder, theme

HERE = CurrentPage("themes/index.md")
THEMES = tuple(theme(f"theme-{number}") for number in range(14))
OTHERS = tuple(
    Publisher(id=f"area-{n}", name=f"Partnership {n}", short=f"Area {n}", area=f"area {n}")
    for n in range(5)
)


def neglect(year: str, publisher: str | None = None, themes: Sequence[str] = ()) -> Audit:
    """Return an audit with the same title as all others."""
    found = audit(f"{year}/neglect-{publisher or 'ours'}", None, [reminder("one", themes=themes)])
    return found.model_copy(update={"title": "Neglect", "publisher": publisher})


def matrix(*audits: Audit) -> str:
    library = Library(audits=audits, publishers=(UNNAMED, *OTHERS), themes=THEMES)
    return theme_matrix(library, HERE, library.years)


def rows(html: str) -> list[str]:
    """Return the heads of the rows, without their markup, in their order."""
    heads = re.findall(r'<th scope="row(?:group)?"[^>]*>(.*?)</th>', html)
    return [" ".join(re.sub(r"<[^>]+>", " ", head).split()) for head in heads]


def test_ours_come_first_and_others_have_their_own_rows_and_source() -> None:
    html = matrix(
        *(neglect("2023-24", publisher.id, ["theme-1"]) for publisher in OTHERS),
        neglect("2022-23", None, ["theme-1"]),
    )
    assert rows(html) == [
        "2022/23",
        "Neglect",
        "Learning from elsewhere",
        *(f"Neglect {publisher.short}, 2023/24" for publisher in OTHERS),
    ]
    ours, elsewhere = re.findall(r'<p class="sscp-matrix__source">(.*?)\.', html)[:2]
    assert "of 2022/23, The partnership" in ours
    assert all(publisher.name in elsewhere for publisher in OTHERS)
    assert len(set(re.findall(r'aria-label="([^"]+, On theme-1)"', html))) == len(OTHERS) + 1


def test_a_theme_without_a_reminder_has_no_column_but_is_named() -> None:
    html = matrix(neglect("2023-24", None, ["theme-3"]))
    assert html.count('<th scope="col">') == 2
    assert "13 themes have no reminder here" in html
    assert all(f'/{theme.id}/"' in html for theme in THEMES)
    assert "Scroll sideways" not in html


def test_many_themes_say_that_the_table_scrolls() -> None:
    assert "see all 14 themes" in matrix(neglect("2023-24", None, [t.id for t in THEMES]))


def test_audits_without_themes_have_no_table() -> None:
    assert "<table" not in matrix(neglect("2023-24"))


def test_an_audit_without_a_date_gives_the_matrix_no_year() -> None:
    old = neglect("2023-24", "area-1", ["theme-1"])
    undated = old.model_copy(update={"year": UNDATED})
    several = old.model_copy(update={"year": ProgrammeYear("2016/17 to 2017/18")})
    assert "reminders of 2016/17 to 2023/24 and without a date cover<" in matrix(
        old, several, undated
    )


def test_our_audits_without_a_date_are_given_no_year() -> None:
    undated = neglect("2023-24", None, ["theme-1"]).model_copy(update={"year": UNDATED})
    assert "Source: the audits without a date, " in matrix(undated)
    assert "Source: the audits of 2022/23 and without a date, " in matrix(
        neglect("2022-23", None, ["theme-1"]), undated
    )
