"""Which themes, situations and guides a new sentence may be about, judging by its words.

A record is suggested if the sentence contains one of its names, its words side by side: its title,
a part of its title or one of its aliases. A person must confirm each suggestion. Right were, of
those for the 45 findings of 2022/23: themes 16 of 19, situations 28 of 30, guides 15 of 18; for 60
others that were written for this measurement: themes 18 of 18, situations 36 of 38. Half of what
people chose is suggested. Single words such as “family” or “sharing” suggested the wrong thing.
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
    f"{SEARCH_STOP_WORDS} about all also both consider ensure may must need needs other "
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
    about = f" {' '.join([*words(sentence), '.', *words(sentence.lower())])} "
    return Suggestion(
        themes=_named(library.themes, about),
        situations=_named(library.situations, about),
        guidance=_named(library.guidance, about),
    )


def words(text: str) -> list[str]:
    """Return the stems of a text without stop words. Acronyms keep their capitals.

    >>> words("Sharing the minutes of SEND meetings")
    ['shar', 'minut', 'SEND', 'meet']
    """
    found = re.findall(r"[A-Za-z0-9]+", re.sub("['\u2019]s\\b", "", text))
    return [
        word if word.isupper() else _stem(word.lower())
        for word in found
        if word.lower() not in STOP_WORDS
    ]


def _named(records: Sequence[Theme | Situation | Guidance], about: str) -> tuple[str, ...]:
    """Return the ids of the records with a name whose words are side by side in the sentence."""
    found = {}
    for record in records:
        named = (name for name in _names(record) if f" {' '.join(name)} " in about)
        longest = max(map(len, named), default=0)
        if longest:
            found[record.id] = longest
    return tuple(sorted(found, key=lambda record_id: -found[record_id])[:MOST])


def _names(record: Theme | Situation | Guidance) -> Iterator[list[str]]:
    """Yield the words of each name of a record: its title, the parts of the title, its aliases.

    “SMART and SMARTER planning” has two parts, “Working with the child and family” has none.
    """
    title = record.title
    parts = () if " with " in title else re.split(r"\s*[()]\s*|(?<!,)\s+and\s+", title)
    for name in (title, *parts, *record.aliases):
        if of_name := words(name):
            yield of_name


def _stem(word: str) -> str:
    """Return a word without its ending, so that “plans” and “planning” match “plan”."""
    for endings in ((("ies", "y"), ("s", "")), (("ing", ""), ("ed", ""))):
        for ending, instead in endings:
            if word.endswith(ending) and len(word) >= len(ending) + 3 and not word.endswith("ss"):
                word = word.removesuffix(ending) + instead
                word = re.sub(r"([bdgmnprt])\1$", r"\1", word)
                break
    return word.removesuffix("e") if len(word) > 4 else word
