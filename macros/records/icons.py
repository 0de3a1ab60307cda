"""The icons that editors can choose: those that come with the theme.

An element has an icon by its class. The stylesheet holds each drawing once, as a mask, so that it
takes the colour of the text around it: see ``macros/site/assets.py``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from macros.problems import did_you_mean, nearest, quoted, sentences

#: Where the theme keeps its icons, one SVG file each.
FOLDER = Path(str(files("material"))) / "templates" / ".icons"

ICON_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+")

#: A larger drawing has more detail than can be seen, and every reader would load it.
MAX_BYTES = 1500

WHERE_TO_FIND = "Icons are shown at https://pictogrammers.com/library/mdi/."


@cache
def drawing(name: str) -> str:
    """Return the SVG of an icon such as ``material/home``, or an empty string if there is none."""
    if not ICON_PATTERN.fullmatch(name):
        return ""
    try:
        return (FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


@cache
def icon_names() -> tuple[str, ...]:
    """Return the name of every icon that comes with the theme."""
    found = (path.relative_to(FOLDER).with_suffix("") for path in FOLDER.rglob("*.svg"))
    return tuple(sorted(path.as_posix() for path in found))


def icon_fault(name: str) -> tuple[str, str] | None:
    """Return a message and a remedy if a name is not an icon that the site can use.

    >>> icon_fault("material/home")
    >>> icon_fault("material/hoem")[0]
    'there is no icon “material/hoem”'
    """
    size = len(drawing(name).encode())
    if not size:
        near = nearest(f"material/{name}", icon_names()) if "/" not in name else ""
        hint = f"Did you mean “{near}”?" if near else did_you_mean(name, icon_names())
        remedy = "Write the set and the name, such as material/account-group."
        return f"there is no icon {quoted(name)}", sentences(remedy, hint, WHERE_TO_FIND)
    if size > MAX_BYTES:
        return (
            f"the icon {quoted(name)} is drawn with too much detail",
            sentences("Choose a simpler one.", WHERE_TO_FIND),
        )
    return None


def icon_class(icon: str) -> str:
    """Return the classes that put an icon before the text of an element.

    >>> icon_class("material/home")
    'sscp-icon sscp-icon-home'
    """
    return f"sscp-icon sscp-icon-{icon_name(icon)}"


def icon_name(icon: str) -> str:
    """Return the name of an icon in the stylesheet.

    >>> icon_name("material/home"), icon_name("fontawesome/solid/house")
    ('home', 'fontawesome-solid-house')
    """
    return icon.removeprefix("material/").replace("/", "-")
