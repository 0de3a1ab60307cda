"""What could identify somebody: in the repository, and in what is about to be added to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from macros.checks.data_files import LoadedData, read_files
from macros.disclosure.guard import Text, guard
from macros.disclosure.kinds import masked
from macros.problems import Problem, quoted
from macros.reading.files import read_pages
from macros.records.lists import Allowance


def check_disclosures(pages: Mapping[str, str], data: LoadedData) -> None:
    """Report what could identify somebody, and allowances that let nothing through."""
    problems, used = guard(_texts(data, pages), data.all_of(Allowance))
    data.problems += problems
    if any(not document.text for document in data.documents):
        return  # the passage may be in a file that could not be read
    allowances = [(e, e.record) for e in data.entries if isinstance(e.record, Allowance)]
    for index, (entry, allowance) in enumerate(allowances):
        if index not in used:
            entry.report(
                ("text",),
                f"{quoted(masked(allowance.text))} lets nothing through",
                "Take the entry out, or write the passage and the file exactly as they are.",
                "Later it may let something through that nobody has looked at.",
            )


def disclosures_in(root: Path, texts: Sequence[Text]) -> list[Problem]:
    """Return what could identify somebody in texts that are not in the repository yet.

    Each is checked as if it were a file there, at the path that it gives.
    """
    data = read_files(root)
    pages, _ = read_pages(root)
    for entry in data.entries:
        entry.validate(data.known)
    problems, _ = guard([*_texts(data, pages), *texts], data.all_of(Allowance))
    new = {text.file for text in texts}
    return [problem for problem in problems if problem.file in new]


def _texts(data: LoadedData, pages: Mapping[str, str]) -> list[Text]:
    """Return every text that the disclosure guard checks."""
    texts = [Text(d.file, d.text, d.value, d.is_whole) for d in data.documents if d.text]
    return [*texts, *(Text(file, text) for file, text in pages.items())]
