"""How a mailed link is opened: its token goes into the session and out of the address.

So it is in no Referer and no bookmark. Opening uses nothing up: a page with a button follows, because
programs that look at mails for their readers open links as well.
"""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import links


def open_link(purpose: str, next_page: str):
    """The view of a link's address; `next_page` is the URL name of the page with the button."""

    @login_not_required
    @never_cache
    @require_safe
    def view(request, uid, token):
        if links.resolve(purpose, uid, token) is None:
            return dead_link(request, purpose)
        request.session[_key(purpose)] = [uid, token]
        return redirect(next_page)

    return view


def opened(request, purpose: str):
    """The row of the link that this browser opened, if the link is still good; otherwise None."""
    return links.resolve(purpose, *request.session.get(_key(purpose), ["", ""]))


def close_link(request, purpose: str) -> None:
    """Forget the link, once it has been used."""
    request.session.pop(_key(purpose), None)


def dead_link(request, purpose: str):
    """Says that a link does not work any more, and how to get another."""
    context = {"is_recovery": purpose == "recover"}
    return render(request, "accounts/dead_link.html", context, status=404)


def _key(purpose: str) -> str:
    return f"opened_link_{purpose}"
