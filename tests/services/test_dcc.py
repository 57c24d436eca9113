"""Digital calibration certificates: what is read, what is refused, what is compared."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.dcc.comparing import CaseFacts, differences
from services.dcc.drift import drift
from services.dcc.reading import MOST_VALUES, DigitalCertificate, Point, read
from services.dcc.results import shown
from services.dcc.schema import admitted
from services.dcc.tree import MOST_BYTES, RefusedError

VERSIONS = ["3.3.0"]
SCHEMA = Path(__file__).with_name("certificates.xsd")
TODAY = date(2026, 11, 27)

CERTIFICATE = """<?xml version="1.0" encoding="UTF-8"?>
<dcc:digitalCalibrationCertificate xmlns:dcc="https://ptb.de/dcc" xmlns:si="https://ptb.de/si" schemaVersion="3.3.0">
  <dcc:administrativeData>
    <dcc:coreData>
      <dcc:uniqueIdentifier>INM-0123</dcc:uniqueIdentifier>
      <dcc:receiptDate>2026-11-02</dcc:receiptDate>
      <dcc:beginPerformanceDate>2026-11-03</dcc:beginPerformanceDate>
      <dcc:endPerformanceDate>2026-11-05</dcc:endPerformanceDate>
      <dcc:performanceLocation>laboratory</dcc:performanceLocation>
      <dcc:issueDate>2026-11-09Z</dcc:issueDate>
    </dcc:coreData>
    <dcc:items>
      <dcc:item>
        <dcc:name><dcc:content lang="en">Weight</dcc:content><dcc:content lang="es">Pesa</dcc:content></dcc:name>
        <dcc:manufacturer><dcc:name><dcc:content>Acme</dcc:content></dcc:name></dcc:manufacturer>
        <dcc:model>W1</dcc:model>
        <dcc:identifications>
          <dcc:identification><dcc:issuer>customer</dcc:issuer><dcc:value>P-7</dcc:value></dcc:identification>
          <dcc:identification><dcc:issuer>manufacturer</dcc:issuer><dcc:value>SN-88 213</dcc:value></dcc:identification>
        </dcc:identifications>
      </dcc:item>
    </dcc:items>
    <dcc:calibrationLaboratory>
      <dcc:contact><dcc:name><dcc:content>INM</dcc:content></dcc:name></dcc:contact>
    </dcc:calibrationLaboratory>
    <dcc:respPersons>
      <dcc:respPerson><dcc:person><dcc:name><dcc:content>Ana Ruiz</dcc:content></dcc:name></dcc:person></dcc:respPerson>
    </dcc:respPersons>
    <dcc:customer><dcc:name><dcc:content>Pesas S.A.S.</dcc:content></dcc:name></dcc:customer>
  </dcc:administrativeData>
  <dcc:measurementResults>
    <dcc:measurementResult>
      <dcc:results>
        <dcc:result>
          <dcc:name><dcc:content>Masa</dcc:content></dcc:name>
          <dcc:data>
            <dcc:list>
              <dcc:quantity refType="basic_nominalValue">
                <si:realListXMLList>
                  <si:valueXMLList>1 2</si:valueXMLList><si:unitXMLList>\\kilogram</si:unitXMLList>
                </si:realListXMLList>
              </dcc:quantity>
              <dcc:quantity refType="basic_measuredValue">
                <si:realListXMLList>
                  <si:valueXMLList>1.0000010 2.5e0</si:valueXMLList><si:unitXMLList>\\kilogram</si:unitXMLList>
                  <si:expandedUncXMLList>
                    <si:uncertaintyXMLList>0.3 0.4</si:uncertaintyXMLList>
                    <si:coverageFactorXMLList>2</si:coverageFactorXMLList>
                  </si:expandedUncXMLList>
                </si:realListXMLList>
              </dcc:quantity>
            </dcc:list>
            <dcc:quantity>
              <si:real>
                <si:value>-3</si:value><si:unit>\\degreecelsius</si:unit>
                <si:measurementUncertaintyUnivariate>
                  <si:expandedMU><si:valueExpandedMU>0.1</si:valueExpandedMU><si:coverageFactor>2</si:coverageFactor>
                  </si:expandedMU>
                </si:measurementUncertaintyUnivariate>
              </si:real>
            </dcc:quantity>
          </dcc:data>
        </dcc:result>
      </dcc:results>
    </dcc:measurementResult>
  </dcc:measurementResults>
</dcc:digitalCalibrationCertificate>
"""
CASE = CaseFacts(
    number="inm 0123",
    serial="sn88213",
    customer="PESAS  S.A.S.",
    received_on=date(2026, 11, 2),
    measured_from=date(2026, 11, 3),
    measured_to=date(2026, 11, 5),
    place="laboratory",
)


def changed(old: str, new: str, encoding: str = "utf-8") -> bytes:
    assert old in CERTIFICATE
    return CERTIFICATE.replace(old, new, 1).encode(encoding)


def certificate(old: str = "", new: str = "") -> DigitalCertificate:
    return read(changed(old, new), VERSIONS)


def test_certificate_is_read_in_the_decimals_and_units_it_publishes():
    found = certificate()
    item, (result,) = found.items[0], found.results
    assert (item.name, item.manufacturer, item.model, item.serial) == ("Pesa", "Acme", "W1", "SN-88 213")
    assert (found.customer, found.responsible, found.laboratory) == ("Pesas S.A.S.", ("Ana Ruiz",), "INM")
    assert found.issued_on == date(2026, 11, 9)
    listed, single = result.quantities[1], result.quantities[2]
    assert str(listed.points[0].value) == "1.0000010"
    assert listed.points[1] == Point(Decimal("2.5"), "\\kilogram", Decimal("0.4"), Decimal(2))
    assert single.points == (Point(Decimal(-3), "\\degreecelsius", Decimal("0.1"), Decimal(2)),)


HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;">]>'
NUMBER = "<dcc:uniqueIdentifier>INM-0123</dcc:uniqueIdentifier>"
HOSTILE = {
    "nothing": (b"", "bien formado"),
    "no XML": (b"%PDF-1.7", "bien formado"),
    "cut": (CERTIFICATE.encode()[:900], "bien formado"),
    "billion laughs": (changed(HEAD, HEAD + LAUGHS), "DOCTYPE"),
    "external entity": (changed(HEAD, HEAD + '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "DOCTYPE"),
    "external DTD": (changed(HEAD, HEAD + '<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">'), "DOCTYPE"),
    "undeclared entity": (changed("INM-0123", "&x;"), "bien formado"),
    "XInclude": (changed(NUMBER, '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/x"/>'), "XInclude"),
    "too heavy": (b" " * (MOST_BYTES + 1), "5 MB"),
    "65 levels": (b"<a>" * 65 + b"</a>" * 65, "64 niveles: línea 1"),
    "too many elements": (b"<a>" + b"<b/>" * 200_000 + b"</a>", "demasiados elementos"),
    "another namespace": (changed("https://ptb.de/dcc", "https://ptb.de/otro"), "la raíz"),
    "version": (changed('schemaVersion="3.3.0"', 'schemaVersion="2.4.0"'), "versión 2.4.0 no admitida: línea 2"),
    "no version": (changed(' schemaVersion="3.3.0"', ""), "versión sin decir no admitida"),
    "encoding": (changed("UTF-8", "UTF-7"), "codificación"),
    "NaN": (changed("2.5e0", "NaN"), "«NaN» no es un número"),
    "infinite": (changed("2.5e0", "-INF"), "«-INF» no es un número"),
    "huge exponent": (changed("2.5e0", "1e999999"), "«1e999999» no es un número"),
    "huge list": (changed("1 2<", "1 " * (MOST_VALUES + 1) + "<"), "más de 10000 valores"),
    "lists apart": (changed("0.3 0.4", "0.3 0.4 0.5"), "no tiene uno por valor"),
    "negative U": (changed("0.3 0.4", "-0.3 0.4"), "es negativo"),
    "duplicated": (changed(NUMBER, NUMBER * 2), "«uniqueIdentifier» está más de una vez: línea 5"),
    "missing": (changed(NUMBER, ""), "falta «uniqueIdentifier» en «coreData»"),
    "empty": (changed("INM-0123", " "), "«uniqueIdentifier» está vacío"),
    "no such day": (changed("2026-11-05", "2026-02-30"), "«endPerformanceDate» no es una fecha"),
    "no date": (changed("2026-11-05", "ayer"), "«endPerformanceDate» no es una fecha"),
}


@pytest.mark.parametrize(("data", "told"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_is_refused_in_words(data, told):
    with pytest.raises(RefusedError) as refusal:
        read(data, VERSIONS)
    assert told in str(refusal.value)


EMBEDDED = "<dcc:file><dcc:dataBase64>PHNjcmlwdD4=</dcc:dataBase64></dcc:file>"
HARMLESS = {
    "mark of order": b"\xef\xbb\xbf" + CERTIFICATE.encode(),
    "UTF-16": changed("UTF-8", "UTF-16", "utf-16"),
    "comments": changed("INM-0123", "INM<!-- <x> -->-0123"),
    "processing instructions": changed("INM-0123", "INM-<?php x ?>0123"),
    "CDATA": changed("INM-0123", "<![CDATA[INM-0123]]>"),
    "an embedded file": changed("<dcc:items>", EMBEDDED + "<dcc:items>"),
}


@pytest.mark.parametrize("data", HARMLESS.values(), ids=HARMLESS)
def test_what_is_only_odd_reads_the_same(data):
    assert read(data, VERSIONS) == certificate()


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_a_refusal(data):
    with pytest.raises(RefusedError):
        read(data, VERSIONS)


@given(st.integers(0, len(CERTIFICATE)), st.integers(0, 40), st.text(max_size=12) | st.sampled_from(["<", "&", "\x00"]))
def test_any_change_of_a_certificate_is_a_value_or_a_refusal(place, length, text):
    data = (CERTIFICATE[:place] + text + CERTIFICATE[place + length :]).encode()
    try:
        found = read(data, VERSIONS)
        shown(found)
        drift(certificate(), found)
        told = found.version
    except RefusedError as refusal:
        told = str(refusal)
    assert told == "3.3.0" or told.startswith("DCC: ")


# --- Against the schema that somebody put ---------------------------------------------------------------
def test_certificate_is_held_against_the_schema_there_is(settings):
    settings.DCC_VERSIONS, settings.DCC_SCHEMA_FILE = VERSIONS, str(SCHEMA)
    assert admitted(CERTIFICATE.encode()) == certificate()
    extra = changed("</dcc:measurementResults>", "</dcc:measurementResults><dcc:otro/>")
    with pytest.raises(RefusedError, match=r"no cumple el esquema 3.3.0: línea \d+"):
        admitted(extra)
    settings.DCC_SCHEMA_FILE = ""
    assert admitted(extra) == certificate()


@pytest.mark.parametrize("path", ["/no/existe.xsd", __file__])
def test_schema_that_cannot_be_read_is_told(settings, path):
    settings.DCC_VERSIONS, settings.DCC_SCHEMA_FILE = VERSIONS, path
    with pytest.raises(RefusedError, match="DCC_SCHEMA_FILE"):
        admitted(CERTIFICATE.encode())


# --- Against the case -----------------------------------------------------------------------------------
def test_what_differs_in_letters_and_hyphens_only_is_the_same():
    assert differences(certificate(), CASE, TODAY) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"serial": "X1"}, "DCC: el serial “SN-88 213” no es el recibido “X1”"),
        ({"customer": "Otra"}, "DCC: el cliente “Pesas S.A.S.” no es el de la solicitud “Otra”"),
        ({"number": "9"}, "DCC: el número “INM-0123” no es el del certificado “9”"),
        ({"place": "customer"}, "DCC: el lugar “el laboratorio” no es el de la solicitud “donde el cliente”"),
        ({"received_on": date(2026, 11, 1)}, "DCC: la fecha de recepción “2026-11-02” no coincide con “2026-11-01”"),
        (
            {"measured_from": date(2026, 11, 4)},
            "DCC: el inicio de mediciones “2026-11-03” no coincide con “2026-11-04”",
        ),
        ({"measured_to": date(2026, 11, 6)}, "DCC: el fin de mediciones “2026-11-05” no coincide con “2026-11-06”"),
    ],
)
def test_each_difference_has_its_name(change, told):
    assert differences(certificate(), replace(CASE, **change), TODAY) == [told]


def test_dates_go_in_order():
    case = replace(CASE, measured_from=None)
    assert differences(certificate("2026-11-03", "2026-11-06"), case, TODAY) == [
        "DCC: el inicio de mediciones “2026-11-06” es posterior al fin de mediciones “2026-11-05”"
    ]
    assert differences(certificate(), CASE, date(2026, 11, 8)) == [
        "DCC: la expedición “2026-11-09” es posterior a hoy “2026-11-08”"
    ]


# --- Two of one instrument ------------------------------------------------------------------------------
def test_drift_is_told_at_the_points_that_both_have():
    later = certificate("1.0000010 2.5e0", "1.0000030 2.1")
    first, second = drift(certificate(), later).points
    assert (first.nominal, first.moved, second.moved) == (1, Decimal("0.0000020"), Decimal("-0.4"))
    assert first.uncertainty == Decimal("0.18").sqrt()
    assert first.coverage == 2
    assert [point.nominal for point in drift(certificate(), certificate(">1 2<", ">1.00 3<")).points] == [1]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("SN-88 213", "otro", "Los dos certificados no son del mismo serial."),
        (">1 2<", ">7 8<", "No tienen puntos nominales iguales en la misma unidad."),
        (">1 2<", ">1 1<", "No tienen puntos nominales iguales en la misma unidad."),
        ("\\kilogram", "\\gram", "No tienen puntos nominales iguales en la misma unidad."),
    ],
)
def test_what_cannot_be_compared_is_told(old, new, told):
    comparison = drift(certificate(), certificate(old, new))
    assert (comparison.points, comparison.why_not) == ((), told)


def test_uncertainties_of_another_k_are_not_joined():
    other = certificate("<si:coverageFactorXMLList>2<", "<si:coverageFactorXMLList>3<")
    found = drift(certificate(), other).points[0]
    assert (found.uncertainty, found.why_not) == (None, "Sus factores de cobertura no son iguales.")


# --- As they are shown ----------------------------------------------------------------------------------
def test_results_are_a_table_of_what_was_published_and_its_drawing():
    weight, temperature = shown(certificate())
    assert weight.table.rows == (
        ("1 \\kilogram", "1,0000010", "\\kilogram", "0,3", "2"),
        ("2 \\kilogram", "2,5", "\\kilogram", "0,4", "2"),
    )
    assert weight.sentence == (
        "La gráfica muestra cuánto se aparta cada valor del nominal, con su U a cada lado: "
        "de 0,0000010 a 0,5 \\kilogram."
    )
    # From -0,3 to 0,9 on a scale of 320.
    lines = [line.get("points") for line in ElementTree.fromstring(weight.chart).iter() if line.get("points")]
    assert lines == ["10,33 170,33", "116.7,77 330,77"]
    assert "2 \\kilogram: 0,5 ± 0,4" in weight.chart
    assert temperature.table.rows == (("1", "-3", "\\degreecelsius", "0,1", "2"),)


def test_values_of_several_units_are_not_drawn():
    end = "2.5e0</si:valueXMLList><si:unitXMLList>\\kilogram"
    assert [bool(each.chart) for each in shown(certificate(end, end + " \\gram"))] == [False, True]


def test_no_text_of_a_certificate_is_markup():
    found = shown(certificate("<dcc:content>Masa<", "<dcc:content>&lt;script&gt;<"))[0]
    assert "<script" not in found.chart
    assert "&lt;script&gt;" in found.chart
