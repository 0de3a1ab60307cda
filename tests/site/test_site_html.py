"""The checker of built sites finds each kind of fault, and finds none on ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.site_html import problems_of_site


def page(body: str = "", *, title: str = "One", head: str = "", language: str = 'lang="en"') -> str:
    """Return a whole page. ``body`` follows its heading."""
    return (
        f"<!doctype html><html {language}><head><title>{title}</title>{head}</head>"
        f'<body><main><article><h1 id="top">One</h1>{body}</article></main></body></html>'
    )


def write_site(folder: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Write a site without a fault, except for the files that ``changes`` names."""
    files = {
        "index.html": page(),
        "two/index.html": page('<h2 id="here">Two</h2>', title="Two"),
        "404.html": page('<a href="/two/#here">Two</a>', title="Not found"),
        "style.css": "/* url(https://example.org/) */ p { color: red }",
        **(changes or {}),
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


CLEAN = """
<p>A <a href="two/">page</a>, a <a href="two/#here">place on it</a>, <a href="#top">this page</a>,
<a href="https://example.org/x">another host</a>, <a href="//example.org/">the same</a>,
<a href="tel:999">a number</a>, <a href="mailto:a@example.org">a letter</a>.</p>
<h2>Two</h2><h3>Three</h3><h3>Three</h3><h2>Two</h2>
<img src="two/index.html" alt=""><img src="data:image/png;base64,AAAA" alt="A dot">
<script>const template = "{{ not text }}"</script><p><code>{{ audit_title() }}</code></p>
<form><input name="search"></form><p style="background: url('style.css')">Text</p>
"""


def test_a_clean_site_has_no_problem(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://example.org/"><link rel="next" href="two/">'
    site = write_site(tmp_path, {"index.html": page(CLEAN, head=head)})

    assert problems_of_site(site) == []


FAULTS = {
    "a page that is not there": ('<a href="three/">x</a>', "page that is not there"),
    "a folder without a slash": ('<a href="two">x</a>', "page that is not there"),
    "a picture that is not there": ('<img src="x.png" alt="">', "page that is not there"),
    "a picture of a set that is not there": (
        '<img srcset="two/index.html 1x, x.png 2x" alt="">',
        "page that is not there",
    ),
    "a place that is not on another page": ('<a href="two/#no">x</a>', "place that is not on"),
    "a place that is not on this page": ('<a href="#no">x</a>', "place that is not on"),
    "a link that leads nowhere": ('<a href="#">x</a>', "leads nowhere"),
    "an empty link": ('<a href="">x</a>', "leads nowhere"),
    "a link out of the site": ('<a href="../two/">x</a>', "leads out of the site"),
    "an absolute link": ('<a href="/two/">x</a>', "lies in a folder"),
    "a record's address that nobody resolved": ('<a href="guidance:x">x</a>', "no address"),
    "a script as an address": ('<a href="javascript:alert(1)">x</a>', "no address"),
    "an id twice": ('<p id="a"></p><p id="a"></p>', 'id "a" is there 2 times'),
    "an empty id": ('<p id=""></p>', "is empty or holds a space"),
    "a second heading of level 1": ("<h1>Two</h1>", "2 headings of level 1"),
    "a skipped heading level": ("<h2>Two</h2><h4>Four</h4>", "skips from level 2 to 4"),
    "a skipped level after the first heading": ("<h3>Three</h3>", "skips from level 1 to 3"),
    "a macro left over": ("<p>{{ audit_title() }}</p>", "macro that was not run"),
    "a Jinja tag left over": ("<p>{% if x %}</p>", "Jinja tag"),
    "a Jinja comment left over": ("<p>{# note #}</p>", "Jinja comment"),
    "an attribute list left over": ("<h2>Two { #two }</h2>", "attribute list"),
    "a traceback": ("<pre></pre><p>Traceback (most recent call last)</p>", "error of Python"),
    "an error of a macro": ("<p><em>Macro Rendering Error</em></p>", "error of a macro"),
    "an empty Markdown link": ("<p>[]()</p>", "Markdown link"),
    "a Markdown link": ("<p>[SMART](guidance:smart)</p>", "Markdown link"),
    "a Markdown link in a tooltip": ('<p title="[a](b)">x</p>', "Markdown link"),
    "a footnote left over": ("<p>Text.[^source]</p>", "footnote"),
    "a place marker left over": ("<p>///Sources go here///</p>", "place marker"),
    "an escape left over": ("<p>Neglect\\: a study</p>", "escape of Markdown"),
    "a picture without alt text": ('<img src="two/index.html">', "no alt text"),
    "a script of another host": ('<script src="https://a.example/"></script>', "another host"),
    "a script of another host without scheme": (
        '<script src="//a.example/"></script>',
        "another host",
    ),
    "a picture of another host": ('<img src="http://a.example/" alt="">', "another host"),
    "a picture set of another host": (
        '<img srcset="https://a.example/ 2x" alt="">',
        "another host",
    ),
    "a frame of another host": ('<iframe src="https://a.example/"></iframe>', "another host"),
    "a form of another host": ('<form action="https://a.example/"></form>', "another host"),
    "a button of another host": (
        '<button formaction="https://a.example/">x</button>',
        "another host",
    ),
    "a ping to another host": ('<a href="two/" ping="https://a.example/">x</a>', "another host"),
    "a drawing of another host": ('<svg><use href="https://a.example/#b"/></svg>', "another host"),
    "a video's picture of another host": (
        '<video poster="https://a.example/"></video>',
        "another host",
    ),
    "an object of another host": ('<object data="https://a.example/"></object>', "another host"),
    "a style of another host": (
        '<p style="background: url(https://a.example/)">x</p>',
        "another host",
    ),
    "a style element of another host": (
        '<style>@import "https://a.example/";</style>',
        "another host",
    ),
}


@pytest.mark.parametrize(("body", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_on_a_page_is_found(tmp_path: Path, body: str, message: str) -> None:
    site = write_site(tmp_path, {"index.html": page(body)})

    problems = problems_of_site(site)

    assert len(problems) == 1, problems
    assert problems[0].startswith("index.html: ")
    assert message in problems[0]


HEAD_FAULTS = {
    "a style sheet of another host": '<link rel="stylesheet" href="https://a.example/x.css">',
    "a font host": '<link rel="preconnect" href="https://a.example">',
    "an icon of another host": '<link rel="icon" href="//a.example/x.png">',
    "a page that sends its reader on": '<meta http-equiv="refresh" content="0; url=https://a.example/">',
}


@pytest.mark.parametrize("head", HEAD_FAULTS.values(), ids=HEAD_FAULTS)
def test_a_request_to_another_host_in_the_head_is_found(tmp_path: Path, head: str) -> None:
    site = write_site(tmp_path, {"index.html": page(head=head)})

    problems = problems_of_site(site)

    assert len(problems) == 1, problems
    assert "another host" in problems[0]


@pytest.mark.parametrize(
    "rule",
    [
        '@import "https://a.example/x.css";',
        "@import url(https://a.example/x.css);",
        "p { background: url( 'https://a.example/x.png' ) }",
        '@font-face { src: url("//a.example/x.woff2") }',
    ],
)
def test_a_request_to_another_host_in_a_style_sheet_is_found(tmp_path: Path, rule: str) -> None:
    site = write_site(tmp_path, {"style.css": rule})

    problems = problems_of_site(site)

    assert len(problems) == 1, problems
    assert problems[0].startswith("style.css: style sheet asks another host")


def test_a_file_that_a_style_sheet_names_and_is_not_there_is_found(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"style.css": "p { background: url(x.png) }"})

    assert [p for p in problems_of_site(site) if "page that is not there" in p]


def test_two_pages_with_one_title_are_found(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"index.html": page(title="Two")})

    assert problems_of_site(site) == [
        'index.html, two/index.html: the title "Two" is there 2 times'
    ]


def test_a_page_without_a_title_is_found(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"index.html": page(title=" ")})

    assert problems_of_site(site) == ["index.html: the page has no title"]


def test_a_page_without_a_heading_of_level_1_is_found(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"index.html": page().replace("h1", "p")})

    assert problems_of_site(site) == ["index.html: there are 0 headings of level 1"]


@pytest.mark.parametrize("language", ["", 'lang=""'])
def test_a_page_that_does_not_say_its_language_is_found(tmp_path: Path, language: str) -> None:
    site = write_site(tmp_path, {"index.html": page(language=language)})

    assert problems_of_site(site) == ["index.html: the page does not say its language"]


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("/three/", "page that is not there"),
        ("/two/#no", "place that is not on"),
        ("#no", "place that is not on"),
        ("two/", "works at one address only"),
    ],
)
def test_a_fault_on_the_404_page_is_found(tmp_path: Path, link: str, message: str) -> None:
    not_found = page(f'<a href="{link}">x</a>', title="Not found")
    site = write_site(tmp_path, {"404.html": not_found})

    problems = problems_of_site(site)

    assert len(problems) == 1, problems
    assert problems[0].startswith("404.html: ")
    assert message in problems[0]


def test_the_404_page_links_from_the_folder_that_the_site_lies_in(tmp_path: Path) -> None:
    site = write_site(tmp_path)

    problems = problems_of_site(site, base="/briefings/")

    assert problems == ['404.html: <a href> leads out of the site: "/two/#here"']


def test_text_that_is_meant_to_be_shown_is_not_taken_for_a_leftover(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"index.html": page("<p>{{ 7*7 }} and {{ 8*8 }}</p>")})

    assert problems_of_site(site, meant=["{{ 7*7 }}", "{{ 8*8 }}"]) == []
    assert len(problems_of_site(site, meant=["{{ 7*7 }}"])) == 1


def test_our_site_has_no_problem(built_site: Path) -> None:
    problems = problems_of_site(built_site, base="/briefings/")

    assert not problems, "\n".join(problems)
