"""The report of the check: as text for a screen, as annotations on GitHub, or as a comment.

Problems stop the build. Advice does not: it has the same form, but is reported separately.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from markdown.extensions.toc import slugify
from markupsafe import Markup

from macros.problems import Problem, heading, report

IN_ORDER = "Nothing has to be fixed."
ADVICE_HEADING = "Advice. Nothing here has to be changed, and nothing waits for it."

#: GitHub refuses comments of more than 65,536 characters.
LONGEST_COMMENT = 60_000


def as_text(problems: Sequence[Problem], advice: Sequence[Problem], in_order: str) -> str:
    """Return the report for a screen. ``in_order`` is what it says if there are no problems."""
    parts = [report(problems) if problems else in_order]
    if advice:
        parts += [ADVICE_HEADING, *(str(item) for item in _ordered(advice))]
    return "\n\n".join(parts)


# --- As annotations ---------------------------------------------------------------------------


def as_annotations(problems: Sequence[Problem], advice: Sequence[Problem], in_order: str) -> str:
    """Return annotations: GitHub shows each beside its line in a pull request.

    Advice is a notice, not an error. The last line is a summary for people who open the log.
    Source: GitHub, Workflow commands for GitHub Actions.
    """
    lines = [_annotation("error", "To fix", problem) for problem in _ordered(problems)]
    lines += [_annotation("notice", "Advice", item) for item in _ordered(advice)]
    return "\n".join([*lines, heading(len(set(problems))) if problems else in_order])


def _annotation(level: str, title: str, problem: Problem) -> str:
    text = "\n".join(part for part in (_message(problem), problem.remedy, problem.why) if part)
    place = (
        f"file={_property(problem.file)},line={problem.line},col={problem.column},"
        f"title={_property(title)}"
    )
    return f"::{level} {place}::{_value(text)}"


def _value(text: str) -> str:
    r"""Return a text escaped for a workflow command.

    >>> _value("100%\nof it")
    '100%25%0Aof it'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a text escaped for a property of a workflow command.

    >>> _property("data/a,b.yml: c")
    'data/a%2Cb.yml%3A c'
    """
    return _value(text).replace(":", "%3A").replace(",", "%2C")


# --- As a comment -----------------------------------------------------------------------------


def as_markdown(problems: Sequence[Problem], advice: Sequence[Problem], in_order: str) -> str:
    """Return a comment for a pull request in Markdown, file by file.

    If it would be too long for GitHub, it says how many problems are left out.
    """
    if problems:
        parts = [f"## {heading(len(set(problems)))}"]
        parts.append("Open the file, go to the line, fix it and save again. The check then runs.")
    else:
        parts = [f"## {IN_ORDER}", escaped(in_order)]
    parts += _by_file(problems)
    if advice:
        parts += ["## Advice", ADVICE_HEADING.removeprefix("Advice. "), *_by_file(advice)]
    return shortened(parts, "Fix these first, and the next check shows the rest.")


def _by_file(problems: Iterable[Problem]) -> list[str]:
    parts = []
    for file, of_file in groupby(_ordered(problems), key=lambda problem: problem.file):
        parts.append(f"### {escaped(file)}")
        parts += [_item(problem) for problem in of_file]
    return parts


def _item(problem: Problem) -> str:
    lines = [
        f"- **Line {problem.line}, column {problem.column}.** {escaped(_message(problem))}",
        f"  {escaped(problem.remedy)}",
    ]
    if problem.why:
        lines.append(f"  *{escaped(problem.why)}*")
    return "\\\n".join(lines)


def escaped(text: str) -> Markup:
    """Return a text escaped for a comment, so that it cannot format, link or mention anyone.

    >>> print(escaped("a *star* for @someone"))
    a &#42;star&#42; for @<!-- -->someone
    """
    one_line = " ".join(html.escape(text, quote=False).split())
    plain = re.sub(r"(?<!&)[\\`*_\[\]{}()~|+!$]", lambda sign: f"&#{ord(sign[0])};", one_line)
    # Otherwise @name notifies that person, #1 names an issue and https:// becomes a link.
    return Markup(
        re.sub(r"@|(?<!&)#(?=\d)|(?<=http)(?=s?:)|(?<=www)(?=\.)", r"\g<0><!-- -->", plain)
    )


def shortened(
    parts: Iterable[str], rest: str, limit: int = LONGEST_COMMENT, between: str = "\n\n"
) -> str:
    """Return the parts of a comment as one text that is not too long for GitHub.

    List items (``- …``) that do not fit are counted; ``rest`` says where the reader finds them.
    """
    parts = list(parts)
    kept: list[str] = []
    length = 0
    for number, part in enumerate(parts):
        length += len(part) + len(between)
        if length > limit:
            left = sum(p.startswith("- ") for p in parts[number:])
            kept.append(f"And {left} more. {rest}")
            break
        kept.append(part)
    return between.join(kept)


def with_links(comment: str, repository: str) -> str:
    """Return a comment with a link wherever it names a heading of CONTRIBUTING.md.

    >>> with_links("CONTRIBUTING.md shows how under “A theme”.", "https://github.com/a/b")
    'CONTRIBUTING.md shows how under [A theme](https://github.com/a/b/blob/main/CONTRIBUTING.md#a-theme).'
    """

    def link(named: re.Match[str]) -> str:
        place = slugify(named[2], "-")
        return f"{named[1]}[{named[2]}]({repository}/blob/main/CONTRIBUTING.md#{place})"

    return (
        re.sub(r"(CONTRIBUTING\.md [a-z ]+)“([^”<>&]+)”", link, comment) if repository else comment
    )


# --- For all formats --------------------------------------------------------------------------


def _ordered(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(set(problems))


def _message(problem: Problem) -> str:
    """Return the message as a sentence of its own."""
    return f"{problem.message[:1].upper()}{problem.message[1:]}."


Format = Callable[[Sequence[Problem], Sequence[Problem], str], str]

#: Maps the name of each format, a value of ``--format``, to the function that writes it.
FORMATS: dict[str, Format] = {
    "text": as_text,
    "github": as_annotations,
    "markdown": as_markdown,
}
