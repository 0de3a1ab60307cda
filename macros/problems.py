"""Faults in the data, told so that an editor can mend them without asking."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it is, what is there and how to mend it.

    ``file`` is a path from the top of the repository. ``line`` and ``column`` count from 1.
    ``message`` says what is there, as the rest of a sentence that starts with the place;
    ``remedy`` says what is expected and how to mend it.
    """

    file: str
    line: int
    column: int
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}.\n  {self.remedy}"


class DataError(Exception):
    """The data has faults, so nothing may be published. ``problems`` holds all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """Return all problems as one text, sorted by file and line, with their number on top."""
    ordered = sorted(set(problems))
    count = "1 problem" if len(ordered) == 1 else f"{len(ordered)} problems"
    heading = f"{count} to mend in the data. Nothing is published until then."
    return "\n\n".join([heading, *(str(problem) for problem in ordered)])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a sentence that suggests the nearest known word, or an empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else ""
