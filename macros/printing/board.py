"""How the board's summary is brought onto one page: with as many responses as fit."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html as lxml_html
from markupsafe import Markup

from macros.printing.layout import TEMPLATES
from macros.printing.paper import parsed, serialised

#: How many responses are tried, from all to none. What is outstanding comes first.
RESPONSES = (60, 30, 20, 15, 12, 10, 8, 7, 6, 5, 4, 3, 2, 1, 0)

RESPONSE_SECTIONS = ("what-is-outstanding", "done-ongoing-or-stopped")

#: How many themes there are at most: those that come up most.
THEMES = 12


def board_variants(content: Markup, address: str) -> Iterator[Markup]:
    """Yield the printed page with fewer and fewer responses.

    ``content`` is the page for print. What does not fit is counted, with the ``address`` of the
    page.
    """
    for limit in RESPONSES:
        root = parsed(content)
        _shorten(root, ("what-keeps-recurring",), THEMES, "theme", address)
        _shorten(root, RESPONSE_SECTIONS, limit, "response", address)
        yield serialised(root)


def _shorten(
    root: lxml_html.HtmlElement, sections: tuple[str, ...], limit: int, what: str, address: str
) -> None:
    """Leave the first ``limit`` rows in the tables of some sections, and count the others.

    A section without any row becomes one sentence.
    """
    for name in sections:
        for table in root.xpath(f"//section[@class='{name}']//table"):
            rows = table.findall("tbody/tr")
            left, limit = len(rows) - limit, max(0, limit - len(rows))
            if left <= 0:
                continue
            for row in rows[-left:]:
                row.drop_tree()
            section = table.xpath("ancestor::section")[0]
            is_empty = left == len(rows)
            note = TEMPLATES.get_template("left_out.html").render(
                heading=section.findtext("h2") if is_empty else "",
                count=left,
                what=what,
                address=address,
            )
            (section if is_empty else table).addnext(lxml_html.fragment_fromstring(note))
            if is_empty:
                section.drop_tree()
