"""The stylesheet that pages ask for: the files of hub/core/styles, joined into one.

`styles/site.css` is the table of contents: standard CSS, one `@import` for each file with the layer it belongs to. Each
`@import` gives way to the file's own rules, without comments and indentation, so that a page needs one request and no
build step stands before it.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.files.storage import FileSystemStorage, Storage

STYLES = Path(__file__).parent / "styles"
NAME = "hub/css/site.css"
_IMPORT = re.compile(r'^@import "(?P<file>[\w/]+\.css)"(?: layer\((?P<layer>\w+)\))?;$', re.MULTILINE)
# Comments and indentation, a sixth of what would be sent. No string in our styles holds a comment's marks.
_FOR_READERS = re.compile(r"/\*.*?\*/\s*|^\s+", re.MULTILINE | re.DOTALL)


def joined(styles: Path = STYLES) -> str:
    """Return the whole stylesheet: the table of contents with each file in the place of its `@import`."""

    def content(found: re.Match[str]) -> str:
        rules = (styles / found["file"]).read_text()
        return f"@layer {found['layer']} {{\n{rules}}}" if found["layer"] else rules

    return _FOR_READERS.sub("", _IMPORT.sub(content, (styles / "site.css").read_text()))


class StylesheetFinder(BaseStorageFinder):
    """Find the joined stylesheet, written anew under VAR_DIR whenever one of its files has changed."""

    def __init__(self, styles: Path = STYLES) -> None:
        self.folder = settings.VAR_DIR / "stylesheet"
        super().__init__(FileSystemStorage(self.folder))
        self.styles = styles

    def find(self, path: str, *args: Any, **kwargs: Any) -> Any:
        """Return where the stylesheet lies in the file system; nothing for any other path."""
        if path == NAME:
            self._write()
        return super().find(path, *args, **kwargs)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield the stylesheet, for `collectstatic`."""
        self._write()
        yield NAME, FileSystemStorage(self.folder)

    def _write(self) -> None:
        css, target = joined(self.styles), self.folder / NAME
        if target.exists() and target.read_text() == css:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        # Whoever reads meanwhile gets the old stylesheet or the new one, never half of one.
        with NamedTemporaryFile("w", dir=target.parent, delete=False) as draft:
            draft.write(css)
        Path(draft.name).replace(target)
