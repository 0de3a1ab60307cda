"""Hostile text in every text field of a project's data, and a harmless twin to compare with.

Both projects have the same records. Where one holds hostile text the other holds harmless words
that sort alike, so every difference of the two sites that is not that text is a fault.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union

import yaml
from pydantic import WithJsonSchema

from macros.checks.data_files import LIST_FILES, RESPONSE_LISTS
from macros.records.fields import MarkdownText, Reference
from macros.records.lists import GlossaryTerm
from macros.records.record import Record
from macros.records.records import Audit

HTML = (
    "<script>window.hit=1</script> <img src=x onerror=window.hit=1> <b>b</b> <!-- set aside 0 --> "
    "</script> </title> </style> <svg/onload=window.hit=1> &lt;i&gt; &#60;i&#62; &amp;amp; ]]> --> "
    "\" onfocus=window.hit=1 autofocus x=\" ' onclick=window.hit=1 '"
)
MARKDOWN = (
    "**b** __b__ _i_ `c` ~~~ [l](javascript:window.hit=1) ![i](https://hostile.example/i.png) "
    "[l][r] [^1] <https://hostile.example> | a | b | {: .hostile #hostile } {#hostile} \\ \\* :::"
)
TEMPLATES = "{{ 7*7 }} {{ config }} {% raw %} {% include 'x' %} {# c #} ${7*7} #{7*7} <%= 7*7 %>"
LONG = "verylongword" * 12
EMOJI = "☺ é e\u0301 ω ж עברית العربية"

HOSTILE = f"{HTML} {MARKDOWN} {TEMPLATES} {LONG} {EMOJI}"

#: What Markdown may hold: emphasis and links. Its fields get all else of the hostile text.
LINKS = re.compile(r"[*_`\[\]\\!]")

#: How hostile text may start, in the order in which a computer sorts them.
STARTS = ('"', "# ", "' ", "+", "- ", "-1 ", "1. ", "<p>", "=1+1 ", "> ", "@", "[x]: y ", "{{", "|")

#: Names of fields that are text and no words for a reader: the path of a guide's page.
NOT_SHOWN = frozenset({"page"})


#: Of a list of texts this many stay, and of the entries of the search this many: hostile to its
#: end, a long file would be too large to be read.
ENOUGH, ENTRIES = 4, 40


def marker(number: int) -> str:
    """Return a word that is in no other field."""
    return "zq" + "".join(chr(ord("a") + number // 26**place % 26) for place in (2, 1, 0)) + "q"


MARKER = re.compile(r"zq[a-z]{3}q")


def number_of(marker: str) -> int:
    """Return the number of the field whose word it is.

    >>> number_of(marker(700))
    700
    """
    number = 0
    for letter in marker[2:5]:
        number = number * 26 + ord(letter) - ord("a")
    return number


def text_fields(kind: Any, value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of each text in a record as YAML has it, by what the model says of its kind.

    Takes from long lists of texts all but the first few.

    The last part of a path says whether the text is Markdown.
    """
    origin = typing.get_origin(kind)
    if value is None:
        return
    if origin is Annotated:
        base, *marks = typing.get_args(kind)
        # What names another record, or follows a pattern, is no text.
        if base is str and not any(isinstance(m, Reference | WithJsonSchema) for m in marks):
            yield (*path, any(isinstance(mark, MarkdownText) for mark in marks))
    elif origin in (Union, UnionType):
        for part in typing.get_args(kind):
            yield from text_fields(part, value, path)
    elif origin is tuple:
        inner = typing.get_args(kind)[0]
        if not isinstance(inner, type):
            del value[ENOUGH:]
        for index, item in enumerate(value):
            yield from text_fields(inner, item, (*path, index))
    elif isinstance(kind, type) and issubclass(kind, Record) and isinstance(value, dict):
        for name, hint in typing.get_type_hints(kind, include_extras=True).items():
            if name in value and name not in NOT_SHOWN:
                yield from text_fields(hint, value[name], (*path, name))


def records(root: Path) -> Iterator[tuple[Path, Any, list[tuple[type[Record], Any]]]]:
    """Yield each data file, what it holds, and the records within that."""
    for name, kind in LIST_FILES.items():
        file = root / "data" / f"{name}.yml"
        if file.exists() and name not in ("redirects", "disclosure-allowed"):
            whole = read(file)
            if name == "search":
                del whole[ENTRIES:]
            yield file, whole, [(kind, record) for record in whole or ()]
    file = root / "data/responses.yml"
    whole = read(file)
    yield file, whole, [(kind, r) for key, kind in RESPONSE_LISTS.items() for r in whole[key]]
    for file in sorted((root / "data/audits").glob("*/*.yml")):
        whole = read(file)
        yield file, whole, [(Audit, whole)]


def read(file: Path) -> Any:
    """Return what a YAML file holds, every value a text."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


class Hostile:
    """Which text is where: the number of a field to its hostile and its harmless text."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self.texts: list[tuple[str, str]] = []

    def add(self, place: str, *, start: bool, is_markdown: bool, end: str) -> tuple[str, str]:
        """Make the texts of one more field. ``start`` says that they may start in any way."""
        number = len(self.texts)
        sign = STARTS[number % len(STARTS)] if start else ""
        letter = chr(ord("a") + number % len(STARTS)) if start else ""
        hostile = LINKS.sub("", HOSTILE) if is_markdown else HOSTILE
        self.places.append(place)
        word = marker(number)
        self.texts.append((f"{sign}{word} {hostile}{end}", f"{letter}{word} harmless{end}"))
        return self.texts[-1]

    def made_harmless(self, text: str) -> str:
        """Return a text with each hostile text in it exchanged for its harmless one."""
        for number in map(number_of, set(MARKER.findall(text))):
            text = text.replace(*self.texts[number])
        return text


def write_twins(hostile: Path, harmless: Path) -> Hostile:
    """Replace every text in two equal projects, and return which text is where."""
    made = Hostile()
    for left, right in zip(records(hostile), records(harmless), strict=True):
        for (kind, record), (_, other) in zip(left[2], right[2], strict=True):
            fields, _ = [list(text_fields(kind, twin)) for twin in (record, other)]
            for *path, is_markdown in fields:
                holder: Any = record
                for part in path[:-1]:
                    holder = holder[part]
                figure = holder.get("figure") if isinstance(holder, dict) else None
                texts = made.add(
                    f"{left[0].name}: {kind.__name__}.{'.'.join(map(str, path))}",
                    # The list of terms has a heading for each letter, and they start with one.
                    start=not is_markdown and kind is not GlossaryTerm,
                    is_markdown=is_markdown,
                    end=f" {figure['count']}/{figure['of']}" if figure else "",
                )
                for into, text in zip((record, other), texts, strict=True):
                    put(into, path, text)
        for file, whole, _ in (left, right):
            file.write_text(as_yaml(whole), encoding="utf-8")
    for project in (hostile, harmless):
        # The passages that it lets through are gone.
        (project / "data/disclosure-allowed.yml").write_text("[]\n", encoding="utf-8")
    return made


def put(record: Any, path: list[Any], text: str) -> None:
    """Put a text at a place in a record."""
    for part in path[:-1]:
        record = record[part]
    record[path[-1]] = text


class _Quoted(str):
    """A text that YAML writes in single quotation marks, as an editor would write it."""


class _Dumper(yaml.SafeDumper):
    """Writes names of fields as they are."""


_Dumper.add_representer(
    _Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, "'")
)


def as_yaml(whole: Any) -> str:
    """Return data as YAML in which every text is in quotation marks on one line."""
    return str(
        yaml.dump(_quoted(whole), Dumper=_Dumper, allow_unicode=True, width=10**6, sort_keys=False)
    )


def _quoted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _quoted(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_quoted(item) for item in value]
    is_plain = re.fullmatch(r"[a-z0-9-]+|[0-9/-]+", value) and value != "999"
    return str(value) if is_plain and not value.isdigit() else _Quoted(value)
