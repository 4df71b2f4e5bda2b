"""The differences between versions, a module for each area of the API reference.

Source: the API's changelog; the specification of versions.

How one is written: docs/versions.md. A change stands here, not in its page, because pages know documents of
the newest shape only.
"""

import importlib
import pkgutil

for module in pkgutil.iter_modules(__path__, __name__ + "."):
    importlib.import_module(module.name)
