"""How the board's summary is brought onto one page: with as much of its lists as fits."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html as lxml_html
from markupsafe import Markup

from macros.printing.layout import TEMPLATES
from macros.printing.paper import parsed, serialised

#: How many entries of a list are tried, from all to none.
ENTRIES = (60, 30, 20, 15, 12, 10, 8, 7, 6, 5, 4, 3, 2, 1, 0)

#: The sections that are shortened, by the id of their heading, with what is in them. The first is
#: shortened as far as it can be before the next is: what is outstanding is kept the longest.
SHORTENED = {
    "all-other-responses": "response",
    "themes-that-came-up-again-after-a-response": "line",
    "what-is-outstanding": "response",
}

#: How many themes there are at most: those that come up most.
THEMES = 12


def board_variants(content: Markup, address: str) -> Iterator[Markup]:
    """Yield the printed page with less and less on its lists.

    ``content`` is the page for print. What does not fit is counted, with the ``address`` of the
    page.
    """
    limits = dict.fromkeys(SHORTENED, ENTRIES[0])
    for name in SHORTENED:
        for limit in ENTRIES:
            limits[name] = limit
            root = parsed(content)
            _shorten(root, "practice-reminders-by-theme", THEMES, "theme", address)
            for each, what in SHORTENED.items():
                _shorten(root, each, limits[each], what, address)
            yield serialised(root)


def _shorten(root: lxml_html.HtmlElement, name: str, limit: int, what: str, address: str) -> None:
    """Leave the first ``limit`` entries in the lists of a section, and count the others.

    A section without any entry becomes one sentence.
    """
    for section in root.xpath(f"//section[@class='{name}']"):
        entries = section.xpath(".//tbody/tr | .//ul[@class='sscp-board']/li")
        left = entries[limit:]
        if not left:
            continue
        note = TEMPLATES.get_template("left_out.html").render(
            heading=section.findtext("h2") if not limit else "",
            count=len(left),
            what=what,
            address=address,
        )
        (section if not limit else section[-1]).addnext(lxml_html.fragment_fromstring(note))
        if not limit:
            section.drop_tree()
        for entry in left:
            entry.drop_tree()
