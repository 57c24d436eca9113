"""What PQRSD are, and the doors to them."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pqrsd.kinds_explained import explained_kinds


@login_not_required
@require_safe
def landing(request):
    context = {
        "groups": explained_kinds(timezone.localdate()),
        "reserved_identity_url": settings.PQRSD_RESERVED_IDENTITY_URL,
    }
    return render(request, "pqrsd/landing.html", context)
