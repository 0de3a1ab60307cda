"""What one site gives another: its own audits, as the other site's data files would have them.

``exports`` writes it as JSON and ``editing`` reads it. A field that an audit gets later is carried
without a change here; a site with older software then says which field it does not know.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, get_args

from pydantic import BaseModel, Field

from macros.records.dates import AuditDate
from macros.records.library import Library
from macros.records.publishers import Publisher
from macros.records.record import Record
from macros.records.records import Audit

#: Every version that can be read. The last is written. There is a new one when what was written
#: before has another meaning.
Version = Literal["1", "2"]
VERSIONS = get_args(Version)

#: Fields of an audit that only make sense on its own site.
LOCAL_FIELDS = ("added", "publisher", "questions", "questions_status")


class Exchange(Record):
    """The audits of one publisher, and the titles of what they refer to by an id."""

    version: Version = Field(description="The version of this format.")
    publisher: Publisher
    titles: dict[str, dict[str, str]] = Field(description="Kind of record to id to title.")
    audits: tuple[Audit, ...]


def as_data(value: Any) -> Any:
    """Return a record, or a part of it, as a data file has it: without what goes without saying."""
    match value:
        case BaseModel():
            fields = type(value).model_fields
            return {name: as_data(v) for name, v in value if v != fields[name].default}
        case AuditDate():
            return value.machine
        case date():
            return value.isoformat()
        case tuple():
            return [as_data(item) for item in value]
        case _:
            return str(value) if isinstance(value, str) else value


def titles_in(library: Library) -> dict[str, dict[str, str]]:
    """Return the kinds of record that findings refer to: kind to id to title."""
    return {
        "themes": {theme.id: theme.title for theme in library.themes},
        "situations": {situation.id: situation.title for situation in library.situations},
        "agencies": {agency.id: agency.title for agency in library.agencies},
        "guidance": {guide.id: guide.title for guide in library.guidance},
    }
