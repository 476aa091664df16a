"""What is done with the playbook: writing cards, logging objections, practising."""

from salesfloor.floor.playbook.commands import cards, objections, practising

__all__ = ["cards", "objections", "practising"]
