"""unlocked_ods: an OpenDocument sheet without its password, as LibreOffice up to 24.2 locks it."""

import hashlib
import zlib
from base64 import b64decode
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import ZipFile

from briefing.intake.limits import MOST_INFLATED
from briefing.intake.refusals import PASSWORD, UNKNOWN_CIPHER, WRONG_PASSWORD, RefusedError

_MANIFEST = "META-INF/manifest.xml"
_CELLS = "content.xml"
_MIME = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True)
class _Lock:
    """How the part with the cells is encrypted: AES-256-CBC, its key from PBKDF2."""

    start: str
    salt: bytes
    rounds: int
    first: bytes
    size: int
    """Bytes of the part once it is decrypted and inflated."""


def is_locked_ods(book: ZipFile) -> bool:
    """Tell whether the parts of an OpenDocument file are encrypted."""
    return _MANIFEST in book.namelist() and b"encryption-data" in book.read(_MANIFEST)


def unlocked_ods(book: ZipFile, password: str) -> bytes:
    """Give the cells alone, as a file that is open; RefusedError without the right password."""
    if not password:
        raise RefusedError(PASSWORD)
    try:
        lock = _lock(book.read(_MANIFEST))
        text = _inflated(_decrypted(book.read(_CELLS), lock, password), lock.size)
    except (KeyError, StopIteration, ParseError, ValueError) as error:
        raise RefusedError(UNKNOWN_CIPHER) from error
    out = BytesIO()
    with ZipFile(out, "w") as opened:
        opened.writestr("mimetype", _MIME)
        opened.writestr(_CELLS, text)
    return out.getvalue()


def _lock(manifest: bytes) -> _Lock:
    """Read how the cells are locked; StopIteration, KeyError or ValueError where it is not so."""
    # The package was looked through for a DTD before, without which XML is harmless.
    entries = list(fromstring(manifest))  # noqa: S314
    entry = next(e for e in entries if _about(e).get("full-path") == _CELLS)
    parts = {e.tag.rpartition("}")[2]: _about(e) for e in entry.iter()}
    derived = parts["key-derivation"]
    start = parts["start-key-generation"]["start-key-generation-name"].rpartition("#")[2]
    cipher = parts["algorithm"]["algorithm-name"].rpartition("#")[2]
    if (cipher, derived["key-derivation-name"]) != ("aes256-cbc", "PBKDF2"):
        raise ValueError(cipher)
    return _Lock(
        start=start,
        salt=b64decode(derived["salt"]),
        rounds=int(derived["iteration-count"]),
        first=b64decode(parts["algorithm"]["initialisation-vector"]),
        size=int(_about(entry)["size"]),
    )


def _about(element: Element) -> dict[str, str]:
    return {key.rpartition("}")[2]: value for key, value in element.attrib.items()}


def _decrypted(data: bytes, lock: _Lock, password: str) -> bytes:
    # Imported only here: most workbooks are open, and this is a library of ciphers.
    from cryptography.hazmat.primitives.ciphers import Cipher  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.algorithms import AES256  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.modes import CBC  # noqa: PLC0415

    start = hashlib.new(lock.start, password.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, lock.salt, lock.rounds, 32)
    cipher = Cipher(AES256(key), CBC(lock.first)).decryptor()
    return cipher.update(data) + cipher.finalize()


def _inflated(data: bytes, size: int) -> bytes:
    """Inflate what was decrypted; only the right password gives anything of the stated size."""
    if size > MOST_INFLATED:
        raise ValueError(size)
    try:
        text = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, size + 1)
    except zlib.error as error:
        raise RefusedError(WRONG_PASSWORD) from error
    if len(text) != size:
        raise RefusedError(WRONG_PASSWORD)
    return text
