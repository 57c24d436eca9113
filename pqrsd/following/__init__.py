"""A case as its petitioner follows it: the key to it, where it stands, and what is published of it."""
