"""How much a page lists: pages grow with every year, and none may get too heavy for a phone.

Each lists the newest years that fit, and at least one; older years have pages of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

#: Reminders and good practices on the page of a theme, a situation or a guide.
ITEMS_ON_PAGE = 150

#: Reminders in the index of all years.
REMINDERS_ON_INDEX = 250

#: Audits in the list of all audits, in one theme matrix, and in the history of a theme.
AUDITS_ON_INDEX = AUDITS_IN_MATRIX = AUDITS_IN_HISTORY = 60

#: Audits on the home page.
AUDITS_ON_HOME = 12


def how_many_fit(counts: Iterable[int], limit: int) -> int:
    """Return how many of the first counts add up to no more than ``limit``; at least one.

    >>> how_many_fit([5, 4, 3], 9), how_many_fit([5, 4, 3], 1)
    (2, 1)
    """
    return max(1, sum(total <= limit for total in accumulate(counts)))
