"""All parameters of the submodels, by chapter.

Every number says what it means, in which unit, and on what basis. Setting the ones that
are named in a claim's file to nothing switches that mechanism off.
"""

from simulation.scenario.fields import Part
from simulation.scenario.parameters.cooperation import Cooperation
from simulation.scenario.parameters.dissolution import Dissolution
from simulation.scenario.parameters.formation import Formation
from simulation.scenario.parameters.impact import Impact
from simulation.scenario.parameters.outlook import Outlook


class Mechanisms(Part):
    """All parameters of the submodels."""

    formation: Formation = Formation()
    cooperation: Cooperation = Cooperation()
    impact: Impact = Impact()
    dissolution: Dissolution = Dissolution()
    outlook: Outlook = Outlook()
