from datetime import timedelta
from functools import partial

from django.conf import settings
from django.urls import reverse

from ground.mails import events
from ground.mails.events import Content
from ground.mails.models import Mail
from inm_portal.watch.models import Alarm


def _content(mail: Mail) -> Content:
    work_url = settings.PORTAL_BASE_URL + reverse("staff_home")
    return Content({"alarm": Alarm.objects.get(pk=mail.subject_id), "work_url": work_url})


def _over(mail: Mail) -> str:
    return "" if Alarm.objects.sounding().filter(pk=mail.subject_id).exists() else "La alarma ya terminó."


_declare = partial(
    events.declare, readers="watch.view_alarm", content=_content, kept=timedelta(days=365), action="Abrir Mi trabajo"
)
BEGAN = _declare("watch.began", "Alarma", needless=_over)
ENDED = _declare("watch.ended", "Fin de una alarma")
