"""What no line of the log says."""

import logging

# What an address has captured under these names opens something to whoever reads it there.
SECRETS = ("code", "token")


class WithoutSecrets(logging.Filter):
    """Lines about a request name its address without its codes and tokens."""

    def filter(self, record: logging.LogRecord) -> bool:
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        captured = match.kwargs if match else {}
        if secrets := [captured[name] for name in SECRETS if captured.get(name)]:
            line = record.getMessage()
            for secret in secrets:
                line = line.replace(secret, "…")
            record.msg, record.args = line, ()
        return True
