"""What ``make build`` leaves in site/."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


def make_build(project: Path) -> int:
    """Run ``make build`` in a folder, with the Python of the tests and nothing to install."""
    settings = ["STALE=", "SITE=", f"VENV_PYTHON={sys.executable}", "SITE_PDF=off"]
    command = ["make", "-f", str(REPOSITORY / "Makefile"), "build", *settings]
    return subprocess.run(command, cwd=project, capture_output=True, check=False).returncode


@pytest.mark.build
def test_a_build_that_fails_leaves_the_last_site_and_one_that_works_replaces_it(
    tmp_path: Path,
) -> None:
    page = tmp_path / "docs/index.md"
    page.parent.mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: A site", encoding="utf-8")
    page.write_text("# The first", encoding="utf-8")
    assert make_build(tmp_path) == 0
    assert "The first" in (tmp_path / "site/index.html").read_text(encoding="utf-8")

    page.write_text("# The second, with [a fault](nowhere.md)", encoding="utf-8")
    assert make_build(tmp_path) != 0
    assert "The first" in (tmp_path / "site/index.html").read_text(encoding="utf-8")

    page.write_text("# The third", encoding="utf-8")
    assert make_build(tmp_path) == 0
    assert "The third" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "mkdocs.yml", "site"]
