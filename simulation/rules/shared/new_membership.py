"""New memberships: what is settled of one before anything is decided about it (C37, C63, C69)."""

from simulation.engine import streams
from simulation.engine.codes import NEVER, NO_REASON, Status
from simulation.engine.compilation import compiled
from simulation.engine.state import State


@compiled
def list_membership(state: State, row: int, who: int) -> None:
    """Give an organisation a row in an alliance of which it is no member yet."""
    membership, organisation = state.memberships[row], state.organisations[who]
    key, salt, identity = state.clock.key, state.alliance.plan.salt, organisation.identity
    membership.organisation, membership.identity = who, identity
    membership.status = Status.OUTSIDE
    membership.joined = membership.left = membership.asleep = NEVER
    membership.reason = NO_REASON
    membership.coverage = 1.0
    membership.pays = streams.happens(organisation.stake, key, streams.CONTRIBUTION, streams.START, identity, salt)
    membership.topic = int(streams.uniform(key, streams.TOPIC, streams.START, identity, salt) * state.goal.topics)
    place = streams.uniform(key, streams.STATION, streams.START, identity, salt)
    membership.station = int(place * state.goal.stations)
