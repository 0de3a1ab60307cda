"""The index of the search has everything once, with its address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.addresses.links import audit_fragment
from macros.records.library import Library
from macros.search.index import PageText, Result, index_script, results
from macros.search.sections import sections
from tests.conftest import REPOSITORY, build, copy_project, site_of
from tests.support.search_site import Hit, hits_of, search_hits
from tests.support.site_html import elements, read_page


@pytest.fixture(scope="module")
def found(built_site: Path) -> list[Hit]:
    return search_hits(built_site)


# --- What is in the index -----------------------------------------------------------------------


def expected(library: Library, site: Path) -> set[tuple[str, str]]:
    """Return (kind, address) of everything that the search must have."""
    wanted: set[tuple[str, str]] = set()
    for audit in library.audits:
        page = f"audits/{audit.id}/"
        wanted.add(("Audit", page))
        wanted |= {("Reminder", f"{page}#{item.id}") for item in audit.reminders}
        wanted |= {("Good practice", f"{page}#{item.id}") for item in audit.good_practice}
    wanted |= {("Theme", f"themes/{theme.id}/") for theme in library.themes}
    wanted |= {("Situation", f"situations/{item.id}/") for item in library.situations}
    wanted |= {("Response", f"response/#{response.id}") for response in library.responses}
    wanted |= {("Glossary", f"glossary/#{term.id}") for term in library.glossary}
    for guide in library.guidance:
        if not guide.page:
            wanted.add(("Guidance", f"guidance/#{guide.id}"))
            continue
        path = guide.page.removesuffix(".md") + "/"
        wanted.add(("Guidance", path))
        article = elements(read_page(site / path / "index.html"), "//article")[0]
        wanted |= {
            ("Guidance", f"{path}#{heading.get('id')}")
            for heading in elements(article, ".//*[@id and @data-search-words]")
        }
    return wanted


def missing(library: Library, site: Path, found: list[Hit]) -> set[tuple[str, str]]:
    return expected(library, site) - {(result.kind, result.address) for result in found}


def dead(site: Path, found: list[Hit]) -> list[str]:
    """Return the addresses of results that lead to no page or to no place on it."""
    ids: dict[str, set[str]] = {}
    gone = []
    for result in found:
        path, _, fragment = result.address.partition("#")
        file = site / path / "index.html"
        if not file.exists():
            gone.append(result.address)
            continue
        if path not in ids:
            ids[path] = {e.get("id", "") for e in elements(read_page(file), "//*[@id]")}
        if fragment and fragment not in ids[path]:
            gone.append(result.address)
    return gone


def test_everything_is_a_result_of_its_own(
    library: Library, built_site: Path, found: list[Hit]
) -> None:
    assert missing(library, built_site, found) == set()


def test_a_result_that_is_left_out_is_noticed(
    library: Library, built_site: Path, found: list[Hit]
) -> None:
    left_out = next(result for result in found if result.kind == "Reminder")

    rest = [result for result in found if result != left_out]

    assert missing(library, built_site, rest) == {("Reminder", left_out.address)}


def test_every_result_leads_to_its_place(built_site: Path, found: list[Hit]) -> None:
    assert dead(built_site, found) == []


def test_a_result_that_leads_nowhere_is_noticed(built_site: Path) -> None:
    wrong = ["glossary/#no-such-term", "no-such-page/"]

    assert dead(built_site, [Hit("Page", one, "", "", "", ()) for one in wrong]) == wrong


def test_a_reminder_is_found_in_its_own_words_with_its_audit(
    library: Library, found: list[Hit]
) -> None:
    by_address = {result.address: result for result in found}
    for audit in library.audits:
        for reminder in audit.reminders:
            result = by_address[f"audits/{audit.id}/#{reminder.id}"]
            assert result.title == " ".join(reminder.text.split())
            assert result.where.startswith(audit.named)


def test_what_an_audit_found_is_not_repeated_in_the_guide_that_shows_it(
    library: Library, built_site: Path, found: list[Hit]
) -> None:
    reminders = {r.text for audit in library.audits for r in audit.reminders}
    guides = [one for one in found if one.kind == "Guidance" and "guidance/" in one.address]

    assert any(one.body for one in guides)
    # The words of the guide itself may quote a reminder.
    bodies = [re.sub("“[^”]*”", "", one.body) for one in guides]
    assert [body for body in bodies for text in reminders if text in body] == []
    audits = {audit_fragment(audit) for audit in library.audits}
    assert [one for one in guides if one.address.partition("#")[2] in audits] == []


def test_sections_are_split_at_headings_and_leave_out_what_is_no_text() -> None:
    html = (
        '<h1>One</h1><p>Start<sup><a class="footnote-ref">1</a></sup>.</p>'
        '<h2 id="two">Two</h2><ul><li>a</li><li>b</li></ul>'
        "<table><tr><th>Who</th><td>you</td><td></td><td>now</td></tr></table>"
        '<div data-search-exclude><p>hidden<br>too</p></div><h3 id="three">Three</h3>'
    )

    assert [(s.level, s.fragment, s.heading, s.text) for s in sections(html)] == [
        (1, "", "One", "Start."),
        (2, "two", "Two", "a · b · Who – you – now"),
        (3, "three", "Three", ""),
    ]


def test_a_section_is_found_by_the_words_behind_its_heading() -> None:
    html = '<h1>One</h1><h2 id="two" data-search-words="who comes; who to invite">Two</h2>'

    _, section = results(Library(), [PageText("one.md", "One", html)], [])

    assert section.aliases == ("who comes", "who to invite")


def test_the_index_gives_back_what_was_put_in(library: Library) -> None:
    put = [
        Result("Page", "a.md", "x", "A “title”; with \\ and ü", "In A", "Body: 5/6\u2028(two)"),
        Result("Page", "b.md", "", "</script>", "", "", ("other words", "DV")),
    ]

    script = index_script(library, put, directory_urls=False)

    assert hits_of(script) == [
        Hit("Page", "a.html#x", "In A", "A “title”; with \\ and ü", "Body: 5/6\u2028(two)", ()),
        Hit("Page", "b.html", "", "</script>", "", ("other words", "DV")),
    ]


def test_a_page_of_prose_has_a_result_for_each_section_but_its_sources() -> None:
    html = '<h1>X</h1><p>One.</p><h2 id="y">Y</h2><p>Two.</p><h2 id="sources">Z</h2><p>Three.</p>'
    prose = [PageText("about/x.md", "X", html)]

    got = results(Library(), prose, [PageText("list.md", "A list", "<h1>A list</h1>")])

    assert [(r.page, r.fragment, r.title, r.body) for r in got] == [
        ("about/x.md", "", "X", "One."),
        ("about/x.md", "y", "Y", "Two."),
        ("list.md", "", "A list", ""),
    ]


@pytest.mark.build
@pytest.mark.nightly
def test_what_an_editor_writes_between_macros_is_found_and_what_they_compute_only_once(
    library: Library, tmp_path: Path
) -> None:
    project = copy_project(tmp_path)
    audit = library.audits[0]
    file = project / "docs" / "audits" / f"{audit.id}.md"
    text = (REPOSITORY / "macros/addresses/templates/audit.md").read_text(encoding="utf-8")
    for heading in ("# {{ audit_title() }} { #top }\n", "## Good practice\n"):
        assert text.count(f"\n{heading}") == 1
        text = text.replace(f"\n{heading}", f"\n{heading}\nA zebra under {heading[:2]}.\n")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")

    found = search_hits(site_of(build(project)))

    page = f"audits/{audit.id}/"
    zebras = {f.address: f for f in found if "zebra" in f.body}
    assert set(zebras) == {page, f"{page}#good-practice"}
    assert zebras[page].kind == "Audit"
    assert zebras[page].body.startswith(audit.background[0])
    assert zebras[f"{page}#good-practice"].body == "A zebra under ##."
    for reminder in audit.reminders:
        words = " ".join(reminder.text.split())
        assert [f.address for f in found if words in f.title + f.body] == [f"{page}#{reminder.id}"]


def test_links_alone_make_no_result_unless_the_heading_has_search_words() -> None:
    html = '<h1>H</h1><h2 id="a">A</h2><p><a href="x">Go</a> · <a href="y">On</a></p>'
    words = '<h2 id="b">B</h2><p>See <a href="x">this</a>.</p>'
    named = '<h2 id="c" data-search-words="see">C</h2>'

    got = results(Library(), [], [PageText("h.md", "H", html + words + named)])

    below = [("b", "H", "See this."), ("c", "H", "")]
    assert [(r.fragment, r.where, r.body) for r in got] == [("", "", ""), *below]
