"""Salesfloor: the rules of a sales floor, running."""
