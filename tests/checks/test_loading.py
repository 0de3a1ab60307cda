"""What is read from the files: values as they were typed, and no file that stops the program."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.checks.load import load_library
from macros.problems import DataError, Problem
from macros.reading.yaml_source import parse_yaml
from macros.records.records import Audit
from tests.support.small_library import AUDIT, FILES, write, write_small_library

# --- Values -----------------------------------------------------------------------------------


def audit_with(root: Path, title: str) -> Audit:
    """Return the audit whose title is written this way in its file."""
    write_small_library(root)
    write(root, AUDIT, f"title: {title}\nyear: 2022/23\ngood_practice: []\nreminders: []\n")
    return load_library(root).audit_by_id["2022-23/neglect"]


@pytest.mark.parametrize(
    "title",
    ["no", "Yes", "off", "12:30", "1e3", "0x1F", "007", "1_000", "~", "null", ".inf", "2022-08-01"],
)
def test_words_that_yaml_takes_for_something_else_stay_as_they_are(
    tmp_path: Path, title: str
) -> None:
    assert audit_with(tmp_path, title).title == title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('"Think: twice"', "Think: twice"),
        ("'It''s so'", "It's so"),
        ('"Say \\"no\\""', 'Say "no"'),
        ("  Neglect   ", "Neglect"),
        ("Neglect\n  of children", "Neglect of children"),
        ("|\n  Neglect\n\n  of children\n", "Neglect of children"),
        (">-\n  Neglect\n  of children\n", "Neglect of children"),
        ('"Neglect\\nof children"', "Neglect of children"),
        ("C# and é – “x”", "C# and é – “x”"),
        ("<b>&amp;</b> {{ x }}", "<b>&amp;</b> {{ x }}"),
    ],
)
def test_a_text_is_one_line_of_what_was_typed(tmp_path: Path, written: str, title: str) -> None:
    assert audit_with(tmp_path, written).title == title


def test_records_are_in_the_order_of_their_file(tmp_path: Path) -> None:
    library = load_library(write_small_library(tmp_path))
    assert [theme.id for theme in library.themes] == ["siblings", "sharing"]
    assert [r.id for r in library.audit_by_id["2022-23/neglect"].reminders] == [
        "all-children",
        "share-minutes",
    ]


def test_every_kind_of_record_is_read(tmp_path: Path) -> None:
    library = load_library(write_small_library(tmp_path))
    counts = {field.name: len(getattr(library, field.name)) for field in fields(library)}
    assert counts == {
        "audits": 3,
        "themes": 2,
        "situations": 2,
        "guidance": 3,
        "sources": 1,
        "response_groups": 2,
        "responses": 2,
        "glossary": 2,
        "contacts": 1,
        "search_words": 1,
        "redirects": 1,
    }


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write_small_library(tmp_path)
    broken = [file for file in FILES if file.startswith("data/")]
    for file in broken:
        write(tmp_path, file, FILES[file].replace(": ", ":", 1))
    with pytest.raises(DataError) as caught:
        load_library(tmp_path)
    assert sorted({problem.file for problem in caught.value.problems}) == sorted(broken)


# --- Places -----------------------------------------------------------------------------------


def test_every_value_has_the_place_where_it_stands() -> None:
    document = parse_yaml("a.yml", "# A note\na:\n  - b: c\n    d: [e, f]\n  - {g: h}\n")
    assert document.value == {"a": [{"b": "c", "d": ["e", "f"]}, {"g": "h"}]}
    assert document.places == {
        (): (2, 1),
        ("a",): (2, 1),
        ("a", 0): (3, 5),
        ("a", 0, "b"): (3, 5),
        ("a", 0, "d"): (4, 5),
        ("a", 0, "d", 0): (4, 9),
        ("a", 0, "d", 1): (4, 12),
        ("a", 1): (5, 5),
        ("a", 1, "g"): (5, 6),
    }


def test_what_is_missing_has_the_place_of_what_it_should_be_in() -> None:
    document = parse_yaml("a.yml", "a:\n  - b: c\n")
    assert document.place(("a", 0, "missing", "deeper")) == (2, 5)
    assert document.place(("missing",)) == (1, 1)


# --- Odd files --------------------------------------------------------------------------------

VALID = FILES[AUDIT]
PIECES = [
    *"\"'[]{}:#-*&!|>%@`,?\\ \t\n\r~=<é“\u00a0\u200b\u2028\x00\x85\ufeff",
    *(": ", " #", "- ", "---\n", "...\n", "? ", "<<: ", "&a ", "*a ", "!x ", "|\n", "title: x\n"),
]
NO_SURROGATES = st.characters(exclude_categories=["Cs"])


@st.composite
def mutated(draw: st.DrawFn, text: str = VALID) -> str:
    """Return a valid text with a few lines or characters deleted, doubled or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        lines = text.split("\n")
        line = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        at = draw(st.integers(0, len(text)))
        piece = PIECES[draw(st.integers(0, len(PIECES) - 1))]
        text = [
            "\n".join(lines[:line] + lines[line + 1 :]),
            "\n".join([*lines[:line], lines[line], *lines[line:]]),
            "\n".join([*lines[:line], lines[other], *lines[line + 1 :]]),
            "\n".join([*lines[:line], f" {lines[line]}", *lines[line + 1 :]]),
            text[:at] + text[at + 1 :],
            text[:at] + piece + text[at:],
            text[:at] + piece + text[at + 1 :],
        ][draw(st.integers(0, 6))]
    return text


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small library, in which one audit is written again and again."""
    return write_small_library(tmp_path_factory.mktemp("odd-files"))


def problems_of(root: Path, data: bytes) -> list[Problem]:
    """Return the problems of a file with these bytes; any other error fails the test."""
    write(root, AUDIT, data)
    try:
        load_library(root)
    except DataError as error:
        return error.problems
    return []


def without_a_line_or_words(problems: list[Problem], data: bytes) -> list[Problem]:
    """Return the problems that are not on a line of the file, or that say nothing."""
    last = len(re.split(rb"\r\n|\r|\n", data))
    return [p for p in problems if not (1 <= p.line <= last and p.message and p.remedy)]


# The same examples every time, and however slow the computer is.
steady = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=[*HealthCheck]
)


@settings(steady, max_examples=200)
@given(text=mutated())
def test_a_damaged_file_is_told_with_lines_of_the_file(root: Path, text: str) -> None:
    assert without_a_line_or_words(problems_of(root, text.encode()), text.encode()) == []


@settings(steady, max_examples=60)
@given(text=st.text(st.one_of(st.sampled_from("-: #\"'[]{}&*!|>%@`,?\n a"), NO_SURROGATES)))
def test_any_text_is_told_with_lines_of_the_file(root: Path, text: str) -> None:
    problems = problems_of(root, text.encode())
    assert problems
    assert without_a_line_or_words(problems, text.encode()) == []


@settings(steady, max_examples=60)
@given(data=st.binary())
def test_any_bytes_are_told_with_lines_of_the_file(root: Path, data: bytes) -> None:
    problems = problems_of(root, data)
    assert problems
    assert without_a_line_or_words(problems, data) == []


@settings(steady, max_examples=60)
@given(title=st.text(NO_SURROGATES))
def test_any_title_is_read_as_it_is_or_refused(root: Path, title: str) -> None:
    quoted = "'" + title.replace("'", "''") + "'"
    text = VALID.replace("title: Neglect", f"title: {quoted}")
    if not problems_of(root, text.encode()):
        audit = load_library(root).audit_by_id["2022-23/neglect"]
        assert audit.title.split() == title.split()
