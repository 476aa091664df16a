"""Salesfloor: the rules of a sales floor, running."""

import os

# Nobody adds readings of their own to pypinyin's; without this it keeps its dictionaries twice.
os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
