"""Whether every package that production runs may stand beside the portal's own licence (EUPL-1.2).

Only licences that let the whole be published under it, or that rule their own files alone, are allowed; each
package is judged by what it says of itself, and those that say it in prose are named here.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCK = "requirements.lock"
ALLOWED = frozenset(
    {
        "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "LGPL", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0",
        "Unlicense", "ZPL-2.1",
    }
)  # fmt: skip
# Free words of old metadata, as the name that they mean.
SPOKEN = {
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL",
    "gnu lesser general public license v3 (lgplv3)": "LGPL",
    "gnu library or lesser general public license (lgpl)": "LGPL",
    "lgpl": "LGPL",
    "lgpl with exceptions": "LGPL",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "new bsd": "BSD-3-Clause",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
    "zope public license": "ZPL-2.1",
}
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def locked(root: Path) -> list[str]:
    """The names of the packages that production installs."""
    return _PINNED.findall((root / LOCK).read_text(encoding="utf-8"))


def licences_of(package: str) -> set[str]:
    """What a package says, by its expression, else by its classifiers, else by its free text; the words
    themselves when they are not known. Of alternatives («OR») each is given. Raises PackageNotFoundError."""
    told = metadata(package)
    if expression := "".join(told.get_all("License-Expression") or []):
        return set(re.split(r"\s+(?:AND|OR)\s+", expression.strip("()")))
    classifiers = [
        line.rpartition("::")[2].strip()
        for line in told.get_all("Classifier") or []
        if line.startswith("License ::") and not line.endswith("Other/Proprietary License")
    ]
    words = classifiers or [("".join(told.get_all("License") or []) or "ninguna").splitlines()[0]]
    return {SPOKEN.get(word.lower(), word) for word in words}


def refused(root: Path) -> list[str]:
    """A sentence for each package whose licence is not on the list, or that is not installed."""
    sentences = []
    for package in locked(root):
        try:
            others = licences_of(package) - ALLOWED
        except PackageNotFoundError:
            sentences.append(f"{package} no está instalado.")
            continue
        if others:
            sentences.append(f"{package} se distribuye con {', '.join(sorted(others))}.")
    return sentences


def main() -> int:
    sentences = refused(Path(__file__).parents[1])
    for sentence in sentences:
        print(f"Licencias: {sentence} La lista está en machine/licences.py.", file=sys.stderr)
    return 1 if sentences else 0


if __name__ == "__main__":
    raise SystemExit(main())
