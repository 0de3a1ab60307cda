"""English words that the search must not take for mistyped words of the site."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

_LIST = Path(__file__).parent / "lists" / "english-words.txt"

# What docs/assets/search-engine.js corrects: two errors in long words, if they start alike.
_LONG, _START = 9, 4

#: Endings of one word. Where the site has the word with another one, nothing has to be corrected.
_ENDING = re.compile(r"(?:ies|ing|ers|ed|er|es|ly|[desy])$")


_DOUBLE = re.compile(r"(.)\1+")


def words_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of texts in lower-case letters, without accents and apostrophes.

    >>> sorted(words_in(["The child’s fiancé"]))
    ['childs', 'fiance', 'the']
    """
    joined = unicodedata.normalize("NFKD", " ".join(texts)).lower()
    return frozenset(re.findall(r"[a-z]+", re.sub(r"['’\u0300-\u036f]", "", joined)))


@lru_cache(maxsize=4)
def not_mistyped(vocabulary: frozenset[str]) -> tuple[str, ...]:
    """Return the English words that are not in a vocabulary but nearly the same as a word of it.

    They have the same first letter, and one other, missing or additional letter. Long words that
    start alike may have two.

    >>> not_mistyped(frozenset({"shared"}))[:3]
    ('scared', 'scarred', 'seared')
    """
    known = {word for word in vocabulary if len(word) > 3}
    stems = known | {_ENDING.sub("", word) for word in known}
    heard = {_undoubled(word) for word in known}
    gapped = {gap for word in heard for gap in _gaps(word)}
    near = heard | {hole for word in heard for hole in _holes(word)}
    similar: defaultdict[str, list[str]] = defaultdict(list)
    for word in heard:
        similar[word[:_START]].append(word)

    def is_near(word: str) -> bool:
        heard = _undoubled(word)
        return (
            heard in gapped
            or not near.isdisjoint((heard, *_gaps(heard)))
            or not near.isdisjoint(_holes(heard))
            or not known.isdisjoint(_swaps(word))
            or (len(word) >= _LONG and any(_are_similar(heard, o) for o in similar[heard[:_START]]))
        )

    return tuple(
        word
        for word in english_words()
        if word not in known
        and word.replace("iz", "is") not in known
        and _ENDING.sub("", word) not in stems
        and is_near(word)
    )


@cache
def english_words() -> tuple[str, ...]:
    """Return the words of the list, in the order of the alphabet."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def _undoubled(word: str) -> str:
    """Return a word in which double letters count as one, as the search compares words."""
    return _DOUBLE.sub(r"\1", word)


def _gaps(word: str) -> list[str]:
    """Return a word without one of its letters, but never without the first."""
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]


def _holes(word: str) -> list[str]:
    """Return a word with one of its letters open, but never the first."""
    return [f"{word[:at]}?{word[at + 1 :]}" for at in range(1, len(word))]


def _swaps(word: str) -> list[str]:
    """Return a word with two neighbouring letters swapped."""
    return [f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(len(word) - 1)]


def _are_similar(word: str, other: str) -> bool:
    """Whether two errors turn one word into the other."""
    few = abs(len(word) - len(other)) < 3 and len({*word} ^ {*other}) < 5  # quick to see
    return few and _errors(word[_START:], other[_START:]) < 3  # they start alike


def _errors(word: str, other: str) -> int:
    """Return how many letters to change, add or leave out to make one word of another."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            changed = above[column - 1] + (letter != wanted)
            line.append(min(above[column] + 1, line[-1] + 1, changed))
        above = line
    return above[-1]
