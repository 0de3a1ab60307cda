"""The types of the fields of records: what each accepts, and the message for anything else.

* ``PlainText`` is shown exactly as written. Every character is escaped. ``Sentence`` is plain text
  quoted word for word from a briefing.
* ``Markdown`` may hold emphasis and links: ``[SMART](guidance:smart-planning)``.
* ``ThemeId``, ``GuidanceId`` and the like refer to another record. They and the links in
  ``Markdown`` are looked up in the validation context, a :class:`KnownRecords`, if there is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Protocol, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import with_info_after_validator_function

from macros.problems import quoted
from macros.records.icons import ICON_PATTERN, icon_fault


def fault(message: str, remedy: str, at: str = "") -> PydanticCustomError:
    """Return an error with a message for the editor: what is wrong, and how to fix it.

    ``at`` is the field to show it at, if the rule concerns a whole record.
    """
    return PydanticCustomError(
        "fault", "{message}", {"message": message, "remedy": remedy, "at": at}
    )


def _require_text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if not value:
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return value


def text_like(pattern: str, *, number: bool = False) -> WithJsonSchema:
    """Return the JSON Schema of a text that matches a pattern.

    ``number``: without quotation marks, code editors take it for a number.
    """
    types = ["string", "integer"] if number else "string"
    return WithJsonSchema({"type": types, "pattern": f"^{pattern}$"})


# --- Other records ----------------------------------------------------------------------------


class KnownRecords(Protocol):
    """The validation context: which records exist."""

    def fault_of(self, kind: str, record_id: str) -> tuple[str, str] | None:
        """Return a message and a remedy if there is no record of this kind with this id."""


def _look_up(kind: str, record_id: str, known: KnownRecords | None) -> None:
    words = known.fault_of(kind, record_id) if known else None
    if words:
        raise fault(*words)


@dataclass(frozen=True)
class Reference:
    """Marks a field whose value is the id of a record of another kind."""

    kind: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        _look_up(self.kind, value, info.context)
        return value


@dataclass(frozen=True)
class MarkdownText:
    """Marks a field whose text is Markdown and may link to other records."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        for target in LINK_PATTERN.findall(value):
            kind, _, record_id = target.partition(":")
            if kind in LINKED_KINDS:
                _look_up(kind, record_id, info.context)
            elif not ADDRESS_PATTERN.fullmatch(target):
                raise fault(
                    f"the link to {quoted(target)} leads nowhere",
                    "Write the whole address, https://…, or name one of our pages: guidance:id, "
                    "theme:id, situation:id or audit:year/name.",
                )
        return value


LINK_PATTERN = re.compile(r"\]\(\s*([^)\s]*)")
LINKED_KINDS = ("guidance", "theme", "situation", "audit")


def linked_records(markdown: str) -> Iterator[tuple[str, str]]:
    """Yield kind and id of each record that a text links to.

    >>> list(linked_records("[SMART](guidance:smart), [our page](https://www.example.org)"))
    [('guidance', 'smart')]
    """
    for target in LINK_PATTERN.findall(markdown):
        kind, _, record_id = target.partition(":")
        if kind in LINKED_KINDS:
            yield kind, record_id


ThemeId = Annotated[str, StringConstraints(min_length=1), Reference("theme")]
SituationId = Annotated[str, StringConstraints(min_length=1), Reference("situation")]
GuidanceId = Annotated[str, StringConstraints(min_length=1), Reference("guidance")]
AgencyId = Annotated[str, StringConstraints(min_length=1), Reference("agency")]
AuditId = Annotated[str, StringConstraints(min_length=1), Reference("audit")]
#: The id of a publisher, or its name as its record has it.
PublisherId = Annotated[str, StringConstraints(min_length=1), Reference("publisher")]
GroupId = Annotated[str, StringConstraints(min_length=1), Reference("response group")]
#: An audit or, without a slash, a response.
FollowedById = Annotated[str, StringConstraints(min_length=1), Reference("follow-up")]
#: One of our own pages, as a path in ``docs/``.
PagePath = Annotated[str, StringConstraints(min_length=1), Reference("page")]


# --- Text -------------------------------------------------------------------------------------

#: The placeholders in the examples of CONTRIBUTING.md.
_PLACEHOLDER = re.compile(
    r"the (?:briefing['’]s own (?:sentence|words)|guide['’]s own name)", re.IGNORECASE
)


def check_is_no_placeholder(value: str) -> str:
    """Return a text. Raises an error if it is a placeholder copied from an example."""
    if _PLACEHOLDER.match(value):
        raise fault(
            f"{quoted(value)} is what the example says",
            "Write the words of the briefing or of the guide in its place.",
        )
    return value


#: Words of somebody who has nothing to say. Readers would take them for words of the briefing.
_NO_ANSWER = re.compile(
    r"[-–—?.…/_*]+|n[./]?a\.?|nil|none|no|yes|nothing|tb[acd]|unknown|_no response_|not applicable"
    r"|not (?:yet )?(?:known|recorded|given|stated|available|confirmed)|(?:see|as) above|to follow"
    r"|no(?:ne|thing) (?:was |were )?(?:identified|noted|found|recorded|known|reported|to report)"
    r"|to be (?:added|agreed|announced|confirmed|decided)",
    re.IGNORECASE,
)


def is_no_answer(text: str) -> bool:
    """Whether a text only says that there is nothing to say.

    >>> is_no_answer("N/A"), is_no_answer("None identified."), is_no_answer("No child was seen")
    (True, True, False)
    """
    return bool(_NO_ANSWER.fullmatch(text.strip(" .!()[]")) or _NO_ANSWER.fullmatch(text))


def check_is_answer(value: str) -> str:
    """Return a text. Raises an error if it only says that there is nothing to say."""
    if is_no_answer(value):
        raise PydanticCustomError("no_answer", "no answer")
    return value


PlainText = Annotated[str, StringConstraints(min_length=1)]
#: A name, which readers see beside what it names.
Name = Annotated[PlainText, AfterValidator(check_is_answer)]
Markdown = Annotated[str, StringConstraints(min_length=1), MarkdownText()]
#: Words quoted exactly from a briefing.
Sentence = Annotated[Name, AfterValidator(check_is_no_placeholder)]


# --- Ids --------------------------------------------------------------------------------------

#: The ids of the findings in the example of CONTRIBUTING.md.
EXAMPLE_IDS = frozenset({"a-short-name", "another-short-name"})

ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: The most characters of an id: it becomes the name of a file.
LONGEST_ID = 80


def _check_id(value: str) -> str:
    if not ID_PATTERN.fullmatch(value):
        suggestion = as_id(value)
        raise fault(
            f"{quoted(value)} cannot be used as an id",
            "Use small letters, digits and single hyphens"
            + (f", for example “{suggestion}”." if suggestion else "."),
        )
    if len(value) > LONGEST_ID:
        raise fault(
            f"this id has {len(value)} characters",
            f"Choose a short name of at most {LONGEST_ID}, such as police-reports.",
        )
    if value in EXAMPLE_IDS:
        raise fault(
            f"{quoted(value)} is what the example says",
            "Write a short name that tells this entry from the others, such as police-reports.",
        )
    if value == "index":
        raise fault(
            "“index” is the name of the page that lists all others",
            "Choose another.",
        )
    return value


def as_id(value: str) -> str:
    """Return the id that is closest to a text; empty if there is none.

    >>> as_id("Naïve practice (2)")
    'naive-practice-2'
    """
    return re.sub(r"[^a-z0-9]+", "-", without_accents(value.lower())).strip("-")


def without_accents(text: str) -> str:
    """Return a text with the plain letter in place of each that has an accent."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


Id = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_check_id),
    text_like(ID_PATTERN.pattern),
]


def _check_icon(value: str) -> str:
    if words := icon_fault(value):
        raise fault(*words)
    return value


#: The name of an icon that comes with Material for MkDocs.
IconName = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_check_icon),
    text_like(ICON_PATTERN.pattern),
]


# --- Dates and numbers ------------------------------------------------------------------------

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

    __slots__ = ()

    def __new__(cls, value: str) -> Self:  # noqa: D102
        years = re.findall(r"([0-9]{4})/([0-9]{2})", value)
        expected = " to ".join(f"{year}/{(int(year) + 1) % 100:02}" for year, _ in years)
        if value not in (expected, _NO_YEAR) or sorted(set(years)) != years or len(years) > 2:
            raise fault(
                f"{quoted(value)} is not a year of the audit programme",
                "Write two years that follow each other, for example 2022/23.",
            )
        return super().__new__(cls, value)

    @property
    def _order(self) -> tuple[int, int]:
        return (self.last, self.first)

    def __lt__(self, other: str) -> bool:
        return self._order < ProgrammeYear(other)._order

    def __gt__(self, other: str) -> bool:
        return self._order > ProgrammeYear(other)._order

    @property
    def slug(self) -> str:
        """The year in addresses and folder names: ``2022-23``, ``2016-17-to-2017-18``."""
        return "undated" if self == _NO_YEAR else re.sub("[/ ]", "-", self)

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


_NO_YEAR = "Date not given"
#: The year of an audit that gives none. Its folder is ``undated``.
UNDATED = ProgrammeYear(_NO_YEAR)

Year = Annotated[
    ProgrammeYear,
    PlainValidator(lambda value: ProgrammeYear(_require_text(value))),
    text_like("[0-9]{4}/[0-9]{2}( to [0-9]{4}/[0-9]{2})?"),
]


def _parse_held(value: Any) -> Any:
    text = _require_text(value)
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
    text = _require_text(value)
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


def _parse_count(value: Any) -> Any:
    text = _require_text(value)
    if re.fullmatch(r"[0-9]{1,4}", text):
        return int(text)
    raise fault(f"{quoted(text)} is not a whole number", "Write digits only, for example 7.")


Count = Annotated[int, BeforeValidator(_parse_count), text_like("[0-9]{1,4}", number=True)]


# --- Addresses --------------------------------------------------------------------------------

ADDRESS_PATTERN = re.compile(r"https?://[^\s<>\"'`\\]+\.[^\s<>\"'`\\]+")


def _check_address(value: str) -> str:
    if not ADDRESS_PATTERN.fullmatch(value):
        raise fault(
            f"{quoted(value)} is not a web address",
            "Write the whole address as the browser shows it, starting with “https://”.",
        )
    return value


WebAddress = Annotated[
    str, StringConstraints(min_length=1), AfterValidator(_check_address), text_like("https?://.+")
]


def _check_site_address(value: str) -> str:
    if "/YEAR/" in value:
        raise fault(
            f"{quoted(value)} is what the example says",
            "Write the address that is meant, for example /audits/2022-23/domestic-abuse/.",
        )
    if not re.fullmatch(r"/([A-Za-z0-9_-]+/)*(#[A-Za-z0-9_-]+)?", value):
        raise fault(
            f"{quoted(value)} is not an address of this site",
            "Write what comes after the name of the site, from “/” to “/”, for example "
            "/audits/2022-23/domestic-abuse/. A place on a page follows after “#”.",
        )
    return value


SiteAddress = Annotated[
    str, StringConstraints(min_length=1), AfterValidator(_check_site_address), text_like("/.*")
]


def _check_number(value: str) -> str:
    if not re.fullmatch(r"[0-9]+( [0-9]+)*", value):
        raise fault(
            f"{quoted(value)} is not a telephone number",
            "Write digits and single spaces only, for example 0121 788 4300.",
        )
    return value


TelephoneNumber = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_check_number),
    text_like("[0-9]+( [0-9]+)*", number=True),
]
