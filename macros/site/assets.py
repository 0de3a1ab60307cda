"""What pages load and carry: stylesheets, the drawings of icons, and scripts.

Stylesheets are kept by subject in ``docs/assets``. Every page carries the same ones itself, so
that a phone shows it without waiting; the others are one file for the whole site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from rcssmin import cssmin  # type: ignore[import-untyped]
from rjsmin import jsmin  # type: ignore[import-untyped]

from macros.records.colours import PALETTE, colour_class
from macros.records.icons import drawing, icon_name

STYLESHEET = "assets/site.css"

#: What every page carries: whatever a phone shows first, of any kind of page (critical CSS).
FIRST_STYLES = ("base.css", "parts.css", "frame.css", "home.css", "theme-matrix.css")

#: What is in the stylesheet, in the order in which a later one has the last word.
LATER_STYLES = (
    "menus.css",
    "text.css",
    "findings.css",
    "search.css",
    "reminders.css",
    "print.css",
)

#: Sets the reader's choice of colours before a page shows, so every page carries it.
FIRST_SCRIPT = "colours.js"

#: What the theme brings and no page uses.
UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


def is_source(path: str) -> bool:
    """Return whether a file is not published as it is: an asset of ours, or one of the theme's.

    >>> is_source("assets/site.js"), is_source("assets/stylesheets/main.css")
    (True, True)
    >>> is_source("assets/vendor/minisearch.js"), is_source("assets/icon.svg")
    (True, False)
    """
    return path.startswith(UNUSED) or bool(re.fullmatch(r"assets/.+\.(css|js)", path))


def published_assets(folder: Path, icons: Iterable[str]) -> dict[str, str]:
    """Return the stylesheet and the scripts of the site, as paths in it with their text.

    ``folder`` is ``docs/assets``, and ``icons`` are the icons that pages name.
    """
    scripts = sorted(path for path in folder.rglob("*.js") if path.name != FIRST_SCRIPT)
    return {
        STYLESHEET: stylesheet(folder, icons),
        **{f"assets/{path.relative_to(folder).as_posix()}": minified_js(path) for path in scripts},
    }


def first_style(folder: Path) -> str:
    """Return the style that every page carries."""
    return minified_css(_read(folder, FIRST_STYLES) + colour_rules())


def first_script(folder: Path) -> str:
    """Return the script that every page carries."""
    return minified_js(folder / FIRST_SCRIPT)


def stylesheet(folder: Path, icons: Iterable[str]) -> str:
    """Return the stylesheet of the site."""
    later = _read(folder, LATER_STYLES)
    return minified_css(icon_rules(icons, _read(folder, FIRST_STYLES) + later) + later)


def _read(folder: Path, names: Iterable[str]) -> str:
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


def minified_css(css: str) -> str:
    """Return a stylesheet without comments and needless spaces."""
    return str(cssmin(css))


def minified_js(file: Path) -> str:
    """Return a script without comments and needless spaces."""
    return str(jsmin(file.read_text(encoding="utf-8")))


def colour_rules() -> str:
    """Return the rules that give each theme's class its colour."""
    return "".join(
        f".{colour_class(name)}{{--sscp-colour:light-dark({shades.light},{shades.dark})}}"
        for name, shades in PALETTE.items()
    )


def icon_rules(named: Iterable[str], css: str) -> str:
    """Return the rules with the drawings of icons, each drawing once.

    ``named`` are the icons that pages name by a class, such as ``material/home``. An icon of the
    set “material” that ``css`` uses as ``var(--sscp-icon-home)`` is drawn as well. Raises
    ``ValueError`` if there is no such icon: then a developer has mistyped it.
    """
    classes = {icon_name(icon): icon for icon in sorted(named)}
    used = re.findall(r"var\(--sscp-icon-([a-z0-9-]+)", css)
    icons = classes | {name: f"material/{name}" for name in used}
    drawings = "".join(f"--sscp-icon-{name}:{_mask(icons[name])};" for name in sorted(icons))
    rules = [f".sscp-icon-{name}{{--sscp-icon:var(--sscp-icon-{name})}}" for name in classes]
    return f":root{{{drawings}}}{''.join(rules)}"


def _mask(icon: str) -> str:
    svg = drawing(icon)
    if not svg:
        raise ValueError(f"the theme has no icon {icon!r}")
    return f'url("data:image/svg+xml,{quote(svg.replace(chr(34), chr(39)), safe=_PLAIN)}")'


#: Signs that need no escape in the address of a drawing.
_PLAIN = " ='/:;,.-+()"
