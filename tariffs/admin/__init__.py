from tariffs.admin import editions, rows

__all__ = ["editions", "rows"]
