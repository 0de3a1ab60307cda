"""Files damaged in any way: the check reports what is wrong, and never crashes.

The examples are the same every time.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.__main__ import main
from macros.checks.advice import advice
from macros.checks.load import load_library, read_library
from macros.checks.report import FORMATS
from macros.problems import DataError
from macros.reading.files import MAX_BYTES
from tests.support.small_library import AUDIT, FILES, write, write_small_library

TOP = Path(__file__).parents[2]

SMALL = {file: text.encode() for file, text in FILES.items()}

# The site's own files of each kind, the shorter ones.
OWN = {
    file: (TOP / file).read_bytes()
    for file in (
        "data/audits/2022-23/sexual-abuse.yml",
        "data/contacts.yml",
        "data/disclosure-allowed.yml",
        "data/guidance.yml",
        "data/responses.yml",
        "data/search.yml",
        "data/situations.yml",
        "data/themes.yml",
        "docs/about/editing.md",
        "docs/guidance/timelines.md",
        "docs/search.md",
    )
}

PIECES = [
    *(sign.encode() for sign in "\"'[]{}:#-*&!|>%@`,?\\ \t\n\r~=<é“”’\u00a0\u200b\u2028\x85\ufeff"),
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\x1b[31m"),
    *(b": ", b" #", b"- ", b"---\n", b"...\n", b"? ", b"<<: ", b"&a ", b"*a ", b"!x ", b"|\n"),
    *(b"---\n", b"<<<<<<< x\n", b"none", b"&nbsp;", b"[a](b:c)", b"99999999"),
    *(b"title: x\n", b"id: x\n", b"text: ", b"[" * 30, b"  - " * 3, b"<script>", b"{{ x }}"),
    *(b"Xandra Quillon", b"J.Q. ", b"943 476 5919", b"3/3/2022", b"B91 3QB", b"x@example.org"),
    "٣ ٤٥٦ Ⅷ ǅ ß İ â€™ ✅ \ufb01 \uf0b7 \ufffd \U000e0041".encode(),
]


@st.composite
def damaged(draw: st.DrawFn, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return one of some files with lines or bytes deleted, doubled, moved or replaced."""
    file = draw(st.sampled_from(sorted(files)))
    data = files[file]
    for _ in range(draw(st.integers(1, 4))):
        lines = data.split(b"\n")
        line = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        at = draw(st.integers(0, len(data)))
        piece = draw(st.sampled_from(PIECES))
        data = [
            b"\n".join(lines[:line] + lines[line + 1 :]),
            b"\n".join([*lines[:line], lines[line], *lines[line:]]),
            b"\n".join([*lines[:line], lines[other], *lines[line + 1 :]]),
            b"\n".join([*lines[:line], b" " + lines[line], *lines[line + 1 :]]),
            b"\n".join([*lines[:line], lines[line].lstrip(), *lines[line + 1 :]]),
            b"\n".join([*lines[:line], b" ".join(lines[line : line + 3]), *lines[line + 3 :]]),
            b"\n".join([*lines[:line], *files[min(files)].split(b"\n")[:9], *lines[line:]]),
            data[:at] + data[at + 1 :],
            data[:at] + piece + data[at:],
            data[:at] + piece + data[at + 1 :],
            data[:at],
        ][draw(st.integers(0, 10))]
    return file, data


# The same examples every time, and however slow the computer is.
steady = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=[*HealthCheck]
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small library, in which one file is damaged again and again."""
    return write_small_library(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site's data and pages, in which one file is damaged again and again."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(TOP / "data", folder / "data")
    shutil.copytree(TOP / "docs", folder / "docs", ignore=shutil.ignore_patterns("assets"))
    return folder


def check_damaged(root: Path, file: str, data: bytes, before: bytes) -> None:
    """Check that problems of a damaged file have lines of that file, and restore it."""
    write(root, file, data)
    library, problems = read_library(root)
    advised = advice(root, library, problems)
    write(root, file, before)
    last = len(re.split(rb"\r\n|\r|\n", data))
    mine = [problem for problem in problems if problem.file == file]
    assert all(1 <= problem.line <= last and problem.column >= 1 for problem in mine)
    assert all(problem.message and problem.remedy for problem in problems)
    assert all(form(problems, advised, "In order.") for form in FORMATS.values())


@settings(steady, max_examples=100)
@given(odd=damaged(SMALL))
def test_a_damaged_file_is_reported_or_accepted_and_never_breaks_the_check(
    small: Path, odd: tuple[str, bytes]
) -> None:
    check_damaged(small, *odd, SMALL[odd[0]])


@pytest.mark.nightly
@settings(steady, max_examples=600)
@given(odd=damaged(SMALL))
def test_many_damaged_files_never_break_the_check(small: Path, odd: tuple[str, bytes]) -> None:
    check_damaged(small, *odd, SMALL[odd[0]])


@pytest.mark.nightly
@settings(steady, max_examples=60)
@given(odd=damaged(OWN))
def test_a_damaged_file_of_the_site_never_breaks_the_check(
    own: Path, odd: tuple[str, bytes]
) -> None:
    check_damaged(own, *odd, OWN[odd[0]])


@settings(steady, max_examples=5)
@given(odd=damaged(SMALL), form=st.sampled_from(sorted(FORMATS)))
def test_the_command_ends_well_or_with_problems_whatever_a_file_holds(
    small: Path, odd: tuple[str, bytes], form: str
) -> None:
    write(small, odd[0], odd[1])
    try:
        assert main(["--root", str(small), "check", "--format", form]) in (0, 1)
    finally:
        write(small, odd[0], SMALL[odd[0]])


NO_SURROGATES = st.characters(exclude_categories=["Cs"])
ANY_TEXT = st.text(st.one_of(st.sampled_from("-: #\"'[]{}&*!|>%@`,?\n a"), NO_SURROGATES))


@settings(steady, max_examples=60)
@given(data=st.one_of(ANY_TEXT.map(str.encode), st.binary()))
def test_any_text_and_any_bytes_are_reported_with_lines_of_the_file(
    small: Path, data: bytes
) -> None:
    check_damaged(small, AUDIT, data, SMALL[AUDIT])


@settings(steady, max_examples=40)
@given(title=st.text(NO_SURROGATES))
def test_any_title_is_read_as_it_is_or_refused(small: Path, title: str) -> None:
    quoted = "'" + title.replace("'", "''") + "'"
    write(small, AUDIT, FILES[AUDIT].replace("title: Neglect", f"title: {quoted}"))
    try:
        audit = load_library(small).audit_by_id["2022-23/neglect"]
        assert audit.title.split() == title.split()
    except DataError:
        pass
    finally:
        write(small, AUDIT, FILES[AUDIT])


# --- Malicious files --------------------------------------------------------------------------


def problems_of(root: Path, file: str, data: bytes) -> list[str]:
    """Return what the check says about a file of the small library with these bytes."""
    write_small_library(root)
    write(root, file, data)
    with pytest.raises(DataError) as caught:
        load_library(root)
    return [problem.message for problem in caught.value.problems if problem.file == file]


@pytest.mark.parametrize("file", [AUDIT, "data/themes.yml", "docs/guidance/timelines.md"])
def test_a_file_that_is_far_too_large_is_refused_before_it_is_read(
    tmp_path: Path, file: str
) -> None:
    data = b"# A note\n" * (MAX_BYTES // 9 + 1)
    assert problems_of(tmp_path, file, data) == ["the file is larger than 500 kilobytes"]


def test_a_file_just_below_the_limit_is_read(tmp_path: Path) -> None:
    data = b"# A note\n" * (MAX_BYTES // 9)
    assert problems_of(tmp_path, AUDIT, data) == ["the file holds nothing but notes"]


@pytest.mark.parametrize("file", ["docs/guidance/timelines.md", "docs/about/new.md"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252"])
def test_a_page_in_another_encoding_is_reported(tmp_path: Path, file: str, encoding: str) -> None:
    data = "# Timelines\n\nVisit the café\n".encode(encoding)
    assert problems_of(tmp_path, file, data) == ["the file is not saved as UTF-8 text"]


BOMB = b"\n".join(
    [b"a0: &a0 [x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]".encode() for n in range(1, 30)]
)


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("file", "data"),
    [
        (AUDIT, BOMB),
        (AUDIT, b"text: " + b"[" * 400_000),
        (AUDIT, b"a: " * 100_000),
        (AUDIT, b"title: " + b"A" * 400_000),
        (AUDIT, b"title: " + b"Ab " * 130_000),
        (AUDIT, b"title: " + b"A. " * 130_000),
        (AUDIT, b"title: " + b"12 " * 130_000),
        (AUDIT, b"title: " + b"0" * 400_000),
        (AUDIT, b"title: " + b"0 " * 100_000),
        (AUDIT, b"title: " + b"a@" * 200_000),
        (AUDIT, b"title: " + b"born " * 80_000),
        (AUDIT, b"title: number " + b"- " * 200_000),
        (AUDIT, b"title: " + b"The School " * 36_000),
        ("docs/guidance/timelines.md", b"<a" * 200_000),
        ("docs/guidance/timelines.md", b"Ab-" * 130_000),
    ],
    ids=lambda value: value[:30].decode() if isinstance(value, bytes) else "",
)
def test_no_file_below_the_limit_keeps_the_check_busy(
    tmp_path: Path, file: str, data: bytes
) -> None:
    write_small_library(tmp_path)
    write(tmp_path, file, data)
    start = time.process_time()
    main(["--root", str(tmp_path), "check"])
    assert time.process_time() - start < 10
