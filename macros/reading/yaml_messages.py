"""The messages about YAML: what is wrong, as the rest of a sentence, and how to fix it.

They are for people who have never heard of YAML: they speak of names, values, items and spaces.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from macros.problems import nearest, quoted

#: What is wrong, and how to fix it.
Message = tuple[str, str]

#: Line, column, what is wrong and how to fix it.
Finding = tuple[int, int, str, str]

CURLY_QUOTES = "“”„‘’«»"


def quotes_around(text: str) -> str:
    """Return the advice to quote a text, with quotation marks that work for it.

    >>> quotes_around('Say "no"')
    "put single quotes (') around the whole text"
    """
    if not re.search(r'["\\]', text):
        return 'put double quotes (") around the whole text'
    if "'" not in text:
        return "put single quotes (') around the whole text"
    return 'put double quotes (") around the whole text, and write \\" for each one inside it'


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


# --- Characters with a special meaning --------------------------------------------------------


def cannot_start_with(sign: str, text: str = "") -> Message:
    """Return the message for a text that starts with a character that is special in YAML."""
    return (
        f"a text cannot start with “{sign}”: the sign means something else there",
        _sentence(quotes_around(text)),
    )


def colon_in_text(text: str) -> Message:
    """Return the message for a text that a colon splits into a name and a value."""
    if text[:1] in tuple(CURLY_QUOTES):
        return (
            "a colon splits this text in two, because the quotation marks around it are curly",
            'Type straight quotation marks (") in place of the first and the last.',
        )
    if text.rstrip().endswith('"') and text.count('"') == 1:
        return QUOTE_AT_THE_END
    return (
        "a colon with a space after it splits this text into a name and a value",
        f"If the colon belongs to the text, {quotes_around(text)}.{IF_NOT}",
    )


#: What to do about a colon that does not belong to the text.
IF_NOT = " If not, the second name needs a line of its own."


def cut_at(rest: str) -> Message:
    """Return the message for a text whose end is read as a comment."""
    return (
        f"everything from {quoted(rest.strip(), 40)} on is read as a note and left out",
        f"If it belongs to the text, {quotes_around(rest)}. "
        "If it is a note for editors, put it on a line of its own.",
    )


def backslash(text: str) -> Message:
    """Return the message for a backslash within double quotes. ``text`` is what holds it."""
    remedy = "Put single quotes (') around the whole text in place of the double ones."
    if "'" in text:
        remedy = "Type each backslash twice (\\\\)."
    return "a backslash (\\) within double quotes changes the character after it", remedy


# --- Quotation marks and brackets -------------------------------------------------------------


def quote_not_closed(sign: str, text: str = "") -> Message:
    """Return the message for a text with an opening quotation mark and no closing one.

    ``text`` is its first line.
    """
    if sign == '"' and text.rstrip().endswith('\\"'):
        return backslash(text)
    remedy = f"Put the same mark ({sign}) at the end of the text."
    if text.rstrip().endswith(("”", "“", "’")):
        remedy = f"Type the same mark ({sign}) in place of the last one, which is curly."
    if sign == "'":
        remedy += ' If it is an apostrophe, put double quotes (") around the whole text.'
    return f"a quotation mark ({sign}) is opened here and not closed", remedy


def text_after_quote(sign: str, text: str) -> Message:
    """Return the message for a text that continues after its closing quotation mark."""
    if sign == "'" and not text.rstrip().endswith(sign) and re.match(r"'[^']*\w'\w", text):
        return (
            "an apostrophe ends this text, because there is a single quotation mark at its start",
            'Put a double quotation mark (") in place of the mark at its start, and another one at '
            "its end.",
        )
    message = f"the text goes on after its closing quotation mark ({sign})"
    if text.rstrip().endswith(sign):
        inner = text.strip()[1:-1]
        return message, _sentence(f"{quotes_around(inner)}, in place of its first and last mark")
    return message, _sentence(quotes_around(text))


QUOTE_AT_THE_END = (
    'there is a quotation mark (") at the end of this text, but none at its start',
    "Put one at its start as well, or take this one out.",
)

COMMA_IN_BRACKETS = (
    "the comma before “{}” divides this text in two",
    "If the comma belongs to the text, put each item on a line of its own, after “- ”, in place of "
    "the brackets. If not, take the word out.",
)
COMMA_IN_CURLY_QUOTES = (
    "a comma divides this text in two, because the quotation marks around it are curly",
    'Type straight quotation marks (") in place of them.',
)


def bracket_not_closed(text: str) -> Message:
    """Return the message for a list in brackets that is not closed."""
    return (
        "a bracket is opened here and not closed properly",
        "Close the bracket on the same line, and put commas between the items: "
        f"[siblings, sharing]. If it is not a list, {quotes_around(text)}.",
    )


def after_bracket(rest: str) -> Message:
    """Return the message for what follows a list in brackets on the same line."""
    if rest.startswith("title:"):
        return (
            "the file starts again here, after the bracket that closes the list",
            "If it is the same text again, delete everything from here on. If it is another audit, "
            "move it into a new file: each audit has a file of its own.",
        )
    return (
        f"{quoted(rest, 40)} comes after the bracket that closes the list",
        "Take it out. If it is a line of its own, start a new line there, with as many spaces at "
        "its start as this line has.",
    )


def without_colon(text: str) -> Message | None:
    """Return the message for names and numbers in braces if a colon is missing or wrong.

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
        f"{quoted(braces[0])} cannot be read as names and numbers",
        f"Write a colon and a space after each name: “{meant}”.",
    )


# --- Names, items and the spaces before them --------------------------------------------------

_MORE_SPACES = "If it goes on from the line above, put more spaces at its start than that line has."


def no_space_after(name: str) -> Message:
    """Return the message for a name with no space after its colon."""
    return f"there is no space after “{name}:”", f"Put a space after the colon: “{name}: …”."


def no_colon_after(name: str) -> Message:
    """Return the message for a name without a colon."""
    remedy = f"Write a colon and a space after it: “{name}: …”. {_MORE_SPACES}"
    return f"there is no colon after “{name}”", remedy


#: The lists of an audit that a briefing has headings for.
_HEADINGS = ("background", "good_practice", "reminders")


NEITHER = "this line is neither “name: …” nor an item of a list, “- …”"
FIRST_LINE = (
    NEITHER,
    "If it is the audit's name, write “title: ” in front of it. If not, delete it.",
)


def neither_name_nor_item(text: str, names: Collection[str]) -> Message:
    """Return the message for a line that has no meaning. ``names`` are the names in the file."""
    message = NEITHER
    if re.fullmatch(r"[-–—―_=*.~ ]+", text):
        return message, "Delete it."
    words = re.sub(r"[^a-z]+", "_", text.lower()).strip("_")
    heading = nearest(words, _HEADINGS) if len(text.split()) <= 3 else ""
    if heading in names and heading:
        return message, f"Delete it. The line “{heading}:” is there already."
    if heading:
        return message, f"Write it as the name of the list: “{heading}:”."
    if not re.fullmatch(r"[a-z_]+ *", text):
        return message, (
            f"{_if_heading(text)}{_MORE_SPACES} If it is an item of a list, start it with as many "
            "spaces as the other items have, and “- ”."
        )
    if near := nearest(text.strip(), names):
        return message, f"Finish it, such as “{near}: …”, or delete it."
    return message, f"If it is a name that you began, finish it, or delete it. {_MORE_SPACES}"


def _if_heading(text: str) -> str:
    """Return what to do with a line if it is a heading; empty if it does not look like one."""
    is_short = re.fullmatch(r"[A-Z](?: ?[^\s.?!:]+){1,5}:? *", text)
    return "If it is a heading, delete it. " if is_short else ""


NO_SPACE_AFTER_HYPHEN = (
    "there is no space after the hyphen",
    "Put a space after the hyphen: “- ”.",
)


def hyphen_missing(name: str) -> Message:
    """Return the message for an item without its hyphen."""
    return (
        f"a new item seems to start with “{name}” here, but it has no hyphen",
        f"Put a hyphen and a space in front of it: “- {name}: …”.",
    )


def other_list_sign(sign: str) -> Message:
    """Return the message for an item that starts with another list marker."""
    return (
        f"an item of a list starts with a hyphen here, not with “{sign}”",
        "Type a hyphen and a space in its place: “- ”.",
    )


def list_beside_its_name(name: str, text: str) -> Message:
    """Return the message for an item on the same line as the name of its list."""
    return (
        f"a list cannot start on the same line as its name, “{name}”",
        "Put each item on a line of its own below the name: two spaces, “- ” and the item. "
        f"If it is one text that starts with a hyphen, {quotes_around(text)}.",
    )


def moved(indent: int, home: int, first: int, last: int) -> Message:
    """Return the message for an entry that starts with other spaces than the others of its list.

    It is on the lines ``first`` to ``last``; ``home`` is how the others are indented.
    """
    lines = f"lines {first} to {last}" if last > first else "this line"
    number = "1 space" if abs(indent - home) == 1 else f"{abs(indent - home)} spaces"
    return (
        f"this line starts with {_spaces(indent)}, and the other entries of its list with "
        f"{home or 'none'}",
        f"Delete {number} at the start of {lines}."
        if indent > home
        else f"Type {number} more at the start of {lines}.",
    )


def _spaces(count: int) -> str:
    return {0: "no space", 1: "1 space"}.get(count, f"{count} spaces")


def first_line_missing(name: str) -> Message:
    """Return the message for an item whose first line, with the hyphen, is missing."""
    return (
        f"a new item seems to start here, but its first line, “- {name}: …”, is missing",
        "Put it above this line. Delete nothing unless both items are the same.",
    )


def name_twice(name: str, first: int) -> Message:
    """Return the message for a name that one entry has twice, first on line ``first``."""
    return (
        f"{quoted(name)} is there twice; it is already on line {first}",
        "Keep one of the two. If both are needed, join them under one name.",
    )


def first_name_twice(name: str, first: int) -> Message:
    """Return the message for the first name of an item that occurs again in the item."""
    return (
        f"{quoted(name)} is there twice; it is already on line {first}",
        f"If a new item starts here, put a hyphen and a space in front of it: “- {name}: …”. "
        "If not, keep one of the two.",
    )


def does_not_fit(line: str, *, goes_on: bool = False, around: str = "above") -> Message:
    """Return the message for a line with the wrong indentation."""
    text = line.lstrip(" ")
    spaces = len(line) - len(text)
    if text.startswith("-"):
        remedy = (
            "Put its hyphen below those of the other items of its list, or take it out if this is "
            "no item."
        )
    elif re.match(r" \w[\w-]* *:( |$)", line):
        remedy = "Delete the space at its start."
    else:
        remedy = f"{_if_heading(text)}Put as many spaces at its start as the line has that it "
        remedy += "belongs with."
        if goes_on:
            remedy += f" If it goes on from the text above, {quotes_around(text)}."
    return (
        f"this line starts with {_spaces(spaces)}, which does not fit with the lines {around} it",
        remedy,
    )


ITEM_IN_A_TEXT = (
    "this line starts as an item of a list does, but is read as a part of the text above",
    "If both are items, each needs a hyphen, and the hyphens must be below each other. If this "
    "line goes on from the text above, join it to that line.",
)

POINTS_BELOW_TEXT = (
    "points follow below this sentence, but a text is one line",
    'Write the sentence on one line, and put double quotes (") around it. Below it put a line '
    "“points:”, as far in as “text:”, and start each point below that with “- ”.",
)

POINTS_BELOW = (
    "points follow below this sentence, but a text is one line",
    "Write the sentence and its points on one line, divided by semicolons, and put double quotes "
    '(") around the whole text. If each point says something of its own, make each an entry.',
)

SENTENCE_WITHOUT_HYPHEN = (
    "a new sentence starts on this line, but it has no hyphen and is joined to the one above",
    "Put a hyphen and a space in front of it: “- ”. If it does belong to the item above, write "
    "both sentences on one line.",
)

NAME_OF_LIST_MISSING = (
    "a list starts here, but the line above it with its name is missing",
    "Put it back above this line, such as “good_practice:” or “reminders:”.",
)


def none_but_items(name: str) -> Message:
    """Return the message for a list that is marked as empty but has items."""
    return (
        f"“[]” says that “{name}” has no items, but items follow",
        "Delete the “[]”, so that the line ends with the colon.",
    )


# --- The file as a whole ----------------------------------------------------------------------

FENCE = ("this line only marked where an example begins or ends", "Delete this line.")


def two_documents(lines: Sequence[str]) -> Message:
    """Return the message for the line “---” within a file."""
    message = "the line “---” divides the file in two"
    titles = [line for line in lines if line.startswith("title:")]
    if len(titles) > 1:
        return message, (
            "Each audit has a file of its own: move what is below the line into a new file, and "
            "delete the line."
        )
    return message, "Take the line out. Each file holds one list or one entry."


def second_entry(name: str, first: int) -> Message:
    """Return the message for the first line of a second entry in a file that holds only one."""
    return (
        f"the file starts again here: {quoted(name)} is already on line {first}",
        "If it is the same text again, delete everything from here on. If it is another audit, "
        "move it into a new file: each audit has a file of its own.",
    )


AUDIT_IN_A_LIST = (
    "an audit starts here, in a file that holds a list",
    "Move it, to its last line, into a file of its own: data/audits/<year>/<name>.yml.",
)


def entry_without_hyphen(name: str) -> Message:
    """Return the message for an entry at the margin of a list's file."""
    return (
        f"a new entry starts here, and “{name}” has no hyphen in front of it",
        f"Write “- {name}: …” here, and put two spaces more at the start of each other line of the "
        "entry.",
    )


TWO_VERSIONS = (
    "two people have changed the same lines, and the file holds both versions",
    "Keep the version that is right. Then delete the other one and the three lines that begin with "
    "“<<<<<<<”, “=======” and “>>>>>>>”.",
)
