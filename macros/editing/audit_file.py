"""The data file of a new audit, with a comment above everything that a person has to confirm.

Nothing is published while there is such a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.addresses.links import audit_address
from macros.editing.new_audit import LABELS, Answers
from macros.editing.pasted_text import tidy, was_wrapped
from macros.problems import quoted
from macros.reading.yaml_writing import PLEASE_CONFIRM, item, scalar
from macros.records.library import Library
from macros.records.records import Audit, GoodPractice, Reminder


@dataclass(frozen=True)
class Draft:
    """The data file of a new audit, and what a person should check before it is published."""

    path: str
    text: str
    title: str
    to_confirm: tuple[str, ...]


def draft_of(audit: Audit, answers: Answers, library: Library) -> Draft:
    """Return the data file of an audit that was made from the answers to the form."""
    suggested = (_in_words(finding, library) for finding in _findings(audit))
    known = {publisher.id for publisher in library.publishers}
    new = audit.publisher if audit.publisher not in known else None
    text = "\n".join(_lines(audit, bool(new))) + "\n"
    address = f"The page's address is “{audit_address(audit).path}”, and can never change."
    publisher = [f"The publisher {quoted(new)} is not there yet. {ADD_PUBLISHER}"] if new else []
    to_confirm = (address, *publisher, *_doubts(audit, answers), *suggested)
    return Draft(f"data/audits/{audit.id}.yml", text, audit.title, to_confirm)


#: What to do about a publisher that has no record.
ADD_PUBLISHER = (
    "Add it to data/publishers.yml in this same pull request, and write its id in the audit's "
    "file: CONTRIBUTING.md shows how under “Two files in one pull request”."
)


def _findings(audit: Audit) -> list[Reminder | GoodPractice]:
    return [*audit.good_practice, *audit.reminders]


def _lines(audit: Audit, publisher_is_new: bool) -> Iterator[str]:
    yield (
        "# Each audit is one file. The folder is its year, the file name its address; keep both "
        "once published."
    )
    yield "# Sentences are the briefing's own, word for word. An “id” is a permanent address."
    yield f"# Check what follows each line “{PLEASE_CONFIRM}”, correct it, and delete that line."
    yield (
        f"{PLEASE_CONFIRM}: the name of this file. It is the address of the page, "
        f"{audit_address(audit).path}, and can never change. Now you can still edit it above."
    )
    yield f"title: {scalar(audit.title)}"
    if audit.aliases:
        yield f"aliases: [{', '.join(map(item, audit.aliases))}]"
    yield f"year: {audit.year}"
    if audit.held:
        yield f"held: {audit.held.machine}"
    if audit.added:
        yield f"added: {audit.added.isoformat()}"
    if audit.method:
        yield f"method: {scalar(audit.method)}"
    if publisher_is_new:
        yield f"{PLEASE_CONFIRM}: this publisher is not there yet. {ADD_PUBLISHER}"
    if audit.publisher:
        yield f"publisher: {scalar(audit.publisher)}"
    if audit.background:
        yield from ["background:", *(f"  - {scalar(sentence)}" for sentence in audit.background)]
    if audit.sample:
        yield from ["sample:", f"  unit: {audit.sample.unit}", f"  size: {audit.sample.size}"]
        yield from ["  groups:"] if audit.sample.groups else []
        for group in audit.sample.groups:
            yield from [f"    - count: {group.count}", f"      label: {scalar(group.label)}"]
    yield from _entries("good_practice", audit.good_practice)
    yield from _entries("reminders", audit.reminders)


def _entries(key: str, findings: tuple[Reminder, ...] | tuple[GoodPractice, ...]) -> Iterator[str]:
    """Yield the lines of the findings of one kind."""
    yield from ["", f"{key}:" if findings else f"{key}: []"]
    for finding in findings:
        yield (
            f"  {PLEASE_CONFIRM}: the id, the themes, the situations and the guidance are "
            "suggestions"
        )
        yield f"  - id: {finding.id}"
        yield f"    text: {scalar(finding.text)}"
        for name in ("themes", "situations", "guidance"):
            yield f"    {name}: [{', '.join(getattr(finding, name))}]"
        if isinstance(finding, GoodPractice) and finding.figure:
            yield f"    figure: {{count: {finding.figure.count}, of: {finding.figure.of}}}"


def _in_words(finding: Reminder | GoodPractice, library: Library) -> str:
    """Describe what is suggested for a finding, for the person who confirms it."""
    names = {
        "themes": [library.theme_by_id[i].title for i in finding.themes],
        "situations": [library.situation_by_id[i].title for i in finding.situations],
        "guides": [library.guidance_by_id[i].title for i in finding.guidance],
    }
    about = "; ".join(f"{kind}: {', '.join(titles)}" for kind, titles in names.items() if titles)
    missing = "" if finding.situations else ". Please choose a situation"
    return f"{quoted(finding.text, 90)} → address “{finding.id}”; {about or 'no theme'}{missing}."


def _doubts(audit: Audit, answers: Answers) -> Iterator[str]:
    """Yield possible misunderstandings of the answers."""
    if answers.get("unit") and not audit.sample:
        yield "How many were looked at is not known, so the page names no sample."
    for sentence in _twice(finding.text for finding in _findings(audit)):
        yield f"{quoted(sentence)} appears twice. Take one out, unless the briefing has both."
    for name in ("background", "good_practice", "reminders"):
        for sentence in was_wrapped(tidy(answers.get(name, ""))):
            yield f"{quoted(sentence, 90)} was put together from several lines of the form."
    for sentence in (*audit.background, *(finding.text for finding in _findings(audit))):
        if len(sentence.split()) < 5 and not sentence.endswith("."):
            yield f"{quoted(sentence)} may be a heading. If it is one, take it out."


def _twice(sentences: Iterable[str]) -> Iterator[str]:
    """Yield each sentence that repeats an earlier one."""
    seen: set[str] = set()
    for sentence in sentences:
        words = sentence.casefold().rstrip(".")
        if words in seen:
            yield sentence
        seen.add(words)


def question_at(text: str, line: int) -> str:
    """Return the label of the question that a line of a draft answers. Lines count from 1."""
    keys = re.findall(r"(?m)^(\w+):", "\n".join(text.splitlines()[:line]))
    name = keys[-1] if keys else ""
    return LABELS.get("groups" if name == "sample" else name, "The answers")
