class ResolutionTextError(ValueError):
    """A line that is not understood: nothing of a resolution is guessed or passed over."""

    def __init__(self, sentence: str, *, line: int | None = None):
        super().__init__(f"Línea {line}: {sentence}" if line else sentence)
