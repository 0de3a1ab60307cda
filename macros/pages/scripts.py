"""The site's own scripts, on the pages that need them. Every page is whole without them."""

from __future__ import annotations

from macros.addresses.links import REMINDER_INDEX, CurrentPage
from macros.pages.html import text


def tick_boxes(here: CurrentPage, *data: str) -> str:
    """Return the script that lets a reader choose reminders for a checklist.

    ``data`` are files of the site that the script needs on this page.
    """
    index = text(here.href(REMINDER_INDEX))
    scripts = [f'<script src="{here.file(path)}" defer></script>' for path in data]
    scripts.append(
        f'<script src="{here.file("assets/reminders.js")}" data-index="{index}" defer></script>'
    )
    return f'<div class="sscp-scripts" hidden>{"".join(scripts)}</div>'
