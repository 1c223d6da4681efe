"""What is looked up when it is first asked for, and then once."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T", covariant=True)


class looked_up(Generic[T]):
    """A method whose value is kept as an attribute; as functools.cached_property, but nobody waits for anybody.

    Up to Python 3.11 that one lets in one thread at a time, whatever object it is for. A thread that waits inside for a row
    of the database would keep out the one that holds the row, and both would wait for good.
    """

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find
        self.__doc__ = find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, one: object, owner: type | None = None) -> T:
        found = vars(one)[self._name] = self._find(one)
        return found
