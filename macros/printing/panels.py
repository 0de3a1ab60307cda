"""How a 7-minute briefing is fitted on one sheet: three columns of panels, none of them split.

If not everything fits on one side, both are used. How many lines a panel takes is estimated.
WeasyPrint then tries what should fit, and after that ever fewer points, so that the sheet is full
and there is never a second one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, count, pairwise
from textwrap import wrap

from macros.pages.seven_minutes import PANELS, Panel, Point, SevenMinutes
from macros.problems import counted

COLUMNS = 3

#: How wide the columns are, beside even ones, by the class in the stylesheet.
WIDTHS = {
    "": (1.0, 1.0, 1.0),
    "narrow-right": (1.0, 1.3, 0.7),
    "wide-middle": (0.7, 1.6, 0.7),
    "wide-left": (1.6, 0.7, 0.7),
}

#: Of how many panels the front can be if both sides are used, and the room on the back: it has
#: neither title nor numbers to call.
FRONTS, BACK = (4, 3), 1.35

#: The panel that comes before all others.
REMINDERS = 3

#: How many points in turn these panels add, where another adds one.
TURNS = {PANELS[0].title: 2, PANELS[REMINDERS].title: 6, PANELS[6].title: 3}

#: Lines that the heading of a panel takes with the room around it, and the room below a point.
HEADING, BELOW_POINT = 2.3, 0.17


@dataclass(frozen=True)
class Type:
    """A size of type: its class in the stylesheet, and what a column holds: lines, and letters."""

    name: str
    lines: int
    letters: int


#: From the largest to the smallest, which is 9.5 points.
SIZES = (
    Type("largest", 21, 33),
    Type("large", 27, 42),
    Type("medium", 30, 47),
    SMALL := Type("small", 33, 53),
)

#: How much of the estimated room is used, where a sheet that is as full as it can be has no room.
LESS = (1.0, 0.97, 0.93, 0.87, 0.75, 0.5, 0.0)


@dataclass(frozen=True)
class FittedPanel:
    """A panel on a sheet: its number, the points that fit, and how many others there are."""

    number: int
    panel: Panel
    points: tuple[Point, ...]

    @property
    def omitted(self) -> str:
        """What is not on the sheet, in words, or an empty string."""
        left, more = len(self.panel.points) - len(self.points), "more " if self.points else ""
        return counted(left, f"{more}{self.panel.one}", f"{more}{self.panel.many}") if left else ""


#: A side of a sheet: the classes for the type and the widths, and the panels of each column.
Side = tuple[str, list[list[FittedPanel]]]

#: The panels of each side.
Sides = Sequence[Sequence[Panel]]


def sides_of(briefing: SevenMinutes) -> Sides:
    """Return the panels of each side: one side if all of them fit there, or else two."""
    panels = briefing.panels
    if _all_fit([panels], SMALL):
        return [panels]
    splits = [(panels[:front], panels[front:]) for front in FRONTS]
    for size in SIZES:
        for sides in splits:
            if _all_fit(sides, size):
                return sides
    return max(splits, key=_points_shown)


def sheets(briefing: SevenMinutes) -> Iterator[tuple[Side, ...]]:
    """Yield the sheets to try: the largest type in which all fits, then with ever fewer points."""
    sides = sides_of(briefing)
    for size in SIZES:
        if _all_fit(sides, size):
            yield _sheet(sides, size)
    for share in LESS:
        yield _sheet(sides, SMALL, share)


def _all_fit(sides: Sides, size: Type) -> bool:
    return all(_fits(side, _all(side), size, lines) for side, lines in _with_room(sides, size))


def _points_shown(sides: Sides) -> int:
    return sum(sum(_shown(side, SMALL, lines)) for side, lines in _with_room(sides, SMALL))


def _with_room(sides: Sides, size: Type) -> Iterator[tuple[Sequence[Panel], float]]:
    """Yield each side with how many lines a column has."""
    return zip(sides, (size.lines, size.lines * BACK), strict=False)


def _all(panels: Sequence[Panel]) -> list[int]:
    return [len(panel.points) for panel in panels]


def _shown(panels: Sequence[Panel], size: Type, lines: float) -> list[int]:
    """Return how many points of each panel are shown, so that no column is too long.

    First come the points to keep, then all reminders if they fit. After that, the panels take
    turns to add their next point, until the next of none of them fits.
    """
    shown = [0] * len(panels)

    def grow(i: int, count: int) -> bool:
        """Show up to ``count`` points of a panel, as far as they fit. Return whether all do."""
        while shown[i] < count:
            shown[i] += 1
            if shown[i] > len(panels[i].points) or not _fits(panels, shown, size, lines):
                shown[i] -= 1
                return False
        return True

    kept = [sum(point.keep for point in panel.points) for panel in panels]
    reminders = [i for i, panel in enumerate(panels) if panel.title == PANELS[REMINDERS].title]
    for i in (*reminders, *range(len(panels))):
        grow(i, kept[i])
    for i in reminders:
        few = shown[i]
        if not grow(i, len(panels[i].points)):
            shown[i] = few
    growing = [i for i, panel in enumerate(panels) for _ in range(TURNS.get(panel.title, 1))]
    while growing:
        for i in tuple(growing):
            if not grow(i, shown[i] + 1):
                growing.remove(i)
    return shown


def _chosen(panel: Panel, count: int) -> tuple[Point, ...]:
    """Return some points of a panel in their order: those to keep, and then the first."""
    of_all = sorted(range(len(panel.points)), key=lambda i: not panel.points[i].keep)
    return tuple(panel.points[i] for i in sorted(of_all[:count]))


def _fits(panels: Sequence[Panel], shown: Sequence[int], size: Type, lines: float) -> bool:
    return _arranged(panels, shown, size, lines).longest <= lines


@lru_cache(maxsize=4096)
def _height(panel: Panel, shown: int, letters: int) -> float:
    """Return about how many lines of so many letters a panel takes with some of its points."""
    points = [point.in_lines for point in _chosen(panel, shown)]
    said = [line for point in points for line in point.split("\n")]
    below = [panel.note] if panel.note else []
    if shown < len(panel.points):
        below.append("More on the page")
    return HEADING + sum(_lines(text, letters) + BELOW_POINT for text in (*said, *below))


@lru_cache(maxsize=16384)
def _lines(text: str, letters: int) -> int:
    return len(wrap(text, letters))


@dataclass(frozen=True)
class _Arrangement:
    """The panels of each column, how many lines the longest has, and the class for the widths."""

    name: str
    columns: list[slice]
    longest: float


def _arranged(
    panels: Sequence[Panel], shown: Sequence[int], size: Type, lines: float
) -> _Arrangement:
    """Share out the panels evenly in their order, in even columns if none of them is too long."""
    tried: list[_Arrangement] = []
    for name, widths in WIDTHS.items():
        if any(each.longest <= lines for each in tried):
            break
        heights = [
            [
                _height(panel, n, int(size.letters * width))
                for panel, n in zip(panels, shown, strict=True)
            ]
            for width in widths
        ]
        for breaks in combinations(range(1, len(panels)), COLUMNS - 1):
            columns = [slice(*edges) for edges in pairwise((0, *breaks, len(panels)))]
            lengths = [sum(each[column]) for each, column in zip(heights, columns, strict=True)]
            tried.append(_Arrangement(name, columns, max(lengths)))
    return min(tried, key=lambda each: each.longest)


def _sheet(sides: Sides, size: Type, share: float = 1) -> tuple[Side, ...]:
    """Return a sheet on which only a share of the room is used for what does not all fit."""
    numbers = count(1)
    return tuple(
        _side(panels, numbers, size, lines * share) for panels, lines in _with_room(sides, size)
    )


def _side(panels: Sequence[Panel], numbers: Iterator[int], size: Type, lines: float) -> Side:
    shown = _shown(panels, size, lines)
    fitted = [
        FittedPanel(next(numbers), panel, _chosen(panel, points))
        for panel, points in zip(panels, shown, strict=True)
    ]
    best = _arranged(panels, shown, size, lines)
    return f"{size.name} {best.name}".strip(), [fitted[column] for column in best.columns]
