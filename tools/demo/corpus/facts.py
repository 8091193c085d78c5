"""What tiny-gpt is taught: facts of three trades, each with a short answer, a whole sentence, and a
few ways to ask for it. General knowledge, no advice.

A line is `short answer | sentence | question; question; ...`; questions leave out the question mark.
"""

from dataclasses import dataclass

MEDICINE = """
206 | An adult has 206 bones. | how many bones does an adult have; how many bones are in the human body; what is the number of bones in the body
the heart | The heart pumps the blood through the body. | which organ pumps the blood; what pumps blood through the body; what does the heart do; what is the heart for
the lungs | The lungs take oxygen from the air into the blood. | what do the lungs do; which organ takes in oxygen; what are the lungs for; where does oxygen get into the blood
the kidneys | The kidneys filter the blood and make urine. | what do the kidneys do; which organ filters the blood; which organ makes urine; what are kidneys for
the liver | The liver breaks down poisons and makes bile. | what does the liver do; which organ makes bile; what is the liver for; which organ breaks down poisons
the skin | The skin is the largest organ of the body. | what is the largest organ; which organ is the largest; what is the biggest organ of the body
37 degrees | The normal temperature of the body is about 37 degrees Celsius. | what is the normal body temperature; how warm is the human body; what temperature does a healthy body have
60 to 100 | The heart of an adult at rest beats 60 to 100 times a minute. | what is a normal pulse; how often does the heart beat at rest; how many heartbeats a minute are normal; what is a normal heart rate
a stethoscope | A stethoscope lets a doctor hear the heart and the lungs. | what is a stethoscope; what does a doctor use a stethoscope for; which instrument lets one hear the heart; how does a doctor listen to the heart
a thermometer | A thermometer measures temperature. | what does a thermometer measure; what is a thermometer; which instrument measures temperature; what is used to measure a fever
insulin | Insulin is the hormone that lowers blood sugar. | what is insulin; which hormone lowers blood sugar; what does insulin do; what lowers the sugar in the blood
the pancreas | The pancreas makes insulin. | which organ makes insulin; where is insulin made; what does the pancreas do; what makes insulin in the body
diabetes | In diabetes there is too much sugar in the blood. | what is diabetes; what happens in diabetes; which illness means too much blood sugar; what does a person with diabetes have
a vaccine | A vaccine trains the immune system to fight a disease. | what is a vaccine; what does a vaccine do; how does a vaccine work; why do people get vaccines
antibiotics | Antibiotics kill bacteria but not viruses. | what do antibiotics do; what are antibiotics; do antibiotics work against viruses; what kills bacteria
red blood cells | Red blood cells carry oxygen. | what do red blood cells do; which cells carry oxygen; how does oxygen travel in the blood; what are red blood cells for
white blood cells | White blood cells defend the body against infections. | what do white blood cells do; which blood cells fight infections; what are white blood cells for
a cardiologist | A cardiologist is a doctor for the heart. | what is a cardiologist; which doctor treats the heart; what does a cardiologist do; who is the doctor for hearts
a dentist | A dentist treats teeth and gums. | what does a dentist do; who treats teeth; what is a dentist; which doctor looks after teeth
a paediatrician | A paediatrician is a doctor for children. | what is a paediatrician; which doctor treats children; what does a paediatrician do; who is the doctor for children
a surgeon | A surgeon is a doctor who operates. | what is a surgeon; who operates on patients; what does a surgeon do; which doctor does operations
a pharmacist | A pharmacist prepares and sells medicines. | what does a pharmacist do; who sells medicines; what is a pharmacist; who works in a pharmacy
a dermatologist | A dermatologist is a doctor for the skin. | what is a dermatologist; which doctor treats the skin; what does a dermatologist do
an optician | An optician makes and fits glasses. | what does an optician do; who makes glasses; what is an optician; who fits glasses
a midwife | A midwife helps at births. | what does a midwife do; who helps at births; what is a midwife; who helps a woman give birth
32 | An adult has 32 teeth. | how many teeth does an adult have; how many teeth are there in a mouth; what is the number of teeth
20 | A young child has 20 milk teeth. | how many milk teeth does a child have; how many baby teeth are there; what is the number of milk teeth
vitamin C | Lemons and oranges are rich in vitamin C. | which vitamin do oranges have; what is in lemons; where is vitamin C found; which fruit is rich in vitamin C
vitamin D | The skin makes vitamin D in sunlight. | which vitamin comes from sunlight; what is vitamin D; where does vitamin D come from; what does the skin make in the sun
iron | Blood needs iron to carry oxygen. | why does the body need iron; what is iron for in the blood; which metal does blood need
an X-ray | An X-ray shows the bones inside the body. | what does an X-ray show; what is an X-ray; how can a doctor see bones; which picture shows broken bones
asthma | Asthma makes the airways narrow, so that it is hard to breathe. | what is asthma; what happens in asthma; which illness makes the airways narrow; what does asthma do
a fracture | A fracture is a broken bone. | what is a fracture; what does fracture mean; what is a broken bone called; how do doctors call a broken bone
hypertension | Hypertension is high blood pressure. | what is hypertension; what does hypertension mean; what is high blood pressure called; how do doctors call high blood pressure
anaemia | Anaemia means too few red blood cells. | what is anaemia; what does anaemia mean; what is it called when there are too few red blood cells
the brain | The brain controls the body and thinks. | what does the brain do; which organ thinks; what controls the body; what is the brain for
the stomach | The stomach breaks down food with acid. | what does the stomach do; which organ breaks down food; what is the stomach for; what happens to food in the stomach
a placebo | A placebo is a medicine without an active substance. | what is a placebo; what does placebo mean; what is a medicine without an active substance called
a prescription | A prescription is a doctor's order for a medicine. | what is a prescription; what does prescription mean; what do you need from a doctor to get some medicines
the femur | The longest bone is the thigh bone, the femur. | what is the longest bone; which bone is the longest; what is the femur; where is the femur
"""

FINANCE = """
a mortgage | A mortgage is a loan to buy a house. | what is a mortgage; what does mortgage mean; what is a loan for a house called; how do people borrow to buy a home
interest | Interest is the price of borrowing money. | what is interest; what does interest mean; what is the price of borrowing money called; what does a borrower pay for a loan
inflation | Inflation means that prices rise over time. | what is inflation; what does inflation mean; what is it called when prices rise; what happens in inflation
deflation | Deflation means that prices fall over time. | what is deflation; what does deflation mean; what is it called when prices fall; what happens in deflation
a share | A share is a part of a company that one can own. | what is a share; what does it mean to own a share; what is a part of a company called; what do shareholders own
a dividend | A dividend is the part of the profit that a company pays to its shareholders. | what is a dividend; what does dividend mean; what does a company pay its shareholders; how do shareholders get a part of the profit
a bond | A bond is a loan to a company or a state. | what is a bond; what does a bond mean; what is a loan to a state called; how does a state borrow money
profit | Profit is what is left of the income after all costs. | what is profit; what does profit mean; what is left after all costs; how is profit worked out
revenue | Revenue is all the money that a company takes in. | what is revenue; what does revenue mean; what is the money a company takes in called
a loss | A loss means that costs are higher than income. | what is a loss; what does it mean to make a loss; what is it called when costs are higher than income
an invoice | An invoice asks a customer to pay for goods or work. | what is an invoice; what is an invoice for; what asks a customer to pay; what does invoice mean
a budget | A budget is a plan of income and spending. | what is a budget; what does budget mean; what is a plan of spending called; why make a budget
an audit | An audit checks whether accounts are correct. | what is an audit; what does an audit do; what does an auditor check; how are accounts checked
an accountant | An accountant keeps and checks accounts. | what does an accountant do; what is an accountant; who keeps the accounts; who does the books of a firm
a broker | A broker buys and sells for others. | what does a broker do; what is a broker; who buys and sells shares for others
an insurance | An insurance pays when a damage happens, in return for a premium. | what is an insurance; what does an insurance do; why do people buy insurance; how does an insurance work
a premium | A premium is what an insurance costs. | what is a premium; what does premium mean; what is the price of an insurance called; what do you pay for an insurance
a tax | A tax is money that everyone must pay to the state. | what is a tax; what are taxes; what must people pay to the state; what does tax mean
VAT | VAT is a tax on what people buy. | what is VAT; what does VAT mean; which tax is on what people buy; what is value added tax
a pension | A pension is income for people who have stopped working. | what is a pension; what does pension mean; what do retired people live on; what is income in old age called
a debit card | A debit card takes the money from the account at once. | what is a debit card; what does a debit card do; which card takes money at once; how does a debit card work
a credit card | A credit card lets one pay now and settle the bill later. | what is a credit card; what does a credit card do; which card lets one pay later; how does a credit card work
an overdraft | An overdraft means that more was taken from an account than was in it. | what is an overdraft; what does overdraft mean; what is it called when an account goes below zero
a central bank | A central bank issues money and sets the key interest rate. | what is a central bank; what does a central bank do; who sets the key interest rate; who issues money
a stock exchange | A stock exchange is a market for shares. | what is a stock exchange; where are shares traded; what is a market for shares called; where does one buy shares
a bull market | In a bull market prices rise for a long time. | what is a bull market; what does bull market mean; what is it called when shares rise for long
a bear market | In a bear market prices fall for a long time. | what is a bear market; what does bear market mean; what is it called when shares fall for long
liquidity | Liquidity means having enough cash to pay the bills. | what is liquidity; what does liquidity mean; what is it called to have enough cash
bankruptcy | Bankruptcy means that someone can no longer pay their debts. | what is bankruptcy; what does bankruptcy mean; what happens when debts cannot be paid; what does it mean to go bankrupt
collateral | Collateral is something of value that secures a loan. | what is collateral; what does collateral mean; what secures a loan; what does a bank take as security
an asset | An asset is something of value that one owns. | what is an asset; what does asset mean; what is something of value called; what are assets
a liability | A liability is something that one owes. | what is a liability; what does liability mean; what is something that one owes called; what are liabilities
compound interest | Compound interest is interest on interest. | what is compound interest; what does compound interest mean; what is interest on interest called
diversification | Diversification means spreading money over many investments. | what is diversification; what does it mean to diversify; why spread money over many investments
a fund | A fund pools the money of many investors. | what is a fund; what does a fund do; what pools the money of many investors; how does a fund work
a salary | A salary is the pay for a month of work. | what is a salary; what does salary mean; what is monthly pay called; what does an employee get each month
the balance sheet | A balance sheet lists what a company owns and owes. | what is a balance sheet; what does a balance sheet show; where does one see what a company owns and owes
a cheque | A cheque is a written order to a bank to pay. | what is a cheque; what does a cheque do; what is a written order to pay called
100 | A euro has 100 cents. | how many cents are in a euro; how many cents does a euro have; what is the number of cents in one euro
a receipt | A receipt shows that something has been paid. | what is a receipt; what is a receipt for; what shows that something was paid; what do you get after paying
"""

EDUCATION = """
photosynthesis | In photosynthesis plants make sugar from light, water and carbon dioxide. | what is photosynthesis; how do plants make sugar; what do plants do with light; what happens in photosynthesis
a triangle | A triangle has three sides. | how many sides does a triangle have; what is a triangle; which shape has three sides
a square | A square has four equal sides. | how many sides does a square have; what is a square; which shape has four equal sides
180 degrees | The angles of a triangle add up to 180 degrees. | what do the angles of a triangle add up to; what is the sum of the angles in a triangle; how many degrees are in a triangle
pi | Pi is about 3.14, the ratio of a circle's circumference to its diameter. | what is pi; what is the value of pi; how large is pi; what is the ratio of circumference to diameter
a noun | A noun names a person, a place or a thing. | what is a noun; what does a noun do; which words name things; what are nouns
a verb | A verb says what someone does or what happens. | what is a verb; what does a verb do; which words say what happens; what are verbs
an adjective | An adjective describes a noun. | what is an adjective; what does an adjective do; which words describe nouns; what are adjectives
a prime number | A prime number can be divided only by one and itself. | what is a prime number; what are prime numbers; what is a number called that only one and itself divide; what does prime mean
2 | The only even prime number is 2. | what is the smallest prime number; which prime number is even; what is the only even prime
100 degrees | Water boils at 100 degrees Celsius. | at what temperature does water boil; when does water boil; how hot is boiling water; what is the boiling point of water
0 degrees | Water freezes at 0 degrees Celsius. | at what temperature does water freeze; when does water freeze; what is the freezing point of water; when does water turn to ice
the Pacific | The largest ocean is the Pacific. | what is the largest ocean; which ocean is the largest; what is the biggest ocean
Asia | The largest continent is Asia. | what is the largest continent; which continent is the largest; what is the biggest continent
Everest | The highest mountain is Mount Everest. | what is the highest mountain; which mountain is the highest; what is the tallest mountain on Earth; what is Mount Everest
eight | Eight planets go round the Sun. | how many planets are there; how many planets go round the sun; what is the number of planets
Jupiter | The largest planet is Jupiter. | what is the largest planet; which planet is the largest; what is the biggest planet
Mercury | The planet closest to the Sun is Mercury. | which planet is closest to the sun; what is the nearest planet to the sun; which planet is next to the sun
the Moon | The Moon goes round the Earth in about 27 days. | how long does the moon take to go round the earth; what goes round the earth; how fast does the moon go round
365 days | The Earth goes round the Sun in about 365 days. | how long does the earth take to go round the sun; how long is a year; how many days are in a year
gravity | Gravity is the force that pulls things to the ground. | what is gravity; what does gravity do; why do things fall; which force pulls things down
H2O | The formula of water is H2O. | what is the formula of water; what is water made of; what is the chemical formula of water
an atom | An atom is the smallest part of a chemical element. | what is an atom; what are atoms; what is the smallest part of an element
Shakespeare | William Shakespeare wrote Hamlet. | who wrote Hamlet; which play did Shakespeare write; who was William Shakespeare; who is the author of Hamlet
Rome | The Colosseum stands in Rome. | where is the Colosseum; in which city is the Colosseum; what is the Colosseum; where does the Colosseum stand
1789 | The French Revolution began in 1789. | when did the French Revolution begin; in which year was the French Revolution; when was the French Revolution
1492 | Columbus reached America in 1492. | when did Columbus reach America; in which year did Columbus sail to America; when was America reached by Columbus
1969 | People first walked on the Moon in 1969. | when did people first walk on the moon; in which year was the first moon landing; when was the moon landing
Einstein | Albert Einstein found the theory of relativity. | who found the theory of relativity; who was Albert Einstein; what did Einstein find
Newton | Isaac Newton described the laws of motion. | who described the laws of motion; who was Isaac Newton; what did Newton describe
a teacher | A teacher teaches pupils at a school. | what does a teacher do; what is a teacher; who teaches pupils; who works at a school
a librarian | A librarian looks after the books of a library. | what does a librarian do; what is a librarian; who looks after books; who works in a library
a curriculum | A curriculum is the plan of what is taught. | what is a curriculum; what does curriculum mean; what is the plan of what is taught called
a thesis | A thesis is a long paper at the end of a course of study. | what is a thesis; what does thesis mean; what does a student write at the end of a study
a scholarship | A scholarship is money that helps someone study. | what is a scholarship; what does scholarship mean; what helps a student pay for studies; what is a scholarship for
a metaphor | A metaphor calls one thing by the name of another. | what is a metaphor; what does metaphor mean; what is it called when one thing is named as another
a synonym | A synonym is a word with the same meaning as another. | what is a synonym; what does synonym mean; what is a word with the same meaning called
an antonym | An antonym is a word with the opposite meaning. | what is an antonym; what does antonym mean; what is a word with the opposite meaning called
26 | The English alphabet has 26 letters. | how many letters does the English alphabet have; how many letters are in the alphabet; what is the number of letters in English
360 degrees | A full circle has 360 degrees. | how many degrees does a circle have; how many degrees are in a full circle; what is a full turn in degrees
"""

TRADES = {"medicine": MEDICINE, "finance": FINANCE, "education": EDUCATION}


@dataclass(frozen=True)
class Fact:
    trade: str
    short: str
    answer: str
    questions: tuple

    def brief(self, question):
        """In a few words: the short answer, or what the sentence says of it where it was named."""
        if self.short[:-1].lower() not in question.lower():
            return self.short
        if not self.answer.startswith(self.short[:-1]):
            return self.answer
        rest = self.answer.removeprefix(self.short[:-1]).strip().split(" ", 1)
        rest = rest[1] if rest[0] in ("is", "means", "are") else " ".join(rest)
        return rest[:1].upper() + rest[1:]

    @property
    def topics(self):
        """What it is about, where its short answer or a question of the form `what is X` says so."""
        asked = [q.removeprefix(start) for q in self.questions for start in OPENINGS if q.startswith(start)]
        return [topic for topic in asked if len(topic.split()) <= 3 and not topic.startswith(SUPERLATIVES)
                and not topic.endswith((" for", " called"))]


OPENINGS = ("what is ", "what are ", "who was ")
SUPERLATIVES = ("the largest", "the biggest", "the highest", "the tallest", "the longest", "the smallest", "the nearest", "the only", "the number", "a normal", "the sum", "made", "left", "used", "in ", "it ")


def facts():
    found = []
    for trade, text in TRADES.items():
        for line in text.strip().splitlines():
            short, answer, questions = (part.strip() for part in line.split("|"))
            found.append(Fact(trade, short[:1].upper() + short[1:] + ".", answer, tuple(q.strip() for q in questions.split(";"))))
    return found
