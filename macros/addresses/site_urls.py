"""Whole addresses: where the site is published, for files and paper that are read elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from macros.addresses.links import Address, CurrentPage, page_url


@dataclass(frozen=True)
class SiteUrls:
    """Where the site is published, and how the addresses of its pages end.

    ``site_url`` is empty where the site has no address yet; addresses then start at its top.
    ``directory_urls`` says whether addresses on the web end in ``/`` or in ``.html``.
    ``links_to_files`` is for a copy in a folder: its pages link to files, while what is printed or
    downloaded from it names the page on the web.
    """

    site_url: str = ""
    directory_urls: bool = True
    links_to_files: bool = False

    @property
    def top(self) -> str:
        """The address of the site with a slash at its end, or nothing if it has none."""
        return f"{self.site_url.rstrip('/')}/" if self.site_url else ""

    def here(self, page: str) -> CurrentPage:
        """Return the place from which the links of a page are relative."""
        return CurrentPage(page, self.directory_urls and not self.links_to_files)

    def from_top(self, address: Address) -> str:
        """Return an address from the top of the site, without a leading slash."""
        fragment = f"#{address.fragment}" if address.fragment else ""
        return f"{page_url(address.page, self.directory_urls)}{fragment}"

    def url(self, address: Address) -> str:
        """Return the whole address of a place on the site, or nothing if the site has none."""
        return self.top and self.top + self.from_top(address)

    def shown(self, address: Address) -> str:
        """Return an address as it is printed: without ``https://``, or from the site's top."""
        return short(self.url(address)) or f"/{self.from_top(address)}"

    def resolve(self, page: str, href: str) -> tuple[str, str]:
        """Return where a link on a page leads: (whole address or nothing, address as printed)."""
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
        return url, short(url) or f"/{path}"


def short(url: str) -> str:
    """Return an address as people write it.

    >>> short("https://example.org/briefings/")
    'example.org/briefings/'
    >>> short("https://example.org/")
    'example.org'
    """
    bare = url.split("://", 1)[-1]
    return bare.rstrip("/") if bare.count("/") == 1 else bare
