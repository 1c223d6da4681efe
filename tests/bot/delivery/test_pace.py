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


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_messages_leave_evenly_and_never_in_a_burst_however_long_it_was_quiet(quiet: list[float]) -> None:
    watch = Stopwatch()
    left = []
    for seconds in quiet:
        watch.now += seconds
        left += watch.turns(2)
    assert all(later - earlier > A_MESSAGE * 0.999 for earlier, later in pairwise(left))


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
