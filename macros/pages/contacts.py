"""Who to call when worried about a child."""

from __future__ import annotations

from macros.pages.dates import day_in_words
from macros.pages.html import external_link, text
from macros.records.library import Library
from macros.records.records import Contact


def worried_about_a_child(library: Library) -> str:
    """Return the numbers to call, with hours and where they come from."""
    if not library.contacts:
        return ""
    items = "\n".join(_contact(contact) for contact in library.contacts)
    return f"<dl>\n{items}\n</dl>\n<p>{where_from(library)}</p>"


def where_from(library: Library) -> str:
    """Return where the numbers come from, how far they can be relied on, and where to check them.

    Pages and PDFs say it in the same words.
    """
    by_source: dict[tuple[str, str], list[Contact]] = {}
    for contact in library.contacts:
        by_source.setdefault((contact.source, contact.source_url or ""), []).append(contact)
    said = [_of_source(*source, found) for source, found in by_source.items()]
    if any(contact.status != "confirmed" for contact in library.contacts):
        said.append("<strong>To be confirmed by the partnership.</strong>")
    said += [
        f"Check the numbers on {external_link(url, f'{source} as it is today')}."
        for source, url in by_source
        if url
    ]
    return " ".join(said)


def _of_source(source: str, url: str, found: list[Contact]) -> str:
    """Return what is known of a source: a number without a day was only compared with a copy."""
    days = [contact.checked for contact in found if contact.checked]
    if len(days) == len(found):
        page = external_link(url, source) if url else text(source)
        return f"From {page}, last compared with it on {day_in_words(min(days))}."
    return f"From a saved copy of {text(source)}. Date of the copy not known."


def _contact(contact: Contact) -> str:
    hours = f"<span>{text('. '.join(contact.hours))}</span>" if contact.hours else ""
    digits = contact.number.replace(" ", "")
    return (
        f"<div><dt>{text(contact.when)}</dt>"
        f'<dd>{text(contact.name)}: <a href="tel:{digits}">{text(contact.number)}</a>{hours}</dd>'
        "</div>"
    )
