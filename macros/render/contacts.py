"""Who to call when worried about a child."""

from __future__ import annotations

from macros.library import Library
from macros.model import Contact
from macros.render.dates import day_in_words
from macros.render.html import external_link, text


def worried_about_a_child(library: Library) -> str:
    """Return the numbers to call, with hours, source and the date they were checked."""
    if not library.contacts:
        return ""
    items = "\n".join(_contact(contact) for contact in library.contacts)
    checked = min(contact.checked for contact in library.contacts)
    sources = {contact.source_url: contact.source for contact in library.contacts}
    links = ", ".join(
        external_link(url, source) if url else text(source) for url, source in sources.items()
    )
    unconfirmed = any(contact.status != "confirmed" for contact in library.contacts)
    warning = " The partnership has not confirmed them yet." if unconfirmed else ""
    return (
        f"<dl>\n{items}\n</dl>\n<p>Source: {links}. "
        f"Numbers last compared with it on {day_in_words(checked)}.{warning}</p>"
    )


def _contact(contact: Contact) -> str:
    hours = f"<span>{text('. '.join(contact.hours))}</span>" if contact.hours else ""
    digits = contact.number.replace(" ", "")
    return (
        f"<div><dt>{text(contact.when)}</dt>"
        f'<dd>{text(contact.name)}: <a href="tel:{digits}">{text(contact.number)}</a>{hours}</dd>'
        "</div>"
    )
