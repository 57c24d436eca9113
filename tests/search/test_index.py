"""The index says what its sources say, and nothing that is not public."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.text import slugify

from communications.models import NewsItem
from ground.spelling import remains
from ground.synonyms.models import Synonym
from inm_portal.search.answer import answer
from inm_portal.search.index import refresh
from inm_portal.search.models import IndexEntry, Remainder, Word
from inm_portal.search.sources import everything
from tariffs.models import Edition
from tests.factories import SignatoryFactory, laboratory_user
from tests.pqrsd.petitions import petition
from tests.tariffs.desk import correction_of

pytestmark = pytest.mark.django_db


def news(title: str, *, published: int, expires: int | None = None) -> NewsItem:
    """Published, and perhaps expiring, so many days from now."""
    now = timezone.now()
    return NewsItem.objects.create(
        title=title,
        slug=slugify(title),
        summary="Resumen.",
        body="Texto.",
        published_at=now + timedelta(days=published),
        expires_at=None if expires is None else now + timedelta(days=expires),
    )


def titles() -> set[str]:
    return set(IndexEntry.objects.values_list("title", flat=True))


def test_index_and_sources_agree(indexed):
    handed_in = {(kind.value, found.title, found.address, found.text) for kind, found in everything(timezone.now())}
    assert set(IndexEntry.objects.values_list("kind", "title", "address", "text")) == handed_in
    assert IndexEntry.objects.filter(kind="tasas").count() == 327
    said = {word for entry in IndexEntry.objects.all() for word in f"{entry.title_words} {entry.other_words}".split()}
    assert {word for word in said if len(word) > 3} <= set(Word.objects.values_list("word", flat=True))
    (word,) = Word.objects.filter(word="calibracion")
    assert word.spelling == "calibración"
    assert set(word.remains.values_list("text", flat=True)) == remains("calibracion")


def test_refreshing_again_touches_nothing(indexed):
    before = set(IndexEntry.objects.values_list("pk", flat=True)), set(Remainder.objects.values_list("pk", flat=True))
    assert refresh() == (0, 0)
    assert before == (
        set(IndexEntry.objects.values_list("pk", flat=True)),
        set(Remainder.objects.values_list("pk", flat=True)),
    )


def test_news_are_found_from_their_publication_until_they_expire(reference_data):
    news("Pasada", published=-3, expires=-1)
    news("Presente", published=-1, expires=2)
    news("Futura", published=1)
    refresh()
    assert titles() & {"Pasada", "Presente", "Futura"} == {"Presente"}
    refresh(timezone.now() + timedelta(days=3))
    assert titles() & {"Pasada", "Presente", "Futura"} == {"Futura"}


def test_what_changed_is_found_as_it_is_and_not_as_it_was(reference_data):
    item = news("Barómetros", published=-1)
    refresh()
    item.title = "Anemómetros"
    item.save()
    call_command("rebuild_search", verbosity=0)
    assert [entry.title for entry in answer("anemometro").entries] == ["Anemómetros"]
    assert not answer("barometros", exactly=True).entries.exists()
    assert not Word.objects.filter(word="barometros").exists()


def test_only_the_edition_in_force_is_found(indexed):
    correction = correction_of(Edition.objects.get())
    rate = correction.rates.get(code="CAL-001")
    rate.name = "Calibración de astrolabios"
    rate.save()
    refresh()
    assert not answer("astrolabios", exactly=True).entries.exists()
    correction.publish()
    refresh()
    assert answer("astrolabio").entries.exists() == (correction.valid_from <= timezone.localdate())


def test_nothing_private_is_ever_found(reference_data):
    SignatoryFactory()
    user = laboratory_user()
    filed = petition(user=user, subject="Asunto secretísimo")
    refresh()
    told = " ".join(f"{entry.title} {entry.title_words} {entry.other_words}" for entry in IndexEntry.objects.all())
    for secret in ("secretisimo", filed.radicado.number, user.username, user.last_name, str(user.profile.company)):
        assert secret.lower() not in told.lower()


def test_a_synonym_that_somebody_adds_finds_at_once(indexed):
    assert not answer("gramolita").entries.exists()
    Synonym.objects.create(said="Gramolitas", means="pesas")
    assert "pesa" in answer("gramolita").entries[0].title


def test_every_synonym_that_ships_leads_to_something(indexed):
    lost = [str(synonym) for synonym in Synonym.objects.all() if not answer(synonym.means, exactly=True).entries]
    assert lost == []
    assert Synonym.objects.count() >= 60
