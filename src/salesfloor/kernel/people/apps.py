"""Django's entry for the module."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The people module."""

    name = "salesfloor.kernel.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the commands; say how people are found by the registers and by the pages."""
        from salesfloor.base.posts import Post  # noqa: PLC0415
        from salesfloor.base.trades import use_trades  # noqa: PLC0415
        from salesfloor.kernel.people import commands, queries  # noqa: F401, PLC0415
        from salesfloor.kernel.people import module as _module  # noqa: F401, PLC0415
        from salesfloor.kernel.people.directory import StaffDirectory  # noqa: PLC0415
        from salesfloor.kernel.registers import api as registers  # noqa: PLC0415
        from salesfloor.web import directory, frame  # noqa: PLC0415

        directory.use_directory(StaffDirectory())
        frame.use_sites(queries.all_sites)
        use_trades(queries.trade_of)
        registers.POST_OF[:] = [lambda code: Post(queries.staff_by_code(code).post)]
