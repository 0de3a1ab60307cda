"""The filters of the page of all reminders and the checklist, in a real browser.

Each check is a function that works on an open site. At night it is also run on a phone and from a
folder, and once with a fault planted, which it must find.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, TimeoutError, expect

from macros.checks.load import load_library
from macros.records.findings import Reminder
from macros.records.library import Library
from macros.records.records import Audit
from tests.conftest import ADDRESS, Build, own_library, site_of
from tests.support.browser import headers_of, serve
from tests.support.many_years import add_years
from tests.support.site_server import NARROW, WIDE, Visit, visit

LIBRARY = own_library()

#: A reminder, by permanent ids, and twelve of several audits.
MARAC = "2022-23/domestic-abuse#known-to-marac"
#: The shortest of few audits, because what is added must not decide whether they fit on a page.
_LONGEST = sorted(LIBRARY.chronology, key=lambda audit: -len(audit.reminders))[:3]
_SHORT = sorted(
    (reminder for audit in _LONGEST for reminder in audit.reminders),
    key=lambda reminder: len(reminder.in_lines),
)[:12]
TWELVE = [
    f"{audit.id}#{reminder.id}"
    for audit in LIBRARY.chronology
    for reminder in audit.reminders
    if reminder in _SHORT
]


def every() -> list[tuple[Audit, Reminder]]:
    """Return all reminders in the order of the site."""
    return [
        (audit, reminder)
        for audits in LIBRARY.audits_of_year.values()
        for audit in audits
        for reminder in audit.reminders
    ]


def wanted(keep: Callable[[Audit, Reminder], bool]) -> list[str]:
    """Return the text of the reminders that a filter should keep."""
    return [reminder.text for audit, reminder in every() if keep(audit, reminder)]


def pick(*keys: str) -> str:
    """Return chosen reminders, such as 2022-23/neglect#some-id, as the address has them."""
    groups: dict[str, list[str]] = {}
    for key in keys:
        audit, _, reminder = key.partition("#")
        groups.setdefault(audit.replace("/", "."), []).append(reminder)
    return "_".join(".".join([audit, *ids]) for audit, ids in groups.items())


def results(here: Visit) -> list[str]:
    return here.page.locator(".sscp-results > li > div > a").all_inner_texts()


def box(here: Visit, group: str, record_id: str) -> None:
    """Change the tick box of a filter; on a phone the filters have to be opened first."""
    open_filters(here)
    here.page.locator(f"[name={group}][value='{record_id}']").click()


def open_filters(here: Visit) -> None:
    details = here.page.locator(".sscp-find details")
    if details.get_attribute("open") is None:
        details.locator("summary").click()


def query(here: Visit) -> dict[str, list[str]]:
    return parse_qs(urlsplit(here.url).query)


def option_counts(here: Visit, group: str) -> dict[str, int]:
    """Return the counts that stand beside the options of a filter."""
    texts = here.page.evaluate(
        """(group) => Object.fromEntries([...document.querySelectorAll(
          `input[name=${group}], select[name=${group}] option`)].map(
            (one) => [one.value, (one.closest("label:has(input)") || one).textContent]))""",
        group,
    )
    counts = {}
    for value, text in texts.items():
        found = re.search(r"\(([\d,]+)\)$", text.strip())
        assert found, text
        counts[value] = int(found[1])
    return counts


# --- Finding ------------------------------------------------------------------------------------


def every_reminder_is_a_result_once(here: Visit) -> None:
    here.go("reminders/")
    assert results(here) == [reminder.text for _, reminder in every()]
    links = here.page.locator(".sscp-results > li > div > a")
    places = [urlsplit(str(link.evaluate("a => a.href"))) for link in links.all()]
    assert [
        place.path.removesuffix("/").removesuffix(".html").split("/audits/")[1]
        + "#"
        + place.fragment
        for place in places
    ] == [f"{audit.id}#{reminder.id}" for audit, reminder in every()]
    first = here.page.locator(".sscp-results > li").first.inner_text()
    audit, reminder = every()[0]
    assert f"{audit.title} audit, {audit.held.words if audit.held else ''}" in first
    for situation in reminder.situations:
        assert LIBRARY.situation_by_id[situation].title in first
    links.first.click()
    expect(here.page.locator(f"h3#{reminder.id}")).to_be_in_viewport()


def filters_combine(here: Visit) -> None:
    here.go("reminders/")
    box(here, "theme", "strategy-meetings")
    assert results(here) == wanted(lambda _, r: "strategy-meetings" in r.themes)
    box(here, "situation", "recording-and-sharing")
    both = wanted(
        lambda _, r: "strategy-meetings" in r.themes and "recording-and-sharing" in r.situations
    )
    assert results(here) == both
    assert 0 < len(both) < len(wanted(lambda _, r: "strategy-meetings" in r.themes))
    # What would leave nothing cannot be chosen.
    for audit in LIBRARY.audits:
        texts = {reminder.text for reminder in audit.reminders}
        option = here.page.locator(f"[name=audit] [value='{audit.id}']")
        assert option.is_disabled() == (not texts & {*both}), audit.id
    box(here, "theme", "strategy-meetings")
    here.page.locator("[name=audit]").select_option("2022-23/domestic-abuse")
    here.page.locator("[name=year]").select_option("2022-23")
    assert results(here) == wanted(
        lambda a, r: a.slug == "domestic-abuse" and "recording-and-sharing" in r.situations
    )


def two_options_of_one_filter_give_either(here: Visit) -> None:
    here.go("reminders/", "?theme=siblings&theme=timelines")
    assert results(here) == wanted(lambda _, r: bool({"siblings", "timelines"} & {*r.themes}))


def counts_follow_the_other_filters(here: Visit) -> None:
    here.go("reminders/")
    box(here, "situation", "strategy-meeting")
    all_of_it = wanted(lambda _, r: "strategy-meeting" in r.situations)
    here.page.get_by_label("Search these reminders").fill(all_of_it[0])
    shown = set(results(here))
    assert 0 < len(shown) < len(all_of_it)
    themes = option_counts(here, "theme")
    for theme in LIBRARY.themes:
        mine = [r for _, r in every() if r.text in shown and theme.id in r.themes]
        assert themes[theme.id] == len(mine), theme.id
    audits = option_counts(here, "audit")
    assert audits[""] == len(shown)
    assert sum(n for value, n in audits.items() if value) == len(shown)
    here.page.get_by_label("Search these reminders").fill("")
    # A filter's own choice does not change the counts beside its options: they say what
    # choosing them would add.
    situations = option_counts(here, "situation")
    for situation in LIBRARY.situations:
        mine = [r for _, r in every() if situation.id in r.situations]
        assert situations[situation.id] == len(mine), situation.id


def words_must_all_be_there(here: Visit) -> None:
    reminder = LIBRARY.chronology[0].reminders[0]
    here.go("reminders/")
    words = here.page.get_by_label("Search these reminders")
    words.fill(reminder.text.upper().replace(" ", "   "))
    assert results(here) == [reminder.text]
    words.fill(" ".join(word[:-1] for word in reminder.text.split()))  # while they are typed
    assert reminder.text in results(here)
    words.fill(f"{reminder.text} zebra")
    assert results(here) == []
    expect(here.page.locator(".sscp-result-count")).to_contain_text("clear all")


def words_can_be_searched_for_on_the_whole_site(here: Visit) -> None:
    here.go("reminders/")
    link = here.page.get_by_role("link", name=re.compile("^Search the whole site for"))
    expect(link).to_have_count(0)
    words = here.page.get_by_label("Search these reminders")
    words.fill(LIBRARY.chronology[0].reminders[0].text)
    expect(link).to_be_visible()  # there may be more in other words
    words.fill("chronolgy & x")
    expect(link).to_contain_text("“chronolgy & x”")
    link.click()
    here.page.wait_for_url(re.compile(r"/search[./].*q=chronolgy.*%26"))
    expect(here.page.locator("#search-results li").first).to_be_visible()


def state_can_be_shared(here: Visit) -> None:
    here.go("reminders/")
    box(here, "theme", "sharing")
    box(here, "situation", "recording-and-sharing")
    here.page.locator("[name=year]").select_option("2022-23")
    here.page.get_by_label("Search these reminders").fill("record")
    assert query(here) == {
        "theme": ["sharing"],
        "situation": ["recording-and-sharing"],
        "year": ["2022-23"],
    }  # what is typed stays out: the history of the browser would keep every word
    before = results(here)
    assert before
    here.page.reload()
    assert results(here) == before
    assert here.page.get_by_label("Search these reminders").input_value() == "record"
    here.page.get_by_role("button", name="Clear all").click()
    here.page.go_back()
    assert results(here) == before
    assert here.page.locator("[name=theme][value=sharing]").is_checked()
    assert here.page.locator("[name=year]").input_value() == "2022-23"


def nonsense_in_the_address_does_no_harm(here: Visit) -> None:
    here.go("reminders/", "?theme=nope&audit=%3Cimg%3E&year=1&pick=..._a.b.&show=x&words=%25%5B")
    assert here.errors == []
    expect(here.page.locator(".sscp-result-count")).to_have_text(f"{len(every())} reminders.")


def back_button_undoes_each_step(here: Visit) -> None:
    here.go("reminders/")
    shown = here.page.locator(".sscp-results > li > div > a")
    box(here, "theme", "siblings")
    siblings = results(here)
    here.page.get_by_label("Search these reminders").press_sequentially(siblings[0].split()[-1])
    both = results(here)
    assert 0 < len(both) <= len(siblings) < len(every())
    here.page.go_back()
    expect(shown).to_have_text(siblings)
    assert here.page.get_by_label("Search these reminders").input_value() == ""
    assert here.page.locator("[name=theme][value=siblings]").is_checked()
    here.page.go_back()
    expect(shown).to_have_count(len(every()))
    assert not here.page.locator("[name=theme][value=siblings]").is_checked()
    here.page.go_forward()
    expect(shown).to_have_text(siblings)
    here.page.go_forward()
    expect(shown).to_have_text(both)


def clear_all_clears_all(here: Visit) -> None:
    chosen = pick(MARAC)
    audit, reminder = next((a, r) for a, r in every() if r.themes and r.situations)
    here.go(
        "reminders/",
        f"?theme={reminder.themes[0]}&situation={reminder.situations[0]}&audit={audit.id}"
        f"&year={audit.year.slug}&words={reminder.text.split()[0]}&pick={chosen}",
    )
    assert reminder.text in results(here)
    assert len(results(here)) < len(every())
    clear = here.page.get_by_role("button", name="Clear all")
    clear.click()
    assert len(results(here)) == len(every())
    assert query(here) == {"pick": [chosen]}  # what was ticked stays: it has a button of its own
    expect(clear).to_have_count(0)  # there is nothing to clear now
    assert here.page.evaluate("document.activeElement.name") == "words"


def count_is_announced(here: Visit) -> None:
    here.go("reminders/")
    status = here.page.get_by_role("status").filter(has_text="reminder")
    expect(status).to_have_text(f"{len(every())} reminders.")
    node = status.element_handle()
    box(here, "theme", "siblings")
    count = f"{len(wanted(lambda _, r: 'siblings' in r.themes))} of {len(every())} reminders."
    expect(status).to_have_text(count)
    # The same element: a new one would not be read out.
    assert node is not None
    assert node.evaluate("node => node.isConnected && node.textContent") == count


# --- Ways to use it -----------------------------------------------------------------------------


def filters_lead_to_the_results_on_a_phone(here: Visit) -> None:
    here.go("reminders/", "?theme=siblings")
    see = here.page.locator(".sscp-filters button")
    if here.page.viewport_size and here.page.viewport_size["width"] == WIDE:
        assert not see.is_visible()
        return
    # What a bookmark finds is in sight at once: the filters are closed, and say so.
    expect(here.page.locator(".sscp-results > li").first).to_be_in_viewport()
    expect(here.page.locator(".sscp-find summary")).to_have_text("Filters: 1 in use")
    open_filters(here)
    expect(see).to_have_text(f"Show {len(wanted(lambda _, r: 'siblings' in r.themes))} reminders")
    see.click()
    expect(here.page.locator(".sscp-results > li").first).to_be_in_viewport()
    assert here.page.evaluate("document.activeElement.className") == "sscp-result-count"


def nothing_is_kept_but_the_address(here: Visit) -> None:
    here.go("reminders/")
    kept = "() => JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])"
    before = here.page.evaluate(kept)
    box(here, "theme", "siblings")
    here.page.locator(".sscp-results [data-pick]").first.click()
    here.page.get_by_role("link", name="Show my checklist").click()
    assert here.page.evaluate(kept) == before
    assert here.errors == []
    others = [url for url in here.requests if not url.startswith((here.top, "data:"))]
    assert others == []


def grouped_list_is_one_step_away(here: Visit) -> None:
    here.go("reminders/")
    grouped = here.page.locator("#theme-siblings")
    expect(grouped).to_be_hidden()
    button = here.page.get_by_role("button", name="Browse by theme or situation")
    button.click()
    expect(grouped).to_be_visible()
    assert button.get_attribute("aria-expanded") == "true"
    # A link from elsewhere to a place in it opens it as well.
    here.page.goto("about:blank")
    here.go("reminders/", "#situation-assessment")
    expect(here.page.locator("#situation-assessment")).to_be_in_viewport()


# --- The checklist ------------------------------------------------------------------------------


def checklist_shows_what_was_chosen(here: Visit) -> None:
    audits = [audit for audit in LIBRARY.chronology if audit.reminders][:2]
    chosen = [audit.reminders[0] for audit in audits]
    here.go("reminders/")
    for reminder in chosen:
        here.page.get_by_label("Search these reminders").fill(reminder.text)
        here.page.locator(".sscp-results [data-pick]").first.click()
    expect(here.page.locator(".sscp-checklist-bar [role=status]")).to_have_text("2 chosen")
    here.page.get_by_role("link", name="Show my checklist").click()
    sheet = here.page.locator("#checklist")
    shown = sheet.locator("li > label").all_inner_texts()
    assert shown == [reminder.in_lines for _, reminder in every() if reminder in chosen]
    for audit in audits:
        headings = sheet.locator("h3").all_inner_texts()
        assert any(heading.startswith(audit.named) for heading in headings)
        assert not audit.held or audit.held.words in sheet.inner_text()
    assert here.page.locator(".sscp-find").is_hidden()
    assert "My checklist" in here.page.title()
    # The address alone is enough, also for a colleague.
    address = here.url
    if not address.startswith("file:"):
        address = str(sheet.locator(".sscp-address a").get_attribute("href"))
    here.page.goto("about:blank")
    here.page.goto(address)
    expect(sheet.locator("li")).to_have_count(2)
    here.page.get_by_role("button", name=f"Remove: {chosen[0].text}").click()
    expect(sheet.locator("li")).to_have_count(1)
    here.page.go_back()
    expect(sheet.locator("li")).to_have_count(2)


def missing_reminders_are_said(here: Visit) -> None:
    gone = "2022-23/domestic-abuse#taken-out"
    here.go("reminders/", f"?pick={pick(MARAC, gone)}&show=checklist")
    expect(here.page.locator("#checklist li")).to_have_count(1)
    assert "1 reminder in this address could not be found" in (
        here.page.locator("#checklist").inner_text()
    )


def printed(here: Visit) -> tuple[int, str]:
    """Return how many pages a browser prints of what is shown, and the words on them."""
    paper = here.page.pdf(format="A4")
    facts = subprocess.run(["pdfinfo", "-"], input=paper, stdout=subprocess.PIPE, check=True)
    pages = re.search(r"Pages:\s+(\d+)", facts.stdout.decode())
    assert pages
    command = ["pdftotext", "-layout", "-", "-"]
    read = subprocess.run(command, input=paper, stdout=subprocess.PIPE, check=True)
    return int(pages[1]), " ".join(read.stdout.decode().split())


def filtered_list_prints_its_filters(here: Visit) -> None:
    here.go("reminders/", "?theme=siblings&theme=timelines&situation=assessment&words=child")
    found = wanted(
        lambda _, r: (
            bool({"siblings", "timelines"} & {*r.themes})
            and "assessment" in r.situations
            and "child" in r.text.lower()
        )
    )
    assert results(here) == found
    _, text = printed(here)
    ours = [audit for audit, _ in every() if LIBRARY.is_ours(audit)]
    everything = f"{len(ours)} practice reminders"
    assert everything not in text
    names = {theme.id: theme.title for theme in LIBRARY.themes}
    chosen = " or ".join(names[t] for t in names if t in ("siblings", "timelines"))
    situation = LIBRARY.situation_by_id["assessment"].title
    assert (
        f"{len(found)} of {len(every())} reminders. Situation: {situation}. "
        f"Theme: {chosen}. Words: “child”."
    ) in text
    here.page.get_by_role("button", name="Clear all").click()
    assert everything in printed(here)[1]


def checklist_prints_on_one_page(here: Visit) -> None:
    here.go("reminders/", f"?pick={pick(*TWELVE)}&show=checklist")
    expect(here.page.locator("#checklist li")).to_have_count(12)
    here.page.evaluate("document.querySelector('.sscp-copy-status').textContent = 'Copied.'")
    pages, text = printed(here)
    assert pages == 1
    for audit, reminder in every():
        if f"{audit.id}#{reminder.id}" in TWELVE:
            assert " ".join(reminder.text.split()[:6]) in text
            assert f"{audit.title} audit" in text
    for not_on_paper in ("Glossary", "Untick", "Remove", "Cop", "Back to"):
        assert not_on_paper not in text
    assert text.startswith("SSCP audit learning My checklist Checklist of ")
    assert re.search(r"Checklist of \d{1,2} [A-Z][a-z]+ 20\d\d ", text)
    numbers = [contact.number for contact in LIBRARY.contacts if contact.number not in text]
    assert numbers == []
    addresses = re.findall(r"https?://127\S+/audits/\S+", text)
    assert len(addresses) == len(set(addresses))
    audits = {key.split("#")[0] for key in TWELVE}
    assert len(addresses) == (0 if here.url.startswith("file:") else len(audits))
    here.page.emulate_media(media="print")
    drawn = here.page.evaluate(
        """() => [...document.querySelectorAll(".sscp-sheet li")].every((item) => {
          const box = item.querySelector("input[type=checkbox]");
          return box.getBoundingClientRect().width > 8; })"""
    )
    assert drawn


def checklist_can_be_copied_without_permission(here: Visit) -> None:
    here.go("reminders/", f"?pick={pick(*TWELVE)}&show=checklist")
    here.page.evaluate(
        """Object.defineProperty(navigator, "clipboard", { value: {
          writeText: () => Promise.reject(new Error("not allowed")) } });"""
    )
    here.page.get_by_role("button", name="Copy as text").click()
    expect(here.page.locator("#checklist [role=status]")).to_contain_text("Ctrl+C")
    selected = here.page.evaluate(
        """() => { const area = document.activeElement;
          return area.value.slice(area.selectionStart, area.selectionEnd); }"""
    )
    assert selected.count("[ ] ") == 12
    assert selected.count("Source: ") == len({key.split("#")[0] for key in TWELVE})
    # What is copied in a folder has the address of the site, which opens elsewhere too.
    assert f"{ADDRESS if here.in_folder else here.top}reminders/?pick=" in selected
    assert "file:" not in selected


def checklist_can_be_printed_and_copied(here: Visit) -> None:
    here.go("reminders/", f"?pick={pick(*TWELVE)}&show=checklist")
    here.page.evaluate(
        """() => {
          window.print = () => { window.wasPrinted = true; };
          const writeText = (text) => { window.copied = text; return Promise.resolve(); };
          Object.defineProperty(navigator, "clipboard", { value: { writeText } });
        }"""
    )
    here.page.get_by_role("button", name="Print").click()
    assert here.page.evaluate("window.wasPrinted")
    here.page.get_by_role("button", name="Copy as text").click()
    expect(here.page.locator("#checklist [role=status]")).to_have_text("Copied.")
    assert here.page.evaluate("window.copied").count("[ ] ") == 12
    share = here.page.get_by_role("button", name="Copy the link")
    share.click()
    shared = urlsplit(here.page.evaluate("window.copied"))
    assert shared.geturl().startswith(f"{ADDRESS if here.in_folder else here.top}reminders/?")
    assert shared.query == urlsplit(here.url).query


def choice_goes_from_page_to_page(here: Visit) -> None:
    here.go("situations/strategy-meeting/")
    here.page.locator(".sscp-points:not(.sscp-points--good) [data-pick]").first.click()
    here.page.locator(".sscp-findings > p > a").first.click()
    expect(here.page.locator(".sscp-reminders [data-pick]:checked")).to_have_count(1)
    here.page.locator(".sscp-reminders [data-pick]:not(:checked)").first.click()
    here.page.get_by_role("link", name="Show my checklist").click()
    expect(here.page.locator("#checklist li")).to_have_count(2)
    here.page.go_back()
    expect(here.page.locator(".sscp-reminders [data-pick]:checked")).to_have_count(2)


def choice_survives_pages_without_tick_boxes(here: Visit) -> None:
    here.go("situations/strategy-meeting/")
    here.page.locator(".sscp-points:not(.sscp-points--good) [data-pick]").first.click()
    chosen = query(here)["pick"]

    def follow(css: str, place: str) -> None:
        here.page.locator(css).first.click()
        here.page.wait_for_url(re.compile(place))
        assert query(here).get("pick") == chosen, place

    follow(".sscp-name", r"/(index\.html)?\?pick=")
    if here.page.locator(".sscp-menu > summary").is_visible():
        here.page.locator(".sscp-menu > summary").click()
        follow(".sscp-menu a[href*=glossary]", "/glossary")
        follow(".sscp-header-search-link", "/search")
    else:
        follow(".sscp-tabs a[href*=glossary]", "/glossary")
        here.page.locator("#header-search").fill("siblings")
        follow(".sscp-header-search button", r"/search.*q=siblings")
    here.page.get_by_role("searchbox").last.fill("marac")
    follow("#search-results a[href*=domestic-abuse]", "/audits/")
    expect(here.page.locator(".sscp-checklist-bar")).to_be_visible()
    # Afterwards a link is as it was: the reader may come back and untick.
    here.page.locator(".sscp-name").click(button="right")
    expect(here.page.locator(".sscp-name[href*='pick=']")).to_have_count(0)


# --- Every check, everywhere, and once with a fault ----------------------------------------------

#: What a check raises if it finds a fault.
FAILURES = (AssertionError, TimeoutError)

SCRIPT, STYLE = "assets/reminders.js", "assets/site.css"
SITE_SCRIPT = "assets/site.js"

CHECKS: dict[Callable[[Visit], None], tuple[str, str, str]] = {
    every_reminder_is_a_result_once: (
        SCRIPT,
        "...shown.map(resultOf)",
        "...[...shown, ...shown].map(resultOf)",
    ),
    filters_combine: (SCRIPT, "if (!failed.length) found", "found"),
    two_options_of_one_filter_give_either: (
        SCRIPT,
        "options[group].some(",
        "options[group].every(",
    ),
    counts_follow_the_other_filters: (SCRIPT, "if (failed.length > 1)", "if (failed.length)"),
    words_must_all_be_there: (
        SCRIPT,
        'split(" ").filter(Boolean)',
        'split(" ").filter(Boolean).slice(0, 1)',
    ),
    words_can_be_searched_for_on_the_whole_site: (SCRIPT, "state.words.trim(), else", '"", else'),
    state_can_be_shared: (SCRIPT, "query.getAll(group)", "[]"),
    nonsense_in_the_address_does_no_harm: (SCRIPT, ".filter((id) => entryOf(group, id))", ""),
    back_button_undoes_each_step: (SCRIPT, '"replaceState" : "pushState"', '"x" : "replaceState"'),
    clear_all_clears_all: (SCRIPT, "[group, []]", "[group, state[group]]"),
    count_is_announced: (
        "reminders/",
        'class="sscp-result-count" role="status"',
        'class="sscp-result-count"',
    ),
    filters_lead_to_the_results_on_a_phone: (STYLE, ".sscp-filters button{", ".x{"),
    nothing_is_kept_but_the_address: (
        SCRIPT,
        "history[method](",
        'localStorage.setItem("picks", "1"); history[method](',
    ),
    grouped_list_is_one_step_away: (SCRIPT, "showGrouped(true);", ""),
    checklist_shows_what_was_chosen: (
        SCRIPT,
        "reminders.filter(({ pick }) => state.pick.has(pick))",
        "reminders",
    ),
    missing_reminders_are_said: (SCRIPT, "state.pick.size - count", "0"),
    checklist_prints_on_one_page: (STYLE, "break-inside:avoid", "break-after:page"),
    checklist_can_be_copied_without_permission: (SCRIPT, "text.select();", ""),
    checklist_can_be_printed_and_copied: (
        SCRIPT,
        "clipboard.writeText(words)",
        'clipboard.writeText("")',
    ),
    filtered_list_prints_its_filters: (STYLE, ".sscp-filtered article", ".x article"),
    choice_goes_from_page_to_page: (SITE_SCRIPT, "link.search = query", "link.title = query"),
    choice_survives_pages_without_tick_boxes: (SITE_SCRIPT, "setTimeout(() =>", "void (() =>"),
}


@pytest.fixture(scope="module")
def in_folder(offline_copy: Path) -> str:
    """The offline copy, unpacked."""
    return offline_copy.as_uri() + "/"


@pytest.mark.parametrize(
    ("place", "width"),
    [
        ("address", WIDE),
        *(
            pytest.param(place, width, marks=pytest.mark.nightly)
            for place, width in (("address", NARROW), ("in_folder", NARROW), ("in_folder", WIDE))
        ),
    ],
)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_reminders(
    check: Callable[[Visit], None],
    place: str,
    width: int,
    browser: Browser,
    request: pytest.FixtureRequest,
) -> None:
    with visit(browser, request.getfixturevalue(place), width) as here:
        check(here)
        assert here.errors == []


@pytest.mark.nightly
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_planted_fault_is_found(
    check: Callable[[Visit], None], browser: Browser, address: str
) -> None:
    file, old, new = CHECKS[check]
    with visit(browser, address, WIDE, faults={file: (old, new)}) as here, pytest.raises(FAILURES):
        check(here)


# --- In a folder --------------------------------------------------------------------------------


@pytest.mark.nightly
def test_a_copy_of_a_site_without_an_address_offers_none_to_share(
    browser: Browser, in_folder: str
) -> None:
    no_address = {"assets/reminders-data.js": (f'"site":"{ADDRESS}"', '"site":""')}
    with visit(browser, in_folder, faults=no_address) as here:
        here.go("reminders/", f"?pick={pick(MARAC)}&show=checklist")
        expect(here.page.locator("#checklist li")).to_have_count(1)
        expect(here.page.get_by_role("link", name="Open the audit")).to_be_visible()
        expect(here.page.get_by_role("button", name="Copy the link")).to_have_count(0)
        expect(here.page.locator(".sscp-address")).to_have_count(0)


# --- In a folder of a host that allows little -----------------------------------------------------


def from_filter_to_checklist(here: Visit) -> None:
    here.go("reminders/")
    box(here, "theme", "siblings")
    here.page.locator(".sscp-results [data-pick]").first.click()
    here.page.get_by_role("link", name="Show my checklist").click()
    sheet = here.page.locator("#checklist")
    expect(sheet.locator("li")).to_have_count(1)
    assert here.url.startswith(f"{here.top}reminders/?theme=siblings&pick=")
    sheet.locator(".sscp-sheet .sscp-tags a").click()
    here.page.wait_for_url(re.compile("/audits/2022-23/"))
    assert here.url.startswith(here.top)
    expect(here.page.locator(".sscp-reminders [data-pick]:checked")).to_have_count(1)


@pytest.fixture
def strict_folder(built_site: Path, tmp_path: Path) -> Iterator[str]:
    (tmp_path / "briefings").symlink_to(built_site)
    with serve(tmp_path, headers_of(built_site)) as top:
        yield f"{top}briefings/"


def test_it_works_in_a_folder_of_a_strict_host(browser: Browser, strict_folder: str) -> None:
    with visit(browser, strict_folder) as here:
        from_filter_to_checklist(here)
        assert here.errors == []


@pytest.mark.nightly
def test_code_from_text_is_found(browser: Browser, strict_folder: str) -> None:
    fault = {SCRIPT: ('"use strict";\n', 'new Function("")();\n')}
    with visit(browser, strict_folder, faults=fault) as here, pytest.raises(FAILURES):
        from_filter_to_checklist(here)


# --- Without JavaScript ---------------------------------------------------------------------------


def list_is_whole_without_script(here: Visit) -> None:
    here.go("reminders/")
    expect(here.page.locator("form.sscp-find")).to_be_hidden()
    for heading in ("by-theme", "by-situation"):
        assert here.page.locator(f"#{heading}").is_visible()
    shown = set(here.page.locator(".sscp-points a").all_inner_texts())
    assert shown == {reminder.text for _, reminder in every()}
    here.go("situations/strategy-meeting/")
    shown = set(here.page.locator(".sscp-points a").all_inner_texts())
    assert shown >= set(wanted(lambda _, r: "strategy-meeting" in r.situations))
    assert here.page.locator("#guidance-that-helps").is_visible()


def test_without_javascript_the_list_is_whole(browser: Browser, address: str) -> None:
    with visit(browser, address, NARROW, script=False) as here:
        list_is_whole_without_script(here)


def situation_prints_without_script(here: Visit) -> None:
    here.go("situations/strategy-meeting/")
    pages, text = printed(here)
    assert pages < 9
    letters = re.sub(r"\W", "", text)
    mine = wanted(lambda _, r: "strategy-meeting" in r.situations)
    assert [reminder for reminder in mine if re.sub(r"\W", "", reminder) not in letters] == []


def test_a_situation_can_be_printed_without_javascript(browser: Browser, address: str) -> None:
    with visit(browser, address, script=False) as here:
        situation_prints_without_script(here)


@pytest.mark.nightly
def test_a_reminder_that_only_the_script_shows_is_found(browser: Browser, address: str) -> None:
    lost = every()[0][1].text
    fault = {"reminders/": (f">{lost.split()[0]}", ">…")}
    with (
        visit(browser, address, script=False, faults=fault) as here,
        pytest.raises(AssertionError),
    ):
        list_is_whole_without_script(here)


# --- Many reminders -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many(built: Build) -> Iterator[tuple[str, Library]]:
    """A site with more reminders than the page of all reminders has room for, and its data."""
    site = site_of(built("many years", add_years))
    with serve(site) as top:
        yield top, load_library(site.parent / "project")


@pytest.mark.nightly
def test_filters_find_reminders_that_the_page_has_no_room_for(
    browser: Browser, many: tuple[str, Library]
) -> None:
    top, library = many
    everything = sum(len(audit.reminders) for audit in library.audits)
    oldest = library.years[-1]
    with visit(browser, top) as here:
        here.go("reminders/")
        count = here.page.locator(".sscp-result-count")
        expect(count).to_have_text(f"{everything} reminders.")
        assert len(results(here)) == 50
        here.page.get_by_role("button", name="Show all").click()
        assert len(results(here)) == everything
        assert here.page.evaluate(
            "document.activeElement === document.querySelectorAll('.sscp-results a')[50]"
        )
        here.page.locator("[name=year]").select_option(oldest.slug)
        here.page.get_by_label("Search these reminders").fill("point 7 audit 3")
        assert results(here) == [f"Point 7 of audit 3 of {oldest}"]
        # The grouped list, which is there without JavaScript, has no room for the oldest years.
        assert here.page.locator(f".sscp-points a[href*='{oldest.slug}']").count() == 0


@pytest.mark.nightly
def test_an_address_stays_valid_when_reminders_are_added(
    browser: Browser, address: str, many: tuple[str, Library]
) -> None:
    query = f"?pick={pick(*TWELVE)}&show=checklist"
    shown = []
    for top in (address, many[0]):
        with visit(browser, top) as here:
            here.go("reminders/", query)
            shown.append(here.page.locator("#checklist li > label").all_inner_texts())
    assert len(shown[0]) == 12
    assert shown[0] == shown[1]
