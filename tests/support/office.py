"""LibreOffice, which opens our Word and PowerPoint files as readers' programs do."""

from __future__ import annotations

import subprocess
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
