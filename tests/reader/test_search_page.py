"""The search page as a reader has it: what it shows, says and does, in a real browser.

It searches an index of invented results, so that no check depends on what editors write; the site's
own is searched where the page's place is tested. How well it finds: tests/search/test_engine.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, TimeoutError, expect

from macros.records.library import Library
from macros.records.lists import DistressWords, SearchWords
from macros.search.index import Result, index_script
from tests.conftest import own_library
from tests.support.browser import headers_of, serve
from tests.support.site_server import NARROW, WIDE, Visit, visit

PAGE, STYLE = "assets/search.js", "assets/site.css"
RESULTS = "#search-results > ol"
LISTS = ("reminders", "audits", "themes", "situations", "guidance", "response", "glossary")

LONG = "It is about a plan. " * 20 + "Here the siblings are seen alone. " + "It ends at last. " * 20
FOUND = (
    Result("Theme", "themes/index.md", "", "Consideration of siblings", body=LONG),
    Result("Glossary", "glossary.md", "the-full-list", "MARAC", body="A meeting.", aliases=("HR",)),
    *(
        Result("Reminder", "reminders/index.md", f"r{n}", f"Think about siblings {n}", "An audit")
        for n in range(6)
    ),
    *(
        Result("Reminder", f"reminders/{n}.md", "", f"Siblings are in this audit too: {n}")
        for n in range(13)
    ),
    Result("Reminder", "reminders/index.md", "outcome", "Known to MARAC, and the outcome"),
)
WORDS = Library(
    search_words=(SearchWords(id="s", typed=("brothers and sisters",), means=("siblings",)),),
    distress=(
        DistressWords(id="p", kind="person", words=("me",)),
        DistressWords(id="d", kind="danger", words=("hit",)),
    ),
)

Check = Callable[[Visit], None]
#: End of the address of a file, what the file has, and what it has instead.
Fault = tuple[str, str, str]


def address_of(page: str, rest: str = "") -> re.Pattern[str]:
    """Return how an address ends, on a host and in a folder."""
    return re.compile(rf"/{page}(/|\.html|/index\.html){re.escape(rest)}$")


def open_search(here: Visit, query: str = "", *, own_index: bool = False) -> None:
    """Open the search page, which finds ``FOUND`` unless it is to have the site's ``own_index``."""
    script = index_script(WORDS, FOUND, directory_urls=not here.in_folder)

    def answer(route: Route) -> None:
        route.fulfill(body=script, content_type="text/javascript")

    if not own_index:
        here.page.route("**/search-index.js", answer)
    page = "search.html" if here.in_folder else "search/"
    here.page.goto(f"{here.top}{page}{query}", wait_until="load")


def ask(here: Visit, query: str, said: str = "") -> list[str]:
    """Return the texts of the results of a query, once it is ``said`` what was found."""
    here.page.fill("#search-input", query)
    expect(here.page.locator("#search-count")).to_contain_text(said or f"“{query}”")
    return here.page.locator(f"{RESULTS} > li").all_inner_texts()


def narrow_to(here: Visit, name: str) -> None:
    """Show one kind of results, or all."""
    if not here.page.locator("#search-kinds").is_visible():
        here.page.get_by_text("Narrow the results").click()
    here.page.get_by_role("radio", name=name).check()


def status(here: Visit) -> str:
    return here.page.locator("#search-count").inner_text()


def a_result_says_what_it_is_and_why_it_was_found(here: Visit) -> None:
    """Each part below the other, as wide as the list, with the words marked."""
    open_search(here)
    (first, *_) = ask(here, "brothers and sisters")
    assert "Matches “siblings” for “brothers and sisters”" in first
    (alias,) = ask(here, "HR")
    assert "Also found under “HR”" in alias
    (theme,) = [text for text in ask(here, "siblings") if "Consideration" in text]
    assert re.search(r"\n… .*the siblings are seen alone.* …$", theme)
    marked = here.page.locator("#search-results mark").all_inner_texts()
    assert {text.lower() for text in marked} == {"siblings"}
    boxes = here.page.eval_on_selector_all(
        f"{RESULTS} > li",
        """(items) => items.map((item) => [...item.children].map((part) => {
          const list = item.parentElement.getBoundingClientRect();
          const { left, top, bottom, width } = part.getBoundingClientRect();
          const isWide = part.localName === "a" || width / list.width > 0.95;
          return [left - list.left, top, bottom, isWide];
        }))""",
    )
    for parts in boxes:
        assert all(abs(left) < 1 and is_wide for left, _, _, is_wide in parts)
        assert all(bottom <= top + 1 for (_, _, bottom, _), (_, top, *_) in pairwise(parts))


def few_with_all_words_are_followed_by_others(here: Visit) -> None:
    open_search(here)
    ask(here, "marac outcome")
    lists = here.page.locator("#search-results > ol")
    heading = here.page.get_by_role("heading", name="Closest results")
    expect(here.page.locator("#search-results > ol + h2 + ol")).to_have_count(1)
    assert status(here) == "1 result for “marac outcome”, and 1 close to it"
    narrow_to(here, "Glossary")
    expect(here.page.locator(".sscp-search__where b")).to_have_text(["Glossary"])
    expect(heading).to_be_visible()
    narrow_to(here, "All")
    ask(here, "siblings")
    expect(heading).to_have_count(0)
    assert lists.count() == 1


def what_only_is_typed_stays_out_of_the_address(here: Visit) -> None:
    """The history of the browser would keep every word."""
    open_search(here)
    ask(here, "marac")
    expect(here.page.locator("#search-live")).to_have_text(status(here))
    assert "marac" not in here.page.url
    here.page.get_by_role("button", name="Search", exact=True).click()
    here.page.wait_for_url(address_of("search", "?q=marac"))


def a_filter_that_leaves_nothing_is_dropped(here: Visit) -> None:
    open_search(here)
    ask(here, "marac")
    narrow_to(here, "Glossary")
    assert len(ask(here, "think siblings")) > 1
    expect(here.page.get_by_role("radio", name="All")).to_be_checked()


def it_says_what_it_did_not_find(here: Visit) -> None:
    open_search(here)
    ask(here, "outcome xylophone")
    assert status(here) == (
        "No exact match for “outcome xylophone”. Found nowhere: “xylophone”. Closest results: 1"
    )
    ask(here, "xylophone")
    assert status(here).startswith("Nothing was found for “xylophone”.")
    assert "numbers to call" in status(here)
    here.page.fill("#search-input", "x")
    expect(here.page.locator("#search-count")).to_have_text("Type at least two letters.")
    ask(here, "łódź")
    assert status(here).startswith("Nothing was found for “łódź”.")
    here.page.fill("#search-input", "x" * 200)
    expect(here.page.locator("#search-count")).to_contain_text(f"“{'x' * 100} …”")


def who_may_be_in_danger_sees_first_who_can_help(here: Visit) -> None:
    open_search(here)
    card = here.page.locator("#search-help")
    ask(here, "siblings")
    expect(card).to_be_hidden()
    ask(here, "he hits me", "Numbers to call")
    expect(card.get_by_role("link", name="999")).to_be_visible()
    here.page.keyboard.press("Enter")
    assert "hits" not in here.page.url  # somebody else may look at the address later
    assert here.page.evaluate(
        "() => document.querySelector('#search-help').compareDocumentPosition("
        "document.querySelector('#search-kinds')) === Node.DOCUMENT_POSITION_FOLLOWING"
    )
    expect(here.page.locator("#search-live")).to_contain_text("Numbers to call")
    # What the words happen to match may hurt: it is shown to those who ask for it.
    expect(here.page.locator("#search-results")).to_be_empty()
    ask(here, "siblings hit me", "Numbers to call")
    here.page.get_by_role("button", name="Show results").click()
    expect(here.page.locator(f"{RESULTS} > li")).to_have_count(10)


def print_says_what_was_searched_for_and_what_is_left_out(here: Visit) -> None:
    open_search(here)
    ask(here, "siblings")
    said = here.page.locator("#search-print")
    expect(said).to_contain_text("The first 10 of 15 results are printed here.")
    expect(said).to_contain_text("q=siblings")
    expect(said).to_be_hidden()
    here.page.emulate_media(media="print")
    expect(said).to_be_visible()


def more_results_come_when_they_are_wanted(here: Visit) -> None:
    open_search(here)
    assert len(ask(here, "siblings")) == 10
    here.page.get_by_role("button", name="Show more results").click()
    expect(here.page.locator(f"{RESULTS} > li")).to_have_count(15)
    expect(here.page.locator(f"{RESULTS} > li:nth-child(11) > a")).to_be_focused()
    expect(here.page.locator("#search-more")).to_be_hidden()


def a_result_opens_at_its_place(here: Visit) -> None:
    open_search(here)
    ask(here, "marac")
    here.page.click(f"{RESULTS} > li > a >> nth=0")
    here.page.wait_for_url(address_of("glossary", "#the-full-list"))


def places_of_one_page_stand_together(here: Visit) -> None:
    """Below the best of them, and by themselves once the reader wants one kind only."""
    open_search(here)
    together = "".join(text for text in ask(here, "think siblings") if "Also on this" in text)
    assert [line for line in together.splitlines() if line] == [
        "Reminder · An audit",
        "Think about siblings 0",
        "Also on this page:",
        *(f"Think about siblings {n}" for n in (1, 2, 3)),
        "2 more",
    ]
    narrow_to(here, "Reminders")
    assert "Also on this page" not in here.page.locator("#search-results").inner_text()
    expect(here.page.get_by_role("link", name=re.compile("^Think about"))).to_have_count(6)
    narrow_to(here, "All")
    here.page.get_by_role("link", name="An audit").click()
    here.page.wait_for_url(address_of("reminders"))


def keyboard_alone_is_enough(here: Visit) -> None:
    open_search(here, "?q=siblings")
    keys, page = here.page.keyboard, here.page
    page.wait_for_selector("#search-results li")
    page.focus("#search-input")
    for key, focused in (
        ("ArrowDown", f"{RESULTS} > li:nth-child(1) > a"),
        ("ArrowDown", f"{RESULTS} > li:nth-child(2) > a"),
        ("End", f"{RESULTS} > li:last-child > a"),
        ("Home", f"{RESULTS} > li:nth-child(1) > a"),
        ("ArrowUp", "#search-input"),
        ("ArrowDown", f"{RESULTS} > li:nth-child(1) > a"),
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
    live = here.page.get_by_role("status").and_(here.page.locator("#search-live"))
    element = live.element_handle()
    ask(here, "marac")
    expect(live).to_have_text(status(here))
    assert "2 results" in status(here)
    # The same element: a new one would not be read out.
    assert element is not None
    assert element.evaluate("node => node.isConnected")


def the_address_can_be_shared_and_back_returns_to_it(here: Visit) -> None:
    open_search(here)
    ask(here, "think siblings")
    narrow_to(here, "Reminders")
    here.page.wait_for_url(address_of("search", "?q=think+siblings&kind=reminder"))
    expect(here.page.locator(".sscp-search__where b").first).to_have_text("Reminder")
    here.page.click(f"{RESULTS} > li > a >> nth=0")
    here.page.wait_for_url(re.compile("/reminders[./]"))
    here.page.go_back()
    here.page.wait_for_selector("#search-results li")
    expect(here.page.get_by_role("radio", name="Reminders")).to_be_checked()
    expect(here.page.locator("#search-input")).to_have_value("think siblings")


def the_index_is_fetched_once_when_the_page_opens(here: Visit) -> None:
    open_search(here)
    ask(here, "marac")
    wanted = f"{here.top}assets/search-index.js"
    assert [url for url in here.requests if "search-index" in url] == [wanted]
    assert [url for url in here.requests if not url.startswith((here.top, "data:"))] == []


def an_index_that_does_not_load_is_said_in_words(here: Visit) -> None:
    open_search(here)
    here.page.route("**/search-index.js", lambda route: route.abort())
    here.page.reload()
    here.page.fill("#search-input", "marac")
    expect(here.page.locator("#search-count")).to_contain_text("could not be loaded")


def it_fits_the_window(here: Visit) -> None:
    open_search(here)
    for scheme in ("light", "dark"):
        here.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        ask(here, "siblings")
        width = here.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1]


TWICE = "const twice = element.cloneNode(); twice.src += '?'; document.head.append(twice); $&"

FAULTS: list[tuple[Check, Fault]] = [
    (a_result_says_what_it_is_and_why_it_was_found, (PAGE, 'why.join("; ")', '""')),
    (few_with_all_words_are_followed_by_others, (PAGE, "found.full && close", "false && close")),
    (
        what_only_is_typed_stays_out_of_the_address,
        (PAGE, "live.textContent =", "keepAddress(), $&"),
    ),
    (a_filter_that_leaves_nothing_is_dropped, (PAGE, 'chosen.kind = chosen.publisher = "";\n', "")),
    (it_says_what_it_did_not_find, (PAGE, "Found nowhere", "")),
    (who_may_be_in_danger_sees_first_who_can_help, (PAGE, "help.hidden = ", "")),
    (
        print_says_what_was_searched_for_and_what_is_left_out,
        (PAGE, "onPaper.textContent = `", "onPaper.title = `"),
    ),
    (more_results_come_when_they_are_wanted, (PAGE, "entries.length <= first()", "true")),
    (a_result_opens_at_its_place, (PAGE, "new URL(address, site)", "new URL(site)")),
    (places_of_one_page_stand_together, (PAGE, "if (chosen.kind)", "if (true)")),
    (keyboard_alone_is_enough, (PAGE, "ArrowDown: at + 1,", "")),
    (the_number_of_results_is_announced, (PAGE, "live.textContent = ", "live.title = ")),
    (
        the_address_can_be_shared_and_back_returns_to_it,
        (PAGE, "address.searchParams.set(", "address.searchParams.get("),
    ),
    (
        the_index_is_fetched_once_when_the_page_opens,
        (PAGE, "document.head.append(element);", TWICE),
    ),
    (an_index_that_does_not_load_is_said_in_words, (PAGE, "onerror: fail", "onfail: fail")),
    (it_fits_the_window, (STYLE, ".sscp-search__count{", "$& min-width: 3000px;")),
]
FAULTS = [(check, (file, old, new.replace("$&", old))) for check, (file, old, new) in FAULTS]
CHECKS = [check for check, _ in FAULTS]


@pytest.fixture(scope="module")
def on_host(built_site: Path) -> Iterator[str]:
    with serve(built_site) as top:
        yield top


@pytest.fixture
def in_folder(offline_copy: Path) -> str:
    return offline_copy.as_uri() + "/"


def found_by(check: Check, here: Visit) -> bool:
    """Say whether a check finds a fault."""
    try:
        check(here)
    except (AssertionError, TimeoutError):
        return True
    return False


@pytest.mark.parametrize(
    ("place", "width"),
    [("on_host", NARROW), pytest.param("in_folder", WIDE, marks=pytest.mark.nightly)],
)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_search(
    check: Check, place: str, width: int, browser: Browser, request: pytest.FixtureRequest
) -> None:
    with visit(browser, request.getfixturevalue(place), width) as here:
        check(here)
        assert here.errors == []


@pytest.mark.nightly
@pytest.mark.parametrize(("check", "fault"), FAULTS, ids=[c.__name__ for c in CHECKS])
def test_planted_fault_is_found(check: Check, fault: Fault, browser: Browser, on_host: str) -> None:
    file, old, new = fault
    with visit(browser, on_host, WIDE, faults={file: (old, new)}) as here:
        assert found_by(check, here)


# --- With the site's own index: in a folder, in a folder of a host, under a strict policy ---------


@contextmanager
def placed(place: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield the address of the site at a place."""
    if place == "files":
        yield request.getfixturevalue("in_folder")
    elif place == "folder of a host":
        (tmp_path / "briefings").symlink_to(request.getfixturevalue("built_site"))
        with serve(tmp_path) as url:
            yield f"{url}briefings/"
    else:
        site = request.getfixturevalue("built_site")
        with serve(site, headers_of(site)) as url:
            yield url


def a_reader_gets_from_a_query_to_a_page(here: Visit) -> None:
    """By a reminder in its own words, whatever it says now."""
    audit = own_library().audits[0]
    reminder = audit.reminders[0]
    open_search(here, own_index=True)
    ask(here, reminder.text)
    here.page.click(f"{RESULTS} > li > a >> nth=0")
    here.page.wait_for_url(address_of(f"audits/{audit.id}", f"#{reminder.id}"))
    assert here.url.startswith(here.top)
    expect(here.page.locator(f"[id='{reminder.id}']")).to_be_in_viewport()


INDEX_BY_FETCH = "fetch(element.src).then((answer) => answer.text()).then((text) => eval(text));"


@pytest.mark.parametrize("place", ["files", "folder of a host", "strict policy"])
def test_it_works_wherever_it_is(
    place: str, browser: Browser, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    with placed(place, request, tmp_path) as top, visit(browser, top) as here:
        a_reader_gets_from_a_query_to_a_page(here)
        assert here.errors == []


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ("files", ("document.head.append(element);", INDEX_BY_FETCH)),
        ("folder of a host", ('new URL("../", script)', 'new URL("/", script)')),
        ("strict policy", ("form.hidden = false;", "form.hidden = eval('false');")),
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


# --- From other pages, and without JavaScript ----------------------------------------------------


def the_header_leads_to_the_search(here: Visit) -> None:
    here.go(f"audits/{own_library().audits[0].id}/")
    if here.page.locator("#header-search").is_visible():
        here.page.fill("#header-search", "marac")
        here.page.keyboard.press("Enter")
        here.page.wait_for_url(address_of("search", "?q=marac"))
    else:
        here.page.click(".sscp-header-search-link")
        here.page.wait_for_url(re.compile("/search[./]"))


def the_page_leads_to_the_full_lists(here: Visit) -> None:
    open_search(here, "?q=marac")
    expect(here.page.locator("#search-form")).to_be_hidden()
    assert "needs JavaScript" in here.page.locator("article").inner_text()
    hrefs = here.page.eval_on_selector_all("#the-full-lists + ul a", "all => all.map(a => a.href)")
    for part in LISTS:
        assert [href for href in hrefs if part in href], part


@pytest.mark.parametrize(
    ("place", "width"),
    [("on_host", WIDE), pytest.param("in_folder", NARROW, marks=pytest.mark.nightly)],
)
@pytest.mark.parametrize(
    "check",
    [the_header_leads_to_the_search, the_page_leads_to_the_full_lists],
    ids=lambda c: c.__name__,
)
def test_without_javascript(
    check: Check, place: str, width: int, browser: Browser, request: pytest.FixtureRequest
) -> None:
    with visit(browser, request.getfixturevalue(place), width, script=False) as here:
        check(here)


def test_a_search_box_fetches_the_index_as_soon_as_it_is_used(
    browser: Browser, on_host: str
) -> None:
    with visit(browser, on_host) as here:
        here.go(f"audits/{own_library().audits[0].id}/")
        assert not [url for url in here.requests if "search-index" in url]
        with here.page.expect_request("**/search-index.js"):
            here.page.focus("#header-search")


def test_words_typed_on_another_page_are_not_sent_to_a_server(
    browser: Browser, on_host: str
) -> None:
    with visit(browser, on_host) as here:
        here.go("?pick=2022-23.domestic-abuse.known-to-marac")
        visited: list[str] = []
        here.page.on("framenavigated", lambda frame: visited.append(frame.url))
        here.page.fill("article [name=q]", "he hits me")
        here.page.keyboard.press("Enter")
        expect(here.page.locator("#search-help")).to_be_visible()
        assert here.page.input_value("#search-input") == "he hits me"
        assert not [url for url in here.requests if "hits" in url]
        assert not [url for url in visited if "hits" in url]  # the browser keeps its history
        assert "pick=2022-23" in here.page.url
