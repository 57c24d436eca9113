"""What the rooms above may want to know.

Both are sent in the transaction of what they tell, the row of the radicado locked: a receiver that fails
undoes it. A receiver locks what hangs from the radicado after it, and so does whoever locks both.
"""

from django.dispatch import Signal

# Sent with `radicado`, whose letter is sealed.
issued = Signal()

# Sent with `radicado`, `by` and `reason`.
annulled = Signal()
