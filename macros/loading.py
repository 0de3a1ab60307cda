"""Reading ``data/`` into a library, or saying all that is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from macros.library import Library
from macros.links import AUDIT_PAGE_SECTIONS
from macros.model import (
    Audit,
    Contact,
    GlossaryTerm,
    Guidance,
    Record,
    Response,
    ResponseGroup,
    SearchWords,
    Situation,
    Source,
    Theme,
    relations,
    year_slug,
)
from macros.problems import DataError, Problem, did_you_mean
from macros.validation import read_list, read_record
from macros.yaml_text import Path as ValuePath
from macros.yaml_text import YamlDocument, parse_yaml

LIST_FILES: dict[str, type[Record]] = {
    "themes": Theme,
    "situations": Situation,
    "guidance": Guidance,
    "sources": Source,
    "glossary": GlossaryTerm,
    "contacts": Contact,
    "search": SearchWords,
}
"""The files of ``data/`` that hold one list of records: file name to kind of record."""

OPTIONAL_FILES = frozenset({"search"})
"""Files that the site can do without."""

RESPONSE_LISTS: dict[str, type[Record]] = {"groups": ResponseGroup, "responses": Response}
"""The two lists in ``data/responses.yml``: name of the list to kind of record."""

LISTED_IN = {
    "theme": "data/themes.yml",
    "situation": "data/situations.yml",
    "guidance": "data/guidance.yml",
    "response group": "data/responses.yml, under “groups”",
    "audit": "the folders of data/audits, as folder and file name such as 2022-23/domestic-abuse",
}
"""Kinds of record that others may name, and where an editor finds those of each kind."""

KIND_OF = {
    Theme: "theme",
    Situation: "situation",
    Guidance: "guidance",
    ResponseGroup: "response group",
    Audit: "audit",
}

KIND_IN_WORDS = {"guidance": "guide"}

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Located:
    """A record, and the place in a document where it stands."""

    record: Record
    document: YamlDocument
    path: ValuePath

    def report(self, path: ValuePath, message: str, remedy: str) -> None:
        """Add a problem at a place in this record."""
        self.document.report((*self.path, *path), message, remedy)


@dataclass
class Reading:
    """What has been read so far: every record, every document and every problem."""

    records: list[Located] = field(default_factory=list)
    documents: list[YamlDocument] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    """Kinds of which a record could not be read: whether an id of theirs exists is not known."""

    def all_of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of one kind, in the order they were read."""
        return tuple(item.record for item in self.records if isinstance(item.record, kind))


def load_library(root: Path) -> Library:
    """Read all data files below ``root``/data and return them as one library.

    ``root`` is the top folder of the repository. Raises :class:`~macros.problems.DataError` with
    every problem of every file, if there is one.
    """
    reading = Reading()
    for name, kind in LIST_FILES.items():
        if name in OPTIONAL_FILES and not (root / "data" / f"{name}.yml").exists():
            continue
        _read_list_file(root, f"data/{name}.yml", kind, reading)
    _read_responses(root, reading)
    _read_audits(root, reading)
    _check_stray_files(root, reading)
    _check_unique(reading.records)
    _check_relations(reading)
    _check_pages(root, reading.records)
    problems = [*reading.problems, *(p for d in reading.documents for p in d.problems)]
    if problems:
        raise DataError(problems)
    return Library(
        audits=reading.all_of(Audit),
        themes=reading.all_of(Theme),
        situations=reading.all_of(Situation),
        guidance=reading.all_of(Guidance),
        sources=reading.all_of(Source),
        response_groups=reading.all_of(ResponseGroup),
        responses=reading.all_of(Response),
        glossary=reading.all_of(GlossaryTerm),
        contacts=reading.all_of(Contact),
        search_words=reading.all_of(SearchWords),
    )


# --- Reading files ----------------------------------------------------------------------------


def _open(root: Path, file: str, reading: Reading) -> YamlDocument:
    """Read one file, given as a path from ``root``; what is wrong with it is in the document."""
    document = YamlDocument(file)
    try:
        document = parse_yaml(file, (root / file).read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        document.report((), "the file is missing", "Put it back. The site needs it.")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        document.problems.append(
            Problem(
                file,
                line,
                1,
                "the file is not saved as UTF-8 text",
                "Save it again with the encoding “UTF-8”, or paste its text into a new file in "
                "the browser.",
            )
        )
    reading.documents.append(document)
    return document


def _read_list_file(root: Path, file: str, kind: type[Record], reading: Reading) -> None:
    document = _open(root, file, reading)
    _add_list(document, (), document.value, kind, reading)


def _read_responses(root: Path, reading: Reading) -> None:
    document = _open(root, "data/responses.yml", reading)
    value = document.value
    if value is not None and not (isinstance(value, dict) and set(value) == set(RESPONSE_LISTS)):
        document.report(
            (),
            "the file needs two lists, “groups” and “responses”, and nothing else",
            "Write “groups:” and “responses:” at the start of a line, each with its list below.",
        )
        value = value if isinstance(value, dict) else None
    for name, kind in RESPONSE_LISTS.items():
        _add_list(document, (name,), (value or {}).get(name), kind, reading)


def _add_list(
    document: YamlDocument, path: ValuePath, value: Any, kind: type[Record], reading: Reading
) -> None:
    """Add the records of one list to what has been read."""
    records = read_list(document, path, value, kind) if value is not None else None
    if records is None or None in records:
        reading.incomplete.add(KIND_OF.get(kind, kind.__name__))
    for index, record in enumerate(records or ()):
        if record is not None:
            reading.records.append(Located(record, document, (*path, index)))


def _read_audits(root: Path, reading: Reading) -> None:
    for path in sorted((root / "data" / "audits").glob("*/*.yml")):
        file = path.relative_to(root).as_posix()
        document = _open(root, file, reading)
        audit = None
        if document.value is not None:
            audit = read_record(document, (), document.value, Audit, slug=path.stem)
        if audit is None:
            reading.incomplete.add("audit")
            continue
        if year_slug(audit.year) != path.parent.name:
            document.report(
                ("year",),
                f"the year is {audit.year}, but the file is in the folder {path.parent.name}",
                f"Correct the year, or move the file to data/audits/{year_slug(audit.year)}/.",
            )
        reading.records.append(Located(audit, document, ()))


def _check_stray_files(root: Path, reading: Reading) -> None:
    """Report files in ``data/`` that nothing would read."""
    expected = {f"data/{name}.yml" for name in LIST_FILES} | {"data/responses.yml"}
    for path in sorted((root / "data").rglob("*")):
        file = path.relative_to(root).as_posix()
        is_audit = path.match("data/audits/*/*.yml") and path.parent.parent.name == "audits"
        if path.is_dir() or path.name.startswith(".") or file in expected or is_audit:
            continue
        reading.problems.append(
            Problem(
                file,
                1,
                1,
                "nothing reads this file",
                "An audit is data/audits/<year>/<name>.yml, for example "
                "data/audits/2022-23/domestic-abuse.yml. Rename or move the file, or delete it.",
            )
        )


# --- Checks across records --------------------------------------------------------------------


def _check_unique(records: Sequence[Located]) -> None:
    """Report ids that two records of a kind share, and terms that two glossary entries claim."""
    by_kind: defaultdict[type[Record], list[Located]] = defaultdict(list)
    for item in records:
        by_kind[type(item.record)].append(item)
    for kind, items in by_kind.items():
        if kind is Audit:
            for item in items:
                _check_audit_ids(item)
        else:
            _check_distinct([(item, ("id",), getattr(item.record, "id", "")) for item in items])
    terms = []
    for item in by_kind[GlossaryTerm]:
        if isinstance(item.record, GlossaryTerm):
            terms.append((item, ("term",), item.record.term))
            terms += [
                (item, ("aliases", index), alias) for index, alias in enumerate(item.record.aliases)
            ]
    _check_distinct(terms)


def _check_audit_ids(item: Located) -> None:
    """Report ids that two parts of an audit share, or that the page itself uses."""
    audit = item.record
    if not isinstance(audit, Audit):
        return
    ids: list[tuple[Located, ValuePath, str]] = []
    for name in ("good_practice", "reminders"):
        for index, entry in enumerate(getattr(audit, name)):
            ids.append((item, (name, index, "id"), entry.id))
            if entry.id in AUDIT_PAGE_SECTIONS:
                item.report(
                    (name, index, "id"),
                    f"the id “{entry.id}” is taken by a heading of every audit page",
                    f"Choose another, for example “{entry.id}-2”.",
                )
    _check_distinct(ids)


def _check_distinct(entries: Iterable[tuple[Located, ValuePath, str]]) -> None:
    """Report each value that an earlier entry has already."""
    first: dict[str, tuple[str, int]] = {}
    for item, path, value in entries:
        line, _ = item.document.place((*item.path, *path))
        earlier = first.setdefault(value.casefold(), (item.document.file, line))
        if earlier != (item.document.file, line):
            item.report(
                path,
                f"“{value}” is used already in {earlier[0]}, line {earlier[1]}",
                "Each may stand once only. Choose another word for one of the two.",
            )


def _check_relations(reading: Reading) -> None:
    """Report every relation to a record that does not exist."""
    known: dict[str, set[str]] = {kind: set() for kind in LISTED_IN}
    for item in reading.records:
        kind = KIND_OF.get(type(item.record))
        if kind:
            known[kind].add(item.record.id)  # type: ignore[attr-defined]
    for item in reading.records:
        for relation in relations(item.record):
            if relation.kind == "web":
                continue
            if relation.kind not in known:
                item.report(
                    relation.path,
                    f"the link to “{relation.id}” does not say where it leads",
                    "Link to the web with https://…, or to a record of ours with guidance:id, "
                    "theme:id, situation:id or audit:year/name.",
                )
            elif (
                relation.id not in known[relation.kind] and relation.kind not in reading.incomplete
            ):
                word = KIND_IN_WORDS.get(relation.kind, relation.kind)
                article = "an" if word[0] in "aeiou" else "the"
                where = LISTED_IN[relation.kind]
                item.report(
                    relation.path,
                    f"{article.replace('an', 'the')} {word} “{relation.id}” does not exist",
                    f"{word.capitalize()}s are in {where}. "
                    + did_you_mean(relation.id, known[relation.kind]),
                )


def _check_pages(root: Path, records: Iterable[Located]) -> None:
    """Report guides whose page is not there."""
    pages = [*(p for p in _pages(root))]
    for item in records:
        guide = item.record
        if isinstance(guide, Guidance) and guide.page and guide.page not in pages:
            item.report(
                ("page",),
                f"there is no page docs/{guide.page}",
                "Write the path as it is below docs/, ending in .md. "
                + did_you_mean(guide.page, pages),
            )


def _pages(root: Path) -> Iterator[str]:
    docs = root / "docs"
    return (path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md")))
