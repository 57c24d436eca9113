"""Programs that open a stranger's file in a process of their own (documents/inspection.py starts them).

Nothing here imports Django: `python -m documents.inspectors.pdf LIMITS < file > verdict`.
"""
