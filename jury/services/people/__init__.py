"""Who may come in: users by a link, staff by a password, programs by a key."""
