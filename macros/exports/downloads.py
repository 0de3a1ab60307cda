"""The list of all reminders as files: for spreadsheets, for programs and for the site's own script.

Every function takes the records and returns the text of a file. What each file holds is the same
list, in the same order: newest year first, and within a year oldest audit first.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from macros.addresses.links import (
    CSV_FILE,
    JSON_FILE,
    SCHEMA_FILE,
    SCRIPT_FILE,
    item_address,
)
from macros.addresses.site_urls import SiteUrls
from macros.records.library import Library
from macros.records.records import Audit, Reminder

#: A spreadsheet may run a cell as a formula if it starts with one of these.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def reminder_files(library: Library, urls: SiteUrls) -> dict[str, str]:
    """Return all files with the list of reminders: path on the site to text."""
    return {
        CSV_FILE: reminders_csv(library, urls),
        JSON_FILE: reminders_json(library, urls),
        SCHEMA_FILE: json.dumps(reminders_schema(), ensure_ascii=False, indent=2) + "\n",
        SCRIPT_FILE: reminders_script(library, urls),
    }


def _all_reminders(library: Library) -> Iterator[tuple[Audit, Reminder]]:
    for audits in library.audits_of_year.values():
        for audit in audits:
            for reminder in audit.reminders:
                yield audit, reminder


def _address(urls: SiteUrls, audit: Audit, reminder: Reminder) -> str:
    return urls.top + urls.from_top(item_address(audit, reminder))


# --- For spreadsheets -------------------------------------------------------------------------

COLUMNS = (
    "id",
    "reminder",
    "audit",
    "year",
    "held",
    "themes",
    "situations",
    "guidance",
    "publisher",
    "address",
)


def reminders_csv(library: Library, urls: SiteUrls) -> str:
    """Return all reminders as comma-separated values (RFC 4180).

    Every cell is quoted, so that a spreadsheet that separates by semicolons cannot start a new
    cell inside a sentence. The byte order mark lets Excel read the file as UTF-8.
    """
    rows = [COLUMNS]
    for audit, reminder in _all_reminders(library):
        rows.append(
            (
                f"{audit.id}#{reminder.id}",
                reminder.text,
                audit.title,
                audit.year,
                audit.held.machine if audit.held else "",
                "; ".join(library.theme_by_id[i].title for i in reminder.themes),
                "; ".join(library.situation_by_id[i].title for i in reminder.situations),
                "; ".join(library.guidance_by_id[i].title for i in reminder.guidance),
                audit.publisher,
                _address(urls, audit, reminder),
            )
        )
    return "\ufeff" + csv_text(rows)


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows of cells as comma-separated values that no spreadsheet runs as formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return the text of a cell, with an apostrophe in front if it might be run as a formula.

    >>> harmless("=1+1"), harmless("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


# --- For programs -----------------------------------------------------------------------------


def reminders_json(library: Library, urls: SiteUrls) -> str:
    """Return all reminders as JSON, as :func:`reminders_schema` describes it."""
    reminders = [
        {
            "id": f"{audit.id}#{reminder.id}",
            "text": reminder.text,
            "audit": _audit(audit),
            "themes": [{"id": i, "title": library.theme_by_id[i].title} for i in reminder.themes],
            "situations": [
                {"id": i, "title": library.situation_by_id[i].title} for i in reminder.situations
            ],
            "guidance": [
                {"id": i, "title": library.guidance_by_id[i].title} for i in reminder.guidance
            ],
            "address": _address(urls, audit, reminder),
        }
        for audit, reminder in _all_reminders(library)
    ]
    schema = json.dumps(SCHEMA_FILE.rsplit("/", maxsplit=1)[-1])
    lines = ",\n".join(json.dumps(reminder, ensure_ascii=False) for reminder in reminders)
    return f'{{"$schema": {schema}, "reminders": [\n{lines}\n]}}\n'


def _audit(audit: Audit) -> dict[str, str | None]:
    return {
        "id": audit.id,
        "title": audit.title,
        "year": audit.year,
        "held": audit.held.machine if audit.held else None,
        "publisher": audit.publisher,
    }


def reminders_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file for programs."""
    name = r"[a-z0-9]+(-[a-z0-9]+)*"
    year = r"[0-9]{4}-[0-9]{2}"
    text = {"type": "string", "minLength": 1}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Practice reminders",
        "description": (
            "All practice reminders of the multi-agency audits. "
            "Ids are permanent; the wording is the briefing's own."
        ),
        **_object(
            {
                "$schema": {"type": "string"},
                "reminders": {"type": "array", "items": {"$ref": "#/$defs/reminder"}},
            }
        ),
        "$defs": {
            "record": _object({"id": {"type": "string", "pattern": f"^{name}$"}, "title": text}),
            "records": {
                "type": "array",
                "items": {"$ref": "#/$defs/record"},
            },
            "audit": _object(
                {
                    "id": {"type": "string", "pattern": f"^{year}/{name}$"},
                    "title": text,
                    "year": {"type": "string", "pattern": r"^[0-9]{4}/[0-9]{2}$"},
                    "held": {
                        "description": "Year and month, the year alone, or null if not recorded.",
                        "type": ["string", "null"],
                        "pattern": r"^[0-9]{4}(-[0-9]{2})?$",
                    },
                    "publisher": text,
                }
            ),
            "reminder": _object(
                {
                    "id": {"type": "string", "pattern": f"^{year}/{name}#{name}$"},
                    "text": text,
                    "audit": {"$ref": "#/$defs/audit"},
                    "themes": {"$ref": "#/$defs/records"},
                    "situations": {"$ref": "#/$defs/records"},
                    "guidance": {"$ref": "#/$defs/records"},
                    "address": {
                        "description": (
                            "Where the reminder is on the site; from the top of the site "
                            "if the site was built without its address."
                        ),
                        "type": "string",
                        "pattern": f"#{name}$",
                    },
                }
            ),
        },
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has all of these properties and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


# --- For the site's own script ----------------------------------------------------------------


def reminders_script(library: Library, urls: SiteUrls) -> str:
    """Return all reminders as a script, which a page opened from a folder can load as well.

    Kept short: themes and situations are numbers that count from 0 in the lists at the start.
    ``docs/assets/reminders.js`` reads it.
    """
    themes = {theme.id: index for index, theme in enumerate(library.themes)}
    situations = {situation.id: index for index, situation in enumerate(library.situations)}
    publishers: dict[str, int] = {}
    audits = []
    for of_year in library.audits_of_year.values():
        for audit in of_year:
            publisher = publishers.setdefault(audit.publisher, len(publishers))
            items = [
                [
                    reminder.id,
                    reminder.text,
                    [themes[i] for i in reminder.themes],
                    [situations[i] for i in reminder.situations],
                ]
                for reminder in audit.reminders
            ]
            held = audit.held.words if audit.held else ""
            audits.append([audit.id, audit.title, held, publisher, " ".join(audit.aliases), items])
    data = {
        "site": urls.top,
        "end": "/" if urls.directory_urls else ".html",
        "themes": [[t.id, t.title, " ".join(t.aliases)] for t in library.themes],
        "situations": [[s.id, s.title, " ".join(s.aliases)] for s in library.situations],
        "years": [[year.slug, year] for year in library.years],
        "publishers": list(publishers),
        "audits": audits,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.sscpReminders={text};\n"
