"""The parts of an audit that are not findings: its sample, figures, ratings and source."""

from __future__ import annotations

import re

from pydantic import Field, ValidationInfo, field_validator, model_validator

from macros.problems import quoted
from macros.records.dates import Day
from macros.records.fields import Count, Name, PlainText, Sentence, WebAddress, fault
from macros.records.record import Record


class SampleGroup(Record):
    """A part of what an audit looked at."""

    count: Count | None = Field(
        default=None,
        description="How many of the sample are in this group, if it is a number.",
        examples=[2],
    )
    label: Sentence = Field(
        description="What they have in common, in the briefing's words.",
        examples=["in receipt of early help"],
    )

    @property
    def words(self) -> str:
        """The group in words: ``2 in receipt of early help``, or its label alone."""
        return self.label if self.count is None else f"{self.count} {self.label}"


def _total(groups: tuple[SampleGroup, ...]) -> int | None:
    """Return how many are in groups; none if one of them has no number."""
    counts = [group.count for group in groups if group.count is not None]
    return sum(counts) if len(counts) == len(groups) else None


class Split(Record):
    """Another way in which the sample was divided, independent of its groups."""

    by: PlainText = Field(description="By what it was divided.", examples=["sex"])
    groups: tuple[SampleGroup, ...] = Field(description="Its parts.")


class Sample(Record):
    """What an audit looked at."""

    unit: PlainText = Field(
        description="What was counted, in the plural, such as children, meetings or families.",
        examples=["children"],
    )
    size: Count | None = Field(
        default=None, description="How many were looked at, if known.", examples=[7]
    )
    groups: tuple[SampleGroup, ...] = Field(
        default=(), description="The parts of the sample. Their counts add up to the size."
    )
    splits: tuple[Split, ...] = Field(
        default=(), description="Other ways in which the sample was divided, each on its own."
    )

    @field_validator("unit")
    @classmethod
    def _in_the_plural(cls, unit: str) -> str:
        several = {"child": "children", "meeting": "meetings", "family": "families"}
        if unit in several:
            raise fault(
                f"“{unit}” is one, and “unit” says what was counted in the plural",
                f"Write “{several[unit]}”.",
            )
        if number := re.match(r"\d+ (.+)", unit):
            raise fault(
                f"{quoted(unit)} has a number, and “unit” only says what was counted",
                f"Write “{number[1]}”. The number goes after “size:”.",
            )
        return unit

    @field_validator("groups")
    @classmethod
    def _counts_add_up(
        cls, groups: tuple[SampleGroup, ...], info: ValidationInfo
    ) -> tuple[SampleGroup, ...]:
        total, size = _total(groups), info.data.get("size")
        if groups and None not in (total, size) and total != size:
            raise fault(
                f"the groups of the sample add up to {total}, but its size is {size}",
                "Correct the counts or the size, so that they agree. "
                "Leave the groups out if they are not known.",
            )
        return groups

    @field_validator("splits")
    @classmethod
    def _no_more_than_all(
        cls, splits: tuple[Split, ...], info: ValidationInfo
    ) -> tuple[Split, ...]:
        size = info.data.get("size")
        for split in splits:
            total = _total(split.groups)
            if size is not None and total is not None and total > size:
                raise fault(
                    f"the groups by {split.by} add up to {total}, but the size is {size}",
                    "Correct the counts or the size, so that they agree.",
                )
        return splits


class Rating(Record):
    """How an audit rated what it looked at, as the briefing has it."""

    of: Name | None = Field(
        default=None,
        description="What was rated, if not the whole: a standard, a question or an area of work.",
        examples=["Safer recruitment"],
    )
    label: Sentence = Field(
        description="The rating in the briefing's words.", examples=["requires improvement"]
    )
    count: Count | None = Field(
        default=None, description="How many were rated so, if it is a number.", examples=[4]
    )


class OriginalBriefing(Record):
    """The publication that an audit's sentences were taken from."""

    title: Name = Field(description="Its title.", examples=["Neglect: learning briefing"])
    url: WebAddress | None = Field(
        default=None, description="Its address.", examples=["https://www.example.org/neglect.pdf"]
    )
    read: Day | None = Field(
        default=None, description="The day on which it was read.", examples=["2026-11-23"]
    )


class Figure(Record):
    """A figure that an audit measured. It is shown as it was counted, never as a percentage."""

    count: Count = Field(description="How many met the standard.", examples=[5])
    of: Count = Field(description="How many were looked at.", examples=[6])

    @model_validator(mode="after")
    def _is_part_of_whole(self) -> Figure:
        if not self.count <= self.of:
            raise fault(
                f"{self.count} is more than the {self.of} that were looked at",
                "Correct the number after “count”, or the number after “of”.",
                at="count",
            )
        return self
