"""What is told of a run: for every kind of event a sentence or a few, and what says why somebody decided as it did.

What stands in braces is filled in by `simulation.story.chronicle`, whose `PARTS` lists what there is, or by
`simulation.results.decisions`. A new kind of event needs an entry in `SENTENCES` and its translation in
`catalogues/`, for which `python -m simulation.story.catalogue` makes room.
"""

from collections.abc import Mapping

from simulation.language.translation import Phrase

INVITATION = Phrase("{initiators} invites {others}.", "{initiators} invite {others}.")
SENTENCES: dict[str, Phrase | Mapping[str, Phrase | None]] = {
    # Where several stand for a kind, what the event names chooses, or how much it is; for None nothing is told.
    "begins": INVITATION,
    "joined": {
        "core": Phrase("{who} joins.", "{who} join."),
        "supporter": Phrase("{who} joins as supporter.", "{who} join as supporters."),
    },
    "declined": Phrase("{who} declines: {why}.", "{who} decline: {why}."),
    "admitted": {
        "core": Phrase("{who} applies and is admitted.", "{who} apply and are admitted."),
        "supporter": Phrase("{who} applies and becomes a supporter.", "{who} apply and become supporters."),
    },
    "turned away": Phrase("{who} applies and is turned away.", "{who} apply and are turned away."),
    "left": Phrase("{who} leaves: {why}.", "{who} leave: {why}."),
    "stage": {
        "waiting": None,
        "inviting": None,
        "ended": None,
        "debating values": Phrase("{members} begins debating values.", "{members} begin debating values."),
        "wording the goal": Phrase("{members} begins wording the goal.", "{members} begin wording the goal."),
        "agreeing on demands": Phrase("{members} begins drafting the paper.", "{members} begin drafting the paper."),
        "working": Phrase("{members} sets to work.", "{members} set to work."),
        "exchanging": Phrase(
            "{members} begins to exchange what it knows.", "{members} begin to exchange what they know."
        ),
    },
    "goal worded": Phrase("The goal is worded; {share} of what divides them has been talked through."),
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
    "agreed": Phrase("The paper is agreed, with {share} of all they could ask: {paper}."),
    "paper reopened": Phrase("The paper no longer fits the situation and is opened again."),
    "conflict settled": Phrase("A quarrel over a small thing breaks out and is settled."),
    "conflict escalated": Phrase("A quarrel over a small thing breaks out and stays open; it costs trust."),
    "money disputed": Phrase("They quarrel over who pays."),
    "position given up": Phrase("To keep members whose red line it crossed, the paper asks for less: {asked}."),
    "milestone": Phrase("Milestone {number} of {planned} is reached and celebrated."),
    "contact lost": Phrase("The contact person at {who} leaves.", "The contact persons at {who} leave."),
    "lead gave up": Phrase("{who} gives up the lead, as planned.", "{who} give up the lead, as planned."),
    "new lead": Phrase("{who} takes over the lead.", "{who} take over the lead."),
    "window": {
        "opens": Phrase("A window opens: {entry}."),
        "narrows": Phrase("The window narrows: {entry}."),
    },
    "shock": Phrase("From outside: {entry}."),
    "election": Phrase("An election: {entry}."),
    "emergency": Phrase("An emergency: {entry}."),
    "helping": Phrase("{who} begins to help.", "{who} begin to help."),
    "help arrives": Phrase("After {days} a hundred people are there to help."),
    "red line shifted": Phrase(
        "Events draw the red line of {who} closer: {asked}.",
        "Events draw the red lines of {who} closer: {asked}.",
    ),
    "adopted": Phrase("Politics adopts {demands} of full ambition."),
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
    "taken back": Phrase("Politics takes back part of {names}."),
    "put into practice": {
        "soon": Phrase("{names} is put into practice within days.", "{names} are put into practice within days."),
        "later": Phrase("It will take {weeks} to put {names} into practice."),
    },
    "setback": Phrase("The setback costs them strength, {share} of a full measure on average."),
    "credit claimed": Phrase(
        "{who} claims the success; the others lose trust.",
        "{who} claim the success; the others lose trust.",
    ),
    "credit shared": Phrase("They tell the success together."),
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
        "no agreement": Phrase("There is nothing that enough of them want to ask for, and the attempt ends."),
        "poor fit": Phrase("At the first talks they find that they do not fit, and leave it at that."),
        "merged": Phrase("It goes on as part of the first alliance."),
        "not formed": Phrase("Too few take part, and no alliance is formed."),
    },
}
EVERYDAY = {
    # What is told together where nothing else happens for weeks.
    "admitted": Phrase("{who} applies and is admitted", "{who} apply and are admitted"),
    "conflict settled": Phrase(
        "{times} quarrel over a small thing is settled", "{times} quarrels over small things are settled"
    ),
    "conflict escalated": Phrase("{times} quarrel stays open", "{times} quarrels stay open"),
    "contact lost": Phrase("the contact person at {who} leaves", "the contact persons at {who} leave"),
}
MEANWHILE = Phrase("Until {day}: {told}.")

HEAD = Phrase("{day}, week {week}")
ORGANISATIONS = Phrase("{number} other organisation", "{number} other organisations")
NOBODY = Phrase("nobody else")
OTHERS = Phrase("{number} other", "{number} others")
ADOPTED_IN_ALL = Phrase("Of what was agreed {share} was adopted.")
ADOPTED_AT_FIRST = Phrase("Of what was first agreed {share} was adopted.")
NOTHING_ADOPTED = Phrase("Nothing of what was agreed was adopted.")
STILL_TOGETHER = Phrase(
    "The story ends here, with {members} still together.", "The story ends here, with {members} still together."
)

MEMBERS = Phrase("{number} member", "{number} members")
AT_THE_TABLE = Phrase("{number} member at the table", "{number} members at the table")
SUPPORTERS = Phrase("{number} supporter", "{number} supporters")
QUOTED = Phrase("“{name}”")
DEMAND_AT = Phrase("{name} at {share}")
DEMAND_WITH = Phrase("{name} ({share})")
WEEKS = Phrase("{number} week", "{number} weeks")
DAYS = Phrase("{number} day", "{number} days")

REASONS = {
    # Why an organisation declines or leaves, to stand behind a colon.
    "effect": Phrase("too little to be expected of it"),
    "time": Phrase("too little time"),
    "money": Phrase("too little money"),
    "visibility": Phrase("too little to be seen of its own"),
    "values": Phrase("values too far apart"),
    "risk": Phrase("red lines that might be crossed"),
    "red line": Phrase("a red line is crossed"),
    "conflict": Phrase("an open conflict"),
    "party line": Phrase("the line towards parties"),
}
TERMS = {
    # What a body weighs, whether it speaks for membership or against it.
    "effect": Phrase("expected effect"),
    "exchange": Phrase("exchange"),
    "belonging": Phrase("belonging"),
    "solidarity": Phrase("solidarity"),
    "cohesion": Phrase("being among its own"),
    "cooperation": Phrase("cooperation for its own sake"),
    "time": Phrase("time"),
    "money": Phrase("money"),
    "visibility": Phrase("own visibility"),
    "values": Phrase("distance in values"),
    "risk": Phrase("risk to red lines"),
    "party": Phrase("closeness to parties"),
}
HEADINGS = {
    # The same in a word, to stand over a column.
    "effect": Phrase("effect"),
    "exchange": Phrase("exchange"),
    "belonging": Phrase("belonging"),
    "solidarity": Phrase("solidarity"),
    "cohesion": Phrase("cohesion"),
    "cooperation": Phrase("cooperation"),
    "time": Phrase("time"),
    "money": Phrase("money"),
    "visibility": Phrase("visibility"),
    "values": Phrase("values"),
    "risk": Phrase("risk"),
    "party": Phrase("party"),
}
DECISIONS = {
    "join": Phrase("joins"),
    "decline": Phrase("declines"),
    "apply": Phrase("applies"),
    "stay": Phrase("stays"),
    "leave": Phrase("leaves"),
}
QUESTIONS = {
    "join": Phrase("{day}: the body of {who} decides whether to join."),
    "decline": Phrase("{day}: the body of {who} decides whether to join."),
    "apply": Phrase("{day}: the body of {who} decides whether to apply."),
    "stay": Phrase("{day}: the body of {who} decides whether to stay."),
    "leave": Phrase("{day}: the body of {who} decides whether to stay."),
}
FOR = Phrase("For it: {terms}.")
AGAINST = Phrase("Against it: {terms}.")
SUM = Phrase("The sum is {net}; the body's judgement strays from it by {deviation}, to {judged}.")
ANSWERS = {
    "join": Phrase("That is above {threshold}, and {who} joins."),
    "decline": Phrase("That is not above {threshold}, and {who} declines."),
    "apply": Phrase("That is above {threshold}, and {who} applies."),
    "stay": Phrase("That is not below {threshold}, and {who} stays."),
    "leave": Phrase("That is below {threshold}, and {who} leaves."),
}
RED_LINES = {
    "decline": Phrase("But {demand} in the paper crosses its red line, and {who} declines."),
    "leave": Phrase("But {demand} in the paper crosses its red line, and {who} leaves."),
}
BOUND = Phrase("That is reason to leave, but members may not, and {who} stays.")
UNSIGNED = Phrase("But it cannot sign the statements on common values, and {who} declines.")
STAYS = Phrase("{first} to {last}: the body of {who} decides {number} times to stay.")
FOR_ON_AVERAGE = Phrase("For it, on average: {terms}.")
AGAINST_ON_AVERAGE = Phrase("Against it, on average: {terms}.")
JUDGED = Phrase("The sum as judged lies between {low} and {high}, never below {threshold}.")
EXIT = Phrase("{day}: {who} leaves without a decision of its body: {why}.")
NO_DECISION = Phrase("The body of {who} has nothing to decide in this run.")
