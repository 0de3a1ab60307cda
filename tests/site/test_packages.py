"""The packages that the project installs: pinned exactly, each with its reason and its hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
LISTS = sorted(TOP.glob("requirements*.txt"))

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


def test_a_package_without_version_reason_or_hash_is_found() -> None:
    wrong = faults("mkdocs>=1.6.1\n")
    assert [fault.partition(": ")[2] for fault in wrong] == [
        "not one version, or a marker that `make pins` loses",
        "no reason above it",
        "no hash below it",
    ]


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


@pytest.mark.parametrize("file", ["Makefile", *(TOP / ".github").glob("workflows/*.yml")], ids=str)
def test_whatever_installs_packages_asks_for_hashes(file: str | Path) -> None:
    text = (TOP / file).read_text(encoding="utf-8")
    asking = re.findall(r"-m pip (?:install|download)(?:.*\\\n)*.*", text)
    assert [command for command in asking if "--require-hashes" not in command] == []
