"""The records other than audits and what they name: sources, glossary, contacts, redirects."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from macros.records.dates import Day
from macros.records.fields import (
    Id,
    PlainText,
    SiteAddress,
    TelephoneNumber,
    WebAddress,
    fault,
)
from macros.records.record import DayOfReview, Record, check_review


class Source(Record):
    """A published source that guidance pages cite."""

    id: Id = Field(description="How pages cite it: [^id].", examples=["leeds-smart-planning"])
    title: PlainText = Field(
        description="The title of the page or document.", examples=["SMART planning"]
    )
    publisher: PlainText = Field(
        description="Who published it.", examples=["Leeds Safeguarding Children Partnership"]
    )
    url: WebAddress | None = Field(
        default=None,
        description="Its address, if known.",
        examples=["https://www.example.org/smart-planning"],
    )
    year: PlainText | None = Field(
        default=None, description="The year it was published, if known.", examples=["2022"]
    )
    reviewed: Day | None = Field(
        default=None,
        description="When someone last looked whether it is still there and says the same.",
        examples=["2026-11-23"],
    )
    review_by: DayOfReview = None
    scope: Literal[
        "national", "national-copy", "professional", "solihull", "west-midlands", "other-area"
    ] = Field(
        description="Where its rules apply. Another area's rule is never Solihull's. "
        "“national-copy”: national guidance or law, as another area gives it. “professional”: a "
        "standard or guidance for professionals that is neither.",
        examples=["other-area"],
    )

    @field_validator("review_by")
    @classmethod
    def _review_is_later(cls, review_by: date | None, info: ValidationInfo) -> date | None:
        return check_review(review_by, info.data.get("reviewed"))


# --- Glossary, contacts -----------------------------------------------------------------------


#: What is said of a definition that rests on a page of another area, or of a larger one.
SCOPE_MARKS = {
    "west-midlands": "From the West Midlands procedures. Not confirmed for this area.",
    "other-area": "Another area’s definition.",
    "national-copy": "Another area’s copy of national law or guidance.",
}


class GlossaryTerm(Record):
    """An acronym or term, and what it means."""

    id: Id = Field(description="Its permanent address.", examples=["marac"])
    term: PlainText = Field(description="The term as it is written.", examples=["MARAC"])
    expansion: PlainText | None = Field(
        default=None,
        description="The long form of an acronym.",
        examples=["Multi-Agency Risk Assessment Conference"],
    )
    definition: PlainText = Field(
        description="What it means, in one or two plain sentences.",
        examples=["A meeting about the highest-risk cases of domestic abuse."],
    )
    aliases: tuple[PlainText, ...] = Field(
        default=(),
        description="Other forms of the same thing. Pages explain them as well.",
        examples=[["MARACs"]],
    )
    search_words: tuple[PlainText, ...] = Field(
        default=(),
        description="Other words people search for. Pages do not explain them.",
        examples=[["risk conference"]],
    )
    kind: Literal["acronym", "term"] = Field(description="Acronym or term.", examples=["acronym"])
    status: Literal["confirmed", "unconfirmed"] = Field(
        default="confirmed",
        description="Whether the meaning is confirmed by a source.",
        examples=["confirmed"],
    )
    source: PlainText | None = Field(
        default=None,
        description="Where the definition comes from, or where an unconfirmed term is used.",
        examples=["Working Together to Safeguard Children"],
    )
    scope: Literal["other-area", "west-midlands", "national-copy"] | None = Field(
        default=None,
        description="Written where the definition rests on another area's page alone, on "
        "regional procedures that may not apply here, or on another area's copy of national law or "
        "guidance.",
        examples=["other-area"],
    )

    @model_validator(mode="after")
    def _confirmed_by_a_source(self) -> GlossaryTerm:
        if "status" in self.model_fields_set and self.status == "confirmed" and not self.source:
            raise fault(
                "a confirmed term needs its source",
                "Add a line “source: …” that says where the meaning comes from, or write "
                "“status: unconfirmed”.",
                at="status",
            )
        return self

    @property
    def mark(self) -> str:
        """What readers see wherever its definition is not confirmed for our area, or nothing."""
        unconfirmed = "Not confirmed by a source." if self.status == "unconfirmed" else ""
        return " ".join(filter(None, (unconfirmed, SCOPE_MARKS.get(self.scope or ""))))


class SearchWords(Record):
    """Everyday words that people type, and the words that the site uses instead."""

    id: Id = Field(description="A short name for them.", examples=["fathers"])
    typed: tuple[PlainText, ...] = Field(
        description="Words that people type into the search.", examples=[["dad", "stepdad"]]
    )
    sector: tuple[PlainText, ...] = Field(
        default=(),
        description="Terms that professionals use for the same.",
        examples=[["disguised compliance"]],
    )
    old: tuple[PlainText, ...] = Field(
        default=(),
        description="Terms that were used for it before.",
        examples=[["did not attend"]],
    )
    means: tuple[PlainText, ...] = Field(
        description="Words on the site that the search then tries.", examples=[["father"]]
    )


class DistressWords(Record):
    """Words by which a search shows that somebody may be in danger."""

    id: Id = Field(description="A short name for them.", examples=["fear"])
    kind: Literal["me", "person", "danger", "both", "practice"] = Field(
        description="Oneself, a person, a danger, both at once, or a professional's question.",
        examples=["danger"],
    )
    words: tuple[PlainText, ...] = Field(
        description="Words that people type into the search. Other forms of them count as well.",
        examples=[["scared", "not safe"]],
    )


#: Who is in danger: a child that the reader worries about, or the reader.
Helps = Literal["child", "reader"]

#: The heading above the numbers to call for each.
TO_CALL: dict[Helps, str] = {
    "child": "Worried about a child?",
    "reader": "If you are not safe yourself",
}

#: What leads to both. It fits beside another link in the smallest window.
EITHER_TO_CALL = "Worried or not safe?"


class Contact(Record):
    """Who to call: when worried about a child, or for a reader who is not safe."""

    id: Id = Field(description="A short name for it.", examples=["council"])
    helps: Helps = Field(
        default="child",
        description="Who is in danger: a child that the reader worries about, or the reader.",
        examples=["reader"],
    )
    name: PlainText = Field(description="Who answers.", examples=["Solihull Council"])
    when: PlainText = Field(
        description="When to call this number.", examples=["If you are worried about a child"]
    )
    number: TelephoneNumber = Field(
        description="The telephone number, as it is printed.", examples=["0121 788 4300"]
    )
    hours: tuple[PlainText, ...] = Field(
        default=(),
        description="When the line is open.",
        examples=[["Monday to Thursday 8.45am to 5.20pm"]],
    )
    note: PlainText | None = Field(
        default=None,
        description="What else to know before calling.",
        examples=["On a mobile, press 55 if it is not safe to speak"],
    )
    website: WebAddress | None = Field(
        default=None,
        description="Where to ask for help online.",
        examples=["https://www.example.org/help"],
    )
    source: PlainText = Field(
        description="The page that the number was taken from.",
        examples=["the council's page on safeguarding children"],
    )
    source_url: WebAddress | None = Field(
        default=None,
        description="The address of that page.",
        examples=["https://www.example.org/safeguarding"],
    )
    checked: Day | None = Field(
        default=None,
        description="The day on which the number was last compared with that page itself. Left out "
        "where it was only compared with a saved copy of the page whose date is not known.",
        examples=["2026-11-23"],
    )
    review_by: DayOfReview = None
    status: Literal["confirmed", "to be confirmed"] = Field(
        description="Whether the partnership has confirmed the number.",
        examples=["to be confirmed"],
    )

    @field_validator("review_by")
    @classmethod
    def _review_is_later(cls, review_by: date | None, info: ValidationInfo) -> date | None:
        return check_review(review_by, info.data.get("checked"))

    @model_validator(mode="after")
    def _confirmed_numbers_were_checked(self) -> Contact:
        if self.status == "confirmed" and not self.checked:
            raise fault(
                "a confirmed number needs the day on which it was compared with its page",
                "Add a line “checked: …” with that day, or write “status: to be confirmed”.",
                at="status",
            )
        return self


# --- The disclosure guard ---------------------------------------------------------------------


class Allowance(Record):
    """A passage that the disclosure guard lets through, because a person has checked it."""

    text: PlainText = Field(
        description="The passage, exactly as it is in the file.", examples=["Quill Award"]
    )
    file: PlainText | None = Field(
        default=None,
        description="The file that it is in. A * is any letters. All files if left out.",
        examples=["data/audits/2023-24/*.yml"],
    )
    reason: PlainText = Field(
        description="Why it identifies nobody.", examples=["It is an award and no person"]
    )
    reviewed: Day = Field(description="When somebody last looked at it.", examples=["2026-11-23"])
    role: PlainText = Field(
        description="Who looked at it: what the person does, not the name.",
        examples=["business manager"],
    )


# --- Addresses that have changed --------------------------------------------------------------


class Redirect(Record):
    """An address that was published once, and where it leads now."""

    old: SiteAddress = Field(
        description="The address that is gone.", examples=["/audits/2022-23/domestic-violence/"]
    )
    new: SiteAddress = Field(
        description="Where it leads now.", examples=["/audits/2022-23/domestic-abuse/"]
    )
