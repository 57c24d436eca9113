"""What the staff types at a desk, and who follows a case on its pages."""
