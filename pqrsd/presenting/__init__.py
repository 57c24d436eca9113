"""The page on which a petition is written: its key, its files, its kinds explained."""
