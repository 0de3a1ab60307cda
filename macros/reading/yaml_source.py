"""How YAML is read so that every value keeps its place, and every pitfall becomes a plain message.

PyYAML's own loaders turn ``no`` into ``False`` and ``12:30`` into 750, let the last of two equal
keys win and silently cut a sentence at `` #``. Here its nodes are read instead: every value stays
the text that was typed, and each of those pitfalls is reported with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from macros.problems import Problem
from macros.reading.signs import also_on, unreadable
from macros.reading.yaml_errors import conflict, explain, fences, swallowed_item
from macros.reading.yaml_messages import (
    COMMA_IN_BRACKETS,
    COMMA_IN_CURLY_QUOTES,
    QUOTE_AT_THE_END,
    Message,
    backslash,
    cannot_start_with,
    cut_at,
    first_line_missing,
    first_name_twice,
    name_twice,
    second_entry,
    without_colon,
)

#: How deep lists and entries may be nested. The data needs 6.
MAX_DEPTH = 20


class _TooDeepError(yaml.MarkedYAMLError):
    """Lists are nested so deeply that they would exhaust the memory."""


# The C parser is several times faster; every wheel of PyYAML that pip installs has it.
class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Composes nodes whose values are texts, and refuses deep nesting.

    The two overridden methods would otherwise resolve types by path, which is not needed here.
    """

    depth = 0

    def descend_resolver(self, parent: Any, index: Any) -> None:  # called before each node
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _TooDeepError(problem_mark=parent.start_mark)

    def ascend_resolver(self) -> None:  # called after each node
        self.depth -= 1


#: In a path: the value of a name that occurs for the second time.
AGAIN = -1

#: Where a value is in a document: names and positions, from the top.
Path = tuple[str | int, ...]


@dataclass
class YamlDocument:
    """A YAML text as plain values, with the place of each.

    ``value`` holds ``dict``, ``list`` and ``str`` only, or ``None`` if the text could not be read.
    ``text`` is the text itself, including comments. ``places`` maps a path to (line, column), both
    from 1; the path to a name's value maps to the name. ``unread`` holds the paths whose value
    could not be read: further problems there would only be consequences, so they are not reported.
    ``is_blank``: there are no values at all; ``is_whole``: all of them could be read.
    """

    file: str
    value: Any = None
    text: str = ""
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[Path] = field(default_factory=set)
    is_blank: bool = False
    is_whole: bool = True

    def place(self, path: Path) -> tuple[int, int]:
        """Return the place of a path, or of the nearest value around it that has one."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def report(
        self,
        path: Path,
        message: str,
        remedy: str,
        place: tuple[int, int] | None = None,
        why: str = "",
    ) -> None:
        """Add a problem at a path, shown at its own place unless another is given."""
        if not any(path[:length] in self.unread for length in range(len(path) + 1)):
            self.add(*(place or self.place(path)), message, remedy, why)

    def add(self, line: int, column: int, message: str, remedy: str, why: str = "") -> None:
        """Add a problem at a line and column."""
        self.problems.append(Problem(self.file, line, column, message, remedy, why))


def texts_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield each text at any depth of a value, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts_in(inner, (*path, index))


def parse_yaml(file: str, text: str) -> YamlDocument:
    """Return the values of a YAML text, with all problems in it as YAML.

    ``file`` is only used in messages. Nothing is raised.
    """
    document = YamlDocument(file, text=text)
    lines = re.split(r"\r\n|\r|\n", text)
    signs = [] if text.isascii() else list(unreadable(lines))
    reported = {number for number, *_ in signs}
    if _SUSPECT.search(text):
        odd: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for number, line in enumerate(lines, start=1):
            if number not in reported and (found := _check_characters(line)):
                odd.setdefault(found[1:], []).append((number, found[0]))
        for (message, remedy), ((number, column), *others) in odd.items():
            document.add(number, column, message, remedy + also_on(n for n, _ in others))
    if both := conflict(lines):
        document.add(*both)
    if "```" in text or "~~~" in text:
        for found_fence in fences(lines):
            document.add(*found_fence)
    if not document.problems and not (signs and _REFUSED.search(text)):
        _read(document, text, lines)
    is_read = document.is_blank or document.value is not None
    document.is_whole = is_read and not document.problems
    places = {(problem.line, problem.column) for problem in document.problems}
    if document.value is None:  # the sign may be what makes the line unreadable
        document.problems = [
            problem for problem in document.problems if problem.line not in reported
        ]
    for finding in signs:
        if document.value is None or finding[:2] not in places:
            document.add(*finding)
    return document


def _read(document: YamlDocument, text: str, lines: list[str]) -> None:
    """Fill a document with the values of a text, or with the problem that makes it unreadable."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except _TooDeepError as error:
        document.add(
            *_place(error.problem_mark),
            f"more than {MAX_DEPTH} lists or brackets are nested here",
            "Take out those that are not needed. If the text begins with brackets, put double "
            'quotes (") around the whole text.',
        )
    except yaml.YAMLError as error:
        document.add(*explain(error, lines))
    else:
        document.is_blank = node is None
        if node is not None:
            document.value = _Reader(document, lines).read(node, ())


# --- Before the text is parsed ----------------------------------------------------------------

#: Invisible characters, which come with pasted text.
INVISIBLE = re.compile(
    "[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # what YAML refuses
    "|[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_REFUSED = re.compile("[\x80-\x84\x86-\x9f]")

#: Only lines that match this need the checks of single lines.
_SUSPECT = re.compile(rf"(?=[^\r\n -~])(?:{INVISIBLE.pattern}|\s)")

_PASTED = "Such characters come with a text that is pasted from another program."


def _check_characters(line: str) -> tuple[int, str, str] | None:
    """Return column, message and remedy for a character that is invisible or looks like a space."""
    invisible = INVISIBLE.search(line)
    if invisible:
        column = invisible.start() + 1
        message = f"there is an invisible character in column {column}"
        return column, message, f"Type the line again and delete the old one. {_PASTED}"
    blanks = line[: len(line) - len(line.lstrip())]
    if "\t" in blanks:
        message = "there is a tab at the start of the line"
        return 1, message, "Delete it and type spaces: two for each step in."
    if blanks.strip(" "):
        message = "the line starts with a special space, not the one of the space bar"
        remedy = f"Delete the spaces at the start of the line and type them again. {_PASTED}"
        return 1, message, remedy
    mark = re.match(r" *(?:- +)*([\w-]+:|-)([^\S ])", line)
    if mark:
        kind = "tab" if mark[2] == "\t" else "special space, not the one of the space bar,"
        return mark.end(), f"there is a {kind} after “{mark[1]}”", "Delete it and type a space."
    return None


# --- From nodes to values ---------------------------------------------------------------------


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


class _Reader:
    """Turns nodes into plain values, and records places and problems."""

    def __init__(self, document: YamlDocument, lines: list[str]) -> None:
        self.document = document
        self.lines = lines
        self.seen: set[int] = set()

    def read(self, node: yaml.Node, path: Path) -> Any:
        """Return the value of a node."""
        place = _place(node.start_mark)
        self.document.places.setdefault(path, place)
        if id(node) in self.seen:
            return ""  # an alias, which is reported elsewhere and may be recursive
        self.seen.add(id(node))
        if words := self.misread(node):
            self.document.report(path, *words, place)
            self.document.unread.add(path)
        if isinstance(node, yaml.MappingNode):
            return self.read_names(node, path)
        if isinstance(node, yaml.SequenceNode):
            return self.read_items(node, path)
        text = _one_line(node.value)
        if isinstance(node, yaml.ScalarNode):
            self.check_text(node, text, path)
        return text

    def misread(self, node: yaml.Node) -> Message | None:
        """Return a message for a text whose first character is special in YAML."""
        start = self.rest_of_line(node.start_mark)
        if start[:1] in ("&", "!", "*"):
            return cannot_start_with(start[:1])
        if start[:1] == "{" and isinstance(node, yaml.MappingNode):
            # Braces around names and values, as in {count: 5, of: 6}, are intended.
            is_meant = re.match(r"\{\s*([\w-]+:|\}|$)", start)
            return without_colon(start) or (None if is_meant else cannot_start_with("{"))
        return None

    def read_items(self, node: yaml.SequenceNode, path: Path) -> list[Any]:
        items: list[Any] = []
        for item in node.value:
            place = (*path, len(items))
            items.append(self.read(item, place))
            is_bare = node.flow_style and not getattr(item, "style", "")
            if is_bare and _opens_only(items[-1]):
                self.document.report(place, *COMMA_IN_CURLY_QUOTES)
            elif is_bare and len(items) > 1 and (word := _GOES_ON.match(str(items[-1]))):
                message, remedy = COMMA_IN_BRACKETS
                self.document.report(place, message.format(word[0]), remedy)
        return items

    def read_names(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        again: dict[str, tuple[int, int]] = {}
        for name_node, value in node.value:
            name = self.read_name(name_node, path)
            if name in values:
                again.setdefault(name, _place(name_node.start_mark))
                self.document.unread.add((*path, name, AGAIN))
                self.read(value, (*path, name, AGAIN))
            else:
                self.document.places[(*path, name)] = _place(name_node.start_mark)
                values[name] = self.read(value, (*path, name))
        if again:
            self.report_twice(path, next(iter(values)), again)
        return values

    def read_name(self, node: yaml.Node, path: Path) -> str:
        """Return the name before a colon."""
        sign = self.rest_of_line(node.start_mark)[:1]
        if isinstance(node, yaml.ScalarNode) and sign not in ("&", "!", "*"):
            return _one_line(node.value)
        if sign not in tuple("[{&*!"):
            sign = "?"  # it is before the name, and allows the name to be a list
        self.document.report(path, *cannot_start_with(sign), _place(node.start_mark))
        self.document.unread.add(path)
        return ""

    def report_twice(self, path: Path, first_name: str, again: dict[str, tuple[int, int]]) -> None:
        """Report names that one entry has twice; ``again`` maps them to their second places.

        In a list these are nearly always two items, and neither must be lost.
        """
        first = {name: self.document.places[(*path, name)][0] for name in again}
        name, place = next(iter(again.items()))
        if not path and name == first_name and len(again) > 1:
            self.document.report(path, *second_entry(name, first[name]), place)
            self.document.unread.add(path)
            return
        is_item = bool(path) and isinstance(path[-1], int)
        if is_item and name == first_name:
            self.document.report(path, *first_name_twice(name, first[name]), place)
            self.document.unread.add(path)
        elif is_item and ("text" in again or len(again) > 1):
            self.document.report(path, *first_line_missing(first_name), place)
            self.document.unread.add(path)
        else:
            for name, place in again.items():
                self.document.report((*path, name), *name_twice(name, first[name]), place)

    def rest_of_line(self, mark: Any) -> str:
        return self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""

    def has_escape(self, node: yaml.ScalarNode) -> bool:
        """Whether a text in double quotes holds a backslash that was not meant to change it."""
        start, end = node.start_mark, node.end_mark
        lines = self.lines[start.line : end.line + 1]
        lines[-1] = lines[-1][: end.column]
        lines[0] = lines[0][start.column :]
        return _ESCAPE.search("\n".join(lines)) is not None

    def check_text(self, node: yaml.ScalarNode, text: str, path: Path) -> None:
        """Report a text that is cut off, or contains invisible characters.

        The lines have already been checked, so only an escape sequence in quotes can contain them.
        """
        found: tuple[Message, tuple[int, int] | None] | None = None
        if node.style in ("|", ">"):
            lines = self.lines[node.start_mark.line : node.end_mark.line]
            if swallowed := swallowed_item(lines, in_a_list=False):
                line, column, *words = swallowed
                found = (words[0], words[1]), (node.start_mark.line + line, column)
        elif node.style:
            is_odd = INVISIBLE.search(text) or (node.style == '"' and self.has_escape(node))
            found = (backslash(text), None) if is_odd else None
        elif _is_cut(node.value, rest := self.rest_of_line(node.end_mark)):
            found = cut_at(rest), _place(node.end_mark)
        elif text.endswith('"') and text.count('"') == 1:
            found = QUOTE_AT_THE_END, None
        elif node.end_mark.line > node.start_mark.line:
            lines = self.lines[node.start_mark.line : node.end_mark.line + 1]
            if swallowed := swallowed_item(lines, in_a_list=_is_item(path)):
                line, column, *words = swallowed
                found = (words[0], words[1]), (node.start_mark.line + line, column)
        if found:
            self.document.report(path, *found[0], found[1])
            self.document.unread.add(path)


def _is_item(path: Path) -> bool:
    return bool(path) and isinstance(path[-1], int)


_LINE_BREAK = re.compile(r"[\r\n\x85\u2028\u2029]")


_GOES_ON = re.compile(r"(?:and|or|but)\b(?= )")
#: A backslash that turns what follows into another character, or is lost itself.
_ESCAPE = re.compile(r":\\(?!\\)|(?<!\\)(?:\\\\)*\\(?![\\\"/nxuU])")


def _opens_only(item: Any) -> bool:
    """Whether an item is a text with a curly quotation mark that is opened and not closed.

    >>> _opens_only("“neglect"), _opens_only("“neglect”")
    (True, False)
    """
    closing = {"“": "”", "„": "“", "‘": "’", "«": "»"}
    return isinstance(item, str) and bool(item) and closing.get(item[0], item[0]) not in item


def _one_line(text: str) -> str:
    """Return a text on one line: line breaks have no meaning in any field."""
    if text.isprintable():  # it has no line break
        return text.strip()
    return " ".join(line.strip() for line in _LINE_BREAK.split(text) if line.strip())


def _is_cut(text: str, rest: str) -> bool:
    """Whether a comment after a text is probably the end of the text.

    After a single word, such as an id, “# ” clearly starts a comment.

    >>> _is_cut("Remember priority", " #1 and others"), _is_cut("siblings", "  # a theme")
    (True, False)
    """
    return (
        "#" in rest
        and bool(re.match(r"\s+#", rest))
        and (" " in text or not re.match(r"\s+#\s", rest))
    )
