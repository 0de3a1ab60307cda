"""What could identify somebody is found however its parts are joined, and at its place."""

from __future__ import annotations

import pytest

from macros.disclosure.guard import Text, guard, passages
from macros.disclosure.kinds import Known
from macros.disclosure.names import ALWAYS_KNOWN

KNOWN = Known(words=ALWAYS_KNOWN, numbers=frozenset({"01214960000"}))

#: A passage of each kind whose parts are joined by spaces, a hyphen or nothing.
PASSAGES = {
    "birth": "born on 3 May 2011",
    "date": "3 May 2022",
    "nhs": "943 476 5919",
    "phone": "07700 900123",
    "address": "12 Frobb Lane",
    "postcode": "B91 3QB",
    "age": "aged 7",
    "name": "Xandra Quillon",
    "reference": "case 1234567",
    "school": "Frobb Primary School",
}

SPACES = {
    "no break": "\u00a0",
    "narrow no break": "\u202f",
    "thin": "\u2009",
    "figure": "\u2007",
    "ideographic": "\u3000",
    "tab": "\t",
    "two": "  ",
    "entity": "&nbsp;",
    "decimal entity": "&#160;",
    "hexadecimal entity": "&#xA0;",
    "escape": "\\u00a0",
    "no break and invisible": "\u00a0\u200b",
    "line": "\n  ",
    "emphasis": "* *",
    "tags": "</b> <b>",
    "break": "<br>",
    "comment": "<!-- --> ",
}


def found(text: str) -> list[tuple[str, str]]:
    """Return the kind and the words, as typed, of each passage that is found in a text."""
    return [(p.kind, text[p.start : p.end]) for p in passages(text, KNOWN, ages=True)]


def full_width(text: str) -> str:
    """Return a text in the broad letters, digits and signs of East Asian fonts."""
    return "".join(sign if sign == " " else chr(ord(sign) + 0xFEE0) for sign in text)


@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
@pytest.mark.parametrize("kind", PASSAGES)
def test_parts_may_be_joined_by_any_space(kind: str, space: str) -> None:
    passage = PASSAGES[kind].replace(" ", space)
    assert found(f"The child, {passage}, was seen.") == [(kind, passage)]


HYPHENS = ("\u2010", "\u2011", "\u2012", "–", "—", "\u2212", "\ufe63", "\uff0d", "&#8209;", "\\-")
HYPHENATED = {
    "nhs": "943-476-5919",
    "date": "2022-03-03",
    "phone": "0121-496-0999",
    "age": "7-year-old",
    "name": "Xandra Quillon-Frobb",
}


@pytest.mark.parametrize("hyphen", HYPHENS)
@pytest.mark.parametrize("kind", HYPHENATED)
def test_parts_may_be_joined_by_any_hyphen(kind: str, hyphen: str) -> None:
    passage = HYPHENATED[kind].replace("-", hyphen)
    assert found(f"The child, {passage}, was seen.") == [(kind, passage)]


INVISIBLE = (
    "\u200b",
    "\u200c",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "&shy;",
    "&#8203;",
    "<b></b>",
    "<!-- -->",
    "**",
)


@pytest.mark.parametrize("sign", INVISIBLE)
@pytest.mark.parametrize("kind", PASSAGES)
def test_what_has_no_width_hides_nothing(kind: str, sign: str) -> None:
    passage = f"{PASSAGES[kind][:-1]}{sign}{PASSAGES[kind][-1]}"
    assert found(f"The child, {passage}, was seen.") == [(kind, passage)]


@pytest.mark.parametrize(
    ("kind", "passage"),
    [
        ("date", full_width("3 May 2022")),
        ("date", full_width("3/3/2022")),
        ("date", "3\u20443\u20442022"),
        ("date", "3\u20243\u20242022"),
        ("nhs", full_width("943 476 5919")),
        ("phone", full_width("07700 900123")),
        ("age", full_width("aged 7")),
        ("email", full_width("x.quillon@example.org")),
        ("email", "x.quillon&#64;example.org"),
        ("initials", full_width("JQ")),
        ("initials", "J.\u00a0Q."),
        ("name", full_width("Xandra")),
        ("name", "Xandra Griﬃths"),
        ("name", "&#88;andra"),
    ],
)
def test_digits_letters_and_signs_of_any_shape_are_read(kind: str, passage: str) -> None:
    assert found(f"Seen with {passage} at home") == [(kind, passage)]


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Born on *3* May 2011.", "Born on *3* May 2011"),
        ("Born on __3__ **May** `2011`.", "Born on __3__ **May** `2011"),
        ("Seen with **Xan**dra.", "Xan**dra"),
        ("The NHS number is 943 *476* 5919.", "943 *476* 5919"),
    ],
)
def test_emphasis_hides_nothing(text: str, passage: str) -> None:
    assert [words for _, words in found(text)] == [passage]


@pytest.mark.parametrize("sign", [">", "#"])
def test_a_quotation_and_a_note_go_on_over_lines(sign: str) -> None:
    text = f"{sign} A child was born on 3\n{sign} May 2011.\n"
    assert found(text) == [("birth", f"born on 3\n{sign} May 2011")]
    assert found("# The plan of May\n3 children were seen.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Call 0121\u00a0496\u00a00000 or 0121\u2011496\u20110000.",
        "Children aged 5\u00a0to\u00a011, aged 5&ndash;11 and aged 5\u201111 were seen.",
        "* Hope that it works. **Mark** what you see.\n* *Grant* time for it.",
        "In **March** 2022, and in&nbsp;May, 12 children were seen.",
    ],
)
def test_what_is_left_alone_is_left_alone_however_it_is_joined(text: str) -> None:
    assert found(text) == []


def test_a_sign_that_may_divide_two_names_hides_neither() -> None:
    assert found("With Xandra\u200bQuillon.") == [("name", "Xandra"), ("name", "Quillon")]
    assert found("The child\u20119434765919 was seen.") == [("nhs", "9434765919")]
    assert found("Said to Xandra—JQ heard it.") == [("name", "Xandra"), ("initials", "JQ")]


def test_a_problem_has_its_place_in_the_file() -> None:
    text = (
        "# A\n\n“\uff21” &amp; *b*: born on&nbsp;*3*\u00a0May, ask\nfor Xan\u200bdra\u00a0Quillon."
    )
    problems, _ = guard([Text("docs/a.md", text)], [])
    places = [(problem.line, problem.column) for problem in problems]
    assert places == [(3, 16), (4, 5)]


@pytest.mark.parametrize(
    "sign", ["*", "_", "<!--", "<b>", "&#8203;", " ", "—", "<", "&", "a ", "North ", "Ab-"]
)
def test_no_long_line_keeps_the_guard_busy(sign: str) -> None:
    assert found(sign * 20_000) == []


def test_a_name_in_parts_at_the_start_of_a_line_is_read_with_the_line_above() -> None:
    assert found("  text: Please support\nR**os**e when she is seen.") == [("name", "R**os**e")]
    assert found("  text: Please support.\nR**os**e petals fell.") == []


def test_a_name_in_parts_at_the_end_of_a_line_is_read_with_the_line_below() -> None:
    assert found("text: Jo**hn\nJones was seen.") == [("name", "Jo**hn\nJones")]
