"""The price as the resolution makes it: pure functions over frozen values, integers and Decimals.

`price` answers a Quote, or raises RefusedError with all that stands in the way; `reprice` is article 8.
"""

from tariffs.pricing.pricing import price
from tariffs.pricing.quote import (
    CompanySize,
    Currency,
    Customer,
    DiscountBase,
    Quote,
    RateRow,
    RequestedLine,
    RuleStep,
    Tariff,
)
from tariffs.pricing.refusals import Reason, RefusedError
from tariffs.pricing.repricing import reprice

__all__ = [
    "CompanySize",
    "Currency",
    "Customer",
    "DiscountBase",
    "Quote",
    "RateRow",
    "Reason",
    "RefusedError",
    "RequestedLine",
    "RuleStep",
    "Tariff",
    "price",
    "reprice",
]
