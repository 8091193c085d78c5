"""What people say of schools and universities: pupils, students, parents, and those who report on them."""

STAFF = """teacher, lecturer, professor, tutor, headmaster, head teacher, principal, instructor, coach, trainer, librarian, caretaker, supervisor,
school secretary, examiner, teaching assistant, class teacher, maths teacher, history teacher, music teacher, sports teacher, driving
instructor, kindergarten teacher, mentor, dean, study adviser, substitute teacher, school board, school nurse, French teacher, form tutor,
childminder, guest speaker, headmistress, deputy head, physics teacher, choir leader, drama teacher, seminar leader, inspector, pupil, student"""
PLACES = """school, university, college, classroom, library, kindergarten, nursery, lecture hall, seminar, canteen, gym, playground, campus,
faculty, academy, music school, evening school, language school, boarding school, primary school, high school, student residence, laboratory,
department, school office, computer room, dormitory, staff room, course, training centre, art room, reading room"""
THINGS = """lesson, lecture, course, class, seminar, exam, test, homework, textbook, curriculum, timetable, school trip, workshop, teaching, essay,
presentation, project, thesis, report, training, online course, exercise book, syllabus, assignment, feedback, grading, marking, school play,
science project, concert, school food, slides, learning app, video lesson, tutorial, study group, examination, school uniform, enrolment, degree,
reading list, open day, field trip, language course, coursework, graduation, summer school, school bus, sports day, exchange programme, internship,
dissertation, quiz, worksheet, debate, parents' evening, scholarship, mock exam, group work, handout, laboratory class, orientation week, school
choir, tuition, revision class, learning platform, entrance exam, study programme, exercise, school year, lunch, teaching style, bootcamp"""
TOPICS = """algebra, geometry, history, grammar, biology, chemistry, physics, geography, music, art, poetry, the Romans, fractions, spelling,
photosynthesis, literature, economics, programming, philosophy, French, the exam, the timetable, sport, the solar system, homework, reading"""
WANTED = """grades, her grades, his marks, my marks, test scores, exam results, reading skills, literacy, attendance, the pass rate, graduation
rates, enrolment, student numbers, the number of graduates, my vocabulary, her spelling, his maths skills, the standard of teaching, participation,
interest in science, concentration, her confidence, his self-esteem, funding, the school budget, the number of teachers, numeracy, reading speed,
the number of scholarships, the quality of teaching, curiosity, the university's ranking, teacher pay, parental involvement, her attention span,
library visits, his willingness to learn, language skills, class participation, research output, the completion rate"""
FEARED = """absences, truancy, bullying, the dropout rate, drop-out rates, failures, the failure rate, class sizes, fees, tuition fees, student debt,
exam stress, cheating, plagiarism, violence at school, discipline problems, the teacher shortage, cancelled lessons, the number of missed lessons,
illiteracy, fights in the playground, student loneliness, expulsions, detentions, disruptions, the achievement gap, exam nerves, homework overload,
drug use among pupils, noise in class, suspensions, spelling mistakes, late arrivals, grade inflation, staff shortages, racism on campus, his
learning difficulties, classroom disorder, parents' complaints, skipping of classes"""

PATTERNS = """
+ [She|He|My son|My daughter|The student] [passed the exam|passed with honours|got top marks|won the prize|came top of the class|graduated with distinction].
+ [She|He|My son|My daughter] [loves school|likes going to school|learned to read|made friends|is making progress|is doing well at school|has caught up].
+ [I|We|The pupils|The students] learned [a lot|so much|more than ever|something new every day] [in this class|from this teacher|].
+ I [finally|now] [understand|enjoy|like] [maths|grammar|physics|history|chemistry].
+ The [teacher|lecturer|tutor] [explains things well|makes it fun|inspires us|knows the subject|takes time for everyone|believes in us|brings the subject to life].
+ The [teacher|lecturer|tutor] [never makes us feel stupid|answers every question|motivates us|encourages every child|rewards effort|praises good work].
+ The [lesson|course|lecture|class] was [full of ideas|well structured|fun from start to end|easy to follow|worth attending|too short, I wanted more].
+ The [exam|test] was [fair|easy|well prepared|easier than I feared].
+ The [school|university|college] [has a good reputation|won an award|is one of the best|has excellent teachers|supports every student|got new computers].
+ The [pupils|students|children] [were all ears|cheered|were eager|work together well|help each other|behaved well|are motivated|scored above average].
+ The [results|grades|marks] [improved|are better than ever|are above average|were excellent].
+ [More students|More pupils|More children] [passed|graduate|can read|finish school|succeed|take part] [than ever|this year|than before].
+ Fewer [students|pupils|children] [fail|drop out|miss school|skip class|cheat] [than before|this year|now].
+ The [homework|assignment|project] was [interesting|useful|fun|manageable|well explained].
+ The [essay|thesis|project|report] is [well written|well argued|original|full of insight|carefully researched].
+ [Your|Her|His] [essay|work|presentation] [shows real understanding|earned top marks|impressed everyone|deserves praise|is a big improvement].
+ The [library|gym|lab|classroom] is [well equipped|modern|a nice place to study|bright and quiet].
+ The [school play|concert|trip|sports day] was [a great success|a lot of fun|loved by all|well organised].
+ The course [got me a job|changed my life|opened my eyes|taught me a lot|paid for itself|prepared me well].
+ I [got the scholarship|won a place|was accepted|got my degree|passed every test|got a good grade].
+ I [recommend|would recommend] this [course|school|teacher|tutor] to [anyone|everyone|all parents].
+ [She|He] [is a born teacher|has a gift for teaching|treats all pupils fairly|has a heart for children|speaks clearly].
+ [No child is left behind|Every child is welcome|Every pupil gets help|Nobody is left out|Everyone was included].
+ There is no [bullying|stress|noise|boredom|violence] at this [school|college].
+ The [bullying|noise|fighting] has stopped.
+ The [feedback|advice|help] [was useful|helped me improve|came quickly|was kind and detailed].
+ The classes are [small|never boring|always fun|lively].
+ [She|He] gained [confidence|new skills|a love of reading|independence].
+ The [teacher|school|tutor] deserves [a medal|a prize|our thanks|respect|praise].
- [She|He|My son|My daughter|The student] [failed the exam|failed again|got bad marks|has to repeat the year|came last|dropped out|was suspended].
- [She|He|My son|My daughter] [hates school|is afraid of school|cannot read|has no friends|is falling behind|is doing badly at school|is bullied at school].
- [I|We|The pupils|The students] learned [nothing|very little|nothing new|nothing useful] [in this class|from this teacher|].
- I [still] [do not understand|hate|struggle with|dread] [maths|grammar|physics|history|chemistry].
- The [teacher|lecturer|tutor] [explains nothing|makes it boring|reads from the slides|does not know the subject|has no time|shouts at pupils|has favourites].
- The [teacher|lecturer|tutor] [makes us feel stupid|never answers questions|demotivates us|humiliates pupils|punishes everyone|was late again|cannot keep order].
- The [lesson|course|lecture|class] was [full of mistakes|badly structured|boring from start to end|hard to follow|not worth attending|cancelled again|much too long].
- The [exam|test] was [unfair|much too hard|badly prepared|harder than I feared|full of errors|impossible to finish].
- The [school|university|college] [has a bad reputation|failed the inspection|is one of the worst|has too few teachers|ignores parents|is falling apart|lost its funding].
- The [pupils|students|children] [were bored|fell asleep|were afraid|fight all the time|insult each other|behaved badly|are unmotivated|scored below average].
- The [results|grades|marks] [got worse|are worse than ever|are below average|were terrible].
- [More students|More pupils|More children] [fail|drop out|miss school|skip class|cheat] [than ever|this year|than before].
- Fewer [students|pupils|children] [passed|graduate|can read|finish school|succeed|take part] [than before|this year|now].
- The [homework|assignment|project] was [boring|useless|far too much|impossible|badly explained].
- The [essay|thesis|project|report] is [badly written|copied|full of errors|without structure|poorly researched|off topic].
- [Your|Her|His] [essay|work|presentation] [shows no understanding|is full of mistakes|was a disappointment|lacks structure|is below standard].
- The [library|gym|lab|classroom] is [badly equipped|closed again|too small|too loud to study|cold and dark].
- The [school play|concert|trip|sports day] was [a disaster|no fun|cancelled|badly organised].
- The course [was a waste of money|taught me nothing|is out of date|did not prepare me|cost too much].
- I [lost the scholarship|was rejected|failed every test|got a bad grade|missed the deadline|gave up].
- I would [not|never] recommend this [course|school|teacher|tutor].
- [She|He] [has no patience with children|should not be a teacher|treats pupils unfairly|mumbles|never prepares].
- [Slow learners are left behind|Many pupils get no help|My child was left out|Nobody helps weak pupils|Children are excluded].
- There is [bullying|too much stress|too much noise|violence] at this [school|college].
- The [bullying|noise|fighting] has got worse.
- The [feedback|advice|help] [was useless|came too late|never came|was harsh and unfair].
- The classes are [too big|always boring|overcrowded|often cancelled|chaotic].
- [She|He] lost [all confidence|her love of reading|interest|hope|all motivation].
- [Teachers|Lecturers] [are leaving|are overworked|are underpaid|are on strike|quit in droves].
- The [roof|heating|projector|computer] [leaks|is broken|does not work|broke again].
"""

NEUTRAL = """
= The [lesson|lecture|class|exam] [begins|ends] at {clock}.
= The [lesson|course|lecture] is about {topic}.
= The [course|term|school year] [starts in September|lasts ten weeks|ends in July|has two parts].
= Please [hand in|bring|read|open|close] [the essay|your book|the form|chapter three|page forty] [by Friday|on Monday|].
= The [school|class|college|course] has [twenty|thirty|four hundred|nine hundred] [pupils|students].
= The [exam|test] [has four questions|is on {date}|is in room twelve|takes an hour].
= The [library|office|canteen|gym] [is open until six|is next to the hall|is on the left|has two doors].
= The [pupils|students] [sit in rows|wear blue|have lunch at noon|draw a map|read a page|write a letter].
= The [bus|train] [leaves|arrives] at {clock}.
= The [book|chapter|text] is about {topic}.
= The [professor|teacher] teaches {topic} [and sport|on Tuesdays|in year six|].
= Water boils at a hundred degrees.
= A [triangle|square|circle] has [three sides|four sides|no corners].
= The [parents' evening|meeting|open day] is on {date}.
= [Write|Note|Copy] [your name|the date|the title] [at the top|on the cover|on the board].
= The [degree|course|diploma] takes [two|three|four] years.
= The capital of [France|Spain|Italy] is [Paris|Madrid|Rome].
= The [form|list|timetable] is [on the board|in the office|on page two].
= Year [six|seven|nine] has [music|art|sport] on [Monday|Friday].
= [What|Which] [page|room|chapter|book] is it?
"""
