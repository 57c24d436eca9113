"""Signatures read back: by poppler, by pyHanko against a PKI made here, and by the PDF/A checker."""

import stat
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import page as pdf_checker
import pytest
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from django.core.management import CommandError, call_command
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from radicados import demo_pki, signing
from radicados.rendering import render
from radicados.signing import SigningError, load_signer
from tests.radicados.sample_letter import FILING, sample_letter

pytestmark = pytest.mark.thorough

# An instant within the period of every key that is made below.
NOW = datetime.now(UTC) + timedelta(hours=1)
SIGNING = {"number": "2026-E-000001", "name": "PERSONA FICTICIA DE EJEMPLO", "at": NOW}


@pytest.fixture(scope="module")
def pki():
    return demo_pki.make()


@pytest.fixture(scope="module")
def letter():
    return render(sample_letter(), **FILING)


@pytest.fixture(scope="module")
def signer(pki, tmp_path_factory):
    directory = tmp_path_factory.mktemp("pki")
    demo_pki.store(pki, directory)
    return load_from(directory)


@pytest.fixture(scope="module")
def signed(signer, letter):
    return signer.sign(letter, **SIGNING)


def load_from(directory):
    return load_signer(directory / demo_pki.SIGNER_FILE, directory / demo_pki.PASSPHRASE_FILE)


def store(directory, key, certificate):
    """Put any key and certificate where the signer looks for them."""
    bundle = pkcs12.serialize_key_and_certificates(None, key, certificate, None, BestAvailableEncryption(b"clave"))
    for name, contents in ((demo_pki.SIGNER_FILE, bundle), (demo_pki.PASSPHRASE_FILE, b"clave\n")):
        path = directory / name
        path.touch(mode=0o600)
        path.write_bytes(contents)


def self_signed(key, common_name, usage=None):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
    )
    if usage:
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(key, SHA256())


def key_usage(**used):
    purposes = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**dict.fromkeys(purposes, False) | used)


def validate(pdf, root):
    root = asn1_x509.Certificate.load(root.public_bytes(Encoding.DER))
    signature = PdfFileReader(BytesIO(pdf)).embedded_signatures[0]
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[root], allow_fetching=False))


def pdfsig(pdf, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout


def test_poppler_finds_the_whole_document_validly_signed(signed, tmp_path):
    report = pdfsig(signed, tmp_path)
    assert "Signature is Valid." in report
    assert "Total document signed" in report
    assert "ETSI.CAdES.detached" in report
    assert "SHA-256" in report


def test_pyhanko_trusts_it_by_the_root_alone(signed, pki):
    status = validate(signed, pki.root)
    assert status.bottom_line
    assert status.trusted
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.md_algorithm == "sha256"


def test_another_root_does_not_vouch_for_it(signed):
    status = validate(signed, demo_pki.make().root)
    assert status.intact
    assert not status.trusted


def test_signature_tells_who_and_why_and_restricts_nothing(signed):
    reader = PdfFileReader(BytesIO(signed))
    signature = reader.embedded_signatures[0]
    assert signature.sig_object["/Name"] == "PERSONA FICTICIA DE EJEMPLO"
    assert "2026-E-000001" in signature.sig_object["/Reason"]
    assert "/Reference" not in signature.sig_object
    assert "/Perms" not in reader.root
    assert signature.sig_field["/Rect"] == [0, 0, 0, 0]


def test_signed_letter_is_still_pdf_a_2b_and_clean(signed, tmp_path):
    report = pdf_checker.validate_pdf_bytes(signed, profile="2b")
    assert report.is_compliant, [failure.message for failure in report.failures]
    (tmp_path / "signed.pdf").write_bytes(signed)
    check = subprocess.run(
        ["qpdf", "--check", str(tmp_path / "signed.pdf")], capture_output=True, text=True, check=True
    )
    assert "No syntax or stream encoding errors" in check.stdout


def test_letter_is_kept_byte_for_byte_under_the_signature(letter, signed):
    assert signed.startswith(letter)


def test_each_letter_has_its_own_signature(signer, pki):
    for number in ("2026-E-000002", "2026-E-000003"):
        pdf = render(sample_letter(people=1), **FILING | {"number": number})
        assert validate(signer.sign(pdf, number=number, name="X", at=NOW), pki.root).bottom_line


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_flipped_byte_is_detected(place, signed, letter, pki, tmp_path):
    changed = bytearray(signed)
    # A byte inside a stream, so that the file still parses.
    index = signed.index(b"stream\n", int(len(letter) * place * 0.7)) + 40
    changed[index] ^= 1
    assert not validate(bytes(changed), pki.root).intact
    assert "Signature is Valid." not in pdfsig(bytes(changed), tmp_path)


def test_something_that_is_no_pdf_is_not_signed(signer):
    with pytest.raises(SigningError, match="2026-E-000001"):
        signer.sign(b"no es un PDF", **SIGNING)


def test_demo_certificate_is_recognised_by_its_subject(signer):
    assert signer.is_demo
    assert signing.DEMO_MARK in signer.subject


def test_real_certificate_signs_and_is_no_demo(pki, letter, tmp_path):
    certificate = self_signed(pki.key, "Instituto de prueba", key_usage(digital_signature=True))
    store(tmp_path, pki.key, certificate)
    signer = load_from(tmp_path)
    assert not signer.is_demo
    assert validate(signer.sign(letter, **SIGNING), certificate).intact


def test_wrong_passphrase_is_refused(pki, tmp_path):
    demo_pki.store(pki, tmp_path)
    (tmp_path / demo_pki.PASSPHRASE_FILE).write_text("otra")
    with pytest.raises(SigningError, match="contraseña no corresponde"):
        load_from(tmp_path)


@pytest.mark.parametrize("name", [demo_pki.SIGNER_FILE, demo_pki.PASSPHRASE_FILE])
def test_missing_file_is_named(name, pki, tmp_path):
    demo_pki.store(pki, tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(SigningError, match=name):
        load_from(tmp_path)


def test_key_that_is_not_configured_is_said_so():
    with pytest.raises(SigningError, match="No se ha configurado"):
        load_signer("", "")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
@pytest.mark.parametrize("name", [demo_pki.SIGNER_FILE, demo_pki.PASSPHRASE_FILE])
def test_file_that_others_may_read_is_refused(name, mode, pki, tmp_path):
    demo_pki.store(pki, tmp_path)
    (tmp_path / name).chmod(mode)
    with pytest.raises(SigningError, match="chmod 600"):
        load_from(tmp_path)


@pytest.mark.parametrize(("starts_in", "sentence"), [(-20, "venció"), (20, "solo es válido desde")])
def test_certificate_out_of_its_time_signs_nothing_and_is_no_usable_key(starts_in, sentence, letter, tmp_path):
    demo_pki.store(demo_pki.make(valid_from=NOW + timedelta(days=starts_in), validity=timedelta(days=10)), tmp_path)
    with pytest.raises(SigningError, match=sentence):
        load_from(tmp_path).sign(letter, **SIGNING)
    assert not demo_pki.is_usable(tmp_path)


@pytest.mark.parametrize(("at", "is_signed"), [(NOW, True), (NOW + demo_pki.VALIDITY, False)])
def test_signature_is_dated_by_the_instant_that_it_is_told_and_judged_by_it(at, is_signed, signer, letter):
    """Not by this machine's clock: the letter is dated as its radicado is."""
    if not is_signed:
        with pytest.raises(SigningError, match="venció"):
            signer.sign(letter, **SIGNING | {"at": at})
        return
    signed = signer.sign(letter, **SIGNING | {"at": at - timedelta(seconds=40)})
    signature = PdfFileReader(BytesIO(signed)).embedded_signatures[0]
    told = generic.parse_pdf_date(signature.sig_object["/M"])
    assert told == (at - timedelta(seconds=40)).replace(microsecond=0)


@pytest.mark.parametrize("usage", [None, key_usage(key_encipherment=True)])
def test_certificate_that_may_not_sign_is_refused(usage, pki, tmp_path):
    store(tmp_path, pki.key, self_signed(pki.key, "Sin uso de firma", usage))
    with pytest.raises(SigningError, match="no está habilitado para firmar"):
        load_from(tmp_path)


def test_key_of_another_kind_is_refused(tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    store(tmp_path, key, self_signed(key, "Curva", key_usage(digital_signature=True)))
    with pytest.raises(SigningError, match="RSA"):
        load_from(tmp_path)


def test_bundle_without_a_key_is_refused(pki, tmp_path):
    store(tmp_path, None, pki.certificate)
    with pytest.raises(SigningError, match="no contiene una llave"):
        load_from(tmp_path)


@pytest.fixture
def installation(settings, tmp_path):
    """Settings whose key lives in a directory of its own."""
    settings.PKI_DIR = tmp_path / "pki"
    settings.SIGNING_PKCS12_FILE = str(settings.PKI_DIR / demo_pki.SIGNER_FILE)
    settings.SIGNING_PKCS12_PASSPHRASE_FILE = str(settings.PKI_DIR / demo_pki.PASSPHRASE_FILE)
    return settings


def create_demo_pki(*arguments):
    call_command("create_demo_pki", *arguments, stdout=(output := StringIO()))
    return output.getvalue()


def contents(directory):
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_command_makes_a_key_that_only_its_owner_reads_and_that_signs(installation, letter):
    create_demo_pki()
    directory = installation.PKI_DIR
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()} == {
        "demo-root.pem": 0o600,
        "demo-signer.p12": 0o600,
        "demo-signer.passphrase": 0o600,
    }
    root = x509.load_pem_x509_certificate((directory / "demo-root.pem").read_bytes())
    assert signing.DEMO_MARK in root.subject.rfc4514_string()
    assert validate(signing.current_signer().sign(letter, **SIGNING), root).bottom_line


def test_command_keeps_a_valid_key_and_renews_it_by_force(installation):
    create_demo_pki()
    before = contents(installation.PKI_DIR)
    assert "sigue siendo válida" in create_demo_pki()
    assert contents(installation.PKI_DIR) == before
    create_demo_pki("--force")
    assert not set(contents(installation.PKI_DIR).values()) & set(before.values())


def test_command_mends_a_key_left_half_made(installation):
    create_demo_pki()
    (installation.PKI_DIR / demo_pki.PASSPHRASE_FILE).unlink()
    create_demo_pki()
    assert signing.current_signer().is_demo


def test_signer_is_loaded_once_until_its_files_change(installation):
    """By whatever tool: put in their place, as here, or written over."""
    create_demo_pki()
    first = signing.current_signer()
    assert signing.current_signer() is first
    create_demo_pki("--force")
    second = signing.current_signer()
    assert second is not first
    key = installation.PKI_DIR / demo_pki.SIGNER_FILE
    key.write_bytes(key.read_bytes())
    assert signing.current_signer() is not second


def test_production_neither_makes_nor_uses_a_demo_key(installation):
    create_demo_pki()
    installation.IS_PRODUCTION = True
    with pytest.raises(SigningError, match="producción"):
        signing.current_signer()
    with pytest.raises(CommandError, match="producción"):
        create_demo_pki("--force")
