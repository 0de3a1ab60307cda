"""The addresses that have been published, none of which may stop working.

An address is written from the root of the site: ``/audits/2022-23/domestic-abuse/`` is a page,
``/audits/2022-23/domestic-abuse/#known-to-marac`` a place on it. Other people link to both, and
print them. ``data/published.txt`` lists every address that was ever published; if one no longer
exists, it must be in ``data/redirects.yml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.addresses.links import (
    Address,
    glossary_address,
    guidance_entry_address,
    item_address,
    response_address,
)
from macros.addresses.standard_pages import standard_pages
from macros.records.library import Library
from macros.records.lists import Redirect

PUBLISHED = "data/published.txt"

NOTE = """\
# Every address of this site that was ever published, page by page and place by place.
# `python -m macros addresses` adds those that are new. Never take one out: other people link to
# it and print it. If one has to change, say in data/redirects.yml where it leads now.
"""


def page_of(address: str) -> str:
    """Return the page of an address, without the fragment."""
    return address.partition("#")[0]


def current_addresses(library: Library, pages: Iterable[str]) -> frozenset[str]:
    """Return every permanent address that the site has now.

    ``pages`` are the Markdown files in ``docs/``, as paths relative to it.
    """
    return frozenset(_addresses(library, pages))


def _addresses(library: Library, pages: Iterable[str]) -> Iterator[str]:
    yield from (Address(page).path for page in pages)
    yield from (Address(page.path).path for page in standard_pages(library))
    for audit in library.audits:
        yield from (item_address(audit, item).path for item in audit.findings)
    yield from (guidance_entry_address(guide.id).path for guide in library.guidance)
    yield from (response_address(group.id).path for group in library.response_groups)
    yield from (response_address(response.id).path for response in library.responses)
    yield from (glossary_address(term.id).path for term in library.glossary)


def read_list(text: str) -> dict[str, int]:
    """Return the addresses in the text of the list, each with its line number."""
    lines = enumerate(text.splitlines(), start=1)
    return {line.strip(): number for number, line in lines if line.startswith("/")}


def published_addresses(root: Path) -> dict[str, int]:
    """Return the published addresses, each with its line number in the list.

    ``root`` is the root of the repository. A site that was never published has no list.
    """
    try:
        return read_list((root / PUBLISHED).read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return {}


def list_with(published: Iterable[str], current: Iterable[str]) -> str:
    """Return the text of the list with the current addresses added. Nothing is ever removed."""
    return NOTE + "\n" + "".join(f"{address}\n" for address in sorted({*published, *current}))


def _in(folder: str, page: str) -> str:
    """Return the address of what another folder has on an audit, a year or a theme.

    >>> _in("comparisons", "/audits/2023-24/neglect/"), _in("briefings", "/themes/siblings/")
    ('/comparisons/2023-24/neglect/', '/briefings/themes/siblings/')
    """
    return f"/{folder}/{page.lstrip('/').removeprefix('audits/')}"


def with_briefings(redirects: Iterable[Redirect]) -> Iterator[Redirect]:
    """Yield redirects, and after each of a page the one of its 7-minute briefing.

    If the page leads to one of another kind, so does the briefing. The comparison of an audit leads
    to the audit itself, which links to the comparison if there still is one.
    """
    for redirect in redirects:
        yield redirect
        old, new = redirect.old.split("/"), redirect.new.split("/")
        if old[1] in ("audits", "themes") and "#" not in redirect.old:
            alike = old[1] == new[1] and len(old) == len(new) and "#" not in redirect.new
            target = _in("briefings", redirect.new) if alike else redirect.new
            yield Redirect(old=_in("briefings", redirect.old), new=target)
            if old[1] == "audits":
                yield Redirect(old=_in("comparisons", redirect.old), new=redirect.new)


def lost_addresses(
    published: Iterable[str], current: frozenset[str], redirects: Iterable[Redirect]
) -> list[str]:
    """Return the published addresses that no longer exist and are not redirected.

    If a whole page is missing, only the page is returned, not each place on it nor its briefing
    or comparison.
    """
    redirected = {redirect.old for redirect in with_briefings(redirects)}
    lost = [a for a in published if a not in current and a not in redirected]
    derived = {_in(folder, address) for address in lost for folder in ("briefings", "comparisons")}
    return [a for a in lost if (page_of(a) == a or page_of(a) in current) and a not in derived]
