"""A certificate as this portal takes it: by its shape, and by the schema that the administrator put, if any."""

from django.conf import settings
from lxml import etree

from services.dcc.reading import DigitalCertificate, read
from services.dcc.tree import RefusedError


def admitted(data: bytes) -> DigitalCertificate:
    """The certificate, or RefusedError; the schema sees only what was read safely before."""
    certificate = read(data, settings.DCC_VERSIONS)
    if settings.DCC_SCHEMA_FILE:
        _validate(data, settings.DCC_SCHEMA_FILE, certificate.version)
    return certificate


def _validate(data: bytes, path: str, version: str) -> None:
    try:
        schema = etree.XMLSchema(etree.parse(path, _parser()))
    except (OSError, etree.LxmlError) as error:
        raise RefusedError("el esquema que dice DCC_SCHEMA_FILE no se puede leer; avise a quien administra") from error
    try:
        document = etree.fromstring(data, _parser())
    except etree.LxmlError as error:
        raise RefusedError("no es un XML bien formado") from error
    if not schema.validate(document):
        raise RefusedError(f"no cumple el esquema {version}", schema.error_log[0].line)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
