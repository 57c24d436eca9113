"""The files of a folder that go into the image, told from .dockerignore as Docker reads it.

`python -m machine.context` prints them, one a line. It needs the development requirements.
"""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pathspec import PathSpec

IGNORE_FILE = ".dockerignore"


def held_files(root: Path) -> list[PurePosixPath]:
    """Every file of the image, by its path from `root`, in order.

    It is the disk that is read, not git's list: what git ignores gets into an image like anything else.
    """
    # Docker's rules, in words of git's. Of both the last line that matches a path or a folder above it
    # decides. But Docker's lines all begin at the root, and the slash at their ends says nothing.
    rules = []
    for line in (root / IGNORE_FILE).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            sign = "!" if line.strip().startswith("!") else ""
            rules.append(f"{sign}/{line.strip().removeprefix('!').strip('/ ')}")
    return sorted(_walk(root, PurePosixPath(), PathSpec.from_lines("gitignore", rules)))


def _walk(root: Path, folder: PurePosixPath, left_out: PathSpec) -> Iterator[PurePosixPath]:
    """A folder that is left out is passed over, unless some line lets files in again."""
    has_exceptions = any(pattern.include is False for pattern in left_out.patterns)
    for entry in os.scandir(root / folder):
        path = folder / entry.name
        is_out = left_out.match_file(str(path))
        if not entry.is_dir(follow_symlinks=False):
            if not is_out:
                yield path
        elif has_exceptions or not is_out:
            yield from _walk(root, path, left_out)


if __name__ == "__main__":
    print(*held_files(Path(__file__).resolve().parent.parent), sep="\n")
