"""The Word, PowerPoint and Excel files follow the Open XML schema, so that none is "repaired"."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pptx
import pytest
from pptx.oxml.ns import qn

from tests.support.office import schema_problems


@pytest.mark.build
@pytest.mark.nightly
def test_every_file_follows_the_schema_and_a_planted_fault_is_found(
    built_site: Path, tmp_path: Path
) -> None:
    for file in built_site.rglob("*.*x"):
        if file.suffix in (".docx", ".pptx", ".xlsx"):
            shutil.copy2(file, tmp_path)
    slides, plan, _ = (next(tmp_path.glob(f"*.{kind}")) for kind in ("pptx", "docx", "xlsx"))
    assert schema_problems(tmp_path) == []

    presentation = pptx.Presentation(str(slides))
    title = presentation.slides[1].shapes[0]._element
    title.insert(0, title.find(qn("p:txBody")))  # where it must not be
    presentation.save(str(slides))
    document = docx.Document(str(plan))
    document.paragraphs[0]._p.set("colour", "red")
    document.save(str(plan))
    found = "\n".join(schema_problems(tmp_path))
    assert f"{slides.name}/ppt/slides/slide2.xml: " in found
    assert f"{plan.name}/word/document.xml: The 'colour' attribute is not declared." in found
