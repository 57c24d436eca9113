"""The *Mesa PQRSD*: where the staff looks after petitions."""
