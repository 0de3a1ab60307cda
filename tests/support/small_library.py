"""A small library of two years for the tests: as files on a disk, and as records.

The files hold one of everything, so that a test changes a line or two and sees what follows.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from macros.records.findings import GoodPractice, Reminder
from macros.records.records import Audit, Guidance, Situation, Theme
from macros.records.responses import Response

#: Path from the top of the repository to text: a valid data set, small but complete.
FILES = {
    "data/publishers.yml": """\
- id: sscp
  name: Solihull Safeguarding Children Partnership
  short: SSCP
  area: Solihull
  ours: true
  group: SSCP Multi-Agency Audit Group
- id: national-panel
  name: National Panel
  short: Panel
  area: England
""",
    "data/agencies.yml": """\
- id: gps
  title: GPs
""",
    "data/themes.yml": """\
- id: siblings
  title: Consideration of siblings
  short: Siblings
  statements:
    - year: 2022/23
      text:
        - We are not always considering all children in the household.
- id: sharing
  title: Sharing of minutes
  short: Sharing
  aliases: [minutes]
  statements:
    - year: 2022/23
      text:
        - Minutes are not always shared.
    - year: 2023/24
      text:
        - Minutes are shared more often.
""",
    "data/situations.yml": """\
- id: assessment
  title: Assessment
  summary: When you carry out an assessment.
- id: strategy-meeting
  title: Strategy meeting
  summary: Before, during and after a strategy meeting.
  aliases: [s47]
""",
    "data/guidance.yml": """\
- id: timelines
  title: Timelines
  status: draft
  page: guidance/timelines.md
  reviewed: 2026-11-23
  situations: [assessment]
  review_by: 2029-11-23
- id: timelines-guidance
  title: Guidance around timelines
  status: in development
  meanwhile: timelines
  note: Until then, use [ours](guidance:timelines) or read [the audit](audit:2022-23/neglect).
  review_by: 2029-11-23
- id: toolkit
  title: Toolkit
  publisher: NHS
  status: published
  url: https://www.example.org/toolkit
  themes: [siblings]
  review_by: 2029-11-23
""",
    "data/sources.yml": """\
- id: leeds-chronologies
  title: Chronologies
  publisher: Leeds Safeguarding Children Partnership
  url: https://leedsscp.example.org/chronologies
  scope: other-area
  review_by: 2029-11-23
""",
    "data/glossary.yml": """\
- id: marac
  term: MARAC
  expansion: Multi-Agency Risk Assessment Conference
  definition: A meeting about the highest risks.
  aliases: [MARACs]
  kind: acronym
- id: dip-sample
  term: dip sample
  definition: A quick check of a small number of records.
  kind: term
  status: unconfirmed
""",
    "data/contacts.yml": """\
- id: council
  name: The council
  when: If you are worried about a child
  number: 0121 496 0000
  source: The council's page
  checked: 2026-11-23
  review_by: 2029-11-23
  status: to be confirmed
""",
    "data/search.yml": """\
- id: parents
  typed: [mum, dad]
  means: [parents]
""",
    "data/distress.yml": """\
- id: fear
  kind: both
  words: [not safe at home]
""",
    "data/responses.yml": """\
groups:
  - id: learning
    title: Learning and guidance
  - id: assurance
    title: Further assurance
responses:
  - id: timelines-promoted
    group: learning
    year: 2022/23
    status: done
    text: We have promoted our [guidance](guidance:timelines-guidance).
    audits: [2022-23/neglect]
    themes: [sharing]
  - id: another-sample
    group: assurance
    year: 2023/24
    status: planned
    text: We will look again.
    themes: [siblings]
    guidance: [toolkit]
    owner: business manager
    due: 2024-06
    updates:
      - day: 2024-05-01
        status: in progress
        text: We have chosen the sample.
        evidence: Notes of the meeting
    followed_by: [timelines-promoted]
""",
    "data/redirects.yml": """\
- old: /themes/brothers/
  new: /themes/siblings/
""",
    "data/audits/2022-23/neglect.yml": """\
title: Neglect
aliases: [neglected]
year: 2022/23
held: 2022-09
method: deep dive
background:
  - In September 2022 a deep dive looked at 6 children.
sample:
  unit: children
  size: 6
  groups:
    - count: 2
      label: in receipt of early help
    - count: 4
      label: had Child in Need Plans
good_practice:
  - id: voice-heard
    text: The voice of the child was evident in 5/6 assessments.
    figure: {count: 5, of: 6}
    themes: [siblings]
    situations: [assessment]
reminders:
  - id: all-children
    text: Think about all children in the household
    themes: [siblings]
    situations: [assessment, strategy-meeting]
    guidance: [toolkit]
  - id: share-minutes
    text: "Share three things: minutes, assessments and plans"
    themes: [sharing]
    situations: [strategy-meeting]
""",
    "data/audits/2022-23/strategy-meetings.yml": """\
title: Strategy meetings
year: 2022/23
good_practice: []
reminders:
  - id: timely-records
    text: Complete meeting records in a timely way
    themes: [sharing]
    situations: [strategy-meeting]
""",
    "data/audits/2023-24/neglect.yml": """\
title: Neglect
year: 2023/24
held: 2023-05
guidance: [timelines]
good_practice: []
reminders:
  - id: keep-timelines
    text: Keep timelines
    themes: [siblings, sharing]
    situations: [assessment]
    guidance: [timelines]
    agencies: [gps]
""",
    "docs/guidance/timelines.md": "# Timelines\n",
    "docs/forms/index.md": "# Blank forms\n",
}

#: The fullest audit of the small library: 2 reminders, a good practice, a sample with groups.
AUDIT = "data/audits/2022-23/neglect.yml"


def write_small_library(root: Path) -> Path:
    """Write the files of the small library below a folder, and return the folder."""
    for file, text in FILES.items():
        write(root, file, text)
    return root


def write(root: Path, file: str, text: str | bytes) -> None:
    """Write one file, given as a path from the top of the repository."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


# --- Records, for tests that need no files ----------------------------------------------------


def reminder(reminder_id: str, **fields: Any) -> Reminder:
    """Return a reminder with the fields given."""
    return Reminder.model_validate({"id": reminder_id, "text": f"Do {reminder_id}", **fields})


def good_practice(practice_id: str, **fields: Any) -> GoodPractice:
    """Return a good practice with the fields given."""
    return GoodPractice.model_validate({"id": practice_id, "text": f"Did {practice_id}", **fields})


def audit(
    audit_id: str,
    held: str | None = None,
    reminders: Iterable[Reminder] = (),
    good_practices: Iterable[GoodPractice] = (),
    guidance: Iterable[str] = (),
) -> Audit:
    """Return an audit by its id, such as ``2022-23/neglect``."""
    folder, slug = audit_id.split("/")
    fields: dict[str, Any] = {
        "slug": slug,
        "title": slug.replace("-", " ").capitalize(),
        "year": folder.replace("-", "/"),
        "reminders": tuple(reminders),
        "good_practice": tuple(good_practices),
        "guidance": tuple(guidance),
    }
    return Audit.model_validate(fields | ({"held": held} if held else {}))


def theme(theme_id: str) -> Theme:
    """Return a theme that nothing has been said about yet."""
    return Theme(id=theme_id, title=f"On {theme_id}", short=theme_id, statements=())


def situation(situation_id: str) -> Situation:
    """Return a situation."""
    return Situation(id=situation_id, title=f"In {situation_id}", summary="When it applies.")


def guide(guide_id: str, **fields: Any) -> Guidance:
    """Return a guide that cannot be linked yet, unless the fields given say otherwise."""
    status = {"status": "link to be confirmed"}
    return Guidance.model_validate({"id": guide_id, "title": guide_id, **status, **fields})


def response(response_id: str, text: str = "We did something.", **fields: Any) -> Response:
    """Return a response of 2022/23."""
    facts = {"group": "learning", "year": "2022/23", "status": "done", "text": text}
    return Response.model_validate({"id": response_id, **facts, **fields})
