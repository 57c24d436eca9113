"""An amount of money in Spanish words, as the letters say it beside its figures. Pure."""

from decimal import Decimal

from tariffs.pricing.quote import Currency

# fmt: off
_UP_TO_30 = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece",
    "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós",
    "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)
_TENS = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_HUNDREDS = (
    "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos",
    "novecientos",
)
# fmt: on
_THOUSAND, _MILLION, _BILLION = 1_000, 10**6, 10**12
GREATEST = 10**18
# Of one, of several, and a hundredth of each.
_NAMES = {
    Currency.COP: ("peso colombiano", "pesos colombianos"),
    Currency.USD: ("dólar de los Estados Unidos de América", "dólares de los Estados Unidos de América"),
}
_HUNDREDTHS = ("centavo", "centavos")


def amount_in_words(amount: Decimal, currency: Currency) -> str:
    """«un millón cien mil pesos colombianos», «dos dólares de los Estados Unidos de América con treinta centavos».

    Raises ValueError for what is negative, has more than two decimals or is beyond all money.
    """
    hundredths = int(amount * 100)
    if amount * 100 != hundredths or not 0 <= hundredths < 100 * GREATEST:
        raise ValueError(f"{amount} is no amount of money")
    whole, rest = divmod(hundredths, 100)
    words = _counted(whole, *_NAMES[currency])
    return f"{words} con {_counted(rest, *_HUNDREDTHS)}" if rest else words


def _counted(number: int, one: str, several: str) -> str:
    """So many things, whose name is masculine: «veintiún mil pesos», «un millón de pesos»."""
    of = "de " if number and number % _MILLION == 0 else ""
    return f"{_before_a_noun(number)} {of}{one if number == 1 else several}"


def _before_a_noun(number: int) -> str:
    """`uno` loses its end there."""
    words = in_words(number)
    if words.endswith("veintiuno"):
        return words.removesuffix("veintiuno") + "veintiún"
    return words.removesuffix("o") if words.endswith("uno") else words


def in_words(number: int) -> str:
    """A whole number from 0 on by itself: «ciento uno», «mil millones»."""
    if number < 30:
        return _UP_TO_30[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _TENS[tens - 3] + (f" y {_UP_TO_30[rest]}" if rest else "")
    if number == 100:
        return "cien"
    if number < _THOUSAND:
        hundreds, rest = divmod(number, 100)
        return _joined(_HUNDREDS[hundreds - 1], rest)
    if number < _MILLION:
        thousands, rest = divmod(number, _THOUSAND)
        return _joined("mil" if thousands == 1 else f"{_before_a_noun(thousands)} mil", rest)
    if number < _BILLION:
        return _scaled(number, _MILLION, "millón", "millones")
    return _scaled(number, _BILLION, "billón", "billones")


def _scaled(number: int, unit: int, one: str, several: str) -> str:
    count, rest = divmod(number, unit)
    return _joined(f"{_before_a_noun(count)} {one if count == 1 else several}", rest)


def _joined(words: str, rest: int) -> str:
    return f"{words} {in_words(rest)}" if rest else words
