"""The checks of the pages in ``docs/`` that need to know all pages, files and records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.checks.data_files import LoadedData
from macros.checks.known_records import FOLDER_OF
from macros.checks.page_links import dead_links
from macros.checks.written_pages import duplicate_addresses, page_faults, pages_without_record
from macros.problems import Problem
from macros.records.lists import Source


def check_pages(root: Path, texts: Mapping[str, str], data: LoadedData) -> None:
    """Report what is wrong with pages, also in relation to the records and to files."""
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
    data.problems += _dead_links(root, texts, data)


def _dead_links(root: Path, pages: Mapping[str, str], data: LoadedData) -> Iterator[Problem]:
    docs = root / "docs"
    there = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    listed = next((d for d in data.documents if d.file == "data/sources.yml"), None)
    sources = {entry.id for entry in data.entries if entry.kind is Source}
    for file, text in pages.items():
        yield from dead_links(file, text, there, sources if listed and listed.is_whole else None)
