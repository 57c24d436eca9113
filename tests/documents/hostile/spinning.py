"""It never ends."""

from documents.inspectors.confined import Limits, answer


def inspect(data: bytes, limits: Limits) -> bytes:
    while True:
        pass


if __name__ == "__main__":
    answer(inspect)
