"""The site as MkDocs builds it: what happens at each step of a build.

Standard pages are added, and each page gets what no Markdown file should have to say. A move away
from MkDocs would replace this package.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from macros.addresses.standard_pages import standard_pages
from macros.pages.conversion import Finisher, with_sources, without_indentation
from macros.records.library import Library
from macros.search.page_texts import PageTexts
from macros.site.assets import is_source
from macros.site.documents import Documents, make_documents, with_print_links
from macros.site.frame import PageFrame, ids_in_frame, shared_values
from macros.site.generated_files import generated_files, write_search_index
from macros.site.macro_calls import MacroCalls, here
from macros.site.navigation import AuditPages, YearPages, arrange, audits_by_year
from macros.site.serving import serve_the_last_site
from macros.site.speed import CachedPage, Converted, Placeholders, ids

#: Used instead of a date, which MkDocs requires for ``sitemap.xml.gz``.
NO_DAY = "1980-01-01"


class Site(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """What the site does at each step of a build. MkDocs calls the ``on_`` methods by name."""

    def __init__(self, library: Library, env: Any, calls: MacroCalls) -> None:
        self.library = library
        self.env = env
        self.calls = calls
        self.standard = {page.path: page for page in standard_pages(library)}
        self.guide_pages = {guide.page for guide in library.guidance if guide.page}
        self.finisher = Finisher(library)
        self.texts = PageTexts(library)
        self.year_pages: YearPages = {}
        self.audit_pages: AuditPages = {}
        self.documents: Documents = defaultdict(list)
        self.converted: dict[tuple[str, int], Converted] = {}

    # --- Steps of a build, in MkDocs' order ---

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the standard page of everything that has no Markdown file, and the other files."""
        # Hundreds of standard pages have the same text, which is compiled once.
        self.env.env.from_string = cache(self.env.env.from_string)
        for standard in self.standard.values():
            file = files.get_file_from_path(standard.path)
            if file is None:
                file = File.generated(config, standard.path, content=standard.markdown)
                files.append(file)
                CachedPage(file, config, self.converted)
            file.inclusion = InclusionLevel.NOT_IN_NAV
        for file in tuple(files):
            if is_source(file.src_uri):
                files.remove(file)
        for path, text in generated_files(self.library, config):
            files.append(File.generated(config, path, content=text.encode()))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the standard pages into the navigation."""
        self.year_pages = arrange(nav, files, self.standard.values(), self.library)
        self.audit_pages = audits_by_year(files, self.library)
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Add the footnotes of the sources that a page cites, and the titles of standard pages."""
        path = page.file.src_uri
        if path in self.standard:
            page.title = escape(self.standard[path].title)
        return with_sources(markdown, self.library)

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Collect the text for the search, and finish the page's HTML."""
        path, without_macros = page.file.src_uri, html
        placeholders = self.calls.placeholders.pop(path, Placeholders())
        html = placeholders.restore(html)
        # mkdocs-macros makes a title of the whole line of a heading that calls a macro.
        page.title = placeholders.restore(re.sub(r"\s*\{.*\}$", "", str(page.title)))
        title = unescape(page.title)
        computed = without_macros if page.meta.get("render_macros") else None
        self.texts.add(path, title, html, without_macros=computed)
        html = self.finisher.finish(html, here(page))
        if page.present_anchor_ids is not None:
            # MkDocs checks links against these.
            page.present_anchor_ids |= ids(html) | ids_in_frame(self.library)
        return html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Give the templates the values that all pages share, and make the documents for print."""
        env.autoescape = env.trim_blocks = env.lstrip_blocks = True
        env.globals |= shared_values(self.library, config)
        env.globals["standard"] = self.standard
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        for page in pages:
            page.title = Markup(page.title or "")  # Markdown has escaped it
            # By default the day of the build: the same commit would give another site tomorrow.
            page.update_date = NO_DAY
        contents = {page.file.src_uri: page.content or "" for page in pages}
        self.documents.clear()
        for written in make_documents(self.library, contents, config):
            document = written.document
            file = File.generated(config, document.path, abs_src_path=str(written.file))
            file.inclusion = InclusionLevel.INCLUDED
            files.append(file)
            for page_path in (document.page, *document.also_on):
                self.documents[page_path].append(written)
        return env

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Give the frame the values of the page, and link the page to its documents."""
        path = page.file.src_uri
        page.content = with_print_links(page.content or "", here(page), self.documents[path])
        standard = self.standard.get(path)
        frame = PageFrame(
            page, standard, path in self.guide_pages, tuple(self.calls.data_shown[path])
        )
        year_page = (
            self.year_pages[standard.section, standard.year] if standard and standard.year else None
        )
        values = frame.values(config)
        audits = self.audit_pages[values["year"]] if values["is_audit"] else []
        return {**context, **values, "year_page": year_page, "audits_of_year": audits}

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Remove the indentation of the templates."""
        return without_indentation(output)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the index of the search, which needs the text of all pages."""
        write_search_index(self.texts, config)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Show the last pages while there is a fault."""
        serve_the_last_site(server)
        return server
