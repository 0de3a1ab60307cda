"""A pull request of words alone is told from one that changes code, and its page says so."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

SCRIPT = REPOSITORY / ".github/what-changed.sh"


def git(folder: Path, *command: str) -> None:
    """Run a command of Git, as nobody in particular."""
    who = ["-c", "user.name=A test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *who, *command], cwd=folder, check=True)


@pytest.mark.parametrize(
    ("files", "words_only", "says"),
    [
        (["data/audits/2023-24/neglect.yml", "data/themes.yml"], "yes", "Only words have changed"),
        (["docs/guidance/timelines.md", "docs/index.md"], "yes", "Only words have changed"),
        (["docs/index.md", "docs/assets/base.css"], "no", "every test"),
        (["data/themes.yml", "macros/problems.py"], "no", "every test"),
        ([], "no", "every test"),
    ],
)
def test_a_change_of_words_alone_is_told_from_others(
    tmp_path: Path, files: list[str], words_only: str, says: str
) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-qm", "Begin", "--allow-empty")
    git(tmp_path, "update-ref", "refs/remotes/origin/main", "HEAD")
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("changed\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Change", "--allow-empty")
    output, summary = tmp_path / "output", tmp_path / "summary"
    files_of_github = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
    subprocess.run([SCRIPT], cwd=tmp_path, env={**os.environ, **files_of_github}, check=True)
    assert output.read_text(encoding="utf-8") == f"words_only={words_only}\n"
    assert says in summary.read_text(encoding="utf-8")
