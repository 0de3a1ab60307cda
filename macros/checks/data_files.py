"""The files of ``data/``: which kind of record each holds, and what was read from them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field

from macros.addresses.published import PUBLISHED, published_addresses
from macros.checks.known_records import KIND_OF, KnownRecords
from macros.problems import Problem
from macros.reading.entries import Entry, audit_entry, audit_id
from macros.reading.files import audit_files, markdown_files, read_data
from macros.reading.yaml_source import YamlDocument
from macros.records.library import Library
from macros.records.lists import (
    Allowance,
    Contact,
    DistressWords,
    GlossaryTerm,
    Redirect,
    SearchWords,
    Source,
)
from macros.records.publishers import Agency, Publisher
from macros.records.record import Record
from macros.records.records import Audit, Guidance, Situation, Theme
from macros.records.responses import Response, ResponseGroup

#: The files of ``data/`` that hold one list of records: file name to kind of record.
LIST_FILES: dict[str, type[Record]] = {
    "publishers": Publisher,
    "agencies": Agency,
    "themes": Theme,
    "situations": Situation,
    "guidance": Guidance,
    "sources": Source,
    "glossary": GlossaryTerm,
    "contacts": Contact,
    "search": SearchWords,
    "distress": DistressWords,
    "redirects": Redirect,
    "disclosure-allowed": Allowance,
}

#: Files that may be missing. One with nothing but comments is an empty list.
OPTIONAL_FILES = frozenset(
    f"data/{name}.yml"
    for name in ("agencies", "search", "distress", "redirects", "disclosure-allowed")
)

RESPONSES_FILE = "data/responses.yml"

#: The two lists in it: name of the list to kind of record.
RESPONSE_LISTS: dict[str, type[Record]] = {"groups": ResponseGroup, "responses": Response}

R = TypeVar("R", bound=Record)


class ResponsesFile(Record):
    """The partnership's responses to its audits, and the headings that group them."""

    # The entries are read one by one: a fault in one must not hide the faults of others.

    groups: tuple[Any, ...] = Field(description="The headings of the page, in order.")
    responses: tuple[Any, ...] = Field(description="What the partnership does.")


@dataclass
class LoadedData:
    """What has been read: every document, every entry in them, and every problem."""

    known: KnownRecords
    published: Mapping[str, int]
    documents: list[YamlDocument] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    #: The problems that are not problems of a document.
    problems: list[Problem] = field(default_factory=list)

    def all_problems(self) -> list[Problem]:
        """Return all problems, those of the documents included."""
        return [*self.problems, *(p for document in self.documents for p in document.problems)]

    def all_of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of one kind, in the order of their files."""
        return tuple(e.record for e in self.entries if isinstance(e.record, kind))

    def library(self) -> Library:
        """Return the valid records as one library."""
        return Library(
            audits=self.all_of(Audit),
            publishers=self.all_of(Publisher),
            agencies=self.all_of(Agency),
            themes=self.all_of(Theme),
            situations=self.all_of(Situation),
            guidance=self.all_of(Guidance),
            sources=self.all_of(Source),
            response_groups=self.all_of(ResponseGroup),
            responses=self.all_of(Response),
            glossary=self.all_of(GlossaryTerm),
            contacts=self.all_of(Contact),
            search_words=self.all_of(SearchWords),
            distress=self.all_of(DistressWords),
            redirects=self.all_of(Redirect),
        )


# --- Reading files ----------------------------------------------------------------------------


def expected_files() -> set[str]:
    """Return the files that may be in ``data/`` besides the audits."""
    return {*(f"data/{name}.yml" for name in LIST_FILES), RESPONSES_FILE, PUBLISHED}


def read_files(root: Path) -> LoadedData:
    """Read every data file and note which records there are."""
    published = published_addresses(root)
    data = LoadedData(KnownRecords(published, markdown_files(root)), published)
    for name, kind in LIST_FILES.items():
        file = f"data/{name}.yml"
        optional = file in OPTIONAL_FILES
        if optional and not (root / file).exists():
            continue
        document = read_data(root, file, may_be_empty=optional)
        data.documents.append(document)
        if isinstance(document.value, list):
            _add_entries(document, "", document.value, kind, data)
        else:
            data.known.incomplete.add(KIND_OF.get(kind, ""))
            if document.value is not None:
                document.report((), *_list_expected(document.value))
    _read_responses(root, data)
    for file in audit_files(root):
        _read_audit(root, file, data)
    data.known.add(data.entries)
    return data


def _list_expected(value: Any) -> tuple[str, str]:
    """Return the message for something else where a file should hold a list."""
    first, inner = next(iter(value.items())) if isinstance(value, dict) and value else ("", "")
    if isinstance(value, dict) and value.keys() & {"good_practice", "reminders"}:
        return (
            "a list is expected here, and this is an audit",
            "Put back what this file held before. An audit is a file of its own: "
            "data/audits/<year>/<name>.yml.",
        )
    if isinstance(inner, dict):
        return (
            "a list is expected here",
            f"Write “- id: {first}” in place of “{first}:”, and the other entries in the same way.",
        )
    return (
        "a list is expected here",
        "Start each entry with “- ”, and put two spaces before each further line of it.",
    )


def _add_entries(
    document: YamlDocument, name: str, values: Sequence[Any], kind: type[Record], data: LoadedData
) -> None:
    """Add the entries of a list; ``name`` is empty if the list is the whole file."""
    above = (name,) if name else ()
    for index, value in enumerate(values):
        if file := _file_of(value, kind):
            document.report(
                (*above, index),
                f"this is an entry for {file}, and not for this file",
                f"Move it to the end of {file}.",
            )
            data.known.incomplete.update(KIND_OF.values())
        else:
            data.entries.append(Entry(kind, value, document, (*above, index)))
    if not document.is_whole:
        data.known.incomplete.add(KIND_OF.get(kind, ""))


def _file_of(value: Any, kind: type[Record]) -> str:
    """Return the file that an entry belongs in, if it is plainly not of this kind."""
    names = value.keys() if isinstance(value, dict) else set()
    if len(names - kind.model_fields.keys()) < 2:
        return ""
    kinds = {f"data/{name}.yml": one for name, one in LIST_FILES.items()}
    kinds[RESPONSES_FILE] = Response
    fits = (file for file, one in kinds.items() if names <= one.model_fields.keys())
    return next(fits, "")


def _read_responses(root: Path, data: LoadedData) -> None:
    document = read_data(root, RESPONSES_FILE)
    data.documents.append(document)
    if document.value is not None:
        Entry(ResponsesFile, document.value, document).validate(data.known)
    for name, kind in RESPONSE_LISTS.items():
        entries = document.value.get(name) if isinstance(document.value, dict) else None
        if isinstance(entries, list):
            _add_entries(document, name, entries, kind, data)
        else:
            data.known.incomplete.add(KIND_OF.get(kind, ""))


#: A line with a name, a list or a bracket: without one, a file is a text from somewhere else.
_NAMED_LINE = re.compile(r"(?m)^ *(?:- *)?(?:[^\w\s-]|[A-Za-z_]+ *[:=])|^ *- *$|\A\S+\s*\Z")


def _read_audit(root: Path, file: str, data: LoadedData) -> None:
    document = read_data(root, file)
    data.documents.append(document)
    if document.text.strip() and not _NAMED_LINE.search(document.text):
        document.value, document.problems = document.text, []
    if entry := audit_entry(document):
        data.entries.append(entry)
    else:  # it exists, so references to it are not faults
        data.known.titles["audit"][audit_id(file)] = ""
