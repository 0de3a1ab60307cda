"""A library of two years whose responses show everything that can become of one."""

from __future__ import annotations

from macros.records.library import Library
from macros.records.responses import ResponseGroup
from tests.support.small_library import audit, guide, reminder, response, theme

HALF_DONE = {"day": "2022-11-30", "status": "in progress", "text": "Half of it is done."}
SENT = {
    "day": "2023-06-01",
    "status": "done",
    "text": "It was sent to [all agencies](guidance:toolkit).",
    "evidence": "[Notes](https://www.example.org/notes)",
}

LIBRARY = Library(
    audits=(
        audit("2022-23/neglect", "2022-09", [reminder("a", themes=("sharing", "siblings"))]),
        audit(
            "2023-24/neglect",
            "2024-02",
            [reminder("b", themes=("sharing",)), reminder("c", themes=("sharing",))],
        ),
    ),
    themes=(theme("siblings"), theme("sharing"), theme("plans")),
    guidance=(guide("toolkit"),),
    response_groups=(ResponseGroup(id="learning", title="Learning"),),
    responses=(
        response("untouched", "We have a course.", themes=("siblings",)),
        response("late", "We will ask.", status="planned", due="2023-12", owner="board manager"),
        response("silent", "We are writing.", status="in progress", updates=(HALF_DONE,)),
        response(
            "sent",
            "We will send a guide.",
            status="planned",
            due="2023-06-30",
            updates=(SENT, HALF_DONE),
            themes=("plans",),
            audits=("2022-23/neglect",),
        ),
        response(
            "measured",
            "We share minutes.",
            themes=("sharing",),
            followed_by=("2023-24/neglect", "late"),
        ),
    ),
)
