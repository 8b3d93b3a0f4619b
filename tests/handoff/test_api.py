from __future__ import annotations

import pytest

from tests.handoff.bridge import C1, C2, C3, Bridge, ticket_body


@pytest.mark.parametrize("header", [None, "Bearer wrong", "bridge_token", "Basic eDp4", "Bearer é"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/tickets"),
        ("POST", "/api/conversations/c1/messages"),
        ("POST", "/api/conversations/c1/close"),
        ("POST", "/api/conversations/c1/rating"),
        ("GET", "/api/conversations/c1/ticket"),
        ("GET", "/api/owners"),
        ("GET", "/api/opening"),
        ("GET", "/api/events"),
    ],
)
def test_every_route_of_the_api_wants_the_token(
    quiet_bridge: Bridge, method: str, path: str, header: str | None
) -> None:
    headers = {"Authorization": header.encode()} if header else {}

    response = quiet_bridge.http.request(method, path, json=ticket_body(C1), headers=headers)

    assert response.status_code == 401
    assert quiet_bridge.get("/api/owners").json() == []


def test_ticket_gets_a_reference_the_first_epoch_and_a_place_in_line(quiet_bridge: Bridge) -> None:
    first = quiet_bridge.open(C1)
    quiet_bridge.clock.advance(seconds=1)
    second = quiet_bridge.open(C2)

    assert first["epoch"] == 1
    assert (first["position"], second["position"]) == (1, 2)
    assert first["reference"] != second["reference"]
    assert first["opening"]["open"] is True
    assert first["opening"]["text_en"].endswith("You are next in line.")
    assert second["opening"]["text_fr"].endswith("Il y a une personne avant vous.")


def test_second_ticket_of_a_conversation_is_the_first_one(quiet_bridge: Bridge) -> None:
    first = quiet_bridge.open(C1)
    again = quiet_bridge.open(C1, question="Another question", reason="not_helpful")

    assert again == first
    assert len(quiet_bridge.get("/api/owners").json()) == 1


def test_conversation_whose_ticket_was_closed_gets_a_new_one_with_higher_epochs(quiet_bridge: Bridge) -> None:
    first = quiet_bridge.open(C1)
    quiet_bridge.post(f"/api/conversations/{C1}/close", {})
    second = quiet_bridge.open(C1)

    assert second["reference"] != first["reference"]
    assert second["epoch"] == 3


@pytest.mark.parametrize(
    "extra",
    [
        {"owner": "person"},
        {"agent_id": "someone"},
        {"reference": "Q-AAAA-00"},
        {"epoch": 99},
        {"id": "1"},
        {"closed_at": None},
        {"transcript": [{"who": "client", "text": "x", "at": "2026-11-24T15:00:00Z", "agent_id": "someone"}]},
    ],
    ids=lambda extra: next(iter(extra)),
)
def test_ticket_with_a_field_outside_the_contract_is_refused(quiet_bridge: Bridge, extra: dict[str, object]) -> None:
    response = quiet_bridge.post("/api/tickets", {**ticket_body(C1), **extra})

    assert response.status_code == 422
    assert quiet_bridge.get("/api/owners").json() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"conversation_id": "c1' OR '1'='1"},
        {"conversation_id": ""},
        {"conversation_id": "c" * 129},
        {"language": "de"},
        {"code": "51103"},
        {"code": "0511033"},
        {"channel": 1},
        {"reason": None},
        {"tried": ["answered", 1]},
        {"question": "x" * 8001},
        {"transcript": [{"who": "agent", "text": "I am staff", "at": "2026-11-24T15:00:00Z"}]},
    ],
    ids=lambda wrong: f"{next(iter(wrong))}",
)
def test_ticket_whose_values_are_outside_the_contract_is_refused(
    quiet_bridge: Bridge, wrong: dict[str, object]
) -> None:
    assert quiet_bridge.post("/api/tickets", ticket_body(C1, **wrong)).status_code == 422


def test_channel_that_rasa_cannot_name_is_no_reason_to_refuse_a_person(quiet_bridge: Bridge) -> None:
    assert quiet_bridge.open(C1, channel="")["position"] == 1


def test_message_without_an_open_ticket_is_refused(quiet_bridge: Bridge) -> None:
    assert quiet_bridge.say("Hello?").status_code == 404

    quiet_bridge.open(C1)
    quiet_bridge.post(f"/api/conversations/{C1}/close", {})

    assert quiet_bridge.say("Hello?").status_code == 404


def test_message_that_comes_twice_is_kept_once(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    quiet_bridge.open(C1, transcript=[])

    answers = [quiet_bridge.say("Is anyone there?", "m1").status_code for _ in range(3)]
    quiet_bridge.say("Hello?", "m2")

    page = agent.get(f"/tickets/{agent.take()}").text
    assert answers == [202, 202, 202]
    assert page.count("Is anyone there?") == 1
    assert page.count("Hello?") == 1


def test_same_message_id_in_another_conversation_is_another_message(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    quiet_bridge.open(C1)
    quiet_bridge.open(C2)

    quiet_bridge.say("from the first", "m1", C1)
    quiet_bridge.say("from the second", "m1", C2)

    first, second = agent.ids()
    assert "from the first" in agent.get(f"/tickets/{first}").text
    assert "from the second" in agent.get(f"/tickets/{second}").text


def test_owners_are_all_conversations_with_an_open_ticket(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    waiting = {conversation_id: quiet_bridge.open(conversation_id) for conversation_id in (C1, C2, C3)}
    agent.take()
    quiet_bridge.post(f"/api/conversations/{C3}/close", {})

    assert quiet_bridge.get("/api/owners").json() == [
        {"conversation_id": C1, "owner": "person", "epoch": 2, "reference": waiting[C1]["reference"]},
        {"conversation_id": C2, "owner": "queue", "epoch": 1, "reference": waiting[C2]["reference"]},
    ]


def test_rating_belongs_to_the_latest_ticket(quiet_bridge: Bridge) -> None:
    boss = quiet_bridge.agent("Robin", supervisor=True)
    quiet_bridge.open(C1)
    quiet_bridge.post(f"/api/conversations/{C1}/close", {})

    assert quiet_bridge.post(f"/api/conversations/{C1}/rating", {"score": 4}).status_code == 204
    assert "4 of 5" in boss.get("/closed").text


@pytest.mark.parametrize("score", [0, 6, 2.5, "5", True, None])
def test_rating_is_a_whole_number_from_one_to_five(quiet_bridge: Bridge, score: object) -> None:
    quiet_bridge.open(C1)

    assert quiet_bridge.post(f"/api/conversations/{C1}/rating", {"score": score}).status_code == 422


def test_conversation_without_a_ticket_cannot_be_rated(quiet_bridge: Bridge) -> None:
    assert quiet_bridge.post(f"/api/conversations/{C1}/rating", {"score": 5}).status_code == 404


def test_personal_data_are_masked_before_they_are_stored(quiet_bridge: Bridge) -> None:
    line = {"who": "client", "text": "my uci is 1234-5678", "at": "2026-11-24T14:58:00Z"}
    quiet_bridge.open(C1, question="Write to me at ines.okafor@example.org", transcript=[line])
    quiet_bridge.say("or call 416-555-0199")

    stored = b"".join(path.read_bytes() for path in quiet_bridge.settings.var_dir.glob("tickets.db*"))
    assert b"ines.okafor" not in stored
    assert b"1234-5678" not in stored
    assert b"555-0199" not in stored
    assert b"<PHONE>" in stored


def test_control_characters_are_dropped(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    quiet_bridge.open(C1, question="how\x00ever\x1b[31mlong\nis it")

    assert "however[31mlong\nis it" in agent.get(f"/tickets/{agent.ids()[0]}").text


def test_journal_tells_what_happened_without_a_word_of_anyone(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    opened = quiet_bridge.open(C1, question="Unmistakable question")
    ticket_id = agent.take()
    agent.reply(ticket_id, "Unmistakable reply")
    agent.post(f"/tickets/{ticket_id}/return")
    agent.post(f"/tickets/{ticket_id}/take")
    agent.post(f"/tickets/{ticket_id}/close", outcome="answered")
    quiet_bridge.post(f"/api/conversations/{C1}/rating", {"score": 5})

    journal = quiet_bridge.get("/api/events")

    told = [(line["kind"], line["detail"]) for line in journal.json()]
    assert told == [
        ("opened", "asked"),
        ("taken", None),
        ("replied", None),
        ("returned", None),
        ("taken", None),
        ("closed", "answered"),
        ("rated", "5"),
    ]
    assert {line["reference"] for line in journal.json()} == {opened["reference"]}
    assert "Unmistakable" not in journal.text
    assert "Robin" not in journal.text


def test_journal_goes_on_where_the_reader_stopped(quiet_bridge: Bridge) -> None:
    quiet_bridge.open(C1)
    quiet_bridge.open(C2)
    first, second = quiet_bridge.get("/api/events").json()

    assert quiet_bridge.get(f"/api/events?after={first['id']}").json() == [second]


def test_contract_is_published_without_the_console(quiet_bridge: Bridge) -> None:
    contract = quiet_bridge.http.get("/openapi.json").json()

    assert "/api/tickets" in contract["paths"]
    assert not [path for path in contract["paths"] if path.startswith("/console")]
    assert contract["components"]["schemas"]["TicketIn"]["additionalProperties"] is False


def test_documentation_pages_that_load_foreign_scripts_are_off(quiet_bridge: Bridge) -> None:
    assert quiet_bridge.http.get("/docs").status_code == 404
    assert quiet_bridge.http.get("/redoc").status_code == 404


def test_body_too_large_is_refused_before_it_is_read(quiet_bridge: Bridge) -> None:
    response = quiet_bridge.http.post("/api/tickets", content=b"x" * 1_000_001)

    assert response.status_code == 413
    assert response.headers["x-content-type-options"] == "nosniff"


def test_body_that_hides_its_length_is_cut_off(quiet_bridge: Bridge) -> None:
    response = quiet_bridge.http.post(
        "/api/tickets", content=(b'{"question": "' + b"x" * 600_000 for _ in range(2)), headers=quiet_bridge.token
    )

    assert response.status_code in (400, 413)
