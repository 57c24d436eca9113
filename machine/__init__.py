"""What the project asks of a machine. Standard library only: it runs before anything is installed."""
