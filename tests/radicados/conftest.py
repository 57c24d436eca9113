"""What the tests of radicados begin with: one that anybody may know of, and one that is reserved."""

import pytest

from radicados.models import Radicado
from tests.radicados.issued import file_issued


@pytest.fixture
def ordinary(reference_data) -> Radicado:
    return file_issued(filer_name="Ana Ordinaria", document_kind="Queja")


@pytest.fixture
def reserved(reference_data) -> Radicado:
    facts = {"filer_name": "Zoe Zutana", "document_kind": "Denuncia", "office": "Control interno"}
    return file_issued(is_reserved=True, **facts)
