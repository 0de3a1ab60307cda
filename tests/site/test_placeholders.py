"""HTML that is set aside while Markdown is converted."""

from __future__ import annotations

import markdown
import pytest

from macros.site.speed import Placeholders, ids

LIST = '<ul class="points">\n<li><a href="#a">A &amp; B</a> *as it is*</li>\n</ul>'
MIXED = f"## A heading {{ #a }}\n\n{LIST}\n\nA *sentence*.\n\n<p>A paragraph</p>"


def converted(source: str) -> str:
    return markdown.markdown(source, extensions=["attr_list"])


def test_a_page_is_the_same_as_if_markdown_had_read_its_html() -> None:
    placeholders = Placeholders()

    marked = placeholders.replace_blocks(MIXED)

    assert "<" not in marked.replace("<!-- set aside", "")
    assert placeholders.restore(converted(marked)) == converted(MIXED)
    assert "<em>sentence</em>" in placeholders.restore(converted(marked))
    assert "*as it is*" in placeholders.restore(converted(marked))


def test_blocks_of_two_pages_are_not_mixed_up() -> None:
    placeholders = Placeholders()
    one, two = (placeholders.replace_blocks(f"<p>{word}</p>") for word in ("one", "two"))

    assert placeholders.restore(two) == "<p>two</p>"
    assert placeholders.restore(one) == "<p>one</p>"


@pytest.mark.parametrize(
    "words",
    ["2022/23", "<p>not the end of a block</p> and more", "<b>Bold</b> words", "1 < 2 > 0", ""],
)
def test_what_is_not_a_block_of_html_is_left_to_markdown(words: str) -> None:
    assert Placeholders().replace_blocks(words) == words


def test_a_mark_that_an_editor_typed_stays_what_it_is() -> None:
    assert Placeholders().restore("<!-- set aside 7 -->") == "<!-- set aside 7 -->"


def test_ids_are_those_of_elements() -> None:
    assert ids('<h3 id="a">id="b"</h3><li class="x" id="c-1">') >= {"a", "c-1"}
    assert ids('<a href="#d" data-id="e">') == set()
