from tariffs.admin import editions, finder, names, rows

__all__ = ["editions", "finder", "names", "rows"]
