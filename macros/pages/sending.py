"""Links with which a reader sends something in a message of their own. No service is involved."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

#: Some programs cut or refuse a longer link.
LONGEST = 1800

_LINE_END = "%0D%0A"


def mail(subject: str, sentences: Sequence[str], address: str) -> str:
    """Return a link that opens a message with sentences and an address, if there is one.

    Sentences that would make it too long are left out from the end, and counted.
    """
    start = f"mailto:?subject={quote(subject, safe='')}&body="
    end = quote(f"\r\n{address}", safe="") if address else ""
    lines: list[str] = []
    length = len(f"{start}and%20{len(sentences)}%20more{_LINE_END}{end}")
    for sentence in sentences:
        line = quote(f"- {sentence}\n".replace("\n", "\r\n"), safe="")
        length += len(line)
        if length > LONGEST:
            break
        lines.append(line)
    left = len(sentences) - len(lines)
    lines += [f"and%20{left}%20more{_LINE_END}"] if left else []
    return f"{start}{''.join(lines)}{end}".removesuffix(_LINE_END)
