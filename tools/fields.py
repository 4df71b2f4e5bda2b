"""A mypy plugin: the keywords of `work.insert`, `change`, `update` and `move` are checked as typed fields.

Python signatures cannot say that keywords are the fields of another argument. Names that begin with an
underscore are not the API's and are not checked. Hashes are plain dicts, whose keys are not checked. A string
that is not a literal is accepted where a field has an enum: the phase's own checks find a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import ARG_NAMED_OPT, ARG_STAR2, CallExpr, Expression, ListExpr, MemberExpr, Var
from mypy.plugin import MethodSigContext, Plugin
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    NoneType,
    Type,
    TypeOfAny,
    UnionType,
    flatten_nested_unions,
    get_proper_type,
)

WORK, SHAPES = "counterfoil.kernel.work.Work", "counterfoil.kernel.shapes"
DOCUMENT = "counterfoil.kernel.document.Document"
METHODS = {f"{WORK}.{name}" for name in ("insert", "change", "update", "move")}


def with_fields(context: MethodSigContext) -> CallableType:
    """Return the signature of a call with the fields of its object as keywords."""
    signature, call = context.default_signature, context.context
    if not isinstance(call, CallExpr) or not isinstance(call.callee, MemberExpr) or not context.args[0]:
        return signature
    shape = shape_of(context.api.get_expression_type(context.args[0][0]))
    if shape is None:
        return signature
    fields = {
        name: node.node.type
        for name, node in shape.type.names.items()
        if isinstance(node.node, Var) and node.node.type
    }
    types, kinds, names = list(signature.arg_types), list(signature.arg_kinds), list(signature.arg_names)
    if call.callee.name == "move" and "status" in fields and not is_variable(context.args[1][0], context):
        types[1] = fields["status"]
    for name, value in zip(call.arg_names, call.args, strict=True):
        if name is None or name in names:
            continue
        if name in fields:
            place = kinds.index(ARG_STAR2)
            types.insert(place, types[place] if is_variable(value, context) else given(fields[name], context))
            kinds.insert(place, ARG_NAMED_OPT)
            names.insert(place, name)
        elif not name.startswith("_") and name not in dir(dict):
            context.api.fail(f'"{shape.type.name}" has no field "{name}"', call)
    return signature.copy_modified(arg_types=types, arg_kinds=kinds, arg_names=names)


def is_variable(value: Expression, context: MethodSigContext) -> bool:
    """Return whether an argument is a string, or a list of strings, that is no literal.

    It may also be None or Any.
    """
    type = get_proper_type(context.api.get_expression_type(value))
    kinds = [
        each for each in map(get_proper_type, flatten_nested_unions([type])) if not isinstance(each, NoneType)
    ]
    if any(isinstance(each, AnyType) for each in kinds):
        return True
    return bool(kinds) and not isinstance(value, ListExpr) and all(map(is_text, kinds))


def is_text(type: Type) -> bool:
    proper = get_proper_type(type)
    if not isinstance(proper, Instance):
        return False
    if proper.type.fullname == "builtins.list":
        return is_text(proper.args[0])
    return proper.type.fullname == "builtins.str" and proper.last_known_value is None


def shape_of(type: Type) -> Instance | None:
    """Return the class of a document, or of a resource's documents."""
    proper = get_proper_type(type)
    if isinstance(proper, Instance) and proper.args and proper.type.name == "Resource":
        proper = get_proper_type(proper.args[0])
    return proper if isinstance(proper, Instance) and proper.type.module_name == SHAPES else None


def given(type: Type, context: MethodSigContext) -> Type:
    """Return the type of an argument for a field: the field's, with dicts for hashes."""
    proper = get_proper_type(type)
    if isinstance(proper, UnionType):
        return UnionType.make_union([given(each, context) for each in proper.items])
    if isinstance(proper, Instance):
        if proper.type.fullname == "builtins.float":
            return UnionType.make_union([proper, context.api.named_generic_type("decimal.Decimal", [])])
        if proper.type.has_base(DOCUMENT):
            anything = AnyType(TypeOfAny.explicit)
            return context.api.named_generic_type(
                "typing.Mapping", [context.api.named_generic_type("builtins.str", []), anything]
            )
        return proper.copy_modified(args=[given(each, context) for each in proper.args])
    return proper


class Fields(Plugin):
    def get_method_signature_hook(self, fullname: str) -> Callable[[MethodSigContext], CallableType] | None:
        return with_fields if fullname in METHODS else None


def plugin(version: str) -> type[Plugin]:
    return Fields
