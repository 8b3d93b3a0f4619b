"""The stores that the tests of storage have, and a PostgreSQL."""

from tests.knowledge_base.conftest import postgres as postgres
from tests.storage.conftest import door as door
