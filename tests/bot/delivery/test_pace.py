"""How fast messages may leave."""

import asyncio
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pace import EVERYBODY, LONGEST_HOLD, PER_SECOND, Pace

A_MESSAGE = 1 / PER_SECOND


class Stopwatch:
    """Time that passes when somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.pace = Pace(self.pause, lambda: self.now)

    async def pause(self, seconds: float) -> None:
        self.now += seconds

    def turns(self, number: int) -> list[float]:
        """When so many messages leave, one after the other as soon as they may."""

        async def leave() -> list[float]:
            left = []
            for _message in range(number):
                await self.pace.turn()
                left.append(self.now)
            return left

        return asyncio.run(leave())


@given(st.lists(st.floats(0, 0.2), min_size=1, max_size=80))
def test_messages_leave_evenly_and_never_in_a_burst_however_late_or_quiet_it_was(late: list[float]) -> None:
    watch = Stopwatch()
    left = []
    for seconds in late:
        watch.now += seconds
        left += watch.turns(1)
    assert all(later - earlier > A_MESSAGE * 0.49 for earlier, later in pairwise(left))
    a_second = zip(left, left[PER_SECOND:], strict=False)
    assert all(later - earlier > 1 - A_MESSAGE * 0.51 for earlier, later in a_second)


def test_who_is_a_little_late_again_and_again_goes_as_fast_all_the_same() -> None:
    watch = Stopwatch()
    left = watch.turns(1)
    for _claim in range(10):
        watch.now += A_MESSAGE * 1.4
        left += watch.turns(8)
    assert (left[-1] - left[0]) * PER_SECOND < 81


def test_so_many_leave_in_a_second() -> None:
    watch = Stopwatch()
    left = watch.turns(10 * PER_SECOND + 1)
    assert abs(left[-1] - left[0] - 10) < 0.01


def test_one_chat_that_has_to_wait_holds_up_nobody_else() -> None:
    watch = Stopwatch()
    watch.turns(1)
    for _time in range(10):
        watch.pace.refused(1, 300)
    for person in range(10):
        watch.pace.refused(person, 300)
        watch.pace.accepted()
    assert watch.turns(1) == [1000 + A_MESSAGE]


def test_when_every_chat_has_to_wait_all_wait_for_a_while() -> None:
    watch = Stopwatch()
    for person in range(EVERYBODY):
        watch.pace.refused(person, 5)
    assert watch.turns(2) == [1005, 1005 + A_MESSAGE]
    for person in range(EVERYBODY):
        watch.pace.refused(person, 3600)
    assert watch.turns(1) == [1005 + A_MESSAGE + LONGEST_HOLD]
