"""Reading YAML so that every value keeps its place, and every trap of YAML is a plain message.

PyYAML's own loaders turn ``no`` into ``False`` and ``12:30`` into 750, let the last of two equal
keys win and cut a sentence at `` #`` without a word. Here one tree is composed, every scalar stays
the text that was typed, and each of those traps is reported with its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from macros.problems import Problem

# The C loader composes several times faster; every wheel of PyYAML that pip installs has it.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Path = tuple[str | int, ...]
"""Where a value is in a document: keys and positions, from the top."""


@dataclass
class YamlDocument:
    """A YAML text as plain values, with the place of each.

    ``value`` holds ``dict``, ``list`` and ``str`` only, or ``None`` if the text could not be read.
    ``places`` maps a path to (line, column), both from 1; a path to a key's value maps to the key.
    """

    file: str
    value: Any = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> tuple[int, int]:
        """Return the place of a path, or of the nearest thing around it that has one."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def report(self, path: Path, message: str, remedy: str) -> None:
        """Add a problem at the place of a path."""
        self.problems.append(Problem(self.file, *self.place(path), message, remedy))


def parse_yaml(file: str, text: str) -> YamlDocument:
    """Return the values of a YAML text and all that is wrong with it as YAML.

    ``file`` is only used in messages. Nothing is raised.
    """
    document = YamlDocument(file)
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            document.problems.append(
                Problem(
                    file,
                    number,
                    1,
                    "there is a tab at the start of the line",
                    "Use spaces to indent. Two spaces for each step in.",
                )
            )
    if document.problems:
        return document
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        document.problems.append(_syntax_problem(file, error, lines))
        return document
    if root is None:
        document.problems.append(
            Problem(
                file,
                1,
                1,
                "the file is empty",
                "Fill it in, or delete the file if it is not needed.",
            )
        )
        return document
    document.places[()] = (1, 1)
    document.value = _Reader(document, lines).read(root, ())
    return document


class _Reader:
    """Turns the composed tree into plain values and notes places and traps on the way."""

    def __init__(self, document: YamlDocument, lines: list[str]) -> None:
        self.document = document
        self.lines = lines
        self.seen: set[int] = set()

    def read(self, node: Any, path: Path) -> Any:
        mark = node.start_mark
        self.document.places.setdefault(path, (mark.line + 1, mark.column + 1))
        # An alias makes the same node turn up again. Nested aliases can grow without end.
        if id(node) in self.seen:
            self.document.report(
                path,
                "the “*” at the start makes YAML repeat another part of the file",
                "Write the text out, or put quotes around it if it begins with a star.",
            )
            return ""
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.read_mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
        self.check_cut(node)
        return node.value.strip()

    def read_mapping(self, node: Any, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node.value, str) else "?"
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key in result:
                first = self.document.places[(*path, key)][0]
                self.document.problems.append(
                    Problem(
                        self.document.file,
                        *place,
                        f"“{key}” is there twice; it is already on line {first}",
                        "Keep one of the two. If both are needed, join them under one key.",
                    )
                )
                continue
            self.document.places[(*path, key)] = place
            result[key] = self.read(value_node, (*path, key))
        return result

    def check_cut(self, node: Any) -> None:
        """Report `` #`` after unquoted words: YAML leaves out the rest of the line."""
        if node.style or " " not in node.value:
            return
        mark = node.end_mark
        rest = self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""
        if re.match(r"\s+#", rest):
            self.document.problems.append(
                Problem(
                    self.document.file,
                    mark.line + 1,
                    mark.column + 1,
                    f"YAML leaves out everything from “{rest.strip()[:40]}” on",
                    "If it belongs to the sentence, put double quotes around the whole sentence. "
                    "If it is a note for editors, put it on a line of its own.",
                )
            )


def _syntax_problem(file: str, error: yaml.YAMLError, lines: list[str]) -> Problem:
    """Return a plain message for what the parser stumbled over."""
    if isinstance(error, yaml.reader.ReaderError):
        before = "\n".join(lines)[: error.position]
        return Problem(
            file,
            before.count("\n") + 1,
            1,
            "there is a character that a text file cannot hold",
            "Delete it and type the text again. It often comes with a paste from another program.",
        )
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    number, column = (mark.line, mark.column) if mark else (0, 0)
    number = min(number, len(lines) - 1)
    what = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    start = getattr(error, "context_mark", None)
    line = lines[number]
    character = line[column : column + 1]

    if "mapping values are not allowed" in what:
        message = "a colon with a space after it makes YAML read the words before it as a name"
        remedy = (
            "If the colon belongs to the sentence, put double quotes around the whole sentence. "
            "If not, check that the line starts in the same column as the lines around it."
        )
    elif "quoted scalar" in what and start:
        number = start.line
        message = "a quotation mark is opened on this line and never closed"
        remedy = "Add the closing quotation mark at the end of the text."
    elif "flow sequence" in what or "flow mapping" in what:
        number = start.line if start else number
        message = "a bracket is opened on this line and not closed properly"
        remedy = "Close the bracket and put commas between the items: [siblings, smart-plans]."
    elif "cannot start any token" in what or "alias" in what or "anchor" in what:
        message = f"text cannot start with “{character}” in YAML"
        remedy = "Put double quotes around the whole text."
    elif "could not find expected ':'" in what:
        number = start.line if start else number
        message = "this line is neither “name: value” nor the start of a new item"
        remedy = (
            "If it goes on from the line above, indent it further than that line and check the "
            "line above for “ #”. If it is a new entry, write “name: value”."
        )
    elif "but found another document" in what:
        message = "“---” starts a second document"
        remedy = "Take the line out. Each file holds one record or one list."
    elif "block sequence entries are not allowed" in what:
        message = "a list cannot start on the same line as its name"
        remedy = "Put each “- item” on a line of its own, below the name and indented."
    elif "did not find expected" in what:
        message = "this line does not fit with the lines above it"
        remedy = (
            "Check that it starts in the same column as its neighbours, and that nothing stands "
            "after a closing quotation mark."
        )
    else:
        message = "the file cannot be read from here on"
        remedy = "Check the quotation marks, the colons and the spaces at the start of the line."
    return Problem(file, number + 1, column + 1, message, remedy)
