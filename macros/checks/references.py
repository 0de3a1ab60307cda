"""Relations between records: values that must be unique, and references that must make sense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from macros.addresses.links import AUDIT_PAGE_IDS
from macros.problems import quoted
from macros.reading.entries import Entry
from macros.reading.yaml_source import Path
from macros.records.dates import UNDATED
from macros.records.lists import GlossaryTerm, Redirect
from macros.records.publishers import Agency, Publisher
from macros.records.record import Record
from macros.records.records import Audit, Guidance, Situation, Theme
from macros.records.responses import Response, ResponseGroup


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
    for kind in (Theme, Situation, Agency):
        once = {entry.id: entry for entry in reversed(of[kind])}  # not what was pasted twice
        _report_shared(_texts(reversed(once.values()), "title"))
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
    if ours is None:
        return
    theirs = {
        record.id
        for record in records
        if isinstance(record, Audit)
        and record.publisher not in (None, ours.id, ours.name)
        and record.area != ours.area
    }
    for entry in entries:
        if isinstance(entry.record, Response):
            for index, audit in enumerate(entry.record.audits):
                if audit in theirs:
                    entry.report(
                        ("audits", index),
                        f"the audit {quoted(audit)} is another publisher's",
                        "Take it out. What that publisher did goes into the audit's own file, "
                        "after “what_they_did:”. If the audit is about our own area, say so there: "
                        f"“area: {ours.area}”.",
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
