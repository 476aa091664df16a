"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """The people module."""

    name = "salesfloor.kernel.people"
    label = "people"

    def ready(self) -> None:
        """Register what the module declares; provide the directory of people, sites and trades."""
        super().ready()
        from salesfloor.base.trades import use_trades  # noqa: PLC0415 - after the models
        from salesfloor.kernel.people import queries  # noqa: PLC0415
        from salesfloor.kernel.people.directory import StaffDirectory  # noqa: PLC0415
        from salesfloor.web import directory, frame  # noqa: PLC0415

        directory.use_directory(StaffDirectory())
        frame.use_sites(queries.all_sites)
        use_trades(queries.trade_of)
