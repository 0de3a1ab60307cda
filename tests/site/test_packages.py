"""The packages that the project installs: pinned exactly, each with its reason and its hashes."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import pytest

TOP = Path(__file__).parents[2]
LISTS = [*sorted(TOP.glob("requirements*.txt")), TOP / "tests/search_comparison/requirements.txt"]

#: A package in a list: why it is there, its name and version, and the hashes of its files.
BLOCK = re.compile(
    r"(?m)^(?P<reason>(?:#.*\n)*)(?P<pin>[A-Za-z0-9].*?)"
    r"(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})*)$"
)


@dataclass(frozen=True)
class Package:
    """A package of a list."""

    pin: str
    reason: str
    hashes: int

    @property
    def name(self) -> str:
        """The name as the list has it."""
        return self.pin.partition("==")[0]


def packages(text: str) -> list[Package]:
    """Return the packages of a list, in their order."""
    return [
        Package(
            found["pin"], found["reason"].replace("#", "").strip(), found["hashes"].count("sha")
        )
        for found in BLOCK.finditer(text)
    ]


def faults(text: str) -> list[str]:
    """Return what is wrong with a list of packages."""
    wrong = []
    for package in packages(text):
        if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", package.pin):
            wrong.append(f"{package.pin}: not one version, or a marker that `make pins` loses")
        if not package.reason:
            wrong.append(f"{package.pin}: no reason above it")
        if not package.hashes:
            wrong.append(f"{package.pin}: no hash below it")
    return wrong


def same(name: str) -> str:
    """Return a package's name in the one form that all spellings of it have."""
    return re.sub(r"[-_.]+", "-", name).lower()


def untrue_reasons(text: str) -> list[str]:
    """Return the packages that are said to be needed by one that does not ask for them."""
    untrue = []
    for package in packages(text):
        plain = re.sub(r" \(.*?\)|, (?:as|which|and by) .*|; .*", "", package.reason)
        _, _, needed_by = plain.partition("needed by ")
        for name in re.findall(r"\b(?!and\b)[\w.-]+", needed_by):
            asked = distribution(name).requires or []
            if same(package.name) not in {same(re.split(r"[^\w.-]", a)[0]) for a in asked}:
                untrue.append(f"{package.name} is not needed by {name}")
    return untrue


@pytest.mark.parametrize("file", LISTS, ids=lambda file: str(file.relative_to(TOP)))
def test_every_package_is_one_version_with_a_reason_and_hashes(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(packages(text)) == len(re.findall(r"(?m)^[A-Za-z0-9]", text)) >= 1
    assert faults(text) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("mkdocs==1.6.1", "mkdocs>=1.6.1", "mkdocs>=1.6.1: not one version"),
        ("mkdocs==1.6.1", "mkdocs==1.6.1; os_name == 'nt'", "a marker"),
        ("# turns docs/ into the site\n", "", "mkdocs==1.6.1: no reason"),
    ],
)
def test_a_package_without_one_of_them_is_found(old: str, new: str, fault: str) -> None:
    text = (TOP / "requirements.txt").read_text(encoding="utf-8")
    assert old in text
    (found,) = faults(text.replace(old, new))
    assert fault in found


def test_a_package_without_hashes_is_found() -> None:
    text = (TOP / "requirements.txt").read_text(encoding="utf-8")
    without = re.sub(r"(mkdocs==1\.6\.1)(?: \\\n    --hash=\S+)+", r"\1", text)
    assert faults(without) == ["mkdocs==1.6.1: no hash below it"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_what_is_said_to_be_needed_is_needed(name: str) -> None:
    assert untrue_reasons((TOP / name).read_text(encoding="utf-8")) == []


def test_an_untrue_reason_is_found() -> None:
    planted = "# needed by mkdocs and pytest\nclick==8.5.1\n"
    assert untrue_reasons(planted) == ["click is not needed by pytest"]


def test_no_package_has_two_versions() -> None:
    pins = {package.pin for file in LISTS for package in packages(file.read_text("utf-8"))}
    names = [same(pin.partition("==")[0]) for pin in pins]
    assert sorted(names) == sorted(set(names))


# --- What pip does with it --------------------------------------------------------------------


def wheel(folder: Path, name: str, version: str) -> Path:
    """Write a package that nobody published, under a name and version that somebody did."""
    file = folder / f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    with ZipFile(file, "w") as archive:
        archive.writestr(f"{name}.py", "print('not what was published')\n")
        archive.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    return file


def install(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Install a list into a folder with a plain pip, from the packages in the folder only."""
    (folder / "requirements.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--isolated", "install", "--no-cache-dir", "--no-index"]
    where = ["--find-links", str(folder), "--target", str(folder / "installed")]
    return subprocess.run(
        [*command, *where, "-r", "requirements.txt"],
        cwd=folder,
        env={"PIP_CONFIG_FILE": "/dev/null", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def lines_of(name: str) -> str:
    """Return what ``requirements.txt`` says of one package."""
    text = (TOP / "requirements.txt").read_text(encoding="utf-8")
    return next(found[0] for found in BLOCK.finditer(text) if found["pin"].startswith(f"{name}=="))


def test_a_package_with_another_content_is_refused(tmp_path: Path) -> None:
    wheel(tmp_path, "mergedeep", "1.3.4")
    done = install(tmp_path, lines_of("mergedeep"))
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert not (tmp_path / "installed").exists()


def test_the_hash_is_all_that_it_is_refused_for(tmp_path: Path) -> None:
    content = wheel(tmp_path, "mergedeep", "1.3.4").read_bytes()
    line = f"mergedeep==1.3.4 --hash=sha256:{hashlib.sha256(content).hexdigest()}\n"
    done = install(tmp_path, line)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "installed/mergedeep.py").exists()


def test_a_package_added_without_a_hash_is_refused(tmp_path: Path) -> None:
    wheel(tmp_path, "added", "1.0")
    done = install(tmp_path, f"added==1.0\n{lines_of('mergedeep')}\n")
    assert done.returncode != 0
    assert "Hashes are required" in done.stderr


@pytest.mark.parametrize("file", ["Makefile", *(TOP / ".github").glob("workflows/*.yml")], ids=str)
def test_whatever_installs_packages_asks_for_hashes(file: str | Path) -> None:
    text = (TOP / file).read_text(encoding="utf-8")
    asking = re.findall(r"-m pip (?:install|download)(?:.*\\\n)*.*", text)
    assert [command for command in asking if "--require-hashes" not in command] == []
