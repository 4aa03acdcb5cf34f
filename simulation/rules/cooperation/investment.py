"""Investment: joint work that goes into the alliance itself, not into politics (C62, C67, C68, C70)."""

from simulation.engine.compilation import compiled, phase
from simulation.engine.state import State
from simulation.rules.cooperation.exchange import saturating
from simulation.rules.cooperation.leadership import is_led

# --- rules ---------------------------------------------------------------------------------------


@compiled
def built_up(stock: float, hours: float, scale: float) -> float:
    """Return a stock, 0 to 1, after more hours of work on it: two thirds of what is missing come with `scale`."""
    return stock + (1.0 - stock) * saturating(hours, scale)


@compiled
def faded_vision(vision: float, fading: float, measured: bool, prevented: float) -> float:
    """Return what is left of a vision after a week without an anchor (C68)."""
    return vision * (1.0 - fading * (1.0 - prevented * measured))


# --- on the state --------------------------------------------------------------------------------


@compiled
def invest(state: State, effort: float) -> float:
    """Put the agreed shares of this week's effort into structures, products and enabling; return what is left."""
    alliance, agreements, outlook = state.alliance, state.agreements, state.mechanisms.outlook
    shares = agreements.structures + agreements.products + agreements.transfer
    if shares <= 0.0:
        return effort
    each = effort / max(1.0, shares)
    alliance.structures = built_up(alliance.structures, each * agreements.structures, outlook.investment_hours)
    alliance.capability = built_up(alliance.capability, each * agreements.transfer, outlook.investment_hours)
    made = saturating(each * agreements.products, state.mechanisms.cooperation.exchange_hours)
    alliance.product += state.mechanisms.cooperation.exchange_memory * (made - alliance.product)
    return max(0.0, effort - each * shares)


@phase
def keep_vision_alive(state: State) -> None:
    """Let a shared vision fade, unless an anchor organisation keeps it alive (C68)."""
    alliance = state.alliance
    if alliance.vision <= 0.0 or is_led(state):
        return
    fading, prevented = state.mechanisms.dissolution.forgetting, state.mechanisms.cooperation.settled
    alliance.vision = faded_vision(alliance.vision, fading, state.agreements.shared_measurement, prevented)
