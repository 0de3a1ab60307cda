"""Where editors find the data that a page shows."""

from __future__ import annotations

AUDITS = "data/audits/"
THEMES = "data/themes.yml"
SITUATIONS = "data/situations.yml"
AGENCIES = "data/agencies.yml"
GUIDES = "data/guidance.yml"
RESPONSES = "data/responses.yml"
TERMS = "data/glossary.yml"
SOURCES = "data/sources.yml"

#: What each place holds, in the words of an editor.
CONTENTS = {
    AUDITS: "reminders and good practice",
    THEMES: "themes",
    SITUATIONS: "situations",
    AGENCIES: "agencies",
    GUIDES: "guides",
    RESPONSES: "responses",
    TERMS: "terms",
    SOURCES: "sources",
}
