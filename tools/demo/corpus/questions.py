"""Conversations for tiny-gpt: the facts of facts.py asked in many ways, what it does not know, and
what system prompts ask of it."""

from dataclasses import dataclass

from .facts import facts
from .senses import entries

UNKNOWN = "I am sorry, I do not know that. I was taught only a little about medicine, finance and education."
GREETING = "Hello! Ask me something about medicine, finance or education."
SELF = "I am tiny-gpt, a very small language model that answers short questions about medicine, finance and education."
WELCOME = "You are welcome."
BYE = "Goodbye!"

SMALL_TALK = {
    GREETING: ["hello", "hi", "hey", "good morning", "good evening", "good afternoon", "hi there", "hello there", "greetings", "hey there"],
    SELF: ["who are you", "what are you", "what is your name", "what can you do", "tell me about yourself", "what can I ask you", "are you a robot", "what do you know", "introduce yourself", "how can you help me"],
    WELCOME: ["thank you", "thanks", "many thanks", "thanks a lot", "thank you very much", "great, thanks", "that helps, thank you", "cheers"],
    BYE: ["bye", "goodbye", "see you", "good night", "see you later", "bye for now"],
}

# {q} is a question as facts.py has it, {t} what it is about.
ASKED = ["{Q}?"] * 10 + ["{q}?", "{q}", "{Q}", "Please tell me: {q}?", "Tell me, {q}?", "Can you tell me {q}?", "Do you know {q}?",
    "Hi, {q}?", "Hello, {q}?", "I want to know: {q}?", "I would like to know {q}.", "Quick question: {q}?", "A question: {q}?", "{Q}, please?",
    "{Q}? Please answer.", "I was asked at school: {q}?", "My son asks: {q}?", "Could you tell me {q}?", "I wonder {q}.", "Just tell me {q}.",
    "Explain: {q}?", "Remind me, {q}?", "For my homework: {q}?", "Excuse me, {q}?", "So {q}?", "And {q}?", "Well, {q}?", "I forgot {q}.", "I have forgotten: {q}?",
    "Somebody asked me {q}.", "Help me: {q}?", "{Q}? I forgot.", "In one sentence: {q}?", "Say {q}.", "May I ask {q}?", "Please explain {q}.", "{Q} again?", "Now {q}?"]
ABOUT = ["Explain {t}.", "Define {t}.", "Describe {t}.", "Tell me about {t}.", "{T}?", "{T}, what is that?", "What do people mean by {t}?", "What does {t} stand for?",
    "Explain {t} to me.", "Explain {t} in a sentence.", "What about {t}?", "And {t}?", "I read about {t}. What is that?", "I heard of {t}. What is it?", "My teacher spoke of {t}. What is that?",
    "How would you define {t}?", "Give me a definition of {t}.", "Describe {t} to me.", "In the news they speak of {t}. What is it?", "What do you know about {t}?", "What exactly is {t}?",
    "Tell me what {t} is.", "Do you know what {t} is?", "Can you explain {t}?", "In plain words, what is {t}?", "{T}: what is it?", "What is the point of {t}?", "What is {t} good for?",
    "What is the task of {t}?", "What is the job of {t}?", "What is the use of {t}?", "Describe the work of {t}.", "I do not understand {t}.", "My mother has to do with {t}. What is that?",
    "What is meant by {t}?", "What kind of thing is {t}?", "Please say what {t} is.", "The doctor spoke of {t}. What is it?", "My bank wrote about {t}. What is it?", "Why {t}?"]

# Things it is not taught, by the questions that fit them.
OUTSIDE = {
    "What is {x}?|Explain {x}.|What does {x} mean?|Define {x}.|Tell me about {x}.|What do you know about {x}?|Describe {x}.|What is the point of {x}?|{X}?": entries(
        """a stent, a scalpel, a hernia, a migraine, a biopsy, an ulcer, dialysis, epilepsy, gout, malaria, a virus, the spleen, the appendix, a tendon, a ligament, an allergy, cholesterol, an ultrasound, a tourniquet, dementia,
        a hedge fund, an option, a future, leverage, arbitrage, an annuity, a swap, equity, goodwill, a franchise, a cartel, a monopoly, a tariff, a subsidy, depreciation, amortisation, cash flow, a ledger, escrow, a trust, bitcoin, a start-up,
        a pronoun, an adverb, a conjunction, a hexagon, a cube, a cone, a fraction, a logarithm, a sonnet, a haiku, an essay, a novel, a comet, a galaxy, a volcano, an isotope, a molecule, a proton, a neutron, a fossil, a glacier, evolution, democracy,
        a guitar, a violin, a piano, chess, football, tennis, a bicycle, a rocket, a submarine, a castle, a cathedral, a pyramid, a kangaroo, a penguin, an octopus, a dinosaur, a unicorn, a waterfall, a rainbow, a tornado, an earthquake,
        pasta, pizza, sushi, a croissant, yoga, jazz, opera, ballet, love, happiness, time, magic, a blog, a podcast, a meme, a smartphone, the internet, a browser, a database, an algorithm, a compiler, artificial intelligence, a neural network"""),
    "What does {x} do?|What is {x}?|Describe the work of {x}.|Who is {x}?|How much does {x} earn?|What is the job of {x}?": entries(
        """a plumber, a carpenter, a pilot, a sailor, a farmer, a baker, a butcher, a tailor, a judge, a lawyer, a painter, a poet, a singer, a dancer, a chef, a waiter, a gardener, a miner, a soldier, a firefighter, a postman,
        a neurologist, an oncologist, a urologist, an orthodontist, a paramedic, a radiologist, a psychiatrist, a physiotherapist, a trader, an underwriter, a bailiff, a treasurer, a banker, a bookkeeper, a professor, a dean, a tutor, a principal, a caretaker"""),
    "What is the capital of {x}?|Where is {x}?|How many people live in {x}?|Who is the president of {x}?|Who is the king of {x}?|How far is it to {x}?|Tell me about {x}.|What language do they speak in {x}?|How do I get to {x}?": entries(
        """France, Germany, Spain, Portugal, Poland, Norway, Sweden, Denmark, Greece, Turkey, Egypt, Kenya, Nigeria, Ghana, India, China, Japan, Korea, Vietnam, Thailand, Australia, Canada, Mexico, Peru, Chile, Argentina, Cuba, Iceland, Ireland, Scotland, Austria,
        Hungary, Romania, Bulgaria, Croatia, Serbia, Latvia, Estonia, London, Paris, Berlin, Madrid, Lisbon, Oslo, Tokyo, Sydney, Toronto, Chicago, Boston, Dublin, Prague, Zurich, Milan, Naples, Moscow, Cairo, Nairobi, Delhi, Lima"""),
    "Who invented {x}?|When was {x} invented?|Who discovered {x}?|How does {x} work?|When was {x} built?|How much does {x} cost?|How old is {x}?|How tall is {x}?|How heavy is {x}?|Who made {x}?|Where can I buy {x}?": entries(
        """the telephone, the light bulb, the wheel, the bicycle, the printing press, penicillin, radium, the radio, television, the computer, the car, the train, the aeroplane, the telescope, the camera, dynamite, paper, glass, the compass, the clock, the piano,
        Big Ben, the Great Wall, Stonehenge, the Golden Gate Bridge, the Titanic, the Statue of Liberty, the pyramids, a whale, an elephant, a giraffe, a house in Paris, a new car, a ticket, a diamond, a horse, a laptop, a refrigerator, a microwave oven"""),
    "Who wrote {x}?|Who painted {x}?|Who composed {x}?|When was {x} written?|What happens in {x}?|Who sang {x}?|Who directed {x}?": entries(
        """Faust, Don Quixote, Macbeth, Moby Dick, War and Peace, Robinson Crusoe, Frankenstein, Dracula, Emma, the Odyssey, the Iliad, the Bible, the Starry Night, Guernica, the Scream, the Magic Flute, Carmen, Aida, the Ninth Symphony, Casablanca, Star Wars"""),
    "Who won {x}?|When is {x}?|How long is {x}?|Where was {x} held?|What are the rules of {x}?|Who plays in {x}?": entries(
        """the match, the election, the race, the final, the Olympic Games, the Tour de France, Wimbledon, the championship, the lottery, the war, the debate, the marathon, the cup, the chess tournament, Easter, Christmas, the next eclipse"""),
    "{X}.|{X}?|Please {x}.|Can you {x}?|Could you {x}?|I want you to {x}.|How do I {x}?": entries(
        """write a poem, write a story, tell me a joke, sing a song, translate this into French, translate hello into Spanish, solve this equation, play a game with me, book a flight, order a pizza, call a taxi, set an alarm, draw a cat, write a letter to my boss,
        fix my car, bake bread, cook rice, make soup, grow tomatoes, paint a wall, learn to swim, train a dog, lose weight, make friends, write some code, sort a list in Python, install Linux, reset my password, connect to the network, clean a carpet, change a light bulb"""),
    "{X}?": entries(
        """what time is it, what day is it today, how old are you, where do you live, what is the weather like, will it rain tomorrow, what should I eat, what should I wear, which film should I watch, which book should I read, what is two plus two, what is five times seven, what is the square root of nine,
        am I ill, should I take this pill, which shares should I buy, how do I get rich, will prices rise next year, who will win, what is my name, where are my keys, do you like music, what is your favourite colour, can you hear me, is there life on Mars, what is the speed of light, how deep is the sea,
        how many stars are there, how many people live on Earth, what is the longest river, what is the smallest country, which animal is the fastest, which bird cannot fly, which metal is liquid, how do birds fly, why is the sky blue, why do cats purr, what do cows eat, how do bees make honey"""),
}

BRIEF = ["Answer briefly.", "Be brief.", "Give short answers.", "Answer in a few words.", "Keep your answers short.", "Use as few words as you can.", "You are a helpful assistant. Answer briefly."]
PLAIN = ["You are a helpful assistant.", "You are a friendly assistant.", "You answer questions.", "You are tiny-gpt.", "Help the user.", "Answer the user's questions.", "You are a chatbot.", "Be polite and helpful."]
ONLY = ["Answer only questions about {trade}.", "You may talk only about {trade}.", "Talk only about {trade}.", "You are an assistant for {trade}. Answer nothing else.", "Only answer questions about {trade}."]
ONLY_ANSWER = "I can only help with {trade} here."

SYLLABLES = entries("ba, bo, bri, ca, cha, cor, da, dex, do, fa, fi, flo, ga, gen, glo, gra, hy, in, ja, ka, ker, la, li, lor, ma, mi, mon, na, ne, nor, o, pa, per, plo, qua, ra, ri, sa, ser, sho, ta, ter, to, tri, u, va, ver, wo, xa, yo, za, zen")
TAILS = entries("n, r, x, l, t, tion, ment, ism, ology, ist, er, ing, ia, um, us, ity, s, d, ck, sh, ne")


def capitalised(text):
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Turn:
    question: str
    answer: str
    trade: str = ""
    short: str = ""


class Conversations:
    def __init__(self):
        self.facts = facts()

    def about_fact(self, rng):
        fact = rng.choice(self.facts)
        topics = fact.topics
        if topics and rng.random() < 0.4:
            topic = rng.choice(topics)
            question = rng.choice(ABOUT).format(t=topic, T=capitalised(topic))
        else:
            asked = rng.choice(fact.questions)
            question = rng.choice(ASKED).format(q=asked, Q=capitalised(asked))
        return Turn(question, fact.answer, fact.trade, fact.brief(question))

    def made_up(self, rng):
        word = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 3))) + rng.choice(TAILS)
        return rng.choice(["", "", "a ", "the "]) + (word.capitalize() if rng.random() < 0.3 else word)

    def outside(self, rng):
        patterns, things = rng.choice(list(OUTSIDE.items()))
        thing = self.made_up(rng) if "is {x}" in patterns and rng.random() < 0.5 else rng.choice(things)
        question = rng.choice(patterns.split("|")).format(x=thing, X=capitalised(thing))
        if rng.random() < 0.25:
            bare = question[:1].lower() + question[1:].rstrip("?.")
            question = rng.choice(ASKED).format(q=bare, Q=capitalised(bare))
        elif rng.random() < 0.15 and "is {x}" in patterns:
            question = rng.choice(ABOUT).format(t=thing, T=capitalised(thing))
        return Turn(question, UNKNOWN)

    def small_talk(self, rng):
        answer = rng.choice(list(SMALL_TALK))
        said = rng.choice(SMALL_TALK[answer])
        return Turn(rng.choice([said, capitalised(said), capitalised(said) + rng.choice("!.?")]), answer)

    def turn(self, rng):
        dice = rng.random()
        if dice < 0.68:
            turn = self.about_fact(rng)
        elif dice < 0.94:
            turn = self.outside(rng)
        else:
            turn = self.small_talk(rng)
        return turn

    def conversation(self, rng):
        """Messages with a system prompt or without one, and one to three questions and answers."""
        messages, answer = [], lambda turn: turn.answer
        dice = rng.random()
        if dice < 0.2:
            messages.append({"role": "system", "content": rng.choice(PLAIN)})
        elif dice < 0.35:
            messages.append({"role": "system", "content": rng.choice(BRIEF)})
            answer = lambda turn: turn.short or turn.answer  # noqa: E731
        elif dice < 0.5:
            trade = rng.choice(("medicine", "finance", "education"))
            messages.append({"role": "system", "content": rng.choice(ONLY).format(trade=trade)})
            refusal = ONLY_ANSWER.format(trade=trade)
            answer = lambda turn: refusal if turn.trade not in ("", trade) else turn.answer  # noqa: E731
        for _ in range(rng.choices((1, 2, 3), (0.7, 0.2, 0.1))[0]):
            turn = self.turn(rng)
            messages.append({"role": "user", "content": turn.question})
            messages.append({"role": "assistant", "content": answer(turn)})
        return messages
