"""Faults in the data, in words with which an editor can fix them without asking."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it is, what is there and how to fix it.

    ``file`` is a path from the top of the repository. ``line`` and ``column`` count from 1.
    ``message`` says what is there, as the rest of a sentence that starts with the place;
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
        told = f"{place}: {self.message}.\n  {self.remedy}"
        return f"{told}\n  {self.why}" if self.why else told


class DataError(Exception):
    """The data has faults, so nothing may be published. ``problems`` holds all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """Return all problems as one text, sorted by file and line, with their number on top."""
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
    """Return the known word that looks most like this one, or an empty string.

    >>> nearest("Sibling", ["siblings", "sharing"])
    'siblings'
    """
    by_small_letters = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_small_letters, n=1, cutoff=0.6)
    return by_small_letters[near[0]] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a sentence that suggests the nearest known word, or an empty string."""
    near = nearest(word, known)
    return f"Did you mean “{near}”?" if near else ""


def sentences(*parts: str) -> str:
    """Join sentences, leaving out the empty ones."""
    return " ".join(part for part in parts if part)


def shown(value: str, most: int = 60) -> str:
    """Return what an editor wrote as a message quotes it: in quotation marks, cut if it is long.

    >>> shown("sibling")
    '“sibling”'
    """
    return f"“{value}”" if len(value) <= most else f"“{value[:most].rstrip()}…”"


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun: ``1 audit``, ``5 audits``."""
    return f"{count:,} {one if count == 1 else many}"
