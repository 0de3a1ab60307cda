"""What a browser may do with a page: the content security policy, and the other headers.

Every page holds the policy itself, because GitHub Pages does not let a site set headers. For other
servers, :func:`header_files` writes it as a header, with directives that only work in a header.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

#: The policy, without the hashes of the inline style and the inline script of every page.
WITHIN_A_PAGE = {
    "default-src": "'none'",  # nothing, except what follows
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the icons in the stylesheet are data URLs
    "form-action": "'self'",
    "base-uri": "'none'",
}

#: A browser ignores this within a page: no other site may show a page in a frame.
ONLY_IN_A_HEADER = "frame-ancestors 'none'"

OTHER_HEADERS = {
    # For a year after a visit, a browser requests the site by HTTPS only.
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
    """Return the source expression of an inline style or script.

    >>> source_of("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy(style: str, script: str) -> str:
    """Return the policy of pages with this inline style and this inline script."""
    inline = {"style-src": source_of(style), "script-src": source_of(script)}
    return "; ".join(
        f"{name} {sources} {inline[name]}" if name in inline else f"{name} {sources}"
        for name, sources in WITHIN_A_PAGE.items()
    )


HEADERS_FILE = "_headers"
NGINX_FILE = "_headers.nginx.conf"


def header_files(policy: str) -> dict[str, str]:
    """Return the path on the site and the text of the files that say which headers to send.

    ``policy`` is the policy of the pages. Netlify and Cloudflare Pages read the first file
    automatically; nginx includes the second.
    """
    sent = {"Content-Security-Policy": f"{policy}; {ONLY_IN_A_HEADER}", **OTHER_HEADERS}
    hosts = "".join(f"  {name}: {value}\n" for name, value in sent.items())
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in sent.items())
    return {HEADERS_FILE: f"/*\n{hosts}", NGINX_FILE: nginx}
