"""Rasa's own costs in a turn that have nothing to do with its result, taken out once at start.

Measured in docs/quality.md (make bench). Each replacement gives the same result as what it replaces.
"""

from __future__ import annotations

from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any

from rasa.core.actions.action import ActionSessionStart
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

from channels import action_calls


@lru_cache(maxsize=1)
def _event_types() -> dict[str, type[Event]]:
    # The first of a name wins, as in Rasa.
    return {cls.type_name: cls for cls in reversed(all_subclasses(Event))}


def _resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    """Return the class of an event type; stock Rasa walks all subclasses for each event."""
    return _event_types().get(type_name, default)


_stock_is_empty = Domain.is_empty


def _is_empty(self: Domain) -> bool:
    """Tell whether a domain is empty; stock Rasa writes out two whole domains for each message."""
    if not hasattr(self, "_quaid_is_empty"):
        self._quaid_is_empty = _stock_is_empty(self)
    return bool(self._quaid_is_empty)


_stock_run = DaskGraphRunner.run


def _run(
    self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """Run the nodes one after the other; stock Rasa asks dask for the same order at each message."""
    given = inputs or {}
    if self._graph_schema.nodes.keys() & given.keys():
        return dict(_stock_run(self, inputs, targets))
    wanted = tuple(targets or self._graph_schema.target_names)
    orders = self.__dict__.setdefault("_quaid_orders", {})
    if wanted not in orders:
        orders[wanted] = _order(self, wanted)
    done: dict[str, Any] = {name: (name, value) for name, value in given.items()}
    for name, node, needs in orders[wanted]:
        done[name] = node(*(done.get(need, need) for need in needs))
    return {target: done[target][1] for target in wanted}


def _order(runner: DaskGraphRunner, targets: tuple[str, ...]) -> list[tuple[str, GraphNode, list[str]]]:
    nodes = runner._graph_schema.minimal_graph_schema(list(targets)).nodes
    needs = {name: list(node.needs.values()) for name, node in nodes.items()}
    names = [name for name in TopologicalSorter(needs).static_order() if name in nodes]
    return [(name, runner._instantiated_nodes[name], needs[name]) for name in names]


def _carried_over(tracker: DialogueStateTracker) -> list[SlotSet]:
    """Return what a new session begins with: of each slot the last value.

    Stock Rasa takes along every value that any slot ever had, those it has taken along before too: each session begins
    longer than the one before, and each turn reads all of it.
    """
    last = {event.key: event for event in tracker.applied_events() if isinstance(event, SlotSet)}
    return [SlotSet(event.key, event.value, metadata=event.metadata) for event in last.values()]


def apply() -> None:
    """Put the replacements in place."""
    action_calls.apply()
    ActionSessionStart._slot_set_events_from_tracker = staticmethod(_carried_over)
    DaskGraphRunner.run = _run
    Domain.is_empty = _is_empty
    Event.resolve_by_type = staticmethod(_resolve_by_type)
