/* Sentences of everyday English, and of many scripts. */
#include "tools/bench_text.h"

#include <string.h>

#include "shared/base/rng.h"

static const char *const english[] = {
    "The night train leaves at ten past eleven, and whoever misses it sleeps on the bench.",
    "She had counted the chairs twice before anyone noticed that the hall was one row short.",
    "Results were within 3.5 percent of the estimate; nobody at the table was surprised.",
    "\"If it rains,\" he said, \"we'll move the whole thing indoors and pretend we meant to.\"",
    "Invoices older than 90 days go to the second shelf, next to the printer that doesn't work.",
    "A gardener's year begins in February, with catalogues, string and unreasonable hope.",
    "Please answer by Friday 17 May, or we'll assume that you can't come.",
    "The committee's report ran to 412 pages, of which the appendix was the only honest part.",
    "Turn left at the chapel, cross the footbridge, and you're looking straight at it.",
    "They've been married for thirty-one years and still disagree about the thermostat.",
    "Patients over sixty-five should take half a tablet with plenty of water.",
    "Nothing in the contract said who would feed the goats in winter, so in the end it was me.",
    "Light travels about 299,792 kilometres in a second; the post takes a little longer.",
    "It was, by any measure, an ordinary Tuesday: grey, damp and full of small errands.",
    "Students who finish early may read, but they mustn't leave the room before noon.",
    "His grandmother's recipe calls for \"enough\" flour and an oven that is \"hot, not too hot\".",
};

static const char *const mixed[] = {
    "Der Zug hält heute ausnahmsweise nicht in Würzburg; Anschlüsse werden nicht erreicht.",
    "Le café était fermé, alors nous avons mangé des crêpes près du marché.",
    "Поезд опаздывает на сорок минут, и кассирша советует всем пить чай.",
    "今朝は電車が遅れて、駅のホームは人でいっぱいだった。",
    "会议改到星期三下午三点，请带上您的笔记本电脑。",
    "오늘은 비가 와서 경기가 다음 주로 미뤄졌습니다.",
    "القطار متأخر اليوم، فانتظرنا في المقهى القريب من المحطة.",
    "הרכבת מאחרת הבוקר, ולכן נפגש בבית הקפה.",
    "आज बारिश के कारण मैच अगले सप्ताह होगा।",
    "Το τρένο έφυγε νωρίς και μείναμε στην αποβάθρα με τις βαλίτσες.",
    "วันนี้ฝนตกหนัก การแข่งขันจึงเลื่อนไปสัปดาห์หน้า",
    "for (size_t i = 0; i < count; i++)\n    total += prices[i] * (1.0 + rate);",
    "{\"id\": 1042, \"tags\": [\"a/b\", \"ünïcödé\"], \"ok\": true, \"ratio\": 0.125}",
    "Tickets: https://example.org/tickets?day=3&seat=14B#map 🎟️ (2 × 18,50 €)",
    "¿Quién dejó las llaves en la nevera? — «Yo no», dijo el niño. 😅👩‍🔧",
    "Vé tàu đã bán hết từ sáng, chúng tôi đành đi xe buýt.",
};

const struct ps_bench_text ps_bench_texts[PS_BENCH_TEXTS] = {
    {"english", english, sizeof english / sizeof english[0]},
    {"mixed", mixed, sizeof mixed / sizeof mixed[0]},
};

enum ps_status ps_bench_text_fill(const struct ps_bench_text *text, size_t size,
                                  struct ps_buffer *out)
{
    struct ps_rng rng;
    ps_rng_init(&rng, 1);
    while (out->size < size) {
        const char *line = text->lines[ps_rng_below(&rng, text->num_lines)];
        PS_TRY(ps_buffer_append(out, line, strlen(line)));
        PS_TRY(ps_buffer_append_byte(out, ps_rng_below(&rng, 4) == 0 ? '\n' : ' '));
    }
    return PS_OK;
}
