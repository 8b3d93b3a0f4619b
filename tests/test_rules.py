"""data/rules as Rasa reads them: whatever rung an action sets, the client speaks next."""

from collections.abc import Callable

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.generator import TrainingDataGenerator
from rasa.shared.core.trackers import DialogueStateTracker

import settings
from actions.ladder import Rung
from nlu.answer_policy import AnswerPolicy
from nlu.importer import KnowledgeBaseImporter

# Rasa says this of every domain that is built from a dictionary, as the importer's addition is.
pytestmark = pytest.mark.filterwarnings("ignore:Slot auto-fill has been removed")

Predict = Callable[[DialogueStateTracker], str]


@pytest.fixture(scope="module")
def importer() -> KnowledgeBaseImporter:
    root = settings.ROOT
    return KnowledgeBaseImporter(str(root / "config.yml"), str(root / "domain.yml"), str(root / "data"))


@pytest.fixture(scope="module")
def domain(importer: KnowledgeBaseImporter) -> Domain:
    return importer.get_domain()


@pytest.fixture(scope="module")
def predict(importer: KnowledgeBaseImporter, domain: Domain, tmp_path_factory: pytest.TempPathFactory) -> Predict:
    """our rule policy over our rules: the action it predicts with certainty, or its fallback."""
    trackers = TrainingDataGenerator(importer.get_stories(), domain, augmentation_factor=0).generate()
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("rules"))
    context = ExecutionContext(GraphSchema({}))
    policy = AnswerPolicy(AnswerPolicy.get_default_config(), storage, Resource("rules"), context)
    policy.train(trackers, domain)

    def predicted(tracker: DialogueStateTracker) -> str:
        probabilities = policy.predict_action_probabilities(tracker, domain).probabilities
        return str(domain.action_names_or_texts[probabilities.index(max(probabilities))])

    return predicted


@pytest.mark.parametrize("after", list(Rung))
@pytest.mark.parametrize("before", list(Rung))
@pytest.mark.parametrize("intent", ["affirm", "deny", "none_of_these", "nlu_fallback", "ask_person", "handoff_closed"])
def test_client_speaks_after_every_step_wherever_it_led(
    domain: Domain, predict: Predict, intent: str, before: Rung, after: Rung
) -> None:
    tracker = DialogueStateTracker.from_events(
        "c1",
        [ActionExecuted("action_listen"), SlotSet("rung", before.value), UserUttered("…", {"name": intent})],
        slots=domain.slots,
        domain=domain,
    )
    action = predict(tracker)
    tracker.update(ActionExecuted(action))
    tracker.update(SlotSet("rung", after.value))

    assert action not in ("action_listen", "action_default_fallback")
    assert predict(tracker) == "action_listen"
