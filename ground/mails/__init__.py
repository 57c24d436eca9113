"""Mail that is owed: one row a mail, one queue for all apps. What happened, and its words, are the app's."""
