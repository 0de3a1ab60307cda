"""Measures on an open page: colours, contrast and boxes. The measuring itself is in measures.js."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")


def install_measures(page: Page) -> None:
    """Put the measures into a page that has just been opened. It must not keep to its policy."""
    page.evaluate(SCRIPT)
