"""Advice on the pages in ``docs/`` that people write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from macros.addresses.standard_pages import standard_pages
from macros.checks.reading_level import NOT_PROSE, blanked, sentences_of
from macros.checks.wording import NOTE
from macros.checks.written_pages import shown
from macros.problems import Problem, quoted
from macros.records.fields import as_id
from macros.records.library import Library

#: The longest sentence that GOV.UK advises. Source: Content design, Writing for GOV.UK.
LONGEST_SENTENCE = 25

_VAGUE_LINK = re.compile(
    r"\[((?:click\s+)?here|this\s+(?:link|page|website)|(?:read|find\s+out)\s+more|more|link)\]\(",
    re.IGNORECASE,
)
_HEADING_WITHOUT_SPACE = re.compile(r"(?m)^#{1,6}(?=[^\W\d_])")
_PICTURE_ELSEWHERE = re.compile(
    r"!\[[^\]]*\]\(\s*https?:|<img\b[^>]*\ssrc=[\"']?https?:", re.IGNORECASE
)
#: Hosts of files that only people with an account can open. An address there may hold a name.
_PRIVATE = re.compile(
    r"https?://[^/\s]*\b(?:sharepoint\.com|1drv\.ms|onedrive\.live\.com|docs\.google\.com|"
    r"drive\.google\.com|teams\.microsoft\.com|dropbox\.com|safelinks\.protection\.outlook\.com)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,2}[.)])[ \t]+(?=\S)")
_LIST = re.compile(
    r"(?m)(?P<above>(?:^(?!- ).+\n)*)\n?(?P<items>^- .*\n(?:[- ].*\n)*)"
    r"(?=(?P<below>(?:\n(?![- #]).+)?))"
)
_SAYS_WHENCE = re.compile(r"\[\^|\bthis (?:site|page)\b")
_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


def at(place: tuple[str, str, int], message: str, remedy: str, why: str = "") -> Problem:
    """Return advice on a place: a file, its text and a position in it."""
    file, text, start = place
    column = start - text.rfind("\n", 0, start)
    return Problem(file, text.count("\n", 0, start) + 1, column, message, remedy, why)


def private_addresses(file: str, text: str) -> Iterator[Problem]:
    """Yield advice on each address that most readers cannot open, in data or in a page."""
    for match in _PRIVATE.finditer(text):
        yield at(
            (file, text, match.start()),
            "readers cannot open this address: it is in somebody's own store of files or mails",
            "Write the address at which it is published, or take the line out.",
            "Such an address may hold the name of a person.",
        )


def on_page(file: str, text: str) -> Iterator[Problem]:
    """Yield advice on one page: long sentences, and links that do not say where they lead."""
    for start, sentence in sentences_of(text):
        words = re.findall(r"\S*\w\S*", sentence)
        if len(words) > LONGEST_SENTENCE:
            yield at(
                (file, text, start),
                f"the sentence that begins {quoted(' '.join(words[:6]))} has {len(words)} words",
                f"Make it two. Up to {LONGEST_SENTENCE} words are easy to read.",
            )
    for match in _VAGUE_LINK.finditer(text):
        yield at(
            (file, text, match.start()),
            f"the link {quoted(' '.join(match[1].split()))} does not say where it leads",
            "Use the name of the page as the words of the link.",
            "Many people who use a screen reader hear a list of the links alone.",
        )
    for match in _HEADING_WITHOUT_SPACE.finditer(blanked(NOT_PROSE, text)):
        yield at(
            (file, text, match.start()),
            f"this is no heading: readers see “{match[0]}”",
            f"Put a space after “{match[0]}”.",
        )
    for match in _PICTURE_ELSEWHERE.finditer(text):
        yield at(
            (file, text, match.start()),
            "readers do not see this picture: the site shows nothing from another site",
            "Say it in words, or link to it.",
        )
    for match in re.finditer(r"!\[\s*\]\(", text):
        yield at(
            (file, text, match.start()),
            "this picture says nothing to people who cannot see it",
            "Write what it shows between the square brackets.",
        )
    for match in [*re.finditer(r"(?m)^# ", blanked(NOT_PROSE, text))][1:]:
        yield at(
            (file, text, match.start()),
            "this is a second title: a page has one line that starts with “# ”",
            "Write “## ”.",
        )
    yield from private_addresses(file, text)
    yield from _markup(file, text)
    yield from _unsourced(file, text)


def _markup(file: str, text: str) -> Iterator[Problem]:
    """Yield advice on notes and on Markdown that readers would see as it is typed."""
    prose = blanked(NOT_PROSE, text)
    for match in NOTE.finditer(prose):
        yield at(
            (file, text, match.start()),
            f"{quoted(match[0], 40)} looks like a note for somebody who edits, and readers see it",
            "Finish the text, or take it out.",
        )
    for block in _BLOCK.finditer(prose):
        if block[0].count("**") % 2:
            yield at(
                (file, text, block.start() + block[0].rindex("**")),
                "readers see these two stars: bold words have two before them and two behind",
                "Add the other two, or take these out.",
            )
        first, *others = block[0].split("\n")
        is_text = re.match(r"[^\s#|<>{/:*+-]", first) and not _ITEM.match(first)
        item = next((line for line in others if _ITEM.match(line)), "")
        if is_text and item:
            yield at(
                (file, text, block.start() + block[0].index(f"\n{item}") + 1),
                "readers see this list as one long line",
                "Put an empty line above its first item.",
            )


def _unsourced(file: str, text: str) -> Iterator[Problem]:
    """Yield advice on each line of a list in a guide that does not show where it comes from.

    A sentence just above or below the list can say so of all of it.
    """
    if "guide_status" not in text:
        return
    for found in _LIST.finditer(text):
        around = f"{found['above']}{found['below']}"
        for item in re.finditer(r"(?m)^- .*(?:\n .*)*", found["items"]):
            words = " ".join(item[0][2:].split())
            if not _SAYS_WHENCE.search(around + words):
                yield at(
                    (file, text, found.start("items") + item.start()),
                    f"{quoted(words, 40)} does not show where it comes from",
                    "Add its source, such as [^leeds-chronologies], or take it out.",
                    "If it is your own, say that it was written for this site.",
                )


def not_shown(library: Library, pages: Mapping[str, str]) -> Iterator[Problem]:
    """Yield advice on pages that people wrote and that leave data out, or show it twice.

    ``pages`` maps paths from the top of the repository to texts.
    """
    for page in standard_pages(library):
        file = f"docs/{page.path}"
        if file not in pages:
            continue
        there, usual = shown(pages[file]), dict.fromkeys(shown(page.own_file))
        for words, names in (
            ("does not have", [name for name in usual if name not in there]),
            ("has more than once", [name for name in usual if there.count(name) > 1]),
        ):
            if names:
                macros = ", ".join(f"{{{{ {name}() }}}}" for name in names)
                yield Problem(
                    file,
                    1,
                    1,
                    f"this page {words} {macros}",
                    "Other pages of its kind have each once. If it is meant so, leave it.",
                )


def page_names(library: Library, pages: Iterable[str]) -> Iterator[Problem]:
    """Yield advice on pages that no list names, and on names that make poor addresses."""
    listed = {f"docs/{guide.page}" for guide in library.guidance}
    for file in pages:
        if file.startswith("docs/guidance/") and file not in {*listed, "docs/guidance/index.md"}:
            yield Problem(
                file,
                1,
                1,
                "data/guidance.yml does not name this page",
                "Add an entry with a line “page: …” there.",
                "Without it, no list of guides shows the page.",
            )
        if not re.fullmatch(r"[a-z0-9/.-]+", file):
            name = file.rpartition("/")[2].removesuffix(".md")
            yield Problem(
                file,
                1,
                1,
                "the name of this file makes an address that is hard to type",
                f"Use lower-case letters, digits and hyphens: “{as_id(name)}.md”.",
            )
