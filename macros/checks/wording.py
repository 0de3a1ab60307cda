"""What a sentence keeps from the program it was copied from, or from somebody's notes.

The sentences of a briefing are quoted word for word, so all of this is advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.problems import quoted
from macros.reading.yaml_messages import Message

#: The longest sentence of the briefing of 2022/23 has 270 characters.
LONGEST = 400

_AS_BRIEFING = "Take it out, unless the briefing has it."

#: What may be in a sentence, the words for it, and what to do.
_ODD: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"https?://\S+|\bwww\.\S+"),
        "the sentence holds a web address, {}, which readers cannot follow",
        "Take it out. A guide can link to it: data/guidance.yml.",
    ),
    (
        re.compile(r"\*\*|__|~~|`|\]\(|^#+ |^> |^\[[ x]\] "),
        "readers see the sign {} of the program that the sentence was copied from",
        _AS_BRIEFING,
    ),
    (
        re.compile(r"\t|(?<=\S) ?\|(?= ?\S)"),
        "the sentence seems to be a row of a table",
        "Write it as the briefing says it, without the lines or tabs between the cells.",
    ),
    (
        re.compile(r"(?<=\w) +[•‣◦▪·●○■] *(?=\w)|\b[1a][.)] .*\s[2b][.)] "),
        "the sentence holds a list of points",
        "If each point says something of its own, make each an entry with an id. If not, put those "
        "of a finding below it, after “points:”, each on a line that starts with “- ”.",
    ),
    (
        re.compile(
            r"\?\?+|\bTBC\b|\bXX+\b|\bTO ?DO\b|[\[(](?:check|tbc|query|ask|confirm|note|insert)\b"
            r"[^\])]*[\])]?|[\[(][^\])]*\?[\])]",
            re.IGNORECASE,
        ),
        "{} looks like a note for somebody who edits, and readers would see it",
        "Take it out. Notes go on a line of their own that starts with “# ”.",
    ),
    (
        re.compile(r"\b[a-z]{2,}[-\u2010] (?!(?:and|or|to|nor|but|as)\b)[a-z]{2,}"),
        "{} seems to be one word that was broken at the end of a line",
        "Join its parts.",
    ),
)


def odd_wording(sentence: str) -> Iterator[Message]:
    """Yield a message for each thing that is odd in a sentence.

    >>> [message for message, _ in odd_wording("Keep the chron- ology")]
    ['“chron- ology” seems to be one word that was broken at the end of a line']
    """
    for pattern, words, remedy in _ODD:
        if match := pattern.search(sentence):
            yield words.format(quoted(match[0].strip(), 40)), remedy
    if " " not in sentence.strip():
        yield f"the sentence is only one word, {quoted(sentence)}", "Write all of it."
    if len(sentence) > LONGEST:
        yield (
            f"the sentence has {len(sentence)} characters",
            "If the briefing has several sentences, make each an entry of its own.",
        )
    if re.match(r"[a-z]+ ", sentence):
        yield (
            f"the sentence starts with a small letter: {quoted(sentence, 20)}",
            "Check that its beginning was copied, and that it is not the end of the one above.",
        )
