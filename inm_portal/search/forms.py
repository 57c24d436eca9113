from ground.webforms.fields import PortalForm, TextLineField

LONGEST_SEARCH = 200


class PortalSearchForm(PortalForm):
    """The words; the name of the field is that of the address."""

    q = TextLineField(
        label="¿Qué busca?",
        required=False,
        max_length=LONGEST_SEARCH,
        error_messages={"max_length": f"Busque con {LONGEST_SEARCH} caracteres o menos."},
    )
