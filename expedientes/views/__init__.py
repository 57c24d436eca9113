"""The pages of a desk: who enters, its queue, and the page of an act or of a letter."""
