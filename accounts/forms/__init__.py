"""Every form about the person who asks."""
