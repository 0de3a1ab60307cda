"""What an editor did where YAML stumbles, and the words for it.

The parser says where it could not go on, which is often a line below the mistake, and says it in
its own terms. What happened is best seen on the lines themselves, so those are looked at first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any

import yaml

from macros.problems import nearest, shown

#: Line, column, what is there and how to mend it.
Finding = tuple[int, int, str, str]

#: What is there, and how to mend it.
Message = tuple[str, str]


def explain(error: yaml.YAMLError, lines: Sequence[str]) -> Finding:
    """Return a plain message for what the parser stumbled over.

    ``lines`` are those of the whole text. What is looked at, in this order: the lines above for a
    quotation mark that is still open, the line of the error, and the lines that it belongs with.
    """
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if getattr(error, "problem", "") == "but found another document":
        return *within(lines, mark), *_TWO_DOCUMENTS
    index = within(lines, mark)[0] - 1
    return (
        _open_quote(lines, index)
        or _explain_items_of_nothing(lines, index)
        or _explain_line(lines, index)
        or _explain_line_before(lines, index)
        or _explain_first_item(lines, index)
        or _explain_error(error, lines)
    )


def within(lines: Sequence[str], mark: Any) -> tuple[int, int]:
    """Return the line and column of a mark, or the end of the text if it is beyond that."""
    if mark is None:
        return 1, 1
    if mark.line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return mark.line + 1, mark.column + 1


# --- Before the text is parsed ----------------------------------------------------------------

_CONFLICT = re.compile(r"<{7}(?: |$)")


def conflict(lines: Iterable[str]) -> Finding | None:
    """Return a finding for the first mark of two versions of a text that were not yet joined."""
    for number, line in enumerate(lines, start=1):
        if line.startswith("<<<<<<<") and _CONFLICT.match(line):
            return number, 1, *_TWO_VERSIONS
    return None


def fences(lines: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each line that marks an example, copied with the example."""
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith(("```", "~~~")):
            column = len(line) - len(line.lstrip()) + 1
            yield number, column, *_FENCE


# --- One line ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Line:
    """A line as an editor sees it: how far it is indented, a hyphen, a name and what follows.

    ``start`` is where ``value`` begins.
    """

    indent: int
    has_hyphen: bool
    name: str
    value: str
    start: int


_PARTS = re.compile(r"( *)((?:- +)*)(?:(\w[\w-]*) *:(?: +|$))?")


def _parts(line: str) -> _Line:
    """Return the parts of a line.

    >>> _parts("  - id: siblings")
    _Line(indent=2, has_hyphen=True, name='id', value='siblings', start=8)
    """
    match = _PARTS.match(line)
    assert match  # every part of the pattern may be empty
    return _Line(len(match[1]), bool(match[2]), match[3] or "", line[match.end() :], match.end())


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _content_above(lines: Sequence[str], index: int) -> Iterator[int]:
    """Yield the lines above one that hold more than a note, the nearest first."""
    return (above for above in range(index - 1, -1, -1) if _is_content(lines[above]))


def _names_in(lines: Iterable[str]) -> frozenset[str]:
    """Return the names that stand before a colon anywhere in a text."""
    return frozenset(_parts(line).name for line in lines) - {""}


_QUOTED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"'(?:[^']|'')*'"),
}
_ENDS = re.compile(r"[ ,\]}]*(?:\n| #|$)")


def _open_quote(lines: Sequence[str], last: int) -> Finding | None:
    """Return a finding if a text up to a line opens with a quotation mark that is not closed.

    It counts as closed on a later line only if nothing follows there: otherwise the mark that was
    found is the one that opens the next text.
    """
    text = "\n".join(lines)
    offset = closed = 0
    for index, line in enumerate(lines[: last + 1]):
        parts = _parts(line)
        sign = parts.value[:1]
        if sign in _QUOTED and offset >= closed:
            quoted = _QUOTED[sign].match(text, offset + parts.start)
            if not quoted or ("\n" in quoted[0] and not _ENDS.match(text, quoted.end())):
                return index + 1, parts.start + 1, *_quote_not_closed(sign)
            closed = quoted.end()
        offset += len(line) + 1
    return None


def _explain_line(lines: Sequence[str], index: int) -> Finding | None:
    """Return a finding if the line of the error shows what is wrong with it."""
    line = _parts(lines[index])
    words = (
        _explain_start(line, lines)
        or _explain_first_character(line.name, line.value)
        or _explain_colon(line.value, lines)
    )
    if words:
        return index + 1, line.start + 1, *words
    if _lost_its_hyphen(lines, index):
        return index + 1, line.indent + 1, *_hyphen_missing(line.name)
    return None


def _explain_start(line: _Line, lines: Iterable[str]) -> Message | None:
    """Return words for a line that begins neither with a name and a colon nor with a hyphen."""
    if line.name:
        return None
    return (
        _explain_missing_space(line.value)
        or _explain_other_list_sign(line.value)
        or _explain_missing_colon(line.value, _names_in(lines))
    )


def _explain_line_before(lines: Sequence[str], index: int) -> Finding | None:
    """Return a finding if the nearest line above is at fault, which the parser let pass."""
    index_before = next(_content_above(lines, index), None)
    if index_before is None:
        return None
    before, line = _parts(lines[index_before]), _parts(lines[index])
    words = _explain_start(before, lines)
    if words:
        return index_before + 1, before.start + 1, *words
    if line.name or line.has_hyphen or lines[index].lstrip().startswith("-"):
        words = _explain_name_above(before, line, lines)
        if words is None and _fell_out_of_its_list(lines, index_before):
            return index_before + 1, before.indent + 1, *_FURTHER_LEFT
        if words is None and _is_at_another_depth(lines, index_before, index):
            return index_before + 1, 1, *_does_not_fit(lines[index_before], False, "around")
        return (index_before + 1, before.indent + 1, *words) if words else None
    cut = re.search(r"^ *[^\s#].*?( +#.*)", lines[index - 1])
    return (index, cut.start(1) + 1, *cut_at(cut[1])) if cut else None


def _explain_name_above(before: _Line, line: _Line, lines: Iterable[str]) -> Message | None:
    """Return words for a line below which a name cannot stand, as it does in the next one."""
    if before.has_hyphen or line.has_hyphen:
        return None
    if line.indent == before.indent + 2 and _names_of_items(lines)[before.name]:
        return _hyphen_missing(before.name)
    if not before.name and before.indent == line.indent:
        return _neither_name_nor_item(before.value, _names_in(lines))
    return None


def _fell_out_of_its_list(lines: Sequence[str], index: int) -> bool:
    """Whether a line is an item with a text alone, at the depth of items that begin with a name."""
    line = _parts(lines[index])
    above = next(_content_above(lines, index), None)
    if (
        above is None
        or not line.has_hyphen
        or line.name
        or _parts(lines[above]).indent <= line.indent
    ):
        return False
    others = [part for number, part in enumerate(map(_parts, lines)) if number != index]
    alike = [part for part in others if part.has_hyphen and part.indent == line.indent]
    return bool(alike) and all(part.name for part in alike)


def _is_at_another_depth(lines: Sequence[str], index_before: int, index: int) -> bool:
    """Whether it is the line above that is not indented as its neighbours are."""
    before, line = _parts(lines[index_before]), _parts(lines[index])
    others = [part for number, part in enumerate(map(_parts, lines)) if number != index_before]
    if not before.name:
        return False
    if before.has_hyphen:  # the names below it stand where those of other items do
        is_odd = line.indent != before.indent + 2
        items = {part.indent for part in others if part.has_hyphen}
        return is_odd and not line.has_hyphen and line.indent - 2 in items
    if next(_content_above(lines, index_before), None) is None:  # the first line of all
        return before.indent > line.indent
    further_in = {part.name for part in others if part.indent > before.indent}
    return before.indent < line.indent and bool(before.value) and before.name in further_in


def _explain_items_of_nothing(lines: Sequence[str], index: int) -> Finding | None:
    """Return a finding if items stand below a line that has all it needs already."""
    item = _parts(lines[index])
    above = next(_content_above(lines, index), None)
    if above is None or not (item.has_hyphen and item.name):
        return None
    before = _parts(lines[above])
    if before.has_hyphen or not before.name or before.indent > item.indent:
        return None
    if re.match(r"\[\s*\]", before.value):
        return above + 1, before.start + 1, *_none_but_items(before.name)
    if not before.value.startswith("[") or before.indent == item.indent:
        return None
    earlier = (_parts(lines[number]) for number in _content_above(lines, above))
    is_first = all((one.indent, one.name) != (item.indent, item.name) for one in earlier)
    if is_first and _names_of_items(lines)[item.name] > 1:
        return index + 1, item.indent + 1, *_NAME_OF_LIST_MISSING
    return None


def _explain_first_item(lines: Sequence[str], index: int) -> Finding | None:
    """Return a finding if a list begins with a line that has no hyphen.

    The parser takes that line for a name, and stumbles over the hyphen of the second item.
    """
    item = _parts(lines[index])
    if not (item.has_hyphen and item.name):
        return None
    above = list(_content_above(lines, index))
    inside = list(takewhile(lambda number: _parts(lines[number]).indent >= item.indent, above))
    around = [_parts(lines[number]) for number in above[len(inside) :][:1]]
    if not inside or any(line.has_hyphen or line.value for line in around):
        return None
    first = inside[-1]
    if lines[first].lstrip().startswith("-"):
        return None
    line = _parts(lines[first])
    if line.name == item.name:
        return first + 1, line.indent + 1, *_hyphen_missing(line.name)
    if line.name and line.indent > item.indent and _names_of_items(lines)[item.name] > 1:
        return first + 1, line.indent + 1, *first_line_missing(item.name)
    return None


def _names_of_items(lines: Iterable[str]) -> Counter[str]:
    """Return how often each name is the first of an item."""
    return Counter(line.name for line in map(_parts, lines) if line.has_hyphen and line.name)


def _lost_its_hyphen(lines: Sequence[str], index: int) -> bool:
    """Whether a line begins with the name that the items above it begin with, but no hyphen."""
    line = _parts(lines[index])
    if not line.name or line.has_hyphen:
        return False
    items = (_parts(lines[above]) for above in _content_above(lines, index))
    nearest = next((item for item in items if item.has_hyphen and item.name), None)
    return nearest is not None and (nearest.name, nearest.indent) == (line.name, line.indent)


def _explain_missing_space(value: str) -> Message | None:
    if re.match(r"-[^\s-]", value):
        return _NO_SPACE_AFTER_HYPHEN
    mistyped = re.match(r"([a-z_]+):(?!//)\S", value)
    return no_space_after(mistyped[1]) if mistyped else None


def _explain_other_list_sign(value: str) -> Message | None:
    sign = _LIST_SIGN.match(value)
    if not sign:
        return None
    return (
        f"an item of a list starts with a hyphen here, not with “{sign[0].strip()}”",
        "Type a hyphen and a space in its place: “- ”.",
    )


_LIST_SIGN = re.compile(r"(?:[•‣◦▪·*+–—]|[0-9]{1,2}[.)])\s+(?=\S)")


def _explain_missing_colon(value: str, names: frozenset[str]) -> Message | None:
    name = re.match(r"([A-Za-z_]+)(?:\s*[;=.,–—-])?(?:\s|$)", value)
    if not name or name[1] not in names:
        return None
    return (
        f"there is no colon after “{name[1]}”",
        f"Write a colon and a space after it: “{name[1]}: …”. If this line goes on from the one "
        "above, put more spaces at its start than that line has.",
    )


def _explain_first_character(name: str, value: str) -> Message | None:
    sign = value[:1]
    if sign in _QUOTED:
        quoted = _QUOTED[sign].match(value)
        if quoted and not _ENDS.match(value, quoted.end()):
            return (
                f"the text goes on after its closing quotation mark ({sign})",
                _sentence(_quotes_around(value)),
            )
    elif name and re.match(r"- ", value):
        return (
            f"a list cannot start on the same line as its name, “{name}”",
            "Put each item on a line of its own below the name: two spaces, “- ” and the item. "
            f"If it is one text that starts with a hyphen, {_quotes_around(value)}.",
        )
    elif sign in ("[", "{"):
        two = re.match(r"[\[{][^\[\]{}]*[\]}]\s*(?:([\w-]+):\s)?([^\s#].*)", value)
        if two and two[1]:
            return _two_on_a_line(two[1])
        if two:
            is_text = two[2][0].isalnum() or two[2].startswith("(")
            return cannot_start_with(sign, value) if is_text else _after_bracket(two[2])
    elif re.match(r"[@`%*&!,\]}]|[?:](\s|$)|[|>](?![-+0-9]*\s*(#|$))", value):
        return cannot_start_with(sign, value)
    return None


def _explain_colon(value: str, lines: Iterable[str]) -> Message | None:
    if value[:1] in ("'", '"', "[", "{", "#") or not re.search(r":(\s|$)", value):
        return None
    message, remedy = colon_in_text(value)
    names = _names_in(lines)
    joined = next((name for name in re.findall(r"\s([\w-]+):\s", value) if name in names), "")
    if joined:
        remedy += f" If “{joined}: …” was a line of its own, start a new line there."
    return message, remedy


def _explain_error(error: yaml.YAMLError, lines: Sequence[str]) -> Finding:
    """Return a finding for what can only be known from the parser's own words."""
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    line, column = within(lines, getattr(error, "problem_mark", None))
    opened = within(
        lines, getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
    )
    text = lines[opened[0] - 1][opened[1] - 1 :]
    if "escape" in words or "hexdecimal" in words:
        return line, column, *BACKSLASH
    if "quoted scalar" in words:
        return *opened, *_quote_not_closed(text[:1])
    if re.search("cannot start any token|alias|anchor", words):
        return *opened, *cannot_start_with(text[:1])
    if "flow" in words:
        return *opened, *_bracket_not_closed(text)
    if "could not find expected ':'" in words:
        above = next(_content_above(lines, opened[0] - 1), None)
        before = _parts(lines[above]).indent if above is not None else 0
        further_left = opened[1] - 1 < before
        return *opened, *_neither_name_nor_item(text, _names_in(lines), further_left=further_left)
    return line, 1, *_does_not_fit(lines[line - 1], goes_on="mapping values" in words)


# --- A text of several lines ------------------------------------------------------------------


def swallowed_item(lines: Sequence[str], *, in_a_list: bool) -> Finding | None:
    """Return a finding if a line of a text was likely meant as an item of its own.

    ``lines`` are those of the text; the first also holds what stands before it. The line of the
    finding counts from there. ``in_a_list`` says whether the text is an item of a list.
    """
    for number, (above, line) in enumerate(pairwise(lines), start=2):
        text = line.lstrip()
        column = len(line) - len(text) + 1
        if re.match("[-•*+] ", text):
            first = _parts(lines[0])
            if re.match(r"-\S", first.value):
                return 1, first.start + 1, *_NO_SPACE_AFTER_HYPHEN
            return number, column, *_ITEM_IN_A_TEXT
        if in_a_list and text[:1].isupper() and above.rstrip().endswith((".", "?", "!")):
            return number, column, *_SENTENCE_WITHOUT_HYPHEN
    return None


# --- Messages that several findings share --------------------------------------------------------

CURLY_QUOTES = "“”„‘’«»"


def colon_in_text(text: str) -> Message:
    """Return the words for a text that a colon splits into a name and a value."""
    if text[:1] in tuple(CURLY_QUOTES):
        return (
            "a colon splits this text in two, because the quotation marks around it are curly",
            'Type straight quotation marks (") in place of the first and the last.',
        )
    return (
        "a colon with a space after it splits this text into a name and a value",
        f"If the colon belongs to the text, {_quotes_around(text)}.",
    )


def no_space_after(name: str) -> Message:
    """Return the words for a name whose colon no space follows."""
    return f"there is no space after “{name}:”", f"Put a space after the colon: “{name}: …”."


def _quotes_around(text: str) -> str:
    """Return the advice to quote a text, with quotation marks that the text allows.

    >>> _quotes_around('Say "no"')
    "put single quotes (') around the whole text"
    """
    if not re.search(r'["\\]', text):
        return 'put double quotes (") around the whole text'
    if "'" not in text:
        return "put single quotes (') around the whole text"
    return 'put double quotes (") around the whole text, and write \\" for each one inside it'


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def cannot_start_with(sign: str, text: str = "") -> Message:
    """Return the words for a text that begins with a sign to which YAML gives a meaning."""
    return (
        f"a text cannot start with “{sign}”: the sign means something else there",
        _sentence(_quotes_around(text)),
    )


def _two_on_a_line(name: str) -> Message:
    return (
        f"“{name}” stands on the same line as what comes before it",
        f"Put “{name}: …” on a line of its own, with as many spaces at its start.",
    )


def _after_bracket(rest: str) -> Message:
    return (
        f"{shown(rest, 40)} stands after the bracket that closes the list",
        "Take it out. If it is a line of its own, start a new line there.",
    )


def _hyphen_missing(name: str) -> Message:
    return (
        f"a new item seems to start with “{name}” here, but it has no hyphen",
        f"Put a hyphen and a space in front of it: “- {name}: …”.",
    )


def first_line_missing(name: str) -> Message:
    """Return the words for an item whose first line, with the hyphen, is missing."""
    return (
        f"a new item seems to start here, but its first line, “- {name}: …”, is missing",
        "Put it above this line. Delete nothing unless both items are the same.",
    )


def name_twice(name: str, first: int) -> Message:
    """Return the words for a name that one entry has more than once, on line ``first`` before."""
    return (
        f"{shown(name)} is there twice; it is already on line {first}",
        "Keep one of the two. If both are needed, join them under one name.",
    )


def first_name_twice(name: str, first: int) -> Message:
    """Return the words for the first name of an item that comes again before the item ends."""
    return (
        f"{shown(name)} is there twice; it is already on line {first}",
        f"If a new item starts here, put a hyphen and a space in front of it: “- {name}: …”. "
        "If not, keep one of the two.",
    )


def _quote_not_closed(sign: str) -> Message:
    remedy = f"Put the same mark ({sign}) at the end of the text."
    if sign == "'":
        remedy += ' If it is an apostrophe, put double quotes (") around the whole text.'
    return f"a quotation mark ({sign}) is opened here and not closed", remedy


def _bracket_not_closed(text: str) -> Message:
    return (
        "a bracket is opened here and not closed properly",
        "Close the bracket on the same line, and put commas between the items: "
        f"[siblings, sharing]. If it is not a list, {_quotes_around(text)}.",
    )


def cut_at(rest: str) -> Message:
    """Return the words for a text whose end is read as a note."""
    return (
        f"everything from {shown(rest.strip(), 40)} on is read as a note and left out",
        f"If it belongs to the text, {_quotes_around(rest)}. "
        "If it is a note for editors, put it on a line of its own.",
    )


def _does_not_fit(line: str, goes_on: bool, around: str = "above") -> Message:
    text = line.lstrip(" ")
    spaces = len(line) - len(text)
    count = {0: "no space", 1: "1 space"}.get(spaces, f"{spaces} spaces")
    if text.startswith("-"):
        remedy = "Put its hyphen below those of the other items, or take it out if this is no item."
    elif spaces == 1 and _parts(line).name:
        remedy = "Delete the space at its start."
    else:
        remedy = "Put as many spaces at its start as the line has that it belongs with."
        if goes_on:
            remedy += f" If it goes on from the text above, {_quotes_around(text)}."
    return f"this line starts with {count}, which does not fit with the lines {around} it", remedy


COMMA_IN_CURLY_QUOTES = (
    "a comma divides this text in two, because the quotation marks around it are curly",
    'Type straight quotation marks (") in place of them.',
)

BACKSLASH = (
    "a backslash (\\) within double quotes changes the character after it",
    "Put single quotes (') around the whole text in place of the double ones.",
)

QUOTE_AT_THE_END = (
    'a quotation mark (") stands at the end of this text, but none at its start',
    "Put one at its start as well, or take this one out.",
)

_NO_SPACE_AFTER_HYPHEN = (
    "there is no space after the hyphen",
    "Put a space after the hyphen: “- ”.",
)

_ITEM_IN_A_TEXT = (
    "this line starts as an item of a list does, but is read as a part of the text above",
    "If both are items, each needs a hyphen, and the hyphens stand below each other. If this line "
    "goes on from the text above, join it to that line.",
)

_SENTENCE_WITHOUT_HYPHEN = (
    "a new sentence starts on this line, but it has no hyphen and is joined to the one above",
    "Put a hyphen and a space in front of it: “- ”. If it does belong to the item above, write "
    "both sentences on one line.",
)

_FURTHER_LEFT = (
    "this line starts further left than the line above it, to which it seems to belong",
    "Put as many spaces at its start as the other items of its list have.",
)

_FENCE = (
    "this line only marked where an example begins or ends",
    "Delete this line.",
)

_NAME_OF_LIST_MISSING = (
    "a list starts here, but the line above it with its name is missing",
    "Put it back above this line, such as “good_practice:” or “reminders:”.",
)


def _none_but_items(name: str) -> Message:
    return (
        f"“[]” says that “{name}” has no items, but items follow",
        "Delete the “[]”, so that the line ends with the colon.",
    )


def _neither_name_nor_item(
    text: str, names: frozenset[str], *, further_left: bool = False
) -> Message:
    """Return the words for a line that means nothing by itself."""
    message = "this line is neither “name: …” nor an item of a list, “- …”"
    goes_on = "If it goes on from the line above, put more spaces at its start than that line has."
    if re.fullmatch(r"[a-z_]+ *", text):
        near = nearest(text.strip(), names)
        if near:
            return message, f"Finish it, such as “{near}: …”, or delete it."
        return message, f"If it is a name that you began, finish it, or delete it. {goes_on}"
    if further_left:
        return (
            f"{message}, and it starts further left than the line above",
            "If it belongs to the text above, put as many spaces at its start as that line has, "
            "or more. If it is an item of the list, it needs “- ” as well.",
        )
    return message, goes_on


def without_colon(text: str) -> Message | None:
    """Return the words for names and numbers in braces of which one has no colon, or a wrong one.

    >>> without_colon("{count 5, of: 6}")[1]
    'Write a colon and a space after each name: “{count: 5, of: 6}”.'
    """
    braces = re.match(r"\{\s*[a-z_]+\W*\d+\s*(?:[,;]\s*[a-z_]+\W*\d+\s*)*\}", text)
    if not braces:
        return None
    pairs = re.findall(r"([a-z_]+)\W*(\d+)", braces[0])
    meant = "{" + ", ".join(f"{name}: {number}" for name, number in pairs) + "}"
    if re.sub(r"\s+", " ", braces[0]) in (meant, meant.replace("{", "{ ").replace("}", " }")):
        return None
    return (
        f"{shown(braces[0])} cannot be read as names and numbers",
        f"Write a colon and a space after each name: “{meant}”.",
    )


_TWO_DOCUMENTS = (
    "the line “---” divides the file in two",
    "Take the line out. Each file holds one list or one entry.",
)

_TWO_VERSIONS = (
    "two people have changed the same lines, and both versions stand here",
    "Keep the version that is right. Then delete the other one and the three lines that begin with "
    "“<<<<<<<”, “=======” and “>>>>>>>”.",
)
