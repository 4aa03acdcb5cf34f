"""Means: time and money for joint work, and what shrinking civic space leaves of them (C36, C61)."""

from simulation.engine.compilation import compiled
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.state import State

# --- rules ---------------------------------------------------------------------------------------


@compiled
def means_left(pressure: float, cutback: float) -> float:
    """Return the share of time and money that is left where civic space shrinks (C61)."""
    return 1.0 - cutback * pressure


# --- on the state --------------------------------------------------------------------------------


@compiled
def free_hours(state: State, organisation: OrganisationRow) -> float:
    """Return the hours a week an organisation has for work with partners, after the home load (C36)."""
    left = means_left(state.climate.pressure, state.mechanisms.outlook.cutback)
    return organisation.hours * (1.0 - organisation.home_load) * left


@compiled
def free_money(state: State, organisation: OrganisationRow) -> float:
    """Return the money a year an organisation has for joint work."""
    return organisation.money * means_left(state.climate.pressure, state.mechanisms.outlook.cutback)
