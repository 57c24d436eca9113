"""What the desk of services counts: by service, laboratory and month, of a period that is chosen."""
