"""A new audit from the answers to a few questions: the text of its data file.

The questions are asked by an issue form (``issue_form.py``) and on a terminal. Whoever
answers them writes sentences, never YAML. What the site needs besides (short names for the
addresses, themes, situations, guides) is suggested from the words; a note above each entry says
that a person must confirm it, and nothing is published while such a note is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from markdown.extensions.toc import slugify

from macros.addresses.links import AUDIT_PAGE_IDS
from macros.editing.suggestions import COMMON_WORDS, suggest
from macros.problems import shown
from macros.reading.yaml_writing import PLEASE_CONFIRM, item, scalar
from macros.records.fields import MONTHS, AuditDate, ProgrammeYear, as_id
from macros.records.library import Library
from macros.records.records import SSCP

#: What people write where they have no answer.
NOTHING = frozenset(
    {"-", "–", "?", "n/a", "na", "nil", "none", "not applicable", "not known", "tbc", "unknown"}
)

LONGEST_TITLE = 80
LONGEST_SENTENCE = 1000
MOST_LINES = 100


@dataclass(frozen=True)
class Question:
    """A question, as the issue form and the terminal ask it.

    ``hint`` says how to answer. Where ``many`` is set each line of the answer is one sentence.
    """

    name: str
    label: str
    hint: str = ""
    needed: bool = False
    many: bool = False


#: What is asked, in order. A test holds the issue form to the same labels.
QUESTIONS = (
    Question("title", "What was the audit about?", "its name, such as Neglect", needed=True),
    Question("year", "Year of the audit programme", "such as 2023/24", needed=True),
    Question("held", "Month in which it was held", "such as October 2023"),
    Question("method", "How it was done", "such as deep dive"),
    Question("publisher", "Who published it", "only if it was not the partnership itself"),
    Question("aliases", "Other words that people may search for", "with commas between them"),
    Question("unit", "What was looked at", "children or meetings"),
    Question("size", "How many were looked at", "a number"),
    Question("groups", "Groups of the sample", "such as: 4 had Child in Need Plans", many=True),
    Question("background", "Background", "the briefing's own sentences", many=True),
    Question("good_practice", "Good practice", "the briefing's own sentences", many=True),
    Question(
        "reminders",
        "What the findings remind us to do",
        "the briefing's own sentences",
        needed=True,
        many=True,
    ),
)

LABELS = {question.name: question.label for question in QUESTIONS}

#: Name of a question to what was typed. Questions without an answer may be left out.
Answers = Mapping[str, str]


@dataclass(frozen=True)
class Complaint:
    """Something to mend in an answer: which question, what is there, and how to mend it."""

    question: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"“{self.question}”: {self.message}. {self.remedy}"


class AnswerError(Exception):
    """The answers make no audit yet. ``complaints`` holds all that must be mended."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(str(complaint) for complaint in self.complaints))


@dataclass(frozen=True)
class Draft:
    """The data file of a new audit, and what a person should look at before it is published."""

    path: str
    text: str
    title: str
    to_confirm: tuple[str, ...]


def draft_audit(answers: Answers, library: Library, added: date | None = None) -> Draft:
    """Return the data file that answers make.

    ``added`` is the day on which the audit is added to the site. Raises :class:`AnswerError`
    with everything that must be mended, if there is something.
    """
    reading = _Reading({name: _meant(tidy(answer)) for name, answer in answers.items()})
    reading.read(library)
    if reading.complaints:
        raise AnswerError(reading.complaints)
    return _write(reading, library, added)


def _meant(answer: str) -> str:
    """Return an answer, or an empty text if it only says that there is none."""
    return "" if answer.casefold().rstrip(".") in NOTHING else answer


def tidy(text: str) -> str:
    r"""Return a text without what comes along when one pastes from another program.

    >>> tidy("Ask\u00a0the child\u200b.\r\n")
    'Ask the child.'
    """
    text = re.sub("[\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]", "", text)
    text = re.sub("\r\n?|[\u0085\u2028\u2029\v\f]", "\n", text)
    text = re.sub("[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


# --- Reading the answers ----------------------------------------------------------------------


@dataclass
class _Reading:
    """The answers as values, and what must be mended in them."""

    answers: dict[str, str]
    complaints: list[Complaint] = field(default_factory=list)
    title: str = ""
    year: ProgrammeYear | None = None
    held: AuditDate | None = None
    size: int | None = None
    groups: list[tuple[int, str]] = field(default_factory=list)
    background: list[str] = field(default_factory=list)
    good_practice: list[str] = field(default_factory=list)
    reminders: list[str] = field(default_factory=list)
    #: What was understood in a way that the person may not have meant.
    notes: list[str] = field(default_factory=list)

    def answer(self, name: str) -> str:
        return self.answers.get(name, "")

    def complain(self, name: str, message: str, remedy: str) -> None:
        self.complaints.append(Complaint(LABELS[name], message, remedy))

    def read(self, library: Library) -> None:
        """Read every answer, so that everything that must be mended is said at once."""
        for question in QUESTIONS:
            answer = self.answer(question.name)
            if question.needed and not answer:
                self.complain(
                    question.name, "there is no answer", f"It is needed: {question.hint}."
                )
            if not question.many and "\n" in answer and question.name != "aliases":
                self.complain(question.name, "the answer has more than one line", "Write one line.")
                self.answers[question.name] = ""
        self.title = self._read_title()
        self.year = self._read_year()
        self.held = self._read_held()
        self._read_sample()
        for name in ("background", "good_practice", "reminders"):
            setattr(self, name, self._read_sentences(name))
        self._check_twice()
        audit_id = f"{self.year.slug}/{as_id(self.title)}" if self.year else ""
        if self.title and audit_id in library.audit_by_id:
            self.complain(
                "title",
                f"there is an audit “{library.audit_by_id[audit_id].title}” of {self.year} already",
                f"Change its file data/audits/{audit_id}.yml instead, or give this one a name "
                "that tells the two apart.",
            )

    def _read_title(self) -> str:
        title = self.answer("title").rstrip(".")
        if not title:
            return ""
        if len(title) > LONGEST_TITLE:
            self.complain(
                "title",
                f"the name has {len(title)} characters",
                "Write a few words, such as Neglect. The rest belongs in the background.",
            )
        elif not as_id(title) or as_id(title) == "index":
            self.complain(
                "title",
                f"{shown(title)} cannot become the address of a page",
                "Write its name in words, such as Neglect.",
            )
        else:
            return title
        return ""

    def _read_year(self) -> ProgrammeYear | None:
        answer = self.answer("year")
        years = re.sub(r"^([0-9]{4})\s?[/\-–]\s?(?:[0-9]{2})?([0-9]{2})$", r"\1/\2", answer)
        try:
            return ProgrammeYear(years)
        except ValueError:
            if answer:
                self.complain(
                    "year",
                    f"{shown(answer)} is not a year of the audit programme",
                    "Write two years that follow each other, such as 2023/24.",
                )
            return None

    def _read_held(self) -> AuditDate | None:
        answer = self.answer("held")
        if not answer:
            return None
        if _is_a_day(answer):
            self.complain(
                "held",
                f"{shown(answer)} is a day",
                "Leave the day out, such as October 2023. An exact date can help to identify "
                "someone.",
            )
            return None
        held = _month(answer)
        if held is None:
            self.complain(
                "held",
                f"{shown(answer)} is not a month",
                "Write month and year, such as October 2023, or the year alone. Leave it empty "
                "if it is not known.",
            )
            return None
        year = self.year
        if year and held.year not in (year.first, year.last):
            self.complain(
                "held",
                f"it was held in {held.words}, but the year of the programme is {year}",
                f"Correct one of the two. Audits of {year} are held in {year.first} or "
                f"{year.last}.",
            )
        return held

    def _read_sample(self) -> None:
        unit, size, groups = (self.answer(name) for name in ("unit", "size", "groups"))
        if unit and unit not in ("children", "meetings"):
            self.complain(
                "unit", f"{shown(unit)} is not one of the two", "Choose children or meetings."
            )
        if size and not re.fullmatch(r"[0-9]{1,4}", size):
            self.complain(
                "size", f"{shown(size)} is not a whole number", "Write digits only, such as 6."
            )
        elif size and int(size) == 0:
            self.complain("size", "0 were looked at", "Write how many, or leave it empty.")
        elif size:
            self.size = int(size)
            if not unit:
                self.complain(
                    "unit", "there is no answer", f"Say what the {size} are: children or meetings."
                )
        elif groups:
            self.complain("size", "there is no answer", "Say how many the groups make up together.")
        elif unit:
            self.notes.append("How many were looked at is not known, so the page names no sample.")
        self._read_groups(groups)

    def _read_groups(self, groups: str) -> None:
        fits = True
        for line in _lines(groups, numbered=True):
            match = re.fullmatch(
                r"([0-9]{1,4})(?:\s?[x×:,–-])?\s+(?:children |meetings )?(\S.*)", line
            )
            if match and int(match[1]):
                self.groups.append((int(match[1]), match[2]))
            else:
                fits = False
                self.complain(
                    "groups",
                    f"the line {shown(line)} does not start with a number and say who they are",
                    "Write it like: 4 had Child in Need Plans.",
                )
        total = sum(count for count, _ in self.groups)
        if fits and self.groups and self.size and total != self.size:
            self.complain(
                "groups",
                f"the groups add up to {total}, but {self.size} were looked at",
                "Correct the numbers so that they agree, or leave the groups empty.",
            )

    def _read_sentences(self, name: str) -> list[str]:
        found = _lines(self.answer(name))
        if len(found) > MOST_LINES:
            self.complain(
                name,
                f"there are {len(found)} lines",
                f"Write {MOST_LINES} at most, one sentence each.",
            )
            return []
        for position, line in enumerate(found):
            if "![" in line or re.search(r"<img\b", line):
                self.complain(name, f"there is a picture in {shown(line)}", "Write words only.")
            elif line.startswith("#"):
                self.complain(
                    name, f"the line {shown(line)} is a heading", "Take the # off, or the line out."
                )
            elif len(line) > LONGEST_SENTENCE:
                self.complain(
                    name,
                    f"the line {shown(line)} has {len(line)} characters",
                    "Write each sentence on a line of its own.",
                )
            if not re.search(r"[^\W_]", line):
                self.complain(name, f"the line {shown(line)} has no words", "Take it out.")
            if position and line[0].islower() and not found[position - 1].endswith((".", ":", ";")):
                self.notes.append(
                    f"“{LABELS[name]}”: {shown(line)} begins with a small letter. If it is the "
                    "rest of the line before, join the two."
                )
        return found

    def _check_twice(self) -> None:
        """Report each sentence that is there more than once: each has an address of its own."""
        first: dict[str, str] = {}
        for name in ("good_practice", "reminders"):
            for line in getattr(self, name):
                words = line.casefold().rstrip(".")
                if first.get(words) == name:
                    self.complain(name, f"{shown(line)} is there twice", "Take one out.")
                elif words in first:
                    message = f"{shown(line)} is under “{LABELS[first[words]]}” also"
                    self.complain(name, message, "Take one out.")
                first.setdefault(words, name)


def _lines(text: str, numbered: bool = False) -> list[str]:
    """Return the lines of an answer without the signs of a list at their start.

    Where lines begin with a number of their own (``numbered``), numbers are left as they are.
    """
    sign = r"^\s*(?:[-*+•·‣◦▪–—]\s+)*"
    if not numbered:
        sign += r"(?:\(?[0-9]{1,2}[.)]\s+)?"
    found = (re.sub(sign, "", line).strip() for line in text.splitlines())
    return [line for line in found if line]


def _is_a_day(text: str) -> bool:
    patterns = (
        r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}",
        r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}",
        r"(?:\w+,? )?[0-9]{1,2}(?:st|nd|rd|th)? (?:of )?[A-Za-z]+,? [0-9]{2,4}",
        r"[A-Za-z]+ [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4}",
    )
    return any(re.fullmatch(pattern, text) for pattern in patterns)


def _month(text: str) -> AuditDate | None:
    """Return a month, however it is written, or a year alone; ``None`` if it is neither."""
    if re.fullmatch(r"[0-9]{4}", text):
        return AuditDate(int(text))
    match = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})", text)
    if match:
        year, month = int(match[1]), int(match[2])
    elif match := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{4})", text):
        month, year = int(match[1]), int(match[2])
    elif match := re.fullmatch(r"([A-Za-z]{3,9})\.?,? ([0-9]{4})", text):
        name = match[1].casefold()
        known = [m for m, full in enumerate(MONTHS, 1) if full.casefold().startswith(name)]
        month, year = (known[0] if len(known) == 1 else 0), int(match[2])
    else:
        return None
    return AuditDate(year, month) if 1 <= month <= 12 else None


# --- Writing the file -------------------------------------------------------------------------


def _write(reading: _Reading, library: Library, added: date | None) -> Draft:
    name = as_id(reading.title)
    to_confirm = list(reading.notes)
    lines = [
        "# Each audit is one file. The folder is its year, the file name its address; keep both "
        "once published.",
        "# Sentences are the briefing's own, word for word. An “id” is a permanent address.",
        f"# Read what stands under each line “{PLEASE_CONFIRM}”, mend it, and delete that line.",
        f"title: {scalar(reading.title)}",
    ]
    aliases = [word.strip() for word in re.split(r"[,;\n]", reading.answer("aliases"))]
    if any(aliases):
        lines.append(f"aliases: [{', '.join(item(word) for word in aliases if word)}]")
    lines.append(f"year: {reading.year}")
    if reading.held:
        lines.append(f"held: {reading.held.machine}")
    if added:
        lines.append(f"added: {added.isoformat()}")
    if reading.answer("method"):
        lines.append(f"method: {scalar(reading.answer('method'))}")
    publisher = reading.answer("publisher")
    if publisher and publisher.casefold() not in (SSCP.casefold(), "sscp", "the partnership"):
        lines.append(f"publisher: {scalar(publisher)}")
    if reading.background:
        lines += ["background:", *(f"  - {scalar(line)}" for line in reading.background)]
    if reading.size:
        lines += ["sample:", f"  unit: {reading.answer('unit')}", f"  size: {reading.size}"]
        lines += ["  groups:"] if reading.groups else []
        for count, label in reading.groups:
            lines += [f"    - count: {count}", f"      label: {scalar(label)}"]
    taken = {*AUDIT_PAGE_IDS, slugify(reading.title, "-"), "index"}
    for key in ("good_practice", "reminders"):
        sentences: list[str] = getattr(reading, key)
        lines += ["", f"{key}:" if sentences else f"{key}: []"]
        for sentence in sentences:
            short = short_name(sentence, taken)
            taken.add(short)
            lines += _entry(library, sentence, short, with_figure=key == "good_practice")
            to_confirm.append(_in_words(library, sentence, short))
    folder = reading.year.slug if reading.year else ""
    path = f"data/audits/{folder}/{name}.yml"
    return Draft(path, "\n".join(lines) + "\n", reading.title, tuple(to_confirm))


def _entry(library: Library, sentence: str, short: str, with_figure: bool) -> list[str]:
    """Return the lines of a reminder or a good practice, with what is suggested for it."""
    about = suggest(library, sentence)
    lines = [
        f"  {PLEASE_CONFIRM}: the id, the themes, the situations and the guidance are suggestions",
        f"  - id: {short}",
        f"    text: {scalar(sentence)}",
        f"    themes: [{', '.join(about.themes)}]",
        f"    situations: [{', '.join(about.situations)}]",
        f"    guidance: [{', '.join(about.guidance)}]",
    ]
    figure = re.search(r"(?<![0-9/])([0-9]{1,3})/([0-9]{1,3})(?![0-9/])", sentence)
    if with_figure and figure and int(figure[1]) <= int(figure[2]):
        lines.append(f"    figure: {{count: {int(figure[1])}, of: {int(figure[2])}}}")
    return lines


def _in_words(library: Library, sentence: str, short: str) -> str:
    """Return what is suggested for a sentence, for the person who is to confirm it."""
    about = suggest(library, sentence)
    names = {
        "themes": [library.theme_by_id[i].title for i in about.themes],
        "situations": [library.situation_by_id[i].title for i in about.situations],
        "guides": [library.guidance_by_id[i].title for i in about.guidance],
    }
    found = "; ".join(f"{kind}: {', '.join(titles)}" for kind, titles in names.items() if titles)
    missing = "" if about.situations else ". Please choose a situation"
    return f"{shown(sentence, 90)} → address “{short}”; {found or 'no theme found'}{missing}."


def short_name(sentence: str, taken: Iterable[str]) -> str:
    """Return a short name for a sentence that is not taken yet: it becomes its address.

    >>> short_name("Remember to keep the timeline of involvement up to date", [])
    'keep-timeline-involvement-date'
    """
    found = re.findall(r"[a-z0-9]+", re.sub("['’]", "", sentence.lower()))
    telling = [word for word in found if word not in COMMON_WORDS] or found
    name = "-".join(telling[:4])[:48].strip("-") or "point"
    number, unique = 2, name
    while unique in set(taken):
        unique, number = f"{name}-{number}", number + 1
    return unique


def question_at(text: str, line: int) -> str:
    """Return the question whose answer stands at a line of a draft, counted from 1."""
    names = {"sample": "groups"}
    for earlier in reversed(text.splitlines()[:line]):
        key = re.match(r"(\w+):", earlier)
        if key:
            name = names.get(key[1], key[1])
            return LABELS.get(name, "The answers")
    return "The answers"


# --- On a terminal ----------------------------------------------------------------------------


def ask_all(ask: Callable[[str], str], say: Callable[[str], None]) -> dict[str, str]:
    """Ask every question and return the answers.

    ``ask`` shows a prompt and returns the line that was typed; ``say`` shows a line.
    """
    answers = {}
    say("Press Enter alone where something is not known. Nothing may identify a child or family.")
    for question in QUESTIONS:
        needed = "" if question.needed else " (can be left empty)"
        say("")
        say(f"{question.label} – {question.hint}{needed}")
        if question.many:
            say("One on each line. An empty line ends the list.")
            lines = list(iter(lambda: ask("- ").strip(), ""))
            answers[question.name] = "\n".join(lines)
        else:
            answers[question.name] = ask("> ")
    return answers
