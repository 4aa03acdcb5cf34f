"""Time and money: what organisations have for joint work, and what they pledge of it (C33, C36, C61, C65)."""

from simulation.engine.codes import Form, Tier
from simulation.engine.compilation import compiled
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.state import State
from simulation.rules.shared.stakes import stake_of

# --- rules ---------------------------------------------------------------------------------------


@compiled
def means_left(pressure: float, cutback: float) -> float:
    """Return the share of time and money that is left where civic space shrinks (C61)."""
    return 1.0 - cutback * pressure


# --- on the state --------------------------------------------------------------------------------


@compiled
def free_hours(state: State, organisation: OrganisationRow) -> float:
    """Return the hours a week that home load leaves an organisation for work with partners, and grants pay (C36)."""
    left = means_left(state.climate.pressure, state.mechanisms.outlook.cutback)
    return organisation.hours * (1.0 - organisation.home_load) * left * (1.0 + organisation.grants)


@compiled
def free_money(state: State, organisation: OrganisationRow) -> float:
    """Return the money a year an organisation has for joint work."""
    return organisation.money * means_left(state.climate.pressure, state.mechanisms.outlook.cutback)


@compiled
def pledged_share(state: State, tier: Tier) -> float:
    """Return the share of its free time that a member with full stake pledges (C33, C65)."""
    is_bound = tier == Tier.CORE and state.alliance.form != Form.NETWORK
    return (1.0 if is_bound else state.mechanisms.cooperation.supporter_pledge) * state.agreements.obligation


@compiled
def expected_load(state: State, row: int) -> float:
    """Return the share of its free time an organisation expects to give once it takes part."""
    membership = state.memberships[row]
    return pledged_share(state, membership.tier) * stake_of(state, state.organisations[membership.organisation])
