"""No test depends on what the content says today: with new content they pass as before.

Otherwise a pull request with a new audit would be red, and nothing could be published.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


def replace(file: Path, old: str, new: str) -> None:
    """Replace what a file holds by something else, wherever it holds it."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new), encoding="utf-8")


def add_audit(project: Path) -> None:
    """Add the audit that CONTRIBUTING shows, filled in."""
    guide = (project / "CONTRIBUTING.md").read_text(encoding="utf-8")
    record = re.search(r"```yaml\n(# Lines that start with #.*?)```", guide, re.DOTALL)
    assert record
    folder = project / "data/audits/2023-24"
    folder.mkdir()
    file = folder / "neglect.yml"
    file.write_text(record[1].replace("YYYY-MM-DD", "2026-12-01"), encoding="utf-8")
    replace(file, "The briefing's own words, such as “had Child in Need Plans”", "had plans")
    replace(file, "label: The briefing's own words", "label: had no plan")
    replace(file, "themes: [an-id]", "themes: [timelines]\n    guidance: [timelines]")
    replace(file, "situations: [an-id]", "situations: [recording-and-sharing]")
    for line in (
        "aliases: [emotional",
        "held: 2023-10",
        "method: deep",
        "icon: material/flag",
    ):
        replace(file, f"# {line}", line)
    replace(file, "# questions:\n#   - How", "questions:\n  - How")
    replace(file, "a-short-name", "chronologies-shared")
    replace(file, "another-short-name", "keep-the-chronology")
    sentences = iter(
        (
            "In October 2023 a deep dive looked at 6 children.",
            "It asked how agencies worked together.",
            "Chronologies were shared in most cases.",
            "Keep the chronology up to date: every agency adds to it.",
        )
    )
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"The briefing's own sentence[^\"\n]*", lambda _: next(sentences), text)
    file.write_text(text, encoding="utf-8")


#: What is added at the end of files, or as new ones.
ADDED = {
    "data/audits/2022-23/early-help.yml": """\
title: Early help
year: 2022/23
added: 2026-12-02
publisher: easton
good_practice: []
reminders:
  - id: say-what-worked
    text: Say what has worked for the family before
    themes: [voice-of-the-child, sharing]
    situations: [assessment]
""",
    "data/audits/undated/front-door.yml": """\
title: The front door
added: 2026-12-02
kind: inspection
publisher: easton
good_practice: []
reminders:
  - id: invite-those-who-know
    text: Invite those who know the child, including
    points: [health services, the school]
    agencies: [health]
    situations: [strategy-meeting]
found:
  - id: drift
    text: Too many children waited too long for a decision
""",
    "data/publishers.yml": """
- id: easton
  name: Easton Safeguarding Children Partnership
  short: Easton
  area: Easton
""",
    "data/themes.yml": """
- id: voice-of-the-child
  title: The voice of the child
  short: Voice
  statements:
    - year: 2023/24
      text:
        - Children were not always asked what they want.
""",
    "data/responses.yml": """
  - id: neglect-training
    group: learning
    year: 2023/24
    status: planned
    added: 2026-12-01
    text: We will train practitioners on neglect.
    audits: [2023-24/neglect]
    themes: [voice-of-the-child]
""",
    "data/glossary.yml": """
- id: bruising-protocol
  term: bruising protocol
  definition: What to do when a baby who cannot move by itself has a bruise.
  kind: term
  status: unconfirmed
""",
    "data/contacts.yml": """
- id: family-helpline
  name: Family helpline
  when: If a family wants to talk to somebody
  number: 0808 157 0123
  source: The helpline's page
  source_url: https://www.example.org/helpline
  review_by: 2027-06-01
  status: to be confirmed
""",
    "docs/guidance/timelines.md": """
Write each entry on the day on which you learn of it.
""",
}
#: File to what is changed in it, wherever it stands.
CHANGED = {
    "data/responses.yml": [("status: in progress", "status: done")],
    "data/guidance.yml": [("status: draft", "status: published")],
    "data/contacts.yml": [("status: to be confirmed", "status: confirmed\n  checked: 2026-12-01")],
}


def add_content(project: Path) -> None:
    """Add an audit of a new year, one of another partnership, and one of everything else."""
    add_audit(project)
    for file, text in ADDED.items():
        (project / file).parent.mkdir(exist_ok=True)
        with (project / file).open("a", encoding="utf-8") as opened:
            opened.write(text)
    for file, changes in CHANGED.items():
        for old, new in changes:
            replace(project / file, old, new)
    contacts = project / "data/contacts.yml"
    numbers = re.findall(r"number: (0\d+ \d+ \d+)", contacts.read_text(encoding="utf-8"))
    replace(contacts, numbers[0], "0121 496 0123")


def copy_repository(folder: Path) -> Path:
    """Copy every file that Git knows, as it is now, into a repository of its own."""
    project = folder / "repository"
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True, text=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        source, target = REPOSITORY / name, project / name
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target, follow_symlinks=False)
    for cache in ("npm", "printing"):
        if (REPOSITORY / ".cache" / cache).exists():
            shutil.copytree(REPOSITORY / ".cache" / cache, project / ".cache" / cache)
    return project


def commit(project: Path) -> None:
    """Make the copy a repository with one commit."""
    git = ["git", "-c", "user.name=A test", "-c", "user.email=test@example.org"]
    # Of the day on which the content is said to be added: no date may be long after it.
    dated = {**os.environ, "GIT_COMMITTER_DATE": "2026-12-02T12:00:00Z"}
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Add content"]):
        subprocess.run([*git, *command], cwd=project, env=dated, check=True)


@pytest.mark.nightly
def test_every_test_passes_with_new_content(tmp_path: Path) -> None:
    project = copy_repository(tmp_path)
    add_content(project)
    commit(project)
    # This test is a nightly one, so that the copy is not copied again.
    workers = ["-n", os.environ.get("PYTEST_XDIST_WORKER_COUNT", "2"), "--dist", "loadfile"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *workers, "-m", "not nightly"],
        cwd=project,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-8000:]


if __name__ == "__main__":  # python -m tests.test_new_content FOLDER: make the copy alone
    copy = copy_repository(Path(sys.argv[1]))
    add_content(copy)
    commit(copy)
