"""Money beside the award: payments, currencies, and the marketplace's own list."""
