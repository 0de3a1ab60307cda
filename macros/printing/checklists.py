"""The meeting checklist of a situation: its reminders with boxes to tick, on one sheet."""

from __future__ import annotations

from macros.addresses.links import situation_address
from macros.pages.html import text
from macros.printing.briefings import audit_heading, earlier, newest
from macros.printing.parts import Context, Title, items, masthead, section, worried
from macros.records.records import Situation

#: How many points a checklist holds before it sends its reader to the site for older years.
POINTS_ON_A_CHECKLIST = 60


def checklist_body(context: Context, situation: Situation, notice: str = "") -> str:
    """Return the reminders of a situation with boxes to tick, grouped by audit."""
    address = situation_address(situation.id)
    found = [
        item
        for item in context.library.findings_by_situation.get(situation.id, ())
        if item.reminders
    ]
    shown, left_out = newest(found, POINTS_ON_A_CHECKLIST)
    groups = "".join(
        section(
            2,
            audit_heading(item.audit),
            items((text(reminder.text) for reminder in item.reminders), "ticks"),
            "group",
        )
        for item in shown
    )
    return "".join(
        [
            masthead(context, Title("Meeting checklist", situation.title), address),
            f'<p class="lead">{text(situation.summary)} Tick what you have thought of.</p>',
            notice,
            '<ul class="fields"><li>Meeting</li><li>Date</li></ul>',
            f'<div class="groups">{groups}</div>'
            if groups
            else "<p>No reminder applies to this situation yet.</p>",
            earlier(context, left_out, address.page),
            worried(context.library, 2),
        ]
    )
