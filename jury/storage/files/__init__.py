"""What lies in files or is wrapped in keys: uploads, their sealing, archives."""
