"""Vendored scripts are exactly as published, with version and licence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.support.vendor import FOLDER, VERSIONS, checksum


def changed(folder: Path) -> list[str]:
    """Return the scripts in a folder that differ from the recorded ones."""
    records = json.loads((folder / VERSIONS).read_text(encoding="utf-8"))
    return [
        file.name
        for file in sorted(folder.glob("*.js"))
        if checksum(file.read_bytes()) != records.get(file.stem, {}).get("sha256")
    ]


def test_each_script_is_unchanged_and_has_its_licence(tmp_path: Path) -> None:
    assert changed(FOLDER) == []
    for record in json.loads((FOLDER / VERSIONS).read_text(encoding="utf-8")).values():
        assert "Permission is hereby granted" in " ".join(record["licence"])

    copy = shutil.copytree(FOLDER, tmp_path / "vendor")
    (copy / "minisearch.js").write_text("// changed", encoding="utf-8")
    (copy / "unknown.js").write_text("", encoding="utf-8")

    assert changed(copy) == ["minisearch.js", "unknown.js"]
