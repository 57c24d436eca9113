"""Open petitions dated again, or ended, when the calendar, the law or their radicado changes."""
