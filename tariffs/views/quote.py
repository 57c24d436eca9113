"""The cotizador: what a choice of services costs, kept in the page's own address."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tariffs.forms.quote import (
    LONGEST_SEARCH,
    CustomerForm,
    QuoteSearchForm,
    general_reasons,
    line_forms,
    price_of,
)
from tariffs.known_customers import known_customer
from tariffs.models import Edition, Rate
from tariffs.pricing import Customer, Quote
from tariffs.pricing.payment import currency_for
from tariffs.quote_address import EDITION_KEY, Asked, Pairs, read
from tariffs.quote_price import Answer, answer, day_of, edition_name, named_edition

MOST_FOUND = 8
SEARCH_KEY = "q"


@dataclass(frozen=True)
class Found:
    """A row to add: its price for this customer, how many the button adds, and whether it is in already."""

    rate: Rate
    price: str
    is_chosen: bool

    @property
    def added(self) -> int:
        return 1 if self.is_chosen else self.rate.minimum_quantity or 1


@login_not_required
@require_safe
def quote(request):
    """The page of what the address asks for; any other way to ask for the same leads to its one address."""
    today = timezone.localdate()
    ruling = Edition.objects.in_force(today)
    asked, words = _asked(request, ruling), _words(request)
    typed = _pairs(request)
    if typed and typed != (pairs := _with_words(asked.pairs, words)):
        return redirect(f"{request.path}?{urlencode(pairs)}")
    edition = _edition(asked, ruling)
    if edition is None:
        return render(request, "tariffs/no_quote.html")
    on = today if edition == ruling else day_of(edition, today)
    return _page(request, asked, answer(asked, edition, on), ruling, words)


def _pairs(request: HttpRequest) -> Pairs:
    return [(key, text) for key, texts in request.GET.lists() for text in texts]


def _asked(request: HttpRequest, ruling: Edition | None) -> Asked:
    """What the address asks for; a first visit begins with the edition in force and what is known already."""
    asked = read(_pairs(request))
    if EDITION_KEY in request.GET:
        return asked
    customer = asked.customer if asked.customer != Customer() else known_customer(request.user)
    return replace(asked, edition=edition_name(ruling) if ruling else "", customer=customer)


def _edition(asked: Asked, ruling: Edition | None) -> Edition | None:
    """The one named; the one in force, when none is or there is no such."""
    if ruling and asked.edition == edition_name(ruling):
        return ruling
    return named_edition(asked.edition) or ruling


def _words(request: HttpRequest) -> str:
    words = request.GET.get(SEARCH_KEY, "").replace("\x00", " ")
    return " ".join(words.split())[:LONGEST_SEARCH].strip()


def _with_words(pairs: Pairs, words: str) -> Pairs:
    """Where the page's form has them: after the edition."""
    return [*pairs[:1], (SEARCH_KEY, words), *pairs[1:]] if words else pairs


def _page(request: HttpRequest, asked: Asked, answered: Answer, ruling: Edition | None, words: str):
    lines = line_forms(asked, answered, currency_for(asked.customer))
    general = _general_errors(asked, answered)
    has_errors = bool(general or answered.reasons)
    context = {
        "answer": answered,
        "edition": answered.edition,
        "edition_key": edition_name(answered.edition),
        "quote": None if has_errors else answered.quote,
        "lines": lines,
        "customer_form": CustomerForm(asked.customer),
        "has_errors": has_errors,
        "general_errors": [("lines", sentence) for sentence in general],
        "link": f"{settings.PORTAL_BASE_URL}{request.path}?{asked.query}",
        **_search(asked, answered.edition, words),
        **_today(asked, answered, ruling),
    }
    return render(request, "tariffs/quote.html", context, status=422 if has_errors else 200)


def _general_errors(asked: Asked, answered: Answer) -> list[str]:
    errors = general_reasons(answered.reasons)
    if asked.edition not in {"", edition_name(answered.edition)}:
        errors.insert(
            0,
            f"La dirección nombra una tarifa que no está publicada, «{asked.edition}». "
            f"Pulse «Calcular» para cotizar con la {answered.edition.resolution}.",
        )
    return errors


def _search(asked: Asked, edition: Edition, words: str) -> dict:
    matching = edition.rates.matching(words) if words else edition.rates.none()
    found = list(matching[: MOST_FOUND + 1])
    currency, chosen = currency_for(asked.customer), {line.code for line in asked.lines}
    return {
        "words": words,
        "search_form": QuoteSearchForm(initial={SEARCH_KEY: words}),
        "found": [Found(rate, price_of(rate, currency), rate.code in chosen) for rate in found[:MOST_FOUND]],
        "found_said": _count_said(len(found)),
        "search_limit": LONGEST_SEARCH,
    }


def _count_said(count: int) -> str:
    if count > MOST_FOUND:
        return f"Hay más de {MOST_FOUND}; estos son los primeros. Escriba otra palabra para ver menos."
    if count == 0:
        return "Nada en la tarifa tiene esas palabras. Pruebe con menos, o con otras."
    return "1 tasa encontrada." if count == 1 else f"{count} tasas encontradas."


def _today(asked: Asked, answered: Answer, ruling: Edition | None) -> dict:
    """With an edition that does not rule today: the same by the one that does."""
    today = timezone.localdate()
    context = {"ruling": ruling, "is_to_come": answered.edition.begins_on > today, "newer": None}
    if ruling is None or ruling == answered.edition:
        return context
    by_todays = replace(asked, edition=edition_name(ruling))
    newer = answer(by_todays, ruling, today)
    return context | {
        "newer": newer,
        "newer_link": f"{reverse('tariffs:quote')}?{by_todays.query}",
        "difference": _difference(answered.quote, newer.quote),
    }


def _difference(then: Quote | None, now: Quote | None) -> str:
    """How the price changed, in words; "" unless both are known."""
    if not (then and now):
        return ""
    change = now.total - then.total
    amount, total = now.currency.written(abs(change)), now.currency.written(now.total)
    if not change:
        return f"Con ella, lo mismo vale igual: {total}."
    return f"Con ella, lo mismo vale {total}: {amount} {'más' if change > 0 else 'menos'}."
