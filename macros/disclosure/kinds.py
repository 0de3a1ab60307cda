"""The kinds of passage that could identify a child, a family or a worker.

A false alarm costs an editor a minute; a missed name may cost a child its safety. So anything
that looks like a name and is not known to be something else is reported. What cannot be detected
this way is listed for editors in ``docs/about/editing.md``.

Libraries were tried on this site, which names nobody, and on the 37 passages of
``tests/cases/disclosure.md``. Presidio 2.2.366 with spaCy's small model (407 MB, 12 s) took 49
services and places for persons and missed 14 passages, 4 of 10 names among them. Scrubadub 2.0.1
(413 MB) missed 33. This package adds no dependency, takes 0.1 s, and has no false alarm here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Passage:
    """A part of a text that could identify somebody: ``text[start:end]``, and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, eq=False)
class Known:
    """What is cleared although it looks like something that identifies a person.

    ``words`` are never a person's name, as :func:`~macros.disclosure.names.bare` returns them.
    ``terms`` are names of services and documents, of several words and in lower case: they pass as
    a whole, and none of their words alone. ``acronyms`` are those of the glossary.
    ``numbers`` are listed telephone numbers, digits only, and ``emails`` addresses of services.
    """

    words: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Kind:
    """What a passage may be: the words for it, what to do, and why if that is not obvious."""

    words: str
    remedy: str
    why: str = "A published briefing must not identify a child, a family or a worker."


_SAY_WHO = "Take it out. Say what the person is: the child, a parent, the social worker."
_OTHER_COPIES = "Such a number leads to one person's records, and cannot be changed."

#: Name of a kind of passage to the words about it.
KINDS: dict[str, Kind] = {
    "name": Kind(
        "may be the name of a person",
        f"{_SAY_WHO} If it is the name of a service or a document, add it to data/glossary.yml.",
    ),
    "initials": Kind(
        "may be the initials of a person",
        f"{_SAY_WHO} If it is an acronym, add it to data/glossary.yml.",
        "Those who know the family know who is meant by initials.",
    ),
    "nhs": Kind("is an NHS number", "Take it out.", _OTHER_COPIES),
    "upn": Kind("is a pupil's number (UPN)", "Take it out.", _OTHER_COPIES),
    "reference": Kind(
        "may be the number of a case, a crime or a record",
        "Take it out.",
        "Whoever can open the record can then see whom the briefing is about.",
    ),
    "number": Kind(
        "is a long number, which may lead to somebody's record", "Take it out.", _OTHER_COPIES
    ),
    "birth": Kind(
        "may be a date of birth",
        "Take it out. If age matters, write a group of ages: under 5, of primary school age.",
        "A date of birth and a place are enough to find a child.",
    ),
    "date": Kind(
        "is an exact date",
        "Write the month and the year, or the year alone.",
        "An exact date can be matched with the news, or with what a neighbour saw.",
    ),
    "age": Kind(
        "is the exact age of somebody in a small sample",
        "Write a group of ages: under 5, of primary school age, a teenager.",
        "Among so few children an age can be enough to tell which child is meant.",
    ),
    "postcode": Kind(
        "may be a postcode",
        "Take it out. Write “Solihull” if the place matters.",
        "A postcode stands for about 15 homes.",
    ),
    "address": Kind(
        "may be an address",
        "Take it out. Write “Solihull” if the place matters.",
    ),
    "school": Kind(
        "may be the name of a school or nursery",
        "Write “a primary school”, “a secondary school” or “a nursery”.",
        "Of the children at one school only a few are known to services.",
    ),
    "phone": Kind(
        "is a telephone number that is not in data/contacts.yml",
        "Take it out. If it is the number of a service, add it to data/contacts.yml and compare it "
        "with its source.",
        "It may be somebody's own number. A wrong one sends a caller to the wrong place.",
    ),
    "email": Kind(
        "is an e-mail address",
        "Take it out. Name the service and where it can be found.",
        "An address often holds a name, and people write to it about children.",
    ),
    "account": Kind(
        "may be somebody's account in a social network",
        "Take it out. Name the network if it matters.",
        "Its page shows who the person is, and often where they are.",
    ),
}


def masked(text: str) -> str:
    """Return a passage so that it can be recognised but not read.

    A message may be published where it cannot be withdrawn: in a log or a comment.

    >>> masked("Xandra Quill, 07700 900123")
    'X••••• Q••••, ••••• ••••••'
    """
    return re.sub(r"(?<=\w)\w|\d|\b\w\b", "•", text)


_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\)\]]+|\bwww\.[^\s<>\"'`\\)\]]+")


def without_web_addresses(text: str) -> str:
    """Return a text of the same length in which web addresses are blank."""
    if "://" not in text and "www." not in text:  # nine of ten lines
        return text
    return _WEB_ADDRESS.sub(lambda match: " " * len(match[0]), text)
