"""The cotizador: what a choice of services costs, kept in the page's own address."""

from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.models import Profile
from ground.doors.reading import reading_page
from tariffs.forms import LONGEST_SEARCH, CustomerForm, QuoteSearchForm, line_forms, price_of, said
from tariffs.models import Edition
from tariffs.pricing.payment import currency_for
from tariffs.pricing.quote import CompanySize, Customer
from tariffs.quote_address import EDITION_KEY, Asked, read
from tariffs.quote_price import Answer, answer, day_of, edition_name, named_edition

MOST_FOUND = 8
SEARCH_KEY = "q"


@reading_page()
def quote(request):
    """The page of what the address asks for; any other way to ask for the same leads to its one address."""
    today = timezone.localdate()
    ruling = Edition.objects.in_force(today)
    typed = [(key, text) for key, texts in request.GET.lists() for text in texts]
    asked = read(typed)
    if EDITION_KEY not in request.GET:  # a first visit
        customer = asked.customer if asked.customer != Customer() else known_customer(request.user)
        asked = replace(asked, edition=edition_name(ruling) if ruling else "", customer=customer)
    words = " ".join(request.GET.get(SEARCH_KEY, "").replace("\x00", " ").split())[:LONGEST_SEARCH].strip()
    pairs = asked.pairs
    if words:  # where the page's form has them: after the edition
        pairs.insert(1, (SEARCH_KEY, words))
    if typed and typed != pairs:
        return redirect(f"{request.path}?{urlencode(pairs)}")
    # The edition named; the one in force, when none is or there is no such.
    is_ruling = ruling and asked.edition == edition_name(ruling)
    edition = ruling if is_ruling else named_edition(asked.edition) or ruling
    if edition is None:
        return render(request, "tariffs/no_quote.html")
    answered = answer(asked, edition, today if edition == ruling else day_of(edition, today))
    lines = line_forms(asked, answered, currency_for(asked.customer))
    errors = [said(reason) for reason in answered.reasons if reason.line is None]
    if asked.edition not in {"", edition_name(edition)}:
        errors.insert(
            0,
            f"La dirección nombra una tarifa que no está publicada, «{asked.edition}». "
            f"Pulse «Calcular» para cotizar con la {edition.resolution}.",
        )
    has_errors = bool(errors or answered.reasons)
    context = {
        "answer": answered,
        "edition": edition,
        "edition_key": edition_name(edition),
        "quote": None if has_errors else answered.quote,
        "lines": lines,
        "customer_form": CustomerForm(asked.customer),
        "has_errors": has_errors,
        "general_errors": [("lines", sentence) for sentence in errors],
        "link": f"{settings.PORTAL_BASE_URL}{request.path}?{asked.query}",
        **_search(asked, edition, words),
        **_today(asked, answered, ruling),
    }
    return render(request, "tariffs/quote.html", context, status=422 if has_errors else 200)


def known_customer(user) -> Customer:
    """The facts of the user's company, or of the user who acts for themself; nobody's, of who has neither.

    Nothing proves a size: that is asked each time (art. 4 par.).
    """
    if not user.is_authenticated:
        return Customer()
    profile = Profile.objects.filter(user=user).select_related("company").first()
    if profile is None or (profile.is_legal_person and profile.company is None):
        return Customer()
    company = profile.company
    residence = company or profile
    return Customer(
        is_foreign=residence.is_foreign,
        is_domiciled_abroad=residence.is_domiciled_abroad,
        pays_from_abroad=residence.pays_from_abroad,
        size=CompanySize(company.size) if company and company.size else None,
        is_secondary_laboratory=bool(company and company.is_secondary_laboratory),
        is_higher_education=bool(company and company.is_higher_education),
        is_under_public_contracting=bool(company and company.is_public_contracting),
    )


def _search(asked: Asked, edition: Edition, words: str) -> dict:
    found = list(edition.rates.matching(words)[: MOST_FOUND + 1]) if words else []
    currency, chosen = currency_for(asked.customer), {line.code for line in asked.lines}
    count_said = f"{len(found)} tasas encontradas."
    if len(found) > MOST_FOUND:
        count_said = f"Hay más de {MOST_FOUND}; estos son los primeros. Escriba otra palabra para ver menos."
    elif len(found) == 1:
        count_said = "1 tasa encontrada."
    elif not found:
        count_said = "Nada en la tarifa tiene esas palabras. Pruebe con menos, o con otras."
    return {
        "words": words,
        "search_form": QuoteSearchForm(initial={SEARCH_KEY: words}),
        "found": [
            {
                "rate": rate,
                "price": price_of(rate, currency),
                "is_chosen": rate.code in chosen,
                "added": 1 if rate.code in chosen else rate.minimum_quantity or 1,
            }
            for rate in found[:MOST_FOUND]
        ],
        "found_said": count_said,
        "search_limit": LONGEST_SEARCH,
    }


def _today(asked: Asked, answered: Answer, ruling: Edition | None) -> dict:
    """With an edition that does not rule today: the same by the one that does, and how the price changed."""
    today = timezone.localdate()
    context = {"ruling": ruling, "is_to_come": answered.edition.begins_on > today, "newer": None}
    if ruling is None or ruling == answered.edition:
        return context
    by_todays = replace(asked, edition=edition_name(ruling))
    newer, difference = answer(by_todays, ruling, today), ""
    if answered.quote and newer.quote:
        change, currency = newer.quote.total - answered.quote.total, newer.quote.currency
        total, amount = currency.written(newer.quote.total), currency.written(abs(change))
        difference = f"Con ella, lo mismo vale {total}: {amount} {'más' if change > 0 else 'menos'}."
        if not change:
            difference = f"Con ella, lo mismo vale igual: {total}."
    link = f"{reverse('tariffs:quote')}?{by_todays.query}"
    return context | {"newer": newer, "newer_link": link, "difference": difference}
