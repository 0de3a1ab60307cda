"""The briefings: an audit, a theme, a situation and the responses, each as printed pages.

A function returns the body of a briefing with its headings at ``level`` and below, so that the
same briefing stands alone or in a pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from macros.addresses.links import (
    RESPONSE_PAGE,
    Address,
    audit_address,
    situation_address,
    theme_address,
)
from macros.pages.html import inline_markdown, text
from macros.pages.responses import GUIDES_OF_RESPONSE, STATUS_WORDS, with_draft
from macros.pages.room import ITEMS_ON_PAGE
from macros.printing.paper import ALONE, Place, printed_page
from macros.printing.parts import (
    FEWEST_ROWS,
    Context,
    Title,
    discussion,
    facts,
    figure,
    guides,
    items,
    masthead,
    sample,
    section,
    status,
    what_we_will_do,
    worried,
)
from macros.records.library import Findings
from macros.records.records import SSCP, Audit, Response, Situation, Theme

AUDIT_GROUP = "SSCP Multi-Agency Audit Group"

REMEMBER = "The audit findings remind us to"

PAGES_OF_A_BRIEFING = 2


def held_words(audit: Audit) -> str:
    """Return when an audit was held, for the foot of its pages."""
    return f"Audit of {audit.when}" if audit.held else f"Audit of {audit.when}, no month"


def too_long(what: str, limit: int) -> str:
    """Return the notice on a document that is longer than such documents should be."""
    pages = "one page" if limit == 1 else f"{limit} pages"
    return f'<p class="long">{text(what)} is longer than {pages}, because nothing is left out.</p>'


# --- An audit -----------------------------------------------------------------------------------


def audit_body(
    context: Context,
    audit: Audit,
    place: Place = ALONE,
    *,
    notice: str = "",
    rows: int = FEWEST_ROWS,
) -> str:
    """Return the briefing on an audit. ``rows`` is how many rows there are to fill in."""
    library, inner = context.library, place.inner
    found = [f"<span>{text(item.text)}{figure(item.figure)}</span>" for item in audit.good_practice]
    remembered = [f"<span>{text(item.text)}</span>" for item in audit.reminders]
    return "".join(
        [
            masthead(
                context,
                Title(
                    f"Practice learning briefing {audit.year}",
                    audit.title,
                    AUDIT_GROUP if audit.publisher == SSCP else audit.publisher,
                ),
                audit_address(audit),
                place,
            ),
            notice,
            facts(_facts(audit)),
            _background(audit),
            section(
                inner,
                "Good practice",
                items(found, "good")
                if found
                else "<p>No good practice is recorded for this audit.</p>",
                "good-practice",
            ),
            section(
                inner,
                REMEMBER,
                items(remembered, "reminders", "ol")
                if remembered
                else "<p>No practice reminders are recorded for this audit.</p>",
                "remember",
            ),
            guides(
                context,
                library.guidance_of_audit(audit),
                inner,
                "The briefing names no guide for this audit.",
            ),
            discussion(inner),
            what_we_will_do(inner, rows),
            worried(library, inner),
        ]
    )


def _facts(audit: Audit) -> Iterator[tuple[str, str]]:
    yield "Held", audit.held.words if audit.held else "Not recorded"
    method = audit.method or "not recorded"
    yield "Method", text(method[:1].upper() + method[1:])
    yield "Sample", sample(audit.sample)


def _background(audit: Audit) -> str:
    return f'<p class="background">{text(" ".join(audit.background))}</p>'


# --- A theme, a situation -----------------------------------------------------------------------


def theme_body(
    context: Context, theme: Theme, place: Place = ALONE, *, worried_box: bool = True
) -> str:
    """Return the briefing on a theme."""
    library, inner = context.library, place.inner
    address = theme_address(theme.id)
    found = library.findings_by_theme.get(theme.id, ())
    return "".join(
        [
            masthead(context, Title("Cross-cutting theme", theme.title), address, place),
            *_statements(theme),
            section(
                inner,
                "What the audits found on this theme",
                findings(context, found, inner + 1, theme_address(theme.id).page)
                or "<p>No reminder or good practice bears on this theme yet.</p>",
            ),
            guides(
                context,
                library.guidance_of_theme(theme.id),
                inner,
                "No guide is named for this theme yet.",
            ),
            section(
                inner,
                "How we are responding",
                response_list(context, library.responses_to.get(("theme", theme.id), ()))
                or "<p>No response to this theme is recorded yet.</p>",
            ),
            discussion(inner),
            worried(library, inner) if worried_box else "",
        ]
    )


def _statements(theme: Theme) -> Iterator[str]:
    for statement in sorted(theme.statements, key=lambda s: s.year, reverse=True):
        yield (
            f"<blockquote><p>{text(' '.join(statement.text))}</p>"
            f'<p class="by">{AUDIT_GROUP}, {text(statement.year)}</p></blockquote>'
        )


def situation_body(context: Context, situation: Situation) -> str:
    """Return the briefing on a situation."""
    library = context.library
    address = situation_address(situation.id)
    found = library.findings_by_situation.get(situation.id, ())
    return "".join(
        [
            masthead(context, Title("A moment of practice", situation.title), address),
            f'<p class="lead">{text(situation.summary)}</p>',
            section(
                2,
                "What the audits found",
                findings(context, found, 3, address.page)
                or "<p>No reminder or good practice applies to this situation yet.</p>",
            ),
            guides(
                context,
                library.guidance_of_situation(situation.id),
                2,
                "No guide is named for this yet.",
            ),
            discussion(2),
            worried(library, 2),
        ]
    )


def newest(found: Sequence[Findings], room: int) -> tuple[list[Findings], list[str]]:
    """Return the findings of the newest years that fit, and the years that are left out.

    The newest year is always whole, and no year is cut in two.
    """
    shown: list[Findings] = []
    left_out: list[str] = []
    for year, group in groupby(found, key=lambda item: item.audit.year):
        of_year = list(group)
        room -= sum(len(item) for item in of_year)
        if shown and (room < 0 or left_out):
            left_out.append(year)
        else:
            shown += of_year
    return shown, left_out


def earlier(context: Context, left_out: Sequence[str], page: str) -> str:
    """Return where the findings of older years are, or nothing if none was left out."""
    if not left_out:
        return ""
    where = context.paper.shown(Address(page))
    return f"<p>The audits of {text(', '.join(left_out))} are on the site: {text(where)}</p>"


def findings(context: Context, found: Sequence[Findings], level: int, page: str) -> str:
    """Return findings under a heading for each audit, newest year first, or nothing."""
    shown, left_out = newest(found, ITEMS_ON_PAGE)
    parts = [section(level, audit_heading(item.audit), _points(item)) for item in shown]
    return "".join([*parts, earlier(context, left_out, page)])


def audit_heading(audit: Audit) -> str:
    """Return an audit and when it was held."""
    return f"{audit.title}, {audit.when}"


def _points(found: Findings) -> str:
    reminders = [text(item.text) for item in found.reminders]
    good = [f"<b>Good practice:</b> {text(item.text)}" for item in found.good_practice]
    return (items(reminders, "points") if reminders else "") + (
        items(good, "points points--good") if good else ""
    )


# --- Responses ----------------------------------------------------------------------------------


def response_list(context: Context, responses: Iterable[Response]) -> str:
    """Return responses with their status, or nothing if there are none."""
    entries = [f"{_sentence(context, response)}<br>{_status(response)}" for response in responses]
    return items(entries, "responses") if entries else ""


def _sentence(context: Context, response: Response) -> str:
    """Return a response's sentence. Its links stay links, but are not spelt out."""
    page = RESPONSE_PAGE.page
    html = inline_markdown(context.paper.here(page), response.text)
    return printed_page(context.paper, page, html, spelt_out=False)


def _status(response: Response) -> str:
    return status(f"{STATUS_WORDS[response.status]}, as reported in {response.year}")


def response_body(context: Context) -> str:
    """Return every response under its heading, newest year first."""
    library = context.library
    parts = [
        masthead(
            context,
            Title(
                "From the learning of our multi-agency audits",
                "How are we responding?",
                AUDIT_GROUP,
            ),
            RESPONSE_PAGE,
        ),
        '<p class="lead">The status of each response was read from the words of its briefing, '
        "for this site. It has not been updated since.</p>",
    ]
    for group in library.response_groups:
        of_group = [response for response in library.responses if response.group == group.id]
        of_group.sort(key=lambda response: response.year, reverse=True)
        if of_group:
            entries = [_entry(context, response) for response in of_group]
            parts.append(section(2, group.title, items(entries, "entries")))
    parts.append(worried(library, 2))
    return "".join(parts)


def _entry(context: Context, response: Response) -> str:
    library = context.library
    answers = [library.audit_by_id[audit].title + " audit" for audit in response.audits]
    answers += [f"theme “{library.theme_by_id[theme].title}”" for theme in response.themes]
    guides = library.guidance_of_response(response)
    lines = [f"<p>{_sentence(context, response)}</p>", f'<p class="small">{_status(response)}</p>']
    if answers:
        lines.append(f'<p class="small">Answers: {text("; ".join(answers))}</p>')
    for label, of_these in GUIDES_OF_RESPONSE.items():
        named = [with_draft(guide) for guide in guides if of_these(guide)]
        if named:
            lines.append(f'<p class="small">{label} {text("; ".join(named))}</p>')
    return "".join(lines)
