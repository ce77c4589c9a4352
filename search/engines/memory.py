"""A cache with a limited size, for what a process keeps between searches."""

import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memory(Generic[K, V]):
    """Values by key, limited in number and total size; the oldest are dropped first. Safe between threads."""

    def __init__(self, *, size: Callable[[V], int], most: int, most_items: int) -> None:
        self._size, self._most, self._most_items = size, most, most_items
        self._values: dict[K, V] = {}
        self._held = 0
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        return self._values.get(key)

    def put(self, key: K, value: V) -> None:
        self.update({key: value})

    def update(self, values: Mapping[K, V]) -> None:
        with self._lock:
            for key, value in values.items():
                if key in self._values or self._size(value) > self._most:
                    continue
                self._values[key] = value
                self._held += self._size(value)
                while self._held > self._most or len(self._values) > self._most_items:
                    self._held -= self._size(self._values.pop(next(iter(self._values))))

    def known(self) -> dict[K, V]:
        """Return all of it as it stands now."""
        with self._lock:
            return dict(self._values)

    def __iter__(self) -> Iterator[K]:
        return iter(self.known())
