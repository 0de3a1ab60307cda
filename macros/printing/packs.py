"""Documents of many parts: guidance pages, the pack of a year, the pack of all guidance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape

from macros.addresses.links import (
    GUIDANCE_INDEX,
    Address,
    audit_address,
    theme_address,
    year_address,
)
from macros.addresses.standard_pages import learned_in
from macros.pages.audits import audit_sentence
from macros.pages.html import text
from macros.printing.briefings import audit_body, held_words, theme_body
from macros.printing.paper import ALONE, Place, printed_page
from macros.printing.parts import (
    Context,
    Sheet,
    Title,
    code,
    draft_mark,
    draft_notice,
    items,
    masthead,
    section,
    sheet,
    worried,
)
from macros.problems import counted
from macros.records.fields import ProgrammeYear
from macros.records.records import SSCP, Guidance


@dataclass(frozen=True)
class Part:
    """A part of a pack, which starts on a page of its own."""

    title: str
    fragment: str
    sheet: Sheet
    body: str
    note: str = ""


# --- Guidance pages -----------------------------------------------------------------------------


def main_heading(html: str) -> str:
    """Return the first heading of a page as plain text.

    >>> main_heading('<h1 id="a">SMART &amp; <em>more</em><a class="headerlink">#</a></h1>')
    'SMART & more'
    """
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    inside = re.sub(r'<a class="headerlink".*?</a>', "", found[1]) if found else ""
    return unescape(re.sub(r"<[^>]+>", "", inside)).strip()


def guide_body(
    context: Context,
    guide: Guidance,
    html: str,
    place: Place = ALONE,
    *,
    worried_box: bool = True,
) -> str:
    """Return a guidance page of ours, from the HTML that the site makes of it."""
    page = guide.page or ""
    title = Title(
        "Practice guidance",
        main_heading(html) or guide.title,
        guide.publisher if guide.publisher != SSCP else "",
    )
    printed = printed_page(context.paper, page, _without_banner(html), place)
    return "".join(
        [
            masthead(context, title, Address(page), place),
            draft_notice(guide),
            f'<div class="prose">{printed}</div>',
            worried(context.library, place.inner) if worried_box else "",
        ]
    )


def _without_banner(html: str) -> str:
    """Take out the notice on a draft that a page shows: print has its own, in the same words."""
    return re.sub(r'<div class="sscp-draft".*?</div>', "", html, count=1, flags=re.DOTALL)


# --- Packs --------------------------------------------------------------------------------------


def pack(cover: str, contents: Sequence[tuple[str, Sequence[Part]]]) -> str:
    """Return a cover with the contents, and then every part."""
    listed = "".join(
        section(2, title, items((_entry(part) for part in parts), "contents"))
        for title, parts in contents
        if parts
    )
    bodies = "".join(_part(part) for _, parts in contents for part in parts)
    return f'<div class="cover">{cover}{listed}</div>{bodies}'


def _entry(part: Part) -> str:
    note = f' <span class="small">{text(part.note)}</span>' if part.note else ""
    return f'<a href="#{text(part.fragment)}">{text(part.title)}{note}</a>'


def _part(part: Part) -> str:
    return f'<article class="part" {part.sheet.attributes(part.title)}>{part.body}</article>'


def year_pack(
    context: Context,
    year: ProgrammeYear,
    versions: Mapping[str, date | None],
) -> str:
    """Return all audits of a year and the themes that they bear on.

    ``versions`` maps a page of the site to the day of its last change.
    """
    library, paper = context.library, context.paper
    audits = library.audits_of_year[year]
    themes = [
        theme
        for theme in library.themes
        if any(item.audit.year == year for item in library.findings_by_theme.get(theme.id, ()))
    ]
    audit_parts = []
    for audit in audits:
        address, fragment = audit_address(audit), f"audit-{audit.slug}"
        audit_parts.append(
            Part(
                audit.title,
                fragment,
                sheet(paper, address, versions.get(address.page), held=held_words(audit)),
                audit_body(context, audit, Place(2, fragment)),
                audit.held.words if audit.held else "",
            )
        )
    theme_parts = []
    for theme in themes:
        address, fragment = theme_address(theme.id), f"theme-{theme.id}"
        theme_parts.append(
            Part(
                theme.title,
                fragment,
                sheet(paper, address, versions.get(address.page)),
                theme_body(context, theme, Place(2, fragment), worried_box=False),
            )
        )
    cover = "".join(
        [
            f'<p class="kicker">{text(SSCP)}</p>',
            f"<h1>{text(learned_in(year))}</h1>",
            f'<p class="lead">{audit_sentence(audits)}, and '
            f"{counted(len(themes), 'cross-cutting theme', 'cross-cutting themes')}.</p>",
            code(paper, year_address(year)),
        ]
    )
    last = worried(library, 2)
    contents = [("Audits", audit_parts), ("Themes", theme_parts)]
    return pack(cover, contents) + (f'<div class="last">{last}</div>' if last else "")


def guidance_pack(
    context: Context,
    pages: Mapping[str, str],
    versions: Mapping[str, date | None],
) -> str:
    """Return all guidance pages of ours. ``pages`` maps a page to the HTML the site makes of it."""
    guides = [g for g in context.library.guidance if g.page in pages]
    parts = [_guide_part(context, guide, pages, versions) for guide in guides]
    cover = "".join(
        [
            f'<p class="kicker">{text(SSCP)}</p>',
            "<h1>Practice guidance</h1>",
            '<p class="lead">All guidance pages of the learning site in one document. '
            "Pages marked as drafts are to be confirmed by the partnership.</p>",
            code(context.paper, GUIDANCE_INDEX),
        ]
    )
    last = worried(context.library, 2)
    return pack(cover, [("Contents", parts)]) + (f'<div class="last">{last}</div>' if last else "")


def _guide_part(
    context: Context,
    guide: Guidance,
    pages: Mapping[str, str],
    versions: Mapping[str, date | None],
) -> Part:
    page, fragment, mark = guide.page or "", f"guide-{guide.id}", draft_mark(guide)
    return Part(
        main_heading(pages[page]) or guide.title,
        fragment,
        sheet(context.paper, Address(page), versions.get(page), mark=mark),
        guide_body(context, guide, pages[page], Place(2, fragment), worried_box=False),
        mark,
    )
