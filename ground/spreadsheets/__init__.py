"""Tables as files that a spreadsheet opens, and back."""
