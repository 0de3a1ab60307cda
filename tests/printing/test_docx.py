"""The action plans open in a word processor and hold what they should."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf
from docx.text.paragraph import Paragraph

from macros.printing.action_plans import ActionPlan
from macros.printing.catalogue import Catalogue
from macros.printing.word import WARNING, action_plan_file
from macros.records.library import Library
from tests.support.printing_text import ADDRESS, EMPTY, LONG, squeezed, without_columns

pytest_plugins = ("tests.support.printing_fixtures",)


def plan_files(site: Path) -> list[Path]:
    return sorted(site.rglob("action-plan-*.docx"))


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
    for number, reminder in enumerate(reminders, start=1):
        if f"{number}. {reminder}" not in words:
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


def test_every_plan_is_whole(printed_site: Path, library: Library) -> None:
    files = plan_files(printed_site)
    assert len(files) == len(library.audits)
    for audit in library.audits:
        year, slug = audit.id.split("/")
        file = printed_site / "action-plans" / year / f"action-plan-{slug}.docx"
        reminders = [reminder.text for reminder in audit.reminders]
        assert list(problems_of_plan(file.read_bytes(), reminders)) == []


def converted(files: list[Path], folder: Path) -> list[Path]:
    """Return the PDFs that LibreOffice makes of Word documents."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [folder / f"{file.stem}.pdf" for file in files]


def test_libreoffice_opens_every_plan_and_shows_every_reminder(
    printed_site: Path, library: Library, two_years: Catalogue, tmp_path: Path
) -> None:
    files = plan_files(printed_site)
    added = []
    for slug in (LONG, EMPTY):
        audit = two_years.context.library.audit_by_id[f"2023-24/{slug}"]
        file = tmp_path / f"action-plan-{slug}.docx"
        file.write_bytes(action_plan_file(two_years.action_plan(audit).plan))
        added.append(file)
    audits = {audit.slug: audit for audit in two_years.context.library.audits}

    for file in converted([*files, *added], tmp_path):
        text = without_columns(file)
        if LONG not in file.stem:
            with pikepdf.open(file) as pdf:
                assert len(pdf.pages) == 1, file.name
        audit = audits[file.stem.removeprefix("action-plan-")]
        for reminder in audit.reminders:
            assert squeezed(reminder.text) in text, (file.name, reminder.id)
        assert squeezed(f"Team action plan: {audit.title}") in text
        address = ADDRESS.removeprefix("https://")
        assert squeezed(f"{address}audits/{audit.id}/") in text


def test_a_plan_that_is_not_whole_does_not_open(tmp_path: Path) -> None:
    content = action_plan_file(PLAN)
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part[:400] if name == "word/document.xml" else part)
    file = tmp_path / "broken.docx"
    file.write_bytes(broken.getvalue())

    [pdf] = converted([file], tmp_path)
    assert not pdf.exists()


PLAN = ActionPlan("Team action plan", "Facts.", ("One", "Two"), ("Why?",), "a/b", "Version", None)


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

    moved = docx.Document(io.BytesIO(content))
    [warning] = [paragraph for paragraph in moved.paragraphs if paragraph.text == WARNING]
    moved.element.body.insert(len(moved.element.body) - 1, warning._p)
    saved = io.BytesIO()
    moved.save(saved)
    assert list(problems_of_plan(saved.getvalue(), ["One", "Two"])) == [
        "the warning does not stand above the table"
    ]

    without_marks = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(without_marks, "w") as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            for mark in (b"<w:tblHeader/>", b"<w:cantSplit/>"):
                part = part.replace(mark, b"")
            target.writestr(name, part)
    assert list(problems_of_plan(without_marks.getvalue(), ["One", "Two"])) == [
        "the headings are not repeated on the next page",
        "a row may be split",
    ]
