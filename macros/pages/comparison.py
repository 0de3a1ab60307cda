"""An audit beside the earlier one that it follows: what each of them says, and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from macros.addresses.links import CurrentPage
from macros.pages.audits import ratings, sample_size
from macros.pages.html import fill
from macros.pages.responses import response_list
from macros.records.findings import Finding
from macros.records.library import Library
from macros.records.records import Audit, Theme
from macros.records.responses import Response

#: What is set side by side: one thing of each of the two audits.
Sides = tuple[str, str]


def page(library: Library, here: CurrentPage, later: Audit) -> str:
    """Return an audit and the one that it follows side by side."""
    earlier = library.earlier_of(later)
    units = {audit.sample.unit if audit.sample else "" for audit in (earlier, later)}
    return fill(
        "comparison",
        "page",
        library=library,
        here=here,
        audits=(earlier, later),
        facts=list(_facts(earlier, later)),
        unit=units.pop() if len(units) == 1 else "",
        themes=list(_themes(library, earlier, later)),
        done=response_list(here, _between(library, earlier, later)),
    )


def _facts(earlier: Audit, later: Audit) -> Iterator[tuple[str, Sides]]:
    of: dict[str, Callable[[Audit], str]] = {
        "What it was": lambda audit: audit.what,
        "Method": lambda audit: audit.method or "",
        "Sample": _sample,
        "Ages": lambda audit: audit.ages or "",
    }
    for label, fact in of.items():
        sides = fact(earlier), fact(later)
        if any(sides):
            yield label, sides
    before, after = ratings(earlier), ratings(later)
    for rated in before | after:
        label = f"Ratings: {rated}" if rated else "Ratings"
        yield label, (before.get(rated, ""), after.get(rated, ""))


def _sample(audit: Audit) -> str:
    if not audit.sample:
        return ""
    groups = ", ".join(group.words for group in audit.sample.groups)
    return ": ".join(filter(None, (sample_size(audit.sample), groups)))


def _themes(
    library: Library, earlier: Audit, later: Audit
) -> Iterator[tuple[Theme | None, tuple[list[Finding], list[Finding]]]]:
    """Yield each theme with the findings of both: first those that both have."""
    found = [(theme, (_on(theme, earlier), _on(theme, later))) for theme in (*library.themes, None)]
    yield from (entry for entry in found if all(entry[1]))
    yield from (entry for entry in found if any(entry[1]) and not all(entry[1]))


def _on(theme: Theme | None, audit: Audit) -> list[Finding]:
    findings = chain(audit.reminders, audit.found, audit.recommendations)
    return [f for f in findings if (theme.id in f.themes if theme else not f.themes)]


def _between(library: Library, earlier: Audit, later: Audit) -> list[Response]:
    """Return our responses to the earlier audit, or to a theme of both, made before the later."""
    of_both = {theme.id for theme in library.themes_of(earlier)} & {
        theme.id for theme in library.themes_of(later)
    }
    about = {("audit", earlier.id), *(("theme", theme_id) for theme_id in of_both)}
    return [
        response
        for response in library.responses
        if library.concerns_us(earlier)
        and about & response.about
        and response.made_in
        and earlier.year <= response.made_in <= later.year
    ]
