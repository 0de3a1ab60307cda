"""How the partnership responds: the page of all responses, and those to one audit or theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from macros.addresses.links import (
    Address,
    CurrentPage,
    audit_address,
    response_address,
    theme_address,
)
from macros.pages.html import blocks, heading, inline_markdown, link, text
from macros.records.library import Library
from macros.records.records import Guidance, Response

STATUS_WORDS = {
    "done": "Done",
    "ongoing": "Ongoing",
    "in progress": "In progress",
    "planned": "Planned",
}

#: What is said before the guides that belong to a response: no briefing named those of ours.
GUIDES_OF_RESPONSE: dict[str, Callable[[Guidance], bool]] = {
    "Guides named:": lambda guide: not guide.page,
    "Our guides on this:": lambda guide: bool(guide.page),
}


def with_draft(guide: Guidance) -> str:
    """Return the title of a guide, as plain text, with a mark if it is a draft."""
    return f"{guide.title} (draft)" if guide.status == "draft" else guide.title


def response_list(here: CurrentPage, responses: Iterable[Response]) -> str:
    """Return responses with their status, or an empty string if there are none."""
    items = [
        f"<li>{inline_markdown(here, response.text)} {status_tag(response)} "
        f"{link(here, response_address(response.id), 'More about this response')}</li>"
        for response in responses
    ]
    return "\n".join(['<ul class="sscp-responses">', *items, "</ul>"]) if items else ""


def status_tag(response: Response) -> str:
    """Return how far a response was, and when that was reported."""
    css = response.status.replace(" ", "-")
    words = f"{STATUS_WORDS[response.status]}, as reported in {response.year}"
    return f'<span class="sscp-status sscp-status--{css}">{text(words)}</span>'


def response_page(library: Library, here: CurrentPage) -> str:
    """Return every response under its heading, newest year first."""
    parts = []
    for group in library.response_groups:
        of_group = [response for response in library.responses if response.group == group.id]
        parts.append(heading(2, group.title, group.id))
        by_year = sorted(of_group, key=lambda response: response.year, reverse=True)
        for year, responses in groupby(by_year, key=lambda response: response.year):
            parts.append(heading(3, f"Reported in {year}", f"{group.id}-{year.replace('/', '-')}"))
            items = [_entry(library, here, response) for response in responses]
            parts.append("\n".join(['<ul class="sscp-entries">', *items, "</ul>"]))
    return blocks(parts)


def _entry(library: Library, here: CurrentPage, response: Response) -> str:
    audits = [library.audit_by_id[audit_id] for audit_id in response.audits]
    answers = [link(here, audit_address(a), f"{a.title} audit, {a.year}") for a in audits]
    answers += [
        link(here, theme_address(theme), library.theme_by_id[theme].title)
        for theme in response.themes
    ]
    guides = library.guidance_of_response(response)
    lines = [status_tag(response)]
    if answers:
        lines.append(f"<b>Answers:</b> {', '.join(answers)}")
    for label, of_these in GUIDES_OF_RESPONSE.items():
        links = [_guide_link(here, guide) for guide in guides if of_these(guide)]
        if links:
            lines.append(f"<b>{label}</b> {', '.join(links)}")
    body = "".join(f'<p class="sscp-tags">{line}</p>' for line in lines)
    return (
        f'<li id="{response.id}"><p class="sscp-sentence">{inline_markdown(here, response.text)}'
        f"</p>{body}</li>"
    )


def _guide_link(here: CurrentPage, guide: Guidance) -> str:
    return link(here, Address("guidance/index.md", guide.id), with_draft(guide))
