"""The command line: one word for each thing an operator does."""

import click


@click.group()
def main() -> None:
    """Run and look after Salesfloor."""
