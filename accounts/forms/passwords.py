"""What is asked of a password, and said beside its field."""

PASSWORD_LENGTH = 1_000  # hashing a longer one would only keep the server busy


PASSWORD_HINT = (
    "Al menos 10 caracteres. Una frase de varias palabras es fácil de recordar y difícil de adivinar. "
    "Puede pegarla desde un administrador de contraseñas."
)
