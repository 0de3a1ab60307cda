"""What the settings in ``mkdocs.yml`` mean for the site."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from macros.addresses.site_urls import SiteUrls
from macros.site.repository import Repository


def root_of(config: MkDocsConfig) -> Path:
    """Return the root of the repository."""
    return Path(config.config_file_path).parent


def repository_of(config: MkDocsConfig) -> Repository:
    """Return the repository that pages link to, without an address if none is set."""
    return Repository(str(config.extra.get("repository") or ""))


def contact_of(config: MkDocsConfig) -> str:
    """Return the e-mail address to which readers can write, or an empty string if none is set."""
    return str(config.extra.get("contact") or "")


def has_feed(config: MkDocsConfig) -> bool:
    """Return whether the site has a feed: only if it has an address and is not an offline copy."""
    return bool(config.site_url) and config.use_directory_urls


def site_urls(config: MkDocsConfig) -> SiteUrls:
    """Return where the site is on the web, also for an offline copy, whose links lead to files."""
    return SiteUrls(
        config.site_url or "",
        directory_urls=config.use_directory_urls or bool(config.site_url),
        links_to_files=not config.use_directory_urls,
    )
