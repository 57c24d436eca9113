"""Work that waits in rows: leases, the bell that rings for it and how workers go about it."""
