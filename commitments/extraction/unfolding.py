"""Traditional characters: rules match a folded text of the same length, and every word is given back as written."""

from collections.abc import Callable
from dataclasses import replace

from commitments.document import Document
from commitments.folding import as_written, folded
from commitments.target import Extraction, Owners, Result, Target

Step = Callable[[Document], Extraction]


def unfolded(document: Document, step: Step) -> Extraction:
    """What `step` finds in the document read in simplified characters; quotes and names stay as the document has them.

    Units of quantities are the base units of the rules, in simplified characters, whatever the document writes.
    """
    plain = folded(document.text)
    if plain is document.text:
        return step(document)
    imprint = replace(document.imprint, title=folded(document.imprint.title or "") or None)
    found = step(replace(document, text=plain, imprint=imprint))
    return Extraction(
        tuple(_target(target, plain, document.text) for target in found.targets),
        tuple(_result(result, plain, document.text) for result in found.results),
    )


def _target(target: Target, plain: str, original: str) -> Target:
    due_text = target.due.text and as_written(target.due.text, plain, original)
    return replace(
        target,
        quote=original[target.start : target.end],
        metric=target.metric and as_written(target.metric, plain, original, target.start),
        due=replace(target.due, text=due_text),
        owners=_owners(target.owners, plain, original),
    )


def _result(result: Result, plain: str, original: str) -> Result:
    return replace(
        result,
        quote=original[result.start : result.end],
        metric=result.metric and as_written(result.metric, plain, original, result.start),
        as_of_text=result.as_of_text and as_written(result.as_of_text, plain, original),
        owners=_owners(result.owners, plain, original),
    )


def _owners(owners: Owners, plain: str, original: str) -> Owners:
    return Owners(
        tuple(as_written(name, plain, original) for name in owners.lead),
        tuple(as_written(name, plain, original) for name in owners.support),
    )
