"""Linking of compiled functions into the few that Python calls, where they are optimised together, once.

Numba by itself treats every function as one that can be called and stored alone: it links and optimises all callees
anew at each level, and names each function by all columns of all tables it takes. For some three hundred rules that
took half as long again, two and a half times the memory and fifteen times the space on disk.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2s
from typing import Any

from numba._dynfunc import make_function
from numba.core import cgutils
from numba.core.codegen import CodeLibrary, JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.compiler_machinery import PassManager
from numba.core.environment import lookup_environment
from numba.core.itanium_mangler import PREFIX, mangle_identifier
from numba.core.typed_passes import InlineOverloads, NopythonRewrites

_IDLE = (InlineOverloads, NopythonRewrites)


def _short_name(name: str, types: Sequence[Any], *, abi_tags: Sequence[str] = (), uid: int | None = None) -> str:
    """Return a name for a function in machine code: its own, and a hash instead of its arguments' types."""
    told_apart_by = " ".join(map(str, (*types, *abi_tags)))
    digest = blake2s(told_apart_by.encode(), digest_size=8).hexdigest()
    mangled: str = mangle_identifier(name, abi_tags=(digest,), uid=uid)
    return PREFIX + mangled


def _without_entry(library: CodeLibrary, description: Any, environment: Any) -> Any:
    """Return what stands for a function that has no entry from Python; nothing calls it."""
    return make_function(description.lookup_module(), description.qualname, description.doc, 0, environment, (library,))


class _Library(JITCodeLibrary):
    """Functions that take a state by reference, and wait to be optimised together."""

    def add_ir_module(self, module: Any) -> None:
        """Promise that nothing writes over the members of a state while a function has it.

        Without that, each of them is read from memory anew after anything is written into a table, which takes a tenth
        of a run.
        """
        for argument in (one for function in module.functions if function.blocks for one in function.args):
            if argument.type == cgutils.voidptr_t:  # `simulation.engine.references.Reference`
                argument.add_attribute("noalias")
        super().add_ir_module(module)

    def _optimize_functions(self, module: Any) -> None:
        """Leave that to the entry, which would go through all of them once more."""
        module.data_layout = self.codegen._data_layout


class _Part(_Library):
    """A function that waits to be linked into an entry; it is neither optimised nor made machine code alone."""

    def finalize(self) -> None:
        """Take it as it is."""
        self._finalized = True

    def linked(self) -> Iterator[CodeLibrary]:
        """Yield what the function itself calls."""
        yield from self._linking_libraries


class _Entry(_Library):
    """A function that Python calls, with all that it calls."""

    def finalize(self) -> None:
        """Link everything, then optimise it and make it machine code."""
        self._own = {function.name for function in self.get_defined_functions()}
        self._linking_libraries = _callers_first(self._linking_libraries)
        super().finalize()

    def _optimize_final_module(self) -> None:
        """Optimise once; what nobody else can call need not be called as others would."""
        for function in self.get_defined_functions():
            if function.name not in self._own:
                function.linkage = "internal"
        passes, builder = self.codegen._module_pass_manager()
        passes.run(self._final_module, builder)

    def _finalize_specific(self) -> None:
        super()._finalize_specific()
        for variable in self._final_module.global_variables:
            if environment := lookup_environment(variable.name):
                self.codegen.set_env(variable.name, environment)


def _callers_first(libraries: Sequence[CodeLibrary]) -> list[CodeLibrary]:
    """Return libraries and all that is linked to them, each before what it calls: LLVM links only what is asked for."""
    callees_first: dict[CodeLibrary, None] = {}

    def visit(library: CodeLibrary) -> None:
        if library not in callees_first:
            for called in library.linked() if isinstance(library, _Part) else ():
                visit(called)
            callees_first[library] = None

    for library in libraries:
        visit(library)
    return list(reversed(callees_first))


class _RuleCompiler(Compiler):
    """Compiles rules, without those of Numba's passes that find nothing to do in them."""

    def define_pipelines(self) -> list[PassManager]:
        """Leave out what looks for functions to write out, and for operations on whole arrays."""
        (pipeline,) = super().define_pipelines()
        pipeline.passes = [step for step in pipeline.passes if step[0] not in _IDLE]
        pipeline.finalize()
        return [pipeline]


class EntryCompiler(_RuleCompiler):
    """Compiles a function that Python calls."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.state.targetctx = self.state.targetctx.subtarget(mangler=_short_name)
        self.state.library = _Entry(self.state.targetctx.codegen(), "entry")
        self.state.library.enable_object_caching()


class PartCompiler(_RuleCompiler):
    """Compiles a function that only compiled code calls."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.state.targetctx = self.state.targetctx.subtarget(mangler=_short_name, get_executable=_without_entry)
        self.state.library = _Part(self.state.targetctx.codegen(), "part")
