"""A fault in the data, worded so that an editor can fix it without asking."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it is, what is wrong and how to fix it.

    ``file`` is a path from the top of the repository. ``line`` and ``column`` count from 1.
    ``message`` says what is wrong, as the rest of a sentence that starts with the place;
    ``remedy`` says what is expected and how to fix it. ``why`` says why it matters, where that
    is not obvious.
    """

    file: str
    line: int
    column: int
    message: str
    remedy: str
    why: str = ""

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}, column {self.column}"
        text = f"{place}: {self.message}.\n  {self.remedy}"
        return f"{text}\n  {self.why}" if self.why else text


class DataError(Exception):
    """The data has faults, so nothing may be published. ``problems`` holds all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """Return all problems as one text, sorted by file and line, below the heading."""
    ordered = sorted(set(problems))
    return "\n\n".join([heading(len(ordered)), *(str(problem) for problem in ordered)])


def heading(number: int) -> str:
    """Return the sentence above a list of problems.

    >>> heading(1)
    '1 problem to fix. Nothing is published until then.'
    """
    count = "1 problem" if number == 1 else f"{number} problems"
    return f"{count} to fix. Nothing is published until then."


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like this one, or an empty string.

    >>> nearest("Sibling", ["siblings", "sharing"])
    'siblings'
    """
    by_lower_case = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_lower_case, n=1, cutoff=0.6)
    return by_lower_case[near[0]] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a sentence that suggests the nearest known word, or an empty string."""
    near = nearest(word, known)
    return f"Did you mean “{near}”?" if near else ""


def sentences(*parts: str) -> str:
    """Join sentences, leaving out the empty ones."""
    return " ".join(part for part in parts if part)


def quoted(value: str, limit: int = 60) -> str:
    """Return an editor's words as a message quotes them: in quotation marks, cut short if long.

    >>> quoted("sibling")
    '“sibling”'
    """
    return f"“{value}”" if len(value) <= limit else f"“{value[:limit].rstrip()}…”"


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun: ``1 audit``, ``5 audits``."""
    return f"{count:,} {one if count == 1 else many}"


def in_words(names: Sequence[str]) -> str:
    """Return names one after another: ``A``, ``A and B``, ``A, B and C``."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
