"""Days, months and years: what a field accepts, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, PlainValidator

from macros.problems import quoted
from macros.records.fields import fault, require_text, text_like

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_in_words(day: date) -> str:
    """Return a date in words, ``23 November 2026``, independently of the locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, order=True)
class AuditDate:
    """When an audit was held. ``month`` is 1 to 12, or ``None`` where only the year is known."""

    year: int
    month: int | None = None

    @property
    def words(self) -> str:
        """The date in words: ``August 2022`` or ``2022``."""
        return f"{MONTHS[self.month - 1]} {self.year}" if self.month else str(self.year)

    @property
    def machine(self) -> str:
        """The date for the ``datetime`` attribute of HTML: ``2022-08`` or ``2022``."""
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)


class ProgrammeYear(str):
    """The year of the audit programme, April to March, as editors write it: ``2022/23``.

    An audit may be of several, ``2016/17 to 2017/18``, or of an unknown one: :data:`UNDATED`.
    It is a string, and serialises as one. It sorts by its end; an unknown year is the oldest.
    Raises ValueError if the text is not two consecutive years.

    >>> year = ProgrammeYear("2022/23")
    >>> year.slug, year.first, year.last, year.contains(AuditDate(2023, 3))
    ('2022-23', 2022, 2023, True)
    """

    def __new__(cls, value: str) -> Self:  # noqa: D102
        years = re.findall(r"([0-9]{4})/([0-9]{2})", value)
        expected = " to ".join(f"{year}/{(int(year) + 1) % 100:02}" for year, _ in years)
        if value not in (expected, _NO_YEAR) or sorted(set(years)) != years or len(years) > 2:
            raise fault(
                f"{quoted(value)} is not a year of the audit programme",
                "Write two years that follow each other, for example 2022/23."
                + (_WITHOUT_A_DATE if re.search("date|known", value, re.IGNORECASE) else ""),
            )
        return super().__new__(cls, value)

    @property
    def _order(self) -> tuple[int, int]:
        return (self.last, self.first)

    def __lt__(self, other: str) -> bool:
        return self._order < ProgrammeYear(other)._order

    def __gt__(self, other: str) -> bool:
        return self._order > ProgrammeYear(other)._order

    @cached_property
    def slug(self) -> str:
        """The year in addresses and folder names: ``2022-23``, ``2016-17-to-2017-18``."""
        return "undated" if self == _NO_YEAR else self.replace("/", "-").replace(" ", "-")

    @property
    def after_noun(self) -> str:
        """The year after a noun: audits “of 2022/23”, or “without a date”."""
        return "without a date" if self == _NO_YEAR else f"of {self}"

    @property
    def first(self) -> int:
        """The calendar year in which it starts."""
        return date.min.year if self == _NO_YEAR else int(self[:4])

    @property
    def last(self) -> int:
        """The calendar year in which it ends."""
        return date.min.year if self == _NO_YEAR else int(self[-7:-3]) + 1

    @property
    def first_day(self) -> date:
        """The day on which it starts."""
        return date(self.first, 4, 1)

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return date.min if self == _NO_YEAR else date(self.last, 3, 31)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the year that a day is in.

        >>> ProgrammeYear.of(date(2024, 3, 31)), ProgrammeYear.of(date(2024, 4, 1))
        ('2023/24', '2024/25')
        """
        first = day.year - (day.month < 4)
        return cls(f"{first}/{(first + 1) % 100:02}")

    def contains(self, held: AuditDate) -> bool:
        """Whether an audit of this date can belong to this year."""
        if self == _NO_YEAR:
            return True
        if held.month is None:
            return self.first <= held.year <= self.last
        return (self.first, 4) <= (held.year, held.month) <= (self.last, 3)


_WITHOUT_A_DATE = (
    " If the briefing gives no date, leave the line out. The file then belongs in the folder "
    "data/audits/undated/."
)
_NO_YEAR = "Date not given"
#: The year of an audit that gives none. Its folder is ``undated``.
UNDATED = ProgrammeYear(_NO_YEAR)


def of_years(years: Sequence[ProgrammeYear]) -> str:
    """Return the words after “the audits”: a year or the range of some, newest first.

    >>> of_years([ProgrammeYear("2023/24"), ProgrammeYear("2021/22"), UNDATED])
    'of 2021/22 to 2023/24 and without a date'
    """
    dated = [year for year in years if year != UNDATED]
    words = [UNDATED.after_noun] if UNDATED in years else []
    if dated:
        first, last = dated[-1][:7], dated[0][-7:]
        words.insert(0, f"of {first}" if first == last else f"of {first} to {last}")
    return " and ".join(words)


Year = Annotated[
    ProgrammeYear,
    PlainValidator(lambda value: ProgrammeYear(require_text(value))),
    text_like("[0-9]{4}/[0-9]{2}( to [0-9]{4}/[0-9]{2})?"),
]


def _parse_held(value: Any) -> Any:
    text = require_text(value)
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?", text)
    if not match or (match[2] and not 1 <= int(match[2]) <= 12):
        raise fault(
            f"{quoted(text)} is not a month",
            "Write the year and the month as numbers, for example 2022-08 for August 2022. "
            "Write the year alone if the month is not known, or leave the line out.",
        )
    return AuditDate(int(match[1]), int(match[2]) if match[2] else None)


HeldDate = Annotated[
    AuditDate,
    BeforeValidator(_parse_held),
    text_like("[0-9]{4}(-(0[1-9]|1[0-2]))?", number=True),
]

#: The placeholder for a day in the examples of CONTRIBUTING.md.
EXAMPLE_DAY = "YYYY-MM-DD"


def _parse_date(value: Any) -> Any:
    text = require_text(value)
    if text == EXAMPLE_DAY:
        raise fault(
            f"“{text}” is what the example says",
            "Write the day in its place: year-month-day, for example 2026-11-23.",
        )
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise fault(
            f"{quoted(text)} is not a date", "Write year-month-day, for example 2026-11-23."
        ) from None


Day = Annotated[date, BeforeValidator(_parse_date), text_like("[0-9]{4}-[0-9]{2}-[0-9]{2}")]
