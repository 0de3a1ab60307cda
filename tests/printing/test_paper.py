"""How a page's HTML is adapted for print."""

from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from macros.addresses.links import Address
from macros.addresses.site_urls import SiteUrls
from macros.printing.paper import WORD_JOINER, as_part, only_of_year, printed_html
from tests.conftest import ADDRESS

HERE = "guidance/timelines.md"


def printed(
    html: str,
    *,
    omitted: tuple[str, ...] = (),
    dates_in_headings: bool = False,
    url: str = ADDRESS,
) -> HtmlElement:
    shown = printed_html(
        html, HERE, SiteUrls(url), omitted=omitted, dates_in_headings=dates_in_headings
    )
    return lxml_html.fragment_fromstring(shown, create_parent="div")


def words(element: HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def links(element: HtmlElement) -> list[tuple[str, str]]:
    return [(link.text_content(), link.get("href")) for link in element.iter("a")]


def test_each_address_is_printed_once_behind_its_link() -> None:
    shown = printed(
        '<p><a href="../#local">here</a>, <a href="../#local">again</a>, '
        '<a href="https://www.example.net/a?b=1&amp;c=2">there</a>. '
        'Call <a href="tel:999">999</a></p>'
    )
    assert words(shown) == (
        "here (example.org/briefings/guidance/#local), again, "
        "there (www.example.net/a?b=1&c=2). Call 999"
    )
    assert links(shown) == [
        ("here", f"{ADDRESS}guidance/#local"),
        ("again", f"{ADDRESS}guidance/#local"),
        ("there", "https://www.example.net/a?b=1&c=2"),
        ("999", "tel:999"),
    ]


def test_findings_stay_links_without_addresses() -> None:
    shown = printed('<ul class="sscp-points"><li><a href="../../audits/x/#y">A point</a></li></ul>')
    assert words(shown) == "A point"
    assert links(shown) == [("A point", f"{ADDRESS}audits/x/#y")]


def test_without_an_address_of_the_site_its_links_are_words_alone() -> None:
    shown = printed('<p><a href="../../glossary/">G</a></p>', url="")
    assert words(shown) == "G"
    assert links(shown) == []


def test_a_link_on_the_page_stays_one_if_its_place_is_printed() -> None:
    shown = printed(
        '<h2 id="x">X</h2><h3 id="y">Y</h3><p><a href="#y">y</a> <a href="#z">z</a></p>'
    )
    assert links(shown) == [("y", "#y")]
    assert words(shown).endswith("y z")


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("../index.html", ""),
        ("index.html#toolkit", "guidance/#toolkit"),
        ("strategy-meetings.html", "guidance/strategy-meetings/"),
        ("../audits/2022-23/neglect.html#one", "audits/2022-23/neglect/#one"),
    ],
)
def test_a_copy_in_a_folder_prints_where_its_pages_are_on_the_web(href: str, path: str) -> None:
    copy = SiteUrls(ADDRESS, links_to_files=True)
    assert copy.resolve(HERE, href)[0] == ADDRESS + path
    assert copy.url(Address(HERE)) == f"{ADDRESS}guidance/timelines/"


def test_what_works_only_on_a_screen_is_not_printed() -> None:
    shown = printed(
        '<h1>Title</h1><p>Words about a <a class="sscp-term" href="../../glossary/#mash">'
        '<abbr title="Hub">MASH</abbr></a></p>'
        '<h2 id="x">Use</h2>'
        '<div class="sscp-scripts" hidden><script src="a.js"></script></div>'
        '<p class="sscp-more"><a href="../../reminders/">Filter</a></p>'
        '<h2 id="related">Related</h2><p>Others</p><h2 id="last">Last</h2><p>End</p>',
        omitted=("related",),
    )
    assert words(shown) == "Words about a MASHUseLastEnd"
    assert [section.get("class") for section in shown.iter("section")] == ["x", "last"]


FINDING = (
    '<ol class="sscp-reminders"><li><h3 class="sscp-finding" id="one">Ask the child</h3>'
    '<details class="sscp-related"><summary>Related</summary><p>Theme</p></details></li></ol>'
)


def test_a_finding_is_a_sentence_of_a_list_without_what_is_related() -> None:
    shown = printed(FINDING)
    assert words(shown) == "Ask the child"
    assert shown.find(".//h3") is None


def findings(held: str) -> str:
    return (
        '<h2 id="found">Found</h2><h3 id="2022-23">2022/23</h3><h4 id="a">Neglect</h4>'
        f'<div class="sscp-findings"><p>{held}<a href="../../audits/a/">Full audit</a></p>'
        '<ul class="sscp-points"><li>One</li></ul></div>'
    )


@pytest.mark.parametrize(
    ("held", "heading"), [("May 2022. ", "Neglect, May 2022"), ("", "Neglect, 2022/23")]
)
def test_the_date_of_an_audit_joins_its_heading(held: str, heading: str) -> None:
    shown = printed(findings(held), dates_in_headings=True)
    assert [element.text_content() for element in shown.iter("h2", "h3", "h4")] == [
        "Found",
        heading,
    ]
    assert "Full audit" not in words(shown)
    assert "One" in words(shown)


def test_other_headings_stay_where_dates_join_those_of_audits() -> None:
    shown = printed(findings("May 2022. ") + "<h3>Ours</h3><p>Words</p>", dates_in_headings=True)
    assert shown.findall(".//h3")[1].text == "Ours"


def guide(status: str, words_of_status: str, href: str = "../smart-planning/") -> str:
    return (
        f'<ul class="sscp-guides"><li><a href="{href}">Planning</a>, NHS '
        f'<span class="sscp-status sscp-status--{status}">{words_of_status}</span>'
        '<br>Until then: <a href="../smart-planning/">Ours</a> (our draft)</li></ul>'
    )


def test_a_guide_has_its_status_and_its_address_on_a_line_of_its_own() -> None:
    shown = printed(guide("draft", "Draft"))
    address = "example.org/briefings/guidance/smart-planning/"
    assert [words(part) for part in _lines(shown)] == [
        "Planning, NHS. Draft.",
        address,
        "Until then: Ours (our draft)",
    ]


@pytest.mark.parametrize("path", ["toolkit", "news-and-events/" * 5])
def test_a_guide_elsewhere_has_its_own_address_and_is_not_said_to_be_published(path: str) -> None:
    shown = printed(guide("published", "Published", f"https://www.example.org/{path}"))
    first, second, _ = (words(part) for part in _lines(shown))
    assert first == "Planning, NHS."
    assert second == f"www.example.org/{path}"


def test_a_response_has_its_status_on_a_line_of_its_own() -> None:
    shown = printed(
        '<ul class="sscp-responses"><li>We <a href="../#b">did</a> it '
        '<span class="sscp-status">Done</span> <a href="../../response/#a">More</a></li></ul>'
    )
    assert [words(part) for part in _lines(shown)] == ["We did it", "Done."]


def _lines(shown: HtmlElement) -> list[HtmlElement]:
    """Return each line of the only entry of a list."""
    entry = lxml_html.tostring(shown.find(".//li"), encoding="unicode")
    return [lxml_html.fragment_fromstring(part, create_parent="p") for part in entry.split("<br>")]


def test_a_number_of_a_source_stays_on_the_line_of_its_word() -> None:
    shown = printed(
        '<p>Word<sup id="fnref:a"><a href="#fn:a">1</a></sup> and <b>x</b><sup>2</sup></p>'
    )
    assert words(shown) == f"Word{WORD_JOINER}1 and x{WORD_JOINER}2"


def test_terms_and_figures_become_what_a_screen_reader_of_pdfs_knows() -> None:
    shown = printed(
        "<dl><div><dt>Held</dt><dd>May</dd></div></dl>"
        "<figure><blockquote><p>Said</p></blockquote><figcaption>By us</figcaption></figure>"
    )
    assert words(shown) == "HeldMaySaidBy us"
    tags = {element.tag for element in shown.iterdescendants()}
    assert tags == {"ul", "li", "span", "div", "blockquote", "p"}


def test_the_parts_of_a_pack_share_no_ids() -> None:
    part = (
        '<h1>T</h1><h2 id="a">A</h2><p><a href="#a">a</a> <a href="https://x.example/#a">b</a></p>'
    )
    shown = lxml_html.fragment_fromstring(as_part(part, "one"), create_parent="div")
    assert [element.tag for element in shown.iterdescendants()][:2] == ["h2", "h3"]
    assert [element.get("id") for element in shown.iter("h3")] == ["one--a"]
    assert [target for _, target in links(shown)] == ["#one--a", "https://x.example/#a"]


def test_a_theme_in_the_pack_of_a_year_is_of_that_year() -> None:
    page = "".join(
        f"<figure class='sscp-statement'><p>Said {year}</p><figcaption>Us, {year}</figcaption>"
        f"</figure>"
        for year in ("2023/24", "2022/23")
    )
    page += "<h2>Found</h2><h3>2023/24</h3><h4>A</h4><p>new</p><h3>2022/23</h3><h4>B</h4><p>old</p>"
    page += "<h2>Elsewhere</h2><h3>2021/22 to 2022/23</h3><p>both</p>"
    page += "<h3>Date not given</h3><p>ever</p><h2>Guidance</h2><p>guide</p>"
    shown = only_of_year(page, "2022/23")
    assert [word for word in ("Said 2022", "old", "guide") if word not in shown] == []
    unwanted = ("Said 2023", "new", "both", "ever", "Elsewhere")
    assert [word for word in unwanted if word in shown] == []
    assert "both" in only_of_year(page, "2021/22 to 2022/23")
    assert "ever" in only_of_year(page, "Date not given")
