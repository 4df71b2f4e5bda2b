"""The classes of documents for the type checker: `shapes.Charge` is a charge, with fields from `shapes.pyi`.

At run time every one of them is Document, so pages import and annotate without a cost.
"""

from counterfoil.kernel.document import Document


def __getattr__(name: str) -> type[Document]:
    return Document
