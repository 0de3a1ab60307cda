"""Every page, as it is served and as the scripts leave it, holds to the standards of HTML and CSS.

The Nu HTML checker reads the pages from a server, as a browser does: then it also knows whether
the content security policy of a page lets through what the page loads.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.browser import pages_of, serve
from tests.support.checkers import Message, validate
from tests.support.states import STATES, reach

pytestmark = pytest.mark.nightly

#: The start of each message that is let through, and why.
EXCEPTIONS = {
    "Trailing slash on void elements has no effect": (
        "Python-Markdown writes <hr /> and <br />, as XHTML has them. Browsers ignore the slash, "
        "and it can only do harm after an attribute without quotation marks, which it never writes."
    ),
}


def faults(messages: list[Message]) -> list[str]:
    """Return the messages that no exception lets through, in words."""
    return [str(one) for one in messages if not one.text.startswith(tuple(EXCEPTIONS))]


def validate_site(site: Path) -> list[Message]:
    """Return what the checker says about every page, style sheet and drawing of a site."""
    with serve(site) as address:
        found = validate(address + page for page in pages_of(site))
        found += validate((str(file) for file in sorted(site.rglob("*.css"))), "--css")
        return found + validate((str(file) for file in sorted(site.rglob("*.svg"))), "--svg")


@pytest.fixture(scope="module")
def messages(built_site: Path) -> list[Message]:
    """What the checker says about the whole site."""
    return validate_site(built_site)


def test_every_page_and_style_sheet_is_valid(messages: list[Message]) -> None:
    assert faults(messages) == []


def test_every_exception_is_needed(messages: list[Message]) -> None:
    said = [message.text for message in messages]

    assert [start for start in EXCEPTIONS if not any(text.startswith(start) for text in said)] == []


def test_what_the_scripts_make_of_a_page_is_valid(page: Page, address: str, tmp_path: Path) -> None:
    for state in STATES:
        reach(page, address, state)
        file = tmp_path / f"{state.replace(' ', '-')}.html"
        file.write_text(page.content(), encoding="utf-8")

    # A file has no server whose files its policy could let through: that is looked at above.
    said = validate(str(file) for file in sorted(tmp_path.glob("*.html")))
    assert faults([one for one in said if "Content Security Policy" not in one.text]) == []


def test_a_fault_in_a_page_is_found(built_site: Path, tmp_path: Path) -> None:
    text = (built_site / "index.html").read_text(encoding="utf-8")
    planted = text.replace("<ul>", "<ul><p>A paragraph</p>", 1)
    planted = planted.replace("</body>", '<script src="https://example.org/x.js"></script></body>')
    (tmp_path / "index.html").write_text(planted, encoding="utf-8")
    (tmp_path / "404.html").write_text(text, encoding="utf-8")

    found = "\n".join(faults(validate_site(tmp_path)))
    assert "not allowed as child" in found
    assert "Content Security Policy" in found


def test_a_fault_in_a_style_sheet_is_found(tmp_path: Path) -> None:
    style = tmp_path / "site.css"
    style.write_text("p { colour: red }", encoding="utf-8")

    assert any("colour" in found for found in faults(validate([str(style)], "--css")))


def test_a_page_that_cannot_be_read_is_an_error(tmp_path: Path, address: str) -> None:
    for document in (str(tmp_path / "no-such-page.html"), f"{address}no-such-page.html"):
        with pytest.raises(RuntimeError, match="could not read"):
            validate([document])
