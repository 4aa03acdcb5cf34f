"""What is told of a field: who finds whom, what becomes of the alliances, and why somebody is asked or is not.

What stands in braces is filled in by `simulation.story.field_teller`, `simulation.story.field_annals` and
`simulation.story.field_reasons`. As in `simulation.language.sentences`, names of organisations are always the subject
of their sentence.
"""

from simulation.language.translation import Phrase

OPENING = Phrase("{organisations} care about {issues} and meet in {forums}.")
OPENING_WITHOUT_FORUMS = Phrase("{organisations} care about {issues}.")
ORGANISATIONS = Phrase("{number} organisation", "{number} organisations")
FORUMS = Phrase("{number} forum", "{number} forums")
FOUNDS = Phrase("{who} founds {alliance}.", "{who} found {alliance}.")
# How those who are asked came to the founder's mind.
IS_ASKED = {
    "forum": Phrase(
        "{who} is asked, known from a forum: {through}.", "{who} are asked, known from a forum: {through}."
    ),
    "memory": Phrase("{who} is asked, a partner of earlier days.", "{who} are asked, partners of earlier days."),
    "hearsay": Phrase(
        "{who} is asked: an earlier partner spoke of it.", "{who} are asked: earlier partners spoke of them."
    ),
    "place": Phrase("{who} is asked, met by chance.", "{who} are asked, met by chance."),
    "given": Phrase("{who} is asked, as is known.", "{who} are asked, as is known."),
}
PROMISES_MOST = Phrase(
    "{who} promises most: trust {trust}, likeness {likeness}, audience {addition}.",
    "{who} promise most: trust {trust}, likeness {likeness}, audience {addition}.",
)
# Why others who came to mind are not asked, counted.
NOT_ASKED = Phrase("Not asked: {reasons}.")
COUNTED_VERDICTS = {
    "passed over": Phrase("{number} that promises less", "{number} that promise less"),
    "not worth it": Phrase(
        "{number} that would cost more than it brings", "{number} that would cost more than they bring"
    ),
    "grudge": Phrase("{number} that is not trusted any more", "{number} that are not trusted any more"),
    "elsewhere": Phrase("{number} at home elsewhere", "{number} at home elsewhere"),
    "no stake": Phrase("{number} to which it matters too little", "{number} to which it matters too little"),
    "rival": Phrase("{number} that works for the opposite", "{number} that work for the opposite"),
    "taken": Phrase("{number} that is in an alliance for it", "{number} that are in alliances for it"),
    "no time": Phrase("{number} without time", "{number} without time"),
    "at odds": Phrase("{number} at odds with somebody there", "{number} at odds with somebody there"),
}
COMES_TOGETHER = Phrase("{alliance} comes together: {who}.")
BROUGHT_IN = Phrase(
    "{number} of them came in through another member.", "{number} of them came in through other members."
)
AGAIN = Phrase(
    "{number} of them has worked with another of them before.",
    "{number} of them have worked with another of them before.",
)
HEARD_FROM_AFAR = Phrase(
    "The call of {alliance} is heard of from afar, and {number} organisation signs it: {who}.",
    "The call of {alliance} is heard of from afar, and in time {number} organisations sign it: first {who}.",
)
AGREES = Phrase("{alliance} agrees on {share} of what could be asked for.")
FIRST_EFFECT = Phrase("{alliance} has its first effect: a demand is adopted.")
ENDS = Phrase("{alliance} ends after {weeks}, with {members}: {why}.")
MEMBERS = Phrase("{number} member", "{number} members")
WHY_IT_ENDS = {
    "goal reached": Phrase("the goal is reached"),
    "goal missed": Phrase("the goal is missed"),
    "renewal failed": Phrase("a further goal is missed"),
    "agreed date": Phrase("the agreed date has come"),
    "given up": Phrase("it is given up, as nothing came of it"),
    "lead lost": Phrase("its lead is gone, and nobody follows"),
    "red line": Phrase("too few are left after a break over a red line"),
    "members left": Phrase("too few are left"),
    "exhaustion": Phrase("those who carried it are exhausted"),
    "no agreement": Phrase("there is no demand that enough of them support"),
    "poor fit": Phrase("they find that they do not fit"),
    "not formed": Phrase("nobody joined"),
}
# --- in brief, year by year -------------------------------------------------------------------------------

A_YEAR = Phrase("Alliances in this year: {counts}.")
FOUNDED_IN_A_YEAR, TOGETHER_IN_A_YEAR = Phrase("{number} founded"), Phrase("{number} formed")
ENDED_IN_A_YEAR, STAND = Phrase("{number} ended"), Phrase("{number} standing at its end")
ENDED_AS = Phrase("Ends: {reasons}.")
SO_OFTEN = Phrase("{what} ({number})")
WILL_BE = Phrase("It will be {what}.")
REMEMBERED_AS = {
    "first": Phrase("the first to come together"),
    "largest": Phrase("the largest"),
    "beside": Phrase("the largest beside {largest}"),
    "first to win": Phrase("the first to reach its goal"),
    "most won": Phrase("the one that wins most"),
    "longest": Phrase("the one that lasts longest"),
    "failed": Phrase("the largest to fail"),
    "last": Phrase("the last to come together"),
}
AGREED_AND_ADOPTED = Phrase("It agreed on {agreed}, of which {adopted} was adopted.")
STILL_STANDS = Phrase("{alliance} still stands, with {members}.")
IN_THE_END = Phrase("{number} alliance stands in the end.", "{number} alliances stand in the end.")
NEVER_IN_ONE = Phrase(
    "{number} organisation was never a member of one.", "{number} organisations were never members of one."
)

# --- why they asked them, and not us --------------------------------------------------------------------

CANDIDATE = Phrase("{name} (trust {trust}, likeness {likeness}, audience {addition})")
LOOKS_FOR_PARTNERS = Phrase(
    "On {day} {who} looks for partners for an alliance on {issue}.",
    "On {day} {who} look for partners for an alliance on {issue}.",
)
VERDICTS = {
    "asked": Phrase("{who} is asked.", "{who} are asked."),
    "asked to be let in": Phrase(
        "{who} is in one already and opens the door.", "{who} are in one already and open the door."
    ),
    "passed over": Phrase("{who} promises less and is not asked.", "{who} promise less and are not asked."),
    "not worth it": Phrase(
        "{who} would cost more hours than it brings and is not asked.",
        "{who} would cost more hours than they bring and are not asked.",
    ),
    "grudge": Phrase("{who} is not trusted any more.", "{who} are not trusted any more."),
    "elsewhere": Phrase("{who} is at home elsewhere.", "{who} are at home elsewhere."),
    "no stake": Phrase("{who} cares too little about it.", "{who} care too little about it."),
    "rival": Phrase("{who} works for the opposite.", "{who} work for the opposite."),
    "taken": Phrase("{who} is in an alliance for it already.", "{who} are in alliances for it already."),
    "no time": Phrase("{who} has no time left.", "{who} have no time left."),
    "at odds": Phrase(
        "{who} is at odds with somebody there and is not asked.",
        "{who} are at odds with somebody there and are not asked.",
    ),
}
SIGNS_FROM_AFAR = Phrase(
    "{who} hears from afar, on {day}, of the call of {alliance} and signs it.",
    "{who} hear from afar, on {day}, of the call of {alliance} and sign it.",
)
NOTHING_COMES_OF_IT = Phrase("Nothing comes of it: no alliance with these would be worth its while.")
COMES_TO = Phrase("It is for {alliance}.")
CAME_TO_MIND = Phrase(
    "{who} came to the mind of others {times}: {verdicts}.", "{who} came to the mind of others {times}: {verdicts}."
)
TIMES = Phrase("once", "{number} times")
AS_CANDIDATE = {
    "asked": Phrase("asked {times}"),
    "asked to be let in": Phrase("asked {times} to open the door"),
    "passed over": Phrase("{times} others promised more or nothing was founded"),
    "not worth it": Phrase("{times} it would have cost more hours than it brings"),
    "grudge": Phrase("{times} it was not trusted any more"),
    "elsewhere": Phrase("{times} it was at home elsewhere"),
    "no stake": Phrase("{times} it cared too little"),
    "rival": Phrase("{times} it worked for the opposite"),
    "taken": Phrase("{times} it was in an alliance for it already"),
    "no time": Phrase("{times} it had no time left"),
    "at odds": Phrase("{times} it was at odds with somebody there"),
}
NOT_THEM = Phrase(
    "On {day} {searcher} looks for partners for {alliance}. Asked: {asked}. Not asked: {candidate}.",
    "On {day} {searcher} look for partners for {alliance}. Asked: {asked}. Not asked: {candidate}.",
)
NOBODY_THOUGHT_OF = Phrase(
    "{who} looks for no partners, and nobody thinks of it.", "{who} look for no partners, and nobody thinks of them."
)
