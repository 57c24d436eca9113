"""What people type about petitions."""
