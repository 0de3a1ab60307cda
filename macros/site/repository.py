"""Links to the repository, to suggest a change to a page or to report a problem with it.

They are GitHub's addresses. No page requests anything from GitHub.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

#: The branch that is published.
BRANCH = "main"

#: The issue form for a problem with a page, in ``.github/ISSUE_TEMPLATE/``.
REPORT_FORM = "page-problem.yml"


@dataclass(frozen=True)
class Repository:
    """The repository of the site. ``address`` is empty if it is not known.

    >>> Repository("https://github.com/owner/name/").edit("data/themes.yml")
    'https://github.com/owner/name/edit/main/data/themes.yml'
    """

    address: str

    def edit(self, file: str) -> str | None:
        """Return where a file can be edited in the browser, or a folder be viewed."""
        action = "edit" if "." in file.rpartition("/")[2] else "tree"
        return self._at(f"{action}/{BRANCH}/{quote(file)}")

    def read(self, file: str) -> str | None:
        """Return where a file can be read."""
        return self._at(f"blob/{BRANCH}/{quote(file)}")

    def report(self, page: str, title: str) -> str | None:
        """Return where a problem with a page can be reported, with page and title filled in.

        ``page`` is the address of the page, absolute or from the root of the site.
        """
        form = f"template={REPORT_FORM}"
        filled_in = f"title={quote(f'Problem: {title}', safe='')}&page={quote(page, safe='')}"
        return self._at(f"issues/new?{form}&{filled_in}")

    def _at(self, path: str) -> str | None:
        return f"{self.address.rstrip('/')}/{path}" if self.address else None
