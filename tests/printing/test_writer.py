"""Writing PDFs: the cache, complaints of WeasyPrint, and a fault for each check of a PDF."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from macros.printing.action_plan import ActionPlan
from macros.printing.documents import OfficeDocument, PdfDocument, ZipDocument
from macros.printing.layout import Imprint
from macros.printing.writer import DocumentWriter, PrintingError, paper_style
from tests.conftest import REPOSITORY, build, copy_project
from tests.support.pdf_structure import problems_of_pdf
from tests.support.printing_text import text_of, writer
from tests.support.site_html import elements, read_page

pytestmark = pytest.mark.build

HTML = """<!doctype html><html lang="en-GB"><head><title>One</title></head>
<body data-title="One" data-address="" data-edition="" data-mark=""><h1>One</h1>{}</body></html>"""


def document(*bodies: str, limit: int | None = None) -> PdfDocument:
    variants = tuple(HTML.format(body) for body in bodies or ("",))
    return PdfDocument("one.pdf", "index.md", "Print", variants, limit)


def test_the_first_form_that_is_short_enough_is_taken(tmp_path: Path) -> None:
    def pages(count: int, words: str = "") -> str:
        return words + '<p style="break-after: page">x</p>' * (count - 1) + "<p>x</p>"

    write = writer(tmp_path).write
    assert write(document(pages(1), pages(3), limit=1)).pages == 1
    assert write(document(pages(2), pages(1), pages(4), limit=1)).pages == 1
    assert write(document(pages(2), pages(2), pages(4), limit=1)).pages == 4


@pytest.mark.parametrize("first", range(1, 9))
def test_of_many_forms_the_first_that_fits_is_taken(first: int, tmp_path: Path) -> None:
    too_long = '<p style="break-after: page">x</p>'
    bodies = [f"{too_long * (number < first)}<p>Form {number}</p>" for number in range(9)]
    wanted = replace(document(*bodies, limit=1), must_fit=True)
    assert f"Form {first}" in text_of(writer(tmp_path).write(wanted).file)


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    plan = ActionPlan("Plan", "Facts.", ("One",), Imprint("a/b", "Version"))
    word = OfficeDocument("one.docx", "index.md", "Plan", plan)
    documents = (document(), word)
    first = writer(tmp_path)
    files = [first.write(each) for each in documents]
    assert first.written == 2

    again = writer(tmp_path)
    assert [again.write(each) for each in documents] == files
    assert again.written == 0

    again.write(document("<p>Changed</p>"))
    again.write(replace(word, content=replace(plan, title="Other")))
    assert again.written == 2
    styled = DocumentWriter(tmp_path, again.style + "h1 { margin: 0 }")
    styled.write(documents[0])
    assert styled.written == 1


def test_a_zip_is_written_again_only_if_one_of_its_files_is(tmp_path: Path) -> None:
    plan = ActionPlan("Plan", "Facts.", ("One",), Imprint("a/b", "Version"))
    word = OfficeDocument("one.docx", "index.md", "Plan", plan)
    packed = ZipDocument("all.zip", "index.md", "All", {"a.pdf": document(), "b.docx": word})
    first = writer(tmp_path)
    file = first.write(packed).file
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["a.pdf", "b.docx"]
        assert archive.read("b.docx") == first.write(word).file.read_bytes()
    again = writer(tmp_path)
    assert again.write(packed).file == file
    assert again.written == 0
    assert again.write(packed).description.startswith("zip, ")
    changed = replace(word, content=replace(plan, title="Other"))
    again.write(replace(packed, parts={"a.pdf": document(), "b.docx": changed}))
    assert again.written == 2


def test_a_colour_that_no_pdf_uses_rewrites_none() -> None:
    style = paper_style(":root { --sscp-brand: #111; --sscp-no-such-colour: #222; }")
    assert "--sscp-brand: #111" in style
    assert "#222" not in style


def test_a_complaint_of_weasyprint_stops_the_build_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(PrintingError, match=r"one\.pdf: WeasyPrint complains"):
        writer(tmp_path).write(document('<img src="file:///no/such/image.png" alt="x">'))
    with pytest.raises(PrintingError, match="colour"):
        DocumentWriter(tmp_path, "h1 { colour: red }").write(document())
    with pytest.raises(PrintingError, match="no value"):
        DocumentWriter(tmp_path, "h1 { color: var(--no-such-colour) }").write(document())
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_cannot_be_written_leaves_nothing_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        writer(tmp_path).write(document())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.nightly
def test_the_same_input_gives_the_same_bytes_at_another_time_and_place(tmp_path: Path) -> None:
    """In two processes, because generated names could differ between them."""
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from macros.printing.documents import PdfDocument\n"
        "from tests.support.printing_text import text_of, writer\n"
        "html = sys.stdin.read()\n"
        "writer(Path(sys.argv[1])).write(PdfDocument('a.pdf', 'a.md', 'Print', (html,)))\n"
    )
    body = '<h2 id="a">A</h2><ol><li>x</li></ol>' + LINKED * 30 + '<p><a href="#a">up</a></p>'
    contents = []
    for zone, seed in (("UTC", "1"), ("Asia/Tokyo", "2")):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", script, str(folder)],
            check=True,
            cwd=REPOSITORY,
            input=HTML.format(body).encode(),
            env={"PATH": "/usr/bin:/bin", "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        )
        contents.append({file.name: file.read_bytes() for file in folder.iterdir()})

    assert len(contents[0]) == 1
    assert contents[0] == contents[1]


@pytest.mark.nightly
def test_without_the_libraries_the_site_is_built_and_says_how_to_get_pdfs(tmp_path: Path) -> None:
    shim = tmp_path / "shim"  # WeasyPrint fails as it does without Pango
    shim.mkdir()
    (shim / "weasyprint.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0'\")\n", encoding="utf-8"
    )
    project = copy_project(tmp_path)
    built = build(project, SITE_PDF="auto", PYTHONPATH=str(shim))
    assert built.exit_code == 0, built.output
    assert "cannot load library 'libpango-1.0-0'" in built.output
    assert "run: make pdf" in built.output
    assert not list(built.site.rglob("*.pdf"))
    response = read_page(built.site / "response" / "index.html")
    assert elements(response, '//*[@class="sscp-prints"]') == []

    refused = build(project, SITE_PDF="on", PYTHONPATH=str(shim))
    assert refused.exit_code != 0
    assert "No PDFs can be made" in refused.output
    assert "Traceback" not in refused.output


# --- A fault for each check -----------------------------------------------------------------------


def with_pikepdf(change: Callable[[pikepdf.Pdf], object]) -> Callable[[Path], None]:
    def apply(file: Path) -> None:
        with pikepdf.open(file, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(file)

    return apply


def without(holder: str, key: str) -> Callable[[Path], None]:
    """Return a change that takes a key out of the root, of every page or of every link."""

    def change(pdf: pikepdf.Pdf) -> None:
        if holder == "root":
            del pdf.Root[key]
        for page in pdf.pages:
            if holder == "page":
                del page[key]
            annotations: Any = page.get("/Annots", [])
            for link in annotations if holder == "link" else ():
                del link[key]

    return with_pikepdf(change)


LINKED = '<p><a href="https://example.net/">Example</a></p>'

FAULTS: dict[str, tuple[str, Callable[[Path], None] | None, str]] = {
    "no tags": (LINKED, without("root", "/MarkInfo"), "not tagged"),
    "no structure": (LINKED, without("root", "/StructTreeRoot"), "no heading"),
    "no language": (LINKED, without("root", "/Lang"), "language"),
    "the file's name": (LINKED, without("root", "/ViewerPreferences"), "file's name"),
    "no metadata": (LINKED, without("root", "/Metadata"), "PDF/UA-1"),
    "no bookmarks": (LINKED, without("root", "/Outlines"), "no bookmarks"),
    "no order of links": (LINKED, without("page", "/Tabs"), "from link to link"),
    "a link without words": (LINKED, without("link", "/Contents"), "where it leads"),
    "a link outside": (LINKED, without("link", "/StructParent"), "not part of"),
    "another paper": ("<style>@page { size: letter }</style>", None, "612 by 792"),
    "a skipped level": ("<h3>Three</h3>", None, "follows one of level 1"),
    "a table without headings": ("<table><tr><td>1</td></tr></table>", None, "name its headings"),
    "a list of anything": ("<ul><div>x</div></ul>", None, "no entry"),
    "a heading at the foot": (
        '<h2 style="margin-top: 230mm">Last</h2><p style="break-before: page">x</p>',
        None,
        "ends with the heading",
    ),
    "a blank page": ('<p style="break-before: page">&nbsp;</p>', None, "blank"),
}


@pytest.mark.nightly
@pytest.mark.parametrize(("body", "change", "message"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(
    tmp_path: Path, body: str, change: Callable[[Path], None] | None, message: str
) -> None:
    file = writer(tmp_path).write(document(body)).file
    if change:
        assert problems_of_pdf(file) == []
        change(file)

    assert any(message in problem for problem in problems_of_pdf(file)), problems_of_pdf(file)
