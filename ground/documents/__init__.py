"""Private files: received, inspected, kept, served and removed."""
