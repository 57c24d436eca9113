"""What may be done with a petition once it is filed: each act is a verb that locks it, writes its step and,
when the law wants a letter or the petitioner writes, files a radicado."""
