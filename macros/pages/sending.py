"""Links with which a reader sends something in a message of their own. No service is involved."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

#: Some programs cut or refuse a longer link.
LONGEST = 1800


def mail(subject: str, sentences: Sequence[str], address: str) -> str:
    """Return a link that opens a message with sentences and an address, if there is one.

    Sentences that would make it too long are left out from the end, and counted.
    """

    def link(shown: int) -> str:
        left = len(sentences) - shown
        lines = [f"- {sentence}" for sentence in sentences[:shown]]
        lines += [f"and {left} more"] if left else []
        lines += ["", address] if address else []
        body = "\n".join(lines).replace("\n", "\r\n")
        return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"

    shown, length = 0, len(link(0))
    for sentence in sentences:
        length += len(quote(f"- {sentence}\r\n", safe=""))
        if length > LONGEST:
            break
        shown += 1
    return link(shown)
