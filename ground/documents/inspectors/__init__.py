"""Programs that open a stranger's file in a process of their own (ground/documents/inspection.py starts them).

Nothing here imports Django.
"""
