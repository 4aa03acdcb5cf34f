"""The words of the model, and the numbers that stand for them in compiled rules."""

from simulation.engine.compilation import codes

NOBODY: int = -1 - codes(1)[0]
NEVER: int = NOBODY
NO_DEMAND: int = NOBODY
NOTHING: int = codes(1)[0]

# Stages of an alliance's life.
WAITING, INVITING, DEBATING, WORDING, AGREEING, WORKING, EXCHANGING, ENDED = codes(8)
STAGES = (
    "waiting",
    "inviting",
    "debating values",
    "wording the goal",
    "agreeing on demands",
    "working",
    "exchanging",
    "ended",
)

# Levels of the state, in the order of `simulation.scenario.definition.LEVELS`.
LOCAL, STATE_LEVEL, FEDERAL = codes(3)

# Forms of cooperation.
NETWORK, ALLIANCE, LEAGUE = codes(3)
FORMS = ("network", "alliance", "league")

# Kinds of end, as an outcome names them; RUNNING stands for an alliance that has not ended.
ENDS = (
    "reached",
    "obsolete",
    "agreed date",
    "lead lost",
    "red line",
    "exhaustion",
    "no agreement",
    "poor fit",
    "merged",
    "not formed",
    "running",
)
(
    REACHED,
    OBSOLETE,
    AGREED_DATE,
    LEAD_LOST,
    RED_LINE_BREAK,
    EXHAUSTION,
    NO_AGREEMENT,
    POOR_FIT,
    MERGED,
    NOT_FORMED,
    RUNNING,
) = codes(11)

# Kinds of calendar entries.
WINDOW_OPENS, VOTE_HELD, SHOCK_HITS, ELECTION_HELD = codes(4)

# Status and tier of a membership.
OUTSIDE, ASKED, MEMBER, DECLINED, LEFT, APPLYING = codes(6)
STATUS = ("outside", "asked", "member", "declined", "left", "applying")
CORE, SUPPORTER = codes(2)
TIERS = ("core", "supporter")

# Why a membership was declined or ended.
REASONS = ("effect", "time", "money", "visibility", "values", "risk", "red line", "conflict", "party line")
(
    BY_EFFECT,
    BY_TIME,
    BY_MONEY,
    BY_VISIBILITY,
    BY_VALUES,
    BY_RISK,
    BY_RED_LINE,
    BY_CONFLICT,
    BY_PARTY_LINE,
) = codes(9)

# What a body decides about membership.
JOIN, DECLINE, APPLY, STAY, LEAVE = codes(5)
DECISIONS = ("join", "decline", "apply", "stay", "leave")

# What happens to applications, who pays, and who does which task.
NO_ADMISSION, OPEN_DOOR, BY_VOTE, AS_SUPPORTERS, BY_SILENCE = codes(5)
ADMISSION = ("none", "open", "vote", "supporters", "silence")
CORE_PAYS, ALL_PAY, WILLING_PAY = codes(3)
CONTRIBUTIONS = ("core", "all", "willing")
FREE, COORDINATED, FORCED = codes(3)
LABOUR = ("free", "coordinated", "forced")

# What a group of organisations is by the conditions it meets.
LABELS = ("none", "alliance", "network", "league", "forced association", "merger", "closed circle")
NO_LABEL, ALLIANCE_LABEL, NETWORK_LABEL, LEAGUE_LABEL, FORCED_ASSOCIATION, MERGER, CLOSED_CIRCLE = codes(7)

# What lies behind a conflict between two members.
ISSUES = ("economic", "cultural", "tone")
ABOUT_ECONOMY, ABOUT_SOCIETY, ABOUT_TONE = codes(3)
