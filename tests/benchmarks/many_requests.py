"""A hundred thousand requests for services like those of ten years, written by the database itself.

The first hundred are open and of this month; of the others about one in a hundred is open, and all are older than a
year: what is counted of the last twelve months is the same however much history there is. Filing, permanence and
seats are measured elsewhere: here their triggers sleep while the rows go in.
"""

from django.db import connection, transaction
from django.utils import timezone

from services.models import Laboratory
from tariffs.models import Edition

TABLES = (
    "radicados_radicado", "expedientes_expediente", "expedientes_paso", "services_servicerequest", "services_item",
    "services_line", "services_quotechain", "services_quote", "services_payment", "services_appointment",
    "services_reception", "services_performance",
)  # fmt: skip

# One row for each number between two: what depends on chance is a digest of that number. `rank` is how far it came.
PLAN = """
CREATE TEMPORARY TABLE plan ON COMMIT DROP AS
SELECT n, md5('V' || n)::uuid AS entrada, is_open, rank, received_at,
    states[rank + 1] AS state, kinds[1 + greatest(chance / 11 %% 10 - 5, 0)] AS kind,
    laboratory_ids[1 + chance %% array_length(laboratory_ids, 1)] AS laboratory,
    names[1 + chance / 7 %% 10] AS name, 100000 + chance %% 900000 AS amount
FROM (
    SELECT n, is_open, chance, CASE WHEN is_open THEN n %% 10 ELSE 10 END AS rank,
        now() - n %% 86400 * interval '1 second' - interval '1 day'
            * (CASE WHEN n <= 100 THEN n %% 30 WHEN is_open THEN 400 + chance %% 200 ELSE 430 + chance %% 3200 END)
            AS received_at
    FROM (
        SELECT n, n <= 100 OR n %% 97 = 0 AS is_open, abs(hashtext('chance' || n)::bigint) %% 10000000 AS chance
        FROM generate_series(%(first)s, %(last)s) AS n
    ) AS numbers
) AS numbered,
(SELECT
    ARRAY['radicada', 'revisada', 'cotizada', 'aceptada', 'pagada', 'programada', 'recibida', 'en_servicio',
        'terminada', 'entregada', 'cerrada'] AS states,
    ARRAY['calibracion', 'capacitacion', 'asistencia', 'ensayo_aptitud', 'material_referencia'] AS kinds,
    ARRAY['Pesa de 1 kg', 'Balanza analítica', 'Termómetro digital', 'Bloque patrón', 'Manómetro', 'Probeta',
        'Multímetro', 'Higrómetro', 'Tacómetro', 'Celda de carga'] AS names,
    %(laboratories)s::bigint[] AS laboratory_ids
) AS words
"""
RADICADOS = """
INSERT INTO radicados_radicado (id, kind, year, sequence, filed_at, document_kind, subject, office,
    filer_name, filer_document, channel, responsible, annexes, slot, is_reserved, snapshot,
    template_version, verification_code, issued_at, sha256, signature_level, signed_by, annulment_reason)
SELECT entrada, 'E', extract(year FROM received_at), 500000 + n, received_at, 'Solicitud', name, 'Servicios',
    'Cliente ' || n, '', 'Este portal', '', '[]', '', false, '{}', 1, upper(substr(md5('V code ' || n), 1, 18)),
    received_at, md5(entrada::text), 'B-B', 'Demostración', ''
FROM plan
"""
ISSUANCES = """
INSERT INTO radicados_letterissuance (radicado_id, attempts, next_attempt_at, last_error, done_at)
SELECT entrada, 1, received_at, '', received_at FROM plan
"""
CASES = """
INSERT INTO expedientes_expediente (app, radicado_id, kind, subject, received_at, extension_days, assignee_id,
    is_priority, is_reserved, closed_at, outcome, version, search_text)
SELECT 'services', entrada, kind, name, received_at, 0, (%(officers)s::bigint[])[1 + n %% 6], false, false,
    CASE WHEN NOT is_open THEN received_at + interval '30 days' END, CASE WHEN is_open THEN '' ELSE 'cerrada' END, 1,
    lower(name || ' cliente ' || n)
FROM plan ORDER BY n
"""
REQUESTS = """
INSERT INTO services_servicerequest (expediente_ptr_id, submission_id, state, customer_name, customer_document,
    customer_address, contact_name, contact_email, contact_phone, customer, contract, checked_at, next_on, remarks,
    details)
SELECT expediente.id, entrada, state, 'Cliente ' || n, 'NIT ' || n, '', 'Persona ' || n, 'c' || n || '@prueba.example',
    '', '{}', '{}', CASE WHEN rank > 0 THEN plan.received_at END,
    CASE WHEN rank IN (2, 3, 5) THEN current_date + (n % 40 - 5)::int END, '', '{}'
FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada ORDER BY n
"""
ITEMS = """
INSERT INTO services_item (request_id, position, name, maker, model, serial, serial_key, internal_code, is_on_site,
    country, address, details, state)
SELECT expediente.id, 1, name, '', '', '', '', '', false, 'CO', '', '{}',
    CASE rank WHEN 6 THEN 'recibido' WHEN 7 THEN 'en_medicion' WHEN 8 THEN 'certificado' WHEN 9 THEN 'entregado'
        WHEN 10 THEN 'devuelto' ELSE 'esperado' END
FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada ORDER BY n
"""
LINES = """
INSERT INTO services_line (request_id, item_id, position, code, quantity, is_on_site, laboratory_id)
SELECT item.request_id, item.id, 1, 'CAL-201', 1, false, laboratory
FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada
JOIN services_item AS item ON item.request_id = expediente.id
"""
STEPS = """
INSERT INTO expedientes_paso (expediente_id, kind, label, is_internal, is_told, is_by_petitioner, at, text, data)
SELECT expediente.id, step.kind, step.label, false, false, false,
    plan.received_at + least(place * interval '2 days', (now() - plan.received_at) * place / 20), '', '{}'::jsonb
FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada
JOIN (VALUES (0, 0, 'filed', 'Radicada'), (2, 2, 'quoted', 'Cotizada'), (3, 3, 'accepted', 'Aceptada'),
    (4, 4, 'payment_received', 'Pago recibido'), (5, 5, 'scheduled', 'Programada'),
    (6, 6, 'items_received', 'Se recibió'), (8, 8, 'finished', 'Terminó'), (9, 12, 'delivered', 'Se entregó'),
    (10, 13, 'rated', 'Calificada')
) AS step (reached, place, kind, label) ON step.reached <= rank
"""
CHAINS = """
INSERT INTO services_quotechain (request_id, number, currency, is_awaited)
SELECT expediente.id, 1, 'COP', false FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada
WHERE rank >= 2
"""
QUOTES = """
INSERT INTO services_quote (chain_id, version, step_id, edition_id, priced_on, valid_until, customer, lines,
    discount_article, subtotal, discount, total, content_sha256, accepted_by_id)
SELECT chain.id, 1, quoted.id, %(edition)s, quoted.at::date, quoted.at::date + 30, '{}', '[]', '', amount, 0, amount,
    md5('q' || n), accepted.id
FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada
JOIN services_quotechain AS chain ON chain.request_id = expediente.id
JOIN expedientes_paso AS quoted ON quoted.expediente_id = expediente.id AND quoted.kind = 'quoted'
LEFT JOIN expedientes_paso AS accepted ON accepted.expediente_id = expediente.id AND accepted.kind = 'accepted'
"""
PAYMENTS = """
INSERT INTO services_payment (way, transaction, chain_id, step_id, amount, currency, paid_on, bank, cus, is_counted,
    doubt, resolution)
SELECT 'en_linea', 'T-' || n, chain.id, paid.id, amount, 'COP', paid.at::date, '', '', true, '', ''
FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada
JOIN services_quotechain AS chain ON chain.request_id = expediente.id
JOIN expedientes_paso AS paid ON paid.expediente_id = expediente.id AND paid.kind = 'payment_received'
"""
APPOINTMENTS = """
INSERT INTO services_appointment (request_id, laboratory_id, step_id, begins_on, days, promised_on)
SELECT expediente.id, laboratory, step.id,
    CASE WHEN rank IN (5, 6) THEN current_date + (n % 25)::int ELSE step.at::date + 5 END, 1 + n % 3,
    step.at::date + 25
FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada
JOIN expedientes_paso AS step ON step.expediente_id = expediente.id AND step.kind = 'scheduled'
"""
RECEPTIONS = """
INSERT INTO services_reception (item_id, step_id, serial_read, condition, notes, accessories)
SELECT item.id, step.id, '', 'bien', '', ''
FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada
JOIN services_item AS item ON item.request_id = expediente.id
JOIN expedientes_paso AS step ON step.expediente_id = expediente.id AND step.kind = 'items_received'
"""
PERFORMANCES = """
INSERT INTO services_performance (item_id, began_on, ended_on, by_id, conditions)
SELECT item.id, step.at::date, step.at::date, (%(officers)s::bigint[])[1], ''
FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada
JOIN services_item AS item ON item.request_id = expediente.id
JOIN expedientes_paso AS step ON step.expediente_id = expediente.id AND step.kind = 'finished'
"""
RATED = "UPDATE expedientes_paso SET data = '{\"score\": 5}' WHERE kind = 'rated' AND data = '{}'"
STATEMENTS = (
    PLAN, RADICADOS, ISSUANCES, CASES, REQUESTS, ITEMS, LINES, STEPS, RATED, CHAINS, QUOTES, PAYMENTS, APPOINTMENTS,
    RECEPTIONS, PERFORMANCES,
)  # fmt: skip


def add(first: int, last: int, *, officers: list[int]) -> None:
    """Requests number `first` to `last`."""
    write(first, last, officers=officers)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("CHECKPOINT")


def write(first: int, last: int, *, officers: list[int]) -> None:
    given = {
        "first": first,
        "last": last,
        "officers": [*officers, None],
        "laboratories": list(Laboratory.objects.order_by("pk").values_list("pk", flat=True)),
        "edition": Edition.objects.in_force(timezone.localdate()).pk,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        _triggers(cursor, "DISABLE")
        for statement in STATEMENTS:
            cursor.execute(statement, given if "%(" in statement else None)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _triggers(cursor, "ENABLE")


def _triggers(cursor, verb: str) -> None:
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER USER")
