"""Open petitions dated again when the calendar or the law changes."""
