"""How the HTML of a page is adapted for print."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from lxml import html as lxml_html
from lxml.html import HtmlElement
from markupsafe import Markup

from macros.addresses.site_urls import SiteUrls
from macros.records.dates import UNDATED

#: Classes of elements that only work on a screen, or repeat what a briefing says elsewhere.
SCREEN_ONLY = (
    "footnote-backref",
    "sscp-help-first",
    "sscp-scripts",
    "sscp-more",
    "sscp-related",
    "sscp-share",
    "sscp-status--published",
)

#: Classes of lists and boxes whose links are not followed by their address.
WITHOUT_ADDRESSES = {
    "sscp-points",
    "sscp-missing",
    "sscp-responses",
    "sscp-entries",
    "sscp-board",
    "worried",
}

#: The heading of a year.
_YEAR = re.compile(rf"\d{{4}}/\d{{2}}(?: to \d{{4}}/\d{{2}})?|{UNDATED}")

#: Keeps the number of a citation on the same line as the word before it.
WORD_JOINER = "\N{WORD JOINER}"


def main_heading(page_html: str) -> str:
    """Return the first main heading of a page as plain text, or an empty string if there is none.

    >>> main_heading('<h1 id="a">SMART &amp; <em>more</em></h1>')
    'SMART & more'
    """
    heading = parsed(page_html).find(".//h1")
    if heading is None:
        return ""
    return str(heading.text_content()).strip()


def printed_html(
    page_html: str,
    page: str,
    urls: SiteUrls,
    *,
    omitted: Collection[str] = (),
    dates_in_headings: bool = False,
) -> Markup:
    """Return the HTML of a page for print, without its main heading.

    Each second-level heading starts a section with the heading's id as its class. Sections in
    ``omitted`` (ids of headings) are left out, and so are elements that only work on a screen.
    Links lead to the page on the web; each address is printed once, after its first link.

    ``dates_in_headings`` is for findings by audit: the date moves into the heading of its audit,
    which saves the heading of the year and the line with the date.
    """
    root = parsed(page_html)
    drop_screen_only(root)
    for heading in root.findall(".//h1"):
        heading.drop_tree()
    _into_sections(root, omitted)
    if dates_in_headings:
        _move_dates(root)
    _print_findings(root)
    _replace_elements(root)
    _print_statuses(root)
    _print_links(root, page, urls)
    for number in root.iter("sup"):
        _change_text_before(number, lambda words: words + WORD_JOINER)
    return serialised(root)


def only_of_year(page_html: str, year: str) -> Markup:
    """Return the HTML of a theme's page without the statements and findings of other years."""
    root = parsed(page_html)
    for statement in root.find_class("sscp-statement"):
        if not statement.find("figcaption").text_content().endswith(f", {year}"):
            statement.drop_tree()
    section = year
    for element in list(root):
        if element.tag in ("h2", "h3"):
            found = _YEAR.match(element.text_content().strip())
            section = found[0] if found else year
        if section != year:
            element.drop_tree()
    for heading in root.findall("h2"):
        following = heading.getnext()
        if following is None or following.tag == "h2":
            heading.drop_tree()
    return serialised(root)


def as_part(briefing: str, fragment: str) -> Markup:
    """Return a briefing as a part of a pack: headings one level lower, ids prefixed.

    >>> print(as_part('<h1>A</h1><h2 id="b">B</h2><a href="#b">b</a>', "x"))
    <h2>A</h2><h3 id="x--b">B</h3><a href="#x--b">b</a>
    """
    root = parsed(briefing)
    for element in root.iterdescendants("h1", "h2", "h3", "h4", "h5"):
        element.tag = f"h{int(element.tag[1]) + 1}"
    for element in root.iterdescendants():
        if "id" in element.attrib:
            element.set("id", f"{fragment}--{element.get('id')}")
        if element.get("href", "").startswith("#"):
            element.set("href", f"#{fragment}--{element.get('href')[1:]}")
    return serialised(root)


# --- Steps --------------------------------------------------------------------------------------


def parsed(source: str) -> HtmlElement:
    """Return an element that holds the HTML of a page."""
    return lxml_html.fragment_fromstring(source, create_parent="div")


def serialised(root: HtmlElement) -> Markup:
    """Return the inner HTML of an element."""
    written = lxml_html.tostring(root, encoding="unicode")
    return Markup(written.removeprefix("<div>").removesuffix("</div>"))


def drop_screen_only(root: HtmlElement) -> None:
    """Remove what only works on a screen, and the links to the glossary."""
    _drop_classes(root, SCREEN_ONLY)
    _unwrap_terms(root)


def _drop_classes(root: HtmlElement, classes: Collection[str]) -> None:
    for name in classes:
        for element in root.find_class(name):
            element.drop_tree()


def _unwrap_terms(root: HtmlElement) -> None:
    """Remove the links to the glossary, but not their words."""
    for element in [*root.find_class("sscp-term"), *root.iter("abbr")]:
        element.drop_tag()


def _into_sections(root: HtmlElement, omitted: Collection[str]) -> None:
    section = None
    for element in list(root):
        if element.tag == "h2":
            name = element.attrib.pop("id", "")
            section = lxml_html.Element("section", {"class": name})
            if name not in omitted:
                element.addprevious(section)
        if section is not None:
            section.append(element)


def _move_dates(root: HtmlElement) -> None:
    year = ""
    for findings in root.find_class("sscp-findings"):
        heading = findings.getprevious()
        above = heading.getprevious()
        if above is not None and above.tag == "h3":
            year = above.text_content()
            above.drop_tree()
        line = findings.find("p")
        held = (line.text or "").strip(" .") or year
        heading.tag, heading.text = "h3", f"{heading.text_content()}, {held}"
        line.drop_tree()


def _print_findings(root: HtmlElement) -> None:
    """Print a finding as a sentence: it is a heading for navigation on a screen."""
    for heading in root.find_class("sscp-finding"):
        heading.tag = "p"
        heading.attrib.pop("id", None)


def _replace_elements(root: HtmlElement) -> None:
    """Replace elements that WeasyPrint tags wrongly: it tags every figure as an image."""
    for terms in list(root.iter("dl")):
        terms.tag = "ul"
        for entry in terms:
            entry.tag = "li"
    for tag, replacement in (
        ("dt", "span"),
        ("dd", "div"),
        ("figcaption", "p"),
        ("figure", "div"),
        ("summary", "p"),
        ("details", "div"),
    ):
        for element in list(root.iter(tag)):
            element.tag = replacement


def _print_statuses(root: HtmlElement) -> None:
    """Separate a status: with a full stop from a guide, on a line of its own from a response."""
    for guides in root.find_class("sscp-guides"):
        for title in guides.iterchildren("li"):
            link = title[0]
            link.tail = f"{(link.tail or '').rstrip()}. "
    for status in root.find_class("sscp-status"):
        status.text = f"{(status.text or '').removesuffix('.')}."
        if "sscp-responses" in status.getparent().getparent().classes:
            status.getnext().drop_tree()  # a link to the response, only useful on a screen
            _change_text_before(status, str.rstrip)
            status.addprevious(lxml_html.Element("br"))


def _print_links(root: HtmlElement, page: str, urls: SiteUrls) -> None:
    ids = {element.get("id") for element in root.iterdescendants()}
    printed = {""}  # without an address of the site its links have none
    for link in list(root.iter("a")):
        href = link.get("href", "")
        if href.startswith("#"):
            if href[1:] not in ids:  # such as the box with the telephone numbers
                link.drop_tag()
            continue
        url, address = urls.resolve(page, href)
        entry = link.getparent()
        if address in printed or href.startswith("tel:"):
            pass
        elif "sscp-guides" in entry.getparent().classes and link is entry[0]:
            _add_line(entry, address)
        elif _takes_address(link):
            _add_address(link, address)
        printed.add(address)
        if url:
            link.set("href", url)
        else:  # the site has no address yet
            link.tag = "span"
            del link.attrib["href"]


def _takes_address(link: HtmlElement) -> bool:
    return not any(WITHOUT_ADDRESSES & set(element.classes) for element in link.iterancestors())


def _add_address(link: HtmlElement, address: str) -> None:
    shown = _address(f"({address})")
    shown.tail, link.tail = link.tail, " "
    parent = link.getparent()
    parent.insert(parent.index(link) + 1, shown)


def _add_line(entry: HtmlElement, address: str) -> None:
    """Add an address as a line of its own, directly below the title of a guide."""
    line = lxml_html.Element("br"), _address(address)
    following = entry.find("br")
    for element in line:
        if following is None:
            entry.append(element)
        else:
            following.addprevious(element)


def _address(shown: str) -> HtmlElement:
    element = lxml_html.Element("span", {"class": "address"})
    element.text = shown
    return element


def _change_text_before(element: HtmlElement, change: Callable[[str], str]) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = change(previous.tail or "")
    else:
        parent.text = change(parent.text or "")
