"""What the tests and the comparison of the search share: the queries, and the index decoded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

QUERIES = Path(__file__).parents[1] / "data" / "search_queries.yml"


@dataclass(frozen=True)
class Query:
    """What somebody types, and the places that would be right."""

    set: str
    text: str
    places: tuple[str, ...]

    def is_right(self, address: str) -> bool:
        """Say whether an address is one of the right places."""
        return any(
            address.startswith(place[:-1]) if place.endswith("*") else address == place
            for place in self.places
        )


def queries() -> list[Query]:
    """Return the queries of the data file."""
    entries = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return [Query(entry["set"], str(entry["q"]), tuple(entry["places"])) for entry in entries]


def read_index(script: str) -> dict[str, Any]:
    """Return the value that an index script holds."""
    start, end = "sscpSearchIndex(", ");\n"
    assert script.startswith(start), script[:80]
    assert script.endswith(end), script[-80:]
    value: dict[str, Any] = json.loads(script[len(start) : -len(end)])
    return value


@dataclass(frozen=True)
class Found:
    """A result, read back from the index."""

    kind: str
    address: str
    where: str
    title: str
    body: str
    aliases: str


def decode(index: dict[str, Any]) -> list[Found]:
    """Return every result of an index, by undoing what macros/search/index.py did."""
    words = index["words"].split("\n")
    texts = []
    for line in _lines(index["text"]):
        fields = [" ".join(_word(words, number) for number in part) for part in line]
        texts.append([*fields, "", ""][:3])
    shared = len(index["places"]) + index["tags"]
    found = []
    number = 0
    for place, (address, fragments) in enumerate(
        zip(index["places"], index["fragments"], strict=True)
    ):
        for fragment in fragments.split("\n"):
            kind = index["kinds"][int(index["kind"][number])]
            title, body, aliases = texts[shared + number]
            full = f"{address}#{fragment}" if fragment else address
            found.append(Found(kind, full, texts[place][0], title, body, aliases))
            number += 1
    assert len(texts) == shared + number
    return found


def search_hits(site: Path) -> list[Found]:
    """Return all that the search of a built site can find."""
    return decode(read_index((site / "assets" / "search-index.js").read_text(encoding="utf-8")))


def _lines(text: str) -> Iterator[list[list[int]]]:
    line: list[list[int]] = [[]]
    for character in text:
        number = ord(character) - 93
        if number > 55202:
            number -= 2048
        if number == 0:
            yield line
            line = [[]]
        elif number == 1:
            line.append([])
        else:
            line[-1].append(number)
    assert line == [[]]


def _word(words: list[str], number: int) -> str:
    return ";" if number == 2 else words[number - 3]
