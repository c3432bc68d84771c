"""unlocked: a workbook without its password, where the right one is given."""

from io import BytesIO

from briefing.intake.refusals import PASSWORD, UNKNOWN_CIPHER, WRONG_PASSWORD, RefusedError


def unlocked(content: bytes, password: str) -> bytes:
    """Decrypt a workbook; RefusedError without its password, or with a wrong one."""
    if not password:
        raise RefusedError(PASSWORD)
    # Imported only here: most workbooks are open, and this brings a library of ciphers.
    import msoffcrypto  # noqa: PLC0415
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError  # noqa: PLC0415

    out = BytesIO()
    try:
        book = msoffcrypto.OfficeFile(BytesIO(content))
        book.load_key(password=password, verify_password=True)
        book.decrypt(out)
    except (InvalidKeyError, DecryptionError) as error:
        raise RefusedError(WRONG_PASSWORD) from error
    except MemoryError:
        raise
    except Exception as error:
        # Whatever else fails in a damaged file's ciphers, its owner can do the same about it.
        raise RefusedError(UNKNOWN_CIPHER) from error
    return out.getvalue()
