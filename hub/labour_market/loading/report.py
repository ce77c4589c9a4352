"""What loading a file did, said by line."""

from collections.abc import Iterator
from dataclasses import dataclass, field

SHOWN = 20


@dataclass(frozen=True, order=True)
class Refusal:
    """A line that was not loaded, and why."""

    line: int
    reason: str


@dataclass
class FileReport:
    """Rows of a file: read, kept, refused, left out (no measure wants them), repeated; and figures written.

    read = kept + refused + left out + repeated.
    """

    name: str
    manifest: str = ""
    read: int = 0
    kept: int = 0
    left_out: int = 0
    repeated: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    figures: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    facts: list[str] = field(default_factory=list)
    error: str = ""

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return len(self.refusals)

    @property
    def wrote(self) -> bool:
        """Whether anything in the database differs now."""
        return bool(self.added or self.changed or self.facts)

    def lines(self) -> Iterator[str]:
        """Say it, one line after the other."""
        if self.error:
            yield f"{self.name}: not loaded. {self.error}"
            return
        yield (
            f"{self.name}: {self.read} rows read, {self.kept} kept, {self.refused} refused, "
            f"{self.left_out} left out, {self.repeated} repeated; {self.figures} figures: "
            f"{self.added} added, {self.changed} changed, {self.unchanged} unchanged."
        )
        for refusal in sorted(self.refusals)[:SHOWN]:
            yield f"  line {refusal.line}: {refusal.reason}"
        if self.refused > SHOWN:
            yield f"  and {self.refused - SHOWN} more lines."
        for fact in self.facts:
            yield f"  {fact}"
