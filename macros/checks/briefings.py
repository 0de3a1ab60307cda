"""Whether the data holds every sentence of a briefing that is kept as text, word for word.

A briefing of our own may be kept in ``data/briefings/<year>.md``, as it was published.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping

from macros.problems import Problem, quoted
from macros.reading.entries import Entry
from macros.reading.yaml_source import Path, texts_in
from macros.records.records import Audit, Theme
from macros.records.responses import Response

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_WIDTHLESS = re.compile(r"[\u200b\u2060\ufeff]")
#: The records that quote a briefing.
_QUOTING = (Audit, Theme, Response)


def unfaithful(briefings: Mapping[str, str], entries: Iterable[Entry]) -> Iterator[Problem]:
    """Yield a problem for each sentence of a briefing that is not in the data word for word.

    ``briefings`` maps paths from the top of the repository to texts. The problem is where the data
    says nearly the same.
    """
    said: dict[str, tuple[Entry, Path]] = {}
    for entry in entries if briefings else ():
        if entry.kind in _QUOTING:
            for path, text in texts_in(entry.value, entry.path):
                plain = _plain(text)
                for sentence in (plain, *sentences(plain)):
                    said.setdefault(sentence, (entry, path))
    for file, briefing in briefings.items():
        lost: list[int] = []
        published = list(sentences_of_briefing(briefing))
        other_words = said.keys() - {sentence for _, sentence in published}
        for line, sentence in published:
            if sentence in said:
                continue
            if near := difflib.get_close_matches(sentence, sorted(other_words), n=1):
                entry, path = said[near[0]]
                yield Problem(
                    entry.document.file,
                    *entry.document.place(path),
                    f"the briefing says {quoted(sentence, 600)}, and this is not the same",
                    "Write it word for word as the briefing does. If the briefing itself was "
                    f"corrected, correct it in {file} as well.",
                )
            else:
                lost.append(line)
        if lost:
            more = f", nor {len(lost) - 1} more of this briefing" if lost[1:] else ""
            yield Problem(
                file,
                lost[0],
                1,
                f"the data no longer has this sentence{more}",
                "Put back what was taken out, word for word. If the briefing no longer has it, "
                "take it out here as well.",
            )


def sentences_of_briefing(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield line and sentence for each sentence of a Markdown text; a point of a list is one.

    >>> list(sentences_of_briefing("# What\n- One [point](#x)\nFirst. Second (etc.) half."))
    [(2, 'One point'), (3, 'First.'), (3, 'Second (etc.) half.')]
    """
    for number, line in enumerate(text.splitlines(), start=1):
        point = re.match(r"\s*- (.*)", line)
        found = [_plain(point[1])] if point else sentences(_plain(line))
        if not line.lstrip().startswith("#"):
            yield from ((number, sentence) for sentence in found)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text that is on one line, without the spaces between them."""
    return [one for one in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text) if one]


def _plain(text: str) -> str:
    """Return a text on one line, without its links, with single ordinary spaces."""
    return " ".join(_WIDTHLESS.sub("", _LINK.sub(r"\1", text)).split())
