from tariffs.admin import editions, names, rows

__all__ = ["editions", "names", "rows"]
