"""What the partnership does because of its audits, and what became of it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo, field_validator

from macros.problems import quoted
from macros.records.dates import Day, ProgrammeYear, Year, day_in_words
from macros.records.fields import (
    AuditId,
    FollowedById,
    GroupId,
    GuidanceId,
    Id,
    Markdown,
    PlainText,
    ThemeId,
    check_is_no_placeholder,
    fault,
    linked_records,
    text_like,
)
from macros.records.record import DayAdded, Record

#: The statuses of a response, and that of an update as well: it may say that nothing will follow.
ResponseStatus = Literal["done", "ongoing", "in progress", "planned"]
UpdateStatus = Literal["done", "ongoing", "in progress", "planned", "stopped"]

#: The statuses of a response that has been made. One in progress or planned has not been.
MADE = ("done", "ongoing")

#: The statuses after which nothing more is expected.
CLOSED = ("done", "stopped")


@dataclass(frozen=True)
class DueDate:
    """When something is due: on ``last_day``, or in its month if the day is not known."""

    last_day: date
    is_month: bool = False

    @property
    def words(self) -> str:
        """The date in words: ``31 March 2027`` or ``March 2027``."""
        words = day_in_words(self.last_day)
        return words.partition(" ")[2] if self.is_month else words

    @property
    def phrase(self) -> str:
        """The date with its preposition: ``on 31 March 2027`` or ``in March 2027``."""
        return f"{'in' if self.is_month else 'on'} {self.words}"

    @property
    def machine(self) -> str:
        """The date as editors write it: ``2027-03-31`` or ``2027-03``."""
        return self.last_day.isoformat()[: 7 if self.is_month else 10]


def _parse_due(value: object) -> DueDate:
    text = value if isinstance(value, str) else ""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?", text)
    try:
        if not match:
            raise ValueError
        year, month = int(match[1]), int(match[2])
        if match[3]:
            return DueDate(date(year, month, int(match[3])))
        return DueDate(date(year, month, monthrange(year, month)[1]), is_month=True)
    except ValueError:
        raise fault(
            f"{quoted(text)} is not a day or a month",
            "Write year-month-day or year-month, for example 2027-03-31 or 2027-03.",
        ) from None


Due = Annotated[
    DueDate,
    PlainValidator(_parse_due),
    text_like("[0-9]{4}-[0-9]{2}(-[0-9]{2})?", number=True),
]


def _check_is_a_role(owner: str) -> str:
    """Return an owner without initials. The guard knows names, but not “J. Smith” or “J.S.”."""
    if re.search(r"\b[A-Z]\.", owner):
        raise fault(
            "this has what may be the initials of a person",
            "Write the role or the group that sees to it, for example “business manager”.",
        )
    return owner


class ResponseGroup(Record):
    """A heading of the response page."""

    id: Id = Field(description="Its permanent address.", examples=["implementing-changes"])
    title: PlainText = Field(
        description="The heading in the briefing.", examples=["Implementing changes"]
    )


class Update(Record):
    """What has happened to a response since its briefing reported it."""

    day: Day = Field(
        description="The day on which this was known to be so.", examples=["2027-03-31"]
    )
    status: UpdateStatus = Field(description="How far it was on that day.", examples=["done"])
    text: Markdown = Field(
        description="What has happened, in a sentence or two.",
        examples=["The guide was published and sent to all agencies."],
    )
    evidence: Markdown | None = Field(
        default=None,
        description="What shows it: a link, or the name of a document.",
        examples=["[Multi-agency guidance](https://www.example.org/guidance)"],
    )


class Response(Record):
    """Something that the partnership does because of what its audits found."""

    id: Id = Field(description="Its permanent address.", examples=["strategy-meetings-guide"])
    group: GroupId = Field(
        description="An id from the groups at the top of the file.", examples=["learning"]
    )
    year: Year = Field(
        description="The year of the briefing that reported it.", examples=["2022/23"]
    )
    status: ResponseStatus = Field(
        description="How far it was when the briefing reported it.", examples=["done"]
    )
    added: DayAdded = None
    text: Annotated[Markdown, AfterValidator(check_is_no_placeholder)] = Field(
        description="The briefing's own sentence, word for word.",
        examples=[
            "We have developed a guide around [strategy meetings](guidance:strategy-meetings)"
        ],
    )
    audits: tuple[AuditId, ...] = Field(
        default=(), description="Audits that it answers.", examples=[["2022-23/strategy-meetings"]]
    )
    themes: tuple[ThemeId, ...] = Field(
        default=(), description="Themes that it answers.", examples=[["strategy-meetings"]]
    )
    guidance: tuple[GuidanceId, ...] = Field(
        default=(),
        description="Guides that it is about, if the sentence does not link them.",
        examples=[["timelines"]],
    )
    owner: Annotated[PlainText, AfterValidator(_check_is_a_role)] | None = Field(
        default=None,
        description="Who sees to it: a role or a group, never a person's name.",
        examples=["business manager"],
    )
    due: Due | None = Field(
        default=None,
        description="The day or the month by which it should be done.",
        examples=["2027-03"],
    )
    updates: tuple[Update, ...] = Field(
        default=(), description="What has happened since the briefing, one entry for each day."
    )
    followed_by: tuple[FollowedById, ...] = Field(
        default=(),
        description="The audit that measured it, by folder and name, or the response that took "
        "its place, by id.",
        examples=[["2023-24/strategy-meetings"]],
    )

    @field_validator("updates")
    @classmethod
    def _updates_after_report(
        cls, updates: tuple[Update, ...], info: ValidationInfo
    ) -> tuple[Update, ...]:
        year: ProgrammeYear | None = info.data.get("year")
        for update in updates:
            if year and update.day < year.first_day:
                raise fault(
                    f"an update is of {day_in_words(update.day)}, but the response was reported "
                    f"in {year}",
                    "Correct the day of the update, or the year of the response.",
                )
        return updates

    @field_validator("followed_by")
    @classmethod
    def _followed_by_something_later(
        cls, ids: tuple[str, ...], info: ValidationInfo
    ) -> tuple[str, ...]:
        year: ProgrammeYear | None = info.data.get("year")
        for record_id in ids:
            if record_id == info.data.get("id"):
                raise fault(
                    "this response says that it is followed by itself",
                    "Write the id of the response that took its place, or take the line out.",
                )
            if year and "/" in record_id and record_id.partition("/")[0] < year.slug:
                raise fault(
                    f"the audit {record_id} is older than this response, which was reported in "
                    f"{year}",
                    "Name an audit of the same year or a later one. "
                    "Audits that it answers belong after “audits:”.",
                )
        return ids

    # --- What became of it ---

    @property
    def history(self) -> tuple[Update, ...]:
        """Its updates, newest first. Of the same day, the one further down in the file is newer."""
        return tuple(sorted(self.updates, key=lambda update: update.day)[::-1])

    @property
    def status_now(self) -> UpdateStatus:
        """How far it is: as the newest update says, or as reported if there is none."""
        return self.history[0].status if self.updates else self.status

    @property
    def last_heard(self) -> date:
        """The day of the newest update, or the end of the year that reported it."""
        return self.history[0].day if self.updates else self.year.last_day

    @property
    def silent_from(self) -> date | None:
        """The day from which it has had no update for twelve months; none if nothing is awaited."""
        last = self.last_heard
        day = 28 if (last.month, last.day) == (2, 29) else last.day
        return None if self.status_now in CLOSED else date(last.year + 1, last.month, day)

    def is_overdue(self, by: date | None) -> bool:
        """Whether it was due before a day, and is neither done nor stopped."""
        return bool(by and self.due and self.due.last_day < by and self.status_now not in CLOSED)

    def is_silent(self, by: date | None) -> bool:
        """Whether it was awaited and had no update in the twelve months before a day."""
        return bool(by and self.silent_from and self.silent_from <= by)

    @property
    def made_in(self) -> ProgrammeYear | None:
        """The year in which it was first reported as made; none if it never was."""
        if self.status in MADE:
            return self.year
        days = (update.day for update in self.updates if update.status in MADE)
        return min((ProgrammeYear.of(day) for day in days), default=None)

    @property
    def linked(self) -> frozenset[tuple[str, str]]:
        """Kind and id of each record that its sentence links to."""
        return frozenset(linked_records(self.text))

    @property
    def about(self) -> frozenset[tuple[str, str]]:
        """Kind and id of each audit, theme and guide that it names or links to."""
        named = (("audit", self.audits), ("theme", self.themes), ("guidance", self.guidance))
        listed = {(kind, record_id) for kind, ids in named for record_id in ids}
        return self.linked.union(listed)


def common_year(responses: Iterable[Response]) -> str:
    """Return the year that reported all of these responses, or nothing if any has an update."""
    years = {"" if response.updates else str(response.year) for response in responses}
    return years.pop() if len(years) == 1 else ""


def status_note(responses: Sequence[Response]) -> str:
    """Return whose the statuses of responses are, or nothing if each has an update."""
    if all(response.updates for response in responses):
        return ""
    if year := common_year(responses):
        return f"Status as this site reads the {year} briefing. No update since."
    return "Where there is no update, the status is how this site reads the briefing."
