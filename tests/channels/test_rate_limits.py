"""How much one visitor may ask: counted for each, told once, forgotten in time and in memory."""

from dataclasses import dataclass

from channels.rate_limits import RateLimit, Verdict, WebLimits


@dataclass
class Clock:
    """A time that moves when told to."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def counted(limit: RateLimit, key: str, times: int) -> list[str]:
    return [limit.count(key).value for _ in range(times)]


def test_what_is_too_much_is_told_once_in_a_window() -> None:
    clock = Clock()
    limit = RateLimit(2, 60, clock=clock)

    assert counted(limit, "a", 5) == ["taken", "taken", "tell", "refused", "refused"]
    clock.now = 59.9
    assert counted(limit, "a", 1) == ["refused"]
    clock.now = 60.0
    assert counted(limit, "a", 4) == ["taken", "taken", "tell", "refused"]


def test_one_visitors_haste_is_not_anothers() -> None:
    limit = RateLimit(1, 60)
    counted(limit, "a", 5)

    assert counted(limit, "b", 1) == ["taken"]


def test_memory_is_bounded_however_many_come() -> None:
    limit = RateLimit(1, 60, keys=100)
    for number in range(10_000):
        limit.count(str(number))

    assert len(limit._windows) == 100
    assert counted(limit, "9999", 1) == ["tell"]


def test_an_address_is_limited_across_its_sessions_and_each_session_is_told() -> None:
    limits = WebLimits(Clock())
    taken = 0
    for number in range(100):
        taken += sum(limits.message(f"s{number}", "192.0.2.1") is Verdict.TAKEN for _ in range(10))

    assert taken == 240
    late = [limits.message("late", "192.0.2.1") for _ in range(3)]
    assert late == [Verdict.TELL, Verdict.REFUSED, Verdict.REFUSED]
    assert limits.message("elsewhere", "192.0.2.2") is Verdict.TAKEN


def test_visitors_who_cannot_be_told_apart_are_limited_by_session_alone() -> None:
    limits = WebLimits(Clock())

    assert all(limits.new_session(None) is Verdict.TAKEN for _ in range(1000))
    assert all(limits.message(f"s{number}", None) is Verdict.TAKEN for number in range(1000))
    assert [limits.message("s0", None) for _ in range(20)][-1] is Verdict.TELL


def test_new_sessions_of_an_address_are_limited() -> None:
    clock = Clock()
    limits = WebLimits(clock)
    first = [limits.new_session("192.0.2.1") for _ in range(62)]
    clock.now = 600.0

    assert first == [Verdict.TAKEN] * 60 + [Verdict.TELL, Verdict.REFUSED]
    assert limits.new_session("192.0.2.1") is Verdict.TAKEN
