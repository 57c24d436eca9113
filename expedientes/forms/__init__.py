"""What the staff types at a desk."""
