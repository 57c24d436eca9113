"""The size of a company at each edge (Decreto 1074 de 2015, arts. 2.2.1.13.2.1 and 2.2.1.13.2.2)."""

from decimal import Decimal

import pytest

from accounts.ciiu import DIVISION_CHOICES, SECTIONS
from accounts.company_size import Size, SizeSector, company_size

UVT_2020 = 35_607  # Resolución DIAN 84 de 2019

EDGES = [
    (SizeSector.MANUFACTURING, 839_007_741, 7_299_256_965, 61_833_869_955),
    (SizeSector.SERVICES, 1_174_603_716, 4_698_379_257, 17_199_391_638),
    (SizeSector.COMMERCE, 1_594_089_783, 15_353_595_972, 76_935_760_044),
    (SizeSector.OTHER, 839_007_741, 7_299_256_965, 61_833_869_955),
]
RANGES = [Size.MICRO, Size.SMALL, Size.MEDIUM, Size.LARGE]


@pytest.mark.parametrize(
    ("sector", "ceiling", "size", "next_size"),
    [
        (sector, ceiling, RANGES[position], RANGES[position + 1])
        for sector, *ceilings in EDGES
        for position, ceiling in enumerate(ceilings)
    ],
)
def test_the_upper_end_of_a_range_still_belongs_to_it(sector, ceiling, size, next_size):
    assert company_size(sector=sector, income=Decimal(ceiling), uvt=UVT_2020) == size
    assert company_size(sector=sector, income=Decimal(ceiling + 1), uvt=UVT_2020) == next_size


@pytest.mark.parametrize("sector", SizeSector)
def test_company_without_income_is_micro(sector):
    assert company_size(sector=sector, income=Decimal(0), uvt=UVT_2020) == Size.MICRO


def test_ciiu_has_its_88_divisions_once_each_and_in_order():
    """As in the structure of CIIU Rev. 4 A. C. (DANE): 21 sections, 88 divisions."""
    codes = [code for _, divisions in SECTIONS for code in divisions]
    assert len(SECTIONS) == 21
    assert len(codes) == len(set(codes)) == 88
    assert codes == sorted(codes)
    assert [section[0] for section, _ in SECTIONS] == list("ABCDEFGHIJKLMNOPQRSTU")
    assert [choice[0] for _, group in DIVISION_CHOICES for choice in group] == codes
