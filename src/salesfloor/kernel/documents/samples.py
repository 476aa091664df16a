"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Register documents at each step, and return the sample of each command."""
    p, due = floor.prefix, (floor.day + timedelta(days=3)).isoformat()
    given = {"sender": "The district", "title": "Fire drill"}
    fresh, in_hand, done = (
        floor.give("receive_document", by="desk", at=floor.now, **given)["document"]
        for _ in range(3)
    )
    floor.give(
        "instruct",
        by="manager",
        at=floor.now,
        document=in_hand,
        words="See to it.",
        handler=f"{p}a",
        circulate=[f"{p}c"],
        due=due,
    )
    floor.give("instruct", by="manager", at=floor.now, document=done, words="File it.")
    filed = _old_file(floor)
    registered_by = "manager lead receiver colleague admin"
    return {
        "receive_document": Sample(given),
        "propose_handling": Sample({"document": fresh, "proposal": "For the lead."}),
        "instruct": Sample({"document": fresh, "words": "For the files."}),
        "read_document": Sample({"document": in_hand}, by="colleague"),
        "answer_document": Sample({"document": in_hand, "result": "Done."}, by="receiver"),
        "chase_document": Sample({"document": in_hand}, by=registered_by),
        "send_document": Sample(
            {"receiver": "The district", "title": "Answer", "signed_by": f"{p}manager"},
            by=registered_by,
        ),
        "file_document": Sample(
            {"register": "incoming", "document": done, "class": "fire", "keep_years": 10}
        ),
        "destroy_document": Sample(
            {"file_no": filed, "witness": f"{p}lead", "reason": "Its time is over."}
        ),
    }


def _old_file(floor: Any) -> str:  # noqa: ANN401 - the tests' builder
    """Return the number of a document that was filed long enough ago to be destroyed."""
    from salesfloor.kernel.documents.models import Document  # noqa: PLC0415 - for tests only

    sent = floor.give(
        "send_document",
        by="admin",
        at=floor.now,
        receiver="The district",
        title="Old",
        signed_by=f"{floor.prefix}manager",
    )
    given = {"register": "outgoing", "document": sent["document"], "class": "old", "keep_years": 1}
    file_no: str = floor.give("file_document", by="admin", at=floor.now, **given)["file_no"]
    long_ago = floor.day.replace(year=floor.day.year - 1, month=12, day=31)
    Document.objects.filter(file_no=file_no).update(keep_until=long_ago)
    return file_no
