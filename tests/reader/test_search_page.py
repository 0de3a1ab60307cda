"""The search as a reader has it: what it finds, says and does, in a real browser.

Each check is a function that works on an open site. It is run on a host and from a folder, at 360
and at 1280 pixels; and with each of its faults planted, which it must find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, TimeoutError, expect

from macros.checks.load import load_library
from macros.exports.offline import make_offline_copy
from tests.conftest import REPOSITORY
from tests.support.browser import headers_of, serve
from tests.support.search_site import Query, queries
from tests.support.site_server import NARROW, WIDE, Visit, visit

ENGINE, PAGE, STYLE = "assets/search-engine.js", "assets/search.js", "assets/site.css"
LISTS = ("reminders", "audits", "themes", "situations", "guidance", "response", "glossary")

Check = Callable[[Visit], None]
#: End of the address of a file, what the file has, and what it has instead.
Fault = tuple[str, str, str]


def address_of(page: str, rest: str) -> re.Pattern[str]:
    """Return how an address ends, on a host and in a folder."""
    return re.compile(rf"/{page}(/|\.html){re.escape(rest)}$")


def ask(here: Visit, query: str) -> list[str]:
    """Return the addresses of the results of a query, as they are on a host."""
    here.page.fill("#search-input", query)
    here.page.wait_for_function(
        "q => document.getElementById('search-count').textContent.includes(`“${q}”`)", arg=query
    )
    links = here.page.eval_on_selector_all("#search-results a", "all => all.map(a => a.href)")
    return [re.sub(r"(?<=\w)\.html", "/", link.removeprefix(here.top)) for link in links]


def search_page(here: Visit, query: str = "") -> None:
    page = "search.html" if here.in_folder else "search/"
    here.page.goto(f"{here.top}{page}{query}", wait_until="load")


def open_search(here: Visit, query: str = "") -> None:
    search_page(here, f"?q={query}" if query else "")
    if query:
        here.page.wait_for_selector("#search-results li")


def count(here: Visit, query: str) -> int:
    ask(here, query)
    return int(here.page.locator("#search-count").inner_text().split()[0].replace(",", ""))


# --- What it finds and says -----------------------------------------------------------------------


def all_words_count(here: Visit) -> None:
    open_search(here)
    assert 0 < count(here, "police reports") < min(count(here, "police"), count(here, "reports"))


def it_says_when_no_result_has_all_words(here: Visit) -> None:
    open_search(here, "siblings xylophone")
    expect(here.page.locator("#search-count")).to_have_text(
        re.compile("^No result has all your words; these have some. Found nowhere: “xylophone”.")
    )


def few_with_all_words_are_followed_by_others(here: Visit) -> None:
    """Whoever finds one result may be sought by another: it comes below, and is told apart."""
    open_search(here)
    heading = here.page.get_by_role("heading", name="These have some of your words")
    lists = here.page.locator("#search-results > ol")
    ask(here, "marac outcome")
    assert lists.count() == 2
    words = [
        " ".join(text.lower().split()) for text in lists.nth(0).locator("li").all_inner_texts()
    ]
    assert 0 < len(words) < 3
    assert all("marac" in text and "outcome" in text for text in words)
    expect(here.page.locator("#search-results > ol + h2 + ol")).to_have_count(1)
    expect(heading).to_be_visible()
    some = lists.nth(1).locator("li").count()
    assert some
    said = rf"^{len(words)} results? for “marac outcome”. {some} more ha(s|ve) some of your words.$"
    expect(here.page.locator("#search-count")).to_have_text(re.compile(said))
    here.page.get_by_role("radio", name="Guidance").check()
    kinds = here.page.locator(".sscp-search__where b")
    assert set(kinds.all_inner_texts()) == {"Guidance"}
    expect(heading).to_be_visible()
    here.page.get_by_role("radio", name="All").check()
    ask(here, "strategy meeting")
    expect(heading).to_have_count(0)
    assert lists.count() == 1


def little_words_need_not_be_there(here: Visit) -> None:
    open_search(here)
    assert count(here, "what to do about siblings") == count(here, "siblings") > 0
    assert count(here, "known") > 0  # alone it counts


def starts_of_words_match(here: Visit) -> None:
    open_search(here)
    assert "themes/individual-differences/" in ask(here, "intersec")


def typing_errors_are_forgiven(here: Visit) -> None:
    open_search(here)
    assert "glossary/#child-protection-conference" in ask(here, "child protecton conferance")
    assert "situations/making-a-referral/" in ask(here, "refferal")


def forms_of_a_word_find_the_same(here: Visit) -> None:
    open_search(here)
    for one, other in (
        ("meeting", "meetings"),
        ("recording", "record"),
        ("sibling", "siblings"),
        ("families", "family"),
        ("child’s voice", "childs voice"),
        ("MARAC", "marac"),
        ("pre-birth", "pre birth"),
        ("seen alone", "see alone"),
        ("children told", "child tell"),
    ):
        assert count(here, one) == count(here, other) > 0


def sources_and_pages_about_the_site_come_after_the_rest(here: Visit) -> None:
    open_search(here)
    for query, aside in (("child protection medical", "#sources"), ("meeting", "about/")):
        places = ask(here, query)
        assert next(i for i, place in enumerate(places) if aside in place) > 4, query


def it_says_why_something_matched(here: Visit) -> None:
    open_search(here)
    for query, why in (
        ("chronolgy", "Matches “timeline of involvement” for “chronolgy”"),
        ("conferance", "Matches “conference” for “conferance”"),
        ("brothers and sisters", "Matches “siblings” for “brothers and sisters”"),
    ):
        ask(here, query)
        expect(here.page.locator("#search-results")).to_contain_text(why)


def it_says_under_what_name_something_is_known(here: Visit) -> None:
    open_search(here)
    ask(here, "DV")
    expect(here.page.locator("#search-results")).to_contain_text("Also found under “DV”")


def a_result_opens_at_its_place(here: Visit) -> None:
    open_search(here)
    ask(here, "known to marac")
    here.page.click("#search-results a >> nth=0")
    here.page.wait_for_url(address_of("domestic-abuse", "#known-to-marac"))
    expect(here.page.locator("#known-to-marac")).to_be_in_viewport()


# --- How it is used -------------------------------------------------------------------------------


def keyboard_alone_is_enough(here: Visit) -> None:
    """From the start page: a field in the header, or on a phone a link to the search."""
    here.go("")
    keys, page = here.page.keyboard, here.page
    for _ in range(40):
        keys.press("Tab")
        if page.evaluate("document.activeElement.matches('#header-search')"):
            keys.type("siblings")
            break
        if page.evaluate("document.activeElement.matches('.sscp-header-search-link')"):
            break
    keys.press("Enter")
    page.wait_for_url(re.compile("/search[./]"))
    if "q=" not in here.url:
        for _ in range(40):
            if page.evaluate("document.activeElement.id") == "search-input":
                break
            keys.press("Tab")
        keys.type("siblings")
    page.wait_for_selector("#search-results li")
    page.focus("#search-input")
    for key, focused in (
        ("ArrowDown", "#search-results li:nth-child(1) a"),
        ("ArrowDown", "#search-results li:nth-child(2) a"),
        ("End", "#search-results li:last-child a"),
        ("Home", "#search-results li:nth-child(1) a"),
        ("ArrowUp", "#search-input"),
        ("ArrowDown", "#search-results li:nth-child(1) a"),
        ("Escape", "#search-input"),
    ):
        keys.press(key)
        expect(page.locator(focused)).to_be_focused()
    expect(page.locator("#search-input")).to_have_value("siblings")
    keys.press("Escape")
    expect(page.locator("#search-input")).to_have_value("")
    expect(page.locator("#search-results li")).to_have_count(0)


def the_number_of_results_is_announced(here: Visit) -> None:
    open_search(here)
    status = here.page.get_by_role("status").and_(here.page.locator("#search-live"))
    live = status.element_handle()
    assert live is not None
    ask(here, "marac")
    here.page.wait_for_timeout(900)
    # The same element: a new one would not be read out.
    said = live.evaluate("node => node.isConnected && node.textContent")
    assert said == here.page.locator("#search-count").inner_text()
    assert "result" in said


def a_kind_can_be_chosen(here: Visit) -> None:
    open_search(here, "strategy+meeting")
    here.page.get_by_role("radio", name="Reminders").check()
    kinds = here.page.locator(".sscp-search__where b")
    expect(kinds.first).to_have_text("Reminder")
    assert set(kinds.all_inner_texts()) == {"Reminder"}


def the_address_can_be_shared_and_back_returns_to_it(here: Visit) -> None:
    open_search(here)
    ask(here, "strategy meeting")
    here.page.get_by_role("radio", name="Reminders").check()
    here.page.wait_for_url(address_of("search", "?q=strategy+meeting&kind=reminder"))
    here.page.click("#search-results a >> nth=0")
    here.page.wait_for_url("**/audits/**")
    here.page.go_back()
    here.page.wait_for_selector("#search-results li")
    expect(here.page.get_by_role("radio", name="Reminders")).to_be_checked()
    expect(here.page.locator("#search-input")).to_have_value("strategy meeting")


def the_index_is_fetched_when_it_is_needed_and_nothing_else(here: Visit) -> None:
    open_search(here)
    here.page.wait_for_load_state("networkidle")
    assert not [url for url in here.requests if "search-index" in url]
    ask(here, "marac")
    assert [url for url in here.requests if "search-index" in url] == [
        f"{here.top}assets/search-index.js"
    ]
    assert [url for url in here.requests if not url.startswith((here.top, "data:"))] == []


def an_index_that_does_not_load_is_said_in_words(here: Visit) -> None:
    here.page.route("**/search-index.js", lambda route: route.abort())
    open_search(here)
    here.page.fill("#search-input", "marac")
    expect(here.page.locator("#search-count")).to_contain_text("could not be loaded")


def it_fits_the_window(here: Visit) -> None:
    open_search(here)
    for scheme in ("light", "dark"):
        here.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        ask(here, "child protection medical assessment pathway")
        width = here.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1]


def a_result_reads_downwards(here: Visit) -> None:
    """Title, excerpt, what it is and why it matched: each below the other, as wide as the list."""
    open_search(here)
    for query in ("voice of the child", "chronolgy", "DV"):
        ask(here, query)
        boxes = here.page.eval_on_selector_all(
            "#search-results li",
            """(items) => items.map((item) => [...item.children].map((part) => {
              const list = item.parentElement.getBoundingClientRect();
              const { left, top, bottom, width } = part.getBoundingClientRect();
              const isBlock = part.localName !== "a";
              return [left - list.left, top, bottom, isBlock ? width / list.width : 1];
            }))""",
        )
        assert boxes
        for parts in boxes:
            assert [round(left) for left, *_ in parts] == [0] * len(parts)
            assert all(bottom <= top + 1 for (_, _, bottom, _), (_, top, *_) in pairwise(parts))
            assert all(share > 0.95 for *_, share in parts)


INLINE = (
    "document.head.append(Object.assign(document.createElement('script'), "
    "{ textContent: 'window.inline = true' })); if (!window.inline) throw new Error();"
)
WASM = "new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));"
TWICE = "const twice = element.cloneNode(); twice.src += '?'; document.head.append(twice); $&"
INDEX_BY_FETCH = "fetch(element.src).then((answer) => answer.text()).then((text) => eval(text));"

FAULTS: list[tuple[Check, Fault]] = [
    (all_words_count, (ENGINE, ".slice(0, 12)", ".slice(0, 1)")),
    (
        it_says_when_no_result_has_all_words,
        (PAGE, "No result has all your words; these have some.", ""),
    ),
    (few_with_all_words_are_followed_by_others, (ENGINE, "FEW = 3", "FEW = 1")),
    (few_with_all_words_are_followed_by_others, (ENGINE, "2 * HIGHEST - ", "0 - ")),
    (few_with_all_words_are_followed_by_others, (PAGE, "found.full && shown", "false && shown")),
    (little_words_need_not_be_there, (ENGINE, "weakWords.has(unit.typed) &&", "false &&")),
    (starts_of_words_match, (ENGINE, "of wordsFrom(engine, typed).keys()", "of []")),
    (typing_errors_are_forgiven, (ENGINE, "errors === least", "false")),
    (typing_errors_are_forgiven, (ENGINE, 'word.replace(/(.)\\1+/g, "$1")', "word")),
    (forms_of_a_word_find_the_same, (ENGINE, "once(stems, word, withoutEnding)", "word")),
    (forms_of_a_word_find_the_same, (ENGINE, "STEM_OF.has(word)", "false")),
    (sources_and_pages_about_the_site_come_after_the_rest, (ENGINE, "ASIDE = 0.7", "ASIDE = 3")),
    (it_says_why_something_matched, (PAGE, "...result.notes,", "")),
    (it_says_under_what_name_something_is_known, (PAGE, "result.alias ?", "false ?")),
    (a_result_opens_at_its_place, (ENGINE, "(fragment && `#${fragment}`)", '""')),
    (keyboard_alone_is_enough, (PAGE, 'input.value = "";\n      kind', "kind")),
    (keyboard_alone_is_enough, (PAGE, 'event.key === "Escape" ||', "")),
    (keyboard_alone_is_enough, (PAGE, "ArrowDown: at + 1,", "")),
    (
        keyboard_alone_is_enough,
        (PAGE, '"ArrowDown" && shownResults', '"x" && shownResults'),
    ),
    (the_number_of_results_is_announced, (PAGE, "live.textContent = sentence;", "")),
    (the_number_of_results_is_announced, ("search/", 'role="status"', "")),
    (a_kind_can_be_chosen, (PAGE, "Number(engine.index.kind[r]) === number", "true")),
    (
        the_address_can_be_shared_and_back_returns_to_it,
        (PAGE, 'address.searchParams.set("kind", kind);', ""),
    ),
    (the_address_can_be_shared_and_back_returns_to_it, (PAGE, 'parameters.get("q")', '""')),
    (
        the_index_is_fetched_when_it_is_needed_and_nothing_else,
        (PAGE, "form.hidden = false;", "form.hidden = false; load();"),
    ),
    (
        the_index_is_fetched_when_it_is_needed_and_nothing_else,
        (PAGE, "document.head.append(element);", TWICE),
    ),
    (an_index_that_does_not_load_is_said_in_words, (PAGE, "element.onerror", "element.x")),
    (it_fits_the_window, (STYLE, ".sscp-search__count{", "$& min-width: 3000px;")),
    (a_result_reads_downwards, (STYLE, ".sscp-search__list>li", "$&{display:flex}$&")),
]
FAULTS = [(check, (file, old, new.replace("$&", old))) for check, (file, old, new) in FAULTS]
CHECKS = list(dict.fromkeys(check for check, _ in FAULTS))


@pytest.fixture(scope="module")
def on_host(built_site: Path) -> Iterator[str]:
    with serve(built_site) as top:
        yield top


@pytest.fixture(scope="module")
def in_folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The offline copy, unpacked."""
    folder = tmp_path_factory.mktemp("file share")
    make_offline_copy(REPOSITORY, folder / "copy.zip")
    with ZipFile(folder / "copy.zip") as archive:
        archive.extractall(folder / "copy")
    return (folder / "copy").as_uri() + "/"


def found_by(check: Check, here: Visit) -> bool:
    """Say whether a check finds a fault."""
    try:
        check(here)
    except (AssertionError, TimeoutError):
        return True
    return False


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("place", ["on_host", "in_folder"])
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_search(
    check: Check, place: str, width: int, browser: Browser, request: pytest.FixtureRequest
) -> None:
    with visit(browser, request.getfixturevalue(place), width) as here:
        check(here)
        assert here.errors == []


@pytest.mark.parametrize(
    ("check", "fault"), FAULTS, ids=[f"{check.__name__}-{fault[1]}" for check, fault in FAULTS]
)
def test_planted_fault_is_found(check: Check, fault: Fault, browser: Browser, on_host: str) -> None:
    file, old, new = fault
    with visit(browser, on_host, WIDE, faults={file: (old, new)}) as here:
        assert found_by(check, here)


# --- Where it is: in a folder of files, in a folder of a host, on a strict host -----------------


@contextmanager
def placed(place: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield the address of the site at a place."""
    if place == "files":
        yield request.getfixturevalue("in_folder")
    elif place == "folder of a host":
        (tmp_path / "briefings").symlink_to(request.getfixturevalue("published_site"))
        with serve(tmp_path) as url:
            yield f"{url}briefings/"
    else:
        site = request.getfixturevalue("built_site")
        with serve(site, headers_of(site)) as url:
            yield url


def a_reader_gets_from_a_query_to_a_page(here: Visit) -> None:
    open_search(here, "known+to+marac")
    here.page.click("#search-results a >> nth=0")
    here.page.wait_for_url(address_of("domestic-abuse", "#known-to-marac"))
    assert here.url.startswith(here.top)
    assert here.page.locator("article h1").count() == 1


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("place", ["files", "folder of a host", "strict policy"])
def test_it_works_wherever_it_is(
    place: str, width: int, browser: Browser, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    with placed(place, request, tmp_path) as top, visit(browser, top, width) as here:
        a_reader_gets_from_a_query_to_a_page(here)


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ("files", ("document.head.append(element);", INDEX_BY_FETCH)),
        ("folder of a host", ('new URL("../", script)', 'new URL("/", script)')),
        ("strict policy", ("form.hidden = false;", "form.hidden = eval('false');")),
        ("strict policy", ("form.hidden = false;", INLINE)),
        ("strict policy", ("form.hidden = false;", WASM)),
    ],
)
def test_what_does_not_work_somewhere_is_found(
    place: str,
    fault: tuple[str, str],
    browser: Browser,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    with placed(place, request, tmp_path) as top, visit(browser, top, faults={PAGE: fault}) as here:
        assert found_by(a_reader_gets_from_a_query_to_a_page, here)


# --- Without JavaScript ---------------------------------------------------------------------------


def the_page_leads_to_the_full_lists(here: Visit) -> None:
    search_page(here, "?q=marac")
    expect(here.page.locator("#search-form")).to_be_hidden()
    assert "needs JavaScript" in here.page.locator("article").inner_text()
    links = here.page.locator("#the-full-lists + ul a")
    hrefs = [str(link.get_attribute("href")) for link in links.all()]
    for part in LISTS:
        assert [href for href in hrefs if part in href], part


def the_header_leads_to_the_search(here: Visit) -> None:
    here.go("audits/2022-23/domestic-abuse/")
    if here.page.locator("#header-search").is_visible():
        here.page.fill("#header-search", "marac")
        here.page.keyboard.press("Enter")
        here.page.wait_for_url(address_of("search", "?q=marac"))
    else:
        here.page.click(".sscp-header-search-link")
        here.page.wait_for_url(re.compile("/search[./]"))
    assert "needs JavaScript" in here.page.locator("article").inner_text()


WITHOUT: list[tuple[Check, Fault]] = [
    (the_page_leads_to_the_full_lists, ("search/?q=marac", "needs JavaScript", "needs")),
    (the_page_leads_to_the_full_lists, ("search/?q=marac", 'id="the-full-lists"', "")),
    (the_header_leads_to_the_search, ("domestic-abuse/", 'name="q"', 'name="x"')),
]


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("place", ["on_host", "in_folder"])
@pytest.mark.parametrize("check", dict.fromkeys(c for c, _ in WITHOUT), ids=lambda c: c.__name__)
def test_without_javascript(
    check: Check, place: str, width: int, browser: Browser, request: pytest.FixtureRequest
) -> None:
    with visit(browser, request.getfixturevalue(place), width, script=False) as here:
        check(here)


@pytest.mark.parametrize(("check", "fault"), WITHOUT, ids=lambda value: str(value)[:60])
def test_planted_fault_without_javascript_is_found(
    check: Check, fault: Fault, browser: Browser, on_host: str
) -> None:
    file, old, new = fault
    with visit(browser, on_host, script=False, faults={file: (old, new)}) as here:
        assert found_by(check, here)


# --- How well it ranks ----------------------------------------------------------------------------


def the_right_place_comes_first(here: Visit, asked: list[Query]) -> None:
    """The bar: first for at least nine of ten, and in the first three for nearly all."""
    open_search(here)
    ranks = []
    for query in asked:
        places = ask(here, query.text)
        ranks.append(next((i for i, p in enumerate(places) if query.is_right(p)), 99))
    not_first = [q.text for q, rank in zip(asked, ranks, strict=True) if rank]
    assert len(asked) >= 35
    assert sum(rank == 0 for rank in ranks) >= 0.9 * len(asked), not_first
    assert sum(rank < 3 for rank in ranks) >= 0.98 * len(asked), not_first


@pytest.mark.parametrize("which", ["tuned", "held-out", "others", "everyday"])
def test_the_right_place_comes_first(which: str, browser: Browser, on_host: str) -> None:
    with visit(browser, on_host) as here:
        the_right_place_comes_first(here, [query for query in queries() if query.set == which])


def everyday_words_are_found(here: Visit) -> None:
    """Each of data/search.yml, also where what it means has several words."""
    open_search(here)
    lost = []
    for words in load_library(REPOSITORY).search_words:
        for typed in words.typed:
            ask(here, typed)
            if not here.page.locator("#search-count").inner_text()[:1].isdigit():
                lost.append(typed)
    assert not lost


def test_everyday_words_are_found(browser: Browser, on_host: str) -> None:
    with visit(browser, on_host) as here:
        everyday_words_are_found(here)
    with visit(browser, on_host, faults={ENGINE: ("if (isFresh) {", "if (!found) {")}) as here:
        assert found_by(everyday_words_are_found, here)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("HIGHEST - scores[r]", "HIGHEST + scores[r]"),
        ("const FIELD_WEIGHT = [1, 0.5, 0.6]", "const FIELD_WEIGHT = [0.2, 1, 0.2]"),
    ],
    ids=["last first", "fields"],
)
def test_a_worse_ranking_is_found(old: str, new: str, browser: Browser, on_host: str) -> None:
    with visit(browser, on_host, faults={ENGINE: (old, new)}) as here:
        assert found_by(lambda here: the_right_place_comes_first(here, queries()), here)
