"""Who asks, as far as the resolution asks about them."""

from dataclasses import dataclass

from tariffs.kinds import Worded


class CompanySize(Worded):
    """Decreto 957 de 2019, by the income of the year."""

    MICRO = "micro", "microempresa"
    SMALL = "pequena", "pequeña empresa"
    MEDIUM = "mediana", "mediana empresa"
    LARGE = "grande", "gran empresa"


@dataclass(frozen=True)
class Customer:
    """Facts about the customer; what is not said is taken as no.

    `proves_size`: the size is certified when asking, and will be when the service is rendered (art. 4 par.).
    """

    is_foreign: bool = False
    is_domiciled_abroad: bool = False
    pays_from_abroad: bool = False
    size: CompanySize | None = None
    proves_size: bool = False
    is_secondary_laboratory: bool = False
    is_higher_education: bool = False
    is_under_public_contracting: bool = False

    @property
    def is_micro_or_small(self) -> bool:
        return self.size in {CompanySize.MICRO, CompanySize.SMALL}
