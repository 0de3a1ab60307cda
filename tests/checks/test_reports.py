"""How the check tells what it found: on a screen, beside the lines and as a comment."""

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
from macros.problems import Problem

THEME = Problem("data/a.yml", 2, 9, "the theme “x” does not exist", "Use another.")
NAME = Problem("data/a.yml", 10, 3, "“X•” may be a name", "Take it out.", "It may identify.")
PAGE = Problem("docs/b.md", 1, 1, "there is a script here", "Take it out.")
ADVICE = Problem("docs/b.md", 7, 1, "the sentence has 30 words", "Make two of it.")
GOOD = "The data is in order: 3 audits."


# --- On a screen ------------------------------------------------------------------------------


def test_a_screen_shows_all_problems_and_the_advice_after_them() -> None:
    assert as_text([PAGE, NAME, THEME], [ADVICE], GOOD) == (
        "3 problems to mend. Nothing is published until then.\n\n"
        "data/a.yml, line 2, column 9: the theme “x” does not exist.\n  Use another.\n\n"
        "data/a.yml, line 10, column 3: “X•” may be a name.\n  Take it out.\n  It may identify.\n\n"
        "docs/b.md, line 1, column 1: there is a script here.\n  Take it out.\n\n"
        "Advice. Nothing here has to be changed, and nothing waits for it.\n\n"
        "docs/b.md, line 7, column 1: the sentence has 30 words.\n  Make two of it."
    )


def test_a_screen_shows_one_line_if_all_is_well() -> None:
    assert as_text([], [], GOOD) == GOOD


# --- Beside the lines -------------------------------------------------------------------------


def test_each_problem_is_an_error_at_its_line_and_column_and_advice_is_a_notice() -> None:
    assert as_annotations([NAME], [ADVICE], GOOD).splitlines() == [
        "::error file=data/a.yml,line=10,col=3,title=To fix::“X•” may be a name."
        "%0ATake it out.%0AIt may identify.",
        "::notice file=docs/b.md,line=7,col=1,title=Advice::The sentence has 30 words."
        "%0AMake two of it.",
        "1 problem to mend. Nothing is published until then.",
    ]


def test_without_problems_there_is_no_error() -> None:
    assert as_annotations([], [], GOOD) == GOOD


HOSTILE = "100%, a: b\r\n::error file=x::c\n##[group]"


def read_command(line: str) -> tuple[dict[str, str], str]:
    """Return the properties and the message of a command, as the host reads them."""
    match = re.fullmatch(r"::error ([^:]*)::(.*)", line)
    assert match
    properties = dict(pair.split("=", 1) for pair in match[1].split(","))
    signs = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}

    def unescaped(text: str) -> str:
        return re.sub("%25|%0D|%0A|%3A|%2C", lambda sign: signs[sign[0]], text)

    return {name: unescaped(value) for name, value in properties.items()}, unescaped(match[2])


def test_no_text_can_break_out_of_its_annotation() -> None:
    problem = Problem(f"data/{HOSTILE}.yml", 3, 4, HOSTILE, HOSTILE, HOSTILE)
    first, *rest = as_annotations([problem], [], GOOD).splitlines()
    properties, message = read_command(first)
    assert properties == {
        "file": f"data/{HOSTILE}.yml",
        "line": "3",
        "col": "4",
        "title": "To fix",
    }
    assert message == f"{HOSTILE}.\n{HOSTILE}\n{HOSTILE}"
    assert rest == ["1 problem to mend. Nothing is published until then."]


def test_a_percent_sign_that_is_followed_by_digits_stays_what_it_was() -> None:
    problem = Problem("data/a.yml", 1, 1, "%0A", "%25")
    _, message = read_command(as_annotations([problem], [], GOOD).splitlines()[0])
    assert message == "%0A.\n%25"


# --- As a comment -----------------------------------------------------------------------------


def test_a_comment_tells_each_file_once_and_each_problem_with_its_place() -> None:
    assert as_markdown([PAGE, NAME, THEME], [], GOOD) == (
        "## 3 problems to mend. Nothing is published until then.\n\n"
        "Open the file, go to the line, fix it and save again. The check then runs.\n\n"
        "### data/a.yml\n\n"
        "- **Line 2, column 9.** The theme “x” does not exist.\\\n  Use another.\n\n"
        "- **Line 10, column 3.** “X•” may be a name.\\\n  Take it out.\\\n  *It may identify.*\n\n"
        "### docs/b.md\n\n"
        "- **Line 1, column 1.** There is a script here.\\\n  Take it out."
    )


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
def test_a_comment_shows_what_was_written_as_it_is(text: str) -> None:
    problem = Problem("data/a.yml", 1, 1, text, "Mend it.")
    comment = fromstring(markdown(as_markdown([problem], [], GOOD)))
    item = comment.findall(".//li")[-1]
    said = " ".join(str(item.xpath("string()")).split())
    assert said.casefold() == (f"line 1, column 1. {' '.join(text.split())}.\\ mend it.".casefold())


def test_a_comment_calls_nobody_and_links_nowhere() -> None:
    problem = Problem("data/a.yml", 1, 1, "@someone in #12 at https://example.org", "Mend.")
    comment = as_markdown([problem], [], GOOD)
    assert not re.search(r"@\w|#\d|https?://|www\.", comment.replace("&#", ""))


def test_a_comment_never_becomes_too_long_for_the_host() -> None:
    problems = [Problem("data/a.yml", n + 1, 1, "a" * 500, "Fix.") for n in range(500)]
    comment = as_markdown(problems, [], GOOD)
    assert len(comment) < LONGEST_COMMENT + 200
    shown = comment.count("\n- ")
    assert comment.endswith(
        f"And {500 - shown} more. Fix these first, and the next check shows the rest."
    )


def test_every_format_takes_the_same_and_gives_a_text() -> None:
    assert all(write([THEME], [ADVICE], GOOD) for write in FORMATS.values())
