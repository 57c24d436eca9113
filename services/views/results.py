"""What a customer reads of a digital certificate that was delivered to them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from expedientes.models import Expediente
from expedientes.views.follower import FollowerRequest, Following, with_case
from services.models import Certificate
from services.results import Results


@with_case
@require_safe
def results(request: FollowerRequest, case: Expediente, following: Following, pk: int) -> HttpResponse:
    delivered = Certificate.objects.filter(item__request=case.pk, dcc__isnull=False, delivered_by__isnull=False)
    own = get_object_or_404(delivered.select_related("item__request"), pk=pk)
    context = {"case": case, "results": Results.of(own), "base": "base.html"}
    return render(request, "services/results.html", context)
