"""Which files the site has besides its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from macros.addresses.links import AUDITS_FILE
from macros.addresses.redirects import redirect_files
from macros.exports.downloads import reminder_files
from macros.exports.feed import FEED, feed
from macros.exports.response_list import response_files
from macros.exports.sharing import audits_json
from macros.pages.news import news
from macros.records.library import Library
from macros.search.page_texts import PageTexts
from macros.site.assets import critical_style, inline_script, published_assets
from macros.site.content_policy import header_files, policy
from macros.site.settings import has_feed, site_urls

SEARCH_INDEX = "assets/search-index.js"

#: Named in ``overrides/404.html``.
NOT_FOUND_ICON = "material/compass-outline"


def generated_files(library: Library, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield the path on the site and the text of each file."""
    assets = Path(config.docs_dir, "assets")
    yield from published_assets(assets, [*library.icons, NOT_FOUND_ICON]).items()
    yield from reminder_files(library, site_urls(config)).items()
    yield from response_files(library, site_urls(config)).items()
    yield AUDITS_FILE, audits_json(library, site_urls(config))
    if config.use_directory_urls:  # nobody links into an offline copy
        yield from redirect_files(library.redirects, config.site_url or "")
        yield from header_files(policy(critical_style(assets), inline_script(assets))).items()
    if has_feed(config):
        yield FEED, feed(news(library), config.site_name, library.ours.name, site_urls(config))


def write_search_index(texts: PageTexts, config: MkDocsConfig) -> None:
    """Write the index of the search into the site, when all pages are known."""
    script = texts.index(directory_urls=config.use_directory_urls)
    Path(config.site_dir, SEARCH_INDEX).write_text(script, encoding="utf-8", newline="\n")
