"""Becoming a user: what is kept until the registration is finished, and finishing it."""
