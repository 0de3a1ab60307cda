"""What could identify somebody in a text, and what is left alone. Nobody in it is real."""

from __future__ import annotations

import pytest

from macros.disclosure.guard import Text, passages, what_is_known
from macros.disclosure.kinds import KINDS, Known
from macros.disclosure.names import ALWAYS_KNOWN, names, ordinary_words
from macros.disclosure.numbers import is_nhs_number, is_upn

KNOWN = Known(
    words=ALWAYS_KNOWN | {"leeds", "encompass", "devon", "paediatrics"},
    terms=frozenset({"royal college of paediatrics and child health"}),
    acronyms=frozenset({"CP", "DA", "MASH"}),
    numbers=frozenset({"01214960000"}),
    emails=frozenset({"mash@example.org"}),
)


def found(text: str, *, ages: bool = True) -> list[tuple[str, str]]:
    """Return the kind and the words of each passage that is found in a text."""
    return [(p.kind, text[p.start : p.end]) for p in passages(text, KNOWN, ages=ages)]


# --- Each kind, and what only looks like it ---------------------------------------------------

IDENTIFYING = {
    "name": [
        ("The worker spoke to Xandra about it.", "Xandra"),
        ("The worker spoke to Xandra Quillon about it.", "Xandra Quillon"),
        ("The worker spoke to Xandra McQuillon-Frobb.", "Xandra McQuillon-Frobb"),
        ("Zebedee was seen at home.", "Zebedee"),
        ("Quillon told the worker.", "Quillon"),
        ("Quillon's mother was not asked.", "Quillon's"),
        ("The home of Mr Law was visited.", "Mr Law"),
        ("A letter from Dr. Quillon came late.", "Dr. Quillon"),
        ("It was Mr A who came late.", "Mr A"),
        ("It was Ms. quillon who came late.", "Ms. quillon"),
        (r"See C:\Users\pquillon\audit.docx", r"Users\pquillon"),
        ("Seen with Grace in the room.", "Grace"),
        ("The plan for MUHAMMAD was late.", "MUHAMMAD"),
        ("The plan for muhammad was late.", "muhammad"),
        ("id: muhammad-seen-alone", "muhammad"),
        ("The Young family were known.", "Young"),
        ("Seen with Zoë at home.", "Zoë"),
        ("At the end of a file: Zoë\n", "Zoë"),
        ("The worker asked\n  Quillon about it.", "Quillon"),
    ],
    "initials": [
        ("It was JQ who told the school.", "JQ"),
        ("It was J.Q. who told the school.", "J.Q."),
        ("It was J Q who told the school.", "J Q"),
        ("It was told -JQ heard it- at once.", "JQ"),
        ("The sibling of Child A was not seen.", "A"),
        ("Mother K came late.", "K"),
        ("K was not seen alone.", "K"),
        ("It was K's idea.", "K"),
    ],
    "nhs": [
        ("The number 943 476 5919 was known.", "943 476 5919"),
        ("The number 9434765919 was known.", "9434765919"),
        ("The number 943-476-5919 was known.", "943-476-5919"),
        ("The number 943.476.5919 was known.", "943.476.5919"),
        ("The number 943\u2011476\u20115919 was known.", "943\u2011476\u20115919"),
        ("The child -943 476 5919- was known.", "943 476 5919"),
    ],
    "upn": [("The pupil H801200001001 was absent.", "H801200001001")],
    "reference": [
        ("See case 1234567 for it.", "case 1234567"),
        ("Crime reference 20CV/12345A/22 was given.", "Crime reference 20CV/12345A/22"),
        ("The log number is 1234 of that day.", "log number is 1234"),
        ("Under 20/123456/19 it was closed.", "20/123456/19"),
        ("It is AB 12 34 56 C in full.", "AB 12 34 56 C"),
        ("The car BD51 SMR was outside.", "BD51 SMR"),
        ("Court no. BM22C50123 decided.", "Court no. BM22C50123"),
        ("The case number 12 34 56 was known.", "case number 12 34 56"),
        ("The record LCS 123-456-7 was known.", "record LCS 123-456-7"),
    ],
    "number": [
        ("It stands under 1234567 there.", "1234567"),
        ("It stands under 1234567, and is late.", "1234567"),
        ("It stands there -1234567- at last.", "1234567"),
        ("The child A801200001001 was absent.", "801200001001"),  # its check letter is wrong
        ("It was 9434765918.", "9434765918"),  # its check digit is wrong
    ],
    "birth": [
        ("The child (DOB 3/4/2011) was seen.", "DOB 3/4/2011"),
        ("The date of birth is 3 April 2011.", "date of birth is 3 April 2011"),
        ("The child was born on 3rd April and was well.", "born on 3rd April"),
        ("The child was born in 2011.", "born in 2011"),
        ("It was born in the first week of May 2012.", "born in the first week of May 2012"),
    ],
    "date": [
        ("On 3 March 2022 the police came.", "3 March 2022"),
        ("On 3rd of March the police came.", "3rd of March"),
        ("On the last Friday in March it came.", "last Friday in March"),
        ("It was Boxing Day 2024 then.", "Boxing Day 2024"),
        ("On 3. March 2022 the police came.", "3. March 2022"),
        ("On March 3, 2022 the police came.", "March 3, 2022"),
        ("On 03/03/2022 the police came.", "03/03/2022"),
        ("On 3.3.22 the police came.", "3.3.22"),
        ("On 3 / 3 / 2022 the police came.", "3 / 3 / 2022"),
        ("On 2022-03-03 the police came.", "2022-03-03"),
    ],
    "age": [
        ("One child, aged 7, was seen.", "aged 7"),
        ("A 7-year-old was seen.", "7-year-old"),
        ("It was on her 13th birthday.", "on her 13th birthday"),
        ("A boy of seven years old was seen.", "seven years old"),
        ("The baby was six weeks old.", "six weeks old"),
        ("The girl (14yo) was seen.", "14yo"),
        ("A CHILD AGED 7 WAS SEEN.", "AGED 7"),
        ("The children (ages 4 and 6) were seen.", "ages 4 and 6"),
        ("The children, aged 4, 6 and 9, were seen.", "aged 4, 6 and 9"),
        ("The children, aged seven or nine, were seen.", "aged seven or nine"),
        ("The child (age: 7) was seen.", "age: 7"),
        ("A child aged 5 months was seen.", "aged 5 months"),
        ("A child of 7 years of age was seen.", "7 years of age"),
        ("A 7 yr old was seen.", "7 yr old"),
        ("The siblings, 4- and 6-year-old boys, were seen.", "4- and 6-year-old"),
        ("A Year 9 pupil was seen.", "Year 9"),
        ("One was in year 9 and was seen.", "in year 9"),
        ("The year 9 pupil was seen.", "year 9 pupil"),
        ("Pupils in Years 7 and 9 were seen.", "Years 7 and 9"),
        ("A Y9 pupil was seen.", "Y9"),
        ("A Reception pupil was seen.", "Reception pupil"),
    ],
    "postcode": [
        ("The home in B91 3QB was cold.", "B91 3QB"),
        ("The home in b913qb was cold.", "b913qb"),
        ("The home in B91 was cold.", "B91"),
    ],
    "address": [
        ("At 12 Frobb Lane it was cold.", "12 Frobb Lane"),
        ("At 12a, Frobb Hill Way it was cold.", "12a, Frobb Hill Way"),
        ("The home in Frobb Avenue was cold.", "Frobb Avenue"),
        ("The flat below Flat 12 was cold.", "Flat 12"),
    ],
    "school": [
        ("The child goes to Frobb Primary School.", "Frobb Primary School"),
        ("The child goes to Oak Tree Academy.", "Oak Tree Academy"),
        ("The child goes to St Egbert's.", "St Egbert's"),
        ("The child goes to Little Frobbs Nursery.", "Little Frobbs Nursery"),
    ],
    "phone": [
        ("Call 07700 900123 at night.", "07700 900123"),
        ("Call +44 7700 900123 at night.", "+44 7700 900123"),
        ("Call (0121) 496 0999 at night.", "(0121) 496 0999"),
        ("Call 0121-496-0999 at night.", "0121-496-0999"),
        ("Call 0121.496.0999 at night.", "0121.496.0999"),
        ("They can call 496 0999 at night.", "call 496 0999"),
    ],
    "email": [
        ("Write to x.quillon@example.org about it.", "x.quillon@example.org"),
        ("Write to duty@example.org about it.", "duty@example.org"),
        ("See https://example.org/?to=quillon%40example.org now.", "quillon%40example.org"),
        ("Write to x.quillon [at] example.org about it.", "x.quillon [at] example.org"),
        ("Write to quillon(at)example(dot)org now.", "quillon(at)example(dot)org"),
    ],
    "account": [
        ("The pictures are of @quill_xo, she said.", "@quill_xo"),
        ("It is on facebook.com/x.quillon.7 now.", "facebook.com/x.quillon.7"),
    ],
}

CLEARED = {
    "name": [
        "Hope that the plan works. Grant time for it. Mark what you see on a body map.",
        "The Child Protection Plan and the Core Group in Leeds.",
        "Use the Graded Care Profile and the Home Conditions Tool.",
        "In March and on Monday, in English.",
        "title: Domestic Abuse in Devon",
        "Think about Clare's Law and about Gillick competence.",
        "[Operation Encompass](https://example.org/xandra-quillon)",
        "Escalate at once. Triangulate what you hear.",
        "The Whole Family was seen. The family were known.",
        "ICPCs and GitHub",
    ],
    "initials": [
        "A DA-informed plan, a CP plan, a GP, A&E and 5.20pm.",
        "A child was seen. Plan A was not kept. Some areas use other words for A, R and T.",
        "WHAT EACH LINE MEANS TO AN EDITOR",
        "i.e. at home, e.g. alone",
    ],
    "nhs": ["The NHS number of the child is not needed."],
    "upn": ["Every pupil has a UPN."],
    "reference": [
        "The case was closed. Section 47 and s47 enquiries, section 17.",
        "In case 12 children come. The reference year is 2022/23.",
        "In case 5 10 children come. The police in 2022 2023 and 2024.",
        "id: children-act-1989-s47",
        "NICE guideline CG89, form PG8 and standard 10",
    ],
    "number": ["Of 12,000 children 5/6 were seen, at https://example.org/article/1234567/."],
    "birth": [
        "dates of birth",
        "Look at the pre-birth protocol for babies who are not yet born in 15 working days.",
    ],
    "date": [
        "In March 2022, in Sept 2023 and in 2022/23, held: 2022-08",
        "Agree who is on call on Boxing Day. Every last Friday there is a meeting.",
        "reviewed: 2026-11-23",
        "  checked: '2026-11-23'  # by phone",
        "#   reviewed: 2026-11-23             when we last checked it",
        "In May, 12 children were seen. In June 12 were.",
        "Look again in 2023. May they be seen? 3. May we ask?",
        "Version 3.172 to 3.177. Monday 8.45am to 5.20pm.",
    ],
    "age": [
        "Partners aged 16 or over. Children under 5. Aged 5 to 11. An old plan.",
        "It met 7 times in 7 months.",
        "Risk does not stop on their 18th birthday. Plan it before their 16th birthday.",
        "Young people aged 16 and 17, aged 5-11 and those who turned 18.",
        "Children aged 5 months to 18 years, ages 5 months to 18 and ages five to eleven.",
        "Aged 5 or over, ages 5 years and under, aged between 4 and 6, age 5 up to 11.",
        "Young people aged 16 or 17, 16- and 17-year-old boys, 11 to 16 year old girls.",
        "Pupils in Years 7 to 9, Years 7-9, Year 7 and above. Key Stage 2. The Reception area.",
        "Year 2 of the plan, in Year 1 of the programme, 2022/23. Once a year 9 meet.",
    ],
    "postcode": ["On page b1 2nd line. Guideline CG89, section s47, level M3."],
    "address": ["A home close to the school. On the road. The way in. Close the plan."],
    "school": [
        "The school nurse. Each Primary School. Virtual School. The School.",
        "The Royal College of Paediatrics and Child Health",
        "Solihull Virtual School and the Royal College of Nursing",
        "Nursery staff and School Nurses.",
    ],
    "phone": [
        "Call 0121 496 0000, (0121) 496-0000 or +44 121 496 0000.",
        "Call 999, 111 or 101. Ring 496 0000.",
    ],
    "email": ["Write to mash@example.org. Meet (at) school [at] noon."],
    "account": ["Meet @ 10, and see https://example.org/@page or x.com alone."],
}


@pytest.mark.parametrize(
    ("kind", "text", "passage"),
    [(kind, *case) for kind, cases in IDENTIFYING.items() for case in cases],
)
def test_what_could_identify_somebody_is_found(kind: str, text: str, passage: str) -> None:
    assert found(text) == [(kind, passage)]


@pytest.mark.parametrize("text", [text for texts in CLEARED.values() for text in texts])
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_every_kind_is_tested_both_ways() -> None:
    assert set(KINDS) == set(IDENTIFYING) == set(CLEARED)


def test_ages_are_found_in_small_samples_only() -> None:
    assert found("One child, aged 7, was seen.", ages=False) == []


def test_everything_in_a_text_is_found_in_its_order() -> None:
    text = "On 3 March 2022 Xandra Quillon,\naged 7, of 12 Frobb Lane, B91 3QB, was seen."
    assert [kind for kind, _ in found(text)] == ["date", "name", "age", "address", "postcode"]


# What CONTRIBUTING.md and the site say is missed. If one is found, change what they say.
MISSED = [
    "Grace needs to be seen alone.",
    "The plan of Ward was late.",
    "Ask quillon about it.",
    "A child with a rare illness, who plays in the village's club, was seen.",
    "The police came last Tuesday, and again on Easter Monday.",
    "It is on https://example.org/xandra-quillon and on a picture.",
]


@pytest.mark.parametrize("text", MISSED)
def test_what_we_say_that_the_guard_misses_is_missed(text: str) -> None:
    assert found(text) == []


# --- Numbers with a check ---------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["9434765910", "0434765919", "943476591", "94347659199", ""])
def test_an_nhs_number_has_ten_digits_of_which_the_last_is_a_check(wrong: str) -> None:
    assert is_nhs_number("9434765919")
    assert not is_nhs_number(wrong)


def test_no_digit_is_right_where_the_check_would_be_ten() -> None:
    right = [
        [digit for digit in range(10) if is_nhs_number(f"{start}{digit}")]
        for start in range(400000000, 400000011)
    ]
    assert [digits for digits in right if len(digits) != 1] == [[]]


@pytest.mark.parametrize(
    "wrong", ["I801200001001", "H80120000100", "H8012000010S1", "801200001001H"]
)
def test_the_first_letter_of_a_upn_is_a_check_on_the_rest(wrong: str) -> None:
    assert is_upn("H801200001001")
    assert not is_upn(wrong)


def test_a_temporary_upn_ends_with_a_letter() -> None:
    assert [letter for letter in "ABCDEFGHJKLMNPQRTUVWXYZ" if is_upn(f"{letter}80120000100A")] != []


# --- Lists ------------------------------------------------------------------------------------


def test_a_name_is_not_an_ordinary_word() -> None:
    only, words_as_well = names()
    assert not only & words_as_well
    assert not (only | words_as_well) & ordinary_words()


def test_a_first_name_is_not_cleared_by_a_listed_title() -> None:
    listed = [{"term": "Xandra Muhammad Award", "aliases": ["XM"]}]
    known = what_is_known([Text("data/glossary.yml", "", listed)])
    assert [p.kind for p in passages("See Muhammad at the Award.", known)] == ["name"]
