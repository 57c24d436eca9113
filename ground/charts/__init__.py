"""Tables of figures and their drawings."""
