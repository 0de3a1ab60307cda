"""The published scripts: minified, and otherwise the same."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.support.search_site import run_script

#: What each may have, gzipped.
MAX_BYTES = {
    "site.js": 2_150,  # on every page
    "reminders.js": 6_800,
    "search-engine.js": 4_600,
    "search.js": 4_000,
}

SOURCES = [REPOSITORY / "docs" / "assets" / name for name in MAX_BYTES]

NESTED = re.compile(r"`[^`]*\$\{[^}`]*`")

#: Reads scripts as a browser does, without running them, and writes what is wrong.
READ = """
const { readFileSync } = require("node:fs"), { Script } = require("node:vm");
const faults = JSON.parse(readFileSync(0, "utf-8")).flatMap((script) => {
  try { new Script(script); return []; } catch (error) { return [String(error.stack)]; }
});
console.log(JSON.stringify(faults));
"""


def gzipped(script: bytes) -> int:
    return len(gzip.compress(script, 9, mtime=0))


def is_small(name: str, script: bytes) -> bool:
    return gzipped(script) <= MAX_BYTES[name]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_script_is_small(source: Path, built_site: Path) -> None:
    published = (built_site / "assets" / source.name).read_bytes()

    assert is_small(source.name, published)
    assert not is_small(source.name, source.read_bytes())  # with its comments it is not


def test_scripts_can_be_read_by_a_browser() -> None:
    scripts = sorted((REPOSITORY / "docs" / "assets").rglob("*.js"))
    assert len(scripts) > len(MAX_BYTES)
    assert run_script(READ, [script.read_text(encoding="utf-8") for script in scripts]) == []


def test_a_script_that_cannot_be_read_is_found() -> None:
    (fault,) = run_script(READ, ["const a = 1;", "const b = {;"])
    assert "Unexpected token" in fault


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_text_within_text_is_not_mistaken_for_spaces(source: Path) -> None:
    """RJSmin knows no `…` within the ${…} of another: it would take spaces out of the text."""
    assert not NESTED.search(source.read_text(encoding="utf-8"))
    assert NESTED.search("const when = `${held ? `${held}, ` : ''} audits`;")
