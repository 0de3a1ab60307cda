"""The stylesheets, icons and scripts of the site: which are inlined, and which are files.

Stylesheets are kept by subject in ``docs/assets``. Some are inlined in every page, so that a phone
shows it without waiting; the others become one file for the whole site.
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

#: Critical CSS, inlined in every page: the styles for the first paint of any page on a phone.
CRITICAL_STYLES = ("base.css", "parts.css", "frame.css", "home.css", "findings.css")

#: The stylesheets in the file, in the order of the cascade.
LATER_STYLES = (
    "menus.css",
    "text.css",
    "theme-matrix.css",
    "search.css",
    "reminders.css",
    "print.css",
)

#: Applies the reader's choice of colours before the first paint, so it is inlined in every page.
INLINE_SCRIPT = "colours.js"

#: Files of the theme that no page uses.
UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


def is_source(path: str) -> bool:
    """Return whether a file is not published unchanged: one of our assets, or one of the theme's.

    >>> is_source("assets/site.js"), is_source("assets/stylesheets/main.css")
    (True, True)
    >>> is_source("assets/vendor/minisearch.js"), is_source("assets/icon.svg")
    (True, False)
    """
    return path.startswith(UNUSED) or bool(re.fullmatch(r"assets/.+\.(css|js)", path))


def published_assets(folder: Path, icons: Iterable[str]) -> dict[str, str]:
    """Return the path on the site and the text of the stylesheet and of each script.

    ``folder`` is ``docs/assets``, and ``icons`` are the icons that pages use by class.
    """
    scripts = sorted(path for path in folder.rglob("*.js") if path.name != INLINE_SCRIPT)
    return {
        STYLESHEET: stylesheet(folder, icons),
        **{f"assets/{path.relative_to(folder).as_posix()}": minified_js(path) for path in scripts},
    }


def critical_style(folder: Path) -> str:
    """Return the critical CSS that every page has inline."""
    return minified_css(_read(folder, CRITICAL_STYLES) + colour_rules())


def inline_script(folder: Path) -> str:
    """Return the script that every page has inline."""
    return minified_js(folder / INLINE_SCRIPT)


def stylesheet(folder: Path, icons: Iterable[str]) -> str:
    """Return the stylesheet of the site."""
    later = _read(folder, LATER_STYLES)
    return minified_css(icon_rules(icons, _read(folder, CRITICAL_STYLES) + later) + later)


def _read(folder: Path, names: Iterable[str]) -> str:
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


def minified_css(css: str) -> str:
    """Return a stylesheet without comments and superfluous whitespace."""
    return str(cssmin(css))


def minified_js(file: Path) -> str:
    """Return a script without comments and superfluous whitespace."""
    return str(jsmin(file.read_text(encoding="utf-8")))


def colour_rules() -> str:
    """Return the rules that give each theme's class its colour."""
    return "".join(
        f".{colour_class(name)}{{--sscp-colour:light-dark({shades.light},{shades.dark})}}"
        for name, shades in PALETTE.items()
    )


def icon_rules(named: Iterable[str], css: str) -> str:
    """Return the rules with the drawings of icons, each drawing once.

    ``named`` are the icons that pages use by class, such as ``material/home``. Icons of the set
    “material” that ``css`` uses as ``var(--sscp-icon-home)`` are included as well. Raises
    ``ValueError`` if there is no such icon: a developer has mistyped it.
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


#: Characters that need no escape in the data URL of a drawing.
_PLAIN = " ='/:;,.-+()"
