"""Our own checks of the HTML of a built site: what MkDocs' strict mode does not check.

MkDocs checks the links of Markdown. It does not check links that a macro or a template wrote, nor
ids, headings and titles, nor whether a page asks another host for anything.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

HOST = "http://site.invalid"

#: Where the site is thought to lie while links are followed: a link with too many ../ leaves it.
DEEP = "/root" * 12 + "/"

MAIN = "//article | //main[not(.//article)] | //body[not(.//article) and not(.//main)]"

HEADING = " or ".join(f"self::h{level}" for level in range(1, 7))

LEFTOVERS = {
    "{{": "a macro that was not run",
    "{%": "a Jinja tag that was not run",
    "{#": "a Jinja comment or an attribute list that was not read",
    "{ #": "an attribute list that was not read",
    "{ .": "an attribute list that was not read",
    "{:": "an attribute list that was not read",
    "<!--": "a comment or a placeholder that is shown",
    "Traceback": "an error of Python",
    "Macro Rendering Error": "an error of a macro",
    "Macro Syntax Error": "an error of a macro",
    "](": "a Markdown link that was not read",
    "[^": "a footnote that was not read",
    "///": "a place marker that was not filled",
    "\\": "an escape of Markdown that was not read",
}

#: Attributes whose address a browser loads automatically: attribute to elements.
REQUESTS = {
    "action": ("form",),
    "background": ("body", "table", "td", "th"),
    "data": ("object",),
    "formaction": ("button", "input"),
    "href": ("link", "image", "use", "base"),
    "ping": ("a", "area"),
    "poster": ("video",),
    "src": (
        "audio",
        "embed",
        "frame",
        "iframe",
        "img",
        "input",
        "script",
        "source",
        "track",
        "video",
    ),
    "xlink:href": ("image", "use"),
}

CSS_ADDRESS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Reference:
    """An address on a page. ``is_request`` says that a browser loads it with the page."""

    address: str
    where: str
    is_request: bool


def elements(node: HtmlElement, path: str) -> list[HtmlElement]:
    """Return the elements that an XPath finds."""
    return cast("list[HtmlElement]", node.xpath(path))


def read_page(file: Path) -> HtmlElement:
    """Return the root element of an HTML file."""
    return html.document_fromstring(
        file.read_bytes(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True)
    )


def plain_text(node: HtmlElement) -> str:
    """Return the text in and below an element that readers see, with single spaces alone."""
    seen = node.xpath(".//text()[not(parent::script or parent::style)]")
    return " ".join("".join(cast("list[str]", seen)).split())


def all_pages(site: Path) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the address and the root of every page of MkDocs' own."""
    for file in sorted(site.rglob("index.html")):
        folder = file.parent.relative_to(site).as_posix()
        yield "" if folder == "." else f"{folder}/", read_page(file)


def main_content(root: HtmlElement) -> HtmlElement:
    """Return a page's own content, without the telephone numbers."""
    (article,) = elements(root, "//article")
    for element in elements(article, ".//*[contains(@class, 'sscp-worried')]"):
        element.drop_tree()
    return article


def link_targets(node: HtmlElement, page: str) -> dict[str, HtmlElement]:
    """Return where the links in an element lead, as paths from the top of the site.

    ``page`` is the address of the page, such as ``themes/siblings/``. Links to other hosts are
    left out. Of several links to one place the last is returned.
    """
    found = {}
    for element in elements(node, ".//a[@href]"):
        target = urljoin(f"{HOST}/{page}", element.get("href"))
        if target.startswith(f"{HOST}/"):
            found[target.removeprefix(f"{HOST}/")] = element
    return found


def problems_of_site(site_dir: Path, base: str = "/", meant: Iterable[str] = ()) -> list[str]:
    """Return everything that is wrong with the pages of a built site, one line each.

    ``base`` is the path of the site on its host; only the 404 page, which is shown at any
    address, links from there. ``meant`` are texts that look like something left over, and are
    shown on purpose.
    """
    files = {
        path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*") if path.is_file()
    }
    pages = {
        name: read_page(site_dir / name)
        for name in sorted(files)
        if name.endswith((".html", ".htm"))
    }
    ids = {name: set(_ids(root)) for name, root in pages.items()}
    problems: list[str] = []
    for name, root in pages.items():
        found = [
            *_problems_of_structure(root),
            *_problems_of_text(root, tuple(meant)),
            *(
                problem
                for reference in _references(root)
                for problem in _problems_of_reference(name, reference, base, files, ids)
            ),
        ]
        problems += [f"{name}: {problem}" for problem in found]
    for name in sorted(files):
        if name.endswith(".css"):
            style = (site_dir / name).read_text(encoding="utf-8")
            for reference in _references_in_css(style, "style sheet"):
                found = list(_problems_of_reference(name, reference, base, files, ids))
                problems += [f"{name}: {problem}" for problem in found]
    return problems + _problems_of_titles(pages)


# --- One page -----------------------------------------------------------------------------------


def _ids(root: HtmlElement) -> Iterator[str]:
    for element in elements(root, "//*[@id]"):
        yield element.get("id", "")


def _problems_of_structure(root: HtmlElement) -> Iterator[str]:
    if not (root.get("lang") or "").strip():
        yield "the page does not say its language"
    for fragment, count in Counter(_ids(root)).items():
        if count > 1:
            yield f'the id "{fragment}" is there {count} times'
        if not fragment.strip() or len(fragment.split()) > 1:
            yield f'the id "{fragment}" is empty or holds a space'
    first_headings = elements(root, "//h1")
    if len(first_headings) != 1:
        yield f"there are {len(first_headings)} headings of level 1"
    previous = 0
    for main in elements(root, MAIN):
        for heading in elements(main, f".//*[{HEADING}]"):
            level = int(str(heading.tag)[1])
            if level > previous + 1:
                yield f'the heading "{plain_text(heading)}" skips from level {previous} to {level}'
            previous = level
    for image in elements(root, "//img[not(@alt)]"):
        yield f'the image "{image.get("src")}" has no alt text'


def _problems_of_text(root: HtmlElement, meant: tuple[str, ...]) -> Iterator[str]:
    ignored = "ancestor::script or ancestor::style or ancestor::code or ancestor::pre"
    texts = cast("list[str]", root.xpath(f"//text()[not({ignored})]"))
    shown = cast("list[str]", root.xpath("//@alt | //@title | //@aria-label | //meta/@content"))
    text = " ".join(" ".join(["".join(texts), *shown]).split())
    for words in meant:
        text = text.replace(words, "")
    for sign, meaning in LEFTOVERS.items():
        if sign in text:
            start = max(text.index(sign) - 30, 0)
            yield f'{meaning}: "{text[start : start + 80]}"'


def _problems_of_titles(pages: dict[str, HtmlElement]) -> list[str]:
    by_title: defaultdict[str, list[str]] = defaultdict(list)
    for name, root in pages.items():
        titles = [plain_text(title) for title in elements(root, "//head/title")]
        by_title[" ".join(titles)].append(name)
    return [
        f'{", ".join(names)}: the title "{title}" is there {len(names)} times'
        for title, names in by_title.items()
        if len(names) > 1
    ] + [f"{name}: the page has no title" for name in by_title.get("", ())]


# --- Addresses ----------------------------------------------------------------------------------


def _references(root: HtmlElement) -> Iterator[Reference]:
    for element in elements(root, "//*"):
        tag = str(element.tag).lower()
        for name, value in element.attrib.items():
            attribute = str(name).lower()
            where = f"<{tag} {attribute}>"
            if tag in ("a", "area") and attribute == "href":
                yield Reference(str(value), where, is_request=False)
            elif tag == "link" and attribute == "href" and element.get("rel") == "canonical":
                continue
            elif tag in REQUESTS.get(attribute, ()):
                yield Reference(str(value), where, is_request=True)
            elif attribute in ("srcset", "imagesrcset"):
                for candidate in str(value).split(","):
                    yield Reference((candidate.split() or [""])[0], where, is_request=True)
            elif attribute == "style":
                yield from _references_in_css(str(value), where)
        if tag == "style":
            yield from _references_in_css(element.text_content(), "<style>")
        if tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            _, _, address = (element.get("content") or "").partition("=")
            yield Reference(address.strip("\"' "), "<meta refresh>", is_request=True)


def _references_in_css(style: str, where: str) -> Iterator[Reference]:
    for groups in CSS_ADDRESS.findall(CSS_COMMENT.sub("", style)):
        yield Reference("".join(groups), where, is_request=True)


def _problems_of_reference(
    page: str, reference: Reference, base: str, files: set[str], ids: dict[str, set[str]]
) -> Iterator[str]:
    """Yield what is wrong with an address; ``page`` is the file that holds it."""
    address, where = reference.address.strip(), reference.where
    scheme, host, path, _, fragment = urlsplit(address)
    if host or scheme in ("http", "https"):
        if reference.is_request:
            yield f'{where} asks another host: "{address}"'
    elif scheme:
        if scheme not in ("mailto", "tel") and not (scheme == "data" and reference.is_request):
            yield f'{where} has no address that a browser can open: "{address}"'
    elif not path and not fragment and not (where.startswith("<form") and not address):
        yield f'{where} leads nowhere: "{address}"'
    elif path or page != "404.html":
        yield from _problems_of_path(page, reference, base, files, ids)
    elif unquote(fragment) not in ids[page]:
        yield f'{where} leads to a place that is not on this page: "{address}"'


def _problems_of_path(
    page: str, reference: Reference, base: str, files: set[str], ids: dict[str, set[str]]
) -> Iterator[str]:
    address, where = reference.address.strip(), reference.where
    path = urlsplit(address).path
    if path.startswith("/") != (page == "404.html"):
        if page == "404.html":
            yield f'{where} works at one address only, and the page is shown at any: "{address}"'
        else:
            yield f'{where} breaks when the site is in a sub-folder: "{address}"'
        return
    root = base if path.startswith("/") else DEEP
    target = urlsplit(urljoin(f"{HOST}{root}{page}", address))
    if not target.path.startswith(root):
        yield f'{where} leads out of the site: "{address}"'
        return
    file = unquote(target.path.removeprefix(root))
    if not file or file.endswith("/"):
        file += "index.html"
    fragment = unquote(target.fragment)
    if file not in files:
        yield f'{where} leads to a page that is not there: "{address}"'
    elif fragment and file in ids and fragment not in ids[file]:
        yield f'{where} leads to a place that is not on {file}: "{address}"'
