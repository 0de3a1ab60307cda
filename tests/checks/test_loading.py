"""What is read from the files: values as they were typed, each with its place."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from macros.checks.load import load_library
from macros.problems import DataError
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
    [
        "on",
        "true",
        "off",
        "12:30",
        "1e3",
        "0x1F",
        "007",
        "1_000",
        "~",
        "null",
        ".inf",
        "2022-08-01",
    ],
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
        "publishers": 2,
        "agencies": 1,
        "themes": 2,
        "situations": 2,
        "guidance": 3,
        "sources": 1,
        "response_groups": 2,
        "responses": 2,
        "glossary": 2,
        "contacts": 1,
        "search_words": 1,
        "distress": 1,
        "redirects": 1,
    }


def test_all_problems_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    write_small_library(tmp_path)
    broken = [file for file in FILES if file.startswith("data/")]
    for file in broken:
        write(tmp_path, file, FILES[file].replace(": ", ":", 1))
    with pytest.raises(DataError) as caught:
        load_library(tmp_path)
    assert sorted({problem.file for problem in caught.value.problems}) == sorted(broken)


# --- Places -----------------------------------------------------------------------------------


def test_every_value_has_its_place_in_the_file() -> None:
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


def test_a_missing_value_has_the_place_of_the_entry_around_it() -> None:
    document = parse_yaml("a.yml", "a:\n  - b: c\n")
    assert document.place(("a", 0, "missing", "deeper")) == (2, 5)
    assert document.place(("missing",)) == (1, 1)
