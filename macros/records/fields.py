"""The types of the fields of records: what each accepts, and the message for anything else.

* ``PlainText`` is shown exactly as written. Every character is escaped. ``Sentence`` is plain text
  quoted word for word from a briefing.
* ``Markdown`` may hold emphasis and links: ``[SMART](guidance:smart-planning)``.
* ``ThemeId``, ``GuidanceId`` and the like refer to another record. They and the links in
  ``Markdown`` are looked up in the validation context, a :class:`KnownRecords`, if there is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import with_info_after_validator_function

from macros.problems import quoted
from macros.records.icons import ICON_PATTERN, icon_fault


def fault(message: str, remedy: str, at: str = "") -> PydanticCustomError:
    """Return an error with a message for the editor: what is wrong, and how to fix it.

    ``at`` is the field to show it at, if the rule concerns a whole record.
    """
    return PydanticCustomError(
        "fault", "{message}", {"message": message, "remedy": remedy, "at": at}
    )


def require_text(value: Any) -> str:
    """Return a value that is a text. Raises an error if it is none, or empty."""
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if not value:
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return value


def text_like(pattern: str, *, number: bool = False) -> WithJsonSchema:
    """Return the JSON Schema of a text that matches a pattern.

    ``number``: without quotation marks, code editors take it for a number.
    """
    types = ["string", "integer"] if number else "string"
    return WithJsonSchema({"type": types, "pattern": f"^{pattern}$"})


# --- Other records ----------------------------------------------------------------------------


class KnownRecords(Protocol):
    """The validation context: which records exist."""

    def fault_of(self, kind: str, record_id: str) -> tuple[str, str] | None:
        """Return a message and a remedy if there is no record of this kind with this id."""


def _look_up(kind: str, record_id: str, known: KnownRecords | None) -> None:
    words = known.fault_of(kind, record_id) if known else None
    if words:
        raise fault(*words)


@dataclass(frozen=True)
class Reference:
    """Marks a field whose value is the id of a record of another kind."""

    kind: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        _look_up(self.kind, value, info.context)
        return value


@dataclass(frozen=True)
class MarkdownText:
    """Marks a field whose text is Markdown and may link to other records."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        for target in LINK_PATTERN.findall(value):
            kind, _, record_id = target.partition(":")
            if kind in LINKED_KINDS:
                _look_up(kind, record_id, info.context)
            elif not ADDRESS_PATTERN.fullmatch(target):
                raise fault(
                    f"the link to {quoted(target)} leads nowhere",
                    "Write the whole address, https://…, or name one of our pages: guidance:id, "
                    "theme:id, situation:id or audit:year/name.",
                )
        return value


LINK_PATTERN = re.compile(r"\]\(\s*([^)\s]*)")
LINKED_KINDS = ("guidance", "theme", "situation", "audit")


def linked_records(markdown: str) -> Iterator[tuple[str, str]]:
    """Yield kind and id of each record that a text links to.

    >>> list(linked_records("[SMART](guidance:smart), [our page](https://www.example.org)"))
    [('guidance', 'smart')]
    """
    for target in LINK_PATTERN.findall(markdown):
        kind, _, record_id = target.partition(":")
        if kind in LINKED_KINDS:
            yield kind, record_id


ThemeId = Annotated[str, StringConstraints(min_length=1), Reference("theme")]
SituationId = Annotated[str, StringConstraints(min_length=1), Reference("situation")]
GuidanceId = Annotated[str, StringConstraints(min_length=1), Reference("guidance")]
AgencyId = Annotated[str, StringConstraints(min_length=1), Reference("agency")]
AuditId = Annotated[str, StringConstraints(min_length=1), Reference("audit")]
#: The id of a publisher, or its name as its record has it.
PublisherId = Annotated[str, StringConstraints(min_length=1), Reference("publisher")]
GroupId = Annotated[str, StringConstraints(min_length=1), Reference("response group")]
#: An audit or, without a slash, a response.
FollowedById = Annotated[str, StringConstraints(min_length=1), Reference("follow-up")]
#: One of our own pages, as a path in ``docs/``.
PagePath = Annotated[str, StringConstraints(min_length=1), Reference("page")]


# --- Text -------------------------------------------------------------------------------------

#: The placeholders in the examples of CONTRIBUTING.md.
_PLACEHOLDER = re.compile(
    r"the (?:briefing['’]s own (?:sentence|words)|guide['’]s own name)", re.IGNORECASE
)


def check_is_no_placeholder(value: str) -> str:
    """Return a text. Raises an error if it is a placeholder copied from an example."""
    if _PLACEHOLDER.match(value):
        raise fault(
            f"{quoted(value)} is what the example says",
            "Write the words of the briefing or of the guide in its place.",
        )
    return value


#: Words of somebody who has nothing to say. Readers would take them for words of the briefing.
_NO_ANSWER = re.compile(
    r"(?:[-–—?./…_*]*|0|n[./]?[akr]\.?|no|nil|yes|unknown|unsure|not sure|to follow|awaited|tb[acd]"
    r"|to be (?:added|agreed|announced|confirmed|decided)|no response"
    r"|(?:please )?(?:see|as) (?:the )?(?:above|below|attached|attachment|briefing|report|overleaf)"
    r"|(?:do not|don[’']t|not) (?:yet )?known?|not (?:yet )?(?:recorded|given|stated|available"
    r"|confirmed)|not (?:applicable|specified|mentioned|identified|noted)"
    r"|(?:none|no|nothing)(?: specific| good practice| examples?| of good practice)*"
    r"(?: was| were| has been| have been)?(?: identified| noted| recorded| reported| to report"
    r"| found| named| given| seen| stated| known)?)"
    r"(?: (?:by|in|at|for|from) (?:the|this) (?:auditors?|audit|briefing|report|review))?",
    re.IGNORECASE,
)


def is_no_answer(text: str) -> bool:
    """Whether a text only says that there is nothing to say.

    >>> is_no_answer("- N/A"), is_no_answer("None identified."), is_no_answer("_No response_")
    (True, True, True)
    >>> is_no_answer("No child was seen alone"), is_no_answer("Nothing was recorded in the file")
    (False, False)
    """
    return bool(text and _NO_ANSWER.fullmatch(text.strip(" .!_*()[]-–—")))


def check_is_answer(value: str) -> str:
    """Return a text. Raises an error if it only says that there is nothing to say."""
    if is_no_answer(value):
        raise PydanticCustomError("no_answer", "no answer")
    return value


PlainText = Annotated[str, StringConstraints(min_length=1)]
#: A name, which readers see beside what it names.
Name = Annotated[PlainText, AfterValidator(check_is_answer)]
Markdown = Annotated[str, StringConstraints(min_length=1), MarkdownText()]
#: Words quoted exactly from a briefing.
Sentence = Annotated[Name, AfterValidator(check_is_no_placeholder)]


# --- Ids --------------------------------------------------------------------------------------

#: The ids of the findings in the example of CONTRIBUTING.md.
EXAMPLE_IDS = frozenset({"a-short-name", "another-short-name"})

ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: The most characters of an id: it becomes the name of a file.
LONGEST_ID = 80


def _check_id(value: str) -> str:
    if not ID_PATTERN.fullmatch(value):
        suggestion = as_id(value)
        raise fault(
            f"{quoted(value)} cannot be used as an id",
            "Use lower-case letters, digits and single hyphens"
            + (f", for example “{suggestion}”." if suggestion else "."),
        )
    if len(value) > LONGEST_ID:
        raise fault(
            f"this id has {len(value)} characters",
            f"Choose a short name of at most {LONGEST_ID}, such as police-reports.",
        )
    if value in EXAMPLE_IDS:
        raise fault(
            f"{quoted(value)} is what the example says",
            "Write a short name that tells this entry from the others, such as police-reports.",
        )
    if value == "index":
        raise fault(
            "“index” is the name of the page that lists all others",
            "Choose another.",
        )
    return value


def as_id(value: str) -> str:
    """Return the id that is closest to a text; empty if there is none.

    >>> as_id("Naïve practice (2)")
    'naive-practice-2'
    """
    return re.sub(r"[^a-z0-9]+", "-", without_accents(value.lower())).strip("-")


def without_accents(text: str) -> str:
    """Return a text with the plain letter in place of each that has an accent."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


Id = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_check_id),
    text_like(ID_PATTERN.pattern),
]


def _check_icon(value: str) -> str:
    if words := icon_fault(value):
        raise fault(*words)
    return value


#: The name of an icon that comes with Material for MkDocs.
IconName = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_check_icon),
    text_like(ICON_PATTERN.pattern),
]


# --- Numbers ----------------------------------------------------------------------------------


def _parse_count(value: Any) -> Any:
    text = require_text(value)
    if re.fullmatch(r"[0-9]{1,4}", text):
        return int(text)
    remedy = "Write digits only, for example 7."
    if text.endswith("%"):
        remedy = (
            "Write how many there were. If the briefing says only the percentage, leave the number "
            "of a rating out, and anything else with a number as a whole. Keep the percentage in "
            "the words."
        )
    raise fault(f"{quoted(text)} is not a whole number", remedy)


Count = Annotated[int, BeforeValidator(_parse_count), text_like("[0-9]{1,4}", number=True)]


# --- Addresses --------------------------------------------------------------------------------

ADDRESS_PATTERN = re.compile(r"https?://[^\s<>\"'`\\]+\.[^\s<>\"'`\\]+")


def _check_address(value: str) -> str:
    if not ADDRESS_PATTERN.fullmatch(value):
        raise fault(
            f"{quoted(value)} is not a web address",
            "Write the whole address as the browser shows it, starting with “https://”.",
        )
    return value


WebAddress = Annotated[
    str, StringConstraints(min_length=1), AfterValidator(_check_address), text_like("https?://.+")
]


def _check_site_address(value: str) -> str:
    if "/YEAR/" in value:
        raise fault(
            f"{quoted(value)} is what the example says",
            "Write the address that is meant, for example /audits/2022-23/domestic-abuse/.",
        )
    if not re.fullmatch(r"/([A-Za-z0-9_-]+/)*(#[A-Za-z0-9_-]+)?", value):
        raise fault(
            f"{quoted(value)} is not an address of this site",
            "Write what comes after the name of the site, from “/” to “/”, for example "
            "/audits/2022-23/domestic-abuse/. A place on a page follows after “#”.",
        )
    return value


SiteAddress = Annotated[
    str, StringConstraints(min_length=1), AfterValidator(_check_site_address), text_like("/.*")
]


#: How a number of the United Kingdom starts, and how many digits it can then have.
#: Source: Ofcom, The National Telephone Numbering Plan.
_DIGITS = (
    (r"08001111$", 8),
    (r"01(?!1|.1)|0800", 10, 11),
    (r"0[123]|0808", 11),
    (r"[1-9]", 3, 4, 5, 6),
)


def _check_number(value: str) -> str:
    if not re.fullmatch(r"[0-9]+( [0-9]+)*", value):
        raise fault(
            f"{quoted(value)} is not a telephone number",
            "Write digits and single spaces only, for example 0121 788 4300. Write 0 for +44.",
        )
    digits = value.replace(" ", "")
    can_have = next((many for start, *many in _DIGITS if re.match(start, digits)), [len(digits)])
    if len(digits) not in can_have:
        raise fault(
            f"{quoted(value)} has {len(digits)} digits",
            f"A number that starts like this has {' or '.join(map(str, can_have))}. "
            "Compare it with the page that it was taken from.",
        )
    return value


TelephoneNumber = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_check_number),
    text_like("[0-9]+( [0-9]+)*", number=True),
]
