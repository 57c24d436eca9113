"""The pages that belong to the portal as a whole: home and contact."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.forms.credentials import LoginForm
from communications.models import NewsItem
from ground.doors.reading import reading_page
from inm_portal.offer import told
from pqrsd.kinds import Kind
from pqrsd.models import Termino
from tariffs.house_rule import house_rule
from tariffs.models import Edition

NEWS_AT_HOME = 4


@reading_page()
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    edition = Edition.objects.in_force(today)
    rule = house_rule(edition) if edition else None
    terms = Termino.objects.filter(kind=Kind.PRIVATE_INTEREST, valid_from__lte=today).order_by("valid_from")
    context = {
        "news": NewsItem.objects.published(at=timezone.now()).with_picture()[:NEWS_AT_HOME],
        "login_form": LoginForm(),
        "rule": rule,
        "rate_count": rule.count if rule else None,
        "resolution": edition.resolution if edition else None,
        "petition_days": terms.values_list("days", flat=True).last(),
    }
    return render(request, "home.html", told(request) | context)


@reading_page()
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "contact.html")
