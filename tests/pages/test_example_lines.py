"""The help page for editors shows lines of a real file, and what they become."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from macros.addresses.links import CurrentPage
from macros.checks.load import load_library
from macros.pages.example_lines import lines_and_page
from macros.records.library import Library
from tests.support.small_library import FILES, write, write_small_library

HERE = CurrentPage("about/editing.md")
NEWEST = "data/audits/2023-24/neglect.yml"


def pairs(shown: str) -> list[tuple[str, str]]:
    """Return each line that is shown, and the text of what it becomes."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", shown)
    return [(_words(line), _words(becomes)) for line, becomes in found]


def _words(piece: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", piece)).strip()


def not_in_the_file(root: Path, library: Library) -> list[str]:
    """Return the lines shown that are not in the named file, in this order."""
    shown = lines_and_page(library, HERE)
    (file,) = re.findall(r"<code>(data/audits/.*?)</code>", shown)
    lines = iter(line.strip() for line in (root / file).read_text("utf-8").splitlines())
    return [line for line, _ in pairs(shown) if line not in lines]


def test_every_line_shown_is_in_the_file_and_one_that_is_no_longer_is_found(tmp_path: Path) -> None:
    root = write_small_library(tmp_path)
    library = load_library(root)
    assert not_in_the_file(root, library) == []
    text = FILES[NEWEST].replace("id: keep-timelines", "id: keep-all-timelines")
    write(root, NEWEST, text)
    assert "- id: keep-timelines" in not_in_the_file(root, library)


def test_each_line_of_the_reminder_is_shown_with_what_it_becomes(tmp_path: Path) -> None:
    library = load_library(write_small_library(tmp_path))
    becomes = dict(pairs(lines_and_page(library, HERE)))
    assert becomes["title: Neglect"] == "the name of its page, Neglect, wherever it is listed"
    assert becomes["held: 2023-05"] == "“May 2023” beside its name"
    assert becomes["- id: keep-timelines"].endswith(": #keep-timelines")
    assert becomes["text: Keep timelines"] == "the sentence: Keep timelines"
    assert becomes["themes: [siblings, sharing]"].endswith(
        ": Consideration of siblings, Sharing of minutes"
    )
    assert becomes["situations: [assessment]"].endswith(": Assessment")
    assert becomes["guidance: [timelines]"].endswith(": Timelines")


def test_nothing_is_shown_as_long_as_there_is_no_reminder() -> None:
    assert lines_and_page(Library(), HERE) == ""


@pytest.mark.parametrize("sign", ["<b>", "&amp;", '"'])
def test_what_is_typed_stays_text(tmp_path: Path, sign: str) -> None:
    text = FILES[NEWEST].replace("Keep timelines", f"Keep {sign} timelines")
    root = write_small_library(tmp_path)
    write(root, NEWEST, text)
    shown = lines_and_page(load_library(root), HERE)
    becomes = dict(pairs(shown)).values()
    assert f"the sentence: Keep {sign} timelines" in becomes
