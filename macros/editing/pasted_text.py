"""What an answer says, whatever it was pasted from: Word, a PDF, a web page, an e-mail.

GitHub keeps an answer as typed, and shows it as Markdown. What people do not see there, such as
``**`` or ``&nbsp;``, is no part of what they say.
"""

from __future__ import annotations

import re
from html import unescape

from macros.reading.yaml_source import INVISIBLE

_LINE_ENDS = re.compile("\r\n?|[\n\u0085\u2028\u2029\v\f]|<br ?/?>")
_FENCE = re.compile(r"(?m)^\s*(?:`{3,}|~{3,})[ \w-]*$")
_QUOTED = re.compile(r"^\s*(?:>\s?)+")
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|[a-z]\w+);", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{2,3})(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?!\w)")


def tidy(text: str) -> str:
    r"""Return a text as people see it, without odd characters and spaces.

    >>> tidy("Ask\u00a0the **child**\u200b &amp; listen.\r\n")
    'Ask the child & listen.'
    """
    return "\n".join(_tidy_line(line) for line in _LINE_ENDS.split(text)).strip()


def _tidy_line(line: str) -> str:
    line = _ENTITY.sub(lambda entity: unescape(entity[0]), _QUOTED.sub("", line))
    line = _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", line))
    return " ".join(INVISIBLE.sub("", line).split())


def without_markup(text: str) -> str:
    """Return an answer without comments and code fences."""
    return tidy(_FENCE.sub("", re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)))


# --- Lists ------------------------------------------------------------------------------------

#: The signs of a list: of Markdown and of Word, whose signs are letters of its own fonts.
_SIGN = (
    r"(?:[-*+•·‣\u2043◦▪▫■□●○◆♦►▶➢➤✓✔☐☑→»–—\ue000-\uf8ff]\s+|[\ue000-\uf8ff]|[ov§Øüq]\s+(?=[A-Z“‘\"'])"
    r"|\[[ xX]?\]\s+)"
)
_NUMBER = (
    r"(?:\(?[0-9]{1,2}[.)]\s+|[0-9]{1,2}(?:\.[0-9]{1,2})+[.)]?\s+(?=[A-Z“‘\"'])"
    r"|\(?(?:[a-h]|[ivx]{1,4})[.)]\s+)"
)
_MARKER = re.compile(rf"(?:{_SIGN})*(?:{_NUMBER})?")
_MARKER_OF_NUMBERED = re.compile(rf"(?:{_SIGN})*")


def lines_of(text: str, numbered: bool = False) -> list[str]:
    """Return the lines of a tidy answer without the signs and numbers of a list.

    With ``numbered``, lines start with a number of their own, which is kept.
    """
    marker = _MARKER_OF_NUMBERED if numbered else _MARKER
    lines = (marker.sub("", line, count=1).strip() for line in text.splitlines())
    return [line for line in lines if line]


def sentences_of(text: str) -> list[str]:
    r"""Return the sentences of a tidy answer, each of which may be wrapped over several lines.

    A line goes on with the one above if that has no end, and this one starts in lower case: in a
    list if it has no sign of its own, otherwise if other lines start with a capital.

    >>> sentences_of("Keep the timeline\nup to date\nAsk about multi-\nagency plans")
    ['Keep the timeline up to date', 'Ask about multi-agency plans']
    >>> sentences_of("- keep the timeline\nup to date\n- ask every child")
    ['keep the timeline up to date', 'ask every child']
    """
    lines = [line for line in text.splitlines() if lines_of(line)]
    has_signs = any(lines_of(line) != [line] for line in lines)
    has_capitals = any(line[0].isupper() for line in lines)
    found: list[str] = []
    for line in lines:
        (words,) = lines_of(line)
        is_rest = line == words and words[0].islower() and (has_signs or has_capitals)
        if is_rest and found and not found[-1].endswith((".", ":", ";", "!", "?")):
            found[-1] += words if re.search(r"\w-$", found[-1]) else f" {words}"
        else:
            found.append(words)
    return found


def was_wrapped(text: str) -> list[str]:
    """Return the sentences of a tidy answer that were put together from several lines."""
    lines = lines_of(text)
    return [sentence for sentence in sentences_of(text) if sentence not in lines]
