"""How ``data/`` is read into a library, and which checks it has to pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field

from macros.addresses.published import (
    PUBLISHED,
    current_addresses,
    published_addresses,
)
from macros.checks.briefings import unfaithful
from macros.checks.future import not_come
from macros.checks.references import (
    FOLDER_OF,
    KIND_OF,
    KnownRecords,
    check_addresses,
    check_distinct,
    check_follows,
    check_publishers,
    check_responses,
    lost_pages,
    reported_once,
)
from macros.checks.written_pages import (
    duplicate_addresses,
    page_faults,
    pages_without_record,
)
from macros.disclosure.guard import Text, guard
from macros.disclosure.kinds import masked
from macros.problems import DataError, Problem, quoted
from macros.reading.entries import Entry, audit_entry, audit_id
from macros.reading.files import (
    audit_files,
    markdown_files,
    newest_commit,
    read_briefings,
    read_data,
    read_pages,
    stray_documents,
    stray_files,
)
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


def load_library(root: Path) -> Library:
    """Read all data files below ``root``/data and return them as one library.

    ``root`` is the root of the repository. Raises :class:`~macros.problems.DataError` with
    every problem of every file, if there is one.
    """
    library, problems = read_library(root)
    if problems:
        raise DataError(problems)
    return library


def read_library(root: Path) -> tuple[Library, list[Problem]]:
    """Return a library of every valid record below ``root``/data, and every problem."""
    data = _read_files(root)
    pages, problems = read_pages(root)
    briefings, unread = read_briefings(root)
    data.problems += [*problems, *unread]
    for entry in data.entries:
        data.known.reading = entry.file
        entry.validate(data.known)
    check_follows(data.entries)
    check_distinct(data.entries, LIST_FILES.values())
    check_publishers(data.entries)
    check_responses(data.entries)
    _check_pages(pages, data)
    _check_disclosure({**pages, **briefings}, data)
    data.problems += [*stray_documents(root), *stray_files(root, _expected_files())]
    if all(document.is_whole for document in data.documents):
        data.problems += unfaithful(briefings, data.entries)
    if newest := newest_commit(root):
        data.problems += not_come(data.entries, newest)
    library = Library(
        audits=data.all_of(Audit),
        publishers=data.all_of(Publisher),
        agencies=data.all_of(Agency),
        themes=data.all_of(Theme),
        situations=data.all_of(Situation),
        guidance=data.all_of(Guidance),
        sources=data.all_of(Source),
        response_groups=data.all_of(ResponseGroup),
        responses=data.all_of(Response),
        glossary=data.all_of(GlossaryTerm),
        contacts=data.all_of(Contact),
        search_words=data.all_of(SearchWords),
        distress=data.all_of(DistressWords),
        redirects=data.all_of(Redirect),
    )
    if data.all_problems():  # then most addresses are missing for another reason
        data.problems += lost_pages(data.entries, data.documents, data.known, data.published)
    else:
        current = current_addresses(library, markdown_files(root))
        data.problems += check_addresses(data.entries, data.published, current)
    return library, reported_once(data.all_problems(), data.entries, data.known)


def disclosures_in(root: Path, texts: Sequence[Text]) -> list[Problem]:
    """Return what could identify somebody in texts that are not in the repository yet.

    Each is checked as if it were a file there, at the path that it gives.
    """
    data = _read_files(root)
    pages, _ = read_pages(root)
    for entry in data.entries:
        entry.validate(data.known)
    problems, _ = guard([*_texts(data, pages), *texts], data.all_of(Allowance))
    new = {text.file for text in texts}
    return [problem for problem in problems if problem.file in new]


# --- Reading files ----------------------------------------------------------------------------


def _expected_files() -> set[str]:
    return {*(f"data/{name}.yml" for name in LIST_FILES), RESPONSES_FILE, PUBLISHED}


def _read_files(root: Path) -> LoadedData:
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
    data.entries += [Entry(kind, v, document, (*above, i)) for i, v in enumerate(values)]
    if not document.is_whole:
        data.known.incomplete.add(KIND_OF.get(kind, ""))


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


def _read_audit(root: Path, file: str, data: LoadedData) -> None:
    document = read_data(root, file)
    data.documents.append(document)
    if entry := audit_entry(document):
        data.entries.append(entry)
    else:  # it exists, so references to it are not faults
        data.known.titles["audit"][audit_id(file)] = ""


# --- Pages and disclosure ---------------------------------------------------------------------


def _check_pages(texts: Mapping[str, str], data: LoadedData) -> None:
    """Report what is wrong with pages, also in relation to the records."""
    known = data.known
    computed = {
        f"{folder}/{record_id}.md": f"the {kind} “{record_id}”"
        for kind, folder in FOLDER_OF.items()
        for record_id in known.titles[kind]
    }
    data.problems += page_faults(texts)
    data.problems += duplicate_addresses(texts, computed)
    for kind in FOLDER_OF.keys() - known.incomplete:
        data.problems += pages_without_record(
            texts, kind, FOLDER_OF[kind], known.titles[kind], known.new(kind)
        )


def _texts(data: LoadedData, pages: Mapping[str, str]) -> list[Text]:
    """Return every text that the disclosure guard checks."""
    texts = [Text(d.file, d.text, d.value, d.is_whole) for d in data.documents if d.text]
    return [*texts, *(Text(file, text) for file, text in pages.items())]


def _check_disclosure(pages: Mapping[str, str], data: LoadedData) -> None:
    """Report what could identify somebody, and allowances that let nothing through."""
    problems, used = guard(_texts(data, pages), data.all_of(Allowance))
    data.problems += problems
    if any(not document.text for document in data.documents):
        return  # the passage may be in a file that could not be read
    allowances = [(e, e.record) for e in data.entries if isinstance(e.record, Allowance)]
    for index, (entry, allowance) in enumerate(allowances):
        if index not in used:
            entry.report(
                ("text",),
                f"{quoted(masked(allowance.text))} lets nothing through",
                "Take the entry out, or write the passage and the file exactly as they are.",
                "Later it may let something through that nobody has looked at.",
            )
