"""Our own audits as JSON, for the site of another partnership: ``python -m macros import``."""

from __future__ import annotations

import json
from typing import Any

from macros.addresses.links import audit_address
from macros.addresses.site_urls import SiteUrls
from macros.pages.html import without_links
from macros.records.exchange import LOCAL_FIELDS, VERSIONS, as_data, titles_in
from macros.records.library import Library
from macros.records.records import Audit


def audits_json(library: Library, urls: SiteUrls) -> str:
    """Return our own audits, newest year first, as :class:`macros.records.exchange.Exchange`.

    Each has us as its publisher, its page here as its source unless it names another, and what we
    have done in response to it.
    """
    ours = [a for audits in library.our_audits_of_year.values() for a in audits]
    data = {
        "version": VERSIONS[-1],
        "publisher": as_data(library.ours),
        "titles": titles_in(library),
        "audits": [_shared(library, urls, audit) for audit in ours],
    }
    return json.dumps(data, ensure_ascii=False) + "\n"


def _shared(library: Library, urls: SiteUrls, audit: Audit) -> dict[str, Any]:
    data = {name: value for name, value in as_data(audit).items() if name not in LOCAL_FIELDS}
    page = urls.url(audit_address(audit))
    source = {"title": f"{audit.named}, {audit.year}", **({"url": page} if page else {})}
    responses = library.responses_to.get(("audit", audit.id), ())
    done = [without_links(response.text) for response in responses if response.made_in]
    return {
        **data,
        "publisher": library.ours.id,
        "source": data.get("source", source),
        **({"what_they_did": done} if done else {}),
    }
