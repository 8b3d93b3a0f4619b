from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import create_engine

from knowledge_base import Knowledge, KnowledgeInvalid, KnowledgeMissing, KnowledgeUnwritable, Response, build, ensure
from knowledge_base.knowledge import LOOK_AGAIN_SECONDS
from tests.knowledge_base.little import LETTERS, Little, entry


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/var/knowledge.db"
    address = str(request.getfixturevalue("postgres"))
    engine = create_engine(address, future=True)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS knowledge_responses, knowledge_state")
    engine.dispose()
    return address


def numbered(response: Response, count: int, words: str) -> list[Response]:
    """Return `count` responses that all say `words`."""
    both = {"en": words, "fr": words}
    return [replace(response, code=f"0511{n:02}", intent=f"intent_{n}", answer=both) for n in range(count)]


def test_what_is_stored_comes_back_whole(little: Little, url: str) -> None:
    [plain] = little.load()
    full = replace(
        plain,
        code="051104",
        intent="study_letters",
        kind="offer",
        status="approved",
        volatile=True,
        as_of=date(2026, 6, 10),
        approved_by="Direction générale « Études »",
        approved_on=date(2026, 11, 30),
        related=("051103",),
    )

    build(url, [plain, full])

    knowledge = Knowledge.open(url)
    assert knowledge.by_code("051103") == plain
    assert knowledge.by_intent("study_letters") == full
    assert knowledge.served() == [plain, full]
    knowledge.close()


def test_a_folder_is_built_as_it_is_loaded(url: str) -> None:
    build(url)

    knowledge = Knowledge.open(url)
    found = knowledge.by_code("051103")
    knowledge.close()

    assert found is not None
    assert found.intent == "study_arrive_early"


def test_drafts_and_unknown_names_are_nothing(little: Little, url: str) -> None:
    [response] = little.load()
    build(url, [replace(response, status="draft")])

    knowledge = Knowledge.open(url)

    assert knowledge.by_code(response.code) is None
    assert knowledge.by_intent(response.intent) is None
    assert knowledge.by_code("999999") is None
    assert knowledge.served() == []
    knowledge.close()


def test_a_retired_response_gives_the_last_that_replaced_it(little: Little, url: str) -> None:
    [last] = little.load()
    middle = replace(last, code="051102", intent="middle", status="retired", replaced_by=last.code)
    first = replace(last, code="051101", intent="first", status="retired", replaced_by=middle.code)
    build(url, [first, middle, last])

    knowledge = Knowledge.open(url)

    assert knowledge.by_code("051101") == last
    assert knowledge.by_intent("first") == last
    assert knowledge.served() == [last]
    knowledge.close()


def test_responses_that_replace_each_other_are_nothing_rather_than_an_endless_search(little: Little, url: str) -> None:
    [response] = little.load()
    one = replace(response, status="retired", replaced_by="051104")
    other = replace(one, code="051104", intent="other", replaced_by="051103")
    build(url, [one, other])

    knowledge = Knowledge.open(url)

    assert knowledge.by_code("051103") is None
    knowledge.close()


def test_a_reader_sees_the_old_or_the_new_never_half(little: Little, url: str) -> None:
    [response] = little.load()
    old, new = numbered(response, 30, "old"), numbered(response, 20, "new")
    build(url, old)
    knowledge = Knowledge.open(url)
    seen: list[tuple[int, frozenset[str]]] = []
    done = Event()

    def watch() -> None:
        while not done.is_set():
            found = knowledge.served()
            seen.append((len(found), frozenset(one.answer["en"] for one in found)))

    watcher = Thread(target=watch)
    watcher.start()
    while watcher.is_alive() and len(seen) < 20:
        build(url, new)
        build(url, old)
    done.set()
    watcher.join()
    knowledge.close()

    assert len(seen) >= 20
    assert set(seen) <= {(30, frozenset({"old"})), (20, frozenset({"new"}))}


def test_a_build_that_fails_leaves_the_store_as_it_was(little: Little, url: str) -> None:
    [response] = little.load()
    build(url, [response])
    changed = replace(response, answer={"en": "new", "fr": "nouveau"})

    with pytest.raises(KnowledgeUnwritable, match="IntegrityError"):
        build(url, [changed, replace(changed, code="051104")])

    knowledge = Knowledge.open(url)
    assert knowledge.served() == [response]
    knowledge.close()


def test_sources_with_problems_leave_the_store_as_it_was(little: Little, url: str) -> None:
    [response] = little.load()
    build(url, [response])
    little.respond(LETTERS, entry(answer={"en": "Half."}))

    with pytest.raises(KnowledgeInvalid):
        build(url, little.responses)

    knowledge = Knowledge.open(url)
    assert knowledge.served() == [response]
    knowledge.close()


def test_an_open_reader_sees_a_rebuild(little: Little, url: str) -> None:
    [response] = little.load()
    build(url, [response])
    knowledge = Knowledge.open(url)

    build(url, [replace(response, answer={"en": "new", "fr": "nouveau"})])

    found = knowledge.by_code(response.code)
    knowledge.close()
    assert found is not None
    assert found.answer["en"] == "new"


def test_an_open_reader_that_was_asked_before_sees_a_rebuild_within_seconds(little: Little, url: str) -> None:
    ensure(url, little.responses)
    knowledge = Knowledge.open(url)
    before = knowledge.by_intent("study_arrive_early")

    little.respond(LETTERS, entry(answer={"en": "Changed.", "fr": "Changé."}))
    ensure(url, little.responses)
    time.sleep(LOOK_AGAIN_SECONDS)

    after = knowledge.by_intent("study_arrive_early")
    knowledge.close()
    assert before is not None
    assert after is not None
    assert (before.answer["en"], after.answer["en"]) == (entry()["answer"]["en"], "Changed.")


def test_it_is_built_at_start_only_when_the_sources_changed(little: Little, url: str) -> None:
    built = [ensure(url, little.responses), ensure(url, little.responses)]
    little.respond(LETTERS, entry(answer={"en": "Changed.", "fr": "Changé."}))
    built += [ensure(url, little.responses), ensure(url, little.responses)]

    assert built == [True, False, True, False]


def test_a_renamed_file_is_a_change(little: Little, url: str) -> None:
    path = little.respond(LETTERS, entry(code="051103"))
    ensure(url, little.responses)
    path.unlink()
    little.respond("study-permits/extend-restore", entry(code="050703"))

    assert ensure(url, little.responses)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("UPDATE knowledge_state SET schema = '0'", id="another schema version"),
        pytest.param("DELETE FROM knowledge_state", id="state lost"),
    ],
)
def test_a_store_of_another_version_is_missing_until_it_is_rebuilt(little: Little, url: str, damage: str) -> None:
    ensure(url, little.responses)
    engine = create_engine(url, future=True)
    with engine.begin() as connection:
        connection.exec_driver_sql(damage)
        connection.exec_driver_sql("ALTER TABLE knowledge_responses RENAME COLUMN kind TO sort")
    engine.dispose()

    with pytest.raises(KnowledgeMissing):
        Knowledge.open(url)
    assert ensure(url, little.responses)
    Knowledge.open(url).close()


def test_opening_what_was_never_built_says_how_to_build_it(url: str) -> None:
    with pytest.raises(KnowledgeMissing, match="python -m knowledge_base build"):
        Knowledge.open(url)


def test_opening_a_missing_file_does_not_create_it(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeMissing):
        Knowledge.open(f"sqlite:///{tmp_path}/knowledge.db")

    assert not (tmp_path / "knowledge.db").exists()


def test_opening_a_file_that_is_no_database_says_how_to_build_it(tmp_path: Path) -> None:
    (tmp_path / "knowledge.db").write_text("not a database, but long enough to be looked at " * 50)

    with pytest.raises(KnowledgeMissing, match="python -m knowledge_base build"):
        Knowledge.open(f"sqlite:///{tmp_path}/knowledge.db")


def test_a_damaged_file_fails_at_start_saying_what_to_do(little: Little, tmp_path: Path) -> None:
    (tmp_path / "knowledge.db").write_text("not a database, but long enough to be looked at " * 50)

    with pytest.raises(KnowledgeUnwritable, match="can be deleted"):
        ensure(f"sqlite:///{tmp_path}/knowledge.db", little.responses)


def test_two_builders_at_once_leave_one_whole_store(little: Little, url: str) -> None:
    [response] = little.load()
    sets = [numbered(response, 30, "one"), numbered(response, 30, "two")]
    builders = [Thread(target=build, args=(url, responses)) for responses in sets]

    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()

    knowledge = Knowledge.open(url)
    found = knowledge.served()
    knowledge.close()
    assert found in sets
