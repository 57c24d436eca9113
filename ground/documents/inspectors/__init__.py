"""Programs that open a stranger's file in a process of their own, which
ground/documents/inspection.py starts.

Nothing here imports Django.
"""
