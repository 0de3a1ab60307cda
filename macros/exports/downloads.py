"""All reminders as CSV and as the data of the site's own script, and all findings as JSON.

Every function takes the records and returns the text of a file. Each file has the same
order: newest year first, and within a year oldest audit first.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from macros.addresses.links import CSV_FILE, JSON_FILE, SCHEMA_FILE, SCRIPT_FILE
from macros.addresses.site_urls import SiteUrls
from macros.exports.reminder_list import (
    AuditOfFinding,
    Entry,
    FindingEntry,
    FindingList,
    Named,
    finding_entry,
)
from macros.records.library import Library

E = TypeVar("E", bound=Entry)

#: The lists of findings of an audit, each a list of the file for programs.
KINDS = ("reminders", "good_practice", "found", "recommendations")

#: A spreadsheet may run a cell as a formula if it starts with one of these.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def reminder_files(library: Library, urls: SiteUrls) -> dict[str, str]:
    """Return the path on the site and the text of each file with the list of reminders."""
    entries = {kind: list(_entries(library, urls, kind)) for kind in KINDS}
    return {
        CSV_FILE: reminders_csv(entries["reminders"]),
        JSON_FILE: json_lists(SCHEMA_FILE, entries),
        SCHEMA_FILE: json_schema(FindingList),
        SCRIPT_FILE: reminders_script(library, urls),
    }


def _entries(library: Library, urls: SiteUrls, kind: str) -> Iterator[FindingEntry]:
    for audits in library.audits_of_year.values():
        for audit in audits:
            for finding in getattr(audit, kind):
                yield finding_entry(library, urls, audit, finding)


# --- For spreadsheets -------------------------------------------------------------------------

#: Each column of the spreadsheet, and what a reminder has in it.
COLUMNS: dict[str, Callable[[FindingEntry], str]] = {
    "id": lambda entry: entry.id,
    "reminder": lambda entry: "; ".join((entry.text, *entry.points)),
    "audit": lambda entry: entry.audit.title,
    "year": lambda entry: entry.audit.year or "",
    "held": lambda entry: entry.audit.held or "",
    "themes": lambda entry: titles(entry.themes),
    "situations": lambda entry: titles(entry.situations),
    "guidance": lambda entry: titles(entry.guidance),
    "publisher": lambda entry: entry.audit.publisher,
    "address": lambda entry: entry.address,
    "kind": lambda entry: entry.audit.kind,
    "for": lambda entry: titles(entry.agencies),
    "source": lambda entry: source_of(entry.audit),
    "area": lambda entry: entry.audit.area or "",
    "heading": lambda entry: entry.heading or "",
}


def source_of(audit: AuditOfFinding) -> str:
    """Return title and address of what an audit was taken from in one cell."""
    source = audit.source
    return ", ".join(filter(None, (source.title, source.url))) if source else ""


def titles(records: Iterable[Named]) -> str:
    """Return the titles of records in one cell."""
    return "; ".join(record.title for record in records)


def reminders_csv(entries: Iterable[FindingEntry]) -> str:
    """Return all reminders as comma-separated values (RFC 4180).

    Every cell is quoted, so that a spreadsheet that separates by semicolons cannot start a new
    cell inside a sentence. The byte order mark lets Excel read the file as UTF-8.
    """
    return csv_list(COLUMNS, entries)


def csv_list(columns: Mapping[str, Callable[[E], str]], entries: Iterable[E]) -> str:
    """Return a file for spreadsheets: a row for each entry, with what each column has of it."""
    rows = ([cell(entry) for cell in columns.values()] for entry in entries)
    return "\ufeff" + csv_text([columns, *rows])


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows of cells as comma-separated values that no spreadsheet runs as formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([without_formula(cell) for cell in row] for row in rows)
    return out.getvalue()


def without_formula(cell: str) -> str:
    """Return the text of a cell, with an apostrophe in front if it might be run as a formula.

    >>> without_formula("=1+1"), without_formula("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


# --- For programs -----------------------------------------------------------------------------


def json_lists(schema_file: str, lists: Mapping[str, Iterable[Entry]]) -> str:
    """Return lists as JSON, each with its name and one entry on each line."""
    schema = json.dumps(schema_file.rsplit("/", maxsplit=1)[-1])
    parts = [f'{{"$schema": {schema}']
    for name, entries in lists.items():
        lines = ",\n".join(entry.model_dump_json() for entry in entries)
        parts.append(f'"{name}": [\n{lines}\n]')
    return ", ".join(parts) + "}\n"


def json_schema(model: type[Entry]) -> str:
    """Return the JSON Schema of a file for programs."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


# --- For the site's own script ----------------------------------------------------------------


def reminders_script(library: Library, urls: SiteUrls) -> str:
    """Return all reminders as a script, which a page opened from a folder can load as well.

    Kept short: themes and situations are numbers that count from 0 in the lists at the start.
    ``docs/assets/reminders.js`` reads it.
    """
    themes = {theme.id: index for index, theme in enumerate(library.themes)}
    situations = {situation.id: index for index, situation in enumerate(library.situations)}
    agencies = {agency.id: index for index, agency in enumerate(library.agencies)}
    publishers = {publisher.id: number for number, publisher in enumerate(library.publishers)}
    audits = []
    for of_year in library.audits_of_year.values():
        for audit in of_year:
            publisher = publishers[library.publisher_of(audit).id]
            items = [
                [
                    reminder.id,
                    reminder.under_heading,
                    [themes[i] for i in reminder.themes],
                    [situations[i] for i in reminder.situations],
                    [agencies[i] for i in reminder.agencies],
                    *([reminder.points] if reminder.points else []),
                ]
                for reminder in audit.reminders
            ]
            held = audit.held.words if audit.held else ""
            aliases = " ".join(audit.aliases)
            area = [audit.area] if audit.area else []
            about = [audit.id, audit.title, held, publisher, aliases, items, audit.named]
            audits.append([*about, *area])
    data = {
        "site": urls.top,
        "end": "/" if urls.here("").directory_urls else ".html",
        "themes": [[t.id, t.title, " ".join(t.aliases)] for t in library.themes],
        "situations": [[s.id, s.title, " ".join(s.aliases)] for s in library.situations],
        "agencies": [[a.id, a.title, " ".join(a.aliases)] for a in library.agencies],
        "years": [[year.slug, year] for year in library.years],
        # Our own short name is left out: nothing says beside a sentence that it is ours.
        "publishers": [[p.id, p.name, "" if p.ours else p.short] for p in library.publishers],
        "audits": audits,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.sscpReminders={text};\n"
