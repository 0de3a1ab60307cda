"""Where published addresses that have since changed lead now: ``data/redirects.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from macros.addresses.published import page_of, with_briefings
from macros.output import templates_beside
from macros.problems import did_you_mean, sentences
from macros.records.lists import Redirect

REDIRECTS = "data/redirects.yml"


@dataclass(frozen=True)
class RedirectFault:
    """What is wrong with a redirect. ``name`` is the field at fault: ``old`` or ``new``."""

    name: str
    message: str
    remedy: str


def redirect_faults(redirect: Redirect, current: frozenset[str]) -> Iterator[RedirectFault]:
    """Yield what is wrong with the old and the new address of a redirect."""
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
            "Browsers do not send on what follows “#” to another page. Name a place on the "
            f"page {page_of(old)}, or the page itself.",
        )


# --- Redirects on the site --------------------------------------------------------------------

KEEP_PLACE = "assets/moved.js"


def redirect_files(redirects: Iterable[Redirect], site_url: str) -> Iterator[tuple[str, str]]:
    """Yield the path in the site and the text of each file that redirects need.

    These are a page at the old address of each moved page and of its 7-minute briefing, and the
    script that such pages load.
    ``site_url`` is the address of the site, or empty if it is not known.
    """
    moved = [redirect for redirect in with_briefings(redirects) if "#" not in redirect.old]
    page = templates_beside(__file__).get_template("moved.html")
    for redirect in moved:
        folder = redirect.old.strip("/")
        to_top = "../" * (folder.count("/") + 1)
        target = f"{to_top}{redirect.new.lstrip('/')}"
        canonical = f"{site_url.rstrip('/')}{page_of(redirect.new)}" if site_url else target
        text = page.render(
            old=redirect.old, target=target, canonical=canonical, script=to_top + KEEP_PLACE
        )
        yield f"{folder}/index.html", text
    if moved:
        script = Path(__file__).with_name("templates") / "moved.js"
        yield KEEP_PLACE, script.read_text(encoding="utf-8")


def old_places(redirects: Iterable[Redirect]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Map each page to the places on it whose id has changed, as (old id, new id).

    The new id is empty if the old place now leads to the page as a whole.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for redirect in redirects:
        page, mark, old = redirect.old.partition("#")
        if mark:
            found.setdefault(page, []).append((old, redirect.new.partition("#")[2]))
    return {page: tuple(places) for page, places in found.items()}


_ANCHOR = Markup('<span id="{}"></span>')


def with_old_places(html: str, places: Iterable[tuple[str, str]]) -> str:
    """Return the HTML of a page with an anchor for each old id, inside the element with the new id.

    >>> with_old_places('<h3 id="new">Ask</h3>', [("old", "new")])
    '<h3 id="new"><span id="old"></span>Ask</h3>'
    """
    for old, new in places:
        anchor = _ANCHOR.format(old)
        pattern = rf'<[a-z][a-z0-9]*\b[^>]*\bid="{re.escape(new)}"[^>]*>'
        match = re.search(pattern, html) if new else None
        end = match.end() if match else 0
        html = f"{html[:end]}{anchor}{html[end:]}"
    return html
