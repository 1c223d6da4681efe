"""Faults on demand: what goes wrong between a bot and Telegram."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from aiohttp import web

from .requests import Call

When = Callable[[dict[str, Any]], object]


@dataclass
class Fault:
    """Strikes the next `times` calls of `method` whose parameters satisfy `when`."""

    method: str
    times: int = 1
    when: When = field(default=lambda params: True)


@dataclass
class Fail(Fault):
    """Answers with an error, and does nothing. `retry_after` in seconds; `body`, when given, in place of JSON."""

    status: int = 500
    description: str | None = None
    retry_after: int | None = None
    body: str | None = None

    def response(self) -> web.Response:
        headers = {"Retry-After": str(self.retry_after)} if self.retry_after is not None else {}
        if self.body is not None:
            return web.Response(status=self.status, text=self.body, content_type="text/html", headers=headers)
        answer: dict[str, Any] = {"ok": False, "error_code": self.status}
        answer["description"] = self.description or HTTPStatus(self.status).phrase
        if self.retry_after is not None:
            answer["description"] = self.description or f"Too Many Requests: retry after {self.retry_after}"
            answer["parameters"] = {"retry_after": self.retry_after}
        return web.json_response(answer, status=self.status, headers=headers)


@dataclass
class Drop(Fault):
    """Closes the connection without an answer, before or after doing what was asked."""

    after_effect: bool = False


@dataclass
class Slow(Fault):
    """Does what was asked at once, but answers `seconds` later."""

    seconds: float = 0


class Faults:
    """The faults that are still to strike; each call meets at most one of them, the oldest."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def clear(self) -> None:
        self._waiting.clear()

    def strike(self, call: Call) -> Fault | None:
        """The fault that strikes `call`, used up by one."""
        for fault in self._waiting:
            if fault.method == call.method and fault.when(call.params):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None
