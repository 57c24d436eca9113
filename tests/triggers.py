"""What no role of the portal can do. It asks nothing of the tests' own environment: benchmarks do it, too."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def without_triggers() -> Iterator[None]:
    """As the owner of the tables, with the triggers off, those of foreign keys too."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")
