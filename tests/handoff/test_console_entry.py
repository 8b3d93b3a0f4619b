from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from handoff.errors import AgentInvalid
from tests.handoff.bridge import C1, PASSWORD, Bridge, Console, csrf_of

PAGES = ["/console", "/console/queue", "/console/closed", "/console/account", f"/console/tickets/{'0' * 32}"]


@pytest.mark.parametrize("path", PAGES)
def test_page_without_a_session_leads_to_the_login(quiet_bridge: Bridge, path: str) -> None:
    response = quiet_bridge.http.get(path, follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (303, "/console/login")


def test_script_without_a_session_gets_a_status_and_no_page(quiet_bridge: Bridge) -> None:
    response = quiet_bridge.http.get("/console/queue/live", headers={"Accept": "application/json"})

    assert response.status_code == 401


def test_agent_with_the_right_password_sees_the_queue(quiet_bridge: Bridge) -> None:
    quiet_bridge.services.accounts.add("Robin Tremblay", PASSWORD)
    console = Console(quiet_bridge, "robin TREMBLAY")

    response = console.log_in()

    assert (response.status_code, response.headers["location"]) == (303, "/console/queue")
    assert "Robin Tremblay" in console.get("/queue").text


def test_session_cookie_is_out_of_reach_of_scripts_and_other_sites(quiet_bridge: Bridge) -> None:
    quiet_bridge.services.accounts.add("Robin", PASSWORD)

    cookie = Console(quiet_bridge, "Robin").log_in().headers["set-cookie"]

    assert "quaid_session=" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/console" in cookie


def test_session_cookie_is_secure_behind_https(quiet_bridge: Bridge) -> None:
    page = TestClient(quiet_bridge.app, base_url="https://desk.example").get("/console/login")

    assert "Secure" in page.headers["set-cookie"]


@pytest.mark.parametrize("name", ["Robin", "Nobody", "", "robin'--", 'x" OR 1=1'])
def test_wrong_password_and_unknown_name_read_alike(quiet_bridge: Bridge, name: str) -> None:
    quiet_bridge.services.accounts.add("Robin", PASSWORD)
    console = Console(quiet_bridge, name)

    response = console.log_in("not the password")

    assert response.status_code == 401
    assert "The name or the password is not right." in response.text
    assert console.get("/queue").status_code == 303


def test_guessing_is_stopped_even_for_the_right_password_and_forgotten_later(quiet_bridge: Bridge) -> None:
    quiet_bridge.services.accounts.add("Robin", PASSWORD)
    console = Console(quiet_bridge, "Robin")
    tries = [console.log_in("not the password").status_code for _ in range(5)]

    assert tries == [401] * 5
    assert console.log_in(PASSWORD).status_code == 429

    quiet_bridge.clock.advance(minutes=16)

    assert console.log_in(PASSWORD).status_code == 303


def test_one_place_cannot_try_many_names(quiet_bridge: Bridge) -> None:
    tries = [Console(quiet_bridge, f"name{number}").log_in("not the password").status_code for number in range(31)]

    assert tries == [401] * 30 + [429]


def test_login_form_without_its_token_is_refused(quiet_bridge: Bridge) -> None:
    quiet_bridge.services.accounts.add("Robin", PASSWORD)
    form = {"name": "Robin", "password": PASSWORD}
    bare, stolen = (TestClient(quiet_bridge.app, follow_redirects=False) for _ in range(2))
    elsewhere = csrf_of(quiet_bridge.http.get("/console/login"))
    stolen.get("/console/login")

    assert bare.post("/console/login", data={**form, "csrf": ""}).status_code == 403
    assert stolen.post("/console/login", data={**form, "csrf": elsewhere}).status_code == 403


def test_session_ends_after_a_working_day(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")

    quiet_bridge.clock.advance(hours=9, minutes=59)
    assert agent.get("/queue").status_code == 200
    quiet_bridge.clock.advance(minutes=2)
    assert agent.get("/queue").status_code == 303


def test_logging_out_ends_the_session_on_the_server_too(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    cookie = agent.http.cookies["quaid_session"]

    assert agent.post("/logout").status_code == 303

    agent.http.cookies.set("quaid_session", cookie)
    assert agent.get("/queue").status_code == 303


def test_cookie_signed_with_another_key_opens_nothing(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    token, signature = agent.http.cookies["quaid_session"].split(".")
    for forged in (token, f"{token}.", f"{token}.{'0' * 64}", f"{token}x.{signature}", f".{signature}", "é.é"):
        stranger = TestClient(quiet_bridge.app, follow_redirects=False)
        cookie = f"quaid_session={forged}".encode()

        assert stranger.get("/console/queue", headers={"Cookie": cookie}).status_code == 303


def test_session_cannot_be_made_from_what_the_database_holds(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    token = agent.http.cookies["quaid_session"].split(".")[0]

    stored = b"".join(path.read_bytes() for path in quiet_bridge.settings.var_dir.glob("tickets.db*"))

    assert token.encode() not in stored
    assert PASSWORD.encode() not in stored


def test_account_that_is_closed_loses_its_sessions_and_its_login(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    quiet_bridge.services.accounts.set_active("Robin", False)

    assert agent.get("/queue").status_code == 303
    assert agent.log_in().status_code == 401

    quiet_bridge.services.accounts.set_active("Robin", True)

    assert agent.get("/queue").status_code == 303
    assert agent.log_in().status_code == 303


@pytest.mark.parametrize(
    "path",
    ["/logout", "/language", "/account", "/tickets/{id}/take", "/tickets/{id}/reply", "/tickets/{id}/return",
     "/tickets/{id}/close"],
)  # fmt: skip
@pytest.mark.parametrize("csrf", ["", "0" * 64, "another agent's"])
def test_form_without_this_sessions_token_does_nothing(quiet_bridge: Bridge, path: str, csrf: str) -> None:
    agent, other = quiet_bridge.agent("Robin"), quiet_bridge.agent("Kim")
    quiet_bridge.open(C1)
    ticket_id = agent.ids()[0]
    token = csrf_of(other.get("/account")) if csrf.startswith("another") else csrf

    response = agent.post(path.format(id=ticket_id), csrf=token, language="fr", outcome="answered")

    assert response.status_code == 403
    assert agent.get("/queue").status_code == 200
    assert 'lang="en"' in agent.get("/queue").text
    assert [row["owner"] for row in quiet_bridge.get("/api/owners").json()] == ["queue"]


@pytest.mark.parametrize("header", ["X-Remote-User", "Remote-User", "X-Forwarded-User", "X-Forwarded-Email"])
def test_header_that_names_a_user_is_not_believed(quiet_bridge: Bridge, header: str) -> None:
    quiet_bridge.services.accounts.add("Robin", PASSWORD, supervisor=True)

    response = quiet_bridge.http.get("/console/queue", headers={header: "robin"}, follow_redirects=False)

    assert response.status_code == 303


def test_chosen_language_stays_with_the_agent(quiet_bridge: Bridge) -> None:
    quiet_bridge.services.accounts.add("Robin", PASSWORD)
    agent = Console(quiet_bridge, "Robin")
    agent.log_in()
    assert "<h1>Queue</h1>" in agent.get("/queue").text

    assert agent.post("/language", language="fr", back="/console/closed").headers["location"] == "/console/closed"

    agent.post("/logout")
    agent.log_in()
    page = agent.get("/queue").text
    assert '<html lang="fr">' in page
    assert "File d&#39;attente</h1>" in page


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/console@evil.example", "/console/\\evil.example", ""]
)
def test_language_switch_leads_to_no_other_site(quiet_bridge: Bridge, back: str) -> None:
    agent = quiet_bridge.agent("Robin")

    assert agent.post("/language", language="fr", back=back).headers["location"] == "/console/queue"


@pytest.mark.parametrize(
    ("path", "accepts", "language"),
    [
        ("/console/login", "fr-CA,fr;q=0.9", "fr"),
        ("/console/login", "en-CA", "en"),
        ("/console/login", "de", "en"),
        ("/console/login?language=fr", "en-CA", "fr"),
        ("/console/login?language=<script>", "en-CA", "en"),
    ],
)
def test_login_page_speaks_the_chosen_language_else_the_browsers(
    quiet_bridge: Bridge, path: str, accepts: str, language: str
) -> None:
    page = quiet_bridge.http.get(path, headers={"Accept-Language": accepts}).text

    assert f'<html lang="{language}">' in page
    assert "<script>" not in page


def test_agent_changes_the_password_and_all_sessions_end(quiet_bridge: Bridge) -> None:
    agent = quiet_bridge.agent("Robin")
    new = "quite another password"

    response = agent.post("/account", current=PASSWORD, new=new, repeat=new)

    assert response.headers["location"] == "/console/login?notice=saved"
    assert agent.get("/queue").status_code == 303
    assert agent.log_in(PASSWORD).status_code == 401
    assert agent.log_in(new).status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "repeat", "says"),
    [
        ("not it", "quite another password", "quite another password", "present password is not right"),
        (PASSWORD, "quite another password", "yet another password", "passwords differ"),
        (PASSWORD, "short", "short", "at least 12 characters"),
    ],
)
def test_password_is_not_changed_by_a_form_in_error(
    quiet_bridge: Bridge, current: str, new: str, repeat: str, says: str
) -> None:
    agent = quiet_bridge.agent("Robin")

    response = agent.post("/account", current=current, new=new, repeat=repeat)

    assert response.status_code == 422
    assert says in response.text
    assert agent.log_in(PASSWORD).status_code == 303


@pytest.mark.parametrize("name", ["", "<b>Robin</b>", "a" * 65, " Robin", "Robin\nX"])
def test_name_that_clients_could_not_read_makes_no_account(quiet_bridge: Bridge, name: str) -> None:
    with pytest.raises(AgentInvalid, match="agent name"):
        quiet_bridge.services.accounts.add(name, PASSWORD)


def test_two_accounts_never_share_a_name(quiet_bridge: Bridge) -> None:
    quiet_bridge.services.accounts.add("Robin", PASSWORD)

    with pytest.raises(AgentInvalid, match="exists"):
        quiet_bridge.services.accounts.add("ROBIN", PASSWORD)


@pytest.mark.parametrize(
    "path", ["/console/login", "/console/queue", "/api/opening", "/health", "/console/static/console.css"]
)
def test_browsers_are_told_to_run_and_frame_nothing_foreign(quiet_bridge: Bridge, path: str) -> None:
    headers = quiet_bridge.http.get(path, follow_redirects=False).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_form_that_cannot_be_used_leads_back_to_the_login(quiet_bridge: Bridge) -> None:
    response = quiet_bridge.http.post("/console/login", data={"name": "x" * 300}, follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (303, "/console/login")
