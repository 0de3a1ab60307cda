"""The messages of the data check, word for word. The cases are in ``tests/cases``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.checks.load import load_library
from macros.problems import DataError
from tests.support.small_library import AUDIT, FILES, write

CASES = Path(__file__).parents[1] / "cases"
IN_ORDER = "The data is in order."
SIGNS = str.maketrans({"⇥": "\t", "⍽": "\u00a0", "⁐": "\u200b"})


#: The lines that a case leaves out if it shows an audit from line 5 on.
FIRST_LINES = "title: Neglect\nyear: 2022/23\ngood_practice: []\nreminders:\n"


@dataclass(frozen=True)
class Case:
    """Files that somebody might write, and what the check reports."""

    subject: str
    title: str
    files: dict[str, str]
    without: list[str]
    says: list[str]
    corrections: list[list[str]]


def read_cases() -> Iterator[Case]:
    """Yield each case of each file in ``tests/cases``."""
    for path in sorted(CASES.glob("*.md")):
        if path.name == "README.md":
            continue
        _, *sections = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for section in sections:
            title, text = section.split("\n", 1)
            yield Case(
                path.stem,
                title,
                {
                    file: (FIRST_LINES if left_out else "") + lines
                    for file, left_out, lines in re.findall(
                        r"(?ms)^In `([^`\n]+)`(, from line 5)?:\n```yaml\n(.*?)^```$", text
                    )
                },
                re.findall(r"(?m)^Without `([^`\n]+)`\.$", text),
                re.findall(r"(?ms)^(?:The|Then the) check says:\n```text\n(.*?)\n```$", text),
                [
                    re.findall(r"(?m)^- (.*)$", lines)
                    for lines in re.findall(r"(?m)^Corrected:\n((?:- .*\n)+)", text)
                ],
            )


ALL_CASES = list(read_cases())


def check(root: Path) -> str:
    """Return the report of the data check, without its heading."""
    try:
        load_library(root)
    except DataError as error:
        return "\n\n".join(map(str, error.problems))
    return IN_ORDER


def says_of_audit(root: Path, text: str | bytes) -> str:
    """Return what the check says if the audit's file holds this text."""
    write(root, AUDIT, text)
    return check(root)


# --- The cases --------------------------------------------------------------------------------


def test_the_small_library_is_in_order(root: Path) -> None:
    assert check(root) == IN_ORDER


@pytest.mark.parametrize("case", ALL_CASES, ids=[f"{c.subject}: {c.title}" for c in ALL_CASES])
def test_the_check_reports_what_the_case_says_and_nothing_once_it_is_corrected(
    case: Case, root: Path
) -> None:
    for file, text in case.files.items():
        write(root, file, text.translate(SIGNS))
    for file in case.without:
        (root / file).unlink()
    assert check(root) == case.says[0]
    later = [*case.says[1:], IN_ORDER]
    rounds = zip(case.says, case.corrections, later, strict=case.says != [IN_ORDER])
    for said, edits, says in rounds:
        correct(root, said.partition(", line ")[0], edits)
        assert check(root) == says


def correct(root: Path, file: str, edits: list[str]) -> None:
    """Edit files as a case says. A line without the name of its file is in the one given."""
    lines: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for edit in edits:
        if line := re.fullmatch(r"line (\d+)(?: of `([^`]+)`)?: (?:`(.*)`|deleted)", edit):
            new = lines[line[2] or file, int(line[1])]
            new += [] if line[3] is None else [line[3].translate(SIGNS)]
        elif move := re.fullmatch(r"`([^`]+)` becomes `([^`]+)`", edit):
            (root / move[2]).parent.mkdir(parents=True, exist_ok=True)
            (root / move[1]).rename(root / move[2])
        elif move := re.fullmatch(r"`([^`]+)` (deleted|put back)", edit):
            (root / move[1]).unlink(missing_ok=True)
            if move[2] == "put back":
                write(root, move[1], FILES[move[1]])
        else:
            raise ValueError(edit)
    for (name, number), new in sorted(lines.items(), reverse=True):
        path = root / name
        text = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
        text[number - 1 : number] = new
        write(root, name, "\n".join(text))


def test_every_case_has_files_and_is_corrected_in_two_rounds() -> None:
    incomplete = [
        case.title
        for case in ALL_CASES
        if not (case.files or case.without)
        or not 1 <= len(case.says) <= 2
        or (case.says != [IN_ORDER]) != bool(case.corrections)
    ]
    assert ALL_CASES
    assert incomplete == []


#: “key” is also the name of a line of a reminder.
JARGON = re.compile(
    r"\b(yaml|mapping|node|None|NoneType|string|tuple|dict|scalar|token|anchor|alias|parse\w*|"
    r"syntax|invalid|[Tt]raceback|[Ee]xception|schema|null|str|int|(?<!guidance, )key)\b"
)


def test_no_message_uses_the_words_of_programmers() -> None:
    own_words = [re.sub(r"“[^”]*”|(?:data|docs)/\S+", "", case.says[0]) for case in ALL_CASES]
    assert [words for words in own_words if JARGON.search(words)] == []


def test_every_message_has_a_place_and_a_remedy() -> None:
    reports = [case.says[0] for case in ALL_CASES if case.says != [IN_ORDER]]
    problems = [problem for report in reports for problem in report.split("\n\n")]
    sentence = r"\n  [A-Z][^\n]*[.?”]"
    place = r"\S[^,\n]*, line \d+, column \d+"
    shape = re.compile(rf"{place}: \S[^\n]*\.{sentence}(?:{sentence})?")
    assert [problem for problem in problems if not shape.fullmatch(problem)] == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "@home",
            "`Ask`",
            "**Ask** first",
            "&ask",
            "& ask",
            "%ask",
            "!ask",
            "! ask",
            "|ask",
            ">ask",
        ),
        *(", ask", "] ask", "? ask", ": ask", "[Ask](theme:siblings) first", "[Ask] first"),
        *("{Ask} first", "{ask}", "{{ ask }}"),
    ],
)
def test_a_text_that_starts_with_a_sign_of_yaml_is_reported_at_the_sign(
    root: Path, text: str
) -> None:
    says = says_of_audit(root, FILES[AUDIT].replace("title: Neglect", f"title: {text}"))
    sign = f"a text cannot start with “{text[0]}”: the sign means something else there"
    assert says.startswith(f"{AUDIT}, line 1, column 8: {sign}")


# --- Files that cannot be shown in a case -----------------------------------------------------

NOT_UTF_8 = (
    "the file is not saved as UTF-8 text.\n"
    "  Save it again with the encoding “UTF-8”, or paste its text into a new file in the browser."
)


def one_problem(line: int, problem: str) -> str:
    """Return the report of one problem in the audit's file."""
    return f"{AUDIT}, line {line}, column 1: {problem}"


def test_a_file_in_another_encoding_is_reported_with_the_line_of_the_first_letter(
    root: Path,
) -> None:
    text = FILES[AUDIT].replace("Think about all", "Think about the Zoës of all").encode("cp1252")
    line = 1 + text[: text.index(b"Zo")].count(b"\n")
    assert says_of_audit(root, text) == one_problem(line, NOT_UTF_8)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_of_two_or_four_bytes_a_letter_is_reported(root: Path, encoding: str) -> None:
    assert says_of_audit(root, FILES[AUDIT].encode(encoding)) == one_problem(1, NOT_UTF_8)


def test_a_picture_with_the_name_of_an_audit_is_reported(root: Path) -> None:
    picture = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(range(256))
    assert says_of_audit(root, picture) == one_problem(1, NOT_UTF_8)


def test_the_byte_order_mark_of_windows_editors_is_accepted(root: Path) -> None:
    assert says_of_audit(root, FILES[AUDIT].encode("utf-8-sig")) == IN_ORDER


@pytest.mark.parametrize("line_end", ["\r\n", "\r"], ids=["Windows", "old Macintosh"])
def test_the_line_ends_of_other_systems_are_accepted(root: Path, line_end: str) -> None:
    text = FILES[AUDIT].replace("\n", line_end)
    assert says_of_audit(root, text) == IN_ORDER


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "Macintosh"])
def test_lines_are_counted_alike_whatever_they_end_with(root: Path, line_end: str) -> None:
    text = FILES[AUDIT].replace("themes: [sharing]", "themes: [sharing, é: ü]")
    line = 1 + text[: text.index("é")].count("\n")
    says = says_of_audit(root, text.replace("\n", line_end))
    assert f"{AUDIT}, line {line}, column 23: a colon" in says


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0c", "\x1b", "\x7f", "\x85", "\u2028"])
def test_a_character_that_no_text_holds_is_reported_with_its_line(
    root: Path, character: str
) -> None:
    text = FILES[AUDIT].replace("- id: all-children", f"- id: all{character}-children")
    line = 1 + text[: text.index(character)].count("\n")
    says = says_of_audit(root, text)
    assert f"{AUDIT}, line {line}, column " in says
    assert "\n\n" not in says


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? ", "[{a: "])
def test_lists_within_lists_without_end_are_reported_and_do_not_stop_the_program(
    root: Path, opening: str
) -> None:
    says = says_of_audit(root, "title: Neglect\nreminders:\n  " + opening * 50_000)
    message = "more than 20 lists or brackets are nested"
    assert re.match(rf"{AUDIT}, line 3, column \d+: {message}", says)


def test_a_text_that_repeats_itself_a_billion_times_is_reported(root: Path) -> None:
    lines = ["title: &a0 [Neglect, Neglect]"]
    lines += [f"name{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    says = says_of_audit(root, "\n".join(lines) + "\n")
    assert f"{AUDIT}, line 1, column 8: a text cannot start with “&”" in says


@pytest.mark.parametrize("end", ["themes: [sharing", 'themes: ["sharing', "themes: {", "- ["])
def test_a_file_that_ends_too_early_is_reported_on_its_last_line(root: Path, end: str) -> None:
    says = says_of_audit(root, f"title: Neglect\nreminders:\n  {end}")
    assert re.match(rf"{AUDIT}, line 3, column \d+: a ", says)


def test_a_folder_with_the_name_of_a_file_is_reported(root: Path) -> None:
    (root / AUDIT).unlink()
    (root / AUDIT).mkdir()
    assert f"{AUDIT}, line 1, column 1: the file cannot be opened" in check(root)


def test_a_folder_without_any_data_is_reported_file_by_file(tmp_path: Path) -> None:
    says = check(tmp_path)
    assert says.count("the file is missing") == len(says.split("\n\n")) == 8


def test_a_long_text_is_quoted_only_in_part(root: Path) -> None:
    says = says_of_audit(root, FILES[AUDIT].replace("held: 2022-09", f"held: {'long ' * 100}"))
    assert f"“{'long ' * 12}".rstrip() + "…” is not a month" in says
