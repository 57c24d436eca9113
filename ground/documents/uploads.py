"""Files on their way in: what does not fit on the disk costs the file, never the page that came with it."""

from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LostUpload(UploadedFile):
    """A file for which there was no room: whoever opens it is told so by the OSError that lost it."""

    def __init__(self, error: OSError, **facts):
        super().__init__(BytesIO(), **facts)
        self.error = error

    def seek(self, offset: int) -> None:
        raise self.error


class UploadHandler(TemporaryFileUploadHandler):
    """Django's own for large files, which would break off the whole request on a full disk."""

    def new_file(self, *args, **kwargs):
        self.lost = None
        self._try(super().new_file, *args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        self._try(super().receive_data_chunk, raw_data, start)

    def file_complete(self, file_size):
        file = self._try(super().file_complete, file_size)
        return file or LostUpload(
            self.lost, name=self.file_name, content_type=self.content_type, size=file_size
        )

    def _try(self, step, *args, **kwargs):
        """Nothing more is tried with a file that is lost."""
        if self.lost is None:
            try:
                return step(*args, **kwargs)
            except OSError as error:
                self.lost = error
        return None
