"""References between records, unique values, and published addresses and their redirects."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from macros.addresses.links import (
    AUDIT_PAGE_IDS,
    Address,
    audit_address,
    guidance_entry_address,
    item_address,
    response_address,
)
from macros.addresses.published import PUBLISHED, lost_addresses
from macros.addresses.redirects import REDIRECTS, redirect_faults
from macros.problems import Problem, did_you_mean, nearest, quoted, sentences
from macros.reading.entries import Entry
from macros.reading.yaml_messages import Message
from macros.reading.yaml_source import Path, YamlDocument
from macros.records.dates import UNDATED
from macros.records.lists import GlossaryTerm, Redirect
from macros.records.publishers import Agency, Publisher
from macros.records.record import Record
from macros.records.records import Audit, Guidance, Situation, Theme
from macros.records.responses import Response, ResponseGroup

#: The kinds of record that other records refer to.
KIND_OF: Mapping[type[Record], str] = {
    Theme: "theme",
    Situation: "situation",
    Guidance: "guidance",
    ResponseGroup: "response group",
    Response: "response",
    Audit: "audit",
    Publisher: "publisher",
    Agency: "agency",
}

#: The kinds of record that have a page each, and the folder below ``docs/`` that it is in.
FOLDER_OF = {"theme": "themes", "situation": "situations", "agency": "agencies", "audit": "audits"}

#: The word for each of these kinds, and where editors find them.
_IN_WORDS = {
    "theme": ("theme", "Themes are listed in data/themes.yml."),
    "situation": ("situation", "Situations are listed in data/situations.yml."),
    "guidance": ("guide", "Guides are listed in data/guidance.yml."),
    "response group": ("group", "Groups are listed at the top of data/responses.yml."),
    "response": ("response", "Responses are listed in data/responses.yml."),
    "audit": (
        "audit",
        "Audits are the files in data/audits. Write the folder and the name of the file without "
        "its ending, such as 2022-23/domestic-abuse.",
    ),
    "agency": ("agency", "Agencies are listed in data/agencies.yml."),
    "publisher": (
        "publisher",
        "Publishers are listed in data/publishers.yml. Write the id of one of them.",
    ),
}

#: What to do about an id that is like no other.
ADD_IT = (
    "Use one of those. If it is a new one, add it there in this same pull request: CONTRIBUTING.md "
    "shows how under “Two files in one pull request”."
)

#: The field that refers to records of a kind.
_FIELD_OF = {**FOLDER_OF, "guidance": "guidance"}


@dataclass
class KnownRecords:
    """Which records exist: the validation context of all records.

    ``published`` are the published addresses, ``pages`` the pages in ``docs/``.
    """

    published: Collection[str]
    pages: Collection[str]
    #: Maps each kind to its ids and titles, including those of records with faults.
    titles: dict[str, dict[str, str]] = field(
        default_factory=lambda: {kind: {} for kind in _IN_WORDS}
    )
    #: Kinds that may have more records, in a file that could not be read.
    incomplete: set[str] = field(default_factory=set)
    #: The folder and file of the audit that is being read: it is never meant by its own references.
    reading: str = ""

    def add(self, entries: Iterable[Entry]) -> None:
        """Note the ids that others may refer to."""
        for entry in entries:
            kind = KIND_OF.get(entry.kind)
            if kind and entry.id:
                title = entry.get("name" if kind == "publisher" else "title")
                self.titles[kind][entry.id] = title if isinstance(title, str) else ""
            elif kind:
                self.incomplete.add(kind)

    def fault_of(self, kind: str, record_id: str) -> Message | None:
        """Return a message and a remedy if there is no record of this kind with this id."""
        if kind == "page":
            return None if record_id in self.pages else self._no_page(record_id)
        if kind == "follow-up":
            kind = "audit" if "/" in record_id else "response"
        known = self.titles[kind].keys()
        if record_id in known or kind in self.incomplete:
            return None
        word, where = _IN_WORDS[kind]
        if kind == "publisher":
            if record_id in self.titles[kind].values():
                return None
            remedy = did_you_mean(record_id, known)
        elif address_of(kind, record_id) in self.published:
            remedy = self._renamed_to(kind, record_id)
        else:
            remedy = self._meant(kind, record_id)
        fault = "is not there yet" if remedy == ADD_IT else "does not exist"
        return f"the {word} {quoted(record_id)} {fault}", sentences(where, remedy)

    def new(self, kind: str) -> set[str]:
        """Return the ids of a kind that were never published."""
        return {i for i in self.titles[kind] if address_of(kind, i) not in self.published}

    def name_now(self, kind: str, record_id: str) -> str:
        """Return the new id that a record probably has now; empty if there is none."""
        new = self.new(kind)
        return nearest(record_id, new) or (min(new) if len(new) == 1 else "")

    def _no_page(self, path: str) -> Message:
        near = did_you_mean(path, self.pages)
        remedy = "Write the path as it is below docs/, ending in .md."
        if not near:
            remedy = "Put that page back, or write the path of another: as it is below docs/."
        return f"there is no page docs/{path}", sentences(remedy, near)

    def _meant(self, kind: str, record_id: str) -> str:
        """Return what to do about an id that never existed."""
        titles = self.titles[kind]
        by_title = {title.casefold(): one for one, title in reversed(titles.items())}
        named = by_title.get(record_id.casefold()) if kind != "audit" else None
        parts = re.split(r"\s*[;,&+]\s*|\s+(?:and\s+)?", record_id)
        if len(parts) > 1 and titles.keys() >= set(parts):
            return f"Put a comma between the ids: “{', '.join(parts)}”."
        if named:
            return f"Did you mean “{named}”? That is the id, and what you wrote is the title."
        near = nearest(record_id, titles.keys() - {self.reading})
        for other, name in _FIELD_OF.items():
            if record_id in self.titles[other]:
                word = _IN_WORDS[other][0]
                if near:
                    return (
                        f"Did you mean “{near}”? If you mean the {word} “{record_id}”, write it "
                        f"after “{name}:”."
                    )
                return f"There is a {word} of that name. Write it after “{name}:”."
        return f"Did you mean “{near}”?" if near else ADD_IT

    def _renamed_to(self, kind: str, record_id: str) -> str:
        """Return what to do about a published id: its record has probably been given another one.

        Only ids that were never published can be the new one.
        """
        near = self.name_now(kind, record_id)
        is_now = f"Is it “{near}” now? " if near else ""
        thing = "file" if kind == "audit" else "entry"
        return (
            f"It was published under that name. {is_now}Give the {thing} its old name back. If the "
            "name has to change, CONTRIBUTING.md says how under “When an address has to change”."
        )


def address_of(kind: str, record_id: str) -> str:
    """Return the address of a record that others may refer to."""
    if kind == "guidance":
        return guidance_entry_address(record_id).path
    if kind in ("response group", "response"):
        return response_address(record_id).path
    return Address(f"{FOLDER_OF[kind]}/{record_id}.md").path


# --- One deed, one problem --------------------------------------------------------------------

_MISSING = re.compile(r"the (\w+) “(.+)” does not exist")


def reported_once(
    problems: Iterable[Problem], entries: Iterable[Entry], known: KnownRecords
) -> list[Problem]:
    """Return the problems, with one for each record that does not exist.

    It names the other places. If the record was renamed, it is at the new name, and stands for the
    problem that the published address is lost.
    """
    named: defaultdict[str, list[Problem]] = defaultdict(list)
    rest: list[Problem] = []
    for problem in sorted(set(problems)):
        is_missing = _MISSING.fullmatch(problem.message)
        (named[problem.message + problem.remedy] if is_missing else rest).append(problem)
    for first, *others in named.values():
        places = "; ".join(f"{one.file}, line {one.line}" for one in others)
        one = replace(first, remedy=f"{first.remedy} It is also in {places}.") if places else first
        kind, record_id = _missing_record(first)
        lost = _lost(address_of(kind, record_id))[0] if kind in FOLDER_OF else ""
        if any(problem.message == lost for problem in rest):
            rest = [problem for problem in rest if problem.message != lost]
            if now := _place_of(known.name_now(kind, record_id), kind, entries):
                places = "; ".join(f"{one.file}, line {one.line}" for one in (first, *others))
                one = Problem(*now, first.message, f"{first.remedy} It is in {places}.")
        rest.append(one)
    return rest


def _missing_record(problem: Problem) -> tuple[str, str]:
    match = _MISSING.fullmatch(problem.message)
    words = {word: kind for kind, (word, _) in _IN_WORDS.items()}
    return (words.get(match[1], ""), match[2]) if match else ("", "")


def _place_of(record_id: str, kind: str, entries: Iterable[Entry]) -> tuple[str, int, int] | None:
    for entry in entries:
        if record_id and entry.id == record_id and KIND_OF.get(entry.kind) == kind:
            return entry.document.file, *entry.document.place((*entry.path, "id"))
    return None


# --- Values that must be unique ---------------------------------------------------------------


def check_distinct(entries: Iterable[Entry], list_kinds: Iterable[type[Record]]) -> None:
    """Report values that two entries share although they must be unique.

    ``list_kinds`` are the kinds of record that have a file each.
    """
    of: defaultdict[type[Record], list[Entry]] = defaultdict(list)
    for entry in entries:
        of[entry.kind].append(entry)
    for kind in list_kinds:
        _report_shared([*_texts(of[kind], "id")], are_entries=True)
    # The groups and the responses share one page.
    _report_shared(_texts([*of[ResponseGroup], *of[Response]], "id"))
    _report_shared(_texts(of[Guidance], "page"))
    _report_shared(_texts(of[Publisher], "name"))
    _report_shared(_texts(of[Publisher], "short"))
    _report_shared(_texts(of[Redirect], "old"))
    _report_shared(_texts(of[GlossaryTerm], "term", "aliases"))
    for audit in of[Audit]:
        _check_finding_ids(audit)


#: An entry, a path in it, and the text there, which must be unique.
_Text = tuple[Entry, Path, str]


def _texts(entries: Iterable[Entry], *names: str) -> Iterator[_Text]:
    """Yield the texts in some fields, each of which holds one text or a list."""
    for entry in entries:
        for name in names:
            value = entry.get(name)
            items = enumerate(value) if isinstance(value, list) else [(None, value)]
            for index, item in items:
                if isinstance(item, str) and item:
                    yield entry, (name,) if index is None else (name, index), item


def _report_shared(texts: Iterable[_Text], *, are_entries: bool = False) -> None:
    """Report each text that already occurs earlier in the same file.

    ``are_entries``: they are the ids of entries. If several are there twice, a part of the file was
    probably pasted twice, and that is reported once.
    """
    first: dict[str, tuple[int, int]] = {}
    again: list[tuple[Entry, Path, str, int]] = []
    for entry, path, text in texts:
        place = entry.document.place((*entry.path, *path))
        earlier = first.setdefault(text.casefold(), place)
        if earlier != place:
            again.append((entry, path, text, earlier[0]))
    if are_entries and len(again) > 1:
        entry, path, text, line = again[0]
        entry.report(
            path,
            f"{quoted(text)} is already used on line {line}, and so are other ids below it",
            "If a part of the file was pasted twice, delete it from here to the end of the entry "
            f"{quoted(again[-1][2])}. If not, give each entry an id of its own.",
        )
        return
    for entry, path, text, line in again:
        entry.report(
            path,
            f"{quoted(text)} is already used on line {line}",
            "It may be used only once. Change one of the two, or take it out.",
        )


def check_publishers(entries: Iterable[Entry]) -> None:
    """Report if not exactly one publisher is the partnership whose site this is."""
    publishers = [entry for entry in entries if entry.kind is Publisher]
    ours = [entry for entry in publishers if entry.get("ours") == "true"]
    if publishers and not ours:
        publishers[0].report(
            (),
            "no publisher is the partnership whose site this is",
            "Add a line “ours: true” to the one that it is.",
        )
    for entry in ours[1:]:
        entry.report(
            ("ours",),
            "there is a second publisher with “ours: true”",
            "Exactly one is the partnership whose site this is. Take this line out, or the other.",
        )


def check_responses(entries: Iterable[Entry]) -> None:
    """Report responses to audits of other publishers: ours do not answer their findings."""
    records = [entry.record for entry in entries]
    ours = next((p for p in records if isinstance(p, Publisher) and p.ours), None)
    theirs = {
        record.id
        for record in records
        if isinstance(record, Audit) and ours and record.publisher not in (None, ours.id, ours.name)
    }
    for entry in entries:
        if isinstance(entry.record, Response):
            for index, audit in enumerate(entry.record.audits):
                if audit in theirs:
                    entry.report(
                        ("audits", index),
                        f"the audit {quoted(audit)} is another publisher's",
                        "Take it out. What that publisher did goes into the audit's own file, "
                        "after “what_they_did:”.",
                    )


def check_follows(entries: Iterable[Entry]) -> None:
    """Report audits that follow a later one, or one another."""
    audits = {e.record.id: (e, e.record) for e in entries if isinstance(e.record, Audit)}
    in_a_ring: set[str] = set()
    for entry, audit in audits.values():
        chain = [audit.id]
        while (follows := audits[chain[-1]][1].follows) in audits and follows not in chain:
            chain.append(follows)
        if follows == audit.id and not in_a_ring & set(chain):
            in_a_ring.update(chain)
            entry.report(
                ("follows",),
                f"these audits follow one another: {', '.join(chain)}",
                "Take the line out of the earliest of them.",
            )
    for entry, audit in audits.values():
        _, other = audits.get(audit.follows or "", (None, None))
        if other and audit.id not in in_a_ring and _is_later(other, audit):
            entry.report(
                ("follows",),
                f"the audit {quoted(other.id)} is later than this one",
                "An audit follows an earlier one. Take the line out. If the other follows this "
                "one, write it there.",
            )


def _is_later(one: Audit, other: Audit) -> bool:
    """Whether an audit was held after another one, as far as is known."""
    if UNDATED in (one.year, other.year):
        return False
    if one.held and other.held and one.held.month and other.held.month:
        return one.held > other.held
    return one.year.first_day > other.year.last_day


def _check_finding_ids(audit: Entry) -> None:
    """Report ids that two findings of an audit share, or that the audit's page itself uses."""
    found: list[_Text] = []
    for name in Audit.LISTS:
        findings = audit.get(name)
        for index, finding in enumerate(findings if isinstance(findings, list) else ()):
            finding_id = finding.get("id") if isinstance(finding, dict) else None
            if isinstance(finding_id, str) and finding_id:
                found.append((audit, (name, index, "id"), finding_id))
    for _, path, finding_id in found:
        if finding_id in AUDIT_PAGE_IDS:
            audit.report(
                path,
                f"the id “{finding_id}” is taken by a heading of this audit's page",
                f"Choose another, for example “{finding_id}-2”.",
            )
    _report_shared(found, are_entries=True)


# --- Addresses --------------------------------------------------------------------------------


def _lost(address: str) -> Message:
    return (
        f"the address “{address}” was published, and nothing is there now",
        "Others link to it. Put it back as it was. If it has to change, add it to "
        "data/redirects.yml: “old” is this address, “new” is where it leads now. CONTRIBUTING.md "
        "shows it under “When an address has to change”.",
    )


def lost_pages(
    entries: Iterable[Entry],
    documents: Iterable[YamlDocument],
    known: KnownRecords,
    published: Mapping[str, int],
) -> Iterator[Problem]:
    """Yield a problem for each published page whose record no longer exists.

    ``published`` maps addresses to line numbers. This is checked even if the data has other faults,
    because a changed id often causes them.
    """
    if any(document.file == REDIRECTS and not document.is_whole for document in documents):
        return
    redirected = {entry.record.old for entry in entries if isinstance(entry.record, Redirect)}
    for kind in FOLDER_OF.keys() - known.incomplete:
        there = {address_of(kind, record_id) for record_id in known.titles[kind]}
        for address in published.keys() - there - redirected:
            below = re.fullmatch(rf"/{FOLDER_OF[kind]}/([^#]+)/", address)
            if below and ("/" in below[1]) == (kind == "audit"):
                yield Problem(PUBLISHED, published[address], 1, *_lost(address))


def check_addresses(
    entries: Iterable[Entry], published: Mapping[str, int], current: frozenset[str]
) -> Iterator[Problem]:
    """Report redirects that lead nowhere, and published addresses that no longer exist.

    Problems that belong to no entry are yielded. ``published`` maps addresses to line numbers;
    ``current`` are the addresses of the site now.
    """
    redirects = []
    audits = {}
    for entry in entries:
        if isinstance(entry.record, Redirect):
            redirects.append(entry.record)
            for fault in redirect_faults(entry.record, current):
                entry.report((fault.name,), fault.message, fault.remedy)
        elif isinstance(entry.record, Audit):
            audits[audit_address(entry.record).path] = entry.record, entry
    for address in lost_addresses(published, current, redirects):
        page, _, fragment = address.partition("#")
        if fragment and page in audits:
            audit, entry = audits[page]
            entry.report(_renamed(audit, fragment, published), *_lost(address))
        else:
            yield Problem(PUBLISHED, published[address], 1, *_lost(address))


def _renamed(audit: Audit, old: str, published: Collection[str]) -> Path:
    """Return the path of the new id that an old one was probably changed to: the most similar."""
    places: dict[str, Path] = {
        item.id: (name, index, "id")
        for name in Audit.LISTS
        for index, item in enumerate(getattr(audit, name))
        if item_address(audit, item).path not in published
    }
    near = nearest(old, places) or next(iter(places), "")
    return places.get(near, ())
