"""Which themes, situations and guides a new sentence may be about, judging by its words.

A record is suggested if the sentence contains one of its names: its title, a part of its title, its
short name or one of its aliases. A person must confirm each suggestion. For the audits of 2022/23,
three in four suggestions match what people chose, and half of what people chose is suggested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.records.library import Library
from macros.records.records import Guidance, Situation, Theme
from macros.search.words import STOP_WORDS as SEARCH_STOP_WORDS

#: Words that say nothing about the subject of a sentence.
STOP_WORDS = frozenset(
    f"{SEARCH_STOP_WORDS} about all also both consider ensure may more must need needs not other "
    "out remember s up whether".split()
)

#: How many records of a kind are suggested for one sentence.
MOST = 2


@dataclass(frozen=True)
class Suggestion:
    """Ids for a person to look at, those with the longest matching name first."""

    themes: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    guidance: tuple[str, ...] = ()


def suggest(library: Library, sentence: str) -> Suggestion:
    """Return what a sentence may be about."""
    about = frozenset(words(sentence))
    return Suggestion(
        themes=_named(library.themes, about),
        situations=_named(library.situations, about),
        guidance=_named(library.guidance, about),
    )


def words(text: str) -> list[str]:
    """Return the stems of a text without stop words.

    >>> words("Sharing the minutes of meetings")
    ['shar', 'minut', 'meet']
    """
    found = re.findall(r"[a-z0-9]+", re.sub("['\u2019]s\\b", "", text.lower()))
    return [_stem(word) for word in found if word not in STOP_WORDS]


def _named(
    records: Sequence[Theme | Situation | Guidance], about: frozenset[str]
) -> tuple[str, ...]:
    """Return the ids of the records with a name whose words are all in the sentence."""
    found = {}
    for record in records:
        longest = max((len(name) for name in _names(record) if name <= about), default=0)
        if longest:
            found[record.id] = longest
    return tuple(sorted(found, key=lambda record_id: -found[record_id])[:MOST])


def _names(record: Theme | Situation | Guidance) -> Iterator[frozenset[str]]:
    """Yield the words of each name of a record. “SMART and SMARTER planning” has three."""
    short = record.short if isinstance(record, Theme) else ""
    for name in (record.title, short, *record.aliases):
        for part in (name, *re.split(r"\s*[()]\s*|(?<!,)\s+and\s+", name)):
            of_part = frozenset(words(part))
            if of_part:
                yield of_part


def _stem(word: str) -> str:
    """Return a word without its ending, so that “plans” and “planning” match “plan”."""
    for endings in ((("ies", "y"), ("s", "")), (("ing", ""), ("ed", ""))):
        for ending, instead in endings:
            if word.endswith(ending) and len(word) >= len(ending) + 3 and not word.endswith("ss"):
                word = word.removesuffix(ending) + instead
                word = re.sub(r"([bdgmnprt])\1$", r"\1", word)
                break
    return word.removesuffix("e") if len(word) > 4 else word
