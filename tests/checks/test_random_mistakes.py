"""Whatever somebody types, the check reports it and does not fail itself."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from macros.checks.advice import advice
from macros.checks.load import read_library
from macros.checks.report import FORMATS
from tests.support.small_library import FILES, write, write_small_library

SIGNS: tuple[str, ...] = (
    *":-#\"'[]{}&*!|>%@`,?=~/\\\t\n\r<()…“”’–é✅\xa0\u200b\ufb01\uf0b7\ufffd\x85\x00\U000e0041",
    *(
        "â€™",
        "Zoë Quill",
        "---\n",
        "<<<<<<< x\n",
        "none",
        "{{ x() }}",
        "&nbsp;",
        "[a](b:c)",
        "99999999",
    ),
)


def with_mistake(text: str, chance: random.Random) -> str:
    """Return a text with one mistake: in a sign, a line or several lines."""
    at, lines = chance.randrange(len(text) + 1), text.split("\n")
    first = chance.randrange(len(lines))
    last = min(len(lines), first + chance.randrange(1, 6))
    part = lines[first:last]
    match chance.randrange(10):
        case 0:
            return text[:at] + chance.choice(SIGNS) + text[at:]
        case 1:
            return text[:at] + text[at + chance.randrange(1, 9) :]
        case 2:
            lines[first:last] = []
        case 3:
            lines[first:last] = [" " * chance.randrange(1, 5) + line for line in part]
        case 4:
            lines[first:last] = [line[chance.randrange(1, 4) :] for line in part]
        case 5:
            lines[last:last] = part
        case 6:
            lines[first:last] = [" ".join(part)]
        case 7:
            lines[first:last] = chance.choice([*FILES.values()]).split("\n")[:9]
        case 8:
            return " ".join(part) + "\n" + text[at:].replace(":", "").replace("-", "")
        case _:
            lines[first] = lines[first].replace(chance.choice([":", "- ", "]", '"']), "", 1)
    return "\n".join(lines)


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.nightly) for n in range(1, 10))]
)
def test_no_mistake_ends_in_a_traceback(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    write_small_library(tmp_path)
    for _ in range(60):
        file = chance.choice([*FILES])
        text = FILES[file]
        for _ in range(chance.choice([1, 1, 2, 4])):
            text = with_mistake(text, chance)
        write(tmp_path, file, text)
        library, problems = read_library(tmp_path)
        for as_format in FORMATS.values():
            assert as_format(problems, advice(tmp_path, library, problems), "In order.")
        lines = text.count("\n") + text.count("\r") + 1
        assert all(0 < problem.line <= lines for problem in problems if problem.file == file)
        write(tmp_path, file, FILES[file])
