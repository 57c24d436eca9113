"""Whether two clocks agree. Everything is dated by the database's; whoever files or signs has one of their own, and
where they differ one of them is wrong: nobody can tell which, so nothing is dated until they agree again.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

# Those that a time server keeps differ by milliseconds; a transaction may wait for seconds.
LIMIT = timedelta(minutes=2)


class ClockError(Exception):
    """This process's clock and the database's do not agree; the message is a Spanish sentence."""


def database_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def skew() -> timedelta:
    """How far this process's clock is ahead of the database's."""
    return timezone.now() - database_now()


def agreed_now() -> datetime:
    """The database's instant, which this process's clock confirms; raises ClockError."""
    if abs(skew()) > LIMIT:
        raise ClockError("El reloj de este equipo y el de la base de datos no coinciden: póngalos en hora.")
    return database_now()
