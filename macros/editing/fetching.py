"""Asking other sites whether a page is there. Only ``python -m macros review --links`` does."""

from __future__ import annotations

from urllib.error import HTTPError
from urllib.request import Request, urlopen

WHO_ASKS = "SSCP audit learning, check of links"
SECONDS = 20


def status_of(address: str) -> int:
    """Return the number that a site answers with. Raises OSError if there is no answer."""
    if not address.startswith(("http://", "https://")):
        raise ValueError(address)
    try:
        with urlopen(Request(address, headers={"User-Agent": WHO_ASKS}), timeout=SECONDS) as answer:
            status: int = answer.status
            return status
    except HTTPError as error:
        return error.code
