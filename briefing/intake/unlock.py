"""unlocked: a workbook without its password, where the right one is given."""

from io import BytesIO

from briefing.intake.refusals import PASSWORD, UNKNOWN_CIPHER, WRONG_PASSWORD, RefusedError

_EXCELS_OWN = "VelvetSweatshop"
"""With it Excel locks what is only protected against changes, and opens it unasked."""


def is_locked(content: bytes) -> bool:
    """Tell whether an .xls is encrypted, which stands inside and not at its beginning."""
    import msoffcrypto  # noqa: PLC0415 only for .xls

    try:
        return bool(msoffcrypto.OfficeFile(BytesIO(content)).is_encrypted())
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 what it cannot look into, the reader will say more of
        return False


def unlocked(content: bytes, password: str) -> bytes:
    """Decrypt a workbook; RefusedError without its password, or with a wrong one."""
    # Imported only here: most workbooks are open, and this brings a library of ciphers.
    import msoffcrypto  # noqa: PLC0415
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError  # noqa: PLC0415
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415

    out = BytesIO()
    try:
        book = msoffcrypto.OfficeFile(BytesIO(content))
        # An .xls is verified without being asked.
        verify = {"verify_password": True} if isinstance(book, OOXMLFile) else {}
        book.load_key(password=password or _EXCELS_OWN, **verify)
        book.decrypt(out)
    except (InvalidKeyError, DecryptionError) as error:
        raise RefusedError(WRONG_PASSWORD if password else PASSWORD) from error
    except MemoryError:
        raise
    except Exception as error:
        # Whatever else fails in a damaged file's ciphers, its owner can do the same about it.
        raise RefusedError(UNKNOWN_CIPHER) from error
    return out.getvalue()
