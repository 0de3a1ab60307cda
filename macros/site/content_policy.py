"""What a browser may do with a page: the content security policy, and the other headers.

The policy stands in every page, because GitHub Pages sends no headers of ours. A server that can
send headers also sends it, with more that only a header can say: see the files of
:func:`header_files`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

#: The policy, to which the hashes of what pages carry themselves are added.
WITHIN_A_PAGE = {
    "default-src": "'none'",  # nothing, but for what follows
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # data: are the small pictures within the stylesheet
    "form-action": "'self'",
    "base-uri": "'none'",
}

#: What a browser ignores in a page: no other site may show a page within one of its own.
ONLY_IN_A_HEADER = {"frame-ancestors": "'none'"}

OTHER_HEADERS = {
    # For a year a browser that was here asks for the site by HTTPS only.
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media"),
            *("geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment"),
            *("publickey-credentials-get", "screen-wake-lock", "serial", "usb"),
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def source_of(text: str) -> str:
    """Return how a policy names a style or script that stands within a page.

    >>> source_of("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """Return the policy of a page that carries these styles and scripts itself."""
    return _written(_with_hashes(styles, scripts))


def headers(styles: Iterable[str], scripts: Iterable[str]) -> dict[str, str]:
    """Return all headers for a site whose pages carry these styles and scripts."""
    directives = {**_with_hashes(styles, scripts), **ONLY_IN_A_HEADER}
    return {"Content-Security-Policy": _written(directives), **OTHER_HEADERS}


def _with_hashes(styles: Iterable[str], scripts: Iterable[str]) -> dict[str, str]:
    found = dict(WITHIN_A_PAGE)
    for directive, texts in (("style-src", styles), ("script-src", scripts)):
        found[directive] = " ".join([found[directive], *sorted(set(map(source_of, texts)))])
    return found


def _written(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


HEADERS_FILE = "_headers"
NGINX_FILE = "_headers.nginx.conf"


def header_files(sent: dict[str, str]) -> dict[str, str]:
    """Return the files that say which headers to send, as paths in the site with their text.

    Netlify and Cloudflare Pages read the first by themselves; nginx includes the second.
    """
    hosts = "".join(f"  {name}: {value}\n" for name, value in sent.items())
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in sent.items())
    return {HEADERS_FILE: f"/*\n{hosts}", NGINX_FILE: nginx}
