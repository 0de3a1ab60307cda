"""The list of all responses as CSV and JSON: what each is, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from macros.addresses.links import (
    RESPONSES_CSV,
    RESPONSES_JSON,
    RESPONSES_SCHEMA,
    Address,
    response_address,
)
from macros.addresses.site_urls import SiteUrls
from macros.exports.downloads import csv_list, json_lists, json_schema, titles
from macros.exports.reminder_list import Entry, Named, Text
from macros.pages.html import without_links
from macros.pages.responses import answers, followed_by
from macros.records.library import Library
from macros.records.responses import Response, ResponseStatus, UpdateStatus


class UpdateEntry(Entry):
    """What has happened to a response since its briefing reported it."""

    day: date
    status: UpdateStatus
    text: Text
    evidence: Text | None = Field(description="In Markdown: a link, or the name of a document.")


class PlaceEntry(Entry):
    """An audit, a theme or a response, and where it is on the site."""

    title: Text
    address: Text


class ResponseEntry(Entry):
    """Something that the partnership does because of what its audits found."""

    id: Text
    text: Text
    group: Named
    year: str = Field(
        pattern=r"^[0-9]{4}/[0-9]{2}$", description="The year of the briefing that reported it."
    )
    status_reported: ResponseStatus = Field(
        description="How far it was, as this site reads that briefing."
    )
    status_now: UpdateStatus = Field(description="As the newest update says, or as reported.")
    status_from: Literal["an update", "this site’s reading of the briefing"]
    owner: Text | None = Field(description="A role or a group.")
    due: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$")] | None
    updates: list[UpdateEntry] = Field(description="Newest first.")
    followed_by: list[PlaceEntry] = Field(
        description="The audit that measured it, or the response that took its place."
    )
    answers: list[PlaceEntry] = Field(description="The audits and themes that it answers.")
    guidance: list[Named]
    address: Text = Field(description="Where the response is on the site.")


class ResponseList(Entry):
    """All responses of the partnership to what its audits found.

    Ids are permanent; the wording is the briefing's own, without its links.
    """

    model_config = ConfigDict(title="Responses")

    schema_file: str = Field(alias="$schema")
    responses: list[ResponseEntry]


def response_files(library: Library, urls: SiteUrls) -> dict[str, str]:
    """Return the path on the site and the text of each file with the list of responses."""
    entries = [_entry(library, urls, response) for response in library.responses]
    return {
        RESPONSES_CSV: csv_list(COLUMNS, entries),
        RESPONSES_JSON: json_lists(RESPONSES_SCHEMA, {"responses": entries}),
        RESPONSES_SCHEMA: json_schema(ResponseList),
    }


def _entry(library: Library, urls: SiteUrls, response: Response) -> ResponseEntry:
    def place(of: tuple[Address, str]) -> PlaceEntry:
        address, title = of
        return PlaceEntry(title=title, address=urls.top + urls.from_top(address))

    group = next(group for group in library.response_groups if group.id == response.group)
    return ResponseEntry(
        id=response.id,
        text=without_links(response.text),
        group=Named.of(group),
        year=response.year,
        status_reported=response.status,
        status_now=response.status_now,
        status_from="an update" if response.updates else "this site’s reading of the briefing",
        owner=response.owner,
        due=response.due.machine if response.due else None,
        updates=[
            UpdateEntry(**{**update.model_dump(), "text": without_links(update.text)})
            for update in response.history
        ],
        followed_by=[place(of) for of in followed_by(library, response)],
        answers=[place(of) for of in answers(library, response)],
        guidance=[Named.of(guide) for guide in library.guidance_of_response(response)],
        address=place((response_address(response.id), response.id)).address,
    )


#: Each column of the spreadsheet, and what a response has in it.
COLUMNS: dict[str, Callable[[ResponseEntry], str]] = {
    "id": lambda entry: entry.id,
    "response": lambda entry: entry.text,
    "group": lambda entry: entry.group.title,
    "reported in": lambda entry: entry.year,
    "status then": lambda entry: entry.status_reported,
    "status now": lambda entry: entry.status_now,
    "owner": lambda entry: entry.owner or "",
    "due": lambda entry: entry.due or "",
    "last update": lambda entry: entry.updates[0].day.isoformat() if entry.updates else "",
    "updates": lambda entry: " | ".join(
        f"{update.day}: {update.status}. {update.text}" for update in entry.updates
    ),
    "followed by": lambda entry: "; ".join(place.title for place in entry.followed_by),
    "answers": lambda entry: "; ".join(place.title for place in entry.answers),
    "guidance": lambda entry: titles(entry.guidance),
    "address": lambda entry: entry.address,
    "status now is from": lambda entry: entry.status_from,
}
