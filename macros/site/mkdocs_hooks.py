"""Builds the site beside the folder where it belongs, and puts it there once it is whole.

MkDocs empties that folder first and fills it page by page, so a build that failed, was stopped or
found the disk full would leave half a site where the last one was. With this the folder always
holds a whole site: the last one until the new one is finished, and then the new one.

MkDocs loads this file by itself (``hooks`` in ``mkdocs.yml``), so it needs nothing of the project.
"""

from __future__ import annotations

import logging
import shutil
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

log = logging.getLogger("mkdocs.hooks.sscp")

A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Places:
    """The folder that a site is published from, and the names beside it that a build uses."""

    site: Path

    @property
    def before(self) -> Path:
        """Where the last site is while the new one takes its place: for no longer than that."""
        return self.site.with_name(f".{self.site.name}.before")

    def aside(self) -> Path:
        """Return a new place to build in. It is on the same disk, so that it need not be copied."""
        return self.site.with_name(f".{self.site.name}.{uuid.uuid4().hex}.building")

    def tidy(self, now: float) -> None:
        """Mend what builds left that were killed: the last site is put back if it is not there.

        What such a build had written goes only after a day: another may be at work in it.
        """
        if not self.site.exists() and self.before.exists():
            self.before.rename(self.site)
        for left in self.site.parent.glob(f".{self.site.name}.*.building"):
            if now - left.stat().st_mtime > A_DAY:
                shutil.rmtree(left, ignore_errors=True)

    def put(self, new: Path) -> None:
        """Put a whole site where it belongs.

        Raises :class:`OSError` if that cannot be done; the last site is then where it was.
        """
        if not self.site.exists():
            new.rename(self.site)
            return
        for hidden in self.site.glob(".*"):  # MkDocs never removes these: .git, .htaccess
            if not (new / hidden.name).exists():
                copy = shutil.copytree if hidden.is_dir() else shutil.copy2
                copy(hidden, new / hidden.name)
        shutil.rmtree(self.before, ignore_errors=True)
        self.site.rename(self.before)
        try:
            new.rename(self.site)
        except OSError:
            self.before.rename(self.site)
            raise
        shutil.rmtree(self.before, ignore_errors=True)


class WholeSite:
    """One run of ``mkdocs``. MkDocs calls the ``on_`` methods by name."""

    def __init__(self) -> None:
        self._wanted = False
        self._config: MkDocsConfig | None = None
        self._places = Places(Path())
        self._whole = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether the site is to be kept: ``mkdocs serve`` has a folder of its own."""
        self._wanted = command in ("build", "gh-deploy") and not dirty

    def on_config(self, config: MkDocsConfig) -> None:
        """Make MkDocs build aside."""
        if self._wanted:
            self._config = config
            self._places = Places(Path(config.site_dir).resolve())
            self._places.tidy(time.time())
            config.site_dir = str(self._places.aside())

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Note that everything is written. MkDocs may still find that there were warnings."""
        self._whole = True

    def on_build_error(self, *, error: Exception) -> None:
        """Note that the site is not to be used, a site with warnings included."""
        self._whole = False

    def on_shutdown(self) -> None:
        """Put the site where it belongs, or remove what there is of it. Called in any case."""
        if self._config is None:
            return
        aside = Path(self._config.site_dir)
        self._config.site_dir = str(self._places.site)
        try:
            if self._whole:
                self._places.put(aside)
                log.info("The site is whole, in %s", self._places.site)
        except OSError as error:
            raise Abort(
                f"The new site could not be put into {self._places.site}: {error}. "
                "What was there is there still. Close whatever uses that folder and build again; "
                "if it is a disk of its own, name a folder on it."
            ) from None
        finally:
            shutil.rmtree(aside, ignore_errors=True)


_run = WholeSite()
on_startup = _run.on_startup
on_config = _run.on_config
on_post_build = _run.on_post_build
on_build_error = _run.on_build_error
on_shutdown = _run.on_shutdown
