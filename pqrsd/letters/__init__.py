"""What letters of a petition are made of, as frozen values. It reads rows and writes nothing."""
