"""The words that have an English, gathered from where they are said: `make words` brings the catalogue up to date.

What is new is added without its English, what nobody says any more goes, and the catalogue is compiled. The portal
reads the compiled one, so that no machine that runs it needs gettext.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

BASE_DIR = Path(__file__).resolve().parents[1]
WORDS = BASE_DIR / "locale/en/LC_MESSAGES/django.po"
DJANGOS = BASE_DIR / "locale/es/LC_MESSAGES/django.po"
# Each function that marks words, and which of its arguments are the words.
CALLED = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2), "Spanish": None,
}  # fmt: skip
ASIDE = {".venv", "var", "tests"}
THE_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # a catalogue with the same words is the same file


def said() -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Each word or sentence that is to have an English, and the file that says it."""
    for pattern, as_python in (("**/*.py", bytes.decode), ("templates/**/*.*", _templatized)):
        for path in BASE_DIR.glob(pattern):
            if not ASIDE & set(path.relative_to(BASE_DIR).parts):
                code = BytesIO(as_python(path.read_bytes()).encode())
                for _, message, _, _ in extract("python", code, keywords=CALLED):
                    yield message, str(path.relative_to(BASE_DIR))


def _templatized(content: bytes) -> str:
    return "\n".join(line.strip() for line in templatize(content.decode()).splitlines())


def stored(path: Path = WORDS) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def compiled(catalog: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def bring_up_to_date() -> None:
    known = stored()
    words = Catalog(
        locale="en", fuzzy=False, project="inm-portal", version="1", creation_date=THE_DAY, revision_date=THE_DAY,
        last_translator="", language_team="", header_comment="# The English of the portal; the Spanish is in the code.",
    )  # fmt: skip
    for message, _ in said():
        plain = message if isinstance(message, str) else message[0]
        before = known.get(plain)
        words.add(message, before.string if before else None)
    with WORDS.open("wb") as file:
        write_po(file, words, sort_output=True, width=110)
    for path in (WORDS, DJANGOS):
        path.with_suffix(".mo").write_bytes(compiled(stored(path)))


if __name__ == "__main__":
    bring_up_to_date()
