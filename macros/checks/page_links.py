"""Links, citations and front matter of the pages in ``docs/`` that lead nowhere.

The build finds most of them too. This check says so beside the line, with all other problems.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from macros.checks.known_records import nearest_file
from macros.problems import Problem, did_you_mean, sentences
from macros.reading.yaml_messages import Message
from macros.reading.yaml_source import parse_yaml
from macros.records.fields import LINKED_KINDS

_CODE = re.compile(r"\A---\n.*?\n---\n|```.*?```|~~~.*?~~~|`[^`\n]*`|<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"\]\(\s*<?([^)>\s#]+)")
_CITED = re.compile(r"\[\^([^\]\n]+)\](?!:)")
_FRONT_MATTER = re.compile(r"---\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
#: The folders of ``docs/`` in which every page is a file. Others have pages that are made of data.
_OF_FILES = ("about", "assets", "forms", "guidance")


def dead_links(
    file: str, text: str, there: Collection[str], sources: Collection[str] | None
) -> Iterator[Problem]:
    """Yield a problem for each link, citation and line of front matter that leads nowhere.

    ``file`` is the path of a page from the top of the repository; ``there`` are all files in
    ``docs/``, as paths from there; ``sources`` are the ids that a page can cite, if all are known.
    """
    prose = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    for match in _LINK.finditer(prose):
        if words := _where(match[1], posixpath.dirname(file.removeprefix("docs/")), there):
            yield _at(file, text, match.start(1), words)
    defined = set(re.findall(r"(?m)^\[\^([^\]\n]+)\]:", prose))
    for match in _CITED.finditer(prose) if sources is not None else ():
        if sources is not None and match[1] not in {*sources, *defined}:
            near = did_you_mean(match[1], sources)
            remedy = sentences("Sources are listed in data/sources.yml.", near or "Add it there.")
            message = f"the source “{match[1]}” does not exist"
            yield _at(file, text, match.start(), (message, remedy))
    if front := _FRONT_MATTER.match(text):
        for problem in parse_yaml(file, front[1]).problems:
            yield replace(problem, line=problem.line + 1)


def _where(target: str, folder: str, there: Collection[str]) -> Message | None:
    """Return a message if a link of a page in a folder leads nowhere."""
    kind, colon, _ = target.partition(":")
    message = f"the link to “{target}” leads nowhere"
    if colon and kind in LINKED_KINDS:
        return message, (
            "Only data files can name a page so. Write the path of the page's file from this page, "
            "such as ../guidance/timelines.md."
        )
    if colon or target.startswith(("//", "{")):
        return None
    if target.startswith("/"):
        return message, (
            f"Write the path of the page's file from this page: “{_relative(target, folder)}”."
        )
    path = posixpath.normpath(posixpath.join(folder, target))
    if path in there or path.partition("/")[0] not in _OF_FILES:
        return None
    alike = [one for one in there if one.endswith(posixpath.splitext(path)[1])]
    near = nearest_file(path, alike)
    remedy = "Write the path of the file from this page, or take the link out."
    return message, sentences(
        remedy, f"Did you mean “{posixpath.relpath(near, folder or '.')}”?" if near else ""
    )


def _relative(address: str, folder: str) -> str:
    """Return the path of the file of a page from a folder in ``docs/``.

    >>> _relative("/themes/sharing/", "about")
    '../themes/sharing.md'
    """
    return posixpath.relpath(f"{address.strip('/') or 'index'}.md", folder or ".")


def _at(file: str, text: str, start: int, words: Message) -> Problem:
    column = start - text.rfind("\n", 0, start)
    return Problem(file, text.count("\n", 0, start) + 1, column, *words)
