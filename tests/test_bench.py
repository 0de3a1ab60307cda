from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks.load import load_library
from tests import bench
from tests.bench import Result

ROOT = Path(__file__).resolve().parent.parent


def result(build: str, size: int, seconds: float) -> Result:
    return Result(build, size, seconds, seconds, 60, 8.5, 123.4, "reminders/index.html", 31)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [((60, 3.0), (600, 30.0), 1.0), ((60, 3.0), (600, 300.0), 2.0), ((60, 3.0), (600, 3.0), 0.0)],
)
def test_exponent_is_the_power_of_the_size(
    first: tuple[int, float], second: tuple[int, float], expected: float
) -> None:
    assert bench.exponent(first, second) == pytest.approx(expected)


def test_table_has_columns_that_line_up() -> None:
    lines = bench.table([result("ours", 600, 2), result("stock", 600, 13)]).splitlines()
    assert [len(line) for line in lines] == [len(lines[0])] * 4
    ours, stock = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:])
    assert ours == [
        *("600", "ours", "2.00", "2.00", "60", "8.5", "31", "6.5", "123", "reminders/index.html")
    ]
    assert stock[7] == ""


def test_growth_is_given_for_each_build_between_neighbouring_sizes() -> None:
    results = [result("ours", 10, 1), result("stock", 10, 1), result("ours", 100, 10)]
    assert bench.growth(results) == "growth exponent, ours: 10 to 100: 1.00"


def test_bars_say_what_is_met() -> None:
    results = [
        result("ours", 60, 1),
        result("ours", 600, 10),
        result("stock", 600, 50),
        result("ours", 3000, 50),
    ]
    lines = bench.bars(results).splitlines()
    assert [line[:6].strip() for line in lines] == ["NOT OK", "ok", "ok", "ok"]
    assert "stock takes 5.0 times as long at 600" in lines[0]
    assert "exponent 1.00 between 60 and 3000" in lines[1]


def test_bars_that_the_sizes_do_not_allow_to_judge_are_left_out() -> None:
    assert bench.bars([result("ours", 6, 1)]) == ""


def test_navigation_links_leave_out_the_table_of_contents() -> None:
    html = """
      <nav class="md-tabs"><a href="../">Home</a></nav>
      <nav class="md-nav md-nav--primary">
        <a href="../">Home</a><a id="no-link">Here</a>
        <nav class="md-nav" data-md-level="1"><a href="../audits/">Audits</a></nav>
        <nav class="md-nav md-nav--secondary"><a href="#background">Background</a></nav>
      </nav>
      <a href="../">elsewhere</a>
    """
    assert bench.navigation_links(html) == 2


def test_renumber_keeps_all_but_title_and_years() -> None:
    text = 'title: "Neglect: a second look"\nyear: 2098/99\nheld: 2099-01\nreminders: []\n'
    assert bench.renumber(text, 7, 1) == (
        'title: "Neglect: a second look 7"\nyear: 2099/00\nheld: 2100-01\nreminders: []\n'
    )


@pytest.mark.parametrize("size", [2, 7])
def test_generated_data_load_and_have_as_many_audits(tmp_path: Path, size: int) -> None:
    bench.make_project(ROOT, tmp_path / "site", size, per_year=3)
    library = load_library(tmp_path / "site")
    assert len(library.audits) == size
    assert [len(audits) for audits in library.audits_of_year.values()] == {
        2: [2],
        7: [1, 3, 3],
    }[size]
    assert all(audit.reminders for audit in library.audits)
    assert not list((tmp_path / "site" / "docs" / "audits").glob("*/*.md"))


def test_stock_site_lists_every_audit(tmp_path: Path) -> None:
    bench.make_project(ROOT, tmp_path / "site", 7, per_year=3)
    library = load_library(tmp_path / "site")
    bench.make_stock(library, ROOT, tmp_path / "stock")
    config = (tmp_path / "stock" / "mkdocs.yml").read_text(encoding="utf-8")
    for audit in library.audits:
        assert f"audits/{audit.id}.md" in config
        page = (tmp_path / "stock" / "docs" / "audits" / f"{audit.id}.md").read_text(
            encoding="utf-8"
        )
        assert all(reminder.text in page for reminder in audit.reminders)
