"""Is the portal alive, and does it do its work? For whoever restarts it, watches it, or counts what it does."""

from collections.abc import Iterator
from dataclasses import asdict

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from inm_portal.watch.measures import Health, measured


@require_safe
@never_cache
@login_not_required
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; for whoever restarts it or routes to it."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """Every figure, and the names of the alarms that sound: figures and names of ours, nothing of anybody.

    503 while one sounds. It is for whoever watches, not for a load balancer: the portal still files requests
    without its broker.
    """
    health = measured("web")
    figures = asdict(health)
    state = {name: "up" if figures.pop(f"is_{name}_up") else "down" for name in ("database", "broker")}
    alarms = list(health.alarms())
    report = state | {"alarms": alarms} | {name: _rounded(figure) for name, figure in figures.items()}
    return JsonResponse(report, status=503 if alarms else 200)


def _rounded(figure):
    if isinstance(figure, dict):
        return {name: round(value, 1) for name, value in figure.items()}
    return round(figure, 1) if isinstance(figure, float) else figure


@require_safe
@never_cache
@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    """The same for Prometheus, asked of the database each time: whichever process answers, they are the portal's.

    To whoever has METRICS_TOKEN; where there is none there is no such page, but in the demonstration.
    """
    if not settings.METRICS_TOKEN and settings.IS_PRODUCTION:
        raise Http404
    told, expected = request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"
    if settings.METRICS_TOKEN and not constant_time_compare(told, expected):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry()
    registry.register(Figures(measured("web")))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class Figures(Collector):
    """A portal's health as Prometheus reads it; what nobody could tell is not there."""

    # Of each figure what it is, and the name of its label when it is one of several.
    TOLD = {
        "is_database_up": ("Si la base de datos responde", ""),
        "is_broker_up": ("Si el intermediario de mensajes responde", ""),
        "oldest_unissued_letter_seconds": ("Edad del radicado más antiguo cuya carta no se ha emitido", ""),
        "stuck": ("Trabajo detenido, que se sigue intentando", "kind"),
        "oldest_due_seconds": ("Lo que lleva esperando el trabajo que ya se debería hacer", "kind"),
        "certificate_days": ("Días que le quedan al certificado de firma", ""),
        "clock_skew_seconds": ("Cuánto adelanta un reloj al de la base de datos", "process"),
        "last_radicado_ahead_seconds": ("Cuánto adelanta el último radicado al reloj de la base de datos", ""),
        "disk_free_megabytes": ("Disco libre", "process"),
        "job_ran_seconds_ago": ("Hace cuánto terminó bien una tarea programada", "job"),
    }

    def __init__(self, health: Health):
        self._health = health

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, (told, label) in self.TOLD.items():
            figure = getattr(self._health, name)
            gauge = GaugeMetricFamily(f"portal_{name.removeprefix('is_')}", told, labels=[label] if label else [])
            for key, value in figure.items() if label else [("", figure)]:
                if value is not None:
                    gauge.add_metric([key] if label else [], float(value))
            yield gauge
        sounding = GaugeMetricFamily("portal_alarm", "Alarmas que suenan", labels=["name"])
        for name in self._health.alarms():
            sounding.add_metric([name], 1)
        yield sounding
