"""How a worker goes about a row of leased work, and how a sweep finds what was lost."""

import logging
from collections.abc import Callable

from celery import current_app
from django.db import DatabaseError

from ground.work.leases import HopelessError, LeasedWork, Work

logger = logging.getLogger(__name__)

SWEEP_LIMIT = 200


class NothingToDoError(Exception):
    """The work is not needed any more; it is no failure."""


def attempt(model: type[Work], pk: object, act: Callable[[Work], None]) -> None:
    """Claim the row and act on it once; a failure is logged and recorded on the row, never raised."""
    work: Work | None = model.objects.claim(pk)  # type: ignore[assignment]  # its rows are the model's
    if work is None:
        return
    try:
        act(work)
    except NothingToDoError:
        logger.info("%s %s: nothing to do any more", model.__name__, work)
    except Exception as error:  # whatever went wrong must become a visible state with a way to retry
        logger.exception("%s %s failed", model.__name__, work)
        # Of a database error the staff reads only the first line: the rest quotes the row's data.
        diagnostics = getattr(error.__cause__, "diag", None) if isinstance(error, DatabaseError) else None
        reason = f"{type(error).__name__}: {diagnostics.message_primary if diagnostics else error}"
        try:
            work.fail(reason, is_hopeless=isinstance(error, HopelessError))
        except DatabaseError:
            # The lease runs out by itself and the sweep finds the row again.
            logger.exception("failure of %s %s not recorded", model.__name__, work.pk)


def sweep(model: type[LeasedWork]) -> None:
    """Ring again for every row that is due: lost rings, dead workers, ended back-offs."""
    for pk in model.objects.due().values_list("pk", flat=True)[:SWEEP_LIMIT]:
        current_app.send_task(model.task, [str(pk)])
