"""The records that editors write in ``data/``, as frozen, typed values.

Each class is one kind of record; its fields are of the types in ``fields.py``. A field that a class
does not have is an error: a misspelt optional name is the commonest way to lose information without
noticing. A relation is written on one side only; ``library.py`` computes the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from macros.records.colours import ColourName
from macros.records.fields import (
    ADDRESS_PATTERN,
    AuditId,
    Count,
    Day,
    GroupId,
    GuidanceId,
    HeldDate,
    IconName,
    Id,
    Markdown,
    MarkdownText,
    PlainText,
    Reference,
    Sentence,
    SiteAddress,
    SituationId,
    TelephoneNumber,
    ThemeId,
    WebAddress,
    Year,
    check_is_no_placeholder,
    fault,
)

SSCP = "Solihull Safeguarding Children Partnership"


class Record(BaseModel):
    """What every record has in common: it cannot change, and unknown keys are errors."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        field_title_generator=lambda name, _: name.replace("_", " ").capitalize(),
    )


@dataclass(frozen=True)
class Relation:
    """A place in a record where another record is named.

    ``path`` is the place from the top of the record, ``kind`` and ``id`` say what is named.
    """

    path: tuple[str | int, ...]
    kind: str
    id: str


LINK_PATTERN = re.compile(r"\]\(\s*([^)\s]*)")
LINKED_KINDS = ("guidance", "theme", "situation", "audit")


def relations(record: Record) -> Iterator[Relation]:
    """Yield each place where a record names another one, links in Markdown included."""
    for name, kind, is_markdown in _relation_fields(type(record)):
        value = getattr(record, name)
        if value is None:
            continue
        items = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for index, item in items:
            path = (name,) if index is None else (name, index)
            if isinstance(item, Record):
                for inner in relations(item):
                    yield Relation((*path, *inner.path), inner.kind, inner.id)
            elif kind:
                yield Relation(path, kind, item)
            elif is_markdown:
                for target in LINK_PATTERN.findall(item):
                    yield Relation(path, *_link_target(target))


def relations_of_faulty(kind: type[Record], value: Any) -> Iterator[Relation]:
    """Yield the relations of what was meant as a record of a kind and has a fault.

    ``value`` is what stands in the file. What is not where it should be is left out.
    """
    if not isinstance(value, dict):
        return
    for name, named, is_markdown in _relation_fields(kind):
        inner = value.get(name)
        items = enumerate(inner) if isinstance(inner, list) else [(None, inner)]
        for index, item in items:
            path = (name,) if index is None else (name, index)
            if isinstance(item, dict):
                for nested in _nested_kinds(kind, name):
                    for found in relations_of_faulty(nested, item):
                        yield Relation((*path, *found.path), found.kind, found.id)
            elif not isinstance(item, str) or not item or (index is None) == _is_list(kind, name):
                continue
            elif named:
                yield Relation(path, named, item)
            elif is_markdown:
                for target in LINK_PATTERN.findall(item):
                    yield Relation(path, *_link_target(target))


def _is_list(kind: type[Record], name: str) -> bool:
    return getattr(kind.model_fields[name].annotation, "__origin__", None) is tuple


def _nested_kinds(kind: type[Record], name: str) -> list[type[Record]]:
    annotation = kind.model_fields[name].annotation
    types = [annotation, *getattr(annotation, "__args__", ())]
    return [t for t in types if isinstance(t, type) and issubclass(t, Record)]


def _link_target(target: str) -> tuple[str, str]:
    """Return (kind, id) of a link in Markdown.

    An address of the web is of kind ``web``; the kind is empty if the link leads nowhere.
    """
    kind, _, rest = target.partition(":")
    if kind in LINKED_KINDS:
        return kind, rest
    return ("web" if ADDRESS_PATTERN.fullmatch(target) else ""), target


@cache
def _relation_fields(model: type[Record]) -> tuple[tuple[str, str | None, bool], ...]:
    """Return (field, kind of record it names, is Markdown) for the fields worth looking into."""
    found = []
    for name, field in model.model_fields.items():
        arguments = getattr(field.annotation, "__args__", ())
        marks = [*field.metadata, *(m for a in arguments for m in getattr(a, "__metadata__", ()))]
        kind = next((mark.kind for mark in marks if isinstance(mark, Reference)), None)
        is_markdown = any(isinstance(mark, MarkdownText) for mark in marks)
        types = [field.annotation, *arguments]
        nested = any(isinstance(t, type) and issubclass(t, Record) for t in types)
        if kind or is_markdown or nested:
            found.append((name, kind, is_markdown))
    return tuple(found)


def _check_review(last: date | None, review_by: date | None) -> None:
    """Raise an error if something should be looked at again before it was looked at last."""
    if last and review_by and review_by <= last:
        raise fault(
            f"it was looked at on {last}, and “review_by” is {review_by}",
            "“review_by” is the day until which someone should look again. Write a later one.",
            at="review_by",
        )


# --- Audits -----------------------------------------------------------------------------------


class SampleGroup(Record):
    """A part of what an audit looked at."""

    count: Count = Field(description="How many of the sample are in this group.", examples=[2])
    label: Sentence = Field(
        description="What they have in common, in the briefing's words.",
        examples=["in receipt of early help"],
    )


class Sample(Record):
    """What an audit looked at."""

    unit: Literal["children", "meetings"] = Field(
        description="What was counted.", examples=["children"]
    )
    size: Count = Field(description="How many were looked at.", examples=[7])
    groups: tuple[SampleGroup, ...] = Field(
        default=(), description="The parts of the sample. Their counts add up to the size."
    )

    @model_validator(mode="after")
    def _counts_add_up(self) -> Sample:
        total = sum(group.count for group in self.groups)
        if self.groups and total != self.size:
            raise fault(
                f"the groups of the sample add up to {total}, but its size is {self.size}",
                "Correct the counts or the size, so that they agree. "
                "Leave the groups out if they are not known.",
                at="groups",
            )
        return self


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


class GoodPractice(Record):
    """Something that an audit found was done well."""

    id: Id = Field(
        description="Its permanent address on the audit's page. Never change it once published.",
        examples=["police-reports"],
    )
    text: Sentence = Field(description="The briefing's own sentence, word for word.")
    themes: tuple[ThemeId, ...] = Field(default=(), description="Ids from data/themes.yml.")
    situations: tuple[SituationId, ...] = Field(
        default=(), description="Ids from data/situations.yml."
    )
    guidance: tuple[GuidanceId, ...] = Field(default=(), description="Ids from data/guidance.yml.")
    figure: Figure | None = Field(
        default=None,
        description="The figure in the sentence, if it has one such as 5/6.",
        examples=[{"count": 5, "of": 6}],
    )

    @model_validator(mode="after")
    def _figure_is_in_the_text(self) -> GoodPractice:
        if self.figure is None:
            return self
        written = f"{self.figure.count}/{self.figure.of}"
        if not re.search(rf"(?<![0-9]){written}(?![0-9])", self.text):
            raise fault(
                f"the figure {written} is not in the sentence",
                "Write the figure exactly as the sentence has it, or take the line out.",
                at="figure",
            )
        return self


class Reminder(Record):
    """A practice reminder: what an audit's findings remind practitioners to do."""

    id: Id = Field(
        description="Its permanent address on the audit's page. Never change it once published.",
        examples=["known-to-marac"],
    )
    text: Sentence = Field(description="The briefing's own sentence, word for word.")
    themes: tuple[ThemeId, ...] = Field(default=(), description="Ids from data/themes.yml.")
    situations: tuple[SituationId, ...] = Field(
        default=(), description="Ids from data/situations.yml."
    )
    guidance: tuple[GuidanceId, ...] = Field(default=(), description="Ids from data/guidance.yml.")


class Audit(Record):
    """A themed audit: one file in ``data/audits/<year>/``."""

    slug: Id = Field(description="The file's name. It is part of the address.")
    title: PlainText = Field(description="The theme of the audit.", examples=["Domestic abuse"])
    aliases: tuple[PlainText, ...] = Field(default=(), description="Other words people search for.")
    year: Year = Field(description="The year of the audit programme.", examples=["2022/23"])
    held: HeldDate | None = Field(
        default=None, description="Year and month, or the year alone.", examples=["2022-08"]
    )
    added: Day | None = Field(
        default=None,
        description="The day on which it was added to the site. “What's new” goes by it.",
        examples=["2026-11-23"],
    )
    method: PlainText | None = Field(
        default=None, description="How the audit was done.", examples=["deep dive"]
    )
    icon: IconName = Field(
        default="material/file-document-outline",
        description="A simple drawing beside its name. It never stands alone.",
        examples=["material/home-outline"],
    )
    publisher: PlainText = Field(default=SSCP, description="Who published it, if not the SSCP.")
    background: tuple[Sentence, ...] = Field(
        default=(), description="The briefing's own sentences, one each."
    )
    sample: Sample | None = Field(
        default=None,
        description="What was looked at, if known.",
        examples=[{"unit": "children", "size": 6}],
    )
    guidance: tuple[GuidanceId, ...] = Field(
        default=(), description="Guides that the briefing names for the whole audit."
    )
    good_practice: tuple[GoodPractice, ...] = Field(description="What was done well.")
    reminders: tuple[Reminder, ...] = Field(description="What the findings remind us to do.")

    @property
    def id(self) -> str:
        """Year and file name: ``2022-23/domestic-abuse``."""
        return f"{self.year.slug}/{self.slug}"

    @property
    def when(self) -> str:
        """When it was held, as precisely as is known: ``August 2022``, ``2022`` or ``2022/23``."""
        return self.held.words if self.held else self.year

    @model_validator(mode="after")
    def _held_near_its_year(self) -> Audit:
        year = self.year
        if self.held and self.held.year not in (year.first, year.last):
            raise fault(
                f"the audit was held in {self.held.words}, but its year is {year}",
                f"Correct one of the two. Audits of {year} are held in {year.first} or "
                f"{year.last}.",
                at="held",
            )
        return self


# --- Themes, situations -----------------------------------------------------------------------


class Statement(Record):
    """What the audit group said about a theme in one year."""

    year: Year = Field(description="The year of the briefing.", examples=["2022/23"])
    text: tuple[Sentence, ...] = Field(description="The briefing's own sentences, one each.")


class Theme(Record):
    """A cross-cutting theme: what we want to do differently."""

    id: Id = Field(description="Its permanent address.", examples=["siblings"])
    title: PlainText = Field(description="Its name in the briefing.")
    short: PlainText = Field(description="A name of one or two words, for narrow tables.")
    icon: IconName = Field(
        default="material/bookmark-outline",
        description="A simple drawing beside its name. It never stands alone.",
        examples=["material/account-supervisor"],
    )
    colour: ColourName = Field(
        default="slate",
        description="Its colour, beside its name. Each can be read in the light and in the dark.",
        examples=["plum"],
    )
    aliases: tuple[PlainText, ...] = Field(default=(), description="Other words people search for.")
    statements: tuple[Statement, ...] = Field(description="What was said about it, by year.")


class Situation(Record):
    """A moment of practice that reminders apply to."""

    id: Id = Field(description="Its permanent address.", examples=["strategy-meeting"])
    title: PlainText = Field(description="Its name.", examples=["Strategy meeting"])
    summary: PlainText = Field(description="When it applies, in one sentence.")
    icon: IconName = Field(
        default="material/compass-outline",
        description="A simple drawing beside its name. It never stands alone.",
        examples=["material/forum-outline"],
    )
    aliases: tuple[PlainText, ...] = Field(default=(), description="Other words people search for.")


# --- Guidance and its sources -----------------------------------------------------------------

GuidanceStatus = Literal["published", "draft", "in development", "link to be confirmed"]


class Guidance(Record):
    """A guide or resource that the briefing names, or that we wrote."""

    id: Id = Field(description="Its permanent address.", examples=["smart-planning"])
    title: Sentence = Field(description="Its name.")
    publisher: PlainText = Field(default=SSCP, description="Who it comes from.")
    status: GuidanceStatus = Field(description="Whether readers can have it, and how far it is.")
    page: PlainText | None = Field(
        default=None,
        description="Our own page, as a path in docs/.",
        examples=["guidance/smart-planning.md"],
    )
    url: WebAddress | None = Field(default=None, description="Where it is on the web.")
    look_here: WebAddress | None = Field(
        default=None, description="The nearest place to look while the link is not confirmed."
    )
    note: Markdown | None = Field(default=None, description="What a reader must know about it.")
    meanwhile: GuidanceId | None = Field(
        default=None, description="A guide of ours that helps until this one can be linked."
    )
    reviewed: Day | None = Field(
        default=None, description="When it was last checked.", examples=["2026-11-23"]
    )
    review_by: Day | None = Field(
        default=None,
        description="Until when it should be looked at again.",
        examples=["2027-11-23"],
    )
    themes: tuple[ThemeId, ...] = Field(default=(), description="Themes it helps with.")
    situations: tuple[SituationId, ...] = Field(default=(), description="Moments it helps with.")
    aliases: tuple[PlainText, ...] = Field(default=(), description="Other words people search for.")

    @model_validator(mode="after")
    def _review_is_later(self) -> Guidance:
        _check_review(self.reviewed, self.review_by)
        return self

    @model_validator(mode="after")
    def _target_agrees_with_status(self) -> Guidance:
        has_target = bool(self.page or self.url)
        if self.page and self.url:
            raise fault(
                "a guide has either a page of ours or a web address, not both",
                "Take out “page” or “url”.",
                at="url",
            )
        if self.status == "published" and not has_target:
            raise fault(
                "a published guide needs to say where it is",
                "Add “page” or “url”, or change the status to “link to be confirmed”.",
                at="status",
            )
        if self.status == "draft" and not (self.page and self.reviewed):
            raise fault(
                "a draft needs a page of ours and the date it was last reviewed",
                "Add “page” and “reviewed”, whichever is not there.",
                at="status",
            )
        if self.status in ("in development", "link to be confirmed") and has_target:
            raise fault(
                f"the status is “{self.status}”, but the guide has a place already",
                "Change the status to “published” or “draft”, or use “look_here” for an address "
                "that is only near it.",
                at="status",
            )
        return self


class Source(Record):
    """A published source that guidance pages cite."""

    id: Id = Field(description="How pages cite it: [^id].", examples=["leeds-smart-planning"])
    title: PlainText = Field(description="The title of the page or document.")
    publisher: PlainText = Field(description="Who published it.")
    url: WebAddress | None = Field(default=None, description="Its address, if known.")
    year: PlainText | None = Field(default=None, description="The year it was published, if known.")
    reviewed: Day | None = Field(
        default=None,
        description="When someone last looked whether it is still there and says the same.",
        examples=["2026-11-23"],
    )
    review_by: Day | None = Field(
        default=None,
        description="Until when it should be looked at again.",
        examples=["2027-11-23"],
    )
    scope: Literal["national", "solihull", "west-midlands", "other-area"] = Field(
        description="Where its rules apply. Another area's rule is never Solihull's."
    )

    @model_validator(mode="after")
    def _review_is_later(self) -> Source:
        _check_review(self.reviewed, self.review_by)
        return self


# --- Responses --------------------------------------------------------------------------------


class ResponseGroup(Record):
    """A heading of the response page."""

    id: Id = Field(description="Its permanent address.", examples=["implementing-changes"])
    title: PlainText = Field(description="The heading in the briefing.")


class Response(Record):
    """Something that the partnership does because of what its audits found."""

    id: Id = Field(description="Its permanent address.")
    group: GroupId = Field(description="An id from the groups at the top of the file.")
    year: Year = Field(description="The year of the briefing that reported it.")
    status: Literal["done", "ongoing", "in progress", "planned"] = Field(
        description="How far it was when the briefing reported it."
    )
    added: Day | None = Field(
        default=None,
        description="The day on which it was added to the site. “What's new” goes by it.",
        examples=["2026-11-23"],
    )
    text: Annotated[Markdown, AfterValidator(check_is_no_placeholder)] = Field(
        description="The briefing's own sentence, word for word."
    )
    audits: tuple[AuditId, ...] = Field(default=(), description="Audits that it answers.")
    themes: tuple[ThemeId, ...] = Field(default=(), description="Themes that it answers.")
    guidance: tuple[GuidanceId, ...] = Field(
        default=(), description="Guides that it is about, if the sentence does not link them."
    )


# --- Glossary, contacts -----------------------------------------------------------------------


class GlossaryTerm(Record):
    """An acronym or term, and what it means."""

    id: Id = Field(description="Its permanent address.", examples=["marac"])
    term: PlainText = Field(description="The term as it is written.", examples=["MARAC"])
    expansion: PlainText | None = Field(default=None, description="The long form of an acronym.")
    definition: PlainText = Field(description="What it means, in one or two plain sentences.")
    aliases: tuple[PlainText, ...] = Field(
        default=(), description="Other forms of the same thing. Pages explain them as well."
    )
    search_words: tuple[PlainText, ...] = Field(
        default=(), description="Other words people search for. Pages do not explain them."
    )
    kind: Literal["acronym", "term"] = Field(description="Acronym or term.")
    status: Literal["confirmed", "unconfirmed"] = Field(
        default="confirmed", description="Whether the meaning is confirmed by a source."
    )
    source: PlainText | None = Field(default=None, description="Where the definition comes from.")
    scope: Literal["other-area"] | None = Field(
        default=None,
        description="Written where the definition rests on another area's page alone.",
        examples=["other-area"],
    )


class SearchWords(Record):
    """Everyday words that people type, and the words that the site uses instead."""

    id: Id = Field(description="A short name for them.", examples=["fathers"])
    typed: tuple[PlainText, ...] = Field(description="Words that people type into the search.")
    means: tuple[PlainText, ...] = Field(
        description="Words on the site that the search then tries."
    )


class Contact(Record):
    """Who to call when worried about a child."""

    id: Id = Field(description="A short name for it.")
    name: PlainText = Field(description="Who answers.")
    when: PlainText = Field(description="When to call this number.")
    number: TelephoneNumber = Field(
        description="The telephone number, as it is printed.", examples=["0121 788 4300"]
    )
    hours: tuple[PlainText, ...] = Field(default=(), description="When the line is open.")
    source: PlainText = Field(description="The page that the number was taken from.")
    source_url: WebAddress | None = Field(default=None, description="The address of that page.")
    checked: Day | None = Field(
        default=None,
        description="The day on which the number was last compared with that page itself. Left out "
        "where it was only compared with a saved copy of the page whose date is not known.",
        examples=["2026-11-23"],
    )
    review_by: Day | None = Field(
        default=None,
        description="Until when it should be looked at again.",
        examples=["2027-11-23"],
    )
    status: Literal["confirmed", "to be confirmed"] = Field(
        description="Whether the partnership has confirmed the number."
    )

    @model_validator(mode="after")
    def _review_is_later(self) -> Contact:
        _check_review(self.checked, self.review_by)
        return self


# --- The disclosure guard ---------------------------------------------------------------------


class Allowance(Record):
    """A passage that the disclosure guard lets through, because somebody looked at it."""

    text: PlainText = Field(
        description="The passage, exactly as it stands in the file.", examples=["Quill Award"]
    )
    file: PlainText | None = Field(
        default=None,
        description="The file it stands in. A * stands for any letters. All files if left out.",
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
