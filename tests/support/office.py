"""Programs that open our Office files: LibreOffice, and a checker of the Open XML schema."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path


def as_pdf(files: Iterable[Path], folder: Path) -> None:
    """Convert documents into PDFs in a folder. A name stays the same but for its ending."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )


def schema_problems(folder: Path) -> list[str]:
    """Return where the Office files in a folder, and those below it, break the Open XML schema."""
    finished = subprocess.run(
        [sys.executable, "-m", "openxml_audit", "--recursive", "--output", "json", str(folder)],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return [
        f"{Path(file['file']).name}{error['part_uri']}: {error['description']}"
        for file in json.loads(finished.stdout)
        for error in file["errors"]
    ]
