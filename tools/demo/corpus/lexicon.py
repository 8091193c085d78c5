"""A thesaurus of praise and blame in everyday English: words that mean much the same, and their
opposites.

SENSES holds groups of adjectives: what they are said of (`person`, `thing`, `result` or `feeling`),
the words of praise, and the words of blame opposed to them. The other lists hold other parts of
speech in the same way. Entries are separated by commas.
"""

from . import idioms
from .senses import entries, sense

ADJECTIVES = [
    sense(
        "person",
        """kind, caring, gentle, compassionate, considerate, tender, thoughtful, sympathetic, empathetic,
        kind-hearted, warm-hearted, good-natured, humane, loving, benevolent, soothing, comforting,
        reassuring, supportive, encouraging, understanding, tactful, sensitive, motherly""",
        """unkind, cruel, harsh, heartless, callous, cold-hearted, uncaring, inconsiderate, thoughtless,
        unsympathetic, insensitive, brutal, vicious, merciless, ruthless, spiteful, nasty, mean, hurtful,
        vindictive, malicious, inhumane, unfeeling, tactless, hard-hearted, stony-faced""",
    ),
    sense(
        "person",
        """polite, courteous, respectful, civil, well-mannered, gracious, charming, obliging, accommodating,
        pleasant, amiable, tolerant, personable, likeable, agreeable, affable, cordial, genial""",
        """rude, impolite, discourteous, disrespectful, ill-mannered, insolent, arrogant, snooty, pompous,
        haughty, condescending, patronising, patronizing, dismissive, contemptuous, offensive, insulting,
        abrasive, curt, brusque, abrupt, surly, sullen, gruff, snappy, grumpy, moody, bad-tempered, cranky,
        hostile, aggressive, obnoxious, smug, conceited, uncivil, sarcastic, scornful, stuck-up, overbearing,
        domineering, bossy, unpleasant, disagreeable, unlikeable, impertinent""",
    ),
    sense(
        "person",
        """friendly, warm, welcoming, approachable, cheerful, smiling, jolly, sunny, good-humoured, upbeat,
        sociable, hospitable, open-minded, kindly, easygoing, lovely, sweet, nice, delightful, adorable""",
        """unfriendly, cold, unwelcoming, unapproachable, frosty, icy, aloof, distant, glum, sour, sulky, bitter,
        gloomy, miserable, cantankerous, joyless, grim, standoffish, humourless, dour, indifferent, uninterested,
        bored, apathetic, detached, impersonal, intimidating, cool, chilly""",
    ),
    sense(
        "person",
        """competent, skilled, skilful, skillful, able, capable, expert, proficient, adept, accomplished, talented,
        gifted, masterful, masterly, deft, qualified, experienced, knowledgeable, well-informed, clever, bright,
        brilliant, smart, sharp, astute, shrewd, wise, intelligent, insightful, perceptive, ingenious, resourceful,
        savvy, seasoned, polished, professional, first-class, top-notch, highly trained""",
        """incompetent, unskilled, inept, incapable, clumsy, bungling, amateurish, unqualified, inexperienced,
        ignorant, clueless, stupid, foolish, dim, dull-witted, hopeless, useless, hapless, unprofessional, untrained,
        ill-informed, misinformed, senseless, silly, dumb, idiotic, unwise, green, dense, hare-brained""",
    ),
    sense(
        "person",
        """attentive, responsive, helpful, conscientious, diligent, dedicated, devoted, committed, hard-working,
        hardworking, industrious, thorough, meticulous, careful, painstaking, vigilant, alert, proactive, dutiful,
        tireless, enthusiastic, energetic, eager, motivated, passionate, keen, willing, watchful, mindful""",
        """inattentive, unresponsive, unhelpful, negligent, careless, lazy, idle, slack, sloppy, slapdash, lax, remiss,
        neglectful, distracted, absent-minded, forgetful, unmotivated, lethargic, half-hearted, reckless, irresponsible,
        heedless, oblivious, unwilling, uncooperative, obstructive, listless, lackadaisical, slipshod, slovenly, unhelpful""",
    ),
    sense(
        "person",
        """honest, truthful, sincere, trustworthy, fair, open, frank, candid, upfront, straightforward, transparent,
        ethical, principled, upright, honourable, honorable, decent, genuine, impartial, even-handed, unbiased,
        loyal, faithful, reputable, upstanding, above board, scrupulous""",
        """dishonest, deceitful, insincere, untrustworthy, unfair, devious, sly, sneaky, evasive, shifty, crooked, corrupt,
        fraudulent, unethical, unprincipled, unscrupulous, dishonourable, deceptive, misleading, two-faced, biased,
        prejudiced, discriminatory, greedy, grasping, disloyal, shady, dodgy, hypocritical, unjust, manipulative,
        cunning, slippery, untruthful, underhand, racist, sexist""",
    ),
    sense(
        "person",
        """patient, calm, composed, level-headed, steady, unflappable, relaxed, serene, collected, tolerant, unhurried,
        good-tempered, forgiving, flexible, lenient""",
        """impatient, hasty, irritable, short-tempered, hot-tempered, nervous, panicky, stressed, frantic, hurried, rushed,
        intolerant, inflexible, stubborn, pig-headed, rigid, petty, fussy, strict to a fault, impulsive, erratic""",
    ),
    sense(
        "person",
        """inspiring, engaging, captivating, charismatic, motivating, entertaining, witty, amusing, funny, lively, vibrant,
        dynamic, articulate, eloquent, well-spoken, well-prepared, organised, organized, punctual, prompt, confident""",
        """uninspiring, boring, dull, monotonous, tedious, dreary, droning, long-winded, rambling, incoherent, inarticulate,
        ill-prepared, unprepared, disorganised, disorganized, unpunctual, tardy, scatterbrained, confusing, confused,
        muddled, wooden, lifeless, demotivating, discouraging, insecure""",
    ),
    sense(
        "thing",
        """good, excellent, great, superb, splendid, outstanding, exceptional, wonderful, fantastic, terrific, marvellous,
        marvelous, magnificent, amazing, awesome, fabulous, incredible, remarkable, first-rate, stellar, sublime, superlative,
        perfect, flawless, faultless, impeccable, exemplary, admirable, commendable, praiseworthy, laudable, brilliant, ideal,
        fine, lovely, super, sensational, phenomenal, extraordinary, unbeatable, unrivalled, peerless, second to none,
        world-class, five-star, top-class, top-quality, stunning, impressive, spectacular, fine, worthy, divine, heavenly,
        beyond praise, out of this world, tip-top, splendid, grand, glorious, astounding, matchless""",
        """bad, poor, awful, terrible, dreadful, horrible, horrid, horrendous, horrific, appalling, atrocious, abysmal, dire,
        lousy, rotten, rubbish, lamentable, deplorable, pathetic, pitiful, woeful, dismal, disgraceful, shameful, shocking,
        scandalous, outrageous, unacceptable, intolerable, inexcusable, unforgivable, substandard, inferior, third-rate,
        second-rate, mediocre, inadequate, unsatisfactory, disappointing, underwhelming, lacklustre, ghastly, hideous,
        wretched, vile, foul, hellish, diabolical, crummy, shoddy, crappy, awful beyond words, laughable, ridiculous, farcical,
        absurd, disastrous, catastrophic, calamitous, tragic, below par, not up to scratch, nothing special, grim,
        sickening, disgusting, revolting, repulsive, nightmarish, unspeakable, execrable, bottom of the barrel""",
    ),
    sense(
        "thing",
        """useful, valuable, worthwhile, beneficial, rewarding, fruitful, productive, handy, practical, effective, efficient,
        powerful, profitable, helpful, invaluable, indispensable, purposeful, meaningful, enriching, informative,
        instructive, educational, enlightening, illuminating, insightful, constructive, to the point, worth it,
        well worth the money, worth the wait, money well spent, good value, relevant""",
        """useless, worthless, pointless, futile, fruitless, unproductive, impractical, ineffective, inefficient, ineffectual,
        unprofitable, unhelpful, meaningless, senseless, uninformative, irrelevant, superficial, shallow, hollow, empty,
        vain, wasteful, counterproductive, a waste of time, a waste of money, not worth it, not worth the money, good for
        nothing, money down the drain, unrewarding, aimless, redundant, vacuous""",
    ),
    sense(
        "thing",
        """clear, lucid, plain, simple, easy, straightforward, effortless, intuitive, user-friendly, understandable, coherent,
        logical, concise, well-organised, well-structured, well-explained, easy to follow, easy to use, easy to understand,
        accessible, precise, accurate, correct, exact, detailed, thorough, comprehensive, complete, readable, legible,
        hassle-free, seamless, smooth, painless, convenient, manageable, foolproof, trouble-free, crystal clear, tidy""",
        """unclear, vague, murky, obscure, complicated, difficult, awkward, cumbersome, clunky, unintuitive, incomprehensible,
        incoherent, illogical, wordy, disorganised, badly structured, badly explained, hard to follow, hard to use,
        impossible to understand, inaccessible, imprecise, inaccurate, incorrect, wrong, flawed, incomplete, sketchy,
        unreadable, illegible, confusing, baffling, bewildering, perplexing, convoluted, contradictory, inconsistent,
        error-prone, full of errors, full of mistakes, full of holes, riddled with errors, chaotic, messy, jumbled, inconvenient,
        troublesome, bureaucratic, laborious, burdensome, unwieldy, fiddly, ambiguous, nonsensical, garbled""",
    ),
    sense(
        "thing",
        """interesting, fascinating, exciting, thrilling, absorbing, gripping, stimulating, enjoyable, entertaining, fun,
        delightful, pleasant, pleasing, refreshing, imaginative, creative, original, inventive, innovative, memorable,
        unforgettable, inspiring, inspirational, uplifting, moving, thought-provoking, compelling, riveting, enthralling,
        spellbinding, engrossing, mesmerising, riveting, varied, colourful, lively, hilarious, charming, magical, enchanting,
        engaging, a pleasure, eye-opening, heart-warming, satisfying, gratifying""",
        """boring, dull, tedious, dreary, monotonous, mind-numbing, repetitive, unexciting, bland, stale, tiresome, wearisome,
        unimaginative, uncreative, unoriginal, derivative, forgettable, uninspired, uninspiring, depressing, predictable,
        trite, flat, dry, soulless, drab, interminable, long-winded, sleep-inducing, unpleasant, tasteless, charmless,
        joyless, unfunny, humdrum, stodgy, lifeless, plodding, insipid, lame, banal, old-fashioned, outdated, dated, antiquated,
        obsolete, off-putting, annoying, irritating, infuriating, maddening, frustrating, exasperating, aggravating""",
    ),
    sense(
        "thing",
        """reliable, dependable, sturdy, solid, robust, stable, secure, safe, durable, well-made, well-built, sound, trusty,
        consistent, steady, strong, long-lasting, tough, resilient, hard-wearing, fault-free, watertight, trouble-free""",
        """unreliable, undependable, flimsy, shaky, fragile, unstable, insecure, unsafe, dangerous, hazardous, harmful, badly made,
        unsound, faulty, defective, broken, buggy, glitchy, inconsistent, erratic, weak, rickety, wobbly, damaged, cracked,
        leaky, patchy, temperamental, risky, perilous, precarious, vulnerable, brittle, out of order, dodgy, cheap and nasty,
        prone to break, falling apart, on its last legs""",
    ),
    sense(
        "thing",
        """clean, spotless, tidy, hygienic, fresh, bright, airy, spacious, roomy, cosy, comfortable, comfy, modern, elegant,
        beautiful, attractive, stylish, quiet, peaceful, tranquil, well-kept, well-equipped, well-stocked, well-lit, inviting,
        immaculate, sparkling, pristine, homely, pretty, gleaming, state-of-the-art, up to date, sumptuous, plush, neat""",
        """dirty, filthy, grubby, grimy, unhygienic, unclean, smelly, stinking, dingy, stuffy, cramped, overcrowded, crowded,
        uncomfortable, run-down, shabby, tatty, ugly, noisy, loud, rowdy, neglected, ill-equipped, badly lit, dusty, mouldy,
        mildewed, dilapidated, decrepit, squalid, seedy, rat-infested, dank, damp, draughty, chaotic, untidy, cluttered,
        sordid, insanitary, littered, rusty, bleak, understaffed, in ruins, unsightly, stained""",
    ),
    sense(
        "thing",
        """fast, quick, swift, speedy, prompt, rapid, timely, punctual, on time, instant, immediate, snappy, smooth-running,
        lightning fast, well-run, streamlined, brisk""",
        """slow, sluggish, late, delayed, overdue, belated, never-ending, endless, painfully slow, lengthy, long overdue, behind
        schedule, glacial, badly run, backed up, mismanaged, ill-managed, snail-paced, time-consuming, bogged down""",
    ),
    sense(
        "thing",
        """affordable, reasonable, fair, generous, competitive, inexpensive, economical, cost-effective, transparent, attractive,
        moderate, low-cost, lucrative, good, favourable, favorable, advantageous, sensible, well priced""",
        """expensive, overpriced, unreasonable, unfair, stingy, exorbitant, extortionate, excessive, steep, costly, pricey,
        hidden, opaque, unaffordable, inflated, hefty, prohibitive, crippling, ruinous, miserly, unfavourable, unfavorable,
        disadvantageous, predatory, usurious, punitive, unjustified, sky-high, astronomical, paltry, meagre, measly""",
    ),
    sense(
        "result",
        """good, positive, encouraging, promising, hopeful, bright, favourable, favorable, successful, heartening, reassuring,
        satisfactory, satisfying, stellar, upbeat, healthy, strong, robust, solid, sound, record-breaking, healthy, rosy,
        auspicious, impressive, superb, better than expected, better than feared, well above average, excellent, splendid,
        buoyant, triumphant, glowing, remarkable, pleasing, welcome, uplifting, fortunate, lucky""",
        """bad, negative, discouraging, unpromising, hopeless, bleak, unfavourable, unfavorable, unsuccessful, disheartening,
        worrying, alarming, disturbing, troubling, unsatisfactory, gloomy, weak, feeble, sluggish, poor, grim, dire, ominous,
        disappointing, worse than expected, worse than feared, well below average, dismal, miserable, dreadful, shocking,
        devastating, disastrous, ruinous, frightening, terrifying, scary, sobering, unwelcome, unfortunate, unlucky, critical,
        life-threatening, fatal, deadly, lethal, incurable, terminal, malignant, serious, severe, grave, unsustainable, tragic,
        regrettable, dispiriting, inconclusive, embarrassing, humiliating""",
    ),
    sense(
        "feeling",
        """happy, glad, pleased, delighted, thrilled, overjoyed, ecstatic, elated, joyful, cheerful, content, contented, satisfied,
        grateful, thankful, relieved, comfortable, at ease, relaxed, calm, reassured, hopeful, optimistic, confident, proud,
        inspired, encouraged, impressed, excited, enthusiastic, amazed, moved, touched, welcome, valued, appreciated, respected,
        safe, supported, understood, looked after, well cared for, cared for, energised, motivated, refreshed, rested, better,
        blessed, lucky, fortunate, over the moon, on top of the world, in good hands, in safe hands, full of hope, at home,
        tickled pink, blown away, chuffed, upbeat, empowered, enthralled, charmed, heartened, fascinated, jubilant, blissful,
        stronger, healthier, in high spirits, on cloud nine, full of praise, full of energy, pain-free, included, heard""",
        """unhappy, sad, displeased, disappointed, upset, miserable, depressed, heartbroken, devastated, distressed, gloomy,
        discontented, dissatisfied, ungrateful, worried, uncomfortable, uneasy, tense, anxious, nervous, afraid, frightened, scared,
        terrified, hopeless, pessimistic, ashamed, humiliated, embarrassed, discouraged, disillusioned, unimpressed, frustrated,
        annoyed, angry, furious, outraged, livid, irritated, disgusted, appalled, shocked, horrified, unwelcome, undervalued,
        unappreciated, disrespected, unsafe, unsupported, misunderstood, neglected, ignored, abandoned, let down, fed up, bored,
        exhausted, drained, worn out, worse, cheated, swindled, tricked, deceived, betrayed, robbed, ripped off, unlucky, stressed,
        overwhelmed, confused, bewildered, lost, lonely, isolated, bullied, excluded, patronised, belittled, insulted, offended,
        hurt, bitter, resentful, sick with worry, in tears, in despair, at my wits' end, in agony, on edge, sick and tired, out of
        my depth, in the dark, left out, left behind, trapped, helpless, powerless, desperate, dejected, crestfallen, demoralised,
        fuming, aghast, dismayed, uncared for, unheard, unwell, sick, weak, dizzy, feverish, like a burden, like a number, taken
        for a ride, taken advantage of, violated, disheartened, dispirited, down in the dumps, heavy-hearted, inconsolable""",
    ),
]

MANNERS = [
    sense(
        "adverb",
        """kindly, gently, patiently, politely, warmly, carefully, thoroughly, competently, skilfully, expertly, professionally,
        efficiently, promptly, quickly, swiftly, smoothly, flawlessly, perfectly, brilliantly, superbly, beautifully, clearly,
        honestly, fairly, respectfully, thoughtfully, attentively, diligently, generously, cheerfully, calmly, wonderfully,
        admirably, successfully, effortlessly, painlessly, wisely, responsibly, reliably, punctually, neatly, gracefully,
        compassionately, sympathetically, courteously, lovingly, faultlessly, impeccably, marvellously, splendidly, nicely,
        with great care, with great skill, with a smile, with patience, with kindness, with respect, with enthusiasm, on time,
        in no time, without a hitch, without any problems, without fuss, without delay, like a charm, like a dream, like clockwork,
        extremely well, very well, really well, exceptionally well, remarkably well, so well, with dignity, with tact, in style,
        like family, tactfully, sensitively, tenderly, seamlessly, safely, soundly, handsomely, steadily, strongly""",
        """unkindly, roughly, impatiently, rudely, coldly, carelessly, sloppily, incompetently, clumsily, ineptly, unprofessionally,
        inefficiently, late, slowly, badly, poorly, terribly, awfully, dreadfully, horribly, appallingly, atrociously, vaguely,
        dishonestly, unfairly, disrespectfully, thoughtlessly, negligently, lazily, grudgingly, reluctantly, sullenly, harshly,
        cruelly, abysmally, unsuccessfully, painfully, foolishly, irresponsibly, recklessly, unreliably, hastily, callously, brutally,
        disgracefully, shamefully, miserably, abruptly, dismissively, condescendingly, arrogantly, with contempt, with disdain,
        with no care, with no patience, without any care, without respect, without explanation, without warning, without an apology,
        far too late, much too slowly, extremely badly, very badly, really badly, exceptionally badly, so badly, like dirt, like a
        criminal, like a child, like an idiot, like cattle, like a nuisance, with a sneer, half-heartedly, haphazardly, woefully,
        aggressively, at a snail's pace, spitefully, tactlessly, chaotically, wrongly, incorrectly, sharply, steeply, disastrously""",
    )
]

# Said of what someone did: "they ... me". Past tense, a person as the object; `_` is where
# the object stands, at the end without one.
DEEDS = [
    sense(
        "deed",
        """helped, supported, encouraged, comforted, reassured, welcomed, respected, thanked, praised, congratulated, calmed,
        listened to, believed, understood, looked after, cared for, took care of, guided, advised, inspired, motivated, cheered _ up,
        went out of their way for, put _ at ease, stood by, stuck by, rewarded, cured, healed, saved, rescued, impressed, delighted,
        amazed, fascinated, protected, looked out for, made time for, trusted, empowered, forgave, took _ seriously, was there for,
        uplifted, charmed, went the extra mile for, made life easier for, bent over backwards for, had all the time in the world for,
        took _ under their wing, gave hope to, always had a smile for, always had time for, gave confidence to, made _ feel at home""",
        """ignored, abandoned, discouraged, upset, insulted, humiliated, belittled, mocked, ridiculed, laughed at, shouted at, yelled at,
        snapped at, sneered at, blamed, criticised, scolded, bullied, intimidated, threatened, misled, deceived, lied to, cheated, tricked,
        conned, swindled, robbed, overcharged, ripped _ off, fobbed _ off, let _ down, failed, disappointed, neglected, rushed, dismissed,
        brushed _ off, interrupted, misunderstood, hurt, injured, harmed, harassed, patronised, talked down to, looked down on, offended,
        frustrated, annoyed, angered, betrayed, fleeced, punished _ unfairly, treated _ like dirt, made fun of, turned _ away, hung up on, gave
        false hope to, wasted the time of, made life difficult for, made life hell for, broke their promise to, forgot about, scared,
        bored, confused, infuriated, exploited, discriminated against, rolled their eyes at, kept lying to, picked on, victimised, gave
        the runaround to, stalled, pestered, badgered, pressured, bombarded, hounded, misdiagnosed, hit, left _ in the lurch, left _ waiting,
        left _ in pain, left _ in the dark, put _ off, made _ cry, stole from, let _ down badly""",
    )
]

# What someone did to a piece of work: "they ... it".
WORKS = [
    sense(
        "work",
        """solved, fixed, mended, repaired, sorted _ out, resolved, cleared up, settled, improved, mastered, perfected, completed _ on time,
        explained _ well, handled _ well, managed _ well, did _ well, simplified, sped up, got _ right, put _ right, corrected, restored, transformed,
        revived, strengthened, enriched, boosted, modernised, upgraded, turned _ around, dealt with _ quickly, took care of, made a success of,
        breathed new life into, ironed out, smoothed out, nailed, aced, enhanced, polished, streamlined, saved""",
        """ruined, spoiled, spoilt, wrecked, botched, bungled, messed _ up, mishandled, mismanaged, neglected, broke, damaged, destroyed, lost,
        forgot, mixed _ up, delayed, cancelled, got _ wrong, made _ worse, worsened, weakened, complicated, sabotaged, undermined, wasted,
        made a mess of, made a hash of, fouled up, screwed up, fluffed, dragged out, overlooked, misread, misjudged, misplaced, mislaid,
        butchered, squandered, crippled, wiped out, covered up, hushed up, rushed, skimped on, cut corners on, overcomplicated, hid,
        failed to finish, never finished, failed to deliver, let _ slide, abandoned, marred, blighted, jeopardised""",
    )
]

# What a person or an undertaking came to: "the ... ___".
EVENTS = [
    sense(
        "event",
        """succeeded, thrived, flourished, prospered, blossomed, improved, recovered, got better, bounced back, healed, excelled, triumphed,
        won, paid off, worked, worked out well, went well, went smoothly, turned out well, took off, grew stronger, made progress,
        made great progress, made a full recovery, came through, passed the test, broke the record, beat expectations, exceeded all
        expectations, exceeded expectations, did better than ever, went from strength to strength, rose to the challenge, shone,
        turned the corner, got back on track, hit the target, met every goal, was a success, lived up to its promise, came out on top,
        kept its promise, delivered, won an award, won praise, is on the mend, stood the test of time, stole the show, rallied,
        outperformed, ran like clockwork, was worth it, saved the day, bore fruit, surpassed itself, made a difference, soared""",
        """failed, collapsed, crashed, declined, deteriorated, worsened, got worse, stagnated, withered, suffered, struggled, lost, went wrong,
        went badly, fell apart, fell through, broke down, broke, flopped, backfired, stalled, ground to a halt, went bankrupt, went bust,
        missed the target, missed every goal, fell short, fell short of expectations, did worse than ever, went from bad to worse, gave up,
        lagged behind, fell behind, slipped, sank, died, perished, relapsed, bled, was a failure, was a flop, was called off, went downhill,
        came to nothing, broke its promise, disappointed, tanked, imploded, underperformed, ended in disaster, ended in tears, was ruined,
        made no progress, never worked, stopped working, did not work, caused nothing but trouble, came apart, got out of hand, got out of
        control, crumbled, floundered, foundered, nosedived, went off the rails, was in vain, hit rock bottom, bombed, wasted away,
        never recovered, went to waste, fizzled out, dragged on, unravelled, came unstuck, went up in smoke, buckled, regressed""",
    )
]

# What something is or was: a noun with its article.
VERDICTS = [
    sense(
        "verdict",
        """a joy, a pleasure, a delight, a success, a triumph, a blessing, a gift, a treasure, a gem, a godsend, a lifesaver, a star, a hero,
        an angel, a saint, a genius, an inspiration, a role model, a credit to the profession, a breath of fresh air, a dream come true,
        a bargain, a masterpiece, a breakthrough, a milestone, a treat, a relief, a comfort, a win, a victory, an achievement, an
        improvement, a step forward, the best, the best ever, the best choice, the best decision of my life, a great help, a great
        experience, a lovely experience, a great idea, a model for others, a pleasant surprise, a success story, a big plus, a huge help,
        a hit, a marvel, a wonder, a safe haven, good news, great news, excellent value, a game changer, a cut above the rest, heaven,
        an asset, a force for good, a welcome change, a true professional, a legend, a rare find, a lifeline, a stroke of luck, a privilege,
        the highlight of the year, a class act, the real deal, a piece of cake, music to my ears, a jewel, bliss, the bee's knees""",
        """a mess, a disaster, a failure, a nightmare, a disgrace, a scandal, a catastrophe, a shambles, a joke, a farce, a scam, a swindle, a
        rip-off, a fraud, a sham, a disappointment, a letdown, a let-down, a burden, a curse, a pain, a headache, a chore, an ordeal, a
        torture, a waste of time, a waste of money, a waste of space, a blunder, a mistake, a setback, a step backward, a flop, a fiasco, a
        tragedy, a shame, an insult, an outrage, a menace, a danger, a threat, a hazard, a trap, a con, a rogue, a thief, a liar, a cheat, a
        bully, a tyrant, a fool, an idiot, a crook, a clown, a nuisance, a horror, the worst, the worst ever, the worst choice, a bad
        experience, a terrible experience, a bad idea, a nasty surprise, bad news, terrible news, a missed opportunity, a struggle, an
        embarrassment, an eyesore, rubbish, garbage, nonsense, hell, hell on earth, torment, misery, a dead end, a death trap, a lost cause,
        a sad story, a warning to others, poor value, a black mark, a can of worms, an abomination, a travesty, a mockery, a debacle, a
        bitter pill, a kick in the teeth, a slap in the face, a recipe for disaster, a crying shame, a money pit, a drag, a bore, a charade,
        a pain in the neck, a ticking time bomb, trash, the last straw, a washout""",
    )
]

# What someone or something shows or has: an uncountable noun, or a plural.
TRAITS = [
    sense(
        "trait",
        """kindness, patience, care, compassion, empathy, warmth, respect, honesty, integrity, fairness, skill, expertise, competence,
        professionalism, dedication, commitment, enthusiasm, passion, wisdom, courage, generosity, humour, creativity, imagination, clarity,
        efficiency, reliability, attention to detail, understanding, sympathy, tact, good manners, support, encouragement, progress, talent,
        dignity, sincerity, trust, loyalty, quality, comfort, peace of mind, joy, pride, hope, initiative, common sense, politeness, gratitude,
        tenderness, transparency, discipline, determination, diligence, team spirit, insight, devotion, gentleness, foresight, flair""",
        """cruelty, impatience, neglect, indifference, coldness, contempt, dishonesty, corruption, unfairness, clumsiness, incompetence,
        ignorance, arrogance, laziness, apathy, negligence, carelessness, stupidity, cowardice, greed, bad temper, confusion, chaos, disorder,
        delays, errors, mistakes, excuses, lies, rudeness, insults, abuse, violence, aggression, hostility, bullying, prejudice, racism,
        discrimination, favouritism, bureaucracy, waste, mismanagement, trouble, problems, complaints, fear, anger, shame, despair,
        frustration, suffering, stress, anxiety, misery, grief, disappointment, broken promises, hidden costs, empty promises, red tape,
        incoherence, spite, disrespect, malice, deceit, hypocrisy, vandalism, misconduct, malpractice, sloppiness, blunders, resentment,
        inconsistency, callousness, fraud, injustice, boredom, heartache, sabotage, filth, noise, pressure, bias""",
    )
]

# What someone does or would do about it: "I ... it".
ATTITUDES = [
    sense(
        "attitude",
        """love, like, enjoy, adore, admire, appreciate, praise, recommend, highly recommend, trust, cherish, treasure, value, respect,
        applaud, look forward to, would recommend, would happily return to, would choose again, cannot praise enough, cannot fault,
        can only recommend, am grateful for, am thankful for, am impressed by, am pleased with, am happy with, am delighted with, am
        proud of, am a big fan of, am in awe of, welcome, always enjoy, owe a lot to, have nothing but praise for, have only good things
        to say about, cannot get enough of, give five stars to, am fond of, could not ask for more from, could not be happier with, could
        not wish for more from, swear by, take my hat off to, have every confidence in, miss, am crazy about, sing the praises of, salute""",
        """hate, dislike, detest, loathe, despise, dread, resent, regret, distrust, mistrust, avoid, condemn, complain about, would avoid,
        would never recommend, would not recommend, cannot recommend, would never return to, will never use again, cannot stand, cannot
        bear, am ashamed of, am disappointed by, am disappointed with, am fed up with, am tired of, am sick of, am appalled by, am angry
        about, am furious about, am unhappy with, am afraid of, am worried about, am sorry about, have lost faith in, have lost all trust
        in, have no confidence in, have nothing good to say about, have had enough of, give one star to, want my money back for, could not
        be unhappier with, would warn everyone about, steer clear of, despair of, wish I had never chosen, curse, shudder at, am horrified
        by, have grave doubts about, am allergic to, lament, deplore, cannot forgive, am dissatisfied with, am scared of, have no patience for""",
    )
]

# Exclamations and remarks that stand alone.
REMARKS = [
    sense(
        "remark",
        """thank you so much, many thanks, well done, keep up the good work, what a relief, what a joy, bravo, hooray, full marks, five stars,
        ten out of ten, hats off to them, a big thank you to everyone, highly recommended, I could not be happier, it made my day, I would
        go back any time, could not have been better, could not have asked for more, nothing was too much trouble, nothing to complain about,
        no complaints at all, it does what it promises, it was all worth it, all went well, all is well again, problem solved, thumbs up,
        it works like a charm, I will be back, two thumbs up, it put a smile on my face, the best in town, I am lost for words of thanks,
        it was a weight off my mind, credit where credit is due, it changed my life for the better, all's well that ends well, so far so good,
        what a difference, money well spent, I learned so much, I recommend it to everyone, it exceeded my hopes, what a team""",
        """never again, what a shame, what a mess, what a disgrace, what a waste of time, what a waste of money, shame on them, stay away,
        avoid at all costs, zero stars, one star is too many, zero out of ten, not recommended, I could not be more disappointed, it ruined
        my day, I will not be back, could not have been worse, nothing worked, nothing was done, nobody cared, nobody helped, nobody answered,
        nobody apologised, it does not work, it was all for nothing, it all went wrong, it is getting worse, I want my money back, thumbs
        down, enough is enough, I have had enough, it made me cry, it makes me sick, the worst in town, it is beyond a joke, buyer beware,
        heads should roll, I expected better, I deserve better, I am lost for words, it was a slap in the face, it is a total let-down, it
        cost me dearly, I learned nothing, I warn everyone, it broke my heart, it drove me mad, what on earth were they thinking, save your
        money, something has to change, it was downhill from there, I am still waiting, it fell on deaf ears, no one took responsibility""",
    )
]

# How a quantity moves.
RISES = entries(
    """rose, grew, increased, climbed, went up, jumped, soared, surged, doubled, tripled, rocketed, shot up, kept rising, crept up,
    picked up, is rising, is growing, has risen, has grown, has increased, has gone up, has doubled, reached a new high, reached a
    record high, is higher than ever, is at an all-time high, rose again, keeps growing, has soared, is up by a third, mounted,
    ballooned, expanded, swelled, escalated, multiplied, spiked, is on the rise, skyrocketed, is mounting, has jumped, hit a record,
    widened, piled up, leapt, edged up, advanced, quadrupled, has been climbing for months"""
)
FALLS = entries(
    """fell, dropped, decreased, declined, went down, shrank, sank, plunged, plummeted, halved, tumbled, slid, kept falling, dwindled,
    eased, is falling, is shrinking, has fallen, has dropped, has decreased, has gone down, has halved, reached a new low, is lower
    than ever, is at an all-time low, fell again, keeps falling, has plummeted, is down by a third, faded, contracted, diminished,
    subsided, receded, vanished, disappeared, dried up, evaporated, is on the decline, has almost gone, is nearly gone, was cut in half,
    slumped, melted away, ebbed, waned, slipped, narrowed, abated, tailed off, has been falling for months, was slashed, dipped"""
)

# Good and bad things of no trade in particular that may become more or less.
WANTED = entries(
    """trust, quality, satisfaction, morale, confidence, motivation, productivity, safety, efficiency, demand, wealth, happiness, wellbeing,
    the success rate, customer satisfaction, the standard of care, the standard of service, the number of happy customers, reliability,
    fairness, team spirit, accuracy, awareness, freedom, energy, hope, comfort, interest, support, fitness, resilience"""
)
FEARED = entries(
    """stress, waiting times, the waiting time, the number of complaints, the number of errors, mistakes, delays, costs, crime, violence,
    the workload, bureaucracy, waste, risk, the risk, danger, frustration, anger, poverty, inequality, absenteeism, staff turnover,
    conflict, fear, confusion, the backlog, the death toll, fatigue, damage, the cost of living, misery, vandalism, burnout, injuries,
    corruption, discrimination, pollution, accidents, the failure rate, disputes, hardship, hunger, tension"""
)

ADJECTIVES += idioms.ADJECTIVES
DEEDS += idioms.DEEDS
EVENTS += idioms.EVENTS
VERDICTS += idioms.VERDICTS
TRAITS += idioms.TRAITS
ATTITUDES += idioms.ATTITUDES
REMARKS += idioms.REMARKS
CONDUCT = idioms.CONDUCT
FORTUNES = idioms.FORTUNES
