"""The return of the goods, from the decision to the payment."""
