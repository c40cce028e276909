"""Small widgets of 1995 that Qt does not have."""
