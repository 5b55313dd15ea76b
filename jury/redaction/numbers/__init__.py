"""Numbers that lead to a person: telephones, papers, cards, orders, parcels."""
