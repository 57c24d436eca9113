"""What a petition's page says is to come: nothing but what the law and its own dates imply, with the article."""

from dataclasses import replace

import pytest

from pqrsd.ahead import Asking, ahead
from pqrsd.deadlines import Facts, Term, days_elapsed, delivery_due_on_after_silence, reckon
from tests.legal_calendar.calendars import colombia
from tests.pqrsd.terms import COLOMBIA, GENERAL, RESTARTING, day, governing, stop

ART_17 = "CPACA, artículo 17"
RECEIVED = "2026-11-20"  # fifteen business days: 14 December
TRANSFER = ("Si le corresponde a otra entidad, la trasladamos", "2026-11-27", "artículo 21")
ASK = ("Si le falta algo, se lo pedimos", "2026-12-04", "CPACA, artículo 17")
LONGER = ("Si hace falta más tiempo, se lo decimos antes", "2026-12-14", "art. 14")
ANSWER = ("La respuesta, firmada", "2026-12-14", "art. 14")
DATA_CLAIM = governing("habeas_reclamo", RECEIVED)
DATA_QUERY = governing("habeas_consulta", RECEIVED)


def coming(today: str, *, term: Term = GENERAL, stops=(), extension_days=0, calendar=COLOMBIA, copies=False, **asked):
    facts = Facts(day(RECEIVED), stops, extension_days)
    deadline = reckon(term, facts, calendar)
    return ahead(
        deadline,
        facts,
        calendar,
        today=day(today),
        elapsed=days_elapsed(deadline, day(today), calendar),
        asked=Asking(**asked) if asked else None,
        copies_on=delivery_due_on_after_silence(deadline, calendar) if copies else None,
    )


@pytest.mark.parametrize(
    ("facts", "steps"),
    [
        # In term (CPACA, arts. 14, 17 and 21): what is past is not to come any more.
        ({"today": "2026-11-20"}, [TRANSFER, ASK, LONGER, ANSWER]),
        ({"today": "2026-11-27"}, [TRANSFER, ASK, LONGER, ANSWER]),
        ({"today": "2026-11-28"}, [ASK, LONGER, ANSWER]),
        ({"today": "2026-12-07"}, [LONGER, ANSWER]),
        ({"today": "2026-12-14"}, [LONGER, ANSWER]),
        # Extended, which is done once (art. 14, par.).
        (
            {"today": "2026-12-16", "extension_days": 5},
            [("La respuesta, firmada", "2026-12-21", "art. 14")],
        ),
        # A consultation of personal data stops for nothing (Ley 1581, art. 14): nothing is asked.
        (
            {"today": "2026-12-03", "term": DATA_QUERY},
            [
                ("Si hace falta más tiempo, se lo decimos antes", "2026-12-04", "art. 14"),
                ("La respuesta, firmada", "2026-12-04", "art. 14"),
            ],
        ),
        # A claim about them: asked within five days, transferred within two (Ley 1581, art. 15).
        (
            {"today": "2026-11-23", "term": DATA_CLAIM},
            [
                ("Si le corresponde a otra entidad, la trasladamos", "2026-11-24", "artículo 15"),
                ("Si le falta algo, se lo pedimos", "2026-11-27", "artículo 15"),
                ("Si hace falta más tiempo, se lo decimos antes", "2026-12-14", "art. 15"),
                ("La respuesta, firmada", "2026-12-14", "art. 15"),
            ],
        ),
        # Overdue: no new day is promised.
        ({"today": "2026-12-15"}, [("La respuesta, que sigue pendiente", None, "")]),
        # Unless silence granted the information (CPACA, art. 14, num. 1).
        (
            {"today": "2026-12-15", "copies": True},
            [
                ("Las copias de lo que pidió", "2026-12-17", "artículo 14, numeral 1"),
                ("La respuesta, que sigue pendiente", None, ""),
            ],
        ),
        ({"today": "2026-12-18", "copies": True}, [("La respuesta, que sigue pendiente", None, "")]),
    ],
)
def test_what_comes_is_what_the_law_says_with_its_day_and_its_article(facts, steps):
    found = coming(**facts)
    assert [(step.title, step.by) for step in found] == [(title, by and day(by)) for title, by, _ in steps]
    assert [article in step.words for step, (_, _, article) in zip(found, steps, strict=True)] == [True] * len(steps)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        # Three days had counted when it was asked (CPACA, art. 17).
        (
            {"until": "2026-12-28", "norm": ART_17},
            ["corren los 12 días hábiles", "se entiende que desistió"],
        ),
        ({"term": RESTARTING, "until": "2026-12-28", "norm": ART_17}, ["corren los 15 días hábiles"]),
        (
            {"until": "2026-12-28", "norm": ART_17, "more_time": True},
            ["puede pedir, una vez, un plazo igual"],
        ),
        ({"until": "2026-12-28", "norm": ART_17}, ["recurso de reposición"]),
        # What nobody understands is archived (art. 19): no decree of giving up.
        (
            {"until": "2026-12-11", "norm": "CPACA, artículo 19", "is_unclear": True},
            ["Usted la aclara", "la archivamos"],
        ),
        # Of a claim about personal data the term goes on, and silence needs no act (Ley 1581, art. 15).
        ({"term": DATA_CLAIM, "until": "2027-01-26", "norm": "Ley 1581 de 2012, artículo 15"}, ["Se lo decimos;"]),
    ],
)
def test_who_is_asked_reads_until_when_and_what_follows_from_silence(facts, words):
    facts = facts | {"until": day(facts["until"])}
    found = coming("2026-11-30", stops=(stop("2026-11-26"),), **facts)
    assert [(step.by, step.is_limit) for step in found] == [(facts["until"], True), (None, False), (None, False)]
    said = " ".join(f"{step.title}. {step.words}" for step in found)
    assert [word for word in words if word not in said] == []
    assert facts["norm"] in said
    assert ("recurso" in said) is (facts.get("term", GENERAL).lapses_by_act and not facts.get("is_unclear"))


def test_who_is_late_with_it_reads_no_day_that_has_passed():
    yours, *_ = coming("2026-12-29", stops=(stop("2026-11-26"),), until=day("2026-12-28"), norm=ART_17)
    assert (yours.by, yours.is_limit) == (None, False)
    assert "mientras no la archivemos" in yours.words


def test_one_limit_stands_at_the_end_of_a_term_and_no_later_day_beyond_the_calendar_is_guessed():
    short = colombia(last=2026)
    long_term = replace(GENERAL, extension_days=30)
    found = coming("2026-12-01", term=long_term, calendar=short)
    assert [step.is_limit for step in found] == [False, False, True]
    assert "no puede pasar" not in found[1].words
    assert "no puede pasar del" in coming("2026-12-01", term=long_term)[1].words
