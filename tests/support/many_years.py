"""Eleven more years of audits, for what a site becomes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from macros.checks.load import load_library
from macros.records.dates import UNDATED, ProgrammeYear
from macros.records.library import Library

#: A title that looks like code.
CODE = "Title <script>alert(1)</script> {{ 7*7 }} **bold** [x](javascript:alert(1)) &amp;"


def fields_of(year: ProgrammeYear, title: str, month: int | None, **fields: Any) -> dict[str, Any]:
    """Return an audit as its data file has it."""
    held = {"held": f"{year.first}-{month:02}"} if month else {}
    return {"title": title, "year": str(year), **held, "good_practice": [], **fields}


def full_audit(library: Library, year: ProgrammeYear, number: int) -> dict[str, Any]:
    """Return an audit whose points bear on all themes and situations in turn, three at a time."""

    def named(kind: str, records: tuple[Any, ...], position: int) -> dict[str, list[str]]:
        return {kind: [records[(position + i) % len(records)].id for i in range(3)]}

    points = [
        {
            "id": f"point-{position}",
            "text": f"Point {position} of audit {number} of {year}",
            **named("themes", library.themes, number + position),
            **named("situations", library.situations, number + position),
        }
        for position in range(9)
    ]
    return fields_of(
        year, f"Topic {number}", 4 + number, reminders=points[1:], good_practice=points[:1]
    )


def add_years(project: Path) -> None:
    """Add ten full years before the first, and one after the last with audits that are unusual."""
    library = load_library(project)
    dated = [year for year in library.years if year != UNDATED]
    first, newest = dated[-1].first, dated[0].last
    namesake = library.audits_of_year[dated[0]][0]
    for start in range(first - 10, first):
        year = ProgrammeYear(f"{start}/{(start + 1) % 100:02}")
        write(project, year, {f"topic-{n}": full_audit(library, year, n) for n in range(6)})
    year = ProgrammeYear(f"{newest}/{(newest + 1) % 100:02}")
    point = {"text": CODE, "themes": [library.themes[0].id]}
    again = [{**point, "id": namesake.reminders[0].id}]
    audits = {
        namesake.slug: fields_of(year, namesake.title, 5, reminders=again),
        "no-reminders": fields_of(year, "No reminders", 6, reminders=[]),
        "code": fields_of(year, CODE, 7, reminders=[{**point, "id": "code"}]),
        "undated": fields_of(year, "Undated", None, reminders=[{**point, "id": "undated"}]),
    }
    write(project, year, audits)


def write(project: Path, year: ProgrammeYear, audits: dict[str, dict[str, Any]]) -> None:
    folder = project / "data" / "audits" / year.slug
    folder.mkdir()
    for slug, fields in audits.items():
        (folder / f"{slug}.yml").write_text(yaml.safe_dump(fields, sort_keys=False), "utf-8")
