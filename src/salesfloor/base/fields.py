"""Fields that many commands share, each with its label; a module's own fields stand beside its commands."""

from __future__ import annotations

from typing import Annotated

from salesfloor.base.labels import Label, Reference
from salesfloor.base.texts import Code, Line, Name, PhoneText, RequiredLine, RequiredNote

Who = Annotated[Code, Label("Who"), Reference("person")]
WhoSells = Annotated[Code, Label("Who"), Reference("seller")]
"""Somebody with results of their own, or a team's: a salesperson or a lead."""
ToWhom = Annotated[Code, Label("To whom"), Reference("person")]
ToSalesperson = Annotated[Code, Label("To whom"), Reference("salesperson")]
"""To whom a customer can go."""
Reason = Annotated[RequiredLine, Label("Reason")]
RegisterKind = Annotated[Code, Label("Register"), Reference("register")]
TeamName = Annotated[RequiredLine, Label("Team"), Reference("team")]
"""A team of any site, or a new one."""
TeamKnown = Annotated[RequiredLine, Label("Team"), Reference("team_known")]
"""A team of any site."""
TeamHere = Annotated[RequiredLine, Label("Team"), Reference("team_here")]
"""A team of the site that is looked at."""
ReceptionRef = Annotated[Code, Label("Reception"), Reference("reception")]
CustomerName = Annotated[Name, Label("Name")]
Phone = Annotated[PhoneText, Label("Phone"), Reference("phone")]
Area = Annotated[Line, Label("Area")]
Medium = Annotated[Line, Label("Where they heard of us")]
Address = Annotated[Line, Label("Address")]
Employer = Annotated[Line, Label("Workplace")]
Vehicle = Annotated[Line, Label("Car model")]
NoPhoneReason = Annotated[Line, Label("Why no phone was left")]
NoteText = Annotated[RequiredNote, Label("Note")]
