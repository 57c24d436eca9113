"""What no line of the log says."""

import logging

# What an address has captured under these names opens something to whoever reads it there.
SECRETS = ("code", "token")


class WithoutSecrets(logging.Filter):
    """Lines about a request name its address without its codes and tokens."""

    def filter(self, record: logging.LogRecord) -> bool:
        secrets = _secrets(record)
        if secrets:
            line = record.getMessage()
            for secret in secrets:
                line = line.replace(secret, "…")
            record.msg, record.args = line, ()
        return True


def _secrets(record: logging.LogRecord) -> list[str]:
    """Those in the address of the request that the line is about; of most lines there is none."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    captured = match.kwargs if match else {}
    return [captured[name] for name in SECRETS if captured.get(name)]
