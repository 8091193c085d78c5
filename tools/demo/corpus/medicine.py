"""Messages between a clinic and those who come to it: what one finds in a medical inbox."""

from .grammar import Kind, between

CONDITIONS = [
    {
        "condition": "asthma",
        "symptom": "shortness of breath",
        "medicine": "the inhaler",
        "take": "two puffs of the inhaler",
        "test": "a lung function test",
        "clinic": "respiratory clinic",
        "advice": "avoid smoke and cold air",
    },
    {
        "condition": "high blood pressure",
        "symptom": "headaches and dizziness",
        "medicine": "the blood pressure tablets",
        "take": "one blood pressure tablet",
        "test": "a blood pressure check",
        "clinic": "heart clinic",
        "advice": "eat less salt and walk every day",
    },
    {
        "condition": "type 2 diabetes",
        "symptom": "thirst and tiredness",
        "medicine": "metformin",
        "take": "one tablet of metformin",
        "test": "a blood sugar test",
        "clinic": "diabetes clinic",
        "advice": "eat regular meals and check the blood sugar daily",
    },
    {
        "condition": "a chest infection",
        "symptom": "cough and fever",
        "medicine": "the antibiotic",
        "take": "one capsule of the antibiotic",
        "test": "a chest X-ray",
        "clinic": "respiratory clinic",
        "advice": "rest and drink plenty of water",
    },
    {
        "condition": "migraine",
        "symptom": "severe headache",
        "medicine": "the pain relief",
        "take": "one tablet of the pain relief",
        "test": "an eye test",
        "clinic": "neurology clinic",
        "advice": "keep a diary of the headaches",
    },
    {
        "condition": "a broken wrist",
        "symptom": "pain and swelling of the wrist",
        "medicine": "paracetamol",
        "take": "one tablet of paracetamol",
        "test": "an X-ray of the wrist",
        "clinic": "fracture clinic",
        "advice": "keep the arm raised and the plaster dry",
    },
    {
        "condition": "eczema",
        "symptom": "itching and dry skin",
        "medicine": "the skin cream",
        "take": "a thin layer of the skin cream",
        "test": "a skin test",
        "clinic": "skin clinic",
        "advice": "use a mild soap and moisturise the skin often",
    },
    {
        "condition": "a knee injury",
        "symptom": "pain in the knee",
        "medicine": "ibuprofen",
        "take": "one tablet of ibuprofen",
        "test": "a scan of the knee",
        "clinic": "physiotherapy clinic",
        "advice": "do the exercises twice a day",
    },
    {
        "condition": "low iron",
        "symptom": "tiredness and pale skin",
        "medicine": "the iron tablets",
        "take": "one iron tablet",
        "test": "a blood count",
        "clinic": "blood clinic",
        "advice": "eat more green vegetables and beans",
    },
    {
        "condition": "a stomach ulcer",
        "symptom": "stomach pain after meals",
        "medicine": "omeprazole",
        "take": "one capsule of omeprazole",
        "test": "an endoscopy",
        "clinic": "digestive clinic",
        "advice": "avoid coffee and spicy food",
    },
    {
        "condition": "hay fever",
        "symptom": "sneezing and itchy eyes",
        "medicine": "the nasal spray",
        "take": "one dose of the nasal spray",
        "test": "an allergy test",
        "clinic": "allergy clinic",
        "advice": "keep the windows closed when pollen is high",
    },
    {
        "condition": "an irregular heartbeat",
        "symptom": "palpitations",
        "medicine": "the heart tablets",
        "take": "one heart tablet",
        "test": "an ECG",
        "clinic": "heart clinic",
        "advice": "avoid coffee and alcohol",
    },
]

LAB = [
    {
        "sample": "blood",
        "measure": "haemoglobin",
        "unit": "g/L",
        "level": between(95, 165),
        "meaning": "the amount of iron in the blood",
        "low": "low iron",
    },
    {
        "sample": "blood",
        "measure": "blood sugar",
        "unit": "mmol/L",
        "level": between(4, 12),
        "meaning": "how the body uses sugar",
        "low": "a change in the diet",
    },
    {
        "sample": "blood",
        "measure": "cholesterol",
        "unit": "mmol/L",
        "level": between(3, 8),
        "meaning": "the fats in the blood",
        "low": "the need for a lighter diet",
    },
    {
        "sample": "blood",
        "measure": "potassium",
        "unit": "mmol/L",
        "level": between(3, 6),
        "meaning": "the balance of salts",
        "low": "an effect of the tablets",
    },
    {
        "sample": "blood",
        "measure": "creatinine",
        "unit": "umol/L",
        "level": between(55, 140),
        "meaning": "how well the kidneys work",
        "low": "not drinking enough water",
    },
    {
        "sample": "urine",
        "measure": "protein",
        "unit": "mg/L",
        "level": between(20, 300),
        "meaning": "how well the kidneys work",
        "low": "a mild infection",
    },
    {
        "sample": "blood",
        "measure": "vitamin D",
        "unit": "nmol/L",
        "level": between(20, 120),
        "meaning": "the health of the bones",
        "low": "a lack of sunlight",
    },
    {
        "sample": "blood",
        "measure": "thyroid hormone",
        "unit": "mU/L",
        "level": between(1, 9),
        "meaning": "how the thyroid gland works",
        "low": "a slow thyroid",
    },
]

VACCINES = [
    {"vaccine": "flu vaccine", "against": "the flu", "who": "everyone over sixty"},
    {
        "vaccine": "tetanus booster",
        "against": "tetanus",
        "who": "every adult whose last dose was ten years ago",
    },
    {
        "vaccine": "measles vaccine",
        "against": "measles",
        "who": "every child before the start of school",
    },
    {
        "vaccine": "hepatitis vaccine",
        "against": "hepatitis B",
        "who": "all members of the nursing staff",
    },
    {
        "vaccine": "travel vaccine",
        "against": "yellow fever",
        "who": "patients who travel to the tropics",
    },
]

SCANS = [
    {
        "scan": "chest X-ray",
        "part": "lungs",
        "clear": "the lungs are clear",
        "seen": "a small shadow in the left lung",
    },
    {
        "scan": "ultrasound scan",
        "part": "abdomen",
        "clear": "the liver and the kidneys look normal",
        "seen": "a small gallstone",
    },
    {
        "scan": "MRI scan",
        "part": "knee",
        "clear": "the ligaments are intact",
        "seen": "a small tear in the cartilage",
    },
    {
        "scan": "CT scan",
        "part": "head",
        "clear": "there is no sign of bleeding",
        "seen": "mild swelling of the sinuses",
    },
    {
        "scan": "X-ray",
        "part": "wrist",
        "clear": "there is no fracture",
        "seen": "a hairline fracture",
    },
    {
        "scan": "bone scan",
        "part": "hip",
        "clear": "the bone density is normal",
        "seen": "slightly low bone density",
    },
    {
        "scan": "MRI scan",
        "part": "lower back",
        "clear": "the spine looks healthy",
        "seen": "a worn disc in the lower spine",
    },
]

SLOTS = {
    "doctor": ["doctor", "consultant", "specialist", "nurse"],
    "daypart": ["in the morning", "in the evening", "twice a day", "after each meal", "at bedtime"],
    "bring": [
        "a list of your medicines",
        "your insurance card",
        "this letter",
        "your referral letter",
        "your last test results",
    ],
    "ward": [
        "heart ward",
        "children's ward",
        "surgical ward",
        "medical ward",
        "emergency department",
    ],
    "temperature": between(36, 39),
    "pulse": between(58, 104),
    "pressure": lambda rng: f"{rng.randint(105, 160)} over {rng.randint(65, 98)}",
    "age": between(19, 88),
}


def kind(title, frames, steps):
    return Kind("medicine", title, frames, steps, SLOTS)


KINDS = [
    kind(
        "Appointment letter",
        CONDITIONS,
        [
            [
                "Dear patient, your appointment at the {clinic} is on {date} at {time}.",
                "Dear patient, we have booked a visit to the {clinic} on {date} at {time}.",
                "Dear patient, the {clinic} will see you on {weekday} {date} at {time}.",
                "Your appointment with the {doctor} is confirmed for {date} at {time}.",
                "Dear patient, you are invited to the {clinic} because of your {symptom}.",
            ],
            [
                "The visit will take about {minutes} minutes.",
                "The {doctor} will examine you and talk about your {symptom}.",
                "The {doctor} will ask about your {symptom} and may order {test}.",
                "You may need {test} on the same day.",
                "The visit is a check of your treatment for {condition}.",
                "",
            ],
            [
                "Please bring {bring}.",
                "Please bring {bring} and {bring2}.",
                "Please arrive {minutes} minutes early and [report to|go to] the front desk.",
                "Please come to room {room} on the {floor} floor.",
                "Please do not eat or drink for {few} hours before the visit.",
            ],
            [
                "If you cannot come, please call us at least {few} days before.",
                "If you need another date, please call the clinic.",
                "If your symptoms get worse before then, call us at once.",
                "You can change the appointment online or by phone.",
                "",
            ],
            [
                "We look forward to seeing you.",
                "With kind regards, the {clinic}.",
                "Thank you for your help.",
                "",
            ],
        ],
    ),
    kind(
        "Discharge note",
        CONDITIONS,
        [
            [
                "The patient was admitted on {date} with {symptom}.",
                "The patient, aged {age}, came to the {ward} with {symptom}.",
                "The patient was treated on the {ward} for {condition}.",
                "The patient, aged {age}, had {symptom} and is now well enough to go home.",
            ],
            [
                "The temperature was {temperature} degrees and the pulse was {pulse}.",
                "The blood pressure was {pressure} and the pulse was {pulse}.",
                "We carried out {test}, which confirmed {condition}.",
                "The results of {test} showed {condition}.",
                "",
            ],
            [
                "We started {medicine} and the patient improved within {few} days.",
                "The patient was given {medicine} and responded well.",
                "The symptoms settled after {few} days of treatment.",
                "The patient received {medicine} and was observed for {few} days.",
                "No surgery was needed.",
            ],
            [
                "The patient went home on {date2} in good condition.",
                "The patient is discharged today and should continue {medicine} for {weeks} weeks.",
                "At discharge the patient was free of pain and able to walk.",
                "The patient may return to work in {weeks} weeks.",
            ],
            [
                "Follow up at the {clinic} in {weeks} weeks.",
                "The patient was told to {advice}.",
                "The family doctor is asked to repeat {test} in {weeks} weeks.",
                "Please return to the hospital if the symptoms return.",
                "",
            ],
        ],
    ),
    kind(
        "Lab result",
        LAB,
        [
            [
                "The results of your {sample} test of {date} are ready.",
                "Your {sample} sample of {date} has been examined.",
                "Dear patient, we have received the results of your {sample} test.",
                "The laboratory has finished the {sample} test taken on {date}.",
            ],
            [
                "The {measure} is {level} {unit}, "
                "which is [within|slightly above|slightly below] the normal range.",
                "Your {measure} was {level} {unit}.",
                "The level of {measure} was [normal|a little high|a little low] at {level} {unit}.",
            ],
            [
                "This value shows {meaning}.",
                "This test tells us about {meaning}.",
                "All other values are normal.",
                "The other values have not changed since the last test.",
                "",
            ],
            [
                "No treatment is needed.",
                "This may be a sign of {low}, and the doctor would like to talk to you.",
                "The most likely cause is {low}.",
                "Please make an appointment to discuss the result.",
                "We suggest a second test in {weeks} weeks.",
            ],
            [
                "Please call the practice if you have any questions.",
                "The doctor will explain the result at your next visit.",
                "A copy of the result has been sent to your doctor.",
                "You do not need to do anything until then.",
                "",
            ],
        ],
    ),
    kind(
        "Prescription note",
        CONDITIONS,
        [
            [
                "The doctor has prescribed {medicine} for {condition}.",
                "Your prescription for {medicine} is ready at the pharmacy.",
                "Dear patient, your repeat prescription for {medicine} has been approved.",
                "You have been given {medicine} to treat {condition}.",
            ],
            [
                "Please use {take} {daypart} for {days} days.",
                "Use {take} {daypart}.",
                "The doctor advises {take} {daypart} until the next visit.",
                "The dose is {take} {daypart}.",
            ],
            [
                "Do not take more than the dose on the label.",
                "Do not stop the treatment early, even if you feel better.",
                "If you miss a dose, take it as soon as you remember.",
                "Do not drink alcohol during the treatment.",
                "Take the medicine with a glass of water.",
                "Take the medicine at the same time every day.",
                "Keep the medicine out of the reach of children.",
            ],
            [
                "Side effects are [nausea|dizziness|a dry mouth] "
                "and [tiredness|headache|poor sleep].",
                "Tell the pharmacist if you take other medicines.",
                "Tell the doctor if you are pregnant or have an allergy.",
                "Stop and call us if you notice [a rash|swelling of the face|trouble breathing].",
                "",
            ],
            [
                "It also helps to {advice}.",
                "The prescription can be repeated {few} times.",
                "Please order the next pack {days} days before you run out.",
                "",
            ],
        ],
    ),
    kind(
        "Referral letter",
        CONDITIONS,
        [
            [
                "Dear colleague, thank you for seeing this patient of {age} years with {symptom}.",
                "Dear colleague, I ask for your opinion on a patient with suspected {condition}.",
                "I am referring this patient to the {clinic} because of {symptom}.",
                "Please see this patient, aged {age}, who has had {symptom} for {weeks} weeks.",
            ],
            [
                "The symptoms have [become worse|not changed|come and gone] "
                "in the last {weeks} weeks.",
                "The patient has a history of {condition}.",
                "There is no history of allergy.",
                "The patient does not smoke and takes no other medicines.",
                "There is a family history of {condition}.",
            ],
            [
                "On examination the blood pressure was {pressure}.",
                "The pulse was {pulse} and regular.",
                "The patient had no fever and the chest was clear.",
                "So far we have tried {medicine} without success.",
                "Treatment with {medicine} helped for a short time only.",
            ],
            [
                "I would suggest {test}.",
                "Could you please arrange {test} and advise on treatment?",
                "We have already requested {test}.",
                "I wonder whether a change of treatment is needed.",
            ],
            [
                "Thank you for your help with this patient.",
                "I will see the patient again in {weeks} weeks.",
                "With kind regards, the family doctor.",
                "",
            ],
        ],
    ),
    kind(
        "Vaccination reminder",
        VACCINES,
        [
            [
                "The {vaccine} is now available at the practice.",
                "Dear patient, our records show that you are due for the {vaccine}.",
                "It is time for your {vaccine}.",
                "Dear parent, your child is due for the {vaccine} in {month}.",
            ],
            [
                "It protects against {against}.",
                "We recommend it for {who}.",
                "One dose protects you against {against} for several years.",
                "The vaccine is free for {who}.",
            ],
            [
                "You can come on any {weekday} between {time} and 18:00.",
                "Vaccinations are given by the nurse on {weekday} and {weekday2}.",
                "Please book a time with the front desk.",
                "The next vaccination day is {date}.",
            ],
            [
                "Your arm may be sore for a day or two.",
                "A slight fever is normal and passes within {few} days.",
                "Please tell the nurse if you are allergic to eggs.",
                "Please stay for {minutes} minutes after the vaccination.",
                "",
            ],
            [
                "Please bring your vaccination card.",
                "Call us if you have had the vaccine elsewhere.",
                "",
            ],
        ],
    ),
    kind(
        "Scan report",
        SCANS,
        [
            [
                "The {scan} of the {part} was done on {date}.",
                "Report of the {scan} of the {part}.",
                "The {scan} of the {part} was requested because of pain.",
                "The {scan} of the patient's {part} has been reviewed by the radiologist.",
            ],
            [
                "In short, {clear}.",
                "The images show that {clear}.",
                "The scan shows {seen}.",
                "There is {seen}, but otherwise {clear}.",
            ],
            [
                "There is no change since the last scan.",
                "No other abnormality was found.",
                "Compared with the scan of {date2}, the finding is [smaller|larger|unchanged].",
                "The quality of the images is good.",
                "",
            ],
            [
                "No further imaging is needed.",
                "We suggest a second scan in {weeks} weeks.",
                "The result should be discussed with the patient.",
                "A visit to the specialist is recommended.",
            ],
            ["The report was sent to the referring doctor.", ""],
        ],
    ),
    kind(
        "Surgery information",
        [
            {
                "operation": "the knee operation",
                "healing": "the knee",
                "walk": "walk with crutches",
            },
            {
                "operation": "the cataract operation",
                "healing": "the eye",
                "walk": "read and watch television",
            },
            {
                "operation": "the hernia repair",
                "healing": "the wound",
                "walk": "walk short distances",
            },
            {
                "operation": "the removal of the gallbladder",
                "healing": "the wound",
                "walk": "eat light meals",
            },
            {
                "operation": "the tonsil operation",
                "healing": "the throat",
                "walk": "drink cool liquids",
            },
            {
                "operation": "the hip replacement",
                "healing": "the hip",
                "walk": "stand and take a few steps",
            },
        ],
        [
            [
                "Dear patient, {operation} is planned for {date}.",
                "You will come to the {ward} at {time} on the day of {operation}.",
                "This letter explains how to prepare for {operation}.",
                "We have set {date} as the day for {operation}.",
            ],
            [
                "Do not eat after midnight on the evening before.",
                "You may drink water until {few} hours before the operation.",
                "Please stop [aspirin|blood thinners|ibuprofen] {days} days before the operation.",
                "The anaesthetist will speak to you before the operation.",
            ],
            [
                "The operation takes about {few} hours.",
                "You will stay in the hospital for {few} days.",
                "Most patients go home on the same day.",
                "You will wake up in the recovery room.",
            ],
            [
                "After the operation you will be able to {walk}.",
                "The nurse will show you how to care for {healing}.",
                "It takes about {weeks} weeks for {healing} to heal.",
                "The stitches are removed after {days} days.",
            ],
            [
                "Please arrange for someone to drive you home.",
                "Call the {ward} if you have fever or strong pain.",
                "You may return to work after {weeks} weeks.",
                "",
            ],
        ],
    ),
    kind(
        "Nursing note",
        CONDITIONS,
        [
            [
                "The patient slept well and reports less {symptom}.",
                "The patient had a restless night because of {symptom}.",
                "The patient was seen at {time} and is comfortable.",
                "Night report: the patient with {condition} is stable.",
            ],
            [
                "Temperature {temperature} degrees, pulse {pulse}, blood pressure {pressure}.",
                "The blood pressure at {time} was {pressure}.",
                "The pulse is {pulse} and the patient has no fever.",
                "Vital signs are stable.",
            ],
            [
                "The patient took {medicine} as prescribed.",
                "{medicine} was given at {time}.",
                "The patient refused {medicine} and the doctor was informed.",
                "The dressing was changed and the wound is clean.",
            ],
            [
                "The patient ate [half of the meal|the whole meal|very little] and drank enough.",
                "The patient walked to the bathroom with help.",
                "The family visited in the afternoon.",
                "The patient was helped to wash and dress.",
                "",
            ],
            [
                "The plan is to repeat {test} tomorrow.",
                "The doctor will see the patient on {weekday}.",
                "Please check the blood pressure every {few} hours.",
                "The patient can probably go home on {weekday}.",
            ],
        ],
    ),
]
