"""Published addresses: each still exists, or leads to where it is now."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from macros.addresses.links import audit_address, item_address
from macros.addresses.published import PUBLISHED, lost_addresses
from macros.addresses.redirects import REDIRECTS, redirect_faults
from macros.checks.known_records import (
    FOLDER_OF,
    IN_WORDS,
    KIND_OF,
    KnownRecords,
    address_of,
)
from macros.problems import Problem, nearest
from macros.reading.entries import Entry
from macros.reading.yaml_messages import Message
from macros.reading.yaml_source import Path, YamlDocument
from macros.records.lists import Redirect
from macros.records.records import Audit


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


# --- One deed, one problem --------------------------------------------------------------------

_MISSING = re.compile(r"the (\w+) “(.+)” (?:does not exist|is not there yet)")


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
    words = {word: kind for kind, (word, _) in IN_WORDS.items()}
    return (words.get(match[1], ""), match[2]) if match else ("", "")


def _place_of(record_id: str, kind: str, entries: Iterable[Entry]) -> tuple[str, int, int] | None:
    for entry in entries:
        if record_id and entry.id == record_id and KIND_OF.get(entry.kind) == kind:
            return entry.document.file, *entry.document.place((*entry.path, "id"))
    return None
