"""The checker of built sites finds each kind of fault, and finds none on ours."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

import pytest

from tests.support.site_html import LEFTOVERS, REQUESTS, problems_of_site


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


#: One fault of each kind, and what is said of it.
FAULTS = {
    '<a href="three/">x</a>': "page that is not there",
    '<a href="two">x</a>': "page that is not there",
    '<img srcset="two/index.html 1x, x.png 2x" alt="">': "page that is not there",
    '<a href="two/#no">x</a>': "place that is not on",
    '<a href="#no">x</a>': "place that is not on",
    '<a href="#">x</a>': "leads nowhere",
    '<a href="../two/">x</a>': "leads out of the site",
    '<a href="/two/">x</a>': "in a sub-folder",
    '<a href="guidance:x">x</a>': "no address",
    '<p id="a"></p><p id="a"></p>': 'id "a" is there 2 times',
    '<p id=""></p>': "is empty or holds a space",
    "<h1>Two</h1>": "2 headings of level 1",
    "<h2>Two</h2><h4>Four</h4>": "skips from level 2 to 4",
    '<img src="two/index.html">': "no alt text",
    '<img src="//a.example/" alt="">': "another host",
    '<img srcset="https://a.example/ 2x" alt="">': "another host",
    '<p style="background: url(https://a.example/)">x</p>': "another host",
    '<style>@import "https://a.example/";</style>': "another host",
}
FAULTS |= {f"<p>{escape(left)} over</p>": meaning for left, meaning in LEFTOVERS.items()}
FAULTS |= {
    f'<{tag} {name}="https://a.example/"></{tag}>': "another host"
    for name, tags in REQUESTS.items()
    for tag in tags
    if tag not in ("body", "frame", "img", "base")
}


@pytest.mark.parametrize(("body", "message"), FAULTS.items())
def test_a_fault_on_a_page_is_found(tmp_path: Path, body: str, message: str) -> None:
    site = write_site(tmp_path, {"index.html": page(body)})

    problems = problems_of_site(site)

    assert len(problems) == 1, problems
    assert problems[0].startswith("index.html: ")
    assert message in problems[0]


def test_a_page_that_sends_its_reader_to_another_host_is_found(tmp_path: Path) -> None:
    head = '<meta http-equiv="refresh" content="0; url=https://a.example/">'
    (problem,) = problems_of_site(write_site(tmp_path, {"index.html": page(head=head)}))

    assert "another host" in problem


def test_a_request_of_a_style_sheet_is_looked_at(tmp_path: Path) -> None:
    style = "p { background: url( 'https://a.example/x.png' ), url(x.png) }"
    problems = problems_of_site(write_site(tmp_path, {"style.css": style}))

    assert len(problems) == 2
    assert problems[0].startswith("style.css: style sheet asks another host")
    assert "page that is not there" in problems[1]


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


def test_a_page_that_does_not_say_its_language_is_found(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"index.html": page(language="")})

    assert problems_of_site(site) == ["index.html: the page does not say its language"]


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("/three/", "page that is not there"),
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
