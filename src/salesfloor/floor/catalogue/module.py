"""What the catalogue module says of itself."""

from salesfloor.base.modules import Beginning, Book, Group, Module, Page, Subject, Wall, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.trades import Trade
from salesfloor.floor.catalogue.board import changed
from salesfloor.floor.catalogue.models import Goods, Unit
from salesfloor.floor.catalogue.queries import (
    free_unit_choices,
    goods_choices,
    goods_in_stock,
    layout_choices,
    unit_choices,
)
from salesfloor.floor.catalogue.samples import samples
from salesfloor.kernel.files import api as files

describe(
    Module(
        name="catalogue",
        asked_about={
            "unit": lambda site_id, code: Unit.objects.filter(site_id=site_id, code=code).exists(),
        },
        pages=(
            Page(
                "catalogue:board",
                phrase("Price board"),
                "ti-building-store",
                ANYONE - {Post.OPERATOR},
                trades=frozenset({Trade.REAL_ESTATE}),
                rank=32,
                clauses=("5.2", "5.3", "9.3.2.7"),
                group=Group.SALES,
            ),
        ),
        subjects=(
            Subject("unit", phrase("Unit"), "catalogue:unit", ("code",)),
            Subject(
                "layout",
                phrase("Layout"),
                "catalogue:board",
                (),
                may_see=files.everybody_of_site,
            ),
        ),
        books=(
            Book(
                "deals",
                phrase("Units and deals"),
                phrase("Price lists, units withheld and put on sale; holds, stages, promises."),
            ),
        ),
        live={"units": changed},
        walls=(
            Wall(
                "catalogue:board_tv",
                phrase("Price board"),
                "units",
                frozenset({Trade.REAL_ESTATE}),
                rank=20,
            ),
        ),
        options={
            "unit": unit_choices,
            "unit_for_sale": free_unit_choices,
            "layout": layout_choices,
            "goods": goods_choices,
            "goods_in_stock": goods_in_stock,
        },
        beginnings=(
            Beginning(
                "imports:start",
                phrase("Let the price list in"),
                phrase("Without units nothing can be recommended, held or sold."),
                lambda site_id: Unit.objects.filter(site_id=site_id),
                MANAGERS | {Post.ADMIN, Post.OPERATOR},
                frozenset({Trade.REAL_ESTATE}),
                clause="5.2",
                rank=40,
            ),
            Beginning(
                "returns:goods",
                phrase("Enter the goods with their prices"),
                phrase("Sales and returns begin from them."),
                lambda site_id: Goods.objects.filter(site_id=site_id),
                MANAGERS | {Post.ADMIN},
                frozenset({Trade.SHOWROOM}),
                clause="9.7.1.1",
                rank=40,
            ),
        ),
        samples=samples,
    )
)
