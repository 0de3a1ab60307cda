"""A small region: three invented partnerships that share what 20 audits of several years found.

Northshire's site has the audits of Easton and Weston too, and every way in which an audit may
differ from an ordinary one. ``make region`` shows it.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

REGION = Path(__file__).with_name("region")

#: What belongs to the site's own audits, or to what is published, and is no part of the region.
NOT_IN_THE_REGION = ("published.txt", "redirects.yml")


#: Pieces of text, as patterns, and what the invented partnership says instead. Ids stay.
OURS = {
    r"https?://[\w./-]*solihull[\w./-]*": "https://northshire.example.org/",
    r"(Birmingham and )?Solihull": "Northshire",
    r"\bSS(?=CP|AB)": "NS",
}


def move_to_region(project: Path) -> None:
    """Put the region's data into a copy of the project, in the place of its own, under its name."""
    data = project / "data"
    for folder in ("audits", "briefings"):
        shutil.rmtree(data / folder, ignore_errors=True)
    for name in NOT_IN_THE_REGION:
        (data / name).unlink(missing_ok=True)
    for file in (project / "mkdocs.yml", *data.glob("*.yml"), *(project / "docs").rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        for ours, theirs in OURS.items():
            text = re.sub(ours, theirs, text)
        file.write_text(text, encoding="utf-8")
    shutil.copytree(REGION, data, dirs_exist_ok=True)
    guides = data / "guidance.yml"
    text = guides.read_text(encoding="utf-8")
    # The guides are the project's own, but its themes and audits are not here.
    text = re.sub(r"(?m)^  themes: .*\n", "", text)
    text = re.sub(r"\[([^\]]*)\]\((?:audit|theme):[^)]*\)", r"\1", text)
    guides.write_text(text, encoding="utf-8")


def main(project: Path, copy: Path) -> None:
    """Copy a project into a folder, for ``make region``, and move it to the region."""
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for name in ("macros", "overrides"):
        (copy / name).symlink_to((project / name).resolve())
    for name in ("docs", "data"):
        shutil.copytree(project / name, copy / name)
    shutil.copy(project / "mkdocs.yml", copy)
    move_to_region(copy)


if __name__ == "__main__":
    main(Path(), Path(sys.argv[1]))
