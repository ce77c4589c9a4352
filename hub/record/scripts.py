"""The record's modules as they are sent: without what only their authors read.

Their types stand in comments (JSDoc), a third of what would be sent to a telephone. A comment gives way where it has
lines to itself, and so does indentation; nothing within a line is touched, so no text of a script can be taken for one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.files.storage import FileSystemStorage, Storage

MODULES = Path(__file__).parent / "static/record"
_FOR_AUTHORS = re.compile(r"^[ \t]*(?:/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*|//[^\n]*)?\n|^[ \t]+", re.MULTILINE)


def sent(script: str) -> str:
    """Return a module without comments that have lines to themselves, empty lines and indentation."""
    return _FOR_AUTHORS.sub("", script)


class ScriptsFinder(BaseStorageFinder):
    """Find the modules as they are sent, each written anew under VAR_DIR whenever it has changed."""

    def __init__(self, modules: Path = MODULES) -> None:
        self.folder = settings.VAR_DIR / "scripts"
        super().__init__(FileSystemStorage(self.folder))
        self.modules = modules

    def find(self, path: str, *args: Any, **kwargs: Any) -> Any:
        """Return where a module lies in the file system as it is sent; nothing for any other path."""
        if path not in self._names():
            return [] if kwargs.get("find_all") else None
        self._write(path)
        return super().find(path, *args, **kwargs)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield every module, for `collectstatic`."""
        for name in self._names():
            self._write(name)
            yield name, FileSystemStorage(self.folder)

    def _names(self) -> Sequence[str]:
        return sorted(f"record/{path.name}" for path in self.modules.glob("*.js"))

    def _write(self, name: str) -> None:
        script = sent((self.modules / Path(name).name).read_text())
        target = self.folder / name
        if target.exists() and target.read_text() == script:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        # A reader meanwhile gets the old module or the new one, never half of one.
        with NamedTemporaryFile("w", dir=target.parent, delete=False) as draft:
            draft.write(script)
        Path(draft.name).replace(target)
