"""What the rooms above may want to know."""

from functools import partial

from django.db import transaction
from django.dispatch import Signal

# The days on which no term runs have changed, and the change is committed.
changed = Signal()


def announce() -> None:
    """Send `changed` when the transaction commits."""
    transaction.on_commit(partial(changed.send, sender=None))
