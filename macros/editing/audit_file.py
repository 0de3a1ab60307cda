"""The data file of a new audit, with a comment above everything that a person has to confirm.

Nothing is published while there is such a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.addresses.links import audit_address
from macros.editing.new_audit import LABELS, TEXTS, Answers
from macros.editing.pasted_text import tidy, was_wrapped
from macros.problems import quoted
from macros.reading.yaml_writing import PLEASE_CONFIRM, item, scalar
from macros.records.dates import UNDATED
from macros.records.findings import Finding, GoodPractice, Reminder
from macros.records.library import Library
from macros.records.records import MULTI_AGENCY, Audit


@dataclass(frozen=True)
class Draft:
    """The data file of a new audit, and what a person should check before it is published."""

    path: str
    text: str
    title: str
    to_confirm: tuple[str, ...]


def draft_of(audit: Audit, answers: Answers, library: Library) -> Draft:
    """Return the data file of an audit that was made from the answers to the form."""
    suggested = (_in_words(finding, library) for finding in audit.findings)
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
    if publisher_is_new:
        yield f"{PLEASE_CONFIRM}: the publisher below is not there yet. {ADD_PUBLISHER}"
    yield from (f"{name}: {value}" for name, value in _facts(audit).items() if value)
    if audit.background:
        yield from ["background:", *(f"  - {scalar(sentence)}" for sentence in audit.background)]
    if audit.sample:
        yield from ["sample:", f"  unit: {scalar(audit.sample.unit)}"]
        yield from [f"  size: {audit.sample.size}"] if audit.sample.size is not None else []
        yield from ["  groups:"] if audit.sample.groups else []
        for group in audit.sample.groups:
            yield from [f"    - count: {group.count}", f"      label: {scalar(group.label)}"]
    for name in Audit.LISTS:
        findings = getattr(audit, name)
        if findings or name in ("good_practice", "reminders"):
            yield from _entries(name, findings)


def _facts(audit: Audit) -> dict[str, str]:
    """Map each simple field to its value in a data file; it is empty if that is left out."""
    return {
        "title": scalar(audit.title),
        "aliases": f"[{', '.join(map(item, audit.aliases))}]" if audit.aliases else "",
        "kind": scalar(audit.kind) if audit.kind != MULTI_AGENCY else "",
        "year": "" if audit.year == UNDATED else audit.year,
        "held": audit.held.machine if audit.held else "",
        "added": audit.added.isoformat() if audit.added else "",
        "method": scalar(audit.method) if audit.method else "",
        "publisher": scalar(audit.publisher) if audit.publisher else "",
        "area": scalar(audit.area) if audit.area else "",
    }


def _entries(key: str, findings: tuple[Finding, ...]) -> Iterator[str]:
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


def _in_words(finding: Finding, library: Library) -> str:
    """Describe what is suggested for a finding, for the person who confirms it."""
    names = {
        "themes": [library.theme_by_id[i].title for i in finding.themes],
        "situations": [library.situation_by_id[i].title for i in finding.situations],
        "guides": [library.guidance_by_id[i].title for i in finding.guidance],
    }
    about = "; ".join(f"{kind}: {', '.join(titles)}" for kind, titles in names.items() if titles)
    needs_one = isinstance(finding, Reminder | GoodPractice) and not finding.situations
    missing = ". Please choose a situation" if needs_one else ""
    return f"{quoted(finding.text, 90)} → address “{finding.id}”; {about or 'no theme'}{missing}."


def _doubts(audit: Audit, answers: Answers) -> Iterator[str]:
    """Yield possible misunderstandings of the answers."""
    if audit.year == UNDATED:
        yield "The form names no year, so the audit is among those without a date."
    for sentence in _twice(finding.text for finding in audit.findings):
        yield f"{quoted(sentence)} appears twice. Take one out, unless the briefing has both."
    for name in TEXTS:
        for sentence in was_wrapped(tidy(answers.get(name, ""))):
            yield f"{quoted(sentence, 90)} was put together from several lines of the form."
    for sentence in (*audit.background, *(finding.text for finding in audit.findings)):
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
