"""The documents that are made with the site, and when there are none."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from macros.printing.catalogue import Catalogue
from macros.printing.parts import Context
from macros.printing.versions import last_changes
from macros.printing.writer import DocumentWriter, Made, PrintingError, what_is_missing
from macros.records.library import Library
from macros.site.settings import root_of, site_urls

log = logging.getLogger("mkdocs.plugins.sscp")


def make_documents(
    library: Library, guide_html: Mapping[str, str], config: MkDocsConfig
) -> list[Made]:
    """Return the PDFs and Word documents of the site, made anew where something in them changed.

    ``guide_html`` is guidance page to its HTML. There are none if ``pdf`` is off in the settings,
    or if it is “auto” and this machine cannot make any. Raises :class:`mkdocs.exceptions.Abort`
    if it is on and they cannot be made.
    """
    wanted = config.extra.get("pdf", False)
    missing = what_is_missing() if wanted else ""
    if not wanted or (missing and wanted == "auto"):
        reason = f" ({missing})" if missing else ""
        log.info("No PDFs in this build%s. To get them, run: make pdf", reason)
        return []
    if missing:
        raise Abort(f"No PDFs can be made: {missing}. `make pdf` installs what they need.")
    root = root_of(config)
    catalogue = Catalogue(Context(library, site_urls(config)), last_changes(root), guide_html)
    writer = DocumentWriter(root / ".cache" / "printing")
    try:
        made = writer.make_all(catalogue.everything())
    except PrintingError as error:
        raise Abort(str(error)) from None
    log.info("%d documents to print, of which %d are new", len(made), writer.made)
    return made
