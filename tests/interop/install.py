"""Installs LibreOffice Calc without a screen, for the checks of interoperation."""

import os
import shutil
import subprocess
import sys


def main() -> int:
    """Take the system's, else Debian's package where this is root; else say what to do."""
    if shutil.which("soffice"):
        return 0
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if as_root and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        install = ["install", "-y", "-qq", "--no-install-recommends", "libreoffice-calc-nogui"]
        for command in (["update", "-qq"], install):
            subprocess.run(["apt-get", *command], env=quiet, check=False)
        if shutil.which("soffice"):
            return 0
    sys.stderr.write("make interop needs LibreOffice: install it so that `soffice` is found.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
