"""When documents for print are made, and how pages link to them."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from macros.addresses.links import CurrentPage
from macros.output import templates_beside
from macros.printing.briefings import Briefings
from macros.printing.catalogue import documents
from macros.printing.versions import last_changes
from macros.printing.writer import (
    DocumentWriter,
    PrintingError,
    WrittenDocument,
    missing_requirement,
    paper_style,
)
from macros.records.library import Library
from macros.site.settings import root_of, site_urls

TEMPLATES = templates_beside(__file__)

#: Where a page that is used without paper has its documents, if not at its top.
DOCUMENTS_HERE = "<!-- documents -->"

#: A page with more documents shows only the first at once.
MOST_DOCUMENTS = 3

#: Page to the documents that can be printed from it.
Documents = dict[str, list[WrittenDocument]]

log = logging.getLogger("mkdocs.plugins.sscp")


def make_documents(
    library: Library, pages: Mapping[str, str], config: MkDocsConfig
) -> list[WrittenDocument]:
    """Return the PDFs and Word documents of the site; only those that changed are rewritten.

    ``pages`` maps each page of the site to its HTML. There are no documents if ``pdf`` is off in
    the settings, or if it is “auto” and this machine cannot make any. Raises
    :class:`mkdocs.exceptions.Abort` if it is on and they cannot be made.
    """
    wanted = config.extra.get("pdf", False)
    missing = missing_requirement() if wanted else ""
    if not wanted or (missing and wanted == "auto"):
        reason = f" ({missing})" if missing else ""
        log.info("No PDFs in this build%s. To get them, run: make pdf", reason)
        return []
    if missing:
        raise Abort(f"No PDFs can be made: {missing}. `make pdf` installs what they need.")
    root = root_of(config)
    briefings = Briefings(library, site_urls(config), pages, last_changes(root))
    site_style = Path(config.docs_dir, "assets", "base.css").read_text(encoding="utf-8")
    writer = DocumentWriter(_cache(root), paper_style(site_style))
    try:
        written = [writer.write(document) for document in documents(briefings)]
    except PrintingError as error:
        raise Abort(str(error)) from None
    log.info("%d documents to print; %d files are new", len(written), writer.written)
    return written


def _cache(root: Path) -> Path:
    """Return the folder in which documents are kept for the next build."""
    cache = root / ".cache" / "printing"
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:  # a checkout that may only be read
        return Path(mkdtemp())
    return cache if os.access(cache, os.W_OK) else Path(mkdtemp())


def with_print_links(html: str, here: CurrentPage, documents: Sequence[WrittenDocument]) -> str:
    """Return a page with links to its documents, at its mark or below its main heading."""
    before, closing, after = html.partition(DOCUMENTS_HERE if DOCUMENTS_HERE in html else "</h1>")
    if not closing or not documents:
        return html
    links = TEMPLATES.get_template("print_links.html").render(
        here=here, documents=documents, most=MOST_DOCUMENTS
    )
    return f"{before}{closing}\n{links}{after}"
