"""The audit trail and its chain."""
