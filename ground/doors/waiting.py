"""What waits for somebody of the staff, as the app that it waits in hands it to their home."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from ground.doors.explicit_permissions import Anybody


@dataclass(frozen=True)
class Waiting:
    """So many of something that has to be done, in words, and the page where it is; `light` is the name of the
    traffic light of the cases, if they are cases of one light."""

    count: int
    words: str
    url: str
    light: str = ""


def waiting_rows(user: Anybody, permission: str, rows: QuerySet[Any], words: str, **filters: str) -> list[Waiting]:
    """What waits in a list of the administration that asks for the permission (`app.codename`): one line, or
    none when there is nothing or it is nothing of the user's; the `filters` of that list narrow it to these rows."""
    if not user.has_perm(permission) or not (count := rows.count()):
        return []
    opts = rows.model._meta
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist", query=filters)
    return [Waiting(count, words, url)]
