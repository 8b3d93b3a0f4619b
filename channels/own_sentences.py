"""Knowledge base and domain → here → the guard: what we publish, word for word, need not be masked when it is said.

Masking an answer takes longer than finding it. Where a client's words are put into a sentence, it is masked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from channels.phrases import Phrases
from knowledge_base import Response


def published(responses: Iterable[Response], phrases: Phrases) -> Iterator[str]:
    """Yield every text of ours that anybody may read, in both languages."""
    for response in responses:
        yield from (*response.question.values(), *response.answer.values())
        for link in (link for links in response.links.values() for link in links):
            yield from (link.title, link.url)
    for variants in phrases.variants.values():
        for said in variants.values():
            links = (said.get("custom") or {}).get("links") or []
            buttons = [button["title"] for button in said.get("buttons") or []]
            titles_and_addresses = [text for link in links for text in (link["title"], link["url"])]
            # One with a place for something is never said as it stands.
            yield from (text for text in (said.get("text", ""), *buttons, *titles_and_addresses) if "{" not in text)
