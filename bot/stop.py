"""Stopping in good order."""

import asyncio
import contextlib
import signal


def told_to_stop() -> asyncio.Event:
    """Becomes set when this process is asked to end (SIGINT or SIGTERM). To be called in a running event loop."""
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; Ctrl-C ends it there
            asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    return stop


async def until_first(*tasks: asyncio.Task[object]) -> None:
    """Wait until one of the tasks ends, then end all of them. Raises what ended it, if something did."""
    try:
        done, _pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
