"""Every fact of the data as text under one address: what the journal compares and remembers.

`ep-rollback name`                  what a row or limit is called
`ep-rollback sagemaker`             a cell: the event that ends it, the answer in one line, what comes nearest
`ep-rollback sagemaker value`       its value, over all kinds
`ep-rollback sagemaker warm`        its answer to one part of the question, by kind; the mark is one of these
`ep-rollback sagemaker real-time`   one way of a cell: stage, event, since, how
`lim-ep-request-mb sagemaker real-time max docs`   one value of a limit
`sm-model-monitor-closed`           an event: kind, dates, whether it was carried out, what
`sm-model-monitor-closed use`       what it ends in part, what breaks, what to use: `part`, `breaks`, `use`
`sm-model-monitor`                  a thing: its names, stage
`tr-spot idea`                      a translated term: the idea
`tr-spot azure-ml`                  what a platform calls it: word, former names, other words, what it is; or the nearest
`tr-spot sagemaker+azure-ml`        how far the words of two platforms fit, and what the likeness hides
`b-sm-clarify`                      a belief: claim, whether it holds or until when it did, answer
`c-hipaa`                           a contested question: question, what each side says, what we go by, what to say
`vd-online-endpoints sagemaker`     a verdict: what speaks for it, what against, when to take it; `headline`, `plus`, `minus`
`pk-steady-model`, `pk-steady-model sagemaker`   a situation, and what to use in it
`training-triggered sagemaker`      an answer to a "say where" question
`pr-sagemaker-cpu`                  a price: amount and unit, or not known; SKU, region, day, how it was derived, note
`cr-cloud-data sagemaker`           how we judge a platform by a criterion of the selector, and why
`azure-ml good_at`                  what a platform is made of, good and weak at: `hierarchy`, `good_at`, `weak_at`
`alt-databricks facts`              another way to run models: its `facts`, when to `take` it and when to `stay`, `signal`, `say`
`leave-serving`                     what leaving hands over: what the platform did, what is yours then, what it costs

These are all statements of the data that stand on evidence of their own or are shown without any. The rest is no fact:

- Evidence and API references: they show that a fact is true, and reading a source again changes nothing that the reader
  was told. The checks hold them to their sources and to the API models.
- Questions, worked designs, themes, the selection framework (but for what it judges), glossary, printed sheets (of pairs and of one platform) and
  the prose of pages: they cite rows, limits and events, and change when those do. `waiting.py` finds the questions and
  designs to look at then.
- Words that only ask, describe or lead to a record: `asks`, `search`, `related`, `rows`, the names of kinds, what a
  capability or thing is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


def facts(catalog: Catalog) -> dict[str, str]:
    """Return the text of every fact by its address, kind by kind (`catalog/statements.py`), in the order of the data."""
    stated = [
        (record, kind.facts) for kind in catalog.kinds if kind.facts is not None for record in catalog.of(kind).values()
    ]
    statements = [
        (f"{record.id} {words}".strip(), text) for record, facts in stated for words, text in facts(catalog, record)
    ]
    return {address: text for address, text in statements if text}


def record_of(address: str) -> str:
    """Return the id of the record that a fact belongs to."""
    return address.split(maxsplit=1)[0]
