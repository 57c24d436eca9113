"""What time does with quotes and with what is to be paid, each night after the last day of some (Código Civil, art. 67:
it is whole)."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from ground.mails.queue import owe
from services.acts.answers import ENDED, end_unpaid, expire, shut
from services.acts.complement import expire_more
from services.kinds import State
from services.ledger import to_pay
from services.models import Quote, ServiceRequest
from services.notices.mail_events import DEBT, PAYMENT_ENDS, QUOTE_ENDS


def end_quotes() -> int:
    """End those whose last day is over, to accept or to pay, and close what nobody asked for again; how many."""
    today, quoted = timezone.localdate(), ServiceRequest.objects.open()
    done = []
    for state, end in ((State.QUOTED, expire), (State.ACCEPTED, end_unpaid)):
        over = quoted.filter(state=state, next_on__lt=today)
        done += [end(pk=pk) for pk in over.order_by("pk").values_list("pk", flat=True)]
    more = Quote.objects.waiting().filter(chain__number__gt=1, chain__request__closed_at=None, valid_until__lt=today)
    done += [expire_more(pk=pk) for pk in more.order_by("pk").values_list("pk", flat=True)]
    ended = quoted.filter(state__in=ENDED)
    done += [shut(pk=pk) for pk in ended.order_by("pk").values_list("pk", flat=True)]
    return sum(step is not None for step in done)


def warn_of_ends() -> None:
    """Tell each customer so many days before the last one of their quote; of the nearest that is past, once."""
    today = timezone.localdate()
    of_open = Q(chain__request__state=State.QUOTED) | Q(chain__number__gt=1, chain__request__closed_at=None)
    waiting = Quote.objects.waiting().filter(of_open)
    for quote in waiting.filter(valid_until__gte=today).select_related("chain__request").order_by("pk"):
        past = [each for each in settings.SERVICES_QUOTE_WARNINGS if quote.valid_until - timedelta(days=each) <= today]
        if past:
            case = quote.chain.request
            owe(QUOTE_ENDS, recipient=case.mail_address, about=case, occasion=f"{quote.pk} {min(past)}")


def warn_of_payments() -> None:
    """Tell who accepted so many days before the last one to pay, and who pays later around theirs; each day once."""
    today = timezone.localdate()
    soon = today + timedelta(days=settings.SERVICES_PAYMENT_WARNING_DAYS)
    accepted = ServiceRequest.objects.open().filter(state=State.ACCEPTED, next_on__gte=today, next_on__lte=soon)
    for case in accepted.order_by("pk"):
        owe(PAYMENT_ENDS, recipient=case.mail_address, about=case, occasion=case.next_on)
    later = ServiceRequest.objects.open().filter(contract__due_on__isnull=False)
    for case in later.order_by("pk"):
        due_on = date.fromisoformat(case.contract["due_on"])
        past = [days for days in settings.SERVICES_DEBT_REMINDERS if due_on + timedelta(days=days) <= today]
        if past and to_pay(case):
            owe(DEBT, recipient=case.mail_address, about=case, occasion=f"{due_on} {max(past)}")
