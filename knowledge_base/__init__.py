"""What the assistant may say: coded answers, from reviewed YAML files to the store the actions query.

    responses/<line>/<sub-topic>.yml → loader → store → Knowledge → actions/, handoff/, analytics/

The YAML files are the source and are reviewed like code; the SQL store is built from them and can be
thrown away. `python -m knowledge_base lint` checks them beyond what loading needs.
"""

from knowledge_base.knowledge import Knowledge
from knowledge_base.loader import RESPONSES, load_sources
from knowledge_base.problems import (
    KnowledgeError,
    KnowledgeInvalid,
    KnowledgeMissing,
    KnowledgeNotExtended,
    KnowledgeUnwritable,
    Problem,
)
from knowledge_base.response import LANGUAGES, Link, Response
from knowledge_base.store import build, ensure
from knowledge_base.taxonomy import Step, Subtopic, Taxonomy

__all__ = [
    "LANGUAGES",
    "RESPONSES",
    "Knowledge",
    "KnowledgeError",
    "KnowledgeInvalid",
    "KnowledgeMissing",
    "KnowledgeNotExtended",
    "KnowledgeUnwritable",
    "Link",
    "Problem",
    "Response",
    "Step",
    "Subtopic",
    "Taxonomy",
    "build",
    "ensure",
    "load_sources",
]
