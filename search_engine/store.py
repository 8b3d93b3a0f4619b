"""Documents → a directory → an open index. The directory always holds one whole index, never half of one.

Each build is a generation of its own beside the old one; the file CURRENT names the one that is read and is
replaced in one step. The generation before stays, for readers that were just opening it.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import tantivy

from nlu.encoder import DIMENSIONS, Vectors, encode
from search_engine.analysis import STEMMERS, analyzer
from search_engine.document import Document
from search_engine.errors import IndexUnreadable
from search_engine.passages import passages

# Raise it when the files change their form: older indexes are then built again.
FORMAT = 3

LINKS, CRAWL = "links", "crawl"

_CURRENT = "CURRENT"
_LOCK = ".lock"
_GENERATION = "generation-"
_WRITER_MEMORY = 15_000_000  # the least that Tantivy accepts; our pages are few


@dataclass(frozen=True)
class Manifest:
    """What an index was made from."""

    digest: str
    source: str
    """LINKS: built again when they change; CRAWL: kept until the next crawl."""
    documents: int
    format: int = FORMAT


@dataclass(frozen=True)
class Stored:
    """One generation, opened."""

    manifest: Manifest
    documents: tuple[Document, ...]
    words: tantivy.Index
    vectors: Vectors
    """One row for each passage."""
    owners: npt.NDArray[np.int32]
    """The document that each row belongs to, by position."""


@contextmanager
def building(directory: Path) -> Iterator[None]:
    """Keep other builders away from `directory` meanwhile; readers are never kept waiting."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / _LOCK).open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write(directory: Path, documents: Sequence[Document], manifest: Manifest) -> None:
    """Write a generation aside, then make it the current one. Call it within `building`."""
    aside = Path(tempfile.mkdtemp(prefix=_GENERATION, dir=directory))
    try:
        _write_words(aside / "words", documents)
        _write_vectors(aside, documents)
        rows = (json.dumps(document.as_row(), ensure_ascii=False) for document in documents)
        (aside / "documents.jsonl").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        (aside / "manifest.json").write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    before = _current(directory)
    pointer = directory / f"{_CURRENT}.new"
    pointer.write_text(aside.name, encoding="utf-8")
    pointer.replace(directory / _CURRENT)
    for old in directory.glob(f"{_GENERATION}*"):
        if old.name not in (aside.name, before):
            shutil.rmtree(old, ignore_errors=True)


def read(directory: Path) -> Stored:
    """Open the current generation; raises IndexUnreadable."""
    name = _current(directory)
    if name is None:
        raise IndexUnreadable(f"{directory}: no index here; run python -m search_engine build")
    try:
        return _read(directory / name)
    except (OSError, ValueError, KeyError, TypeError) as error:
        # Another process may have put a newer one in its place meanwhile.
        if _current(directory) not in (name, None):
            return read(directory)
        message = f"{directory / name}: not a readable index ({error}); run python -m search_engine build"
        raise IndexUnreadable(message) from error


def _read(generation: Path) -> Stored:
    manifest = _manifest(generation)
    if manifest.format != FORMAT:
        raise ValueError(f"format {manifest.format}, this version reads {FORMAT}")
    rows = (generation / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    documents = tuple(Document(**json.loads(row)) for row in rows)
    words = tantivy.Index.open(str(generation / "words"))
    for language in STEMMERS:
        words.register_tokenizer(f"quaid_{language}", analyzer(language))
    vectors: Vectors = np.load(generation / "vectors.npy", allow_pickle=False)
    owners = np.load(generation / "owners.npy", allow_pickle=False)
    if len(documents) != manifest.documents or vectors.shape != (len(owners), DIMENSIONS):
        raise ValueError("its files do not belong together")
    return Stored(manifest, documents, words, vectors, owners)


def _manifest(generation: Path) -> Manifest:
    return Manifest(**json.loads((generation / "manifest.json").read_text(encoding="utf-8")))


def _current(directory: Path) -> str | None:
    try:
        return (directory / _CURRENT).read_text(encoding="utf-8").strip()
    except OSError:
        return None


def _write_words(directory: Path, documents: Sequence[Document]) -> None:
    directory.mkdir()
    builder = tantivy.SchemaBuilder().add_unsigned_field("position", stored=True)
    for language in STEMMERS:
        for field in ("title", "text"):
            builder = builder.add_text_field(f"{field}_{language}", tokenizer_name=f"quaid_{language}")
    index = tantivy.Index(builder.build(), path=str(directory))
    for language in STEMMERS:
        index.register_tokenizer(f"quaid_{language}", analyzer(language))
    writer = index.writer(heap_size=_WRITER_MEMORY, num_threads=1)
    for position, document in enumerate(documents):
        row = tantivy.Document()
        row.add_unsigned("position", position)
        row.add_text(f"title_{document.language}", document.title)
        topic = document.topic.replace("-", " ") if document.language == "en" else ""
        row.add_text(f"text_{document.language}", f"{document.summary} {document.text} {topic}")
        writer.add_document(row)
    writer.commit()
    writer.wait_merging_threads()


def _write_vectors(directory: Path, documents: Sequence[Document]) -> None:
    owned = [(position, text) for position, document in enumerate(documents) for text in passages(document)]
    np.save(directory / "owners.npy", np.array([position for position, _ in owned], dtype=np.int32))
    np.save(directory / "vectors.npy", encode([text for _, text in owned]))
