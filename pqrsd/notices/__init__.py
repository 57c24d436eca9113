"""Telling people about petitions: what is owed to whom, and the mails themselves."""
