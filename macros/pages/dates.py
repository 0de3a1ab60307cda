"""Dates in words."""

from __future__ import annotations

from datetime import date

from macros.records.fields import MONTHS


def day_in_words(day: date) -> str:
    """Return a date for a reader: ``23 November 2026``, whatever language the computer has."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
