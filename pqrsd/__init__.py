"""Petitions (PQRSD) and their legal clock.

Each folder imports only from those below it: the pages (`views`); what people type (`forms`) and the table
of who may do what (`workflow`); `filing`, `revision` and `reports`; the `acts` on a case;
`notices`; what is read of a case (`following`, `letters`); the stored `clock`; the rows (`models`); and the
law alone (`deadlines`, `kinds`). lint-imports keeps it so.
"""
