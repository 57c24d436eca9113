"""What customers say, and the rates that they mean: every word of the table, however it is written."""

import csv
import json
import unicodedata
from functools import cache
from itertools import chain

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from tariffs.finder import Lexicon, lexicon, roots, understood
from tariffs.models import FinderWord
from tariffs.models.finder_word import codes_in

FIXTURES = settings.BASE_DIR / "fixtures"
# word, … = codes | codes of the nearest rates; with neither, it is not offered.
TABLE = """
báscula, pesa electrónica, instrumento de pesaje, balanza de mostrador = CAL-215, CAL-216, EA-019, CAP-012
balanza analítica = CAL-216, EA-020
gramera = CAL-216
balanza de precisión, semimicrobalanza = CAL-216
báscula de plataforma = CAL-215
báscula camionera = | CAL-244
pesa, pesa patrón, masa patrón = CAL-198…202, CAL-211, CAL-212
juego de pesas, estuche de pesas = CAL-203…210
pesa de una tonelada = CAL-212
masas de 500 kg = CAL-211
disco de balanza de presión = CAL-213, CAL-214
vernier, pie de rey, calibrador, calibre = CAL-170, CAL-171
micrómetro, tornillo micrométrico = CAL-166, CAL-167
micrómetro de interiores = CAL-168
micrómetro de profundidad = CAL-175
cabeza micrométrica = CAL-140
comparador de carátula, reloj comparador, dial = CAL-161, EA-010
calibrador de comparadores = CAL-135
bloques patrón, galgas de bloque, Johansson = CAL-129, CAL-130
bloque angular = CAL-131
bloque escalonado = CAL-132, CAL-133
comparador de bloques = CAL-134
mármol, mesa de planitud = CAL-136
anillo patrón = CAL-137
barra patrón = CAL-138
mesa de senos, regla de senos = CAL-139
tapón, pasa no pasa, calibre tapón = CAL-141
tapón roscado, rosca macho = CAL-142, CAL-143
anillo roscado = CAL-144
retícula, escala de vidrio = CAL-145
máquina de coordenadas, CMM, MMC = CAL-146, CAL-155, CAL-156
proyector de perfiles, comparador óptico = CAL-148
regla de filo, regla de rectitud = CAL-149
tamiz, malla, cedazo = CAL-150
columna de perpendicularidad = CAL-151
galga de espesores, calibrador de láminas = CAL-152, CAL-153
máster de alturas = CAL-154
cinta métrica, metro, flexómetro = CAL-157, CAL-158
cinta con plomada, cinta de sondeo, cinta de aforo = CAL-159, CAL-160
cuentametros = CAL-162
escuadra = CAL-163
goniómetro = CAL-164
medidor de área de cuero = CAL-165
nivel de burbuja, nivel de precisión = CAL-169
medidor de alturas, gramil = CAL-172
regla metálica = CAL-173, CAL-174
plano de pieza, dimensionado = CAL-155, CAL-156
manómetro, reloj de presión, manómetro digital = CAL-107, CAL-108, EA-015
vacuómetro = CAL-107, CAL-108
transmisor de presión, transductor de presión = | CAL-107
barómetro, altímetro barométrico = CAL-109, CAL-110
balanza de presión, balanza de pesos muertos, dead weight = CAL-105, CAL-106, CAL-213, CAL-214
tensiómetro, esfigmomanómetro, medidor de tensión arterial = EA-008 | CAL-107
termómetro de vidrio, termómetro de mercurio = CAL-010…021, EA-022
termómetro digital = CAL-022…028, CAL-042…047, EA-013
Pt100, termorresistencia, sonda de temperatura, PRT = CAL-001…007, CAL-036…041
SPRT, termómetro patrón = CAL-033…035
termopar, termocupla = CAL-008, CAL-009, CAL-029
celda de punto triple = CAL-032
punto de hielo = CAL-001, CAL-022
termohigrómetro, datalogger de temperatura y humedad = CAL-030, CAL-031, CAL-048, CAL-049, EA-016
higrómetro = CAL-048, CAL-049
punto de rocío, higrómetro de espejo = CAL-050, CAL-051
nevera, incubadora, horno, baño termostático, cámara climática = EA-014 | AT-005
micropipeta, pipeta automática = CAL-052
pipeta multicanal = CAL-053
bureta = CAL-055
bureta digital, dispensador = CAL-054
jeringa = CAL-056
probeta = CAL-057
pipeta graduada, serológica = CAL-058
pipeta aforada, volumétrica = CAL-059
balón aforado = CAL-060
balón de cuello graduado = CAL-061
picnómetro = CAL-062, EA-003
serafín, recipiente de 5 galones = CAL-064, EA-017
recipiente volumétrico, medida volumétrica = CAL-063…066
tanque patrón = CAL-066
densímetro, hidrómetro, areómetro = CAL-067, CAL-068, EA-001
densidad de un líquido = CAL-072
densidad de un sólido = CAL-070
volumen de un sólido = CAL-069
densímetro nuclear = CAL-071
viscosímetro capilar, Ubbelohde = CAL-232
viscosímetro Brookfield, rotacional = CAL-233
celda de carga, transductor de fuerza, dinamómetro = CAL-073…075
máquina universal, prensa de ensayo = CAL-076…078, EA-011
amplificador, indicador de celda = CAL-079
torquímetro, torcómetro, llave de torque = CAL-111…116, EA-004
probador de torque, transductor de par = CAL-117…128
tacómetro = CAL-080, CAL-081
frecuencímetro, contador de frecuencia = CAL-086…089
medidor de frecuencia = CAL-090…093
generador de señales, generador de funciones = CAL-082…085
reloj de rubidio, oscilador patrón, OCXO, GPSDO = CAL-094…101
cronómetro, temporizador = | CAL-102, CAL-103, CAL-244
generador de intervalos = CAL-102, CAL-103
servidor NTP, hora legal = CAL-104
multímetro = CAL-176…179, EA-021
voltímetro, amperímetro, óhmetro = CAL-176…179
pinza amperimétrica = CAL-176, CAL-177, EA-002
nanovoltímetro = CAL-194, CAL-195
calibrador multifunción = CAL-183, CAL-184
amplificador de transconductancia = CAL-185, CAL-186
caja de décadas, décadas de resistencia = CAL-180, CAL-181, CAL-189, CAL-190
resistencia patrón, shunt = CAL-182, CAL-191
referencia zener = CAL-187, CAL-188
telurómetro, medidor de puesta a tierra = | CAL-196
fuente de corriente alterna = CAL-192, CAL-193
medidor de energía, contador de energía = CAL-223, CAL-224
banco de prueba de medidores, EPM = CAL-221
patrón de energía = CAL-218…220, CAL-222
transformador de corriente, CT, TC = CAL-225…228
transformador de potencial, PT, TT = CAL-229…231, EA-009
medidor de gas de diafragma = CAL-238, EA-012
tobera sónica = CAL-234, CAL-235
gasómetro, cámara húmeda = CAL-236, CAL-237
espectrofotómetro, UV-Vis = CAL-239, CAP-028
filtro de densidad neutra = CAL-240, CAL-241, CAL-243
filtro de holmio, didimio = CAL-242
solución de pH, buffer = MRC-002
patrón de conductividad = MRC-001
etanol, alcohol en agua = MRC-003
patrón de metales, solución de plomo, ICP = MRC-005
agua potable = MRC-004, EA-023
holmio líquido = MRC-006
cacao = MRC-007
pH-metro, conductímetro = MRC-001, MRC-002, CAP-025
curso de básculas = CAP-012, CAP-013
incertidumbre = CAP-005, CAP-027
17025 = CAP-002
validación de métodos = CAP-026
pasantía, práctica en laboratorio = CAP-029…031, AT-001
asesoría, acompañamiento = AT-002
curso en mi empresa = AT-003, AT-004
interlaboratorio, comparación, aptitud = EA-001…027
sonómetro, luxómetro, anemómetro, pirómetro, termómetro infrarrojo, rugosímetro, durómetro, surtidor de combustible =
medidor de agua, taxímetro, cinemómetro, alcohosensor, osciloscopio, analizador de gases, autoclave =
"""
MEANT: dict[str, tuple[set[str], set[str]]] = {}
for line in TABLE.strip().splitlines():
    said, _, meant = line.partition("=")
    sure, _, near = meant.partition("|")
    MEANT |= {word.strip(): (set(codes_in(sure)), set(codes_in(near))) for word in said.split(",")}


@cache
def shipped() -> list[FinderWord]:
    with (FIXTURES / "finder_words.csv").open(encoding="utf-8") as file:
        return [FinderWord(**row) for row in csv.DictReader(file)]


@cache
def known() -> Lexicon:
    """Of what ships."""
    with (FIXTURES / "english_names.csv").open(encoding="utf-8") as file:
        english = {row["spanish"]: row["english"] for row in csv.DictReader(file)}
    resolution = json.loads((FIXTURES / "resolucion_015_2020.json").read_text(encoding="utf-8"))
    above = {heading["position"]: heading for heading in resolution["headings"]}
    rates = []
    for rate in resolution["rates"]:
        names, heading = [rate["name"]], above.get(rate["heading"])
        while heading:
            names.append(heading["name"])
            heading = above.get(heading["parent"])
        rates.append((rate["code"], " ".join([*names, *(english[name] for name in names)])))
    return lexicon(tuple(tuple(entry.names) for entry in shipped()), tuple(rates))


def codes(typed: str) -> tuple[set[str], set[str]] | None:
    """Those of what was named, and of the nearest; None of what has no everyday name."""
    entries = [shipped()[place] for place in understood(typed, known()).places]
    if not entries:
        return None
    sure = {code for entry in entries for code in entry.sure}
    return sure, {code for entry in entries for code in entry.near} - sure


def without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).upper()


def plural(word: str) -> str:
    first, *others = word.split()
    return " ".join([first + ("s" if first[-1] in "aeiouáéíóú" else "es"), *others])


def misspelt(word: str) -> str:
    """With a letter wrong in each word that is long enough to be known in spite of it."""
    return " ".join(
        f"{part[:-3]}{'j' if part[-3] != 'j' else 'z'}{part[-2:]}" if len(part) >= 6 and part.isalpha() else part
        for part in word.split()
    )


@pytest.mark.parametrize("written", [str, without_accents, plural, misspelt], ids=lambda way: way.__name__)
def test_every_word_of_customers_leads_to_its_rates(written):
    wrong = {}
    for word, meant in MEANT.items():
        first = word.split()[0]
        if written is plural and (not first.islower() or first.endswith("s")):
            continue  # it is an acronym, or a plural already
        if (found := codes(written(word))) != meant:
            wrong[written(word)] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # with what says nothing here
        ("calibrar balanza analítica Mettler Toledo XS204", "CAL-216, EA-020"),
        ("necesito la calibración de un pie de rey marca Mitutoyo", "CAL-170, CAL-171"),
        ("certificado de calibración para micropipeta Brand", "CAL-052"),
        ("¿cuánto vale calibrar un cuentametros?", "CAL-162"),
        ("calivrasion de micropipetas", "CAL-052"),
        # with what it measures
        ("báscula de 30 kg", "CAL-215, CAL-216, EA-019, CAP-012"),
        ("micropipeta 100 µL", "CAL-052"),
        # unfinished
        ("microp", "CAL-052"),
        # several at once
        ("termohigrómetro y micropipeta", "CAL-030, CAL-031, CAL-048, CAL-049, EA-016, CAL-052"),
        # in English
        ("gauge blocks", "CAL-129, CAL-130"),
        ("calibration of a torque wrench", "CAL-111…116, EA-004"),
    ],
)
def test_noise_values_beginnings_and_english_lead_to_the_same_rates(typed, meant):
    assert codes(typed) == (set(codes_in(meant)), set())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CAL-105", "CAL-105"),
        ("termómetro de horno", "CAL-004…007, CAL-025…028, CAL-029, CAL-038…041, CAL-044…047"),
        ("pesa clase E1", "CAL-198, CAL-199, CAL-203…205"),
        ("Dr. Nadie clase M1", "CAL-212"),
        ("CAL-999", ""),
        ("xyzzy", ""),
        ("de la", ""),
        ("", ""),
    ],
)
def test_what_has_no_everyday_name_is_found_by_all_its_words(typed, meant):
    found = understood(typed, known())
    assert (found.codes, found.places) == (set(codes_in(meant)), frozenset())


def test_what_ships_names_rates_that_there_are_and_each_name_is_of_one_row():
    there, whose = set(chain.from_iterable(known().rates.values())), {}
    for entry in shipped():
        entry.clean_fields(exclude=["id"])
        assert set(entry.sure + entry.near) <= there, entry.words
        assert not set(entry.sure) & set(entry.near), entry.words
        assert bool(entry.question) == bool(entry.english_question), entry.words
        assert bool(entry.note) == bool(entry.english_note), entry.words
        for name in entry.names:
            assert whose.setdefault(roots(name), entry) is entry, name


@pytest.mark.parametrize("typed", ["CAL-1", "CAL 105", "todas", "CAL-105 y CAL-106"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(ValidationError, match="no es un código"):
        FinderWord(words="x", codes=typed).clean_fields(exclude=["id"])
