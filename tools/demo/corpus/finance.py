"""Messages of banks, insurers and accounts offices: what one finds in a financial inbox."""

from .grammar import Kind, between

ACCOUNTS = [
    {"account": "savings account", "product": "savings", "use": "set money aside"},
    {"account": "current account", "product": "everyday banking", "use": "pay your bills"},
    {
        "account": "business account",
        "product": "business banking",
        "use": "pay suppliers and staff",
    },
    {"account": "student account", "product": "student banking", "use": "manage your allowance"},
    {"account": "joint account", "product": "family banking", "use": "share household costs"},
]

GOODS = [
    {"goods": "office supplies", "buyer": "the office"},
    {"goods": "cleaning services", "buyer": "the building"},
    {"goods": "software licences", "buyer": "the company"},
    {"goods": "printing work", "buyer": "the marketing team"},
    {"goods": "consulting hours", "buyer": "the board"},
    {"goods": "spare parts", "buyer": "the workshop"},
    {"goods": "freight and delivery", "buyer": "the warehouse"},
    {"goods": "annual maintenance", "buyer": "the factory"},
]

LOANS = [
    {"loan": "home loan", "security": "the house", "purpose": "the purchase of a house"},
    {"loan": "car loan", "security": "the car", "purpose": "the purchase of a car"},
    {"loan": "business loan", "security": "the machines", "purpose": "new machines"},
    {"loan": "student loan", "security": "a guarantor", "purpose": "the costs of study"},
    {
        "loan": "personal loan",
        "security": "the monthly income",
        "purpose": "the repair of the roof",
    },
]

MARKETS = [
    {"sector": "bank shares", "reason": "higher interest rates", "risk": "bad loans"},
    {"sector": "energy shares", "reason": "the rise in the price of oil", "risk": "a mild winter"},
    {
        "sector": "technology shares",
        "reason": "strong demand for chips",
        "risk": "new export rules",
    },
    {
        "sector": "car makers",
        "reason": "better sales of electric cars",
        "risk": "the cost of batteries",
    },
    {
        "sector": "retail shares",
        "reason": "strong holiday sales",
        "risk": "weak consumer confidence",
    },
    {
        "sector": "mining shares",
        "reason": "the higher price of copper",
        "risk": "slower growth in construction",
    },
    {"sector": "airline shares", "reason": "cheaper fuel", "risk": "strikes in the summer"},
    {"sector": "government bonds", "reason": "fears of a slowdown", "risk": "higher inflation"},
]

POLICIES = [
    {
        "policy": "home insurance",
        "event": "water damage in the kitchen",
        "proof": "photos of the damage",
    },
    {
        "policy": "car insurance",
        "event": "an accident at a crossroads",
        "proof": "the police report",
    },
    {"policy": "travel insurance", "event": "a cancelled flight", "proof": "the airline's letter"},
    {"policy": "health insurance", "event": "a stay in hospital", "proof": "the hospital bill"},
    {"policy": "household insurance", "event": "a stolen bicycle", "proof": "the receipt"},
    {
        "policy": "business insurance",
        "event": "a fire in the warehouse",
        "proof": "the fire service's report",
    },
]

FUNDS = [
    {
        "fund": "balanced fund",
        "holds": "shares and bonds",
        "suits": "investors with a horizon of five years",
    },
    {"fund": "bond fund", "holds": "government and company bonds", "suits": "careful investors"},
    {
        "fund": "equity fund",
        "holds": "shares of large companies",
        "suits": "investors who accept risk",
    },
    {
        "fund": "property fund",
        "holds": "office and residential buildings",
        "suits": "long term investors",
    },
    {
        "fund": "money market fund",
        "holds": "short term deposits",
        "suits": "clients who need access to their money",
    },
]

SLOTS = {
    "rise": ["rose", "gained", "climbed", "advanced"],
    "fall": ["fell", "dropped", "slipped", "declined"],
    "bank": ["bank", "lender", "branch"],
    "client": ["client", "customer", "account holder"],
    "years": ["three", "five", "ten", "fifteen", "twenty"],
    "quarter": ["first", "second", "third", "fourth"],
    "digits": between(1000, 9999),
}


def kind(title, frames, steps):
    return Kind("finance", title, frames, steps, SLOTS)


KINDS = [
    kind(
        "Invoice",
        GOODS,
        [
            [
                "Invoice {number} for {goods}, dated {date}.",
                "Please find attached invoice {number} for {goods}.",
                "Dear {client}, this is the invoice for {goods} delivered to {buyer} in {month}.",
                "Dear {client}, thank you for your order of {goods}.",
            ],
            [
                "The total amount is {amount} {currency}, including tax.",
                "The net amount is {amount} {currency} and tax is added at {percent} percent.",
                "The amount due is {amount} {currency}.",
                "For {goods} we charge {amount} {currency}.",
            ],
            [
                "Please pay within {days} days.",
                "Payment is due on {date2}.",
                "Please transfer the amount to our bank account by {date2}.",
                "The amount will be collected from your account on {date2}.",
            ],
            [
                "A discount of {percent} percent applies if you pay within {few} days.",
                "We deliver the goods after payment.",
                "Please quote the invoice number {number} with your payment.",
                "Late payments are charged interest of {percent} percent.",
                "Questions about this invoice go to the accounts department.",
                "",
            ],
            ["Thank you for your business.", "With kind regards, the accounts department.", ""],
        ],
    ),
    kind(
        "Payment reminder",
        GOODS,
        [
            [
                "Our records show that invoice {number} has not been paid.",
                "Dear {client}, invoice {number} for {goods} was due on {date}.",
                "This is a friendly reminder that payment for {goods} is overdue.",
                "Dear {client}, we have not yet received your payment for invoice {number}.",
            ],
            [
                "The open balance is {amount} {currency}.",
                "The amount of {amount} {currency} is now {days} days overdue.",
                "The outstanding amount is {amount} {currency}.",
            ],
            [
                "Please pay the amount by {date2}.",
                "Please settle the balance within {days} days.",
                "We ask you to transfer the amount without further delay.",
                "If you have already paid, please ignore this message.",
            ],
            [
                "After that date a fee of {amount2} {currency} will be charged.",
                "Interest of {percent} percent will be added after {date2}.",
                "If there is a problem with the invoice, please call us.",
                "We are happy to agree on payment in {few} parts.",
                "",
            ],
            [
                "Thank you for your prompt attention.",
                "With kind regards, the accounts department.",
                "",
            ],
        ],
    ),
    kind(
        "Account notice",
        ACCOUNTS,
        [
            [
                "Dear {client}, the balance of your {account} is {amount} {currency}.",
                "Dear {client}, we paid {amount} {currency} from your {account} on {date}.",
                "A deposit of {amount} {currency} has arrived in your {account}.",
                "Dear {client}, the statement of your {account} for {month} is ready.",
                "The balance of your {account} has fallen below {amount} {currency}.",
            ],
            [
                "The payment was made with the card ending in {digits}.",
                "The monthly fee of {amount2} {currency} was charged on {date2}.",
                "The interest rate on this account is {percent} percent.",
                "The account is in credit.",
                "",
            ],
            [
                "Please check the entries and tell us about any errors within {weeks} weeks.",
                "If you did not make this payment, call the {bank} at once.",
                "You can see all entries in online banking.",
                "Please make sure that the account holds enough money before {date2}.",
                "To avoid a fee, please pay in at least {amount2} {currency}.",
            ],
            [
                "You can use the account to {use}.",
                "Your card will be renewed in {month2}.",
                "Our advisers are happy to help you with {product}.",
                "",
            ],
            ["Thank you for banking with us.", "This message was sent automatically.", ""],
        ],
    ),
    kind(
        "Loan letter",
        LOANS,
        [
            [
                "Dear {client}, your application for a {loan} has been approved.",
                "Dear {client}, thank you for applying for a {loan} of {amount} {currency}.",
                "Dear {client}, we regret that we cannot approve the {loan} at this time.",
                "We are pleased to offer you a {loan} of {amount} {currency} for {purpose}.",
            ],
            [
                "The interest rate is {percent} percent, fixed for {years} years.",
                "The loan runs for {years} years at a rate of {percent} percent.",
                "The monthly payment is {amount2} {currency}, starting in {month}.",
                "The rate is variable and is now {percent} percent.",
            ],
            [
                "The loan is secured by {security}.",
                "The money may be used for {purpose} only.",
                "As security, the {bank} asks for {security}.",
                "There is no fee for early repayment.",
                "",
            ],
            [
                "Please sign the contract and return it by {date}.",
                "Please send us your last {few} pay slips.",
                "An adviser will call you on {weekday} to explain the terms.",
                "The offer is valid until {date}.",
            ],
            [
                "You may withdraw from the contract within {days} days.",
                "Please read the conditions with care before you sign.",
                "With kind regards, the loan department.",
                "",
            ],
        ],
    ),
    kind(
        "Market note",
        MARKETS,
        [
            [
                "Shares {rise} on {weekday}, led by {sector}.",
                "The market {fall} {percent} percent on {weekday}.",
                "The index closed {percent} percent [higher|lower] after a quiet session.",
                "Prices of {sector} {rise} {percent} percent in early trading.",
                "Market note for {weekday}: {sector} {rise} on hopes of lower interest rates.",
            ],
            [
                "{sector} {rise} {percent2} percent because of {reason}.",
                "The main reason was {reason}.",
                "{sector} {fall} as investors worried about {risk}.",
                "Traders pointed to {reason}.",
                "Analysts had expected a smaller move.",
            ],
            [
                "The euro [was little changed|strengthened|weakened] against the dollar.",
                "The yield on ten year bonds [rose|fell] to {percent3} percent.",
                "Gold was little changed and oil {fall} slightly.",
                "Trading volume was [below|above] the average of the month.",
                "",
            ],
            [
                "The central bank will announce its decision on {weekday2}.",
                "Investors now wait for the inflation figures on {date}.",
                "The companies report their results for the {quarter} quarter next week.",
                "The greatest risk remains {risk}.",
            ],
            [
                "We keep our neutral view of {sector}.",
                "We remain cautious and prefer bonds.",
                "In our view, {sector} are fairly priced.",
                "",
            ],
        ],
    ),
    kind(
        "Insurance claim",
        POLICIES,
        [
            [
                "Dear {client}, we have received your claim for {event}.",
                "Your claim number {number} under the {policy} has been registered.",
                "Dear {client}, thank you for telling us about {event} on {date}.",
                "The claim for {event} has been approved.",
            ],
            [
                "Please send us {proof} by {date2}.",
                "We still need {proof} and the claim form.",
                "Our expert will inspect the damage on {date2} at {time}.",
                "The {policy} covers {event} up to {amount} {currency}.",
            ],
            [
                "We will pay {amount} {currency} to your account.",
                "You pay the first {amount2} {currency} of the damage yourself.",
                "The payment will arrive within {days} days.",
                "The claim will be decided within {weeks} weeks.",
            ],
            [
                "Please keep all damaged items until the claim is settled.",
                "Please do not order repairs before we have agreed.",
                "Please quote claim number {number} in all letters.",
                "The premium of your {policy} does not change.",
                "",
            ],
            ["We are sorry for the trouble.", "With kind regards, the claims department.", ""],
        ],
    ),
    kind(
        "Fund report",
        FUNDS,
        [
            [
                "The {fund} {rise} {percent} percent in {month}.",
                "The {fund} {fall} {percent} percent in the {quarter} quarter.",
                "Dear investor, this is the report of the {fund} for {month}.",
                "In the {quarter} quarter the {fund} returned {percent} percent after costs.",
            ],
            [
                "The fund holds {holds}.",
                "The fund invests in {holds} and suits {suits}.",
                "The manager bought {holds} and reduced cash to {percent2} percent.",
                "The largest gains came from {holds}.",
            ],
            [
                "The yearly cost is {percent3} percent of the value.",
                "A dividend of {percent2} percent will be paid on {date}.",
                "The value of one share of the fund is {amount} {currency}.",
                "The fund did [better|worse] than its benchmark.",
            ],
            [
                "The manager expects slower growth and stable interest rates.",
                "We expect a volatile market in the coming months.",
                "The outlook for {holds} is [good|mixed|uncertain].",
                "Past returns are no guide to the future.",
                "",
            ],
            [
                "The value of the investment can go down as well as up.",
                "Please read the prospectus before you invest.",
                "",
            ],
        ],
    ),
    kind(
        "Tax notice",
        [
            {"tax": "income tax", "form": "the income tax return", "deduct": "travel to work"},
            {
                "tax": "property tax",
                "form": "the property statement",
                "deduct": "repairs of the building",
            },
            {
                "tax": "sales tax",
                "form": "the quarterly sales tax return",
                "deduct": "tax paid to suppliers",
            },
            {"tax": "payroll tax", "form": "the payroll statement", "deduct": "pension payments"},
            {
                "tax": "company tax",
                "form": "the annual accounts",
                "deduct": "losses of earlier years",
            },
        ],
        [
            [
                "Dear taxpayer, {form} for last year is due on {date}.",
                "This is your notice of {tax} for the {quarter} quarter.",
                "Dear taxpayer, your {tax} has been calculated.",
                "We have received {form} and checked the figures.",
            ],
            [
                "The {tax} due is {amount} {currency}.",
                "You have paid {amount} {currency} too much, and the amount will be refunded.",
                "The rate is {percent} percent of the taxable amount.",
                "An advance payment of {amount} {currency} was taken into account.",
            ],
            [
                "You may deduct {deduct}.",
                "The cost of {deduct} was accepted in full.",
                "We could not accept the cost of {deduct} without receipts.",
                "",
            ],
            [
                "Please pay the amount by {date2}.",
                "The refund will be paid within {weeks} weeks.",
                "You can object to this notice within {weeks} weeks.",
                "If {form} is late, a penalty of {amount2} {currency} applies.",
            ],
            [
                "Please keep the receipts for {years} years.",
                "Questions are answered by the tax office between 9:00 and {time}.",
                "",
            ],
        ],
    ),
    kind(
        "Company results",
        MARKETS,
        [
            [
                "Revenue in the {quarter} quarter was {amount} million {currency}.",
                "Revenue rose {percent} percent to {amount} million {currency}.",
                "Net profit for the {quarter} quarter fell {percent} percent.",
                "The company presented its results for the {quarter} quarter on {weekday}.",
            ],
            [
                "The operating margin was {percent2} percent.",
                "The result was helped by {reason}.",
                "Profit was hurt by {risk}.",
                "Costs rose {percent2} percent, mainly because of wages and energy.",
                "Cash flow was [strong|weak|stable] and debt was reduced.",
            ],
            [
                "The board proposes a dividend of {percent3} {currency} per share.",
                "The board approved a share buyback of {amount2} million {currency}.",
                "The company will close {few} branches and invest in its online business.",
                "The company plans to hire more staff in {month}.",
                "",
            ],
            [
                "For the full year the company expects growth of {percent4} percent.",
                "The company confirmed its forecast for the year.",
                "The company lowered its forecast because of {risk}.",
                "Management remains confident about the coming year.",
            ],
            ["The shares {rise} after the news.", "The shares {fall} in early trading.", ""],
        ],
    ),
]
