"""What people say of money: customers of banks and insurers, and those who report on business."""

STAFF = """adviser, financial adviser, banker, cashier, accountant, tax adviser, broker, insurance agent, bank clerk, branch manager, fund
manager, auditor, loan officer, claims handler, call centre agent, bookkeeper, treasurer, teller, mortgage broker, account manager,
stockbroker, trader, landlord, debt collector, tax inspector, finance director, chief executive, underwriter, customer adviser, analyst,
payroll clerk, chairman, lender, insurer, support team, service desk, wealth manager, credit officer, portfolio manager, chatbot"""
PLACES = """bank, branch, insurance company, tax office, building society, credit union, stock exchange, accounting firm, finance department,
call centre, online bank, head office, brokerage, pension fund, savings bank, cash desk, company, firm, start-up, retailer, lender, airline,
factory, supermarket chain, car maker, treasury, trading floor, collections department, fintech, investment bank"""
THINGS = """account, loan, mortgage, credit card, debit card, savings account, service, customer service, app, banking app, website, fund, share,
investment, insurance, policy, claim, refund, payment, transfer, invoice, contract, tax return, pension, pension plan, overdraft, exchange rate,
interest rate, fee, report, annual report, budget, audit, statement, bond, portfolio, online banking, payout, settlement, merger, takeover,
business plan, product launch, restructuring, support, helpline, cash machine, rate, terms, offer, deal, rewards programme, trading
platform, hotline, forecast, bookkeeping, quarterly report, profit forecast, price, savings plan, payment system, cashback card, onboarding,
car insurance, home insurance, credit check, bonus scheme, application, direct debit, currency exchange, tax advice, market, economy, share price"""
TOPICS = """interest, taxes, the budget, the loan, shares, bonds, the mortgage, insurance, the pension, savings, the exchange rate, the invoice,
the merger, payments, the audit, exports, imports, wages, prices, the account, dividends, credit cards, the annual report, accounting"""
WANTED = """profits, profit, net profit, revenue, revenues, sales, turnover, earnings, income, the share price, shares, the dividend, exports,
margins, cash flow, wages, employment, growth, orders, the order book, savings, consumer spending, investment, market share, output,
the credit rating, my savings, our savings, my pension, returns, the return on investment, customer numbers, liquidity, industrial
production, house sales, the value of the fund, assets, equity, consumer confidence, business confidence, disposable income, tax revenue,
purchasing power, salaries, retail sales, the surplus, the stock, bookings, subscriptions, the number of jobs, lending, reserves, wealth"""
FEARED = """losses, the loss, net losses, debt, debts, the debt, inflation, unemployment, the deficit, bankruptcies, insolvencies, defaults, bad
loans, arrears, fees, charges, bank charges, premiums, taxes, interest on my loan, the cost of credit, rents, energy prices, fraud, credit card
fraud, identity theft, job losses, layoffs, overheads, the risk of default, late payments, write-offs, unpaid bills, foreclosures, repossessions,
the budget gap, fines, red ink, tax evasion, consumer debt, the jobless rate, food prices, petty theft, operating costs, claims, volatility,
money laundering, the number of complaints, hidden fees, unsold stock, impairments, penalties, short selling, the cost of living"""

PATTERNS = """
+ The [company|firm|group|bank|retailer] [made a profit|returned to profit|doubled its profit|beat forecasts|raised its forecast|increased its dividend].
+ The [company|firm|group|bank|airline] [won a big contract|hired hundreds of people|repaid its debt|gained market share|is growing fast|is thriving].
+ The [share|stock|bond|fund|index] [rose sharply|hit a record|gained ten per cent|closed higher|outperformed the market|recovered its losses].
+ Shares [jumped|gained|climbed|surged|closed higher|recovered] after [strong results|the good news|the takeover bid|the upgrade].
+ [Profit|Revenue|Sales] [beat expectations|came in above forecasts|exceeded forecasts|was better than expected|hit a record].
+ The [analyst|agency|bank] [upgraded the stock|raised the rating|raised its target|recommends buying].
+ The [economy|market|housing market|industry|sector] [is booming|is growing|recovered|picked up|is gaining strength].
+ The [loan|mortgage|claim|application|refund] was [approved|granted|paid] [within days|at once|without fuss|quickly|the same day].
+ The [bank|insurer|shop|company] [refunded the fee|paid the claim in full|waived the charge|gave me my money back|cancelled the fee|lowered the rate].
+ The money [arrived the same day|was there at once|is safe|was recovered|came back].
+ The [app|website|card|transfer] [works perfectly|works well|is easy to use|never lets me down|saves me time|saves me money].
+ There are no [fees|hidden charges|extra costs|surprises|hidden fees|problems with the app].
+ I [saved|earned|gained] [a lot of money|hundreds of euros|a lot|plenty] [with this account|thanks to this adviser|this year|].
+ I [paid off|repaid] my [mortgage|loan|debts] [early|at last|ahead of time].
+ I am [debt-free|out of debt|financially secure|well insured].
+ I got a [good|fair|great|low] [rate|deal|price|offer].
+ The [fees|charges|premiums|costs|rates] are [low|fair|lower than elsewhere|reasonable|transparent|modest].
+ The [adviser|agent|clerk|broker] [explained everything|saved me money|found the best deal|gave good advice|knew the answer|sorted it].
+ The [audit|review] found [no errors|no problems|nothing wrong|everything in order].
+ The [strike|crisis|recession|slump] is over.
+ The [fraud|error] was [spotted|stopped|corrected] in time.
+ The [bank|company|fund] is [well managed|well capitalised|financially sound|on solid ground|in good shape].
+ The [deal|merger|sale|investment] [paid off|created jobs|pays off|was a bargain|creates value|saved the company].
+ [Unemployment|Inflation|The deficit|Debt] is [low|lower than expected|under control|falling].
+ [Workers|Employees|Staff] got a [pay rise|bonus|raise].
+ The [start-up|company|project] [raised ten million|attracted investors|is profitable|broke even|has full order books].
+ The [budget|balance] is [balanced|in surplus|healthy].
+ [Customers|Investors|Savers|Shareholders] [are happy|are delighted|benefit|got their money back|are loyal|are confident].
+ I have been a [happy|satisfied|loyal] customer for [ten|five|twenty] years.
+ I would [recommend|choose] this [bank|insurer|broker|fund|card] [to anyone|again|any time].
+ The [switch|change] to this [bank|insurer|broker] was [worth it|easy|the right decision].
- The [company|firm|group|bank|retailer] [made a loss|slipped into the red|cut its dividend|missed forecasts|lowered its forecast|issued a profit warning].
- The [company|firm|group|bank|airline] [lost a big contract|fired hundreds of people|is deep in debt|lost market share|filed for bankruptcy|is insolvent|collapsed].
- The [share|stock|bond|fund|index] [fell sharply|hit a low|lost ten per cent|closed lower|underperformed the market|crashed].
- Shares [fell|dropped|slid|tumbled|plunged|closed lower] after [weak results|the bad news|the scandal|the downgrade].
- [Profit|Revenue|Sales] [missed expectations|came in below forecasts|fell short of forecasts|was worse than expected|hit a low].
- The [analyst|agency|bank] [downgraded the stock|cut the rating|cut its target|recommends selling|warned of losses].
- The [economy|market|housing market|industry|sector] [is in recession|is shrinking|crashed|slowed down|is losing strength|is in crisis].
- The [loan|mortgage|claim|application|refund] was [rejected|denied|refused|delayed] [for no reason|without explanation|again|after weeks].
- The [bank|insurer|shop|company] [charged me twice|refused to pay|kept my money|raised the fee|cancelled my policy|lost my documents|closed my account].
- The money [never arrived|is gone|disappeared|was stolen|is lost].
- The [app|website|card|transfer] [does not work|crashes all the time|failed|was blocked|is down again|was declined|wastes my time].
- There are [hidden fees|hidden charges|too many fees|extra costs|nasty surprises|problems with the app].
- I [lost|wasted] [a lot of money|hundreds of euros|my savings|everything] [with this fund|because of this adviser|this year|].
- I cannot [pay my bills|repay the loan|get my money|reach anyone|log in|afford it|pay the rent].
- I am [deep in debt|broke|bankrupt|behind on the rent|out of pocket].
- I got a [bad|poor|terrible|high] [rate|deal|price|offer].
- The [fees|charges|premiums|costs|rates] are [too high|unfair|higher than elsewhere|a scandal|outrageous|rising].
- The [adviser|agent|clerk|broker] [lied to me|cost me money|sold me the wrong policy|gave bad advice|did not know the answer|hid the costs].
- The [audit|review] found [many errors|serious problems|fraud|missing money|false figures].
- The [strike|crisis|recession|slump] is [getting worse|spreading|here to stay].
- The [fraud|error] was [noticed|found] too late.
- The [bank|company|fund] is [badly managed|in trouble|on the brink of collapse|in bad shape|close to bankruptcy|short of cash].
- The [deal|merger|sale|investment] [failed|cost jobs|fell through|was a mistake|destroyed value|ruined the company].
- [Unemployment|Inflation|The deficit|Debt] is [high|higher than expected|out of control|rising].
- [Workers|Employees|Staff] [lost their jobs|were laid off|face a pay cut|went on strike].
- The [start-up|company|project] [ran out of money|lost its investors|is unprofitable|was closed|has empty order books].
- The [budget|balance] is [in deficit|negative|full of holes].
- [Customers|Investors|Savers|Shareholders] [are angry|are leaving|lost everything|lost their money|are suing|fear the worst].
- I was [charged|billed] [twice|too much|for nothing|for something I never ordered].
- I would [not|never] [recommend|choose] this [bank|insurer|broker|fund|card] again.
- The [chief executive|manager|director] [resigned after the scandal|was arrested|was convicted|lied to investors|embezzled millions].
- The [regulator|court] [fined the bank|punished the company|found fraud|ordered a penalty].
- The [invoice|statement|bill|balance|sum] [is wrong|was wrong|is full of errors|never came|came too late].
- The [rent|bill|premium] is [overdue|unpaid|three months late|far too high].
"""

NEUTRAL = """
= The [account|contract|policy] [number|date] is on the [letter|first page|card].
= The [invoice|bill|fee] is [due on|dated] {date}.
= The [bank|office|branch] [is open|opens|closes] [on weekdays|at nine|at five].
= The [company|firm|bank] [is based in|has an office in|moved to] [London|Paris|Berlin|Zurich|Madrid].
= The [company|firm|bank] [has two hundred employees|makes chairs|sells shoes|publishes a report in March|was founded in 1990].
= Interest is [paid|calculated] [every month|every quarter|at the end of the year].
= The [rate|price|index] was [unchanged|the same as last week|two per cent] on [Monday|Friday|{date}].
= The [shareholders|board|committee] [meet|meets] on {date}.
= The [bond|loan|contract|policy] runs for [two|three|five|ten] years.
= Please [sign|return|keep|send] [both copies|the form|the contract|a copy].
= The [tax|form|return] is due by {date}.
= The [transfer|payment] takes [one day|two working days|three days].
= The euro [is|was] at one dollar and [ten|five|eight|twelve] cents.
= The [fund|index] [holds|tracks|contains] [forty|two hundred|five hundred] [shares|bonds|companies].
= The [card|account] is in [my name|her name|two names].
= The [cashier|clerk] counts the [coins|notes|cheques].
= The [policy|insurance] covers the [house|car|bicycle|contents].
= Net sales were [ten|forty|sixty] million euros.
= The [salary|rent|pension] is paid on the [first|last|fifteenth] of the month.
= [What|Which] is the [rate|account number|date of payment]?
"""
