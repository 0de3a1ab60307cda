"""Absolute addresses, for files and paper that are read away from the site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from macros.addresses.links import Address, CurrentPage, page_url


@dataclass(frozen=True)
class SiteUrls:
    """Where the site is published, and how the addresses of its pages end.

    ``site_url`` is empty if the site has no address yet: then no address is shown.
    ``directory_urls`` says whether addresses on the web end in ``/`` or in ``.html``.
    ``links_to_files`` is for the offline copy: its pages link to files, but its PDFs and downloads
    name the page on the web.
    """

    site_url: str = ""
    directory_urls: bool = True
    links_to_files: bool = False

    @property
    def top(self) -> str:
        """The address of the site with a slash at its end; empty if it has no address."""
        return f"{self.site_url.rstrip('/')}/" if self.site_url else ""

    def here(self, page: str) -> CurrentPage:
        """Return the page to which the links on it are relative."""
        return CurrentPage(page, self.directory_urls and not self.links_to_files)

    def from_top(self, address: Address) -> str:
        """Return an address relative to the root of the site, without a leading slash."""
        fragment = f"#{address.fragment}" if address.fragment else ""
        return f"{page_url(address.page, self.directory_urls)}{fragment}"

    def url(self, address: Address) -> str:
        """Return the absolute address of a place on the site; empty if the site has no address."""
        return self.top and self.top + self.from_top(address)

    def shown(self, address: Address) -> str:
        """Return an address as it is printed, without ``https://``; empty if there is none."""
        return short(self.url(address))

    def resolve(self, page: str, href: str) -> tuple[str, str]:
        """Return where a link on a page leads: (absolute address or empty, address as printed)."""
        if urlsplit(href).scheme:
            return href, short(href)
        root = "https://site.invalid/"
        here = self.here(page)
        target = urljoin(root + page_url(page, here.directory_urls), href)
        path = target.removeprefix(root)
        if self.directory_urls and not here.directory_urls:
            file, hash_sign, fragment = path.partition("#")
            path = page_url(file.removesuffix(".html"), True) + hash_sign + fragment
        url = self.top and self.top + path
        return url, short(url)


def site_url_fault(url: str) -> str:
    """Return what is wrong with the address of the site, with a remedy; empty if it is right.

    >>> site_url_fault("https://example.org/briefings/index.html")
    'it ends in the name of a file. Take “index.html” off its end'
    """
    parts = urlsplit(url)
    file = parts.path.rpartition("/")[2]
    if re.search(r"\s", url):
        return "there is a space in it. Take it out, or write %20 in its place"
    if parts.query or parts.fragment:
        return "it has a “?” or a “#”. Take off what begins with it"
    if re.search(r"\.(html?|php|aspx?|xml)$", file, re.IGNORECASE):
        return f"it ends in the name of a file. Take “{file}” off its end"
    return ""


def short(url: str) -> str:
    """Return an address as people write it.

    >>> short("https://example.org/briefings/")
    'example.org/briefings/'
    >>> short("https://example.org/")
    'example.org'
    """
    bare = url.split("://", 1)[-1]
    return bare.rstrip("/") if bare.count("/") == 1 else bare
