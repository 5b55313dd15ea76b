"""Money: refund records and the ledger, payments beside them, goods under way."""
