"""What was asked, answered and promised while something failed, written to disk as it happens, and its judge."""

import json
import os
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2.extras import RealDictCursor

from ground.patience import SILENCE_SECONDS
from tests.faults.portal import HURRY_SECONDS, Portal
from tests.faults.visitor import Answer
from tests.pqrsd.form_answers import PAGE
from tests.running import eventually

LONGEST_SECONDS = 10
HEALTH = "/salud/listo"
FILED = "/pqrsd/consulta/"

# Of each radicado: what it was filed from, how many letters it has and how many were signed, what waits or is stuck.
RADICADOS = """
SELECT radicado.number, petition.submission_id::text AS token,
    extract(epoch FROM radicado.filed_at)::float AS filed_at,
    extract(epoch FROM radicado.issued_at)::float AS issued_at,
    (SELECT count(*) FROM radicados_signedletter letter WHERE letter.radicado_id = radicado.id) AS letters,
    (SELECT count(*) FROM radicados_letterissuance work
      WHERE work.radicado_id = radicado.id AND work.done_at IS NULL) AS unfinished
FROM radicados_radicado radicado
JOIN expedientes_expediente expediente ON expediente.radicado_id = radicado.id
JOIN pqrsd_pqrsd petition ON petition.expediente_ptr_id = expediente.id
"""
UNSENT = "SELECT count(*) AS unsent FROM mails_mail WHERE done_at IS NULL AND cancelled_at IS NULL"


class Ledger:
    """One line a fact; each is on disk before the next thing is asked."""

    def __init__(self, file: Path, portal: Portal):
        self.file, self.portal = file, portal
        self._lock = threading.Lock()

    def note(self, fact: str, **told: Any) -> None:
        with self._lock, self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"fact": fact, "at": time.time(), **told}) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def noted(self, fact: str) -> list[dict]:
        lines = self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []
        return [line for line in map(json.loads, lines) if line["fact"] == fact]

    # --- What is asked and noted ---
    def get(self, path: str) -> Answer:
        answer = self.portal.get(path)
        self.note("page", path=path, status=answer.status, seconds=answer.seconds)
        return answer

    def alarms(self) -> set[str]:
        """Those that sound."""
        return set(json.loads(self.get(HEALTH).text)["alarms"])

    def open_petitions(self, number: int) -> list[dict[str, str]]:
        """Pages opened by as many people, long enough ago to be sent."""
        petitions = [self.portal.open_petition() for _ in range(number)]
        time.sleep(HURRY_SECONDS)
        return petitions

    def send(self, petition: dict[str, str]) -> Answer | None:
        """Send it once; None when the connection broke. What leads to a number has promised it."""
        token = petition["draft"].partition(":")[0]
        self.note("sent", token=token)
        try:
            answer = self.portal.post(PAGE, petition)
        except OSError as error:
            self.note("broken", token=token, error=str(error))
            return None
        self.note("page", path=PAGE, status=answer.status, seconds=answer.seconds)
        if answer.status == 302 and FILED in (place := answer.headers["Location"]):
            self.note("acknowledged", token=token, number=place.rstrip("/").rpartition("/")[2])
        return answer

    def send_all(self, petitions: list[dict[str, str]], *, at_once: int = 4) -> list[Answer | None]:
        with ThreadPoolExecutor(at_once) as visitors:
            return list(visitors.map(self.send, petitions))

    # --- Judgement ---
    def becomes_green(self, seconds: float = 60) -> None:
        assert eventually(lambda: self.get(HEALTH).status == 200, seconds), self.portal.get(HEALTH).text
        time.sleep(SILENCE_SECONDS + 1)  # by then the other web processes have asked for themselves, too
        self.note("green")

    def judge(self, seconds: float = 120) -> None:
        """Nothing that was promised is lost or doubled, nobody waited too long, and all that was owed is done."""
        waited = [page for page in self.noted("page") if page["seconds"] > LONGEST_SECONDS]
        assert not waited, f"too long: {waited}"
        promised = {note["number"]: note["token"] for note in self.noted("acknowledged")}
        assert eventually(lambda: not self._unfinished(), seconds), self._unfinished()
        rows = self._rows(RADICADOS)
        filed = {row["number"]: row["token"] for row in rows}
        lost = {number for number, token in promised.items() if filed.get(number) != token}
        assert not lost, f"acknowledged and lost: {lost}"
        twice = [token for token, count in Counter(row["token"] for row in rows).items() if count > 1]
        assert not twice, f"filed twice: {twice}"
        assert {row["letters"] for row in rows} <= {1}, rows
        self._judge_hours(rows)

    def _judge_hours(self, rows: list[dict]) -> None:
        """What was promised has the hour at which it was filed, and its letter a later one."""
        sent = {note["token"]: note["at"] for note in reversed(self.noted("sent"))}
        promised = {note["token"]: note["at"] for note in reversed(self.noted("acknowledged"))}
        for row in rows:
            if row["token"] in promised:
                hours = [sent[row["token"]], row["filed_at"], promised[row["token"]]]
                assert hours == sorted(hours), row
                assert row["filed_at"] <= row["issued_at"] <= time.time(), row

    def _unfinished(self) -> list[dict]:
        rows = [row for row in self._rows(RADICADOS) if row["unfinished"] or not row["letters"]]
        return rows + [row for row in self._rows(UNSENT) if row["unsent"]]

    def _rows(self, query: str) -> list[dict]:
        """As the database itself tells them, through none of the portal's doors."""
        connection = psycopg2.connect(self.portal.database_url, cursor_factory=RealDictCursor, connect_timeout=5)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall()
        finally:
            connection.close()
