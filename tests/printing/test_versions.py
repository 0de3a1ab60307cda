"""The day of a file's last change, according to git."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

from macros.printing.versions import last_changes


def git(folder: Path, *arguments: str, day: str = "2026-03-04T10:00:00+00:00") -> None:
    subprocess.run(
        ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day},
    )


def test_versions_are_days_of_commits(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "one.yml").write_text("one", encoding="utf-8")
    (tmp_path / "data" / "two.yml").write_text("two", encoding="utf-8")
    assert last_changes(tmp_path) == {}

    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "First")
    (tmp_path / "data" / "two.yml").write_text("2", encoding="utf-8")
    git(tmp_path, "commit", "-am", "Second", day="2026-05-06T10:00:00+00:00")
    days = {"data/one.yml": date(2026, 3, 4), "data/two.yml": date(2026, 5, 6)}
    assert last_changes(tmp_path) == days

    # No day is true of a file that has changed since …
    (tmp_path / "data" / "one.yml").write_text("1", encoding="utf-8")
    assert last_changes(tmp_path) == days | {"data/one.yml": None}

    # … and nothing is known where only the last commit is.
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--depth", "1", f"file://{tmp_path}", str(clone))
    assert last_changes(clone) == {}
