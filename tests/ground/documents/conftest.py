"""The antivirus of these tests."""

import pytest

from tests.clamd import ClamAV


@pytest.fixture(scope="package")
def running_clamav(tmp_path_factory):
    with ClamAV(tmp_path_factory.mktemp("clamav")) as clamav:
        yield clamav


@pytest.fixture
def clamav(running_clamav, settings):
    """Known to a worker that is started after it, too."""
    settings.CLAMD_SOCKET = str(running_clamav.socket)
    return running_clamav


@pytest.fixture
def own_clamav(tmp_path, settings):
    """One that the test may kill."""
    with ClamAV(tmp_path) as clamav:
        settings.CLAMD_SOCKET = str(clamav.socket)
        yield clamav
