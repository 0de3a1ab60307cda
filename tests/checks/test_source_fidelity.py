"""The built site holds every sentence of the 2022/23 briefing, word for word, and adds none.

The briefing in ``tests/data`` is the reference. Only the addresses are written down here: they are
permanent, so an id that changes is a fault as much as a word that does.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from tests.support.search_site import search_hits
from tests.support.site_html import elements, link_targets, main_content, plain_text, read_page

SOURCE = Path(__file__).parents[1] / "data" / "audit-learning-2022-23.md"

YEAR_PAGE = "audits/2022-23/"
THEME_INDEX = "themes/"
REMINDER_INDEX = "reminders/"
RESPONSE_PAGE = "response/"

LEARNED = "What we have learned in 2022/23 – SSCP Multi-Agency Audit Group"
DO_DIFFERENTLY = "WHAT DO WE WANT TO DO DIFFERENTLY FOR OUR CHILDREN AND FAMILIES IN SOLIHULL?"
RESPONDING = "HOW ARE WE RESPONDING TO THE LEARNING FROM OUR MULTI-AGENCY AUDITS?"
TOOLKIT = "Child Protection Medical Assessment Pathway Toolkit for Practitioners"

BACKGROUND = "Background"
GOOD_PRACTICE = "Good Practice"
REMINDERS = "The audit findings remind us to"

#: Heading of the briefing to the page of the theme.
THEMES = {
    "SMART Plans": "themes/smart-plans/",
    "Individual differences and intersectionality": "themes/individual-differences/",
    "Consideration of siblings": "themes/siblings/",
    "Strategy meetings": "themes/strategy-meetings/",
    "Chronologies (timeline of involvement)": "themes/timelines/",
    "Sharing of minutes, assessments, and plans": "themes/sharing/",
    "Assessments": "themes/assessments/",
}


@dataclass(frozen=True)
class AuditPlaces:
    """Where an audit of the briefing is: its page, and the ids of its points in their order."""

    page: str
    good_practice: tuple[str, ...]
    reminders: tuple[str, ...]


#: Heading of the briefing to the places of the audit.
AUDITS = {
    "Domestic Abuse": AuditPlaces(
        "audits/2022-23/domestic-abuse/",
        ("mash-representation", "education-operation-encompass"),
        (
            "known-to-marac",
            "victims-in-their-own-right",
            "share-risk-assessments",
            "impact-of-trauma",
            "coercive-control",
            "cumulative-risks",
            "source-of-harm",
            "four-practice-principles",
        ),
    ),
    "Strategy Meetings": AuditPlaces(
        "audits/2022-23/strategy-meetings/",
        ("police-reports", "family-history", "pre-birth-protocol", "mash-agency-representation"),
        (
            "consistent-standard",
            "timely-records",
            "smart-action-plans",
            "individual-needs",
            "follow-procedures",
            "record-sharing-decision",
            "seen-alone",
            "siblings-in-household",
        ),
    ),
    "Physical Abuse": AuditPlaces(
        "audits/2022-23/physical-abuse/",
        ("voice-in-referrals", "parent-feedback", "exploring-childs-life"),
        (
            "medical-pathway",
            "keep-timelines",
            "retracted-allegations",
            "all-children-in-household",
        ),
    ),
    "Partnership engagement in multi-agency meetings": AuditPlaces(
        "audits/2022-23/partnership-engagement/",
        ("smart-since-form-change", "parents-contribute", "reports-submitted"),
        (
            "robust-contingency-plans",
            "record-smart-plans",
            "invite-relevant-agencies",
            "wishes-and-feelings",
        ),
    ),
    "Sexual Abuse": AuditPlaces(
        "audits/2022-23/sexual-abuse/",
        (
            "strategy-meetings-in-timescales",
            "sarc-doctor-included",
            "voice-in-assessments",
            "assessments-in-timescales",
            "reviews-in-timescales",
        ),
        (
            "professional-curiosity",
            "information-in-silo",
            "agency-accountability",
            "individual-differences-and-needs",
        ),
    ),
}


# --- The briefing -------------------------------------------------------------------------------


def same_spaces(text: str) -> str:
    """Return text with every white space of any width as one ordinary space, and none without."""
    return " ".join(re.sub(r"[\u200b\u2060\ufeff]", "", text).split())


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph."""
    return [s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", same_spaces(text)) if s]


def read_source(text: str) -> dict[tuple[str, ...], list[str]]:
    """Return each heading of the briefing, below its parents, with the sentences under it."""
    sections: dict[tuple[str, ...], list[str]] = {}
    path: tuple[str, ...] = ()
    for line in text.splitlines():
        words = same_spaces(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line))
        heading = re.fullmatch(r"(#+) (.*)", words)
        if heading:
            path = (*path[: len(heading[1]) - 1], heading[2].rstrip(":"))
            sections[path] = []
        elif words.startswith("- "):
            sections[path].append(words.removeprefix("- "))
        elif words:
            sections[path] += sentences(words)
    return sections


BRIEFING = read_source(SOURCE.read_text(encoding="utf-8"))


# --- The site -----------------------------------------------------------------------------------


def content_of(site: Path, page: str) -> HtmlElement:
    """Return the main content of a page, given by its address."""
    return main_content(read_page(site / page / "index.html"))


def section(article: HtmlElement, heading_id: str) -> Iterator[HtmlElement]:
    """Yield the elements between the heading of that id and the next heading of its level."""
    (heading,) = elements(article, f".//h2[@id='{heading_id}']")
    for element in heading.itersiblings():
        if element.tag == "h2":
            return
        yield element


def points(article: HtmlElement, heading_id: str) -> list[str]:
    """Return the sentences of a section that have an address of their own."""
    return [
        plain_text(heading)
        for element in section(article, heading_id)
        for heading in element.iter("h3")
        if heading.get("id")
    ]


def compare(page: str, expected: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    """Yield how the sentences of a page differ from those of the briefing."""
    for sentence in expected:
        if sentence not in found:
            yield f"{page}: missing: {sentence}"
    for sentence in found:
        if sentence not in expected:
            yield f"{page}: added: {sentence}"
    if sorted(expected) == sorted(found) and list(expected) != list(found):
        yield f"{page}: not in the order of the briefing"


def differences_of_audits(site: Path) -> list[str]:
    """Return how the background, good practice and reminders of the audits differ."""
    differences: list[str] = []
    for title, audit in AUDITS.items():
        article = content_of(site, audit.page)
        background = [
            sentence
            for element in section(article, "background")
            for sentence in sentences(plain_text(element))
        ]
        for heading, found in (
            (BACKGROUND, background),
            (GOOD_PRACTICE, points(article, "good-practice")),
            (REMINDERS, points(article, "reminders")),
        ):
            differences += compare(audit.page, BRIEFING[title, heading], found)
    return differences


def differences_of_themes_and_responses(site: Path) -> list[str]:
    """Return how the statements of the themes, and the responses, differ."""
    differences: list[str] = []
    for theme, page in THEMES.items():
        quotes = elements(content_of(site, page), ".//blockquote")
        found = [sentence for quote in quotes for sentence in sentences(plain_text(quote))]
        differences += compare(page, BRIEFING[LEARNED, DO_DIFFERENTLY, theme], found)
    entries = elements(content_of(site, RESPONSE_PAGE), ".//li[@id]/p[1]")
    expected = [s for path, under in BRIEFING.items() if path[0] == RESPONDING for s in under]
    differences += compare(RESPONSE_PAGE, expected, [plain_text(entry) for entry in entries])
    return differences


def places_of_headings() -> Iterator[tuple[str, str]]:
    """Yield each heading of the briefing with the page that it belongs on."""
    for path in BRIEFING:
        if path[0] in AUDITS:
            yield path[-1], AUDITS[path[0]].page
        elif path[-1] in THEMES:
            yield path[-1], THEMES[path[-1]]
        elif path[0] == RESPONDING:
            yield path[-1], RESPONSE_PAGE
        else:
            yield path[-1], THEME_INDEX if path[-1] == DO_DIFFERENTLY else YEAR_PAGE


def missing_headings(site: Path) -> list[str]:
    """Return the headings of the briefing that are not headings on the page where they belong.

    They are compared without case, because the briefing has some in capitals. The toolkit, under
    whose heading the briefing has no text, may be the name of a link.
    """
    missing = []
    for heading, page in places_of_headings():
        kinds = "self::h1 or self::h2 or self::h3"
        kinds += " or self::a" if heading == TOOLKIT else ""
        there = elements(content_of(site, page), f".//*[{kinds}]")
        if heading.casefold() not in [plain_text(element).casefold() for element in there]:
            missing.append(f"{page}: missing: {heading}")
    return missing


def differences(site: Path) -> list[str]:
    """Return how a site differs from the briefing."""
    return [
        *differences_of_audits(site),
        *differences_of_themes_and_responses(site),
        *missing_headings(site),
    ]


# --- Tests --------------------------------------------------------------------------------------


def count(headings: Iterable[str], under: str) -> int:
    return sum(len(BRIEFING[heading, under]) for heading in headings)


def test_the_whole_briefing_is_read() -> None:
    assert count(AUDITS, REMINDERS) == 28
    assert count(AUDITS, GOOD_PRACTICE) == 17
    assert count(AUDITS, BACKGROUND) == 10
    assert sum(len(BRIEFING[LEARNED, DO_DIFFERENTLY, theme]) for theme in THEMES) == 11
    assert sum(len(under) for path, under in BRIEFING.items() if path[0] == RESPONDING) == 12
    assert sum(map(len, BRIEFING.values())) == 28 + 17 + 10 + 11 + 12
    assert len(BRIEFING) == 2 + len(THEMES) + 4 * len(AUDITS) + 1 + 4


def test_odd_spaces_and_links_of_the_briefing_make_no_difference() -> None:
    text = (
        "# A  heading:\n\n- One\u202fpoint \u00a0with [a link](#)\n \nFirst. Second (etc.) half.\n"
    )

    assert read_source(text) == {
        ("A heading",): ["One point with a link", "First.", "Second (etc.) half."]
    }


def test_each_audit_page_has_the_briefings_sentences_and_no_others(built_site: Path) -> None:
    assert differences_of_audits(built_site) == []


def test_themes_and_responses_have_the_briefings_sentences_and_no_others(built_site: Path) -> None:
    assert differences_of_themes_and_responses(built_site) == []


def test_each_heading_of_the_briefing_is_on_its_page(built_site: Path) -> None:
    assert missing_headings(built_site) == []


@pytest.mark.parametrize("title", AUDITS)
def test_each_point_of_an_audit_is_at_its_permanent_address(built_site: Path, title: str) -> None:
    audit = AUDITS[title]
    article = content_of(built_site, audit.page)
    expected = dict(zip(audit.good_practice, BRIEFING[title, GOOD_PRACTICE], strict=True))
    expected |= dict(zip(audit.reminders, BRIEFING[title, REMINDERS], strict=True))

    found = {
        place: plain_text(element)
        for place in expected
        for element in elements(article, f".//*[@id='{place}']")
    }

    assert found == expected


@pytest.mark.parametrize("title", AUDITS)
def test_each_reminder_of_an_audit_is_in_the_index_of_reminders(
    built_site: Path, title: str
) -> None:
    audit = AUDITS[title]
    links = link_targets(content_of(built_site, REMINDER_INDEX), REMINDER_INDEX)

    found = {
        place: plain_text(links[f"{audit.page}#{place}"])
        for place in audit.reminders
        if f"{audit.page}#{place}" in links
    }

    assert found == dict(zip(audit.reminders, BRIEFING[title, REMINDERS], strict=True))


@pytest.mark.parametrize("title", AUDITS)
def test_each_reminder_of_an_audit_is_a_hit_of_its_own_in_the_search(
    built_site: Path, title: str
) -> None:
    audit = AUDITS[title]
    hits = search_hits(built_site)

    found = [
        (hit.address, hit.title)
        for place in audit.reminders
        for hit in hits
        if hit.address == f"{audit.page}#{place}"
    ]

    expected = zip(audit.reminders, BRIEFING[title, REMINDERS], strict=True)
    assert found == [(f"{audit.page}#{place}", sentence) for place, sentence in expected]


# --- What would be found ------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """A change of a page's HTML, as a pattern and what replaces it, and what is found by it."""

    page: str
    old: str
    new: str
    message: str


FAULTS = {
    "a word of a reminder changed": Fault(
        "audits/2022-23/domestic-abuse/",
        "Remember that trauma will impact",
        "Remember that trauma may impact",
        "missing: Remember that trauma will impact",
    ),
    "a word of a background changed": Fault(
        "audits/2022-23/partnership-engagement/",
        "considered 12 children",
        "considered 13 children",
        "missing: The sample considered 12 children",
    ),
    "a reminder missing": Fault(
        "audits/2022-23/partnership-engagement/",
        r'<li><h3[^>]* id="robust-contingency-plans">.*?</li>',
        "",
        "missing: Ensure contingency plans are robust",
    ),
    "a good practice missing": Fault(
        "audits/2022-23/sexual-abuse/",
        r'<li[^>]*><h3[^>]* id="reviews-in-timescales">.*?</li>',
        "",
        "missing: All reviews took place within timescales.",
    ),
    "a reminder added": Fault(
        "audits/2022-23/sexual-abuse/",
        r'<li><h3[^>]* id="information-in-silo">',
        r'<li><h3 id="new">Ask again.</h3></li>\g<0>',
        "added: Ask again.",
    ),
    "words added to a reminder": Fault(
        "audits/2022-23/partnership-engagement/",
        "are robust",
        "are robust and shared",
        "added: Ensure contingency plans are robust and shared",
    ),
    "a sentence added to a background": Fault(
        "audits/2022-23/sexual-abuse/",
        '<h2 id="good-practice">',
        r"<p>It was long ago.</p>\g<0>",
        "added: It was long ago.",
    ),
    "a sentence of a theme changed": Fault(
        "themes/timelines/",
        "Any new information should always",
        "Any new information should",
        "missing: Any new information should always be included.",
    ),
    "a response missing": Fault(
        "response/",
        r'<li id="repeat-dip-sample">.*?</li>',
        "",
        "missing: A further dip sample",
    ),
    "a response added": Fault(
        "response/",
        r'<li id="repeat-dip-sample">',
        r'<li id="new"><p>We have done more.</p></li>\g<0>',
        "added: We have done more.",
    ),
    "a heading missing": Fault(
        "response/",
        r"<h2[^>]*>Implementing changes",
        "<h2>Changes",
        "missing: Implementing changes",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_in_the_text_is_found(built_site: Path, tmp_path: Path, fault: Fault) -> None:
    site = tmp_path / "site"
    shutil.copytree(built_site, site, ignore=shutil.ignore_patterns("assets", "search"))
    file = site / fault.page / "index.html"
    before = file.read_text(encoding="utf-8")
    after, replaced = re.subn(fault.old, fault.new, before, count=1, flags=re.DOTALL)
    assert replaced == 1
    file.write_text(after, encoding="utf-8")

    found = differences(site)

    assert [d for d in found if d.startswith(f"{fault.page}: {fault.message}")], found
