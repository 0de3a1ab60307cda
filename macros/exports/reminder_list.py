"""The format of the list of all findings as JSON: models that also give its JSON Schema."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from macros.addresses.links import item_address
from macros.addresses.site_urls import SiteUrls
from macros.records.dates import UNDATED
from macros.records.fields import ID_PATTERN
from macros.records.findings import Finding, Recommendation
from macros.records.library import Library
from macros.records.publishers import Agency
from macros.records.records import Audit, Guidance, Situation, Theme
from macros.records.responses import ResponseGroup

_ID = ID_PATTERN.pattern
_YEAR = r"([0-9]{4}-[0-9]{2}(-to-[0-9]{4}-[0-9]{2})?|undated)"
_ONE_YEAR = r"[0-9]{4}/[0-9]{2}"

Text = Annotated[str, Field(min_length=1)]


class Entry(BaseModel):
    """The base of everything in a file for programs."""

    model_config = ConfigDict(extra="forbid")


class Named(Entry):
    """A theme, a situation, a guide or a group of responses."""

    id: str = Field(pattern=f"^{_ID}$")
    title: Text

    @classmethod
    def of(cls, record: Agency | Theme | Situation | Guidance | ResponseGroup) -> Named:
        """Return the entry of a record."""
        return cls(id=record.id, title=record.title)


class SourceEntry(Entry):
    """The publication that the sentences of an audit were taken from."""

    title: Text
    url: str | None


class AuditOfFinding(Entry):
    """The audit that a finding is of."""

    id: str = Field(pattern=f"^{_YEAR}/{_ID}$")
    title: Text
    year: Annotated[str, Field(pattern=f"^{_ONE_YEAR}( to {_ONE_YEAR})?$")] | None = Field(
        description="The year of the audit programme, several, or null if not given."
    )
    held: Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2})?$")] | None = Field(
        description="Year and month, the year alone, or null if not recorded."
    )
    kind: Text
    publisher: Text
    area: Text | None = Field(description="The area it is about, if not its publisher's own.")
    source: SourceEntry | None = Field(description="Null if the data name none.")


class FindingEntry(Entry):
    """A practice reminder, good practice, or what else an audit found or recommended."""

    id: str = Field(pattern=f"^{_YEAR}/{_ID}#{_ID}$")
    text: Text
    points: list[Text] = Field(description="The points below the sentence.")
    heading: Text | None = Field(description="The briefing's heading above it, if it has one.")
    owner: Text | None = Field(description="Who is to see to a recommendation.")
    due: Text | None = Field(description="By when, in the briefing's words.")
    agencies: list[Named] = Field(description="Whom it is for, if it says so.")
    audit: AuditOfFinding
    themes: list[Named]
    situations: list[Named]
    guidance: list[Named]
    address: str = Field(
        pattern=f"#{_ID}$",
        description=(
            "Where the finding is on the site; from the top of the site if the site was built "
            "without its address."
        ),
    )


class FindingList(Entry):
    """What the audits found: practice reminders, good practice, what is neither, recommendations.

    Ids are permanent; the wording is the briefing's own.
    """

    model_config = ConfigDict(title="Findings of the audits")

    schema_file: str = Field(alias="$schema")
    reminders: list[FindingEntry]
    good_practice: list[FindingEntry]
    found: list[FindingEntry] = Field(description="What is neither reminder nor good practice.")
    recommendations: list[FindingEntry]


def finding_entry(library: Library, urls: SiteUrls, audit: Audit, finding: Finding) -> FindingEntry:
    """Return the entry of a finding, with the titles beside the ids."""
    source = audit.source
    return FindingEntry(
        id=f"{audit.id}#{finding.id}",
        text=finding.text,
        points=list(finding.points),
        heading=finding.heading,
        owner=finding.owner if isinstance(finding, Recommendation) else None,
        due=finding.due if isinstance(finding, Recommendation) else None,
        agencies=[Named.of(library.agency_by_id[i]) for i in finding.agencies],
        audit=AuditOfFinding(
            id=audit.id,
            title=audit.title,
            year=None if audit.year == UNDATED else audit.year,
            held=audit.held.machine if audit.held else None,
            kind=audit.kind,
            publisher=library.publisher_of(audit).name,
            area=audit.area,
            source=SourceEntry(title=source.title, url=source.url) if source else None,
        ),
        themes=[Named.of(library.theme_by_id[i]) for i in finding.themes],
        situations=[Named.of(library.situation_by_id[i]) for i in finding.situations],
        guidance=[Named.of(library.guidance_by_id[i]) for i in finding.guidance],
        address=urls.top + urls.from_top(item_address(audit, finding)),
    )
