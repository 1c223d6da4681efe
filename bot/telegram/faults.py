"""Faults in the log: of what kind, and where they came from. Never in their words, which may be somebody's."""

from traceback import format_tb


def traced(fault: BaseException) -> str:
    """The kind of a fault, and the lines of code that led to it."""
    return f"{type(fault).__name__}\n{''.join(format_tb(fault.__traceback__))}".rstrip()
