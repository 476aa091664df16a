"""Numbers of things at a site: 1, 2, 3, without gaps (a task, a finding, a conduct record).

The counter's row stays locked to the end of the transaction, so a refused command uses up no number.
"""

from __future__ import annotations

from django.db.models import F

from salesfloor.kernel.numbers.models import Counter


def next_number(site_id: int, kind: str) -> int:
    """Return the next number of that kind at the site."""
    counters = Counter.objects.filter(site_id=site_id, kind=kind)
    if not counters.update(last=F("last") + 1):
        # Anyone else who takes the first number at this moment has the row; a broken constraint would end
        # the transaction.
        Counter.objects.bulk_create([Counter(site_id=site_id, kind=kind)], ignore_conflicts=True)
        counters.update(last=F("last") + 1)
    return counters.values_list("last", flat=True).get()


def next_numbers(site_id: int, kind: str, count: int) -> range:
    """Return the next numbers of that kind at the site, as many as are asked for."""
    if count < 1:
        return range(0)
    last = next_number(site_id, kind)
    Counter.objects.filter(site_id=site_id, kind=kind).update(last=F("last") + count - 1)
    return range(last, last + count)
