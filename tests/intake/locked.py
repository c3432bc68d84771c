"""Workbooks under a password, in each way that spreadsheet programs lock them."""

import io
import os
from hashlib import sha1
from pathlib import Path
from struct import pack

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES128
from cryptography.hazmat.primitives.ciphers.modes import ECB
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
from msoffcrypto.method.ecma376_standard import ECMA376Standard

from tests.workbooks import workbook

DATA = Path(__file__).parents[1] / "data"
BOOK = workbook({"Units": [["unit", "head"], ["Sales", "Ana"]]})
_AES_128, _SHA_1, _PROVIDER = 0x660E, 0x8004, 0x18


def agile(content: bytes, password: str) -> bytes:
    """Lock an .xlsx as Excel does since 2010."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


def standard(content: bytes, password: str) -> bytes:
    """Lock an .xlsx as Excel 2007 did: AES-128 in blocks, the key from SHA-1."""
    salt, verifier = os.urandom(16), os.urandom(16)
    key = ECMA376Standard.makekey_from_password(
        password, _AES_128, _SHA_1, _PROVIDER, 128, 16, salt
    )

    def encrypted(data: bytes) -> bytes:
        cipher = Cipher(AES128(key), ECB()).encryptor()  # noqa: S305 the format's own
        return cipher.update(data + bytes(-len(data) % 16)) + cipher.finalize()

    header = pack("<8I", 0x24, 0, _AES_128, _SHA_1, 128, _PROVIDER, 0, 0)
    header += "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    info = pack("<HHII", 3, 2, 0x24, len(header)) + header
    info += pack("<I", 16) + salt + encrypted(verifier)
    info += pack("<I", 20) + encrypted(sha1(verifier).digest())  # noqa: S324 the format's own
    out = io.BytesIO()
    ECMA376Encrypted(pack("<Q", len(content)) + encrypted(content), info).write_to(out)
    return out.getvalue()


LOCKED: dict[str, tuple[bytes, str]] = {
    "agile.xlsx": (agile(BOOK, "Secret7"), "Secret7"),
    "standard.xlsx": (standard(BOOK, "Secret7"), "Secret7"),
    "rc4.xls": ((DATA / "locked-rc4.xls").read_bytes(), "Secret7"),
    "cryptoapi.xls": ((DATA / "locked-rc4-cryptoapi.xls").read_bytes(), "Password1234_"),
    "xor.xls": ((DATA / "locked-xor.xls").read_bytes(), "123456789012345"),
    "pbkdf2.ods": ((DATA / "locked.ods").read_bytes(), "Secret7"),
}
"""Each file with its password. All but cryptoapi.xls and xor.xls hold BOOK's cells."""
