"""What the settings of MkDocs mean for the site."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from macros.site.repository import Repository


def root_of(config: MkDocsConfig) -> Path:
    """Return the top folder of the repository."""
    return Path(config.config_file_path).parent


def repository_of(config: MkDocsConfig) -> Repository:
    """Return the repository that pages link to, without an address if none is set."""
    return Repository(str(config.extra.get("repository") or ""))


def has_feed(config: MkDocsConfig) -> bool:
    """Return whether the site has a feed: only where it has an address, and not in a folder."""
    return bool(config.site_url) and config.use_directory_urls


def urls_end_with_folder(config: MkDocsConfig) -> bool:
    """Return whether addresses on the web end with a folder.

    A copy for folders has links to files, but the site that it is a copy of has not.
    """
    return config.use_directory_urls or bool(config.site_url)
