"""Words that exports use for our choices, in small letters without blanks and hyphens."""


def _all(word: str, *others: str) -> tuple[tuple[str, str], ...]:
    return tuple((other, word) for other in others)


LEAVING = (
    *_all("voluntary", "resignation", "resigned", "voluntaryresignation", "quit",
          "employeeinitiated", "terminatevoluntary", "voluntarytermination"),
    *_all("involuntary", "dismissal", "dismissed", "termination", "terminatedforcause", "layoff",
          "laidoff", "redundancy", "redundant", "employerinitiated", "terminateinvoluntary",
          "involuntarytermination"),
    *_all("retired", "retirement", "earlyretirement"),
    *_all("other", "death", "deceased", "endofcontract", "contractended", "endoffixedterm"),
)  # fmt: skip
HIRING = (
    *_all("internal", "internalcandidate", "internaltransfer", "transfer", "internalmove"),
    *_all("external", "externalcandidate", "newhire", "externalhire", "rehire"),
)
LEARNING = (
    *_all("micro-practice", "micropractices", "microlearning"),
    *_all("lab", "labs", "workshop"),
    *_all("coaching", "coachingsession", "mentoring"),
    *_all("course", "courses", "onlinecourse", "elearning", "classroom", "webinar", "training",
          "curriculum", "ilt"),
)  # fmt: skip
DONE = (
    *_all("yes", "completed", "complete", "passed", "attended", "finished"),
    *_all("no", "notcompleted", "incomplete", "inprogress", "notstarted", "noshow", "notattended"),
)
ENROLLED = (
    *_all("yes", "registered", "enrolled"),
    *_all("no", "notregistered", "notenrolled", "unregistered", "walkin"),
)
