from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge_base.little import Little


@pytest.fixture
def little(tmp_path: Path) -> Little:
    return Little(tmp_path)
