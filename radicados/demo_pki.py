"""A plainly fictitious authority and signing key, so that a demonstration signs real letters.

The authority's own key is thrown away once it has certified the signer's: nobody can issue more with it.
"""

import os
import secrets
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from radicados.signing import DEMO_MARK, SigningError, load_signer

KEY_SIZE = 3072
VALIDITY = timedelta(days=5 * 365)
ROOT_FILE = "demo-root.pem"
SIGNER_FILE = "demo-signer.p12"
PASSPHRASE_FILE = "demo-signer.passphrase"


class DemoPki(NamedTuple):
    """A signing certificate with its key, and the root that issued it."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    root: x509.Certificate


def make(*, valid_from: datetime | None = None, validity: timedelta = VALIDITY) -> DemoPki:
    """A new root and a signing certificate; valid from a minute ago unless told otherwise."""
    period = (start := valid_from or datetime.now(UTC) - timedelta(minutes=1), start + validity)
    root_key, key = _new_key(), _new_key()
    root_name, name = _name("Autoridad raíz ficticia"), _name("Firmante ficticio de cartas")
    root = _certificate(root_name, root_name, root_key.public_key(), period, is_authority=True)
    certificate = _certificate(name, root_name, key.public_key(), period, is_authority=False)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    return DemoPki(
        key,
        certificate.add_extension(identifier, critical=False).sign(root_key, SHA256()),
        root.sign(root_key, SHA256()),
    )


def store(pki: DemoPki, directory: Path) -> None:
    """Write the root, the PKCS#12 and its random passphrase; only the owner may read them, ever."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    directory.chmod(0o700)
    passphrase = secrets.token_urlsafe(32).encode()
    bundle = pkcs12.serialize_key_and_certificates(
        b"demo", pki.key, pki.certificate, [pki.root], BestAvailableEncryption(passphrase)
    )
    _write(directory / ROOT_FILE, pki.root.public_bytes(Encoding.PEM))
    _write(directory / SIGNER_FILE, bundle)
    _write(directory / PASSPHRASE_FILE, passphrase)


def is_usable(directory: Path) -> bool:
    """Whether the directory holds a demonstration key that can sign today."""
    try:
        signer = load_signer(directory / SIGNER_FILE, directory / PASSPHRASE_FILE)
        signer.check_validity(datetime.now(UTC))
    except SigningError:
        return False
    return signer.is_demo and (directory / ROOT_FILE).is_file()


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=KEY_SIZE)


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CO"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Entidad ficticia de demostración"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, DEMO_MARK),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{common_name} ({DEMO_MARK})"),
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, public_key, period: tuple, *, is_authority: bool
) -> x509.CertificateBuilder:
    """A certificate that either issues others or signs documents, never both."""
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    constraints = x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(period[0])
        .not_valid_after(period[1])
        .add_extension(constraints, critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _write(path: Path, contents: bytes) -> None:
    """Put a file in its place whole, with permissions 0600 from its first instant."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(contents)
        file.flush()
        os.fsync(descriptor)
    os.replace(temporary, path)
