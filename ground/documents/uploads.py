"""Files on their way in: what does not fit on the disk costs the file, never the page that came with it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, NoReturn

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LostUpload(UploadedFile):
    """A file for which there was no room: whoever opens it is told so by the OSError that lost it."""

    def __init__(self, error: OSError, **facts: Any) -> None:
        super().__init__(BytesIO(), **facts)
        self.error = error

    def seek(self, *_: Any) -> NoReturn:
        raise self.error

    read = seek


class UploadHandler(TemporaryFileUploadHandler):
    """Django's own for large files, which would break off the whole request on a full disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.lost: OSError | None = None
        self._try(super().new_file, *args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._try(super().receive_data_chunk, raw_data, start)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        file: UploadedFile[bytes] | None = self._try(super().file_complete, file_size)
        if self.lost is None:
            return file
        return LostUpload(self.lost, name=self.file_name, content_type=self.content_type, size=file_size)

    def _try(self, step: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Nothing more is tried with a file that is lost."""
        if self.lost is None:
            try:
                return step(*args, **kwargs)
            except OSError as error:
                self.lost = error
        return None
