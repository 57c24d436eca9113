"""What may be done with a case of any app: each act is a verb that locks it, writes its step and, when it is
told by a letter or a writing, files a radicado."""
