"""*Avisos*: letters to people whose address is unknown, as the notice of CPACA art. 69, by analogy."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from legal_calendar.stored import current_calendar
from pqrsd.following.public_notices import NOTICE_DAYS, notice_of, noticed_steps, published_since

PAGE_SIZE = 50


@login_not_required
@require_safe
def public_notices(request):
    """The numbers of the letters and how long they stay here; neither whom nor what they are about."""
    calendar = current_calendar()
    steps = noticed_steps(published_since(calendar))
    page = Paginator(steps, PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {"page": page, "notices": [notice_of(step, calendar) for step in page], "days": NOTICE_DAYS}
    return render(request, "pqrsd/public_notices.html", context)
