"""How the administration writes a date in its columns: in figures, for Django writes the month with a capital."""

DATE_FORMAT = "d/m/Y"
DATETIME_FORMAT = "d/m/Y, H:i"
