"""How the answers to the issue form “New audit” become an audit.

The answers are sentences, never YAML. Ids, themes, situations and guides are suggested from their
words, and a person must confirm them (``audit_file.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markdown.extensions.toc import slugify

from macros.addresses.links import AUDIT_PAGE_IDS
from macros.editing.suggestions import STOP_WORDS, suggest
from macros.problems import quoted
from macros.reading.field_errors import FieldError, RecordError, make_record
from macros.reading.yaml_source import INVISIBLE
from macros.records.fields import MONTHS, as_id, without_accents
from macros.records.library import Library
from macros.records.records import SSCP, Audit

#: What people write if they have no answer.
NO_ANSWER = frozenset(
    {"-", "–", "?", "0", "n/a", "na", "nil", "none", "not applicable", "not known", "tbc"}
    | {"unknown", "_no response_"}  # GitHub writes the last where nothing was typed
)

LONGEST_TITLE = 80
LONGEST_SENTENCE = 1000


@dataclass(frozen=True)
class Question:
    """A question of the form. With ``many``, each line of the answer is one item.

    ``remedy`` says how to correct an answer if the record's own message does not suit a form.
    """

    name: str
    label: str
    remedy: str = ""
    needed: bool = False
    many: bool = False


_NAME = "Write a few words, such as Neglect."
_YEAR = "Write two years that follow each other, such as 2023/24."
_WHEN = (
    "Write month and year, such as October 2023, or the year alone, or leave it empty. An exact "
    "date can help to identify someone."
)
_SENTENCES = "Write the briefing's own sentences, one on each line."
QUESTIONS = (
    Question("title", "What was the audit about?", _NAME, needed=True),
    Question("year", "Year of the audit programme", _YEAR, needed=True),
    Question("held", "Month in which it was held", _WHEN),
    Question("method", "How it was done"),
    Question("publisher", "Who published it"),
    Question("aliases", "Other words that people may search for"),
    Question("unit", "What was looked at", "Choose children or meetings."),
    Question("size", "How many were looked at", "Write the number in digits, such as 6."),
    Question("groups", "Groups of the sample", many=True),
    Question("background", "Background", _SENTENCES, many=True),
    Question("good_practice", "Good practice", _SENTENCES, many=True),
    Question("reminders", "What the findings remind us to do", _SENTENCES, needed=True, many=True),
)

#: Maps each question to the heading of its answer. A test compares them with the form.
LABELS = {question.name: question.label for question in QUESTIONS}

#: Maps each field of an audit to the question that it comes from.
_QUESTION_OF = {question.name: question for question in QUESTIONS} | {"slug": QUESTIONS[0]}

#: Maps each question to its answer. Unanswered questions may be left out.
Answers = Mapping[str, str]


@dataclass(frozen=True)
class Complaint:
    """Something to correct in an answer: the question, what is wrong, and how to correct it."""

    question: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"“{self.question}”: {self.message}. {self.remedy}"


class AnswerError(Exception):
    """The answers do not make an audit yet. ``complaints`` holds everything to correct."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(str(complaint) for complaint in self.complaints))


def audit_from(answers: Answers, library: Library, added: date | None = None) -> Audit:
    """Return the audit that the answers describe, added to the site on the day ``added``.

    Raises :class:`AnswerError` with everything that has to be corrected.
    """
    cleaned = {name: _without_no_answer(tidy(answers.get(name, ""))) for name in LABELS}
    complaints = list(_complaints(cleaned))
    audit: Audit | None = None
    try:
        audit = make_record(Audit, _fields(cleaned, library, added), slug=_slug(cleaned["title"]))
    except RecordError as error:
        wrong = {complaint.question for complaint in complaints}
        found = {one.question: one for one in map(_complaint, error.errors)}
        complaints += [one for one in found.values() if one.question not in wrong]
    if complaints or audit is None:
        order = list(LABELS.values())
        raise AnswerError(sorted(complaints, key=lambda one: order.index(one.question)))
    if audit.id in library.audit_by_id:
        raise AnswerError([_exists_already(library.audit_by_id[audit.id])])
    return audit


def tidy(text: str) -> str:
    r"""Return a text without the odd characters and spaces that come with pasted text.

    >>> tidy("Ask\u00a0the child\u200b.\r\n")
    'Ask the child.'
    """
    lines = re.split("\r\n?|[\n\u0085\u2028\u2029\v\f]", text)
    return "\n".join(" ".join(INVISIBLE.sub("", line).split()) for line in lines).strip()


def _without_no_answer(answer: str) -> str:
    """Return an answer, or an empty string if it says that there is none."""
    return "" if answer.casefold().rstrip(".") in NO_ANSWER else answer


# --- What the form itself asks for ------------------------------------------------------------

#: What cannot be in a sentence of a briefing: pattern, message and remedy.
_NO_SENTENCE = (
    (r"!\[|<img\b", "there is a picture in {}", "Write words only."),
    (r"\A#", "the line {} is a heading", "Take the # off, or the line out."),
    (r"\A[\W_]*\Z", "the line {} has no words", "Take it out."),
    (
        rf".{{{LONGEST_SENTENCE + 1}}}",
        f"the line {{}} has more than {LONGEST_SENTENCE} characters",
        "Write each sentence on a line of its own.",
    ),
)


def _complaints(answers: Answers) -> Iterator[Complaint]:
    """Yield what is wrong with the answers, apart from the rules of an audit."""
    has_sample = answers["size"] or answers["groups"]
    for question in QUESTIONS:
        answer = answers[question.name]
        is_needed = question.needed or (has_sample and question.name in ("unit", "size"))
        if is_needed and not answer:
            yield Complaint(question.label, "there is no answer", question.remedy)
        if not question.many and "\n" in answer and question.name != "aliases":
            yield Complaint(question.label, "the answer has more than one line", "Write one line.")
    if len(answers["title"]) > LONGEST_TITLE:
        message = f"the name has {len(answers['title'])} characters"
        remedy = f"{_NAME} The rest belongs in the background."
        yield Complaint(LABELS["title"], message, remedy)
    for line in lines_of(answers["groups"], numbered=True):
        if not _GROUP.fullmatch(line):
            message = f"the line {quoted(line)} does not start with a number and say who they are"
            yield Complaint(LABELS["groups"], message, "Write it like: 4 had Child in Need Plans.")
    for name in ("background", "good_practice", "reminders"):
        for line in lines_of(answers[name]):
            for pattern, message, remedy in _NO_SENTENCE:
                if re.search(pattern, line):
                    yield Complaint(LABELS[name], message.format(quoted(line)), remedy)


def lines_of(text: str, numbered: bool = False) -> list[str]:
    """Return the lines of an answer without list markers.

    With ``numbered``, lines start with a number of their own, which is kept.
    """
    marker = r"^\s*(?:[-*+•·‣◦▪–—]\s+)*"
    if not numbered:
        marker += r"(?:\(?[0-9]{1,2}[.)]\s+)?"
    lines = (re.sub(marker, "", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


# --- From answers to the fields of an audit ---------------------------------------------------

_GROUP = re.compile(r"0*([1-9][0-9]{0,3})(?:\s?[x×:,–-])?\s+(?:children |meetings )?(\S.*)")
_FIGURE = re.compile(r"(?<![0-9/])([1-9][0-9]{0,2})/([1-9][0-9]{0,2})(?![0-9/])")


def _fields(answers: Answers, library: Library, added: date | None) -> dict[str, Any]:
    """Return the fields of an audit as in a data file, without the empty ones."""
    title = answers["title"].rstrip(".")
    publisher = answers["publisher"]
    is_ours = publisher.casefold() in (SSCP.casefold(), "sscp", "the partnership")
    sample = {
        "unit": answers["unit"],
        "size": answers["size"],
        "groups": [
            {"count": match[1], "label": match[2]}
            for match in map(_GROUP.fullmatch, lines_of(answers["groups"], numbered=True))
            if match
        ],
    }
    taken = {*AUDIT_PAGE_IDS, slugify(title, "-"), "index"}
    fields = {
        "aliases": [word for word in re.split(r"\s*[,;\n]\s*", answers["aliases"]) if word],
        "held": _month(answers["held"]),
        "added": added.isoformat() if added else "",
        "method": answers["method"],
        "publisher": "" if is_ours else publisher,
        "background": lines_of(answers["background"]),
        "sample": sample if answers["size"] or sample["groups"] else "",
    }
    return {name: value for name, value in fields.items() if value} | {
        "title": title,
        "year": re.sub(
            r"^([0-9]{4})\s?[/–-]\s?(?:[0-9]{2})?([0-9]{2})$", r"\1/\2", answers["year"]
        ),
        "good_practice": [
            _finding(line, library, taken) | _figure(line)
            for line in lines_of(answers["good_practice"])
        ],
        "reminders": [_finding(line, library, taken) for line in lines_of(answers["reminders"])],
    }


def _slug(title: str) -> str:
    """Return the name of the file, or the title if it has no letters for one."""
    return as_id(title) or title


def _month(text: str) -> str:
    """Return a month as in a data file, or the answer itself if it is not a month.

    >>> _month("Oct 2023"), _month("10/2023"), _month("autumn")
    ('2023-10', '2023-10', 'autumn')
    """
    if match := re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})", text):
        return f"{match[1]}-{match[2]:0>2}"
    if match := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{4})", text):
        return f"{match[2]}-{match[1]:0>2}"
    if match := re.fullmatch(r"([A-Za-z]{3,9})\.?,? ([0-9]{4})", text):
        name = match[1].capitalize()
        for number, month in enumerate(MONTHS, 1):
            if month.startswith(name):
                return f"{match[2]}-{number:02}"
    return text


def _finding(sentence: str, library: Library, taken: set[str]) -> dict[str, Any]:
    """Return a finding with its id, which is added to ``taken``, and the suggestions."""
    about = suggest(library, sentence)
    name = short_name(sentence, taken)
    taken.add(name)
    return {
        "id": name,
        "text": sentence,
        "themes": about.themes,
        "situations": about.situations,
        "guidance": about.guidance,
    }


def _figure(sentence: str) -> dict[str, Any]:
    """Return the figure of a good practice such as 5/6, if its sentence has one."""
    match = _FIGURE.search(sentence)
    if match and int(match[1]) <= int(match[2]):
        return {"figure": {"count": match[1], "of": match[2]}}
    return {}


#: Words that turn the meaning of a sentence.
_TURNING = re.compile(
    "cant|cannot|hardly|lack(ed|ing|s)?|little|neither|never|no|nobody|none|nor|not|nothing|rarely"
    "|seldom|unless|without|wont|(did|do|does|is|was|were)nt"
)


def short_name(sentence: str, taken: Iterable[str]) -> str:
    """Return a short, unused name for a sentence, which becomes its address.

    It is four telling words. What turns their meaning is among them, wherever it stands, with the
    word after it: otherwise the address would say the opposite.

    >>> short_name("Remember to keep the timeline of involvement up to date", [])
    'keep-timeline-involvement-date'
    >>> short_name("At none of the visits was the child seen", [])
    'none-visits-child-seen'
    >>> short_name("Information from the school was asked for but not used", [])
    'information-school-not-used'
    """
    words = re.findall(r"[a-z0-9]+", re.sub("['’]", "", without_accents(sentence.lower())))
    telling = [word for word in words if word not in STOP_WORDS] or words
    turned = [place for place, word in enumerate(telling) if _TURNING.fullmatch(word)]
    turned = sorted({place + step for place in turned[:2] for step in (0, 1)})
    rest = [place for place in range(len(telling)) if place not in turned]
    chosen = sorted((turned + rest)[:4])
    name = "-".join(telling[place] for place in chosen if place < len(telling))
    name = name[:48].strip("-") or "point"
    number, unique = 2, name
    while unique in set(taken):
        unique, number = f"{name}-{number}", number + 1
    return unique


# --- Messages ---------------------------------------------------------------------------------


def _complaint(error: FieldError) -> Complaint:
    """Return the complaint about a value that the record does not accept."""
    question = next(_QUESTION_OF[name] for name in reversed(error.path) if name in _QUESTION_OF)
    if question.name == "title":
        return Complaint(question.label, "this cannot become the address of a page", _NAME)
    is_about_the_value = error.message.startswith("“")  # and not about how two answers agree
    remedy = question.remedy if is_about_the_value and question.remedy else error.remedy
    return Complaint(question.label, error.message, remedy)


def _exists_already(audit: Audit) -> Complaint:
    return Complaint(
        LABELS["title"],
        f"there is an audit “{audit.title}” of {audit.year} already, by {audit.publisher}",
        f"If yours is the same, change its file data/audits/{audit.id}.yml and close this issue. "
        f"If it is another audit, give it a name of its own, such as “{audit.title} (second "
        f"audit)”, or “{audit.title} (Northshire)” if another area published it.",
    )
