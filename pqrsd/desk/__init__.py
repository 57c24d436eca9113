"""What the desk adds to a case: its light, who has it open, how it is found."""
