"""Finding assets: by code, as subjects of work, as items of the list of signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.subjects import Subject, subject_kind
from salesfloor.kernel.assets.models import Asset, AssetKind

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def in_use(site_id: int, at: datetime) -> QuerySet[Asset]:
    """Return the assets of a site that are in use at that moment."""
    standing = Q(retired_at=None) | Q(retired_at__gt=at)
    return Asset.objects.filter(standing, site_id=site_id, recorded_at__lte=at)


def asset_here(code: str, site_id: int, at: datetime) -> Asset:
    """Return the asset of that code that is in use at a site.

    :raises Refused: `input` where there is none.
    """
    found = in_use(site_id, at).filter(code=code).first()
    if found is None:
        raise bad_input(phrase("There is no asset {asset} in use here.", asset=code))
    return found


def signs(site_id: int, at: datetime) -> list[Asset]:
    """Return the signs in use at a site, by code."""
    return list(in_use(site_id, at).filter(kind=AssetKind.SIGN).order_by("code"))


def _find(site_id: int, code: str, at: datetime) -> Subject | None:
    found = in_use(site_id, at).filter(code=code).first()
    return None if found is None else _as_subject(found)


def _all(site_id: int, at: datetime) -> list[Subject]:
    return [_as_subject(one) for one in in_use(site_id, at).order_by("code")]


def _as_subject(asset: Asset) -> Subject:
    return Subject("asset", asset.code, asset.name, asset.recorded_at, asset.check_every_days)


subject_kind("asset", phrase("Asset"), find=_find, all_of=_all)
