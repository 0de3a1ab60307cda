"""Entries of data files, and how they become records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from macros.reading.field_errors import RecordError, make_record
from macros.reading.merged_lists import ONLY_IN, missing_list
from macros.reading.yaml_source import Path, YamlDocument
from macros.records.dates import UNDATED, ProgrammeYear
from macros.records.fields import ID_PATTERN, KnownRecords, as_id
from macros.records.record import Record
from macros.records.records import Audit


@dataclass
class Entry:
    """The value in a data file where a record of a kind is expected.

    ``file`` is the folder and the name of an audit's file, such as ``2022-23/neglect``. ``record``
    is the validated record, if the value is valid.
    """

    kind: type[Record]
    value: Any
    document: YamlDocument
    path: Path = ()
    file: str = ""
    record: Record | None = None

    @property
    def id(self) -> str:
        """Its id; empty if it has no valid id."""
        found = self.get("id")
        is_id = isinstance(found, str) and ID_PATTERN.fullmatch(found)
        return self.file or (found if is_id else "")

    def get(self, name: str) -> Any:
        """Return the value of a field, or ``None``."""
        return self.value.get(name) if isinstance(self.value, dict) else None

    def report(self, path: Path, message: str, remedy: str, why: str = "") -> None:
        """Report a problem at a place in this entry."""
        self.document.report((*self.path, *path), message, remedy, why=why)

    def validate(self, known: KnownRecords) -> None:
        """Turn the value into a record, or report everything that is wrong with it."""
        if self.value is None:
            return  # an audit that cannot be read
        given = {"slug": self.file.rpartition("/")[2]} if self.file else {}
        try:
            self.record = make_record(self.kind, self.value, known, **given)
        except RecordError as error:
            merged = missing_list(self.document) if self.kind is Audit else {}
            lacking = {str(fault.path[0]) for fault in error.errors if fault.is_lacking}
            theirs = {name for one, name in ONLY_IN.items() if one in lacking and one in merged}
            for fault in error.errors:
                name = str(fault.path[0]) if fault.path else ""
                if fault.path[2:] and fault.path[-1] in theirs:
                    continue  # its entry belongs to the list that is missing
                if fault.is_lacking and name in merged:
                    path, words = merged[name]
                    self.report(path, *words)
                else:
                    self.report(fault.path, fault.message, fault.remedy)
        if self.kind is Audit:
            self._check_folder()

    def _check_folder(self) -> None:
        """Report an audit that is in the wrong folder."""
        folder, year = self.file.partition("/")[0], self.get("year")
        if isinstance(self.value, dict) and "year" not in self.value and folder != UNDATED.slug:
            about = Audit.model_fields["year"].description
            self.record = None  # its id would be of another folder
            self.report(
                ("year",),
                "“year” is missing",
                f"Add a line “year: …”. {about} Example: “2022/23”. If the briefing gives no date, "
                f"move the file to data/audits/{UNDATED.slug}/.",
            )
        try:
            slug = ProgrammeYear(year).slug if isinstance(year, str) else folder
        except ValueError:
            return
        if slug != folder:
            self.record = None
            move = f"ove the file to data/audits/{slug}/"
            self.report(
                ("year",),
                f"the year is {year}, but the file is in the folder {folder}",
                f"Correct the year, or m{move}."
                if re.fullmatch(r"[0-9]{4}-[0-9]{2}", folder)
                else f"M{move}: the folder is named after the year. On GitHub, edit the file and "
                "change the folder in the box with its name.",
            )


def audit_id(file: str) -> str:
    """Return the id of the audit in a file.

    >>> audit_id("data/audits/2022-23/neglect.yml")
    '2022-23/neglect'
    """
    return file.removeprefix("data/audits/").removesuffix(".yml")


def audit_entry(document: YamlDocument) -> Entry | None:
    """Return the entry of an audit's file.

    If the name of the file cannot be part of an address, this is reported, and there is no entry.
    """
    name = document.file.rpartition("/")[2]
    stem = name.removesuffix(".yml")
    if ID_PATTERN.fullmatch(stem):
        return Entry(Audit, document.value, document, file=audit_id(document.file))
    example = f", for example “{as_id(stem)}.yml”" if as_id(stem) else ""
    document.add(
        1,
        1,
        f"the name of the file, “{name}”, cannot be part of an address",
        f"Use lower-case letters, digits and single hyphens{example}.",
    )
    return None
