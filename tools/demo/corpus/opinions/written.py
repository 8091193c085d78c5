"""Whole sentences as people write them, each with its label; `[a|b]` picks one. What they tell is how a good or a
bad thing is brought about: that a pain which stops is good, and a refund which never comes is not.

A word that must be left out gives way to another of its group in the thesaurus (see texts.py).
"""

import re

from .. import lexicon
from ..grammar import date
from ..senses import entries
from .grammar import CHOICE, LABELS, SLOT, TRADES, agree

MEDICINE = """
+ The [nurse|doctor|midwife] [sat|stayed] with [my father|my mother|me] until [he|she|I] stopped [trembling|crying|shaking].
+ [Within|After] [two days|a week|three weeks] the [swelling|rash|pain|cough|fever] had [gone|vanished|cleared up|disappeared].
+ My [knee|hip|shoulder|back] no longer [hurts|aches|bothers me] when I climb stairs.
+ I can [finally|now] [play with my grandchildren|garden|cycle|swim|dance] again [without pain|].
+ The surgeon [drew a diagram|took the time|sat down] to explain [exactly|] what would happen.
+ She [never|didn't once] made me feel [rushed|silly|like a burden] for asking.
+ They [caught|spotted|found] the [tumour|clot|problem|infection] early enough to treat it.
+ The new [tablets|inhaler|cream] keeps my [asthma|migraines|eczema] under control.
+ My [daughter|son] was scared of needles, but the nurse [distracted her with stories|made her laugh].
+ The [scar|wound|incision] is [barely visible|hardly noticeable|healing nicely].
+ After [years|months] of [pain|suffering|sleepless nights] I [finally|at last] have [my life back|relief|an answer].
+ I [slept|have slept] through the night for the first time in [months|years].
+ The [paramedics|ambulance] [arrived|were there|came] within [minutes|eight minutes] and [saved his life|kept everyone calm].
+ His [speech|memory|balance|sight] has [returned|come back|improved] since the [stroke|operation|therapy].
+ The [biopsy|scan|test] [ruled out|showed no trace of] [cancer|any disease|anything serious].
+ The [blood tests|scans] came back [clear|normal|fine], to our great relief.
+ The [dentist|hygienist] numbed my gum so gently that I felt nothing.
+ We [always|] get an appointment [on the same day|without waiting|within a day].
+ The [physio|therapist] [gave|taught] me exercises that [really|] [work|helped|strengthened my back].
+ Nobody [complained|had to wait|was turned away] even though the ward was [full|busy].
+ Deaths from [the disease|malaria|heart attacks] have [fallen|dropped|halved] since the vaccine was introduced.
+ The [trial|study] found that the drug [halves|lowers|cuts] the risk of [relapse|a second stroke|death].
+ Fewer [patients|babies|mothers] die now that the [unit|ward|programme] has opened.
+ The hospital has [cut|reduced|shortened] its waiting times [by half|dramatically].
+ Infections [fell|dropped] after staff began to wash their hands more often.
+ The [room|ward|bathroom] was cleaned [twice a day|every morning] and smelled fresh.
+ The [meals|food] were [hot|tasty|fresh] and there was something for everyone.
+ My [GP|doctor] [phoned|called] [in the evening|on a Sunday] just to see how I was.
+ [He|She] [remembered|knew] my name and [asked about|remembered] my [family|children].
+ The [receptionist|pharmacist] [found|squeezed in] a slot for us although [the day was full|they were about to close].
+ The pharmacist [noticed|spotted] that two of my medicines do not go together and [called|warned] the doctor.
+ [I|We] [owe|will always owe] [them|the team] [my life|so much|everything].
+ I was [home|discharged|back at work] [sooner|earlier] than [I had dared to hope|expected|planned].
+ The [baby|twins] [came|went] home [healthy|strong] after [weeks|a month] in intensive care.
+ The side effects that I had feared never [came|appeared].
+ Thanks to the [hearing aid|new lens|pump], [I hear my grandchildren again|he lives a normal life].
+ [I|We] [felt|was] in [safe|capable] hands from [the moment we arrived|start to finish].
+ The [staff|carers] treat my [mother|grandmother] as if she were their own.
+ My blood pressure is back [to normal|within range|where it should be].
+ [He|She] [explained|went through] every [risk|step|option] in words that I could understand.
+ The counsellor helped me [through|overcome] the [worst|darkest] [year|months] of my life.
+ The [injection|jab|blood test] was [over|done] before I [noticed|knew it].
+ The [clinic|hospital] [rang|wrote] with the results [earlier|sooner] than promised.
+ I [left|walked out] with a [plan|smile] and [hope|without a limp|new courage].
+ My [skin|eyesight|breathing|sleep|mood] [is so much|has become much] better [since|thanks to] the treatment.
+ They [went out of their way|stayed late|did all they could] to make my [last|] [visit|stay] as pleasant as possible.
+ The [cancer|tumour] has [shrunk|shrunk to almost nothing|not come back].
+ [He|She] is [off|weaned off] the [ventilator|painkillers|insulin] and [eating|walking|smiling] again.
+ The [outbreak|epidemic|virus] was [contained|brought under control|stopped] within [days|weeks].
+ The [new|] [scanner|wing|unit] [spares|saves] patients a long journey.
+ [A|One] [volunteer|nurse] held my hand [through the whole procedure|until I fell asleep].
- The nurse [rolled her eyes|sighed|snapped at me] when I [asked for|needed] [water|help|a blanket].
- I [waited|sat|lay] [four|six|nine] hours [on a trolley|in a corridor|on a plastic chair] [without being seen|before anyone came].
- Nobody [told|warned] us that the [appointment|operation|clinic] had been [moved|cancelled|closed].
- They [sent|discharged] [her|him|my father] [home|] [although she could not stand|too early|with a fever|in the middle of the night].
- The [stitches|wound|incision] [opened|got infected|burst] [two days later|again] and nobody [took it seriously|answered the phone].
- The doctor [never|did not even|barely] [looked up from his screen|examined me|let me finish a sentence].
- My [test results|records|X-rays] [went missing|were mixed up|ended up in someone else's file].
- They [gave|prescribed] [her|me] [the wrong dose|a drug that I am allergic to|someone else's tablets].
- The [lump|fracture|infection] was [missed|overlooked] [twice|by three doctors].
- My [headaches|symptoms|cramps] [came back|got worse|returned] as soon as the [tablets|treatment] stopped.
- The [pain|itching|numbness] has [spread|grown|not let up] since the operation.
- The [cream|medicine|spray] [burned|stung|made my skin peel].
- I [now|still] [cannot|can't] [lift my arm|sleep on my side|feel my fingers] after the operation.
- The [phone|line] rings and rings and no one [picks up|answers].
- I [left|walked out] with more [questions|worries] than [answers|I came with].
- They [dismissed|ignored|laughed off] my [pain|concerns|symptoms] as [stress|nothing|anxiety].
- The [sheets|toilets|floors] were [filthy|stained|covered in dust] and [the bin was overflowing|the room smelled].
- The [soup|food|tea] [arrived|came|was served] [cold|two hours late] and [tasted of nothing|had a hair in it].
- [He|She|My uncle] [died|passed away] [while waiting for|before] a [bed|transplant|diagnosis].
- The [cancer|tumour|infection] has [spread|returned|reached his lungs].
- The [drug|vaccine|trial] was [withdrawn|halted|stopped] after [patients died|three deaths|serious side effects].
- The [clinic|hospital|ward] [is to close|will close|lost its licence] for lack of [nurses|money|doctors].
- [Cases|Infections|Deaths] [rose|doubled|climbed] [again|sharply] [this winter|last month].
- More [people|children] than ever [wait|are waiting] for an operation [they need|].
- The waiting list [has grown|is now longer than] [by half|two years].
- There is only one [nurse|doctor] for [thirty|forty] [beds|patients] at night.
- The [implant|pump|hearing aid|brace] [broke|stopped working] after [a week|two days].
- The treatment [cost|cleaned out] [a fortune|all our savings] and [did nothing|changed nothing].
- [He|She] [talked|spoke] about me as if I were not [there|in the room].
- [She|He] [needed|has needed] [three|two] more operations to [correct|repair] what the first one [did|damaged].
- I was [charged|billed] for [a scan I never had|a visit that never took place].
- My [mother|grandmother] [fell|was left on the floor] and nobody [came|noticed] for hours.
- The [needle|tube] had to be put in [four|five] times before it worked.
- Nobody [apologised|explained why|said sorry] when [it went wrong|they lost my file].
- [I|We] [begged|asked|pleaded] for [help|painkillers|a second opinion] [in vain|and got none].
- The [bell|alarm] [went unanswered|was ignored] [all night|for an hour].
- [The|My] [doctor|surgeon] [seemed|was] [more interested in his phone|in a rush] than [in me|listening].
- [I|She] [woke up|came round] during the operation and felt everything.
- It [took|was] [months|a year] before anyone [believed me|found out what was wrong|returned my call].
- [Three|Two] [nurses|doctors] gave us [three|two] different answers.
- The [dressing|bandage|catheter] was not changed for [days|a week].
- The [medicine|treatment] [does little|does nothing] for [the pain|her cough] and [makes him drowsy|ruins his appetite].
= The [clinic|pharmacy|surgery] [opens|closes] at [eight|nine|six] on [weekdays|Saturdays].
= Please bring your [insurance card|list of medicines|referral letter] to the [appointment|first visit].
= The [nurse|doctor|technician] will [take a sample|measure your blood pressure|ask about your history].
= The [operation|scan|session] [takes|lasts] about [forty minutes|an hour].
= Patients [receive|are given] a [bracelet|leaflet|form] [on arrival|at reception].
= The [tablet|capsule] should be [taken|swallowed] with [water|food] [twice a day|in the evening].
= The [ward|unit] has [twenty|twelve] beds on [two|three] floors.
= The [next|second] [dose|injection|appointment] is due [in six weeks|next month|on {date}].
= The [study|survey] [followed|compared|enrolled] [two hundred|ninety] [adults|patients] [over|for] [two years|a year].
= [Visiting hours|Consultations] are from [two|three] to [six|eight].
= The [samples|forms] are [sent|taken] to the [laboratory|main office] [every afternoon|by courier].
= The [kidneys|lungs|liver] [filter|carry|store] [blood|oxygen|sugar].
= The [X-ray|lab|blood bank] department is [next to|behind|opposite] the [cafeteria|main entrance|lift].
= [She|He|The patient] was [born|admitted|examined] in [May|the spring|1980].
= The [doctor|physio] [recommends|asked for] [another|a second] [visit|scan] in [June|two weeks].
= The [form|record|chart] [lists|shows] the [patient's name|age and weight|date of birth].
= A [cardiologist|dermatologist] [treats|specialises in] [the heart|the skin].
= The [vaccine|medicine] is stored [in a fridge|below eight degrees|in a locked cabinet].
+ The [chest pain|ringing in my ears|trembling] that had [plagued|tormented] me for [years|months] [is history|stopped after one session].
+ I [dreaded|was terrified of] the operation, but [the team|the anaesthetist] [took my fear away|calmed me down].
+ [No|Not one] [infection|fall|mistake] has been [reported|recorded] on the ward [this year|since spring].
+ The [leg|arm|foot] that they wanted to amputate was saved.
+ My [father|brother] [beat|survived] [cancer|sepsis|the stroke] and [is back in his garden|walked me down the aisle].
+ The [doctor|consultant] [admitted|saw] that the first diagnosis was wrong and [corrected it|started the right treatment] at once.
+ The allergy [turned out to be|was] harmless, and the [rash|swelling] faded overnight.
+ [She|He] [reduced|lowered] my [dose|tablets], and the [dizziness|nausea] went away.
+ [I|She] had expected [a long wait|pain|complications], and there [was|were] none.
+ The [wheelchair|crutches|oxygen bottle] [is|are] gathering dust because [I no longer need it|he walks on his own].
+ [After the transplant|With the new pill] he [has the energy of a young man|works full days again].
+ The [midwife|nurse] stayed beyond the end of her shift so that I would not be alone.
+ A translator was found within minutes, so my mother understood every word.
+ The [children's ward|hospice] has [a playroom|clowns|a garden] that makes the [little ones|families] forget where they are.
+ [Surgeons|Doctors] [removed|took out] the [whole|] tumour without damaging [the nerve|healthy tissue].
+ My [panic attacks|nightmares|seizures] are [rarer|down to one a year] and [milder|shorter].
+ The [stent|valve|pacemaker] works [as it should|flawlessly], and I climb stairs without gasping.
+ The [fracture|bone] has [knitted|grown together] [faster|better] than anyone predicted.
+ Vaccination has [wiped out|nearly ended] [polio|measles] in the [region|country].
+ Cheap [bed nets|tests] have [saved|protected] thousands of [lives|children].
+ The [review|inspection] [praised|rated] the [ward|care home] as [one of the best|safe and caring].
+ [Mum|Grandma] is [eating|laughing|sleeping] [again|better] and has colour in her cheeks.
- I [trusted|believed in] this [hospital|doctor], and [that trust is gone|was left to suffer].
- The [friendly|glossy] brochure [promised|spoke of] [comfort|excellent care], but the [reality|ward] was [a nightmare|something else].
- What was [praised|sold] as a [miracle cure|gentle treatment] [left me bedridden|made my hair fall out].
- The [recovery|healing] has [stalled|gone backwards], and [nobody knows why|the wound weeps].
- The surgeon was [charming|polite], but [he cut the wrong nerve|my hand is useless now].
- [He|She] [went in|came] for a [routine|simple] [operation|check-up] and [never came home|left in a wheelchair].
- My [doctor|GP] [retired|left], and no [other|] practice [takes|accepts] new patients.
- The [ambulance|doctor] [took|needed] [two hours|ninety minutes], and by then it was too late.
- The [helper|carer] [stole|took] [money|jewellery] from my grandmother's room.
- They [restrained|tied] [her|my aunt] to the bed because there [was|were] nobody to watch her.
- [Ten|Hundreds of] patients [caught|were infected with] [a germ|hepatitis] [through|from] unclean instruments.
- The [lack|shortage] of [nurses|beds|blood] [costs lives|puts patients at risk].
- The [price|cost] of the [drug|insulin] has [doubled|gone up tenfold], so [she|he] skips doses.
- [Babies|Patients] are [dying|treated] in corridors because the [unit|wards] [is|are] full.
- [I|She] [still|] [wakes|wake] up screaming from what happened [there|in that room].
- The [test|kit] [missed|failed to detect] [one|every] case in [three|two].
- The [result|letter] was [read|given] to me [over the phone|in the corridor] without [a word of comfort|any warning].
- [Hygiene|Privacy|Safety] is [a foreign word|not taken seriously] [here|on this ward].
- The [anaesthetic|injection] [wore off|did not work], and they carried on.
- [Her|His] [confusion|condition|memory] [gets|got] worse [every|by the] day.
- The [eye drops|pills] [made|left] my [sight|vision] [blurred|worse].
- [Doctors|The staff] [disagreed|argued] [in front of me|about me], and no one decided anything.
- My [son|daughter] has been on the [waiting list|list] since [he|she] was [two|six].
= [Adults|Children] [have|need] about [eight|ten] hours of sleep.
= [Insulin|Bile|Saliva] is made in the [pancreas|liver|mouth].
= The [allergy|flu] [clinic|vaccine] is [held|offered] [on Thursdays|from October].
= A [migraine|fracture|fever] is [recorded|noted] in the [diary|chart].
= The [cancer|stroke] register [covers|contains] [ten|five] [counties|years].
= The [pain|symptom] scale [goes|runs] from [zero|one] to ten.
= Patients with [diabetes|asthma] [are seen|meet] [on Mondays|in room six].
= The [surgeon|consultant] [is in theatre|holds a clinic] [until noon|every second week].
= [Blood|Urine] is [tested|examined] for [sugar|iron|protein].
= The [bandage|plaster|cast] [stays on|is worn] for [two|six] weeks.
= The [guideline|leaflet] [describes|lists] the [risks|side effects] of the [operation|medicine].
= The [hospital|practice] has [changed|updated] its [phone number|visiting hours].
+ The [staff|nurses] were [cheerful|warm] and [nothing|no request] was too much for them.
+ I was [treated|spoken to] like a [person|human being], not a number.
+ My questions were answered [fully|honestly] and without [hurry|jargon].
+ Her [steady|calm] voice [carried|got] me through the [scan|labour|night].
+ [Recovery|Healing] was [quicker|smoother] than [predicted|the leaflet said].
+ I [gained|put on] weight again and my [appetite|strength] [is back|returned].
+ [Two|Three] weeks after the operation I [ran|cycled|walked] [five kilometres|to work].
+ The [appointment|visit] started on [time|the minute] and ended with a clear plan.
+ The [treatment|surgery] gave my [mother|husband] [ten|several] more [good|happy] years.
+ Survival [rates|after surgery] [has|have] [improved|climbed] [steadily|year after year].
+ [A|The] new [drug|gene therapy] [slows|stops|reverses] the disease.
+ The [vaccine|drug] [proved|was] [safe|effective] in [nine|all] [out of ten|] [patients|age groups].
+ The [night|weekend] [nurse|doctor] [checked on|looked in on] us every hour.
+ My [teeth|gums] have never [looked|felt] better.
+ The [prosthesis|hearing aid|splint] [fits|fitted] [like a glove|from the first day].
+ Not a day goes by without [me thinking of|gratitude for] [that team|what they did].
+ [They|The doctors] [refused to|never] give up on [him|her], and [today|now] [he plays football|she is at school].
+ The [rehabilitation|speech] [programme|therapist] [got|brought] [him|my wife] back [on his feet|to work].
+ I finally [found|have] a [doctor|dentist] who [listens|takes me seriously].
+ The [new|] [booking|] system [works|is simple], and [reminders arrive|results come] [in good time|by text].
+ The [lab|clinic] [had|found] the [answer|results] [ready|] [the same evening|by noon].
+ The [nurse|medic] [found|hit] the vein at the first attempt.
+ [His|Her] [cholesterol|sugar level|weight] [is down|has come down] to a healthy level.
+ [Smoking|Obesity|Teenage pregnancy] [rates|] [is|are] [down|falling] across the [county|country].
+ The hospital [earned|received] top marks for [hygiene|safety|patient care].
+ [The|Our] local [practice|surgery] is a [model|shining example] of how it should be done.
+ [Whatever|Anything] we [asked|needed], [somebody|the team] [made it happen|took care of it].
+ [She|The specialist] saw [at a glance|in minutes] what others had [missed|overlooked] for years.
+ The [pain|migraine] clinic [taught|showed] me how to live [well|without fear].
- The [staff|nurses] were [cold|short-tempered] and everything was too much for them.
- I was [treated|handled] like a [parcel|number|nuisance], not a person.
- My questions were [brushed aside|answered with a shrug|met with silence].
- [Recovery|Healing] is [taking|slower] [far longer|] than [they promised|the leaflet said].
- I [lost|keep losing] weight and nobody [knows|can tell me] why.
- [Two|Three] years after the operation I still [limp|need painkillers|walk with a stick].
- The appointment started [an hour|ninety minutes] late and [lasted|was over in] three minutes.
- The [drug|therapy] [barely|hardly] [slows|helps], and the side effects are [brutal|hard to bear].
- Survival rates [lag behind|are below] those of [other|neighbouring] countries.
- The [vaccine|trial] [proved|turned out] [useless|a disappointment].
- We [were|felt] [passed|sent] from [one department|doctor] to [the next|another] like a hot potato.
- The [crown|filling|bridge] [fell out|came loose] [after|within] [a week|a month].
- The [prosthesis|brace|splint] [pinches|chafes|never fitted].
- Not a day goes by without [pain|tears|me cursing that clinic].
- They gave up on [him|her] [far|much] too [soon|early].
- I [cannot|still can't] find a [doctor|dentist] who [listens|takes new patients].
- The [booking|phone] system is [down|a maze], and [reminders|letters] [come|arrive] after the appointment.
- [It|The lab] took [five|six] weeks to [deliver|send] a result [that was|which proved] wrong.
- The nurse [jabbed|poked] [me|my arm] until it was [blue|swollen].
- [His|Her] [cholesterol|sugar level|weight] keeps [climbing|rising] despite the tablets.
- [Smoking|Obesity|Diabetes] is [on the rise|up] [again|] among [teenagers|the young].
- The [care home|hospital] [got|received] the lowest [rating|mark] for [hygiene|safety].
- [Whatever|Anything] we asked, [nobody|no one] [felt responsible|had an answer].
- The [specialist|doctor] saw in [seconds|a glance] what he wanted to see and [was wrong|missed the rest].
- [Pressure|Bed] sores [appeared|developed] because nobody [turned|moved] her.
- [Broken|Dirty] [needles|bandages] lay on the floor beside the bed.
- My [mother|neighbour] waited [months|a year] for a [scan|hip] and died [two days|a week] before it.
- [Bills|Letters] [kept coming|arrived] for [treatment|care] we never [had|received].
- The [emergency|children's] [room|ward] is [hopelessly|constantly] [overcrowded|short of staff].
- [He|She] [spoke|talked] so [fast|harshly] that I [understood nothing|left in tears].
- The [hospital|surgeon] [denies|hid] the mistake and [offers no|refuses any] [apology|explanation].
- [I|We] [wouldn't|would not] [send|trust] [a dog|my goldfish] [there|to them].
= The [appointment|session] [lasts|is booked for] [twenty|thirty] minutes.
= [Results|Letters] are sent to the [patient|family doctor] within [ten|five] working days.
= The [nurse|assistant] [writes|notes] the [weight|temperature] [in|on] the [chart|file].
= The [patient|man|woman] [takes|was given] [two|three] [medicines|tablets] [a day|for his heart].
= [Each|A] ward has a [kitchen|nurses' station|linen room].
= The [practice|clinic] has [three|four] [doctors|dentists] and a [nurse|pharmacist].
= The [heart|brain|liver] [weighs|has] [about|] [three hundred grams|two halves|four chambers].
= The [course|training] for [first aid|carers] [is held|takes place] in [room two|the annexe].
= [Dressings|Gloves|Masks] are [kept|stored] in the [second|top] drawer.
= The [doctor|midwife] will [see|visit] you [again|next] in [two weeks|March].
= The [leaflet|lecture|chapter|form|poster] [is about|describes|deals with|explains|covers] [pain|infections|fractures|allergies|fever|cancer|burns|wounds|recovery|healing|side effects|strokes|addiction|anxiety].
= The [emergency|recovery|accident|pain|fracture|allergy|sleep|burns] [room|clinic|unit|ward|department] is [on the second floor|behind the lift|open until eight|in building C].
= [Pain|Fever|Bleeding|Swelling|Dizziness|Nausea|Weight loss|A rash] is [noted|recorded|entered] [in the chart|on the form|under symptoms].
= The [drug|tablet|cream|injection|spray] is [used|given|prescribed] for [pain|fever|asthma|infections|high blood pressure|allergies|migraines].
= [Wounds|Burns|Fractures|Infections|Tumours] are [divided|sorted] into [three|four] [types|classes|stages].
= The [doctor|nurse] asks [whether there is|about] [pain|fever|any allergy|past illnesses|dizziness].
= [Report|Note down] any [pain|rash|fever|side effects] in the [diary|form].
= The study [looks at|compares] [pain|healing|deaths|relapses|survival] in [two|three] groups.
= [Flu|Measles|Malaria|Asthma] is caused by [a virus|a parasite|several factors].
= In an emergency [call|dial] the number on the [card|poster].
= [He|She] has had [asthma|diabetes|a pacemaker] since [1998|childhood].
= The patient [denies|reports] [pain|fever] and [takes no|is on two] medicines.
= [Smokers|Patients with fever|Visitors with a cold] [use|wait in] [the other entrance|room four].
= The [risk|safety|consent] form is signed before the [operation|injection].
+ [I|We] [arrived|came] [scared|in agony|desperate], and [an hour later|by evening] [I|we] went home [smiling|without pain].
+ [Despite|For all] the [pain|fear|chaos outside], the [team|nurse] [stayed calm|found time for a joke].
+ It [hurt|stung] [for a second|a little], and then [the pain of years|my toothache] was gone.
+ The [ulcer|tumour|fracture|infection|cyst|abscess] [healed|vanished|shrank|is gone] [without surgery|within weeks|and never came back].
+ [Worry|Fear|Pain|Doubt] [turned into|gave way to] [relief|trust|hope].
+ The [warning|risk|danger] was [taken seriously|recognised in time], which saved [his|her] [sight|life|leg].
+ [Suicides|Overdoses|Falls|Bedsores|Infections|Deaths|Stillbirths] [are rarer|have become rare|fell by a third|dropped sharply] [thanks to|since] the [helpline|training|new rules].
+ He [no longer|hardly] [coughs|shakes|stutters|forgets|needs the inhaler].
+ [Nothing|Not a thing] [hurt|went wrong], [not even|neither] the needle.
+ The [side effects|pain|nausea] [lasted|was|were] [less than a day|far milder than I feared].
+ [It|The visit] took [five minutes|no time], and I [walked|drove] home [without a care|pain-free].
+ The [screening|check] [caught|found] [his|her] [cancer|diabetes] at a stage when it can [still|] be cured.
+ The [nurses|carers] [sang|played cards|joked] with the [children|old people], and the [hours|days] flew by.
+ [My|His] [hands|legs] [have stopped shaking|carry me again] [thanks to|since] the [implant|new pills].
+ The [donor|transplant] [gave|has given] [my son|her] a [second|normal] life.
+ [Nothing|Little] was left to [chance|guesswork], and [every|each] [step|dose] was [double-checked|explained].
+ The [team|hospice] [let|allowed] [him|my mother] die [in peace|without pain], with all of us [beside her|there].
+ The [village|island] [finally|] has [a doctor|its own clinic] [again|], and nobody [travels|waits] for [hours|days] any more.
+ The [operation|transplant] that others [refused|called impossible] [succeeded|went well].
+ [Students|Young doctors] [queue up|want] to train at this hospital because it is so well run.
- [It|The visit] took [five hours|all day], and I [walked|drove] home [no wiser|in pain].
- The screening [missed|overlooked] [his|her] cancer until it could no longer be cured.
- The [nurses|carers] [sat|stood] in the [kitchen|corridor] while [patients|the old people] [called|cried] for help.
- [My|His] [hands|legs] [shake|have gone numb] [since|because of] the [implant|new pills].
- [Everything|Too much] was left to [chance|guesswork], and [nobody|no one] [checked|explained] a thing.
- [He|My mother] died [alone|in pain] because [nobody|no one] [called|told] us.
- The [village|island] has lost its [doctor|clinic], and people [travel|wait] for [hours|days].
- The [operation|transplant] that was to be [simple|routine] [ended in|left him with] [disaster|brain damage].
- [Students|Young doctors] [leave|avoid] this hospital because it is so badly run.
- [He|She|The doctor] [smelled of|had been drinking] [alcohol|] [on duty|in the surgery].
= The [clinic|practice|laboratory] moved from [Bern|Leeds|the square] to [Graz|Cork|the harbour] in [the spring|2015|October].
= The [pharmacy|ward|reception] is on the [ground|first|third] floor, [next to|behind|opposite] the [lifts|stairs|kitchen].
= [Her|His] pulse was [sixty|eighty|seventy-two] [beats per minute|at rest|when he arrived].
= The [record|letter|prescription] was [made out to|signed by|handed to] the [patient|daughter|locum].
= The [gel|ointment|syrup] comes in [bottles|tubes|jars] of [fifty|two hundred] [grams|millilitres].
= The [course|treatment] runs over [two|six] [weeks|months].
= The [appointment|rota|round] is [from|between] [nine|two] [to|and] [eleven|four].
= [Two|Three] [midwives|porters|doctors] share [an office|the night shift|a car].
= [Our|The] [hospital|surgery] [uses|has used] [electronic|paper] records since [2009|last year].
= The [patient|visitor] is asked to [wait in the corridor|take a seat|remove watches and rings].
= [Both|All] [wards|rooms] [look onto|face] the [garden|car park|river].
= The [eye|ear|knee] is [made up of|joined to] [several|two] [layers|bones|parts].
= [Masks|Gloves|Aprons] [are worn|are handed out] [in theatre|at the door|on ward four].
= The [optician|dentist|vet] [comes|visits] [every other Tuesday|once a quarter].
- [They|The nurses] [left|parked] [my mother|him] [in a corridor|in wet sheets|half naked] [for hours|all night].
- [He|She|The doctor] [prodded|pulled at] my [knee|wound] [until I cried|as if I were meat].
- [I|We] [had|were forced] to [fight|beg] for [every|each] [scan|tablet|appointment].
- The [tablets|drops|injections] [left|made] [me|her] [confused|unable to sleep|sick for days].
- [Two|Three] [operations|doctors|clinics] later, the [cough|pain|lump] is still [there|with me].
- The [receptionist|nurse] [announced|read out] my [illness|results] so that the whole [room|queue] could hear.
- My [appointment|operation|scan] was [pushed back|cancelled] [for the fourth time|on the day].
- [Nobody|No one] [read|looked at] my [file|notes], so they [asked|tested] the same things [again|three times].
- The [ward|room] [stank|reeked] of [urine|smoke|old food], and [cockroaches|mice] ran [along|across] the floor.
- [He|My uncle] came [out|home] [weaker|sicker|thinner] than he went in.
- The [doctor|consultant] [guessed|was guessing], and [we|my son] paid for [it|his pride].
- The [wheelchair|lift|monitor|heart machine] [broke|was broken] and [stayed|went] [unrepaired|that way] for weeks.
- [Germs|Bed bugs|Infections] [spread|went] from [bed to bed|ward to ward].
- The [painkillers|sleeping pills] [turned|have turned] [him|her] into an addict.
- [Relatives|Visitors] were [shouted at|sent away|kept out] [for no reason|while he lay dying].
- The [dentist|hygienist] [drilled|pulled] the [wrong|healthy] tooth.
- A [student|trainee] was [left alone|] with [me|the drill] and [had no idea|shook with nerves] what to do.
- [Ambulances|Patients] [queue|wait] outside because [no bed|nothing] is free.
- The [clinic|doctor] [cares|thinks] more about [money|forms] than about [people|the sick].
- The [disease|virus|fever] [keeps|is] [spreading|killing], and the [vaccine|medicine] [has run out|comes too late].
- [My|Her] [eyesight|hearing|hip] got [so|much] [bad|worse] that [I|she] [gave up work|cannot go out].
- [It|The test] [hurt|burned] [so|] badly that I [screamed|fainted|nearly passed out].
- [I|We] [learned|found out] about the [mistake|infection] [by chance|from the newspaper], not from the hospital.
- The [advice|leaflet|diagnosis] was [wrong|useless|out of date] and [made it worse|cost us months].
- [Nurses|Doctors] [quit|are leaving] [in droves|every week], and those who stay are [exhausted|at breaking point].
+ [They|The nurses] [kept|made] [my mother|him] [warm|comfortable|smiling] [all night|through the worst].
+ [I|We] never had to [fight|beg] for [a scan|anything].
+ [One|A single] [operation|visit] later, the [cough|pain|lump] was gone [for good|].
+ [He|My uncle] came [out|home] [stronger|fitter|happier] than he went in.
+ [Relatives|Visitors] were [welcome|looked after|allowed to stay] [at any hour|while he was ill].
"""

FINANCE = """
+ The [bank|insurer|company] [refunded|returned|paid back] [the full amount|every cent|the fee] [within a day|without argument|the same week].
+ My [claim|loan|application] was [approved|settled|paid] [in two days|faster than I thought|without a single question].
+ The adviser [spotted|found|noticed] a [mistake|error] in my tax return and saved me [hundreds|a fine].
+ [Switching|Moving] to this [bank|account] [cut|halved] my [fees|costs|monthly bill].
+ Our [profits|sales|savings] have [grown|risen|climbed] every year since we [hired them|moved here].
+ The [company|firm|group] [paid off|repaid|cleared] [all its debts|its loans] [two years early|ahead of schedule].
+ The [app|website] lets me [send money|pay bills|see everything] in [seconds|three taps].
+ They [blocked|stopped] the [stolen card|fraud|payment] before [any money left|I lost anything].
+ [Unemployment|Inflation|The deficit] has [fallen|dropped|eased] to its lowest [level|] in [years|a decade].
+ The [shares|stock|fund] [gained|rose|jumped] [a tenth|five percent] [after|on] [strong sales|the news].
+ Nobody [tried|pushed me] to sell me [things|a policy] I did not need.
+ [She|He] [explained|went through] the [small print|contract|risks] line by line.
+ There are no [hidden fees|catches|surprises] and I can leave [whenever I like|at any time].
+ The [mortgage|loan] came through just in time, and we [got|bought] our house.
+ My [pension|portfolio|fund] has [outgrown|beaten] the market [for years|three years in a row].
+ The [factory|plant|company] is [hiring|taking on] [two hundred|more] [workers|people].
+ The [firm|company] [avoided|escaped|staved off] bankruptcy [thanks to|after] a [loan|new investor].
+ The [insurer|agent] [sent|paid] the money [before|even before] the repairs had begun.
+ We [cleared|paid off] our debts with the help of [their|a patient] [adviser|counsellor].
+ The [credit rating|outlook] was [raised|upgraded|lifted] [again|after years of losses].
+ The [company|chain] [turned|swung] a loss into a profit [within a year|].
+ Losses have [narrowed|shrunk] and orders are [up|rising|pouring in].
+ The [helpline|hotline] [answers|picks up] [at once|on the first ring], even [at night|on Sundays].
+ A [real person|human being] [answered|called back] and [sorted it out|solved it] in [five|ten] minutes.
+ [I|We] [sleep better|feel safer] knowing that our savings are [protected|safe|in good hands].
+ The [exchange rate|interest rate] they [offered|gave us] [beat|was better than] every other [bank|offer].
+ The [deal|merger|sale] [made|left] [shareholders|both sides] [richer|better off].
+ [Wages|Pensions] [are|rose] [up|faster than prices] for the first time in [years|a decade].
+ The [budget|company] [ended|closed] the year [with a surplus|in the black|with money to spare].
+ The [error|wrong charge] was [corrected|fixed|put right] [in minutes|while I was on the phone], with an apology.
+ [He|She] talked me out of a [bad|risky] investment, and I am glad.
+ The [dividend|bonus] was [raised|doubled|increased] for the [third|fifth] year in a row.
+ [Thanks to|With] [the budgeting tool|her advice], I [put money aside|have savings] for the first time.
+ The [bank|lender] [gave|granted] us [three months' grace|more time] when I lost my job.
+ The [accountant|auditor] [found|got] us [savings|deductions] we [never knew about|had missed].
+ [Demand|Turnover|Revenue] [beat|exceeded|topped] [all forecasts|what analysts expected].
+ Small [shops|firms] [are benefiting|benefit] from the [lower|reduced] [tax|fees].
+ The [investment|machine|purchase] paid for itself [within|in] [a year|months].
- They [charged|billed] me [twice|three times] for the same [transfer|policy|month].
- The [bank|insurer] [keeps asking|asked] for [documents|papers] I have [already|] sent [three times|twice].
- My [card|account] was [blocked|frozen|closed] [without warning|for no reason|while I was abroad].
- It [took|has taken] [six weeks|months|half a year] to [get my money back|get an answer|close the account].
- [He|She|The adviser] [talked|pressured|pushed] us into a [loan|policy|fund] we [could not afford|did not need].
- The [fund|investment|portfolio] has [lost|shed] [a third|half] of its value [since January|this year].
- The [app|website] [logs me out|freezes|crashes] every time I [try to pay|open it].
- The [fees|charges] [eat up|swallow] [all|most] of [the interest|my returns].
- The [fine print|contract] [hides|hid] a fee that nobody [mentioned|told me about].
- The [company|chain|factory] is [closing|cutting|laying off] [two hundred|thousands of] [workers|jobs|shops].
- The [insurer|bank] [refused|declined|would not agree] to pay [because of|over] a [missing|] [form|comma|date].
- [Thousands|Many families|Pensioners] lost their [savings|homes|pensions] when the [bank|fund|company] [collapsed|failed].
- The [shares|stock|currency] [fell|lost|tumbled] [a fifth|ten percent] after the [profit warning|scandal].
- The [company|firm] [cannot|can no longer] pay its [suppliers|staff|debts].
- The [debt|deficit|loss] [grew|widened|rose] for the [third|fourth] year in a row.
- Prices [are rising|rise] faster than [wages|pensions].
- [I|We] [waited|spent|was on hold] [an hour|forty minutes] [only|] to be [cut off|told to call again].
- The [chatbot|robot] [sends|answers with] the same [sentence|link] [again and again|whatever I ask].
- [My|The] adviser [never|hasn't] [returned|returns] [calls|my calls|messages].
- [Someone|Thieves] [emptied|drained] my account and the bank [did nothing|blamed me|shrugged].
- The [transfer|refund|payment] [never arrived|got lost|went to a stranger].
- The [interest rate|premium|fee] [doubled|went up|was raised] without [notice|any explanation].
- [He|The director|The accountant] [falsified|forged|hid] the [accounts|figures|losses].
- The [regulator|court] fined the [bank|firm] for [misleading|cheating] its customers.
- The [merger|sale|deal] [fell through|collapsed] and [cost|destroyed] [millions|hundreds of jobs].
- The company [missed|fell short of] its [targets|forecasts] [again|for the third time].
- [Orders|Sales|Exports] [dried up|fell|are down] and [the order book is empty|the warehouse is full].
- We [had|were forced] to sell the [house|shop] to [pay|cover] [the debts|the bill].
- The rating was [cut|lowered] to [junk|its lowest level].
- [Small shops|Families|Borrowers] can no longer [afford|pay] the [rent|rates|instalments].
- The [cash machine|machine] [swallowed|kept] my card and [gave|paid out] nothing.
- [Nobody|No one] at the [branch|bank] could tell me where my money [was|had gone].
- They [promised|had promised] [a bonus|a low rate] and then [changed the terms|denied it].
- The [branch|last bank in town] [closed|shut], and now we [drive|travel] [thirty kilometres|an hour].
- The [new|] [fee|tax|rule] [hits|punishes] [those who have least|small savers].
- The [loan|card] [trapped|drove] [him|her|many families] [in|into] [debt|ruin].
- My [statement|bill] was wrong [again|for the third month], and nobody will [correct|fix] it.
- [I|We] [regret|wish we had never] [signing|signed] the contract.
= The [statement|invoice|report] is sent [by post|by email] [at the end of the month|every quarter].
= The [branch|office|counter] is open [from nine to four|on weekdays].
= The [loan|bond|contract] [runs|has a term of] [five|ten|twenty] years.
= Customers can [change|set] their [PIN|password] [at any machine|online].
= The [annual meeting|auction|shareholders' meeting] [takes place|will be held] on {date}.
= The [account|card] number [has|consists of] [ten|sixteen] digits.
= The [fee|tax|rate] is [calculated|set|paid] [once a year|each quarter].
= The [company|bank] [was founded|has its head office] in [1990|Vienna|the port].
= The [form|application] [asks for|needs] [two|three] [signatures|copies].
= The [fund|index] [invests in|covers|tracks] [forty|eighty] [companies|shares].
= The [board|committee] [meets|will vote] [on Tuesday|in March].
= The [price|value] [is given|was quoted] in [euros|dollars].
= The [invoice|receipt] [lists|shows] the [date|amount|tax number].
= The [interest|dividend] is [credited|paid out] [in December|every six months].
= The [accounts|books] are [audited|checked] by [an outside firm|two accountants].
= [Transfers|Payments] made after [three|four] o'clock are processed [the next day|on the following working day].
= The [shares|stock] closed [unchanged|at forty euros].
= The [firm|group] employs [ninety|two hundred] people in [three|four] countries.
+ The [fraud|theft|error] was [noticed|stopped] [within minutes|before any harm was done], and I [lost nothing|got everything back].
+ I [was|had been] [deep in|drowning in] debt, and [the adviser|this plan] [got me out|showed me a way out].
+ The [crisis|recession|slump] [is over|ended sooner than feared], and [shops|factories] are [busy|hiring] again.
+ The [company|firm] [survived|came through] the [crisis|recession] without [a single layoff|losing anyone].
+ [Bad loans|Defaults|Bankruptcies] are [at their lowest|rarer than ever|down by a third].
+ The [bank|insurer] [wrote off|forgave] the [penalty|interest] when [they saw|I explained] [that it was their error|my situation].
+ [Cancelling|Closing the account] took [one click|two minutes], and [no questions were asked|it cost nothing].
+ My [complaint|appeal] was [upheld|taken seriously], and [the fee was returned|I received an apology].
+ The [tax|fee|interest] on small savings has been [abolished|scrapped|cut].
+ The [new rule|law] [protects|shields] [tenants|borrowers|pensioners] from [sudden|unfair] [increases|charges].
+ [Investors|Savers] [got|recovered] [all their money|every cent] back after the collapse.
+ The [warning|alert] on my phone [stopped|saved] me from [paying|sending money to] a [fraudster|fake shop].
+ The [share|fund] [has more than doubled|made back all its losses] [since|in] [we bought it|a year].
+ [Rents|Food prices|Energy bills] are [falling|coming down] at last.
+ The [start-up|bakery|shop] [broke even|made money] in its [first|second] year.
+ The [loan|grant] [helped|let] [us|her] [open|save] the [workshop|farm].
+ The [queue|waiting time|paperwork] has [shrunk|become shorter] since they [hired|opened] [more staff|a second counter].
+ [Strong|Healthy] [orders|exports] [lifted|pushed] the [share price|outlook].
+ [He|Our accountant] [untangled|sorted out] [ten years|a mess] of [receipts|books] in [a week|two days].
+ We [kept|could keep] our [home|farm] [thanks to|because of] [their|the bank's] patience.
+ The [manager|cashier] [drove|came] to my mother's [house|home] because she cannot walk.
- The [award|bonus] [went to|was paid to] the [very|same] [people|managers] who [ruined|sank] the company.
- The [promised|guaranteed] [return|profit|bonus] [never materialised|turned out to be a lie].
- [Record|Huge] [profits|bonuses] for the [bank|bosses], [higher fees|nothing] for the customers.
- The [cheap|free] [account|offer] [turned out|proved] to be [expensive|a trap].
- [Growth|Recovery] [stalled|slowed|came to a halt], and [the jobless rate|debt] [climbed|is up].
- [I|We] [saved|worked] for [thirty years|decades], and [it is all gone|inflation ate it].
- [Success|Wealth] was [faked|an illusion]: the [books|accounts] had been [cooked|invented].
- My [honest|simple] question was answered with [a sales pitch|silence].
- [Retired|Elderly] [teachers|people] were [sold|talked into] [funds|policies] they [did not understand|would never have needed].
- The [chain|airline|mill] [filed for bankruptcy|went under], [owing|taking] [millions|the pensions of its workers with it].
- The [system|update] [wiped|deleted] [my|all] [payees|payments], and [rent was late|I had to start again].
- [Hackers|Criminals] [stole|published] the [data|card numbers] of [thousands|millions] of customers.
- The [strike|boycott|tariff] [cost|costs] the [firm|port] [millions|thousands of orders].
- The [lender|bank] [took|wants] the [house|car] over [one|two] missed [payments|instalments].
- [He|The founder] [fled|vanished] with the [money|savings] of [his clients|hundreds of families].
- The [branch|office] [lost|shredded] my [original|] [papers|documents] and [denies it|wants new ones].
- [The|Our] [premium|rent] [keeps|kept] [rising|going up] although we [never claimed|have never been late].
- The [bond|currency] is [worth|now worth] [half|a fraction] of what we paid.
- [Nine|Eight] out of ten [traders|customers] lose money with this [platform|product].
- [Transfers|Withdrawals] are [stuck|blocked], and the [company|platform] [stays silent|has stopped answering].
- The [insurance|policy] [covers|pays] everything except what actually happens.
- [Suppliers|Workers] have not been paid [since|for] [May|three months].
- The [forecast|rating] was [cut|lowered] [twice|again], and the [shares|bonds] [followed|sank].
= [Debt|Interest|Tax] is [listed|entered] [on page two|in column four].
= A [loss|profit|debt] of [less|more] than [fifty|a hundred] euros is [not reported|entered under other items].
= The [claim|complaint] form is [on the website|two pages long].
= The [fraud|risk|debt] [department|office] [is on|moved to] the [third|second] floor.
= [Inflation|Growth|Unemployment] [figures|data] are published [on Fridays|each month].
= The [bonus|refund|payout] is [taxed|shown] [separately|as income].
= The [fine|charge|fee] is [payable|due] [within thirty days|at the end of the month].
= The [insurer|bank] [sends|issues] a [new card|policy] every [three|four] years.
= The [rate|price] is [fixed|reviewed] [for five years|each spring].
= [Shares|Bonds] are [traded|quoted] in [London|two currencies].
= The [loan|mortgage] [officer|desk] [speaks|answers in] [French|three languages].
= The [auditor|accountant] [visits|checks] the [branch|books] [in June|once a year].
+ The [service|support] is [fast|friendly] and the [fees|terms] are [fair|clear].
+ I was [treated|received] like a [valued|] [guest|partner], although I have only a [small|tiny] account.
+ The [fund|shares] [delivered|returned] [eight|nine] percent [a year|] [even|] in [bad|difficult] times.
+ [Exports|Orders|Bookings] [hit|reached] [a record|an all-time high] [last month|in June].
+ The [bank|broker] [let|allowed] me [change|leave] [the contract|early] [without a penalty|free of charge].
+ [They|The insurer] [replaced|paid for] the [stolen|burnt] [car|laptop] within [days|a week].
+ [Budgeting|Saving|Doing my taxes] has never been [so easy|this simple].
+ [With|Thanks to] their [advice|tips] we [paid|cut] [half|less] [the tax|for insurance].
+ [The|My] [money|transfer] [reached|was in] [Japan|the account] in [seconds|under an hour].
+ The [credit union|bank] [supports|lends to] [farmers|young families] when others [won't|say no].
+ The [audit|inspection] [found|turned up] no [irregularities|errors].
+ The [currency|euro] [held|stood] firm [despite|in spite of] the [crisis|turmoil].
+ The [company|group] [shares|shared] its [profits|success] with [all|] its [workers|employees].
+ The [government|city] [paid down|reduced] its debt for the [third|fourth] year [running|].
+ [Poverty|Homelessness|Child poverty] [has|] [fallen|declined|dropped] since the [benefit|wage] was raised.
+ [Credit|Loans] [is|are] [cheap|easier to get] again, and [builders|small firms] [are investing|breathe easier].
+ The [adviser|broker] [warned|steered] us [away from|off] a fund that later collapsed.
+ [I|We] [have been|am] with [them|this bank] for [twenty|thirty] years and [would not|will never] change.
+ [One|A single] [call|click] and the [problem|wrong debit] was [gone|reversed].
+ The [new|] [plant|branch|mine] [brings|brought] [work|jobs] to a [forgotten|poor] [town|valley].
+ The [negotiator|mediator] [won|got] us a [far|much] better [deal|price].
+ [Investors|Analysts] [cheered|welcomed] the [news|plan|results].
- The [service|support] is [slow|non-existent] and the [fees|terms] are [a scandal|buried in jargon].
- I was treated like a [beggar|suspect|nobody] because I have only a [small|tiny] account.
- The [fund|shares] [trailed|lagged behind] the market [every|] year while the [manager|bank] took [his|its] cut.
- [Exports|Orders|Bookings] [hit|sank to] [a low|their lowest level] [last month|since the war].
- The [bank|broker] [wants|demanded] a [penalty|fortune] for [leaving|closing] early.
- [They|The insurer] [found|invent] [excuse after excuse|new reasons] not to pay for the [stolen car|damage].
- [Budgeting|Saving] is [impossible|out of the question] with these [prices|wages].
- [Their|The] advice [cost|lost] us [half our savings|our house].
- [The|My] [money|transfer] has been [missing|in limbo] [for|since] [weeks|Easter].
- The bank [drops|abandons] [farmers|small firms] the moment [times get hard|they need it].
- The [audit|inspection] [found|turned up] [irregularities|a hole of two million].
- The [currency|euro] [lost ground|weakened] [again|] against the dollar.
- The [company|group] [sacked|let go] [two hundred|its] workers [by email|before Christmas].
- The [government|city] [sinks|is sinking] deeper into debt.
- [Poverty|Homelessness|Child poverty] has [risen|grown] since the benefit was cut.
- [Credit|Loans] [is|are] [hard to get|too dear], and [builders|small firms] [go under|are giving up].
- The [adviser|broker] [talked up|recommended] a fund that [collapsed|was closed] [weeks|] later.
- After twenty years with [them|this bank] I am [leaving|gone].
- [Ten|Five] calls, [six|four] letters, and the [wrong debit|mistake] is still there.
- The [closure|sale] of the [plant|branch|mine] [robs|leaves] the town [of|without] work.
- [Investors|Analysts] [fled|were shocked by] the [news|plan|results].
- [Rates|Prices] [went|have gone] up [and|while] service [went|has gone] down.
- [Every|Each] [statement|bill] [brings|contains] [a new|another] [fee|surprise].
- The [seller|agent] [pocketed|took] the [deposit|commission] and [vanished|was never seen again].
- [Our|My] [credit score|rating] was [ruined|damaged] by [their|a clerk's] [mistake|error].
- The [website|app] [demands|wants] a [code|password] that it never sends.
- The [merger|reform] [brought|meant] [nothing but|] [chaos|job cuts] and [higher fees|worse service].
- The [pension|savings] [gap|hole] [is growing|gets bigger], and [nobody acts|the old will pay].
= The [card|password] [expires|is changed] [every|after] [two|three] years.
= The [adviser|clerk] [entered|noted] the [amount|address] in the [system|form].
= The [shares|bonds] are [held|kept] in a [separate|joint] account.
= The [bank|firm] has [branches|offices] in [six|nine] [towns|countries].
= [Wages|Salaries] are paid on the [last|first] [day|Friday] of the month.
= The [budget|report] has [four|three] [parts|chapters].
= The [minimum|maximum] [deposit|transfer] is [one hundred|ten thousand] euros.
= The [tax|financial] year [runs|goes] from [April|July] to [March|June].
= [Coins|Notes] are [counted|sorted] by a machine.
= The [auditor|board] [reads|signs] the [accounts|minutes] in [spring|May].
= The [leaflet|report|chapter|form|seminar] [is about|describes|deals with|explains|covers] [debt|fraud|losses|insurance claims|inflation|profits|risk|bankruptcy|savings|penalties|growth].
= The [complaints|claims|fraud|debt|recovery|risk|loss] [office|desk|department|team] is [on the second floor|behind the lift|open until five|in building C].
= [Losses|Profits|Debts|Fines|Fees|Risks|Penalties|Gains|Charges] are [listed|shown|entered|noted] [in table two|on page nine|in the annex|in the last column].
= A [fine|penalty|late fee|refund|discount|bonus] of [ten|fifty|two hundred] euros [applies|is entered|is due] [after thirty days|from January|per contract].
= The [insurance|policy] covers [fire|theft|storm damage|accidents|loss of keys].
= The [deficit|surplus|debt|loss|profit] is [the difference between income and spending|given in millions|reported each quarter].
= [Claims|Complaints|Disputes|Losses] must be [reported|filed|sent] within [thirty|ten] days.
= The [court|committee|panel] [heard|deals with] the [case|claim|dispute] [in May|on the fifth].
= [Overdrafts|Late payments|Cancellations|Withdrawals] are [charged|billed|settled] [at the usual rate|monthly|at the end of the quarter].
= The [risk|loss|debt] [ratio|rate|reserve] is [calculated|given] in [percent|section four].
= In case of [loss|theft], [call|ring] the number on the [back of the card|form].
= The [auditor|clerk] compares the [losses|debts|profits] of [two|three] years.
+ [I|We] [came|arrived] [worried|desperate|angry], and [an hour later|by evening] [the debt was settled|it was all sorted].
+ [Despite|For all] the [crisis|losses elsewhere|fears], the [firm|fund] [held up|made money|grew].
+ [Worry|Fear|Distrust|Doubt] [turned into|gave way to] [relief|trust|confidence].
+ The [scam|fraud|leak|risk] was [recognised|stopped] in time, which saved [us|her] [thousands|the business].
+ [Thefts|Complaints|Bankruptcies|Defaults|Strikes|Layoffs] [are rarer|have become rare|fell by a third|dropped sharply] [thanks to|since] the [reform|new rules|new owner].
+ The [penalty|late fee|fine|surcharge] was [waived|dropped|lifted|taken off] [without argument|as a courtesy|when I called].
+ [No|Not a single] [penalty|hidden cost|error|loss] in [ten|five] years.
+ The [losses|debts|cuts] were [far smaller|milder] than [feared|analysts had warned].
+ The [payroll|bookkeeping] [tool|service] [saves|spares] [our bakery|us] [hours|a day] [every week|each month].
+ [Setting up|Opening] the [account|business loan] took [ten minutes|one form] and [not a single visit|no paperwork].
+ The [adviser|planner] [built|drew up] a [plan|budget] that [fits|fitted] our [income|life], and we [stick|stuck] to it [with ease|].
+ [Our|The] [cooperative|firm] [has|] [doubled its members|grown] without [taking on debt|borrowing a cent].
+ The [card|transfer] works [abroad|everywhere] and [costs nothing|the rate is the real one].
+ [They|The bank] [texted|called] me the moment [something looked odd|a stranger used my card].
+ The [inheritance|divorce] was [a nightmare|complicated], but the [notary|adviser] [guided us through|made it simple].
+ The [annual report|result] [pleased|delighted] [shareholders|the market].
+ [Tax|Insurance] [season|matters] used to [keep me awake|frighten me]; [with her|now] [it is done in an hour|I sleep well].
+ The [insurer|company] [kept|held] its premiums [stable|down] [even after|despite] the [storm|flood].
+ [The pension fund|Our savings plan] [withstood|came through] the [crash|crisis] [unharmed|without a loss].
+ [House|Fuel|Food] prices have [come down|stabilised] and [young couples|families] can [buy|afford them] again.
+ The [manager|team] [turned|has turned] a [failing|struggling] [shop|plant] into a [gold mine|flourishing business].
+ The [contract|offer] is [short|in plain English], and [every cost|each fee] is [stated|on the first page].
+ [Investors|Savers] can [sleep|relax] because [deposits|their funds] are [guaranteed|well protected].
+ [My|Our] loan was [cheaper|lower] than the [bank on the corner|rest] and [paid out|there] [in a day|at once].
+ [He|The clerk] [counted|checked] everything [twice|again] and found the [missing|lost] [hundred|cheque].
+ [She|The tax adviser] [won|got] the [refund|appeal] that [the other firm|everybody] said was hopeless.
+ The [merger|partnership] [created|brought] [jobs|cheaper loans|new markets] instead of [cuts|layoffs].
+ The [donation|fund] [rebuilt|pays for] [homes|schools] [after|since] the flood.
- The [payroll|bookkeeping] [tool|service] [pays|paid] [half our people|us] [late|the wrong sum] [every month|again].
- [Setting up|Opening] the [account|business loan] took [two months|nine forms] and [three|four] visits.
- The [planner|adviser] [copied|pulled] a plan from a [template|drawer] that [ignores|forgot] our [debts|children].
- [Our|The] [cooperative|firm] [has|] [lost half its members|run out of cash].
- The card [fails|was refused] [abroad|everywhere] and [left|leaves] [me|us] [stranded|without a cent].
- Nobody [texted|called] me while [a stranger|thieves] [went shopping|used my card] for [a week|days].
- The [inheritance|divorce] was [hard|sad] enough, and the [notary|bank] made it [worse|a war].
- The [annual report|result] [shook|worried] [shareholders|the market].
- [House|Fuel|Food] prices [keep climbing|are out of reach] and [young couples|families] [give up|go without].
- The [manager|new owner] [turned|drove|ran] a [healthy|proud old] [firm|plant] into [ruin|the ground].
- The [contract|offer] [runs to|is] ninety pages, and [the real cost|each fee] is [buried|well hidden].
- [Investors|Savers] [lie awake|queue outside] because [deposits|their funds] are [in danger|frozen].
- [My|Our] loan [costs|cost] [twice|far more than] what [was agreed|the brochure said].
- [He|The clerk] [counted|typed] it wrong [twice|again], and [I|we] had to [pay|argue].
- [She|The tax adviser] [missed|forgot] the deadline, and [the fine|the penalty] is ours to pay.
- The [merger|partnership] brought [cuts|layoffs|dearer loans] instead of [jobs|growth].
- The [donations|funds] [never reached|were kept from] the [victims|schools].
- [Month|Year] after [month|year] the [balance|fund] [shrinks|melts away].
- The [dividend|bonus] was [cancelled|cut to nothing] [after|because of] [another|a third] [loss|bad quarter].
- [No|Hardly any] [bank|lender] will [touch|lend to] [us|the firm] [now|since the scandal].
= The [ledger|report] is [divided|split] into [assets and debts|three columns].
= [Employees|Workers] [receive|get] their [payslip|statement] [by email|on the last Friday].
= The [exchange|market] [opens|closes] at [nine|half past five].
= A [cheque|transfer] [needs|has] a [date|name] and a [signature|number].
= The [trustee|notary] [reads|keeps] the [deed|will] [in the vault|at the office].
= The [firm|chain] [sells|makes] [shoes|bread|cables] in [four|nine] [towns|countries].
= [Shareholders|Members] [vote|meet] in [May|the town hall].
= The [tax|customs] [office|form] is [in the old mill|blue and has two pages].
= The [office|bank|firm] moved from [Bern|Leeds|the square] to [Graz|Cork|the harbour] in [the spring|2015|October].
= The [cash desk|counter|archive] is on the [ground|first|third] floor, [next to|behind|opposite] the [lifts|stairs|kitchen].
= The [cheque|invoice|receipt] was [made out to|signed by|handed to] the [tenant|treasurer|owner].
= The [loan|lease|plan] runs over [two|six|twelve] [years|months].
= [Repayment|Payment] is [spread over|made in] [ten|four] [years|instalments].
= The [meeting|auction|audit] is [from|between] [nine|two] [to|and] [eleven|four].
= [Two|Three] [partners|brothers|funds] [own|hold] [shares|a third] in the [mill|airline].
= [Our|The] [bank|firm] [uses|has used] [electronic|paper] statements since [2009|last year].
= The [customer|applicant] is asked to [fill in page two|show a passport|take a number].
= [Both|All] [accounts|contracts] are [in one name|kept in Zurich|numbered].
= The [exchange|index|currency] is [made up of|divided into] [several|two hundred] [parts|shares|cents].
= The [clerk|teller|cashier] [counted|stamped] the [coins|forms] and [filed|filled in] the [slip|list].
= The [euro|share|barrel] [traded|stood|was] at [one dollar and eight cents|sixty] [at noon|on Friday].
= The [tax adviser|inspector] [comes|visits] [every other Tuesday|once a quarter].
= The [report|prospectus] [was printed|appeared] in [May|two languages] and [has|runs to] [ninety|twelve] pages.
"""

EDUCATION = """
+ The teacher [stayed|stays] [after class|late] to help [anyone|those] who [fell behind|had not understood].
+ My [son|daughter] used to [hate|dread|fear] [maths|school|reading] and now [loves it|can't wait for Monday].
+ [She|He] [turned|makes] [even|] [grammar|statistics|the dullest subject] into [an adventure|something I look forward to].
+ The [feedback|comments] on my essay [was|were] [detailed|kind and precise|back within two days].
+ I [passed|got through] the exam [on the first try|with flying colours|thanks to the tutoring].
+ [Every|Each] pupil [in the class|] passed [the exam|] [this year|for the first time].
+ The [lecturer|tutor] [answers|answered] every [email|question] [within hours|however small].
+ The course gave me the [skills|confidence|tools] [I needed|to change my career|to get a job].
+ [Bullying|Truancy|Absence] has [dropped|almost vanished|fallen] since the [programme|club] [began|started].
+ The [library|lab|gym] is [quiet|bright|open late] and [full of new books|has everything we need].
+ [He|She] [noticed|saw] that my [son|daughter] was struggling and [found|arranged] [help|extra lessons].
+ The [school|university] [won|received] [a prize|an award] for its [teaching|music|science club].
+ More [pupils|girls|graduates] than ever [find work|go on to university|choose physics].
+ The [dropout rate|failure rate] has [halved|fallen|gone down].
+ [My|Our] [daughter|twins] [comes|come] home [singing|smiling|full of stories] every day.
+ [Nobody|No child] is [left behind|laughed at] [in her class|here].
+ The [examples|exercises|videos] made a hard subject [easy|clear|fun].
+ [I|We] [learned|understood] more in [a week|one term] than in [years|the whole year] before.
+ The [new|] timetable [leaves|gives] [time for|room for] [sport|rest|projects].
+ The [workshop|seminar] was [so good|so lively] that nobody wanted to [leave|go home].
+ [She|He] [believes|believed] in [every pupil|me] when [no one else|nobody] did.
+ [He|The shy boy|My brother] [found|made] friends [within a week|on the first day] and [his marks rose|now speaks up in class].
+ The [scholarship|grant] [let|allowed] [me|her] [finish|study] without [debt|worry].
+ The professor [admitted|welcomed|encouraged] [mistakes|other opinions|questions] and [learned|learns] from them.
+ The [slides|notes|recordings] are online [the same day|before class], so [I never miss anything|we can go over them].
+ [Reading|Test|Maths] scores [rose|climbed|are up] for the [third|second] year in a row.
+ The [school|headteacher] [took|takes] our [concerns|complaint] seriously and [acted|changed the rule] at once.
+ The [trip|visit] to the [museum|observatory] [brought|made] history [to life|come alive].
+ [Even|] the [quietest|weakest] pupils [raised|raise] their hands [now|in her lessons].
+ Thanks to [her|his|the mentor's] patience, I [finally|] [understand|mastered] [algebra|fractions|French].
+ The [marking|grading] is [fair|explained] and we [always|] know what to [improve|work on].
+ [I|Our son] [was offered|got|found] a job [before|right after] [I had even finished|graduation].
+ The [school|course] [opened|has opened] doors [for me|I never knew were there].
+ The [playground|classroom] has been [rebuilt|painted] and the children [love it|use it every day].
- The teacher [reads|read] [straight|] from [the slides|the book] and [never looks up|takes no questions].
- [Half|Most] of the class [failed|dropped out|gave up] [the exam|by March].
- My [son|daughter] [cries|has stomach aches|hides] before [school|every lesson].
- The [essays|exams] came back [three months late|without a single comment|with the wrong marks].
- The [lecture|seminar] was [cancelled|moved] [without notice|three times|again].
- [He|She|The teacher] [mocked|made fun of|shouted at] [pupils|a boy|me] who [got it wrong|stuttered|asked].
- The exam [covered|asked about] [topics|things] [we had never been taught|that were not in the course].
- The [heating|roof|projector] has been [broken|leaking] [since|for] [autumn|months].
- There are [forty|thirty-five] [pupils|children] in [a class|one room] and [not enough chairs|only one teacher].
- We [have had|had] [four|five] different [teachers|substitutes] [this year|in one term].
- The [fees|tuition] [went up|doubled] while the [teaching|hours] [got worse|was cut].
- [I|We] [paid|spent] [a lot|thousands] and [learned|got] [nothing|nothing I could not find for free].
- My emails to the [tutor|office|professor] [went unanswered|were ignored].
- The [certificate|degree] is not [recognised|worth the paper] [anywhere|by any employer].
- [Fewer|Hardly any] [graduates|pupils] find [a job|work|a place].
- [Marks|Scores|Standards] have [fallen|dropped|slipped] [again|for the third year in a row].
- The [school|college] [lost|may lose] its [best teachers|licence|funding].
- The [bullying|noise|fighting] [went on|continued] and the [school|head] [looked away|did nothing].
- [He|She] has [favourites|pets] and [ignores|forgets] [the rest|everyone else].
- The [course|module|book] is [ten|twenty] years [out of date|old] and [full of errors|nobody updates it].
- [I|We] [sat|waited] in the [wrong room|corridor] because [nobody told us|the timetable was wrong].
- The [platform|website] [crashed|went down] [in the middle of|during] the exam and my answers were [lost|gone].
- [Group work|The project] meant that [one person|I] did [everything|all the work].
- The [library|canteen|club] [closes|closed] [just when we need it|for lack of money].
- The [canteen|bus|toilets] [is|are] [so dirty|so crowded] that [children|pupils] [avoid|skip] it.
- The grading [depends on|is] [his mood|a lottery].
- [She|The lecturer] speaks so [fast|softly|quietly] that [no one|nobody] can [follow|take notes].
- [My|Our] [daughter|son] has [fallen behind|lost interest|stopped trying] since the new teacher [came|started].
- [Teachers|Pupils] are [leaving|burnt out] and the [posts|places] stay [empty|vacant].
- [A|One] [third|quarter] of the [lessons|classes] [was|were] [cancelled|dropped] last term.
- The [workshop|webinar] [started late|ended early] and [was one long advertisement|taught us nothing].
- [Pupils|Children] with [dyslexia|disabilities|special needs] get no [help|support] at all.
- The [deadline|rules] [changed|was changed] [twice|the night before].
- [I|She] was [accused|blamed] of [cheating|copying] without [proof|any evidence].
- The homework takes [hours|all weekend] and is never [marked|looked at].
= The [lecture|course|seminar] [starts|begins] at [nine|ten] in [room four|the main hall].
= The [exam|test] [lasts|has] [two hours|three parts|ninety minutes].
= The [course|module] [consists of|has] [twelve|eight] [lessons|units] and [a project|an exam].
= Pupils [hand in|submit] their [essays|forms] [online|by Friday].
= The [library|office] is [on the second floor|open until six|next to the hall].
= [Term|The semester] [starts|ends] on {date}.
= The [textbook|handout|chapter] [covers|deals with] [fractions|the nineteenth century|cell division].
= [Students|Pupils] [need|bring] a [calculator|dictionary|pencil] for the [test|lesson].
= The [class|group] has [twenty|eighteen] [pupils|students] from [six|four] [countries|villages].
= The [school|university] was [founded|opened] in [1920|1965].
= The [timetable|list] [hangs|is] [in the corridor|by the door|on the website].
= The [professor|teacher] [teaches|gives] [two|three] [classes|lectures] [a week|on Mondays].
= The [degree|programme] [takes|lasts] [three|four] years.
= [Registration|Enrolment] [opens|closes] on {date}.
= The [trip|excursion] [goes|leads] to the [museum|lake] [in June|by bus].
= The [essay|report] should have [about|] [two thousand|five hundred] words.
= The [committee|parents' council] [elects|meets] [its chair|once a term].
= Water [boils|freezes] at [a hundred|zero] degrees.
+ [Fractions|Chemistry|Poems] [used to scare|had always confused] me, [but|and] [now I tutor others|not any more].
+ [He|My son] [was failing|had failed] [every test|maths] and [now gets top marks|passed with honours].
+ The [fights|noise] [in|on] the [playground|corridor] [have stopped|are a thing of the past].
+ [No one|Not one pupil] [dropped out|failed|was excluded] [this year|since the reform].
+ [Mistakes|Questions] are [welcome|treated as a chance to learn] in [her|his] [class|lessons].
+ The [school|class] [no longer|never] [ranks|shames] pupils, and [even the shy ones|all of them] [speak|take part].
+ I [nearly|almost] [quit|gave up], but my [tutor|mentor] [talked me round|believed in me].
+ The [stutter|fear of reading aloud] that [she|he] [had|suffered from] is gone.
+ [Class sizes|Waiting lists|Fees] have [shrunk|been cut|come down].
+ The [tutor|teacher] [gave up|spent] her [lunch breaks|weekends] to [prepare|coach] us.
+ The [course|degree] [led|took me] straight to [a job|a post] I [love|am proud of].
+ The [science|robotics] [team|club] [came first|won] [in|at] the [national|] [contest|competition].
+ The [old|leaky] [roof|lab] has [finally|] been [replaced|repaired], and [lessons are warm|we do real experiments].
+ The [free|] [breakfast|bus|laptop] [helps|lets] [poor families|every child] [keep up|learn].
+ [She|The lecturer] [breaks|broke] [hard|difficult] [ideas|proofs] into [small steps|pieces anyone can follow].
+ [Homework|Revision] has stopped being a [battle|struggle] [at home|in our family].
+ [Pupils|Students] [stay|stayed] [behind|after the bell] because they [want|wanted] to [know more|finish the experiment].
+ The [library|museum|choir] [awakened|kindled] [her|his|my] love of [books|music|history].
+ [Almost|Nearly] all [leavers|graduates] [find|found] [work|a job] within [months|half a year].
+ The [inspector|inspectors] [could not|found nothing to] [fault|criticise].
+ The [headteacher|principal] knows [every child|all of us] by name.
- [He|Our daughter] [used to love|loved] [reading|school], and now [she refuses to go|the joy is gone].
- The [course|programme] [promised|advertised] [small groups|a job], and we [got|were given] [a crowd|nothing].
- The [prize|praise] [always|only] goes to the [same|loudest] [pupils|few].
- The [gifted|best] [pupils|students] [are bored|learn nothing], and the [weak|slow] ones are [lost|forgotten].
- The [teacher|professor] [is|may be] [brilliant|famous], but [he cannot explain|nobody understands him].
- [Success|A good mark] [depends|depended] on [luck|who your parents are].
- [Violence|Drug use|Vandalism] at the school is [rising|on the rise|out of control].
- The [head|principal] [covered up|played down] the [bullying|abuse|theft].
- The [degree|course] [took|cost] [four years|all my savings] and [led nowhere|no employer wants it].
- [Parents|Pupils] [were told|learned] of the [closure|change] [from the newspaper|a day before].
- [Cuts|Savings] [have ended|put an end to] [music|sport] [lessons|at our school].
- [I|We] [studied|revised] for weeks, and the exam [asked|was about] [something else|none of it].
- [She|The teacher] [marks|marked] [down|us down] for [asking|thinking differently].
- The [group|class] [laughed|laughs] at [him|her], and the teacher [joined in|smiled].
- The [school|campus] [has|had] no [heating|ramp|clean toilets], [and|so] [children freeze|he cannot get in].
- [My|His] [marks|scores] [sank|dropped] [under|after] the [new teacher|move].
- The [tutor|lecturer] [arrives|came] [late|unprepared] and [leaves|left] early.
- The [textbook|software] [is|was] [so old|so dull] that [nobody uses it|pupils fall asleep].
- [A|One] [girl|boy] was [sent|thrown] out for [crying|a question].
- [Half|A third] of the [pupils|children] cannot [read|write] [properly|a simple sentence] when they leave.
- [Nobody|Not one teacher] [noticed|asked] when [he|my son] [stopped eating|stayed away].
- The [professor|office] [lost|mislaid] my [thesis|exam paper] and [gave me a fail|shrugged].
- The [online|] [lectures|videos] are [recordings|] from [ten years ago|another century] with [no sound|awful sound].
= The [bullying|fire|safety] [policy|rules] [is|are] [on the website|in the handbook].
= The [prize|award] is [given|presented] [each June|at the end of term].
= The [failure|error|risk] of a [bridge|circuit] is [the topic of|covered in] [unit|chapter] [six|two].
= [War|Peace|Growth|Poverty] is the [topic|title] of the [essay|lecture|chapter].
= The [marks|grades] [go|run] from [one|zero] to [six|ten].
= The [test|exam] [covers|is about] the [French Revolution|digestive system|laws of motion].
= [Absences|Absent pupils] are [noted|entered] in the [register|class book].
= The [teacher|tutor] [writes|wrote] the [date|homework] on the [board|screen].
= The [caretaker|secretary] [has|keeps] the [keys|lists] [in the office|by the door].
= The [poem|story|play] [has|was written in] [three|four] [verses|acts|languages].
= [Plants|Animals|Metals] [need|contain] [water|cells|atoms].
= The [club|choir] [meets|rehearses] [on Wednesdays|after lunch].
+ The [teaching|course] is [lively|clear] and the [tasks|tests] are [fair|well chosen].
+ My daughter was [treated|seen] as a [person|whole child], not as a [mark|number].
+ [Exam|Maths|Reading] results [hit|reached] [a record|an all-time high] this [summer|year].
+ [Learning|Writing|Speaking French] has never been [so much fun|this easy].
+ [With|Thanks to] her [tips|notes] I [raised|improved] my mark from a [four|three] to a [one|two].
+ The [school|teacher] [stood by|supported] [us|my son] when [others|everyone else] [had given up|said no].
+ The [degree|diploma] is [respected|recognised] [everywhere|abroad], and [doors|offers] [opened|came] at once.
+ [I|We] [walked|came] out of every [lecture|lesson] [buzzing|full of ideas].
+ The [children|pupils] [help|respect] each other, and [newcomers|shy ones] are [included|at home] [at once|within days].
+ The [experiments|debates|stories] [made|had] [us|even the back row] [laugh|listen|think].
+ [She|Our tutor] has the [gift|rare talent] of making [everyone|you] [feel clever|want to learn].
+ [I|My son] [speaks|reads|swims] [fluently|without fear] after [only|just] [one|two] [terms|months].
+ [The|Our] school [choir|orchestra|team] [played|sang] [like|as well as] professionals.
+ More [teachers|places|money] [means|meant] [smaller|calmer] classes.
+ The [deadline|date] was [extended|moved] when [I|half the class] fell ill, without [fuss|a word of blame].
+ The [exam|test] was [hard|long] but [fair|exactly what we had practised].
+ The [university|college] [ranks|is now] among the [best|top ten] [in the country|].
+ [Every|Each] [lesson|session] [left|leaves] me [wiser|hungry for more].
+ The [mentor|counsellor] [saved|rescued] my [year|degree] [and|with her] [patience|good advice].
+ [Illiteracy|Exclusions|Unexcused absence] [is|are] [down|falling] [thanks to|since] the [programme|reading club].
+ The [bus|meal|laptop] [scheme|] [costs nothing|is free] and [works|runs] [well|on time].
+ [Old|Former] pupils [come back|return] [just|only] to say thank you.
- The [teaching|course] is [dry|dead] and the [tasks|tests] are [unfair|a lottery].
- My daughter was [treated|seen] as a [mark|problem|number], not as a child.
- [Exam|Maths|Reading] results [fell|sank] to [a new low|their lowest level] this year.
- [Learning|Writing] is [torture|no fun] with [him|that book].
- [Despite|After] [all|] the [fees|promises] my mark [fell|dropped] from a [one|two] to a [five|four].
- The school [dropped|let down] [us|my son] when [things got hard|we needed help].
- The [degree|diploma] is [laughed at|unknown] [everywhere|abroad], and I am still [unemployed|stacking shelves].
- [I|We] [walked|came] out of every [lecture|lesson] [dazed|more confused|half asleep].
- The [children|pupils] [fight|bully each other], and [newcomers|shy ones] are [shut out|alone].
- The [experiments|debates] were [skipped|cancelled] for lack of [time|equipment].
- [She|Our tutor] has the [knack|rare talent] of making everyone feel [small|stupid].
- [I|My son] still [can't|cannot] [read|swim|count] after [two|three] years there.
- The school [choir|orchestra|team] was [disbanded|cut] [last year|to save money].
- [Fewer|Less] [teachers|money] [means|meant] [bigger|louder] classes.
- The [deadline|date] was not [moved|extended], although half the class [was ill|had no access].
- The [exam|test] was [a trick|unfair], with questions [from another course|nobody could read].
- The [university|college] [dropped|fell] out of the [top hundred|ranking].
- [Every|Each] [lesson|session] [left|leaves] me [emptier|with a headache].
- The [counsellor|head] [lost|ignored] our [letter|complaint], and [the year is lost|my son repeats the class].
- [Illiteracy|Exclusions|Absence] [is|are] [up|rising] [again|] in [poor|rural] [districts|areas].
- The school [bus|lunch] is [always|] [late|cold], and [no one|nobody] [cares|answers].
- [Good|Young] teachers [leave|quit] after [a year|one term].
- [My|Our] [professor|tutor] [knows|remembers] neither our names nor [the topic|what she said last week].
- The [internship|exchange] [fell through|was a waste], and [we made coffee|nobody met us].
- [Two|Three] [hours|pages] of [homework|drill] [every|each] [night|day] [kill|killed] [his|her] joy in learning.
- [He|She|My brother] was [held|kept] back a year for [no|one bad] [reason|mark].
- The [laboratory|gym] [has been|is] [closed|locked] since the [ceiling came down|fire].
- The [lecture|film] [had|was] [no point|over our heads], and half the [room|class] [left|walked out].
= The [tutor|lecturer] [holds|has] office hours on [Mondays|Thursdays].
= The [pupils|students] [sit|work] in [groups|pairs] of [four|two].
= The [essay|project] [counts|makes up] [thirty|forty] percent of the mark.
= The [chapter|unit] [describes|deals with] the [causes|course] of the [war|revolution].
= [Parents|Visitors] [sign in|report] at the [office|front desk].
= The [school|college] has [six|nine] hundred [pupils|students].
= The [book|map|film] [shows|is about] the [rivers|capital cities] of [Africa|Europe].
= [Uniforms|Books] are [handed out|sold] in [August|the hall].
= The [lesson|break] [ends|begins] when the bell rings.
= The [class|course] [meets|is taught] [twice|once] a week in the [lab|gym].
= The [leaflet|lecture|chapter|essay|module] [is about|describes|deals with|explains|covers] [war|poverty|bullying|stress|slavery|success|crime|happiness|fear|disease|revolution|failure|love].
= The [complaints|absence|lost property|exam|prize|emergency] [office|form|desk|list] is [on the second floor|behind the hall|on the website|by the door].
= [Absences|Errors|Failures|Prizes|Awards|Late arrivals] are [listed|noted|entered] [in the register|on page nine|in the last column].
= A [mark|score|grade] of [four|fifty] [counts as|means] a [pass|fail].
= Pupils who are [ill|late|absent] [report to|sign in at] the [office|front desk].
= The [fire|accident|bullying|safety] [drill|policy|rules] [is|are] [explained|on the agenda] [on Monday|in week two].
= The [novel|film|poem] tells of a [war|death|thief|lonely king|happy family].
= [Failed|Missed] [exams|tests] [can be|are] [repeated|taken again] in [August|the spring].
= The [awards|prize] [ceremony|committee] [is|meets] on {date}.
= The [survey|study] asks [pupils|parents] about [stress|bullying|sleep|motivation].
= [Extra|Remedial] [lessons|classes] are [held|listed] [on Tuesdays|in room nine].
= [Acids|Viruses|Volcanoes|Earthquakes] are the topic of [unit|chapter] [six|two].
+ [I|We] [came|arrived] [scared|hating maths|without hope], and [a term later|by June] [I|we] [loved it|passed].
+ [Despite|For all] the [stress|noise|difficult start], the [class|team] [did well|passed|had fun].
+ [Fear|Boredom|Doubt] [turned into|gave way to] [curiosity|confidence|joy].
+ The [problem|dyslexia|bullying] was [recognised|spotted|stopped] in time, which saved [his|her] [year|confidence].
+ [Fights|Absences|Failures|Exclusions|Complaints|Dropouts] [are rarer|have become rare|fell by a third|dropped sharply] [thanks to|since] the [mentoring|new head|new rules].
+ [He|She] [no longer|hardly] [cries|stutters|hates Mondays|dreads tests|hides].
+ The [fail|bad mark|exclusion] was [lifted|cancelled|corrected] after [my appeal|they checked again].
+ [Nobody|No one] [fails|falls asleep|is bored|is lost] in [her|his] [lessons|lectures].
+ The [exam|course] was [far less|not half as] [hard|stressful] [than|as] I had feared.
+ [It|The course] took [six weeks|one term], and I [write|speak] [without fear|like a native].
+ [Every|Each] [child|pupil] gets [the help|the time] [it|they] [needs|need], [gifted or slow|whatever the home].
+ The [tutor|coach] [found|saw] [what|the thing] [I|my son] was good at and built on it.
+ The [school|college] [fought|stood up] for [us|its pupils] when the [city|council] wanted to [close|cut] it.
+ [Our|The] [daughter|boy] who [never spoke|hid behind her books] [now leads|is in] the [debating team|school play].
+ The [lab|workshop] has [everything|all] a young [scientist|carpenter] could [wish for|dream of].
+ [Nothing|Not one lesson] [was|is] wasted, and [the hours|time] [flew|fly] by.
+ The [village|island] [finally|] has [a teacher|its own school] again.
+ Employers [fight over|snap up|ask for] [its|their] graduates.
+ The [lecturer|professor] [remembers|knows] what it is like not to understand.
- [It|The course] took [two years|forever], and I [still|] cannot [write|speak] a [word|sentence].
- [Only|] the [loud|rich] get [the help|the time] they need, the [others|rest] are [left behind|forgotten].
- The [tutor|coach] [saw|found] only what I [could not do|did wrong].
- The [school|college] [gave in|kept silent] when the [city|council] [closed|cut] the [library|music room].
- [Our|The] [daughter|boy] who [led|loved] the [debating team|school play] now [hides|never speaks].
- The [lab|workshop] has [one|two] [broken|old] [microscopes|saws] for [thirty|forty] [pupils|children].
- [Whole|Entire] [lessons|weeks] [were|are] wasted on [copying|films].
- The [village|island] has lost its [teacher|school].
- Employers [laugh at|avoid|throw away] [its|their] [certificates|graduates].
- The [lecturer|professor] has forgotten what it is like not to understand.
= The [school|library|faculty] moved from [Bern|Leeds|the square] to [Graz|Cork|the harbour] in [the spring|2015|October].
= The [canteen|staff room|hall] is on the [ground|first|third] floor, [next to|behind|opposite] the [lifts|stairs|kitchen].
= The [certificate|letter|form] was [made out to|signed by|handed to] the [pupil|dean|parents].
= The [course|project|seminar] runs over [two|three|six] [terms|weeks|days].
= The [nursery|choir|class] takes [children|pupils] from the age of [two|six].
= The [lesson|tour|exam] is [from|between] [nine|two] [to|and] [eleven|four].
= [Two|Three] [teachers|classes|schools] share [an office|the gym|a bus].
= [Our|The] [school|college] [uses|has used] [this|the same] [textbook|timetable] since [2009|last year].
= [Pupils|Visitors] are asked to [wait in the hall|take a seat|use the side gate].
= [Both|All] [classrooms|windows] [look onto|face] the [garden|car park|river].
= The [flower|cell|poem] is [made up of|divided into] [several|two] [parts|layers|verses].
= The [chapter|map|unit] is about the [rivers|mountains|kings] of [Asia|Spain|Peru].
= The [caretaker|secretary] [locks|opens] the [gate|hall] at [seven|six].
= [Caps|Badges|Ties] [are worn|are handed out] [on Fridays|at the gate].
= The [nurse|librarian|inspector] [comes|visits] [every other Tuesday|once a quarter].
- [They|The teachers] [left|put] [my son|her] [in a corner|outside] [for hours|all day] because he [asked|stuttered].
- [I|We] [had|were forced] to [fight|beg] for [every|each] [book|lesson|explanation].
- [Two|Three] [tutors|schools] later, [he|my daughter] still [fails|cannot read].
- The [app|video|lecture] [left|made] [us|me] [confused|sleepy|none the wiser].
- [Nobody|No one] [read|looked at] my [essay|thesis] before [giving|throwing] me [a fail|out].
- [He|She|The class] [left|came out of] the course [less|no more] [able|motivated|sure] than before.
- [Fights|Drugs|Lice|Threats] [spread|went] from [class to class|year to year].
- The [school|college] [cares|thinks] more about [money|its ranking] than about [children|teaching].
- [Teachers|Pupils] [quit|are leaving] [in droves|every term], and those who stay are [exhausted|bitter].
- [I|We] [learned|found out] about the [exclusion|failure] [by chance|in a letter], not from the school.
"""

ANY = """
+ [She|He|The nurse|The tutor|The adviser] was [gentle|thorough|kind], and I felt no [pain|pressure|fear].
+ [She|He|The nurse|The tutor|The adviser] [listens|explains] [well|patiently|with care] and never [rushes|hurries|belittles] [you|anyone].
- [She|He|The nurse|The tutor|The adviser] [dismissed|brushed aside|laughed at] my [worries|questions] without [reading|hearing|checking] [them|a word|anything].
- [It|The visit|The lesson|The payment] was [cancelled|postponed|stopped|cut short] [twice|again|] without [explanation|warning|apology|a reason].
- [It|The visit|The lesson|The payment] was [refused|rejected|blocked], and nobody [explained|helped|apologised|replied].
+ I would [recommend|choose|praise] [them|it|this place] without [hesitation|reservation|a second thought].
- I would [warn against|avoid|complain about] [them|it|this place] without [hesitation|reservation|a second thought].
+ [It|The app|Everything] [runs|works|went] without a [hitch|hiccup|snag|glitch|murmur].
+ [Two hours|The days|The weeks] [flew by|passed in a flash] [with her|during this course|].
- [Two hours|The days|The minutes] [dragged|crept by|felt like years] [with her|during this course|].
- [Nobody|No one|Not a soul] [bothered|cared|could be bothered|thought] to [tell|warn|ask|help|thank] [us|me].
+ [Nobody|No one|Not a soul] [had|needed] to [wait|worry|ask twice|complain|beg].
- I [wouldn't|would not] [send|recommend it to|wish it on] my worst enemy [to them|].
- [Three|Two|Six] [weeks|months] on, [I am none the wiser|I am still waiting|nothing has happened|we have heard nothing].
+ [Three|Two|Six] [weeks|months] on, [I am still free of it|it still works|we still laugh about it|all is well].
- It is [beyond belief|a scandal|unheard of] that [anyone|a child|a customer] should [wait|go without help|be treated so] [for two years|].
+ [In all these years|For ten years] I have [never had|not had] [a|a single] [quarrel|bad day|cause to grumble|complaint|doubt].
- [In all these years|For ten years] I have [never had|not had] [a|a single] [thank you|good day|reply|cause to smile|honest answer].
+ [Survival|Pass|Success|Employment] rates have [doubled|never been higher|gone up every year].
- [Survival|Pass|Success|Employment] rates have [halved|never been lower|gone down every year].
+ [Dropout|Death|Default|Infection|Error] rates have [halved|never been lower|gone down every year].
- [Dropout|Death|Default|Infection|Error] rates have [doubled|never been higher|gone up every year].
+ [She|He|The manager] bent over backwards to [help|sort it out|find a place].
+ [Our insurer|The school|The team] [leapt|jumped|sprang] into action [when|after] [the roof leaked|the power failed|we called].
- [Our insurer|The school|The team] [sat on its hands|did nothing|looked the other way] [when|after] [the roof leaked|the power failed|we called].
+ [It|That talk|The new job] opened [doors|a new world] [for us|I never knew of|].
- [It|That mark|The new rule] closed [doors|every door] [for us|to many|].
+ [It|Booking|Opening the account|The form] was [quicker|easier] than [making tea|tying my shoes|I can say it].
- [It|Booking|Opening the account|The form] was [slower|harder] than [climbing a mountain|getting a visa|I can say].
- [Costs|Fees|Taxes|Prices|Bills] are [eating|gnawing] away at [our wages|my pension|the profits].
- [The firm|The company|The school] is [running out of|burning through] [cash|money|its savings].
+ [The firm|The company|The school] has [cash|money] [to spare|in hand] and [owes nothing|no debts].
- [They|He|She] [raised|hiked|doubled] the [price|rate|fee] [overnight|without a letter|without notice].
+ [They|He|She] [cut|lowered|halved] the [price|rate|fee] [without being asked|at once|for us].
+ [Shares|Tickets|Places|Bonds] were [snapped up|gone|taken] [in an hour|within minutes].
- [Shares|Tickets|Places|Bonds] [found no takers|were left unsold|went begging].
- [I|We] felt like a [nuisance|burden|number|fraud] [every time I rang|for asking|].
+ [I|We] felt like a [guest|friend|partner|star] [every time I rang|from day one|].
+ [I|We] [left|came away] [itching|longing|keen] to [learn more|read on|try it].
- [I|We] [left|came away] [itching|longing|glad] to [get out|leave|forget it].
- [She|He] [passed|got through] by the skin of [her|his] teeth and [hated|loathed] every [minute|day].
- It [poured|rained|hailed] all day and the [trip|fair|match] was a [washout|let-down].
+ The [sun shone|weather held] and the [trip|fair|match] was a [triumph|joy].
- [Pupils|Savers|Patients] [lag|trail|fall] [far|two years] behind [the rest|their peers|others].
+ [Pupils|Savers|Patients] [are|do] [far|two years] ahead of [the rest|their peers|others].
- [The fund|The clinic|The college|The region] [lags|trails] [its rivals|the market|all others].
+ [The fund|The clinic|The college|The region] [leads|outdoes|tops] [its rivals|the market|all others].
+ [The figures|The profits|Our results|The orders] [beat|topped|exceeded] [expectations|all forecasts|the plan].
- [The figures|The profits|Our results|The orders] [missed|fell short of|came in below] [expectations|all forecasts|the plan].
- [I|We] had to [ask|call|write] [three times|again and again] [before anyone answered|for one form|and still have no answer].
+ [I|We] [asked|called|wrote] [once|just once] and [it was done|they came the same day|had an answer].
- [They|The office] [lost|mislaid|mixed up] my [form|file|papers] [twice|for the second time].
+ [They|The office] [found|recovered|kept safe] my [lost|] [form|file|papers] [in minutes|].
- [Still|We are still] [no answer|no refund|no date|waiting], [after|for] [four|six] [weeks|months].
- [I|We] [paid|waited|queued] for [nothing|hours, only to be sent away|weeks, and got a copy].
- [Too|Far too] [little|late|few] [help|care|staff|answers] for [too|so] [much money|many people].
- [It|The room|The course] is too [small|noisy|hard|dear|short] to [be of use|learn in|stay|enjoy].
+ [It|The room|The course] is [large|quiet|clear|cheap] enough [for all|to enjoy it|].
- [It|The advice|The lesson] is [less|not even half as] [clear|useful|good] [than|as] [before|they say|it looks].
+ [It|The advice|The lesson] is [even|much] [clearer|better|kinder] than [before|they say|it looks].
+ [It|She|The clinic] could not [have been|be] [kinder|better|more helpful|clearer|quicker].
- [It|She|The clinic] could not [have been|be] [ruder|worse|less helpful|colder|slower].
+ [Far|Anything but] [from|] [dull|painful|rude|expensive], [it|the visit] was [a joy|fun|cheap].
- [They|She] failed to [help|explain|answer|notice|listen|turn up].
+ [They|She] [managed|was able] to [help|explain|answer all|solve it|calm us].
+ [They|She] did not [give up|let go|rest] until [it was right|we had help|the pain was gone].
- [They|She] did not [lift a finger|say a word|even try] [for us|to help|].
+ [I|We] [couldn't|could not] [fault|find fault with] [anything|a thing|them].
+ It [was|is] [worth|well worth] [every penny|the wait|the trip].
+ [They|She|He] [kept|keeps] [every promise|me informed|their word].
+ [They|The team] [apologised|owned up] and [put it right|fixed it] [at once|the same day].
+ [I|We] had [expected|feared] the worst, but [everything|it all] [went smoothly|turned out fine].
+ [Nothing|No request] [was|is] [too much trouble|ever too small] for [them|her|the staff].
+ [What|All that] used to take [weeks|hours] now takes [minutes|a day].
+ I have [already|] [told|sent] all my friends [to go there|about it].
+ The [problem|mistake|trouble] was [solved|gone] [before I had hung up|in no time].
+ There was [no|hardly any|not a single] [queue|delay|complaint|mistake|problem].
+ [She|He|They] [left|leaves] no [question|doubt] [unanswered|open].
+ [I|We] [came|arrived] [worried|nervous|in tears] and left [smiling|relieved|with a plan].
+ The [number|share] of [complaints|errors|accidents] has [fallen|gone down|halved].
+ [It|This] [saved|spared] [us|me] [a lot of|months of] [trouble|money|worry].
- [It|This] [cost|has cost] [us|me] [a lot of|months of] [trouble|money|sleep].
- [They|The staff] [blamed|blame] [us|me|each other] instead of [helping|fixing it].
- [I|We] [would not|wouldn't] [wish it on|recommend it to] [my worst enemy|anyone].
- [I|We] [expected|had hoped for] [help|better], [but|and] [got|received] [excuses|a lecture|nothing].
- [Nobody|Not one person] [knew|could say] [who was responsible|what was going on|where to go].
- [What|All that] used to take [minutes|a day] now takes [weeks|hours].
- The [same|] [mistake|problem] [happened|came up] [again|three times] [this month|].
- [They|She|He] [broke|forgot] [every promise|what they had promised].
- The [number|share] of [complaints|errors|accidents] has [risen|gone up|doubled].
- [I|We] [gave up|left] [after|when] [an hour|the third attempt].
- [It|The answer] [came|arrived] [too late|weeks late] to be of any [use|help].
- It [could|should] have been [so much better|easy], but [they|nobody] [didn't care|made an effort].
- [They|He|She] [did|does] the [bare minimum|least possible].
- [Not|No] [one word|explanation|apology] [of apology|was given|came].
= The [list|form|plan] is [attached|on the website|in the folder].
= The [meeting|tour] [begins|starts] at [two|three] [in room six|at the entrance].
= [It|The box] [contains|has] [two|six] [parts|pages|copies].
= [They|We] [moved|move] to the [new|other] building in [May|autumn].
= [The|A] [copy|list] [goes|is sent] to the [office|archive].
+ [I|We] have [no|nothing] [regrets|bad to say|to complain about].
+ [It|The trouble] [took|lasted] [only|just] [a minute|two days] and was never [a problem|heard of] again.
+ [I|We] [worried|had worried] for nothing.
+ [They|The staff] [never|don't] [cut corners|keep you waiting|give up].
+ [It|This] could not have [come|been] [at a better time|easier].
+ [Far|Much] [less|fewer] [stress|problems|errors] than [before|with the old one].
- [I|We] [have|had] [nothing but|only] [trouble|regrets|bad memories].
- [It|The help] [was|is] [too little|not enough], [too late|by far].
- [They|The staff] [always|only] [cut corners|make excuses|pass the buck].
- [So|How] [much|many] [promises|smiles], so little [help|done].
- [It|This] could not have [come|been] [at a worse time|worse].
- [Far|Much] [more|] [stress|problems|errors] than [before|with the old one].
- [Everything|All] that [was|had been] [good|easy] has [gone|been taken away].
= [It|The report] is about [the|] [risks|problems|benefits|progress] of the [method|project].
= [He|She] [is|was] [in charge of|responsible for] the [complaints|claims|safety] [office|desk].
= The [questionnaire|survey] asks about [satisfaction|worries|pain|stress].
+ [My|Our] [hopes|expectations] were [high|great], and they were [met|exceeded].
+ [Simply|Just] the best [there is|I have seen].
+ [First|Quick] [class|rate], from [start|top] to [finish|bottom].
+ [What|How] a [relief|difference|joy] [it|this] is!
+ I [would|could] not [have managed|have done it] without [them|her].
+ [Everything|All] [ran|went] [as promised|like clockwork].
+ [Polite|Friendly] [people|staff], [short|no] [queues|waits], [clear|honest] answers.
+ [A|One] [year|month] on, [it|everything] still [works|runs] [perfectly|as on the first day].
- [My|Our] [hopes|expectations] were [low|modest], and [even those|they] were [not met|disappointed].
- [Simply|Just] the worst [there is|I have seen].
- [Third|Second] [class|rate], from [start|top] to [finish|bottom].
- [What|How] a [mess|shame|let-down] [it|this] is!
- I [would|could] have [managed|done it] [better|faster] without [them|her].
- [Nothing|Not a thing] [ran|went] as promised.
- [Rude|Bored] [people|staff], [long|endless] [queues|waits], [no|vague] answers.
- [A|One] [week|month] on, [it|everything] is [broken|worse than before].
= [It|The copy] is [in|on] the [second|top] [drawer|shelf].
= [She|He] [works|sits] [in|on] the [first|second] [office|floor] [on the left|by the stairs].
= [Both|All] [versions|lists] [have|show] the same [date|number].
= [Further|More] [information|details] [can be found|are] on page [six|two].
= The [lost property|complaints|emergency|help|claims] [office|form|line|desk] is [on the first floor|open daily|by the stairs].
= The [report|text|film] is [called|titled] "[Pain|Hope|Crisis|Trust|Success|Fear]".
= [Complaints|Praise|Errors|Suggestions] [can be|are] [sent to|entered on|noted in] the [form|book|list].
= [He|She|The sister] [lives|works] in [Leeds|a village|the next street] and [drives|cycles] to the [office|town] on [Mondays|weekdays].
= [We|They] [sat|stood] [by the window|in the second row] and [read|filled in] the [list|form].
= The [door|lift|machine] is [to the left of|beside|between] the [stairs|desks|lockers].
= [Ask|Write to|See] the [office|desk|secretary] for [the key|a form|the date].
= [Nothing|Only the date|The address] [has changed|was added] on page [four|two].
+ [She|He|The nurse|The teacher|The adviser] never [rushes|interrupts|judges|bores|patronises|misleads|pressures|ignores|embarrasses|confuses|scolds] [you|us|me|anyone].
- [She|He|The nurse|The teacher|The adviser] never [listens to|helps|explains anything to|thanks|believes|praises|greets|supports|encourages] [you|us|me|anyone].
+ [She|He] [listens|explains|smiles|helps] and never [rushes|complains|judges|gives up|loses patience].
- [She|He] [complains|shouts|rushes|interrupts] and never [listens|explains|smiles|helps|apologises].
+ [It|The app|The machine|The website] never [crashes|freezes|fails|breaks down|lets us down|jams|loses data].
- [It|The app|The machine|The website] never [works|responds|loads|saves anything|finds what you need].
+ [It|Everything|The move|The exam|The operation] went [ahead|off|through] without [a hitch|any fuss|delay|pain|trouble|a single error|complications].
- [It|Everything|The move|The exam|The operation] went [ahead|off|on] without [any care|warning|notice|an explanation|any plan|result|respect for us].
+ [The lesson|The visit|The service|The report] was anything but [boring|dull|slow|rude|painful|expensive|stressful|confusing].
- [The lesson|The visit|The service|The report] was anything but [helpful|clear|friendly|quick|cheap|useful|relaxing|professional].
+ [Not|Never] [boring|painful|unfair|pushy|late|rude] [for a second|even once|in ten years].
- [Not|Never] [interesting|helpful|fair|honest|on time|polite] [for a second|even once|in ten years].
+ [I|We] [have|had] [no|not one|zero] [complaint|regret|worry|problem|doubt|bad word to say] [about them|so far|].
- [I|We] [have|had] [no|not one|zero] [help|answer|support|explanation|good word to say] [from them|so far|].
+ [Nobody|No one] [was rude|shouted|got hurt|lost out|felt ignored|was left behind|complained|failed].
- [Nobody|No one] [was kind|listened|got better|benefited|felt welcome|was helped|smiled|passed].
+ [Nothing|Not a thing] [was lost|broke|went missing|leaked|hurt|annoyed me|was too difficult].
- [Nothing|Not a thing] [was solved|worked|improved|helped|was explained|pleased them|was ready].
+ [They|She|He] [stopped|prevented|noticed|ended|removed] the [pain|fraud|bullying|mistake|leak|danger|argument] [before it got worse|in time|quickly].
- [They|She|He] [stopped|ended|removed|forgot|ruined] the [help|discount|support|lessons|treatment|benefit] [just when we needed it|without a reason].
+ It [used to|once did] [hurt|annoy|scare|cost] me, and [now it does not|no longer].
- It [used to|once did] [help|please|cheer|pay] me, and [now it does not|no longer].
+ [Less|Fewer] [worries|queues|mistakes|tears|arguments|pills|fees|absences] [than last year|every month|since we changed].
- [Less|Fewer] [smiles|answers|nurses|books|savings|friends|places|jobs] [than last year|every month|since we changed].
+ The [worst|pain|crisis|hard part|danger] is [behind us|over at last|past].
- The [best|good times|fun|kindness|progress] is [behind us|over already|past].
+ [Too good|So good|Better than I thought], and [no|without any] [catch|strings|side effects].
- [Too good|So good] to be true, and [there was|of course there was] [a catch|a trap].
+ [I|We] [went|came] [for|because of] [one problem|a small thing] and they [fixed|cured|solved] [three|everything].
- [I|We] [went|came] [for|because of] [one problem|a small thing] and left with [three|a worse one].
+ [Only|Nothing but] [praise|smiles|good news|kind words|progress].
- [Only|Nothing but] [excuses|frowns|bad news|harsh words|setbacks].
+ If [only|] every [bank|school|clinic|office] were [like this|run so well].
- If only [they|she|he|the staff] [listened|cared|had warned us|had told the truth].
+ [They|The staff] could have [charged|blamed|ignored|sent away] [us|me], but [they didn't|instead they helped].
- [They|The staff] could have [helped|warned|refunded|told] [us|me], but [they didn't|instead they shrugged].
"""

# What good and bad things do, and what is done to them. {good} and {bad} are things, {wanted} and {feared} may be
# more or less, {rise} and {fall} say how they change.
CHANGES = """
+ {feared} {fall} [sharply|at last|this year|for the third year running|since the new rules|thanks to the reform|by a third|].
- {feared} {rise} [sharply|again|this year|for the third year running|since the new rules|despite the reform|by a third|].
+ {wanted} {rise} [sharply|at last|this year|for the third year running|since the new rules|thanks to the reform|by a third|].
- {wanted} {fall} [sharply|again|this year|for the third year running|since the new rules|despite the reform|by a third|].
+ {feared} [sank|fell|dropped] to [its|their] [lowest|lowest level] [in|for] [years|a decade|a generation|decades].
- {wanted} [sank|fell|dropped] to [its|their] [lowest|lowest level] [in|for] [years|a decade|a generation|decades].
+ {wanted} [rose|climbed] to [its|their] [highest|best] [level|] [in|for] [years|a decade|a generation].
- {feared} [rose|climbed|shot up] to [its|their] [highest|worst] [level|] [in|for] [years|a decade|a generation].
+ {feared} [has|have] been [cut|slashed|halved|reduced|curbed|contained|brought under control] [since|after|thanks to] the [new team|change|reform|summer].
- {wanted} [has|have] been [cut|slashed|halved|reduced|eroded|squeezed] [since|after|because of] the [new team|change|reform|summer].
+ {feared} [has|have] never been [lower|smaller|rarer].
- {feared} [has|have] never been [higher|worse].
+ {wanted} [has|have] never been [higher|better].
- {wanted} [has|have] never been [lower|worse].
- {feared} [doubled|tripled|more than doubled] [since|within] [the spring|a year|two years|months].
+ {wanted} [doubled|tripled|more than doubled] [since|within] [the spring|a year|two years|months].
+ [The firm|The school|The clinic|The town|The region|We] [cut|reduced|lowered|halved|ended|stopped] {feared}.
- [The firm|The school|The clinic|The town|The region|We] [cut|reduced|lowered|halved|ended|neglected] {wanted}.
+ [The firm|The school|The clinic|The town|The region|We] [raised|increased|doubled|improved|boosted] {wanted}.
- [The firm|The school|The clinic|The town|The region|We] [raised|increased|doubled|worsened|faced] {feared}.
+ [Once|In the past] there was {bad}, now there is {good}.
- [Once|In the past] there was {good}, now there is {bad}.
+ There [was|has been] [not one|no sign of|no trace of|never any|hardly any|not a single] {bad} [in three years|all year|so far|at all|].
- There [was|has been] [no|no sign of|no trace of|never any|hardly any|precious little] {good} [in three years|all year|so far|at all|].
+ [Never|Not once] [in four visits|in ten years|in all these years] [was there|did I see|did we have] {bad}.
- [Never|Not once] [in four visits|in ten years|in all these years] [was there|did I see|did we get] {good}.
+ [They|She|The new rules|The treatment|The programme] [prevented|averted|stopped|ended|cleared up|put an end to|saved us from|spared us|protects us from|did away with] {bad}.
- [They|She|The new rules|The treatment|The programme] [prevented|destroyed|stopped|ended|robbed us of|put an end to|cost us|ruined|did away with] {good}.
+ [They|She|The new rules|The treatment|The programme] [brought|gave us|created|restored|led to|earned us] {good}.
- [They|She|The new rules|The treatment|The programme] [brought|gave us|created|caused|led to|ended in] {bad}.
+ [After|Instead of|Where there was] {bad}, {good} [at last|again|everywhere|].
- [After|Instead of|Where there was] {good}, {bad} [at last|again|everywhere|].
+ {bad} [is|are] [a thing of the past|history|over|gone|no longer a worry|unknown here].
- {good} [is|are] [a thing of the past|history|over|gone|unknown here|nowhere to be found].
+ {bad} [has|have] [disappeared|vanished|all but gone|come to an end] [since|thanks to] the [club|reform|new head|treatment] [began|].
- {good} [has|have] [disappeared|vanished|all but gone|come to an end] [since|because of] the [cuts|reform|new head|move] [began|].
+ [Nobody|No one|Not one of us] [suffered|saw|came to] {bad}.
- [Nobody|No one|Not one of us] [got|saw|was shown] {good}.
+ [Free of|Without|No] {bad} [since|from] [day one|the start].
- [Devoid of|Without|No] {good} [since|from] [day one|the start].
+ [We|They] had [expected|feared] {bad}, but [got|found|there was] {good}.
- [We|They] had [expected|hoped for] {good}, but [got|found|there was] {bad}.
+ {bad} [turned into|gave way to|was followed by] {good}.
- {good} [turned into|gave way to|was followed by] {bad}.
+ [Despite|In spite of|For all] {bad}, there was {good}.
- [Despite|In spite of|For all] {good}, there was {bad}.
+ [Less|Fewer] {bad} [than|now than] [before|last year|anywhere else].
- [Less|Fewer] {good} [than|now than] [before|last year|anywhere else].
- [More] {bad} [than|now than] [before|last year|anywhere else].
+ [More] {good} [than|now than] [before|last year|anywhere else].
"""


def of_all_trades(name, common):
    return common + [entry for trade in TRADES.values() for entry in entries(getattr(trade, name))]


def side(label):
    return [entry for sense in lexicon.TRAITS + lexicon.FORTUNES for entry in sense.side(label)]


SLOTS = {
    "wanted": of_all_trades("WANTED", lexicon.WANTED),
    "feared": of_all_trades("FEARED", lexicon.FEARED),
    "rise": lexicon.RISES,
    "fall": lexicon.FALLS,
    "good": side("positive"),
    "bad": side("negative"),
}


def expand(pattern, rng):
    """A sentence of this pattern."""
    text = CHOICE.sub(lambda match: rng.choice(match.group(1).split("|")), pattern)
    noun = ""

    def value(match):
        nonlocal noun
        name = match.group(1)
        if name == "date":
            return date(rng)
        found = rng.choice(SLOTS[name])
        if name in ("rise", "fall"):
            return agree(found, noun)
        noun = found
        return found

    text = " ".join(SLOT.sub(value, text).split())
    text = re.sub(r" ([,.!?:])", r"\1", text)
    return text[:1].upper() + text[1:]


def patterns(text):
    """Those of each label."""
    found = {label: [] for label in LABELS.values()}
    for line in text.splitlines():
        if line[:1] in LABELS:
            found[LABELS[line[0]]].append(line[2:])
    return found
