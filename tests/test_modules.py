"""Modules stay small enough to read, and know few others."""

from __future__ import annotations

import ast

from tests.conftest import REPOSITORY

LINES, OTHERS = 500, 12

#: The tables of contents: of all macros, and of all commands.
TABLES = {"macros/__init__.py", "macros/__main__.py"}


def test_no_module_is_long_or_knows_many_others() -> None:
    too_much = []
    for file in sorted((REPOSITORY / "macros").rglob("*.py")):
        name, text = file.relative_to(REPOSITORY).as_posix(), file.read_text(encoding="utf-8")
        imports = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom))
        known = {node.module for node in imports if (node.module or "").startswith("macros.")}
        if text.count("\n") > LINES or (len(known) > OTHERS and name not in TABLES):
            too_much.append(f"{name}: {text.count(chr(10))} lines, names from {len(known)} modules")
    assert too_much == []
