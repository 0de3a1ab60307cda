"""The search: it has everything, finds the right thing first, and works however it is reached."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from macros.library import Library
from macros.loading import load_library
from macros.search import KINDS, Prose, Result, index, index_script, results, sections
from tests.browser import serve
from tests.conftest import REPOSITORY, build, copy_project, site_of
from tests.many_audits import many_audits
from tests.search_site import Found, decode, queries, read_index, search_hits
from tests.site_html import elements, plain_text, read_page

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
ENGINE, PAGE = "assets/search-engine.js", "assets/search.js"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(REPOSITORY)


@pytest.fixture(scope="module")
def found(built_site: Path) -> list[Found]:
    script = (built_site / "assets" / "search-index.js").read_text(encoding="utf-8")
    return decode(read_index(script))


@pytest.fixture(scope="module")
def address(built_site: Path) -> Iterator[str]:
    with serve(built_site) as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


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
            for heading in elements(article, ".//h2[@id] | .//h3[@id]")
            if not re.fullmatch(r"\d{4}-\d\d|worried-about-a-child", heading.get("id") or "")
        }
    return wanted


def missing(library: Library, site: Path, found: list[Found]) -> set[tuple[str, str]]:
    return expected(library, site) - {(result.kind, result.address) for result in found}


def dead(site: Path, found: list[Found]) -> list[str]:
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
    library: Library, built_site: Path, found: list[Found]
) -> None:
    assert missing(library, built_site, found) == set()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "Page"])
def test_a_result_that_is_left_out_is_noticed(
    library: Library, built_site: Path, found: list[Found], kind: str
) -> None:
    left_out = next(result for result in found if result.kind == kind)

    rest = [result for result in found if result != left_out]

    assert missing(library, built_site, rest) == {(kind, left_out.address)}


def test_every_result_leads_to_its_place(built_site: Path, found: list[Found]) -> None:
    assert dead(built_site, found) == []


@pytest.mark.parametrize("wrong", ["glossary/#no-such-term", "no-such-page/"])
def test_a_result_that_leads_nowhere_is_noticed(
    built_site: Path, found: list[Found], wrong: str
) -> None:
    assert dead(built_site, [*found, Found("Page", wrong, "", "", "", "")]) == [wrong]


def test_a_reminder_is_found_in_its_own_words_with_its_audit(
    library: Library, found: list[Found]
) -> None:
    by_address = {result.address: result for result in found}
    for audit in library.audits:
        for reminder in audit.reminders:
            result = by_address[f"audits/{audit.id}/#{reminder.id}"]
            assert result.title == " ".join(reminder.text.split())
            assert result.where.startswith(f"{audit.title} audit · ")


def test_the_text_of_a_guide_is_found_and_what_audits_found_for_it_is_not_repeated(
    built_site: Path, found: list[Found]
) -> None:
    by_address = {result.address: result for result in found}
    assert "Gillick competent" in by_address["guidance/child-protection-medical/#consent"].body
    assert by_address["guidance/timelines/#what-our-audits-found"].body == ""
    assert "sets no cookies" in by_address["about/privacy/#what-this-site-does-not-do"].body


def test_sections_are_split_at_headings_and_leave_out_what_is_no_text() -> None:
    html = (
        '<h1>One</h1><p>Start<sup><a class="footnote-ref">1</a></sup>.</p>'
        '<h2 id="two">Two<a class="headerlink" href="#two">#</a></h2><ul><li>a</li><li>b</li></ul>'
        '<div data-search-exclude><p>hidden<br>too</p></div><h3 id="three">Three</h3>'
    )

    assert [(s.level, s.fragment, s.heading, s.text) for s in sections(html)] == [
        (1, "", "One", "Start."),
        (2, "two", "Two", "a b"),
        (3, "three", "Three", ""),
    ]


def test_the_index_gives_back_what_was_put_in(library: Library) -> None:
    put = [
        Result("Page", "a.md", "x", "A “title”; with \\ and ü", "In A", "Body: 5/6\u2028(two)"),
        Result("Page", "b.md", "", "B", "", "", ("other words", "DV")),
        Result("Page", "a.md", "y", "A again", "In A"),
    ]

    script = index_script(library, put, directory_urls=False)

    assert {
        (f.address, f.where, f.title, f.body, f.aliases) for f in decode(read_index(script))
    } == {
        ("a.html#x", "In A", "A “title”; with \\ and ü", "Body: 5/6 (two)", ""),
        ("b.html", "", "B", "", "other words ; DV"),
        ("a.html#y", "In A", "A again", "", ""),
    }


def test_a_page_of_prose_has_a_result_for_each_section() -> None:
    prose = [Prose("about/x.md", "X", '<h1>X</h1><p>One.</p><h2 id="y">Y</h2><p>Two.</p>')]

    got = results(Library(), prose, [Prose("list.md", "A list", "<h1>A list</h1>")])

    assert [(r.page, r.fragment, r.title, r.body) for r in got] == [
        ("about/x.md", "", "X", "One."),
        ("about/x.md", "y", "Y", "Two."),
        ("list.md", "", "A list", ""),
    ]


def test_what_an_editor_writes_between_macros_is_found_and_what_they_compute_only_once(
    library: Library, tmp_path: Path
) -> None:
    project = copy_project(tmp_path)
    file = project / "docs" / "audits" / "2022-23" / "domestic-abuse.md"
    text = file.read_text(encoding="utf-8")
    for heading in ("# {{ audit_title() }}\n", "## Good practice\n"):
        assert text.count(f"\n{heading}") == 1
        text = text.replace(f"\n{heading}", f"\n{heading}\nA zebra under {heading[:2]}.\n")
    file.write_text(text, encoding="utf-8")
    (audit,) = (audit for audit in library.audits if audit.slug == "domestic-abuse")

    found = search_hits(site_of(build(project)))

    page = "audits/2022-23/domestic-abuse/"
    zebras = {f.address: f for f in found if "zebra" in f.body}
    assert set(zebras) == {page, f"{page}#good-practice"}
    assert zebras[page].kind == "Audit"
    assert zebras[page].body.startswith(audit.background[0])
    assert zebras[f"{page}#good-practice"].body == "A zebra under ##."
    for reminder in audit.reminders:
        words = " ".join(reminder.text.split())
        assert [f.address for f in found if words in f.title + f.body] == [f"{page}#{reminder.id}"]


def test_links_alone_make_no_result() -> None:
    html = '<h1>H</h1><h2 id="a">A</h2><p><a href="x">Go</a> · <a href="y">On</a></p>'
    words = '<h2 id="b">B</h2><p>See <a href="x">this</a>.</p>'

    got = results(Library(), [], [Prose("h.md", "H", html + words)])

    assert [(r.fragment, r.where, r.body) for r in got] == [("", "", ""), ("b", "H", "See this.")]


# --- Sizes --------------------------------------------------------------------------------------


def zipped(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def test_the_scripts_are_small(built_site: Path) -> None:
    assert (
        sum(zipped((built_site / name).read_text("utf-8")) for name in (ENGINE, PAGE)) < 12 * 1024
    )


def test_the_index_is_not_much_larger_than_what_it_finds(
    built_site: Path, found: list[Found]
) -> None:
    text = "\n".join("\n".join((f.title, f.body, f.aliases)) for f in found)
    script = (built_site / "assets" / "search-index.js").read_text(encoding="utf-8")

    assert zipped(script) <= 1.5 * zipped(text)


def test_the_index_of_600_audits_is_not_much_larger_than_what_it_finds(library: Library) -> None:
    many = many_audits(library, 600)
    found = results(many, [], [])
    text = "\n".join("\n".join((r.title, r.body, *r.aliases)) for r in found)

    assert sum(len(audit.reminders) for audit in many.audits) == 6000
    assert zipped(index_script(many, found, directory_urls=True)) <= 1.5 * zipped(text)
    assert len(index(many, found, directory_urls=True)["kind"]) == len(found)


# --- What is found ------------------------------------------------------------------------------


def open_search(page: Page, url: str, query: str = "") -> None:
    page.goto(f"{url}search/" + (f"?q={query}" if query else ""))
    if query:
        page.wait_for_selector("#search-results li")


def ask(page: Page, query: str) -> list[str]:
    """Return the addresses of the results of a query, from the site's own page."""
    page.fill("#search-input", query)
    page.wait_for_function(
        "q => document.getElementById('search-count').textContent.includes(`“${q}”`)", arg=query
    )
    links: list[str] = page.eval_on_selector_all("#search-results a", "all => all.map(a => a.href)")
    return [link.removeprefix(page.url.split("search/")[0]) for link in links]


def number_found(page: Page, query: str) -> int:
    ask(page, query)
    return int(page.locator("#search-count").inner_text().split()[0])


@pytest.mark.parametrize("which", ["tuned", "held-out"])
def test_the_right_place_comes_first(page: Page, address: str, which: str) -> None:
    open_search(page, address)
    asked = [query for query in queries() if query.set == which]
    ranks = []
    for query in asked:
        places = ask(page, query.text)
        ranks.append(next((i for i, p in enumerate(places) if query.is_right(p)), 99))
    not_first = [q.text for q, rank in zip(asked, ranks, strict=True) if rank]

    assert len(asked) >= 35
    assert sum(rank == 0 for rank in ranks) >= 0.9 * len(asked), not_first
    assert sum(rank < 3 for rank in ranks) >= 0.98 * len(asked), not_first


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("meeting", "meetings"),
        ("recording", "record"),
        ("sibling", "siblings"),
        ("families", "family"),
        ("child’s voice", "childs voice"),
        ("MARAC", "marac"),
        ("pre-birth", "pre birth"),
    ],
)
def test_forms_of_a_word_find_the_same(page: Page, address: str, one: str, other: str) -> None:
    open_search(page, address)

    assert number_found(page, one) == number_found(page, other) > 0


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("chronolgy", "Matches “timeline of involvement” for “chronolgy”"),
        ("conferance", "Matches “conference” for “conferance”"),
        ("brothers and sisters", "Matches “siblings” for “brothers sisters”"),
    ],
)
def test_the_page_says_why_something_matched(
    page: Page, address: str, query: str, why: str
) -> None:
    open_search(page, address, query)

    expect(page.locator("#search-results")).to_contain_text(why)


def test_when_no_result_has_all_words_the_page_says_so(page: Page, address: str) -> None:
    open_search(page, address, "siblings xylophone")

    expect(page.locator("#search-count")).to_have_text(
        re.compile("^No result has all your words; these have some. Found nowhere: “xylophone”.")
    )


def test_all_words_count(page: Page, address: str) -> None:
    open_search(page, address)
    both = set(ask(page, "police reports"))

    assert 0 < len(both) < len(set(ask(page, "reports")))


# --- How it is reached --------------------------------------------------------------------------


def test_the_search_works_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "header-search":
            break
    page.keyboard.type("siblings")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li")
    assert page.url.endswith("/search/?q=siblings")

    page.focus("#search-input")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-results li:nth-child(1) a")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-results li:nth-child(2) a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search-input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search-input")).to_have_value("")
    expect(page.locator("#search-results li")).to_have_count(0)


def test_the_choice_of_a_kind_is_in_the_address_and_back_returns_to_it(
    page: Page, address: str
) -> None:
    open_search(page, address, "strategy+meeting")
    page.get_by_role("radio", name="Reminders").check()
    page.wait_for_url("**/search/?q=strategy+meeting&kind=reminder")
    kinds = page.locator(".sscp-results__where b").all_inner_texts()
    assert set(kinds) == {"Reminder"}

    page.click("#search-results a >> nth=0")
    page.wait_for_url("**/audits/**")
    page.go_back()
    page.wait_for_selector("#search-results li")
    expect(page.get_by_role("radio", name="Reminders")).to_be_checked()
    expect(page.locator("#search-input")).to_have_value("strategy meeting")


def announces(page: Page, url: str) -> bool:
    """Say whether a screen reader is told how many results there are."""
    open_search(page, url)
    page.fill("#search-input", "marac")
    page.wait_for_selector("#search-results li")
    page.wait_for_timeout(900)
    live = page.locator("[role=status]").inner_text()
    return live == page.locator("#search-count").inner_text() and "result" in live


def change_script(page: Page, site: Path, name: str, old: str, new: str) -> None:
    """Give the browser a script of the site with a fault in it."""
    text = (site / name).read_text(encoding="utf-8")
    assert old in text
    page.route(f"**/{name}", lambda route: route.fulfill(body=text.replace(old, new)))


def test_the_number_of_results_is_announced(page: Page, address: str) -> None:
    assert announces(page, address)


def test_a_search_that_announces_nothing_is_noticed(
    page: Page, address: str, built_site: Path
) -> None:
    change_script(page, built_site, PAGE, "live.textContent = sentence;", "")

    assert not announces(page, address)


def requests(page: Page, url: str) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{url}search/")
    page.wait_for_load_state("networkidle")
    return asked


def test_the_index_is_fetched_when_the_search_is_first_used(page: Page, address: str) -> None:
    asked = requests(page, address)
    assert not [url for url in asked if "search-index" in url]

    page.fill("#search-input", "marac")
    page.wait_for_selector("#search-results li")

    assert [url for url in asked if "search-index" in url] == [f"{address}assets/search-index.js"]
    assert {url for url in asked if not url.startswith((address, "data:"))} == set()


def test_an_index_that_is_fetched_too_early_is_noticed(
    page: Page, address: str, built_site: Path
) -> None:
    change_script(page, built_site, PAGE, "form.hidden = false;", "form.hidden = false; load();")

    assert [url for url in requests(page, address) if "search-index" in url]


def test_an_index_that_cannot_be_loaded_is_said_in_words(page: Page, address: str) -> None:
    page.route("**/search-index.js", lambda route: route.abort())
    open_search(page, address)
    page.fill("#search-input", "marac")

    expect(page.locator("#search-count")).to_contain_text("could not be loaded")


def test_without_javascript_the_page_leads_to_the_full_lists(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}search/?q=marac")

    expect(page.locator("#search-form")).to_be_hidden()
    assert "needs JavaScript" in page.locator("article").inner_text()
    hrefs = [a.get_attribute("href") for a in page.locator("#the-full-lists + ul a").all()]
    for part in ("reminders", "audits", "themes", "guidance", "response", "glossary"):
        assert [href for href in hrefs if href and part in href], part
    context.close()


def test_the_header_leads_to_the_search_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}audits/2022-23/domestic-abuse/")
    page.fill("#header-search", "marac")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{address}search/?q=marac")
    context.close()


def test_the_search_works_from_a_folder_of_a_host(
    page: Page, published_site: Path, tmp_path: Path
) -> None:
    (tmp_path / "briefings").symlink_to(published_site)
    with serve(tmp_path) as url:
        open_search(page, f"{url}briefings/", "marac")
        page.click("#search-results a >> nth=0")
        page.wait_for_load_state()

        assert page.url.startswith(f"{url}briefings/")
        assert page.locator("article h1").count() == 1


def test_the_search_works_from_a_folder_of_files(page: Page, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"use_directory_urls: false\n{text}", encoding="utf-8")
    site = site_of(build(project))

    page.goto((site / "audits" / "2022-23" / "domestic-abuse.html").as_uri())
    page.fill("#header-search", "known to marac")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li")
    assert page.url.split("?")[0] == (site / "search.html").as_uri()
    page.click("#search-results a >> nth=0")
    page.wait_for_url(re.compile(r"domestic-abuse\.html#known-to-marac$"))
    assert plain_text(read_page(site / "audits/2022-23/domestic-abuse.html")).find("MARAC") > 0


def works_under(page: Page, site: Path, policy: str) -> bool:
    with serve(site, policy) as url:
        page.goto(f"{url}search/?q=marac")
        try:
            page.wait_for_selector("#search-results li", timeout=5000)
        except PlaywrightTimeout:
            return False
        return True


def test_the_search_works_under_a_strict_content_security_policy(
    page: Page, built_site: Path
) -> None:
    assert works_under(page, built_site, STRICT)


def test_a_script_that_needs_more_than_the_policy_gives_is_noticed(
    page: Page, built_site: Path
) -> None:
    change_script(page, built_site, PAGE, "readAddress();\n})", "eval('readAddress()');\n})")

    assert not works_under(page, built_site, STRICT)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_fits_a_phone_and_is_reached_there_by_keyboard(
    browser: Browser, address: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(address)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className.includes('sscp-header-search-link')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/")
    page.fill("#search-input", "child protection medical assessment pathway")
    page.wait_for_selector("#search-results li")

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
