"""The page of an audit, the list of audits, and the page of a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from macros.addresses.links import (
    CurrentPage,
    audit_address,
    item_address,
    situation_address,
    theme_address,
    year_address,
)
from macros.pages.badges import mark_of, theme_chip
from macros.pages.glossary import FINDING
from macros.pages.guidance import guidance_list, guide_link
from macros.pages.html import blocks, empty_notice, heading, link, list_of, text
from macros.pages.responses import response_list
from macros.pages.scripts import tick_boxes
from macros.pages.theme_matrix import theme_audit_picture
from macros.problems import counted
from macros.records.fields import ProgrammeYear
from macros.records.library import Library
from macros.records.records import SSCP, Audit, Figure, GoodPractice, Reminder, Sample

#: How many other audits an audit page names. The pages of the themes name all.
RELATED_AUDITS = 4

#: How many other audits a reminder names that say something on its themes.
ALSO_SAID = 3

#: How many audits the list of all audits shows in full, newest years first, before it only links
#: to the pages of the older years. It keeps the page within a size that a phone can load.
AUDITS_ON_INDEX = 60

UNITS = {"children": ("child", "children"), "meetings": ("meeting", "meetings")}


# --- One audit --------------------------------------------------------------------------------


def facts(audit: Audit) -> str:
    """Return when, how, by whom and on how many an audit was done, as a list of terms."""
    rows = [("Year", text(audit.year))]
    if audit.held:
        when = f'<time datetime="{audit.held.machine}">{audit.held.words}</time>'
    else:
        when = "Not recorded"
    rows.append(("Held", when))
    rows.append(("Method", text(_capitalised(audit.method or "not recorded"))))
    if audit.publisher != SSCP:
        rows.append(("Published by", text(audit.publisher)))
    rows.append(("Sample", _sample(audit.sample) if audit.sample else "Not recorded"))
    terms = "\n".join(f"<div><dt>{term}</dt><dd>{value}</dd></div>" for term, value in rows)
    return f'<dl class="sscp-facts">\n{terms}\n</dl>'


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _dots(filled: int, of: int, unit: str = "") -> str:
    """Return a row of signs, drawn only: the same is said in words beside it.

    They are the signs of a ``unit`` of :data:`UNITS`, or else dots.
    """
    dots = "<i></i>" * filled + '<i class="sscp-not"></i>' * (of - filled)
    css = f"sscp-dots sscp-dots--{unit}" if unit else "sscp-dots"
    return f'<span class="{css}" aria-hidden="true">{dots}</span>'


#: A sample larger than this is not drawn: nobody counts that many signs.
MOST_DOTS = 30


def _sample(sample: Sample) -> str:
    """Return the size of a sample and its groups, in words and drawn one dot for each."""
    size = counted(sample.size, *UNITS[sample.unit])
    if not sample.groups:
        drawn = _drawn(sample.size, sample)
        return f"{size} {drawn}".rstrip()
    groups = []
    for group in sample.groups:
        drawn = _drawn(group.count, sample)
        groups.append(f"{drawn} <span>{group.count} {text(group.label)}</span>".lstrip())
    return f"{size}\n" + list_of(groups, "sscp-sample")


def _drawn(count: int, sample: Sample) -> str:
    return _dots(count, count, sample.unit) if sample.size <= MOST_DOTS else ""


def background(audit: Audit) -> str:
    """Return the background in the briefing's own sentences."""
    if not audit.background:
        return empty_notice("No background is recorded for this audit.")
    return f"<p>{text(' '.join(audit.background))}</p>"


def good_practice(library: Library, here: CurrentPage, audit: Audit) -> str:
    """Return what was done well, each with its own address."""
    if not audit.good_practice:
        return empty_notice("No good practice is recorded for this audit.")
    items = [
        _item(
            item.id,
            item.text,
            f"{_figure(item.figure)}{_tags(library, here, item)}",
            "sscp-icon",
        )
        for item in audit.good_practice
    ]
    return "\n".join(['<ul class="sscp-good">', *items, "</ul>"])


def reminders(library: Library, here: CurrentPage, audit: Audit) -> str:
    """Return the practice reminders as a numbered list, each with its own address."""
    if not audit.reminders:
        return empty_notice("No practice reminders are recorded for this audit.")
    items = [
        _item(
            item.id,
            item.text,
            _tags(library, here, item) + _also_said(library, here, audit, item),
        )
        for item in audit.reminders
    ]
    return "\n".join(['<ol class="sscp-reminders">', *items, "</ol>", tick_boxes(here)])


def _item(item_id: str, sentence: str, more: str, css: str = "") -> str:
    """Return a list item with an address. The heading makes it a search result of its own."""
    attribute = f' class="{css}"' if css else ""
    return (
        f'<li{attribute}><h3 class="{FINDING}" id="{item_id}">{text(sentence)}'
        f'<a class="headerlink" href="#{item_id}" title="Link to this point">#</a></h3>{more}</li>'
    )


def _figure(figure: Figure | None) -> str:
    return f'<p class="sscp-figure">{_dots(figure.count, figure.of)}</p>' if figure else ""


def _tags(library: Library, here: CurrentPage, item: Reminder | GoodPractice) -> str:
    """Return links to the themes, situations and guides of a reminder or good practice."""
    themes = " ".join(theme_chip(here, library.theme_by_id[theme]) for theme in item.themes)
    situations = [
        link(here, situation_address(situation), library.situation_by_id[situation].title)
        for situation in item.situations
    ]
    guides = [guide_link(here, library.guidance_by_id[guide]) for guide in item.guidance]
    parts = [f'<span class="sscp-chips"><b>Theme:</b> {themes}</span>'] if themes else []
    parts += [
        f"<span><b>{label}</b> {', '.join(links)}</span>"
        for label, links in (("When:", situations), ("Guidance:", guides))
        if links
    ]
    return f'<p class="sscp-tags">{" ".join(parts)}</p>' if parts else ""


def _also_said(library: Library, here: CurrentPage, audit: Audit, reminder: Reminder) -> str:
    """Return links to what other audits say on the themes of a reminder, and to the themes."""
    others = library.also_said(audit, reminder, ALSO_SAID)
    if not others:
        return ""
    links = [
        link(here, item_address(other, said), f"{other.title}, {_when(other)}")
        for other, said in others
    ]
    themes = " and ".join(
        link(here, theme_address(theme), library.theme_by_id[theme].title)
        for theme in reminder.themes
    )
    label = (
        "Also said on this theme:" if len(reminder.themes) == 1 else "Also said on these themes:"
    )
    return (
        f'<p class="sscp-tags sscp-also" data-search-exclude><b>{label}</b> {"; ".join(links)}. '
        f"All on {themes}.</p>"
    )


def guidance(library: Library, here: CurrentPage, audit: Audit) -> str:
    """Return the guides that an audit and its findings name."""
    guides = library.guidance_of_audit(audit)
    return guidance_list(library, here, guides) or "<p>The briefing names no guide here.</p>"


def responses(library: Library, here: CurrentPage, audit: Audit) -> str:
    """Return what the partnership does in response to an audit, and then to its themes."""
    own = library.responses_to.get(("audit", audit.id), ())
    to_themes = {
        response.id: response
        for theme in library.themes_of(audit)
        for response in library.responses_to.get(("theme", theme.id), ())
        if response not in own
    }
    return "\n".join(
        [
            response_list(here, own)
            or empty_notice("No response to this audit alone is recorded yet."),
            "<p>To its themes:</p>" if to_themes else "",
            response_list(here, to_themes.values()),
        ]
    ).strip()


def related(library: Library, here: CurrentPage, audit: Audit) -> str:
    """Return other audits on the same themes, with the themes that they share."""
    items = [
        f"{link(here, audit_address(other), other.title)} <span>{_when(other)}</span>"
        f"<br>{', '.join(link(here, theme_address(t.id), t.title) for t in themes)}"
        for other, themes in library.related_audits(audit, RELATED_AUDITS)
    ]
    if not items:
        return empty_notice("No other audit is on the same themes.")
    return list_of(items, "sscp-related", " data-search-exclude")


def _when(audit: Audit) -> str:
    return audit.held.words if audit.held else f"{text(audit.year)}, no date"


# --- Many audits ------------------------------------------------------------------------------


def cards(here: CurrentPage, audits: Iterable[Audit]) -> str:
    """Return audits as a list with month, method and sample."""
    items = []
    for audit in audits:
        details = [_when(audit)]
        if audit.method:
            details.append(text(_capitalised(audit.method)))
        if audit.sample:
            details.append(counted(audit.sample.size, *UNITS[audit.sample.unit]))
        if audit.publisher != SSCP:
            details.append(text(audit.publisher))
        details.append(counted(len(audit.reminders), "reminder", "reminders"))
        items.append(
            f"{link(here, audit_address(audit), audit.title, mark_of(audit))}"
            f"<span>{' · '.join(details)}</span>"
        )
    return list_of(items, "sscp-cards", " data-search-exclude")


def index(library: Library, here: CurrentPage) -> str:
    """Return all audits by year, newest year first; very old years only as a link."""
    parts = []
    room = AUDITS_ON_INDEX
    for position, (year, audits) in enumerate(library.audits_of_year.items()):
        parts.append(heading(2, year, year.replace("/", "-")))
        page = link(here, year_address(year), f"All of {year} on one page")
        if position == 0 or len(audits) <= room:
            parts.append(cards(here, audits))
            parts.append(f"<p>{page}</p>")
        else:
            count = counted(len(audits), "audit", "audits")
            parts.append(f"<p>{count}. {page}</p>")
        room -= len(audits)
    return blocks(parts)


def year_audits(library: Library, here: CurrentPage, year: ProgrammeYear) -> str:
    """Return the audits of a year."""
    return cards(here, library.audits_of_year[year])


def year_picture(library: Library, here: CurrentPage, year: ProgrammeYear) -> str:
    """Return the theme and audit picture of one year."""
    return theme_audit_picture(library, here, [year])


def audit_sentence(audits: Sequence[Audit]) -> str:
    """Return how many audits, reminders and good practices there are."""
    reminder_count = sum(len(audit.reminders) for audit in audits)
    practice_count = sum(len(audit.good_practice) for audit in audits)
    return (
        f"{counted(len(audits), 'audit', 'audits')}, "
        f"{counted(reminder_count, 'practice reminder', 'practice reminders')} and "
        f"{counted(practice_count, 'example', 'examples')} of good practice"
    )
