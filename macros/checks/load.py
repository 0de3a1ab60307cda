"""Reading ``data/`` into a library, or saying all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from pydantic import Field

from macros.addresses.links import (
    AUDIT_PAGE_IDS,
    Address,
    audit_address,
    guidance_entry_address,
    item_address,
    response_address,
)
from macros.addresses.published import (
    PUBLISHED,
    current_addresses,
    lost_addresses,
    published_addresses,
)
from macros.addresses.redirects import REDIRECTS, redirect_faults
from macros.checks.written_pages import (
    MOST_BYTES,
    NOT_UTF_8,
    TOO_LARGE,
    decode,
    files_that_nobody_looks_into,
    line_of,
    pages_without_record,
    read_pages,
    two_pages_of_one_address,
)
from macros.disclosure.guard import Text, guard
from macros.disclosure.kinds import masked
from macros.problems import DataError, Problem, did_you_mean, nearest, sentences, shown
from macros.reading.field_errors import read_list, read_record
from macros.reading.merged_lists import missing_list
from macros.reading.yaml_source import Path as ValuePath
from macros.reading.yaml_source import YamlDocument, parse_yaml
from macros.reading.yaml_writing import PLEASE_CONFIRM
from macros.records.fields import ID_PATTERN, ProgrammeYear, as_id
from macros.records.icons import icon_fault
from macros.records.library import Library
from macros.records.records import (
    Allowance,
    Audit,
    Contact,
    GlossaryTerm,
    GoodPractice,
    Guidance,
    Record,
    Redirect,
    Relation,
    Reminder,
    Response,
    ResponseGroup,
    SearchWords,
    Situation,
    Source,
    Theme,
    relations,
    relations_of_faulty,
)

#: The files of ``data/`` that hold one list of records: file name to kind of record.
LIST_FILES: dict[str, type[Record]] = {
    "themes": Theme,
    "situations": Situation,
    "guidance": Guidance,
    "sources": Source,
    "glossary": GlossaryTerm,
    "contacts": Contact,
    "search": SearchWords,
    "redirects": Redirect,
    "disclosure-allowed": Allowance,
}

#: Files that the site can do without. One with nothing but notes is a list without entries.
OPTIONAL_FILES = frozenset({"data/search.yml", "data/redirects.yml", "data/disclosure-allowed.yml"})

#: The two lists in ``data/responses.yml``: name of the list to kind of record.
RESPONSE_LISTS: dict[str, type[Record]] = {"groups": ResponseGroup, "responses": Response}

#: The kinds of record that others may name.
KIND_OF: dict[type[Record], str] = {
    Theme: "theme",
    Situation: "situation",
    Guidance: "guidance",
    ResponseGroup: "response group",
    Audit: "audit",
}

#: The word for each of these kinds, and where an editor finds those that there are.
KIND_IN_WORDS = {
    "theme": ("theme", "Themes are listed in data/themes.yml."),
    "situation": ("situation", "Situations are listed in data/situations.yml."),
    "guidance": ("guide", "Guides are listed in data/guidance.yml."),
    "response group": ("group", "Groups are listed at the top of data/responses.yml."),
    "audit": (
        "audit",
        "Audits are the files in data/audits. Write the folder and the name of the file without "
        "its ending, such as 2022-23/domestic-abuse.",
    ),
}

#: The kinds of record that are shown with an icon.
WITH_ICON = (Theme, Situation, Audit)

#: The folder below ``docs/`` with the pages that are made from a kind of record.
FOLDER_OF = {"theme": "themes", "situation": "situations", "audit": "audits"}

#: The field in which records of a kind are named.
FIELD_OF = {**FOLDER_OF, "guidance": "guidance"}

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)


class ResponsesFile(Record):
    """What the partnership does because of its audits, and the headings that it stands under."""

    # The entries are read one by one: a fault in one must not hide those of the others.

    groups: tuple[Any, ...] = Field(description="The headings of the page, in order.")
    responses: tuple[Any, ...] = Field(description="What the partnership does.")


@dataclass(frozen=True)
class LocatedRecord(Generic[R_co]):
    """A record, and the place in a document where it stands."""

    record: R_co
    document: YamlDocument
    path: ValuePath

    def report(self, path: ValuePath, message: str, remedy: str, why: str = "") -> None:
        """Add a problem at a place in this record."""
        self.document.report((*self.path, *path), message, remedy, why=why)


@dataclass(frozen=True)
class InvalidRecord:
    """What was meant as a record of a kind, and the place in a document where it stands."""

    kind: type[Record]
    value: Any
    document: YamlDocument
    path: ValuePath


@dataclass
class LoadedData:
    """What has been read so far: every record, every document and every problem."""

    records: list[LocatedRecord[Record]] = field(default_factory=list)
    documents: list[YamlDocument] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: Kind to the ids that there are, those of records with faults included.
    ids: dict[str, set[str]] = field(
        default_factory=lambda: {kind: set() for kind in KIND_IN_WORDS}
    )
    #: What was meant as a record and has a fault.
    faulty: list[InvalidRecord] = field(default_factory=list)
    #: The addresses that were published.
    published: frozenset[str] = frozenset()
    #: Kinds of which there may be more ids, in a text that could not be read.
    incomplete: set[str] = field(default_factory=set)

    def located(self, kind: type[R]) -> list[LocatedRecord[R]]:
        """Return the records of one kind with their places, in the order they were read."""
        return [
            cast("LocatedRecord[R]", item) for item in self.records if isinstance(item.record, kind)
        ]

    def all_problems(self) -> list[Problem]:
        """Return the problems of every document, and those of none."""
        return [*self.problems, *(p for document in self.documents for p in document.problems)]

    def all_of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of one kind, in the order they were read."""
        return tuple(item.record for item in self.located(kind))


def load_library(root: Path) -> Library:
    """Read all data files below ``root``/data and return them as one library.

    ``root`` is the top folder of the repository. Raises :class:`~macros.problems.DataError` with
    every problem of every file, if there is one.
    """
    reading = _read_files(root)
    _check_stray_files(root, reading)
    _check_unique(reading)
    _check_relations(reading)
    _check_icons(reading)
    pages, faults = read_pages(root)
    reading.problems += [*faults, *files_that_nobody_looks_into(root)]
    _check_pages(pages, reading)
    _check_disclosure(pages, reading)
    if reading.all_problems():
        _check_lost_pages(root, reading)
        raise DataError(reading.all_problems())
    library = Library(
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
        redirects=reading.all_of(Redirect),
    )
    # Last, because in faulty data most addresses are missing for another reason.
    _check_addresses(root, library, reading)
    if reading.all_problems():
        raise DataError(reading.all_problems())
    return library


def disclosed_by(root: Path, texts: Sequence[Text]) -> list[Problem]:
    """Return what could identify somebody in texts that are not in the repository yet.

    They are looked through as if each were a file of it, with the path that it gives.
    """
    reading = _read_files(root)
    pages, _ = read_pages(root)
    allowances = [item.record for item in reading.located(Allowance)]
    problems, _ = guard([*_texts(reading, pages), *texts], allowances)
    new = {text.file for text in texts}
    return [problem for problem in problems if problem.file in new]


# --- Reading files ----------------------------------------------------------------------------


def _read_files(root: Path) -> LoadedData:
    """Read every data file, without looking at what they say about each other."""
    reading = LoadedData(published=frozenset(published_addresses(root)))
    for name, kind in LIST_FILES.items():
        file = f"data/{name}.yml"
        if file in OPTIONAL_FILES and not (root / file).exists():
            continue
        document = _open(root, file, reading)
        _add_list(document, (), document.value, kind, reading)
    _read_responses(root, reading)
    _read_audits(root, reading)
    return reading


def _open(root: Path, file: str, reading: LoadedData) -> YamlDocument:
    """Read one file, given as a path from ``root``; what is wrong with it is in the document."""
    document = YamlDocument(file)
    try:
        data = (root / file).read_bytes()
        if len(data) > MOST_BYTES:
            document.add(1, 1, *TOO_LARGE)
        else:
            text = decode(data)
            document = parse_yaml(file, text)
            _report_suggestions(document, text)
            if document.is_blank and file not in OPTIONAL_FILES:
                what = "holds nothing but notes" if text.strip() else "is empty"
                remedy = "Fill it in, or delete the file if it is not needed."
                document.add(1, 1, f"the file {what}", remedy)
    except FileNotFoundError:
        document.add(1, 1, "the file is missing", "Put it back. The site needs it.")
    except OSError:
        document.add(
            1,
            1,
            "the file cannot be opened",
            "It may be a folder, or locked by another program. Put a text file in its place.",
        )
    except UnicodeDecodeError as error:
        document.add(line_of(error), 1, *NOT_UTF_8)
    reading.documents.append(document)
    return document


def _report_suggestions(document: YamlDocument, text: str) -> None:
    """Report each note that says that what stands below it was only suggested."""
    if PLEASE_CONFIRM not in text:
        return
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if line.lstrip().startswith(PLEASE_CONFIRM):
            document.add(
                number,
                line.index("#") + 1,
                "what stands below this note was suggested, and no person has confirmed it yet",
                f"Read it and mend it. When it is right, delete the line “{PLEASE_CONFIRM}…”.",
            )


def _add_list(
    document: YamlDocument, path: ValuePath, value: Any, kind: type[Record], reading: LoadedData
) -> None:
    """Add the records of one list to what has been read."""
    records = read_list(document, path, value, kind) if value is not None else None
    if records is None or not document.is_whole:
        _note_ids(kind, [None], reading)
    if records is None:
        return
    _note_ids(kind, value, reading)
    for index, record in enumerate(records):
        place = (*path, index)
        if record is not None:
            reading.records.append(LocatedRecord(record, document, place))
        else:
            reading.faulty.append(InvalidRecord(kind, value[index], document, place))


def _note_ids(kind: type[Record], values: Iterable[Any], reading: LoadedData) -> None:
    """Note the ids that there are, so that no relation to them is said to lead nowhere."""
    name = KIND_OF.get(kind)
    if name is None:
        return
    for value in values:
        found = value.get("id") if isinstance(value, dict) else None
        if isinstance(found, str) and ID_PATTERN.fullmatch(found):
            reading.ids[name].add(found)
        else:
            reading.incomplete.add(name)


def _read_responses(root: Path, reading: LoadedData) -> None:
    document = _open(root, "data/responses.yml", reading)
    value = document.value
    if value is not None:
        read_record(document, (), value, ResponsesFile)
    lists = value if isinstance(value, dict) else {}
    for name, kind in RESPONSE_LISTS.items():
        entries = lists.get(name)
        _add_list(document, (name,), entries if isinstance(entries, list) else None, kind, reading)


def _read_audits(root: Path, reading: LoadedData) -> None:
    for path in sorted((root / "data" / "audits").glob("*/*.yml")):
        if not path.name.startswith("."):
            _read_audit(path.relative_to(root), root, reading)


def _read_audit(path: Path, root: Path, reading: LoadedData) -> None:
    folder, name = path.parent.name, path.stem
    reading.ids["audit"].add(f"{folder}/{name}")
    document = _open(root, path.as_posix(), reading)
    if not ID_PATTERN.fullmatch(name):
        example = f", for example “{as_id(name)}.yml”" if as_id(name) else ""
        message = f"the name of the file, “{path.name}”, cannot be part of an address"
        remedy = f"Use small letters, digits and single hyphens{example}."
        document.add(1, 1, message, remedy)
        return
    if document.value is None:
        return
    missing = missing_list(document)
    audit = read_record(document, (), document.value, Audit, missing, slug=name)
    if audit is None:
        reading.faulty.append(InvalidRecord(Audit, document.value, document, ()))
        return
    if audit.year.slug != folder:
        document.report(
            ("year",),
            f"the year is {audit.year}, but the file is in the folder {folder}",
            _folder_remedy(folder, audit.year),
        )
    reading.records.append(LocatedRecord(audit, document, ()))


def _folder_remedy(folder: str, year: ProgrammeYear) -> str:
    """Return how to make folder and year of an audit agree."""
    move = f"ove the file to data/audits/{year.slug}/"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", folder):
        return f"Correct the year, or m{move}."
    return (
        f"M{move}: the folder is named after the year. On GitHub, edit the file and change the "
        "folder in the box with its name."
    )


def _check_stray_files(root: Path, reading: LoadedData) -> None:
    """Report files in ``data/`` that nothing would read."""
    expected = {f"data/{name}.yml" for name in (*LIST_FILES, "responses")} | {PUBLISHED}
    for path in sorted((root / "data").rglob("*")):
        place = path.relative_to(root)
        file = place.as_posix()
        is_audit = len(place.parts) == 4 and place.match("data/audits/*/*.yml")
        if path.is_dir() or path.name.startswith(".") or file in expected or is_audit:
            continue
        remedy = (
            f"Change the end of its name from “{path.suffix}” to “.yml”."
            if path.suffix.lower() in (".yaml", ".yml", ".txt") and path.suffix != ".yml"
            else "Rename it, move it or delete it. An audit is data/audits/<year>/<name>.yml, for "
            "example data/audits/2022-23/domestic-abuse.yml."
        )
        reading.problems.append(Problem(file, 1, 1, "nothing reads this file", remedy))


# --- Checks across records --------------------------------------------------------------------

#: A record, a place in it, and a word there that no other may have.
Claim = tuple[LocatedRecord[Record], ValuePath, str]


def _check_unique(reading: LoadedData) -> None:
    """Report what two records share although it has to tell them apart."""
    for kind in LIST_FILES.values():
        if "id" in kind.model_fields:
            _check_distinct(_ids(reading, kind))
    # The groups and the responses stand on one page.
    _check_distinct([*_ids(reading, ResponseGroup), *_ids(reading, Response)])
    for audit in reading.located(Audit):
        _check_audit_ids(audit)
    _check_distinct(
        [
            (item, ("page",), item.record.page)
            for item in reading.located(Guidance)
            if item.record.page
        ]
    )
    _check_distinct([(item, ("old",), item.record.old) for item in reading.located(Redirect)])
    terms: list[Claim] = []
    for term in reading.located(GlossaryTerm):
        terms.append((term, ("term",), term.record.term))
        terms += [(term, ("aliases", i), alias) for i, alias in enumerate(term.record.aliases)]
    _check_distinct(terms)


def _ids(reading: LoadedData, kind: type[Record]) -> list[Claim]:
    return [(item, ("id",), str(getattr(item.record, "id", ""))) for item in reading.located(kind)]


def _check_audit_ids(item: LocatedRecord[Audit]) -> None:
    """Report ids that two parts of an audit share, or that the page itself uses."""
    audit = item.record
    taken = AUDIT_PAGE_IDS
    parts: dict[str, Sequence[GoodPractice | Reminder]] = {
        "good_practice": audit.good_practice,
        "reminders": audit.reminders,
    }
    claims: list[Claim] = []
    for name, entries in parts.items():
        for index, entry in enumerate(entries):
            claims.append((item, (name, index, "id"), entry.id))
            if entry.id in taken:
                item.report(
                    (name, index, "id"),
                    f"the id “{entry.id}” is taken by a heading of this audit's page",
                    f"Choose another, for example “{entry.id}-2”.",
                )
    _check_distinct(claims)


def _check_distinct(claims: Iterable[Claim]) -> None:
    """Report each word that an earlier claim has already. All are of one file."""
    first: dict[str, tuple[int, int]] = {}
    for item, path, word in claims:
        place = item.document.place((*item.path, *path))
        earlier = first.setdefault(word.casefold(), place)
        if earlier != place:
            item.report(
                path,
                f"{shown(word)} is used already on line {earlier[0]}",
                "It may be used only once. Change one of the two, or take it out.",
            )


def _check_relations(reading: LoadedData) -> None:
    """Report every relation to a record that does not exist."""
    places = [(i.document, i.path, r) for i in reading.records for r in relations(i.record)]
    places += [
        (faulty.document, faulty.path, relation)
        for faulty in reading.faulty
        for relation in relations_of_faulty(faulty.kind, faulty.value)
    ]
    for document, path, relation in places:
        place = (*path, *relation.path)
        if not relation.kind:
            document.report(
                place,
                f"the link to {shown(relation.id)} leads nowhere",
                "Write the whole address, https://…, or name one of our pages: guidance:id, "
                "theme:id, situation:id or audit:year/name.",
            )
        elif (
            relation.kind != "web"
            and relation.id not in reading.ids.get(relation.kind, set())
            and relation.kind not in reading.incomplete
        ):
            document.report(place, *_unknown(relation, reading))


def _unknown(relation: Relation, reading: LoadedData) -> tuple[str, str]:
    """Return message and remedy for a relation to a record that does not exist."""
    word, where = KIND_IN_WORDS[relation.kind]
    message = f"the {word} {shown(relation.id)} does not exist"
    known = reading.ids[relation.kind]
    if _address(relation.kind, relation.id) in reading.published:
        return message, sentences(where, _renamed_to(relation, reading))
    named = _by_title(relation.kind, reading).get(relation.id.casefold())
    near = nearest(relation.id, known)
    others = [kind for kind in FIELD_OF if relation.id in reading.ids[kind]]
    parts = re.split(r"\s*[;,&+]\s*|\s+(?:and\s+)?", relation.id)
    if len(parts) > 1 and known.issuperset(parts):
        remedy = f"Put a comma between the ids: “{', '.join(parts)}”."
    elif named:
        remedy = f"Did you mean “{named}”? That is the id, and what you wrote is the title."
    elif near:
        remedy = f"Did you mean “{near}”?"
    elif others:
        other, _ = KIND_IN_WORDS[others[0]]
        remedy = f"There is a {other} of that name. Write it after “{FIELD_OF[others[0]]}:”."
    else:
        remedy = "Use one of those, or add it there."
    return message, sentences(where, remedy)


def _address(kind: str, record_id: str) -> str:
    """Return the address of a record of a kind that others may name."""
    if kind == "guidance":
        return guidance_entry_address(record_id).path
    if kind == "response group":
        return response_address(record_id).path
    return Address(f"{FOLDER_OF[kind]}/{record_id}.md").path


def _renamed_to(relation: Relation, reading: LoadedData) -> str:
    """Return what to do about a relation to a record that was published under that id.

    It has probably another id now. That is one which was never published: any other is certainly
    a record of its own.
    """
    ids = reading.ids[relation.kind]
    new = {one for one in ids if _address(relation.kind, one) not in reading.published}
    near = nearest(relation.id, new) or (min(new) if len(new) == 1 else "")
    is_now = f"Is it “{near}” now? " if near else ""
    thing = "file" if relation.kind == "audit" else "entry"
    return (
        f"It was published under that name. {is_now}Give the {thing} its old name back. If the "
        "name has to change, CONTRIBUTING.md says how under “When an address has to change”."
    )


def _by_title(kind: str, reading: LoadedData) -> Mapping[str, str]:
    """Return the titles of the records of a kind, in small letters, each with its id."""
    found: dict[str, str] = {}
    for item in reading.records:
        title = getattr(item.record, "title", None)
        # Audits of several years have the same title.
        if KIND_OF.get(type(item.record)) == kind != "audit" and title:
            found.setdefault(title.casefold(), getattr(item.record, "id", ""))
    return found


def _check_icons(reading: LoadedData) -> None:
    """Report every icon that the theme does not have, or that has too much detail."""
    for item in reading.records:
        found = icon_fault(item.record.icon) if isinstance(item.record, WITH_ICON) else None
        if found:
            item.report(("icon",), *found)


def markdown_files(root: Path) -> list[str]:
    """Return the pages in ``root``/docs, as paths from there."""
    docs = root / "docs"
    return [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))]


def _check_pages(texts: Mapping[str, str], reading: LoadedData) -> None:
    """Report guides whose page is not there, and pages that share an address."""
    pages = [file.removeprefix("docs/") for file in texts]
    for item in reading.located(Guidance):
        page = item.record.page
        if page and page not in pages:
            item.report(
                ("page",),
                f"there is no page docs/{page}",
                sentences(
                    "Write the path as it is below docs/, ending in .md.", did_you_mean(page, pages)
                ),
            )
    computed = {
        f"{folder}/{known}.md": f"the {kind} “{known}”"
        for kind, folder in FOLDER_OF.items()
        for known in reading.ids[kind]
    }
    reading.problems += two_pages_of_one_address(texts, computed)
    for kind in FOLDER_OF.keys() - reading.incomplete:
        new = {i for i in reading.ids[kind] if _address(kind, i) not in reading.published}
        reading.problems += pages_without_record(
            texts, kind, FOLDER_OF[kind], reading.ids[kind], new
        )


def _texts(reading: LoadedData, pages: Mapping[str, str]) -> list[Text]:
    """Return every text that the disclosure guard looks through."""
    texts = [Text(d.file, d.text, d.value, d.is_whole) for d in reading.documents if d.text]
    return [*texts, *(Text(file, text) for file, text in pages.items())]


def _check_disclosure(pages: Mapping[str, str], reading: LoadedData) -> None:
    """Report what could identify somebody, and allowances that let nothing through."""
    allowances = reading.located(Allowance)
    problems, used = guard(_texts(reading, pages), [item.record for item in allowances])
    reading.problems += problems
    if any(not document.text for document in reading.documents):
        return  # what is let through may stand in a file that could not be read
    for index, item in enumerate(allowances):
        if index not in used:
            item.report(
                ("text",),
                f"{shown(masked(item.record.text))} lets nothing through",
                "Take the entry out, or write the passage and the file exactly as they are.",
                "Later it may let something through that nobody has looked at.",
            )


# --- Addresses --------------------------------------------------------------------------------


def _lost_words(address: str) -> tuple[str, str]:
    """Return message and remedy for an address that was published and is gone."""
    return (
        f"the address “{address}” was published, and nothing is there now",
        "Others link to it. Put it back as it was. If it has to change, add it to "
        "data/redirects.yml: “old” is this address, “new” is where it leads now. CONTRIBUTING.md "
        "shows it under “When an address has to change”.",
    )


def _check_lost_pages(root: Path, reading: LoadedData) -> None:
    """Report the pages of records that are gone.

    This can be known while the data has other faults, of which most follow from a record that has
    another id now.
    """
    published = published_addresses(root)
    if any(document.file == REDIRECTS and not document.is_whole for document in reading.documents):
        return
    led = {item.record.old for item in reading.located(Redirect)}
    for kind in FOLDER_OF.keys() - reading.incomplete:
        there = {Address(f"{FOLDER_OF[kind]}/{known}.md").path for known in reading.ids[kind]}
        for address in published.keys() - there - led:
            below = re.fullmatch(rf"/{FOLDER_OF[kind]}/([^#]+)/", address)
            if below and ("/" in below[1]) == (kind == "audit"):
                reading.problems.append(
                    Problem(PUBLISHED, published[address], 1, *_lost_words(address))
                )


def _check_addresses(root: Path, library: Library, reading: LoadedData) -> None:
    """Report published addresses that are gone, and redirects that do not lead anywhere."""
    current = current_addresses(library, markdown_files(root))
    for item in reading.located(Redirect):
        for fault in redirect_faults(item.record, current):
            item.report((fault.name,), fault.message, fault.remedy)
    published = published_addresses(root)
    lost = lost_addresses(published, current, library.redirects)
    if not lost:
        return
    audits = {audit_address(item.record).path: item for item in reading.located(Audit)}
    for address in lost:
        page, _, fragment = address.partition("#")
        if fragment and page in audits:
            audit = audits[page]
            place = _renamed(audit.record, fragment, published)
            audit.report(place, *_lost_words(address))
        else:
            reading.problems.append(
                Problem(PUBLISHED, published[address], 1, *_lost_words(address))
            )


def _renamed(audit: Audit, old: str, published: Iterable[str]) -> ValuePath:
    """Return the place of the id that an old one was probably changed into: the nearest new one."""
    places: dict[str, ValuePath] = {
        item.id: (name, index, "id")
        for name in ("good_practice", "reminders")
        for index, item in enumerate(getattr(audit, name))
        if item_address(audit, item).path not in published
    }
    near = nearest(old, places) or next(iter(places), "")
    return places.get(near, ())
