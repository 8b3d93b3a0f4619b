"""One client's request, by what the client can name: from every store, with a receipt, in clear words."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from handoff.client import TicketRequest
from handoff.clock import now
from handoff.identifiers import conversation_name
from handoff.intake import Intake
from handoff.store import Store
from privacy import shared_masker
from retention.__main__ import main
from retention.requests import as_written
from settings import Settings
from storage.conversations import Conversation, Conversations
from storage.event_broker import MaskingFileBroker
from storage.guard import Guard
from storage.rights import short
from storage.tracker_store import MaskingTrackerStore
from tests.storage.said import bytes_of

SAID_ELSEWHERE = "what somebody asked at the kiosk"
WORDS = "may my cousin from far away join me"


@pytest.fixture
def installed(given: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("DOOR_KEY", "BRIDGE_TOKEN", "INTERNAL_TOKEN", "REST_TOKEN", "CONSOLE_KEY"):
        monkeypatch.setenv(name, getattr(given, name.lower()))
    monkeypatch.setenv("VAR_DIR", str(given.var_dir))
    return given


@pytest.fixture
async def told(installed: Settings, guard: Guard) -> tuple[Conversation, str]:
    """A conversation in every store, and the reference of its ticket."""
    door = Conversations(installed.door_url, installed.door_key)
    known = door.open("web", "visitor-1", "en")
    door.add(known.id, "m1", "client", {"text": WORDS})
    # What stays open is written once more when nobody looks.
    door.engine.dispose()
    broker = MaskingFileBroker(installed.events_file, guard)
    tracker = DialogueStateTracker(known.id, [])
    tracker.update(UserUttered(WORDS, {"name": "x"}))
    await MaskingTrackerStore(Domain.empty(), host=installed.conversations_url, event_broker=broker, guard=guard).save(
        tracker
    )
    intake = Intake(Store(installed.tickets_url), shared_masker(), now, lambda: None)
    request = TicketRequest(known.id, "web", "en", "asked", WORDS)
    return known, intake.open_ticket(request).reference


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("by", ["conversation", "ticket", "id"])
def test_deletion_by_any_reference_empties_every_store_and_gives_a_receipt_without_content(
    told: tuple[Conversation, str], installed: Settings, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    known, ticket = told
    reference = {"conversation": known.reference, "ticket": ticket, "id": known.id}[by]
    assert bytes_of(installed.var_dir).count(WORDS.encode()) >= 4

    status, out, _ = run(capsys, "delete", reference)

    receipt = json.loads(out)
    assert (status, receipt["reference"]) == (0, reference)
    assert {where for where, count in receipt["found"].items() if count} == {
        "door.db: conversation with encrypted address",
        "door.db: messages",
        "conversations.db: events",
        "events.jsonl: events",
        "tickets.db: tickets",
        "tickets.db: outbox",
    }
    assert set(receipt["left"].values()) == {0}
    assert receipt["deleted_at"].endswith("+00:00")
    assert WORDS not in out
    assert WORDS.encode() not in bytes_of(installed.var_dir)
    status, _, err = run(capsys, "delete", reference)
    assert (status, "nothing is stored under it" in err) == (1, True)


def test_export_hands_out_every_store_as_json_and_changes_nothing(
    told: tuple[Conversation, str], installed: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    known, ticket = told

    status, out, _ = run(capsys, "export", known.reference)
    again = run(capsys, "export", ticket)[1]

    found = json.loads(out)
    assert status == 0
    assert found["door"]["messages"][0]["body"]["text"] == WORDS
    assert found["rasa_events"][0]["text"] == found["event_file"][0]["text"] == WORDS
    assert (found["tickets"][0]["reference"], found["tickets"][0]["question"]) == (ticket, WORDS)
    assert "visitor-1" not in out
    assert json.loads(again)["tickets"] == found["tickets"]


@pytest.mark.parametrize(
    ("chosen", "you", "took"),
    [
        ((), "You: ", "[name removed]"),
        (("--language", "fr"), "Vous : ", "[nom retiré]"),
    ],
)
def test_a_client_gets_a_letter_with_all_that_was_said_in_their_language_or_another(
    told: tuple[Conversation, str],
    installed: Settings,
    capsys: pytest.CaptureFixture[str],
    chosen: tuple[str, ...],
    you: str,
    took: str,
) -> None:
    known, ticket = told
    offer = {"text": "Which?", "quick_replies": [{"title": "A fee", "payload": "/ask_fee"}], "links": [{"url": "u.ca"}]}
    door = Conversations(installed.door_url, installed.door_key)
    door.add(known.id, "m2", "bot", offer)
    door.add(known.id, "m3", "client", {"text": "/ask_fee"})
    door.add(known.id, "m4", "client", {"text": "<PERSON> asks"})
    door.engine.dispose()

    status, out, _ = run(capsys, "export", known.reference, "--letter", *chosen)

    assert status == 0
    assert f"{you}{took} asks" in out
    assert f"{you}A fee" in out
    assert "/ask_fee" not in out
    assert all(part in out for part in (f"{you}{WORDS}", "Which?", "u.ca", ticket, known.reference, " 30 ", " 365 "))


def test_a_reference_that_two_conversations_share_deletes_neither(
    told: tuple[Conversation, str], installed: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    known, _ = told
    twin = f"rest-{known.id[4:12]}{'0' * 24}"
    with Conversations(installed.door_url, installed.door_key).engine.begin() as db:
        db.exec_driver_sql(
            "INSERT INTO conversation SELECT ?, channel, address, language, page_language, owner, epoch, ticket,"
            " offered, stale, turns, told_unreachable, updated_at FROM conversation",
            (twin,),
        )

    status, _, err = run(capsys, "delete", known.reference)

    assert status == 1
    assert known.id in err
    assert twin in err
    assert WORDS.encode() in bytes_of(installed.var_dir)
    assert run(capsys, "delete", known.id)[0] == 0


@pytest.mark.parametrize(
    "reference", ["%", "________", "' OR 1=1 --", "", "web-", "Q-12", "kiosk-8", "deleted", "\udcff"]
)
def test_what_is_neither_an_id_nor_a_reference_is_refused_without_an_echo(
    told: tuple[Conversation, str], installed: Settings, capsys: pytest.CaptureFixture[str], reference: str
) -> None:
    status, out, err = run(capsys, "delete", reference)

    assert (status, out) == (1, "")
    assert "is no reference; give the 8 characters" in err
    assert not reference or reference not in err.replace("delete", "")
    assert WORDS.encode() in bytes_of(installed.var_dir)


@pytest.mark.parametrize(
    "identifier", ["kiosk-7", "default", "LOBBY", "5d1c6f7e" * 4, "two words", "Q-7K3M-92", "deleted"]
)
@pytest.mark.parametrize("by", ["id", "ticket"])
async def test_a_conversation_that_is_none_of_the_doors_is_handed_out_and_deleted_by_its_exact_id_or_its_ticket(
    told: tuple[Conversation, str], installed: Settings, capsys: pytest.CaptureFixture[str], identifier: str, by: str
) -> None:
    ticket = elsewhere(installed, identifier)
    reference = identifier if by == "id" else ticket

    exported = json.loads(run(capsys, "export", reference)[1])
    status, out, _ = run(capsys, "delete", reference)

    assert (exported["rasa_events"][0]["text"], exported["tickets"][0]["question"]) == (SAID_ELSEWHERE, SAID_ELSEWHERE)
    found = {where: count for where, count in json.loads(out)["found"].items() if count}
    assert (status, found["conversations.db: events"], found["tickets.db: tickets"]) == (0, 1, 1)
    left = bytes_of(installed.var_dir)
    assert SAID_ELSEWHERE.encode() not in left
    assert WORDS.encode() in left


def elsewhere(installed: Settings, identifier: str) -> str:
    """A conversation over Rasa's own API, as its store keeps it, and its ticket's reference."""
    row = {"sender": identifier, "at": 1.0, "data": json.dumps({"event": "user", "text": SAID_ELSEWHERE})}
    with closing(sqlite3.connect(installed.conversations_url.removeprefix("sqlite:///"))) as db, db:
        db.execute(
            "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (:sender, 'user', :at, :data)", row
        )
    with closing(Store(installed.tickets_url)) as store:
        request = TicketRequest(conversation_name(identifier), "", "en", "asked", SAID_ELSEWHERE)
        return Intake(store, shared_masker(), now, lambda: None).open_ticket(request).reference


def test_a_setting_that_is_missing_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEEP_TICKETS_DAYS", "none")

    status, _, err = run(capsys, "expire")

    assert (status, "KEEP_TICKETS_DAYS" in err) == (1, True)


def test_expiry_by_hand_says_what_went_from_where(
    told: tuple[Conversation, str], capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "expire")

    assert status == 0
    assert set(json.loads(out)) == {"conversations", "messages", "rasa_events", "file_events", "tickets"}
    assert set(json.loads(out).values()) == {0}


@pytest.mark.parametrize("command", ["export", "delete"])
def test_an_installation_without_stores_stays_without(
    command: str, installed: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(capsys, command, "0123ABCD")

    assert status == 1
    assert "no store" in err
    assert not list(installed.var_dir.rglob("*.db"))


async def test_a_reference_is_read_as_people_write_it(
    told: tuple[Conversation, str], capsys: pytest.CaptureFixture[str]
) -> None:
    known, _ = told

    status, out, _ = run(capsys, "export", f"  {short(known.id).upper().replace('0', 'O')} ")

    assert status == 0
    assert WORDS in out


def test_references_are_read_with_their_hyphens_or_without() -> None:
    assert [as_written(given) for given in ("1a2b-3c4d", "Q7K3M92", " q-7k3m 92", "1A2B 3C4D")] == [
        "1a2b3c4d",
        "Q-7K3M-92",
        "q-7k3m-92",
        "1A2B3C4D",
    ]


def test_expiry_by_hand_makes_no_stores_where_there_are_none(
    installed: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(capsys, "expire")

    assert (status, "is VAR_DIR the right one?" in err) == (1, True)
    assert not list(installed.var_dir.glob("*.db"))


async def test_a_reference_is_read_in_groups(
    told: tuple[Conversation, str], capsys: pytest.CaptureFixture[str]
) -> None:
    reference = short(told[0].id)

    status, out, _ = run(capsys, "export", f"{reference[:4]} {reference[4:]}")

    assert status == 0
    assert WORDS in out


def test_a_pasted_message_is_not_echoed_whole(
    told: tuple[Conversation, str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, err = run(capsys, "export", "word " * 40 + "secret")

    assert "secret" not in err


def test_a_store_that_cannot_be_used_is_named(
    told: tuple[Conversation, str], installed: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Path(installed.door_url.removeprefix("sqlite:///"))
    for log in store.parent.glob(f"{store.name}-*"):
        log.unlink()
    store.write_bytes(b"no database" * 200)

    _, _, err = run(capsys, "export", "0123ABCD")

    assert "DOOR_URL cannot be used (DatabaseError)" in err


@pytest.mark.parametrize("command", ["expire", "export", "delete"])
@pytest.mark.parametrize("name", ["DOOR_URL", "CONVERSATIONS_URL", "TICKETS_URL", "EVENTS_FILE"])
def test_nothing_is_done_while_one_of_the_stores_is_not_where_it_is_said_to_be(
    command: str,
    name: str,
    told: tuple[Conversation, str],
    installed: Settings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typo = installed.var_dir / "typo"
    monkeypatch.setenv(name, str(typo) if name == "EVENTS_FILE" else f"sqlite:///{typo}")

    status, out, err = run(capsys, *([command] if command == "expire" else [command, told[1]]))

    assert (status, out) == (1, "")
    assert f"the store of {name} is not there" in err
    assert not list(installed.var_dir.glob("typo*"))


def test_an_event_file_that_rotating_took_away_is_no_reason_to_refuse(
    told: tuple[Conversation, str], installed: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    installed.events_file.unlink()

    assert run(capsys, "expire")[0] == 0
    assert run(capsys, "delete", told[1])[0] == 0
