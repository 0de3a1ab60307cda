"""The board's summary fits on one page, and says what does not fit."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from markupsafe import Markup

from macros.printing.board import board_variants


def table(count: int) -> str:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(count))
    return (
        f"<div><table><thead><tr><th>Response</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


PAGE = Markup(
    f'<section class="what-is-outstanding"><h2>A</h2>{table(4)}</section>'
    '<section class="themes-that-came-up-again-after-a-response"><h2>B</h2>'
    '<ul class="sscp-board"><li>x</li><li>y</li></ul><p>It is early.</p></section>'
    f'<section class="all-other-responses"><h2>C</h2>{table(3)}</section>'
)


def test_what_is_outstanding_is_shortened_last_and_what_is_left_out_is_counted() -> None:
    found = [
        (html.count("<td>"), html.count("<li>"), re.findall(r'<p class="long">(.*?)</p>', html))
        for html in dict.fromkeys(board_variants(PAGE, "x/board/"))
    ]
    made = "C: 3 responses, see x/board/"
    again = "B: 2 lines, see x/board/"
    assert found == [
        (7, 2, []),
        (6, 2, ["1 more response: x/board/"]),
        (5, 2, ["2 more responses: x/board/"]),
        (4, 2, [made]),
        (4, 1, ["1 more line: x/board/", made]),
        (4, 0, [again, made]),
        (3, 0, ["1 more response: x/board/", again, made]),
        (2, 0, ["2 more responses: x/board/", again, made]),
        (1, 0, ["3 more responses: x/board/", again, made]),
        (0, 0, ["A: 4 responses, see x/board/", again, made]),
    ]


@pytest.mark.build
def test_the_summary_of_the_site_is_one_page(built_site: Path) -> None:
    with pikepdf.open(built_site / "board.pdf") as pdf:
        assert len(pdf.pages) == 1
