"""My record: a learner's ratings as a block of text, to be pasted into an answer by whoever wants to."""

from manyhats.record.model import MyRecord, RatedOptions, RecordError
from manyhats.record.text import MARK, parse_record, write_record

__all__ = ["MARK", "MyRecord", "RatedOptions", "RecordError", "parse_record", "write_record"]
