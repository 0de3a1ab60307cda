"""Data files made of what another site has exported, for a person to confirm.

Nothing that is there already is changed, except that a new publisher is added to its list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from macros.problems import DataError, Problem
from macros.reading.yaml_writing import PLEASE_CONFIRM, lines
from macros.records.exchange import VERSIONS, Exchange, as_data, titles_in
from macros.records.library import Library
from macros.records.publishers import Publisher
from macros.records.records import Audit

PUBLISHERS = "data/publishers.yml"


@dataclass(frozen=True)
class Import:
    """What an import writes: path to text, a new publisher, and what is here already."""

    files: Mapping[str, str]
    publisher: str
    skipped: tuple[str, ...]

    def write(self, root: Path) -> None:
        """Write it below the root of the repository. A file that exists is never overwritten."""
        for path, text in self.files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as new:
                new.write(text)
        if self.publisher and self.files:
            with (root / PUBLISHERS).open("a", encoding="utf-8", newline="\n") as known:
                known.write(self.publisher)


def read_exchange(file: str, text: str) -> Exchange:
    """Return what an export holds. Raises :class:`DataError` if it is none that we can read."""
    newer = "The other site has newer software. Bring this site up to date, then import it again."
    ask = "Ask the other partnership for the file “downloads/audits.json” of its site."
    try:
        data = json.loads(text, parse_int=str)
    except json.JSONDecodeError as error:
        raise DataError([Problem(file, error.lineno, error.colno, "it is not JSON", ask)]) from None
    version = data.get("version") if isinstance(data, dict) else None
    if version not in VERSIONS:
        found = f"it is of version {version}" if version else "it is no export of audits"
        reads = f"This site reads version {' and '.join(VERSIONS)}."
        remedy = reads if version else f"{reads} {ask}"
        raise DataError([Problem(file, 1, 1, found, remedy)])
    try:
        return Exchange.model_validate(data)
    except ValidationError as error:
        raise DataError(
            Problem(file, 1, 1, f"this site does not know “{place}”", newer)
            if e["type"] == "extra_forbidden"
            else Problem(file, 1, 1, f"“{place}”: {e['msg']}", ask)
            for e in error.errors()
            for place in [".".join(map(str, e["loc"]))]
        ) from None


def import_audits(library: Library, exchange: Exchange, file: str, today: date) -> Import:
    """Return the data files of the audits of another site. ``file`` names its export.

    Raises :class:`DataError` if they are our own.
    """
    theirs = exchange.publisher
    if theirs.name == library.ours.name:
        message = f"these are the audits of {theirs.name}, whose site this is"
        raise DataError([Problem(file, 1, 1, message, "Import the file of another site.")])
    known = next((p for p in library.publishers if p.name == theirs.name), None)
    publisher = known or _with_free_id(library, theirs)
    here = {(library.publisher_of(a).id, a.year, a.title): a for a in library.audits}
    ids: dict[str, str] = {}
    new: list[Audit] = []
    skipped: list[str] = []
    taken = {audit.id for audit in library.audits}
    for audit in exchange.audits:
        existing = here.get((publisher.id, audit.year, audit.title))
        if existing:
            ids[audit.id] = existing.id
            skipped.append(f"data/audits/{existing.id}.yml")
            continue
        free = [audit.id, *(f"{audit.id}-{publisher.id}{n}" for n in ("", *range(2, 99)))]
        ids[audit.id] = next(each for each in free if each not in taken)
        taken.add(ids[audit.id])
        new.append(audit)
    same = {**_same_records(library, exchange), "follows": ids}
    files = {
        f"data/audits/{ids[audit.id]}.yml": _text(audit, publisher, same, exchange, today)
        for audit in new
    }
    entry = as_data(publisher.model_copy(update={"ours": False}))
    first, *rest = lines(entry, "  ")
    added = "" if known else "\n".join(("", f"- {first.lstrip()}", *rest, ""))
    return Import(files, added, tuple(skipped))


def _with_free_id(library: Library, publisher: Publisher) -> Publisher:
    used = {known.id for known in library.publishers}
    free = (publisher.id, *(f"{publisher.id}-{n}" for n in range(2, 99)))
    return publisher.model_copy(update={"id": next(each for each in free if each not in used)})


def _same_records(library: Library, exchange: Exchange) -> dict[str, dict[str, str]]:
    """Map the ids of the other site to ours: records with the same id or the same title."""
    found: dict[str, dict[str, str]] = {}
    for kind, ours in titles_in(library).items():
        by_name = {title.casefold(): our_id for our_id, title in ours.items()}
        by_name |= {our_id: our_id for our_id in ours}
        titles = exchange.titles.get(kind, {})
        found[kind] = {
            theirs: by_name.get(theirs) or by_name[title.casefold()]
            for theirs, title in titles.items()
            if theirs in by_name or title.casefold() in by_name
        }
    return found


def _text(
    audit: Audit,
    publisher: Publisher,
    same: Mapping[str, Mapping[str, str]],
    exchange: Exchange,
    today: date,
) -> str:
    data = as_data(audit)
    left_out: list[str] = []

    def ours(kind: str, theirs: Iterable[str]) -> list[str]:
        left_out.extend(
            exchange.titles.get(kind, {}).get(i, i) for i in theirs if i not in same[kind]
        )
        return [same[kind][i] for i in theirs if i in same[kind]]

    for entry in (data, *(f for key in Audit.LISTS for f in data.get(key, ()))):
        for kind in exchange.titles.keys() & entry.keys():
            if kind in same:
                entry[kind] = ours(kind, entry[kind])
    if audit.follows and not (follows := ours("follows", [audit.follows])):
        del data["follows"]
    elif audit.follows:
        data["follows"] = follows[0]
    data["publisher"] = publisher.id
    data["source"] = {**data.get("source", {"title": audit.named}), "read": today.isoformat()}
    del data["slug"]
    order = sorted(data, key=lambda key: key in Audit.LISTS)
    head = _head(publisher, dict.fromkeys(left_out))
    return "\n".join((*head, *lines({key: data[key] for key in order}), ""))


def _head(publisher: Publisher, left_out: Iterable[str]) -> Iterator[str]:
    yield f"# Made from an export of the site of {publisher.name}."
    yield (
        f"{PLEASE_CONFIRM}: who published it, that each sentence is as it was published, and that "
        "nobody can be identified"
    )
    if left_out:
        yield f"# Left out, because this site has none by that name: {'; '.join(left_out)}"
