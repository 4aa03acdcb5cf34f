"""What is told of a run: for every kind of event a sentence or a few.

What stands in braces is filled in by `simulation.story.parts`. Names of organisations are always the subject of their
sentence: German needs no other case of them then. A new kind of event needs an entry in `SENTENCES` and its
translation in `catalogues/`, for which `python -m simulation.story.catalogue` makes room.
"""

from collections.abc import Mapping

from simulation.language.translation import Phrase

INVITATION = Phrase("{initiators} invites {others}.", "{initiators} invite {others}.")
AMONG_THEMSELVES = Phrase("{initiators} sets out alone.", "{initiators} begin to talk, among themselves.")
# Why somebody declines or leaves; of a red line that is crossed a sentence of its own tells.
DECLINES = {
    "effect": Phrase(
        "{who} declines, expecting too little to come of it.", "{who} decline, expecting too little to come of it."
    ),
    "time": Phrase("{who} declines: it would take too much time.", "{who} decline: it would take too much time."),
    "money": Phrase("{who} declines for lack of money.", "{who} decline for lack of money."),
    "visibility": Phrase(
        "{who} declines, to keep a profile of its own.", "{who} decline, to keep profiles of their own."
    ),
    "values": Phrase("{who} declines: values are too far apart.", "{who} decline: values are too far apart."),
    "risk": Phrase("{who} declines, fearing for its red lines.", "{who} decline, fearing for their red lines."),
    "red line": Phrase("{who} declines over a red line.", "{who} decline over a red line."),
    "conflict": Phrase("{who} declines because of a quarrel.", "{who} decline because of a quarrel."),
    "party line": Phrase(
        "{who} declines: the alliance is too close to parties.", "{who} decline: the alliance is too close to parties."
    ),
    "wear": Phrase("{who} declines, worn out.", "{who} decline, worn out."),
}
LEAVES = {
    "effect": Phrase(
        "{who} leaves, no longer expecting enough to come of it.",
        "{who} leave, no longer expecting enough to come of it.",
    ),
    "time": Phrase("{who} leaves: it takes too much time.", "{who} leave: it takes too much time."),
    "money": Phrase("{who} leaves over the money.", "{who} leave over the money."),
    "visibility": Phrase("{who} leaves, to be seen in its own right.", "{who} leave, to be seen in their own right."),
    "values": Phrase("{who} leaves: values are too far apart.", "{who} leave: values are too far apart."),
    "risk": Phrase("{who} leaves, fearing for its red lines.", "{who} leave, fearing for their red lines."),
    "red line": Phrase("{who} leaves over a red line.", "{who} leave over a red line."),
    "conflict": Phrase("{who} leaves over the quarrel.", "{who} leave over the quarrel."),
    "party line": Phrase(
        "{who} leaves: the alliance is too close to parties.", "{who} leave: the alliance is too close to parties."
    ),
    "wear": Phrase("{who} leaves without a word.", "{who} leave without a word."),
}
SENTENCES: dict[str, Phrase | Mapping[str, Phrase | None]] = {
    # Where several stand for a kind, what the event names chooses, or how much it is; for None nothing is told.
    "begins": INVITATION,
    "joined": {
        "core": Phrase("{who} joins.", "{who} join."),
        "supporter": Phrase("{who} joins as a supporter.", "{who} join as supporters."),
    },
    "declined": DECLINES,
    "admitted": {
        "core": Phrase("{who} applies and is admitted.", "{who} apply and are admitted."),
        "supporter": Phrase("{who} applies and becomes a supporter.", "{who} apply and become supporters."),
    },
    "turned away": Phrase("{who} applies and is turned away.", "{who} apply and are turned away."),
    "left": LEAVES,
    "asleep": Phrase(
        "{who} takes no part any more, but stays on the list.", "{who} take no part any more, but stay on the list."
    ),
    "awake": Phrase("{who} takes part again.", "{who} take part again."),
    "red line crossed": {
        "declined": Phrase("{who} declines over a red line: {asked}.", "{who} decline over a red line: {asked}."),
        "left": Phrase("{who} leaves over a red line: {asked}.", "{who} leave over a red line: {asked}."),
    },
    "stage": {
        "waiting": None,
        "inviting": None,
        "ended": None,
        "debating values": Phrase("{members} begins by debating values.", "{members} begin by debating values."),
        "wording the goal": Phrase("They turn to wording the goal."),
        "agreeing on demands": Phrase("They begin to draft joint demands."),
        "working": Phrase("{members} sets to work.", "{members} set to work."),
        "exchanging": Phrase(
            "{members} begins to exchange what it knows.", "{members} begin to exchange what they know."
        ),
    },
    "goal worded": {
        "talked through": Phrase("The goal is worded, with {share} of their differences talked through."),
        "not talked through": Phrase("The goal is worded; they have not talked about their differences yet."),
    },
    "objection": Phrase("{who} cannot accept {asked}.", "{who} cannot accept {asked}."),
    "reworded": Phrase(
        "Other words are found for {names}, with which {who} can live.",
        "Other words are found for {names}, with which {who} can live.",
    ),
    "demand dropped": {
        "open": Phrase(
            "{names} is dropped: too little of it would be left.",
            "{names} are dropped: too little of them would be left.",
        ),
        "secured": Phrase(
            "{names} is left as it was adopted: they cannot agree on more.",
            "{names} are left as they were adopted: they cannot agree on more.",
        ),
    },
    "call published": Phrase("The text stands and goes out as a call that others can sign as it is: {platform}."),
    "signed": Phrase("{who} signs the call.", "{who} sign the call."),
    "agreed": Phrase("They agree on joint demands, {share} of all they could ask for: {platform}."),
    "agreement reopened": Phrase("The joint demands no longer fit the situation; they negotiate again."),
    "quarrel": {
        "economic": Phrase(
            "{who} quarrels over a small thing; behind it lie views on the economy.",
            "{who} quarrel over a small thing; behind it lie views on the economy.",
        ),
        "cultural": Phrase(
            "{who} quarrels over a small thing; behind it lie views on society.",
            "{who} quarrel over a small thing; behind it lie views on society.",
        ),
        "tone": Phrase(
            "{who} quarrels over a small thing; behind it lies how they deal with each other.",
            "{who} quarrel over a small thing; behind it lies how they deal with each other.",
        ),
    },
    "conflict settled": Phrase("They settle it."),
    "conflict escalated": Phrase("It stays open and costs trust."),
    "money disputed": Phrase("They quarrel over who pays."),
    "outside money ends": {
        "paid": Phrase("The money from outside runs out; from now on members pay for their office themselves."),
        "short": Phrase("The money from outside runs out; {share} of their office is what members can pay for."),
        "closed": Phrase("The money from outside runs out, and the joint office closes."),
    },
    "extraordinary": Phrase(
        "{who} calls an extraordinary meeting, for the decision is near.",
        "{who} call extraordinary meetings, for the decision is near.",
    ),
    "paused": Phrase("Out of season they rest, until they meet again."),
    "position given up": Phrase("To keep members whose red line was crossed, they ask for less: {asked}."),
    "milestone": Phrase("They reach milestone {number} of {planned} and celebrate."),
    "contact lost": Phrase("{who} loses its contact person.", "{who} lose their contact persons."),
    "lead gave up": Phrase("{who} hands over the lead, as planned.", "{who} hand over the lead, as planned."),
    "new lead": Phrase("{who} takes the lead.", "{who} take the lead."),
    "window": {
        "opens": Phrase("A window of opportunity opens: {entry}."),
        "narrows": Phrase("Policymakers are less open than usual: {entry}."),
    },
    "shock": Phrase("An event from outside: {entry}."),
    "election": Phrase("Election day: {entry}."),
    "demonstration": Phrase("With {organisations} behind them they demonstrate: {entry}."),
    "emergency": Phrase("An emergency: {entry}."),
    "helping": Phrase("{who} begins to help.", "{who} begin to help."),
    "help arrives": Phrase("After {days} a hundred people are there to help."),
    "red line shifted": Phrase(
        "After events outside, {who} hardens its red line: {asked}.",
        "After events outside, {who} harden their red lines: {asked}.",
    ),
    "adopted": Phrase("Policymakers adopt {asked}."),
    "vote lost": Phrase("The vote on {asked} is lost.", "The votes on {asked} are lost."),
    "vote missed": {
        "first": Phrase(
            "The vote on {names} comes before they have agreed, and is lost.",
            "The votes on {names} come before they have agreed, and are lost.",
        ),
        "further": Phrase(
            "The vote on {names} comes before they have agreed on the new goal, and is lost.",
            "The votes on {names} come before they have agreed on the new goal, and are lost.",
        ),
    },
    "more refused": Phrase(
        "The vote on more is lost, on {asked}; what was adopted before stays.",
        "The votes on more are lost, on {asked}; what was adopted before stays.",
    ),
    "refused": Phrase("The decision on {asked} goes against them.", "The decisions on {asked} go against them."),
    "taken back": Phrase("Policymakers take back part of {names}."),
    "put into practice": {
        "soon": Phrase("It is put into practice within days.", "They are put into practice within days."),
        "later": Phrase(
            "Putting it into practice will take {durations}.", "Putting them into practice will take {durations}."
        ),
    },
    "setback": Phrase("The setback drains their energy."),
    "credit claimed": Phrase(
        "{who} claims the success; the others lose trust.",
        "{who} claim the success; the others lose trust.",
    ),
    "credit shared": Phrase("They announce the success together."),
    "renewed": Phrase(
        "The goal is reached: {share} of what they asked was adopted. They go on with a new one that goes beyond it."
    ),
    "network": Phrase("They go on as a network."),
    "prolonged": Phrase("The agreed date has come; most want to go on, and set the next one."),
    "held together": Phrase("The goal is decided, one way or the other; what they share holds them together."),
    "merged": Phrase("Its members are asked to go on in the first alliance."),
    "evaluated": Phrase("They look back on what they have learned and would do otherwise."),
    "ended": {
        "goal reached": Phrase("The goal is reached, and the alliance ends."),
        "goal missed": Phrase("No demand is open any more, and most of what was agreed is lost; the alliance ends."),
        "renewal failed": Phrase("The new goal fails, and the alliance ends; the first one was reached."),
        "agreed date": Phrase("The agreed date has come, and the alliance ends."),
        "given up": Phrase("The time agreed on for a success is over without one, and the alliance ends."),
        "lead lost": Phrase("Nobody takes over the lead, and the alliance ends."),
        "red line": Phrase("After a break over a red line too few are left, and the alliance ends."),
        "members left": Phrase("Too few are left, and the alliance ends."),
        "exhaustion": Phrase("Those who carried it are exhausted, and the alliance ends."),
        "no agreement": Phrase("There is no demand that enough of them support, and the attempt ends."),
        "poor fit": Phrase("At the first talks they find that they do not fit, and leave it at that."),
        "merged": Phrase("It goes on as part of the first alliance."),
        "not formed": Phrase("Too few take part, and no alliance is formed."),
    },
}
TOGETHER: dict[str, Phrase | Mapping[str, Phrase | None]] = {
    # How small events of many weeks are told together, where that is not as in one week.
    "objection": Phrase("{who} objects to {names}.", "{who} object to {names}."),
    "quarrel": {
        "economic": Phrase(
            "{who} quarrels; behind it lie views on the economy.", "{who} quarrel; behind it lie views on the economy."
        ),
        "cultural": Phrase(
            "{who} quarrels; behind it lie views on society.", "{who} quarrel; behind it lie views on society."
        ),
        "tone": Phrase(
            "{who} quarrels; behind it lies how they deal with each other.",
            "{who} quarrel; behind it lies how they deal with each other.",
        ),
    },
    "paused": Phrase("They rest once between two seasons.", "They rest {times} times, between their seasons."),
    "conflict settled": Phrase("One quarrel is settled.", "{times} quarrels are settled."),
    "conflict escalated": Phrase(
        "One quarrel stays open and costs trust.", "{times} quarrels stay open and cost trust."
    ),
    "adopted": Phrase("Policymakers adopt {asked}."),
    "credit shared": Phrase("They announce one success together.", "They announce {times} successes together."),
    "put into practice": {"soon": None, "later": None},
    "red line shifted": Phrase(
        "After events outside, {who} hardens its red line on {names}.",
        "After events outside, {who} harden their red lines on {names}.",
    ),
}
UNTIL = Phrase("by {day}")

HEAD = Phrase("{day}, week {week}")
OTHER_ORGANISATIONS = Phrase("{number} other organisation", "{number} other organisations")
ORGANISATIONS = Phrase("{number} organisation", "{number} organisations")
OTHERS = Phrase("{number} other", "{number} others")
OF_THEM = Phrase("{number} more")
# Of organisations that are the subject, so that German has one article for them.
OF_A_GROUP = Phrase("{group} {numbers}")
AND_ALSO = Phrase("{first}, and {last}")
ADOPTED_IN_ALL = Phrase("Of what was agreed {share} was adopted.")
ADOPTED_AT_FIRST = Phrase("Of what was first agreed {share} was adopted.")
NOTHING_ADOPTED = Phrase("Nothing of what was agreed was adopted.")

MEMBERS = Phrase("{number} member", "{number} members")
IN_THE_CORE = Phrase("{number} member of the core group", "{number} members of the core group")
SUPPORTERS = Phrase("{number} supporter", "{number} supporters")
QUOTED = Phrase("“{name}”")
DEMAND_WITH = Phrase("{name} ({share})")
DEMANDS_WITH = Phrase("{number} demand ({shares})", "{number} demands ({shares})")
DEMANDS = Phrase("{number} demand", "{number} demands")
FROM_TO = Phrase("{low} to {high}")
WEEKS = Phrase("{number} week", "{number} weeks")
YEARS = Phrase("{number} year", "{number} years")
DAYS = Phrase("{number} day", "{number} days")

STILL_TOGETHER = Phrase(
    "The story ends here, with {members} still together.", "The story ends here, with {members} still together."
)
# Why nothing has come of an alliance when its story ends.
NOT_DECIDED = Phrase(
    "Nothing has begun yet: {who} has not decided whether to join.",
    "Nothing has begun yet: {who} have not decided whether to join.",
)
STILL_TALKING = {
    "debating values": Phrase("So far there has been time for the debate on values only."),
    "wording the goal": Phrase("No wording of the goal has found enough support so far."),
}
OBJECTING = Phrase(
    "They have not agreed on demands: {who} objects to the last draft.",
    "They have not agreed on demands: {who} object to the last draft.",
)
UNDECIDED = Phrase(
    "They have not agreed on demands yet: {who} still has to decide on the draft.",
    "They have not agreed on demands yet: {who} still have to decide on the draft.",
)
NO_DRAFT = Phrase("They have not agreed on demands yet: a new draft is being written.")
TOO_WEAK = Phrase(
    "On average their influence came to {share} of the resistance to {demand}, which had the best prospects."
)
NOBODY_DECIDES = Phrase("It was a goal of society, on which nobody decides.")
NO_INFLUENCE = Phrase("They had no influence on policymakers.")
TOO_SLOW = Phrase("There was influence enough for {demand}, but policymakers took their time.")
EXCHANGE_ONLY = Phrase("A network asks nothing of policymakers; what it gives its members is exchange.")
