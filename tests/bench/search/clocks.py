"""Clocks and scales: percentiles, the time that parts of the code take, a process's memory, an index's bytes."""

import contextlib
import functools
import pkgutil
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

PERCENTILES = (50, 95, 99)


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """Return p50, p95 and p99, in the values' own unit."""
    return {f"p{p}": round(float(np.percentile(values, p)), 2) for p in PERCENTILES} if values else {}


def memory() -> dict[str, int]:
    """Return bytes of memory this process has now ("now") and had at most ("most"). Linux only: it reads /proc."""
    lines = Path("/proc/self/status").read_text().splitlines()
    found = {name: int(rest.split()[0]) for name, rest in (line.split(":") for line in lines) if name.startswith("Vm")}
    return {"now": found["VmRSS"] * 1024, "most": found["VmHWM"] * 1024}


class Stages:
    """What parts of the code take, each without the parts it calls: milliseconds by stage since the last `take`."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = defaultdict(float)
        self._inner = [0.0]

    def take(self) -> dict[str, float]:
        spent, self._spent = dict(self._spent), defaultdict(float)
        return spent

    @contextlib.contextmanager
    def of(self, parts: Mapping[str, str]) -> Iterator[None]:
        """Time functions and methods (dotted name -> stage) while the block runs."""
        with contextlib.ExitStack() as stack:
            for dotted, stage in parts.items():
                place, name = dotted.rsplit(".", 1)
                owner = pkgutil.resolve_name(place)
                part = vars(owner)[name]
                stack.callback(setattr, owner, name, part)
                setattr(owner, name, self._timed(part, stage))
            yield

    def _timed(self, part: Any, stage: str) -> Any:
        if isinstance(part, classmethod):
            return classmethod(self._timed(part.__func__, stage))

        @functools.wraps(part)
        def timed(*args: Any, **kwargs: Any) -> Any:
            self._inner.append(0.0)
            started = time.perf_counter()
            try:
                return part(*args, **kwargs)
            finally:
                spent = (time.perf_counter() - started) * 1000
                self._spent[stage] += spent - self._inner.pop()
                self._inner[-1] += spent

        return timed


def timed(work: Callable[..., object], *arguments: object) -> tuple[float, float]:
    """Return the milliseconds that something took: by the clock on the wall, and of this process's own time."""
    wall, own = time.perf_counter(), time.process_time()
    work(*arguments)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - own) * 1000
