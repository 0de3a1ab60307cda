"""Which records there are, and what to say of a reference to one that does not exist."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from macros.addresses.links import Address, guidance_entry_address, response_address
from macros.problems import did_you_mean, nearest, quoted, sentences
from macros.reading.entries import Entry
from macros.reading.yaml_messages import Message
from macros.records.publishers import Agency, Publisher
from macros.records.record import Record
from macros.records.records import Audit, Guidance, Situation, Theme
from macros.records.responses import Response, ResponseGroup

#: The kinds of record that other records refer to.
KIND_OF: Mapping[type[Record], str] = {
    Theme: "theme",
    Situation: "situation",
    Guidance: "guidance",
    ResponseGroup: "response group",
    Response: "response",
    Audit: "audit",
    Publisher: "publisher",
    Agency: "agency",
}

#: The kinds of record that have a page each, and the folder below ``docs/`` that it is in.
FOLDER_OF = {"theme": "themes", "situation": "situations", "agency": "agencies", "audit": "audits"}

#: The word for each of these kinds, and where editors find them.
IN_WORDS = {
    "theme": ("theme", "Themes are listed in data/themes.yml."),
    "situation": ("situation", "Situations are listed in data/situations.yml."),
    "guidance": ("guide", "Guides are listed in data/guidance.yml."),
    "response group": ("group", "Groups are listed at the top of data/responses.yml."),
    "response": ("response", "Responses are listed in data/responses.yml."),
    "audit": (
        "audit",
        "Audits are the files in data/audits. Write the folder and the name of the file without "
        "its ending, such as 2022-23/domestic-abuse.",
    ),
    "agency": ("agency", "Agencies are listed in data/agencies.yml."),
    "publisher": ("publisher", "Publishers are listed in data/publishers.yml."),
}

#: What the example of CONTRIBUTING.md has in place of the ids of themes and situations.
EXAMPLE_ID = "an-id"

#: What to do about an id that is like no other.
ADD_IT = (
    "Use one of those. If it is a new one, add it there in this same pull request: CONTRIBUTING.md "
    "shows how under “Two files in one pull request”."
)

#: The field that refers to records of a kind.
_FIELD_OF = {
    "theme": "themes",
    "situation": "situations",
    "agency": "agencies",
    "guidance": "guidance",
}


@dataclass
class KnownRecords:
    """Which records exist: the validation context of all records.

    ``published`` are the published addresses, ``pages`` the pages in ``docs/``.
    """

    published: Collection[str]
    pages: Collection[str]
    #: Maps each kind to its ids and titles, including those of records with faults.
    titles: dict[str, dict[str, str]] = field(
        default_factory=lambda: {kind: {} for kind in IN_WORDS}
    )
    #: Kinds that may have more records, in a file that could not be read.
    incomplete: set[str] = field(default_factory=set)
    #: The folder and file of the audit that is being read: it is never meant by its own references.
    reading: str = ""

    def add(self, entries: Iterable[Entry]) -> None:
        """Note the ids that others may refer to."""
        for entry in entries:
            kind = KIND_OF.get(entry.kind)
            if kind and entry.id:
                title = entry.get("name" if kind == "publisher" else "title")
                self.titles[kind][entry.id] = title if isinstance(title, str) else ""
            elif kind:
                self.incomplete.add(kind)

    def fault_of(self, kind: str, record_id: str) -> Message | None:
        """Return a message and a remedy if there is no record of this kind with this id."""
        if kind == "page":
            return None if record_id in self.pages else self._no_page(record_id)
        if kind == "follow-up":
            kind = "audit" if "/" in record_id else "response"
        known = self.titles[kind].keys()
        if record_id in known or kind in self.incomplete:
            return None
        word, where = IN_WORDS[kind]
        if record_id == EXAMPLE_ID:
            remedy = f"{where} Use one or more of those, or delete the line."
            return f"{quoted(record_id)} is what the example says", remedy
        if kind == "publisher":
            if record_id in self.titles[kind].values():
                return None
            remedy = did_you_mean(record_id, known) or ADD_IT
        elif address_of(kind, record_id) in self.published:
            remedy = self._renamed_to(kind, record_id)
        else:
            remedy = self._meant(kind, record_id)
        fault = "is not there yet" if remedy == ADD_IT else "does not exist"
        return f"the {word} {quoted(record_id)} {fault}", sentences(where, remedy)

    def new(self, kind: str) -> set[str]:
        """Return the ids of a kind that were never published."""
        return {i for i in self.titles[kind] if address_of(kind, i) not in self.published}

    def name_now(self, kind: str, record_id: str) -> str:
        """Return the new id that a record probably has now; empty if there is none."""
        new = self.new(kind)
        return nearest(record_id, new) or (min(new) if len(new) == 1 else "")

    def _no_page(self, path: str) -> Message:
        if path.startswith("docs/"):
            return f"the path {quoted(path)} starts with “docs/”", f"Write “{path[5:]}”."
        near = nearest_file(path, self.pages)
        remedy = "Write the path as it is below docs/, ending in .md."
        if not near:
            remedy = (
                "Put that page there in this same pull request, or write the path of another: as "
                "it is below docs/, ending in .md."
            )
        meant = f"Did you mean “{near}”?" if near else ""
        return f"there is no page docs/{path}", sentences(remedy, meant)

    def _meant(self, kind: str, record_id: str) -> str:
        """Return what to do about an id that never existed."""
        titles = self.titles[kind]
        by_title = {title.casefold(): one for one, title in reversed(titles.items())}
        named = by_title.get(record_id.casefold()) if kind != "audit" else None
        parts = re.split(r"\s*[;,&+]\s*|\s+(?:and\s+)?", record_id)
        if len(parts) > 1 and titles.keys() >= set(parts):
            return f"Put a comma between the ids: “{', '.join(parts)}”."
        if named:
            return f"Did you mean “{named}”? That is the id, and what you wrote is the title."
        near = nearest(record_id, titles.keys() - {self.reading})
        for other, name in _FIELD_OF.items():
            if record_id in self.titles[other]:
                word = IN_WORDS[other][0]
                if near:
                    return (
                        f"Did you mean “{near}”? If you mean the {word} “{record_id}”, write it "
                        f"after “{name}:”."
                    )
                return f"There is a {word} of that name. Write it after “{name}:”."
        return f"Did you mean “{near}”?" if near else ADD_IT

    def _renamed_to(self, kind: str, record_id: str) -> str:
        """Return what to do about a published id: its record has probably been given another one.

        Only ids that were never published can be the new one.
        """
        near = self.name_now(kind, record_id)
        is_now = f"Is it “{near}” now? " if near else ""
        thing = "file" if kind == "audit" else "entry"
        return (
            f"It was published under that name. {is_now}Give the {thing} its old name back. If the "
            "name has to change, CONTRIBUTING.md says how under “When an address has to change”."
        )


def address_of(kind: str, record_id: str) -> str:
    """Return the address of a record that others may refer to."""
    if kind == "guidance":
        return guidance_entry_address(record_id).path
    if kind in ("response group", "response"):
        return response_address(record_id).path
    return Address(f"{FOLDER_OF[kind]}/{record_id}.md").path


def nearest_file(path: str, files: Iterable[str]) -> str:
    """Return the file whose own name is most like that of a path, or an empty string.

    >>> nearest_file("forms/timeline.md", ["guidance/timelines.md", "forms/smart-plan.md"])
    'guidance/timelines.md'
    """
    names = {file.rpartition("/")[2].rpartition(".")[0]: file for file in files}
    names.pop("index", None)
    return names.get(nearest(path.rpartition("/")[2].rpartition(".")[0], names), "")
