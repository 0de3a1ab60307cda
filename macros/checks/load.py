"""How ``data/`` becomes a library, and which checks it has to pass."""

from __future__ import annotations

from pathlib import Path

from macros.addresses.published import current_addresses
from macros.checks.briefings import unfaithful
from macros.checks.data_files import LIST_FILES, expected_files, read_files
from macros.checks.disclosures import check_disclosures
from macros.checks.future import not_come
from macros.checks.lost_addresses import check_addresses, lost_pages, reported_once
from macros.checks.pages import check_pages
from macros.checks.references import (
    check_distinct,
    check_follows,
    check_publishers,
    check_responses,
)
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
    check_pages(root, pages, data)
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
