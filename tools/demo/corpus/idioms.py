"""More of the thesaurus in lexicon.py: the rarer words, colloquial ones, and turns of phrase."""

from .senses import sense

ADJECTIVES = [
    sense(
        "thing",
        """better, nicer, kinder, friendlier, faster, quicker, cheaper, cleaner, brighter, calmer, warmer, softer, lighter, easier, simpler, clearer, sharper, smarter, wiser, safer, sturdier, stronger,
        healthier, happier, livelier, richer, tastier, fresher, prettier, neater, tidier, smoother, fairer, milder, gentler, comfier, handier, cosier, fitter, sounder, bolder, finer, the finest, the kindest,
        the friendliest, the nicest, the happiest, the loveliest, the safest, the brightest, the smartest, the tastiest, the warmest, improved, refurbished, renovated, revamped, upgraded, renewed, restored""",
        """worse, ruder, meaner, nastier, slower, dearer, dirtier, darker, colder, louder, noisier, harsher, heavier, harder, messier, murkier, duller, dumber, lazier, weaker, poorer, sicker, sorer, stiffer, sadder, angrier,
        grimmer, gloomier, uglier, bleaker, shakier, riskier, sloppier, shabbier, scarcer, fainter, costlier, pricier, crueller, crazier, clumsier, the rudest, the meanest, the nastiest, the slowest, the dirtiest, the dullest,
        the saddest, the cruellest, the ugliest, the weakest, the laziest, the grimmest, broken down, ramshackle, tumbledown, derelict, abandoned, unread, unpaid, unanswered, unheeded, unfinished, untreated, unwashed, unkempt,
        unexplained, unsolved, unresolved, unwanted, unloved, unhelped, unattended, unsupervised, uncollected, unmarked, unlit, unheated, crumbling, leaking, peeling, rotting, mouldering, failing, flagging, sinking, shrinking""",
    ),
    sense(
        "feeling",
        """promoted, hired, rewarded, honoured, praised, cured, healed, freed, acquitted, admitted, accepted, invited, encouraged, rescued, saved, thanked, celebrated, applauded, decorated, crowned, awarded a prize, compensated,
        reimbursed, repaid, insured, protected, debt-free, cancer-free, symptom-free, vaccinated, soothed, eased, nursed back to health, back on my feet, able to walk again, able to sleep again, free of pain, free from worry, wide awake, full of life""",
        """expelled, suspended, evicted, fired, sacked, axed, laid off, made redundant, demoted, dismissed, jailed, arrested, sued, fined, punished, banned, barred, blacklisted, excluded, rejected, turned down, turned away, ejected, deported,
        kicked out, thrown out, locked out, held back, kept in, passed over, bullied, mugged, robbed, burgled, hacked, injured, wounded, maimed, burned, scalded, poisoned, infected, paralysed, bedridden, crippled, blinded, deafened, scarred, bruised,
        battered, beaten, starving, freezing, shivering, trembling, sweating, bleeding, vomiting, coughing blood, wheezing, choking, limping, crying, sobbing, weeping, screaming, gasping for air, doubled up in pain, unable to sleep, unable to walk""",
    ),
    sense(
        "person",
        """big-hearted, soft-spoken, neighbourly, chivalrous, gentlemanly, civilised, mannerly, diplomatic, generous, selfless, unselfish,
        altruistic, magnanimous, merciful, charitable, humble, modest, down-to-earth, unassuming, doting, fatherly, affectionate,
        gracious, bubbly, radiant, beaming, chirpy, sparkling, vivacious, engaged, tuned in, responsive, nurturing, heroic, brave, fearless,
        plucky, valiant, noble, saintly, angelic, golden, priceless, worth their weight in gold, cheery, good-hearted, exemplary, a rock""",
        """boorish, loutish, uncouth, churlish, crass, coarse, vulgar, foul-mouthed, sharp-tongued, cutting, catty, bitchy, hard-nosed,
        high-handed, self-important, self-satisfied, cocky, pretentious, pushy, selfish, egotistical, self-centred, tight-fisted, mean-spirited,
        petty-minded, narrow-minded, cold-blooded, icy, steely, frosty, beastly, horrid, odious, loathsome, despicable, contemptible, abusive,
        violent, sadistic, tyrannical, bullying, creepy, sleazy, pushy, nosy, meddlesome, whiny, grouchy, crabby, crotchety, tetchy, testy,
        huffy, stroppy, sulking, scowling, sneering, hectoring, nagging, judgmental, supercilious, flippant, facetious, blase, two-timing""",
    ),
    sense(
        "person",
        """quick-witted, sharp-eyed, eagle-eyed, level-headed, clear-headed, far-sighted, forward-thinking, nimble, dexterous, virtuoso, ace,
        crack, consummate, versatile, well-versed, erudite, learned, scholarly, on the ball, on top of things, quick off the mark, well-read,
        businesslike, methodical, systematic, assured, self-assured, steadfast, unfailing, unstinting, indefatigable, unwavering, studious,
        ambitious, enterprising, can-do, hands-on, exacting, switched on, street-wise, in command, sure-footed, unerring, safe pair of hands""",
        """ham-fisted, cack-handed, butterfingered, bumbling, blundering, fumbling, dithering, dozy, dim-witted, thick, gormless, witless,
        brainless, moronic, ignoramus, out of their depth, clueless, slow on the uptake, asleep at the wheel, all thumbs, work-shy, bone idle,
        indolent, slothful, feckless, shiftless, slapdash, cavalier, happy-go-lucky, scatty, disengaged, tuned out, jaded, burnt out, burned out,
        past it, wishy-washy, spineless, weak-willed, cowardly, gutless, timid, floundering, befuddled, unhinged, erratic, flaky, nowhere to be
        found, never there, missing in action, out of touch, not up to the job, unfit for the job, undisciplined, unruly, rebellious, disruptive""",
    ),
    sense(
        "thing",
        """ace, brill, cracking, smashing, stonking, dazzling, breathtaking, jaw-dropping, mind-blowing, staggering, stupendous, tremendous,
        prodigious, wondrous, miraculous, exquisite, delicious, tasty, yummy, scrumptious, mouth-watering, delectable, luscious, palatable,
        hearty, nourishing, wholesome, sumptuous, opulent, luxurious, palatial, stately, majestic, resplendent, dreamy, idyllic, blissful,
        picturesque, scenic, serene, cushy, snug, homey, cheery, sunny, crisp, sharp, slick, sleek, nifty, dandy, neat, groovy, epic, legendary,
        iconic, classic, classy, polished, refined, tasteful, graceful, unparalleled, unsurpassed, top-drawer, gold standard, top of the range,
        high-class, high-quality, high-end, a-one, to die for, fit for a king, above average, above par, better than ever, beyond compare""",
        """beastly, rotten to the core, godawful, frightful, gruesome, grisly, macabre, horrifying, harrowing, excruciating, agonising, unbearable,
        insufferable, gut-wrenching, soul-destroying, heartbreaking, heart-rending, nerve-racking, hair-raising, traumatic, traumatising, bloody,
        inedible, unpalatable, rancid, soggy, burnt, undercooked, overcooked, gone off, rank, putrid, fetid, nauseating, stomach-churning, slimy,
        greasy, lukewarm, stone cold, freezing, icy cold, boiling hot, sweltering, stifling, airless, clammy, lumpy, threadbare, moth-eaten, scruffy,
        tacky, gaudy, cheap, tawdry, trashy, naff, dud, duff, iffy, ropey, manky, grotty, ratty, scrappy, half-baked, ill-conceived, misguided,
        hare-brained, cock-eyed, botched, bungled, cobbled together, slipshod, shambolic, haywire, in tatters, in shreds, in chaos, in disarray,
        in a sorry state, in a terrible state, gone to pot, beyond repair, past its best, past its prime, unfit for purpose, not fit for purpose,
        bog-standard, run-of-the-mill, so-so, middling, ho-hum, nothing to write home about, worse than useless, worse than nothing, worse than ever,
        beneath contempt, beyond the pale, unspeakably bad, subpar, pants, garbage, dross, tripe, drivel, piffle, a far cry from what we paid for""",
    ),
    sense(
        "thing",
        """breezy, crystal-clear, cut and dried, plain sailing, child's play, self-explanatory, digestible, bite-sized, foolproof, glitch-free,
        bug-free, rock-solid, bulletproof, airtight, ironclad, well-oiled, finely tuned, ship-shape, spick and span, tickety-boo, hunky-dory,
        squeaky clean, good as new, nutritious, healthful, life-saving, life-changing, life-affirming, ground-breaking, pioneering, cutting-edge,
        trail-blazing, visionary, revolutionary, transformative, far-reaching, fertile, nuanced, incisive, penetrating, cogent, persuasive, rigorous,
        watertight, well-founded, well-argued, well-researched, well-rounded, well thought out, balanced, meaty, substantial, chock-full of ideas,
        eye-catching, addictive, gripping, unputdownable, side-splitting, rip-roaring, rousing, stirring, poignant, invigorating, bracing, exhilarating,
        electrifying, intoxicating, bewitching, beguiling, delightful, whimsical, quirky, playful, relatable, restful, soothing, calming, therapeutic""",
        """clear as mud, double Dutch, over everyone's head, impenetrable, unfathomable, indigestible, turgid, stilted, verbose, rambling, waffly,
        woolly, hazy, fuzzy, foggy, mangled, botched, half-finished, half-hearted, unfinished, rushed, patchy, threadbare, flawed to the core,
        wide of the mark, off the mark, off beam, off target, way off, plain wrong, dead wrong, mistaken, erroneous, spurious, bogus, phoney, fake, sham,
        counterfeit, contrived, hackneyed, cliched, corny, cheesy, mawkish, cringeworthy, toe-curling, embarrassing, painful to watch, unwatchable,
        dead boring, deadly dull, dull as ditchwater, dry as dust, stultifying, stupefying, soporific, yawn-inducing, leaden, lumbering, ponderous,
        laboured, overlong, bloated, padded, repetitious, one-size-fits-all, box-ticking, hit and miss, slow as treacle, stuck in the past, behind the
        times, prehistoric, archaic, clapped out, worn out, on the blink, on the fritz, kaput, defunct, dead, laggy, jerky, unstable, bug-ridden,
        bug-infested, user-unfriendly, counter-intuitive, labyrinthine, tortuous, kafkaesque, nightmarish, maddeningly slow, arbitrary, capricious,
        lopsided, one-sided, skewed, rigged, loaded, stacked against us, toxic, poisonous, noxious, venomous, corrosive, divisive, demeaning, degrading,
        dehumanising, belittling, heavy-handed, draconian, oppressive, ham-fisted, tone-deaf, insulting, unwarranted, undeserved, uncalled for""",
    ),
    sense(
        "thing",
        """dirt cheap, a snip, a steal, good value for money, value for money, worth every cent, well worth it, worth its weight in gold, cheap and
        cheerful, free of charge, interest-free, tax-free, no-nonsense, above board, risk-free, gilt-edged, blue-chip, rock-bottom in price, fee-free,
        money-saving, time-saving, thrifty, unbeatable on price, frugal, easy on the wallet, plentiful, abundant, ample, bountiful, copious""",
        """a rip-off, daylight robbery, highway robbery, overpriced, over the odds, through the roof, eye-watering, eye-wateringly expensive,
        outlandish, preposterous, unconscionable, bloated, money-grubbing, money-grabbing, greedy, cut-throat, shark-like, usurious, criminal,
        illegal, unlawful, illicit, fishy, murky, shadowy, underhanded, deceptive, bait and switch, risky, speculative, toxic, junk, worthless paper,
        underwater, insolvent, skint, penniless, cash-strapped, strapped for cash, in the red, in arrears, debt-ridden, debt-laden, loss-making,
        ailing, struggling, beleaguered, embattled, troubled, crisis-hit, scandal-hit, scandal-ridden, disgraced, doomed, moribund, scarce""",
    ),
    sense(
        "result",
        """stellar, blistering, bumper, banner, barnstorming, red-hot, record, bullish, upwardly revised, sky-high for the right reasons, thumping,
        resounding, emphatic, decisive, convincing, handsome, sparkling, golden, flying, in rude health, in fine fettle, fighting fit, as fit as a fiddle,
        right as rain, on the up, looking up, trending upward, on an upward path, on the rise again, on track, ahead of schedule, ahead of plan, ahead of
        target, in the clear, in the pink, in full bloom, in the black, out of the woods, benign, curable, treatable, reversible, harmless, mild, under control""",
        """rock-bottom, woeful, anaemic, lacklustre, soft, tepid, sour, bearish, downwardly revised, shaky, wobbly, rocky, stagnant, flatlining,
        lifeless, depressed, subdued, blighted, bruising, punishing, crushing, humbling, harsh, painful, savage, steep in losses, catastrophic,
        apocalyptic, on the ropes, on the brink, on the skids, on the slide, on a knife edge, on thin ice, on a slippery slope, in freefall, in free fall,
        in tatters, in the doldrums, in dire straits, in deep trouble, in hot water, in jeopardy, in decline, in ruins, in the gutter, in intensive care,
        up in the air, down the drain, down the pan, down the tubes, behind schedule, behind plan, off target, septic, infected, inflamed, gangrenous,
        chronic, crippling, debilitating, disabling, contagious, rampant, untreatable, irreversible, advanced, aggressive, touch and go, worse off""",
    ),
    sense(
        "feeling",
        """euphoric, buoyed, buzzing, stoked, thrilled to bits, pleased as punch, walking on air, in seventh heaven, in raptures, in awe, bowled over,
        spellbound, enchanted, smitten, hooked, starry-eyed, moved to tears, tearful with joy, weak with relief, at peace, serene, carefree, unburdened,
        rejuvenated, revitalised, reborn, like a new woman, like a new man, as good as new, on the mend, fit as a fiddle, full of beans, raring to go, fired up,
        itching to go back, spurred on, emboldened, enlightened, enriched, indebted, obliged, beholden, smiling from ear to ear, grinning, beaming, laughing,
        purring, cock-a-hoop, gratified, vindicated, treasured, cherished, pampered, spoilt in the best way, treated like royalty, well informed,
        well looked after, in capable hands, in the best of hands, well served, well prepared, at my best, none the worse, sold, won over, converted""",
        """gutted, crushed, shattered, broken, wrecked, distraught, bereft, grief-stricken, sorrowful, mournful, forlorn, wretched, woebegone, downcast,
        downhearted, deflated, despondent, blue, low, glum, morose, sullen, disconsolate, tormented, tortured, traumatised, haunted, petrified,
        alarmed, panicked, panic-stricken, worried sick, jittery, jumpy, on tenterhooks, frazzled, at breaking point, at the end of my tether, at a loss,
        run ragged, dead on my feet, wiped out, burnt out, burned out, seething, boiling, incensed, irate, enraged, infuriated, indignant, up in arms,
        hopping mad, sick to the stomach, sick to death, repelled, revolted, nauseous, groggy, woozy, drowsy, queasy, sore, stiff, aching, itchy,
        short-changed, hard done by, fobbed off, brushed off, sidelined, overlooked, unseen, invisible, like an afterthought, like a fool, like an outsider,
        like a lamb to the slaughter, stranded, high and dry, in limbo, none the wiser, in the lurch, out in the cold, left to rot, left to fend for myself,
        mortified, red-faced, degraded, shamed, dirty, cheapened, duped, hoodwinked, bamboozled, fleeced, stung, burned, conned, scammed, out of pocket,
        jaded, weary, disenchanted, disheartened, unnerved, rattled, shaken, harassed, hounded, suffocated, cornered, unsettled, numb, at sea, homesick""",
    ),
]

DEEDS = [
    sense(
        "deed",
        """bent over backwards to help, moved heaven and earth for, pulled out all the stops for, had endless patience with, held the hand of, fussed over,
        doted on, spoilt, pampered, coaxed, nursed back to health, got back on track, put the mind of, championed, spoke up for, vouched for, bailed out,
        steered, coached, mentored, nurtured, cheered on, egged on, spurred on, fired up, won over, touched, moved, captivated, enthralled, dazzled, wowed, bowled over,
        hit it off with, did wonders for, did right by, did a lot for, heard out, put first, saved the life of, kept _ safe, kept _ informed, kept _ smiling,
        kept _ laughing, gave _ the best care, gave _ good advice, gave _ a warm welcome, brought out the best in, lifted the spirits of, lightened the load of,
        spared no effort for, opened doors for, bent the rules for, soothed, consoled, embraced, befriended, backed, shielded, relieved, charmed""",
        """gave the cold shoulder to, turned a deaf ear to, turned their back on, turned their nose up at, looked down their nose at, shrugged off, sniffed at,
        scoffed at, jeered at, tittered at, barked at, bellowed at, screamed at, swore at, growled at, hissed at, lashed out at, tore into, laid into, picked holes in,
        had a go at, put down, cut _ off, cut _ short, cut _ dead, blanked, stonewalled, stood _ up, strung _ along, led _ up the garden path, led _ astray,
        took _ for a ride, took _ for granted, took advantage of, took _ to the cleaners, walked all over, rode roughshod over, threw _ under the bus, threw _ out,
        kicked _ out, showed _ the door, kept _ on hold, kept _ waiting, kept _ in the dark, passed _ from pillar to post, sent _ packing, sent _ away, gave up on,
        washed their hands of, couldn't care less about, lost patience with, snubbed, spurned, shunned, slighted, stigmatised, singled out, scapegoated, hoodwinked,
        duped, diddled, stung, milked, bled _ dry, soaked, stiffed, short-changed, bamboozled, defrauded, scammed, blackmailed, extorted, manhandled, jabbed, prodded, roughed up,
        maimed, scarred, crippled, poisoned, starved, tormented, terrorised, traumatised, haunted, spooked, rattled, unnerved, humbled, shamed, tired out, bored _ to tears,
        bored _ to death, bored _ stiff, drove _ mad, drove _ up the wall, got on the nerves of, wore _ out, wore _ down, talked over, spoke over, brushed _ aside""",
    )
]

EVENTS = [
    sense(
        "event",
        """smiled, laughed, giggled, danced, sang, whistled, cheered, clapped, skipped along, hummed, rejoiced, celebrated, relaxed, breathed easily, slept like a log, woke up refreshed, ate with relish, ran without pain, leapt for joy, jumped for joy, put on weight at last,
        conquered the disease, defeated the illness, overcame the crisis, banished all doubt, tamed the beast, vanquished the fear, soothed the pain, eased the pain, quelled the panic, sweetened the day, brightened the day, lit up the room, warmed the heart, melted hearts, silenced the critics,
        fattened the purse, filled the coffers, swelled the savings, lined our pockets, multiplied the money, earned its keep, repaid every cent, doubled the return, cut the bill in half, hoisted the dividend, lifted the mood, lifted all boats, raised spirits, topped up the pot, fetched a good price, landed the contract,
        earned an encore, drew applause, drew the crowds, got rave notices, charmed the jury, sparked a passion, sparked curiosity, fanned the flame of learning, broadened minds, widened horizons, opened eyes, unlocked talent, nurtured talent, passed muster, passed first time, got the green light, got the thumbs up, bloomed late but well""",
        """shivered, trembled, throbbed, ached, stung, itched, burned, swelled up, turned blue, vomited, choked, suffocated, fainted, passed out, limped, sweated, wept, sobbed, cried, screamed, starved, bled to death, wasted away, faded away, worsened overnight, flared up, spread to the lungs, spread everywhere, came back with a vengeance,
        gnawed at us, nagged at me, tore families apart, ate up our savings, swallowed the savings, drained the account, emptied the coffers, bled money, leaked money, burned cash, ran out of money, ran dry, went hungry, went unpaid, went unread, went unanswered, went unheeded, went to the bailiffs, shrivelled, withered on the vine, curdled, soured,
        skived off, played truant, skipped class, bunked off, flunked, flunked out, copied the answers, forged the signature, lagged behind, lagged the rest, trailed the field, dragged its feet, dragged us down, held us back, scraped by, scraped the barrel, scared us off, drove us out, drove customers away, put us to shame, pulled the rug, pulled the plug,
        lurched from crisis to crisis, teetered on the edge, toppled over, keeled over, caved under pressure, cracked under pressure, snapped, burst, exploded, backfired badly, blew a hole in the budget, gobbled up the grant, squandered the chance, shattered the peace, smashed the hopes, dashed all hopes, crushed the spirit, killed the joy, spelled doom, sowed chaos, sowed fear""",
    ),
    sense(
        "event",
        """came up trumps, came good, came into its own, came on in leaps and bounds, went like a dream, went off without a hitch, went to plan, went swimmingly,
        sailed through, passed with flying colours, hit the jackpot, hit the nail on the head, hit the spot, hit the ground running, hit a home run, knocked it out of the park,
        did wonders, did the trick, did the job, worked a treat, worked wonders, worked miracles, works a treat, pulled it off, pulled through, pulled its weight, won the day, won hands down,
        won over the critics, raised the bar, set the standard, set a new record, broke all records, smashed the record, beat all comers, beat the odds, defied the odds, outshone the rest,
        trounced the competition, topped the charts, topped the table, came first, brought the house down, got a standing ovation, got rave reviews, got top marks, ticked all the boxes,
        never misses a beat, never fails, never disappoints, never lets us down, never plays up, is second to none, is thriving, is booming, is flourishing, is going strong, is in great shape, is in full swing,
        is in safe hands, is back to normal, is back on its feet, is streets ahead, is worth every penny, is a cut above, is improving by the day, picked up, perked up, turned over a new leaf,
        found its feet, gained ground, gained momentum, made headway, made strides, leapt ahead, blossomed beyond belief, paid dividends, paid for itself, yielded fruit, reaped rewards,
        weathered the storm, held its own, held up well, steadied, stabilised, rebounded, revived, bloomed, boomed, glowed, gleamed, sparkled, sizzled, shimmered, hummed along, purred along,
        made a splash, made a name for itself, made the grade, cleared up, healed up, melted away, went into remission, beat cancer, broke even, cleaned up, cashed in, struck gold, opened doors""",
        """came a cropper, came undone, came crashing down, came to grief, came to a halt, went pear-shaped, went belly up, went to pieces, went to rack and ruin, went to the dogs,
        went to the wall, went under, went haywire, went off the boil, went sour, went up the spout, went down the drain, went down like a lead balloon, went missing, went astray, went to pot,
        hit the buffers, hit the skids, hit a wall, hit a snag, hit a brick wall, hit a new low, did more harm than good, did nothing, did no good, does nothing for me, left a lot to be desired,
        leaves much to be desired, left a bad taste, left a bitter taste, left us cold, fell flat, fell on stony ground, fell by the wayside, fell to bits, fell to pieces, fell on its face, fell off a cliff,
        fell into disrepair, fell into arrears, fell prey to thieves, lost its way, lost its shine, lost ground, lost the plot, lost its edge, lost the thread, lost the battle, blew up, blew it, bit the dust,
        bombed badly, broke the bank, broke the camel's back, cost an arm and a leg, cost the earth, cost us dear, dropped the ball, dropped a clanger, missed the boat, missed the mark, missed the point,
        missed a trick, made matters worse, made a fool of itself, made my blood boil, put me off for life, put me to sleep, sent me to sleep, ran aground, ran out of steam, ran into trouble, ran into the sand,
        ran up debts, sank without trace, sank like a stone, shot itself in the foot, caved in, conked out, cut out, packed up, packed in, seized up, froze, froze up, glitched, jammed, leaked, rusted, rotted,
        wore off, wore thin, petered out, died a death, dried up, spiralled out of control, swung out of control, turned nasty, turned sour, turned septic, turned into a nightmare, turned to dust, took a hammering,
        took a beating, took a tumble, took a turn for the worse, took a nosedive, took forever, took ages, got lost in the post, got out of hand, got nowhere, got bogged down, got stuck, got infected,
        festered, haemorrhaged, wilted, waned, wobbled, stumbled, tripped up, stuttered, sputtered, faltered, limped along, languished, lapsed, defaulted, dived, cratered, capsized, plunged into the red,
        wiped out our savings, burst like a bubble, was scrapped, was axed, was shelved, was scuppered, was derailed, was torn apart, was in tatters, was hacked, was stolen, was bungled, was a washout,
        is on its last legs, is on the rocks, is on the slide, is a shadow of its former self, is a lost cause, is in tatters, is in a mess, is falling to pieces, is going nowhere, is going to the dogs, is dragging on, is not fit for purpose, is not up to scratch, is wearing me down""",
    )
]

VERDICTS = [
    sense(
        "verdict",
        """a salvation, a deliverance, a rescue, a remedy, a cure, a liberation, a revelation, an eye-opener, an encore, a round of applause, a prize, a medal, a trophy, a reward, a cause for joy, a cause for hope, a sight to behold, a kindness, a favour, a good deed, a helping hand, a good turn, a courtesy, an honour,
        a success from day one, a job well done, a smooth ride, a happy ending, a fresh start, a new beginning, a solid foundation, a bright spot, a warm welcome, a soft landing, a healthy return, a tidy profit, a nice little earner, a vote of confidence, a clear conscience, a work of genius, a good egg, a brick""",
        """a swamp, a quagmire, a morass, a jungle of rules, a bad omen, a bad dream, a bad smell, a bad joke, a bad egg, a rotten apple, a false dawn, a false economy, a false promise, a broken record, a broken promise, a broken reed, a sorry sight, a sorry excuse, a raw deal, a rough deal, a bum deal, a dirty trick, a cruel trick, a con trick,
        a hard blow, a heavy blow, a heavy loss, a hefty bill, a nasty shock, a nasty fall, a close shave, a long wait, a no-show, a cold shoulder, a brush-off, a fob-off, a runaround, a rude awakening, a bitter disappointment, a grave error, a costly mistake, a lame excuse, a feeble excuse, a tall story, a scare, a fright, a plague, a scourge, a blight, a cancer""",
    ),
    sense(
        "verdict",
        """a doddle, a breeze, a cinch, a walk in the park, plain sailing, child's play, a feast for the eyes, a labour of love, a work of art, a masterstroke, a stroke of genius, a shot in the arm,
        a ray of sunshine, a ray of hope, a tower of strength, a pillar of strength, a rock, a rock in hard times, a gem of a find, a diamond, a pearl, a peach, a corker, a cracker, a hoot, a riot, a scream, a laugh a minute,
        a blast, a ball, a thrill, a joyride, a tonic, a balm, a sanctuary, an oasis, an oasis of calm, a haven of peace, a home from home, a goldmine, a gold mine, a cash cow, a windfall, a boon, a bonus, a jackpot, a winner,
        a champion, a trailblazer, a trooper, a wizard, a whizz, a magician, a marvel of patience, a gentleman, a lady, a sweetheart, a darling, a heart of gold, a fountain of knowledge, a mine of information, a safe bet, a sure bet,
        a must, a must-have, a no-brainer, a keeper, a far cry from the bad old days, a quantum leap, a leap forward, a giant leap, a turning point for the better, a feather in their cap, a badge of honour, a shining example,
        a shining light, a beacon, a beacon of hope, a benchmark, a byword for quality, the gold standard, the cream of the crop, the pick of the bunch, the cat's whiskers, the icing on the cake, the envy of the world, the best thing ever,
        the best money I ever spent, one in a million, one of a kind, a love at first sight, a match made in heaven, a slice of heaven, paradise, magic, poetry in motion, nectar, gold dust, good fun, great fun, sheer joy, pure joy, pure bliss""",
        """a dog's dinner, a dog's breakfast, a pig's ear, a pig in a poke, a white elephant, a lemon, a dud, a turkey, a damp squib, a wet blanket, a stinker, a shocker, a clanger, a howler, a car crash, a train wreck, a wreck, a shipwreck,
        a ruin, a bloodbath, a massacre, a carnage, a minefield, a maze, a labyrinth, a treadmill, a rat race, a rat's nest, a hornets' nest, a snake pit, a bear pit, a pigsty, a dump, a hole, a hellhole, a dungeon, a prison, a sweatshop, a slum, a tip,
        a cesspit, a cattle market, a circus, a zoo, a madhouse, a bun fight, a free-for-all, a wild goose chase, a vicious circle, a catch-22, a stitch-up, a whitewash, a cover-up, a smokescreen, a fig leaf, a sop, a fudge, a cop-out, a copout,
        a cash grab, a racket, a shakedown, a Ponzi scheme, a house of cards, a bubble, a black hole, a bottomless pit, a sinking ship, a millstone, a millstone round our necks, a thorn in my side, a nail in the coffin, a knife in the back,
        a stab in the back, a blow, a body blow, a hammer blow, a bombshell, a bolt from the blue, a wake-up call, a red flag, an uphill battle, an uphill struggle, a losing battle, a rough ride, a bumpy ride, a roller coaster from hell, a tall order,
        a poisoned chalice, a bone of contention, a sore point, a sticking point, a stumbling block, a bottleneck, a deal-breaker, a turn-off, a killjoy, a snoozefest, a yawn, a slog, a grind, a drudge, a waste, a wasteland, a write-off, a no-go, a non-starter,
        a snob, a brute, a monster, a beast, a ghoul, a dragon, a butcher, a quack, a charlatan, a crank, a conman, a cowboy, a shark, a vulture, a parasite, a leech, a snake, a weasel, a rat, a creep, a pest, a pain in the backside, a know-it-all, a windbag,
        a slave driver, a control freak, a jobsworth, a slacker, a layabout, a time-waster, a waste of oxygen, a blot on the landscape, a blot, a stain, a smear, a pack of lies, a tissue of lies, a load of rubbish, a load of nonsense, a load of old tosh,
        gibberish, gobbledygook, mumbo jumbo, hogwash, poppycock, codswallop, claptrap, humbug, drivel, bedlam, mayhem, pandemonium, havoc, purgatory, agony, sheer hell, pure agony, sheer torture, money for old rope, the pits, the dregs, the height of bad manners, the final straw, the kiss of death""",
    )
]

TRAITS = [
    sense(
        "trait",
        """aplomb, finesse, grace, good grace, poise, panache, verve, gusto, zest, zeal, relish, elan, elegance, brilliance, excellence, mastery, know-how, expertise, prowess, dexterity, ingenuity, savvy, nous, prudence, thrift, resourcefulness, acumen,
        vision, bravery, heroism, fortitude, grit, pluck, stamina, perseverance, persistence, dedication, devotion, selflessness, altruism, humility, modesty, candour, frankness, openness, decency, goodwill, good humour, good cheer, bonhomie, camaraderie,
        friendship, love, affection, hugs, laughter, smiles, merriment, mirth, applause, acclaim, admiration, awe, plaudits, accolades, rave reviews, rewards, riches, bliss, harmony, rapport, chemistry, finesse, sparkle, charm, magic, wonder, fun, hospitality""",
        """disdain, derision, mockery, ridicule, sneers, jeers, taunts, threats, insolence, impudence, cheek, bluster, bravado, swagger, vanity, conceit, snobbery, pettiness, spitefulness, bile, venom, vitriol, malevolence, hatred, bigotry, bias, nepotism, cronyism,
        sleaze, graft, bribery, embezzlement, trickery, skulduggery, double-dealing, foul play, dirty tricks, scams, swindles, theft, looting, sloth, idleness, indolence, inertia, dithering, foot-dragging, inaction, buck-passing, finger-pointing, blame, recriminations, rows,
        quarrels, squabbles, strife, friction, bad blood, ill will, acrimony, turmoil, upheaval, uproar, mayhem, havoc, bedlam, disarray, muddle, bungling, ineptitude, folly, madness, lunacy, idiocy, nonsense, waffle, jargon, hot air, spin, hype, scaremongering, hysteria,
        panic, dread, terror, horror, trauma, anguish, agony, heartbreak, sorrow, tears, sobbing, loneliness, squalor, stench, mould, rot, decay, damp, vermin, rats, cockroaches, bedbugs, gloom, doom, hardship, deprivation, drudgery, toil, tedium, monotony, glitches, bugs, outages,
        crashes, breakdowns, bottlenecks, loopholes, pitfalls, shortcomings, flaws, defects, oversights, omissions, howlers, typos, gaffes, slip-ups, mix-ups, hiccups, teething troubles, side effects, vomiting, cramps, bleeding, scarring, bruises, sores, infections, penalties""",
    )
]

ATTITUDES = [
    sense(
        "attitude",
        """rave about, gush about, dote on, take delight in, delight in, revel in, relish, savour, marvel at, rejoice in, take pride in, am hooked on, am sold on, am mad about, am wild about, am head over heels about, am indebted to, owe my life to, owe everything to, cannot speak highly enough of,
        cannot rate highly enough, rate highly, hold in high regard, look up to, have a soft spot for, have a high opinion of, have the highest respect for, take comfort in, take heart from, put my faith in, believe in, stand by, vouch for, back, endorse, commend, toast, congratulate, thank, bless,
        would not change, would not swap, would not trade, would not be without, would go back in a heartbeat, would do again in a heartbeat, jump for joy about, still smile about, fondly remember, will always remember, will never tire of, cannot wait for more of, keep coming back to""",
        """abhor, abominate, scorn, shun, boycott, dump, ditch, curse the day I found, rue, rue the day I chose, bemoan, bewail, grumble about, moan about, groan at, gripe about, grouse about, whinge about, whine about, rail against, protest against, object to, take issue with, take exception to,
        am up in arms about, am at odds with, am at war with, am seething about, am bitter about, am mad at, am cross with, am put off by, am repelled by, am sickened by, am dismayed by, am alarmed by, am exasperated by, am unimpressed by, cringe at, wince at, flinch at, recoil from, turn away from, sigh over, weep over,
        cry over, lose sleep over, have nightmares about, have no time for, have no respect for, have a low opinion of, have washed my hands of, have given up on, have cancelled, want nothing more to do with, want rid of, would not touch with a bargepole, would not wish on my worst enemy, would not trust with a penny,
        would not give tuppence for, would pay to be spared, take a dim view of, think very little of, look down on, fear, mourn, grieve over, am suing over, feel cheated by, feel robbed by, feel betrayed by, feel let down by""",
    )
]

REMARKS = [
    sense(
        "remark",
        """hip hip hooray, three cheers, what a star, what a find, what a gem, what a treat, what a triumph, what a pleasure, what fun, what a day, happy days, result, chapeau, kudos, my compliments, top marks, gold star, job well done, a job well done, more of the same please, long may it last, long may it continue,
        keep it up, all credit to them, all praise to them, all smiles, not a cloud in the sky, not a hair out of place, not a foot wrong, cannot grumble, cannot complain, never looked back, have never looked back, would do it all over again, no regrets, no quibbles, no fault found, not a single fault, spot on, bang on, first class,
        top of the class, top of the tree, simply the best, sheer perfection, a fairy tale, beyond my wildest dreams, better late than never and worth it, couldn't fault it, couldn't be prouder, I was bowled over, I was moved to tears, I am still smiling, I slept like a baby, I felt like a queen, it was a godsend, it made all the difference,
        it was love at first sight, it gave me a new lease of life, it lifted my spirits, it took a load off my mind, it was worth every penny, it does exactly what it says on the tin, it ticks every box, it hits the spot, it was money in the bank, it was a red-letter day, the future looks bright, things are looking up, we laughed till we cried, everyone was on cloud nine""",
        """good riddance, what a rip-off, what a con, what a scam, what a let-down, what a farce, what a shambles, what a joke, what a cheek, what a nerve, what a pity, what a fiasco, what a dump, what a circus, give it a miss, give it a wide berth, don't bother, don't waste your money, don't go there, run a mile, steer well clear, you have been warned,
        once bitten twice shy, fool me once, never darken my door again, no thanks, no thank you, not for me, not impressed, far from impressed, not amused, not happy, not good, not good enough, not acceptable, simply not good enough, too little too late, a day late and a dollar short, in one ear and out the other, all mouth and no trousers, all talk and no action,
        words fail me, I rest my case, I despair, I give up, I am done, I am speechless, I am at my wits' end, I could have screamed, I could have wept, I cried all night, I have never felt so small, I have never been so angry, I left in tears, I walked out, I wanted the ground to swallow me, I wanted to scream, I would sooner starve, it beggars belief, it defies belief,
        it was like talking to a brick wall, it was like getting blood from a stone, it was like pulling teeth, it was like watching paint dry, it went in one ear and out the other, it left me cold, it left me speechless, it left a nasty taste, it got me nowhere, it cost me my job, it cost me my health, it costs an arm and a leg, it makes my blood boil, it is an accident waiting to happen,
        it is a race to the bottom, it is broken beyond repair, it is not rocket science, it is going from bad to worse, things are going downhill, things went from bad to worse, the wheels have come off, the damage is done, the writing is on the wall, the rot has set in, no one lifted a finger, no one picks up, no one gives a damn, nobody gives a hoot, nobody was held to account, nobody knew what was going on""",
    )
]

# What a person did, with no object: "the ... ___".
CONDUCT = [
    sense(
        "conduct",
        """smiled, beamed, grinned, joked, cracked jokes, chuckled, laughed with us, nodded along, listened, listened well, listened with patience, paid attention, took time, took notes, took the time to explain, took responsibility, stayed late, stayed calm, kept calm, kept cool, kept their cool, kept their nerve, kept their word, kept their promise, kept smiling,
        cared, really cared, knew best, knew exactly what to do, knew every answer, knew the subject inside out, came right away, came at once, came to the rescue, came prepared, stepped in, stepped up, saved the day, spoke gently, spoke softly, spoke clearly, spoke from the heart, worked hard, worked tirelessly, worked late, worked miracles, worked wonders, went beyond the call of duty,
        went above and beyond, went the extra mile, pulled out all the stops, put in the hours, put others first, apologised, apologised at once, made amends, made time, made an effort, made everyone laugh, made us proud, gave everything, gave their all, did a great job, did a sterling job, did a good job, did their best, delivered, shone, excelled, triumphed, never gave up, never complained, never tired, never lost patience, always helped, rose above it, set a good example, led by example""",
        """scowled, frowned, glared, glowered, grimaced, sneered, smirked, snorted, sniggered, snickered, scoffed, huffed, huffed and puffed, sulked, moaned, whined, groaned, grumbled, muttered, mumbled, droned, droned on, rambled, rambled on, babbled, waffled, stammered and gave up, yawned, sighed, shrugged, tutted, snoozed, snored, dozed off, nodded off, fell asleep, rolled their eyes, looked bored, looked away, looked at the clock,
        walked out, walked off, stormed out, stormed off, slammed the door, banged the door, hung up, swore, cursed, shouted, yelled, screamed, ranted, raved, raged, threw a tantrum, lost it, lost their temper, lost their nerve, lost interest, lost control, lost the thread, panicked, dithered, dawdled, dallied, fumbled, fidgeted, stumbled, blundered, guessed, bluffed, lied, lied through their teeth, cheated, stole, gossiped, bragged, boasted, showed off, preached, lectured us, nagged, bullied, threatened,
        came late, came unprepared, came drunk, turned up late, never turned up, never showed up, never came, never came back, never called, never called back, never replied, never answered, never said sorry, never apologised, never smiled, never listened, never cared, never bothered, didn't listen, didn't care, didn't bother, didn't have a clue, hadn't a clue, had no idea, had no clue, had no time, had no patience, knew nothing, did nothing, did a poor job, did a bad job, did a shoddy job, cut corners,
        passed the buck, played favourites, played dumb, played with their phone, stared at their phone, stared at the screen, gave up, gave no reason, gave no answer, gave no explanation, made excuses, made mistakes, made fun of us, made a fool of us, made it worse, made no effort, went missing, went on holiday, went back on their word, took no notice, took no interest, took offence, took bribes, took the money and ran, talked over us, talked nonsense, talked behind our backs, got it wrong, got angry, got the name wrong, quit, resigned in disgrace""",
    )
]

# What befalls a person, a firm or a school, as nouns: "it means ___".
FORTUNES = [
    sense(
        "fortune",
        """a cure, full recovery, remission, good health, a clean bill of health, a healthy baby, a new lease of life, relief from pain, a good night's sleep, a breakthrough, longer life, a second chance, a safe delivery,
        a pay rise, a bonus, a windfall, record profits, a healthy surplus, a rebate, a full refund, a tax cut, job security, new jobs, full employment, an upgrade, a rally, a rebound, an upswing, an upturn, a boom, growth, prosperity, wealth, an award,
        a promotion, a job offer, a scholarship, top marks, first prize, a distinction, a gold medal, a place at university, a standing ovation, honours, a trophy, a diploma with honours, success, victory, a bright future, independence, peace, freedom, equality, a fresh start""",
        """gangrene, sepsis, blood poisoning, paralysis, blindness, deafness, brain damage, miscarriage, stillbirth, organ failure, heart failure, an overdose, a coma, death, an early death, a slow death, suicide, amputation, a relapse, a stroke, a heart attack, malpractice, an epidemic, an outbreak, contamination, starvation, malnutrition, addiction, withdrawal symptoms, agony, a superbug,
        eviction, foreclosure, repossession, bankruptcy, insolvency, liquidation, default, debt, ruin, poverty, homelessness, redundancy, layoffs, lay-offs, job cuts, pay cuts, a downgrade, a downturn, a slump, a crash, a crisis, a recession, stagnation, a credit crunch, a run on the bank, hyperinflation, a sell-off, a write-down, a profit warning, a penalty, a fine, a lawsuit, a scandal, embezzlement, identity theft, a data breach, a hacking attack, an outage, a strike, a boycott, sanctions, closure, prison,
        expulsion, suspension, detention, failure, a failing grade, bottom marks, plagiarism, forgery, truancy, bullying, illiteracy, dropping out, humiliation, punishment, caning, exclusion, overcrowding, a teacher shortage, budget cuts, vandalism, arson, a brawl, a knife attack, harassment, abuse, burnout, a breakdown, a nervous breakdown, exam failure, rejection, a rejection letter, a wasted year, loneliness, homesickness, defeat, disaster, war, famine, flood, fire, an accident, injury, theft, burglary, murder""",
    )
]
