"""The findings of the check: as text, as annotations and as a comment."""

from __future__ import annotations

import re

import pytest
from lxml.html import fromstring
from markdown import markdown

from macros.checks.report import (
    FORMATS,
    IN_ORDER,
    LONGEST_COMMENT,
    as_annotations,
    as_markdown,
    as_text,
)
from macros.problems import Problem, heading

THEME = Problem("data/a.yml", 2, 9, "the theme “x” does not exist", "Use another.")
NAME = Problem("data/a.yml", 10, 3, "“X•” may be a name", "Take it out.", "It may identify.")
PAGE = Problem("docs/b.md", 1, 1, "there is a script here", "Take it out.")
ADVICE = Problem("docs/b.md", 7, 1, "the sentence has 30 words", "Make it two.")
GOOD = "The data is in order: 3 audits."


def test_text_has_all_problems_in_order_and_the_advice_after_them() -> None:
    first, *problems, advice, last = as_text([PAGE, NAME, THEME], [ADVICE], GOOD).split("\n\n")
    assert first == heading(3)
    assert problems == [str(THEME), str(NAME), str(PAGE)]
    assert advice.startswith("Advice.")
    assert last == str(ADVICE)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_that_all_is_well(form: str) -> None:
    assert GOOD in FORMATS[form]([], [], GOOD)


# --- Annotations ------------------------------------------------------------------------------


def test_each_problem_is_an_error_at_its_line_and_advice_is_a_notice() -> None:
    assert as_annotations([NAME], [ADVICE], GOOD).splitlines() == [
        "::error file=data/a.yml,line=10,col=3,title=To fix::“X•” may be a name."
        "%0ATake it out.%0AIt may identify.",
        "::notice file=docs/b.md,line=7,col=1,title=Advice::The sentence has 30 words."
        "%0AMake it two.",
        heading(1),
    ]


@pytest.mark.parametrize(
    "hostile", ["100%, a: b\r\n::error file=x::c\n##[group]", "%0A and %25 stay as they are"]
)
def test_no_text_can_break_out_of_its_annotation(hostile: str) -> None:
    problem = Problem(f"data/{hostile}.yml", 3, 4, hostile, hostile, hostile)
    first, *rest = as_annotations([problem], [], GOOD).splitlines()
    match = re.fullmatch(r"::error ([^:]*)::(.*)", first)
    assert match
    properties = dict(pair.split("=", 1) for pair in match[1].split(","))
    assert _unescaped(properties["file"]) == f"data/{hostile}.yml"
    assert (properties["line"], properties["col"], properties["title"]) == ("3", "4", "To fix")
    assert _unescaped(match[2]) == f"{hostile}.\n{hostile}\n{hostile}"
    assert rest == [heading(1)]


def _unescaped(text: str) -> str:
    """Return a value of a workflow command as GitHub reads it."""
    codes = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
    return re.sub("%25|%0D|%0A|%3A|%2C", lambda code: codes[code[0]], text)


# --- As a comment -----------------------------------------------------------------------------


def test_a_comment_names_each_file_once_and_each_problem_with_its_place() -> None:
    comment = as_markdown([PAGE, NAME, THEME], [], GOOD)
    assert comment.startswith(f"## {heading(3)}\n\n")
    assert re.findall(r"(?m)^###? (.*)$|\*\*(Line .*?)\.\*\*", comment)[1:] == [
        ("data/a.yml", ""),
        ("", "Line 2, column 9"),
        ("", "Line 10, column 3"),
        ("docs/b.md", ""),
        ("", "Line 1, column 1"),
    ]
    assert all(part in comment for part in ("Use another.", "Take it out.", "*It may identify.*"))


def test_a_comment_on_good_data_says_so_and_gives_advice_apart() -> None:
    comment = as_markdown([], [ADVICE], GOOD)
    assert comment.startswith(f"## {IN_ORDER}\n\n{GOOD}\n\n## Advice\n\n")
    assert "**Line 7, column 1.** The sentence has 30 words." in comment


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ `c` ~~d~~ **e**",
        "<b>a</b> &amp; &#42;",
        "[a](https://example.org) ![b](c)",
        "a | b",
        "a\n# b\n- c\n> d",
        r"a\*b",
    ],
)
def test_a_comment_shows_text_as_it_was_written(text: str) -> None:
    problem = Problem("data/a.yml", 1, 1, text, "Fix it.")
    comment = fromstring(markdown(as_markdown([problem], [], GOOD)))
    item = comment.findall(".//li")[-1]
    shown = " ".join(str(item.xpath("string()")).split())
    assert shown.casefold() == f"line 1, column 1. {' '.join(text.split())}.\\ fix it.".casefold()


def test_a_comment_mentions_nobody_and_links_nowhere() -> None:
    problem = Problem("data/a.yml", 1, 1, "@someone in #12 at https://example.org", "Fix it.")
    comment = as_markdown([problem], [], GOOD)
    assert not re.search(r"@\w|#\d|https?://|www\.", comment.replace("&#", ""))


def test_a_comment_is_never_too_long_for_github() -> None:
    problems = [Problem("data/a.yml", n + 1, 1, "a" * 500, "Fix it.") for n in range(500)]
    comment = as_markdown(problems, [], GOOD)
    assert len(comment) < LONGEST_COMMENT + 200
    assert f"And {500 - comment.count('- **Line')} more. " in comment
