"""Which files the disclosure guard reads, where it reports passages, and what it allows."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks.load import load_library
from macros.disclosure.guard import SMALL_SAMPLE, Text, guard, what_is_known
from macros.problems import DataError
from macros.records.lists import Allowance
from tests.support.small_library import AUDIT, FILES, write, write_small_library


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the small library in it."""
    return write_small_library(tmp_path)


def allowance(text: str, file: str | None = None) -> Allowance:
    """Return an entry of the list of allowed passages."""
    about = {"reason": "It is none", "reviewed": "2026-11-23", "role": "manager"}
    return Allowance.model_validate({"text": text, "file": file, **about})


def places(texts: list[Text], *allowances: Allowance) -> list[tuple[str, int, int]]:
    """Return file, line and column of each problem."""
    problems, _ = guard(texts, allowances)
    return [(problem.file, problem.line, problem.column) for problem in problems]


@pytest.mark.parametrize("file", [*FILES, "data/disclosure-allowed.yml", "docs/about/new.md"])
def test_every_file_that_is_published_is_checked(root: Path, file: str) -> None:
    text = FILES.get(file, "[]\n" if file.startswith("data/") else "# Page\n")
    note = "# Ask" if file.endswith(".yml") else "\nAsk"
    write(root, file, f"{text}{note} Xandra Quillon.\n")
    with pytest.raises(DataError) as caught:
        load_library(root)
    (problem,) = caught.value.problems
    assert (problem.file, problem.column) == (file, 7 if file.endswith(".yml") else 5)
    assert "may be the name of a person" in problem.message


def test_a_problem_has_the_line_and_column_of_its_passage() -> None:
    texts = [Text("docs/a.md", "# A\n\nAsk Xandra Quillon\nof B91 3QB.\n")]
    assert places(texts) == [("docs/a.md", 3, 5), ("docs/a.md", 4, 4)]


def test_a_message_reveals_nothing_of_its_passage() -> None:
    text = "Ask Xandra Quillon of 12 Frobb Lane, 943 476 5919, x.quillon@example.org, JQ."
    problems, _ = guard([Text("docs/a.md", text)], [])
    said = " ".join(str(problem) for problem in problems)
    assert len(problems) == 5
    assert not any(part in said for part in ("Xandra", "Quillon", "Frobb", "5919", "example", "JQ"))


def test_a_file_whose_layout_is_broken_is_checked_too(root: Path) -> None:
    write(root, AUDIT, "title: [Neglect\n# Ask Xandra Quillon.\n")
    with pytest.raises(DataError) as caught:
        load_library(root)
    assert [problem.line for problem in caught.value.problems] == [1, 2]


# --- What is cleared --------------------------------------------------------------------------


def test_listed_numbers_are_known_however_they_are_written() -> None:
    texts = [
        Text("data/contacts.yml", "", [{"number": "0121 496 0000"}]),
        Text("docs/a.md", "Call 0121 496 0000, 0121-496-0000 or +44 121 496 0000."),
        Text("docs/b.md", "Call 0121 496 0001."),
    ]
    assert places(texts) == [("docs/b.md", 1, 6)]


def test_the_address_of_a_listed_service_is_known_and_that_of_a_person_is_not() -> None:
    note = "duty@example.org or x.quillon@example.org"
    texts = [Text("data/guidance.yml", note), Text("docs/a.md", note)]
    assert places(texts) == [("data/guidance.yml", 1, 21), ("docs/a.md", 1, 21)]


def test_terms_of_the_glossary_and_names_of_publishers_are_known() -> None:
    texts = [
        Text("data/glossary.yml", "", [{"term": "Quillon Scale", "aliases": ["QS"]}]),
        Text("data/sources.yml", "", [{"publisher": "Frobbshire procedures"}]),
        Text("docs/a.md", "Use the Quillon scale, QS, of the Frobbshire procedures."),
    ]
    assert places(texts) == []


def test_the_title_of_an_audit_makes_nothing_known() -> None:
    texts = [
        Text("data/audits/2022-23/a.yml", "title: Learning from Quillon", {"title": "Quillon"})
    ]
    assert [file for file, *_ in places(texts)] == ["data/audits/2022-23/a.yml"]


def test_what_is_allowed_in_one_place_is_not_known_in_another() -> None:
    texts = [Text("data/disclosure-allowed.yml", "text: see the quillon", [{"text": "quillon"}])]
    assert "quillon" not in what_is_known(texts).words


# --- Ages -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "value", "is_found"),
    [
        ("data/audits/2022-23/a.yml", {"sample": {"size": str(SMALL_SAMPLE - 1)}}, True),
        ("data/audits/2022-23/a.yml", {"sample": {"size": str(SMALL_SAMPLE)}}, False),
        ("data/audits/2022-23/a.yml", {}, True),
        ("data/audits/2022-23/a.yml", None, True),
        ("data/audits/2022-23/a.yml", {"sample": {"size": "many"}}, True),
        ("docs/audits/2022-23/a.md", None, True),
        ("docs/guidance/a.md", None, False),
        ("data/glossary.yml", None, False),
    ],
)
def test_exact_ages_are_found_where_a_text_is_about_few_children(
    file: str, value: object, is_found: bool
) -> None:
    assert bool(places([Text(file, "One child, aged 7, was seen.", value)])) is is_found


# --- What is let through ----------------------------------------------------------------------

TEXTS = [
    Text("docs/a.md", "See the Xandra Award."),
    Text("docs/b.md", "See the Xandra\n  Award and Xandra."),
]


def test_an_allowed_passage_is_let_through_where_it_stands_as_a_whole() -> None:
    assert places(TEXTS, allowance("Xandra Award")) == [("docs/b.md", 2, 13)]


def test_an_allowed_passage_is_let_through_in_its_file_only() -> None:
    assert places(TEXTS[:1], allowance("Xandra Award", "docs/b.md")) == [("docs/a.md", 1, 9)]
    assert places(TEXTS[:1], allowance("Xandra Award", "docs/*.md")) == []


def test_a_part_of_a_word_is_not_let_through() -> None:
    assert places(TEXTS[:1], allowance("Xandr")) == [("docs/a.md", 1, 9)]


def test_the_allowances_that_are_used_are_returned() -> None:
    unused, shared = allowance("Frobb"), allowance("Xandra")
    allowances = [unused, allowance("Xandra Award"), shared]
    assert guard(TEXTS, allowances) == ([], {1, 2})


def test_an_allowance_that_is_only_needed_by_the_list_itself_lets_nothing_through() -> None:
    listed = Text("data/disclosure-allowed.yml", "- text: Xandra Award\n")
    assert guard([listed], [allowance("Xandra Award")]) == ([], set())


def test_no_allowance_is_said_to_be_idle_while_a_file_cannot_be_read(root: Path) -> None:
    entry = "- text: Xandra Award\n  reason: It is none\n  reviewed: 2026-11-23\n  role: manager\n"
    write(root, "data/disclosure-allowed.yml", entry)
    write(root, AUDIT, FILES[AUDIT].encode("utf-16"))
    with pytest.raises(DataError) as caught:
        load_library(root)
    assert [problem.file for problem in caught.value.problems] == [AUDIT]
