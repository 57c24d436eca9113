"""Percentiles of what was timed."""

from statistics import quantiles


def percentiles(seconds: list[float]) -> dict[str, float]:
    """The 50th, 95th and 99th percentile in milliseconds, as `p50`, `p95` and `p99`."""
    cuts = quantiles(seconds, n=100, method="inclusive")
    return {f"p{nth}": cuts[nth - 1] * 1000 for nth in (50, 95, 99)}
