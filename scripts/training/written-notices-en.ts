/**
 * Notices in English as banks, wallets, operators, couriers, shops, schools, offices and clinics of many countries word them, a line each, no two in the same words,
 * and their warnings of fraud. Blanks as in `invented-messages.ts`. Nothing is quoted from a collection.
 */
export const NOTICES_EN_WRITTEN = `
Rs 500.00 debited from A/C XX4471 via UPI to swiggy@icici on 12-01-26. Ref 601288371182. Not u? SMS BLOCK to 9223008333 -HDFC
Dear UPI user A/C X0042 debited by 120.0 on date 03Feb26 trf to KIRANA STORES Refno 604455. If not u? call bank's toll free. -SBI
Your a/c no. XXXXXXXX7718 is credited by Rs.32,450.00 on 01-03-26 by NEFT-SALARY. Avl Bal Rs.41,002.11 - Canara
ICICI Bank Acct XX053 debited for Rs 899.00 on 18-Feb-26; NETFLIX credited. SMS BLOCK 053 to 9215676766 if not done by you
Alert: INR 1,299 spent on Axis Card no. XX6650 at MYNTRA. Avl Lmt INR 84,021. Not you? SMS BLOCK 6650
OTP is 482913 for txn of INR 2,499.00 at FLIPKART on card ending 8812. Valid 10 mins. Pls do not share with anyone. Bank never calls for it
663019 is SECRET OTP for login to Kotak netbanking. DO NOT disclose it to anyone including bank staff.
Your auto debit for LIC premium of Rs 3,016 will be presented on 05th. Please maintain balance.
ECS return: your EMI could not be recovered owing to insufficient funds. Bounce charges Rs 590 apply. Pay at branch or net banking.
Chq 000214 favouring SHREE TRADERS for 18,000 presented in clearing. Ensure funds.
Your FD 30881 matures on 31 Mar. It will auto renew for 12 months unless you instruct us.
KYC of your account is due for periodic update. Visit your home branch with PAN and address proof, or do it after logging in to net banking. We don't send links.
Dear customer, your e-KYC documents are accepted. No more action needed.
PAN is updated in your folio 77120/55. CAMS
UPI mandate of Rs 149 for YouTube will be executed tomorrow. To cancel go to your UPI app > mandates
Money received! Rs 250 from Ramesh Kumar in your Paytm wallet linked bank.
Your EPF contribution of Rs. 3,600 for Jan has been received. Passbook balance 1,20,455
ITR for AY 26-27 of PAN AXXXX1F is e-verified. Acknowledgement 44812
Refund for AY 2025-26 has been credited to your validated bank account. CPC
Recharge of Rs 239 successful on 98XXXXXX21. Pack: 1.5GB/day, unlimited voice, validity 28 days. Txn 1882990
Airtel: Your recharge done. Rs.155 debited, benefits: 1GB, 300 SMS 24 days. Trans ID 50123
Jio: 90% of daily high speed data used. After 100%, speed falls to 64kbps. Dial 1991 for usage
Hi! Your plan R349 will expire in 3 days on 21-Apr-26. Recharge on MyJio or nearest store
Your complaint NO-1234455 is resolved. If not satisfied please call appellate. Vi
Port out request accepted. 98XXXX will be moved within 3 working days. Balance will be forfeited
SIM change for mobile ending 21 activated in 2 hours. SMS services barred 24 hrs for your safety as per TRAI
Your DND preference is registered. Promotional calls stop in 7 days. 1909
Indane: refill booked 2-004412. Share DAC 5518 with delivery boy only at delivery
Your LPG subsidy of Rs 79.26 was transferred to bank
BESCOM: bill Rs 1,204 for RR no 8812 due 15th. Pay through BESCOM Mithra or counters
Power shutdown 10 AM to 2 PM in Velachery due to maintenance. TANGEDCO
PNR 4410223311, Trn 12627, DOJ 14-03, SL, S4 32, Dep 19:20. Chart prepared. IRCTC
Your Tatkal ticket could not be confirmed, full fare refunded to source in 4 days
Flight 6E-211 BLR-DEL delayed by 50 mins. New dep 18:05. Regret the inconvenience
Web check-in is open for your trip tomorrow. Window seat 14A assigned. Boarding from 5A
FASTag: Rs 85 deducted at Kaniyur toll for TN09XX. Balance 312. Recharge when low
Challan paid. Receipt for Rs 500. No dues now. Traffic police
Vaccination: dose 2 done for Meena at PHC Adyar. Certificate on CoWIN after login
Apollo: Token 14 for Dr Rao, OPD 2, expect 11:20
Lab report for Patient 22918 ready, collect at desk or log on to portal
Swiggy: Your order from Meghana is picked by Imran, arriving 12 min. OTP not required
Flipkart: item will be delivered by 7 pm. Give OTP 4471 to Wishmaster only after you get the box
Return pickup done. 1,149 will come to your UPI in 24 hrs. Myntra
Delhivery: shipment 14188 is out. Agent Suresh 98XXX. No cash to pay
Missed you at home, India Post will deliver EM88 again on next working day
You've got a Speed Post, consignment handed to addressee 13:02
Parents, fees for term II to be paid at school office or the ERP app up to 10th. Late fine thereafter
Dear parent, Aarav absent today. -DPS
Rain holiday tomorrow declared by collector. Buses won't ply
Exam centre changed to Block C. Carry hall ticket and ID
Library: book due 7th, fine 1 per day
Society: water tanker at 4pm; lift 2 under service
M-PESA: SKJ7HX81 Confirmed. Ksh1,200.00 sent to PETER OTIENO 0722000111 on 3/2/26 at 7:14 PM. New M-PESA balance is Ksh842.30. Transaction cost Ksh 23
SL1KQ2 Confirmed. You have received Ksh3,000 from GRACE WAMBUI. New balance Ksh 5,210.05. Separate personal and business funds through Pochi
Confirmed. Ksh 250 paid to QUICKMART LTD till. 
Ksh 50 airtime bought for 0722000111. You can also get it by *334#
Failed. You do not have enough money in your account to pay Ksh 900 to KPLC. 
KPLC Mtr:14102288 Token:1180-4471-2055-1899-3609 Date:20260203 Units:18.4 Amt:500 TknAmt:402.1 
Fuliza of Ksh 300 and fee 3 paid in full from your deposit. Limit 1,500
Your reversal request is received, the recipient is being contacted. Outcome in 72 hours. Do not send again
NHIF is now SHA: your contribution for Feb posted, Ksh 1,700
Kenya Airways: KQ 310 now departs gate 14
eCitizen: good conduct certificate is ready, download when signed in
Equity: Dear Mary, your loan 33k instalment is due on 28th, ensure funds. For info 0763
You have been discharged from CRB listing as account is cleared
Dear Customer, N10,000.00 was debited: 0XX..118. Desc: POS/WEB PMT. Date 04-Feb-2026. Bal N22,340.11. GTBank
Acct:002**117 CR:NGN 45,000.00 Desc: NIP FRM ADEBAYO T. Avail Bal: NGN 51,022.40 (Zenith)
Txn: Debit Ac:1XX..55 Amt NGN 26.88 Des: SMS alert charge for January. Access
You have successfully purchased N500 airtime for 0803XXX via *737#. 
Dear customer, you have been credited with N1000. Your main balance is N1,012.35. Expires 06/05/2026. Y'ello
Your data bundle 1.5GB is finished. Kindly dial *312# to renew or you browse at N0.05/kb... you have been moved to pay as you go
You have N0.00. Borrow airtime with *303#, 15% service fee
MTN: line will be unavailable for upgrade from 12am to 4am. We regret
NIN successfully linked with 0803XXXX. Thank you
Your JAMB profile code is 3388201144. Proceed to CBT centre with it; code is not for sharing
WAEC: results out, check with your candidate number and the card bought from centre
IKEDC token 4471 8820 1190 3381 5560 for N5,000 units 71.2
Vending failed but wallet debited. It'd be reversed automatically in 24 hrs
GIGL: your waybill is at Yaba hub, come with valid ID. Storage free 5 days
Air Peace P47120 re-timed 3.45pm, sorry
Opay: You received N7,500 from Blessing E. 
Moniepoint POS: payout settled N120,000
PHCN band A notice: fault on Oba feeder, team at work
FRSC: your licence is printed, pick up in Ojodu. bring old copy
Cash Out made for GHS 300.00 to AGENT KOFI. Current Balance: GHS 41.20. Fee was 3.00. Tax 0.00. MoMo
Payment received for GHS 50.00 from AMA OWUSU Ref: lunch. Available 77.5. Transaction ID 2200118
Y'ello. You have been charged 1% E-levy nil. 
ECG: your credit 100 loaded, tap card on meter
FNB:-) R350.00 reserved for purchase @ PnP using card..7718. Avail R1,204. 4Feb 18:22
FNB:-) R8 200 paid to cheq a/c..118 @ Eft. Ref:Salary
Absa: CHEQ 0042, Pur, 04/02/26 SETTLEMENT/C - POINT, R-220.10, Total R913. Help 0860008600
Capitec: Money Out R 99 Airtime; 
Standard Bank: Your OTP for beneficiary 'Sipho' is 55102. Never give to anybody, not even us
Nedbank: Approve-it request sent to app. Decline when you did not begin it
SARS: your return was assessed. See notice in eFiling; result R0.00 due. Don't reply
SASSA: grant for March payable from 5th, cards work at any ATM or till
Eskom load shedding stage 2 16:00-22:00. your block 7 at 18:00
City Power: prepaid token 1190 3381 4470 2211 5566 33 units. R100 incl VAT
Vodacom: R12 airtime recharged. New balance R14.20 exp 30/04
MTN: You've 15MB left of 1GB. Out of bundle 0.39c/MB. *136#
Telkom tech will be at your premises between 8-12. An adult must be there
Clicks pharmacy: repeat script ready. Ref 5112
Takealot: order 8812 collect at Northgate with QR and ID
DHL Express ZA: clearance complete. Out 05 Feb with courier. Sign required
SA Home Affairs: ID application status: sent to branch. collect in person
Dis-Chem benefit: statement by mail
Dear Parents, choir concert tickets sold at tuck shop from 7am
Absa: your home loan rate drops 0.25 pct following repo cut. New instalment R9,120
You have sent PHP 500.00 of GCash to JU*N D. 0917XXXX on 02-04-26 8:11PM. Ref. 8001223. New bal 320.15
You have received PHP 1500 from MA***A S. w/ MSG: baon. 
GCash: 739204 is your OTP. NEVER share MPIN or OTP, GCash won't ask, not on FB, not by calls.
04-Feb: Your load P50 was received from 0918XXX. Bal P52.00 valid til 07-Feb. Trace no. 22018
Your GoSURF99 expires at 11:59pm. Text GOSURF BAL to 8080
Loaded 99 to 09171234567. Salamat po! Maxx retailer
BPI: card ending 9053 used P1,203.00 at MERCURY DRUG. if not by u pls call 889-10000 
BDO Deals aside: your deposit cheque credited subject to clearing. 
Meralco: PhP 2,310.44 due Mar 2. SOA emailed to you. 
Maynilad: water interruption 10pm-4am at Brgy San Roque. Mag-ipon po
PhilHealth: Contribution posted
SSS: your calamity loan application has been approved & proceeds sent to PESONet bank in 3-5 days
LTO appointment Mon 9 am QC licensing. bring med cert
J&T Express: rider Mark will deliver COD 349.00 today. Prepare exact amount
Lalamove is arriving
Cebu Pac: 5J 561 gate chg 114
SMART SIM Registration successful! Ref 1882. Thank you 
Angkas: Your rider plate 123ABC
Grab: Payment $14.30 for ride to Changi T2 by Visa 0042
DBS: SGD 42.90 to FAIRPRICE via PayLah. If unauthorised call 1800 339 6963
iBanking: you've added payee J TAN. There's a 12hr cooling. Call if not you
OCBC: GIRO for SP Group $88.10 on 9 Feb
POSB: $1,000 transferred out by FAST. Limit can be lowered in app
Singpass: you logged in to CPF at 10.14am. Not you? call 6335 3533
gov.sg: You'll receive CDC vouchers $300. Official texts have no clickable links. claim at the CDC site w/ Singpass
CPF interest credited 31 Dec, see statement
HDB season parking renewed to 31 Mar
Your SingPost parcel is in POPStation Bedok. PIN 118276, pick in 2 days
MOH: appt at Ang Mo Kio polyclinic 22 Feb 10.30. Reply N to cancel
SP: estimated meter read. Submit photo in app by 21
NTUC: membership fee collected, thank you
Maybank: RM 50.00 DuitNow to AHMAD successful. Ref 5523
CIMB: RM 0.00 TAC for FPX RM 88.80 is 205518. Check amount first; do not reveal
PUBLIC BANK: CC payment rec'd RM 600
Celcom: reload RM10 ok. Credit RM11.20 until 5/3
TNG: toll RM2.10 paid, bal RM34.8
TNB: bil anda RM 118.2 due 20/2
Pos Laju: item signed by guard
LHDN: bayaran balik approved and paid in your bank. No action
Commbank: You paid $18.50 at WOOLIES 3028. NetBank has details
CommBank: 3 new payees were added. Don't recognise it? Lock in app or 13 2221
ANZ: direct debit dishonoured, Foxtel $59
NAB: NetCode 871602 to pay $950 to T NGUYEN. Never tell anyone
Westpac: card expires 03/26, the new one's in the mail
myGov: You have a message in Inbox. Sign in by typing the address. 
Services Aust: your reporting date is 6 Feb
ATO: lodgement received. Est. 2 weeks
AusPost: we're delivering your parcel from KMART Thu 5 Feb. safe place? choose in app
StarTrack: left in parcel locker 31. Code 0571 until 7 Feb
Linkt: auto top up $30 done. Tag balance $41.07
VicRoads: rego 1AB2CD is due 28 Feb. A bill has been posted
Opal: balance under 10 so auto top-up 40 took place
Telstra: we have a mass outage in Cairns, restored about 3pm
Optus: extra data 1GB $10 was added as plan ran out
Energy Aus: smart meter read on Thursday, no one has to be home
Medibank: claim paid 46.20 to your acc
Healthengine: Reminder Dr Papas 3:15 tmrw. Y to confirm
Bunnings: click & collect 778 ready, bay 2
Qantas QF 63: bag drop closes 9.10
Strata: fire alarm test Tues 9-12
Kiwibank: Balance alert: you're below $50. Txt OFF to stop
Spark: thx for topup $20, creds good for 365d
NZ Post: delivered to letterbox 1:40pm
Barclays: £250 sent to MRS J HALL at 12:01. Didn't ask for it? 0345 734 5345
Lloyds: Your balance on a/c 421 at 4 Feb is £302.77 CR
HSBC: FraudAlert. Card 6650 £412.00 CURRYS 4/2. Genuine reply Y, fraud reply N. No links, we'd not ask for PIN
HSBC: thank you, card unblocked, try again
Santander OTP 90214 for new payee 'GASCO'. Did someone tell you to read it? Stop, scam
Monzo: your £12.40 Uber was refunded
Nationwide: rate on your Flex ISA changes 1 Mar to 3.1%. letter sent
First Direct: you asked us to ring, we'll do it 4-5pm today
Starling: Direct Debit Thames Water £31 tomorrow
Chip&PIN reminder: lost card cancelled; new in 5 days to registered address
Virgin Money: credit limit stays. Nothing to do
EE: bill £23.00 now on My EE. DD on 11 Feb
O2: you've used 50 of abroad 25GB... rates to Swiss 7.8p/MB
Three: payment thanks £18
Vodafone: your PAC is VOD482913 valid until 5/3
giffgaff: goodybag queued for the 9th
Tesco Mobile: you're in Portugal, home from home, emergency 112
BT: engineer 8-1 on 9/2, job 4471. Ring only if date is bad
Openreach: cabinet 12 repair now 6pm
Royal Mail: today's delivery of RM33 from ASOS by Steve 11.20-12.20
DPD: Hi! Your parcel's with Dave, stop 41 of 88. He's got pin 3609 to ask
Evri: returned to sender as asked
Parcelforce: customs charge is shown on the card our driver left; settle at depot counter or with number on it
Yodel: photo: porch
Amazon: Delivered: front door. 
Amazon: your code 482913. Don't share. If someone calls asking for it hang up.
Ocado: swap: 1 item oat milk. 6.30-7.30 today w/ Lee in Cabbage van
Tesco: your slot Sat 9-10am is booked. amend till Fri 11.45
NHS: Your flu jab is on 12 Oct 09:40 at St Paul's. Cancel 0300
NHS: we need your blood pressure, hand readings in at reception
GP: Result of your test is as expected. Dr Ali
Smile dentists: see you tmrw 2.10. missed appt fee £20
HMRC: we got your Self Assessment. Sign into your account to see calculation. We don't send links
DVLA: Your V5C for AB12 is in the post
DVSA: theory booked 4 Mar 13:15 Leeds. ID needed
Passport Office: photo passed; now printing; signed-for delivery
TV Licensing: we've emailed your renewal. DD unchanged
Council: Garden waste paused for 2 weeks
Electoral: your poll card number's by post, polling St Johns hall
School comms: Y5 swimming kit Thur
School: INSET Friday, closed
ParentPay: dinner balance -£4.10
Uni: lecture LT3 not LT1
Trainline: 07.12 to York is cancelled, take 07.34; refund via where you bought
Ticket: collect ref KJ77HX
BA: BA75 on time, T5
National Rail: strike 8th no service
TfL: incomplete journey £8.10 refunded on next tap
Uber: Ali in white Prius KX19 here
RingGo: P session 60 mins ends 15:02
Airbnb: reservation ok 3 nts. Host sends entry code the day before
Booking.com: 'Free cancellation till 5 Mar'. pay at hotel
OpenTable: table 4 at 7.30
Gym: DD 24.99 taken
Rent received with thanks. Foxtons
Thames Water: burst main SW4, tankers at Clapham
UK Power: power cut fix 3.30pm. call 105
SGN: we're replacing gas pipes in your road; ID carried
Chase: A $42.10 debit at SHELL on card 9053. Reply STOP to end
Chase: Did you use card 9053 $310.00 at APPLE? Reply 1 YES 2 NO
Wells: Deposit of $1,840.22 in acct x118. Balance in app
BofA: Low balance acct x771, $18.20
Citi: Autopay $25 on 2/11
Amex: stmt closed. $612, due 3/1
Capital One: thank you, payment posts in 1-3 days
Zelle: MARIA sent you $60, it's in your Chase
Venmo: Josh paid you 20 "tacos"
Cash App: Sign in code 871-602. Never share. 
PayPal: 118276 is your security code, expires in 10 min. We won't ask for it
Discover FICO updated to 741
IRS: transcript by mail 5-10 days
SSA: your replacement card mails within 14 days; we do not text requests
USPS: 9400.. Out for Delivery, Today by 9pm 
USPS: delivered in/at mailbox. 
UPS: driver couldn't get signature. Will retry tomorrow or Access Point at CVS
FedEx: pkg from Chewy sched 2/6 EOD
DoorDash: Tina's nearby
Instacart: out of cilantro, ok to replace w/ parsley? 
Walgreens: Rx 118 is ready, $10 copay at counter. STOP opts out
CVS: refill due, Reply YES to fill
LabCorp: appt 7:40a fasting
Kaiser: message from your doctor, log in
MyChart: check in before 2/6 visit
Texas DMV: reg sticker mailed
E-ZPass: statement ready at your account; auto replenish 25
ConEd: outage W 84th crews assigned ETR 9PM
PG&E: rate review letter coming
Verizon: your bill 71.20 auto pay 2/18
T-Mobile: you've used 80% of 5GB hotspot
AT&T: Tech on way
Xfinity: outage over. Restart modem
Mint: plan renews 2/9
School: late bus 14 by 20 mins
District: 2 hr delay for ice
Amber county: boil water lifted
Delta: DL 88 ATL gate B12 boards 5:10
Southwest: you're B 22
Amtrak: train 171 20 late
Hertz: car ready stall 88
Hotel: late checkout ok noon
SeatGeek: tix transferred to you by Amy
Apple Pay: card was added to Watch
Google: 571 044 is verification code. don't give it to anyone
WhatsApp code 482-913. Do not share this code
Your Telegram login code: 36095. Do not give this code to anyone, even if they say they are from Telegram!
Facebook 90214 is your confirmation code
Steam guard: J7KQ2
Microsoft: unusual sign in. review under account > security when you next sign in
LinkedIn pin 663019
Uber code 4471. Never share.
Claim 5512 settled £310, cheque by post. Aviva
Policy doc issued; cooling off 14 days. AXA
Roadside: patrol in 45 min, Gaz
Vet: Bella's ready for pickup 4pm, soft food
Kennel: drop off from 8
Church: service 10.30, then coffee
HR: payslip on portal. Bank changes only in person with ID
Payroll: cut-off 20th
IT: password expires in 5 days. Press Ctrl Alt Del, change. No link in this mail
IT: printers back
Canteen: closed Fri
Shift: Sun 6-2 till 4 yours? reply Y
Temp agency: timesheet approved 38h
Interview Wed 11, Ms Obi, 3rd floor; no payment asked ever
Court: jury service ends; expenses paid to bank given on form
Police ref 4412/26: your bike report logged. Officer may ring
Police: found property, Desk 2, ID
Consulate: visa stamped. collect 2-4pm w receipt
VFS: passport dispatched by Bluedart 778
Immigration: eVisa granted, letter in account
Land registry: search complete
Estate office: your meter cupboard needs access, 48h notice
Landlord: boiler man at 10
Laundromat: order 12 washed
Tailor: suit ready
Garage: Fiesta passed MOT. 54.85 + bulb
Tyre place: booked 12.15
Florist: delivered to Mrs Ford, reception
Nursery: Leo has temp 38, pls collect
Blood bank: thanks, your gift was used at Leeds General
Charity: gift aid receipt emailed
Library PIN changed at desk
Recharge fail: operator no response. Amount 98 auto refunded. Not to retry within 10 mins
Voucher used already. If you think this is wrong bring the card to a shop
Your top up is queued, please wait. Ref 3381
Wrong recharge request: number owner agreed. 100 will be moved to you
Wrong recharge request rejected since balance is consumed
Dear agent, float 20,000 received. Commission 412
Dear partner: settlement sheet for 3rd Feb placed in portal
You have exceeded the tries for scratch PIN. blocked 24 hours
Line bars lifted after payment. Switch phone off and on
International roaming ON. Daily pack 599 starts with first use
Data consent: child line limited to 2GB
Caller ID: you rejected 3 spam calls
Scam warning: no bank wants your OTP. Someone does? put down the phone. -Ombudsman
Alert by Police: 'mum new phone' WhatsApps are fake. ring the old number first
Fraud awareness: a job that makes you pay first isn't a job
We at Amazon won't call to ask remote access. Spread the word
Beware: rider asks to pay by link at door? pay cash or refuse
Reminder from Globe: texts with links that use our name are not from us
Cyber dost: digital arrest doesn't exist in law. report 1930
Think twice: investment that only rises is a lie. MAS list of alerts
Safaricom only calls from 0722000000. don't dial codes for strangers
Take five: stop, challenge, protect. 159 reaches your bank
SIM swap: if signal vanishes, ring us from another phone
ScamShield: check, tell. 1799
Don't let anyone rent your account, that's jail. BSP
Our agents collect no cash for recruitment. Shell Nigeria
Never scan QR to receive money. It's only for paying. NPCI
AnyDesk? TeamViewer? refuse when a 'bank officer' wants it
Your GPRS and MMS settings are on the way. Save them when they arrive, PIN 1234
Internet settings for your Nokia have been sent. Install them and restart the handset
Airtel: MMS set-up was sent to you. Choose save, then restart
Mobile internet is now set up on this phone. For picture messages switch it off and on
Vodafone live! settings received? open Services and press OK. Need help, dial 191 from your phone
BSNL: send MMS with APN bsnlmms, settings were pushed to your device model today
O2: your handset will get two configuration texts. Accept both, nothing is charged
We could not find your phone model. For manual settings of internet: APN web.gprs, no user, no password
WAP is on for your line from today. Set-up help on our site under Phones
4G is ready on your SIM, set network mode to LTE preferred in phone options
Your mobile office plan is active, use the email app with the settings you got by SMS
eSIM profile is downloaded. Turn on mobile data for Secondary
Your plan does not cover premium texts. One was sent on 2 May for 1.50, see your bill
Roaming is on in Spain. Calls as at home, data 25 GB
ABN AMRO: your card reader is in the mail, arriving in 3 working days
ING: € 43,10 paid at Jumbo. Balance in the app
Rabobank: the new pass is sent. Your PIN remains the same, activate it by paying with PIN
DigiD: you signed in to MijnOverheid on 4 May 10.12
Belastingdienst: there's a new message in your mailbox. Sign in the way you always do, we send no links
PostNL: your parcel comes between 14.05 and 16.05, the driver is Ahmed
bpost: collect it from Night & Day shop with your ID, kept till the 19th
KBC: payment of 12.00 by Bancontact accepted
Crédit Agricole: code 447192 to validate your payment of 89.00 EUR at Fnac. Tell it to nobody
La Banque Postale: statement for May is available in your client space
Ameli: a payment of 17.50 EUR was made to you on 12/05
Colissimo: parcel put in your letter box at 11:42
Chronopost: delivery tomorrow before 13 h, code 8841 for the driver
Orange: your bill of 24.99 EUR will be taken on the 28th
BBVA: purchase of 32,15 EUR at Mercadona with card *3301
CaixaBank: a Bizum of 20 EUR from Lucia arrived. Concept: dinner
Correos: your shipment is in the office of Calle Mayor, open till 20:30, bring DNI
DGT: your driving test is passed, provisional permit can be printed
PosteInfo: withdrawal 100.00 EUR at ATM Roma Termini, card ending 2210
Intesa: transfer of 450.00 to Condominio Verdi carried out
INPS: pension for June is payable from the 1st at your post office
Millennium: MB Way 15.00 to Rita Sousa done
CTT: your item is out today, be home 9 to 13
Sparkasse: new statement ready in the mailbox
DHL: parcel for you in Packstation 134, pick-up code 7719
Swiss Post: delivered to neighbour Keller
TWINT: CHF 18 received from Marco
Nordea: salary 2,341 EUR booked
PostNord: the parcel can be fetched at ICA Kvantum, reference 5561
InPost: locker WAW22A, code 512 884, 48 hours
mBank: card payment 56.20 PLN Rossmann
Bancolombia: you paid 85.000 at D1. Doubts 018000 line
Nequi: Camila sent you 30.000
Mercado Libre: your buy arrives today, keyword for the courier: lemon
Telcel: top up of 100 done. Balance 112.40 valid until the 30th
BCA: m-transfer 150,000 to Siti Rahma succeeded 03/05 09:12
BRI: debit 52,300 Alfamart. Remaining 1,204,551
Telkomsel: your package will end on the 7th. Remaining 1.2 GB
PLN: token 1123 4452 9901 3321 7740 for Rp 100,000, 66.6 kWh
Maybank: RM 60.00 DuitNow to Lim Auto. If it wasn't you use the kill switch in MAE
Celcom: reload RM10 successful, expires in 30 days
Spotify: your plan changed to Student, next payment on the 3rd
Disney+: new sign in on your living room TV
Coinbase: 0.02 ETH received
Apple: your repair is complete, bring ID to the Genius Bar
EE: we've had your payment of £31, thank you
Three: swap to your new SIM is done, welcome back
Paytm: Rs 120 paid to Raju Tea Stall
Wells Fargo: low balance 38.12 on checking
`
