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

#: More sentences in one text are probably several findings. The briefing of 2022/23 has 2 at most.
MOST_SENTENCES = 4

#: Words that never end a sentence. A sentence that ends with one was probably cut off.
NEVER_LAST = frozenset(
    re.findall(r"\w+", "a an and as at by for from in of on or that the their to with")
)

_NO_CAPITALS = "Write it in lower-case letters, with capitals only where names and sentences begin."
_AS_BRIEFING = "Take it out, unless the briefing has it."
#: What looks like a note for somebody who edits, in data and in pages.
NOTE = re.compile(
    r"\?\?+|\bTB[AC]\b|\bXX+\b|\b(?-i:TO ?DO|ToDo)\b|"
    r"\b(?-i:DRAFT|FINAL|OFFICIAL(?:-SENSITIVE)?|CONFIDENTIAL|RESTRICTED)\b|\[[A-Z]{1,3}\d{1,3}\]|"
    r"Error! [a-z]+ [^.]*|«[^»]*»|\{[+-]{2}|"
    r"[\[(](?:check|tbc|query|ask|confirm|note|insert)\b[^\])]*[\])]?|[\[(][^\])]*\?[\])]",
    re.IGNORECASE,
)
#: The words that headings of briefings consist of.
_HEADING = re.compile(
    r"(?:(?:a|the|our|key|main|overall|areas?|for|of|and|to|from|this|good|best|strong|practice|"
    r"learning|lessons?|learn(?:ed|t)|points?|messages?|findings?|themes?|what|worked|went|well|we|"
    r"found|improvements?|development|strengths?|weaknesses|challenges|recommendations?|actions?|"
    r"next|steps|summary|conclusions?|introduction|background|methodology|context|sample|audit|"
    r"reminders?|questions?|evidence|impact|plan|planning|assessments?|recording|supervision)"
    r"[ :.,&/-]*)+",
    re.IGNORECASE,
)
#: How letters and e-mails begin and end.
_OF_A_LETTER = re.compile(
    r"(?:dear|hi|hello) \w+,?|sent from my .*|yours \w+,?|"
    r".{0,20}\b(?:regards|wishes|many thanks),?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:[0-9]{1,2}(?:[.)]|\.[0-9]{1,2}\.?)|[a-z][.)]|[•·●▪–-])\s")

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
        NOTE,
        "{} looks like a note for somebody who edits, and readers would see it",
        "Take it out. Notes go on a line of their own that starts with “# ”.",
    ),
    (
        re.compile(r"\b[a-z]{2,}[-\u2010] (?!(?:and|or|to|nor|but|as)\b)[a-z]{2,}"),
        "{} seems to be one word that was broken at the end of a line",
        "Join its parts.",
    ),
    (
        re.compile(r"\bpage \d+ (?:of|/) \d+\b", re.IGNORECASE),
        "{} seems to be the number of a page that the sentence was copied from",
        _AS_BRIEFING,
    ),
    (
        re.compile(r"[¹²³⁰⁴-⁹†‡]|(?<=\w)\[\d+\]|(?<=[a-z][.,;])\d{1,2}$"),
        "{} seems to lead to a footnote, which readers do not have",
        "Take it out.",
    ),
    (
        re.compile(
            r"\b(?:table|chart|graph|diagram|figure)s? (?:\d+|below|above|overleaf|opposite)\b"
            r"|\b(?:appendix|annex) [A-Z0-9]+\b|\b(?:see|on) (?:page|slide|pp?\.) ?\d+"
            r"|\b(?:see|as) (?:the )?(?:above|below|overleaf|attached|table|appendix|annex)\b",
            re.IGNORECASE,
        ),
        "{} seems to lead to a part of the briefing that readers do not have",
        _AS_BRIEFING,
    ),
    (
        re.compile(r"(?:\b[a-z] +){4,}[a-z]\b", re.IGNORECASE),
        "the letters of {} stand apart",
        "Type the words again.",
    ),
)


def odd_wording(sentence: str, *, is_point: bool = False) -> Iterator[Message]:
    """Yield a message for each thing that is odd in a sentence.

    A point of a list is often only half a sentence.

    >>> [message for message, _ in odd_wording("Keep the chron- ology")]
    ['“chron- ology” seems to be one word that was broken at the end of a line']
    """
    for pattern, words, remedy in _ODD:
        if match := pattern.search(sentence):
            yield words.format(quoted(match[0].strip(), 40)), remedy
    if number := _NUMBER.match(sentence):
        yield (
            f"the sentence starts with “{number[0].strip()}”, and readers see it",
            "Take it out if it only numbers the points of the briefing.",
        )
    if len(sentence.split()) > 2 and sentence.isupper():
        yield (
            "the sentence is in capital letters, which are hard to read",
            _NO_CAPITALS,
        )
    if not is_point:
        yield from _not_a_sentence(sentence)


def _not_a_sentence(sentence: str) -> Iterator[Message]:
    """Yield a message if a text is less than one sentence, or more than a few."""
    if " " not in sentence.strip():
        yield f"the sentence is only one word, {quoted(sentence)}", "Write all of it."
    elif _HEADING.fullmatch(sentence):
        yield (
            f"{quoted(sentence, 40)} seems to be a heading",
            "Take the entry out, unless the briefing has it as a sentence.",
        )
    elif _OF_A_LETTER.fullmatch(sentence):
        yield f"{quoted(sentence, 40)} seems to be of a letter or an e-mail", "Take the entry out."
    if len(sentence) > LONGEST:
        yield (
            f"the sentence has {len(sentence)} characters",
            "If the briefing has several sentences, make each an entry of its own.",
        )
    elif (count := len(re.findall(r"[.?!](?: (?=[A-Z])|$)", sentence))) > MOST_SENTENCES:
        yield (
            f"there are {count} sentences in one text",
            "If they say different things, make each an entry of its own.",
        )
    last = sentence.rsplit(maxsplit=1)[-1]
    if last.casefold() in NEVER_LAST or last.endswith(("…", "...", ",", ";")):
        message = f"the sentence ends with “{last}”"
        yield message, "Check that all of it was copied from the briefing."
    if re.match(r"[a-z]+ ", sentence):
        yield (
            f"the sentence starts with a lower-case letter: {quoted(sentence, 20)}",
            "Check that its beginning was copied, and that it is not the end of the one above.",
        )


#: The most characters of a title, and of a name that stands in narrow tables.
LONGEST_TITLE = 80
LONGEST_SHORT_NAME = 24


def odd_name(name: str, longest: int = LONGEST_TITLE) -> Iterator[Message]:
    """Yield a message if a title or a name is too long, or in capital letters.

    >>> [message for message, _ in odd_name("VOICE OF THE CHILD")]
    ['“VOICE OF THE CHILD” is in capital letters, which are hard to read']
    """
    if len(name) > longest:
        yield (
            f"{quoted(name, 40)} has {len(name)} characters",
            f"Shorten it: up to {longest} can be read at a glance, in lists and tables as well.",
        )
    if len(name.split()) > 1 and name.isupper():
        yield f"{quoted(name, 40)} is in capital letters, which are hard to read", _NO_CAPITALS
    elif note := NOTE.search(name):
        yield f"{quoted(note[0])} looks like a note for somebody who edits", "Take it out."
