"""How the site is hooked into a build of MkDocs."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from macros.addresses.site_urls import site_url_fault
from macros.checks.load import load_library
from macros.pages.html import heading_text
from macros.problems import DataError
from macros.site.macro_calls import MacroCalls
from macros.site.plugin import Site
from macros.site.repository import Repository
from macros.site.settings import has_feed, repository_of, root_of


def open_site(env: Any) -> MacroCalls:
    """Load the data, hook the site into the build of ``env``, and return how macros are registered.

    ``env`` is mkdocs-macros' environment. If the data or the site's address has faults, the build
    stops and lists them.
    """
    config: MkDocsConfig = env.conf
    if fault := site_url_fault(config.site_url or ""):
        raise Abort(f"SITE_URL, the address of the site, is “{config.site_url}”: {fault}.")
    try:
        library = load_library(root_of(config))
    except DataError as error:
        # Abort, unlike other errors, also shows without a traceback while `mkdocs serve` runs.
        raise Abort(str(error)) from None
    calls = MacroCalls(library, env)
    env.variables["has_feed"] = has_feed(config)
    # In pages they are Markdown, where a name could be anything.
    env.variables["ours"] = {
        name: heading_text(getattr(library.ours, name)) for name in ("name", "short", "area")
    }
    env.variables["elsewhere"] = library.elsewhere
    env.variables["contributing"] = _contributing(repository_of(config))
    config.plugins["sscp"] = Site(library, env, calls)
    return calls


def _contributing(repository: Repository) -> str:
    """Return the name of the file for editors, as a link if the repository has an address."""
    address = repository.read("CONTRIBUTING.md")
    return f"[`CONTRIBUTING.md`]({address})" if address else "`CONTRIBUTING.md`"
