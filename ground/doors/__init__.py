"""Who comes, how often, and what they may know of."""
