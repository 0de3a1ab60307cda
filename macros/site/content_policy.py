"""What a browser may do with a page: the content security policy, and the other headers.

The policy stands in every page, because GitHub Pages sends no headers of ours. A server that can
send headers also sends it, with more that only a header can say: see the files of
:func:`header_files`.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

#: The policy, to which the hashes of the style and the script in every page are added.
WITHIN_A_PAGE = {
    "default-src": "'none'",  # nothing, but for what follows
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # data: are the small pictures within the stylesheet
    "form-action": "'self'",
    "base-uri": "'none'",
}

#: What a browser ignores in a page: no other site may show a page within one of its own.
ONLY_IN_A_HEADER = "frame-ancestors 'none'"

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


def policy(style: str, script: str) -> str:
    """Return the policy of pages that carry this style and this script."""
    carried = {"style-src": source_of(style), "script-src": source_of(script)}
    return "; ".join(
        f"{name} {sources} {carried[name]}" if name in carried else f"{name} {sources}"
        for name, sources in WITHIN_A_PAGE.items()
    )


HEADERS_FILE = "_headers"
NGINX_FILE = "_headers.nginx.conf"


def header_files(policy: str) -> dict[str, str]:
    """Return the files that say which headers to send, as paths in the site with their text.

    ``policy`` is that of the pages. Netlify and Cloudflare Pages read the first file by
    themselves; nginx includes the second.
    """
    sent = {"Content-Security-Policy": f"{policy}; {ONLY_IN_A_HEADER}", **OTHER_HEADERS}
    hosts = "".join(f"  {name}: {value}\n" for name, value in sent.items())
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in sent.items())
    return {HEADERS_FILE: f"/*\n{hosts}", NGINX_FILE: nginx}
