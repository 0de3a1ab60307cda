"""How an issue becomes the data file of an audit, however the form is filled in."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.__main__ import main
from macros.checks.load import load_library
from macros.editing.audit_file import Draft, draft_of
from macros.editing.from_issue import write_draft
from macros.editing.issue_form import CONFIRMATION, read_issue
from macros.editing.new_audit import LABELS, QUESTIONS, AnswerError, audit_from, short_name
from macros.problems import DataError, Problem
from macros.reading.field_errors import make_record
from macros.reading.yaml_source import parse_yaml
from macros.reading.yaml_writing import PLEASE_CONFIRM
from macros.records.dates import UNDATED, AuditDate
from macros.records.library import Library
from macros.records.records import Audit
from tests.support.small_library import write_small_library

TOP = Path(__file__).parents[2]
FORM = TOP / ".github/ISSUE_TEMPLATE/new-audit.yml"
#: A filled-in form. The small library has an audit “Neglect” of that year.
ISSUE = (TOP / "tests/issues/neglect.md").read_text("utf-8").replace("Neglect", "Home visits")
DAY = date(2026, 11, 24)
FILE = "data/audits/2023-24/home-visits.yml"
CHARACTERS = string.printable + "“”‘’–…é\u00a0\u200b"
NO_ANSWER = "_No response_"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the small library."""
    return write_small_library(tmp_path / "site")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small library."""
    return load_library(write_small_library(tmp_path_factory.mktemp("library")))


def with_answer(label: str, answer: str, body: str = ISSUE) -> str:
    """Return the issue with another answer to one question."""
    pattern = rf"(?s)(### {re.escape(label)}\n\n).*?(?=\n\n### |\Z)"
    text, count = re.subn(pattern, lambda match: match[1] + answer, body)
    assert count == 1, label
    return text


def complaints(body: str, library: Library) -> str:
    """Return everything that the person who sent this issue has to correct."""
    answers, found = read_issue(body)
    lines = [str(complaint) for complaint in found]
    if answers:
        try:
            audit_from(answers, library)
        except AnswerError as error:
            lines += [str(complaint) for complaint in error.complaints]
    return "\n".join(lines)


def drafted(body: str, library: Library) -> Draft:
    """Return the draft that an issue makes."""
    answers, found = read_issue(body)
    assert found == []
    return draft_of(audit_from(answers, library, DAY), answers, library)


def record(draft: Draft) -> Audit:
    """Return the audit that a draft's text is read as."""
    document = parse_yaml(draft.path, draft.text)
    assert document.problems == []
    return make_record(Audit, document.value, slug=Path(draft.path).stem)


def confirmed(draft: Draft) -> str:
    """Return the text of a draft after a person has confirmed every suggestion."""
    return re.sub(rf"(?m)^ *{PLEASE_CONFIRM}.*\n", "", draft.text)


# --- The form ---------------------------------------------------------------------------------


def test_the_form_asks_the_questions_that_are_read() -> None:
    form = yaml.safe_load(FORM.read_text("utf-8"))
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert [part["attributes"]["label"] for part in asked] == [*LABELS.values(), CONFIRMATION]
    assert [part["id"] for part in asked] == [*LABELS, "confirm"]
    needed = {part["id"] for part in asked if part.get("validations", {}).get("required")}
    assert needed == {question.name for question in QUESTIONS if question.needed}
    many = {part["id"] for part in asked if part["type"] == "textarea"}
    assert many == {question.name for question in QUESTIONS if question.many}
    (confirmation,) = asked[-1]["attributes"]["options"]
    assert confirmation["required"] is True
    assert "identify a child" in confirmation["label"]


# --- What a filled-in form becomes ------------------------------------------------------------


def test_a_filled_in_form_becomes_the_record_of_an_audit(library: Library) -> None:
    draft = drafted(ISSUE, library)
    audit = record(draft)
    assert (draft.path, audit.title, audit.year, audit.held, audit.method, audit.added) == (
        FILE, "Home visits", "2023/24", AuditDate(2023, 10), "deep dive", DAY,
    )  # fmt: skip
    assert audit.aliases == ("emotional neglect", "GCP2")
    assert audit.sample is not None
    assert (audit.sample.unit, audit.sample.size) == ("children", 6)
    assert [(g.count, g.label) for g in audit.sample.groups] == [
        (4, "had Child in Need Plans"),
        (2, "had Child Protection Plans"),
    ]
    (practice,) = audit.good_practice
    assert practice.text == "Chronologies were shared in 5/6 cases: all agencies had them"
    assert practice.figure is not None
    assert (practice.figure.count, practice.figure.of) == (5, 6)
    assert [item.text for item in audit.reminders] == [
        "Keep the timeline of involvement up to date",
        "Ask about every child in the household",
        'Share the minutes of "core groups" within 5 days',
    ]


def test_suggestions_are_made_from_the_words_for_a_person_to_confirm(library: Library) -> None:
    draft = drafted(ISSUE, library)
    first, second, third = record(draft).reminders
    assert first.guidance == ("timelines",)
    assert (second.themes, second.situations, second.guidance) == ((), (), ())
    assert third.themes == ("sharing",)
    assert draft.text.count(PLEASE_CONFIRM) - 1 == len(draft.to_confirm) == 5
    assert all("Please choose a situation" in line for line in draft.to_confirm[1:])


def test_nothing_is_published_before_it_is_confirmed(library: Library, root: Path) -> None:
    draft = drafted(ISSUE, library)
    (root / FILE).write_text(draft.text, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load_library(root)
    lines = draft.text.splitlines()
    marked = [n for n, line in enumerate(lines, 1) if line.lstrip().startswith(PLEASE_CONFIRM)]
    assert [(p.file, p.line) for p in raised.value.problems] == [(FILE, line) for line in marked]
    (root / FILE).write_text(confirmed(draft), encoding="utf-8")
    assert "2023-24/home-visits" in load_library(root).audit_by_id


def test_a_form_with_only_the_required_answers_is_enough(library: Library) -> None:
    body = ISSUE
    for question in QUESTIONS:
        if not question.needed and question.name != "reminders":
            body = with_answer(question.label, NO_ANSWER, body)
    audit = record(drafted(body, library))
    assert (audit.held, audit.sample, audit.background, audit.good_practice) == (None, None, (), ())
    assert (audit.publisher, audit.year) == (None, UNDATED)


def test_an_inspection_of_another_area_is_drafted_with_all_that_the_form_says(
    library: Library,
) -> None:
    body = ISSUE
    for name, answer in {
        "kind": "joint targeted area inspection",
        "publisher": "National Panel",
        "area": "Easton",
        "unit": "families",
        "size": NO_ANSWER,
        "groups": NO_ANSWER,
        "reminders": NO_ANSWER,
        "found": "Plans are shared late",
        "recommendations": "The partnership should agree on one tool",
    }.items():
        body = with_answer(LABELS[name], answer, body)
    audit = record(drafted(body, library))
    assert (audit.noun, audit.area, audit.publisher) == ("inspection", "Easton", "national-panel")
    assert audit.sample is not None
    assert (audit.sample.unit, audit.sample.size) == ("families", None)
    assert [item.text for item in audit.found] == ["Plans are shared late"]
    assert [item.id for item in audit.recommendations] == ["partnership-agree-one-tool"]
    assert audit.reminders == ()


@pytest.mark.parametrize(
    ("name", "typed", "understood"),
    [
        ("year", "2023-24", lambda a: a.year == "2023/24"),
        ("year", "2023–2024", lambda a: a.year == "2023/24"),
        ("held", "2023-10", lambda a: a.held == AuditDate(2023, 10)),
        ("held", "9/2023", lambda a: a.held == AuditDate(2023, 9)),
        ("held", "oct 2023", lambda a: a.held == AuditDate(2023, 10)),
        ("held", "2024", lambda a: a.held == AuditDate(2024)),
        ("held", "unknown", lambda a: a.held is None),
        ("aliases", "GCP2; neglect", lambda a: a.aliases == ("GCP2", "neglect")),
        ("publisher", "National Panel", lambda a: a.publisher == "national-panel"),
        ("publisher", "SSCP", lambda a: a.publisher is None),
        ("method", "Not known.", lambda a: a.method is None),
        ("good_practice", "None", lambda a: a.good_practice == ()),
        ("good_practice", "- None identified.", lambda a: a.good_practice == ()),
        ("good_practice", "No good practice was noted", lambda a: a.good_practice == ()),
        ("method", "not stated in the briefing", lambda a: a.method is None),
        ("method", "**dip** &amp; sample", lambda a: a.method == "dip & sample"),
        ("title", "Late help, Oct 2023", lambda a: (a.slug, a.title[-4:]) == ("late-help", "2023")),
        ("title", "Naïve practice", lambda a: a.slug == "naive-practice"),
        ("groups", "• 4: had plans\n• 2 x in care", lambda a: a.sample.groups[0].count == 4),
        ("groups", "4 children here\n2 - there", lambda a: a.sample.groups[1].label == "there"),
        ("background", "<!-- note -->In October.", lambda a: a.background == ("In October.",)),
    ],
)  # fmt: skip
def test_what_people_type_is_understood(
    library: Library, name: str, typed: str, understood: Callable[[Audit], bool]
) -> None:
    assert understood(record(drafted(with_answer(LABELS[name], typed), library)))


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ("1. Ask\n2) Listen\n\n* Act", ["Ask", "Listen", "Act"]),
        ("• Ask\u00a0the\u200b child", ["Ask the child"]),
        ("```\nAsk\n```", ["Ask"]),
        ("“Ask”, she said: #1 – no", ["“Ask”, she said: #1 – no"]),
        ("on\n12:30\nnull", ["on", "12:30", "null"]),
        ("{{ secret() }} 5 < 6", ["{{ secret() }} 5 < 6"]),
        ("Ask\r\nAct", ["Ask", "Act"]),
        ("\uf0b7\tAsk\n\uf0a7 Act\no\tListen", ["Ask", "Act", "Listen"]),
        ("- [ ] Ask\n* [x] Act", ["Ask", "Act"]),
        ("1.1 Ask\n1.2. Act\n(a) Listen\niv) Go", ["Ask", "Act", "Listen", "Go"]),
        ("> Ask\n> > Act", ["Ask", "Act"]),
        ("````text\nAsk\n````\n~~~~\nAct", ["Ask", "Act"]),
        ("**Ask** the&nbsp;child\\.<br>Act", ["Ask the child.", "Act"]),
        (
            "Ask about\nthe child\nListen to multi-\nagency",
            ["Ask about the child", "Listen to multi-agency"],
        ),
        ("* ask about\nthe child\n* act", ["ask about the child", "act"]),
        ("ask\nact", ["ask", "act"]),
        ("7 agencies shared\nA plan is needed", ["7 agencies shared", "A plan is needed"]),
    ],
)
def test_sentences_are_kept_as_typed_without_list_markers(
    library: Library, typed: str, sentences: list[str]
) -> None:
    audit = record(drafted(with_answer(LABELS["reminders"], typed), library))
    assert [reminder.text for reminder in audit.reminders] == sentences


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("Ask about\nthe child", "was put together from several lines"),
        ("Ask\nAsk.", "appears twice"),
        ("Voice of the child\nListen to every child.", "“Voice of the child” may be a heading"),
    ],
)
def test_what_may_be_a_mistake_is_pointed_out(library: Library, typed: str, doubt: str) -> None:
    draft = drafted(with_answer(LABELS["reminders"], typed), library)
    assert any(doubt in line for line in draft.to_confirm)


# --- Every way to fill it in wrongly ----------------------------------------------------------

WRONG_ANSWERS = [
    ("title", NO_ANSWER, "there is no answer"),
    ("title", "Neglect\nand more", "more than one line"),
    ("title", "&", "this cannot become the address of a page"),
    ("title", "Index", "this cannot become the address of a page"),
    ("title", "Neglect " * 20, "the name has 159 characters"),
    ("kind", "a look at neglect", "does not say in its last word what it is"),
    ("year", "2023/25", "“2023/25” is not a year of the audit programme"),
    ("held", "12 October 2023", "An exact date can help to identify someone"),
    ("held", "2023-13", "“2023-13” is not a month"),
    ("held", "autumn", "“autumn” is not a month. Write month and year, such as October 2023"),
    ("held", "October 2021", "held in October 2021, but its year is 2023/24. Correct one"),
    ("unit", NO_ANSWER, "there is no answer. Write it in the plural"),
    ("size", "about 6", "“about 6” is not a whole number"),
    ("size", "0", "“0” is no answer. Write the number in digits"),
    ("size", "7", "add up to 6, but its size is 7"),
    ("groups", "four had plans", "“four had plans” does not start with a number"),
    ("groups", "6", "“6” does not start with a number and say who they are"),
    ("reminders", "n/a", "“n/a” is no answer"),
    ("reminders", "Practitioners should:\n- ask", "only introduces what follows"),
    ("reminders", "| Theme | Finding |\n| --- | --- |", "is a row of a table"),
    ("reminders", "Learning\tWho\nKeep the timeline\tAll", "“Learning Who” is a row of a table"),
    ("reminders", "[briefing.docx](https://github.com/user-attachments/1)", "a link or a file"),
    ("background", "<details><summary>More</summary>", "there is a tag"),
    ("method", "deep dive <!-- is it?", "a note starts with “<!--”"),
    ("title", "[Neglect](https://example.org)", "a link or a file"),
    ("reminders", "The briefing's own sentence", "is what the example says"),
    ("reminders", "#### A heading\nAsk", "is a heading. Take the # off"),
    ("reminders", "![image](https://example.org/a.png)", "there is a picture"),
    ("reminders", "Ask. " * 250, "Write each sentence on a line of its own"),
    ("reminders", "Ask\n---", "the line “---” has no words"),
    (CONFIRMATION, "- [ ] I have read every sentence.", "the box is not ticked"),
    (CONFIRMATION, "- [x] I have.\n- [ ] I have not.", "the box is not ticked"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "expected"), WRONG_ANSWERS)
def test_a_wrong_answer_is_reported_with_its_question_and_a_remedy(
    library: Library, name: str, typed: str, expected: str
) -> None:
    found = complaints(with_answer(LABELS.get(name, name), typed), library)
    assert expected in found
    assert any(found.startswith(f"“{label}”: ") for label in (*LABELS.values(), CONFIRMATION))


def test_an_audit_that_exists_is_not_overwritten(library: Library) -> None:
    found = complaints(ISSUE.replace("Home visits", "Neglect"), library)
    assert "there is an audit “Neglect” of 2023/24 already" in found
    assert "data/audits/2023-24/neglect.yml" in found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", "Open a new issue with the issue form “New audit”"),
        ("### Something else\n\nA", "Open a new issue with the issue form “New audit”"),
        (ISSUE.replace("### Background\n", ""), "“Background”: this heading is missing"),
        (f"{ISSUE}\n\n### Background\n\nMore.", "“Background”: this heading appears twice"),
    ],
)
def test_an_issue_that_is_no_longer_the_form_is_reported(
    library: Library, body: str, expected: str
) -> None:
    assert expected in complaints(body, library)


@pytest.mark.parametrize(
    "edited",
    [
        lambda body: "".join(f"> {line}\n" for line in body.splitlines()),
        lambda body: body.replace("\n", "\r\n"),
        lambda body: body.replace("### ", "## ").replace("?\n", "? ##\n"),
        lambda body: f"Thank you!\n\n{body}",
        lambda body: body.replace("_No response_", "*No response*"),
        lambda body: body.replace("- [x]", "* [X]"),
    ],
    ids=["quoted", "windows", "headings", "words above", "another sign", "box"],
)
def test_a_form_that_was_edited_by_hand_is_read_as_before(
    library: Library, edited: Callable[[str], str]
) -> None:
    assert drafted(edited(ISSUE), library) == drafted(ISSUE, library)


def test_headings_in_another_language_are_missing_ones(library: Library) -> None:
    body = ISSUE.replace("### Background", "### Hintergrund")
    assert "“Background”: this heading is missing. Write a line “### Background”" in complaints(
        body, library
    )


def test_a_month_in_short_is_no_name(root: Path) -> None:
    for short in ("Sept 2023", "Oct. 2023", "Jan 2024"):
        assert from_issue(root, ISSUE.replace("October 2023", short, 1))[0] == 0
        (root / FILE).unlink()


def test_everything_wrong_is_reported_at_once(library: Library) -> None:
    body = with_answer(LABELS["year"], "2023").replace("October 2023", "autumn", 1)
    body = body.replace("\n\n6\n", "\n\nsix\n").replace("[x]", "[ ]")
    found = complaints(body, library).splitlines()
    expected = [CONFIRMATION, LABELS["year"], LABELS["held"], LABELS["size"]]
    assert [re.findall("“(.*?)”", line)[0] for line in found] == expected


# --- Arbitrary answers ------------------------------------------------------------------------


@settings(deadline=None)
@given(st.text(max_size=400))
def test_no_text_of_an_issue_is_too_odd_to_be_answered(text: str) -> None:
    for body in (text, ISSUE.replace("Keep the timeline", text), f"### Background\n{text}"):
        complaints(body, Library())


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(alphabet=CHARACTERS, min_size=1, max_size=60), min_size=1, max_size=5))
@example(["‘a quotation mark that is never closed"])
def test_an_accepted_form_is_read_back_as_typed_and_passes_the_check_once_confirmed(
    tmp_path_factory: pytest.TempPathFactory, sentences: list[str]
) -> None:
    root = write_small_library(tmp_path_factory.mktemp("any"))
    library = load_library(root)
    text = "\n".join(sentences)
    answers = {"title": sentences[0], "year": "2024/25", "background": text, "reminders": text}
    answers |= {"method": sentences[-1], "aliases": sentences[-1]}
    try:
        draft = draft_of(audit_from(answers, library), answers, library)
    except AnswerError:
        return
    audit = record(draft)
    assert audit.background == tuple(reminder.text for reminder in audit.reminders)
    assert len({reminder.id for reminder in audit.reminders}) == len(audit.reminders)
    if write_draft(root, draft):  # the check of the whole site knows more reasons to refuse it
        assert not (root / draft.path).exists()
    else:
        (root / draft.path).write_text(confirmed(draft), encoding="utf-8")
        load_library(root)


# --- Short names ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "taken", "expected"),
    [
        ("Check whether the family is known to MARAC", [], "check-family-known-marac"),
        ("It is what it is", [], "it-is-what-it"),
        ("…", [], "point"),
        ("Don't forget the child's siblings", [], "dont-forget-childs-siblings"),
        ("The child was not seen alone", [], "child-not-seen-alone"),
        ("Minutes of core groups were often shared, but never read", [], "minutes-core-never-read"),
        ("Tools could have been used more often", [], "tools-used-more-often"),
        ("Naïve practice and the fiancé", [], "naive-practice-fiance"),
        ("Ask children", ["ask-children", "ask-children-2"], "ask-children-3"),
    ],
)
def test_a_short_name_is_made_of_the_telling_words(
    sentence: str, taken: list[str], expected: str
) -> None:
    assert short_name(sentence, taken) == expected


def test_a_heading_of_the_page_is_no_short_name(library: Library) -> None:
    body = with_answer(LABELS["reminders"], "Background\nReminders\nHome visits")
    audit = record(drafted(body, library))
    ids = [reminder.id for reminder in audit.reminders]
    assert ids == ["background-2", "reminders-2", "home-visits-2"]


# --- As a command -----------------------------------------------------------------------------


def from_issue(root: Path, body: str) -> tuple[int, str]:
    """Run the command as the workflow does and return its status and summary."""
    issue, summary = root.parent / "issue.md", root.parent / "summary.md"
    issue.write_text(body, encoding="utf-8")
    arguments = ["from-issue", str(issue), "--summary", str(summary), "--today", "2026-11-24"]
    status = main(["--root", str(root), *arguments])
    return status, summary.read_text(encoding="utf-8")


def test_the_command_writes_the_file_and_the_text_of_the_pull_request(root: Path) -> None:
    sentence = "Ask @us [now] `x` *y"
    status, summary = from_issue(root, with_answer(LABELS["reminders"], sentence))
    assert status == 0
    assert "added: 2026-11-24\n" in (root / FILE).read_text(encoding="utf-8")
    assert FILE in summary
    assert not any(part in summary for part in ("@us", "[now]", "*y"))


def test_a_new_publisher_is_added_in_the_pull_request(root: Path) -> None:
    body = with_answer(LABELS["publisher"], "Easton Safeguarding Children Partnership")
    status, summary = from_issue(root, body)
    assert status == 0
    assert "Add it to data/publishers.yml in this same pull request" in summary
    text = (root / FILE).read_text(encoding="utf-8")
    (root / FILE).write_text(re.sub(rf"(?m)^ *{PLEASE_CONFIRM}.*\n", "", text), encoding="utf-8")
    with (root / "data/publishers.yml").open("a", encoding="utf-8") as publishers:
        publishers.write(
            "\n- id: easton\n  name: Easton Safeguarding Children Partnership\n"
            "  short: Easton\n  area: Easton\n"
        )
    (audit,) = (one for one in load_library(root).audits if one.slug == "home-visits")
    assert load_library(root).publisher_of(audit).id == "easton"


def test_the_command_writes_nothing_while_something_has_to_be_corrected(root: Path) -> None:
    status, summary = from_issue(root, ISSUE.replace("[x]", "[ ]"))
    assert status == 1
    assert not (root / FILE).exists()
    assert "1 thing must be corrected" in summary
    assert "“Delete revision from history”" in summary


def test_what_the_check_of_the_site_finds_never_reaches_a_pull_request(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the check had found a person's name in the second reminder."""

    def check(folder: Path) -> Library:
        library = load_library(write_small_library(root.parent / "sound"))
        if (folder / FILE).exists():
            lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
            (line,) = (n for n, text in enumerate(lines, 1) if "Ask about every child" in text)
            suggested = [n for n, text in enumerate(lines, 1) if "  # please confirm" in text]
            found = [Problem(FILE, line, 1, "this may be a name", "Take it out.")]
            found += [Problem(FILE, n, 3, "not confirmed", "Confirm it.") for n in suggested]
            raise DataError(found)
        return library

    monkeypatch.setattr("macros.editing.from_issue.load_library", check)
    status, summary = from_issue(root, ISSUE)
    assert status == 1
    assert "“What the findings remind us to do”: this may be a name. Take it out." in summary
    assert "not confirmed" not in summary
    assert not (root / FILE).exists()


def test_a_name_is_found_in_every_answer_and_reported_with_all_other_faults(root: Path) -> None:
    body = ISSUE.replace("[x]", "[ ]")
    for label in LABELS.values():
        body = with_answer(label, "Ask Xandra Quillon, JQ.", body)
    status, summary = from_issue(root, body)
    assert status == 1
    for label in LABELS.values():
        assert f"“{label}”: “X••••• Q••••••” may be the name" in summary
    assert "the box is not ticked" in summary


def test_an_exact_age_is_reported_unless_the_sample_is_large(root: Path) -> None:
    body = with_answer(LABELS["background"], "One child was 7 years old.")
    assert "exact age" in from_issue(root, body)[1]
    large = with_answer(LABELS["size"], "60", body).replace("2023/24", "2023")
    assert "exact age" not in from_issue(root, large)[1]


def test_a_comment_is_never_too_long_for_github(root: Path) -> None:
    many = "\n".join(f"Nothing {number} {'word ' * 20}" for number in range(2000))
    _, summary = from_issue(root, with_answer(LABELS["groups"], many))
    assert len(summary) < 65_536
    assert re.search(r"\nAnd \d+ more\. Correct these first", summary)
