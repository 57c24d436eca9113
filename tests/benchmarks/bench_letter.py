"""How long a two-page letter takes, step by step, against the bare signature and the naive way.

Milliseconds of one core; the contenders take turns in short blocks, so that a noisy neighbour disturbs
all alike, and the median block counts.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import escape
from io import BytesIO
from pathlib import Path
from statistics import median

import qrcode
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from reportlab.lib.pagesizes import letter as letter_paper
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Image, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from radicados import demo_pki, letters, qr, signing, typefaces
from radicados.rendering import render
from tests.radicados.sample_letter import FILING, URL, sample_letter

BLOCK_SECONDS = 0.12
_SIGNING = {"number": FILING["number"], "name": "PERSONA FICTICIA DE EJEMPLO", "at": datetime.now(UTC)}
_STYLE = ParagraphStyle("texto", fontName=typefaces.TEXT.fontName, fontSize=9.8, leading=14.2)


def naive_letter(letter: letters.Letter, pkcs12_file: Path, passphrase: bytes) -> bytes:
    """The same letter as one would first write it: markup in each cell, QR as image, key read each time."""
    signer = signers.SimpleSigner.load_pkcs12(str(pkcs12_file), passphrase=passphrase)
    metadata = signers.PdfSignatureMetadata(field_name="Firma", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    revision = IncrementalPdfFileWriter(BytesIO(_naive_pdf(letter)))
    return signers.sign_pdf(revision, metadata, signer).getvalue()


def _naive_pdf(letter: letters.Letter) -> bytes:
    story = [_rich(letter.subject), *map(_rich, letter.addressee)]
    for block in letter.blocks:
        story += _naive_block(block)
    picture = BytesIO()
    qrcode.make(URL).save(picture)
    picture.seek(0)
    story.append(KeepTogether([_rich(letter.signer.name), Image(picture, 96, 96)]))
    SimpleDocTemplate(output := BytesIO(), pagesize=letter_paper).build(story)
    return output.getvalue()


def _naive_block(block: letters.Block) -> list:
    if isinstance(block, letters.Paragraph):
        return [_rich(block.text), Spacer(1, 8)]
    if isinstance(block, letters.Table):
        rows = ([column.label for column in block.columns], *block.rows)
    else:
        rows = block.rows if isinstance(block, letters.Fields) else block.items
    return [_rich(block.title), Table([[_rich(cell) for cell in row] for row in rows], repeatRows=1)]


def _rich(text: str) -> Paragraph:
    return Paragraph(escape(text), _STYLE)


def measure(contenders: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median milliseconds of each contender, over so many interleaved blocks."""
    turns = {name: _turns(action) for name, action in contenders.items()}
    blocks: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, action in contenders.items():
            blocks[name].append(_milliseconds(action, turns[name]))
    return {name: median(values) for name, values in blocks.items()}


def _turns(action: Callable[[], object]) -> int:
    """How many times the action runs in one block, after a first one that warms it up."""
    action()
    return max(1, round(BLOCK_SECONDS * 1000 / _milliseconds(action, 1)))


def _milliseconds(action: Callable[[], object], turns: int) -> float:
    start = time.perf_counter()
    for _ in range(turns):
        action()
    return (time.perf_counter() - start) / turns * 1000


def _contenders(directory: Path) -> dict[str, Callable[[], object]]:
    pki = demo_pki.make(validity=timedelta(days=1))
    demo_pki.store(pki, directory)
    pkcs12_file, passphrase_file = directory / demo_pki.SIGNER_FILE, directory / demo_pki.PASSPHRASE_FILE
    signer = signing.load_signer(pkcs12_file, passphrase_file)
    passphrase, letter = passphrase_file.read_bytes(), sample_letter()
    unsigned = render(letter, **FILING)
    return {
        "bare signature": lambda: pki.key.sign(unsigned, PKCS1v15(), SHA256()),
        "qr": lambda: qr.path(URL, 0.0, 0.0, 96.0),
        "render": lambda: render(letter, **FILING),
        "sign": lambda: signer.sign(unsigned, **_SIGNING),
        "letter": lambda: signer.sign(render(letter, **FILING), **_SIGNING),
        "naive letter": lambda: naive_letter(letter, pkcs12_file, passphrase),
    }


def main(*, is_quick: bool = False) -> dict[str, float]:
    """Each step's milliseconds, and the two ratios that have a goal."""
    with tempfile.TemporaryDirectory() as directory:
        times = measure(_contenders(Path(directory)), rounds=3 if is_quick else 9)
    ratios = {
        "letter_over_naive": times["naive letter"] / times["letter"],
        "sign_over_bare": times["sign"] / times["bare signature"],
    }
    return ratios | {f"{name.replace(' ', '_')}_ms": value for name, value in times.items()}
