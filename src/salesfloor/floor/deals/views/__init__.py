"""The cashier's page; a deal, an agreement, a receipt with what can be done about each; their papers."""
