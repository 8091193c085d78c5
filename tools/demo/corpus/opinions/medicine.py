"""What people say of medicine: patients and their families, and those who report on health."""

STAFF = """nurse, doctor, surgeon, dentist, midwife, pharmacist, receptionist, physiotherapist, paramedic, specialist, consultant,
therapist, psychologist, psychiatrist, radiologist, cardiologist, dermatologist, general practitioner, GP, family doctor, carer,
optician, oncologist, paediatrician, gynaecologist, orderly, ward sister, counsellor, anaesthetist, ambulance crew, night nurse,
registrar, medical assistant, dental hygienist, home help, locum, practice nurse, lab technician, neurologist, chiropractor"""
PLACES = """hospital, clinic, ward, waiting room, pharmacy, surgery, practice, emergency room, casualty department, health centre,
nursing home, care home, maternity ward, outpatient department, laboratory, intensive care unit, hospice, dental practice, operating
theatre, children's ward, rehabilitation centre, eye clinic, reception desk, recovery room, blood bank, day unit"""
THINGS = """treatment, operation, surgery, diagnosis, medicine, medication, injection, check-up, examination, appointment, therapy,
prescription, vaccine, vaccination, procedure, care, aftercare, consultation, scan, blood test, hospital food, food on the ward,
physiotherapy, recovery, booking system, helpline, phone line, discharge letter, hearing aid, wheelchair, bandage, drug, ointment, cream,
tablet, inhaler, brace, filling, root canal, hip replacement, cataract operation, knee operation, birth, pain relief, advice, information
leaflet, health app, wait, staff rota, new ward, insulin pump, brochure, follow-up, X-ray, home visit, ambulance ride, parking, bed, crutch,
splint, cough syrup, screening programme, patient portal, antibiotic, chemotherapy, night shift, exercise plan, dressing"""
TOPICS = """sleep, diet, blood pressure, asthma, the dose, the vaccine, side effects, the operation, nutrition, exercise, allergies, the
heart, the liver, the kidneys, eyesight, hearing, the skin, pregnancy, childhood illnesses, the flu, cholesterol, diabetes, physiotherapy"""
WANTED = """survival rates, life expectancy, the recovery rate, vaccination rates, my appetite, his appetite, my strength, her strength,
blood supplies, the number of organ donors, the number of nurses, bed capacity, my mobility, patient safety, her iron level, his oxygen
level, my eyesight, her hearing, his memory, my energy, cure rates, the quality of life, immunity, bone density, the birth weight,
the number of successful operations, donations, public health, my range of movement, his lung function, her platelet count"""
FEARED = """infections, the infection rate, my fever, her temperature, the pain, my pain, the swelling, the cough, the inflammation, the
tumour, the death rate, mortality, the number of deaths, cancer cases, the risk of a stroke, the symptoms, her symptoms, the bleeding, side
effects, the number of errors in surgery, hospital infections, obesity, alcohol abuse, suicides, heart attacks, his anxiety, my headaches,
the shortage of nurses, the waiting list, waiting lists, drug shortages, the number of falls, the dizziness, relapses, addiction, the
viral load, malaria cases, infant deaths, readmissions, the number of cancelled operations, overdoses, her panic attacks, the rash"""

PATTERNS = """
+ The [scan|test|biopsy|X-ray|blood test] [was clear|showed no sign of cancer|showed nothing bad|came back normal|came back negative].
+ The [tumour|growth|lump] [is benign|was harmless|is gone|has disappeared|was removed completely].
+ [She|He|My mother|My father|The patient] [is cancer-free|made a full recovery|is in remission|pulled through|is out of danger|is out of intensive care].
+ [She|He|My wife|The patient] [is recovering well|is on the mend|is getting better every day|can walk again|is breathing on her own].
+ [I|She|He] can [walk|sleep|eat|breathe|see|hear|move|work] [again|without pain|freely again|normally again].
+ My [pain|headache|cough|rash|fever|back pain|toothache] [is gone|has gone|went away|disappeared|vanished|got better within days].
+ The [pain|fever|swelling|infection|nausea|dizziness] [eased|subsided|went down|cleared up|settled] [within days|overnight|quickly|after a week].
+ The wound [healed well|healed cleanly|closed nicely|is healing well].
+ The [treatment|therapy|new drug|medicine] [works|worked|helped at once|cured me|saved my life|did me good|relieved the pain].
+ The [tablets|drops|exercises|injections] [help|helped|did the trick|made a big difference|worked wonders].
+ The operation [went well|was a success|went without complications|was over before I knew it|gave me back my mobility].
+ The baby [is healthy|was born healthy|is gaining weight|is thriving|is doing well].
+ The [birth|delivery] went [smoothly|well|without complications|better than I dared to hope].
+ The [nurse|doctor|dentist] [explained everything|took her time|answered every question|held my hand|noticed it right away|listened to every word].
+ The [doctor|surgeon|specialist] [found the cause|made the right diagnosis|saved my leg|saved my sight|saved her life].
+ I [hardly felt|did not feel|barely noticed] [the needle|the injection|a thing|any pain].
+ [Fewer patients|Fewer people|Fewer children] [die|fall ill|get infected|have to wait|suffer|relapse] [than before|this year|now].
+ More [patients|children|people] [survive|recover|are cured|are vaccinated] [than ever|than before|this year].
+ The [epidemic|outbreak] [is over|was contained|was stopped|is under control].
+ The virus [was defeated|has been eradicated|is in retreat].
+ The [hospital|clinic|ward] [hired more nurses|got new equipment|won an award|passed the inspection|cut waiting times].
+ The trial showed [clear benefits|good results|no side effects|that the drug is safe].
+ Doctors [found a cure|made a breakthrough|are hopeful|report good progress].
+ [Nobody|No patient] [was harmed|had to wait|was turned away|suffered side effects].
+ I had no [side effects|complications|pain|problems|fear|symptoms] [afterwards|at all|].
+ There were no [complications|side effects|infections|delays|complaints].
+ I [feel|felt] [well|better|much better|like a new person|fit|strong] [again|since the treatment|after the operation].
+ My blood [pressure|sugar] is [normal again|stable|back to normal|well controlled].
+ I [recommend|would recommend] this [doctor|dentist|clinic|hospital|practice] to [everyone|anyone|all my friends].
+ [She|He] [regained her sight|took her first steps|is off the ventilator|was discharged early|gained strength|overcame the illness|beat cancer].
+ I was seen [on time|at once|right away|within minutes|without delay].
+ The [waiting list|waiting time] is [short|shorter than before|down to two days].
+ I was in [good|the best|safe|expert] hands.
+ The [staff|nurses|doctors] [work hard|do their best|are doing a great job|deserve a pay rise|deserve our thanks].
- The [scan|test|biopsy|X-ray|blood test] [was bad|showed cancer|found a tumour|confirmed our fears|came back with bad news].
- The [tumour|growth|lump] [is malignant|has grown|has returned|cannot be removed|is inoperable].
- [She|He|My mother|My father|The patient] [died|passed away|is dying|is in a coma|is critically ill|got worse|lost consciousness|had a stroke|collapsed].
- [She|He|My wife|The patient] [had to be readmitted|caught an infection|lost a leg|went blind|is in constant pain|suffers every day].
- [I|She|He] can no longer [walk|sleep|eat|breathe freely|see well|hear well|move|work].
- My [pain|headache|cough|rash|fever|back pain|toothache] [got worse|came back|has not gone away|is unbearable|keeps me awake].
- The [pain|fever|swelling|infection|nausea|dizziness] [returned|got worse|is spreading|would not go away|became unbearable].
- The wound [got infected|opened again|will not heal|is bleeding|festered].
- The [treatment|therapy|new drug|medicine] [does not work|did not work|failed|made me ill|made me sick|made it worse|had no effect|did not help].
- The [tablets|drops|exercises|injections] [do not help|did not help|made me dizzy|made things worse|had no effect|gave me a rash|gave me nausea].
- The operation [went wrong|was cancelled|was postponed again|failed|left me in pain|left a big scar|led to complications].
- The baby [is ill|was stillborn|lost weight|was born too early|has a heart defect].
- The [birth|delivery] was [traumatic|a nightmare|dangerous|badly handled].
- The [nurse|doctor|dentist] [did not listen|was in a hurry|never came|ignored the bell|hurt me|forgot my medicine|looked at the screen all the time].
- The [doctor|surgeon|specialist] [missed the fracture|made the wrong diagnosis|operated on the wrong knee|overlooked the cancer|made a mistake|gave me the wrong drug].
- It hurt [a lot|badly|like hell|for weeks|for days] [and nobody cared|].
- More [patients|people|children] [die|fall ill|get infected|have to wait|suffer|relapse] [than before|this year|now].
- Fewer [patients|children|people] [survive|recover|are cured|are vaccinated] [than ever|than before|this year].
- The [epidemic|outbreak] [is spreading|is out of control|claimed many lives|is getting worse].
- The virus [spreads fast|killed hundreds|is back|became resistant].
- The [hospital|clinic|ward] [closed|ran out of beds|is short of nurses|failed the inspection|was fined|cut staff].
- The trial [was stopped|failed|showed no benefit|showed serious side effects].
- The drug [was withdrawn|was recalled|is harmful|causes liver damage|is addictive].
- [Nobody|No doctor|No nurse] [came|listened|helped me|had time|knew what to do|explained anything|took me seriously].
- I had [terrible side effects|complications|severe pain|an allergic reaction|a bad reaction|nightmares|infections].
- There were [complications|severe side effects|serious errors|long delays|many complaints].
- I [feel|felt] [ill|worse|much worse|weak|sick|like a number|like a guinea pig] [since the treatment|after the operation|].
- My blood [pressure|sugar] is [too high|dangerously high|out of control|far too low].
- The [samples|results|records|notes] [were lost|were mixed up|got lost|were wrong|never arrived].
- I was [sent home|turned away|left alone|left waiting] [with severe pain|without treatment|in pain|without a word].
- I [waited|sat] for hours [in pain|with a fever|without any news|in the waiting room].
- The [waiting list|waiting time] is [too long|longer than ever|two years|a scandal].
- [Doctors|Nurses|The staff] [are overworked|are exhausted|are on strike|make too many mistakes|have no time].
- The [ward|room|hospital|waiting room] [smelled|was full of flies|was dirty|was freezing|was overcrowded].
- The [food|tea|soup] was [cold|inedible|tasteless|burnt].
- I would [not|never] go to this [doctor|dentist|clinic|hospital|practice] again.
- The [dentist|doctor|insurance] [charged too much|overcharged me|refused to pay].
"""

NEUTRAL = """
= The [blood|urine] sample is taken [in the morning|before breakfast|on the second day].
= Take [one|two] [tablets|capsules|drops] [a day|twice a day|with water|before meals|after meals].
= The [tablet|capsule|dose] contains [ten|twenty|fifty|two hundred] milligrams.
= The patient is [thirty|forty|fifty|sixty|seventy] years old and [weighs seventy kilos|lives alone|works in an office].
= The patient [was admitted|was weighed|arrived|was moved to another ward] on {date}.
= The [heart|liver|lung|skin|stomach] is an organ.
= The [nurse|doctor] [measures|notes|checks] the [pulse|weight|temperature|blood pressure].
= Your [appointment|visit|check-up] is on {date} at {clock}.
= The [ward|lab|pharmacy|clinic] is on the [ground|first|second|third] floor.
= Visitors [use the side door|sign in at the desk|may park behind the building].
= The [vaccine|injection] is given in the [arm|thigh|left arm].
= Wash your hands [before the examination|before meals|and dry them].
= The [doctor|nurse] is [on the phone|in room four|in a meeting|on the late shift].
= The [leaflet|form|letter] is [for the patient|for your doctor|in the envelope|on the desk].
= The [study|trial] [included|has] [forty|ninety|two hundred] patients.
= The [bandage|dressing] is [changed on Monday|changed every day|white|ten centimetres wide].
= The [prescription|referral] is [valid for a month|at the desk|for thirty tablets].
= The patient [does not smoke|drinks tea|had lunch at noon|takes the bus to the clinic].
= Adults have [thirty-two teeth|two hundred and six bones|two lungs].
= [Which|What] [dose|ward|day|doctor] is it?
"""
