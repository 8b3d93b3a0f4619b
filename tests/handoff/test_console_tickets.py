"""One ticket's page: who may see and do what, and what becomes of words on the way."""

from __future__ import annotations

import re

import pytest

from handoff.console import rendering
from tests.handoff.bridge import C1, C2, C3, R1, Bridge, opened
from tests.handoff.door import Door

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</li></ol><form action=https://evil.example><input name=csrf>",
    '" onmouseover="alert(1)',
    "[click me](javascript:alert(1))",
    "javascript:alert(1)",
    "{{ csrf }} {% raw %}",
    "https://evil.example/login",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_clients_write_is_shown_and_never_becomes_markup(quiet_bridge: Bridge, attack: str) -> None:
    agent = quiet_bridge.agent("Robin")
    line = {"who": "client", "text": attack, "at": "2026-11-24T14:58:00Z"}
    plain = quiet_bridge.open("c0", question="x", transcript=[{**line, "text": "x"}])
    reference = quiet_bridge.open(C1, question=attack, transcript=[line])["reference"]
    quiet_bridge.say("x", conversation_id="c0")
    quiet_bridge.say(attack)
    tags = []

    for ticket_id in agent.ids():
        pages = [agent.get("/queue").text, agent.get("/queue/live").json()["html"]]
        pages += [agent.get(f"/tickets/{ticket_id}").text, agent.get(f"/tickets/{ticket_id}/live").json()["html"]]
        tags.append([re.sub(r'"[^"]*"', '""', tag) for tag in re.findall(r"<[^>]*>", "".join(pages))])

    assert plain["reference"] != reference
    assert tags[0] == tags[1]
    assert 'href="javascript:' not in "".join(pages)
    assert "evil.example" not in re.sub(r">[^<]*<", "><", "".join(pages))


def test_no_template_switches_escaping_off() -> None:
    templates = "".join(path.read_text() for path in rendering.TEMPLATES.glob("*.html"))

    assert not re.search(r"\|\s*safe|autoescape|Markup", templates)
    assert not re.search(r"<script(?! type=\"module\" src=\"/console/static/console.js\">)|<style|\bon\w+=", templates)


def test_taking_ones_own_ticket_again_changes_nothing(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    ticket_id = opened(quiet_bridge, agent)

    assert agent.post(f"/tickets/{ticket_id}/take").status_code == 303
    assert quiet_bridge.get("/api/owners").json()[0]["epoch"] == 2


def test_ticket_page_shows_the_masked_transcript_and_what_the_bot_tried(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    line = {"who": "client", "text": "I am ines.okafor@example.org", "at": "2026-11-24T14:58:00Z"}
    ticket_id = opened(quiet_bridge, agent, transcript=[line], tried=["answered", "searched"])

    page = agent.get(f"/tickets/{ticket_id}").text

    assert "I am [email address]" in page
    assert "an answer, a search of official pages" in page
    assert "050101 – Do I need a permit for a short course?" in page


@pytest.mark.parametrize("path", ["", "/live", "/responses"])
def test_ticket_of_another_agent_cannot_be_seen(quiet_bridge: Bridge, path: str) -> None:
    owner, other = quiet_bridge.agent("Robin"), quiet_bridge.agent("Kim")
    boss = quiet_bridge.agent("Dominique", supervisor=True)
    ticket_id = opened(quiet_bridge, owner, question="Unmistakable question")

    assert owner.get(f"/tickets/{ticket_id}{path}").status_code == 200
    assert boss.get(f"/tickets/{ticket_id}{path}").status_code == 200
    refused = other.get(f"/tickets/{ticket_id}{path}")
    assert refused.status_code == 404
    assert "Unmistakable" not in refused.text + other.get("/queue").text


def test_closed_ticket_of_another_agent_cannot_be_seen(quiet_bridge: Bridge) -> None:
    owner, other = quiet_bridge.agent("Robin"), quiet_bridge.agent("Kim")
    ticket_id = opened(quiet_bridge, owner)
    owner.post(f"/tickets/{ticket_id}/close", outcome="answered")

    assert ticket_id in owner.get("/closed").text
    assert owner.get(f"/tickets/{ticket_id}").status_code == 200
    assert ticket_id not in other.get("/closed").text
    assert other.get(f"/tickets/{ticket_id}").status_code == 404


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("reply", {"text": "I am not the owner", "message_id": R1}),
        ("return", {}),
        ("close", {"outcome": "answered"}),
    ],
)
def test_ticket_of_another_agent_cannot_be_touched(quiet_bridge: Bridge, action: str, fields: dict[str, str]) -> None:
    owner, other = quiet_bridge.agent("Robin"), quiet_bridge.agent("Kim")
    ticket_id = opened(quiet_bridge, owner)

    assert other.post(f"/tickets/{ticket_id}/{action}", **fields).status_code == 404

    (row,) = quiet_bridge.get("/api/owners").json()
    assert (row["owner"], row["epoch"]) == ("person", 2)
    assert "I am not the owner" not in owner.get(f"/tickets/{ticket_id}").text


def test_waiting_ticket_cannot_be_answered_or_closed_before_it_is_taken(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    quiet_bridge.open(C1)
    ticket_id = agent.ids()[0]

    assert agent.reply(ticket_id, "Hello").status_code == 404
    assert agent.post(f"/tickets/{ticket_id}/close", outcome="answered").status_code == 404
    assert quiet_bridge.get("/api/owners").json()[0]["owner"] == "queue"


def test_supervisor_takes_a_ticket_back_but_cannot_speak_in_it(quiet_bridge: Bridge) -> None:
    owner, boss = quiet_bridge.agent("Robin"), quiet_bridge.agent("Dominique", supervisor=True)
    ticket_id = opened(quiet_bridge, owner)

    assert boss.reply(ticket_id, "Hello").status_code == 404
    assert boss.post(f"/tickets/{ticket_id}/return").status_code == 303
    assert quiet_bridge.get("/api/owners").json()[0]["owner"] == "queue"
    assert owner.reply(ticket_id, "Still here").status_code == 404


def test_agents_see_what_masking_takes_out_of_their_text_before_it_is_sent(bridge: Bridge, door: Door) -> None:
    agent = bridge.agent("Robin", language="fr")
    ticket_id = opened(bridge, agent)
    agent.http.headers["Accept"] = "application/json"
    text = "Write to me at robin.private@example.org"

    preview = agent.reply(ticket_id, text).json()["preview"]

    assert preview["text"] == "Write to me at [adresse courriel]"
    assert preview["said"].startswith("Pas encore envoyé.")
    assert "adresse courriel" in preview["said"]
    assert len(door.wait_for(2)) == 2

    other = agent.post(f"/tickets/{ticket_id}/reply", text=f"{text}.", message_id=R1, agreed=preview["agreed"])
    assert "preview" in other.json()

    sent = agent.post(f"/tickets/{ticket_id}/reply", text=text, message_id=R1, agreed=preview["agreed"])
    assert sent.json()["said"] == "Envoyé."
    assert door.wait_for(3)[-1][1]["text"] == "Write to me at <EMAIL>"
    stored = b"".join(path.read_bytes() for path in bridge.settings.var_dir.glob("tickets.db*"))
    assert b"robin.private" not in stored


def test_without_a_script_too_the_masked_text_is_shown_before_it_is_sent(bridge: Bridge, door: Door) -> None:
    agent = bridge.agent("Robin")
    ticket_id = opened(bridge, agent)
    text = "Call me: 613-555-0164"

    page = agent.reply(ticket_id, text).text

    assert "Call me: [telephone number]" in page
    assert f">{text}</textarea>" in page
    agreed = re.search(r'name="agreed" value="(\w+)"', page)
    assert agreed is not None
    assert agent.post(f"/tickets/{ticket_id}/reply", text=text, message_id=R1, agreed=agreed[1]).status_code == 303
    assert door.wait_for(3)[-1][1]["text"] == "Call me: <PHONE>"


def test_times_name_their_zone_in_the_agents_language(quiet_bridge: Bridge) -> None:
    english, french = quiet_bridge.agent("Robin"), quiet_bridge.agent("Camille", language="fr")
    quiet_bridge.open(C1)
    ticket_id = english.ids()[0]

    assert "09:58 EST</time>" in english.get(f"/tickets/{ticket_id}").text
    assert "09:58 HNE</time>" in french.get(f"/tickets/{ticket_id}").text


def test_pages_that_the_bot_showed_are_links_and_what_people_write_is_not(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    shown = "I found:\n- Extend <b>it</b>\n  https://www.canada.ca/en/extend.html\n- Other\n  javascript:alert(1)"
    lines = [{"who": who, "text": shown, "at": "2026-11-24T14:58:00Z"} for who in ("bot", "client")]
    quiet_bridge.open(C1, transcript=lines)
    page = agent.get(f"/tickets/{agent.ids()[0]}").text

    link = '- <a href="https://www.canada.ca/en/extend.html" target="_blank" rel="noopener noreferrer">'
    assert page.count(link) == 1
    assert f"{link}Extend &lt;b&gt;it&lt;/b&gt;</a>" in page
    assert 'href="javascript:' not in page


def test_ticket_is_headed_by_the_clients_own_words(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin", language="fr")
    quiet_bridge.open(C1, question="Puis-je venir plus tôt?", code=None, language="fr")
    quiet_bridge.open(C2, question="", code=None)
    quiet_bridge.open(C3, code="051103")
    page = agent.get("/queue").text

    headings = [re.sub(r"\s+", " ", found).strip() for found in re.findall(r"<h3[^>]*>(.*?)</h3>", page, re.S)]
    assert headings == [
        "Puis-je venir plus tôt?",
        "Aucune question écrite pour l&#39;instant",
        "Do I need a permit for a short course?",
    ]
    assert "Sujet probable : Combien de temps à l&#39;avance puis-je arriver?" in page


def test_address_of_an_official_page_reaches_the_client_whole(bridge: Bridge, door: Door) -> None:
    agent = bridge.agent("Robin")
    ticket_id = opened(bridge, agent)

    agent.reply(ticket_id, "See https://www.canada.ca/en/study-permit.html")

    assert door.wait_for(3)[-1][1]["text"] == "See https://www.canada.ca/en/study-permit.html"


@pytest.mark.parametrize("text", ["", "   \n ", "x" * 2001], ids=["empty", "blank", "too long"])
def test_reply_that_cannot_be_sent_is_kept_on_the_page(quiet_bridge: Bridge, text: str) -> None:
    agent = quiet_bridge.agent("Robin")
    ticket_id = opened(quiet_bridge, agent)

    page = agent.reply(ticket_id, text)

    assert page.status_code == 422
    assert 'id="reply-problem" role="alert">' in page.text
    assert f">{text.strip()}</textarea>" in page.text


@pytest.mark.parametrize("name", ["Client Olena Shevchenko 613-555-0144", "", "0af3" * 8 + "-1", "x" * 300])
def test_a_reply_whose_id_its_page_was_not_given_is_not_stored_and_stays_in_the_form(
    quiet_bridge: Bridge, name: str
) -> None:
    agent = quiet_bridge.agent("Robin")
    ticket_id = opened(quiet_bridge, agent)

    page = agent.reply(ticket_id, "A long answer", name)

    assert page.status_code == 400
    assert "The reply was not sent." in page.text
    assert ">A long answer</textarea>" in page.text
    stored = b"".join(path.read_bytes() for path in quiet_bridge.settings.var_dir.glob("tickets.db*"))
    assert b"A long answer" not in stored
    assert not name or name.encode() not in stored

    given = re.search(r'name="message_id" value="(\w+)"', page.text)
    assert given is not None
    assert agent.reply(ticket_id, "A long answer", given[1]).status_code == 303
    agent.http.headers["Accept"] = "application/json"
    again = agent.reply(ticket_id, "And more", name).json()
    assert "said" in agent.reply(ticket_id, "And more", again["message_id"]).json()


def test_closed_ticket_refuses_replies_and_the_client(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    ticket_id = opened(quiet_bridge, agent)
    agent.post(f"/tickets/{ticket_id}/close", outcome="referred")

    assert agent.reply(ticket_id, "One more thing").status_code == 409
    assert agent.post(f"/tickets/{ticket_id}/close", outcome="answered").status_code == 409
    assert agent.post(f"/tickets/{ticket_id}/return").status_code == 409
    assert agent.post(f"/tickets/{ticket_id}/take").status_code == 409
    assert quiet_bridge.say("Are you there?").status_code == 404
    page = agent.get(f"/tickets/{ticket_id}").text
    assert "Closed: Referred to an official service" in page
    assert "One more thing" not in page
    assert "<textarea" not in page


@pytest.mark.parametrize("outcome", ["", "client_left", "<b>", "solved"])
def test_ticket_is_closed_with_an_outcome_of_the_list_alone(quiet_bridge: Bridge, outcome: str) -> None:
    agent = quiet_bridge.agent("Robin")
    ticket_id = opened(quiet_bridge, agent)

    assert agent.post(f"/tickets/{ticket_id}/close", outcome=outcome).status_code == 404
    assert quiet_bridge.get("/api/owners").json()[0]["owner"] == "person"


def test_agent_is_told_when_the_client_has_left(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    ticket_id = opened(quiet_bridge, agent)
    quiet_bridge.post(f"/api/conversations/{C1}/close", {})

    live = agent.get(f"/tickets/{ticket_id}/live").json()

    assert (live["owner"], live["mine"]) == ("bot", False)
    assert "Ended by the client" in agent.get("/closed").text


def test_live_page_gets_only_what_is_new(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    ticket_id = opened(quiet_bridge, agent)
    quiet_bridge.say("first", "m1")
    before = agent.get(f"/tickets/{ticket_id}/live").json()
    quiet_bridge.say("second", "m2")

    after = agent.get(f"/tickets/{ticket_id}/live?after={before['last']}").json()

    assert "first" in before["html"]
    assert "second" in after["html"]
    assert "first" not in after["html"]


def test_unread_messages_are_marked_until_they_are_in_front_of_the_agent(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    ticket_id = opened(quiet_bridge, agent)
    agent.get(f"/tickets/{ticket_id}")
    quiet_bridge.say("one", "m1")
    quiet_bridge.say("two", "m2")
    assert "2 unread" in agent.get("/queue").text

    agent.get(f"/tickets/{ticket_id}/live?seen=false")
    assert agent.get("/queue/live").json()["unread"] == 2
    agent.get(f"/tickets/{ticket_id}/live?seen=true")

    assert agent.get("/queue/live").json()["unread"] == 0
    assert "unread" not in agent.get("/queue").text


def test_messages_of_other_tickets_are_announced_on_a_ticket_page(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    first = opened(quiet_bridge, agent, C1, transcript=[])
    quiet_bridge.open(C2, transcript=[])
    second = next(ticket_id for ticket_id in agent.ids() if ticket_id != first)
    agent.post(f"/tickets/{second}/take")
    quiet_bridge.say("Hello?", "m1", C2)

    assert agent.get(f"/tickets/{first}/live").json()["unread"] == 1
    assert agent.get(f"/tickets/{second}/live").json()["unread"] == 0
