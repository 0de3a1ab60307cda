"""The signs that the check lets through are those that the PDFs can show."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from macros.reading.signs import PRINTABLE


@pytest.mark.build
def test_the_font_has_every_sign_that_the_check_lets_through() -> None:
    match = subprocess.run(
        ["fc-match", "-f", "%{file}", "DejaVu Sans"], capture_output=True, text=True, check=True
    )
    has = TTFont(Path(match.stdout)).getBestCmap().keys()
    unseen = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
    signs = filter(PRINTABLE.fullmatch, map(chr, range(sys.maxunicode + 1)))
    shown = (sign for sign in signs if unicodedata.category(sign) not in unseen)
    assert [f"U+{ord(sign):04X}" for sign in shown if ord(sign) not in has] == []
