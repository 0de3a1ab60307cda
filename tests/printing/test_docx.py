"""The action plans and the blank forms open in a word processor and are complete."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.text.paragraph import Paragraph

from macros.printing.action_plan import RECORD_HEADINGS, ActionPlan, action_plan
from macros.printing.layout import NO_BREAK, Imprint
from macros.printing.word import WARNING, action_plan_file
from macros.problems import counted
from macros.records.library import Library
from tests.conftest import ADDRESS
from tests.support.office import as_pdf
from tests.support.printing_text import squeezed, without_columns
from tests.support.small_library import audit, reminder

PLAN = ActionPlan("Team action plan", "Facts.", ("One", "Two"), Imprint("a/b", "Version"))


def problems_of_plan(content: bytes, reminders: list[str]) -> Iterator[str]:
    """Yield what is wrong with an action plan, read without an office program."""
    document = docx.Document(io.BytesIO(content))
    about = document.core_properties
    if not about.title:
        yield "it has no title"
    if about.language != "en-GB":
        yield "it does not say its language"
    table, record = document.tables
    words = [cell.text for cell in table.columns[0].cells]
    missing = [n for n, text in enumerate(reminders, start=1) if f"{n}. {text}" not in words]
    others = counted(len(missing), "more reminder", "more reminders")
    if missing and not any(cell.startswith(f"{others}: ") for cell in words):
        yield f"the reminders {missing} are missing"
    if words[-1]:
        yield "there is no room for what else the team will do"
    before_table = []
    for block in document.iter_inner_content():
        if not isinstance(block, Paragraph):
            break
        before_table.append(block.text)
    if WARNING not in before_table:
        yield "the warning does not stand above the table"
    if [cell.text for cell in record.rows[0].cells] != list(RECORD_HEADINGS):
        yield "there is no record of the meeting"
    if "Who was there" not in "".join(before_table):
        yield "there is no room for who was there"
    rows = [row._tr.xml for row in table.rows]
    if "w:tblHeader" not in rows[0]:
        yield "the headings are not repeated on the next page"
    if not all("w:cantSplit" in row for row in rows):
        yield "a row may be split"


def test_every_plan_is_whole(built_site: Path, library: Library) -> None:
    for each in library.audits:
        file = built_site / f"action-plans/{each.year.slug}/action-plan-{each.slug}.docx"
        reminders = [item.in_lines for item in each.reminders]
        assert list(problems_of_plan(file.read_bytes(), reminders)) == []


def test_a_plan_says_when_how_and_on_how_many_its_audit_was_done() -> None:
    sampled = audit("2022-23/neglect", "2022-05", [reminder("ask")]).model_copy(
        update={"method": "deep dive"}
    )
    plan = action_plan(Library(), sampled, Imprint("a/b", "Version"))
    assert plan.facts == "Audit of May 2022, deep dive."
    assert plan.reminders == tuple(item.text for item in sampled.reminders)


LONG = "Safeguardingchildrenmultiagencypartnership " * 12


def plan_of(number: int, text: str = "", **fields: object) -> ActionPlan:
    """Return the plan of an audit with a number of reminders, and with help for its reader."""
    some = [reminder(f"r{n}", **({"text": text} if text else {})) for n in range(number)]
    one = audit(f"2022-23/of-{number}", "2022-05", some)
    return action_plan(Library(), one, Imprint(ADDRESS, "Version"))


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, 1), (8, 8), (12, 10), (25, 10)])
def test_a_plan_lists_what_fits_on_its_page_and_says_where_the_others_are(
    number: int, shown: int
) -> None:
    plan = plan_of(number)
    assert len(plan.shown) == shown
    left = number - shown
    assert plan.last_rows[0] == (f"{left} more reminders: {ADDRESS}" if left else "")
    assert plan.last_rows[-1] == ""


def test_a_plan_says_who_to_call_at_its_foot(library: Library) -> None:
    helped = next(each for each in library.audits if each.help_first)
    plan = action_plan(library, helped, Imprint(ADDRESS, "Version"))
    foot = docx.Document(io.BytesIO(action_plan_file(plan))).sections[0].footer
    lines = [paragraph.text for paragraph in foot.paragraphs]
    for contact in library.contacts:
        assert contact.number.replace(" ", NO_BREAK) in lines[contact.helps == "reader"]


@pytest.mark.build  # takes about as long
@pytest.mark.nightly
def test_libreoffice_opens_every_document_and_each_that_should_be_is_one_page(
    built_site: Path, library: Library, tmp_path: Path
) -> None:
    added = {
        **{f"plan-{number}": plan_of(number) for number in (1, 12, 25)},
        "plan-long": plan_of(4, LONG),
    }
    for name, plan in added.items():
        (tmp_path / f"{name}.docx").write_bytes(action_plan_file(plan))
    files = [*built_site.rglob("action-plan-*.docx"), *built_site.glob("forms/*.docx")]
    files += tmp_path.glob("*.docx")
    as_pdf(sorted(files), tmp_path)
    for each in library.audits:
        text = without_columns(tmp_path / f"action-plan-{each.slug}.pdf")
        for sentence in (each.title, *(item.text for item in each.reminders)):
            assert squeezed(sentence) in text, each.slug
    one_page = [f"action-plan-{each.slug}" for each in library.audits]
    for name in (*one_page, *added, "supervision-record"):
        with pikepdf.open(tmp_path / f"{name}.pdf") as pdf:
            assert len(pdf.pages) == 1, name
    assert len(list(tmp_path.glob("*.pdf"))) == len(files)


def test_the_same_plan_gives_the_same_bytes_and_no_time_of_writing() -> None:
    content = action_plan_file(PLAN)

    assert content == action_plan_file(PLAN)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "1980-01-01T00:00:00Z" in archive.read("docProps/core.xml").decode()
        assert "2013" not in archive.read("docProps/core.xml").decode()


def test_a_planted_fault_is_found() -> None:
    content = action_plan_file(PLAN)
    assert list(problems_of_plan(content, ["One", "Two"])) == []
    assert list(problems_of_plan(content, ["One", "Three"])) == ["the reminders [2] are missing"]

    changed = docx.Document(io.BytesIO(content))
    [warning] = [paragraph for paragraph in changed.paragraphs if paragraph.text == WARNING]
    changed.element.body.insert(len(changed.element.body) - 1, warning._p)
    for row in changed.tables[0].rows:
        for mark in row._tr.trPr.xpath("w:tblHeader | w:cantSplit"):
            row._tr.trPr.remove(mark)
    saved = io.BytesIO()
    changed.save(saved)
    assert list(problems_of_plan(saved.getvalue(), ["One", "Two"])) == [
        "the warning does not stand above the table",
        "the headings are not repeated on the next page",
        "a row may be split",
    ]
