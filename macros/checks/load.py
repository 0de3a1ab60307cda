"""How ``data/`` becomes a library, and which checks it has to pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.addresses.published import current_addresses
from macros.checks.briefings import unfaithful
from macros.checks.data_files import LIST_FILES, LoadedData, expected_files, read_files
from macros.checks.disclosures import check_disclosures
from macros.checks.future import not_come
from macros.checks.known_records import FOLDER_OF
from macros.checks.lost_addresses import check_addresses, lost_pages, reported_once
from macros.checks.page_links import dead_links
from macros.checks.references import (
    check_distinct,
    check_follows,
    check_publishers,
    check_responses,
)
from macros.checks.written_pages import duplicate_addresses, page_faults, pages_without_record
from macros.problems import DataError, Problem
from macros.reading.files import (
    markdown_files,
    newest_commit,
    read_briefings,
    read_pages,
    stray_documents,
    stray_files,
)
from macros.records.library import Library
from macros.records.lists import Source


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
    data = read_files(root)
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
    data.problems += _dead_links(root, pages, data)
    check_disclosures({**pages, **briefings}, data)
    data.problems += [*stray_documents(root), *stray_files(root, expected_files())]
    if all(document.is_whole for document in data.documents):
        data.problems += unfaithful(briefings, data.entries)
    if newest := newest_commit(root):
        data.problems += not_come(data.entries, newest)
    library = data.library()
    if data.all_problems():  # then most addresses are missing for another reason
        data.problems += lost_pages(data.entries, data.documents, data.known, data.published)
    else:
        current = current_addresses(library, markdown_files(root))
        data.problems += check_addresses(data.entries, data.published, current)
    return library, reported_once(data.all_problems(), data.entries, data.known)


def _dead_links(root: Path, pages: Mapping[str, str], data: LoadedData) -> Iterator[Problem]:
    docs = root / "docs"
    there = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    listed = next((d for d in data.documents if d.file == "data/sources.yml"), None)
    sources = {entry.id for entry in data.entries if entry.kind is Source}
    for file, text in pages.items():
        yield from dead_links(file, text, there, sources if listed and listed.is_whole else None)


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
