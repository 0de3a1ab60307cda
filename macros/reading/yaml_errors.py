"""What an editor probably did wrong when YAML cannot be parsed.

The parser reports, in its own terms, where it had to stop, which is often a line below the mistake.
The cause is easier to see in the lines themselves, so they are examined first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any

import yaml

from macros.reading.yaml_messages import (
    AUDIT_IN_A_LIST,
    FENCE,
    FIRST_LINE,
    IF_NOT,
    ITEM_IN_A_TEXT,
    NAME_OF_LIST_MISSING,
    NO_SPACE_AFTER_HYPHEN,
    POINTS_BELOW,
    POINTS_BELOW_TEXT,
    SENTENCE_WITHOUT_HYPHEN,
    TWO_VERSIONS,
    Finding,
    Message,
    after_bracket,
    backslash,
    bracket_not_closed,
    cannot_start_with,
    colon_in_text,
    cut_at,
    does_not_fit,
    entry_without_hyphen,
    first_line_missing,
    hyphen_missing,
    list_beside_its_name,
    moved,
    neither_name_nor_item,
    no_colon_after,
    no_space_after,
    none_but_items,
    other_list_sign,
    quote_not_closed,
    text_after_quote,
    two_documents,
)
from macros.records.records import Audit


def explain(error: yaml.YAMLError, lines: Sequence[str]) -> Finding:
    """Return a plain message for an error of the parser.

    ``lines`` are the lines of the whole text. These are examined in turn: the lines above, for an
    unclosed quotation mark; the line of the error; the lines around it.
    """
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if getattr(error, "problem", "") == "but found another document":
        return *_within(lines, mark), *two_documents(lines)
    parsed = [_parts(number, line) for number, line in enumerate(lines, start=1)]
    line = parsed[_within(lines, mark)[0] - 1]
    above = [other for other in reversed(parsed[: line.number - 1]) if other.is_content]
    return (
        _in_a_list_file(parsed)
        or _open_quote(parsed[: line.number], "\n".join(lines))
        or _moved_entry(parsed, line, above)
        or _items_of_nothing(parsed, line, above)
        or _one_line(parsed, line, above)
        or _line_above(parsed, line, above)
        or _first_item(parsed, line, above)
        or _in_the_parsers_words(error, lines, parsed)
    )


def _within(lines: Sequence[str], mark: Any) -> tuple[int, int]:
    """Return the line and column of a mark, or the end of the text if it is beyond that."""
    if mark is None:
        return 1, 1
    if mark.line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return mark.line + 1, mark.column + 1


# --- Before the text is parsed ----------------------------------------------------------------

_CONFLICT = re.compile(r"<{7}(?: |$)")


def conflict(lines: Iterable[str]) -> Finding | None:
    """Return a finding for the first conflict marker of an unresolved merge."""
    for number, line in enumerate(lines, start=1):
        if line.startswith("<<<<<<<") and _CONFLICT.match(line):
            return number, 1, *TWO_VERSIONS
    return None


def fences(lines: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each code fence that was copied with an example."""
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith(("```", "~~~")):
            yield number, len(line) - len(line.lstrip()) + 1, *FENCE


# --- One line ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Line:
    """A line as an editor sees it: its indentation, a hyphen, a name and a value.

    ``start`` is the position of ``value``.
    """

    number: int
    text: str
    indent: int
    has_hyphen: bool
    name: str
    value: str
    start: int

    @property
    def is_content(self) -> bool:
        """Whether it is neither empty nor a comment."""
        return bool(self.text.strip()) and not self.text.lstrip().startswith("#")

    def says(self, message: Message) -> Finding:
        """Return a finding at the first character of this line."""
        return self.number, self.indent + 1, *message


_PARTS = re.compile(r"( *)((?:- +)*)(?:(\w[\w-]*) *:(?: +|$))?")


def _parts(number: int, line: str) -> _Line:
    match = _PARTS.match(line)
    assert match  # every part of the pattern may be empty
    indent, hyphen, name = match.groups()
    rest = line[match.end() :]
    return _Line(number, line, len(indent), bool(hyphen), name or "", rest, match.end())


def _names_in(lines: Iterable[_Line]) -> frozenset[str]:
    """Return the names before a colon in some lines."""
    return frozenset(line.name for line in lines) - {""}


def _names_of_items(lines: Iterable[_Line]) -> Counter[str]:
    """Return how often an item starts with each name."""
    return Counter(line.name for line in lines if line.has_hyphen and line.name)


_QUOTED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"'(?:[^']|'')*'"),
}
_ENDS = re.compile(r"[ ,\]}]*(?:\n| #|$)")


def _open_quote(lines: Sequence[_Line], text: str) -> Finding | None:
    """Return a finding if a value in some lines opens with a quotation mark that is not closed.

    A mark on a later line closes it only if nothing follows; otherwise it opens the next text.
    """
    offset = closed = 0
    for line in lines:
        sign = line.value[:1]
        if sign in _QUOTED and offset >= closed:
            quoted = _QUOTED[sign].match(text, offset + line.start)
            if not quoted or ("\n" in quoted[0] and not _ENDS.match(text, quoted.end())):
                return line.number, line.start + 1, *quote_not_closed(sign, line.value)
            closed = quoted.end()
        offset += len(line.text) + 1
    return None


def _one_line(lines: Sequence[_Line], line: _Line, above: Sequence[_Line]) -> Finding | None:
    """Return a finding if the line of the error itself shows what is wrong."""
    words = (
        _start(line, lines)
        or _first_character(line.name, line.value)
        or _points_below(line, lines)
        or _colon(line.value, lines)
    )
    if words:
        return line.number, line.start + 1, *words
    item = next((other for other in above if other.has_hyphen and other.name), None)
    is_alike = item and line.name and (item.name, item.indent) == (line.name, line.indent)
    return line.says(hyphen_missing(line.name)) if is_alike and not line.has_hyphen else None


def _start(line: _Line, lines: Iterable[_Line]) -> Message | None:
    """Return a message for a line that starts neither with a name and a colon nor with a hyphen."""
    if line.name:
        return None
    if re.match(r"-[^\s-]", line.value):
        return NO_SPACE_AFTER_HYPHEN
    if mistyped := re.match(r"([a-z_]+):(?!//)\S", line.value):
        return no_space_after(mistyped[1])
    if sign := _LIST_SIGN.match(line.value):
        return other_list_sign(sign[0].strip())
    name = re.match(r"([A-Za-z_]+)(?:\s*[;=.,–—-])?(?:\s|$)", line.value)
    names = _names_in(lines) | (Audit.model_fields.keys() if line.indent == 0 else set())
    return no_colon_after(name[1]) if name and name[1] in names else None


_LIST_SIGN = re.compile(r"(?:[*+–—]|[^\w\s\x00-\x7f“”„‘’«»£€…]|[0-9]{1,2}[.)])\s+(?=\S)")


def _first_character(name: str, value: str) -> Message | None:
    """Return a message for a value whose first character has a special meaning."""
    sign = value[:1]
    if sign in _QUOTED:
        quoted = _QUOTED[sign].match(value)
        goes_on = quoted and not _ENDS.match(value, quoted.end())
        return text_after_quote(sign, value) if goes_on else None
    if name and re.match(r"- ", value):
        return list_beside_its_name(name, value)
    if sign in ("[", "{"):
        two = re.match(r"[\[{][^\[\]{}]*[\]}]\s*([^\s#].*)", value)
        if not two:
            return None
        is_text = two[1][0].isalnum() or two[1].startswith("(")
        is_text = is_text and not re.match(r"[\w-]+:\s", two[1])
        return cannot_start_with(sign, value) if is_text else after_bracket(two[1])
    if re.match(r"[@`%*&!,\]}]|[?:](\s|$)|[|>](?![-+0-9]*\s*(#|$))", value):
        return cannot_start_with(sign, value)
    return None


def _points_below(line: _Line, lines: Sequence[_Line]) -> Message | None:
    """Return a message for a sentence that ends with a colon and is followed by a list."""
    if not line.value.rstrip().endswith(":"):
        return None
    below = next((one for one in lines[line.number :] if one.is_content), line)
    is_point = below.text.lstrip().startswith("- ") and not below.name
    if not is_point or below.indent < line.indent:
        return None
    return POINTS_BELOW_TEXT if line.name == "text" else POINTS_BELOW


def _colon(value: str, lines: Iterable[_Line]) -> Message | None:
    """Return a message for a value with a colon in it."""
    if value[:1] in ("'", '"', "[", "{", "#") or not re.search(r":(\s|$)", value):
        return None
    message, remedy = colon_in_text(value)
    names = _names_in(lines)
    joined = next((name for name in re.findall(r"\s([\w-]+):\s", value) if name in names), "")
    if joined:
        remedy = remedy.removesuffix(IF_NOT) + (
            f" If “{joined}: …” was a line of its own, start a new line there."
        )
    return message, remedy


# --- The lines above --------------------------------------------------------------------------


def _line_above(lines: Sequence[_Line], line: _Line, above: Sequence[_Line]) -> Finding | None:
    """Return a finding if the nearest line above is at fault, although the parser accepted it."""
    if not above:
        return None
    before = above[0]
    if words := _start(before, lines):
        return before.number, before.start + 1, *words
    if not (line.name or line.has_hyphen or line.text.lstrip().startswith("-")):
        cut = re.search(r"^ *[^\s#].*?( +#.*)", lines[line.number - 2].text)
        return (line.number - 1, cut.start(1) + 1, *cut_at(cut[1])) if cut else None
    if words := _name_above(before, line, lines):
        return before.says(words)
    if _is_at_another_depth(lines, line, above):
        return before.number, 1, *does_not_fit(before.text, around="around")
    return None


def _meaningless(text: str, number: int, lines: Sequence[_Line]) -> Message:
    """Return a message for a line that is neither a name nor an item."""
    if re.search(r"\w", text) and not any(one.is_content for one in lines[: number - 1]):
        return FIRST_LINE
    return neither_name_nor_item(text, _names_in(lines))


def _name_above(before: _Line, line: _Line, lines: Sequence[_Line]) -> Message | None:
    """Return a message for a line that the next line cannot follow, because it has a name."""
    if before.has_hyphen:
        return None
    if line.has_hyphen:
        is_odd = not before.name and before.text.strip() and before.indent <= line.indent
        return _meaningless(before.value, before.number, lines) if is_odd else None
    if line.indent == before.indent + 2 and _names_of_items(lines)[before.name]:
        return hyphen_missing(before.name)
    if not before.name and before.indent == line.indent:
        return _meaningless(before.value, before.number, lines)
    return None


def _is_at_another_depth(lines: Sequence[_Line], line: _Line, above: Sequence[_Line]) -> bool:
    """Whether the line above is indented differently from the lines around it."""
    before, further_up = above[0], above[1:]
    others = [other for other in lines if other is not before]
    items = [other for other in others if other.has_hyphen]
    if before.has_hyphen and before.name:  # an item, whose names are in line with other items'
        is_odd = line.indent != before.indent + 2
        return is_odd and not line.has_hyphen and line.indent - 2 in {i.indent for i in items}
    if before.has_hyphen:  # only a text, as deep as items that start with a name
        alike = [item for item in items if item.indent == before.indent]
        fell_out = bool(further_up) and further_up[0].indent > before.indent
        return fell_out and bool(alike) and all(item.name for item in alike)
    if not before.name:
        return False
    if not further_up:  # the first line of all
        return before.indent > line.indent
    further_in = {other.name for other in others if other.indent > before.indent}
    return before.indent < line.indent and bool(before.value) and before.name in further_in


def _in_a_list_file(lines: Sequence[_Line]) -> Finding | None:
    """Return a finding for an audit, or an entry without a hyphen, in a file that holds a list."""
    outermost = [line for line in lines if line.is_content and line.indent == 0]
    if not (outermost and outermost[0].has_hyphen):
        return None
    names = [line for line in outermost if line.name and not line.has_hyphen]
    if _names_in(names) & {"good_practice", "reminders"}:
        return names[0].says(AUDIT_IN_A_LIST)
    if names and names[0].name == outermost[0].name:
        return names[0].says(entry_without_hyphen(names[0].name))
    return None


def _items_of_nothing(
    lines: Sequence[_Line], item: _Line, above: Sequence[_Line]
) -> Finding | None:
    """Return a finding if items follow a line that already has a value."""
    if not above or not (item.has_hyphen and item.name):
        return None
    before = above[0]
    if before.has_hyphen or not before.name or before.indent > item.indent:
        return None
    if re.match(r"\[\s*\]", before.value):
        return before.number, before.start + 1, *none_but_items(before.name)
    if not before.value.startswith("[") or before.indent == item.indent:
        return None
    is_first = all((one.indent, one.name) != (item.indent, item.name) for one in above[1:])
    if is_first and _names_of_items(lines)[item.name] > 1:
        return item.says(NAME_OF_LIST_MISSING)
    return None


def _moved_entry(lines: Sequence[_Line], line: _Line, above: Sequence[_Line]) -> Finding | None:
    """Return a finding if an entry is indented differently from the others of its list.

    It is the entry of the error, or the one above. Its lines may be too far in or out with it.
    """
    entry = line if line.has_hyphen else next((o for o in above if o.has_hyphen and o.name), line)
    if not (entry.has_hyphen and entry.name):
        return None
    indents = [one.indent for one in lines if one.has_hyphen and one.name == entry.name]
    home = max(indents, key=lambda indent: (indents.count(indent), indent % 2 == 0))
    if entry.indent == home and line.has_hyphen:
        entry = next((o for o in above if o.has_hyphen and o.name == entry.name), entry)
    if entry.indent == home:
        return None
    content = [one for one in lines[entry.number :] if one.is_content]
    within = list(takewhile(lambda one: one.indent >= min(entry.indent, home + 1), content))
    if within and within[0].indent == home + 2:  # only the first line was moved
        within = []
    others = takewhile(lambda one: not (one.has_hyphen and one.indent == home), within)
    last = max([entry.number, *(one.number for one in others)])
    return entry.number, 1, *moved(entry.indent, home, entry.number, last)


def _first_item(lines: Sequence[_Line], item: _Line, above: Sequence[_Line]) -> Finding | None:
    """Return a finding if the first item of a list has no hyphen.

    The parser takes that line for a name, and fails at the hyphen of the second item.
    """
    if not (item.has_hyphen and item.name):
        return None
    inside = list(takewhile(lambda line: line.indent >= item.indent, above))
    around = above[len(inside) : len(inside) + 1]
    if not inside or any(line.has_hyphen or line.value for line in around):
        return None
    first = inside[-1]
    if first.text.lstrip().startswith("-"):
        return None
    if first.name == item.name:
        return first.says(hyphen_missing(first.name))
    if first.name and first.indent > item.indent and _names_of_items(lines)[item.name] > 1:
        return first.says(first_line_missing(item.name))
    return None


def _in_the_parsers_words(
    error: yaml.YAMLError, lines: Sequence[str], parsed: Iterable[_Line]
) -> Finding:
    """Return a finding for what only the parser's own message shows."""
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    mark = getattr(error, "problem_mark", None)
    line, column = _within(lines, mark)
    opened = _within(lines, getattr(error, "context_mark", None) or mark)
    text = lines[opened[0] - 1][opened[1] - 1 :]
    if "escape" in words or "hexdecimal" in words:
        return line, column, *backslash(text)
    if "quoted scalar" in words:
        return *opened, *quote_not_closed(text[:1])
    if re.search("cannot start any token|alias|anchor", words):
        return *opened, *cannot_start_with(text[:1])
    if "flow" in words:
        return *opened, *bracket_not_closed(text)
    if "could not find expected ':'" in words:
        return *opened, *_meaningless(text, opened[0], list(parsed))
    return line, 1, *does_not_fit(lines[line - 1], goes_on="mapping values" in words)


# --- A text of several lines ------------------------------------------------------------------


def swallowed_item(lines: Sequence[str], *, in_a_list: bool) -> Finding | None:
    """Return a finding if a line of a text was probably meant as an item of its own.

    ``lines`` are the lines of the text, the first with what precedes it. The line of the finding
    counts from there. ``in_a_list``: the text is an item of a list.
    """
    for number, (above, line) in enumerate(pairwise(lines), start=2):
        text = line.lstrip()
        column = len(line) - len(text) + 1
        if re.match("[-•*+] ", text):
            first = _parts(1, lines[0])
            if re.match(r"-\S", first.value):
                return 1, first.start + 1, *NO_SPACE_AFTER_HYPHEN
            return number, column, *(POINTS_BELOW_TEXT if first.name == "text" else ITEM_IN_A_TEXT)
        if in_a_list and text[:1].isupper() and above.rstrip().endswith((".", "?", "!")):
            return number, column, *SENTENCE_WITHOUT_HYPHEN
    return None
