"""A text as readers see it, whatever joins its parts in the file.

Between “3” and “May” there may be a no-break space, ``&nbsp;``, ``</b>``, an asterisk or the end
of a line. Digits may be full-width, and letters may have something between them that has no width.
What looks for passages sees none of this, and each passage has its place in the file.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from macros.disclosure.kinds import Passage


@dataclass(frozen=True)
class Appearance:
    """A text as it appears, and how to find its parts in the text that it is made from.

    ``starts`` are the places of the parts that differ, ``changes`` the end of each, and its start
    and end in the text that it is made from.
    """

    text: str
    below: Appearance | None = None
    starts: list[int] = field(default_factory=list)
    changes: list[tuple[int, int, int]] = field(default_factory=list)

    def in_file(self, start: int, end: int) -> tuple[int, int]:
        """Return the start and the end in the file of what appears from ``start`` to ``end``."""
        if self.below is None:
            return start, end
        return self.below.in_file(self._below(start)[0], self._below(end - 1)[1])

    def passage_in_file(self, passage: Passage) -> Passage:
        """Return a passage of this text with its place in the file."""
        return Passage(*self.in_file(passage.start, passage.end), passage.kind)

    def _below(self, place: int) -> tuple[int, int]:
        """Return start and end of one character in the text below."""
        index = bisect_right(self.starts, place) - 1
        if index < 0:
            return place, place + 1
        end, start_below, end_below = self.changes[index]
        if place < end:
            return start_below, end_below
        return end_below + place - end, end_below + place - end + 1

    def with_each(
        self, pattern: re.Pattern[str], seen: Callable[[re.Match[str]], str]
    ) -> Appearance:
        """Return what appears if ``seen`` says what each match of a pattern looks like."""
        parts: list[str] = []
        starts: list[int] = []
        changes: list[tuple[int, int, int]] = []
        size = end = 0
        for match in pattern.finditer(self.text):
            new = seen(match)
            if new != match[0]:
                parts += (self.text[end : match.start()], new)
                size += match.start() - end
                starts.append(size)
                size += len(new)
                changes.append((size, *match.span()))
                end = match.end()
        if not changes:
            return self
        return Appearance("".join([*parts, self.text[end:]]), self, starts, changes)

    def changed_lines(self) -> Iterator[Appearance]:
        """Yield each line that differs from the text below, with the lines above and after it."""
        line_end = 0
        for start, (stop, *_) in zip(self.starts, self.changes, strict=True):
            if start >= line_end:
                above = max(0, self.text.rfind("\n", 0, start))
                begin = max(0, self.text.rfind("\n", 0, above))
                line_end = self.text.find("\n", stop) + 1 or len(self.text)
                end = self.text.find("\n", line_end) + 1 or len(self.text)
                yield Appearance(self.text[begin:end], self, [0], [(0, begin, begin)])


def appearances(text: str) -> Iterator[Appearance]:
    """Yield a text with plain characters, then its lines without what only joins words, if any.

    Both count: an asterisk, a long dash or a break of no width may join two parts or divide them.
    """
    plain = Appearance(text).with_each(_CHARACTER, lambda match: _plain(match[0]))
    yield plain
    joined = plain.with_each(_JOINT, _joint)
    if joined is not plain:
        yield from joined.changed_lines()


#: The placeholder of every character that cannot be seen.
_INVISIBLE = "\u200b"

#: Characters that look like others, and that Unicode does not say are the same.
_LOOKS_LIKE = {
    **dict.fromkeys("\u2212\u2043", "-"),
    **dict.fromkeys("\u2044\u2215", "/"),
    "\u2024": ".",
    **dict.fromkeys("\u02bc\u2032\u00b4", "'"),
    **dict.fromkeys("\u2800\u3164", " "),
}
_LONG_DASHES = "–—―"

#: An entity of HTML, an escape of YAML or Markdown, or a character other than those of ASCII.
_CHARACTER = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[!-/:-@\[-`{-~])"
    r"|[\t\x0b\f]|[^\x00-\x7f]"
)

#: What only shapes a text, or has no width. Tags and comments are bounded, so that no long line of
#: them keeps the guard busy.
_MARK = (
    rf"(?:[*`~^{_LONG_DASHES}{_INVISIBLE}]|==|(?<![^\W_])_|_(?![^\W_])"
    r"|<!--[^\n]{0,200}?-->|</?[A-Za-z][^<>\n]{0,200}>)"
)
#: What joins two parts: marks between them, several spaces, or the end of a line, unless the next
#: line starts an item, a field or the like.
_JOINT = re.compile(
    rf"(?=[ \n*`~^=_<{_LONG_DASHES}{_INVISIBLE}])(?:"  # quicker: most places can start none
    rf"(?<=[^\s*`~^=_>{_LONG_DASHES}{_INVISIBLE}]) *{_MARK}(?: |{_MARK})*+(?=\S)"
    r"|(?<=\S)  +(?=\S)"
    rf"|(?<=[^\W_]|[,;])(?: |{_MARK})*+\n(?P<indent> *)(?P<sign>[>#] +)?(?!\* ){_MARK}*+(?=\w)"
    r"(?![\w-]+:(?:\s|$)|\d{1,3}\. ))"
)
#: The start of a field of a data file. Its text goes on in lines that are further in.
_FIELD = re.compile(r" *(?:- )?(?=\w+: )")
_TAG = re.compile("<[^>]*>")
_BREAK = re.compile(r"<(?:br|hr|p|/p|li|/li|td|/td|div|/div)\b")


@cache
def _plain(sign: str) -> str:
    """Return what a character, an entity or an escape looks like, in plain characters.

    >>> _plain("&nbsp;"), _plain("&#8209;"), _plain("é")
    (' ', '-', 'é')
    """
    if sign.startswith("&"):
        sign = html.unescape(sign)
    elif sign.startswith("\\"):
        sign = html.unescape(f"&#x{sign[2:]};") if len(sign) > 2 else sign[1]
    return "".join(map(_plain_character, sign))


def _plain_character(sign: str) -> str:
    category = unicodedata.category(sign)
    if sign in _LOOKS_LIKE:
        return _LOOKS_LIKE[sign]
    if sign.isspace():
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category in ("Cf", "Mn"):
        return _INVISIBLE
    if category in ("Lu", "Ll") or unicodedata.decomposition(sign).startswith(
        ("<wide>", "<small>")
    ):
        return unicodedata.normalize("NFKC", sign)
    return "-" if category == "Pd" and sign not in _LONG_DASHES else sign


def _joint(match: re.Match[str]) -> str:
    """Return what is seen of something that joins two parts."""
    if "\n" in match[0]:
        return " " if _goes_on(match) else match[0]
    if " " in _TAG.sub("", match[0]) or _BREAK.search(match[0]):
        return " "
    return "-" if match[0] in _LONG_DASHES else ""


def _goes_on(match: re.Match[str]) -> bool:
    """Whether a line goes on in the next one, and is no heading, row of a table or other field."""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    if line.lstrip().startswith("|"):
        return False
    if line.lstrip().startswith("#") != (match["sign"] or "").startswith("#"):
        return False
    name = _FIELD.match(line)
    return not name or len(match["indent"]) > len(name[0])
