"""A file is whole or it is not there, and nobody else of the machine reads it."""

import errno
import stat

import pytest
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages

FULL = OSError(errno.ENOSPC, "No space left on device")
FOLDER = settings.VAR_DIR / "documents" / "zz"


class FileForFullDisk(ContentFile):
    """Looks at what lies on the disk meanwhile, and then nothing more fits."""

    def chunks(self, chunk_size=None):
        yield b"la primera parte"
        self.seen = [(path.name, stat.S_IMODE(path.stat().st_mode)) for path in FOLDER.iterdir()]
        raise FULL


@pytest.fixture
def storage():
    yield storages["documents"]
    for path in FOLDER.iterdir():
        path.unlink()
    FOLDER.rmdir()


def test_file_that_does_not_fit_leaves_nothing_and_was_never_in_its_place(storage):
    content = FileForFullDisk(b"")
    with pytest.raises(OSError, match="No space left"):
        storage.save("zz/entero", content)
    assert [(name == "entero", mode) for name, mode in content.seen] == [(False, 0o600)]
    assert list(FOLDER.iterdir()) == []


def test_disk_that_says_only_at_the_end_that_it_is_full_is_believed(storage, monkeypatch):
    def full(descriptor):
        raise FULL

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        storage.save("zz/entero", ContentFile(b"todo"))
    assert list(FOLDER.iterdir()) == []


def test_whole_file_has_its_name_and_is_for_its_owner_alone(storage):
    with storage.open(storage.save("zz/entero", File(ContentFile(b"todo")))) as file:
        assert file.read() == b"todo"
    (path,) = FOLDER.iterdir()
    assert path.name == "entero"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(FOLDER.stat().st_mode) == 0o700
