"""A library of many invented audits, to measure with: no two reminders are the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from macros.records.dates import AuditDate, ProgrammeYear
from macros.records.findings import GoodPractice, Reminder
from macros.records.library import Library
from macros.records.records import Audit

Item = TypeVar("Item", Reminder, GoodPractice)

REMINDERS_EACH = 10
GOOD_PRACTICE_EACH = 4
AUDITS_A_YEAR = 12


def many_audits(library: Library, size: int) -> Library:
    """Return the library with ``size`` invented audits in the place of its own.

    They are made of the real sentences, in which some words were exchanged for others of the
    glossary, so that the number of distinct words grows as it would. The same size always gives
    the same audits.
    """
    chance = random.Random(size)
    words = sorted(
        {word for term in library.glossary for word in re.findall(r"[a-z]{5,}", term.definition)}
    )
    reminders = [reminder for audit in library.audits for reminder in audit.reminders]
    practices = [practice for audit in library.audits for practice in audit.good_practice]

    def changed(sentence: str) -> str:
        def change(match: re.Match[str]) -> str:
            return chance.choice(words) if chance.random() < 0.3 else match[0]

        return re.sub(r"[a-z]{4,}", change, sentence)

    def audit(number: int) -> Audit:
        model = library.audits[number % len(library.audits)]
        start = 2022 + number // AUDITS_A_YEAR
        return model.model_copy(
            update={
                "slug": f"{model.slug}-{number + 1}",
                "title": f"{model.title} {number + 1}",
                "year": ProgrammeYear(f"{start}/{(start + 1) % 100:02}"),
                "held": AuditDate(start, number % AUDITS_A_YEAR + 1),
                "background": tuple(changed(sentence) for sentence in model.background),
                "reminders": tuple(
                    _copy(chance.choice(reminders), position, changed)
                    for position in range(REMINDERS_EACH)
                ),
                "good_practice": tuple(
                    _copy(chance.choice(practices), position, changed)
                    for position in range(REMINDERS_EACH, REMINDERS_EACH + GOOD_PRACTICE_EACH)
                ),
            }
        )

    audits = tuple(audit(number) for number in range(size))
    responses = tuple(response.model_copy(update={"audits": ()}) for response in library.responses)
    return replace(library, audits=audits, responses=responses)


def _copy(item: Item, position: int, changed: Callable[[str], str]) -> Item:
    """Return a reminder or good practice with another wording and address."""
    update = {"id": f"{item.id}-{position}", "text": changed(item.text), "figure": None}
    if isinstance(item, Reminder):
        del update["figure"]
    return item.model_copy(update=update)
