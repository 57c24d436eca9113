"""The certificate of a lot, for whoever bought of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from expedientes.models import Expediente
from expedientes.views.follower import FollowerRequest, Following, with_case
from ground.documents.serving import serve
from services.kinds import UnitsMove
from services.models import Lot


@with_case
@require_safe
def certificate(request: FollowerRequest, case: Expediente, following: Following, pk: int) -> HttpResponse:
    """Of a lot of which units left for the case."""
    bought = Lot.objects.filter(movements__item__request=case.pk, movements__kind=UnitsMove.DISPATCHED).distinct()
    lot = get_object_or_404(bought.select_related("certificate__scan"), pk=pk)
    return serve(request, lot.certificate, subject=case)
