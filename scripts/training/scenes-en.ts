/**
 * Scenes in English, in the notation of `scenes.ts`: schemes, the same matters with nothing wrong in them, and advertising that asks for custom alone.
 * Written from what public warnings describe; no collected text is quoted.
 */
export const FRAUD_SCENES_EN = `
= bank_safe
o (Hello|Good afternoon), (this is|I am) {first} from the (fraud|security|card) (team|department) (of|at) {bank} / Am I speaking to {first}? I am calling (on behalf of|from) {bank} / {bank} (security|alert):
c we (stopped|noticed) a payment of {money} (to|at) {shop} (that looks unusual|from your account) / your (account|card) (has been|was) (locked|restricted|suspended) (after|because of) (unusual|several) (sign-in attempts|activity) / someone (tried to|is trying to) (open a loan|move money) in your name
a (please|you need to) (read me|confirm) the (six digit|one-time) code (we|I) just (sent|texted) / (move|transfer) your (savings|balance) to (a|the) (safe|new|protected) account (I|we) (opened|set up) for you / (verify|unlock) it (at|here) {link} (with your card number and PIN|) / (install|download) {remote} so (our|the) engineer can (check|secure) your (phone|computer)
p do not (tell|mention it to) (the branch|anyone), (staff may be involved|it is part of the investigation) / (you have|only) {n} minutes before (the money leaves|it goes through) / (if you hang up|otherwise) (we cannot|the account will) (help|be closed)
n {bank}: your (card|account) is (on hold|suspended). (Confirm|Update) your details at {link} (to avoid closure|within 24 hours)
n a man (phoned|called) saying he was from {bank} and that my account was hacked, I moved {money} to the account he gave me and now it is gone

= parcel
o (Hi|Dear customer), (this is|) {courier}: / (Your|A) (parcel|package|delivery) {ref} / {courier} (notice|delivery): / Hello, I am calling from {courier} about (a|your) parcel
c (could not be|was not) delivered (because of|due to) (an incomplete address|an unpaid fee|a missing house number) / is (held|waiting) at (customs|our depot) (and a fee of {money} is due|) / (has been found to contain|contains) (illegal items|passports and drugs) (and is registered in your name|)
a (pay|settle) the (fee|shipping charge) of {money} (here|at): {link} / (reschedule|confirm your address) (at|on) {link} (and enter your card|) / (press 1|stay on the line) to (speak to|be connected with) (customs|the police) / (reply Y|open the link) then (fill in|confirm) your (details|card number)
p (otherwise|or) it (will be|is) returned (to the sender|tomorrow) / (final|last) (notice|attempt) / within {n} hours
n {courier}: we (tried|attempted) to deliver your parcel. (A|The) fee of {money} (is|remains) unpaid: {link}
n (got|received) a text about a parcel fee, (entered|typed) my card and the next day {money} was taken

= tax_and_law
o (This is|My name is) (officer|agent|inspector) {last} (from|with) the (tax office|cyber crime unit|customs|immigration office|social security administration) / (HMRC|IRS|Tax office|Revenue) (final notice|refund): / (You are|This is to inform you that you are) (listed|named) in (a|an) (case|arrest warrant|summons)
c (your|a) (bank account|social security number|identity) (was|has been) (used|linked) (in|to) (money laundering|drug trafficking|fraud) / you (owe|have unpaid) (tax|fines) of {money} (from|since) (last year|2019) / you are (owed|due) a (refund|rebate) of {money}
a (pay|settle) (it|the amount) (today|now) (with|by) (gift cards|bitcoin|bank transfer) / (transfer|deposit) your (money|savings) into (the|a) (government|secure) account (for|until) (verification|the check is done) / (claim|submit) your (refund|request) at {link} (with your bank details|) / (give me|confirm) your (full name, date of birth|account number|social security number) / (stay|remain) on (the|a video) call (and|) (do not leave the room|show me your banking app)
p (this|the matter) is (confidential|under court order), (you may not|do not) (tell|speak to) (your family|a lawyer) / (or|otherwise) (officers will|you will be) (come to your house|arrested) (within the hour|today) / the money (will be|is) (returned|refunded) (after|once) (the investigation|you are cleared)
n (final|urgent) (notice|warning): legal (action|case) (is|has been) filed (against|on) you. (call|ring) {tel} (now|at once) to (avoid|stop) arrest
n {first} {last}, {age}, (was|got) a call from a man who said he was (a police officer|from customs), (was told|heard) to keep it secret and (sent|wired) {money}

= family
o (Hi|Hey) (mum|dad|mom|gran|auntie), (it's me|it is your son|its your daughter) / (Hey|Hello) {first}, (it's|this is) {first} (from work|your cousin|) / (Hello|Good morning) {first}, (are you|) (free|at your desk|in the office)?
c (I dropped|I lost|I broke) my phone, (this is|save) my new number / I (was in|had) (an accident|a crash) (and|,) (I am|) (at the hospital|with the police) / I am (in|stuck in) a meeting and (can't|cannot) (talk|call) / my (bank app|card) is (locked|blocked) (until|for) (tomorrow|two days) / my (wallet|bag) was stolen (here in|in) (Madrid|Manila|London)
a (can|could) you (send|transfer|lend me) {money} (today|now) (to this account|), I (will|promise to) (pay|give) it back (tomorrow|on Friday) / (please|) (pay|settle) (this|a) (bill|invoice) for me, (account|sort code) {digits} / (buy|get) {n} (gift cards|Apple cards|Steam cards) of {money} (each|) and (send|text) me (the codes|photos of the back) / (send|forward) me the (code|six digits) you (just|will) (got|get)
p (please|) (don't|do not) (tell|call) (dad|anyone|me), (I am so embarrassed|I can't pick up) / it is (really|very) (urgent|important) / (keep|let us keep) this (between us|quiet) (for now|until it is done)
n mum this is my new number, (old phone|the other one) is (broken|dead). (text|message) me on whatsapp {tel} when you see this
n {first} (paid|sent) {money} to someone who (claimed|pretended) to be (her son|his boss) on WhatsApp

= boss_invoice
o (Dear|Hello) {first}, / (Hi|Morning) (team|accounts), / From: {first} {last}, (CEO|Managing Director|CFO)
c (we|I) (need|have) to (close|finish) a (confidential|private) (acquisition|deal) (today|this week) / our (bank details|account) (have|has) changed (because of|due to) (an audit|a merger) / (the|attached) invoice {ref} (is|remains) (overdue|unpaid)
a (please|kindly) (process|make) (a|the) (wire|payment) of {money} to (the account below|the new account) (before noon|today) / (update|change) (my|our) (payroll|direct deposit) (account|details) to {digits} / (buy|purchase) {n} gift cards for (clients|the staff) and (email|send) me the codes / (open|see) the attachment and (sign in|log in) with your (email password|office account)
p (handle|treat) this (discreetly|personally), (do not|don't) (call|copy in others) / I am (boarding|in meetings), (email|reply) only / (send|confirm) (me|) (once|when) it is (done|paid)

= job_task
o (Hello|Hi|Hey) (dear|there|), (I am|my name is) {first} from (a|the) (recruitment|HR|digital marketing) (agency|team) (in {city}|) / (We are|Our company is) (hiring|recruiting) (remote|part-time|online) (workers|assistants|reviewers) / (Congratulations|Good news), (your|the) (application|resume) (was|has been) (approved|shortlisted)
c (you|) (earn|make) {money} (a day|daily|per hour) (with|from) your phone, no (experience|interview) (needed|) / (just|only) (like|rate|subscribe to) (videos|hotels|products) (and|to) (get|be) paid (for each|) / (you have|your account has) a (combined|premium|negative) (order|task|balance) / (your|the) first (payment|commission) of {money} (has been|was) (sent|paid)
a (deposit|recharge|top up) {money} (in USDT|) to (unlock|finish|clear) the (set|tasks|orders) (and withdraw|) / (contact|message|add) our (manager|teacher|receptionist) on (WhatsApp|Telegram) {handle} / (pay|send) (a|the) (registration|training|equipment|visa) fee of {money} (first|) / (give|send) (us|me) your (bank login|ID and card|social security number) (for|to set up) (payroll|direct deposit) / (deposit|cash) the (check|cheque) and (send|wire) the rest to (our supplier|the vendor)
p (only|) {n} (places|spots) left / (if you do not|unless you) (complete|pay), (the balance|your salary) (stays|is) frozen / (it|the fee) (is|will be) (refunded|returned) with (your|the) (first|) (salary|wage)
n (work|job) from home! (earn|make) {money} (per day|daily), (no skills|only a phone). (reply|message) {handle} (now|to start)
n I was added to a group where you rate (hotels|products), the first {money} were paid out, then I had to put in {money} (more and more|again) and (support|they) (says|say) I must pay (tax|) (before I can|to) withdraw

= invest_crypto
o (Hi|Hey) (dear|friend|), (sorry|) (wrong number|I think we matched), (but|) you (seem|look) (nice|kind) / (Good morning|Hello) (members|investors|everyone), (our|the) (professor|analyst|mentor) (has|brings) (today's|a new) signal / (I am|My name is) {first}, (a|an) (account manager|trader|broker) (at|with) {corp}
c (my uncle|my mentor) (works|knows people) (at|in) (an exchange|Wall Street) and (tells|shows) me when to buy / (we|I) (made|turned {money} into) {big} (last week|in a month) / (guaranteed|risk free) (returns|profit) of {pct} (a week|per day|monthly) / (your|the) (wallet|recovery|lost funds) (of|worth) {big} (is|has been) (found|traced)
a (invest|deposit|start with) {money} (on|through) (the|our|this) platform {link} (and I guide you|) / (join|enter) (the|our) (VIP|signal) group (on Telegram|) {handle} / (to|before you) withdraw you (must|need to) pay (the|a) (tax|fee|deposit) of {money} / (send|transfer) (bitcoin|ETH|USDT) to (the|this) (address|wallet) {ref} / (connect|import) your wallet (and|with the) (approve|seed phrase) at {link}
p (hurry|the window closes), (the price|the offer) (moves|ends) (today|tonight) / (do not|don't) (listen to|tell) (your bank|your family), they (do not|don't) understand / I (put|invested) (all|half) my (savings|money) (in|) too, (trust|believe) me
n (grow|double) your (money|bitcoin) in {n} days, (minimum|start with) {money}, (payouts|withdrawals) (daily|instant). (dm|message) {handle}
n I met (her|him) on (Tinder|Facebook|Instagram), after (two months|weeks) of (talking|chatting) (she|he) showed me a trading site, I put in {big} and now (they want|support asks for) {pct} tax to release it

= romance
o (Hello|Hi|Good morning) (my love|dear|darling|beautiful), / I am {first}, a (US army|UN) (doctor|soldier|engineer) (in|on) (Syria|an oil rig|Yemen)
c (I|) (lost my wife|am a widower) and (want|wish) to (settle|live) with you / (I am|) sending you a (box|parcel) with (gold|cash|jewellery) / my (leave|ticket|contract) must be (paid|cleared) before I (come|fly) to you / my (daughter|mother) is (sick|in surgery)
a (please|can you) (send|help me with) {money} (by|through) (Western Union|gift cards|bank transfer) / the (courier|agent) will (contact|call) you, pay the (customs|clearance) fee of {money} / (buy|get) (a|some) (Steam|iTunes|Google) card and (send|show) me the (code|back) / (open|give me) a bank account (in your name|) where (my money|the funds) can (arrive|be kept)
p (don't|do not) (you|) (trust|love) me? / (tell no one|keep it secret) (until|before) I (arrive|am there) / we (will|are going to) (marry|be together) soon (, I promise|)

= prize_fee
o (Congratulations|CONGRATS|Dear winner)! / (Dear|Hello) (customer|sir|madam|{first}), / (You|Your number|Your email) (have been|has been|was) (selected|drawn|chosen)
c (you|it) won {big} in the (international|annual|Coca-Cola|Facebook) (lottery|draw|promotion) / (you are|) the (winner|lucky user) of (a|an) (iPhone|new car|{money} {shop} gift card) / an (unclaimed|unused) (fund|grant|inheritance) of {big} (is|waits) in your name
a (pay|send) the (processing|release|delivery|stamp) fee of {money} (to receive|before) it / (claim|collect) (it|your prize) at {link} (with your card|) / (send|reply with) your (full name, address|bank details|passport copy) / (contact|call) (the|our) (claims|agent) (officer|department) {tel} (and quote|with) {ref}
p (the offer|it) expires (today|in {n} hours) / (keep|treat) this (secret|as confidential) (until paid|to avoid double claims) / (god|God) bless you

= account_phish
o (Dear|Hello) (customer|user|member|client), / {brand}: / (Your|The) {brand} (account|subscription|membership|mailbox) / (IT|Help) desk (notice|):
c (we|) (could not|were unable to) (process|renew) your (last|) payment / (is|has been) (limited|locked|about to expire) / (a|an) (new device|unknown sign-in) (from|in) {city} (was|has been) (seen|detected) / (is|) over (its|the) (quota|storage limit) / (you have|) (a document|a voicemail|an invoice) (waiting|to sign)
a (click|tap|follow) (here|the link|{link}) (to|and) (verify|confirm|update) your (identity|password|payment details) / (sign|log) in (at|through) {link} (with|and enter) your (password|card) / (reply|respond) with your (username and password|code) / (download|open) the attached (form|file) and (fill in|enter) your (card|bank) details / (call|ring) {tel} (to cancel|for a refund) and (let|allow) (us|our agent) (to|) connect
p (within|in) {n} (hours|days) or (your|the) (account|access|data) (will be|is) (deleted|closed|terminated) / (failure|ignoring this) (means|will lead to) (permanent suspension|loss of access) / (thank you|sincerely), (the|) {brand} (team|support)
n {brand}: (unusual|suspicious) (login|activity). (if not you|secure it now): {link}
n (your|the) {brand} (order|plan) of {money} (renews|was charged) today. not you? call {tel}

= support_remote
o (Hello|Good day), (this is|I am calling from) (the|) (Microsoft|Windows|{op}|Apple) (technical|) support (centre|) / (Warning|Alert)! your (computer|phone) (is infected|has a virus)
c (our|the) server (shows|gets) (errors|hackers) (on|from) your (computer|router) / your (licence|antivirus|protection) (expired|was renewed for {money}) / (by mistake|accidentally) we (refunded|paid) you {big} (too much|)
a (download|open|install) {remote} and (give|read) me the (number|code) / (log|sign) in to your bank so (I|we) can (see|do) the refund / (pay|buy) (the|a) (licence|plan) (of|for) {money} (with|by) (gift cards|card) / (send|return) the (difference|extra money) (by|in) (cash|gift cards|crypto)
p (do not|don't) (turn off|hang up), (you lose|they take) everything / I (will|could) lose my job (if you|unless you) (do not|) help

= goods_rent
o (Hi|Hello), is (the|your) {item} still (for sale|available)? / (Selling|For sale): {item} (like new|sealed), / (Hello|Hi), (the|my) (flat|apartment|house) (is|) (still|) (free|available), / (Tickets|Two tickets) for (the concert|the match),
c (I am|) (abroad|at work|on a ship), my (cousin|courier) (will|can) (collect|pick up) / (I|) (paid|sent) (through|by) {pay} (already|), (you|check your mail) (must|to) (confirm|claim it) / (many|three) people (want|ask), (so|) (first|quick) deposit gets it / (only|half price) {money}, (because|as) (I move|of divorce)
a (send|pay) (a|the) deposit of {money} (now|first) by (transfer|gift card|friends and family) / (enter|type) your card at {link} to (receive|get) the money / (pay|cover) the (courier|insurance) fee, (it is|will be) (refunded|added) / (send|give) me the code (from|in) your (text|phone), (just|only) to (see|prove) you are real
p (keys|the key) (by post|after payment) / (do it|pay) today (or|because) (it goes|others wait)

= loan_fee
o (Need|Looking for) (a loan|cash)? / (Dear|Hello) (applicant|sir), (your|the) loan / (This is|We are) (a|) (certified|trusted|private) lender
c of {big} (is|has been) approved (at|with) {pct} interest / (bad|no) credit (is fine|accepted), (no|without) collateral / (your|the) account number (was|is) wrong and the (money|transfer) is frozen
a (pay|send) (the|a) (insurance|processing|activation|unfreezing) fee of {money} (first|before we release it) / (send|give) (your|us your) online banking (login|password) (so|for) we can (deposit|verify) / (show|deposit) {money} (to prove|as proof) you can (pay|repay)
p (the fee|it) comes back with the loan / (today|now) only / (otherwise|or) you (break|breach) the contract and we sue

= sim_code
o (Hello|Hi), (I am|this is) (from|with) {op} (customer care|support) / {op}: / (Hi|hey), (sorry|) I (sent|typed) (you|in) (a|my) code by mistake
c your (SIM|number|eSIM) (expires|will be blocked|must be upgraded to 5G) (today|in {n} hours) / (you get|we give) (a bonus|free data|{money} airtime) (for loyalty|) / I (topped up|sent {money} airtime to) your number (by mistake|)
a (tell|send|read) me the (code|PIN|OTP) (you receive|from the SMS) / (dial|press) (*21*|*401*|*72){tel}# (to activate|and call) / (pay|send) it back (to|on) {tel} (by|with) (airtime|mobile money) / (re-register|update your KYC) at {link} (with ID and PIN|) / (text|reply) (1|YES) and (then|) (your|the) (PUK|PIN)
p (do it|now) or (lose|you lose) your (line|number) / I (reverse|report) it (otherwise|)
n {op}: your (line|SIM) will be (barred|deactivated) today. (update|verify) at {link} or call {tel}

= blackmail
o (I|We) (have|recorded) (a video of you|your camera|access to your phone) / (Hi|Hello), (you|) remember (our|the) video (call|chat)?
c (all|) your (contacts|friends|colleagues) (are|) (copied|in my list) / (it|the video) shows (you|what you did) (on|at) (adult sites|that night)
a (pay|send) {money} (in bitcoin|by gift card) to {ref} / (send|transfer) {money} (now|today) and I delete it
p (or|otherwise) (I|we) (send|post) it to (everyone|your family) / you have {n} hours, (no police|do not reply)

= letters
o (Dear|Greetings) (friend|sir or madam|beneficiary|beloved), / (I am|My name is) (Mrs|Dr|Barrister|Prince) {first} {last}, (from|of) (Lagos|Accra|London|Abidjan) / (I|) (got|found) your (contact|address) (from|through) (a directory|prayer|the chamber of commerce)
c my (late|) (husband|client|father) left {big} (million|) (dollars|) in (a bank|a security company) / (I am|) (dying of|ill with) cancer and (want|wish) to give (the money|it) to (charity|orphans) (through you|) / (I|we) need (a|an honest) (foreign|trusted) partner to (receive|move) the (fund|sum)
a (send|reply with) your (name, phone|bank account|identity card) (so|) (I|the bank) can (start|transfer) / (a|the) (fee|tax|lawyer) of {money} (must|has to) be paid (first|by you) / (contact|write to) my lawyer (at|on) {mail}
p (it|this) is (100%|fully) (legal|risk free) / (tell|speak to) nobody (until|before) (the money|it) (arrives|is in your account) / (you keep|your share is) {pct} / (remain|stay) blessed
`

export const PLAIN_SCENES_EN = `
= bank_real
o (Hello|Good afternoon), (this is|I am) {first} from {bank} (, {city} branch|) / {bank}: / Dear {first},
c your new (card|cheque book) is (ready|on its way) / (a|your) payment of {money} (at|to) {shop} (was|has been) (made|approved) (on {day}|) / (you asked us|thank you for asking) about (the mortgage|a fixed deposit|your overdraft) / your (statement|appointment) (for|on) {day} is (ready|confirmed) / we (stopped|declined) a payment of {money}, (because|as) it (looked|was) unusual
a (you can|please) (see|check) it in (the|our) app (or|and) (branch|website) / (bring|please bring) (a photo ID|your passport) (and|with) (proof of address|payslips) / (if|in case) it was not you, (call|ring) the number on (the back of|) your card / (there is|you need do) nothing (to do|else)
p (we|our staff) (never|will never) ask for (your|a) (PIN|code|password) / (no|there is no) (fee|charge) / (have|thank you and have) a (good|nice) (day|weekend)
n {money} (debited|credited|spent) (on|from|to) (account|card) ending {tail} at {shop} on {day}. (balance|available) {money}
n {code} is your (one time|login|payment) code for {bank}. (never|do not) share it, (not even|) with (us|staff)

= parcel_real
o (Hi|Hello), (it's|this is) (your driver|{first}) from {courier} / {courier}: / (Your|Order) {ref}
c (your|the) parcel (arrives|comes) (today|on {day}) between (9 and 11|2 and 4) / (I am|) outside (, no one|but nobody) (answers|is in) / (has|was) (shipped|left with your neighbour|delivered to the locker) / (is|was) (delayed|late) by (the weather|a day)
a (track|follow) it in the app / (leave|shall I leave) it (with a neighbour|at the door|in the porch)? / (collect|pick it up) with (code {code}|your ID) (before|until) {day} / (nothing|no payment) is due
p (thanks|thank you) (, bye|for your order) / (sorry|apologies) for the (delay|wait)
n (rated|review): (parcel|it) came (quick|late), (box|item) (fine|a bit bent), (seller|driver) (friendly|polite)

= office_real
o (Hello|Good morning), (this is|) (officer|constable) {last} from (the local|your) station / (the|) (tax office|council|court|town hall) (reminder|) / (Dear|To) (resident|parent|taxpayer),
c (your|the) (lost|) (bag|passport|licence) (was|has been) (found|handed in|issued) / (your|the) (return|application|form) (was|is) (received|approved) / (the|your) (hearing|appointment) (moves|is moved) to {day} / (bin collection|road works|elections) (change|start) on {day}
a (come|please come) to (the desk|our office) with (ID|this letter) / (you|) need (do|to do) nothing / (log in|sign in) on the (official|government) site yourself / a letter (follows|will come) by post
p (we|the office) (do not|never) (take|ask for) (payments|bank details) by phone / (thank you|regards)
n (police|officers) (arrested|charged) (two|a gang of {n}) (men|people) (over|for) (phone|courier|investment) fraud, (victims|pensioners) lost {big}, (detectives|the force) (urged|asked) (people|anyone) to (hang up|call 101)
n (the|) (court|jury) (heard|found) that {last} (took|laundered) {big} from (customers|victims) (and|, he) (was|got) (jailed|sentenced) (for|to) {n} years

= family_real
o (Hi|Hey) (mum|dad|mom|sis|gran), / (Hey|Hello) {first}, / (love|babe|mate),
c I (passed|aced) (my|the) (exam|test|interview) / (the train|my bus) is late (again|) / (got|bought) (a new phone|new shoes), same number / (dinner|party|match) (is|starts) at {time} / (the kids|baby) (are|is) (asleep|fine|better now) / (I am|) (at|leaving) (work|the shop|the station)
a (can you|could you) (pick up|bring) (milk|some bread|the kids)? / (I'll|I will) (give|send) you the {money} (when I see you|tonight) (for|) (the tickets|dinner) / (call|ring|text) me when (you can|free|home) / (do you|want to) (come|eat|watch a film) (on {day}|tonight)? / (thanks for|got) the {money}, (paid|I paid) the (rent|bill)
p (love you|see you|xx|take care) / (no rush|no worries|lol|haha) / (drive|travel) safe

= work_real
o (Hi|Dear|Morning) (team|all|{first}), / (Hello|Dear) {first}, (thank you|thanks) for (your mail|applying|the call)
c (the|our) (meeting|review) (moves|is moved) to {time} / (the|attached) (report|invoice {ref}|minutes|contract) (is|are) (for|ready for) your (review|files) / (we|I) (liked|read) your CV and (would like|want) to (meet|invite) you / (payroll|expenses) (run|are paid) on {day} as (usual|always) / (the|our) (server|printer|system) (is|will be) (down|updated) (tonight|on {day})
a (please|could you) (send|share) your (comments|slides) (by|before) {day} / (bring|print) {n} copies / (interview|we meet) at our office, (ask|asking) for {first} (at reception|) / (approve|raise) it in the (usual|purchase) system (, with two signatures|) / (change|reset) your own password in the (portal|settings)
p (no|there are no) fees (of any kind|) / (regards|best|cheers), {first} / (call|ring) me (on|at) (the office line|ext {tail}) (with|for) questions

= shop_real
o (Hi|Hello) {first}, / {shop}: / (Thanks|Thank you) for (your order|shopping|calling {shop})
c (your|the) (refund|return) of {money} (is|was) (approved|on its way) / (order|item) {ref} (is|was) (out of stock|back|ready to collect) / (your|the) (booking|table|room) (on|for) {day} is (confirmed|cancelled) / (flight|train) (is|was) (late|cancelled) because of (weather|a strike)
a (it|money) goes back to the card you paid with (in {n} days|), (no action|nothing) (needed|to do) / (reply|write) (to this|here) (or|) (visit|come to) the (store|desk) / (show|bring) this code {code} (at|to) the (counter|gate) / (rebook|claim|change) (free|it) in the (app|website) (you booked with|)
p (sorry|apologies) for (the wait|trouble) / (enjoy|have) (your stay|a good trip)
n (agent|support): how can I help? (customer|me): (where is|about) my (order|refund). (agent|support): it (left|was sent) on {day}, (three|five) working days. (customer|me): (ok thanks|great).

= operator_real
o {op}: / (Hello|Hi), you (are|) (through|speaking) to {first} at {op} / (Welcome|Dear customer),
c your (bill|plan|bundle) of {money} (is|was) (ready|renewed|due on {day}) / (you have used|usage:) (50|80|90)% of (your|) data / (top up|recharge) of {money} (was|is) (successful|received) / (we|an engineer) (will|can) (fix|visit) (the line|on {day})
a (see|check|manage) it in (the|your) app or (dial|on) *(100|123|141)# / (reply|text) STOP to (cancel|end) / (visit|come to) any store with (ID|your passport) for (a new SIM|the swap) / (we|you) (agreed|keep) the same price (until|for) (next year|12 months)
p (our|we) (staff|) (never|don't) ask for (PINs|your code) / (thanks|thank you) for (being with us|choosing {op})

= warned
o (Beware|Warning|Scam alert|Reminder) (from|by) ({bank}|the police|{op}|the school): / (Did you know|Be careful):
c (criminals|scammers|fraudsters) (call|text|write) (pretending|claiming) to be (the bank|your child|couriers|tax officers) / (fake|false) (texts|links|jobs|parcels) are (going round|on the rise)
a (never|do not|don't) (share|give) (codes|PINs|passwords) (with anyone|) / (hang up|stop) and (call|ring) (back|us) on (the official|a known) number / (never|do not) (move|send) money (to|into) a safe account / (forward|report) (it|texts) to 7726
p (share|tell) (your parents|friends) / (if|when) in doubt, (ask|say no)
n (someone|a guy) (rang|texted) (me|my gran) (saying|claiming) he was from {bank}, (asked|wanted) (for|) the code, (I|she) hung up and (blocked|reported) (him|it). (be careful|watch out) (guys|everyone)
n is this (text|mail) (really|) from (you|{courier})? it (wants|asks for) {money} (and|with) a link, I (did not|didn't) (click|open) it

= money_talk
o (hey|so|btw) / {first}: / (mate|dude|girl),
c (bitcoin|the market|my fund) (fell|went up) (again|{pct}) / (rent|the bill|my loan) (is|was) {money} this month / (we|they) (split|paid) (the|) (dinner|hotel|gift), {money} each / (got|had) (a raise|my bonus|the refund) (finally|)
a (I'll|will) (pay|transfer) you (later|on {day}) / (don't|never) (borrow|buy) for (stocks|crypto), (just|only) (index|spare) (funds|money) / (send|give) me your (half|share) (when|if) you can (, no hurry|) / (ask|go to) the bank (branch|) (for|about) (the rate|a mortgage)
p (lol|ok|cool) / (see|talk) (you|) (later|soon|tmr)

= letters_real
o (Dear|Hello) (members|neighbours|customers|{first}), / (I hope|Hope) (you are|you're) well
c (the|our) (annual|monthly) (meeting|sale|concert) (is|takes place) on {day} (at {time}|) / (we|the board) (spent|raised) {money} for the (roof|school|charity), (accounts|details) (below|attached) / (the|our) (bank details|address) (have not|did not) change(d|) / (my|the) (garden|kids|trip) (is|are|was) (lovely|fine|great)
a (please|do) (reply|tell us) by {day} / (unsubscribe|change settings) (below|in your account) (any time|) / (come|stop by) for (tea|coffee|lunch) / (pay|subscriptions) at the desk or (by|) standing order as (always|before)
p (yours|best wishes|kind regards), {first} {last} / (thank you|thanks) for your (support|time)
n (the film|this book|the hotel) (was|is) (good|slow|lovely), (the|) (story|staff|rooms) (felt|were) (real|kind|small), (would|I would) (go|read|see it) again
n (scientists|officials|researchers) said on {day} that (sales|temperatures|jobs) (rose|fell) (by|) {pct}, (while|and) (analysts|experts) (expect|see) (little change|a slow year)
`

export const PROMOTIONS_EN = `
= ads
n {shop}: (mid-season|weekend|flash) sale! (up to|) {n}0% off (shoes|phones|sofas) (in store|online). (T&Cs|terms) apply. (reply|text) STOP to (opt out|end)
n {op}: (get|enjoy) (10GB|unlimited data|5G) for {money} (this month|for 30 days). (dial|go to) *(141|777)# (to buy|). (optout|stop): 7726
n {bank}: (personal|home) loans from {n}.{n}% APR (representative|). (apply|talk to us) in branch or (the|our) app. (subject to status|lending criteria apply)
n (pizza|burger|sushi) night! (two|buy one get one) (for one|free) at {first}'s on {day}. (order|call) {tel}. (text|reply) STOP to unsubscribe
n (gym|yoga|swim) (join|membership) (now|in {day}) (from|for) {money} a month, no joining fee. (visit|see) reception
n vote (for|) {last} on {day}. (polls|doors) open (7am|8am). (paid for|sent) by (friends|the campaign) of {last}. stop2end
n {shop} (rewards|card): (you have|earn) (double|{n}00) points (this week|on {day}). (see|use) (them|it) (in the app|at the till). (stop|opt out) (anytime|)
n (free|) (eye test|car check|trial class) (at|with) {first} (opticians|garage|school), {city}. (book|ring) {tel}
n (new|) (flats|2 bed homes) (in|near) {city} from {big}. (open|viewing) day {day}, {time}. (call|agent) {tel}
n (casino|slots|bingo) nights at the {city} (club|hotel), (dinner|entry) {money}, 18+, (play|gamble) responsibly. stop to opt out
n {courier} (business|) (shipping|rates) (cut|down) {n}0% (for|to) (shops|sellers). (quote|price) at our (site|counter). (unsubscribe|reply stop)
n (course|learn) (spanish|coding|driving) (from|for) {money} (a lesson|a month), (start|begins) {day}. (first|) lesson free. (ring|call) {first} {tel}
n (your|the) (insurance|car cover) (quote|renewal) (from|at) {money}. (compare|call) us (mon to fri|) {tel}. (authorised|regulated) (by|) the (fca|regulator). stop to end
n (holiday|cruise|city break) deals: {city} (from|for) {money} pp, {n} nights. (shop|agents) open (till|until) {time}. (ref|quote) {ref}
`
