from __future__ import annotations

import pytest

from tests import bench_pages
from tests.bench_pages import Row, Visit


def rows(**ours: float) -> list[Row]:
    first = Visit(**{"sent": 20_000, "requests": 4, "paint": 900, "blocked": 0, **ours})
    starlight = Visit(53_000, 8, 1500, 0)
    by_hand = Visit(2500, 1, 700, 0)
    return [
        Row("ours", first, Visit(7000, 1, 700, 0)),
        Row("Starlight", starlight, starlight),
        Row("by hand", by_hand, by_hand),
    ]


def test_medians_are_of_each_column() -> None:
    visits = [Visit(1, 5, 30, 0), Visit(3, 4, 10, 90), Visit(2, 4, 20, 0)]
    assert bench_pages.middle(visits) == Visit(2, 4, 20, 0)


def test_table_has_a_line_for_each_visit() -> None:
    lines = bench_pages.table(rows()).splitlines()
    assert lines[2] == "| ours | first | 20.0 | 4 | 900 | 0 |"
    assert len(lines) == 2 + 6


def test_bars_are_met() -> None:
    assert [line.split()[0] for line in bench_pages.bars(rows()).splitlines()] == ["ok"] * 6


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"sent": 45_100}, "45.1 kB"),
        ({"requests": 6}, "6 requests"),
        ({"blocked": 1}, "blocked 1 ms"),
        ({"paint": 1200}, "1.71 times"),
        ({"paint": 1501}, "after 1501 ms"),
    ],
)
def test_a_bar_that_is_missed_is_said(fault: dict[str, float], said: str) -> None:
    missed = [li for li in bench_pages.bars(rows(**fault)).splitlines() if li.startswith("NOT OK")]
    assert any(said in line for line in missed)


def test_without_starlight_nothing_is_said_of_it() -> None:
    assert "Starlight" not in bench_pages.bars([rows()[0], rows()[2]])


def test_page_by_hand_has_text_links_and_headings_and_no_more() -> None:
    page = """<body><nav>Menu</nav><article class="x"><p class="sscp-print">Site</p>
      <h1 id="top">Neglect</h1><p data-x="1">Say <abbr title="more">it</abbr>
      <a class="y" href="../">back</a></p><svg></svg><div hidden>x</div></article></body>"""
    hand = bench_pages.by_hand(page)
    assert '<h1 id="top">Neglect</h1>' in hand
    assert '<a href="../">back</a>' in hand
    assert "<title>Neglect</title>" in hand
    for gone in ("Menu", "Site", "svg", "class", "data-x", "hidden"):
        assert gone not in hand


def test_page_without_an_article_is_an_error() -> None:
    with pytest.raises(ValueError, match="no article"):
        bench_pages.by_hand("<p>x</p>")
