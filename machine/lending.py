"""What a build borrows from a machine whose network has its own authority or package index.

It goes in as secrets of the one step that installs, so that nothing of it stays in the image. A machine
without such settings lends nothing.
"""

import os
from pathlib import Path

# Where Containerfile puts the authority, and what names it here.
AUTHORITY_INSIDE = "/run/secrets/ca.pem"
AUTHORITY_VARIABLES = ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
# pip's settings about the network; those about folders of this machine mean nothing inside.
PIP_OPTIONS = ("index-url", "extra-index-url", "trusted-host", "proxy", "default-timeout", "retries")


def lent_to_pip(folder: Path) -> dict[str, Path]:
    """The files to lend, by the name of the secret; pip's settings are written into `folder`."""
    options, secrets = {}, {}
    for option in PIP_OPTIONS:
        if value := os.environ.get(f"PIP_{option.upper().replace('-', '_')}"):
            options[option] = value
    if authority := next(filter(None, map(os.environ.get, AUTHORITY_VARIABLES)), None):
        options["cert"] = AUTHORITY_INSIDE
        secrets["ca.pem"] = Path(authority)
    if options:
        secrets["pip.conf"] = folder / "pip.conf"
        lines = "".join(f"{option} = {value}\n" for option, value in options.items())
        secrets["pip.conf"].write_text(f"[global]\n{lines}")
    return secrets
