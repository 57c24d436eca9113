"""Inspectors that a stranger's file has taken over, each doing its worst."""
