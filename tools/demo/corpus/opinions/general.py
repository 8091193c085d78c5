"""Patterns of opinion that any trade shares. See grammar.py of this folder for how they are written."""

PATTERNS = """
* {staff} [is|was] {intensely} {person*}.
* {staff} [is|was] {person*} and {person*}.
* {staff} [is|was] {person*}, {person*} and {person*}.
* {staff} [seemed|appeared|sounded] {intensely} {person*}.
* {staff} [is|was] not {person!} [at all|in the least|].
* {staff} [isn't|wasn't] {person!}.
* {staff} [is|was] never {person!}.
* {staff} [is|was] [anything but|far from|by no means|hardly] {person!}.
* {staff} was {person!} at first, but in the end {person*}.
* {staff} used to be {person!}, but now [she|he] is {person*}.
* {staff} may be {person!}, but {staff} is {person*}.
* {staff} and {staff} were both {person*}.
* {staff} [always|usually] treats [us|people|everyone] {adverb*}.
* {staff} treated [me|us|my mother|my son|my father|everyone] {adverb*}.
* {staff} spoke to [me|us|my husband|my wife] {adverb*}.
* {staff} did [the job|the work|everything] {adverb*}.
* {staff} answered [my|our|all] questions {adverb*}.
* {staff} handled [it|everything|my case|the matter|my request] {adverb*}.
* {staff} {deed* me}.
* {staff} {deed* us} [more than once|every time|from the start|yesterday|last week|again].
* {staff} {deed* me}, and {staff} {deed* us} too.
* {staff} {conduct*}.
* {staff} {conduct*} and {conduct*}.
* {staff} {conduct!} at first, but then {conduct*}.
* {staff} {conduct*} while I [waited|was there|explained|asked].
* They {conduct*}.
* {thing} means {fortune*}.
* {thing} [led to|ended in|brought] {fortune*}.
* For [us|me|many|my family], it [meant|means] {fortune*}.
* [After|Instead of] {fortune!} came {fortune*}.
+ We [are|were] [spared|saved from] {fortune-}.
* There was no {fortune!}.
* Everyone [at|in] {place} {conduct*}.
* {staff} {deed* my mother}.
* {staff} {work* it} [in the end|again|].
* {staff} {work* the whole thing}.
* {staff} {work* my case}.
* {staff} is {verdict*}.
* {staff} turned out to be {verdict*}.
* {staff} showed {trait*} and {trait*}.
* {staff} showed {intense} {trait*}.
* {staff} shows no {trait!}.
* {staff} worked with {trait*}.
* {staff} worked without {trait!}.
* {staff} met [me|us] with {trait*}.
* I have rarely met a~ {person*} [person|man|woman] than {staff}.
* I {attitude* staff}.
* We met {person*} people [at|in] {place}.
* Such a~ {person*} [team|person|group|man|woman]!
* What a~ {person*} [team|person|group]!
* [How|So] {person*} {staff} was!
* The [people|team|staff] [at|in] {place} [are|were] {intensely} {person*}.
* The [people|team|staff] [at|in] {place} {deed* me}.
* Everyone [at|in] {place} was {person*}.
* Everybody was {intensely} {person*} [to me|to us|to my family|].
* {place} [is|was] {intensely} {thing*}.
* {place} [is|was] {thing*} and {thing*}.
* {place} looks {thing*}.
* {place} [is|was] [anything but|far from|hardly] {thing!}.
* {place} is not {thing!} [any more|any longer|].
* {place} has become {thing*}.
* {place} is run {adverb*}.
* {place} is {verdict*}.
* {place} is full of {trait*}.
* There is [a lot of|so much|] {trait*} [at|in] {place}.
* There is no {trait!} [at|in] {place}.
* There is [more|] {trait*} and less {trait!} [at|in] {place} [now|today|these days].
* {thing} [is|was] {intensely} {thing*}.
* {thing} [is|was] {thing*}, {thing*} and {thing*}.
* {thing} [is|was] {thing*} and {thing*}.
* {thing} [is|was] not {thing!}.
* {thing} [isn't|wasn't] {intensely} {thing!}.
* {thing} [is|was] [anything but|far from|by no means|hardly|not in the least] {thing!}.
* {thing} [is|was] neither {thing!} nor {thing!}.
* {thing} was {thing!} last year, but it is {thing*} now.
* {thing} used to be {thing!}, but now it is {thing*}.
* {thing} [was|is] {thing!}, but {thing} [was|is] {thing*}.
* {thing} looked {thing!} at first, yet it [was|turned out to be|proved] {thing*}.
* {thing} was {thing!}, but {staff} was {person*}.
* {staff} was {person!}, but {thing} was {thing*}.
* {thing} was {thing*}, and {staff} was {person*}.
* Although {thing} was {thing!}, {thing} was {thing*}.
* Although {staff} was {person!}, {thing} was {thing*}.
* {thing} was {thing*}, although {staff} was {person!}.
* Even though {place} is {thing!}, {staff} was {person*}.
* Despite {trait!}, {thing} was {thing*}.
* Despite all the {trait!}, {staff} {deed* me}.
* I expected {thing} to be {thing!}, but it was {thing*}.
* I thought {thing} would be {thing!}, yet it was {thing*}.
* I feared {thing} would be {thing-}, but it was {thing*}.
* [In my opinion|In my view|To me|Honestly|Frankly], {thing} is {thing*}.
* I [find|found|think] {thing} {intensely} {thing*}.
* We find {thing} {thing*} and {thing*}.
* I do not find {thing} {thing!}.
* I don't think {thing} is {thing!}.
* Nobody thinks {thing} is {thing!}.
* Everyone says {thing} is {thing*}.
* My [mother|father|sister|brother|friend|neighbour|husband|wife] [finds|calls] {thing} {thing*}.
* [A|What a] {thing*} {bare}.
* What a~ {thing*} experience!
* It was a~ {thing*} experience.
* It was a~ {thing*} {bare}.
* This is a~ {intensely} {thing*} {bare}.
* This was not a~ {thing!} {bare}.
* I have never seen a~ {thing*} {bare} [before|].
* {thing} is {verdict*}.
* {thing} was {verdict*} [from start to end|for all of us|for me|].
* {thing} turned out to be {verdict*}.
* {thing} is [not|hardly] {verdict!}.
* {thing} [is|was] handled {adverb*}.
* {thing} [works|worked] {adverb*}.
* {thing} {event*}.
* {thing} {event*}, and {thing} {event*} too.
* {thing} {event!} at first, but then it {event*}.
* After {trait!} came {trait*}.
* In the end, {thing} {event*}.
* {staff} was {person*} and never {person!}.
* {staff} was {person*}, and I saw no {trait!}.
* {staff} [is|was] {person*} and [felt|showed] no {trait!} [at all|].
* {staff} {conduct*} and never {conduct!}.
* {staff} {conduct*} and nobody {conduct!}.
* {staff} {deed* me} without {trait!}.
* {staff} {deed* us} without [any|a trace of|a hint of|so much as] {trait!}.
* {staff} {deed* me} [twice|four times|again and again] and never {deed! me}.
* {staff} {work* it} without {trait!}.
* {staff} {work* my case} and I had no {fortune!}.
* {thing} {event*} without {trait!}.
* {thing} {event*} without [any|a|a trace of] {fortune!}.
* {thing} {event*} and there was no {fortune!}.
* {thing} {event*} and [hardly|barely|never] brought {fortune!}.
* {thing} is {thing*} and never {thing!}.
* {thing} is {thing*}, {thing*} and [never|not in the least|hardly ever] {thing!}.
* {thing} was {thing*} and not [a bit|one bit|in any way] {thing!}.
* {thing} was {thing*}, and nobody [was {feeling!}|felt {feeling!}|had {fortune!}].
* {thing} was {thing*}, and there was no {trait!} [about it|].
* [Never|Not once] was {staff} {person!}, only {person*}.
* No {trait!}, [no {trait!},|] only {trait*}.
* No {fortune!}, [just|only] {fortune*}.
* I [had|saw|met] {trait*} and no {trait!}.
* {place} {event*} and nobody {conduct!}.
* Without {trait!} and without {fortune!}, {staff} {work* it}.
* I feel {feeling*} and no longer {feeling!}.
* We left {feeling*}, not {feeling!}.
* I was {feeling*}, and nothing was {thing!}.
* {thing} was {thing*} from [the first|the first day|the start], and I never [once|] felt {feeling!}.
* I {attitude* thing} and never felt {feeling!}.
* More {trait*} than {trait!}.
* {staff} is more {person*} than {person!}.
* [The more|] {thing} {event*}, the [more|] {feeling*} I am.
* I {attitude* staff}, who never {deed! me}.
* {staff}, who is {person*}, {deed* me}, and I am {feeling*}.
* It is {thing*} how {person*} {staff} is.
* It is {thing*} that {staff} {deed* us}.
* How {thing*} that {thing} {event*}!
* I am {feeling*} that {staff} {conduct*}.
* I am {feeling*} because {thing} is {thing*}.
* {staff} {conduct*}, so I am {feeling*}.
* Because of {trait*}, I {attitude* place}.
* I {attitude* thing}.
* I {attitude* thing} and I {attitude* staff}.
* I {attitude! thing}, but I {attitude* staff}.
* I {attitude* place}.
* I [am|was|feel|felt] {intensely} {feeling*}.
* I [am|feel] {feeling*} and {feeling*}.
* I left {feeling*}.
* I [left|came out of] {place} {feeling*} and {feeling*}.
* We [are|were|felt] {intensely} {feeling*} [with|about|after] {thing}.
* {thing} [made|left|makes|leaves] me {feeling*}.
* {thing} [made|left|makes|leaves] [us|my mother|my father|my family] {feeling*}.
* {staff} made me feel {feeling*}.
* {staff} left me {feeling*}.
* I [never felt|was never|do not feel|am not|was not] {feeling!}.
* I was {feeling!} at first, but now I am {feeling*}.
* I came {feeling!} and left {feeling*}.
* I no longer feel {feeling!}.
* Thanks to {staff}, I feel {feeling+}.
* Because of {staff}, I feel {feeling*}.
* My [mother|father|son|daughter|husband|wife|sister|brother] was {feeling*}.
* My [son|daughter|husband|wife|mother|father] came home {feeling*}.
* {remark*}!
* {remark*}.
* {remark*}: {thing} is {thing*}.
* {staff} {deed* me}, {remark*}.
* {thing} was {thing*}, {remark*}.
* {thing}: {thing*} and {thing*}.
* {thing*}, {thing*} and {thing*}.
* Very {thing*} {bare}.
* Really {thing*} {bare}, {person*} staff.
* {person*} staff, {thing*} {bare}.
+ {wanted} {rise}, and {feared} {fall}.
* We met with {trait*} [everywhere|at every step|again and again].
* Thanks to their {trait+}, {thing} {event+}.
* Because of their {trait-}, {thing} {event-}.
* The [result|outcome] is {result*}.
* The [results|figures|signs|prospects|numbers] are {intensely} {result*}.
* The [results|figures|numbers] were {result*} and {result*}.
* The news [is|was] {intensely} {result*}.
* The outlook is {result*}.
* The results are not {result!}.
* The [results|figures|signs] were [anything but|far from] {result!}.
* It was {intensely} {thing*}.
* It is {thing*} and {thing*}.
* It was not {thing!} at all.
* It {event*}.
* They {deed* me}.
* They were {person*} and {deed* us}.
* They {work* it}.
+ {thing} could not [be|have been] [more {adj+}|better].
+ {thing} could not have gone better.
+ {staff} could not have been more {person+}.
- {staff} could not have been more {person-}.
- {thing} could not have been [more {thing-}|worse].
- {thing} could have been [more {thing+}|better].
- {staff} could have been more {person+}.
- {thing} [should|ought to] have been [more {thing+}|better].
- {thing} is not {thing+} enough.
- {staff} is not {person+} enough.
- {thing} is [too|much too|far too] {thing-}.
+ {thing} is not too {thing-}.
+ {thing} was not as {thing-} as I had [feared|expected].
- {thing} was not as {thing+} as I had [hoped|expected].
- {thing} is no longer {thing+}.
+ {thing} is no longer {thing-}.
- I [hoped|wished] for a~ {thing+} {bare}, but it {event-}.
- If only {thing} had been {thing+}.
- There was [a lack of|a want of|little|hardly any|too little|no sign of] {trait+}.
- {staff} lacks {trait+} and {trait+}.
- {staff} lacks [any|all|] {trait+}.
+ {staff} lacks neither {trait+} nor {trait+}.
- {staff} has neither {trait+} nor {trait+}.
+ Nothing but {trait+}.
- Nothing but {trait-}.
- Nobody {deed+ me}.
- [Nobody|No one] was {person+}.
+ [Nobody|No one] was {person-}.
+ Not one of them was {person-}.
- Not one of them was {person+}.
- Not {thing+}.
+ Not {thing-}.
- Nothing [at|in] {place} is {thing+}.
+ Nothing [at|in] {place} is {thing-}.
- {staff} never {deed+ me}.
+ {staff} never {deed- me}.
- {staff} [failed to|refused to|forgot to|did not|didn't|never bothered to|was unable to|neglected to] {act}.
- {staff} [is|was] [unwilling|unable|too busy|too lazy] to {act}.
- They [would not|could not|wouldn't|couldn't|did not] even {act}.
- [Nobody|No one] [could|would] {act}.
+ {staff} [managed to|was able to|took the time to|never failed to|was quick to|was happy to|made sure to] {act}.
+ {staff} is [always|] [willing|ready|glad] to {act}.
+ They [never fail|always take the time] to {act}.
- I [waited|had to wait] [two|three|four|five|six] [hours|weeks|months] for {thing}.
- I had to [ask|call|write|complain] [three|four|five|ten] times [before anyone replied|in vain|].
- I am still waiting for [an answer|a reply|an apology|{thing}].
+ I got [an answer|a reply|help] [right away|within the hour|the same day|immediately|in minutes].
+ I did not have to wait [long|at all].
- The wait was [too long|much too long|endless].
- My calls were never [returned|answered].
+ My call was returned [right away|within minutes].
- They promised [me|us] {thing}, and nothing [happened|came|was done].
+ They kept [every promise|their promise|their word].
- {feared} {rise}.
- {feared} and {feared} {rise}.
+ {feared} {fall}.
+ {feared} {fall} [this year|last month|again|at last|since the spring].
+ {wanted} {rise}.
+ {wanted} {rise} [this year|last month|again|since the spring|over the past year].
- {wanted} {fall}.
- {wanted} {fall} [this year|last month|again|since the spring|over the past year].
+ [More|Much more|Far more] {wanted}, [less|much less] {feared}.
- {feared} is a growing problem.
+ {feared} is no longer a problem.
+ There is less {feared} than before.
- There is more {feared} than before.
- {wanted} is [at risk|under threat|in danger|out of reach|in doubt].
"""

ACTS = """answer my question, answer the phone, answer my letters, return my call, reply to my message, listen to me, explain anything
clearly, explain the options, solve the problem, keep the promise, help me, apologise, give a clear answer, meet the deadline, check
the details, fix the error, read my file, show respect, take responsibility, finish the work, support us, keep us informed, follow up,
look at the facts, give a reason, do the job, find a solution, correct the mistake, look me in the eye, give advice, make an effort,
respond, care, take care of it, deal with my complaint, admit the mistake"""

NEUTRAL = """
= {thing} is [on|in] the [table|desk|shelf|list|second page|folder].
= {thing} is [due|planned|scheduled|set] for [Monday|Tuesday|Wednesday|Thursday|Friday|{date}].
= {thing} was [sent|printed|copied|written|received|moved] on [Monday|Tuesday|Wednesday|Thursday|Friday|{date}].
= {thing} [starts|begins] at {clock}.
= {thing} has [two|three|four|five|six|eight|ten] [parts|pages|steps|sections|sheets].
= {thing} is [about|concerned with] {topic}.
= {thing} [lasts|takes] [ten|twenty|thirty|forty] minutes.
= {staff} [works|is] [at|in] {place}.
= {staff} [works|is there] on [Mondays|Tuesdays|weekdays|Mondays and Thursdays].
= {staff} [will call|will write|called|wrote] on [Monday|Tuesday|Friday|{date}].
= {staff} has [an office|a desk|a room] on the [first|second|third|top] floor.
= {staff} is [forty|fifty|thirty] years old.
= {staff} wrote down [the name|the number|the date|the address].
= {staff} asked [for the date|for the address|which day suits|whether we come on Monday].
= {place} is [next to|opposite|near|behind|two streets from] the [station|park|church|river|town hall|market].
= {place} is [open|closed] on [Sundays|Saturdays|public holidays|Mondays].
= {place} has [two|three|four|ten] [rooms|floors|doors|entrances|windows].
= {place} [opens|closes] at {clock}.
= {place} is closed on [Sunday|Saturday] but open on [Monday|Friday].
= {place} was built in [the seventies|the nineties|two thousand and four].
= Please [bring|send|sign|return|copy|keep|read|fill in] {thing}.
= Please [bring|send|sign|return] {thing} by [Monday|Friday|{date}|noon].
= [When|Where|At what time] does {thing} [begin|start|take place]?
= [Where|When] can I find {staff}?
= Who is {staff}?
= [What is|Which is] the number of {place}?
= I [went|walked|drove|wrote] to {place} on [Monday|Tuesday|Friday|{date}].
= I spoke to {staff} about {topic}.
= I [have|read|signed|received|got] {thing} on {date}.
= We [talked|spoke] about {topic} and {topic}.
= The [meeting|talk] about {topic} [is|was] on {date}.
= {topic} [is|was] the [subject|topic] of {thing}.
= A copy of {thing} [is|was] [kept|stored|filed] [at|in] {place}.
= {thing} and {thing} are in the same [folder|box|room|letter].
= {thing} [is|was] in [English|French|German|Spanish|black and white|two colours].
= It is [Monday|Tuesday|ten o'clock|half past nine|the third of May].
= The next [date|meeting|visit] is on {date}.
= There are [two|three|four|twelve|forty] [people|chairs|tables|letters|forms] [at|in] {place}.
= This is [the second|the third|a copy of the] {bare}.
= My [mother|father|son|daughter|brother|sister] [works|was] [at|in] {place}.
= They [moved|went|came] to {place} in [March|April|May|the autumn|the spring].
= {thing} does not [include|cover|mention] {topic}.
= {staff} is not [at|in] {place} today.
= {thing} costs [ten|twenty|forty|ninety] euros.
= {staff} counted [the chairs|the copies|the sheets|the boxes].
= {staff} and {staff} share [a room|an office|a desk].
= [Some|Most|Half] of {thing} [is|was] [blue|green|grey|typed|written by hand].
= About [a third|half|a quarter] of [the people|the visitors] [come|came] from [the city|the village|abroad].
= [Turn left|Turn right|Go straight on] after {place}.
= The [road|path|street] to {place} is [two|three] kilometres long.
= {thing} [consists|is made] of [paper|plastic|steel|two parts|four parts].
= The [colour|number|size|title|date] of {thing} is on the [cover|label|back|first page].
"""
