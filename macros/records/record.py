"""The base of every record, and the fields that several kinds of record have."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from macros.records.dates import Day
from macros.records.fields import PlainText, fault

#: Fields that several records have.
Aliases = Annotated[
    tuple[PlainText, ...],
    Field(description="Other words people search for.", examples=[["DA", "domestic violence"]]),
]
DayAdded = Annotated[
    Day | None,
    Field(
        description="The day on which it was added to the site. “What's new” goes by it.",
        examples=["2026-11-23"],
    ),
]
DayOfReview = Annotated[
    Day | None,
    Field(description="The day by which it should be looked at again.", examples=["2027-11-23"]),
]


class Record(BaseModel):
    """The base of every record: it is immutable, and unknown keys are errors."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        field_title_generator=lambda name, _: name.replace("_", " ").capitalize(),
    )


def check_review(review_by: date | None, last: date | None) -> date | None:
    """Return the day of the next review. Raises an error if it is not after the last one."""
    if last and review_by and review_by <= last:
        raise fault(
            f"it was looked at on {last}, and “review_by” is {review_by}",
            "“review_by” is the day by which someone should look again. Write a later one.",
        )
    return review_by
