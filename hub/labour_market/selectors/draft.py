"""An answer while it is being put together."""

from dataclasses import dataclass, field

from hub.labour_market.profiles import Answer, Chart, Shown


@dataclass
class Draft:
    """What is said so far; `answer` returns None of one that says nothing."""

    key: str
    question: str
    sentences: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    figures: list[Shown] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    opening: int = 1

    def say(self, sentence: str, *shown: Shown) -> None:
        """Add a sentence, with the figures that are in it."""
        self.sentences.append(sentence)
        self.show(*shown)

    def instead(self, sentence: str, *shown: Shown) -> None:
        """Begin by saying that another area's figure follows: the short answer then goes on to it."""
        if not self.sentences:
            self.opening = 2
        self.say(sentence, *shown)

    def show(self, *shown: Shown) -> None:
        """Add figures, once each."""
        self.figures.extend(figure for figure in shown if figure not in self.figures)

    def easy(self, *lines: str) -> None:
        """Add lines of the easy-read view: one idea each."""
        self.lines.extend(lines)

    def draw(self, chart: Chart, *shown: Shown) -> None:
        """Add a chart, with the figures that it draws."""
        self.charts.append(chart)
        self.show(*shown)

    def link(self, text: str, address: str) -> None:
        """Add a link."""
        self.links.append((text, address))

    def answer(self) -> Answer | None:
        """Return the answer, None if nothing was said."""
        if not self.sentences:
            return None
        return Answer(
            self.key,
            self.question,
            tuple(self.sentences),
            easy=tuple(self.lines),
            figures=tuple(self.figures),
            charts=tuple(self.charts),
            links=tuple(self.links),
            opening=self.opening,
        )
