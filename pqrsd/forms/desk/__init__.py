"""What the staff types at the desk."""
