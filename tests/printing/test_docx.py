"""The action plans open in a word processor and are complete."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.text.paragraph import Paragraph

from macros.printing.action_plan import ActionPlan, action_plan
from macros.printing.layout import Imprint
from macros.printing.word import WARNING, action_plan_file
from macros.records.library import Library
from tests.conftest import ADDRESS
from tests.support.printing_text import squeezed, without_columns
from tests.support.small_library import audit, reminder

pytest_plugins = ("tests.support.printing_fixtures",)

PLAN = ActionPlan("Team action plan", "Facts.", ("One", "Two"), Imprint("a/b", "Version"))


def problems_of_plan(content: bytes, reminders: list[str]) -> Iterator[str]:
    """Yield what is wrong with an action plan, read without an office program."""
    document = docx.Document(io.BytesIO(content))
    about = document.core_properties
    if not about.title:
        yield "it has no title"
    if about.language != "en-GB":
        yield "it does not say its language"
    [table] = document.tables
    words = [cell.text for cell in table.columns[0].cells]
    for number, sentence in enumerate(reminders, start=1):
        if f"{number}. {sentence}" not in words:
            yield f"reminder {number} is missing"
    if words[-1]:
        yield "there is no room for what else the team will do"
    before_table = []
    for block in document.iter_inner_content():
        if not isinstance(block, Paragraph):
            break
        before_table.append(block.text)
    if WARNING not in before_table:
        yield "the warning does not stand above the table"
    rows = [row._tr.xml for row in table.rows]
    if "w:tblHeader" not in rows[0]:
        yield "the headings are not repeated on the next page"
    if not all("w:cantSplit" in row for row in rows):
        yield "a row may be split"


def test_every_plan_is_whole(built_site: Path, library: Library) -> None:
    for each in library.audits:
        file = built_site / f"action-plans/{each.year.slug}/action-plan-{each.slug}.docx"
        reminders = [item.text for item in each.reminders]
        assert list(problems_of_plan(file.read_bytes(), reminders)) == []


def test_a_plan_says_when_how_and_on_how_many_its_audit_was_done() -> None:
    sampled = audit("2022-23/neglect", "2022-05", [reminder("ask")]).model_copy(
        update={"method": "deep dive"}
    )
    plan = action_plan(Library(), sampled, Imprint("a/b", "Version"))
    assert plan.facts == "Audit of May 2022, deep dive."
    assert plan.reminders == tuple(item.text for item in sampled.reminders)


@pytest.mark.build  # takes about as long
@pytest.mark.nightly
def test_libreoffice_opens_every_plan_and_shows_every_reminder(
    built_site: Path, library: Library, tmp_path: Path
) -> None:
    many = audit("2022-23/many", "2022-05", [reminder(f"r{number}") for number in range(25)])
    added = tmp_path / "action-plan-many.docx"
    added.write_bytes(action_plan_file(action_plan(Library(), many, Imprint(ADDRESS, "Version"))))
    plans = sorted(built_site.rglob("action-plan-*.docx"))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path / 'profile'}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            *map(str, [*plans, added]),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for each in [*library.audits, many]:
        file = tmp_path / f"action-plan-{each.slug}.pdf"
        text = without_columns(file)
        for sentence in (each.title, *(item.text for item in each.reminders)):
            assert squeezed(sentence) in text, file.name
        with pikepdf.open(file) as pdf:
            assert len(pdf.pages) == 1 or len(each.reminders) > 8, file.name


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
    assert list(problems_of_plan(content, ["One", "Three"])) == ["reminder 2 is missing"]

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
