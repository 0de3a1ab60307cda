"""Every page, as it is served and as the scripts leave it, holds to the standards of HTML and CSS.

The Nu HTML checker reads the pages from a server, as a browser does: then it also knows whether
the content security policy of a page lets through what the page loads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import pages_of, serve
from tests.support.checkers import Message, are_installed, axe_script, file_of, install, validate
from tests.support.states import STATES, reach

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


def test_every_page_and_style_sheet_is_valid(messages: list[Message], built_site: Path) -> None:
    assert len(pages_of(built_site)) > 35
    assert faults(messages) == []


def test_every_exception_is_needed(messages: list[Message]) -> None:
    said = [message.text for message in messages]

    assert [start for start in EXCEPTIONS if not any(text.startswith(start) for text in said)] == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        context.set_default_timeout(8000)
        yield context.new_page()


def test_what_the_scripts_make_of_a_page_is_valid(page: Page, address: str, tmp_path: Path) -> None:
    for state in STATES:
        reach(page, address, state)
        file = tmp_path / f"{state.replace(' ', '-')}.html"
        file.write_text(page.content(), encoding="utf-8")

    # A file has no server whose files its policy could let through: that is looked at above.
    said = validate(str(file) for file in sorted(tmp_path.glob("*.html")))
    assert faults([one for one in said if "Content Security Policy" not in one.text]) == []


PLANTED = {
    "an element that is not there": ("<main", "<mian", "mian"),
    "a paragraph in a list": ("<ul>", "<ul><p>A paragraph</p>", "not allowed as child"),
    "an attribute that is not there": ("<main", '<main colour="red"', "colour"),
    "an empty name": ('id="content"', 'id=""', "must not be the empty string"),
    "a label for nothing": ('for="home-search"', 'for="no-such-field"', "“for” attribute"),
    "a role that is not there": ('role="search"', 'role="serach"', "role"),
    "a script that the policy stops": (
        "</body>",
        '<script src="https://example.org/x.js"></script></body>',
        "Content Security Policy",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_in_a_page_is_found(built_site: Path, tmp_path: Path, fault: str) -> None:
    old, new, said = PLANTED[fault]
    text = (built_site / "index.html").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "index.html").write_text(text.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "404.html").write_text(text, encoding="utf-8")

    assert any(said in found for found in faults(validate_site(tmp_path)))


def test_a_fault_in_a_style_sheet_is_found(tmp_path: Path) -> None:
    style = tmp_path / "site.css"
    style.write_text("p { colour: red }", encoding="utf-8")

    assert any("colour" in found for found in faults(validate([str(style)], "--css")))


def test_a_page_that_cannot_be_read_is_an_error(tmp_path: Path, address: str) -> None:
    for document in (str(tmp_path / "no-such-page.html"), f"{address}no-such-page.html"):
        with pytest.raises(RuntimeError, match="could not read"):
            validate([document])


# --- The checkers themselves ----------------------------------------------------------------------


def test_a_checker_that_is_not_installed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"python -m tests\.checkers"):
        file_of("axe-core/axe.min.js", tmp_path)


def test_the_checkers_are_those_that_are_named(tmp_path: Path) -> None:
    wanted = Path(__file__).parents[1] / "npm"
    named = json.loads((wanted / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((wanted / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert f"axe v{named['axe-core']}" in axe_script()[:200]
    for name, version in named.items():
        assert locked[f"node_modules/{name}"]["version"] == version
        assert locked[f"node_modules/{name}"]["integrity"].startswith("sha512-")


def test_checkers_of_other_versions_are_installed_anew(tmp_path: Path) -> None:
    wanted = tmp_path / "wanted"
    wanted.mkdir()
    for name in ("package.json", "package-lock.json"):
        text = (Path(__file__).parents[1] / "npm" / name).read_text(encoding="utf-8")
        (wanted / name).write_text(text.replace("4.14.1", "4.14.0"), encoding="utf-8")

    assert are_installed()
    assert not are_installed(wanted=wanted)


def test_a_package_that_was_changed_on_its_way_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Npm itself compares; here it says that it failed, as it does then."""
    monkeypatch.setattr("tests.support.checkers.npm", lambda *_, **__: 1)
    with pytest.raises(RuntimeError, match="could not install"):
        install(tmp_path / "npm")
