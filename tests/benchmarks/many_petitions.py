"""Hundreds of thousands of petitions like those of ten years, written by the database itself.

Numbering, permanence and filing are measured elsewhere: here their triggers sleep while the rows go in.
"""

from django.db import connection, transaction

TABLES = ("radicados_radicado", "expedientes_expediente", "pqrsd_pqrsd", "expedientes_paso")

# One row for each number between two: what depends on chance is a digest of that number.
PLAN = """
CREATE TEMPORARY TABLE plan ON COMMIT DROP AS
SELECT n, md5('E' || n)::uuid AS entrada, md5('S' || n)::uuid AS salida, is_open, is_reserved, is_anonymous,
    received_at, (received_at + interval '21 days')::date AS due, received_at + answered_in AS answered_at,
    CASE WHEN is_reserved THEN 'denuncia' ELSE kinds[1 + n %% 8] END AS kind,
    CASE WHEN is_anonymous THEN '' ELSE first_names[1 + chance %% 20] END AS first_name,
    CASE WHEN is_anonymous THEN '' WHEN n <= 30 THEN 'Zutánez' ELSE last_names[1 + chance / 20 %% 25] END
        AS last_name,
    CASE WHEN is_anonymous THEN '' ELSE (10000000 + n)::text END AS document,
    subjects[1 + chance / 500 %% 20] AS subject,
    (SELECT string_agg(substr(md5((chance + word * 7919) %% 5000 || 'w'), 1, 4 + word %% 5), ' ')
        FROM generate_series(1, 40) AS word) AS words
FROM (
    SELECT n, abs(hashtext('chance' || n)::bigint) %% 10000000 AS chance, n <= 100 OR n %% 97 = 0 AS is_open,
        n %% 50 = 13 AS is_reserved, n %% 10 = 3 AS is_anonymous,
        CASE WHEN n <= 100 OR n %% 97 = 0 THEN n %% 30 ELSE 40 + abs(hashtext('day' || n)::bigint) %% 3600 END
            AS days_ago,
        (1 + abs(hashtext('answer' || n)::bigint) %% 25) * interval '1 day' AS answered_in
    FROM generate_series(%(first)s, %(last)s) AS n
) AS numbered,
LATERAL (SELECT now() - days_ago * interval '1 day' - n %% 86400 * interval '1 second' AS received_at) AS at,
(SELECT
    ARRAY['interes_general', 'interes_particular', 'informacion', 'consulta', 'queja', 'reclamo',
        'sugerencia', 'felicitacion'] AS kinds,
    ARRAY['Ana', 'Luis', 'María', 'José', 'Carmen', 'Jorge', 'Rosa', 'Pedro', 'Lucía', 'Andrés', 'Sofía',
        'Diego', 'Elena', 'Camilo', 'Irene', 'Raúl', 'Marta', 'Óscar', 'Julia', 'Iván'] AS first_names,
    ARRAY['Gómez', 'Rojas', 'Peña', 'Mora', 'Díaz', 'Ruiz', 'Vargas', 'Castro', 'Ñáñez', 'Ortiz', 'Silva',
        'Torres', 'Quiroga', 'Pardo', 'Luna', 'Cruz', 'Rincón', 'Acosta', 'Bernal', 'Duarte', 'Franco',
        'Guerra', 'Herrera', 'Jaimes', 'León'] AS last_names,
    ARRAY['Certificado de calibración', 'Curso de metrología', 'Balanza sin calibrar', 'Tarifas del servicio',
        'Demora en la respuesta', 'Ensayo de aptitud', 'Material de referencia', 'Hora legal', 'Factura',
        'Atención telefónica', 'Copia de un informe', 'Surtidor de gasolina', 'Devolución de dinero',
        'Programación de servicios', 'Trazabilidad', 'Asistencia técnica', 'Datos personales', 'Página web',
        'Horario de atención', 'Termómetro clínico'] AS subjects
) AS words
"""
RADICADOS = """
INSERT INTO radicados_radicado (id, kind, year, sequence, filed_at, document_kind, subject, office,
    filer_name, filer_document, channel, responsible, annexes, slot, in_reply_to_id, is_reserved, snapshot,
    template_version, verification_code, issued_at, sha256, signature_level, signed_by, annulment_reason)
SELECT {id}, '{series}', extract(year FROM {at}), 100000 + n, {at}, kind, subject, 'Atención al Ciudadano',
    trim(first_name || ' ' || last_name), document, 'Este portal', '', '[]', '',
    {in_reply_to}, is_reserved, '{{}}', 1, upper(substr(md5('{series} code ' || n), 1, 18)), {at}, md5({id}::text),
    'B-B', 'Demostración', ''
FROM plan {those}
"""
ENTRADAS = RADICADOS.format(id="entrada", series="E", at="received_at", in_reply_to="NULL::uuid", those="")
SALIDAS = RADICADOS.format(id="salida", series="S", at="answered_at", in_reply_to="entrada", those="WHERE NOT is_open")
ISSUANCES = """
INSERT INTO radicados_letterissuance (radicado_id, attempts, next_attempt_at, last_error, done_at)
SELECT entrada, 1, received_at, '', received_at FROM plan
UNION ALL SELECT salida, 1, answered_at, '', answered_at FROM plan WHERE NOT is_open
"""
CASES = """
INSERT INTO expedientes_expediente (app, radicado_id, kind, subject, received_at, effective_on,
    initial_due_on, due_on, waiting_until, extension_days, office_id, assignee_id, is_priority, is_reserved,
    closed_at, outcome, version, search_text)
SELECT 'pqrsd', entrada, kind, subject, received_at, received_at::date, due,
    CASE WHEN is_open AND n %% 11 = 0 THEN NULL ELSE due END, CASE WHEN is_open AND n %% 11 = 0 THEN due END,
    0, (%(offices)s::bigint[])[1 + n %% 5], (%(officers)s::bigint[])[1 + n %% 6], n %% 40 = 5, is_reserved,
    CASE WHEN NOT is_open THEN answered_at END, CASE WHEN is_open THEN '' ELSE 'respondida' END, 1,
    translate(lower(concat_ws(' ', subject, words, first_name, last_name, document)), 'áéíóúñ', 'aeioun')
FROM plan ORDER BY n
"""
PETITIONS = """
INSERT INTO pqrsd_pqrsd (expediente_ptr_id, submission_id, filed_kind, applicant, channel, language, request,
    grounds, claim_asks, missing, answer_channel, accepts_electronic_notice, priority_ground, priority_reason,
    is_about_rights, termino_id, calendar_version)
SELECT expediente.id, entrada, plan.kind, CASE WHEN is_anonymous THEN 'anonimo' ELSE 'natural' END, 'web', '',
    repeat(words || '. ', 3), '', '', '[]', 'correo', false, '', '', false, termino.id,
    ''
FROM plan JOIN expedientes_expediente AS expediente ON expediente.radicado_id = entrada
JOIN (SELECT DISTINCT ON (kind) kind, id FROM pqrsd_termino ORDER BY kind, valid_from DESC) AS termino
    ON termino.kind = plan.kind
ORDER BY n
"""
PETITIONERS = """
INSERT INTO pqrsd_petitioner (pqrsd_id, first_name, last_name, document_type, document_number, legal_name,
    nit, nit_digit, represented_name, represented_document, guardian_name, email, mobile, phone, address, country,
    foreign_city, is_domiciled_abroad, pays_from_abroad)
SELECT expediente.id, first_name, last_name, 'CC', document, '', '', '', '', '', '',
    'p' || n || '@prueba.example', '', '', '', 'CO', '', false, false
FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada WHERE NOT is_anonymous
"""
STEPS = """
INSERT INTO expedientes_paso (expediente_id, kind, label, is_internal, is_told, is_by_petitioner, at, text,
    data, radicado_id)
SELECT expediente.id, 'filed', 'Radicada', false, false, false, plan.received_at, '', '{}'::jsonb, NULL::uuid
FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada
UNION ALL
SELECT expediente.id, 'answered', 'Respondida', false, false, false, answered_at, words, '{}'::jsonb, salida
FROM plan JOIN expedientes_expediente AS expediente ON radicado_id = entrada WHERE NOT is_open
"""


def add(first: int, last: int, *, offices: list[int], officers: list[int]) -> None:
    """Petitions number `first` to `last`; about one in a hundred is open and one in fifty a *denuncia*."""
    write(first, last, offices=offices, officers=officers)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("CHECKPOINT")


def write(first: int, last: int, *, offices: list[int], officers: list[int]) -> None:
    given = {"first": first, "last": last, "offices": offices, "officers": [*officers, None]}
    with transaction.atomic(), connection.cursor() as cursor:
        _triggers(cursor, "DISABLE")
        for statement in (PLAN, ENTRADAS, SALIDAS, ISSUANCES, CASES, PETITIONS, PETITIONERS, STEPS):
            cursor.execute(statement, given if "%(" in statement else None)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _triggers(cursor, "ENABLE")


def _triggers(cursor, verb: str) -> None:
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER USER")
