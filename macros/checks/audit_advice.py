"""Advice on an audit: what may be an oversight, although it can be right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from macros.addresses.links import audit_address
from macros.checks.future import later
from macros.checks.oversights import Oversight
from macros.checks.wording import odd_wording
from macros.problems import Problem, counted, quoted
from macros.reading.yaml_source import Path as ValuePath
from macros.reading.yaml_source import parse_yaml
from macros.records.library import Library
from macros.records.records import Audit


class Advice(NamedTuple):
    """Advice on a value of an audit: its place, what seems wrong, what to do and why."""

    path: ValuePath
    message: str
    remedy: str
    why: str = ""


def on_audit(
    audit: Audit,
    file: str,
    text: str,
    published: Collection[str] = (),
    newest: date | None = None,
) -> Iterator[Problem]:
    """Yield advice on an audit.

    ``file`` and ``text`` are the path and the text of its data file; ``published`` are the
    published addresses, empty if they are not known; ``newest`` is the day of the newest commit.
    """
    found = [
        *_dates(audit, published),
        *(Advice(path, said, do) for path, _, said, do in later(audit, newest or date.max)),
        *_missing_reminders(audit),
        *_sentences(audit),
        *_findings(audit),
    ]
    yield from placed(file, text, found)


def placed(file: str, text: str, found: Sequence[Oversight]) -> Iterator[Problem]:
    """Yield advice at its places in a file."""
    document = parse_yaml(file, text) if found else None
    for path, message, remedy, why in found:
        if document is not None:
            yield Problem(file, *document.place(path), message, remedy, why)


def alike(library: Library) -> Iterator[Problem]:
    """Yield advice on audits that readers cannot tell apart, or that share sentences."""
    first: dict[tuple[str, str, str | None], Audit] = {}
    of: dict[str, Audit] = {}
    for audit in library.audits:
        file = f"data/audits/{audit.id}.yml"
        other = first.setdefault((audit.title.casefold(), audit.year, audit.publisher), audit)
        if other is not audit:
            yield Problem(
                file,
                1,
                1,
                f"there is a second audit “{audit.title}” of {audit.year}: {other.slug}.yml",
                "If it is the same audit, delete one of the two files. If not, give them titles "
                "that differ.",
            )
            continue
        shared: defaultdict[str, list[str]] = defaultdict(list)
        for finding in audit.findings:
            other = of.setdefault(_words_of(finding.text), audit)
            if other is not audit:
                shared[other.id].append(finding.text)
        for other_id, sentences in shared.items():
            yield Problem(
                file,
                1,
                1,
                f"the audit {other_id} has {counted(len(sentences), 'sentence', 'sentences')} of "
                f"this one as well: {quoted(sentences[0], 40)}",
                "If the file was copied from it, write the words of this briefing in their place. "
                "If both briefings say so, leave it.",
            )


def _words_of(sentence: str) -> str:
    """Return the words of a sentence alone, to compare it with others."""
    return " ".join(re.findall(r"\w+", sentence.casefold()))


def _dates(audit: Audit, published: Collection[str]) -> Iterator[Advice]:
    held, year = audit.held, audit.year
    if held and not year.contains(held):
        yield Advice(
            ("held",),
            f"{held.words} is not in the year {year}, which is April {year.first} to "
            f"March {year.last}",
            "Check the briefing. If it says so, leave it.",
        )
    if audit.added is None and published and audit_address(audit).path not in published:
        yield Advice(
            (),
            "this audit is new, and “added” is missing",
            "Add a line “added: …” with today's date, such as 2026-11-23.",
            "Without it, it does not appear in “What's new” on the home page.",
        )


def _missing_reminders(audit: Audit) -> Iterator[Advice]:
    if not (audit.reminders or audit.found or audit.recommendations):
        good = counted(len(audit.good_practice), "good practice", "good practices")
        yield Advice(
            ("reminders",),
            f"this audit has no reminders, and {good}",
            "If some of them are reminders, put the line “reminders:” above the first of those, "
            "and delete this line.",
            "Otherwise readers take as done well what should be done better.",
        )
    for index, reminder in enumerate(audit.reminders):
        if not reminder.situations:
            yield Advice(
                ("reminders", index),
                f"the reminder “{reminder.id}” names no situation",
                "Add a line “situations: […]” with ids from data/situations.yml, if one fits.",
                "Before a meeting people open the page of their situation. It is not on any.",
            )


def _sentences(audit: Audit) -> Iterator[Advice]:
    """Yield advice on single sentences: repeated, or odd in some way."""
    places: list[tuple[ValuePath, str]] = [
        *((("background", index), text) for index, text in enumerate(audit.background)),
        *((("what_they_did", index), text) for index, text in enumerate(audit.what_they_did)),
    ]
    for name in Audit.LISTS:
        for index, finding in enumerate(getattr(audit, name)):
            places.append(((name, index, "text"), finding.text))
            for number, point in enumerate(finding.points):
                odd = odd_wording(point, is_point=True)
                yield from (Advice((name, index, "points", number), *words) for words in odd)
    seen: set[str] = set()
    for path, sentence in places:
        words = _words_of(sentence)
        if words in seen:
            message = f"the sentence {quoted(sentence, 40)} appears twice"
            yield Advice(path, message, "Take one out, unless the briefing has both.")
        seen.add(words)
        yield from (Advice(path, *odd) for odd in odd_wording(sentence))


def _findings(audit: Audit) -> Iterator[Advice]:
    """Yield advice on ids, on figures, and on records that are named twice."""
    yield from _named_twice(("guidance",), audit.guidance)
    for index, practice in enumerate(audit.good_practice):
        counted_out = re.search(r"\b([0-9]{1,4})(?:/| out of )([0-9]{1,4})\b", practice.text)
        if counted_out and practice.figure is None:
            yield Advice(
                ("good_practice", index, "text"),
                f"the sentence has the figure {counted_out[0]}, and “figure” is missing",
                f"If that many were looked at, add a line “figure: {{count: {counted_out[1]}, "
                f"of: {counted_out[2]}}}”.",
                "Without it, the page does not show the figure as a row of dots.",
            )
    for name in Audit.LISTS:
        for index, finding in enumerate(getattr(audit, name)):
            if re.fullmatch(r"[0-9-]+", finding.id):
                yield Advice(
                    (name, index, "id"),
                    f"the id “{finding.id}” is only a number",
                    "Choose a short name that says what the sentence is about, such as "
                    "police-reports.",
                    "It becomes an address, and can never change once it is published.",
                )
            for field in ("themes", "situations", "guidance"):
                yield from _named_twice((name, index, field), getattr(finding, field))


def _named_twice(path: ValuePath, ids: Sequence[str]) -> Iterator[Advice]:
    for index, one in enumerate(ids):
        if ids.index(one) < index:
            yield Advice((*path, index), f"“{one}” is named twice here", "Take one of the two out.")
