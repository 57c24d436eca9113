"""The draft of a page: what somebody who is logged in has typed on it, as they type it.

Whoever is not logged in has none, nor has what is asked for anonymously: that stays in the browser's tab
(static/js/kept.js), for a machine may be everybody's.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from ground.webforms.models import PageDraft
from ground.webforms.opened_pages import OpenedPage
from ground.webforms.pages import PageRequest
from ground.webforms.typed import as_known

LIFE = timedelta(days=30)


def changed_control(request: PageRequest) -> str | None:
    """The control that a save of one answer names (static/js/autosave.js); None when the whole page was sent."""
    return (request.htmx.trigger_name or "") if request.htmx else None


def draft_of(user: Any, page: str) -> PageDraft | None:
    return PageDraft.objects.filter(owner=user, page=page).first() if user.is_authenticated else None


def begun(known: Mapping[str, dict[str, Any]], draft: PageDraft | None) -> dict[str, dict[str, Any]]:
    """What the forms of a page begin with: what the portal knows, and over it what was typed before."""
    typed = as_known(draft.typed) if draft else {}
    return {prefix: known.get(prefix, {}) | typed.get(prefix, {}) for prefix in known.keys() | typed.keys()}


def keep(user: Any, page: str, opened: OpenedPage, typed: dict[str, Any], *, only: str | None) -> PageDraft:
    """Keep what was typed on an opened page, whose files are found again with it."""
    draft, _ = PageDraft.objects.update_or_create(owner=user, page=page, defaults={"key": opened.draft_id})
    draft.keep(typed, only=only)
    return draft


def end_draft(key: UUID | None) -> None:
    """What was filed is no draft any more; to be called in the transaction that files it."""
    if key:
        PageDraft.objects.filter(key=key).delete()


def forget(user: Any, page: str) -> None:
    if user.is_authenticated:
        PageDraft.objects.filter(owner=user, page=page).delete()


def purge_page_drafts() -> None:
    """Delete what nobody has gone on with; the files go when they are a day old."""
    PageDraft.objects.filter(saved_at__lt=timezone.now() - LIFE).delete()
