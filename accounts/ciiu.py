"""The divisions of CIIU Rev. 4 A. C. (DANE), by section: codes of two digits, as strings; short names."""

import json
from pathlib import Path

SECTIONS: dict[str, dict[str, str]] = json.loads(
    Path(__file__).with_name("data").joinpath("ciiu.json").read_text(encoding="utf-8")
)

# As a form and a model take them: grouped by section.
DIVISION_CHOICES = [
    (section, [(code, f"{code} {name}") for code, name in divisions.items()])
    for section, divisions in SECTIONS.items()
]
