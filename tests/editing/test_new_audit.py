"""From the text of an issue to the data file of an audit, however the form is filled in."""

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
from macros.commands import write_draft
from macros.editing.issue_form import (
    CONFIRMATION,
    complaints_in_markdown,
    draft_in_markdown,
    read_issue,
)
from macros.editing.new_audit import (
    LABELS,
    QUESTIONS,
    AnswerError,
    Draft,
    ask_all,
    draft_audit,
    short_name,
)
from macros.problems import DataError, Problem
from macros.reading.field_errors import read_record
from macros.reading.yaml_source import parse_yaml
from macros.reading.yaml_writing import PLEASE_CONFIRM
from macros.records.fields import AuditDate
from macros.records.library import Library
from macros.records.records import Audit
from tests.conftest import build, copy_project, site_of
from tests.support.small_library import write_small_library

TOP = Path(__file__).parents[2]
ISSUE = (TOP / "tests/issues/neglect.md").read_text(encoding="utf-8")
DAY = date(2026, 11, 24)
FILE = "data/audits/2023-24/neglect.yml"
SIGNS = string.printable + "“”‘’–…é\u00a0\u200b"


@pytest.fixture(scope="module")
def library() -> Library:
    """The data of the site."""
    return load_library(TOP)


def with_answer(label: str, answer: str) -> str:
    """Return the issue with another answer to one question."""
    pattern = rf"(?s)(### {re.escape(label)}\n\n).*?(?=\n\n### |\Z)"
    text, count = re.subn(pattern, lambda match: match[1] + answer, ISSUE)
    assert count == 1, label
    return text


def said(body: str, library: Library) -> str:
    """Return all that is said to the person who sent this issue."""
    answers, complaints = read_issue(body)
    found = [str(complaint) for complaint in complaints]
    if answers:
        try:
            draft_audit(answers, library)
        except AnswerError as error:
            found += [str(complaint) for complaint in error.complaints]
    return "\n".join(found)


def drafted(body: str, library: Library) -> Draft:
    """Return the draft that an issue makes."""
    answers, complaints = read_issue(body)
    assert complaints == []
    return draft_audit(answers, library, DAY)


def record(draft: Draft) -> Audit:
    """Return the audit that a draft's text is read as."""
    document = parse_yaml(draft.path, draft.text)
    audit = read_record(document, (), document.value, Audit, slug=Path(draft.path).stem)
    assert document.problems == []
    assert audit is not None
    return audit


# --- The form ---------------------------------------------------------------------------------


def test_the_form_asks_the_questions_that_are_read_in_the_same_words() -> None:
    form = yaml.safe_load((TOP / ".github/ISSUE_TEMPLATE/new-audit.yml").read_text("utf-8"))
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert [part["attributes"]["label"] for part in asked] == [*LABELS.values(), CONFIRMATION]
    assert [part["id"] for part in asked] == [*LABELS, "confirm"]
    needed = {part["id"] for part in asked if part.get("validations", {}).get("required")}
    assert needed == {question.name for question in QUESTIONS if question.needed}
    many = {part["id"] for part in asked if part["type"] == "textarea"}
    assert many == {question.name for question in QUESTIONS if question.many}


def test_the_form_asks_a_person_to_confirm_that_nobody_can_be_identified() -> None:
    form = yaml.safe_load((TOP / ".github/ISSUE_TEMPLATE/new-audit.yml").read_text("utf-8"))
    (option,) = form["body"][-1]["attributes"]["options"]
    assert option["required"] is True
    assert "identify a child" in option["label"]


# --- What a filled-in form becomes ------------------------------------------------------------


def test_a_filled_in_form_becomes_the_record_of_an_audit(library: Library) -> None:
    draft = drafted(ISSUE, library)
    audit = record(draft)
    assert draft.path == FILE
    assert (audit.title, audit.year, audit.held, audit.method) == (
        "Neglect",
        "2023/24",
        AuditDate(2023, 10),
        "deep dive",
    )
    assert audit.added == DAY
    assert audit.aliases == ("emotional neglect", "GCP2")
    assert audit.sample is not None
    assert (audit.sample.unit, audit.sample.size) == ("children", 6)
    assert [(g.count, g.label) for g in audit.sample.groups] == [
        (4, "had Child in Need Plans"),
        (2, "had Child Protection Plans"),
    ]
    assert [item.text for item in audit.good_practice] == [
        "Chronologies were shared in 5/6 cases: all agencies had them"
    ]
    assert [item.text for item in audit.reminders] == [
        "Keep the timeline of involvement up to date",
        "Ask about every child in the household",
        'Share the minutes of "core groups" within 5 days',
    ]


def test_a_figure_in_a_good_practice_is_kept_as_it_was_counted(library: Library) -> None:
    (practice,) = record(drafted(ISSUE, library)).good_practice
    assert practice.figure is not None
    assert (practice.figure.count, practice.figure.of) == (5, 6)


def test_themes_situations_and_guides_are_suggested_from_the_words(library: Library) -> None:
    first, second, third = record(drafted(ISSUE, library)).reminders
    assert (first.themes, first.guidance) == (("timelines",), ("timelines",))
    assert (second.themes, second.situations) == ((), ())
    assert third.situations == ("planning-and-review", "recording-and-sharing")


def test_every_suggestion_is_marked_and_listed_for_a_person_to_confirm(library: Library) -> None:
    draft = drafted(ISSUE, library)
    marked = [line for line in draft.text.splitlines() if line.lstrip().startswith(PLEASE_CONFIRM)]
    assert len(marked) == len(draft.to_confirm) == 4
    assert "Please choose a situation" in draft.to_confirm[2]


def test_what_is_suggested_cannot_be_published_before_it_is_confirmed(
    library: Library, tmp_path: Path
) -> None:
    root = write_small_library(tmp_path)
    small = load_library(root)
    draft = drafted(ISSUE.replace("Neglect", "Home visits"), small)
    file = root / draft.path
    file.write_text(draft.text, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load_library(root)
    lines = [
        number for number, line in enumerate(draft.text.splitlines(), 1) if "  # please" in line
    ]
    assert [problem.line for problem in raised.value.problems] == lines
    assert {problem.file for problem in raised.value.problems} == {draft.path}
    kept = [
        line for line in draft.text.splitlines() if not line.lstrip().startswith(PLEASE_CONFIRM)
    ]
    file.write_text("\n".join(kept), encoding="utf-8")
    assert f"{draft.path}" in {f"data/audits/{a.id}.yml" for a in load_library(root).audits}


NO_ANSWER = "_No response_"


def test_a_form_with_only_what_is_needed_is_enough(library: Library) -> None:
    body = ISSUE
    for question in QUESTIONS:
        if not question.needed:
            pattern = rf"(?s)(### {re.escape(question.label)}\n\n).*?(?=\n\n### )"
            body = re.sub(pattern, rf"\g<1>{NO_ANSWER}", body)
    audit = record(drafted(body, library))
    assert (audit.held, audit.sample, audit.background, audit.good_practice) == (None, None, (), ())
    assert audit.publisher.startswith("Solihull")


@pytest.mark.parametrize(
    ("label", "typed", "understood"),
    [
        ("year", "2023-24", lambda a: a.year == "2023/24"),
        ("year", "2023/2024", lambda a: a.year == "2023/24"),
        ("year", "2023–24", lambda a: a.year == "2023/24"),
        ("held", "2023-10", lambda a: a.held == AuditDate(2023, 10)),
        ("held", "10/2023", lambda a: a.held == AuditDate(2023, 10)),
        ("held", "Oct 2023", lambda a: a.held == AuditDate(2023, 10)),
        ("held", "october 2023", lambda a: a.held == AuditDate(2023, 10)),
        ("held", "2024", lambda a: a.held == AuditDate(2024)),
        ("aliases", "GCP2; emotional neglect", lambda a: a.aliases[0] == "GCP2"),
        ("publisher", "National Panel", lambda a: a.publisher == "National Panel"),
        ("publisher", "SSCP", lambda a: a.publisher.startswith("Solihull")),
        ("publisher", "N/A", lambda a: a.publisher.startswith("Solihull")),
        ("method", "Not known.", lambda a: a.method is None),
        ("held", "unknown", lambda a: a.held is None),
        ("good_practice", "None", lambda a: a.good_practice == ()),
        ("groups", "• 4: had plans\n• 2 x in care", lambda a: a.sample.groups[0].count == 4),
        ("groups", "4 children here\n2 - there", lambda a: a.sample.groups[1].label == "there"),
        ("background", "<!-- note -->In October.", lambda a: a.background == ("In October.",)),
    ],
)  # fmt: skip
def test_what_people_type_is_understood(
    library: Library, label: str, typed: str, understood: Callable[[Audit], bool]
) -> None:
    assert understood(record(drafted(with_answer(LABELS[label], typed), library)))


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ("1. Ask\n2) Listen\n\n* Act", ["Ask", "Listen", "Act"]),
        ("• Ask\u00a0the\u200b child", ["Ask the child"]),
        ("```\nAsk\n```", ["Ask"]),
        ("“Ask”, she said: #1 – no", ["“Ask”, she said: #1 – no"]),
        ("no\n12:30\nnull", ["no", "12:30", "null"]),
        ("{{ secret() }} <b>", ["{{ secret() }} <b>"]),
        ("---\ntitle: x", []),
    ],
)
def test_sentences_are_kept_as_they_were_typed_without_the_signs_of_a_list(
    library: Library, typed: str, sentences: list[str]
) -> None:
    if sentences:
        audit = record(drafted(with_answer(LABELS["reminders"], typed), library))
        assert [reminder.text for reminder in audit.reminders] == sentences
    else:
        assert "has no words" in said(with_answer(LABELS["reminders"], typed), library)


def test_the_line_ends_of_windows_make_no_difference(library: Library) -> None:
    assert drafted(ISSUE.replace("\n", "\r\n"), library) == drafted(ISSUE, library)


# --- On the site ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Path:
    """The site after the audit of the form was confirmed and published."""
    project = copy_project(tmp_path_factory.mktemp("from-issue"))
    draft = drafted(ISSUE, library)
    confirmed = re.sub(rf"(?m)^ *{PLEASE_CONFIRM}.*\n", "", draft.text)
    (project / draft.path).parent.mkdir()
    (project / draft.path).write_text(confirmed, encoding="utf-8")
    return site_of(build(project, SITE_URL="https://example.org/briefings/"))


@pytest.mark.parametrize(
    "page",
    [
        "index.html",
        "audits/index.html",
        "audits/2023-24/index.html",
        "audits/2023-24/neglect/index.html",
        "themes/timelines/index.html",
        "situations/recording-and-sharing/index.html",
        "guidance/timelines/index.html",
        "reminders/index.html",
        "reminders/2023-24/index.html",
        "themes/index.html",
        "feed.xml",
        "assets/search-index.js",
    ],
)
def test_what_was_filled_in_appears_wherever_it_belongs(site: Path, page: str) -> None:
    text = (site / page).read_text(encoding="utf-8")
    assert "2023-24/neglect" in text
    assert "Neglect" in text


# --- Every way to fill it in wrongly ----------------------------------------------------------

WRONG_ANSWERS = [
    ("title", NO_ANSWER, "there is no answer"),
    ("title", "Neglect\nand more", "more than one line"),
    ("title", "…", "“…” cannot become the address of a page"),
    ("title", "Index", "“Index” cannot become the address of a page"),
    ("title", "Neglect " * 20, "the name has 159 characters"),
    ("year", NO_ANSWER, "It is needed: such as 2023/24"),
    ("year", "2023", "“2023” is not a year of the audit programme"),
    ("year", "2023/25", "“2023/25” is not a year of the audit programme"),
    ("year", "last year", "Write two years that follow each other"),
    ("held", "12 October 2023", "is a day. Leave the day out, such as October 2023"),
    ("held", "2023-10-12", "is a day"),
    ("held", "12/10/2023", "is a day"),
    ("held", "October 12th, 2023", "is a day"),
    ("held", "Octember 2023", "“Octember 2023” is not a month"),
    ("held", "2023-13", "“2023-13” is not a month"),
    ("held", "autumn", "“autumn” is not a month"),
    ("held", "October 2021", "held in October 2021, but the year of the programme is 2023/24"),
    ("unit", NO_ANSWER, "Say what the 6 are: children or meetings"),
    ("unit", "families", "“families” is not one of the two"),
    ("size", "six", "“six” is not a whole number"),
    ("size", "about 6", "“about 6” is not a whole number"),
    ("size", "0", "0 were looked at"),
    ("size", NO_ANSWER, "Say how many the groups make up together"),
    ("size", "7", "the groups add up to 6, but 7 were looked at"),
    ("groups", "had plans", "“had plans” does not start with a number"),
    ("groups", "four had plans", "“four had plans” does not start with a number"),
    ("groups", "6", "“6” does not start with a number and say who they are"),
    ("groups", "4 had plans\n3 had others", "the groups add up to 7, but 6 were looked at"),
    ("reminders", NO_ANSWER, "there is no answer"),
    ("reminders", "n/a", "there is no answer"),
    ("reminders", "Ask\nAsk", "“Ask” is there twice"),
    ("reminders", "#### A heading\nAsk", "is a heading. Take the # off"),
    ("reminders", "![image](https://example.org/a.png)", "there is a picture"),
    ("reminders", '<img width="1" src="https://example.org/a.png">', "there is a picture"),
    ("reminders", "Ask. " * 250, "Write each sentence on a line of its own"),
    ("reminders", "Ask\n---", "the line “---” has no words"),
    ("reminders", "\n".join(f"Ask {n}" for n in range(101)), "there are 101 lines"),
    ("good_practice", "Ask about every child in the household", "is under"),
    (CONFIRMATION, "- [ ] I have read every sentence.", "the box is not ticked"),
    (CONFIRMATION, "", "the box is not ticked"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "expected"), WRONG_ANSWERS)
def test_a_wrong_answer_is_told_with_its_question_and_how_to_mend_it(
    library: Library, name: str, typed: str, expected: str
) -> None:
    complaint = said(with_answer(LABELS.get(name, name), typed), library)
    assert expected in complaint
    assert any(f"“{label}”: " in complaint for label in (*LABELS.values(), CONFIRMATION))


def test_an_audit_that_there_is_already_is_not_written_over(library: Library) -> None:
    body = ISSUE.replace("Neglect", "Domestic abuse").replace("2023/24", "2022/23")
    body = body.replace("October 2023", "October 2022", 1)
    assert "there is an audit “Domestic abuse” of 2022/23 already" in said(body, library)
    assert "data/audits/2022-23/domestic-abuse.yml" in said(body, library)


@pytest.mark.parametrize("label", [*LABELS.values(), CONFIRMATION])
def test_a_heading_that_was_deleted_is_named(library: Library, label: str) -> None:
    body = ISSUE.replace(f"### {label}\n", "")
    assert f"“{label}”: this heading is no longer there" in said(body, library)


def test_a_heading_that_is_there_twice_is_named(library: Library) -> None:
    body = ISSUE + "\n\n### Background\n\nMore."
    assert "“Background”: this heading is there twice" in said(body, library)


@pytest.mark.parametrize("body", ["", "Please add an audit on neglect.", "### Something else\n\nA"])
def test_an_issue_that_was_not_made_with_the_form_is_told_so(library: Library, body: str) -> None:
    assert "Open a new issue with the issue form “New audit”" in said(body, library)


def test_all_that_is_wrong_is_said_at_once(library: Library) -> None:
    body = with_answer(LABELS["year"], "2023").replace("October 2023", "autumn", 1)
    body = body.replace("\n\n6\n", "\n\nsix\n").replace("[x]", "[ ]")
    complaints = said(body, library).splitlines()
    assert [re.findall("“(.*?)”", line)[0] for line in complaints] == [
        CONFIRMATION,
        LABELS["year"],
        LABELS["held"],
        LABELS["size"],
    ]


# --- What nobody thought of -------------------------------------------------------------------


@settings(deadline=None)
@given(st.text(max_size=400))
def test_no_text_of_an_issue_is_too_odd_to_be_answered(text: str) -> None:
    library = Library()
    for body in (text, ISSUE.replace("Keep the timeline", text), f"### Background\n{text}"):
        said(body, library)


@settings(deadline=None)
@given(
    st.lists(
        st.text(alphabet=SIGNS, min_size=1, max_size=60),
        min_size=1,
        max_size=4,
    )
)
@example(["‘a quotation mark that is never closed"])
def test_whatever_is_accepted_is_read_back_as_it_was_typed(sentences: list[str]) -> None:
    answers = {
        "title": sentences[0],
        "year": "2023/24",
        "method": sentences[-1],
        "aliases": sentences[-1],
        "background": "\n".join(sentences),
        "reminders": "\n".join(sentences),
    }
    try:
        draft = draft_audit(answers, Library())
    except AnswerError:
        return
    audit = record(draft)
    assert audit.background == tuple(reminder.text for reminder in audit.reminders)
    assert len({reminder.id for reminder in audit.reminders}) == len(audit.reminders)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet=SIGNS, min_size=1, max_size=40), min_size=1, max_size=6))
def test_whatever_is_accepted_and_confirmed_passes_the_check_of_the_site(
    tmp_path_factory: pytest.TempPathFactory, sentences: list[str]
) -> None:
    root = write_small_library(tmp_path_factory.mktemp("any"))
    answers = {
        "title": sentences[0],
        "year": "2024/25",
        "good_practice": "\n".join(sentences[::2]),
        "reminders": "\n".join(sentences[1::2]) or "Ask",
    }
    try:
        draft = draft_audit(answers, load_library(root))
    except AnswerError:
        return
    file = root / draft.path
    if write_draft(root, draft):  # the check of the whole site knows more reasons to refuse it
        assert not file.exists()
        return
    file.write_text(re.sub(rf"(?m)^ *{PLEASE_CONFIRM}.*\n", "", draft.text), encoding="utf-8")
    load_library(root)


# --- Short names ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Check whether the family is known to MARAC", "check-family-known-marac"),
        ("It is what it is", "it-is-what-it"),
        ("…", "point"),
        ("Don't forget the child's siblings", "dont-forget-childs-siblings"),
    ],
)
def test_a_short_name_is_made_of_the_telling_words(sentence: str, expected: str) -> None:
    assert short_name(sentence, []) == expected


def test_a_short_name_that_is_taken_gets_a_number() -> None:
    assert short_name("Ask children", ["ask-children", "ask-children-2"]) == "ask-children-3"


def test_the_headings_of_the_page_are_taken(library: Library) -> None:
    audit = record(
        drafted(with_answer(LABELS["reminders"], "Background\nReminders\nNeglect"), library)
    )
    assert [reminder.id for reminder in audit.reminders] == [
        "background-2",
        "reminders-2",
        "neglect-2",
    ]


# --- What is said on GitHub -------------------------------------------------------------------


def test_the_comment_names_the_number_and_says_what_to_do_next(library: Library) -> None:
    _, complaints = read_issue(ISSUE.replace("[x]", "[ ]"))
    assert "1 thing must be mended" in complaints_in_markdown(complaints)
    assert "“Save”" in complaints_in_markdown(complaints)
    assert "“Delete revision from history”" in complaints_in_markdown(complaints)


def test_what_was_typed_stays_text_where_it_is_said_back(library: Library) -> None:
    body = with_answer(LABELS["reminders"], "Ask @everyone <b>[now](https://example.org)</b> `x`")
    summary = draft_in_markdown(drafted(body, library))
    assert "@everyone" not in summary
    assert "<b>" not in summary.replace("\\<b", "")
    assert "[now](" not in summary
    assert FILE in summary


# --- As commands ------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the small library, which has no audit on home visits yet."""
    return write_small_library(tmp_path / "site")


def from_issue(root: Path, body: str) -> tuple[int, str]:
    """Run the command as the workflow does and return its status and summary."""
    issue, summary = root.parent / "issue.md", root.parent / "summary.md"
    issue.write_text(body, encoding="utf-8")
    arguments = ["from-issue", str(issue), "--summary", str(summary), "--today", "2026-11-24"]
    status = main(["--root", str(root), *arguments])
    return status, summary.read_text(encoding="utf-8")


def test_the_command_writes_the_file_and_the_text_of_the_pull_request(root: Path) -> None:
    status, summary = from_issue(root, ISSUE.replace("Neglect", "Home visits"))
    assert status == 0
    written = (root / "data/audits/2023-24/home-visits.yml").read_text(encoding="utf-8")
    assert "added: 2026-11-24\n" in written
    assert "data/audits/2023-24/home-visits.yml" in summary


def test_the_command_writes_nothing_while_something_must_be_mended(root: Path) -> None:
    status, summary = from_issue(root, ISSUE)  # the small library has this audit
    assert status == 1
    assert "there is an audit “Neglect” of 2023/24 already" in summary


def test_what_the_check_of_the_site_finds_never_reaches_a_pull_request(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the check had found a person's name in the second reminder."""
    file = "data/audits/2023-24/home-visits.yml"

    def check(folder: Path) -> Library:
        library = load_library(write_small_library(root.parent / "sound"))
        if (folder / file).exists():
            lines = (folder / file).read_text(encoding="utf-8").splitlines()
            (line,) = (n for n, text in enumerate(lines, 1) if "Ask about every child" in text)
            suggested = [n for n, text in enumerate(lines, 1) if "  # please confirm" in text]
            found = [Problem(file, line, 1, "this may be a name", "Take it out.")]
            found += [Problem(file, n, 3, "not confirmed", "Confirm it.") for n in suggested]
            raise DataError(found)
        return library

    monkeypatch.setattr("macros.commands.load_library", check)
    status, summary = from_issue(root, ISSUE.replace("Neglect", "Home visits"))
    assert status == 1
    assert "“What the findings remind us to do”: this may be a name. Take it out." in summary
    assert "not confirmed" not in summary
    assert not (root / file).exists()


def test_a_name_is_told_together_with_all_other_faults(root: Path) -> None:
    body = ISSUE.replace("2023/24", "2023").replace("[x]", "[ ]")
    body = body.replace("Ask about every child", "Ask Xandra Quillon about every child")
    status, summary = from_issue(root, body)
    assert status == 1
    assert "“2023” is not a year" in summary
    assert "the box is not ticked" in summary
    assert "“What the findings remind us to do”: “X••••• Q••••••” may be the name" in summary


@pytest.mark.parametrize("label", LABELS.values())
def test_a_name_is_told_in_whichever_answer_it_stands(root: Path, label: str) -> None:
    body = with_answer(label, "Ask Xandra Quillon, JQ.")
    _, summary = from_issue(root, body.replace("2023/24", "2023"))
    assert f"“{label}”: “X••••• Q••••••” may be the name" in summary


def test_an_exact_age_is_told_unless_the_sample_is_large(root: Path) -> None:
    body = with_answer(LABELS["background"], "One child was 7 years old.").replace(
        "2023/24", "2023"
    )
    assert "exact age" in from_issue(root, body)[1]
    large = body.replace("\n6\n", "\n60\n")
    assert large != body
    assert "exact age" not in from_issue(root, large)[1]


def test_a_comment_is_never_longer_than_github_takes(root: Path) -> None:
    many = "\n".join(f"Nothing {number} {'word ' * 20}" for number in range(2000))
    _, summary = from_issue(root, with_answer(LABELS["groups"], many))
    assert len(summary) < 65_536
    assert re.search(r"\nAnd \d+ more\. Mend these first", summary)


def test_the_terminal_tells_a_name_together_with_all_other_faults(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = {"title": ["Neglect"], "method": ["Xandra Quillon did it"], "reminders": ["Visit", ""]}
    lines = [line for question in QUESTIONS for line in typed.get(question.name, [""])]
    monkeypatch.setattr("builtins.input", lambda prompt: lines.pop(0))
    assert main(["--root", str(root), "new", "audit"]) == 1
    said = capsys.readouterr().err
    assert "“Year of the audit programme”: there is no answer" in said
    assert "“How it was done”: “X••••• Q••••••” may be the name" in said


def test_the_terminal_asks_the_same_questions(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = {"title": ["Home visits"], "year": ["2023/24"], "reminders": ["Visit", "Ask", ""]}
    lines = [line for question in QUESTIONS for line in typed.get(question.name, [""])]
    monkeypatch.setattr("builtins.input", lambda prompt: lines.pop(0))
    assert main(["--root", str(root), "new", "audit", "--today", "2026-11-24"]) == 0
    assert lines == []
    said = capsys.readouterr().out
    assert all(question.label in said for question in QUESTIONS)
    written = (root / "data/audits/2023-24/home-visits.yml").read_text(encoding="utf-8")
    assert "- id: visit\n" in written


def test_the_terminal_says_what_must_be_mended_and_writes_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda prompt: "")
    assert main(["--root", str(root), "new", "audit"]) == 1
    assert "“Year of the audit programme”: there is no answer" in capsys.readouterr().err


def test_the_terminal_can_be_left_at_any_time(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def leave(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", leave)
    assert main(["--root", str(root), "new", "audit"]) == 1
    assert "Nothing is written" in capsys.readouterr().err


def test_each_answer_of_many_lines_ends_with_an_empty_line() -> None:
    lines = iter(line for q in QUESTIONS for line in (["a", "b", ""] if q.many else ["a"]))
    answers = ask_all(lambda prompt: next(lines), lambda line: None)
    assert answers["reminders"] == "a\nb"
    assert answers["title"] == "a"
