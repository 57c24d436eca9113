"""Every page about the person who asks."""
