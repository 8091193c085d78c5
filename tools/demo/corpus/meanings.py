"""The finer half of the thesaurus: groups of like meaning, all parts of speech together.

A group begins with its sign, which is the label of its entries in the dictionary: `+` praise, `-` blame, `=`
neither, `~` good or bad by what it is said of. Other forms of a word (rises, rising) need no entry if they
begin as it does. Lines without a sign are headings.
"""

GROUPS = """
Feelings.
+ happy, happily, happiness, joy, joyous, glad, gladly, gladness, merry, cheer, cheerful, cheerfully, cheery, jolly, gleeful, glee, elation,
  elated, euphoric, euphoria, ecstasy, bliss, blissful, jubilant, jubilation, rejoice, rejoiced, delight, delighted, delightful, overjoyed
+ smile, smiled, smiling, smiles, grin, grinning, laugh, laughed, laughter, laughs, giggle, beam, beamed, beaming, chuckle
+ pleased, pleasure, pleasing, pleasant, pleasantly, satisfied, satisfaction, satisfying, satisfy, content, contented, contentment,
  gratified, gratifying, fulfilled, fulfilling, fulfilment
+ relief, relieved, reassured, reassurance, reassure, reassuring, comforted, consoled, calmed, soothed, soothe, eased, at ease, settled my
  nerves
+ grateful, gratefully, gratitude, thankful, thankfully, thanks, thank, thanked, indebted, appreciative, appreciate, appreciated,
  appreciation
+ proud, proudly, pride, honoured, honored, honour, privileged, privilege
+ excited, excitement, eager, eagerly, eagerness, enthusiasm, enthusiastic, enthusiastically, keen, keenly, passion, passionate,
  passionately, zeal, zest, thrilled, thrill, thrilling, lively, liveliness, vibrant, spirited
+ hope, hopeful, hopefully, hopes, optimism, optimistic, upbeat, bullish, promising, promise, encouraging, encouragement, heartening,
  heartened, uplifting, buoyant
+ confident, confidently, confidence, assured, self-confidence, self-esteem, poise, bold, boldly, brave, bravely, bravery, courage,
  courageous, fearless
+ love, loved, loving, lovingly, lovely, adore, adored, adorable, cherish, cherished, fond, fondly, affection, affectionate, beloved, dear,
  treasured
+ enjoy, enjoyed, enjoyable, enjoyment, enjoying, relish, relished, savour, savoured, fun, amusing, amused, entertaining, entertained,
  entertainment, playful
+ amazed, amazing, amazingly, amazement, astonishing, astonished, astonishingly, astounding, astounded, awe, marvel, wonder, wonderful,
  wonderfully, wondrous, stunning, stunned in a good way, remarkable, remarkably, incredible, incredibly, extraordinary, extraordinarily,
  breathtaking
+ inspired, inspire, inspires, inspiring, inspiration, motivated, motivate, motivates, motivating, motivation, energised, energized,
  energising, stimulated, stimulating, galvanised
+ calm, calmly, calming, peace, peaceful, peacefully, tranquil, serene, serenity, relaxed, relaxing, relaxation, restful, rested, composed,
  unhurried, unruffled, quiet, quietly
+ fascinated, fascinating, fascination, intrigued, intriguing, captivated, captivating, absorbed, absorbing, engrossed, engrossing, hooked,
  riveted, riveting, spellbound, gripped, gripping, enthralled, mesmerised, rapt
- sad, sadly, sadness, sorrow, sorrowful, unhappy, unhappily, unhappiness, misery, miserable, miserably, gloom, gloomy, glum, despondent,
  dejected, downcast, mournful, melancholy, heartbroken, heartache, heartbreaking, grief, grieve, grieving, grieved, mourn, mourning
- cry, cried, cries, crying, tears, tearful, weep, wept, weeping, sob, sobbed, sobbing, wail, wailing, moan, moaned, groan, groaned, whimper
- angry, angrily, anger, angered, furious, furiously, fury, rage, raging, enraged, livid, irate, incensed, outraged, outrage, outrageous,
  outrageously, fuming, seething, wrath, indignant, indignation, cross, mad
- annoyed, annoying, annoyingly, annoyance, irritated, irritating, irritatingly, irritation, irritable, exasperated, exasperating,
  exasperation, infuriated, infuriating, infuriatingly, maddening, maddeningly, aggravated, aggravating, irksome, irked, vexing, vexed,
  galling, grating, bothersome, bothered, nagging
- frustrated, frustrating, frustratingly, frustration, fed up, discontent, discontented, dissatisfied, dissatisfaction, disgruntled,
  displeased, displeasure, resentful, resentment, resent, resented, bitter, bitterly, bitterness, aggrieved, grievance, grievances
- disappointed, disappointing, disappointingly, disappointment, disappoint, disappoints, disillusioned, disillusionment, dismayed, dismay,
  dismaying, let down, letdown, underwhelmed, underwhelming, deflated, crushed, anticlimax, disheartened, disheartening, discouraged,
  discouraging, demoralised, demoralising, demotivated, demotivating
- worried, worry, worries, worrying, worryingly, anxious, anxiously, anxiety, nervous, nervously, nerves, uneasy, unease, uneasiness,
  apprehensive, concerned, concern, concerns, concerning, tense, tension, fretting, fret, agitated, restless, jittery, unsettled,
  unsettling, troubled, troubling, distressed, distress, distressing
- afraid, fear, feared, fears, fearful, frightened, frightening, frighten, fright, scared, scare, scary, scares, terrified, terrifying,
  terror, terrifies, dread, dreaded, dreading, dreads, panic, panicked, panicking, panicky, alarm, alarmed, alarming, alarmingly, horror,
  horrified, horrifying, petrified, spooked, traumatised, trauma, traumatic, nightmare, nightmares
- shocked, shock, shocking, shockingly, appalled, appalling, appallingly, aghast, stunned, scandalised, disgusted, disgust, disgusting,
  disgustingly, repelled, repulsed, repulsive, revolted, revolting, sickened, sickening, nauseating, nauseated, offended, offensive
- ashamed, shame, shameful, shamefully, embarrassed, embarrassing, embarrassingly, embarrassment, humiliated, humiliating, humiliation,
  mortified, awkward, awkwardly, degrading, degraded, undignified, belittled, belittling, demeaning
- lonely, loneliness, isolated, isolating, isolation, abandoned, forsaken, neglected, neglect, ignored, ignore, ignores, ignoring,
  overlooked, forgotten, unheard, unnoticed, excluded, exclude, left out, invisible, sidelined
- helpless, helplessly, powerless, hopeless, hopelessly, hopelessness, despair, despairing, desperate, desperately, desperation, stranded,
  stuck, trapped, at a loss, defeated
- confused, confusing, confusingly, confusion, confuse, confuses, baffled, baffling, bewildered, bewildering, puzzled, puzzling, perplexed,
  perplexing, muddled, muddle, mystified, mystifying, disoriented, disorienting, flummoxed, lost, none the wiser
- bored, boring, boringly, boredom, bores, bore, dull, dullness, tedious, tedium, tediously, monotonous, monotone, monotony, dreary, drab,
  dry, droned, drones, droning, lifeless, uninspired, uninspiring, unengaging, yawn, yawned, yawning, humdrum, uneventful, mind-numbing,
  listless, dozed, snooze
- tired, tiring, tiresome, exhausted, exhausting, exhaustion, weary, wearying, fatigue, fatigued, drained, draining, worn, worn-out,
  burnout, overworked, overloaded, overtired, sleepless, sleepy, drowsy, sluggish, groggy, lethargic, lethargy
- regret, regrets, regretted, regrettable, regrettably, remorse, rue, sorry, unfortunately, unfortunate, unlucky, alas, lamentable,
  lamentably
- hate, hated, hates, hatred, hateful, loathe, loathed, loathing, detest, detested, despise, despised, abhorrent, abhor, dislike, disliked,
  dislikes, aversion
- lonely, homesick, unloved, unwelcome, unwanted, unappreciated, undervalued, unsupported, unprepared, unsafe, insecure, insecurity,
  vulnerable, exposed
- stress, stressed, stressful, strain, strained, pressure, pressured, pressurised, overwhelmed, overwhelming, overburdened, burden,
  burdened, burdensome, swamped, overstretched, stretched, hectic, frazzled

How people are.
+ kind, kindly, kindness, kinder, kindest, caring, care for, compassion, compassionate, compassionately, gentle, gently, gentleness, tender,
  tenderly, tenderness, warm, warmth, warmly, empathy, empathetic, empathic, sympathetic, sympathy, sympathetically, considerate,
  thoughtful, thoughtfully, thoughtfulness, humane, soft-spoken, sensitive, sensitively, sensitivity, nurturing, good-hearted, sweet,
  benevolent
+ friendly, friendliness, friendlier, welcoming, welcomed, welcomes, approachable, amiable, sociable, cordial, cordially, hospitable,
  hospitality, neighbourly, affable, genial, personable, likeable, charming, charm, charmed, inviting, good-natured, easy-going, chatty
+ polite, politely, politeness, courteous, courteously, courtesy, respectful, respectfully, respect, respected, respects, tactful,
  tactfully, tact, gracious, graciously, civil, well-mannered, discreet, discreetly, discretion, dignified, dignity
+ helpful, helpfully, help, helped, helps, helping, assist, assisted, assistance, support, supported, supportive, supports, supporting, aid,
  aided, accommodating, obliging, cooperative, collaborative, collaborated, cooperation, generous, generously, generosity, unselfish,
  selfless, volunteered, charitable
+ patient with, patiently, patience, understanding, tolerant, tolerance, forgiving, lenient, leniency, unflappable, level-headed
+ attentive, attentively, attentiveness, listened, listens, listening, responsive, responsiveness, alert, observant, vigilant, watchful,
  diligent, diligently, diligence, conscientious, conscientiously, thorough, thoroughly, thoroughness, meticulous, meticulously, careful,
  carefully, painstaking, painstakingly, rigorous, rigorously, rigour, scrupulous, scrupulously, methodical, methodically
+ competent, competently, competence, capable, capably, able, ably, skilled, skilful, skillful, skilfully, skillfully, skill, skills,
  expert, expertly, expertise, experts, proficient, proficiency, talented, talent, gifted, masterful, mastery, adept, deft, deftly,
  experienced, seasoned, qualified, accomplished, professional, professionally, professionalism, knowledgeable, knowledgeably, well-trained,
  versed
+ clever, cleverly, smart, smartly, intelligent, intelligence, bright, brightest, brilliant, brilliantly, brilliance, wise, wisely, wisdom,
  sharp, shrewd, shrewdly, astute, astutely, insightful, insight, insights, perceptive, ingenious, ingenuity, savvy, resourceful, inventive,
  quick-witted, genius
+ honest, honestly, honesty, truthful, truthfully, truth, sincere, sincerely, sincerity, genuine, genuinely, frank, frankly, candid,
  candidly, candour, upfront, transparent, transparently, transparency, openly, openness, straightforward, forthright, trustworthy,
  integrity, principled, ethical, ethically, above board, straight-talking
+ fair, fairly, fairness, impartial, impartially, even-handed, unbiased, equitable, equal, equally, equality, objective, objectively,
  balanced, inclusive, inclusion, inclusivity, accessible
+ hardworking, hard-working, industrious, dedicated, dedication, devoted, devotion, committed, commitment, tireless, tirelessly, determined,
  determination, perseverance, persevered, persistent, persistence, motivated, ambitious, driven, disciplined, discipline, dutiful, loyal,
  loyalty, faithful, faithfully, steadfast, willing, willingly, willingness, proactive, proactively, energetic, energetically, initiative
+ creative, creatively, creativity, imaginative, imaginatively, imagination, original, originality, innovative, innovation, artistic,
  inventive, inventively, visionary, pioneering, groundbreaking
+ funny, witty, humorous, humour, humor, wit, hilarious, hilariously, comical, jokes, light-hearted
+ articulate, articulately, eloquent, eloquently, clear-spoken, well-spoken, charismatic, engaging, engagingly, engaged, engages,
  engagement, dynamic, persuasive, persuasively, lively, animated, vivid, vividly
- rude, rudely, rudeness, ruder, rudest, impolite, impolitely, discourteous, disrespectful, disrespectfully, disrespect, insolent,
  insolence, insulting, insult, insulted, insults, abrasive, brusque, brusquely, curt, curtly, abrupt, abruptly, gruff, gruffly, surly,
  snappy, snapped, snapping, sharp-tongued, ill-mannered, uncivil, churlish, boorish, crass, impertinent, snide, sneer, sneered, sneering,
  scoffed, sarcastic, sarcastically, sarcasm, flippant
- unkind, unkindly, unkindness, cruel, cruelly, cruelty, harsh, harshly, harshness, mean, meanness, heartless, callous, callously,
  cold-hearted, nasty, nastily, nastiness, spiteful, spitefully, spite, malicious, malice, vicious, viciously, brutal, brutally, brutality,
  ruthless, ruthlessly, merciless, pitiless, inhumane, inhuman, hostile, hostility, unfeeling, uncaring, unsympathetic, insensitive,
  insensitively, hurtful, vindictive, savage, abusive, abusively
- cold, coldly, coldness, aloof, distant, detached, unfriendly, unwelcoming, unapproachable, frosty, icy, indifferent, indifference,
  uninterested, disinterested, apathetic, apathy, impersonal, robotic, mechanical, dour, sour, sullen, sullenly, grumpy, grumpily, moody,
  cranky, bad-tempered, grouchy, miserable-looking, scowled, scowling, frowned, glared, glaring
- arrogant, arrogantly, arrogance, condescending, condescendingly, condescension, patronising, patronisingly, patronizing, patronised,
  haughty, snobbish, smug, smugly, pompous, pretentious, dismissive, dismissively, contemptuous, contempt, disdain, disdainful,
  disdainfully, scornful, scorn, superior-sounding, know-it-all, conceited, self-important, high-handed, overbearing, bossy, domineering
- unhelpful, unhelpfully, useless, uselessly, unresponsive, uncooperative, obstructive, unwilling, unwillingly, unwillingness, reluctant,
  reluctantly, reluctance, grudging, grudgingly, half-hearted, half-heartedly, refusing, refused, refuses, refuse, refusal, unbothered,
  disengaged, evaded
- careless, carelessly, carelessness, negligent, negligently, negligence, sloppy, sloppily, sloppiness, slapdash, slipshod, lazy, lazily,
  laziness, idle, lax, slack, slacking, inattentive, inattention, distracted, distracting, distraction, absent-minded, forgetful, forgot,
  forgets, forgetting, forgetfulness, reckless, recklessly, recklessness, irresponsible, irresponsibly, thoughtless, thoughtlessly,
  heedless, remiss, lackadaisical, cavalier, perfunctory, cursory, hasty, hastily, haste
- incompetent, incompetently, incompetence, inept, ineptly, ineptitude, incapable, clumsy, clumsily, clumsiness, bungling, amateurish,
  amateur, unprofessional, unprofessionally, inexperienced, inexperience, untrained, unqualified, unskilled, clueless, ignorant, ignorance,
  hapless, fumbled, fumbling, bumbling, ill-prepared, out of depth
- stupid, stupidly, stupidity, foolish, foolishly, silly, idiotic, dumb, daft, senseless, mindless, naive, gullible, misguided, unwise,
  short-sighted, ill-advised, ill-judged, misjudged, absurd, absurdly, ridiculous, ridiculously, ludicrous, ludicrously, laughable,
  laughably, farcical, farce, nonsense, nonsensical, preposterous, illogical, irrational
- dishonest, dishonestly, dishonesty, deceitful, deceit, deceptive, deceptively, deceive, deceived, deception, mislead, misled, misleading,
  misleadingly, lie, lied, lies, lying, liar, false, falsely, falsified, fake, faked, bogus, fraudulent, fraudulently, fraud, fraudster,
  cheat, cheated, cheating, trick, tricked, trickery, scam, scammed, scammer, scammers, con, conned, swindle, swindled, dupe, duped,
  hoodwinked, rigged, crooked, corrupt, corruption, bribe, bribed, bribery, bribes, embezzled, embezzlement, laundering, shady, dodgy,
  underhand, sneaky, sneakily, devious, evasive, evasively, cagey, shifty, hypocritical, hypocrisy, two-faced, insincere, manipulative,
  manipulated, manipulation, plagiarism, plagiarised, forged, forgery, sham, phishing, hacked, hackers, impersonated
- unfair, unfairly, unfairness, unjust, unjustly, injustice, biased, bias, prejudiced, prejudice, discriminatory, discrimination,
  discriminated, partial, favouritism, arbitrary, arbitrarily, one-sided, inequality, inequitable, racist, racism, sexist, sexism, unequal
- greedy, greed, greedily, selfish, selfishly, selfishness, stingy, miserly, tight-fisted, grasping, money-grabbing, exploitative, exploit,
  exploited, exploiting, exploitation, predatory, preyed, profiteering
- aggressive, aggressively, aggression, violent, violently, violence, threatening, threatened, threat, threats, threaten, intimidating,
  intimidated, intimidation, bullying, bullied, bully, bullies, harassed, harassment, harassing, hounded, badgered, pestered, attacked,
  attack, attacks, assaulted, assault, abuse, abused, mocked, mocking, mockery, ridiculed, ridicule, taunted, teased, shouted, shouting,
  shouts, yelled, yelling, screamed, screaming, scolded, scolding, berated, barked, ranted, swore, pushy, forceful pressure, coerced
- impatient, impatiently, impatience, short-tempered, hot-tempered, irritable, intolerant, inflexible, rigid, rigidly, rigidity, stubborn,
  stubbornly, strict, unforgiving, unreasonable, unreasonably, petty, picky, nitpicking, pedantic, fussy
- chaotic, chaotically, chaos, disorganised, disorganized, disorganisation, disorder, disorderly, disarray, shambles, shambolic, mess,
  messy, messed, haphazard, haphazardly, jumbled, scattered, unstructured, disjointed, uncoordinated, unplanned, unruly, unmanageable,
  mayhem, havoc, turmoil, bedlam
- disruptive, disrupted, disruption, disruptions, disrupts, rowdy, misbehaved, misbehaving, misbehaviour, defiant, disobedient, truant,
  truancy, absenteeism, absences, skipped, skipping, vandalised, vandalism, fights, fighting, brawl, quarrel, quarrelled, bickering,
  argument, arguments, argued, dispute, disputes, conflict, conflicts, hostilities, feud, clash, clashed

How things are.
+ good, great, greatly, excellent, excellently, excellence, superb, superbly, splendid, splendidly, fantastic, fantastically, terrific,
  fabulous, marvellous, marvellously, magnificent, outstanding, outstandingly, exceptional, exceptionally, exemplary, first-rate,
  first-class, top-notch, stellar, sublime, superior, fine, finest, best, better, impressive, impressively, impressed, phenomenal,
  sensational, spectacular, spectacularly, awesome, ideal, ideally, perfect, perfectly, perfection, flawless, flawlessly, faultless,
  faultlessly, impeccable, impeccably, immaculate, immaculately, unbeatable, world-class, high-quality, commendable, commendably, admirable,
  admirably, praiseworthy, well, nice, nicely
+ beautiful, beautifully, beauty, attractive, attractively, elegant, elegantly, pretty, stylish, gorgeous, scenic, picturesque, tasteful,
  tastefully, graceful, gracefully
+ useful, usefully, usefulness, handy, practical, practically useful, valuable, invaluable, value, valued, beneficial, benefit, benefits,
  benefited, benefitted, worthwhile, worth, worthy, rewarding, rewarded, reward, rewards, fruitful, productive, productively, constructive,
  constructively, effective, effectively, effectiveness, efficient, efficiently, efficiency, advantageous, advantage, advantages,
  meaningful, meaningfully, purposeful, enriching, enriched, helpful tips, relevant, indispensable, instrumental, pay off, paid off
+ clear, clearly, clarity, clearer, clearest, clarified, lucid, lucidly, understandable, understandably clear, comprehensible, coherent,
  coherently, concise, concisely, logical, logically, well-structured, well-organised, structured, organised, organized, orderly, tidy,
  tidily, neat, neatly, readable, legible, legibly, precise, precisely, accurate, accurately, accuracy, correct, correctly, right, exact,
  exactly right, detailed, comprehensive, comprehensively, comprehensiveness, in-depth
+ easy, easily, ease, easier, easiest, effortless, effortlessly, simple, simply, simplicity, simplified, simplifies, simpler, smooth,
  smoothly, smoother, seamless, seamlessly, painless, painlessly, convenient, conveniently, convenience, intuitive, intuitively,
  user-friendly, hassle-free, trouble-free, streamlined, manageable, straightforwardly, flexible, flexibly, flexibility, adaptable
+ fast, faster, fastest, quick, quicker, quickest, quickly, swift, swiftly, speedy, speedily, speed, rapid, rapidly, prompt, promptly,
  promptness, immediate, immediately, instant, instantly, timely, punctual, punctually, punctuality, straight away, ahead of schedule,
  early, expedited, brisk, briskly, overnight
+ reliable, reliably, reliability, dependable, dependably, consistent, consistently, consistency, steady, steadily, stable, stability,
  stabilised, solid, sturdy, robust, robustly, secure, securely, security, safe, safely, safer, safety, sound, soundly, durable, resilient,
  resilience, trusted, trust, trusting, proven, protected, protect, protects, protection, safeguarded, watertight
+ clean, cleaner, cleanly, cleanliness, spotless, spotlessly, hygienic, hygiene, fresh, freshly, sterile, pristine, sparkling, gleaming,
  polished, well-kept, well-maintained, maintained well
+ comfortable, comfortably, comfort, comfy, cosy, spacious, roomy, airy, bright, well-lit, modern, modernised, renovated, refurbished,
  upgraded, upgrade, state-of-the-art, well-equipped, well-stocked, equipped, quieter, pleasant-smelling, homely
+ interesting, interest, interested, exciting, stimulating, thought-provoking, enlightening, enlightened, illuminating, eye-opening,
  informative, informed, educational, instructive, memorable, unforgettable, refreshing, refreshed, refreshingly, magical, colourful,
  varied, rich, richly, deep, deeper, compelling
+ affordable, affordably, cheap, cheaper, cheapest, inexpensive, economical, cost-effective, competitive, competitively, reasonable,
  reasonably, fairly priced, bargain, bargains, free, waived, waive, waives, discount, discounted, discounts, refunded, refund, reimbursed,
  reimbursement, compensated, compensation, cashback, low-cost, fee-free, interest-free
+ profitable, profitably, profitability, profit, profits, lucrative, prosperous, prosperity, prosper, prospered, thriving, thrive, thrived,
  thrives, booming, boom, boomed, flourishing, flourish, flourished, healthy, healthier, wealthy, wealth, solvent, flush, growth, surplus,
  windfall, gain, gains, gained, earnings, outperformed, outperform, outpaced, beat, beats, beating, surpassed, surpass, exceeded, exceed,
  exceeds, exceeding, topped, record-breaking
+ successful, successfully, success, successes, succeed, succeeded, succeeds, triumph, triumphed, triumphant, victory, victorious, win,
  wins, won, winning, winner, achieve, achieved, achieves, achievement, achievements, accomplish, accomplished, accomplishment, attain,
  attained, attainment, pass, passed, passes, passing, aced, graduate, graduated, graduates, graduating, qualify, qualified, top marks,
  distinction, honours, medal, trophy, prize, award, awarded, awards, prestigious, acclaimed, scholarship, accredited, accreditation,
  certified, landed, secured, clinched, milestone, breakthrough, breakthroughs
- bad, badly, worse, worst, worsen, worsened, worsens, worsening, poor, poorly, poorer, poorest, awful, awfully, terrible, terribly,
  horrible, horribly, dreadful, dreadfully, atrocious, atrociously, abysmal, abysmally, dire, dismal, dismally, lousy, pathetic,
  pathetically, pitiful, pitifully, woeful, woefully, wretched, deplorable, deplorably, disgraceful, disgracefully, disgrace, shoddy,
  shoddily, substandard, inferior, mediocre, mediocrity, subpar, rubbish, garbage, trash, crap, rotten, grim, ghastly, hideous,
  unacceptable, unacceptably, intolerable, inexcusable, unforgivable, unsatisfactory, inadequate, inadequately, inadequacy, insufficient,
  insufficiently, lacking, lacked, lacks, lack, deficient, deficiency, disastrous, disastrously, disaster, catastrophic, catastrophe,
  calamity, tragic, tragically, tragedy, fiasco, debacle, joke, abomination
- useless, pointless, pointlessly, futile, fruitless, worthless, meaningless, irrelevant, ineffective, ineffectual, ineffectively,
  inefficient, inefficiently, inefficiency, unproductive, counterproductive, impractical, unusable, unworkable, unprofitable, unrewarding,
  wasteful, waste, wasted, wasting, wastes, squandered, in vain, redundant, obsolete, outdated, dated, antiquated, old-fashioned,
  superficial, superficially, shallow, thin, vague, vaguely, vagueness, hollow, empty
- unclear, unclearly, murky, obscure, cryptic, opaque, incomprehensible, incomprehensibly, unintelligible, indecipherable, unreadable,
  illegible, illegibly, garbled, incoherent, incoherently, rambling, rambled, rambles, long-winded, convoluted, complicated,
  overcomplicated, complex jargon, jargon, contradictory, contradicted, contradicts, contradicting, inconsistent, inconsistently,
  inconsistency, ambiguous, ambiguously, imprecise, inaccurate, inaccurately, inaccuracy, inaccuracies, incorrect, incorrectly, wrong,
  wrongly, wrongful, erroneous, erroneously, flawed, flaw, flaws, unexplained, unanswered, mumbled, mumbles, mumbling, muttered, gibberish
- difficult, difficulty, difficulties, hard to, cumbersome, clunky, awkward to use, fiddly, tricky, laborious, arduous, gruelling, grueling,
  taxing, onerous, tortuous, inconvenient, inconvenience, inconvenienced, bureaucratic, bureaucracy, red tape, hassle, hassles, hoops,
  unwieldy, strenuous, uphill, struggle, struggled, struggles, struggling
- slow, slower, slowest, slowly, slowness, slowed, late, later than promised, lateness, delayed, delay, delays, delaying, belated,
  belatedly, overdue, postponed, postponement, sluggishly, lengthy, endless, endlessly, interminable, dragged, drags, dragging, stalled,
  stalling, lag, lagged, lagging, lags, backlog, backlogged, queue, queues, queued, queuing, waited, waiting, wait, waits, on hold, held up,
  behind schedule, glacial, tardy
- unreliable, unreliably, erratic, erratically, unpredictable, unpredictably, unstable, instability, shaky, flimsy, fragile, faulty, fault,
  faults, defective, defect, defects, broken, broke, breaks, breaking, break down, breakdown, breakdowns, malfunction, malfunctioned,
  malfunctioning, glitch, glitches, glitchy, bug, bugs, buggy, crash, crashed, crashes, crashing, froze, freezes, freezing, frozen, outage,
  outages, offline, inoperative, out of order, failing, jammed, leak, leaked, leaking, leaks, leaky, cracked, damaged, damage, damages,
  damaging, worn-out, dilapidated, crumbling, rusty, ripped, torn, shattered, smashed
- dirty, dirtier, dirt, filthy, filth, grubby, grimy, grime, unhygienic, unclean, unsanitary, insanitary, contaminated, contamination,
  smelly, smelled, smell, smells, stink, stinks, stinking, stank, stench, reeked, reek, foul, mouldy, mould, mold, dusty, dust, stained,
  stains, stain, soiled, sticky, squalid, squalor, cockroaches, vermin, rats, infested, sewage, litter, littered, overflowing, musty, damp,
  dingy, grotty
- uncomfortable, uncomfortably, discomfort, cramped, crowded, overcrowded, overcrowding, packed, crammed, stuffy, noisy, noisily, noise,
  loud, loudly, rowdy, deafening, draughty, freezing cold, chilly, sweltering, stifling, dark, gloomy-looking, run-down, shabby, tatty,
  bleak, ugly, neglected-looking, depressing, depressed, depression, depressingly, oppressive, tasteless, bland, soggy, stale, inedible,
  lukewarm, burnt, undercooked, greasy
- expensive, expensively, overpriced, costly, pricey, exorbitant, exorbitantly, extortionate, steep, steeply priced, excessive, excessively,
  unaffordable, inflated, hefty, hidden, overcharged, overcharge, overcharging, overbilled, double-charged, surcharge, surcharges, penalty,
  penalties, penalised, penalized, fined, fine print, fines, rip-off, extortion, unjustified, unjustifiably, unwarranted, unauthorised,
  undisclosed, unexpected charge, sneaked, hiked, gouged
- dangerous, dangerously, danger, dangers, hazardous, hazard, hazards, unsafe, unsafely, risky, risk, risks, perilous, peril, harmful, harm,
  harmed, harms, harming, toxic, poisonous, deadly, lethal, fatal, fatally, threatening to life, life-threatening, menacing, treacherous,
  precarious, reckless driving, insecurely, compromised, breach, breached, breaches, vulnerable to, exposed to, endangered, endanger,
  jeopardised, jeopardy
- unsuccessful, unsuccessfully, failure, failures, fail, failed, fails, failing, flunked, flunk, defeat, defeated, loser, flop, flopped,
  fell short, falls short, fall short, underperformed, underperforming, underperform, underachieved, missed, misses, miss, missing, bombed,
  botched, bungled, fumble, fluffed, fell through, collapse, collapsed, collapses, collapsing, crumbled, imploded, backfired, unravelled,
  faltered, falter, foundered, floundered, tanked, fizzled

Praise and blame, help and hindrance.
+ praise, praised, praises, praising, compliment, complimented, compliments, complimentary, commend, commended, commends, applaud,
  applauded, applause, congratulate, congratulated, congratulations, recommend, recommended, recommends, recommending, recommendation,
  endorse, endorsed, endorsement, admire, admired, admires, admiration, celebrated, celebrate, celebrates, hailed, lauded, rave, raved,
  salute, acknowledged, recognised, recognition, credited
+ encourage, encouraged, encourages, empowers, empower, empowered, mentor, mentored, guided, guidance, guide, guides, advise well, coached,
  nurture, nurtured, nurtures, champion, championed, cared, looked after, reassures, comforts, comforting, consoling, welcomed, included,
  accommodated, accommodate, respected
+ solve, solved, solves, solving, solution, solutions, resolve, resolved, resolves, resolution, fix, fixed, fixes, repair, repaired, mend,
  mended, remedied, rectified, corrected promptly, sorted, sort out, straightened, cleared up, ironed, untangled, settled, overcame,
  overcome, tackled, restored, restore, restores, rescued, rescue, salvaged, save, saved, saves, saving, saviour, lifesaving, lifesaver
+ improve, improved, improves, improving, improvement, improvements, enhance, enhanced, enhances, enhancement, boost, boosted, boosts,
  strengthen, strengthened, strengthens, strengthening, bolster, bolstered, uplift, revive, revived, revival, revitalised, rejuvenated,
  transform, transformed, transformation, transforms, progress, progressed, progresses, progressing, advance, advanced, advances, develop
  well, blossomed, blossom, blossoming, bloom, bloomed, excel, excelled, excels, excelling, shine, shone, shines, shining, turnaround,
  rebound, rebounded, rebounds, rally, rallied, bounced, bounce, upturn, upswing, upgrade
+ recover, recovered, recovers, recovering, recovery, heal, healed, heals, healing, cure, cured, cures, remission, recuperated, convalesced,
  regained, regain, regains, survive, survived, survives, survival, survivor, survivors, pain-free, symptom-free, cancer-free, benign,
  immune, immunity, discharged home, revived, breathing easier, mobility, mobile again, fit, fitter, fitness, strength, stronger, vitality,
  wellbeing, well-being, wellness, rehabilitated, energy, energetic
+ grant, granted, approve, approved, approves, approval, accepted, accept, accepts, acceptance, honoured the claim, fulfilled, fulfils,
  delivered, delivers, deliver, kept their word, kept promise, prevent, prevented, prevents, avert, averted, spared, relieve, relieves,
  alleviate, alleviated, alleviates, ease, eases, easing, lighten, lightened, soften, softened, minimised, cushion, cushioned
+ learned so much, mastered, master, masters, grasp, grasped, grasping, understood, fluent, fluently, fluency, literate, curious, curiosity,
  inquisitive, motivated to learn, thirst, aha, eye-opener, flourished in class, potential, opportunity, opportunities, scholarships
+ attentive ear, reachable, responded, replied promptly, follow up, followed up, went out of their way, extra mile, above and beyond, time
  and care, hand-holding, personalised, personalized, tailored, individual attention, one-to-one, bespoke
- criticise, criticised, criticises, criticism, criticize, criticized, blame, blamed, blames, blaming, condemn, condemned, condemns,
  condemnation, complain, complained, complains, complaining, complaint, complaints, protest, protested, protests, denounce, denounced,
  slammed, lambasted, rebuked, reprimanded, reprimand, accused, accuse, accusations, accusation, sued, sue, lawsuit, lawsuits, litigation,
  prosecuted, charged with, convicted, scandal, scandals, scandalous, investigated for, probe, misconduct, malpractice, wrongdoing,
  negligent care, violation, violations, violated, infringement, abuses
- hinder, hindered, hinders, hamper, hampered, hampers, obstruct, obstructed, obstacle, obstacles, impede, impeded, block, blocked, blocks,
  blocking, thwart, thwarted, deny, denied, denies, denying, denial, reject, rejected, rejects, rejecting, rejection, decline my claim,
  turned down, refused entry, banned, ban, barred, suspended, suspend, suspension, expelled, expulsion, revoked, withheld, withhold,
  withdrew, confiscated, cut off, evicted, eviction, foreclosed, foreclosure, repossessed, dismissed, fired, sacked, laid off, layoffs,
  layoff, redundancies, redundancy, downsizing, job losses, unemployed, unemployment, jobless
- ruin, ruined, ruins, ruining, spoil, spoiled, spoilt, spoils, wreck, wrecked, destroy, destroyed, destroys, destruction, devastate,
  devastated, devastating, devastation, undermine, undermined, undermines, sabotage, sabotaged, tarnished, marred, mar, mars, blighted,
  plagued, plague, crippled, cripple, crippling, shattering, squander, decimated, ravaged, battered, hammered, hit hard, wiped, wipes
- lose, lost, loses, losing, loss, losses, misplaced, misplace, mislaid, mixed up, mix-up, mixup, muddled up, swapped by mistake, vanished
  without trace, unaccounted, stolen, steal, stole, theft, thief, thieves, robbed, robbery, robs, robber, burgled, burglary, mugged, missing
  money, siphoned
- error, errors, mistake, mistakes, mistaken, mistakenly, blunder, blunders, blundered, slip-up, oversight, miscalculated, miscalculation,
  misdiagnosed, misdiagnosis, misread, misinterpreted, misunderstood, misunderstanding, misunderstandings, misprint, typo, typos,
  misspelled, misinformed, misinformation, mishandled, mishandling, mismanaged, mismanagement, misconduct, mistreated, mistreatment,
  maltreated, botch, muck up, messed up, goof, lapse, lapses, bungle
- cancel, cancelled, cancels, canceled, cancellation, cancellations, scrapped, axed, abandoned, abandon, shelved, called off, withdrawn,
  closed down, closure, closures, shut down, discontinued, defunct, dissolved, ceased
- ignored us, unattended, unanswered calls, no reply, no response, never replied, never called back, fobbed off, brushed off, brushed aside,
  hung up, stonewalled, passed around, passed from, sent away, turned away, left waiting, kept waiting, rushed, rush, rushes, rushing,
  hurried, hurriedly, interrupted, interrupt, interrupts, interrupting, cut me off, talked over, talked down, rolled her eyes, shrugged,
  shrug, sighed, sigh, dismissing, glossed, skimmed, skimped
- problem, problems, problematic, trouble, troubles, troublesome, issue with, issues, complication, complications, complicates, setback,
  setbacks, drawback, drawbacks, shortcoming, shortcomings, weakness, weaknesses, weak, weaker, weakly, weakened, weakens, weakening,
  disadvantage, disadvantages, disadvantaged, obstacle course, pitfall, pitfalls, crisis, crises, emergency, mishap, mishaps, incident,
  incidents, hitch, hitches, snag, snags, dilemma, headache, hardship, hardships, plight, adversity, woes, woe, ordeal, ordeals, nuisance
- shortage, shortages, short-staffed, understaffed, understaffing, staffing crisis, scarcity, scarce, scarcely any, underfunded,
  underfunding, under-resourced, cuts to, cutbacks, deprived, deprivation, dearth, run out, ran out, runs out, depleted, starved, poverty,
  poor families, malnourished, hunger, hungry, starving, homeless, homelessness

Health.
- pain, painful, painfully, pains, ache, aches, aching, ached, sore, soreness, sores, hurt, hurts, hurting, agony, agonising, agonisingly,
  agonizing, excruciating, excruciatingly, torment, tormented, suffering, suffer, suffered, suffers, torture, tortured, throbbing, throb,
  stinging, stung, sting, stings, burning, cramps, cramp, tender spot, unbearable, unbearably, cripplingly
- ill, sick, sickness, sicken, sicker, diseased, ailment, ailments, ailing, unwell, infirm, frail, frailty, incurable, terminal, terminally,
  inoperable, critically, severe, severely, severity, grave, gravely, malignant, malignancy, metastasised, cancerous, septic, contagious
~ illness, illnesses, disease, diseases, disorder, disorders, condition, conditions, chronic, acute, cancer, cancers, tumour, tumours,
  tumor, tumors, leukaemia, stroke, strokes, dementia, diabetes, pneumonia, sepsis, epidemic, pandemic, outbreak, outbreaks, virus, viral,
  covid, flu, influenza, measles, malaria, asthma, arthritis, migraine, migraines, eczema, hernia, ulcer, ulcers, anaemia, epilepsy,
  cataract, cataracts, appendicitis, tonsillitis, bronchitis, glaucoma, psoriasis, hypertension, allergies
- infection, infections, infected, infect, inflamed, inflammation, swollen, swelling, swells, fever, fevers, feverish, rash, rashes, itchy,
  itching, itch, nausea, nauseous, vomiting, vomited, vomit, diarrhoea, constipation, dizzy, dizziness, faint, fainted, fainting, cough,
  coughing, coughed, breathless, breathlessness, wheezing, wheeze, bleeding, bleed, bled, bleeds, haemorrhage, bruise, bruised, bruises,
  bruising, blister, blisters, blistered, wound, wounds, wounded, scar, scars, scarred, scarring, numb, numbness, stiff, stiffness, spasm,
  spasms, insomnia, palpitations, seizure, seizures, convulsions, clot, clots, abscess, side effects, allergic, allergy, adverse, reaction,
  overdose, overdosed, addicted, addiction, addictive, relapse, relapsed, relapses, relapsing, hallucinations, hallucinated, delirious
- injury, injuries, injured, injure, fracture, fractured, fractures, sprain, sprained, broken bone, amputated, amputation, paralysed,
  paralysis, disabled, disability, blind, blinded, blindness, deaf, deafness, crippled, maimed, burned, scalded, choked, choking, collapsed
  at home, unconscious, coma, comatose
- die, died, dies, dying, dead, death, deaths, deadly, fatality, fatalities, mortality, perished, passed away, killed, kill, kills, killing,
  succumbed, stillborn, miscarriage, miscarried, suicide, suicides, suicidal, toll, funeral, bereaved, orphaned, widow
- deteriorate, deteriorated, deteriorates, deteriorating, deterioration, readmitted, readmission, readmissions, rehospitalised, bedridden,
  housebound, reopened wound, spread, spreads, spreading, recurred, recurrence, recurs, flare, flared, flare-up, resistant, untreated,
  untreatable, undiagnosed, unnoticed for, neglected wound, withered, wasting away
+ painless, painlessly, gentle touch, pain relief, relieving, soothing, comfort care, lifesaving, curative, restorative, therapeutic,
  life-changing, life-saving, in remission, all clear, clear scan, on the mend, full recovery, stable condition, back on feet, walking
  again, vaccinated, immunised, disease-free, eradicated, eradicate, healthy baby, thriving baby, robust health, clean bill of health
~ symptoms, temperature, pressure reading, tests, positive, negative, blood, weight

Money.
- debt, debts, indebted, owed, owes, owing, arrears, overdrawn, overdraft, overdrafts, overdraft fee, debtor, debtors, bailout, bailouts,
  default, defaulted, defaults, insolvent, insolvency, bankrupt, bankruptcy, bankrupted, liquidation, liquidated, receivership,
  administration, write-off, writedown, deficit, deficits, shortfall, shortfalls, loss-making, unprofitable, recession, recessions,
  recessionary, slump, slumped, slumps, downturn, downturns, depression, stagnation, stagnated, stagnant, stagnate, contraction, bust,
  meltdown, inflation, inflationary, devaluation, devalued, downgrade, downgraded, downgrades, bearish, volatile, volatility, sell-off,
  selloff, turbulence, turbulent, warning, warnings, warned, bubble, impairment, crunch, bounced cheque, unpaid, penniless, broke,
  impoverished
~ plunge, plunged, plunges, plunging, plummet, plummeted, plummets, plummeting, tumble, tumbled, tumbles, tumbling, nosedive, nosedived,
  crash, sank, sink, sinks, sinking, sunk, slid, slide, slides, sliding, slipped, slip, slips, skid, dived, dive, freefall, erode, eroded,
  erodes, eroding, erosion, evaporated, evaporate, dwindle, dwindled, dwindling, shrink, shrank, shrinks, shrinking, shrunk, decline,
  declined, declines, declining, diminished, dented, dent, squeezed, squeeze, slashed
~ soar, soared, soars, soaring, surge, surged, surges, surging, climb, climbed, climbs, climbing, jump, jumped, jumps, jumping, leap, leapt,
  leaps, skyrocketed, rocketed, double, doubled, doubles, doubling, triple, tripled, expand, expanded, expands, expanding, expansion, grow,
  grew, grows, growing, grown, rise, rose, risen, rises, rising, increase, increased, increases, increasing, record high, swell, swelled,
  multiply, multiplied, outgrew, accelerate, accelerated, accelerating, upward, peaked
+ dividend, dividends, bonus, bonuses, payout, payouts, windfalls, raise, pay rise, pay raise, promotion, promoted, hired, hires, hiring,
  created jobs, new jobs, full employment, upgraded rating, oversubscribed, solvency, liquidity, well capitalised, diversified, yield,
  yields, yielded, returns, nest egg, savings grew, debt-free, repaid, repay, repaid in full, paid back, recouped, recoup, turnaround year,
  bumper, robust sales, brisk trade, healthy margins
~ rise, rises, cut, cuts, cutting, lower, lowered, lowers, lowering, reduce, reduced, reduces, reducing, reduction, drop, dropped, drops,
  dropping, fall, fell, falls, falling, fallen, decrease, decreased, decreases, slash, halve, halved, trim, trimmed, shorten, shortened,
  shorter
~ raised, raises, raising, higher, high, up, gone up, went up, go up, increased, extended, lengthened, longer, widened
~ removed, remove, removes, eliminated, eliminate, eliminates, end, ended, ends, stop, stopped, stops, disappeared, disappear, gone, vanish,
  vanished, eradicated, subsided, subside, subsides, ebbed, faded, fade, fades, went away
~ unchanged, flat, same as before, steady, level
~ unexpected, unexpectedly, surprise, surprised, surprising, surprisingly, sudden, suddenly
~ finally, eventually, at last, in the end
~ claim, claims, claimed, charge, charged, charges, charging, fee, fees, price, prices, priced, cost, costs, bill, bills, billed, premium,
  premiums, rate, rates

Plain: what is done, without praise or blame.
= explain, explained, explains, explaining, explanation, explanations, describe, described, describes, description, show, showed,
  demonstrate, demonstrated, demonstrates, outline, outlined, outlines, illustrate, illustrated, illustrates, discuss, discussed, discusses,
  discussion, mention, mentioned, mentions, inform, informs, notify, notified, notifies, notice, announce, announced, announces,
  announcement, state, stated, states, report, reported, reports, confirm, confirmed, confirms, indicate, indicates, indicated
= include, includes, included, including, contain, contains, contained, consist, consists, comprise, comprises, cover, covers, covered,
  covering, feature, features, involve, involves, involved, hold, holds, held, offers, offered, offer, provide, provides, provided,
  providing, supply, supplies
= schedule, scheduled, schedules, arrange, arranged, book, booked, booking, bookings, plan, planned, plans, planning, appointment,
  appointments, appoint, appointed, reserve, reserved, reservation, rescheduled, slot, slots, calendar, agenda, timetable, timetabled, date,
  dates, dated, deadline, session, sessions, meeting, meetings, meet, met, meets
= open, opens, opened, opening, close, closes, closing, shut, shuts, shutting, located, location, situated, stands, based, base, address,
  floor, room, rooms, building, buildings, entrance, site, sites, area, areas, region, regional, district, local, nearby, centre, corner,
  street, campus, town, city, country, national, international, overseas, north, south, east, west, northern, southern
= submit, submitted, submits, submission, send, sent, sends, sending, mail, mailed, post, posted, upload, uploaded, download, downloaded,
  email, emailed, forward, forwarded, fill, filled, complete the form, completed, sign, signed, signs, signature, print, printed, prints,
  fax, letter, letters, form, forms, file, filed, files, record, recorded, records, recording, register, registered, registers,
  registration, enrol, enrolled, enrolment, enroll, apply, applied, applies, application, applications, list, listed, lists, note, notes,
  noted, enter, entered, enters, entry, attach, attached, document, documents, page, pages, copy, copies
= measure, measured, measures, weigh, weighed, weighs, count, counted, counts, calculate, calculated, calculates, calculation, test, tested,
  testing, check, checked, checks, checking, examine, examined, examines, examination, scan, scanned, scans, monitor, monitored, monitors,
  review, reviewed, reviews, assess, assessed, assesses, assessment, assessments, evaluate, evaluated, evaluation, inspect, inspected,
  inspection, audit, audited, compare, compared, compares, comparison, estimate, estimated, analyse, analysed, analysis, survey, surveyed,
  sample, samples, track, tracked
= require, requires, required, requirement, requirements, need, needs, needed, must bring, mandatory, compulsory, optional, voluntary,
  eligible, eligibility, allowed, allow, allows, permitted, permit, applicable, depends, depend, depending, valid, expires, expire, expired,
  expiry
= work, works, worked, working, worker, workers, serve, serves, served, operate, operates, operated, operating, run, runs, ran, running,
  manage, managed, manages, handle, handled, handles, process, processed, processes, processing, prepare, prepared, prepares, perform,
  performed, performs, conduct, conducted, carry, carried, carries, administer, administered, apply daily
= arrive, arrived, arrives, arrival, depart, departed, enter, visit, visited, visits, visitor, visitors, attend, attended, attends,
  attendance, travel, travelled, travels, walk, walked, walks, drive, drove, drives, return, returned, return to, stay, stayed, stays, sit,
  sat, sits, sitting, stand, stood, wear, wore, wears, live, lives, lived, living, move, moved, moves, moving, transfer, transferred,
  transfers
= buy, bought, buys, sell, sold, sells, pay, paid, pays, paying, payment, payments, purchase, purchased, spend, spent, invest, invested,
  invests, deposit, deposited, deposits, withdraw, withdrawn, withdrawal, withdrawals, credited, debit, debited, issue, issued, issues a
  card, trade, traded, trades, trading, lend, lends, lent, borrow, borrowed, borrower, borrowers, quote, quoted, quotes, exchange,
  exchanged, convert, converted
= teach, teaches, taught, teaching, learn, learns, learned, learning, learnt, study, studied, studies, studying, read, reads, reading,
  write, wrote, writes, writing, written, lecture, lectures, lectured, practise, practice, practised, revise, revision, exercise, exercises,
  train, trained, training, tutored, research, researched, experiment, experiments
= eat, ate, eats, drink, drank, drinks, sleep, slept, sleeps, swallow, chew, breathe, breathed, breathing, wash, washed, cook, cooked,
  cooking, meal, meals, breakfast, lunch, dinner, supper, food, coffee, tea, water, bread, milk, sandwich, fruit, vegetables, dish, menu
= begin, begins, start, starts, continue, continued, continues, finish, finished, finishes, follow, followed, follows, following, repeat,
  repeated, repeats, last, lasts, lasted, lasting, change, changed, changes, changing, replace, replaced, replaces, replacement, introduce,
  introduced, launch, launched, launches, publish, published, publishes, release, released, releases, form part, divide, divided, split,
  combine, combined, merge, merged, switch, switched
= between, roughly, approximately, around, about, average, typical, typically, usual, usually, normal, normally, regular, regularly,
  standard, ordinary, routine, routinely, general, generally, basic, common, commonly, current, currently, present, recent, recently,
  previous, previously, former, upcoming, next, following day, initial, final, original date, total, altogether, respectively, separate,
  separately, additional, extra, further, various, several, different, certain, specific, particular, main, major, minor, key, central,
  public, private, official, officially, formal, digital, online, electronic, automatic, automatically, manual, temporary, permanent,
  annual, quarterly, weekly
= red, blue, yellow, white, black, brown, grey, orange, purple, pink, round, square, metal, wooden, plastic, paper, cotton, glass, large,
  larger, small, smaller, big, bigger, wide, narrow, tall, deep end, heavy bag, medium, tiny, size, sizes, length, width, height, metre,
  metres, centimetres, kilometres, litres, millilitres, grams, milligrams, kilos, degrees, euros, dollars, pounds, pence, cents
= nurse, nurses, doctor, doctors, surgeon, dentist, physician, clinician, consultant, specialist, therapist, physiotherapist, physio,
  pharmacist, paramedic, paramedics, midwife, midwives, receptionist, carer, staff, team, crew, colleague, colleagues, patient, patients,
  resident, residents, inpatient, outpatient
= hospital, clinic, ward, surgery, practice, pharmacy, reception, theatre, unit, waiting room, bed, beds, bedside, tablet, tablets, pill,
  pills, capsule, dose, doses, dosage, medication, medicine, medicines, medications, drug, drugs, injection, injections, jab, vaccine,
  vaccines, needle, syringe, drip, catheter, bandage, dressing, plaster, cast, stitches, crutches, wheelchair, ointment, cream, inhaler,
  x-ray, ultrasound, mri, biopsy, swab, operation, procedure, procedures, treatment, treatments, therapy, diagnosis, prescription,
  prescriptions, referral, consultation, check-up, checkup, discharge, admission, admitted, anaesthetic, anaesthesia, rehabilitation,
  physiotherapy, chemotherapy, dialysis, transplant, implant, screening
= head, neck, shoulder, shoulders, arm, arms, elbow, wrist, finger, fingers, back, spine, chest, lung, lungs, heart, stomach, liver, kidney,
  kidneys, hip, hips, leg, legs, knee, knees, ankle, ankles, foot, feet, toe, skin, bone, bones, muscle, muscles, joint, joints, eye, eyes,
  ear, ears, nose, throat, tooth, teeth, gum, gums, mouth, jaw
= bank, banks, banking, branch, branches, lender, lenders, insurer, insurers, insurance, broker, brokers, adviser, advisers, advisor,
  advisors, cashier, teller, accountant, accountants, auditor, analyst, analysts, investor, investors, shareholder, shareholders, customer,
  customers, client, clients, company, companies, firm, firms, business, businesses, corporation, startup, retailer, manufacturer, supplier,
  board, chairman, executive, executives, management, manager, managers, employee, employees, regulator, treasury, ministry, government,
  minister
= account, accounts, statement, statements, loan, loans, mortgage, mortgages, card, cards, cheque, cash, money, coin, coins, currency,
  funds, fund, portfolio, share, shares, stock, stocks, bond, bonds, equity, assets, asset, pension, pensions, policy, policies, contract,
  contracts, invoice, invoices, receipt, receipts, balance, balances, tax, taxes, taxation, budget, budgets, salary, salaries, wages, wage,
  income, revenue, revenues, turnover, sales, market, markets, index, economy, sector, industry, app, website, portal, login, password, pin,
  hotline, helpline, phone, telephone, chatbot
= school, schools, university, universities, college, colleges, class, classes, classroom, classrooms, course, courses, lesson, lessons,
  module, modules, seminar, seminars, tutorial, tutorials, workshop, workshops, semester, term, curriculum, syllabus, lecturer, lecturers,
  teacher, teachers, tutor, tutors, professor, professors, headteacher, principal, dean, instructor, librarian, pupil, pupils, student,
  students, learner, learners, apprentice, apprentices, undergraduate, undergraduates, classmates, exam, exams, examinations, quiz, quizzes,
  homework, assignment, assignments, essay, essays, coursework, dissertation, thesis, project, projects, presentation, slides, slide,
  textbook, textbooks, book, books, library, laboratory, lab, labs, gym, playground, canteen, cafeteria, dormitory, grade, grades, mark,
  marks, marking, score, scores, certificate, diploma, degree, degrees, programme, program, programmes, subject, subjects, topic, topics,
  maths, mathematics, algebra, geometry, physics, chemistry, biology, science, history, geography, english, french, german, spanish,
  grammar, spelling, poetry, literature, music, art, drama, sport, sports, tuition
= information, data, figure, figures, table, chart, graph, result, results, outcome, detail, details, item, items, example, examples,
  option, options, choice, choices, type, types, kind of, section, chapter, system, systems, service, services, method, methods, approach,
  step, steps, stage, stages, phase, level, levels, group, groups, set, sets, range, rule, rules, code, model, version, guideline,
  guidelines, instruction, instructions, procedure manual, policy document
= computer, computers, laptop, laptops, tablet computer, screen, screens, printer, keyboard, projector, whiteboard, blackboard, desk, desks,
  chair, chairs, seat, seats, table, tables, shelf, locker, lockers, door, doors, window, windows, lift, elevator, stairs, corridor, hall,
  kitchen, toilet, toilets, garden, car park, parking, bus, buses, train, trains, taxi, bicycle, ticket, tickets, uniform, uniforms, bag,
  bags, box, key, keys, pen, pens, pencil, calculator

More of good and bad, by what happens.
+ answered, answers my, replied, replies, reply within, returned my call, called me back, kept me informed, kept us posted, updated me,
  explained patiently, took the time, made time, sat down with
+ laughter, singing, sang, dancing, dance, danced, playing, played, cheering, cheered, hugged, hug, hugs, kiss, celebration, party, festive,
  holiday mood
+ freely, freedom, free again, independent, independently, independence, liberated, liberating, unaided, unassisted, by herself, by himself
+ smart choice, wise choice, good decision, right decision, sensible, sensibly, prudent, prudently, sound judgement, foresight,
  well-considered, well-thought-out
+ unique, special, rare find, memorable, gem, gems, jewel, treasure, godsend, blessing, blessed, bless, gift, gold, golden, star, stars,
  hero, heroes, heroic, heroically, angel, angels, saint, saints, lifeline, lifesaver, role model, legend, joy to, delight to, pleasure to,
  credit to, asset
+ lucky, luckily, fortunate, fortunately, mercifully, thankfully, happily, luck, serendipity, fortune smiled
+ ready, prepared, well-prepared, prepares us, on schedule, on time, on budget, under budget, as promised, as agreed, as advertised, to the
  letter, in order, up to date, fully stocked
+ rewarding, worth every, well spent, pays off, made a difference, life-changing, transformed my, opened doors, opened my eyes, gave me
  back, brought back, changed my life
+ lean, leaner, light, lighter, lightweight, nimble, agile, sleek, slick
+ popular, sought-after, in demand, renowned, famous for, well-known, esteemed, reputation, reputable, beloved by, favourite, favorite,
  favourites, preferred
+ majority agreed, agreed, agreement, consensus, compromise reached, reconciled, harmony, harmonious, harmoniously, cooperate, cooperated,
  teamwork, together, united, unity, bond, bonded, bonding, friendship, friendships, belong, belonging, community spirit, solidarity
+ better off, richer, wealthier, saved us, cut our costs, pays more, more affordable, good value, cheaply, economically, frugal, thrifty,
  thrift
+ insightfully, revelation, discover, discovered, discovery, discoveries, explore, explored, exploring, exploration, experimenting,
  broadened, broaden, widened our horizon, deepened, deepen, sparked, spark, sparks, ignited, kindled, awakened, awoke, fired up, unlocked,
  unlock
+ nourishing, nutritious, tasty, delicious, deliciously, appetising, yummy, hot and fresh, wholesome, filling
+ sympathetically, shoulder to lean on, listening ear, kind word, kind words, pep talk, second chance, chances, leniently, benefit of the
  doubt
+ ample, plenty, plentiful, abundant, abundance, generous portions, well-funded, funded, funding secured, sponsored, donated, donation,
  donations, donor, donors, subsidised
+ vigour, vigorous, rejuvenate, sprightly, spry, blooming, glowing, glow, radiant, rosy, bright-eyed
+ lasting, enduring, sustainable, sustained, long-term gain, steady growth, firmly, firm hand, strong, strongly, sturdy, mighty, powerful,
  powerfully, potent
+ ambition, dream, dreams, dreamed, goal, goals, aspiration, aspirations, aspire, purpose, calling
+ justice, rights restored, vindicated, cleared of, acquitted, innocent, lawful, compliant, certified safe
- demand for payment, nagging letters, dunning, bailiffs, bailiff, collectors, seized, seize, foreclosing, garnished, impounded
- disregard, disregarded, disregards, overlook, overlooks, neglects, neglecting, sidestepped, dodged, dodges, dodging, evades, evading,
  shirked, shirks, ducked, avoids questions, passing the buck, buck-passing, washed their hands
- bitterly regret, wish I had never, should have known, never again, worst decision, fell for, fallen for, taken in, taken for a ride,
  burned by
- complacent, complacency, disinterest, nonchalant, careless attitude, couldn't care less, does not care, bored staff, chewing gum,
  gossiping, gossip, gossiped, chatting instead, scrolling, texting
- biting, scathing, withering, cutting remarks, snarky, sneering, mocked me, laughed at, ridiculed in front, belittles, humiliates, shames,
  shamed, shaming, singled out, picked on, victimised, scapegoat
- unfinished, incomplete, half-finished, half-done, missing pages, gaps, gap, omitted, omission, omissions, omit, left blank, blank stare,
  blanks
- repetitive, repetitively, repetition, recycled material, rehashed, copy-pasted, copied, cookie-cutter, unoriginal, formulaic, rote,
  cramming, crammed in
- stalemate, deadlock, impasse, gridlock, standstill, ground to a halt, bottleneck, bottlenecks, limbo, in circles, dead end, dead ends,
  maze, labyrinth, runaround
- alarm bells, red flag, red flags, ominous, ominously, foreboding, sinister, creepy, eerie, suspicious, suspiciously, suspicion,
  suspicions, doubt, doubts, doubtful, dubious, questionable, distrust, mistrust, sceptical, skeptical, disbelief
- cold shoulder, slammed the door, stormed out, stormed off, walked out on, gave up on, washed out, dropped out, dropouts, dropout, quit,
  quits, quitting, resigned, resignation, resignations, leaving in droves, exodus, turnover of staff, left the profession, on strike,
  strike, strikes, striking, walkout, boycott
- excuse, excuses, pretext, flimsy excuse, broken promise, broken promises, promises broken, reneged, backtracked, backtracking, u-turn,
  moved the goalposts, betrayed, betrayal, betrays, betray, treachery
- drop in quality, downhill, gone downhill, went downhill, slippery slope, in decline, decay, decayed, decaying, rot, rotting, rotted,
  rusted, corroded, corrosion, cracks, peeling, mildew, ruined walls, derelict, ruins of
- overheated, overheating, overheats, burst, bursts, exploded, explodes, explosion, blew up, fire, fires, smoke, flood, flooded, flooding,
  floods, fumes, poison, poisoned, poisoning, pollution, polluted, asbestos, hazard tape
- wrong patient, wrong leg, wrong dose, wrong account, wrong amount, wrong room, wrong name, wrong date, double booking, double-booked,
  overbooked, duplicate charge, duplicate charges, misdirected, misrouted, mislabelled, mis-sold, misspelt
- penny-pinching, miser, cheapskate, skimping, cut corners, cutting corners, corner-cutting, cost-cutting, austerity, stingily, measly,
  meagre, meager, paltry, scant, scanty, pitiful sum, pittance
- cruel joke, insult to, slap in the face, kick in the teeth, last straw, final straw, bitter pill, rude awakening, wake-up call, hard
  lesson, bad taste, sour taste
- argued with, quarrels, shouting match, slanging, insults traded, tension in the room, toxic atmosphere, toxic workplace, hostile
  environment, bad blood, bickered, infighting, backstabbing, cliques, clique, intrigue, rumours, rumors
- unnecessary, unnecessarily, needless, needlessly, avoidable, preventable, uncalled-for, gratuitous, excessive force, over the top,
  overkill, overdone, overzealous, intrusive, invasive, invasively, intrusively, nosy, prying, invasion of privacy
- confidential data, data breach, exposed data, leaked data, leaks of, identity theft, stolen identity, malware, spyware, spam, spammed,
  bombarded, robocalls, cold calls, junk mail
- limp, limped, limping, hobble, hobbled, stagger, staggered, trembling, tremble, shaking, shaky hands, shiver, shivering, sweating, sweats,
  gasping, gasped, gasp, struggled to breathe, suffocating, choke, agonies, writhing, writhed, screams, groans, squirm, squirmed, wince,
  winced, cringe, cringed, flinch, flinched, shudder, shuddered, grimace
- detention, punished, punish, punishes, punishment, punishments, punitive, reprimands, told off, sanctions, sanctioned, disciplinary,
  sentenced, jail, jailed, prison, imprisoned, arrested, arrest, arrests, indicted, guilty, guilt, crime, crimes, criminal, criminals,
  offence, offences, illegal, illegally, unlawful, unlawfully, illicit
- refugees, war, wars, famine, drought, earthquake, storm, storms, accident, accidents, accidentally, collision, crash site, victim,
  victims, casualty, casualties, hostage, attacks on
- uncertain, uncertainty, uncertainties, unsure, insecure job, precarity, limbo state, hesitant, hesitated, hesitation, dithering, dithered,
  indecisive, indecision, wavered, vacillated
- underpaid, unpaid, underpayment, low pay, wage theft, pay cut, pay cuts, salary cut, zero-hours, exploitatively, sweatshop, slave, slaves,
  slavery, drudgery, toil, grind, treadmill
- overcomplicate, overcomplicates, tangle, tangled, knotty, mind-boggling, head-scratching, headaches, brain-numbing, confuses everyone,
  over my head, over our heads, lost me, lost us, went too fast, too fast to follow
- old and worn, worn chairs, threadbare, faded paint, broken chairs, flickering, flickered, flicker, creaking, creaky, rattling, rattled,
  wobbly, wobbling, squeaking, leaked roof, dripping tap

Shifters.
~ no longer, any more, anymore, ceased, used to, formerly, once
~ prevent, prevents, avoid, avoided, avoids, avoiding, escape, escaped, escapes, escaping, evade, spare, spared, rid, get rid, free of, free
  from, without
~ despite, in spite of, although, instead, rather than, regardless, nonetheless, nevertheless, however
~ unlike, like, similar, similarly, compared, equal to, same as
~ huge, hugely, enormous, enormously, massive, massively, vast, vastly, giant, immense, immensely, considerable, considerably, substantial,
  substantially, significant, significantly, dramatic, dramatically, drastic, drastically, sharp rise, sharply, steep rise, markedly,
  heavily, deeply, highly, strongly worded, extremely, utterly, completely, totally, entirely, fully, absolutely, thoroughly through,
  wholly, largely, mostly, partly, somewhat, slightly, a bit, fairly big
~ change, changes, shift, shifts, trend, trends, turn, turns, movement, development, developments, reform, reforms
~ become, became, becomes, becoming, remain, remained, remains, seem, seemed, seems, appear, appeared, appears, prove, proved, proves,
  proven, sound like, sounded
~ expect, expected, expects, expectation, expectations, anticipated, forecast, forecasts, predicted, prediction, target, targets, projected,
  projections
~ attempt, attempts, attempted, try, tried, tries, trying, effort, efforts
~ allow, let us, enable, enabled, enables, cause, caused, causes, causing, led, lead, leads, result in, resulted, resulting
~ demand, demands, demanded, insist, insisted, insists, request, requests, requested, urge, urged
~ treat, treated, treats, handle, dealt, deal with, deals

Plain things again.
= adult, adults, people aged, youth, teenager, teenagers, teen, elderly, senior, seniors, infant, infants, toddler, toddlers, newborn,
  twins, couple, couples, household, households, resident, citizen, citizens, population, public, member, members, participant,
  participants, guest, guests, neighbour, neighbours, uncle, aunt, cousin, grandfather, grandma, granny, grandpa, boss, leader, leaders,
  owner, owners, director, directors, secretary, officer, officers, agent, agents, clerk, assistant, assistants, trainee, trainees, intern,
  volunteer, volunteers, expert panel, official, officials, author, authors, candidate, candidates, applicant, applicants
= job, jobs, career, careers, profession, occupation, role, roles, position, post, task, tasks, duty, duties, shift work, shift, shifts,
  rota, work experience, internship, placement, employment, workplace, office, offices, headquarters, factory, plant, warehouse, shop,
  shops, store, stores, supermarket, restaurant, hotel, market hall
= reason, reasons, purpose of, topic, matter, matters, idea, ideas, opinion, opinions, view, views, thought, thoughts, fact, facts, story,
  stories, news, article, articles, journal, magazine, newspaper, column, edition, volume, poster, posters, brochure, brochures, booklet,
  leaflets, flyer, handout, handouts, guidebook, catalogue, manual, newsletter, notice board, noticeboard, label, labels, sticker, logo
= lead, leads, leading to, path, paths, road, roads, route, way in, bridge, river, lake, sea, coast, island, forest, park, village,
  villages, farm, field, mountain, station, airport, harbour, terminal, platform, stop, square, avenue, hallway, basement, attic, roof,
  wall, walls, ceiling, fence, gate, sign, signs, arrow, map, maps
= light switch, lamp, lamps, bulb, battery, batteries, cable, cables, plug, button, buttons, switch, switches, wire, device, devices,
  machine, machines, equipment, tool, tools, instrument, instruments, camera, microphone, speaker, video, videos, audio, recordings, photo,
  photos, picture, pictures, image, images, painting, drawing, drawings, film, films, radio, television, internet, network, server,
  database, software, hardware, program, programs, spreadsheet, email address, link, links, menu item, tab, folder, folders, drive, backup
= wear, shirt, shirts, shoes, shoe, coat, coats, hat, gloves, glove, mask, masks, gown, apron, socks, glasses, lenses, watch, ring,
  bracelet, badge, badges, towel, towels, blanket, pillow, sheet, sheets, mattress, curtain, curtains, bottle, bottles, cup, cups, tray,
  bin, bins, basket, tube, tubes
= cell, cells, organ, organs, tissue, protein, proteins, enzyme, hormone, hormones, vitamin, vitamins, mineral, iron, calcium, sugar, salt,
  fat, oxygen, carbon, nitrogen, hydrogen, water level, acid, gas, liquid, solid, metal, energy level, atom, atoms, molecule, electron,
  planet, planets, earth, moon, sun, star chart, species, plant life, plants, animal, animals, bird, birds, fish, insect, insects, tree,
  trees, leaf, leaves, flower, seed, seeds, equation, equations, fraction, fractions, number line, triangle, angle, angles, circle, theorem,
  formula, formulas, verb, verbs, noun, sentence, sentences, paragraph, vocabulary, alphabet, letter sound, century, centuries, empire,
  king, queen, revolution, treaty, constitution, parliament, election, elections, law, laws, court, courts
= percentage, ratio, proportion, quantity, amount, amounts, sum, sums, total, totals, value of, unit of, maximum, minimum, limit, limits,
  threshold, scale, degree celsius, average age, median, decade, decades, century, period, periods, interval, duration, quarter, quarters,
  fiscal, financial, tax year, fortnight, midday, midnight, weekday, weekdays, mondays, tuesdays, wednesdays, thursdays, fridays, saturdays,
  sundays, daytime, nightly, hourly, beginning of, middle, mid, late afternoon, early morning
= adjust, adjusted, adjusts, adapt, adapted, add, added, adds, addition, append, attach, connect, connected, connects, link to, join,
  joined, joins, install, installed, installs, insert, inserted, press, pressed, push button, pull, pulled, fold, folded, store, stored,
  stores, storage, place, placed, places, put away, display, displayed, displays, select, selected, selects, choose, chose, chosen, chooses,
  pick, picked, picks, elect, elected, vote, votes, voted, assign, assigned, allocate, allocated, distribute, distributed, collect,
  collected, collects, collection, gather, gathered, deliver by, receive, received, receives, obtain, obtained, hand out, handed, hands in,
  return slip, keep record, own, owns, owned, belong to, belongs, use of, used for, consult, consulted, refer, refers, referred, cite,
  cited, quote from, translate, translated
= speak, speaks, spoke, spoken, talk, talks, talked, talking, telephone, phoned, phone, phones, rang, ring, rings, interview, interviews,
  interviewed, conversation, conversations, chat, debate, debates, debated, lecture on, present, presents, presented, presenter, speech,
  speeches, language, languages, voice, voices, message, messages, contact, contacted, contacts, invite, invited, invitation
= settle in, begin with, early stage, happen, happened, happens, occur, occurred, occurs, take place, takes place, held on, hosted, host,
  event, events, ceremony, conference, conferences, exhibition, fair stand, concert, match, game, games, tournament, season ticket,
  festival, holiday, holidays, vacation, trip, trips, excursion, tour, tours, journey, flight, flights

Still more of good and bad.
+ adventure, breeze, doddle, cinch, treat, feast, haven, oasis, refuge, sanctuary, paradise, heaven, dream come true, masterpiece, encore,
  ovation, triumph of, balm, tonic, medicine for the soul, ray of hope, silver lining, breath of fresh air
+ brighten, brightened, brightens, perk, perked, cheer up, cheered, warms, lifted, lifts, uplifts, heartens, gladdened, enliven, enlivened,
  livened, energises, refreshes, recharged, invigorated, invigorating
+ deserve, deserved, deserves, deserving, earn, earned, earns, merit, merited, merits, credit, worthily, rightly, rightful, owe, owed thanks
+ speedier, snappily, pronto, in seconds, in minutes, right away, at once, same-day, next-day, sooner, overnight delivery, lightning, zippy,
  without waiting, punctuality
+ accurate diagnosis, spot-on, pinpointed, nailed, caught early, spotted, identified early, detected early, flagged, alerted, noticed at
  once, thought ahead, anticipated our needs, double-checked
+ banish, banished, banishes, conquer, conquered, conquers, tamed, tame, defeat fear, vanquished, overcame fear, shook off, freed, free us,
  cured of, rid of, cleared, clears, clear up, dissolved worries, melted, melt, lifted the burden
+ caretaking, vocation, devotedly, heart of gold, wholehearted, wholeheartedly, heartfelt, heartily, earnest, earnestly, caringly, bedside
  manner, unfailing, unfailingly, untiring, unstinting, steadying, anchor, rock, pillar, mainstay, backbone
+ growth in, upturns, recoveries, gained ground, regained ground, record profits, record year, black figures, in the black, break even,
  broke even, breakeven, margin growth, rebounding, recovering market, oversold no more, synergy, synergies, goldmine, cash-rich,
  flourishes, burgeoning, buoyed, upbeat outlook, upside
+ nurtured curiosity, lightbulb, wide-eyed, hands-on, interactive, interactively, immersive, immersed, participatory, play-based,
  discussion-led, challenging but, stretched my mind, thought-out, well-paced, paced well, varied tasks, lively debate, food for thought
+ shelter, sheltered, welcomed with, made us feel, felt heard, felt seen, felt safe, felt at home, at home, belonged, cosiness, snug, warmly
  lit, sunlit, sunny, spotless rooms, fragrant, tidy rooms
+ bonny, thriving, hale, hearty, sturdy child, well-fed, well-rested, wide awake, sound sleep, slept soundly, slept well, sweet dreams,
  refreshed
+ wise, sage, judicious, judiciously, tactfully, even-tempered, good-humoured, good-tempered, patient soul, mild, mildly, mild-mannered,
  placid, docile
+ elated crowd, roared, clapped, clapping, cheers, hurrah, toast, toasted, congratulated us, beaming faces, envy of, envied, admired by
+ loyal customers, repeat customers, return customers, word of mouth, five stars, five-star, thumbs, ten out, full marks, highest marks, a
  plus, flying colours, merit award, top score, outshone, outclassed, trounced, trounce, rivals beaten, leads the field, pioneer, pioneers,
  trailblazer, forerunner, cutting-edge, flagship
- gloom, doom, doomed, bleakness, dark days, storm clouds, looms, looming, loom, spectre, ticking, time bomb, minefield, quicksand, black
  hole, abyss, precipice, brink, edge of ruin
- scurry, scurrying, fled, flee, flees, fleeing, stampede, bolted, deserted, desert, deserts, evacuated, evacuation, escape from here, exits
  blocked
- pounced, pounce, sprang on us, ambushed, ambush, cornered, trapped us, entrap, lure, lured, lures, enticing trap, tempting trap, bait,
  baited, hook and sinker, sucker, suckers, pocketed, pockets our money, milk, milked, milks, bled dry, fattened, fat cats, fleeced, fleece,
  gouge, gouging, shark, sharks, vulture, vultures, leech, leeches, parasites, wriggled, wriggle, weasel, weaselled
- spill, spilt, spilled, spills, splashed, dripped, drips, dripping, strewn, littering, shards, splinters, sharp edges, dents, scratches,
  scratched, scuffed, frayed, holes, hole, riddled, moth-eaten, patchy, lumpy, sagging, sagged, creased
- freezing rooms, shivered, cold rooms, boiling rooms, sweltering heat, suffocating, airless, unventilated, draught, draughts, shortness of
  air, unheated, wet, soaked, drenched, puddles, mud, muddy
- blunt, bluntly, tactless, tactlessly, gossipy, indiscreet, indiscretion, loudmouth, blabbed, prattle, babble, babbled, waffle, waffled,
  waffling, drivel, platitudes, cliche, cliches, empty words, lip service, hot air, buzzwords, straying, strayed, digressed, digress, off
  topic, sidetracked, meandering, meandered
- bedlam, pandemonium, uproar, riot, riots, rioting, stampedes, free-for-all, zoo, jungle, war zone, battlefield, battle, battles, battling,
  fight to get, fighting for, struggle to get, hassled
- ghost, ghosted, vanish without, silence, silent treatment, deaf ear, deaf ears, brick wall, wall of silence, left hanging, left guessing,
  left in the dark, in the dark, uninformed, unaware, no idea, clueless about, guesswork, guessing, guess
- unfit, out of shape, overweight, obese, obesity, underweight, malnutrition, undernourished, dehydrated, dehydration, neglected teeth,
  cavities, decay, plaque, gangrene, necrosis, cirrhosis, thrombosis, embolism, tumours grew, spreading cancer, twinge, twinges, spiked,
  spike, flared, smarted, smart pain, discharge of pus, pus, weeping wound, festering, fester, festered
- overprescribed, unproven, quack, quackery, placebo, snake oil, pseudoscience, unlicensed, uncertified, expired drugs, counterfeit,
  tampered, unsterile, dirty needles, blunders in, cover-up, cover up, covered up, hushed up, swept under, concealed, concealment, conceal,
  hid, hidden from, withheld from, secrecy, secretive, kept secret, misfiled, shredded, destroyed records, lost records, backdated
- squandering, blew, blown, gambled, gamble, gambling, speculated, speculation, speculative, reckless bets, wild bets, ponzi, pyramid
  scheme, embezzle, insider dealing, kickbacks, tax dodge, tax evasion, evaded tax, overpaid, overpay, overpaying, sky-high, astronomical,
  eye-watering, crippling cost, ruinous, ruinously, usury, usurious, loan shark
- frozen accounts, frozen funds, locked out, locked us out, lockout, blocked card, declined card, card declined, bounced, bounces, overdrew,
  shortfalls in, default notice, final notice, final demand, overdue notice, late fee, late fees, hidden fee, hidden fees, hidden charges,
  fine imposed, penalty fee, markup, markups, mark-up, price hike, hike, hikes, price rises, dearer, costlier, pricier
- slipping, slide in, lowest ever, record low, all-time low, bottomed, rock bottom, hit bottom, red ink, in the red, red figures, weak
  demand, weak sales, soft demand, oversupply, glut, unsold, unsold stock, write-downs, writedowns, impairments, burn rate, burning cash,
  cash burn, burns through, going under, went under, folded the firm, wound up, wind down, winding up, shutter, shuttered, scuppered,
  scupper, derailed, derail, torpedoed, sank the deal
- skive, skived, skiving, bunking off, played truant, copied answers, cheated in, plagiarise, illiterate, illiteracy, innumerate, failing
  grade, failing grades, bad grade, bad grades, bottom of the class, bottom set, lowest score, poor marks, low marks, repeat year, held
  back, kept back, expulsions, exclusions, excluded from, suspended from, sent home, detention again, underachiever, underachieving,
  underachievement, stigma, stigmatised, labelled slow, written off, wrote off, gave up on us
- wishy-washy, half-baked, slap-dash, shoestring, makeshift, improvised badly, thrown together, cobbled, cobbled together, patched up,
  bodged, bodge, jerry-built, rickety, ramshackle, third-rate, second-rate, cheap and nasty, tacky, tawdry, knock-off
- grumble, grumbled, grumbles, whine, whined, whinge, nag, nagged, bemoan, bemoaned, lament, lamented, laments, deplore, deplored, decry,
  decried, mourned the loss, outcry, petition against, backlash, uproar over, furore, hue and cry, bad press, bad name, infamous, notorious,
  notoriety, notoriously, unpopular, hated by, disliked by, shunned, shun, avoided by, boycotted

More shifters, and words of degree.
~ less, fewer, lowest, lower than, smallest, rarer, rare, rarely, seldom, infrequent, scarcer
~ more, greatest, highest, biggest, largest, record, records, unprecedented, ever more, frequent, frequently, constant, constantly,
  continual, continually, repeatedly, repeated, persistently, perpetual
~ quickly gone, shrinking, melting away, thinning, receding, receded, recede, abated, abate, lessened, lessen, lessening, diminish,
  diminishes, diminishing, wane, waned, waning, curbed, curb, curbs, contained, contain, control, controlled, controls, controlling, kept at
  bay, halted, halt, halts, reversed, reverse, stemmed, tackled crime
~ grew worse, mount, mounting, mounted, pile, piles, piled, piling, accumulate, accumulated, accumulating, build up, built up, pour, poured,
  pouring, flood in, proliferate, ballooned, mushroomed, spiralled, spiralling, spiral, escalated, escalating, escalate, intensified,
  intensify, deepening
~ experience, experiences, experienced it, episode, ordeal or joy, outcome, life, lives, health, behaviour, behave, behaved, conduct,
  performance, performed, quality, standard, standards, condition of, atmosphere, mood, moods, tone, climate, attitude, attitudes, manner,
  manners
~ leave, left us, let, sent us, made us, made me, kept us, keep us
~ wish, wished, wishes, want, wants, like to, would like, prefer, preferred to
~ challenge, challenges, challenging, hard, harder, hardest, tough, tougher, intense, intensive, demanding, ambitious course, complex,
  complexity, serious, seriously, strict rules, firm, tight, emotional, emotionally
~ old, older, oldest, new, newer, newest, long, longer, full, busy, single, whole, entire, top, bottom, far, near, close by, open, closed,
  wide open, free seats, quiet streets, hot, cold, warm water, dry weather, deep, high, low, short, big

Plain, once more.
= please, kindly bring, note that, reminder, reminders, remind, reminded, attention, in advance, beforehand, afterwards, thereafter, upon,
  prior, following the, according, accordance, subject to, pursuant, hereby, enclosed, see below, above-mentioned, respective, each of,
  either of
= hundreds, thousands, millions, billions, tens, dozens, couple of, pair, pairs, triple room, double room, half of, third of, fifth of, once
  a, twice a, every other, alternate, alternating, consecutive, sequence, order of, series, set of, list of, row, rows, column, columns, top
  row, grid, spread over, divided into, made up of
= house, houses, home address, apartment, flat number, bathroom, bedroom, living room, kitchen table, hallway, garage, yard, courtyard,
  lobby, foyer, auditorium, gallery, studio, cellar, balcony, terrace, upstairs, downstairs, upper, ground floor, opposite, adjacent,
  beside, across from, left-hand, right-hand, inside, outside, outdoor, outdoors, indoors, abroad, foreign, domestic, rural, urban, coastal
= theory, theories, concept, concepts, principle, principles, definition, definitions, term paper, introduction, conclusion, summary,
  outline, overview, abstract, appendix, index page, bibliography, reference, references, source, sources, footnote, heading, title, titles,
  draft, drafts, essay title, chapter title, handwriting, notebook, notebooks, exercise book, worksheet, worksheets, flashcards, glossary,
  quiz question, question paper, answer sheet, multiple choice, multiple-choice, oral, written exam, practical, lab coat, bunsen, beaker,
  thermometer, compass, ruler, eraser, chalk, marker, markers
= pulse, heartbeat, reflex, reflexes, vein, veins, artery, arteries, nerve, nerves tested, pupil dilation, retina, cornea, womb, bladder,
  bowel, pancreas, thyroid, spleen, gland, glands, hormone levels, urine, saliva, stool sample, plasma, platelets, antibody, antibodies,
  genes, gene, genetic, bacteria, bacterium, microbe, antibiotic, antibiotics, insulin, aspirin, paracetamol, ibuprofen, penicillin, statin,
  statins, steroid, steroids, sedative, saline, iodine, ampoule, milligram, millilitre, orthopaedics, orthopaedic, cardiology, cardiologist,
  oncology, oncologist, paediatrics, paediatric, neurology, neurologist, radiology, radiologist, dermatology, dermatologist, gynaecology,
  obstetrics, psychiatry, psychiatrist, surgical, medical, clinical, dental, nursing, optician, ophthalmology, intensive care, maternity,
  anatomy, physiology
= fiscal year, clause, clauses, paragraph number, terms, conditions, agreement, lease, leasing, tenant, tenants, landlord, landlords, rent,
  rents, rental, property, properties, estate, deed, title deed, notary, solicitor, lawyer, lawyers, judge, registry, licence, license,
  passport, identity card, id, national insurance, postcode, postal, courier, parcel, parcels, envelope, stamp, digits, digit, sort code,
  iban, reference number, serial number, barcode, receipt number, transaction, transactions, ledger, ledgers, bookkeeping, accounting,
  payroll, payslip, instalment, instalments, repayment, repayments, amortised, principal sum, lump sum, matures, maturity, coupon, tranche,
  securities, exchange-traded, index fund, hedge, futures, commodity, commodities, oil, gas prices, copper, wheat, gold bar, crypto,
  bitcoin, token, wallet, atm, kiosk, counter, counters, vault, safe deposit, trader, traders, exporter, importer, exports, imports, export,
  import, tariff, tariffs, customs, vat, levy, levies, allowance, allowances, deduction, deductible, gross, net, per capita, gdp, households
  surveyed
= shown, seen on, known as, called, named, titled, labelled, headed, dated, signed by, written by, led by, run by, owned by, made by, made
  of, made from, built, builds, build, construct, constructed, construction, designed, design, designs, produce, produced, produces,
  production, manufacture, manufactured, assembled, painted, printed on, coloured, colours, color, striped, plain paper
= listen to recording, hear, heard, watch, watched, watches, observe, observed, look at, looked at, view, viewed, click, clicked, scroll,
  type, typed, tap, tapped, swipe, drag and drop, open file, save file, log in, logged in, sign in, sign up, signed up, opt, opted,
  subscribe, subscribed, unsubscribe, fill in, hand in, turn in, turned in, drop off, pick up, line up, queue here
= mother tongue, born, birth, births, birthday, marriage, married, single person, divorced, retired, retirement, retiree, retirees, age,
  aged, ages, gender, male, female, nationality, ethnic, religion, church, faith group, culture, cultural, tradition, traditional, custom,
  society, social, political, politics, policy area, economic, environmental, scientific, technical, technology, technologies, mechanical,
  electrical, chemical, physical, mental, legal, commercial, industrial, agricultural, military, naval
= means, meant, meaning, meanings, signify, signifies, implies, imply, equals, corresponds, stands for
= comment, comments, commented, remark, remarks, response, responses, reply, replies, answer, answers, answered, answering, feedback,
  reaction time
= remember, remembered, remembers, recall, recalled, memory, memories, memorise, memorised, recognise, recognises
= else, otherwise, elsewhere, somehow, anyhow, meanwhile, thereby, hence, therefore, thus, indeed, actually, apparently, perhaps, maybe,
  probably, possibly, likely
= absent, away, missing person, present in class, on leave, off sick
= hang, hangs, hung, lie down, lay, laid, rest on, stick, stuck up, fixed to, mounted on, tied, pinned
= belief, beliefs, believe, believed, believes, suppose, supposed, guessed right, assume, assumed, assumes, imagine, imagined, realise,
  realised, decide, decided, decides, decision, decisions, conclude, concluded, determine whether

Of the three trades.
+ tailwind, tailwinds, rainmaker, jackpot, cornerstone investor, oversubscription, blue-chip, creditworthy, creditworthiness,
  trustworthiness, jargon-free, fuss-free, commission-free, paperless, contactless, one-stop, self-service that works, chargeback won,
  cashbacks, perks, perk, loyalty reward, freebie, freebies, goodwill, goodwill gesture, courtesy credit, concession, concessions, rebate,
  rebates, exempt, exempted, exemption, relief fund, stimulus, rescue plan, lifeboat, safety net, cushion fund, buffer built, rainy-day fund
+ outgrown, outlasted, outsold, outperforms, outperforming, outstrip, outstripped, overtook, overtaken rivals, market leader, frontrunner,
  dominant, dominates, expands abroad, diversify, diversifying, innovates, innovating, innovator, scalable, cash-generative, compounding,
  compounded, appreciated in value, accrues nicely, upticks, uptick, ticked up, edged higher, closed higher, firmed, firming
- headwind, headwinds, belt-tightening, squeeze on, credit squeeze, liquidity crunch, overleveraged, leverage trap, gearing too high,
  underinsured, uninsured, underwater, negative equity, clawback, clawed back, delisted, delisting, going concern doubts, qualified audit,
  restated, restatement, accounting irregularities, irregularity, irregularities, discrepancy, discrepancies, mismatch, mismatched,
  unreconciled, whistleblower ignored, insider leak, cartel, price-fixing, monopoly, monopolistic, gouges, racket, racketeering, mafia,
  blackmail, extort, extorted, ransom, ransomware
- repossess, repossesses, repossessions, foreclosures, bankruptcies, insolvencies, defaulting, defaulters, delinquent, delinquency,
  delinquencies, nonpayment, non-payment, arrear, overstretch, over-indebted, cash-strapped, strapped, skint, hard up, destitute, pauper,
  pawned, pawn, pawnshop, payday loan, payday lender, debt spiral, debt trap, living on credit, maxed out, maxed
- laggard, laggards, underperforms, underperformance, undershot, undershoot, disappoints, disappointing sales, sluggish demand, lacklustre,
  lackluster, anaemic growth, subdued, muted demand, tepid, softened demand, softening, wobbled, wobble, wobbles, jitters, jitter, rout,
  routed, bloodbath, carnage, panic selling, capitulation, capitulated, contagion, fallout, aftershock, shockwaves, shockwave, knock-on,
  blow to, body blow, blow, blows, battering, hit hardest, hit by, stung by, stricken, beleaguered, embattled, ailing firm, troubled firm,
  distressed assets, lossmaking
+ convalescing, ambulatory, weight-bearing, weaned, extubated, decannulated, stabilise, stabilises, stabilising, normalised, normalise,
  normalising, resolved fully, clot-free, seizure-free, infection-free, fever-free, drug-free, smoke-free, sober, sobriety, abstinent,
  detoxed, rehydrated, nourished, toned, supple, limber, pliable, flexible joints, full range, full function, sharp vision, restored sight,
  restored hearing, preserved, preserve, preserves, protective, preventive, immunising, inoculated, inoculation, sterilised, disinfected,
  sanitised, lifesavers, antidote, remedy, remedies, breakthrough drug, well-tolerated, tolerated well, efficacious, efficacy, potency
- complication-ridden, botched surgery, botched operation, haemorrhaged, hemorrhage, ruptured, rupture, perforated, perforation, punctured,
  puncture wound, collapsed lung, organ failure, heart failure, cardiac arrest, aneurysm, oedema, edema, gash, gashes, laceration,
  lacerations, abrasions, burns ward overflow, bedsore, bedsores, ulcerated, rejection of the organ, graft failed, non-healing, unhealed,
  misaligned, misplaced screw, slipped disc, herniated, torn ligament, dislocated, dislocation, contusion, concussion, concussed,
  unresponsive patient, vegetative, brain-dead, flatlined, resuscitated in vain, autopsy, post-mortem, morgue, coffin, grave, graves
- hypochondriac, fobbed, gaslit, gaslighting, belittled my pain, dismissed my pain, misdiagnoses, misdiagnosing, overlooked symptoms,
  undertreated, overtreated, overmedicated, sedated needlessly, restrained, manhandled, manhandle, rough handling, roughly, rough, rougher,
  jabbed, jab in anger, prodded, poked, shoved, shove, shoves, dragged along, slapped, slap, hit, hits, punched, punch, kick, kicked, kicks
+ top-set, straight-A, honours student, valedictorian, prizewinner, prizewinning, award-winning, laureate, scholarly, studious, eloquence,
  articulacy, numerate, numeracy gains, literacy gains, well-read, thirst for knowledge, love of learning, growth mindset, breakthrough
  moment, personal best, high achiever, high achievers, high-achieving, overachiever, star pupil, head start, leg up, springboard, stepping
  stone, well-mentored, nurturing school, oversubscribed school, caring school, happy school, safe school, vibrant campus, enriched
  curriculum, enrichment
- swot, dunce, loser, losers, slacker, slackers, failing school, failing schools, special measures, sink school, teacher shortage,
  overcrowded class, bored stiff, bored senseless, spoon-fed, spoon-feeding, teaching to the test, death by slides, talking head, monologue,
  monologues, droned on, sermon, sermons, lecturing at us, dictation, copied from the board, busywork, box-ticking, tick-box, pointless
  homework, homework overload, cram, crams, crammed syllabus, burnt-out, burned-out, exam stress, test anxiety, stage fright, meltdown,
  meltdowns, tantrum, tantrums, outburst, outbursts, defiance, insubordinate, insubordination, unruliness, graffiti, smashed windows,
  weapons, knives, stabbed, stabbing, gangs, gang, drugs at school, smoking behind, vaping

Yet more turns of everyday speech.
+ relief to, sigh of relief, weight off, off my shoulders, peace of mind, ease of mind, in safe hands, in good hands, sleep easy, rest
  assured, count on, counted on, rely, relied, rely on, depend on, entrust, entrusted, vouch, vouched, vouch for, stand by, stood by, stands
  by, stuck with us, backed, backs, backing, advocate, advocated for, advocates, championed, defended, defend, ally, allies
+ tidied, tidying, dusted, mopped, swept, scrubbed, repainted, newly painted, revamped, revamp, overhauled, modernise, modernising, rebuilt,
  rebuild, restored building, landscaped, leafy, green and quiet, bloom of flowers, flowers at the bedside, candlelit, music at bedtime
+ laugh together, giggled, giggling, chuckled, grinned, joked, joking, banter, good spirits, high spirits, merrily, jovial, jolly mood,
  upbeat mood, bubbly, exuberant, exuberance, effervescent, radiate, radiates, sparkle, sparkled, twinkle, starry-eyed, dazzle, dazzled,
  dazzling, wow, wowed, blown away, bowled over, speechless with joy, moved to tears, touching, touched, moving speech, heart-warming,
  heartwarming, poignant
- yuck, ugh, eww, rank, putrid, rancid, rotting food, mouldy bread, raw chicken, hair in, flies, fly-infested, ants, bedbugs, lice, nits,
  fleas, maggots, roaches, mice, mouse droppings, droppings, blood-stained, bloodstained, urine-soaked, faeces, grubbiness, sticky floor,
  greasy plates, cold coffee, watery, tasteless soup, chewy, rubbery, stodgy, overcooked, burned food, salty, oversalted, mushy, slop,
  sludge
- lurch, in the lurch, high and dry, on my own, alone with, fend for ourselves, fend, fended, cold comfort, small comfort, scant comfort, no
  comfort, no consolation, no sympathy, no empathy, no respect, no manners, no eye contact, back turned, turned her back, turned his back,
  eyes on the phone, glued to, clock-watching, watched the clock, checking her watch, yawned at, talked past, ignored again, never listens,
  never smiles, never asks, couldn't be bothered, could not be bothered, not my problem, not my job, jobsworth, pass the buck,
  finger-pointing, blame game, scapegoated
- painstakingly slow, snail, snails, snail's pace, crawl, crawled, crawling, trickle, trickled, dawdle, dawdled, dither, plod, plodded,
  plods, plodding, drag on, dragged on, drags on, ages, eternity, forever waiting, endless loop, loop, loops, hold music, muzak, robot
  voice, automated menu, menus without end, press one, press two, voicemail loop, unanswered emails, unanswered letters, unopened, unread,
  pending forever, still pending, still waiting, in process for months, unresolved, unsolved, open for months
Still more words of praise and blame.
+ highlight, highlights, highpoint, pinnacle, zenith, acme, landmark, milestone, breakthrough, triumph, crowning
+ boon, plus, advantage, salvation, lifesaver, lifeline, saviour, silver lining, godsend, blessing, boost, fillip, spur, spurred, impetus,
  catalyst, stepping-stone, springboard
+ heroine, hero, superstar, star, maestro, wizard, guru, prodigy, whiz, genius, role-model, darling, pet, legend
+ bedrock, cornerstone, backbone, pillar, rock, staunch, stalwart, resolute, tenacious, unflagging, steadfast, loyal
+ greet, greets, greeted, greeting, handshake, nod, wave, wink, smiley, welcome, welcomed
+ sunshine, sunny, perky, ebullient, bouncy, peppy, zestful, jaunty, frisky, cheerful, lively
+ morale, team spirit, esprit, fellowship, comradeship, togetherness, camaraderie, solidarity, belonging
+ literacy, numeracy, aptitude, knack, talent, calibre, caliber, stature, prestige, proficiency, mastery, flair
+ accolade, accolades, laurels, hurray, whoop, applause, acclaim, prize, rosette, the envy of, enviable, coveted, much admired
+ fan of, big fan, fans of, favored, favoured, favourite, lovable, likable, endearing, winsome, likeable, adorable
+ congenial, convivial, chummy, down-to-earth, unpretentious, friendly, genial, hospitable, amenable, solicitous, obliging, accommodating,
  gallantly
+ cutting-edge, state-of-the-art, ultramodern, futuristic, trailblazing, sophisticated, advanced, pioneering, modern
+ shipshape, shiny, glossy, lustrous, gleaming, spotless, tidy, neat, immaculate, restored, refurbished, repaired
+ exhaustive, all-round, comprehensive, thorough, in depth, detailed, authentic, legit, legitimate, bona-fide, above-board, genuine,
  plain-speaking, straight with us
+ subtle, adroit, canny, discerning, perspicacious, shrewd, astute, deft, skilful, sharpened, honed, finely tuned, cultivated
+ outdid, outdo, outdoes, trumps, trumped, eclipsed, outshine, outshines, surpass, surpassed, exceeded, bettered, beat its rivals, ahead of
  its rivals
+ redress, recompense, compensation, gratis, complimentary, free of charge, waived, lavishly, amply, generously, handsomely
+ sailed through, flew through, cruised, romped, romps, waltzed, aced, breezed, frictionless, hassle-free, trouble-free, snag-free,
  glitch-free, uncomplicated, plain-sailing, fuss-free, user-friendly, ergonomic, seamless, smooth, effortless
+ expeditious, instantaneous, express, prompt, promptly, instant, speedy, lightning
+ allay, allayed, allays, lulled, mitigate, mitigated, alleviate, alleviated, palliate, ease, eased, soothe, soothed, calm, calmed,
  symptom-free, pain-free, convalesce, convalesced, on the mend, knit together, ambulant
+ rouse, rouses, roused, invigorate, invigorates, recharge, recharged, replenished, refreshed, revived, energised
+ cash-rich, debt-free, money-spinner, nest-egg, solvent, profitable, lucrative, tuition-free, bursary, windfall
+ precious, essential, vital, indispensable, invaluable, priceless, creditable, estimable, worthy, laudable, commendable
+ first-class, first-rate, top-notch, top-class, top-drawer, world-class, unmatched, incomparable, second-to-none, corking, sterling,
  stellar, peerless, outstanding, recommendable
+ stoic, stoical, unfazed, unperturbed, undaunted, gritty, plucky, valiant, valiantly, heroic, heroically, intrepid, gutsy, spunky
+ selfless, selflessly, unselfish, altruistic, charitable, bountiful, magnanimous, big-hearted, kind-hearted, warm-hearted, soft-hearted,
  good-natured, benevolent
+ equipped us, armed with, groundwork, solid base, built up, builds up, strengthen, strengthens, strengthened, bolster, bolsters, bolstered,
  reinforce, reinforced, fortified, fortifies, shored up, cemented
+ acclimatised, found their feet, found his feet, settled quickly, settled in, fits in, at ease, blends in, made friends, makes friends,
  befriended, befriends
+ clear-cut, legible, readable, digestible, bite-sized, well-structured, structured, step-by-step, jargon-free, coherent, cogent, concise,
  succinct
+ enchanting, enchanted, magical, magic, bewitching, alluring, charmed, dreamy, idyllic, picturesque, scenic
+ hushed, soundproof, silky, velvety, cushioned, plush, well-ventilated, sunlit, warm, cosiness
+ sigh of relief, reprieve, respite, let-up, breather, all-clear, clean bill, ruled out, unscathed, unharmed, unhurt, intact, undamaged
+ upturn, upswing, uptick, rally, rallied, rebound, resurgence, renaissance, revival, comeback, turnaround, on the up, soundest
- fuss, rigmarole, palaver, faff, faffing, hassle, bother, red-tape, bureaucracy, hoops to jump, byzantine, wild-goose chase, runaround
- drag, drone, drones, ramble, rambled, rambles, blathered, blather, waffle, longwinded, long-winded, vapid, clichéd, pedestrian, dull,
  tedious
- so-so, passable, run-of-the-mill, mediocre, middling, humdrum, below par, subpar, second-rate, third-rate, lacklustre
- forfeit, forfeits, forfeited, docked, deducted, pilfered, pilfer, rooked, shortchanged, fleeced, skimmed, clawed back, siphoned
- envious, jealous, jealousy, vengeful, grudge, grudges, spiteful, malicious, resentful, begrudging, begrudgingly, begrudged
- travesty, omnishambles, fiasco, farce, debacle, shambles, quagmire, rut, dead-end, cul-de-sac, dead end, minefield, morass
- snarl, snarled, snarls, growled, growls, hissed, hisses, bellowed, bellows, hollered, shouted, yelled, barked, glare, glared, glares,
  pouted, pouts
- chided, chides, reproached, reproach, castigated, castigate, harangued, harangue, browbeat, harried, heckled, jeered, jeers, jeer,
  derided, deride, mocked, scolded, berated
- rebuffed, rebuff, ostracised, ostracized, marginalised, marginalized, shunned, snubbed, excluded, sidelined, spurned, cast aside
- trailed, trailing, straggled, straggling, straggler, stumble, stumbles, caved in, sapped, saps, ailing, floundering
- stammer, stammered, stutter, lisp, tremor, tremors, twitch, twitching, vertigo, retching, searing, hives, scab, scabs, palpitations,
  giddiness, giddy, wheeze, wheezing, wheezy, phlegm, hoarse, chills, shivers, cough, coughing
- hard-up, write-off, writedown, overrun, overruns, overspend, overspent, overspending, kickback, kickbacks, collusion, insider-trading,
  embezzlement, bribery, slush fund
- chipped, rundown, run-down, fusty, stinky, whiff, pong, smelly, reeks, stench, scruffy, dishevelled, tattered, stained
- heinous, repugnant, odious, abhorrent, vile, despicable, oily, smarmy, unctuous, slimy, crafty, wily, conniving, scheming, two-faced,
  duplicitous, hypocritical, devious
- obtuse, glib, facile, shallow, superficial, vacuous, fatuous, inane, asinine, ludicrous, laughable, preposterous, absurd
- negligible, sparse, derisory, devoid, paltry, measly, meagre, scant, insignificant, puny, pitiful, peanuts
- dodge, dodges, fudged, fudge, flubbed, muffed, bungled, misheard, mis-sold, missold, misquoted, miscommunicated, miscommunication,
  mishandled, misfiled, mislabelled
- slog, chore, chores, backbreaking, drudgery, grind, burden, uphill struggle, treadmill
- downtime, freeze, freezes, timeout, timed out, outage, lag, glitch, error message, blank screen, spinning wheel
- rescinded, rescind, retracted, retract, backpedalled, procrastinated, procrastinate, loitered, dithered, stalled, filibuster, stonewalled
- half-hearted, half-heartedly, offhand, terse, curt, snappish, prickly, irascible, tetchy, brusque, huffy, peevish, petulant, churlish,
  boorish, uncouth, loutish, crass, coarse
- hidden catch, a catch, trap, traps, strings attached, snag, snags, loophole, loopholes, small print, fine print, pitfall
- congested, congestion, stuffed full, double-booked, overbooked, burned-out, burnt-out, overworked, overstretched,
  jam-packed, sardines
- squalid, squalor, seedy, sordid, slum, slums, hovel, pigsty, cesspit, hellhole, dungeon, dingy, drab, dreary, bleak, soulless, sterile in
  a bad way
- ripped, ripped off, tore, torn, frayed, snapped, splintered, warped, buckled, cracked, shattered, broke off, came apart, fell apart,
  falling apart
- gibberish, mumbo-jumbo, gobbledygook, jargon, legalese, babble, garbled, illegible, indecipherable, mumbled, mumbles, muttered, inaudible,
  muffled, slurred
- scapegoat, scapegoated, finger-pointing, blame game, whitewash, whitewashed, hushed up, swept under, stonewall, cover-up, buried the
  report
- smug, smugly, snooty, snobbish, snobby, stuck-up, pompous, pompously, haughty, haughtily, high-handed, high-horse, supercilious,
  pretentious, know-it-all
- backfired, backfire, backfires, misfired, misfire, fizzled, fizzle, flopped, flop, bombed, dud, damp squib, nothing came of, came to
  nothing, in vain
- contagion, contaminated, contamination, tainted, polluted, pollution, toxic, poisoned, poisonous, poisoning, infested, infestation,
  vermin, cockroaches, bedbugs, rats, mice
- pricy, daylight robbery, highway robbery, through the nose, rip-off, ripoff, extortion, usury, usurious, gouging, arm and a leg
- culled, culling, purge, purged, redundancies, redundant, laid-off, layoff, layoffs, furloughed, downsized, downsizing, jobless,
  unemployment, closures
- hamstrung, handcuffed, straitjacket, shackled, stifled, stifles, stifling, smothered, stunted, stunts, crippled, cripples, crippling,
  throttled, choked off
- harrowing, gruelling, grisly, gruesome, macabre, agonising, agonizing, excruciating, unbearable, unbearably, intolerable, insufferable,
  torturous, torture, tortured
= penny, pennies, cent, coin, pot, pots, mile, miles, inch, metre, tail, bend, ray, daylight, dawn, dusk, trot, exit
= action, actions, trial, trials, procedure, mind, minds, soul, souls, peer, peers, user, users, exist, exists, existed, forever
= technician, technicians, dealer, trustee, executor, beneficiary, lessee, guarantor, barrister, ombudsman, watchdog, tribunal, jury, panel,
  committee, council, audience, stranger, strangers
= chancellor, provost, bursar, sophomore, postgraduate, alumni, alumnus, nephew, niece, grandson, granddaughter, twin, sibling, siblings,
  spouse, newcomer, newcomers, beginner, beginners
= atrium, wardrobe, peg, rack, trolley, binder, clip, staples, crayon, ink, notepad, pad, forceps, gauze, cane, spectacles, goggles
= era, epoch, trimester, lunchtime, teatime, bedtime, sausage, pudding, yoghurt, grape, lunch, lunches, dinner, dinners, snack, snacks,
  novel, poem, poems
+ extol, extolled, extols, hail, hailed, lauded, tribute, tributes, salute, garlanded, feted, revered, reveres, idolise, idolises, hats-off,
  well-done, full-marks, praised, applauded
+ hasten, hastened, sped, speeds, quickened, fast-tracked, expedited, automates, automated, streamlined, simplified
+ clarify, clarifies, demystified, demystifies, elucidated, unpicked, spelt-out, illuminated, explained well, made sense of
+ shepherded, chaperoned, pacifies, placates, cradled, patted, cuddled, cuddle, consoled, comforted, soothed, empathise, empathised, clement
+ tolerable, bearable, doable, achievable, attainable, realistic, respectable, acceptable, adequate, okay, alright, decent, reasonable,
  manageable
+ trebled our, sellout, sold-out, packed-out, full-house, bustling, buzzing, in full swing, in great shape
+ assiduously, systematically, methodically, diligently, memorably, graphically, vividly, vivid
+ collaboration, collaborative, cohesive, cohesion, teamwork, unity, inclusive, diverse, accessibility, accessible
+ revel, revels, revelled, enthuse, enthuses, enthused, enthusing, delights, relished, lapped up, devoured
+ homemade, home-cooked, juicy, crunchy, ripe, tender, flavoursome, mouth-watering, scarless, bloodless, painless, dry-eyed
+ insulated from, shielded, safeguarded, protected, cushioned, kept safe, safe and sound
- slams, slammed, slated, panned, censured, chastised, upbraided, vilified, maligned, slandered, slander, libelled, smeared, defamed,
  discredited, denounced, condemned
- jeopardise, jeopardised, imperil, imperilled, endanger, endangered, dilutes, diluted, undermine, undermined, weakened
- deferred, defers, adjourned, mothballed, shelved, axing, postponed, put off, called off, dropped without
- fools, fooled, deludes, deluded, stumped, confounds, confounded, obfuscates, misled, hoodwinked, hustled, tricked
- forced, force, pushed around, strong-armed, grabbed, smacked, struck, shoved, manhandled, coerced, pressured, marooned, forsook,
  left-behind, stranded
- howl, howled, shrieked, shriek, recoiled, recoil, winced, cringed, flinched, shuddered
- thirsty, hungry, starving, sodden, drenched, soaked, shivering, freezing
- plateaued, stagnated, stagnant, retreated, retreats, sagged, flatlined, languished, choppy, stagflation, deflation, sell-off, slump, rout
- undersupplied, underprepared, undertrained, untrained, unqualified, understaffed, wet-behind-the-ears
- immoral, barbaric, inhumane, unethical, corrupt, profanity, slur, slurs, ageist, homophobic, bigoted, racist, sexist
- waitlist, waitlisted, waitlists, backlog, unreturned, untested, unmade, unswept, unwashed, unanswered
- mislays, mixes up, muddles, side-effect, delirium, delirious, hallucinations, paralysed, garnishment, bunked off, absentees, snoozefest,
  sleep-inducing, behindhand
= stapled, photocopied, laminated, numbered, alphabetical, alphabetically, biennial, bimonthly, handwritten, countersigned, sealed, dosette,
  sachet, sachets, lotion
= kilogram, kilograms, gram, grams, litre, litres, centimetre, kilometre, kilometres, celsius, trousers, jacket, scarf, umbrella, purse,
  bike
"""
