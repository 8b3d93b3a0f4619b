"""Lists, wording and code of the tagger → here → digests beside names.crfsuite: a test sees by them that it is stale.

The start sees by them that the model or a list is damaged: it would find fewer names, and say nothing.

Counted: the lists of privacy/names/lists and the code that makes messages, tokens and features of them; comments,
docstrings and layout are not. Not counted, on purpose: the examples of data/nlu, the answers of the knowledge base and
privacy/words. They change daily, by people who must not be stopped by a training of four minutes, and each is one in
tens of thousands of messages. The tagger is trained anew when much of them is new; `python -m evaluation.privacy` says
whether it is worth it.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path

from privacy.errors import MaskerUnusable

FOLDER = Path(__file__).parent
MODEL = "names.crfsuite"
RECORD = FOLDER / "names.made-from"
"""Written by train.py, one line for each: name and digest."""

_CODE = ("train", "messages", "made_up", "name_lists", "features", "tokens", "folding")
_ASKED_OF_LEXICON = ("band", "membership", "spelling", "is_name", "_bands", "_folded")
"""What features ask; the rest of it serves recognizers, and may change without a training."""


def current(folder: Path = FOLDER) -> str:
    """Return the record of the model in `folder` as it is now, and of what it would be made from now."""
    return "".join(f"{name} {digest}\n" for name, digest in [*_files(folder), *_code(folder)])


def stale(record: Path = RECORD, folder: Path = FOLDER) -> list[str]:
    """Return what has changed since the model was trained, by name; nothing when it is fresh."""
    return _differing(_recorded(record), {**dict(_files(folder)), **dict(_code(folder))})


def check(record: Path = RECORD, folder: Path = FOLDER) -> None:
    """Raise MaskerUnusable unless the model and the lists are those of the record. To be asked before they are read.

    Reading a damaged model ends the process, or goes well: the tagger then knows less.
    """
    try:
        before, now = _recorded(record), dict(_files(folder))
    except OSError as error:
        raise MaskerUnusable(f"{error.filename}: cannot be read ({error.strerror}); restore it") from error
    before = {name: digest for name, digest in before.items() if not name.endswith(".py")}
    if wrong := _differing(before, now):
        raise MaskerUnusable(
            f"privacy/names: {', '.join(wrong)} and {RECORD.name} do not belong together; restore all of them or, if"
            " a list was changed on purpose, run python -m privacy.names.train"
        )


def _recorded(record: Path) -> dict[str, str]:
    lines = record.read_text(encoding="utf-8", errors="replace").splitlines()
    return {name: digest for name, _, digest in (line.partition(" ") for line in lines)}


def _differing(before: dict[str, str], now: dict[str, str]) -> list[str]:
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    yield MODEL, _of((folder / MODEL).read_bytes())
    for path in sorted((folder / "lists").glob("*.txt")):
        lines = path.read_bytes().splitlines()
        yield f"lists/{path.name}", _of(b"\n".join(line for line in lines if not line.startswith(b"#")))


def _code(folder: Path) -> Iterator[tuple[str, str]]:
    for name in _CODE:
        yield f"{name}.py", of_code((folder / f"{name}.py").read_text(encoding="utf-8"))
    yield "lexicon.py", of_code((folder / "lexicon.py").read_text(encoding="utf-8"), _ASKED_OF_LEXICON)


def of_code(text: str, functions: tuple[str, ...] = ()) -> str:
    """Return the digest of what a module does, or of some of its functions, whatever its comments and layout."""
    # How trees are written out differs between versions of Python; Quaid has one, 3.10.
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(body := getattr(node, "body", None), list):
            node.body = [one for one in body if not _says_only(one)]  # type: ignore[attr-defined]  # those with a body
    wanted: list[ast.AST] = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name in functions
    ]
    return _of("\n".join(map(ast.dump, wanted or [tree])).encode())


def _says_only(node: object) -> bool:
    """Return whether a statement is a docstring."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
