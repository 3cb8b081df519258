"""HTML -> Parts: trafilatura finds the main text, our own walk the captions, links and metadata.

Trafilatura is the most precise open extractor on the pages this project measures with; what it
returns is matched back to the page's own tree, so that captions stand where the reader met them.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from tidings.pages.captions import NEARBY, same_picture, split_credit
from tidings.pages.compose import Parts, clean, fold, normal
from tidings.pages.dates import Dating, parse_date, settle, state_date
from tidings.pages.furniture import byline_names, dateline_of, furniture_reason, is_related_label, related_title
from tidings.records import Dropped, Image, Related

__all__ = ["read_html"]

# Deeper trees are not pages; lxml and the walks below stay far from Python's recursion limit.
_DEEPEST = 400
_MOST_NODES = 200_000
_BODY_KINDS = {
    "p": "paragraph",
    "head": "subhead",
    "quote": "quote",
    "item": "list",
    "cell": "list",
    "code": "paragraph",
}
_SECTION_META = (
    "article:section",
    "og:section",
    "section",
    "article.section",
    "parsely-section",
    "sailthru.section",
    "dc.subject",
    "cxenseparse:recs:category",
)
_CHANGE_META = ("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified")
_DATE_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
)
_AUTHOR_META = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_SITE_META = ("og:site_name", "application-name", "dc.publisher", "publisher")
_TITLE_META = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_BODY_TAGS = frozenset({"p", "h2", "h3", "h4", "li", "blockquote"})


def read_html(content: str, url: str | None = None) -> Parts:
    """Read an HTML page.

    Args:
        content: markup, decoded.
        url: where it came from, to complete its links.
    """
    tree = _tree(content)
    if tree is None:
        return Parts()
    meta, linked = _meta(tree), _json_ld(tree)
    parts = Parts(url=url or _canonical(tree, meta))
    headline = _headline(tree, meta, linked)
    body = _main_text(content, url)
    figures = list(_figures(tree, parts.url))
    _lay_out(parts, tree, headline, _standfirst(tree, meta, body), body, figures)
    parts.section = _section(tree, meta, linked)
    parts.publication = _name(linked.get("publisher")) or _first(meta, _SITE_META)
    parts.language = (tree.get("lang") or _first(meta, ("og:locale", "language", "content-language")) or "").replace(
        "_", "-"
    ) or None
    parts.authors = _authors(tree, meta, linked)
    parts.dating = _dating(tree, meta, linked, parts)
    parts.related = list(_related(tree, parts.url, body))
    return parts


def _tree(content: str) -> Any:
    from lxml import etree, html

    # NULs end lxml's reading; an encoding declaration in a decoded string is refused by it.
    text = clean(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", content))
    parser = html.HTMLParser(recover=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if _shallow(tree) else None


def _shallow(tree: Any) -> bool:
    """Tell whether a tree is of a depth and size that a page may have, walking it without recursion."""
    stack = [(tree, 0)]
    count = 0
    while stack:
        node, depth = stack.pop()
        count += 1
        if depth > _DEEPEST or count > _MOST_NODES:
            return False
        stack.extend((child, depth + 1) for child in node)
    return True


# Words of a program inside of a caption or heading are none of the page's.
_SHOWN = ".//text()[not(ancestor::script or ancestor::style or ancestor::template)]"


def _text(node: Any) -> str:
    return fold(" ".join(node.xpath(_SHOWN)) if node is not None else "")


def _tight(node: Any) -> str:
    """The text of an inline element: no blanks that the page has not."""
    return fold("".join(node.xpath(_SHOWN)))


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        value = fold(node.get("content") or "")
        if name and value:
            found.setdefault(name, value)
    return found


def _address(base: str | None, address: str) -> str | None:
    """Complete an address of the page; None where it is none."""
    try:
        return urljoin(base or "", address)
    except ValueError:
        return None


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)


_ARTICLE_TYPES = frozenset(
    {
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
    }
)


def _json_ld(tree: Any) -> dict[str, Any]:
    """The first object of an article among the page's JSON-LD; broken JSON is passed over."""
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or "") or not node.text or len(node.text) > 1_000_000:
            continue
        try:
            data = json.loads(node.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            if any(
                isinstance(kind, str) and kind in _ARTICLE_TYPES
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                return item
    return {}


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(data.get(key), depth + 1)
    elif isinstance(data, list):
        for item in data[:50]:
            yield from _objects(item, depth + 1)


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return fold(value) or None if isinstance(value, str) else None


def _canonical(tree: Any, meta: dict[str, str]) -> str | None:
    for node in tree.iter("link"):
        if "canonical" in (node.get("rel") or "").lower().split() and (node.get("href") or "").startswith("http"):
            return str(node.get("href")).strip()
    found = meta.get("og:url")
    return found if found and found.startswith("http") else None


def _headline(tree: Any, meta: dict[str, str], linked: dict[str, Any]) -> str | None:
    """The h1 that the metadata's title agrees with; else that title; else the only h1."""
    stated = [t for t in (_name(linked.get("headline")), _first(meta, _TITLE_META)) if t]
    heads = [text for node in tree.iter("h1") if 3 <= len(text := _tight(node)) <= 300]
    for title in stated:
        for head in heads:
            if normal(head) == normal(title) or normal(head) in normal(title) or normal(title) in normal(head):
                return head
    long = [h for h in heads if len(h.split()) >= 3]
    if long and not stated:
        return long[0]
    if stated:
        return _without_site(stated[0])
    title = next((_tight(n) for n in tree.iter("title")), "")
    return heads[0] if heads else _without_site(title) or None


def _without_site(title: str) -> str:
    """Cut the outlet's name off a page title ("Headline | The Paper")."""
    parts = re.split(r"(?<!\s)\s+(?:[|–—·»]\s+|-\s+(?=[^-]{2,40}$))", title)
    return max(parts, key=lambda p: len(p.split())) if len(parts) > 1 else title


def _main_text(content: str, url: str | None) -> list[tuple[str, str]]:
    import trafilatura

    document: Any = trafilatura.bare_extraction(
        content, url=url, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
    )
    if document is None or document.body is None:
        return []
    found: list[tuple[str, str]] = []
    for node in document.body.iter():
        kind = _BODY_KINDS.get(node.tag)
        inside = any(up.tag in _BODY_KINDS for up in node.iterancestors())
        if kind is None or inside:
            continue
        pieces = [_tight(c) for c in node.iter("p", "item") if c is not node] if node.tag == "quote" else []
        found += [(kind, text) for text in pieces or [_tight(node)] if text]
    return found


def _standfirst(tree: Any, meta: dict[str, str], body: list[tuple[str, str]]) -> str | None:
    """The description, where the page itself prints it beside the headline and the body does not begin with it."""
    wanted = [d for d in (meta.get("og:description"), meta.get("description")) if d and len(d.split()) >= 5]
    opening = normal(" ".join([text for kind, text in body if kind == "paragraph"][:2]))
    for description in wanted:
        key = normal(description).rstrip(". ")
        if not key or opening.startswith(key[:60]):
            continue
        for node in tree.iter("p", "h2", "h3", "div", "span"):
            if len(node) < 4 and normal(_tight(node)).rstrip(". ") == key:
                return _tight(node)
    return None


def _figures(tree: Any, url: str | None) -> Iterator[tuple[Any, str, str | None]]:
    """Each captioned picture: its node, caption and address."""
    for node in tree.iter("figure"):
        caption = next((c for c in node.iter("figcaption")), None)
        text = _text(caption) if caption is not None else ""
        picture = next((i for i in node.iter("img")), None)
        address = (picture.get("src") or picture.get("data-src")) if picture is not None else None
        if address and address.startswith("data:"):
            address = None
        if len(text.split()) >= 2 and len(text) < 1500:
            yield node, text, _address(url, address) if address else None


def _lay_out(
    parts: Parts,
    tree: Any,
    headline: str | None,
    standfirst: str | None,
    body: list[tuple[str, str]],
    figures: list[tuple[Any, str, str | None]],
) -> None:
    """Headline, standfirst, then body blocks with each caption after the block it follows on the page."""
    if headline:
        parts.blocks.append(("headline", headline))
    if standfirst:
        parts.blocks.append(("standfirst", standfirst))
    places = _caption_places(tree, body, figures)
    captions = [normal(text) for _, text, _ in figures]
    # The extractor may give them again as part of the body: the first time that is the same line of the page.
    heads = {normal(headline or ""), normal(standfirst or "")}
    seen = set(heads)
    for index in range(-1, len(body)):
        if index >= 0:
            _add_body(parts, *body[index], heads, seen, captions)
        for text, address in places.get(index, ()):
            _add_picture(parts, text, address)


def _add_body(parts: Parts, kind: str, text: str, heads: set[str], seen: set[str], captions: list[str]) -> None:
    key = normal(text)
    if key in heads:
        heads.remove(key)
        return
    if key in seen:
        parts.dropped.append(Dropped(text, "duplicate"))
        return
    if any(key == c or (len(key) > 25 and key in c) for c in captions):
        # A caption that the extractor took for prose; it comes as a caption.
        return
    reason = furniture_reason(text) or ("related" if is_related_label(text) or related_title(text) else None)
    if reason and len(text.split()) <= 45:
        parts.dropped.append(Dropped(text, reason))
        return
    seen.add(key)
    dateline = dateline_of(text) if kind == "paragraph" and parts.dateline is None else None
    if dateline:
        parts.dateline = dateline.strip(" —–-:")
        parts.dropped.append(Dropped(dateline.strip(), "dateline"))
        text = text[len(dateline) :]
    parts.blocks.append((kind, text))


def _add_picture(parts: Parts, caption: str, address: str | None) -> None:
    if any(image.caption and same_picture(image.caption, caption) for image in parts.images[-NEARBY:]):
        parts.dropped.append(Dropped(caption, "duplicate"))
        return
    text, credit = split_credit(caption)
    if len(text.split()) < 3 and credit is None:
        credit, text = caption, ""
    parts.images.append(Image(text or None, credit, address))
    if text:
        parts.blocks.append(("caption", text))


def _caption_places(
    tree: Any, body: list[tuple[str, str]], figures: list[tuple[Any, str, str | None]]
) -> dict[int, list[tuple[str, str | None]]]:
    """After which body block each figure stands; figures before the first or after the last count if near."""
    numbers = {normal(text)[:80]: i for i, (_, text) in reversed(list(enumerate(body)))}
    by_node = {id(node): (text, address) for node, text, address in figures}
    keep = {id(node): node for node, _, _ in figures}
    places: dict[int, list[tuple[str, str | None]]] = {}
    last, met = -1, False
    for node in tree.iter():
        if id(node) in by_node and keep.get(id(node)) is node:
            if last < len(body) - 1 or len(body) < 3:
                places.setdefault(last, []).append(by_node[id(node)])
        elif node.tag in _BODY_TAGS:
            number = numbers.get(normal(_tight(node))[:80])
            if number is not None and (number >= last or not met):
                last, met = number, True
    return places


def _section(tree: Any, meta: dict[str, str], linked: dict[str, Any]) -> str | None:
    stated = linked.get("articleSection")
    value = stated[0] if isinstance(stated, list) and stated else stated
    if isinstance(value, str) and fold(value):
        return fold(value)
    return _first(meta, _SECTION_META) or _breadcrumb(tree)


def _breadcrumb(tree: Any) -> str | None:
    for node in tree.xpath('//*[contains(@class, "breadcrumb") or contains(@id, "breadcrumb")]')[:2]:
        names = [fold(t) for t in node.itertext() if fold(t) and fold(t) not in {"/", ">", "»", "|", "›"}]
        names = [n for n in names if n.lower() != "home" and len(n.split()) <= 3]
        if names:
            return names[0]
    return None


def _authors(tree: Any, meta: dict[str, str], linked: dict[str, Any]) -> tuple[str, ...]:
    stated = linked.get("author")
    people = stated if isinstance(stated, list) else [stated]
    names = [n for person in people if (n := _name(person)) and not n.startswith("http")]
    if not names:
        names = [n for n in [_first(meta, _AUTHOR_META)] if n and not n.startswith("http")]
    if not names:
        names = [_tight(node) for node in tree.xpath('//*[@rel="author"] | //*[@itemprop="author"]')[:3]]
    cut = [part for name in names for part in (byline_names(name) or re.split(r",\s*|(?<!\s)\s+and\s+", name))]
    return tuple(dict.fromkeys(n for n in (fold(c) for c in cut) if 2 <= len(n) <= 60))


def _dating(tree: Any, meta: dict[str, str], linked: dict[str, Any], parts: Parts) -> Dating | None:
    values = [linked.get("datePublished"), _first(meta, _DATE_META), linked.get("dateCreated")]
    values += [node.get("datetime") for node in tree.iter("time")][:3]
    paragraphs = [text for kind, text in parts.blocks if kind == "paragraph"]
    given = _first_date(values)
    if given is not None:
        found: Dating | None = Dating(given, "given")
    else:
        stamps = [_tight(node) for node in tree.iter("time")] + ([parts.dateline] if parts.dateline else [])
        captions = [text for kind, text in parts.blocks if kind == "caption"]
        found = state_date(stamps, captions, paragraphs)
    return settle(found, _first_date([linked.get("dateModified"), _first(meta, _CHANGE_META)]), paragraphs)


def _first_date(values: Iterable[Any]) -> datetime.date | None:
    dates = (parse_date(value) for value in values if isinstance(value, str) and value)
    return next((date for date in dates if date), None)


def _related(tree: Any, url: str | None, body: list[tuple[str, str]]) -> Iterator[Related]:
    """Links under a label such as "Related" or "Most read", and lists whose class says so."""
    inside = normal(" ".join(text for _, text in body))
    seen: set[str] = set()
    for node in tree.iter("h2", "h3", "h4", "h5", "section", "aside", "div"):
        label = _tight(node) if node.tag.startswith("h") else ""
        if node.tag.startswith("h"):
            if not is_related_label(label):
                continue
            area = node.getparent()
        elif re.search(
            r"\brelated|recommended|most-?read|read-?more|more-?stories|you-?may",
            f"{node.get('class') or ''} {node.get('id') or ''}",
        ):
            area = node
        else:
            continue
        for link in area.iter("a"):
            title = _tight(link)
            key = normal(title)
            if len(title.split()) >= 4 and key not in seen and key not in inside and len(seen) < 60:
                seen.add(key)
                address = _address(url, link.get("href") or "") or ""
                yield Related(title, address if address.startswith(("http://", "https://", "/")) else None)
