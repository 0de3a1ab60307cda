"""A fault in the data or on a page stops the real build, and the message names the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Build


@dataclass(frozen=True)
class Fault:
    """A change to a project that is a fault, and what the build says of it."""

    plant: Callable[[Path], None]
    says: tuple[str, ...]


def append(file: str, text: str) -> Callable[[Path], None]:
    """Return a change that adds text at the end of a file, and the file if there is none."""

    def plant(project: Path) -> None:
        with (project / file).open("a", encoding="utf-8") as opened:
            opened.write(f"\n{text}\n")

    return plant


def audit(name: str, *reminders: str, more: str = "") -> Callable[[Path], None]:
    """Return a change that adds an audit."""
    lines = ["title: Planted", "year: 2022/23", more, "good_practice: []", "reminders:"]
    lines += [f"  - {{text: Planted, {reminder}}}" for reminder in reminders]
    return append(f"data/audits/2022-23/{name}.yml", "\n".join(lines))


DATA_FAULTS = {
    "an unknown theme": Fault(
        audit("planted-1", "id: one, themes: [shairing]"),
        ("data/audits/2022-23/planted-1.yml", "“shairing” does not exist", "data/themes.yml"),
    ),
    "an id twice": Fault(
        audit("planted-2", "id: one", "id: one"),
        ("data/audits/2022-23/planted-2.yml", "“one” is already used"),
    ),
    "a mistyped name of a field": Fault(
        audit("planted-3", "id: one", more="hold: 2022-08"),
        ("data/audits/2022-23/planted-3.yml", "“hold”", "Did you mean “held”?"),
    ),
    "a data file left out": Fault(
        lambda project: (project / "data/glossary.yml").unlink(),
        ("data/glossary.yml", "the file is missing"),
    ),
    "a macro that is not defined": Fault(
        append("docs/response.md", "{{ no_such_macro() }}"), ("docs/response.md", "no_such_macro")
    ),
    "a link to a page that is not there": Fault(
        append("docs/about/privacy.md", "[More](no-such-page.md)"),
        ("docs/about/privacy.md", "no-such-page.md"),
    ),
    "a source that is not known": Fault(
        append("docs/guidance/timelines.md", "Text.[^leeds-cronologies]"),
        ("docs/guidance/timelines.md", "leeds-cronologies", "data/sources.yml"),
    ),
}

PAGE_FAULTS = {
    "a link to a place that is not there": Fault(
        append("docs/about/privacy.md", "[More](accessibility.md#no-such-place)"),
        ("about/privacy.md", "no-such-place"),
    ),
    "a macro on a page where it has no meaning": Fault(
        append("docs/glossary.md", "{{ theme_statement() }}"),
        ("docs/glossary.md", "theme_statement", "docs/themes/<id>.md"),
    ),
    "a page that the navigation leaves out": Fault(
        append("docs/about/new.md", "# New"),
        ("about/new.md",),
    ),
}


def planted(faults: dict[str, Fault]) -> Callable[[Path], None]:
    """Return a change of a project that plants all of these faults."""

    def plant(project: Path) -> None:
        for fault in faults.values():
            fault.plant(project)

    return plant


@pytest.mark.parametrize("name", DATA_FAULTS)
def test_a_fault_in_the_data_stops_the_build_with_its_line(built: Build, name: str) -> None:
    result = built("faults in the data", planted(DATA_FAULTS))
    file, *says = DATA_FAULTS[name].says

    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert not result.site.exists()
    messages = re.split(rf"(?m)^(?={re.escape(file)}, line \d+, column \d+: )", result.output)
    assert any(all(words in message for words in says) for message in messages[1:]), result.output


@pytest.mark.parametrize("name", PAGE_FAULTS)
def test_a_fault_on_a_page_stops_the_build_and_names_the_page(built: Build, name: str) -> None:
    result = built("faults on pages", planted(PAGE_FAULTS))

    assert result.exit_code == 1, result.output
    assert [words for words in PAGE_FAULTS[name].says if words not in result.output] == []
