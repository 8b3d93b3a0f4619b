"""What the tests of the search engine share: one small index, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_engine import Index, build
from tests.search_engine.small_links import write_links


@pytest.fixture(scope="session")
def index_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the small pages."""
    root = tmp_path_factory.mktemp("search")
    build(root / "index", write_links(root / "links"))
    return root / "index"


@pytest.fixture(scope="session")
def index(index_dir: Path) -> Index:
    """The same, opened."""
    return Index.open(index_dir)
