"""The site as MkDocs builds it.

This gives MkDocs the standard pages, binds the macros to the page they stand on, and adds to each
page what no Markdown file should have to say. A move away from MkDocs would replace this package.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable
from functools import cache, partial
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from macros.addresses.links import (
    GLOSSARY_PAGE,
    SEARCH_PAGE,
    WORRIED,
    Address,
    CurrentPage,
    page_url,
)
from macros.addresses.redirects import old_places, redirect_files, with_old_places
from macros.addresses.standard_pages import standard_pages
from macros.checks.load import load_library
from macros.exports.downloads import reminder_files
from macros.exports.feed import FEED, feed
from macros.pages.contacts import worried_about_a_child
from macros.pages.current_page import Page, PageError
from macros.pages.glossary import explain_terms, terms_of
from macros.pages.guidance import with_sources
from macros.pages.html import mark_outside_links, separate_citations, text, without_indentation
from macros.pages.news import news
from macros.printing.writer import WrittenDocument
from macros.problems import DataError, did_you_mean
from macros.records.library import Library
from macros.search.index import PageText, index_script, results
from macros.site.alike import AlikePage, Converted
from macros.site.aside import Aside, ids
from macros.site.assets import first_script, first_style, is_source, published_assets
from macros.site.content_policy import header_files, policy
from macros.site.documents import make_documents, with_print_links
from macros.site.navigation import YearPages, arrange
from macros.site.page_frame import PageFrame
from macros.site.repository import Repository
from macros.site.settings import has_feed, repository_of, root_of, site_urls

log = logging.getLogger("mkdocs.plugins.sscp")

Macro = Callable[[Page], str]

#: Named in ``overrides/404.html``.
NOT_FOUND_ICON = "material/compass-outline"
#: Shown beside a link to the site in a message.
PREVIEW = "assets/preview.png"
SEARCH_INDEX = "assets/search-index.js"

#: Stands for no date. MkDocs wants one, for the packed list of addresses (``sitemap.xml.gz``).
NO_DAY = "1980-01-01"


def open_site(env: Any) -> Site:
    """Load the data and hook the site into the build that ``env`` belongs to.

    ``env`` is mkdocs-macros' environment. With faults in the data the build stops with their list.
    """
    config: MkDocsConfig = env.conf
    try:
        library = load_library(root_of(config))
    except DataError as error:
        # Abort, unlike other errors, also shows without a traceback while `mkdocs serve` runs.
        raise Abort(str(error)) from None
    site = Site(library, env)
    env.variables["has_feed"] = has_feed(config)
    env.variables["contributing"] = _contributing(repository_of(config))
    config.plugins["sscp"] = site
    return site


def write(config: MkDocsConfig, path: str, text: str) -> None:
    """Write a file into the site."""
    file = Path(config.site_dir, path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _contributing(repository: Repository) -> str:
    """Return the name of the file for editors, as a link if the repository has an address."""
    address = repository.read("CONTRIBUTING.md")
    return f"[`CONTRIBUTING.md`]({address})" if address else "`CONTRIBUTING.md`"


class Site(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """What the site does at each step of a build. MkDocs calls the ``on_`` methods by name."""

    def __init__(self, library: Library, env: Any) -> None:
        self.library = library
        self.env = env
        #: Page to the HTML that its macros gave.
        self.aside: defaultdict[str, Aside] = defaultdict(Aside)
        #: Page to the places of the data that it shows, in order.
        self.data_shown: defaultdict[str, dict[str, None]] = defaultdict(dict)
        assets = Path(env.conf.docs_dir, "assets")
        #: The style and the script that every page carries, and the policy that allows them.
        self.first_style, self.first_script = first_style(assets), first_script(assets)
        self.policy = policy(self.first_style, self.first_script)
        self.assets = published_assets(assets, [*library.icons, NOT_FOUND_ICON])
        self.converted: dict[tuple[str, str], Converted] = {}
        self.terms = terms_of(library)
        self.standard = {page.path: page for page in standard_pages(library)}
        self.guide_pages = {guide.page for guide in library.guidance if guide.page}
        self.old_places = old_places(library.redirects)
        self.prose: list[PageText] = []
        self.computed: list[PageText] = []
        #: Part of a page and its key to the HTML that all such pages show.
        self.same: dict[tuple[str, object], str] = {}
        #: Section and year to the page of the section for the year.
        self.year_pages: YearPages = {}
        #: Page to the documents that can be printed from it.
        self.documents: defaultdict[str, list[WrittenDocument]] = defaultdict(list)

    def macros(self, *data: str) -> Callable[[str, Macro], None]:
        """Return what registers macros that show data of these places."""
        return partial(self._macro, data)

    def _macro(self, data: tuple[str, ...], name: str, render: Macro) -> None:
        """Register a macro: pages call it by ``name``, without arguments."""

        def call() -> str:
            page = self.env.page
            self.data_shown[page.file.src_uri].update(dict.fromkeys(data))
            try:
                html = render(Page(self.library, self.here(page)))
                return self.aside[page.file.src_uri].set_aside(html)
            except PageError as error:
                log.warning("docs/%s: {{ %s() }}: %s.", page.file.src_uri, name, error)
                return ""

        self.env.macro(call, name)

    def title(self, name: str, plain: Callable[[Page], str]) -> None:
        """Register a macro that stands in a heading and shows plain text."""
        self._macro((), name, lambda page: self.aside[page.here.page].keep(text(plain(page))))

    def here(self, page: MkDocsPage) -> CurrentPage:
        """Return the place from which links of a page are relative."""
        return CurrentPage(page.file.src_uri, page.file.use_directory_urls)

    # --- Steps of a build, in MkDocs' order ---

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the standard page of everything that has no Markdown file, and the downloads."""
        # Hundreds of standard pages have the same text: it is compiled once.
        self.env.env.from_string = cache(self.env.env.from_string)
        for standard in self.standard.values():
            file = files.get_file_from_path(standard.path)
            if file is None:
                file = File.generated(config, standard.path, content=standard.markdown)
                files.append(file)
                AlikePage(file, config, self.converted)
            file.inclusion = InclusionLevel.NOT_IN_NAV
        for file in tuple(files):
            if is_source(file.src_uri):
                files.remove(file)
        for path, content in self.assets.items():
            files.append(File.generated(config, path, content=content))
        if config.use_directory_urls:  # nobody links to the inside of a copy in a folder
            for path, text in redirect_files(self.library.redirects, config.site_url or ""):
                files.append(File.generated(config, path, content=text))
            for path, text in header_files(self.policy).items():
                files.append(File.generated(config, path, content=text))
        if has_feed(config):
            text = feed(news(self.library), config.site_name, site_urls(config))
            files.append(File.generated(config, FEED, content=text))
        for path, content in reminder_files(self.library, site_urls(config)).items():
            files.append(File.generated(config, path, content=content.encode()))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put themes, situations and years under their heading, and each page where it belongs.

        Audits stay out of the navigation: it stands on every page, so it must not grow with them.
        """
        self.year_pages = arrange(nav, files, self.standard.values(), self.library)
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Add the footnotes of the sources that a page cites, and the titles of standard pages."""
        standard = self.standard.get(page.file.src_uri)
        if standard:
            # Material writes titles into its templates as they are.
            page.title = Markup(escape(standard.title))
        markdown, unknown = with_sources(markdown, self.library)
        for source_id in unknown:
            hint = did_you_mean(source_id, self.library.source_by_id)
            log.warning(
                "docs/%s: the source “%s” does not exist. Sources are in data/sources.yml. %s",
                page.file.src_uri,
                source_id,
                hint,
            )
        return markdown

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Keep what is searched and printed, and explain the glossary's terms where they occur."""
        without_macros = html
        html = self.aside.pop(page.file.src_uri, Aside()).put_back(html)
        if self.old_places:
            address = Address(page.file.src_uri).path
            html = with_old_places(html, self.old_places.get(address, ()))
        if page.present_anchor_ids is not None:
            # MkDocs checks links against these. The last is in the frame of every page.
            page.present_anchor_ids |= ids(html) | ({WORRIED} if self.library.contacts else set())
        self._keep_for_search(html, without_macros, page)
        html = separate_citations(mark_outside_links(html))
        return explain_terms(html, self.terms, self.here(page).href(GLOSSARY_PAGE))

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Give the templates what all pages share, and make what the pages can be printed as."""
        env.trim_blocks = env.lstrip_blocks = True  # fewer empty lines
        for file in files.documentation_pages():
            if file.page is not None:
                # The day of the build by itself: the same commit would give another site tomorrow.
                file.page.update_date = NO_DAY
        env.globals["worried"] = WORRIED
        env.globals["worried_about_a_child"] = worried_about_a_child(self.library)
        env.globals["same_place"] = self._same_place
        env.globals["once"] = self._once
        env.globals["first_style"] = self.first_style
        env.globals["first_script"] = self.first_script
        # Not in a folder: browsers do not agree on what 'self' means there.
        env.globals["content_policy"] = self.policy if config.use_directory_urls else ""
        if has_feed(config):
            env.globals["preview"] = urljoin(config.site_url or "", PREVIEW)
        env.globals["feed"] = FEED if has_feed(config) else ""
        env.globals["page_url"] = lambda page: page_url(page, config.use_directory_urls)
        pages = {
            file.src_uri: file.page.content or ""
            for file in files.documentation_pages()
            if file.page is not None
        }
        self.documents.clear()
        for written in make_documents(self.library, pages, config):
            document = written.document
            file = File.generated(config, document.path, abs_src_path=str(written.file))
            file.inclusion = InclusionLevel.INCLUDED
            files.append(file)
            self.documents[document.page].append(written)
        return env

    def _same_place(self, part: str, page: MkDocsPage | None, caller: Callable[[], str]) -> str:
        """Render a part of pages that are not in the navigation once for all at the same place.

        ``part`` is a name for it, and ``caller`` renders it for the page. What it renders must only
        depend on the section and the year that the page stands in, and on its folder, from which
        the links are relative.
        """
        standard = self.standard.get(page.file.src_uri) if page else None
        if page is None or standard is None or standard.in_navigation:
            return caller()
        place = (standard.section, standard.year, page.url.count("/"))
        return self._once(part, place, caller=caller)

    def _once(self, part: str, key: object = None, *, caller: Callable[[], str]) -> str:
        """Render a part of pages once for all that have the same ``key``."""
        if (part, key) not in self.same:
            self.same[part, key] = caller()
        return self.same[part, key]

    def _keep_for_search(self, html: str, without_macros: str, page: MkDocsPage) -> None:
        """Keep the text of a page that was written, and of one that was not what somebody added.

        What the macros compute stands in the data, from which the search has it already.
        """
        path, title = page.file.src_uri, unescape(str(page.title))
        if path in self.guide_pages or not page.meta.get("render_macros"):
            if path != SEARCH_PAGE.page:
                self.prose.append(PageText(path, title, html))
        else:
            self.computed.append(PageText(path, title, without_macros))

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Show a page's full title, what it can be printed as, and where it can be mended."""
        page.content = with_print_links(
            page.content or "", self.here(page), self.documents[page.file.src_uri]
        )
        standard = self.standard.get(page.file.src_uri)
        year_page = (
            self.year_pages[standard.section, standard.year] if standard and standard.year else None
        )
        path = page.file.src_uri
        frame = PageFrame(page, standard, path in self.guide_pages, tuple(self.data_shown[path]))
        return {**context, **frame.values(config), "year_page": year_page}

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Return a page without the indentation of its templates."""
        return without_indentation(output)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the index of the search, which depends on the text of all pages."""
        self._write_search_index(config)

    def _write_search_index(self, config: MkDocsConfig) -> None:
        found = results(self.library, self.prose, self.computed)
        script = index_script(self.library, found, directory_urls=config.use_directory_urls)
        write(config, SEARCH_INDEX, script)
