"""What the rooms above may want to know."""

from django.dispatch import Signal

# Sent with `document`, in the transaction that records that it is infected.
infected = Signal()
