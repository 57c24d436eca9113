"""Signing letters: PAdES with a key kept in a PKCS#12 file. The only room that knows pyHanko.

A signature is the same CMS message each time but for two values of fixed length: the document's digest
and the RSA signature. pyHanko builds that message once for each process, and every letter fills in those
two: ten times quicker than encoding the same certificates again for each letter.
"""

import asyncio
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import general, signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import pdf_signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

LEVEL = "B-B"
# Stands in the subject of every certificate that `create_demo_pki` makes.
DEMO_MARK = "DEMOSTRACIÓN — SIN VALIDEZ"
_DIGEST = "sha256"
_DIGEST_LENGTH = 32
_LEAST_KEY_SIZE = 2048
_FIELD_NAME = "FirmaDigital"


class SigningError(Exception):
    """A letter cannot be signed; the message is a Spanish sentence that says why."""


class _StencilSigner(signers.Signer):
    """pyHanko's signer with the key kept ready and the message built beforehand."""

    def __init__(self, key: RSAPrivateKey, certificate, chain: Iterable):
        registry = SimpleCertificateStore()
        registry.register_multiple(chain)
        super().__init__(signing_cert=certificate, cert_registry=registry)
        self._key = key
        self._blank_digest = secrets.token_bytes(_DIGEST_LENGTH)
        self._blank_signature = secrets.token_bytes(key.key_size // 8)
        message = super().async_sign(self._blank_digest, _DIGEST, dry_run=True, use_pades=True)
        self._message = asyncio.run(message).dump()

    @property
    def hexadecimal_length(self) -> int:
        """The room that the message takes in a PDF, in bytes."""
        return 2 * len(self._message)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Keep the attributes to be signed; called once, while the message is built."""
        self._attributes = data
        return self._blank_signature

    async def async_sign(self, data_digest: bytes, digest_algorithm: str, *_: Any, **settings: Any) -> cms.ContentInfo:
        attributes = self._attributes.replace(self._blank_digest, data_digest)
        signature = self._key.sign(attributes, PKCS1v15(), SHA256())
        message = self._message.replace(self._blank_digest, data_digest)
        return cms.ContentInfo.load(message.replace(self._blank_signature, signature))


class _DatedSigner(signers.PdfSigner):
    """pyHanko's, which would date the signature by this machine's clock."""

    def __init__(self, metadata: signers.PdfSignatureMetadata, signer: signers.Signer, *, at: datetime):
        super().__init__(metadata, signer)
        self._at = at

    def init_signing_session(self, pdf_out, existing_fields_only=False) -> pdf_signer.PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


class LetterSigner:
    """A key ready to sign letters, with the certificate that vouches for it."""

    def __init__(self, key: RSAPrivateKey, certificate: x509.Certificate, chain: list[x509.Certificate]):
        self._certificate = certificate
        self._signer = _StencilSigner(key, _as_asn1(certificate), map(_as_asn1, chain))

    @property
    def subject(self) -> str:
        """Who the certificate says signs: common name and organisation, and no more of what it tells."""
        wanted = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
        subject = self._certificate.subject
        return ", ".join(str(part.value) for oid in wanted for part in subject.get_attributes_for_oid(oid))

    @property
    def is_demo(self) -> bool:
        return any(DEMO_MARK in str(attribute.value) for attribute in self._certificate.subject)

    @property
    def expires_at(self) -> datetime:
        return self._certificate.not_valid_after_utc

    def check_validity(self, at: datetime) -> None:
        """Raises SigningError when the certificate is not valid then."""
        begins_at = self._certificate.not_valid_before_utc
        if at < begins_at:
            raise SigningError(f"El certificado de firma solo es válido desde el {begins_at:%Y-%m-%d}.")
        if at > self.expires_at:
            raise SigningError(f"El certificado de firma venció el {self.expires_at:%Y-%m-%d}; renuévelo.")

    def sign(self, pdf: bytes, *, number: str, name: str, at: datetime, reason: str | None = None) -> bytes:
        """The PDF with an invisible signature over the whole of it, in one more revision.

        `name` is who signs, `number` the radicado that the default reason tells. Raises SigningError.
        """
        self.check_validity(at)
        metadata = signers.PdfSignatureMetadata(
            field_name=_FIELD_NAME,
            md_algorithm=_DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            name=name,
            reason=reason or f"Emisión de la comunicación con radicado n.º {number}",
        )
        try:
            revision = IncrementalPdfFileWriter(BytesIO(pdf))
            signer = _DatedSigner(metadata, self._signer, at=at)
            signed = signer.sign_pdf(revision, bytes_reserved=self._signer.hexadecimal_length)
        except (PdfError, general.SigningError) as error:
            raise SigningError(f"No fue posible firmar la carta {number}: {error}") from error
        return signed.getvalue()


def current_signer() -> LetterSigner:
    """The signer that the settings name, as its files are now; raises SigningError.

    They are read again only once they changed: a key that was renewed signs from the next letter on.
    """
    files = settings.SIGNING_PKCS12_FILE, settings.SIGNING_PKCS12_PASSPHRASE_FILE
    return _signer(*files, *map(_version, files))


@lru_cache(maxsize=1)
def _signer(pkcs12_file: str, passphrase_file: str, *versions: object) -> LetterSigner:
    signer = load_signer(pkcs12_file, passphrase_file)
    if signer.is_demo and settings.IS_PRODUCTION:
        raise SigningError("En producción no se puede firmar con la llave de demostración.")
    return signer


def _version(path: str) -> tuple[int, ...]:
    """What tells a file from the one that it replaced, or from itself before it was written or closed to others."""
    with suppress(OSError):  # what cannot be read is told when it is
        status = os.stat(path)
        return status.st_dev, status.st_ino, status.st_ctime_ns, status.st_size
    return ()


def load_signer(pkcs12_file: str | Path, passphrase_file: str | Path) -> LetterSigner:
    """Read and check a key, its certificate and their chain, whatever its period; raises SigningError."""
    contents = _read_secret(pkcs12_file, "la llave de firma")
    passphrase = _read_secret(passphrase_file, "la contraseña de la llave de firma").rstrip(b"\r\n")
    try:
        bundle = pkcs12.load_pkcs12(contents, passphrase)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise SigningError(
            "La llave de firma no se puede abrir: la contraseña no corresponde o el archivo está dañado."
        ) from error
    if bundle.key is None or bundle.cert is None:
        raise SigningError("El archivo de la llave de firma no contiene una llave con su certificado.")
    key, certificate = bundle.key, bundle.cert.certificate
    if not isinstance(key, RSAPrivateKey) or key.key_size < _LEAST_KEY_SIZE:
        raise SigningError(f"La llave de firma debe ser RSA de al menos {_LEAST_KEY_SIZE} bits.")
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        usage = None
    if usage is None or not (usage.digital_signature or usage.content_commitment):
        raise SigningError("El certificado no está habilitado para firmar documentos (uso de la llave).")
    return LetterSigner(key, certificate, [other.certificate for other in bundle.additional_certs])


def _read_secret(path: str | Path, what: str) -> bytes:
    """The contents of a file that only its owner may read."""
    if not path:
        raise SigningError(f"No se ha configurado dónde está {what}.")
    try:
        with open(path, "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            contents = file.read()
    except OSError as error:
        raise SigningError(
            f"No se puede leer {what}: revise que «{path}» exista y que el portal tenga permiso de leerlo."
        ) from error
    if mode & 0o077:
        raise SigningError(f"El archivo «{path}» está abierto a otros usuarios del sistema; ejecute chmod 600.")
    return contents


def _as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
