"""Digital calibration certificates (DCC): XML that others write, read safely and compared with the case."""
