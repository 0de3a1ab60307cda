"""What in an audit deserves a second look: it may be right, and is mostly an oversight."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from macros.addresses.links import audit_address, page_url
from macros.problems import Problem, counted, shown
from macros.reading.yaml_source import Path, parse_yaml
from macros.records.records import Audit

#: A place in an audit, what is there, what to do and why.
Advice = tuple[Path, str, str, str]

#: Words with which no sentence ends. One that does was probably not copied to its end.
NEVER_LAST = frozenset(
    re.findall(r"\w+", "a an and as at by for from in of on or that the their to with")
)


def second_look(
    audit: Audit, file: str, text: str, published: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield advice on an audit.

    ``file`` and ``text`` are those of its data file; ``published`` are the addresses that were
    published, none if they are not known.
    """
    found = list(_advice(audit, published))
    document = parse_yaml(file, text) if found else None
    for path, message, remedy, why in found:
        if document is not None:
            yield Problem(file, *document.place(path), message, remedy, why)


def _advice(audit: Audit, published: Collection[str]) -> Iterator[Advice]:
    yield from _when(audit, published)
    yield from _without_reminders(audit)
    texts = list(_texts(audit))
    yield from _twice(texts)
    for path, sentence in texts:
        yield from _sentence(path, sentence)
    for name in ("good_practice", "reminders"):
        for index, finding in enumerate(getattr(audit, name)):
            yield from _id((name, index, "id"), finding.id)
            for field in ("themes", "situations", "guidance"):
                yield from _named_twice((name, index, field), getattr(finding, field))
    yield from _named_twice(("guidance",), audit.guidance)


def _texts(audit: Audit) -> Iterator[tuple[Path, str]]:
    """Yield each sentence of an audit with its place."""
    for index, sentence in enumerate(audit.background):
        yield ("background", index), sentence
    for name in ("good_practice", "reminders"):
        for index, finding in enumerate(getattr(audit, name)):
            yield (name, index, "text"), finding.text


def _when(audit: Audit, published: Collection[str]) -> Iterator[Advice]:
    held, year = audit.held, audit.year
    if held and not year.contains(held):
        yield (
            ("held",),
            f"{held.words} is not in the year {year}, which is April {year.first} to "
            f"March {year.last}",
            "Look at the briefing again. If it says so, leave it.",
            "",
        )
    address = f"/{page_url(audit_address(audit).page, directory_urls=True)}"
    if audit.added is None and published and address not in published:
        yield (
            (),
            "this audit is new, and “added” is missing",
            "Add a line “added: …” with the day of today, such as 2026-11-23.",
            "Without it, it does not appear in “What's new” on the home page.",
        )


def _without_reminders(audit: Audit) -> Iterator[Advice]:
    if not audit.reminders:
        good = counted(len(audit.good_practice), "good practice", "good practices")
        yield (
            ("reminders",),
            f"this audit has no reminders, and {good}",
            "If some of them are reminders, put the line “reminders:” above the first of those, "
            "and delete this line.",
            "Readers would see as done well what is to be done better.",
        )


def _twice(texts: Sequence[tuple[Path, str]]) -> Iterator[Advice]:
    seen: set[str] = set()
    for path, sentence in texts:
        plain = " ".join(re.findall(r"\w+", sentence.casefold()))
        if plain in seen:
            yield (
                path,
                f"the sentence {shown(sentence, 40)} is there twice",
                "Take one out, unless the briefing has both.",
                "",
            )
        seen.add(plain)


def _sentence(path: Path, sentence: str) -> Iterator[Advice]:
    last = sentence.rsplit(maxsplit=1)[-1]
    if last.casefold() in NEVER_LAST:
        yield (
            path,
            f"the sentence ends with “{last}”",
            "Look whether all of it was copied from the briefing.",
            "",
        )
    counted = re.match(r"(?:[0-9]{1,2}[.)]|[•·–-])\s", sentence)
    if counted:
        yield (
            path,
            f"the sentence starts with “{counted[0].strip()}”, and readers see it",
            "Take it out if it only counts the points of the briefing.",
            "",
        )


def _id(path: Path, finding_id: str) -> Iterator[Advice]:
    if re.fullmatch(r"[0-9-]+", finding_id):
        yield (
            path,
            f"the id “{finding_id}” is only a number",
            "Choose a short name that tells what the sentence is about, such as police-reports.",
            "It becomes an address, and can never change once it is published.",
        )


def _named_twice(path: Path, ids: Sequence[str]) -> Iterator[Advice]:
    for one in sorted({one for one in ids if ids.count(one) > 1}):
        last = len(ids) - 1 - list(reversed(ids)).index(one)
        yield (*path, last), f"“{one}” is named twice here", "Take one of the two out.", ""
