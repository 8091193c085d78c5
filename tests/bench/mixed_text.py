"""A text of many scripts, with emoji and code, to measure tokenizers on.

Words are made letter by letter from the pairs of letters in a sample of each language, and come as
often as words do: a few again and again, most of them rarely. The same seed gives the same text.
"""

import collections
import random

SAMPLES = [
    "the people who were waiting at the station had brought their children and enough bread for everyone",
    "los caminos de la montaña eran más largos de lo que habían pensado cuando salieron por la mañana",
    "les élèves étaient déjà arrivés à l'école où la maîtresse préparait un gâteau pour la fête",
    "die Straßenbahn fährt über die Brücke und hält später vor dem größten Gebäude der schönen Stadt",
    "współczesne miasta są pełne zieleni, a mieszkańcy chętnie spędzają wieczory nad brzegiem rzeki",
    "những người bạn cũ gặp lại nhau trong quán cà phê nhỏ ở góc phố vào một buổi chiều mưa",
    "gökyüzünde parlayan yıldızlar çocukların ilgisini çekti ve hepsi sessizce yukarıya baktı",
    "сегодня утром дети пошли в школу через старый парк, где уже опадали жёлтые листья деревьев",
    "вчора ввечері ми довго гуляли вздовж річки й говорили про подорож до моря наступного літа",
    "οι άνθρωποι του χωριού μαζεύτηκαν στην πλατεία για να ακούσουν τη μουσική της γιορτής",
    "ذهب الأولاد إلى المدرسة في الصباح الباكر وكانت الشمس تشرق فوق الجبال البعيدة",
    "הילדים הלכו לבית הספר בבוקר מוקדם והשמש זרחה מעל ההרים הרחוקים והעצים הירוקים",
    "सुबह बच्चे विद्यालय गए और रास्ते में उन्होंने नदी के किनारे रंगीन फूल और पक्षी देखे",
    "காலையில் குழந்தைகள் பள்ளிக்குச் சென்றனர் வழியில் ஆற்றங்கரையில் பறவைகளைப் பார்த்தனர்",
    "ตอนเช้า เด็ก ๆ เดินไปโรงเรียน ผ่านสวน ที่มีดอกไม้ สวยงาม และนก ร้องเพลง อยู่บนต้นไม้",
    "დილით ბავშვები სკოლაში წავიდნენ და გზაში მდინარის პირას ლამაზი ყვავილები ნახეს",
    "아침에 아이들이 학교에 가는 길에 강가에서 아름다운 꽃과 노래하는 새들을 보았습니다",
    "በጠዋት ልጆች ወደ ትምህርት ቤት ሄዱ በመንገድ ላይ የሚያምሩ አበቦችን አዩ",
]
HAN = "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长"
KANA = "のにはをたがでてとしれさあるいもするからなことよりまでそうですますでしたこれはそれもカタカナデータシステムコンピュータ"
EMOJI = ["😀", "😂", "🙏", "👍🏽", "❤️", "🔥", "🎉", "👩‍👩‍👧‍👦", "🇩🇪", "🦙", "✅", "☕", "🌧️", "🏳️‍🌈", "1️⃣", "→", "∑", "≤", "½", "№"]
NAMES = ["index", "count", "buffer", "self", "result", "node", "i", "j", "x", "path", "request", "MAX_SIZE", "toString", "http_client", "df"]
CODE = [
    "for (int {a} = 0; {a} < {b}; ++{a}) {{\n    {c}[{a}] += {n};\n}}\n",
    "def {a}({b}, {c}=None):\n    \"\"\"Returns {b}.\"\"\"\n    return [{c} for {c} in {b} if {c} != {n}]\n",
    "if ({a} == NULL || {b}->{c} >= {n}) {{\n\t\treturn -{n};\n\t}}\n",
    "SELECT {a}, COUNT(*) AS {b} FROM {c} WHERE {a} <> '{b}' GROUP BY {a} LIMIT {n};\n",
    "{{\"{a}\": [{n}, {n}.5e-3, null], \"{b}\": {{\"{c}\": true}}}}\n",
    "<div class=\"{a} {b}\" id='{c}-{n}'>&nbsp;{b}</div>\n",
    "curl -s https://example.com/{a}/{b}?{c}={n}&q=%20 | grep -v '^#' > /tmp/{c}.txt\n",
    "let {a}: Vec<{b}> = {c}.iter().map(|x| x * {n}).collect(); // {b}\n",
]


class Language:
    """Words like those of a sample."""

    def __init__(self, rng, sample):
        self.rng = rng
        self.following = collections.defaultdict(list)
        for word in sample.split():
            for first, second in zip(f"^{word}", f"{word}$"):
                self.following[first].append(second)
        words = {self._word() for _ in range(3000)}
        self.words = sorted(words)
        self.rng.shuffle(self.words)
        self.weights = [1 / (rank + 2) for rank in range(len(self.words))]

    def _word(self):
        letters, last = [], "^"
        while len(letters) < 14:
            last = self.rng.choice(self.following[last])
            if last == "$":
                break
            letters.append(last)
        return "".join(letters)

    def sentence(self):
        words = self.rng.choices(self.words, self.weights, k=self.rng.randint(4, 18))
        if self.rng.random() < 0.2:
            words.insert(self.rng.randrange(len(words)), str(self.rng.randint(0, 99999)))
        text = " ".join(words)
        return text[0].upper() + text[1:] + self.rng.choice([".", ".", "!", "?", ":", "…"])


def east_asian(rng):
    letters = HAN if rng.random() < 0.6 else HAN + KANA * 3
    parts = ["".join(rng.choices(letters, k=rng.randint(3, 15))) for _ in range(rng.randint(1, 4))]
    return "，".join(parts) + rng.choice(["。", "！", "？"])


def code(rng):
    names = rng.sample(NAMES, 3)
    return "\n" + rng.choice(CODE).format(a=names[0], b=names[1], c=names[2], n=rng.randint(0, 300))


def mixed_text(size, seed=4):
    """About size bytes of UTF-8."""
    rng = random.Random(seed)
    languages = [Language(rng, sample) for sample in SAMPLES]
    parts, written = [], 0
    while written < size:
        kind = rng.random()
        if kind < 0.70:
            part = rng.choice(languages).sentence()
        elif kind < 0.85:
            part = east_asian(rng)
        elif kind < 0.93:
            part = code(rng)
        else:
            part = "".join(rng.choices(EMOJI, k=rng.randint(1, 4)))
        part += rng.choice([" ", " ", " ", "\n", "\n\n"])
        parts.append(part)
        written += len(part.encode())
    return "".join(parts)
