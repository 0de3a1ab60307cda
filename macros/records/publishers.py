"""Whose learning it is, and whom it names: publishers and agencies."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from macros.records.fields import IconName, Id, PlainText, WebAddress
from macros.records.record import Aliases, Record


class Publisher(Record):
    """A partnership or another body that publishes audits. One of them is the site's own."""

    id: Id = Field(description="What an audit writes to name it.", examples=["easton-scp"])
    name: PlainText = Field(
        description="Its whole name.", examples=["Easton Safeguarding Children Partnership"]
    )
    short: PlainText = Field(
        description="A name of one or two words, to stand beside each of its sentences.",
        examples=["Easton"],
    )
    area: PlainText = Field(
        description="Where its procedures and services apply.", examples=["Easton"]
    )
    url: WebAddress | None = Field(
        default=None, description="Where it publishes.", examples=["https://www.example.org/scp"]
    )
    ours: bool = Field(
        default=False,
        description="Whether it is the partnership whose site this is: exactly one is.",
        examples=[True],
    )
    group: PlainText | None = Field(
        default=None,
        description="The group that carries out its audits and says what they show.",
        examples=["SSCP Multi-Agency Audit Group"],
    )

    @property
    def by(self) -> str:
        """Who speaks in its briefings: its audit group, or itself."""
        return self.group or self.name

    @property
    def arranged(self) -> str:
        """The name in an author's place where this site arranged its words."""
        the = "the " if self.ours else ""
        whose = f"From the words of {the}{self.by}."
        return f"{whose} Arranged for this site, not confirmed by the partnership."


class Agency(Record):
    """A service or a role that findings name."""

    id: Id = Field(description="Its permanent address.", examples=["gps"])
    title: PlainText = Field(description="Its name after “For”.", examples=["GPs"])
    icon: IconName = Field(
        default="material/account-group-outline",
        description="A simple drawing beside its name. It is never shown alone.",
        examples=["material/stethoscope"],
    )
    aliases: Aliases = ()

    @property
    def heading(self) -> str:
        """The title of its page."""
        return f"For {self.title}"

    #: As those of a situation.
    kicker: ClassVar[str] = "Agency or role"
    folder: ClassVar[str] = "agencies"
    checklist: ClassVar[str] = "role"
