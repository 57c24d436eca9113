"""The portal's forms: their fields, their pages, and the ways in which a page keeps what was typed."""
