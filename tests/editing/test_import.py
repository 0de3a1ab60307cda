"""One site's audits on another site: the export, the import, and a person who confirms it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.addresses.site_urls import SiteUrls
from macros.checks.load import load_library
from macros.editing.import_audits import import_audits, read_exchange
from macros.exports.sharing import audits_json
from macros.problems import DataError
from macros.records.exchange import as_data
from macros.records.library import Library
from macros.records.records import Audit
from tests.support.small_library import AUDIT, FILES, write, write_small_library

TODAY = date(2026, 11, 27)
FOUND = """\
found:
  - id: few-tools
    text: "Few tools were used:"
    themes: [siblings]
    points: [one of neglect, one of risk]
recommendations:
  - id: one-tool
    heading: For the partnership
    text: Agree on one tool
    owner: the training group
    due: this year
ratings:
  - {of: Tools, label: met, count: 4}
"""
PUBLISHERS = """\
- id: easton
  name: Easton Safeguarding Children Partnership
  short: Easton
  area: Easton
  ours: true
"""


@pytest.fixture
def theirs(tmp_path: Path) -> Library:
    root = write_small_library(tmp_path / "theirs")
    write(root, AUDIT, FILES[AUDIT] + FOUND)
    return load_library(root)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A site of another partnership."""
    root = write_small_library(tmp_path / "ours")
    write(root, "data/publishers.yml", PUBLISHERS)
    return root


def snapshot(root: Path) -> dict[str, str]:
    return {str(file): file.read_text() for file in root.rglob("*") if file.is_file()}


def confirm(root: Path) -> None:
    """Do what the person does who has read the new files."""
    for file in root.glob("data/audits/*/*.yml"):
        kept = [line for line in file.read_text().splitlines() if "# please confirm" not in line]
        file.write_text("\n".join(kept) + "\n")


def run(root: Path, text: str, tmp_path: Path) -> int:
    file = tmp_path / "audits.json"
    file.write_text(text)
    return main(["--root", str(root), "import", str(file), "--today", TODAY.isoformat()])


def findings(audit: Audit) -> list[object]:
    return [as_data(item) for item in audit.findings]


def test_what_one_site_exports_another_has_after_the_import(
    theirs: Library, ours: Path, tmp_path: Path
) -> None:
    before = snapshot(ours)
    export = audits_json(theirs, SiteUrls("https://easton.example.org/learning"))
    assert run(ours, export, tmp_path) == 0
    with pytest.raises(DataError, match="please confirm"):
        load_library(ours)
    confirm(ours)
    library = load_library(ours)
    imported = [audit for audit in library.audits if not library.is_ours(audit)]
    by_title = {(audit.title, str(audit.year)): audit for audit in imported}
    assert len(by_title) == len(theirs.audits)
    for audit in theirs.audits:
        found = by_title[audit.title, audit.year]
        assert findings(found) == findings(audit)
        for name in ("background", "sample", "held", "ratings", "recommendations"):
            assert getattr(found, name) == getattr(audit, name)
        assert library.publisher_of(found).name == theirs.ours.name
        assert found.source
        assert found.source.read == TODAY
        assert found.source.url == f"https://easton.example.org/learning/audits/{audit.id}/"
    assert by_title["Neglect", "2022/23"].what_they_did == ("We have promoted our guidance.",)
    after = snapshot(ours)
    assert all(after[file].startswith(text) for file, text in before.items() if file in after)

    assert run(ours, export, tmp_path) == 0
    assert snapshot(ours) == after, "a second import changes nothing"


def test_what_the_other_site_lacks_is_left_out_and_named(theirs: Library, ours: Path) -> None:
    exchange = read_exchange("audits.json", audits_json(theirs, SiteUrls()))
    exchange.titles["themes"]["siblings"] = "Only theirs"
    library = replace(load_library(ours), audits=(), themes=())
    texts = import_audits(library, exchange, "audits.json", TODAY).files
    text = texts["data/audits/2022-23/neglect.yml"]
    assert "# Left out" in text
    assert "Only theirs" in text
    assert "themes: []" in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "it is not JSON"),
        ("[]", "it is no export"),
        (json.dumps({"version": "7"}), "it is of version 7"),
        (json.dumps({"version": "1"}), "publisher"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_exchange("audits.json", text)


def test_a_field_that_only_newer_software_knows_is_named(theirs: Library) -> None:
    new = json.loads(audits_json(theirs, SiteUrls()))
    new["audits"][0]["from_the_future"] = "x"

    with pytest.raises(DataError, match=r"does not know “audits\.0\.from_the_future”"):
        read_exchange("audits.json", json.dumps(new))


def test_an_export_of_older_software_is_still_read(theirs: Library) -> None:
    new = json.loads(audits_json(theirs, SiteUrls()))
    assert new["version"] == "2"
    old = {**new, "version": "1"}
    assert read_exchange("audits.json", json.dumps(old)).audits[0].title == "Neglect"


def test_our_own_export_is_refused(theirs: Library, tmp_path: Path) -> None:
    exchange = read_exchange("audits.json", audits_json(theirs, SiteUrls()))
    with pytest.raises(DataError, match="whose site this is"):
        import_audits(theirs, exchange, "audits.json", TODAY)
