"""Messages of schools, colleges and their teachers: what one finds in a school's inbox."""

from .grammar import Kind, between

SUBJECTS = [
    {
        "subject": "mathematics",
        "topic": "fractions",
        "task": "solve the exercises on page {page}",
        "skill": "add and compare fractions",
        "material": "squared paper and a ruler",
    },
    {
        "subject": "mathematics",
        "topic": "linear equations",
        "task": "solve ten equations and check each answer",
        "skill": "solve an equation step by step",
        "material": "the workbook",
    },
    {
        "subject": "biology",
        "topic": "photosynthesis",
        "task": "draw and label a leaf",
        "skill": "explain how plants use light",
        "material": "green leaves and a microscope",
    },
    {
        "subject": "biology",
        "topic": "the human heart",
        "task": "describe the path of the blood",
        "skill": "name the parts of the heart",
        "material": "a model of the heart",
    },
    {
        "subject": "history",
        "topic": "the industrial revolution",
        "task": "write a short essay about life in a factory",
        "skill": "compare two sources",
        "material": "copies of old letters",
    },
    {
        "subject": "history",
        "topic": "ancient Rome",
        "task": "make a timeline of the Roman republic",
        "skill": "put events in order",
        "material": "a map of the Roman empire",
    },
    {
        "subject": "English",
        "topic": "the short story",
        "task": "write a story of one page",
        "skill": "describe a character",
        "material": "the reader",
    },
    {
        "subject": "English",
        "topic": "the persuasive letter",
        "task": "write a letter to the town council",
        "skill": "support an opinion with reasons",
        "material": "two sample letters",
    },
    {
        "subject": "physics",
        "topic": "electric circuits",
        "task": "draw a circuit with two lamps",
        "skill": "measure current and voltage",
        "material": "batteries, lamps and wires",
    },
    {
        "subject": "physics",
        "topic": "forces and motion",
        "task": "measure the speed of a toy car",
        "skill": "draw a graph of distance and time",
        "material": "a stopwatch and a ramp",
    },
    {
        "subject": "geography",
        "topic": "rivers",
        "task": "draw the course of a river",
        "skill": "read a map",
        "material": "an atlas",
    },
    {
        "subject": "chemistry",
        "topic": "acids and bases",
        "task": "write a report of the experiment",
        "skill": "test a liquid with an indicator",
        "material": "safety glasses and indicator paper",
    },
    {
        "subject": "music",
        "topic": "rhythm",
        "task": "clap and write down four rhythms",
        "skill": "read simple notes",
        "material": "drums and note paper",
    },
    {
        "subject": "French",
        "topic": "the past tense",
        "task": "write ten sentences about the weekend",
        "skill": "talk about past events",
        "material": "the vocabulary list",
    },
]

TRIPS = [
    {
        "place": "the science museum",
        "see": "the exhibition about space",
        "wear": "comfortable shoes",
    },
    {"place": "the botanical garden", "see": "the plants of the desert", "wear": "a rain jacket"},
    {"place": "the old town", "see": "the town hall and the market", "wear": "comfortable shoes"},
    {"place": "the theatre", "see": "a play for young people", "wear": "warm clothes"},
    {"place": "the zoo", "see": "the animals of Africa", "wear": "a hat and sun cream"},
    {
        "place": "the city library",
        "see": "how books are made and kept",
        "wear": "the school uniform",
    },
]

COURSES = [
    {
        "course": "introduction to statistics",
        "covers": "averages, charts and probability",
        "need": "school mathematics",
    },
    {
        "course": "academic writing",
        "covers": "structure, style and references",
        "need": "a good command of English",
    },
    {
        "course": "programming for beginners",
        "covers": "variables, loops and functions",
        "need": "a laptop",
    },
    {
        "course": "early childhood education",
        "covers": "play, language and development",
        "need": "an interest in working with children",
    },
    {
        "course": "principles of accounting",
        "covers": "balance sheets and cash flow",
        "need": "no earlier knowledge",
    },
    {
        "course": "world literature",
        "covers": "novels and poems of four continents",
        "need": "time to read each week",
    },
    {
        "course": "environmental science",
        "covers": "climate, water and soil",
        "need": "basic chemistry",
    },
]

SLOTS = {
    "page": between(10, 180),
    "points": between(40, 99),
    "grade": ["year five", "year six", "year seven", "year eight", "year nine", "year ten"],
    "group": ["in pairs", "in groups of three", "in groups of four", "alone", "with a partner"],
    "teacher": ["class teacher", "subject teacher", "head teacher", "tutor"],
    "effort": ["good", "very good", "steady", "excellent"],
    "hours": ["two", "three", "four"],
    "price": between(4, 30),
}


def kind(title, frames, steps):
    return Kind("education", title, frames, steps, SLOTS)


KINDS = [
    kind(
        "Lesson plan",
        SUBJECTS,
        [
            [
                "Lesson plan for {subject}, {grade}: {topic}.",
                "In this lesson the students learn about {topic}.",
                "The aim of the lesson is that students can {skill}.",
                "Topic of the lesson: {topic}.",
                "Today the class studies {topic}.",
            ],
            [
                "The teacher begins with a short question about {topic}.",
                "The lesson starts with a review of the homework.",
                "First the class talks about {topic} for {minutes} minutes.",
                "To begin, the teacher shows {material}.",
            ],
            [
                "Then the students work {group} for {minutes} minutes.",
                "After that the students {task}.",
                "The students work {group} and {task}.",
                "Next, the teacher shows how to {skill}, using {material}.",
            ],
            [
                "At the end, the students share their results with the class.",
                "The lesson ends with a short quiz.",
                "At the end the class sums up what it has learned about {topic}.",
                "The teacher collects the work and gives feedback.",
            ],
            [
                "Materials: {material}.",
                "Homework: {task}.",
                "Students who finish early help others.",
                "Weaker students get a sheet with hints.",
                "",
            ],
        ],
    ),
    kind(
        "Homework",
        SUBJECTS,
        [
            [
                "Homework for {subject}, due on {weekday}: {task}.",
                "For {weekday}, please {task}.",
                "The homework in {subject} is about {topic}.",
                "Dear students, your homework in {subject} is to {task}.",
            ],
            [
                "Read page {page} of the textbook first.",
                "Use what we learned about {topic}.",
                "Look again at your notes on {topic}.",
                "You will need {material}.",
            ],
            [
                "Work {group} and write neatly.",
                "Plan about {minutes} minutes for it.",
                "Show all the steps of your work.",
                "Write in full sentences and check the spelling.",
            ],
            [
                "Please hand it in at the start of the lesson.",
                "Upload your work before {time} on {weekday}.",
                "Late work loses {few} points.",
                "If you have a question, ask the {teacher}.",
            ],
            [
                "We will discuss the answers in class.",
                "The work counts towards the final mark.",
                "Good luck with the work.",
                "",
            ],
        ],
    ),
    kind(
        "Homework feedback",
        SUBJECTS,
        [
            [
                "This is {effort} work on {topic}.",
                "The student has shown {effort} effort in {subject}.",
                "Your work on {topic} received {points} points out of 100.",
                "Well done, your homework about {topic} is clear and complete.",
                "Your essay about {topic} is well structured and easy to read.",
                "Your answer about {topic} is correct but short.",
            ],
            [
                "You can now {skill}.",
                "You have understood the main idea of {topic}.",
                "The introduction is clear and the examples are well chosen.",
                "Your answers are correct and well explained.",
                "You show that you can {skill}.",
            ],
            [
                "However, some steps are missing.",
                "Please take more care with spelling.",
                "The second part is too short and needs an example.",
                "The conclusion should answer the question.",
                "There are {few} small mistakes, which I have marked.",
            ],
            [
                "Next time, try to {skill} without help.",
                "Please correct the mistakes and hand the work in again by {weekday}.",
                "Read page {page} again before the next lesson.",
                "To improve, practise for {minutes} minutes each day.",
            ],
            [
                "Keep up the good work.",
                "Come and see me if anything is unclear.",
                "I am pleased with your progress.",
                "",
            ],
        ],
    ),
    kind(
        "Exam notice",
        SUBJECTS,
        [
            [
                "The {subject} exam takes place on {date} at {time} in room {room}.",
                "Dear students, the exam in {subject} is on {date}.",
                "The written exam in {subject} for {grade} will be held on {weekday} {date}.",
                "Please note that the {subject} exam has been moved to {date} at {time}.",
            ],
            [
                "The exam lasts {hours} hours.",
                "It covers {topic} and pages 1 to {page} of the textbook.",
                "The exam has {few} parts and lasts {hours} hours.",
                "Students must be able to {skill}.",
            ],
            [
                "Please bring a pen, a ruler and your student card.",
                "Phones and notes are not allowed.",
                "You may use a calculator but no notes.",
                "Please be in the room {minutes} minutes before the start.",
            ],
            [
                "The results will be published on {date2}.",
                "Students who are ill must hand in a medical note within {few} days.",
                "A second exam is offered in {month}.",
                "To pass, you need at least {points} points.",
            ],
            [
                "There will be a review lesson on {weekday}.",
                "We wish all students good luck.",
                "Questions go to the exam office.",
                "",
            ],
        ],
    ),
    kind(
        "Letter to parents",
        TRIPS,
        [
            [
                "Dear parents, on {date} the class will visit {place}.",
                "Dear parents, we are planning a trip to {place} with {grade}.",
                "Dear parents, the students of {grade} will go to {place} on {weekday} {date}.",
                "Dear parents, our next school trip takes us to {place}.",
            ],
            [
                "The students will see {see}.",
                "There the students will learn about {see}.",
                "A guide will show the students {see}.",
                "The visit is part of the lessons of this term.",
            ],
            [
                "We leave at {time} and return in the afternoon.",
                "The bus leaves the school at {time}.",
                "The trip costs {price} euros for each child.",
                "The cost of {price} euros includes the bus and the ticket.",
            ],
            [
                "Please give your child a packed lunch and {wear}.",
                "Each child needs {wear}.",
                "Please sign the form and return it by {date2}.",
                "Please tell us about any allergies.",
            ],
            [
                "We are looking for {few} parents who can come with us.",
                "If you have any questions, please contact the {teacher}.",
                "Thank you for your support.",
                "",
            ],
        ],
    ),
    kind(
        "Report card comment",
        SUBJECTS,
        [
            [
                "The student has made {effort} progress in {subject} this term.",
                "In {subject}, the student works with interest and care.",
                "The student takes an active part in {subject} lessons.",
                "This term the student found {subject} difficult.",
            ],
            [
                "The student is able to {skill}.",
                "The unit on {topic} went especially well.",
                "The student enjoyed the unit on {topic} and asked good questions.",
                "The student still needs help to {skill}.",
            ],
            [
                "Homework is [always|usually|not always] handed in on time.",
                "The student works well {group}.",
                "The student listens well and helps others.",
                "The average of the tests is {points} points.",
            ],
            [
                "The next goal is to read the questions more carefully.",
                "The student should practise for {minutes} minutes every day.",
                "We suggest extra lessons on {weekday} afternoon.",
                "With more practice the student will be able to {skill} with confidence.",
            ],
            [
                "We wish the student a good holiday.",
                "Well done.",
                "A talk with the parents would be helpful.",
                "",
            ],
        ],
    ),
    kind(
        "Course description",
        COURSES,
        [
            [
                "The course {course} starts on {date}.",
                "This term the college offers the course {course}.",
                "Course description: {course}.",
                "The course {course} is open to all students.",
            ],
            [
                "It covers {covers}.",
                "Students learn about {covers}.",
                "In {weeks} weeks the students study {covers}.",
                "The main topics are {covers}.",
            ],
            [
                "Lectures take place every {weekday} at {time} in room {room}.",
                "There is one lecture and one seminar each week.",
                "The seminar meets on {weekday} at {time}.",
                "All lectures are recorded and can be watched online.",
            ],
            [
                "The course requires {need}.",
                "You need {need} to take part.",
                "The final mark is based on an exam and a short essay.",
                "The course ends with a project and a presentation.",
            ],
            [
                "Please register by {date2}.",
                "There are {points} places.",
                "The reading list is on the course page.",
                "Students receive {few} credits.",
                "",
            ],
        ],
    ),
    kind(
        "Admission letter",
        COURSES,
        [
            [
                "Dear applicant, we are pleased to offer you a place in the course {course}.",
                "Dear applicant, thank you for your application to the course {course}.",
                "Dear student, your enrolment in the course {course} is confirmed.",
                "Dear applicant, you are on the waiting list for the course {course}.",
            ],
            [
                "The term begins on {date}.",
                "Your student number is {number}.",
                "The first meeting is on {date} at {time} in room {room}.",
                "The tuition fee is {amount} euros per term.",
            ],
            [
                "Please confirm your place by {date2}.",
                "Please send us a copy of your school certificate.",
                "Please pay the fee before {date2}.",
                "You need {need} for this course.",
            ],
            [
                "A scholarship covers part of the fee.",
                "You can apply for a room in the student house until {date3}.",
                "A welcome day for new students takes place on {weekday}.",
                "Your tutor will contact you before the term begins.",
            ],
            ["We look forward to welcoming you.", "With kind regards, the admissions office.", ""],
        ],
    ),
    kind(
        "Library notice",
        SUBJECTS,
        [
            [
                "The book about {topic} that you borrowed is due on {date}.",
                "Dear student, the book you ordered about {topic} has arrived.",
                "The library has new books for {subject}.",
                "Dear student, the book about {topic} is {days} days overdue.",
            ],
            [
                "Please return it to the front desk.",
                "You can collect it on the {floor} floor until {date2}.",
                "It can be borrowed for {weeks} weeks.",
                "The loan can be extended online {few} times.",
            ],
            [
                "The fee for late return is one euro per day.",
                "Another student is waiting for this book.",
                "You may borrow up to {few} books at a time.",
                "Please bring your student card.",
                "",
            ],
            [
                "In {month} the library is open from 8:00 to {time}.",
                "The reading room is closed on {weekday}.",
                "Quiet study rooms can be booked for {hours} hours.",
                "The library offers a tour for new students on {weekday}.",
            ],
            ["The library team is happy to help.", ""],
        ],
    ),
]
