"""Named tuples of tables that compiled functions take by reference, as one pointer, and records copied as a whole.

Numba by itself takes a named tuple apart at every call: a function that takes the state would have a hundred arguments,
and most of what is compiled would put them together and take them apart again.
"""

# mypy: disable-error-code="attr-defined, import-untyped, no-untyped-call, override, untyped-decorator, misc"

import inspect
import operator
from functools import reduce
from hashlib import blake2s
from itertools import accumulate
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.datamodel import PrimitiveModel
from numba.core.pythonapi import NativeValue
from numba.core.registry import cpu_target
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    infer_getattr,
    lower_builtin,
    lower_getattr_generic,
    register_model,
    type_callable,
    typeof_impl,
    unbox,
)
from numba.np.arrayobj import make_array

_WORD = 8  # bytes; members begin at multiples of it


class Reference(types.Type):
    """Numba's type of a pointer to the members of a named tuple; told apart by a hash instead of all columns."""

    def __init__(self, members: Any, bundle: type) -> None:
        self.tuple = types.NamedTuple(members, bundle)
        digest = blake2s(" ".join(map(str, members)).encode(), digest_size=8).hexdigest()
        super().__init__(f"{bundle.__name__}_{digest}")
        self._offsets: list[int] = []

    @property
    def offsets(self) -> list[int]:
        """Bytes at which the members begin, and last the size of all."""
        if not self._offsets:
            context = cpu_target.target_context
            sizes = (context.get_abi_sizeof(context.get_value_type(member)) for member in self.tuple.types)
            self._offsets = list(accumulate((-(-size // _WORD) * _WORD for size in sizes), initial=0))
        return self._offsets

    @property
    def words(self) -> ir.ArrayType:
        """LLVM's type of all members, one after the other."""
        return ir.ArrayType(cgutils.intp_t, self.offsets[-1] // _WORD)


@register_model(Reference)
class _Pointer(PrimitiveModel):
    def __init__(self, models: Any, reference: Reference) -> None:
        super().__init__(models, reference, cgutils.voidptr_t)

    def get_return_type(self) -> ir.Type:
        """Return LLVM's type of the members themselves: what a function puts together ends with it."""
        return self._fe_type.words

    def as_return(self, builder: Any, value: Any) -> Any:
        """Return the members behind a pointer."""
        return builder.load(builder.bitcast(value, self._fe_type.words.as_pointer()))

    def from_return(self, builder: Any, value: Any) -> Any:
        """Return a pointer to members, which stay as long as the function that asked for them."""
        return builder.bitcast(cgutils.alloca_once_value(builder, value), cgutils.voidptr_t)


def _pointer_to(context: Any, builder: Any, reference: Reference, value: Any, place: int) -> Any:
    """Return a pointer to a member."""
    offset = ir.Constant(cgutils.int32_t, reference.offsets[place])
    kind = context.get_value_type(reference.tuple.types[place])
    return builder.bitcast(builder.gep(value, [offset], inbounds=True), kind.as_pointer())


def _put_together(context: Any, builder: Any, reference: Reference, values: Any) -> Any:
    """Return a pointer to members, which stay as long as the function that puts them together."""
    words = cgutils.alloca_once(builder, reference.words)
    pointer = builder.bitcast(words, cgutils.voidptr_t)
    for place, value in enumerate(values):
        builder.store(value, _pointer_to(context, builder, reference, pointer, place))
    return pointer


@infer_getattr
class _Members(AttributeTemplate):
    key = Reference

    def generic_resolve(self, typ: Reference, attr: str) -> Any:
        """Return the type of a member; None where there is none of that name."""
        names = typ.tuple.fields
        return typ.tuple.types[names.index(attr)] if attr in names else None


@lower_getattr_generic(Reference)
def _member(context: Any, builder: Any, reference: Reference, value: Any, name: str) -> Any:
    return builder.load(_pointer_to(context, builder, reference, value, reference.tuple.fields.index(name)))


@unbox(Reference)
def _unboxed(reference: Reference, given: Any, c: Any) -> Any:
    items = (c.pyapi.tuple_getitem(given, place) for place in range(len(reference.tuple)))
    members = [_unboxed_member(kind, item, c) for kind, item in zip(reference.tuple.types, items, strict=True)]
    pointer = _put_together(c.context, c.builder, reference, [member.value for member in members])
    is_error = reduce(c.builder.or_, [member.is_error for member in members])
    return NativeValue(pointer, is_error=is_error)


def _unboxed_member(kind: Any, given: Any, c: Any) -> Any:
    """Return a member; the buffer of a record is asked for without its format, which NumPy would spell out anew."""
    if not isinstance(kind, types.Record):
        return c.unbox(kind, given)
    asked_for = [c.pyapi.pyobj, c.pyapi.py_buffer_t.as_pointer(), cgutils.int32_t]
    get_buffer = c.pyapi._get_function(ir.FunctionType(cgutils.int32_t, asked_for), name="PyObject_GetBuffer")
    buffer = c.pyapi.alloca_buffer()
    failed = c.builder.call(get_buffer, [given, buffer, ir.Constant(cgutils.int32_t, 0)])
    data = c.builder.load(c.builder.bitcast(buffer, c.context.get_value_type(kind).as_pointer()))
    c.pyapi.release_buffer(buffer)
    return NativeValue(data, is_error=cgutils.is_not_null(c.builder, failed))


_BUNDLES: set[type] = set()
_type_of_class = typeof_impl.dispatch(type)


@typeof_impl.register(type)
def _type_of_a_class(given: type, context: Any) -> Any:
    """Return Numba's type of a class; none for those below, so that it calls what is declared for them."""
    return None if given in _BUNDLES else _type_of_class(given, context)


def by_reference[B: type](bundle: B) -> B:
    """Let compiled functions take named tuples of this class, and put them together, by reference.

    A loop that puts one together anew, or asks a function for one, writes over the one before.
    """
    signature = inspect.signature(bundle)
    _BUNDLES.add(bundle)

    @typeof_impl.register(bundle)
    def _type_of(given: Any, context: Any) -> Reference:
        return Reference(tuple(typeof_impl(member, context) for member in given), bundle)

    @type_callable(bundle)
    def _called(_context: Any) -> Any:
        def typer(*members: Any, **named: Any) -> Reference:
            return Reference(signature.bind(*members, **named).args, bundle)

        typer.pysig = signature
        return typer

    @lower_builtin(bundle, types.VarArg(types.Any))
    def _made(context: Any, builder: Any, signature: Any, members: Any) -> Any:
        return _put_together(context, builder, signature.return_type, members)

    return bundle


@lower_builtin(operator.setitem, types.Array, types.Integer, types.Record)
def _record_copied(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Copy a record as a whole into a row of a table; Numba by itself has each of its bytes copied alone."""
    kind, index, record = signature.args
    into = make_array(kind)(context, builder, arguments[0])
    row = context.cast(builder, arguments[1], index, types.intp)
    pointer = cgutils.get_item_pointer(context, builder, kind, into, [row], wraparound=True)
    cgutils.raw_memcpy(builder, pointer, arguments[2], ir.Constant(cgutils.intp_t, record.size), 1)
    return context.get_dummy_value()
