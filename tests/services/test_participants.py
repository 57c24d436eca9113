"""The participants of a course, however they are typed or pasted, and what is wrong with each cell."""

import pytest
from django.core.exceptions import ValidationError

from services.forms.participants import participants_in
from services.forms.table import rows_in

ANA = {
    "document_type": "CC", "document_number": "1032456789", "first_name": "Ana María", "last_name": "Peña Ñáñez",
    "email": "ana@prueba.example", "job": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("CC; 1.032.456.789; Ana María; Peña Ñáñez; ana@prueba.example", [ANA]),
        ("c.c.\t1032456789\tAna  María\tPeña Ñáñez\tana@prueba.example\tAnalista", [ANA | {"job": "Analista"}]),
        ("\n\nCédula; 1032456789; Ana María; Peña Ñáñez; ana@prueba.example;\n\n", [ANA]),
        (
            "Correo electrónico\tApellidos\tNombres\tN.º\tTipo de documento\n"
            "ana@prueba.example\tPeña Ñáñez\tAna María\t1032456789\tCédula de ciudadanía",
            [ANA],
        ),
        (
            "Nombre;Apellido;Tipo;Documento;E-mail;Cargo\nAna María;Peña Ñáñez;CC;1032456789;ana@prueba.example;Jefe",
            [ANA | {"job": "Jefe"}],
        ),
        (
            "Tipo de doc.;N.° de documento;Nombres;Apellidos;Correo\nCC;1032456789;Ana María;-;ana@prueba.example",
            [ANA | {"last_name": ""}],
        ),
        ('CC;1032456789;"Ana María";"Peña Ñáñez";ana@prueba.example', [ANA]),
    ],
)
def test_rows_are_people(typed, people):
    assert list(participants_in(typed)) == people


@pytest.mark.parametrize(
    "title",
    ["N.° de serie", "Nº de serie", "No. de serie", "Núm. serie", "Serie N°", "S/N", "Serial No.", "Número del serial"],
)
def test_title_is_known_however_its_number_is_abbreviated(title):
    (row,) = rows_in(f"Nombre del equipo;{title};Marca\nPesa;A-1;Ñ")
    assert row.told == {"name": "Pesa", "serial": "A-1", "maker": "Ñ"}


def test_each_wrong_cell_is_named_by_its_row_and_column():
    typed = (
        "Tipo;Documento;Nombres;Apellidos;Correo\n"
        "CC;1032456789;Ana;Peña;ana@prueba.example\n"
        "XX;1;Ben;Güiza;ben@prueba.example\n"
        "CC;12;Col;Ruiz;col@prueba.example\n"
        "CC;;Dar;Ruiz;dar@prueba.example\n"
        "CC;1.032.456.789;Eva;Ruiz;eva@prueba.example\n"
        "CE;123456;;Ruiz;fe\n"
        f"PA;AB12345;{'G' * 81};Ruiz;gil@prueba.example\n"
        "CC;1032456780;Iris;Ruiz;iris@prueba.example;Jefa;de más\n"
        "sola"
    )
    with pytest.raises(ValidationError) as wrong:
        participants_in(typed)
    order = "tipo de documento; documento; nombres; apellidos; correo"
    assert wrong.value.messages == [
        "Fila 3, Tipo de documento: «XX» no es un tipo de documento.",
        "Fila 4, Documento: El número de «Cédula de ciudadanía» debe tener entre 3 y 10 dígitos, sin ceros a la "
        "izquierda.",
        "Fila 5, Documento: escriba el documento de Dar.",
        "Fila 6, Documento: 1032456789 está repetido.",
        "Fila 7, Nombres: escriba el nombre y el apellido de la fila 7.",
        "Fila 7, Correo: el correo de la fila 7 no es válido.",
        "Fila 8, Nombres: admite hasta 80 caracteres.",
        f"Fila 9: van {order}, separados por punto y coma o en columnas.",
        f"Fila 10: van {order}, separados por punto y coma o en columnas.",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Tipo;Documento;Nombres;Apellidos;Correo", ["Escriba al menos un participante."]),
        (
            "Documento;Nombres;Apellidos;Salario;Nombres",
            [
                "Fila 1: la columna «Salario» no se pide o está repetida: quítela.",
                "Fila 1: la columna «Nombres» no se pide o está repetida: quítela.",
                "Fila 1: falta la columna «Tipo de documento».",
                "Fila 1: falta la columna «Correo».",
            ],
        ),
        ("\n".join(["CC;1;A;B;c"] * 201), ["Pegue hasta 200 participantes; hay 201."]),
    ],
)
def test_a_list_that_cannot_be_read_says_why(typed, said):
    with pytest.raises(ValidationError) as wrong:
        participants_in(typed)
    assert wrong.value.messages == said
