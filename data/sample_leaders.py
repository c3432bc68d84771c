"""The sample's learning cards: six leaders who learn in the open, some better than others.

A card that takes a commitment up again has the commitment's name.
"""

from datetime import date

from data.sample_workbook import Row

PRODUCT = ("Chief Product Officer", "Product")
REGION = ("Head of Regional Operations", "Operations")
SALES = ("Chief Sales Officer", "Sales")
SERVICE = ("Head of Customer Service", "Customer Service")
IT = ("Head of IT", "Technology")
CORPORATE = ("Head of Corporate Services", "Corporate Services")

OPENING = "Open each Friday with a mistake of mine"
PAIR = "Two coaching sessions a month"
LAB = "Join one lab a week"


def _card(  # noqa: PLR0913, PLR0917 a card is read from left to right
    leader: tuple[str, str],
    day: tuple[int, int, int],
    card: str,
    kind: str,
    hours: float | None = None,
    skill: str | None = None,
    *,
    tried: str | None = None,
    outcome: str | None = None,
    lesson: str | None = None,
    change: str | None = None,
    evidence: str | None = None,
) -> Row:
    """Give a card's cells in the order in which the columns are declared."""
    role, unit = leader
    return (role, date(*day), card, unit, kind, hours, skill, tried, outcome, lesson, change,
            evidence)  # fmt: skip


CARDS: tuple[Row, ...] = (
    _card(PRODUCT, (2025, 11, 21), OPENING, "commitment", 1, "Admitting a mistake",
          tried="If I go first, others will show theirs"),
    _card(PRODUCT, (2026, 1, 16), OPENING, "what-i-tried", 1, "Admitting a mistake",
          tried="I opened with a launch that I had rushed",
          outcome="It did not go as planned: an hour of apologies, and nobody else spoke",
          lesson="A mistake needs a question with it, or it is a confession",
          change="I end with one question to the team",
          evidence="Colleagues who spoke: 1 in December, 5 in January"),
    _card(PRODUCT, (2026, 3, 13), "Shorter reviews", "experiment", 2, "Giving feedback",
          tried="A 15-minute review finds as much as an hour",
          outcome="Two faults slipped through in four weeks",
          lesson="A short review needs a written question beforehand",
          change="The author writes one question", evidence="Faults found a week: 6, 4, 7, 7"),
    _card(PRODUCT, (2026, 6, 19), OPENING, "what-i-tried", 1, "Asking before answering",
          tried="I showed a forecast of mine that was off by half",
          outcome="Three teams brought forecasts of their own the week after",
          lesson="People copy what I do, not what I ask for",
          change="Each team opens one Friday a quarter",
          evidence="9 of 17 teams have opened a Friday"),
    _card(PRODUCT, (2026, 9, 18), "Customers in the room", "experiment", 2, "Customer research",
          tried="A customer at the planning table shortens the debate",
          outcome="The first one agreed with everybody",
          lesson="One customer is a guest; two who differ are evidence",
          change="Two customers, with different needs",
          evidence="Cycle time of the last three releases: 44, 43, 41 days"),
    _card(REGION, (2026, 1, 9), PAIR, "commitment", 2, "Coaching others",
          tried="If I keep my two sessions, the sites will keep theirs"),
    _card(REGION, (2026, 1, 30), "What I tried: January", "what-i-tried", 2, "Listening",
          tried="I listened for half an hour before I advised",
          outcome="I lasted eleven minutes",
          lesson="I advise when I am tired", change="My sessions are in the morning now",
          evidence="2 of 2 sessions kept"),
    _card(REGION, (2026, 2, 27), "What I tried: February", "what-i-tried", 2, "Asking questions",
          tried="I asked South how they do the handover",
          outcome="They had fixed our most frequent fault in November",
          lesson="We paid for one error three times", change="One page a month across the sites",
          evidence="The same fault: 7 in January, 3 in February"),
    _card(REGION, (2026, 3, 31), "What I tried: March", "what-i-tried", 2, "Coaching others",
          tried="I gave my partner the answer", outcome="It was the answer for my site, not theirs",
          lesson="Knowledge travels with its conditions", change="We write down when it holds",
          evidence="2 of 2 sessions kept"),
    _card(REGION, (2026, 4, 30), PAIR, "what-i-tried", 2, "Coaching others",
          tried="I published which sessions the sites had missed",
          outcome="Two sites stopped reporting",
          lesson="A list of the late ones teaches people to hide",
          change="We show what was learned, and the count only in sum",
          evidence="Sessions held: 23 of 24 in April"),
    _card(REGION, (2026, 6, 30), "What I tried: June", "what-i-tried", 2, "Letting go",
          tried="I let a shift lead run the regional call",
          outcome="It took ten minutes longer and found two risks more",
          lesson="I had been the bottleneck", change="The call rotates",
          evidence="Risks raised a call: 2, then 4"),
    _card(REGION, (2026, 8, 31), "What I tried: August", "what-i-tried", 2, "Planning",
          tried="I kept the sessions going through the holidays",
          outcome="It did not go as planned: three in ten were missed",
          lesson="A rhythm needs a substitute, not a promise",
          change="Each pair names a substitute",
          evidence="Sessions held: 7 in 10 in August, 8 in 10 in September"),
    _card(REGION, (2026, 10, 30), "What I tried: October", "what-i-tried", 2, "Asking questions",
          tried="I asked each site for the error it made twice",
          outcome="Five sites named one, two named none",
          lesson="Where nobody repeats an error, nobody is looking",
          change="The two sites visit the five",
          evidence="Customer incidents a quarter: 26 a year ago, 17 now"),
    _card(SALES, (2026, 1, 19), "Debrief of lost deals", "experiment", 1, "Consultative selling",
          tried="A debrief of each lost deal lifts the win rate",
          outcome="Four debriefs in six weeks, then none",
          lesson="A debrief without a fixed time loses against the quarter's end",
          change="It follows the forecast call"),
    _card(SALES, (2026, 3, 2), "One hour a week for practice in every team", "commitment", 1,
          "Consultative selling"),
    _card(SERVICE, (2026, 8, 10), LAB, "commitment", 0.5, "Handling complaints",
          tried="My being there says that the half hour counts"),
    _card(SERVICE, (2026, 9, 4), LAB, "what-i-tried", 0.5, "Listening",
          tried="I answered the first question in the lab myself",
          outcome="It did not go as planned: the team waited for my answer to the second",
          lesson="My being there is enough; my answers are too much",
          change="I come, and I ask last", evidence="Speakers a lab: 3 in August, 6 in September"),
    _card(SERVICE, (2026, 10, 2), "First call ends with a date", "experiment", 1,
          "Onboarding of customers", tried="A date in the first call shortens onboarding",
          outcome="Dates were kept in seven cases of ten",
          lesson="We may only promise what the back office has agreed",
          change="The back office opens its calendar",
          evidence="First time right in the pilot teams: 80% before, 84% since"),
    _card(SERVICE, (2026, 11, 6), LAB, "what-i-tried", 0.5, "Coaching others",
          tried="I let a new colleague bring the case",
          outcome="The oldest rule in our handbook turned out to be wrong",
          lesson="New people see what we have stopped seeing",
          change="Each lab's case comes from somebody new in every other week",
          evidence="11 of 13 labs joined"),
    _card(IT, (2026, 2, 20), "Alarms that matter", "experiment", 1.5, "Incident response",
          tried="Half of the alarms can go", outcome="One that we had switched off was needed",
          lesson="Ask who acts on an alarm before it goes", change="Each alarm has an owner"),
    _card(IT, (2026, 6, 12), "The migration that I pushed through", "what-i-tried", 1,
          "Planning", tried="I set the date without the team",
          outcome="It failed on the first night, and that was my fault"),
    _card(IT, (2026, 9, 25), "Answer security questions within a week", "commitment", 0.5,
          "Data security"),
    _card(IT, (2026, 10, 16), "Answer security questions within a week", "what-i-tried", 1,
          "Data security", tried="I answered them all myself",
          outcome="It did not go as planned: five in two weeks, three of them late",
          lesson="Nine in ten questions are the same three",
          change="The three answers are published", evidence="Open questions: 8, then 3"),
    _card(CORPORATE, (2026, 2, 6), "Ask three users before a new form", "experiment", 1,
          "Process automation", tried="Three users find what a committee does not",
          outcome="They did not know what the form was for",
          lesson="Ask first whether the form is needed", change="Two forms were dropped",
          evidence="Forms in use: 41, then 39"),
    _card(CORPORATE, (2026, 5, 4), "No meetings on Thursday mornings", "commitment", 4),
    _card(CORPORATE, (2026, 9, 7), "Everybody learns one thing a week", "commitment"),
)  # fmt: skip
