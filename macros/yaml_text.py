"""Reading YAML so that every value keeps its place, and every trap of YAML is a plain message.

PyYAML's own loaders turn ``no`` into ``False`` and ``12:30`` into 750, let the last of two equal
names win and cut a sentence at `` #`` without a word. Here the parser's events are read instead:
every value stays the text that was typed, and each of those traps is reported with its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from macros.problems import Problem, shown

# The C parser is several times faster; every wheel of PyYAML that pip installs has it.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

DEEPEST = 20
"""How many lists and entries may stand within each other. The data needs 6."""

AGAIN = -1
"""Stands in a path for the value of a name that is there already."""

Path = tuple[str | int, ...]
"""Where a value is in a document: names and positions, from the top."""

Finding = tuple[int, int, str, str]
"""Line, column, what is there and how to mend it."""


@dataclass
class YamlDocument:
    """A YAML text as plain values, with the place of each.

    ``value`` holds ``dict``, ``list`` and ``str`` only, or ``None`` if the text could not be read.
    ``text`` is the text itself, notes included.
    ``places`` maps a path to (line, column), both from 1; a path to a name's value maps to the
    name. ``unread`` holds the paths whose value could not be read: what is said about them would
    only be a consequence of that, so it is left out.
    """

    file: str
    value: Any = None
    text: str = ""
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[Path] = field(default_factory=set)

    def place(self, path: Path) -> tuple[int, int]:
        """Return the place of a path, or of the nearest thing around it that has one."""
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


def parse_yaml(file: str, text: str) -> YamlDocument:
    """Return the values of a YAML text and all that is wrong with it as YAML.

    ``file`` is only used in messages. Nothing is raised.
    """
    document = YamlDocument(file, text=text)
    lines = re.split(r"\r\n|\r|\n", text)
    if _SUSPECT.search(text):
        for number, line in enumerate(lines, start=1):
            found = _check_characters(line)
            if found:
                document.add(number, *found)
    if not document.problems:
        _read(document, text, lines)
    return document


def _read(document: YamlDocument, text: str, lines: list[str]) -> None:
    """Fill a document with the values of a text, or with the problem that makes it unreadable."""
    try:
        events = _events(text)
    except _TooDeepError as error:
        document.add(*error.finding)
        return
    except yaml.YAMLError as error:
        document.add(*_explain(error, lines))
        return
    starts = [event for event in events if isinstance(event, yaml.DocumentStartEvent)]
    if not starts:
        what = "holds nothing but notes" if text.strip() else "is empty"
        document.add(
            1, 1, f"the file {what}", "Fill it in, or delete the file if it is not needed."
        )
    elif len(starts) > 1:
        document.add(
            *_place(starts[1].start_mark),
            "the line “---” divides the file in two",
            "Take the line out. Each file holds one list or one entry.",
        )
    else:
        document.value = _Reader(document, lines, events).read_document()


# --- Before the text is parsed ----------------------------------------------------------------

_INVISIBLE = re.compile(
    "[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # what YAML refuses
    "|[\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"  # what nobody can see
)

_SUSPECT = re.compile(rf"(?![\r\n])(?:{_INVISIBLE.pattern})|[^\S\r\n ]")
"""What none of the checks of a line has anything to say without."""

_PASTED = "Such characters come with a text that is pasted from another program."


def _check_characters(line: str) -> tuple[int, str, str] | None:
    """Return column, message and remedy for what looks like a space, or like nothing."""
    invisible = _INVISIBLE.search(line)
    if invisible:
        column = invisible.start() + 1
        message = f"there is an invisible character in column {column}"
        return column, message, f"Type the line again and delete the old one. {_PASTED}"
    blanks = line[: len(line) - len(line.lstrip())]
    if "\t" in blanks:
        message = "there is a tab at the start of the line"
        return 1, message, "Delete it and type spaces: two for each step in."
    if blanks.strip(" "):
        message = "the line starts with a space of another kind than the space bar gives"
        remedy = f"Delete the spaces at the start of the line and type them again. {_PASTED}"
        return 1, message, remedy
    mark = re.match(r" *(?:- +)*([\w-]+:|-)([^\S ])", line)
    if mark:
        kind = "tab" if mark[2] == "\t" else "space of another kind than the space bar gives"
        return mark.end(), f"after “{mark[1]}” stands a {kind}", "Delete it and type a space."
    return None


# --- From events to values --------------------------------------------------------------------


class _TooDeepError(Exception):
    """Lists within lists go on beyond any sense, and would exhaust the memory."""

    def __init__(self, mark: Any) -> None:
        self.finding: Finding = (
            *_place(mark),
            f"more than {DEEPEST} lists or brackets stand within each other here",
            "Take out those that are not needed. If the text begins with brackets, put double "
            'quotes (") around the whole text.',
        )


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _events(text: str) -> list[Any]:
    """Return the parser's events. Raises yaml.YAMLError where the text is not YAML."""
    events = []
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _TooDeepError(event.start_mark)
        events.append(event)
    return events


class _Reader:
    """Turns events into plain values and notes places and traps on the way."""

    def __init__(self, document: YamlDocument, lines: list[str], events: list[Any]) -> None:
        self.document = document
        self.lines = lines
        self.events = iter(events)

    def read_document(self) -> Any:
        while not isinstance(next(self.events), yaml.DocumentStartEvent):
            pass
        return self.read(next(self.events), ())

    def read(self, event: Any, path: Path) -> Any:
        """Return the value that starts with an event."""
        place = _place(event.start_mark)
        self.document.places.setdefault(path, place)
        if self.is_text_misread(event):
            sign = self.rest_of_line(event.start_mark)[:1]
            self.document.report(path, *_cannot_start_with(sign), place)
            self.document.unread.add(path)
        if isinstance(event, yaml.MappingStartEvent):
            return self.read_names(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.read_items(path, within_brackets=bool(event.flow_style))
        if isinstance(event, yaml.AliasEvent):
            return ""
        text = _one_line(event.value)
        self.check_text(event, text, path)
        return text

    def is_text_misread(self, event: Any) -> bool:
        """Whether YAML gives a meaning of its own to the first character of a text."""
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
            return True
        if isinstance(event, yaml.MappingStartEvent) and event.flow_style:
            # A bracket that holds names and values, as in {count: 5, of: 6}, is meant as one.
            rest = self.rest_of_line(event.start_mark)
            return bool(rest.startswith("{") and not re.match(r"\{\s*([\w-]+:|\}|$)", rest))
        return False

    def read_items(self, path: Path, *, within_brackets: bool) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            place = (*path, len(items))
            items.append(self.read(event, place))
            is_bare = within_brackets and not getattr(event, "style", "")
            if is_bare and _opens_only(items[-1]):
                self.document.report(place, *_COMMA_IN_CURLY_QUOTES)
        return items

    def read_names(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name = self.read_name(event, path)
            if name in values:
                self.report_twice(event, (*path, name))
                self.read(next(self.events), (*path, name, AGAIN))
            else:
                self.document.places[(*path, name)] = _place(event.start_mark)
                values[name] = self.read(next(self.events), (*path, name))
        return values

    def read_name(self, event: Any, path: Path) -> str:
        """Return the name before a colon."""
        if isinstance(event, yaml.ScalarEvent) and not self.is_text_misread(event):
            return _one_line(event.value)
        sign = self.rest_of_line(event.start_mark)[:1]
        if sign not in tuple("[{&*!"):
            sign = "?"  # it stands before the name, and allows the name to be a list
        self.document.report(path, *_cannot_start_with(sign), _place(event.start_mark))
        self.document.unread.add(path)
        self.read(event, (*path, ""))
        return ""

    def report_twice(self, event: Any, path: Path) -> None:
        first, _ = self.document.places[path]
        # Two sentences in one item are nearly always two items: none of them must get lost.
        is_other_item = path[-1] == "text" and len(path) > 1 and isinstance(path[-2], int)
        self.document.report(
            path,
            f"{shown(str(path[-1]))} is there twice; it is already on line {first}",
            "A new item seems to start here, but its first line, “- id: …”, is missing. "
            "Put it above this line. Delete nothing unless both texts are the same."
            if is_other_item
            else "Keep one of the two. If both are needed, join them under one name.",
            _place(event.start_mark),
        )
        self.document.unread.add(path[:-1] if is_other_item else (*path, AGAIN))

    def rest_of_line(self, mark: Any) -> str:
        return self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""

    def check_text(self, event: Any, text: str, path: Path) -> None:
        """Report a text that is cut short, or that holds what cannot be shown.

        The lines have been looked at before, so only an escape in quotes can hold the latter.
        """
        if event.style and _INVISIBLE.search(text):
            self.document.report(path, *_BACKSLASH)
            self.document.unread.add(path)
        elif not event.style and _is_cut(event.value, rest := self.rest_of_line(event.end_mark)):
            self.document.report(path, *_cut_at(rest), _place(event.end_mark))
            self.document.unread.add(path)


_LINE_BREAK = re.compile(r"[\r\n\x85\u2028\u2029]")


def _opens_only(item: Any) -> bool:
    """Whether an item is a text with a curly quotation mark that is opened and not closed.

    >>> _opens_only("“neglect"), _opens_only("“neglect”")
    (True, False)
    """
    closing = {"“": "”", "„": "“", "‘": "’", "«": "»"}
    return isinstance(item, str) and bool(item) and closing.get(item[0], item[0]) not in item


def _one_line(text: str) -> str:
    """Return a text without line breaks: they have no meaning in any field."""
    lines = _LINE_BREAK.split(text)
    if len(lines) == 1:
        return text.strip()
    return " ".join(line.strip() for line in lines if line.strip())


def _is_cut(text: str, rest: str) -> bool:
    """Whether a note after a text is likely to be the text's own end.

    After a single word, such as an id, a note that starts with “# ” is clearly a note.

    >>> _is_cut("Remember priority", " #1 and others"), _is_cut("siblings", "  # a theme")
    (True, False)
    """
    return (
        "#" in rest
        and bool(re.match(r"\s+#", rest))
        and (" " in text or not re.match(r"\s+#\s", rest))
    )


# --- Words for what the parser refuses --------------------------------------------------------


def _explain(error: yaml.YAMLError, lines: list[str]) -> Finding:
    """Return a plain message for what the parser stumbled over.

    What an editor did is best seen on the lines themselves, so these are looked at first: those
    above for a quotation mark that is still open, the line of the error, and the one before it.
    """
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = _within(lines, mark)[0] - 1
    quote = _open_quote(lines, index)
    if quote:
        return quote
    found = _explain_line(lines[index])
    if found:
        return index + 1, *found
    found = _explain_line_before(lines[index - 1], lines[index]) if index else None
    if found:
        return index, *found
    return _explain_error(error, lines)


def _value_of(line: str) -> tuple[str, str, int]:
    """Return the name on a line if there is one, what stands after it, and where that starts.

    >>> _value_of("  - id: siblings")
    ('id', 'siblings', 8)
    """
    match = re.match(r" *(?:- +)*(?:([\w-]+) *:(?: +|$))?", line)
    end = match.end() if match else 0
    return (match[1] or "" if match else ""), line[end:], end


_QUOTED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"'(?:[^']|'')*'"),
}
_ENDS = re.compile(r"[ ,\]}]*(?:\n| #|$)")


def _open_quote(lines: list[str], last: int) -> Finding | None:
    """Return a finding if a text up to a line opens with a quotation mark that is not closed.

    It counts as closed on a later line only if nothing follows there: otherwise the mark that was
    found is the one that opens the next text.
    """
    text = "\n".join(lines)
    offset = closed = 0
    for index, line in enumerate(lines[: last + 1]):
        _, value, start = _value_of(line)
        sign = value[:1]
        if sign in _QUOTED and offset >= closed:
            quoted = _QUOTED[sign].match(text, offset + start)
            if not quoted or ("\n" in quoted[0] and not _ENDS.match(text, quoted.end())):
                return index + 1, start + 1, *_quote_not_closed(sign)
            closed = quoted.end()
        offset += len(line) + 1
    return None


def _explain_line(line: str) -> tuple[int, str, str] | None:
    """Return column, message and remedy if a line alone shows what is wrong with it."""
    name, value, start = _value_of(line)
    words = (
        _explain_missing_space(name, value)
        or _explain_first_character(name, value)
        or _explain_colon(value)
    )
    return (start + 1, *words) if words else None


def _explain_line_before(before: str, line: str) -> tuple[int, str, str] | None:
    """Return column, message and remedy if a line is at fault that the parser let pass."""
    name, value, start = _value_of(before)
    words = _explain_missing_space(name, value)
    if words:
        return start + 1, *words
    cut = re.search(r"^ *[^\s#].*?( +#.*)", before)
    goes_on = not re.match(r" *(-( |$)|[\w-]+ *:( |$))", line)
    return (cut.start(1) + 1, *_cut_at(cut[1])) if cut and goes_on else None


def _explain_missing_space(name: str, value: str) -> tuple[str, str] | None:
    if name:
        return None
    if re.match(r"-[^\s-]", value):
        return "there is no space after the hyphen", "Put a space after the hyphen: “- ”."
    mistyped = re.match(r"([a-z_]+):(?!//)\S", value)
    if mistyped:
        return (
            f"there is no space after “{mistyped[1]}:”",
            f"Put a space after the colon: “{mistyped[1]}: …”.",
        )
    return None


def _explain_first_character(name: str, value: str) -> tuple[str, str] | None:
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
        if re.match(r"[\[{][^\[\]{}]*[\]}]\s*[^\s,\]}#]", value):
            return _cannot_start_with(sign, value)
    elif re.match(r"[@`%*&!,\]}]|[?:](\s|$)|[|>](?![-+0-9]*\s*(#|$))", value):
        return _cannot_start_with(sign, value)
    return None


def _explain_colon(value: str) -> tuple[str, str] | None:
    if value[:1] in ("'", '"', "[", "{", "#") or not re.search(r":(\s|$)", value):
        return None
    return colon_in_text(value)


def _explain_error(error: yaml.YAMLError, lines: list[str]) -> Finding:
    """Return a finding for what can only be known from the parser's own words."""
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    line, column = _within(lines, getattr(error, "problem_mark", None))
    opened = _within(
        lines, getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
    )
    text = lines[opened[0] - 1][opened[1] - 1 :]
    if "escape" in words or "hexdecimal" in words:
        return line, column, *_BACKSLASH
    if "quoted scalar" in words:
        return *opened, *_quote_not_closed(text[:1])
    if re.search("cannot start any token|an alias|an anchor", words):
        return *opened, *_cannot_start_with(text[:1])
    if "flow" in words:
        return *opened, *_bracket_not_closed(text)
    if "could not find expected ':'" in words:
        return *opened, *_NEITHER_NAME_NOR_ITEM
    return line, 1, *_does_not_fit(lines[line - 1], goes_on="mapping values" in words)


def _within(lines: list[str], mark: Any) -> tuple[int, int]:
    """Return the line and column of a mark, or the end of the text if it is beyond that."""
    if mark is None:
        return 1, 1
    if mark.line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return _place(mark)


# --- Words that several findings share --------------------------------------------------------

CURLY_QUOTES = "“”„‘’«»"


def colon_in_text(text: str) -> tuple[str, str]:
    """Return message and remedy for a text that a colon splits into a name and a value."""
    if text[:1] in tuple(CURLY_QUOTES):
        return (
            "a colon splits this text in two, because the quotation marks around it are curly",
            'Type straight quotation marks (") in place of the first and the last.',
        )
    return (
        "a colon with a space after it splits this text into a name and a value",
        f"If the colon belongs to the text, {_quotes_around(text)}.",
    )


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


def _cannot_start_with(sign: str, text: str = "") -> tuple[str, str]:
    return (
        f"a text cannot start with “{sign}”: the sign means something else there",
        _sentence(_quotes_around(text)),
    )


def _quote_not_closed(sign: str) -> tuple[str, str]:
    remedy = f"Put the same mark ({sign}) at the end of the text."
    if sign == "'":
        remedy += ' If it is an apostrophe, put double quotes (") around the whole text.'
    return f"a quotation mark ({sign}) is opened here and not closed", remedy


def _bracket_not_closed(text: str) -> tuple[str, str]:
    return (
        "a bracket is opened here and not closed properly",
        "Close the bracket on the same line, and put commas between the items: "
        f"[siblings, sharing]. If it is not a list, {_quotes_around(text)}.",
    )


def _cut_at(rest: str) -> tuple[str, str]:
    return (
        f"everything from {shown(rest.strip(), 40)} on is read as a note and left out",
        f"If it belongs to the text, {_quotes_around(rest)}. "
        "If it is a note for editors, put it on a line of its own.",
    )


def _does_not_fit(line: str, goes_on: bool) -> tuple[str, str]:
    text = line.lstrip(" ")
    spaces = len(line) - len(text)
    count = {0: "no space", 1: "1 space"}.get(spaces, f"{spaces} spaces")
    if text.startswith("-"):
        remedy = "Put its hyphen below those of the other items, or take it out if this is no item."
    else:
        remedy = "Put as many spaces at its start as the line has that it belongs with."
        if goes_on:
            remedy += f" If it goes on from the text above, {_quotes_around(text)}."
    return f"this line starts with {count}, which does not fit with the lines above it", remedy


_COMMA_IN_CURLY_QUOTES = (
    "a comma divides this text in two, because the quotation marks around it are curly",
    'Type straight quotation marks (") in place of them.',
)

_BACKSLASH = (
    "a backslash (\\) within double quotes changes the character after it",
    "Put single quotes (') around the whole text in place of the double ones.",
)

_NEITHER_NAME_NOR_ITEM = (
    "this line is neither “name: …” nor an item of a list, “- …”",
    "If it goes on from the line above, put more spaces at its start than that line has.",
)
