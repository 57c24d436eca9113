"""Alarms begin, end, and are told by mail, each once, to those whom the settings name."""

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from ground.mails.queue import owe
from inm_portal.watch.mail_events import BEGAN, ENDED
from inm_portal.watch.models import Alarm


@transaction.atomic
def tell(red: dict[str, str]) -> None:
    """`red`: all that needs somebody now, by name. What sounds already is not told again."""
    sounding = {alarm.name: alarm for alarm in Alarm.objects.sounding().select_for_update()}
    for name in red.keys() - sounding.keys():
        alarm, is_new = Alarm.objects.get_or_create(name=name, ended_at=None, defaults={"sentence": red[name]})
        if is_new:
            _owe(BEGAN, alarm)
    for name in sounding.keys() - red.keys():
        Alarm.objects.filter(pk=sounding[name].pk).update(ended_at=Now())
        _owe(ENDED, sounding[name])


def _owe(event, alarm: Alarm) -> None:
    for recipient in settings.ALARM_EMAILS:
        owe(event, recipient=recipient, about=alarm, occasion=alarm.pk)
