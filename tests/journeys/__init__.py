"""A person's way through the pages, in a real browser, before the product as it is delivered."""
