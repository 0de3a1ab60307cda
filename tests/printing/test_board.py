"""The board's summary fits on one page, and says what does not fit."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from markupsafe import Markup

from macros.printing.board import RESPONSES, board_variants

pytest_plugins = ("tests.support.printing_fixtures",)


def table(count: int) -> str:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(count))
    return (
        f"<div><table><thead><tr><th>Response</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


PAGE = Markup(
    f'<section class="what-is-outstanding"><h2>A</h2>{table(4)}</section>'
    f'<section class="done-ongoing-or-stopped"><h2>B</h2>{table(3)}</section>'
)


@pytest.mark.parametrize(
    ("limit", "rows", "notes"),
    [
        (60, 7, []),
        (5, 5, ["2 more responses: x/board/"]),
        (1, 1, ["3 more responses: x/board/", "B: 3 responses, see x/board/"]),
        (0, 0, ["A: 4 responses, see x/board/", "B: 3 responses, see x/board/"]),
    ],
)
def test_what_is_outstanding_has_room_before_what_is_made(
    limit: int, rows: int, notes: list[str]
) -> None:
    html = list(board_variants(PAGE, "x/board/"))[RESPONSES.index(limit)]
    assert html.count("<td>") == rows
    assert re.findall(r'<p class="long">(.*?)</p>', html) == notes
    listed = len([1 for shown in (min(rows, 4), rows - 4) if shown > 0])
    assert html.count("<table>") == html.count("<h2>") == listed


@pytest.mark.build
def test_the_summary_of_the_site_is_one_page(built_site: Path) -> None:
    with pikepdf.open(built_site / "board.pdf") as pdf:
        assert len(pdf.pages) == 1
