"""The classes of documents, `shapes.Charge` for a charge, for the type checker alone: `shapes.pyi` has their
fields.

At run time every one of them is Document, so pages import and annotate without a cost.
"""

from counterfoil.kernel.document import Document


def __getattr__(name: str) -> type[Document]:
    return Document
