"""Where private files lie: whole ones only, for nobody but the portal's own user."""

import os
from pathlib import Path
from tempfile import mkstemp

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

PART = "part-"


def is_part(name: str) -> bool:
    """Whether a file is what was written of one until the process ended."""
    return name.rpartition("/")[2].startswith(PART)


class PrivateFiles(FileSystemStorage):
    """A file has its name once all of it is on the disk; of one that cannot be written nothing stays."""

    def _save(self, name: str, content: "File[bytes]") -> str:
        path = Path(self.path(name))
        for folder in (Path(self.location), path.parent):
            folder.mkdir(mode=self.directory_permissions_mode or 0o700, parents=True, exist_ok=True)
        descriptor, part = mkstemp(dir=path.parent, prefix=PART)  # nobody else reads it from its first byte on
        try:
            with open(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(descriptor)  # some disks say only now that they are full
            os.rename(part, path)
        except BaseException:
            os.unlink(part)
            raise
        return name
