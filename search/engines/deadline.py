"""Calls a function with a deadline, even if the call itself hangs."""

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, call: Callable[[], T]) -> T:
    """Return what the call returns, or raise what it raises; raise TimeoutError once the seconds are over.

    A socket's own time-out counts from byte to byte, so it does not stop a server that sends slowly. The call
    runs in a thread of its own, which is abandoned when it is late: it must not touch the database.
    """
    outcomes: queue.SimpleQueue[tuple[bool, T | BaseException]] = queue.SimpleQueue()

    def run() -> None:
        try:
            outcomes.put((True, call()))
        except BaseException as error:
            outcomes.put((False, error))

    threading.Thread(target=run, name="within", daemon=True).start()
    try:
        good, outcome = outcomes.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(f"no answer within {seconds:g} s") from None
    if good:
        return outcome  # type: ignore[return-value]
    raise outcome  # type: ignore[misc]
