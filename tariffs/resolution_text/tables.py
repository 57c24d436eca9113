"""The tables of the first article: headings, rows and the notes at the foot of their pages."""

import re
from dataclasses import dataclass, field

from tariffs.printed import PrintedFootnote, PrintedHeading, PrintedRate
from tariffs.resolution_text import figures, names
from tariffs.resolution_text.errors import ResolutionTextError
from tariffs.resolution_text.headings import HeadingTree

COLUMN_TITLES = {"nombre del servicio", "curso", "producto"}
FOOTNOTE = re.compile(r"<sup>(\d+)</sup>\s*(.+)")
MARKED_HEADING = re.compile(r"#+\s*(.+)")
BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass
class Tables:
    tree: HeadingTree = field(default_factory=HeadingTree)
    rates: list[PrintedRate] = field(default_factory=list)
    footnotes: list[PrintedFootnote] = field(default_factory=list)

    def read(self, line: str) -> None:
        """Take in one line; one that is nothing known is refused."""
        if footnote := FOOTNOTE.fullmatch(line):
            self.footnotes.append(PrintedFootnote(int(footnote[1]), names.clean(footnote[2])))
        elif "\t" in line:
            self._read_cells([cell.strip() for cell in line.split("\t")])
        elif heading := MARKED_HEADING.fullmatch(line):
            self.tree.open(heading[1])
        elif line.startswith("**") and not BOLD.sub("", line):
            for printed in BOLD.findall(line):
                self.tree.open(printed)
        else:
            raise ResolutionTextError(f"no se entiende «{line[:80]}».")

    def _read_cells(self, cells: list[str]) -> None:
        name, *figures_printed = cells
        if name.lower() in COLUMN_TITLES:
            return
        if any(figures_printed):
            self.rates.append(self._rate(name, figures_printed))
        else:
            self.tree.open(name)

    def _rate(self, printed: str, cells: list[str]) -> PrintedRate:
        if not self.tree.path:
            raise ResolutionTextError(f"«{printed}» no está dentro de ninguna sección.")
        heading: PrintedHeading = self.tree.path[-1]
        name = names.clean(printed)
        return PrintedRate(
            position=len(self.rates) + 1,
            heading=heading.position,
            kind=heading.kind,
            name=name,
            raw_name=printed,
            raw_figures=tuple(cells),
            **price(cells),
            unit=names.unit_of(name, heading.kind),
            is_on_site=bool(names.ON_SITE.search(name)),
            is_additional=bool(names.ADDITIONAL.search(name)),
            minimum_quantity=names.stated_number(names.MINIMUM, name),
            maximum_persons=names.stated_number(names.MAXIMUM, name),
            footnotes=names.footnote_marks(printed),
        )


def price(cells: list[str]) -> dict:
    """Three figures, some perhaps missing, or a sentence in the place of all of them."""
    if re.search(r"[^\W\d]", cells[0]):
        if any(cells[1:]):
            raise ResolutionTextError(f"«{cells[0]}» está en lugar de una cifra.")
        return {"cop": None, "smmlv": None, "usd": None, "text_price": cells[0]}
    if len(cells) != 3:
        raise ResolutionTextError(f"hay {len(cells)} cifras y deben ser 3.")
    cop, smmlv, usd = cells
    return {
        "cop": figures.whole(cop),
        "smmlv": figures.six_decimals(smmlv),
        "usd": figures.whole(usd),
        "text_price": "",
    }
