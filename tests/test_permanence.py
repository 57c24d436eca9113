"""What no statement of the portal's role changes, whatever it switches off: the law kept by the database."""

from contextlib import contextmanager, nullcontext
from datetime import date, time, timedelta

import pgtrigger
import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Consent, ConsentText, ReservedGrant
from ground.permanence import RESTRICT_VIOLATION, Law
from pqrsd.models import CalendarCopy, QuarterlyReport, Rating
from radicados.filing import radicar
from radicados.models import SignedLetter
from services.filing import AskedItem
from services.kinds import Evaluation, SeatState, UnitsMove
from services.models import (
    Appointment,
    Attendance,
    Certificate,
    CourseEdition,
    CourseOpinion,
    CourseSession,
    Custody,
    Dispatch,
    Heard,
    Intent,
    Invoice,
    Label,
    Laboratory,
    Lot,
    Measurand,
    MoneyBack,
    Participation,
    Passage,
    Payment,
    Performance,
    Quote,
    QuoteChain,
    Reception,
    ReportedValue,
    Repricing,
    Round,
    RoundItem,
    Seat,
    StockMovement,
    TransferProof,
)
from services.price import AskedLine
from services.rounds import assign_code
from tariffs.models import Edition, Footnote, Heading, Rate, Resolution
from tests import database
from tests.environment import WORKER
from tests.factories import (
    OecRequestFactory,
    SignatoryFactory,
    UserFactory,
    laboratory_user,
    prepared_radicado,
)
from tests.pqrsd.owed_mails import ask_to_complete
from tests.pqrsd.petitions import document, petition
from tests.services.requests import filed as service_request
from tests.triggers import without_triggers

WORK = {"attempts", "next_attempt_at", "lease_until", "last_error", "parked_at", "done_at"}
RELEASE, CANCELLATION = {"released_at"}, {"cancelled_at", "cancellation_reason"}
ISSUE = {"issued_at", "sha256", "signature_level", "signed_by"}
ANNULMENT = {"annulled_at", "annulled_by_id", "annulment_reason"}
ACTS = {
    *("kind", "initial_due_on", "due_on", "waiting_until", "extension_days", "extended_at", "version"),
    *("office_id", "assignee_id", "is_priority", "is_reserved", "closed_at", "outcome"),
}
DELETE, TRUNCATE = "DELETE", "TRUNCATE"
# Of each model whose law the database keeps, what may be done to a row of it once it is filed, accepted or
# published. Everything else is refused.
POSSIBLE = {
    "accounts.Consent": {"withdrawn_at", "withdrawn_from"},
    "accounts.ConsentText": set(),
    "accounts.ReservedGrant": {"given_by_id", "given_at"},
    "audit.Entry": set(),
    "audit.Seal": set(),
    "communications.OfferText": set(),
    "documents.Document": {"infected_with", "is_reserved", DELETE},
    "expedientes.Anexo": set(),
    "expedientes.Expediente": ACTS,
    "expedientes.Paso": set(),
    "expedientes.RelatedCase": set(),
    "mails.Mail": {"is_reserved", *RELEASE, *CANCELLATION, *WORK, DELETE, TRUNCATE},
    "pqrsd.CalendarCopy": set(),
    "pqrsd.CompletionRequest": {"due_on", "extended_at", "completed_on"},
    "pqrsd.Petitioner": set(),
    "pqrsd.PetitionerCharacterisation": set(),
    "pqrsd.Pqrsd": {"termino_id", "calendar_version", "is_about_rights"},
    "pqrsd.QuarterlyReport": {"made_at", "figures"},
    "pqrsd.Rating": set(),
    "radicados.Actuacion": set(),
    "radicados.Consecutivo": set(),
    "radicados.Radicado": {"is_reserved", *ISSUE, *ANNULMENT},
    "radicados.SignedLetter": set(),
    "requests_oec.ChosenSector": set(),
    "requests_oec.EquipmentItem": set(),
    "requests_oec.OecRequest": set(),
    "requests_oec.StaffMember": set(),
    # Until the attendance is closed.
    "services.Attendance": {"id", "session_id", "was_there", DELETE, TRUNCATE},
    # Until it is held or cancelled, but its seats are never fewer than those taken.
    "services.CourseEdition": {
        *("id", "name", "code", "laboratory_id", "hours", "is_virtual", "place", "seats", "minimum", "opens_on"),
        *("closes_on", "held_at", "cancelled_at", "reason"),
    },
    "services.Heard": set(),
    "services.Intent": {
        *("state", "expires_at", "bank_reference", "url", "cus", "bank", "questions", "ask_at"),
    },
    "services.Invoice": set(),
    "services.CourseOpinion": set(),
    "services.Appointment": {"ended_by_id"},
    "services.Certificate": set(),  # of what was delivered
    "services.Custody": set(),
    "services.Item": {"state", "returned_by_id"},
    "services.Label": {"replaced_at"},
    "services.Dispatch": set(),  # of what came
    # Of one of which somebody has units; these are never fewer than those.
    "services.Lot": {"id", "laboratory_id", "units", "made_on", "storage", "hazard", "blocked_at", "block_reason"},
    "services.Performance": set(),
    "services.Reception": set(),
    "services.Line": {"dropped_by_id"},
    "services.MoneyBack": set(),  # of what was done
    "services.Participant": {"replaced_by_id"},
    "services.Payment": set(),  # of what is certain
    "services.Quote": {"accepted_by_id", "ended_by_id", "replaced_by_id"},
    "services.QuoteChain": set(),
    "services.Repricing": {"accepted_by_id", "ended_by_id"},
    "services.Seat": {
        *("edition_id", "state", "offered_until", "participant_id", "document", "result", "certificate_id"),
        "answered_on",
    },
    "services.ServiceRequest": {
        *("state", "customer", "contract", "size_proved_at", "checked_at", "asked_until", "next_on", "suspended_until"),
    },
    "services.StockMovement": set(),
    "services.Measurand": {*("id", "name", "unit", "assigned", "uncertainty", "deviation"), DELETE},
    "services.ParticipantCode": {"replaced_at", "reason"},
    "services.Participation": {"round_id", "state", "no_report"},
    "services.Passage": {"received_at", "received_condition", "received_notes"},
    "services.ReportedValue": set(),
    # Until it is reported or cancelled, but its places are never fewer than those taken.
    "services.Round": {
        *("id", "title", "magnitude", "code", "laboratory_id", "description", "items", "places", "minimum", "opens_on"),
        *("closes_on", "begins_on", "ends_on", "results_until", "evaluation", "protocol_id", "reported_at"),
        *("cancelled_at", "reason"),
    },
    "services.RoundItem": {"id", "name", DELETE},
    "services.TransferProof": set(),  # of what was answered
    "tariffs.Booklet": {"pdf", *WORK},
    "tariffs.Edition": set(),
    "tariffs.EnglishName": {"english"},
    "tariffs.Footnote": set(),
    "tariffs.Heading": set(),
    "tariffs.HistoricalEdition": set(),
    "tariffs.HistoricalEnglishName": set(),
    "tariffs.HistoricalFootnote": set(),
    "tariffs.HistoricalHeading": set(),
    "tariffs.HistoricalRate": set(),
    "tariffs.HistoricalRate_footnotes": set(),
    "tariffs.Mark": set(),
    "tariffs.Rate": set(),
    "tariffs.Resolution": set(),
}
MODELS = [model for model in apps.get_models() if getattr(model._meta, "triggers", None)]
NAMES = [model._meta.label for model in MODELS]
# Another value for a column, by its type.
OTHER = {
    "ARRAY": "'{{z}}'",
    "bigint": "coalesce({0}, 0) + 1",
    "boolean": "{0} IS NOT TRUE",
    "bytea": "'z'",
    "character varying": "'z'",
    "date": "coalesce({0}, current_date) + 1",
    "inet": "'192.0.2.99'",
    "integer": "coalesce({0}, 0) + 1",
    "jsonb": """'{{"z": 1}}'""",
    "numeric": "coalesce({0}, 0) + 1",
    "smallint": "coalesce({0}, 0) + 1",
    "text": "'z'",
    "timestamp with time zone": "coalesce({0}, now()) + interval '1 day'",
    "uuid": "gen_random_uuid()",
}


@pytest.fixture(scope="session")
def _scene(django_db_setup, django_db_blocker) -> None:
    """One row of each, written once and copied for each test."""
    with django_db_blocker.unblock():
        SignatoryFactory()
        user = laboratory_user()
        with transaction.atomic():
            _file_request(user)
        _file_petition(user)
        _accept(user)
        _publish_tariffs(user)
        _quote_service(user)
        database.keep_scene("permanence")


@pytest.fixture
def stage(_scene, db) -> None:
    database.bring("permanence")


def _file_request(user) -> None:
    request = OecRequestFactory(applicant=user, complete=True)
    radicado = request.radicado = prepared_radicado(user)
    request.save()
    radicar(radicado=radicado, acknowledge_to=user.email)
    SignedLetter.objects.create(radicado=radicado, pdf=b"%PDF")


def _file_petition(user) -> None:
    case = petition(documents=(document(),), characterisation={"schooling": "posgrado", "stratum": 3}, user=user)
    case.related.add(petition(petitioner=None))
    ask_to_complete(case)
    Rating.objects.create(pqrsd=case, score=5)
    CalendarCopy.objects.create(version="a" * 64, skipped={})
    QuarterlyReport.objects.create(year=2026, quarter=1, figures={})


def _accept(user) -> None:
    ReservedGrant.objects.create(user=user, group=Group.objects.earliest("pk"), reason="Hace falta.", proposed_by=user)
    for text in ConsentText.objects.all():
        Consent.objects.create(user=user, kind=text.kind, text=text, wording=text.text, sha256="a" * 64)


def _publish_tariffs(user) -> None:
    resolution = Resolution.objects.create(number="001-2031", issued_on=date(2031, 2, 3), title="Tasas")
    edition = Edition.objects.create(resolution=resolution, reason="Primera.", valid_from=date(2031, 2, 4))
    heading = Heading.objects.create(edition=edition, position=1, kind="calibracion", name="Masa")
    note = Footnote.objects.create(edition=edition, number=1, text="Por canal.")
    rate = Rate.objects.create(
        edition=edition, heading=heading, position=1, code="CAL-001", name="Balanza", cop=100, search_text=""
    )
    rate.footnotes.add(note)
    edition.publish(by=user)


def _enter_round(item, step) -> None:
    days = {"closes_on": date(2031, 3, 4), "begins_on": date(2031, 3, 5), "ends_on": date(2031, 3, 6)}
    chosen = Round.objects.create(
        title="Pesas", magnitude="Masa", code="EA-018", laboratory=Laboratory.objects.earliest("pk"), places=5, **days,
        results_until=timezone.now() + timedelta(days=9), evaluation=Evaluation.EN,
    )  # fmt: skip
    place = Participation.objects.create(
        round=chosen, item=item, laboratory="Uno", laboratory_key="uno", owner="NIT 1"
    )  # fmt: skip
    assign_code(place)
    measurand = Measurand.objects.create(round=chosen, name="Error", unit="mg")
    figures = {"value": "1", "uncertainty": "1", "coverage": "2"}
    ReportedValue.objects.create(step=step, participation=place, measurand=measurand, **figures)
    Passage.objects.create(
        item=RoundItem.objects.create(round=chosen, name="Pesa 1"), participation=place, is_back=False,
        courier="Ana", sent_condition=Passage.Condition.GOOD,
    )  # fmt: skip


def _quote_service(user) -> None:
    person = {
        "first_name": "Ana",
        "last_name": "Peña",
        "document_type": "CC",
        "document_number": "1",
        "email": "a@b.co",
    }
    asked = AskedItem({"name": "Balanza"}, (AskedLine("CAL-001", 1),), (person,))
    case = service_request(user=user, items=(asked,))
    chain = QuoteChain.objects.create(request=case, number=1, currency="COP")
    figures = {"subtotal": 100, "discount": 0, "total": 100, "customer": {}, "lines": [], "content_sha256": "a" * 64}
    days = {"priced_on": date(2031, 2, 4), "valid_until": date(2031, 3, 4)}
    edition = Edition.objects.get()
    course = CourseEdition.objects.create(
        name="Balanzas", code="CAP-012", laboratory=Laboratory.objects.earliest("pk"), hours=8, place="Aula", seats=5,
        closes_on=date(2031, 3, 4),
    )  # fmt: skip
    item = case.items.get()
    seat = Seat.objects.create(
        edition=course, item=item, participant=item.participants.get(), document="CC 1", state=SeatState.WAITING
    )  # fmt: skip
    session = CourseSession.objects.create(edition=course, day=date(2031, 3, 5), starts=time(8), ends=time(9))
    Attendance.objects.create(session=session, seat=seat, was_there=True)
    scores = dict.fromkeys(("contents", "teaching", "organisation", "use"), 5)
    CourseOpinion.objects.create(edition=course, given_on=date(2031, 3, 6), **scores)
    step = case.steps.get()
    quote = Quote.objects.create(chain=chain, version=1, step=step, edition=edition, **figures, **days)
    prices = {name: figures[name] for name in ("subtotal", "discount", "total", "customer", "lines")}
    why = Repricing.Why.SIZE
    Repricing.objects.create(quote=quote, why=why, step=step, edition=edition, priced_on=days["priced_on"], **prices)
    _enter_round(item, step)
    money, on = {"amount": 100, "chain": chain}, date(2031, 2, 5)
    Intent.objects.create(gateway="banco", currency="COP", **money)
    Heard.objects.create(gateway="banco", way=Heard.Way.EVENT, word={}, effect="Se contó.")
    proof = TransferProof.objects.create(step=step, paid_on=on, bank="B", reference="1", answered_by=step, **money)
    payment = Payment.objects.create(
        way=Payment.Way.TRANSFER, transaction="t:1", proof=proof, step=step, currency="COP", paid_on=on, **money
    )
    MoneyBack.objects.create(kind=MoneyBack.Kind.REFUND, payment=payment, amount=1, returned_on=on, step=step)
    Invoice.objects.create(chain=chain, number="FE-1", issued_on=on, step=step)
    Appointment.objects.create(request=case, step=step, begins_on=on, promised_on=on)
    Reception.objects.create(item=item, step=step, condition=Reception.Condition.GOOD)
    Label.objects.create(item=item)
    Custody.objects.create(item=item, holder=user)
    Performance.objects.create(item=item, began_on=on, ended_on=on, by=user)
    Certificate.objects.create(
        item=item, number="INM-1", issued_on=on, place="INM", document=document(), step=step, signed_by=user,
        delivered_by=step,
    )  # fmt: skip
    Dispatch.objects.create(step=step, way="recoge", received_by=step)
    lot = Lot.objects.create(
        name="pH 7", code="MRC-002", number="A", laboratory=Laboratory.objects.earliest("pk"), units=5, made_on=on,
        expires_on=date(2032, 2, 5), certificate=document(),
    )  # fmt: skip
    StockMovement.objects.create(lot=lot, item=item, kind=UnitsMove.RESERVED, units=1, step=step)


# --- What is possible ----------------------------------------------------------------------------------
def possible(model, *, together: str = "") -> set[str]:
    """What may be done to a row of the model: columns changed one by one, DELETE and TRUNCATE.

    `together` is set in the same statement. What is refused for another reason was not refused by the law.
    """
    table = model._meta.db_table
    first = model._meta.pk.column  # not the first on the disk: a new row may lie where one was deleted
    one = f'"{table}" WHERE ctid = (SELECT ctid FROM "{table}" ORDER BY "{first}" LIMIT 1)'
    statements = {DELETE: f"DELETE FROM {one}", TRUNCATE: f'TRUNCATE "{table}" CASCADE'}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        assert cursor.fetchone() != (0,)
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_name = %s AND table_schema = 'public' AND is_generated = 'NEVER'",
            [table],
        )
        for column, kind in cursor.fetchall():
            new = f'"{column}" = {OTHER[kind].format(column)}'
            if together and column not in together:
                new += f", {together}"
            statements[column] = f"UPDATE {one}".replace("WHERE", f"SET {new} WHERE")
    return {name for name, statement in statements.items() if not _refused(statement)}


def _refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return error.__cause__.pgcode == RESTRICT_VIOLATION
    return False


def _acted_on(model) -> str:
    """What goes with every act on a row of the model."""
    return "version = version + 1" if model._meta.label == "expedientes.Expediente" else ""


def test_every_law_is_one_of_ours_and_stands_in_the_database(db):
    assert set(NAMES) == set(POSSIBLE)
    for model in MODELS:
        for trigger in model._meta.triggers:
            assert isinstance(trigger, Law), trigger
            assert trigger.get_installation_status(model) == (pgtrigger.core.INSTALLED, True), trigger


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_only_what_is_listed_may_change(stage, model):
    assert possible(model, together=_acted_on(model)) == POSSIBLE[model._meta.label]


# --- By whoever would open the law ---------------------------------------------------------------------
@contextmanager
def application():
    """As the role of the application, to which every table is granted but none belongs."""
    role = f"application_{WORKER}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role}")
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}")
        cursor.execute(f"SET LOCAL ROLE {role}")
        yield cursor
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
@pytest.mark.parametrize("is_by_hand", [False, True], ids=["by the library", "by hand"])
def test_the_switch_of_the_library_opens_nothing(stage, model, is_by_hand):
    with application() as cursor:
        if is_by_hand:
            names = ",".join(trigger.get_pgid(model) for trigger in model._meta.triggers)
            cursor.execute("SET pgtrigger.ignore = %s", [f"{{{names}}}"])
        with nullcontext() if is_by_hand else pgtrigger.ignore():
            assert possible(model, together=_acted_on(model)) == POSSIBLE[model._meta.label]


@pytest.mark.parametrize(
    ("preparation", "statement"),
    [
        (
            "CREATE TEMPORARY TABLE tariffs_edition AS SELECT id, NULL::timestamptz AS published_at"
            " FROM tariffs_edition",
            "UPDATE tariffs_rate SET cop = 1",
        ),
        (
            "CREATE TEMPORARY TABLE accounts_consent (text_id bigint)",
            "UPDATE accounts_consenttext SET text = 'Otra cosa'",
        ),
    ],
    ids=["parent", "reference"],
)
def test_temporary_tables_of_the_same_name_open_nothing(stage, preparation, statement):
    with application() as cursor:
        cursor.execute(preparation)
        assert _refused(statement)


def test_trigger_of_a_temporary_table_moves_no_counter(stage):
    """Inside one, the counter cannot tell who moves it; at the end of the transaction it can."""
    with application() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE thing (x int)")
        cursor.execute(
            "CREATE FUNCTION pg_temp.move() RETURNS trigger LANGUAGE plpgsql AS"
            " $$BEGIN UPDATE public.radicados_consecutivo SET last = last + 100; RETURN NEW; END$$"
        )
        cursor.execute("CREATE TRIGGER move BEFORE INSERT ON thing FOR EACH ROW EXECUTE FUNCTION pg_temp.move()")
        assert _refused("INSERT INTO thing VALUES (1); SET CONSTRAINTS ALL IMMEDIATE")


# --- Cases ---------------------------------------------------------------------------------------------
def test_without_an_act_only_the_law_and_the_calendar_of_a_case_change(stage):
    assert possible(apps.get_model("expedientes.Expediente")) == {"initial_due_on", "version"}


def test_case_of_one_app_is_never_one_of_another(stage):
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute("UPDATE expedientes_expediente SET app = 'requests_oec'")
        cursor.execute("DELETE FROM pqrsd_petitionercharacterisation")
    columns = [field.column for field in apps.get_model("pqrsd.Pqrsd")._meta.local_fields]
    named = ", ".join(columns)
    copied = ", ".join("gen_random_uuid()" if name == "submission_id" else name for name in columns)
    assert _refused(f"INSERT INTO pqrsd_pqrsd ({named}) SELECT {copied} FROM pqrsd_pqrsd LIMIT 1")


def test_case_with_a_term_always_has_an_office(stage):
    with pytest.raises(IntegrityError, match="case_with_term_has_office"), transaction.atomic():
        apps.get_model("pqrsd.Pqrsd").objects.update(office=None, version=F("version") + 1)


@pytest.mark.parametrize("missing", ["label", "is_internal", "is_by_petitioner"])
def test_step_says_what_happened_and_whom_it_is_for(stage, missing):
    step = apps.get_model("expedientes.Paso")
    facts = {"kind": "noted", "label": "Nota interna", "is_internal": True, "is_by_petitioner": False}
    case = apps.get_model("expedientes.Expediente").objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        step.objects.create(expediente=case, **{name: fact for name, fact in facts.items() if name != missing})


def test_version_of_a_case_goes_up_by_one(stage):
    assert _refused("UPDATE expedientes_expediente SET version = version + 2")
    assert _refused("UPDATE expedientes_expediente SET version = version - 1")


def test_closed_case_changes_no_more_but_for_a_further_answer(stage):
    case = apps.get_model("expedientes.Expediente")
    with without_triggers():
        with_term = case.objects.filter(effective_on__isnull=False)
        with_term.update(due_on=date(2026, 1, 2), waiting_until=None)
        case.objects.update(closed_at=timezone.now(), outcome="respondida")
    assert possible(case, together=_acted_on(case)) == {"version"}
    assert possible(apps.get_model("pqrsd.Pqrsd")) == set()


def test_what_ended_as_it_should_may_be_opened_again_and_nothing_else(stage):
    table = "UPDATE expedientes_expediente SET version = version + 1,"
    for outcome, is_refused in (("cerrada", False), ("desistida", True)):
        with without_triggers():
            apps.get_model("expedientes.Expediente").objects.update(closed_at=timezone.now(), outcome=outcome)
        assert _refused(f"{table} closed_at = NULL, outcome = ''") is is_refused
        assert _refused(f"{table} closed_at = now() + interval '1 day'")
        assert _refused(f"{table} closed_at = NULL, outcome = '', is_priority = NOT is_priority")


def test_case_is_let_go_of_by_its_user_and_given_to_nobody_else(stage):
    other = UserFactory().pk
    assert _refused(f"UPDATE pqrsd_pqrsd SET user_id = {other}")
    assert not _refused("UPDATE pqrsd_pqrsd SET user_id = NULL")


def test_what_somebody_told_about_themself_may_be_erased_and_not_rewritten(stage):
    table = "UPDATE pqrsd_petitionercharacterisation SET"
    assert not _refused(f"{table} schooling = '', stratum = NULL, conditions = '{{}}'")
    assert _refused(f"{table} schooling = 'primaria'")
    assert _refused(f"{table} conditions = '{{migrante}}'")
    assert _refused(f"{table} consent_wording = 'Otra cosa'")


# --- Facts that are written once -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("label", "first", "then"),
    [
        ("accounts.Consent", {"withdrawn_at": timezone.now}, set()),
        ("documents.Document", {"infected_with": "Eicar"}, {"is_reserved", DELETE}),
        ("pqrsd.CompletionRequest", {"extended_at": timezone.now}, {"due_on", "completed_on"}),
        ("pqrsd.CompletionRequest", {"completed_on": timezone.localdate}, set()),
        ("radicados.Radicado", {"issued_at": timezone.now}, {"is_reserved", *ANNULMENT}),
        ("radicados.Radicado", {"annulled_at": timezone.now}, {"is_reserved"}),
    ],
)
def test_fact_that_is_written_once_closes_what_led_to_it(stage, label, first, then):
    model = apps.get_model(label)
    with without_triggers(), connection.cursor() as cursor:
        for constraint in model._meta.constraints:
            if constraint.name in {"radicado_issued_whole", "radicado_annulled_with_reason"}:
                cursor.execute(f"ALTER TABLE {model._meta.db_table} DROP CONSTRAINT {constraint.name}")
        model.objects.update(**{name: fact() if callable(fact) else fact for name, fact in first.items()})
    assert possible(model) == then


@pytest.mark.parametrize(
    "row",
    [
        "requests_oec_staffmember (request_id, document_type, document_number, first_name, last_name)"
        " SELECT id, 'CC', '1', 'A', 'B' FROM requests_oec_oecrequest",
        "requests_oec_equipmentitem (request_id, description) SELECT id, 'Otra' FROM requests_oec_oecrequest",
        "requests_oec_oecrequest_sectors (oecrequest_id, economicsector_id)"
        " SELECT r.id, max(s.id) FROM requests_oec_oecrequest r, requests_oec_economicsector s GROUP BY 1",
    ],
    ids=["staff", "equipment", "sector"],
)
def test_filed_request_grows_no_more(stage, row):
    assert _refused(f"INSERT INTO {row}")
