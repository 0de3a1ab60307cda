"""Jinja templates. Every value that is put into one is escaped, unless it is markup already."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def templates_beside(module: str) -> Environment:
    """Return the templates in the folder ``templates`` beside a module.

    ``module`` is its ``__file__``. A template that asks for a value it was not given raises
    :class:`jinja2.UndefinedError`.
    """
    return Environment(
        loader=FileSystemLoader(Path(module).with_name("templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
