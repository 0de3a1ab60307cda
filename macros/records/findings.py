"""What an audit found, each sentence with its own address: a class for each list of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, WithJsonSchema, field_validator

from macros.records.audit_parts import Figure
from macros.records.fields import (
    AgencyId,
    GuidanceId,
    Id,
    Name,
    Sentence,
    SituationId,
    ThemeId,
    fault,
)
from macros.records.figures import figures_in
from macros.records.record import Record


class Finding(Record):
    """What all that an audit found has in common."""

    id: Id = Field(
        description="Its permanent address on the audit's page. Never change it once published.",
        examples=["known-to-marac"],
    )
    text: Sentence = Field(
        description="The briefing's own sentence, word for word.",
        examples=["Check whether the family is known to MARAC"],
    )
    heading: Name | None = Field(
        default=None,
        description="The briefing's own heading above it, if it has one.",
        examples=["What needs to improve"],
    )
    themes: tuple[ThemeId, ...] = Field(
        default=(), description="Ids from data/themes.yml.", examples=[["sharing"]]
    )
    situations: tuple[SituationId, ...] = Field(
        default=(), description="Ids from data/situations.yml.", examples=[["making-a-referral"]]
    )
    agencies: tuple[AgencyId, ...] = Field(
        default=(),
        description="Whom its own sentence names: ids from data/agencies.yml.",
        examples=[["gps"]],
    )
    points: tuple[Sentence, ...] = Field(
        default=(),
        description="The points below the sentence, if the briefing has some.",
        examples=[["who was there"]],
    )
    guidance: tuple[GuidanceId, ...] = Field(
        default=(), description="Ids from data/guidance.yml.", examples=[["step-up-step-down"]]
    )

    @field_validator("agencies")
    @classmethod
    def _each_agency_once(cls, agencies: tuple[str, ...]) -> tuple[str, ...]:
        if twice := next((one for one in agencies if agencies.count(one) > 1), ""):
            raise fault(f"the agency “{twice}” is named twice", "Take one of the two out.")
        return agencies

    @property
    def in_lines(self) -> str:
        """The sentence as plain text below its heading, each point on a line of its own."""
        return "\n– ".join((self.under_heading, *self.points))

    @property
    def terms(self) -> str:
        """Who is to see to it and by when, as far as it says so."""
        return ""

    @property
    def under_heading(self) -> str:
        """The sentence, after the briefing's own heading above it if it has one."""
        return f"{self.heading}: {self.text}" if self.heading else self.text


class GoodPractice(Finding):
    """Something that an audit found was done well."""

    text: Sentence = Field(
        description="The briefing's own sentence, word for word.",
        examples=["Police reports were detailed in 5/6 cases"],
    )
    figure: Figure | None = Field(
        default=None,
        description="The figure in the sentence, if it has one such as 5/6.",
        examples=[{"count": 5, "of": 6}],
    )

    @field_validator("figure")
    @classmethod
    def _figure_is_in_the_text(cls, figure: Figure | None, info: ValidationInfo) -> Figure | None:
        sentence = info.data.get("text")
        if figure and sentence and (figure.count, figure.of) not in figures_in(sentence):
            raise fault(
                f"the figure {figure.count}/{figure.of} is not in the sentence",
                "Write the figure exactly as the sentence has it, such as 5/6, “5 of 6” or "
                "“five out of six”, or take the line out.",
            )
        return figure


#: How many reminders of an audit can be shown as those to remember first.
MOST_KEY_REMINDERS = 3


class Reminder(Finding):
    """A practice reminder: what an audit's findings remind practitioners to do."""

    key: (
        Annotated[Literal["true", "confirmed"], WithJsonSchema({"enum": [True, "confirmed"]})]
        | None
    ) = Field(
        default=None,
        description=(
            "“true” for up to three that are shown first, as chosen for this site. “confirmed” "
            "once the partnership agrees."
        ),
        examples=["confirmed"],
    )


class Found(Finding):
    """Something that an audit found and that is neither done well nor a reminder."""


class Recommendation(Finding):
    """What an audit asks a partnership or its agencies to do, not every practitioner."""

    owner: Name | None = Field(
        default=None,
        description="Who is to see to it: an agency, a role or a group, never a name.",
        examples=["Children's Social Care"],
    )
    due: Name | None = Field(
        default=None,
        description="By when, in the briefing's words.",
        examples=["within three months"],
    )

    @property
    def terms(self) -> str:  # noqa: D102
        by_when = f"Due: {self.due}" if self.due else ""
        return ". ".join(filter(None, (self.owner and f"Lead: {self.owner}", by_when)))
