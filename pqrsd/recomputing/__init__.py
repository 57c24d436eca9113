"""What changes a term that is running: the calendar, the law, an annulled radicado."""
