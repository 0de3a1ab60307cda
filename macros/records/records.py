"""The records that editors write in ``data/``, as frozen, typed values.

Each class is one kind of record; its fields are of the types in ``fields.py`` and
``dates.py``. A field that a class does not have is an error: a misspelt optional name is the
commonest way to lose information without noticing. A relation is written on one side only;
``library.py`` computes the other side.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import (
    AfterValidator,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from macros.problems import quoted
from macros.records.audit_parts import OriginalBriefing, Rating, Sample
from macros.records.colours import ColourName
from macros.records.dates import UNDATED, AuditDate, Day, HeldDate, Year
from macros.records.fields import (
    AuditId,
    GuidanceId,
    IconName,
    Id,
    Markdown,
    Name,
    PagePath,
    PlainText,
    PublisherId,
    Sentence,
    SituationId,
    ThemeId,
    WebAddress,
    fault,
    text_like,
)
from macros.records.findings import (
    MOST_KEY_REMINDERS,
    Finding,
    Found,
    GoodPractice,
    Recommendation,
    Reminder,
)
from macros.records.record import Aliases, DayAdded, DayOfReview, Record, check_review

# --- Audits -----------------------------------------------------------------------------------


#: What an audit can be, in one word: its kind ends in one of them, and its pages use it.
NOUNS = ("audit", "review", "inspection", "dip sample", "survey", "visit", "self-assessment")
#: What an audit is unless it says so.
MULTI_AGENCY = "multi-agency audit"
_KIND = f"(.* )?({'|'.join(NOUNS)})"


def _check_kind(kind: str) -> str:
    if not re.fullmatch(_KIND, kind):
        raise fault(
            f"{quoted(kind)} does not say in its last word what it is",
            f"End it with one of: {', '.join(NOUNS)}. For example “single-agency audit”.",
        )
    return kind


Kind = Annotated[Name, AfterValidator(_check_kind), text_like(_KIND)]


class Audit(Record):
    """An audit, a review or an inspection: one file in ``data/audits/<year>/``."""

    slug: Id = Field(
        description="The file's name. It is part of the address.", examples=["domestic-abuse"]
    )
    title: Name = Field(description="The theme of the audit.", examples=["Domestic abuse"])
    aliases: Aliases = ()
    year: Year = Field(
        default_factory=lambda: UNDATED,
        description="The year of the audit programme.",
        examples=["2022/23"],
    )
    held: HeldDate | None = Field(
        default=None, description="Year and month, or the year alone.", examples=["2022-08"]
    )
    added: DayAdded = None
    kind: Kind = Field(
        default=MULTI_AGENCY,
        description=f"What it is. Its end is one of: {', '.join(NOUNS)}.",
        examples=["thematic review"],
    )
    follows: AuditId | None = Field(
        default=None,
        description="The earlier audit that it repeats or follows up.",
        examples=["2022-23/neglect"],
    )
    source: OriginalBriefing | None = Field(
        default=None,
        description="The briefing that its sentences were taken from.",
        examples=[{"title": "Neglect: learning briefing"}],
    )
    method: Name | None = Field(
        default=None, description="How the audit was done.", examples=["deep dive"]
    )
    icon: IconName = Field(
        default="material/file-document-outline",
        description="A simple drawing beside its name. It is never shown alone.",
        examples=["material/home-outline"],
    )
    publisher: PublisherId | None = Field(
        default=None,
        description="Whose learning it is, if not ours: an id from data/publishers.yml.",
        examples=["easton-scp"],
    )
    area: Name | None = Field(
        default=None,
        description="The area that it is about, if that is not its publisher's own.",
        examples=["Easton"],
    )
    help_first: bool = Field(
        default=False,
        description="Whether its pages start with numbers for readers who are not safe themselves.",
        examples=[True],
    )
    background: tuple[Sentence, ...] = Field(
        default=(),
        description="The briefing's own sentences, one each.",
        examples=[["In August 2022 a deep dive audit was undertaken."]],
    )
    sample: Sample | None = Field(
        default=None,
        description="What was looked at, if known.",
        examples=[{"unit": "children", "size": 6}],
    )
    ages: Name | None = Field(
        default=None,
        description="The ages of the children as a range in words, if known.",
        examples=["5 months to 18 years"],
    )
    ratings: tuple[Rating, ...] = Field(default=(), description="How it rated what it saw.")
    guidance: tuple[GuidanceId, ...] = Field(
        default=(),
        description="Guides that the briefing names for the whole audit.",
        examples=[["da-learning-briefing"]],
    )
    good_practice: tuple[GoodPractice, ...] = Field(description="What was done well.")
    reminders: tuple[Reminder, ...] = Field(description="What the findings remind us to do.")
    found: tuple[Found, ...] = Field(
        default=(), description="What it found that is neither good practice nor a reminder."
    )
    recommendations: tuple[Recommendation, ...] = Field(
        default=(),
        description="What it asks a partnership or its agencies to do, not every practitioner.",
    )
    what_they_did: tuple[Sentence, ...] = Field(
        default=(),
        description="What its publisher did about it, if that is not us. Ours is in "
        "data/responses.yml.",
        examples=[["The partnership has written a protocol."]],
    )
    questions: tuple[Sentence, ...] = Field(
        default=(),
        description="Questions for a team to talk about, made from the reminders' own words.",
        examples=[["How do we check whether a family is known to MARAC?"]],
    )
    questions_status: Literal["draft", "confirmed"] = Field(
        default="draft",
        description="Whether the partnership has confirmed the questions.",
        examples=["confirmed"],
    )

    @property
    def id(self) -> str:
        """Year and file name: ``2022-23/domestic-abuse``."""
        return f"{self.year.slug}/{self.slug}"

    #: The fields that list what it found.
    LISTS: ClassVar = ("good_practice", "found", "recommendations", "reminders")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Its reminders, its good practice, then what else it found and recommended."""
        return (*self.reminders, *self.good_practice, *self.found, *self.recommendations)

    @property
    def noun(self) -> str:
        """What it is, in a sentence: an audit, a review, an inspection, a dip sample."""
        return next(noun for noun in NOUNS if self.kind.endswith(noun))

    @property
    def what(self) -> str:
        """What it is, as it begins a line: ``Thematic review``."""
        return self.kind[:1].upper() + self.kind[1:]

    @property
    def key_reminders(self) -> tuple[Reminder, ...]:
        """The reminders to remember first: chosen in the data, never by the site."""
        return tuple(reminder for reminder in self.reminders if reminder.key)

    @property
    def named(self) -> str:
        """What other pages call it: ``Neglect audit``. A title that says “audit” stays as it is."""
        last = self.noun.rpartition(" ")[2]
        return self.title if self.title.lower().endswith(last) else f"{self.title} {self.noun}"

    @property
    def when(self) -> str:
        """When it was held, as precisely as is known: ``August 2022``, ``2022`` or ``2022/23``."""
        return self.held.words if self.held else self.year

    @property
    def when_after_noun(self) -> str:
        """The same after a noun: an audit “of August 2022”, or “without a date”."""
        return f"of {self.held.words}" if self.held else self.year.after_noun

    @field_validator("reminders")
    @classmethod
    def _few_are_key(cls, reminders: tuple[Reminder, ...]) -> tuple[Reminder, ...]:
        count = sum(bool(reminder.key) for reminder in reminders)
        if count > MOST_KEY_REMINDERS:
            raise fault(
                f"{count} reminders have a line “key”, and the page shows {MOST_KEY_REMINDERS}",
                f"Keep the line at {MOST_KEY_REMINDERS} of them, and delete the others.",
            )
        return reminders

    @field_validator("what_they_did")
    @classmethod
    def _what_others_did(cls, done: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if done and not info.data.get("publisher", "one that is not there yet"):
            raise fault(
                "this is our own audit, and “what_they_did” is for those of other publishers",
                "Move it to data/responses.yml. If the audit is not ours, add its “publisher”.",
            )
        return done

    @field_validator("follows")
    @classmethod
    def _follows_another(cls, follows: str | None, info: ValidationInfo) -> str | None:
        year = info.data.get("year")
        if follows and year and follows == f"{year.slug}/{info.data.get('slug')}":
            raise fault("an audit cannot follow itself", "Name the earlier one.")
        return follows

    @field_validator("held")
    @classmethod
    def _held_near_its_year(cls, held: AuditDate | None, info: ValidationInfo) -> AuditDate | None:
        year = info.data.get("year")
        if held and year and not year.contains(AuditDate(held.year)):
            raise fault(
                f"the audit was held in {held.words}, but its year is {year}",
                f"Correct one of the two. Audits of {year} are held in {year.first} or "
                f"{year.last}.",
            )
        return held


# --- Themes, situations -----------------------------------------------------------------------


class Statement(Record):
    """What the audit group said about a theme in one year."""

    year: Year = Field(description="The year of the briefing.", examples=["2022/23"])
    text: tuple[Sentence, ...] = Field(
        description="The briefing's own sentences, one each.",
        examples=[["In August 2022 a deep dive audit was undertaken."]],
    )
    recurs: bool = Field(
        default=False,
        description="Whether it says that this keeps coming up. The board summary quotes it then.",
        examples=[True],
    )


class Theme(Record):
    """A cross-cutting theme: what we want to do differently."""

    id: Id = Field(description="Its permanent address.", examples=["siblings"])
    title: PlainText = Field(
        description="Its name in the briefing.", examples=["Consideration of siblings"]
    )
    short: PlainText = Field(
        description="A name of one or two words, for narrow tables.", examples=["Siblings"]
    )
    icon: IconName = Field(
        default="material/bookmark-outline",
        description="A simple drawing beside its name. It is never shown alone.",
        examples=["material/account-supervisor"],
    )
    colour: ColourName = Field(
        default="slate",
        description="Its colour, beside its name. Each can be read in the light and in the dark.",
        examples=["plum"],
    )
    aliases: Aliases = ()
    statements: tuple[Statement, ...] = Field(description="What was said about it, by year.")

    @field_validator("statements")
    @classmethod
    def _one_for_each_year(cls, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        years = [statement.year for statement in statements]
        if twice := next((year for year in years if years.count(year) > 1), None):
            raise fault(
                f"there are two statements of {twice}",
                "Put the sentences of both below one line “text:”, and delete the other entry.",
            )
        return statements

    @property
    def newest_first(self) -> tuple[Statement, ...]:
        """What was said about it, newest year first."""
        return tuple(sorted(self.statements, key=lambda said: said.year, reverse=True))


class Situation(Record):
    """A moment of practice that reminders apply to."""

    id: Id = Field(description="Its permanent address.", examples=["strategy-meeting"])
    title: PlainText = Field(description="Its name.", examples=["Strategy meeting"])
    summary: PlainText = Field(
        description="When it applies, in one sentence.",
        examples=["Before, during and after a strategy meeting."],
    )
    first: Markdown | None = Field(
        default=None,
        description="What to do first. The numbers to call stand below it.",
        examples=["Call, or use [the form](https://www.example.org/form)."],
    )
    kicker: ClassVar[str] = "Situation"
    folder: ClassVar[str] = "situations"
    checklist: ClassVar[str] = "meeting"
    icon: IconName = Field(
        default="material/compass-outline",
        description="A simple drawing beside its name. It is never shown alone.",
        examples=["material/forum-outline"],
    )
    aliases: Aliases = ()

    @property
    def heading(self) -> str:
        """The title of its page."""
        return self.title


# --- Guidance ------------------------------------------------------------------------------

GuidanceStatus = Literal["published", "draft", "in development", "link to be confirmed"]


class Guidance(Record):
    """A guide or resource that the briefing names, or that we wrote."""

    id: Id = Field(description="Its permanent address.", examples=["smart-planning"])
    title: Sentence = Field(description="Its name.", examples=["SMART planning"])
    publisher: PlainText | None = Field(
        default=None, description="Who it comes from, if not from us.", examples=["NSPCC"]
    )
    status: GuidanceStatus = Field(
        description="Whether readers can have it, and how far it is.", examples=["draft"]
    )
    page: PagePath | None = Field(
        default=None,
        description="Our own page, as a path in docs/.",
        examples=["guidance/smart-planning.md"],
    )
    url: WebAddress | None = Field(
        default=None,
        description="Where it is on the web.",
        examples=["https://www.example.org/guide"],
    )
    look_here: WebAddress | None = Field(
        default=None,
        description="The nearest place to look while the link is not confirmed.",
        examples=["https://www.example.org/"],
    )
    note: Markdown | None = Field(
        default=None,
        description="What a reader must know about it.",
        examples=["It goes with [the guide on timelines](guidance:timelines)."],
    )
    meanwhile: GuidanceId | None = Field(
        default=None,
        description="A guide of ours that helps until this one can be linked.",
        examples=["smart-planning"],
    )
    reviewed: Day | None = Field(
        default=None, description="When it was last checked.", examples=["2026-11-23"]
    )
    review_by: DayOfReview = None
    themes: tuple[ThemeId, ...] = Field(
        default=(), description="Themes it helps with.", examples=[["smart-plans"]]
    )
    situations: tuple[SituationId, ...] = Field(
        default=(), description="Moments it helps with.", examples=[["planning-and-review"]]
    )
    aliases: Aliases = ()

    @property
    def is_here(self) -> bool:
        """Whether readers can have it: as a page of ours, or on the web."""
        return bool(self.page or self.url)

    @field_validator("review_by")
    @classmethod
    def _review_is_later(cls, review_by: date | None, info: ValidationInfo) -> date | None:
        return check_review(review_by, info.data.get("reviewed"))

    @model_validator(mode="after")
    def _target_agrees_with_status(self) -> Guidance:
        if self.page and self.url:
            raise fault(
                "a guide has either a page of ours or a web address, not both",
                "Take out “page” or “url”.",
                at="url",
            )
        if self.status == "published" and not self.is_here:
            raise fault(
                "a published guide needs to say where it is",
                "Add “page” or “url”, or change the status to “link to be confirmed”.",
                at="status",
            )
        if self.status == "draft" and not (self.page and self.reviewed):
            raise fault(
                "a draft needs a page of ours and the date it was last reviewed",
                "Add “page” and “reviewed”, whichever is missing.",
                at="status",
            )
        if self.status in ("in development", "link to be confirmed") and self.is_here:
            raise fault(
                f"the status is “{self.status}”, but the guide already has a page or an address",
                "Change the status to “published” or “draft”, or use “look_here” for an address "
                "that is only near it.",
                at="status",
            )
        return self
