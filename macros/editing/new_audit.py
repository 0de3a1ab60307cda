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
from macros.checks.wording import LONGEST_TITLE
from macros.editing.pasted_text import lines_of, sentences_of, tidy
from macros.editing.suggestions import STOP_WORDS, suggest
from macros.problems import quoted
from macros.reading.field_errors import FieldError, RecordError, make_record
from macros.records.dates import MONTHS
from macros.records.fields import as_id, is_no_answer, without_accents
from macros.records.library import Library
from macros.records.records import Audit

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
_YEAR = (
    "Write two years that follow each other, such as 2023/24. If the briefing does not say when it "
    "was, write the year in which it was published. Leave it empty if it has no date at all."
)
_WHEN = (
    "Write month and year, such as October 2023, or the year alone, or leave it empty. An exact "
    "date can help to identify someone."
)
_SENTENCES = "Write the briefing's own sentences, one on each line."
QUESTIONS = (
    Question("title", "What was the audit about?", _NAME, needed=True),
    Question("kind", "What it is"),
    Question("year", "Year of the audit programme", _YEAR),
    Question("held", "Month in which it was held", _WHEN),
    Question("method", "How it was done"),
    Question("publisher", "Who published it"),
    Question("area", "The area that it is about"),
    Question("aliases", "Other words that people may search for"),
    Question("unit", "What was looked at", "Write it in the plural, such as children or meetings."),
    Question("size", "How many were looked at", "Write the number in digits, such as 6."),
    Question("groups", "Groups of the sample", many=True),
    Question("background", "Background", _SENTENCES, many=True),
    Question("good_practice", "Good practice", _SENTENCES, many=True),
    Question("reminders", "What the findings remind us to do", _SENTENCES, many=True),
    Question("found", "What else was found", _SENTENCES, many=True),
    Question("recommendations", "Recommendations to the partnership", _SENTENCES, many=True),
)

#: The questions whose answers are sentences of the briefing.
TEXTS = ("background", *Audit.LISTS)

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
    typed = {name: tidy(answers.get(name, "")) for name in LABELS}
    cleaned = {
        name: "" if all(map(is_no_answer, lines_of(text))) else text for name, text in typed.items()
    }
    complaints = list(_complaints(cleaned, typed))
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
        raise AnswerError([_exists_already(library.audit_by_id[audit.id], library)])
    return audit


# --- What the form itself asks for ------------------------------------------------------------

NO_TABLE = "Write each of its sentences on a line of its own."
#: What cannot be in an answer: pattern, message and remedy.
_MARKUP = (
    (r"!\[|<img\b", "there is a picture in {}", "Write words only."),
    (r"<!--", "a note starts with “<!--” in {}, and has no end", "Take the “<!--” out."),
    (r"</?[a-z]\w*(?:\s[^>]*)?>", "there is a tag such as <b> in {}", "Write words only."),
    (
        r"\[[^\]]*\]\(|https?://",
        "there is a link or a file in {}",
        "Write words only. A link to the briefing can be added in the pull request.",
    ),
    (
        r"\A\||\|.*\|",
        "the line {} is a row of a table",
        NO_TABLE,
    ),
)
#: What cannot be in a sentence of a briefing either.
_NO_SENTENCE = (
    (r"\A#", "the line {} is a heading", "Take the # off, or the line out."),
    (r"\A[\W_]*\Z", "the line {} has no words", "Take it out."),
    (
        r":\Z",
        "the line {} only introduces what follows",
        "Write it in front of each sentence that belongs to it, on the same line, or take it out.",
    ),
    (
        rf".{{{LONGEST_SENTENCE + 1}}}",
        f"the line {{}} has more than {LONGEST_SENTENCE} characters",
        "Write each sentence on a line of its own.",
    ),
)


def _complaints(answers: Answers, typed: Answers) -> Iterator[Complaint]:
    """Yield what is wrong with the answers, apart from the rules of an audit.

    ``typed`` holds those also that only say that there is no answer.
    """
    has_sample = answers["size"] or answers["groups"]
    has_others = answers["found"] or answers["recommendations"]
    for question in QUESTIONS:
        answer = answers[question.name]
        is_needed = (
            question.needed
            or (has_sample and question.name in ("unit", "size"))
            or (not has_others and question.name == "reminders")
        )
        if is_needed and not answer:
            said = typed[question.name].strip("_*")
            is_silent = said.casefold() in ("", "no response")  # GitHub writes this for nothing
            message = "there is no answer" if is_silent else f"{quoted(said)} is no answer"
            yield Complaint(question.label, message, question.remedy)
        if not question.many and "\n" in answer and question.name != "aliases":
            yield Complaint(question.label, "the answer has more than one line", "Write one line.")
        is_text = question.name in TEXTS
        for line in sentences_of(answer) if is_text else lines_of(answer, numbered=True):
            for pattern, message, remedy in (*_MARKUP, *(_NO_SENTENCE if is_text else ())):
                if re.search(pattern, line):
                    yield Complaint(question.label, message.format(quoted(line)), remedy)
                    break
    if len(answers["title"]) > LONGEST_TITLE:
        message = f"the name has {len(answers['title'])} characters"
        remedy = f"{_NAME} The rest belongs in the background."
        yield Complaint(LABELS["title"], message, remedy)
    for line in lines_of(answers["groups"], numbered=True):
        if not _GROUP.fullmatch(line):
            message = f"the line {quoted(line)} does not start with a number and say who they are"
            yield Complaint(LABELS["groups"], message, "Write it like: 4 had Child in Need Plans.")


# --- From answers to the fields of an audit ---------------------------------------------------

_GROUP = re.compile(r"0*([1-9][0-9]{0,3})(?:\s?[x×:,–-])?\s+(?:children |meetings )?(\S.*)")
_FIGURE = re.compile(r"(?<![0-9/])([1-9][0-9]{0,2})/([1-9][0-9]{0,2})(?![0-9/])")


def _fields(answers: Answers, library: Library, added: date | None) -> dict[str, Any]:
    """Return the fields of an audit as in a data file, without the empty ones."""
    title = answers["title"].rstrip(".")
    named = {
        name.casefold(): "" if publisher.ours else publisher.id
        for publisher in library.publishers
        for name in (publisher.id, publisher.name, publisher.short)
    }
    publisher = answers["publisher"]
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
        "held": month(answers["held"]),
        "added": added.isoformat() if added else "",
        "kind": answers["kind"],
        "method": answers["method"],
        "publisher": (named | {"the partnership": ""}).get(publisher.casefold(), publisher),
        "area": answers["area"],
        "background": sentences_of(answers["background"]),
        "sample": {name: value for name, value in sample.items() if value},
        "year": re.sub(
            r"^([0-9]{4})\s?[/–-]\s?(?:[0-9]{2})?([0-9]{2})$", r"\1/\2", answers["year"]
        ),
    }
    findings = {
        name: [
            _finding(line, library, taken) | (_figure(line) if name == "good_practice" else {})
            for line in sentences_of(answers[name])
        ]
        for name in Audit.LISTS
    }
    return {name: value for name, value in fields.items() if value} | {"title": title} | findings


_DATE = re.compile(
    rf"\b(?:(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\.? )?"
    r"20[0-9]{2}(?:[/–-][0-9]{2,4})?",
    re.IGNORECASE,
)
LONGEST_SLUG = 40


def _slug(title: str) -> str:
    """Return a name for the file, which is the page's address: no date, and not too long.

    It is the title itself if that has no letters for one.

    >>> _slug("Neglect: a thematic audit of older children and their families, Oct 2023")
    'neglect-a-thematic-audit-of-older'
    """
    whole = as_id(_DATE.sub("", title)) or as_id(title)
    short = whole if len(whole) <= LONGEST_SLUG else whole[: LONGEST_SLUG + 1].rpartition("-")[0]
    return re.sub("(-(a|an|and|for|in|of|the|to|with))+$", "", short) or whole or title


def month(text: str) -> str:
    """Return a month as in a data file, or the answer itself if it is not a month.

    >>> month("Oct 2023"), month("10/2023"), month("autumn")
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


def _exists_already(audit: Audit, library: Library) -> Complaint:
    publisher = library.publisher_of(audit).name
    return Complaint(
        LABELS["title"],
        f"there is an audit “{audit.title}” of {audit.year} already, by {publisher}",
        f"If yours is the same, change its file data/audits/{audit.id}.yml and close this issue. "
        f"If it is another audit, give it a name of its own, such as “{audit.title} (second "
        f"audit)”, or “{audit.title} (Northshire)” if another area published it.",
    )
