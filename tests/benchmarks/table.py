"""The table that closes a run: each figure beside its goal."""

from dataclasses import dataclass

MET = {True: "✓", False: "✗", None: ""}


@dataclass(frozen=True)
class Row:
    """One figure by its key: what it says, its unit and, where it has one, its goal."""

    key: str
    title: str
    unit: str = ""
    digits: int = 1
    at_least: float | None = None
    at_most: float | None = None

    def is_met(self, value: float) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        if self.at_least is not None:
            return value >= self.at_least
        return value <= self.at_most if self.at_most is not None else None

    def line(self, figures: dict[str, float]) -> str:
        value = figures[self.key]
        amount = f"{_number(value, self.digits)} {self.unit}".strip()
        return f"  {self.title:<66}{amount:>16}  {self.goal:>7} {MET[self.is_met(value)]}".rstrip()

    @property
    def goal(self) -> str:
        if self.at_least is not None:
            return f"≥ {_number(self.at_least)}"
        return f"≤ {_number(self.at_most)}" if self.at_most is not None else ""


def _number(value: float, digits: int | None = None) -> str:
    """With a decimal comma, and thin spaces between thousands."""
    text = f"{value:g}" if digits is None else f"{value:,.{digits}f}"
    return text.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")


@dataclass(frozen=True)
class FilingRow:
    """Throughput and latencies of some filers at once, side by side; `key` is what their keys begin with."""

    key: str
    title: str

    def line(self, figures: dict[str, float]) -> str:
        rate = _number(figures[f"{self.key}_per_second"], 0)
        latencies = "  ".join(f"p{nth} {_number(figures[f'{self.key}_p{nth}'], 1)}" for nth in (50, 95, 99))
        return f"  {self.title:<50}{rate:>6}/s   {latencies} ms"


CONTENDERS = {
    "numbered": "con número",
    "unnumbered": "sin número",
    "silent": "con número y sin avisar al bróker",
}
PETITION_PAGES = ("queue", "queue_filtered", "queue_closed", "queue_search", "case_lookup")
# The statistics join what happened in a period with every case there is.
SERVICE_GOALS = {"statistics": {"at_most": 2}}
GROWTH_GOALS = dict.fromkeys(PETITION_PAGES, {"at_most": 1.3})
SECTIONS = {
    "Carta firmada de dos páginas, un núcleo": [
        Row("letter_over_naive", "Carta completa frente a la manera ingenua (cartas/s)", "×", at_least=8),
        Row("sign_over_bare", "Firma frente a la firma RSA desnuda (tiempo)", "×", at_most=20),
        Row("bare_signature_ms", "Firma RSA desnuda", "ms", 2),
        Row("sign_ms", "Firma PAdES", "ms", 2),
        Row("qr_ms", "Código QR", "ms", 2),
        Row("render_ms", "Composición de la carta", "ms", 2),
        Row("letter_ms", "Carta completa", "ms", 2),
        Row("naive_letter_ms", "Carta a la manera ingenua", "ms", 2),
    ],
    "Radicación (procesos con conexión persistente; una de cada diez se deshace)": [
        Row(
            "numbered_over_unnumbered",
            "Con número frente a sin número, 32 radicadores (radicados/s)",
            "×",
            2,
            at_least=0.6,
        ),
        Row("filing_p99_over_p50", "p99 frente a p50, 32 radicadores", "×", 2, at_most=2.5),
        Row("gaps", "Huecos en la numeración", digits=0, at_most=0),
        Row("disorder", "Números cuya hora no es posterior a la del anterior", digits=0, at_most=0),
        Row("overtakings", "Números menores pedidos después de entregado uno mayor", digits=0, at_most=0),
        *(
            FilingRow(f"{name}_{filers}", f"{filers:>2} a la vez, {title}")
            for filers in (1, 8, 32)
            for name, title in CONTENDERS.items()
        ),
        Row("rung_over_silent", "Avisando al bróker frente a sin avisar, 32 radicadores", "×", 2),
    ],
    "De la radicación a la carta (trabajador y bróker reales)": [
        Row("wait_p50", "Hasta que la carta firmada se puede leer: p50", "ms"),
        Row("wait_p95", "Hasta que la carta firmada se puede leer: p95", "ms"),
        Row("wait_p99", "Hasta que la carta firmada se puede leer: p99", "ms"),
        Row("early_mb", "Memoria del trabajador tras las primeras cartas", "MiB", 0),
        Row("late_mb", "Memoria del trabajador tras todas", "MiB", 0),
        Row("memory_growth", "Crecimiento de la memoria", "×", 2, at_most=1.1),
    ],
    "Páginas bajo gunicorn (2 procesos de 4 hilos, 32 conexiones)": [
        Row("empty_per_second", "Vista vacía: respuestas por segundo", digits=0),
        Row("verification_per_second", "Página de verificación: respuestas por segundo", digits=0),
        Row("verification_over_empty", "Página de verificación frente a la vacía", "×", 2, at_least=0.25),
        Row("form_per_second", "Formulario OEC (3 sectores, 18 personas, 12 equipos)", digits=0),
        Row("form_over_empty", "Formulario OEC frente a la vista vacía", "×", 3, at_least=0.02),
        Row("home_per_second", "Página de inicio: respuestas por segundo", digits=0),
    ],
    "Tarifas: 327 filas, y 100.000 de cincuenta años de ediciones": [
        Row("tariff_rows", "Filas al final", digits=0),
        *(
            Row(f"{page}_{key}", f"{title}: {what}", unit, digits, **goal)
            for page, title in {"catalogue": "Catálogo", "search": "Búsqueda", "quote": "Cotizador"}.items()
            for key, what, unit, digits, goal in (
                ("with_many_per_second", "respuestas por segundo, con muchas filas", "", 0, {}),
                ("with_few_over_empty", "frente a la vista vacía, con pocas", "×", 3, {}),
                ("with_many_over_empty", "frente a la vista vacía, con muchas", "×", 3, {}),
                ("cost_growth", "costo con muchas filas frente a pocas", "×", 2, {"at_most": 1.3}),
                ("queries", "consultas, sin nada conservado", "", 0, {}),
            )
        ),
        Row("tariff_queries_growth", "Consultas de más por haber más filas", digits=0, at_most=0),
        Row("quotes_per_second", "Precios calculados por segundo (cinco filas, un núcleo)", digits=0),
    ],
    "PQRSD: 1.000 peticiones, y 300.000 de diez años": [
        Row("petitions", "Peticiones al final", digits=0),
        *(
            Row(f"{page}_{key}", f"{title}: {what}", unit, digits, **goal)
            for page, title in {
                "queue": "Bandeja",
                "queue_filtered": "Bandeja, una clase",
                "queue_closed": "Bandeja, las cerradas",
                "queue_search": "Búsqueda de una persona",
                "queue_words": "Búsqueda de una palabra frecuente",
                "case_lookup": "Consulta pública",
            }.items()
            for key, what, unit, digits, goal in (
                ("few_ms", "con pocas", "ms", 1, {}),
                ("ms", "con muchas", "ms", 1, {}),
                ("growth", "tiempo con muchas frente a pocas", "×", 2, GROWTH_GOALS.get(page, {})),
                ("queries", "consultas", "", 0, {}),
            )
        ),
        Row("petition_queries_growth", "Consultas de más por haber más peticiones", digits=0, at_most=0),
    ],
    "Servicios: 100 solicitudes, y 100.000 de diez años": [
        Row("service_requests", "Solicitudes al final", digits=0),
        *(
            Row(f"services_{page}_{key}", f"{title}: {what}", unit, digits, **goal)
            for page, title in {
                "queue": "Cola de la Mesa de servicios",
                "queue_stage": "Cola, una etapa",
                "board": "Tablero",
                "statistics": "Estadísticas de doce meses",
            }.items()
            for key, what, unit, digits, goal in (
                ("few_ms", "con pocas", "ms", 1, {}),
                ("ms", "con muchas", "ms", 1, {}),
                ("growth", "tiempo con muchas frente a pocas", "×", 2, SERVICE_GOALS.get(page, {"at_most": 1.3})),
                ("queries", "consultas", "", 0, {}),
            )
        ),
        Row("service_queries_growth", "Consultas de más por haber más solicitudes", digits=0, at_most=0),
        Row("service_filings_per_second", "Solicitudes radicadas por segundo, 32 a la vez en un proceso", digits=0),
        Row("quote_letters_per_second", "Cartas de cotización por segundo, compuestas y firmadas, un núcleo", digits=0),
    ],
    "Buscador: con lo que hay, y con diez veces más de otras cosas (en un proceso)": [
        Row("find_entries", "Entradas al final", digits=0),
        *(
            Row(f"{page}_{key}", f"{title}: {what}", unit, digits, **goal)
            for page, title in {
                "find": "Una palabra",
                "find_misspelt": "Dos mal escritas",
                "find_nothing": "Una que no está",
            }.items()
            for key, what, unit, digits, goal in (
                ("few_ms", "con lo que hay", "ms", 1, {}),
                ("ms", "con diez veces más", "ms", 1, {}),
                ("growth", "tiempo con más frente a lo que hay", "×", 2, {"at_most": 1.3}),
                ("queries", "consultas", "", 0, {}),
            )
        ),
        Row("find_queries_growth", "Consultas de más por haber más entradas", digits=0, at_most=0),
        Row("find_refresh_ms", "Comprobar que el índice está al día", "ms", 0),
    ],
    "Consultas a la base de datos por página": [
        Row("verification_queries", "Página de verificación (1, 18 y 500 personas)", digits=0),
        Row("form_queries", "Formulario OEC (0, 18 y 500 personas)", digits=0),
        Row("list_queries", "Mis solicitudes (1 y 20 casos)", digits=0),
        Row("detail_queries", "Página de un radicado (1, 18 y 500 personas)", digits=0),
        Row("queries_growth", "Consultas de más por haber más filas", digits=0, at_most=0),
    ],
}


def show(figures: dict[str, float]) -> None:
    """Print every figure that was measured, by sections."""
    print(f"\n  {'Medida':<66}{'Valor':>16}  {'Meta':>7}")
    for title, rows in SECTIONS.items():
        lines = [row.line(figures) for row in rows if any(key.startswith(row.key) for key in figures)]
        if lines:
            print(f"\n{title}", *lines, sep="\n")
