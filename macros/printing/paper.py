"""What a page's HTML becomes on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from macros.addresses.links import WORRIED
from macros.addresses.site_urls import SiteUrls


@dataclass(frozen=True)
class Place:
    """Where something stands in a document: the level of its heading, and the heading's id."""

    level: int = 1
    fragment: str = ""

    @property
    def inner(self) -> int:
        """The level of the headings below it."""
        return self.level + 1

    @property
    def prefix(self) -> str:
        """What goes before every id within it, so that no id of a document is there twice."""
        return f"{self.fragment}--" if self.fragment else ""


ALONE = Place()


# --- The HTML of a page, for print --------------------------------------------------------------

#: Links that mean something on a screen only.
DROPPED = {"headerlink", "footnote-backref"}

#: Lists in which every entry is a link: its address is printed once, above.
BARE_LISTS = {"sscp-points", "sscp-responses"}

#: Keeps the number of a source on the line of the word that it belongs to.
TOGETHER = "\N{WORD JOINER}"

VOID = {"br", "hr", "img", "col", "input", "wbr"}


def printed_page(
    paper: SiteUrls, page: str, html: str, place: Place = ALONE, *, spelt_out: bool = True
) -> str:
    """Return the HTML of a page of the site as it is to be printed, without its main heading.

    Links get their address behind them, once for each, if ``spelt_out``. Headings and ids fit the
    ``place`` in the document.
    """
    printer = _Printer(paper, page, place, spelt_out)
    printer.feed(html)
    printer.close()
    return "".join(printer.out)


class _Printer(HTMLParser):
    """Copies HTML and changes on the way what does not work on paper."""

    def __init__(self, paper: SiteUrls, page: str, place: Place, spelt_out: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.paper, self.page, self.spelt_out = paper, page, spelt_out
        self.prefix, self.deeper = place.prefix, place.level - 1
        self.out: list[str] = []
        self.skipping = 0
        #: For each open link: the tag that closes it, and the address to print behind it.
        self.links: list[tuple[str, str]] = []
        self.lists: list[bool] = []
        self.printed: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        classes = set(attributes.get("class", "").split())
        if self.skipping or tag == "h1" or classes & DROPPED:
            self.skipping += tag not in VOID
            return
        if tag in ("ul", "ol"):
            self.lists.append(bool(classes & BARE_LISTS))
        if "id" in attributes:
            attributes["id"] = self.prefix + attributes["id"]
        if tag == "a":
            tag = self._link(attributes)
        if tag == "sup":
            self.out.append(TOGETHER)
        self._write(self._level(tag), attributes)

    def _link(self, attributes: dict[str, str]) -> str:
        """Note a link that opens, point it somewhere, and return the tag to write for it."""
        href = attributes.pop("href", "")
        if href == f"#{WORRIED}":  # a pack has the numbers more than once, or for all its parts
            self.links.append(("span", ""))
            return "span"
        if href.startswith("#"):
            attributes["href"] = f"#{self.prefix}{href[1:]}"
            self.links.append(("a", ""))
            return "a"
        url, shown = self.paper.resolve(self.page, href)
        known = shown in self.printed or any(self.lists) or href.startswith("tel:")
        known = known or not self.spelt_out
        self.printed.add(shown)
        self.links.append(("a" if url else "span", "" if known else shown))
        if url:
            attributes["href"] = url
        return self.links[-1][0]

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        address = ""
        if tag in ("ul", "ol"):
            self.lists.pop()
        if tag == "a" and self.links:
            tag, address = self.links.pop()
        self.out.append(f"</{self._level(tag)}>")
        if address:
            self.out.append(f' <span class="address">({escape(address)})</span>')

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if not self.skipping:
            self._write(tag, {name: value or "" for name, value in attrs})

    def handle_data(self, data: str) -> None:
        self._copy(data)

    def handle_entityref(self, name: str) -> None:
        self._copy(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._copy(f"&#{name};")

    def _copy(self, source: str) -> None:
        if not self.skipping:
            self.out.append(source)

    def _level(self, tag: str) -> str:
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            return f"h{min(int(tag[1]) + self.deeper, 6)}"
        return tag

    def _write(self, tag: str, attributes: dict[str, str]) -> None:
        written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        self.out.append(f"<{tag}{written}>")
