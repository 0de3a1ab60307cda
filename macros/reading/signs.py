"""Signs that nobody could read: decoded wrongly, lost, or in no font of the PDFs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from macros.problems import quoted
from macros.reading.yaml_messages import Finding, Message

#: Ranges of signs that DejaVu Sans has whole: the font that stands in where the font of the PDFs
#: lacks a sign (``printing/debian-packages.txt``). A test compares them with the font.
_RANGES = (
    "\t\n\r\x20-\x7e\xa0-\u02af\u02c6-\u02dd\u0300-\u034f\u0370-\u0523\u05d0-\u05ea\u0621-\u063a"
    "\u0640-\u0655\u0660-\u066d\u1e00-\u1ef9\u1f00-\u1fff\u2000-\u206f\u2070-\u209c\u20a0-\u20b5"
    "\u2116\u2122\u2150-\u2185\u2190-\u2300\u2460-\u2469\u2500-\u269c\u2701-\u2704\u2706-\u2709"
    "\u270c-\u2727\u2729-\u274b\u2756\u2758-\u275e\ufeff"
)
PRINTABLE = re.compile(f"[{_RANGES}]")

_UNREADABLE = re.compile(
    "[ÂÃâÅÄ][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]+"
    f"|[\ufb00-\ufb06]|[^{_RANGES}\x00-\x1f\x7f-\x9f\u180e\ufe00-\ufe0f]+"
)


def unreadable(lines: Sequence[str]) -> Iterator[Finding]:
    """Yield a finding for each sign in some lines that readers could not read.

    The same sign is reported once, with the other lines that it is on.
    """
    found: dict[str, list[tuple[int, int, Message]]] = {}
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            continue
        for match in _UNREADABLE.finditer(line):
            if words := _words(match[0]):
                found.setdefault(match[0], []).append((number, match.start() + 1, words))
    for (number, column, (message, remedy)), *others in found.values():
        again = also_on(one[0] for one in others if one[0] != number)
        if others and not again:
            again = " It is on this line more than once."
        yield number, column, message, f"{remedy}{again}"


def also_on(lines: Iterable[int]) -> str:
    """Return a sentence that names other lines with the same fault; empty if there are none.

    >>> also_on([7]), also_on([8, 7, 9])
    (' The same goes for line 7.', ' The same goes for lines 7, 8 and 9.')
    """
    numbers = [str(number) for number in sorted(set(lines))]
    if len(numbers) > 1:
        return f" The same goes for lines {', '.join(numbers[:-1])} and {numbers[-1]}."
    return f" The same goes for line {numbers[0]}." if numbers else ""


def _words(sign: str) -> Message | None:
    plain = unicodedata.normalize("NFKC", sign)
    if sign[0] in "ÂÃâÅÄ":
        if not (meant := _decoded(sign)):
            return None  # a word of another language
        message = f"{quoted(sign)} is left of a sign that another program saved differently"
        remedy = f"Type {quoted(meant)} in its place." if meant.strip() else "Type a space there."
    elif "\ufffd" in sign:
        message, remedy = "a letter was lost here", "Type it again, as the briefing has it."
    elif "\ufb00" <= sign <= "\ufb06":
        message = f"{quoted(sign)} is one sign, so that nobody finds the word"
        remedy = f"Type the letters in its place: {quoted(plain)}."
    elif unicodedata.category(sign[0]) == "Co":
        message = "there is a sign that only the program has from which the text was copied"
        remedy = (
            "Delete it. If it starts an item of a list, type a hyphen and a space in its place."
        )
    elif any(one.isalnum() for one in sign):  # perhaps a name or a number, which is not repeated
        message = "the font of the PDFs does not have these letters"
        remedy = "Write in English letters what they mean, or take them out."
        if plain.isascii():
            message = "these letters or digits are wider than usual"
            remedy = "Type them with the usual keys."
    elif plain != sign and plain.isascii():
        message, remedy = (
            f"{quoted(sign)} is not the sign of the keyboard",
            f"Type {quoted(plain)}.",
        )
    else:
        message = f"the font of the PDFs has no sign {quoted(sign)}"
        remedy = "Take it out, or write in English letters what it means."
    return message, remedy


def _decoded(sign: str) -> str:
    """Return the text that was saved as UTF-8 and read as Windows-1252, or an empty string.

    >>> _decoded("â€™"), _decoded("Ã©"), _decoded("Â£"), _decoded("â–")
    ('’', 'é', '£', '')
    """
    saved = b"".join(
        one.encode("latin-1") if "\x80" <= one <= "\x9f" else one.encode("cp1252", "replace")
        for one in sign
    )
    for end in range(len(saved), 1, -1):
        try:
            return saved[:end].decode("utf-8") + sign[end:]
        except UnicodeDecodeError:
            continue
    return ""
