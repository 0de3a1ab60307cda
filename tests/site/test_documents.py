"""Where a page links to its documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.addresses.links import CurrentPage
from macros.printing.documents import PdfDocument
from macros.printing.writer import WrittenDocument
from macros.site.documents import DOCUMENTS_HERE, with_print_links


@pytest.mark.parametrize(
    ("mark", "order"), [("", "title, link, words"), (DOCUMENTS_HERE, "title, words, link")]
)
def test_links_to_documents_are_at_the_mark_of_a_page_or_below_its_title(
    tmp_path: Path, mark: str, order: str
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"a")
    written = WrittenDocument(PdfDocument("a.pdf", "a.md", "link", ("",)), file, 1)

    shown = with_print_links(f"<h1>title</h1><p>words</p>{mark}", CurrentPage("a.md"), [written])

    assert sorted(order.split(", "), key=shown.index) == order.split(", ")
