/**
 * Everyday English between people, and what customers write to a desk, a line each, no two in the same words: talk about money, codes, links, parcels, banks, work and love that is nothing but talk.
 * Nothing is quoted from a collection.
 */
export const TALK_EN_WRITTEN = `
can u gpay me 350 for yesterdays dinner, no hurry
sent u the 40 quid for petrol, ta for driving
bro did my upi reach? its debited from my side
rent is in, sorry it was late, payday was monday
mum have u got 20 till friday pls, boiler broke at the flat
I'll bank transfer you after lunch, send me your sort code again I lost it
whats the netflix code? its asking on the telly
babe the door code changed to 4471, don't lose it again
ok google sent me a code, reading it to you now, 118276, I'm standing next to your laptop lol
the otp went to dad's phone, ask him he is in the kitchen
here's the link to the kids' photos, password is the dog's name
click the zoom link when ur ready, gran is on already
did you open the google doc I shared? add your dates for Goa
the parcel man left it behind the bins AGAIN
customs wants 23 quid on the boots from america, robbery but I paid at the post office
my card got declined in tesco, so embarrassing, turns out it expired
HSBC blocked my card in Spain and I spent an hour on hold
bank says come in with two proofs of address, tomorrow 10
lol they flagged my own transfer as fraud, had to call and say yes its me
lost my phone on the bus, this is Priya's, meet me at gate 2 at six
hey it's Dan, changed to a new number bc I moved to EE, nothing exciting
new phone who dis
my number's the same just the phone is new
I'm stuck in traffic, start without me, order me the laksa
stuck at the airport 5 hrs, crying, bring food
car died on the m6, aa coming, call you later
Grandad's in hospital but stable, visiting is 2 til 4, no need to rush down
can you lend me your drill at the weekend
she lent him 500 and he's ghosted her, told her so
boss wants the gift cards for the raffle by 4, can you grab three at WHSmith? petty cash is in the drawer
the boss is in a meeting till 3, I'll get him to ring you
did finance pay invoice 881? supplier is asking nicely
supplier changed bank, I rang Tom on his old number to check, it's true. going for second sign off
pls approve my expenses in the system before fri
salary came! drinks on me
payroll messed my overtime again
got the job!!! start 3rd march, they're paying moving costs
recruiter from randstad rang, real job, office in Slough, interview weds
my cousin's hiring for the takeaway, £11 cash at the end of shift, fancy it?
do you still do the paper round? how much
I quit crypto, down 60%, never again
bitcoin's up, dad keeps going on about it at dinner
put 50 a month in the index fund and forget it, that's all I do
what's ur zerodha charge per trade yaar
FD rates are 7.5 in Ujjivan, should we put mummy's money
loan got sanctioned, sir said sign on Thursday, bring cheque leaves
emi went from 14k to 15.2k because of the rate
the mortgage guy says 4.6 fixed for five, thoughts?
sold the bike on gumtree, the lad came with cash, all good
is the sofa still available? I can come tonight with a van, cash
what's the lowest you'd do on the pram
sure, come see the flat first, pay after you sign with the agent
landlord gives deposit back friday less 40 for the blind
we got tickets!! section 112, I'm broke
won 10 quid on the lotto, retire now
I won the raffle at church, a ham
haha you won a free coffee, don't spend it all at once
happy birthday!! your present is in the post, hope they don't charge you customs
love you, night, don't wait up
miss you too, two more weeks of this rig and I'm home, kiss the kids
met him on hinge, he's sweet, we had dim sum
sorry wrong number, I wanted Mr Ong the plumber
hi is this Anita from the nursery? no? my mistake, have a good day
who's this? u rang me
no I'm not Steve mate
pls call me when free, nothing bad
call me asap, can't find mum's pills
urgent!! did you leave the oven on
dont tell dad but I've booked the restaurant for his 60th
keep it secret, she thinks we're going to ikea
it's a surprise so not a word to Sue
what time's kick off
kk see u in 10
lah can wait meh, I still in MRT
eh tomorrow makan where, Tampines got the chicken rice
paiseh forget to paynow you, doing now
bo jio! next time call me leh
boss ask us OT again sian
uncle say aircon fix already, he take cash 80 only
abeg send me 500 airtime, I go return am for evening when I reach house
oga the generator don spoil, mechanic say 15k
how far, you don collect the alert? I send 20k before noon
my sister, traditional wedding na 14th, aso ebi money na 35k, pay to mama Tunde
NEPA has taken light since morning, my battery is 4%
network is bad I will call with MTN line
we thank God, the baby is a girl, 3.2kg
Pastor said vigil starts 10pm, come with your Bible
una don see result? I get 6 credits
niaje, uko wapi? tupatane town saa kumi
nitumie 200 ya fare, nitakurudishia kesho tukiwa job
umefika? mum asks if the unga money reached, she hasn't seen mpesa
chama contribution ni 1k by the 5th, treasurer is Mama Shiru as always
shamba meeting is Saturday, surveyor wants us all
ate pahingi load, pang text lang kay nanay
kuya bayad ko na sa tricycle ha, bigay ko sukli mamaya
andito na ako sa gate, baba ka na
sis nakita mo na ba yung parcel ko? bayad na yun, kunin mo nalang kay kuya guard
paki send nung link ng module, hindi ko mabuksan
tara milktea, libre ko sahod day
yaar please send notes of thermodynamics, exam tmrw
bhai recharge karwa de 239 wala, shaam ko cash dunga
didi, maa ka BP normal hai, dont worry
sir I will be 10 mins late, traffic at Silk Board
madam maid is not coming today, her village function
sabziwala ko 200 de dena
beta reached hostel? eat properly
kal ka meeting 11 baje, conference room 2
pls do needful and share the minutes
kindly find my leave application, I am having fever since yesterday
oi grab us a pie from the servo
arvo footy's off, ground's flooded
mate ya left ya wallet at mine, its on the fridge
mum can you do the school fee, its on the portal under my name
bloody telstra, internet's cactus again, tech between 8 and 12 apparently
howzit, braai at ours Sat, bring own meat
load shedding at six so cook early hey
eish petrol is up R1.20 again
the domestic is asking for her UIF form
my gogo's SASSA came through, taking her to Shoprite
y'all coming sunday? mama's frying catfish
can you venmo me for the airbnb, its 86 each
uber's here, hurry
just zelled u for the cleats, let me know you see it
kid needs $12 for field trip, cash in envelope, due tmrw
I'm at the DMV, number 88, they're on 31, pray for me
jury duty got cancelled woohoo
cop pulled me over, only a warning, tail light
IRS refund hit! paying off the visa
taxes done, turbo says I owe 210, ugh
stimulus paid for the fridge back then remember
the warranty people called again lol
some guy said he was microsoft, I kept him on the phone 20 mins and played dumb
got one of those fake ups texts, blocked
lol 'your netflix is suspended', I don't even have netflix
don't open that link from Becky, her insta's been hacked
ma if anyone calls about bail hang up and call ME
nan got a call from 'the bank', she told them to sod off. proud
Is it true that the bank asks for the code by phone? somebody did just now, I said no
Are you the ones who text about unpaid tolls? I don't own a car
Someone in my name took a loan, what papers do you need from me
Hello, I paid for the wrong number, last digit is 7 and should be 1. Is it possible to move the amount?
I recharged 399 at 10 am, bank debited two times, please check one is extra
Your app says success but no talktime came. txn id attached
My father's SIM stopped after he changed the phone, does he need to come himself?
Pls unlock my puk, I am calling from another phone, name on file Lakshmi
How many days for a refund to come to card? bank says nothing received
I scratched too hard, two digits of the card are gone. serial is readable, receipt here
The kiosk lady typed my number wrong and she's willing to sign
I want bill copy for reimbursement, jan and feb
Please close my account as I am leaving the country on 30th
I have moved. New address is on the form I handed in at Ikoyi
Who do I speak to about a mast near the school
Thanks Ruth, you sorted it quickly, top service
your agent was rude, I want it noted
Been 3 weeks. No reply. I'll go to the ombudsman
Can you send someone? line is crackling since the storm
Does the 28 day pack begin today or at midnight
I get a pack I never asked for and it eats my airtime, stop it and return my money
What's the code to check data on postpaid
I got credit of 50 that isn't mine, tell the owner I haven't used it
A man rang crying that he loaded my phone by error, I told him to go to you. right?
can my wife top up my line from Dubai with her card?
do u have esim for iphone 13, price?
I do the phones for our whole office, 40 lines, need one invoice
we run a kiosk in Gwale, want to be an agent, what are the steps
Payment link you sent is not opening on my nokia, can I pay in shop
please resend the OTP, page timed out
OTP isn't coming, I'm in Oman on roaming
I forgot the app password and the email is my old job's
My child bought games for 3k with my number, any way to bar that
delivery guy says cod, but I paid online, here's the screenshot
pls leave at security, they'll sign
gate code is 2580 then 2nd floor left
bring cash, their machine is down
he'll take half now half when done, plumber's recommended by Sal
quote for the bathroom is 4.2k incl tiles, he wants a third for materials, fair?
builder sent invoice, bank details same as last time, ok to pay?
solicitor needs ID, I'm dropping my passport in person
exchange is friday, deposit goes to solicitor's client account, I rang to read back the numbers
doctor says mild, two weeks rest, send paracetamol
the test is negative thank god
vet bill 340, cat is smug
insurance paid the windscreen no bother
we're collecting for Ann's leaving do, fiver each to Jo or in the tin
sponsor me for the 10k? it's for the hospice, justgiving page under my name
church roof fund stands at 4,300, thank you all
please bring your sub money for cubs, £3
PTA needs cakes
team list for sat is up on the club site
match fee's 6, pay Col at the bar
fantasy league: who's owing? 10 each
poker at mine thurs, 5 quid buy in, no sharks
put me a fiver on Red Rum's ghost lol
I rate that hotel 4 stars, breakfast was cold
gave the driver five stars, he found my scarf
wrote a review of the kettle, they sent me a new one
can u like my daughter's bake off pic on the school page
vote for Ella in the ballot at assembly
join the running group, whatsapp is on the noticeboard
added you to the family group, mute it, aunt Jo never stops
download signal, it's better than this
install the bus app, saved me ages
I shared my screen on teams and everyone saw my shopping
had the IT guy remote in, fixed outlook in 5, he works upstairs
scan the thing on the table for the menu
lost the receipt, they took the bank app as proof
cash only at the market so hit the atm
atm ate my card, branch opens 9
they gave me 20 too much change, went back
found a purse by the swings, handed in at the station
passport came, hideous photo
visa's approved!! we're coming in june
embassy queue since 6, my turn soon
customs man had me open every bag
flight's delayed, gate's moved to b12, grab me a water
landed. waiting for bags
home safe
which platform
bus never came, walking
kids asleep, wine open
film was meh, popcorn 9 quid
that book you lent me, wow
soup's in the freezer
can't talk, in lecture
prof moved the deadline to monday, bless her
study group 4 pm library 2nd floor
did you get question 3? I get 42 always
uni wants the fees in three parts, loan covers first
bursary letter came, 1,200 for the year, no catch
grandma's will is with Mr Hale, we go thursday all together
uncle left us the clock, not the house, ha
the funeral is tuesday 11, family flowers only, donations to RNLI if you wish
so sorry for your loss, thinking of you both
congrats on the baby, sending hugs and a hamper
thank you for the wedding money, we put it to the honeymoon
dinner was 124, /4 = 31 each
you paid last time so this one's mine
keep the change for the sitter
pocket money's in the jar
swear jar: dad owes 3
I earn 14 an hour now, up from 12
she does hair from home, 30 a cut, brilliant
he's a trader at a proper bank, boring as anything
my uncle works in gold, at a jeweller in Leicester
we rate films for fun on letterboxd
mystery shopping? did it as a student, free sandwiches
is avon still a thing
no I don't do pyramid things sorry hun
did he ask you for money yet? be careful love
I told him no pics no cash
gold's crazy, sold my old chain at the high street
should I get the warranty on the washer? 79 for 3 yrs
antivirus came with laptop
my laptop says update, shall I
phone storage is full, deleting memes
icloud 79p a month, fine
wifi's Guest_12, pw tulip4471
the alarm code's his birthday
pin for the tablet is 0000 kids know it
can you read me the number on the boiler
send a pic of the meter please, I'll submit it
electric's gone, is it just us? nah whole street
they're digging our road, water off til 3
bin day is tuesday this week
council tax is up 5 percent, lovely
parking fine, 35 if I pay this week, my own fault
speed awareness course instead of points, zzz
MOT failed on a bulb. one pound fifty
toll is 2.50 each way, have coins
taxi's 18 fixed from station, ring Ace
booked the caravan, 50 deposit, rest on arrival
airbnb host messaged in the app, key's in the safe
the puppy! picking him up sunday, we saw him twice already with his mum
tickets on my phone, meet by the statue
I'm the one in the red hat
ok I believe you
lol same
no worries, take your time
good morning sunshine
Good evening my dear, how was work
gud nyt tc
hbd bro, party kab
how's your mum's knee
tell your dad thanks for the ladder
yes please two sugars
do we need milk
`
