"""What is probably not meant so in an audit: its numbers, links, questions and relations.

All of it is advice: the briefing may say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from macros.checks.wording import odd_name
from macros.problems import counted, quoted
from macros.reading.yaml_source import Path
from macros.records.dates import UNDATED
from macros.records.library import Library
from macros.records.records import Audit

#: The path of a value, what seems wrong, what to do and why.
Oversight = tuple[Path, str, str, str]

#: Titles of audits whose readers may be in danger themselves.
_DANGER = re.compile(
    r"\b(?:domestic|sexual)\b.*\b(?:abuse|violence|exploitation|assault|harm)|\bcoercive|"
    r"child exploitation|stalking|forced marriage|honour.based",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:Q(?:uestion)?\.? ?)?[0-9]{1,2}[.):]? ", re.IGNORECASE)


def oversights(audit: Audit, library: Library) -> Iterator[Oversight]:
    """Yield what is probably not meant so in an audit. ``library`` holds it and all others."""
    yield from _numbers(audit)
    yield from _headings(audit)
    if any(publisher.ours for publisher in library.publishers):
        yield from _relations(audit, library)
    if audit.held and audit.year == UNDATED:
        yield (
            ("held",),
            f"the audit was held in {audit.held.words}, and it is among those without a date",
            "Add its “year”, April to March, and move the file to the folder of that year.",
            "",
        )
    if audit.added and audit.held and audit.added < date(audit.held.year, audit.held.month or 1, 1):
        yield (
            ("added",),
            f"the audit was added to the site before it was held, in {audit.held.words}",
            "Correct one of the two.",
            "",
        )
    if _DANGER.search(audit.title) and not audit.help_first:
        yield (
            ("title",),
            "readers of this audit may be in danger themselves, and “help_first” is missing",
            "Add a line “help_first: true”.",
            "Its page then starts with numbers to call.",
        )
    if audit.questions_status == "confirmed" and not audit.questions:
        yield ("questions_status",), "there are no questions to confirm", "Delete the line.", ""
    for name in ("title", "method"):
        for words in odd_name(getattr(audit, name) or ""):
            yield (name,), *words, ""
    for index, question in enumerate(audit.questions):
        if number := _NUMBERED.match(question):
            yield (
                ("questions", index),
                f"the question starts with “{number[0].strip()}”, and the page numbers it already",
                "Take it out.",
                "",
            )
        if not question.endswith("?"):
            yield (
                ("questions", index),
                f"the question {quoted(question, 40)} has no question mark",
                "Add it. If it is no question, take it out or make it one.",
                "",
            )


def _headings(audit: Audit) -> Iterator[Oversight]:
    """Yield each sentence without a heading that follows one with a heading."""
    for name in Audit.LISTS:
        for index, (above, finding) in enumerate(pairwise(getattr(audit, name)), start=1):
            if above.heading and not finding.heading:
                yield (
                    (name, index),
                    f"this stands below “{above.heading}”, the heading of the one above it",
                    "Write “heading” here too. If it has none, put it above those that have one.",
                    "Readers take it for a part of what is below that heading.",
                )


def _numbers(audit: Audit) -> Iterator[Oversight]:
    sample = audit.sample
    counts = Counter[str | None]()
    for rating in audit.ratings:
        counts[rating.of] += rating.count or 0
    rated = max(counts.values(), default=0)
    if sample and sample.size is not None and rated > sample.size:
        yield (
            ("ratings",),
            f"the ratings add up to {rated}, and the sample has {sample.size}",
            "Check the briefing. If it rated something else than the sample, leave it.",
            "",
        )
    for path, label in _alone(audit):
        yield (
            path,
            f"one alone is {quoted(label, 40)}",
            "Leave these numbers out, unless the briefing is published with them.",
            "Together with the rest it may show who that is.",
        )


def _alone(audit: Audit) -> Iterator[tuple[Path, str]]:
    """Yield path and words of each count of one, in groups and in ratings."""
    sample = audit.sample
    for index, group in enumerate(sample.groups if sample else ()):
        if group.count == 1:
            yield ("sample", "groups", index, "count"), group.label
    for number, split in enumerate(sample.splits if sample else ()):
        for index, group in enumerate(split.groups):
            if group.count == 1:
                yield ("sample", "splits", number, "groups", index, "count"), group.label
    for index, rating in enumerate(audit.ratings):
        if rating.count == 1:
            yield ("ratings", index, "count"), rating.label


def _relations(audit: Audit, library: Library) -> Iterator[Oversight]:
    followed = library.audit_by_id.get(audit.follows or "")
    if followed and library.publisher_of(followed) != library.publisher_of(audit):
        yield (
            ("follows",),
            f"the audit {quoted(followed.id)} is another publisher's",
            "If this audit does not repeat it, take the line out.",
            "",
        )
    for name in Audit.LISTS:
        for index, finding in enumerate(getattr(audit, name)):
            shown = {guide.id for guide in library.guidance_for(audit, finding.guidance)}
            hidden = [
                one for one in finding.guidance if one in library.guidance_by_id.keys() - shown
            ]
            if hidden:
                guides = counted(len(hidden), "guide is", "guides are")
                yield (
                    (name, index, "guidance"),
                    f"{guides} not shown here: {', '.join(hidden)}",
                    "Take out what is not shown.",
                    "Our own guides do not answer the findings of another publisher.",
                )
