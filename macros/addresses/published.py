"""The addresses that have been published, and where those lead that have changed.

An address is written from the top of the site: ``/audits/2022-23/domestic-abuse/`` is a page,
``/audits/2022-23/domestic-abuse/#known-to-marac`` a place on it. Others link to both, and print
them, so none may stop working. ``data/published.txt`` lists all that were ever published; one that
is gone must be in ``data/redirects.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from macros.addresses.links import (
    Address,
    glossary_address,
    guidance_entry_address,
    item_address,
    response_address,
)
from macros.addresses.standard_pages import standard_pages
from macros.problems import did_you_mean, sentences
from macros.records.library import Library
from macros.records.records import Redirect

PUBLISHED = "data/published.txt"
REDIRECTS = "data/redirects.yml"

NOTE = """\
# Every address of this site that was ever published, page by page and place by place.
# `python -m macros addresses` adds those that are new. Never take one out: other people link to
# it and print it. If one has to change, say in data/redirects.yml where it leads now.
"""


def page_of(address: str) -> str:
    """Return the page of an address, without the place on it."""
    return address.partition("#")[0]


def current_addresses(library: Library, pages: Iterable[str]) -> frozenset[str]:
    """Return every permanent address that the site has now.

    ``pages`` are the Markdown files in ``docs/``, as paths from there.
    """
    return frozenset(_addresses(library, pages))


def _addresses(library: Library, pages: Iterable[str]) -> Iterator[str]:
    yield from (Address(page).path for page in pages)
    yield from (Address(page.path).path for page in standard_pages(library))
    for audit in library.audits:
        yield from (item_address(audit, item).path for item in audit.reminders)
        yield from (item_address(audit, item).path for item in audit.good_practice)
    yield from (guidance_entry_address(guide.id).path for guide in library.guidance)
    yield from (response_address(group.id).path for group in library.response_groups)
    yield from (response_address(response.id).path for response in library.responses)
    yield from (glossary_address(term.id).path for term in library.glossary)


# --- The list of published addresses ----------------------------------------------------------


def read_list(text: str) -> dict[str, int]:
    """Return the addresses of the list, each with its line."""
    lines = enumerate(text.splitlines(), start=1)
    return {line.strip(): number for number, line in lines if line.startswith("/")}


def published_addresses(root: Path) -> dict[str, int]:
    """Return the addresses that were published, each with its line in the list of them.

    ``root`` is the top folder of the repository. A site that was never published has no list.
    """
    try:
        return read_list((root / PUBLISHED).read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return {}


def list_with(published: Iterable[str], current: Iterable[str]) -> str:
    """Return the text of the list with what is published now. Nothing is ever taken out."""
    return NOTE + "\n" + "".join(f"{address}\n" for address in sorted({*published, *current}))


def lost_addresses(
    published: Iterable[str], current: frozenset[str], redirects: Iterable[Redirect]
) -> list[str]:
    """Return the published addresses that lead nowhere now.

    Of a page that is gone only the page is named, not each place that it had.
    """
    led = {redirect.old for redirect in redirects}
    gone = [address for address in published if address not in current and address not in led]
    return [a for a in gone if page_of(a) == a or page_of(a) in current]


@dataclass(frozen=True)
class RedirectFault:
    """What is wrong with a redirect: in which of its two addresses, and how to mend it."""

    name: str
    message: str
    remedy: str


def redirect_faults(redirect: Redirect, current: frozenset[str]) -> Iterator[RedirectFault]:
    """Yield what is wrong with where a redirect comes from and where it leads."""
    old, new = redirect.old, redirect.new
    if old in current:
        yield RedirectFault(
            "old",
            f"“{old}” is an address of the site now",
            "Only one that is gone can lead elsewhere. Take the entry out, or give what is there "
            "another id.",
        )
    if new not in current:
        yield RedirectFault(
            "new",
            f"there is nothing at “{new}”",
            sentences("Write an address that the site has now.", did_you_mean(new, current)),
        )
    elif "#" in old and page_of(old) != page_of(new):
        yield RedirectFault(
            "new",
            f"“{new}” is on another page than “{old}”",
            "Browsers do not send on what stands after “#” to another page. Name a place on the "
            f"page {page_of(old)}, or the page itself.",
        )


# --- What a redirect is on the site -----------------------------------------------------------


KEEP_PLACE = "assets/moved.js"
KEEP_PLACE_SCRIPT = """\
// The page has moved and leads on by itself. This only keeps what stands after the "#".
const next = document.querySelector("main a");
if (location.hash) next.hash = location.hash;
location.replace(next.href);
"""


def redirect_files(redirects: Iterable[Redirect], site_url: str) -> Iterator[tuple[str, str]]:
    """Yield each file that redirects need, as a path in the site, with its text.

    These are a page at the address of each page that has moved, and the script of such pages.
    ``site_url`` is the address of the site, or empty where it is not known.
    """
    moved = [redirect for redirect in redirects if "#" not in redirect.old]
    for redirect in moved:
        folder = redirect.old.strip("/")
        to_top = "../" * (folder.count("/") + 1)
        target = f"{to_top}{redirect.new.lstrip('/')}"
        canonical = f"{site_url.rstrip('/')}{page_of(redirect.new)}" if site_url else target
        yield f"{folder}/index.html", _moved(redirect.old, target, canonical, to_top + KEEP_PLACE)
    if moved:
        yield KEEP_PLACE, KEEP_PLACE_SCRIPT


def _moved(old: str, target: str, canonical: str, script: str) -> str:
    """Return a page that leads on by itself, also without its script."""
    return f"""\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>This page has moved: {escape(old)}</title>
<link rel="canonical" href="{escape(canonical)}">
<meta http-equiv="refresh" content="0; url={escape(target)}">
<script defer src="{escape(script)}"></script>
</head>
<body>
<main>
<h1>This page has moved</h1>
<p>Go to <a href="{escape(target)}">its new address</a>.</p>
</main>
</body>
</html>
"""


def old_places(redirects: Iterable[Redirect]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return page to the places on it that had another id: (the old one, the new one).

    The new one is empty where the old place is now the page as a whole.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for redirect in redirects:
        page, mark, old = redirect.old.partition("#")
        if mark:
            found.setdefault(page, []).append((old, redirect.new.partition("#")[2]))
    return {page: tuple(places) for page, places in found.items()}


def with_old_places(html: str, places: Iterable[tuple[str, str]]) -> str:
    """Return the HTML of a page with an anchor for each old id, inside what has the new one.

    >>> with_old_places('<h3 id="new">Ask</h3>', [("old", "new")])
    '<h3 id="new"><span id="old"></span>Ask</h3>'
    """
    for old, new in places:
        anchor = f'<span id="{escape(old)}"></span>'
        pattern = rf'<[a-z][a-z0-9]*\b[^>]*\bid="{re.escape(new)}"[^>]*>'
        match = re.search(pattern, html) if new else None
        end = match.end() if match else 0
        html = html[:end] + anchor + html[end:]
    return html
