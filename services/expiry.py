"""What time does with quotes, each night after the last day of some (Código Civil, art. 67: it is whole)."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from ground.mails.queue import owe
from services.acts.answers import ENDED, expire, shut
from services.kinds import State
from services.models import Quote, ServiceRequest
from services.notices.mail_events import QUOTE_ENDS


def end_quotes() -> int:
    """End those whose last day is over, and close what nobody asked for again; how many."""
    today, quoted = timezone.localdate(), ServiceRequest.objects.open()
    over = quoted.filter(state=State.QUOTED, next_on__lt=today)
    done = [expire(pk=pk) for pk in over.order_by("pk").values_list("pk", flat=True)]
    ended = quoted.filter(state__in=ENDED)
    done += [shut(pk=pk) for pk in ended.order_by("pk").values_list("pk", flat=True)]
    return sum(step is not None for step in done)


def warn_of_ends() -> None:
    """Tell each customer so many days before the last one of their quote; of the nearest that is past, once."""
    today = timezone.localdate()
    waiting = Quote.objects.in_force().filter(accepted_by=None, ended_by=None, chain__request__state=State.QUOTED)
    for quote in waiting.filter(valid_until__gte=today).select_related("chain__request").order_by("pk"):
        past = [each for each in settings.SERVICES_QUOTE_WARNINGS if quote.valid_until - timedelta(days=each) <= today]
        if past:
            case = quote.chain.request
            owe(QUOTE_ENDS, recipient=case.mail_address, about=case, occasion=f"{quote.pk} {min(past)}")
