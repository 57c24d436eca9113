"""What every app stands on; nothing here knows a law or an app of the portal."""
