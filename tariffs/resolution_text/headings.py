"""The tree of headings: section › laboratory or core › sub-laboratory."""

import re
from dataclasses import dataclass, field

from tariffs.kinds import SectionKind
from tariffs.printed import PrintedHeading
from tariffs.resolution_text.errors import ResolutionTextError
from tariffs.resolution_text.names import clean
from tariffs.search import normalise

SECTION = re.compile(r"\d+\.\s*(.+)")
SUB_LABORATORY = re.compile(r"(LABORATORIO DE .+?)\s*-\s*(.+?)\s*-")
ABOVE_REPEATED = re.compile(r"^SERVICIOS (?:DE CALIBRACIÓN )?(?=LABORATORIO|SUBDIRECCIÓN)")
# Words of a section, or of a heading inside it, that settle which articles apply.
KINDS = {
    "otros servicios de capacitacion": SectionKind.OTHER_TRAINING,
    "calibracion": SectionKind.CALIBRATION,
    "capacitacion": SectionKind.TRAINING,
    "asistencia tecnica": SectionKind.ASSISTANCE,
    "ensayos de aptitud": SectionKind.PROFICIENCY_TEST,
    "materiales de referencia": SectionKind.REFERENCE_MATERIAL,
    "desplazamiento": SectionKind.TRAVEL,
}
UNACCENTED = {"presion": "presión", "energia electrica": "energía eléctrica"}


@dataclass
class HeadingTree:
    """Grows as headings are read; `path` is where the next rows belong."""

    found: list[PrintedHeading] = field(default_factory=list)
    path: list[PrintedHeading] = field(default_factory=list)

    def open(self, printed: str) -> None:
        """Go to the place of a printed heading, which names its own level."""
        text = clean(printed)
        if section := SECTION.fullmatch(text):
            self._enter(0, section[1], printed)
        elif sub := SUB_LABORATORY.fullmatch(text):
            if len(self.path) < 2 or self.path[1].name != as_name(sub[1]):
                self._enter(1, sub[1], printed)
            self._enter(2, sub[2], printed)
        else:
            self._enter(1, text, printed)

    def _enter(self, depth: int, text: str, printed: str) -> None:
        if depth > len(self.path):
            raise ResolutionTextError(f"«{printed}» no está dentro de ninguna sección.")
        parent = self.path[depth - 1] if depth else None
        heading = PrintedHeading(
            position=len(self.found) + 1,
            parent=parent.position if parent else None,
            kind=kind_of(text, parent),
            name=as_name(text),
            raw_name=printed,
        )
        self.found.append(heading)
        self.path = [*self.path[:depth], heading]


def as_name(text: str) -> str:
    """A heading in capitals as people write it: `SERVICIOS LABORATORIO DE MASA`, «Laboratorio de masa»."""
    if not text.isupper():
        return text
    name = ABOVE_REPEATED.sub("", text).capitalize()
    for scanned, spelt in UNACCENTED.items():
        name = name.replace(scanned, spelt)
    return name


def kind_of(text: str, parent: PrintedHeading | None) -> SectionKind:
    """The kind that the heading's own words name, or the one of the heading above."""
    words = normalise(text)
    named = (kind for key, kind in KINDS.items() if key in words)
    kind = next(named, None) if parent is None or words.startswith("otros") else parent.kind
    if kind is None:
        raise ResolutionTextError(f"«{text}» no dice de qué clase de servicios trata.")
    return kind
