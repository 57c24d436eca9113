"""What the portal does while what it stands on stops, dies, is skewed or fills up.

`test_*.py` take seconds and ask for no rights: `make test` runs them. Those of `scenarios/` stop, kill and starve a
whole portal, started as `make run` does, and `make faults` runs them. Of each, a ledger on disk is the judge.
"""
