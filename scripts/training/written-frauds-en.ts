/**
 * Frauds in English as many hands and countries write them, a line each, no two in the same words: DOMAIN 2.1, 2.2, 2.6 and 2.7, and what authorities,
 * banks and operators warn of. Blanks as in `invented-messages.ts`. Nothing is quoted from a collection.
 */
export const FRAUDS_EN_WRITTEN = `
Santander: we've paused a faster payment of £940 to MR K OSEI. If you don't recognise this, secure your account via {bait}
HSBC: A payee request from a new device in LEEDS has been received. Not you? Visit {bait} to reject
Barclays-Alert: your mobile banking has been limited until you re-register this handset {bait}
Monzo: a new sign-in was approved on Samsung S22. If unrecognised stop it now: {bait}
NatWest: we blocked a direct debit for you. Tell us whether it's genuine at {bait}
Nationwide - your card reader needs re-activation before Friday or payments will be refused. {bait}
TSB: Suspicious login attempt. For your protection your online access is switched off. Switch on here {bait}
Halifax Secure: the payment to A WILLIAMS for 310.00 GBP will leave at 9pm. Cancel payment {bait}
Revolut: your card was frozen by our risk system, unfreeze after identity check {bait}
First Direct security notice. We couldn't confirm your last 3 purchases. Reply Y or go to {bait}
Your Wells Fargo Zelle transfer of $1,150 is processing. To dispute text NO or log on {bait}
Chase Bank FRAUD-DEPT: did u attempt $786.22 @ BestBuy Ohio? If NO an agent will call you, have your card and the code ready
BofA: Your online ID has been disabled due to multiple password errors. Restore ID {bait}
Capital One notice: account ending 8812 put on HOLD. Verify ownership: {bait}
[Citi] Unrecognized device added. Remove device at {bait} within 24hrs or account gets locked for safety.
Navy Federal: unusual wire $2,400 pending, call {num} ASAP to stop
US Bank Alert - your debit card has been deactivated, to reactivate dial {num} and follow the voice prompts, you'll need the 16 digits
CashApp: you have a pending deposit of $750. Accept it before it expires {bait}
Venmo - we noticed someone signed in from Dallas TX. Wasn't you? lock it here {bait}
Your PayPal account will be permanently limited because you did not confirm who you are. Confirm now {bait}
PayPal: You sent 499.99 USD to Crypto Exchange LLC. If you did not authorise call our resolution centre {num} immediately
Dear SBI user your YONO account will be blocked today please update your PAN number click here {bait}
Dear Customer your HDFC netbanking will suspend by today evening kindly complete your KYC {bait} Thank you
ICICI alert: Your reward point Rs 9,850 will expire by today. Redeem in cash now by installing our app {bait}
Dear valued customer, AXIS bank KYC is expire. Your a/c going to be hold. Contact our executive {num}
Respected sir your Paytm KYC has been suspended call on {num} within 24 hr otherwise wallet will be block
PNB: Your Aadhaar is not link with account so debit card is stop. Update Aadhaar here {bait}
Dear consumer your electricity power will be disconnected tonight at 9.30pm from electricity office because your previous month bill was not update. please immediately contact our electricity officer {num}
Gas connection will be cut today as bill not updated in system. call Mr Sharma gas officer {num}, only 10 rs to pay through app
Your FASTag KYC not complete, tag is going to blacklist today, update on {bait}
Income Tax Dept: Rs.15,490 refund approved in your name. Kindly verify account no. 5XXXXX6777 if not correct update by {bait}
RBI guidelines: all unverified UPI ids will be closed 31st. Verify UPI by paying Rs 1 at {bait}
your cashback of Rs.1999 from PhonePe is pending, scan this QR and enter upi pin to receive in bank
sir i am army officer posted in Jammu i want take your flat on rent, army rule i pay advance you just scan this QR and put pin
PM Kisan yojana 2000 not credited because e-KYC fail, download this apk and fill {bait}
Aapka SIM band ho jayega, to continue service send SIM number 20 digit to {num} and press 1 when call comes
Dear customer your Airtel SIM KYC has been pending so your services will be blocked within 24 hours. Contact customer care {num}. do not share with shop
Your Jio number will be deactivate, TRAI has received complaint. Press 9 to talk to officer
This is TRAI calling. all mobile number on your aadhaar will be disconnect in 2 hours due to illegal advertisement
Mumbai customs: one parcel in your name to Taiwan contains 5 passports and MDMA. Connect on Skype with inspector for clearance certificate
CBI officer: you are under digital arrest. do not switch off camera, do not tell any family member, transfer fund for RBI verification it will return in 30 minute
Vehicle challan no. 88213 is pending against your bike. see photo and pay, install VAHAN PARIVAHAN.apk
Wedding invitation card: please open the file below.apk you are invited with family
Congratulation!! your number has been selected in KBC lottery 25 lakh. Contact Rana Pratap Singh on whatsapp {num} for claim, lottery manager
Dear sir loan of 5 lakh is passed under Mudra yojna, kindly deposit 2,150 file charge in given account then amount release
Bajaj finance loan 3,00,000 approve. send adhar pan photo and GST fee 1500 by gpay to this no.
instant loan no cibil. only pay insurance 999 in advance to sanction. 100 percent genuine sir
You took loan from our app, today last date, otherwise we will send your edited photo to all contact list. pay at {bait}
part time job offer: work from home, daily income 3000 to 8000, just review google map places. message HR Anjali on telegram {bait}
Hello dear I am from Amazon HR, we got your number from naukri. Reply YES for online work like and subscribe, first 150 rs paid now
Your resume is selected for IndiGo ground staff, salary 28,500. Pay refundable security 2,350 for gate pass and uniform
Data entry job with agreement, submit 600 forms in 5 days or pay penalty. registration 1200
GCash: your account is subject for suspension due to unverified info. Please verify now to avoid deactivation {bait}
BDO Advisory: Your account has been temporarily locked, pls update your info thru this link {bait}
BPI: Due to system upgrade ur online acct will be deactivated today. Reactivate: {bait}
Landbank po ito, your ATM card will expire. kindly click {bait} to renew
Maya: may natanggap kang PHP 3,500 ayuda, claim here {bait} valid until 5pm only
Globe Rewards: You have 4,980 points which expire today. Redeem a phone now at {bait}
SMART: dear subs your SIM not registered will be cut off. register with ID and the OTP at {bait}
LTO: You have an unsettled traffic violation no. PH-92011. Settle before your license is suspended {bait}
J&T: ur parcel cant be delivered becoz address is wrong, correct it here & pay 18 pesos {bait}
Congrats! Your cp number won P850,000 from DSWD raffle draw of Pres. charity foundation. To claim txt your name age address to {num} DTI permit 0921
Ma'am/sir hiring part time! 1,500-4,200 per day cellphone lang kailangan. msg me sa viber {num}
hi is this Ma'am Liza? I'm Vanessa fr Manila Recruit, we have openings for online order assistant free 188 pesos upon register {bait}
Tito si Jun to, nawala phone ko. pa-gcash muna 2k dito, balik ko bukas. new number ko na to
Pls help po, naaksidente kami sa Cubao kailangan ng pang ospital, send nalang sa gcash {num} ako si ate mo
Wrong send po load 300 sa number nyo pakibalik naman po sa {num} kailangan ng anak ko, kung hindi irereklamo kita
DBS: your account is detected login in Vietnam. Please cancel the request immediately at {bait}
OCBC-NOTICE: There are issues with your banking account. To verify and avoid suspension click {bait}
[SingPost] Parcel detained at warehouse as postage underpaid SGD 1.30. Settle at {bait}
LTA: Your ERP fine of $20 remains unpaid, surcharge after tomorrow. {bait}
MOM notice: your work pass has irregularities. Speak to the officer on video call and hold the money in the designated account till cleared
Hello, I am officer from Singapore Police Anti Scam Centre, your bank account is involved with money mule case, please install this conferencing app
Hi guess who? I change my number already. Save this. ... yes I'm Kelvin lah. eh can help me transfer $600 first, my bank token spoil
Aircon servicing promo $10, pay deposit by downloading our app to book slot {bait}
Shopee 6.6 staff hiring! boost orders from home, SGD 80-300 a day, commission same day. Add Whatsapp {bait}
Grab: you have been chosen for $100 voucher, complete short form with card to confirm {bait}
LHDN: anda layak refund RM 418.20, please submit bank detail at {bait}
Maybank2u: TAC not requested? block at {bait} quickly
Pos Malaysia: barang anda ditahan kastam, pay RM3.80 clearance {bait}
Touch n Go eWallet: RM1,200 government incentive is ready, claim b4 midnight {bait}
Dear customer, your BVN has been deactivated by CBN. Call {num} to reactivate else your ATM will stop working
GTB: Dear Customer ur account has been restricted due to BVN/NIN upgrade. kindly call our help desk on {num}
UBA Alert! Your token is expired. Send your card number and the 4 digit PIN to {num} to renew
Hello, this is from Access bank head office Lagos. We are doing ATM card upgrade. Please what are the six numbers in front of your card
MTN promo: your line has won N2,000,000 and a Toyota Corolla. Call Barrister Johnson {num} for claims. Don't tell anybody till you collect
Glo 20th anniversary draw! U are among 10 lucky winners. Buy recharge card of N5,000 and send pin to {num} to activate your winning
FG poverty relief grant of N50,000 is now disbursing, apply with your account and ATM details {bait}
My brother abeg help me, they catch me for checkpoint, send 20k to this opay account {num} I go pay back evening
Good day sir. I am the person that sent airtime 1500 to your line mistakenly please resend it I'm using it for work God bless you
Make N150,000 weekly from your phone! Join our cryptomining platform, pay N10,000 get N25,000 in 45 minutes. Whatsapp admin {bait}
Dangote foundation is giving out N100k to first 1000 people. share to 10 groups then enter your account number {bait}
NNPC recruitment is ongoing by replacement. slots available, form fee N7,500 pay to secretary, your letter is out in 2 weeks
You applied for CBN loan, your N800,000 is ready. Pay the VAT of N6,500 to release it to your account today
Hello dear, I saw your profile and I feel God is speaking. I am Engr. Mark on offshore rig, network is bad. Please get me a $200 steam card so that I continue to chat with you
Mpesa: Confirmed you have received Ksh 4,500 from JANE MWANGI. Sorry nimetuma by mistake please send back to {num}
Dear Safaricom customer your line will be suspended. dial *33*0000# then tell us the code you receive
Hongera! umeshinda Ksh 100,000 na Shabiki. send Ksh 1,200 for processing to till {code}
Fuliza limit increase upto 50k. pay 350 activation to {num}, no refusal guaranteed
Mum, niko na shida, nimepoteza simu, tuma pesa kwa hii number ya mwalimu for the trip today please
KRA: your PIN is blocked for non compliance. Pay Ksh 2,000 penalty to paybill and forward message
Hello we are recruiting for UN Kenya drivers, 78,000 salary. medical and interview facilitation fee 3,500 only
MTN MoMo: u have received GHS 350. Reversal needed. Please enter 1 and your PIN to approve the reverse
Hello please I'm calling from Vodafone cash office, we want to merge your accounts so you wont lose money, I'll guide you press *110#, option...
FNB: Your eWallet reversal failed. Log on to {bait} and confirm with the OTP to receive R3,200
Absa - your app certificate has expired. Renew or lose access tonight {bait}
Capitec: DebiCheck of R499 approved on your acc. Decline it at {bait} if not yours
SARS: R8,312.40 is due to you. eFiling refund release requires card confirmation {bait}
SA Post Office: R29.50 customs due on package ZA9921, avoid return {bait}
SASSA R350 grant is outstanding, reapply with your bank card and pin {bait}
Need cash? Blacklisted & under debt review welcome. R50 000 in 1hr, pay R650 admin fee upfront. Whatsapp {num}
Learnership available for 2026, R6,500 stipend. pay R280 for training booklet via Shoprite money market and send voucher pin
CommBank: a $1 test payment was made to a new payee. If it wasn't you, secure your NetCode here {bait}
ANZ: we've suspended BPAY on your account until you confirm your mobile. {bait}
Westpac notice - PayID locked due to irregular sign in. Unlock {bait}
myGov: you have an outstanding refund of $736.98 AUD. View in inbox {bait}
Medicare: your card is expiring, update your details to keep rebates {bait}
Linkt: your toll invoice is overdue. To avoid a late fee pay $6.45 today {bait}
AusPost: Your package couldn't be delivered due to no house number. Update in 12 hrs {bait}
ATO: There is a warrant for unpaid tax in your name. Press 1 to be connected before police are dispatched
NBN technical dept. Your internet will be disconnected in 48 hrs because hackers use your IP. Allow our technician to log in
Hey mum this is my temp number, dropped mine in the sink. Can u text me back asap, need a hand with a bill x
Telstra: your last bill was paid twice. Apply for refund $89 with card: {bait}
ANZ Post Shop NZ: Parcel waiting, customs 2.99, reply or open {bait}
NZTA: rego expired - fine issued. Pay in 24 hours {bait}
E-ZPass: You have an unpaid toll of $4.15. Failure to settle by tonight will result in $35 late fee and DMV report {bait}
FasTrak final reminder, balance $7.30 overdue. copy the link to your browser {bait}
SunPass violation notice, avoid suspension of vehicle registration {bait}
DMV Final Notice: enforcement starts tomorrow under administrative code 15C-16. Reply Y then reopen this text to activate the link {bait}
USPS: the package has arrived at the warehouse and cannot be delivered due to incomplete address info. {bait} Reply 1 and exit, reopen to confirm
UPS. your parcel was returned to hub after 2 attempts. New delivery $1.99 {bait}
FEDEX: import duty outstanding on shipment. Release fee {cur}{amt} at {bait}
Royal Mail: your item has a £2.99 unpaid shipping fee. To pay for this now visit {bait}. Actions will be taken if you do not pay
Evri - we missed you! pick a new slot (1.45 charge) {bait}
DPD driver here could not find your building, pls confirm location {bait}
Hermes: parcel 99120 refused because postage insufficient, details at {bait}
An Post: your delivery is suspended awaiting EUR 1.80 {bait}
HMRC - Your tax code changed and you are owed £276.32. Claim through the portal {bait}
HMRC: legal bailiffs assigned. Ring {num} today to settle out of court
DVLA: We failed to take your vehicle tax payment. Update details or risk a £1,000 fine {bait}
TV Licence: your direct debit bounced, you are now unlicensed. Pay here {bait}
NHS: you were near someone with the new variant, order a test kit, postage 0.99 {bait}
Cost of living payment: you are eligible for £299 more. apply by text or at {bait}
Ofgem rebate of £400: enter sort code to have it paid into bank {bait}
Penalty Charge Notice issued against your vehicle. View evidence & pay reduced rate {bait}
IRS: third stimulus $1,400 unclaimed. Submit W-form and SSN at {bait}
Social Security: your SSN is suspended for criminal activities at Texas border, press 1 immediately
Medicare new plastic card: give your old number to keep benefits, call {num}
State unemployment: your claim needs ID.me re-verification, payments on hold {bait}
Student loan forgiveness final round, you're pre-qualified. Pay the one-time $299 document fee, call {num}
Netflix: your payment was declined, membership on hold. Update billing {bait}
Spotify premium ends tonight b/c your card expired. Keep it: {bait}
Apple: Your ID was used to buy $143 on iPhone 13. If not you, sign in at {bait} to cancel
iCloud storage is full and your photos will be erased. Get 50GB free here {bait}
Amazon: a purchase of 799 GBP (MacBook) is placed, to cancel call support on {num}
Amazon Prime renews at $149 now. To stop the charge, speak to a rep {num}
Instagram: copyright violation reported, your account will be deleted within 24 hours unless you appeal {bait}
Meta Business support: your page goes against community standards, verify with password {bait}
WhatsApp: your account is being registered on new device. send us the 6 digit code to stop it
Telegram premium gift for you from Anna! log in to receive {bait}
Hey is this you in this video?? lol {bait}
vote for my niece in ballet contest pls, just enter your number and the code {bait}
Look who died in accident, I think you know him so sad {bait}
MetaMask: wallet not verified will be restricted under new regulation. Import phrase at {bait}
Coinbase: your withdrawal 0.84 BTC requested from Lagos. Not you? call security {num} and keep the 2FA code handy
Binance: login from Russia. If this was not you contact {num}, move assets to Trust Wallet with the seed we send
Ledger security breach: all users must re-sync device, type 24 words {bait}
You have 1.2 BTC in forgotten mining account, last notice before deletion. collect it {bait}
Elon giveaway: send 0.1 ETH to the address and 0.2 comes back within minutes
USDT flash transaction for sale, stays 90 days in any wallet. dm {bait}
Microsoft: your licence key has expired and your PC will lock. Call Windows help {num}
Alert from McAfee: 39 viruses found on this phone! tap to clean before your SIM is damaged {bait}
Geek Squad invoice #GS8831: $399.99 debited for 3 year plan. For cancellation phone {num} in 24 hours
Norton auto renewal completed 349.99 USD. wish to get refund? helpline {num}
hello ma'am your computer is sending us error, please go to start and type this, then I will connect by AnyDesk
I put 4000 instead of 400 in your refund, my manager will fire me, please send back by google play cards, scratch and read me
Award line: our computer picked your mobile for a £1,500 cash sum. Phone {num} from a landline before midnight, claim no. {code}
FINAL ATTEMPT to contact you re your unclaimed holiday and cash award, dial {num} now, quoting K{tail}. Calls £1.50/min
As a loyal handset user you are guaranteed either a camera or 400 pounds. To collect ring our claim desk {num}
private! your 2025 account statement shows {amt} un-redeemed bonus points. call {num} identifier {code} expires {date}
We've been trying to reach you. You have a prize waiting, it is GUARANTEED, only today phone {num}
Lucky subscriber no 1,000,000! An operator stands by on {num} to arrange delivery of your new telly
Winner notification ref {ref}: send your name, address, age and £15 handling to PO box 77 to release the cheque
URGENT: a parcel with your winnings is held by the bonded courier, pay the stamp duty by iTunes card
Your e-mail address came out in the Euro Jackpot online draw. File claim with Mr. Pieter van Dijk, fee 480 euros refundable
Publishers sweepstakes here, congratulations you've won 2.5 million and a Mercedes. Government needs one percent tax paid first by cashier's check
Facebook Freedom lottery agent: your name was on the list of those to receive $90,000, how do you want it, cash or check? UPS fee 350
Walmart feedback: you're shopper of the week! answer 2 questions to receive 500 gift card, we only take $4.95 {bait}
Free iPad Pro left over from Amazon raffle, first come, postage by card {bait}
Costco anniversary survey reward unclaimed, confirm shipping card {bait}
Your name came up in Friday's raffle, 2nd prize. Click to say where we send it {bait}
Tesco: £250 shopping pass reserved for Mrs. Clarke, it ends in 4 hrs, claim {bait}
Hi! I'm Sophia, a hiring coordinator from Indeed. A flexible online position pays $60-$300 for 60 minutes. Interested? msg on WhatsApp {num}
Good day! We came across your resume on several job boards. Our brand needs product optimisers, age 25+, base 1,000 every 5 days. Reply "Yes"
Our team is looking for people to boost app ratings from their phone. 30 tasks a day, deposit resets your account, profit withdrawn same evening
The trainer opens a work account for you, first set is on us, second set you fund yourself with USDT 50
Sorry, a lucky order landed on you! It pays six times commission but your balance is minus 318, top up to submit it
customer service: since you have waited over 24h your credit score fell to 80, repair it with 1,000 USDT then withdraw
You are one order away from finishing. Borrow from a friend if you must, the platform gives it all back tonight
Congrats you passed the interview over Telegram! We will mail you a check to buy office equipment from our vendor, deposit it and send proof
Mystery shopper assignment: buy four $500 gift cards at Target, rate the cashier, upload the backs of the cards
Package inspector from home: receive boxes, change labels and ship them on. 4,300 monthly. Need scan of your ID and bank
Caregiver needed for my mother moving to your area, I'll send cheque in advance, keep 500 and forward the rest to the wheelchair seller
Car wrap offer: get 500 a week just driving with Red Bull logo. We send a certified check, pay the decal man from it
crew wanted for cruise ship, free ticket and 3200 euro, only the seaman's medical and visa to be paid to our Manila agent
UK care visa sponsorship available, pay £3,000 for certificate and start in June. serious persons only
Canada LMIA jobs no IELTS no experience, pay half after visa stamping, processing 25k to open file
We pay you 5% for each transfer that passes through your account, you only withdraw and give the cash to our driver
Students wanted! Let us use ur bank acc for two weeks, $500 flat, no risk, its just for tax reasons
looking for aged Telegram, WhatsApp or bank accounts to rent, daily payment, scan QR and leave phone online
Need someone with an HSBC account, quick 2k today, I send 8 you keep 2 safe no chargeback
Sell your SIM cards registered in your own name, cash on the spot, as many as you can get
Rent out your LinkedIn profile, $200 a month, just give us the login
i can help u flip 200 into 2k, just need ur cash app n the pin, works every time promise
CC fullz + clean fallz, cashout method 2026, tap in {bait}
Hi Jessica, is the tennis lesson still on for Saturday? oh sorry must have mistyped, I'm Lin by the way, I do skincare import in LA
Is that Dr. Brown the vet? My poodle isn't eating... Oh so sorry, my assistant gave me the wrong contact. You sound kind, where are you from?
Long time no see, how have you been? I'm Amy from the charity dinner in Sydney. Do you use WhatsApp
hello, I'm back in Hong Kong next week, will you come to the golf with Mr. Chen? I apologize if you are not Alex. Fate brings people
Good morning friend, did you sleep well? I just closed a position, 18 percent in ten mins. I learned it from my aunt, want me to show you how the nodes work?
You trusted me with your stories, let me share my luck with you. Put in what you don't mind, 500 is fine, the signal comes at 9pm
Have you opened the exchange I sent? Register with my code so we're on the same line, then convert your savings into USDT
see, you withdrew 200 with no problem. now the VIP round needs 20 thousand, ask your 401k, you pay it back in 3 days
Darling the platform says we need to prove funds with 15% margin or both our accounts freeze, I already put in 40k for us
The SEC is auditing the wallet, pay personal income tax 28% to customer service then all of it goes to your bank
Trade with AI bot Quantum X, starts with $250, as seen with Martin Lewis. An account manager calls you {bait}
Elderly couple made 30K with this hidden loophole, banks hate it. Register before it's removed {bait}
Prof Hayes' class today at 3, buy HXTI at the open, target +60%. All members must screenshot positions to assistant Bella
IPO allotment through our institutional account, subscribe now even with leverage, you can only sell after full payment of shares won
SEBI registered guruji tips, 100% sure shot option call, 25k profit or fee returned, join {bait}
gold scheme from Dubai dealers 8% monthly, your principal is in escrow, send aadhaar and first installment
Forex managed account 50-50, send 100$ get 1000$ in 3 working days, testimonies on my page
Hyip pays 3% daily forever, referral 10%, put btc and forget
Buy this presale token before listing, guaranteed x50, connect wallet at {bait}
Airdrop live! claim 1,820 ARB, approve the contract {bait}
Our blockchain forensic unit has located your stolen funds. A retainer of 0.05 BTC lets us begin recovery
I got my 73k back thanks to this hacker on Instagram, tell him I sent you, small fee for software
FCA compensation team: victims of investment fraud receive £12,400. Solicitor's disbursement of £380 needed beforehand
My dearest, the roses were nothing. When the contract ends I'm flying straight to you, only the leave form costs 1,900 and my account is offline here at sea
Good evening beautiful, I am General Scott, peacekeeping in Yemen. I want to ship my trunk box to you for safe keeping
honey the hospital won't operate on my daughter until I pay, my card is refusing abroad. I swear on God I'll refund you
baby why you doubt me? if you loved me you would get the Razer Gold cards, two of 100
The diplomat with your package is at JFK, he needs yellow tag of 2,750 or the content will be opened
I don't have money for the bus ticket to visit you. send 80 by western union name of my cousin ok?
hey its lena from tinder, my cam is private, verify ur age w/ credit card no charge {bait}
let's meet tonite sweetie but for security u must register with hotel safety pass first, 50$ refundable
i hav all ur nudes n ur followers list. 300 or i start wit ur mom
I infected your device through an adult website and filmed you. Send $950 in Bitcoin, timer has started when you opened this
you called escort girls and wasted their time. we know where your family live. pay the fine to the account today
This is Sheriff's office Lieutenant Grant, you failed to appear for jury duty, two citations. bond can be posted at the kiosk with bitcoin, remain on phone
Pre-legal notice: you'll be served at home or work unless docket is settled, call mediation {num} opt 2
Payday loan collector: affidavit is being filed today in your county court, resolve it outside with a debit card
Immigration Bureau: your alien number was misused, purchase vouchers to secure status
Interpol cyber unit. Your name appears in arms trafficking, a bank inspector will verify the serial numbers of your notes
Embassy of China notice: you have an urgent document to collect, press zero for consul, later police of Shanghai will question you on Skype
gran its me. I had a crash n broke my nose so i sound funny. a lawyer will call you, give the cash to the bail man pls
Mr Lawson? I represent your grandson, he's in custody. There's a gag order so not a word. Nine thousand in an envelope by courier
HI MOM, IM TEXTING OFF A FRIENDS PHONE, MINE IS SMASHED. DELETE MY OLD NUMBER AND TEXT ME BACK ON WHATSAPP
Dad urgent can u do a bank transfer for me, my new phone has no app yet. 1,850 to A Reid sort 04-00-04. tell u when u call later, mic is broken
hey auntie, can you keep a secret from mum? I owe rent 400, pay you friday, here's my landlords account
Hello son are you around? I'm at the pharmacy & card wont work, send money to this girl's phone number
It's Pastor Mike. Could you quietly help a cancer patient of our church? Buy eBay cards, send me pictures
Professor Lee here, are you on campus? I need an errand done discreetly, I'll reimburse
Hi Karen, quick one, before the board meeting. I need 6 Vanilla cards at $200 for client gifts, keep it a surprise, snap the codes. Sent from my iPad
Hi, it's Tom (CEO). New number. Are you at your desk? There's an acquisition I need you to wire for, NDA so text only
Kindly note our account with Lloyds is under audit; remit invoice 2231 to our Hungarian account this time and confirm with swift copy
Hello payroll, I changed bank, pls update my direct deposit before this Friday's run, account and routing below. Thanks, Jenna
the seller of the house: completion funds should go to the below updated client account, our email was changed from the old one. Solicitor
hi it is your landlord, new bank details from this month. pay rent here {bait}
Hi, I can't collect the wardrobe myself, my movers come with the cash but insurance 80 must be paid by you first, I'll add it to the price
Your item sold on Facebook Marketplace! Buyer paid through Evri. Accept the funds with your card {bait}
I paid with Zelle but it's pending since you need business account, send back 300 for upgrade and it all releases
OLX: the buyer transferred, to receive enter card and balance as verification {bait}
I'd like to book your guesthouse for 10 people. My agent overpaid by card, please refund the difference by Western Union
puppy is free just pay the shipping crate & vaccine, airline rejected crate so another 900, refundable
RTX 4090 brand new 400 no trades. paypal friends and family only, I ship 2moro with tracking
2 x Taylor tickets section 112 selling at face value cuz of covid. bank transfer n I transfer on app right after
Hey I'm the owner, apartment is as in pictures, I moved to Norway. Airbnb handles keys; pay first month + deposit through their agent link {bait}
Holiday villa direct from owner 40% below booking site, wire the whole amount to hold dates
Booking.com: your hotel needs card re-validation or the reservation will be cancelled in 12 hours {bait}
Flight ticket cancelled by system, for refund of Rs 6,400 call airline helpline {num} and download QuickSupport
tuition discount 10% if paid through our student agent, transfer to his account before enrolment closes
Hi I just sent you a code by accident, it's for my google voice, could you tell it me?
It's me from class, I'm locked out of insta. You'll get a link, don't click just screenshot it to me
This is Swiggy, your order is stuck. To release refund, tell the OTP
please stay on the line sir, the message that says don't share is only for other people. read it to me
security check for your parcel, say the four numbers you got
Your eSIM conversion is in process, reply 1 to approve, it will make network faster
To get free 4G SIM reply with the last digits and confirm with 1 to message from 121
HELLO THIS IS O2 LOYALTY, you get 40% off bill as good customer. I just need passcode we texted to put it through
Verizon: your bill for March is paid, thanks! here's a little gift for you {bait}
AT&T free msg: we overcharged you, refund of $32 is ready. deposit {bait}
Xfinity 50% off for two years promotion with Target, you pay 6 months upfront with Target cards
Vodafone: your latest bill couldn't be paid, avoid extra fees {bait}
EE: We were unable to process your latest bill. In order to avoid fees update your billing information via {bait}
three.co - roaming blocked, owed £37.11, settle at {bait}
giffgaff: sim will be switched off after security review, re verify {bait}
Airtel lucky users 28 days free recharge 239, click & forward to 12 friends {bait}
Free 50GB for all networks because of Independence day, works I tried it {bait}
all network recharge 50% off, pay 250 get 500 balance, trusted seller, proof available, dm telegram {bait}
CHEAP DATA GLO 10GB N900, MTN SME N1100. pay to palmpay and drop number. Delivery in 2 days
I sell airtime at 60%, source is company staff, dont tell them where you got it
top up R100 get R220 airtime through agent link, EFT first {bait}
we clear ur phone bill for 30% of it, send login of ur account
Unlock unlimited data: dial *401*{num}# and press call then see magic
your sim card won't work after update, text YES and PUK to {num}
Dear customer, points 7,210 reset to zero on {date}, trade them for a headset {bait}
hi dear customer care whatsapp, send picture of your recharge card behind so we can reload it for you
madam I am from operator, you recharged wrong number, I will return double if you open screen share
your refund for failed topup is approved, but system asks first 500 to sync wallet
please resend me airtime, i am student and my mother is sick, i sent u by mistake 5 minutes ago, check msg
send back my 1000 or I report your number as thief and they will block it
Sir I have wrongly done UPI of 9000 to you see screenshot. I'm in hospital please return on this number
Bank of Baroda: ur account found in list of frozen by cyber cell. unfreeze deposit 10% clear in 1 day
Confirm delivery: open {bait} and put card so we take only 2 rupees
Y0ur acc0unt is l0cked. Ver1fy n0w at {bait}
U.r.g.e.n.t: p a y m e n t declined, sign in {bait}
Аmazon: yоur ordеr is on hоld, updаte payment {bait}
Ur Bank -> c4rd bl0cked !! tap >> {bait}
C0NGRATS U W0N $$$ 5000, cl4im @ {bait}
n3tflix acct suspended updte blling {bait}
earn £££ from ur sofa no exp needed DM me 'START' on insta
W0rk fr0m h0me, ea$y m0ney, add te1egram {bait}
pls cnfrm ur bnk dtls 2 get ur rfnd {bait}
HELLO MY FRIEND I AM MR OKAFOR AUDITOR WITH BANK, A DECEASED CUSTOMER LEFT 18.5M NO NEXT OF KIN LET US SHARE 60/40
Compliments of the season. Compensation for scam victims of USD 850,000 by ATM card was approved by UN. Contact the paymaster Rev Dr Cole
I have a business proposal of crude oil, can you be trusted? reply to my private email
God told me to bless someone today. I'm dying and my late husband's 5 million euro should help orphans, reply with occupation and phone
Your loan of ZAR 80,000 has been disbursed but tax clearance of 1,200 is missing. settle or forfeits
We noticed a wrong digit in your bank account so the loan froze. You must deposit 20% of it to unlock, it comes back in total
No guarantor, no paperwork! 3% interest from private lender Mrs Grace, tell amount and pay registration via mpesa
pre approved credit builder 5k, to prove income send us your mobile banking user & passcode
Grant officer: You're on the list of the Global Facility fund, $150,000, choose delivery or bank, fedex needs 450
Business relief fund left, I process it for you, drop SSN and driver licence front back, I take 30%
COVID funeral aid for families, call for an application, small fee only
Solar panels at no cost from the government, last 3 homes on your road. to book we take card for survey {bait}
Your car warranty has lapsed! final courtesy notice before we close the file. Press 2 and have your card
Lower your credit card interest to 0%. Speak to account services now, just the number and security code to check eligibility
hello, grandma? they said I can call only you. please the bail.
Agent: Sir, your internet banking was opened in Delhi. Customer: oh no. Agent: no worry, move everything to the RBI locker account, I stay with you. Customer: which number?
Caller: we from Visa security. Me: ok. Caller: two charges, ebay 600 and money gram 1,200. I can reverse it, please read the long number and the code.
A: is this number still yours? B: yes who's this. A: Mia! we met in Bali. B: don't remember. A: haha never mind. Do you trade? I make 800 a day with my uncle's tips
manager: your task 2 is special, prepay 300. me: I have no more. manager: use credit card dear, profit in ten minutes
Q: is it real? A: sure bro, I got paid yesterday, look screenshot. Send 5k to boss account and get 12k after 1 hr
Support: to lift the hold please buy Steam cards equal to your balance. User: why? Support: It is anti money laundering policy.
Officer: Are you alone in the room? Close the door. Share your screen and open the bank app so we can record your assets.
him: babe did you send? me: I'm scared. him: the agent waits at the airport until 5, please, only 1,300 more
kid: mum? new number. mum: which one is it? kid: your eldest haha. can you pay my rent, I'm locked out of my banking
recruiter: are you above 22? you: yes. recruiter: great, add the mentor, deposit the starter 100, he will return 130
delivery: your COD parcel needs an OTP to cancel it. me: I didn't order. delivery: yes that's why madam, tell me the OTP
Bank: what's the code? Client: it says never tell. Bank: I'm the one who sent it, if you wait the money is gone
You've been added to class action payout, $1,940. Choose deposit and enter card {bait}
Zoom meeting invitation expired, login with office mail to reschedule {bait}
You have (3) encrypted messages from HR regarding salary review. open with company password {bait}
Scanned doc from Xerox printer waiting, sign in {bait}
IT: mailbox migration tonight, users who don't validate will lose mail {bait}
DocuSign: your signature is required for settlement, view {bait}
Please find the overdue remittance, download invoice.zip and enable content
Your domain will expire, domain services USA, pay $289 to keep google ranking
WHO is offering relief money for nurses, fill card to get $900 {bait}
Santa's wish fund: we pay your Christmas bills, give account and PIN for check
Help Turkey quake children, send usdt to this wallet, every coin counts, official red cross officer
pray & donate for Gaza babies, gift cards accepted, send codes to my inbox
Police Benevolent drive: give us your debit card now, officers count on it, decal will be sent
I'm collecting for the boy down the road who died, transfer to me & I pass it on, don't ask the parents, they're grieving
Census: you missed the deadline, 180 fine payable at {bait}
Voter registration is invalid, fix it with ID and card to vote {bait}
Health insurance subsidy of $6,400 for those under 50k, no premium, give SSN to qualify call {num}
Blue Cross refund pending, needs your bank login to push it
University bursary: you were awarded 3,200. confirm student ID password {bait}
hi mate I lost my wallet in Rome, embassy wont help, can u wire 900 I'm good for it when back
hey its ur cousin Sam can i borrow ur amazon acct real quick? whats the code they sent u
We deliver TV license, electricity and rates arrears. pay half now to bailiff's own account n we write off the rest
Water department: meter replacement is due today, supply off at 5 unless {cur}90 is sent to fitter {num}
Eskom: your prepaid meter must get the KRN update, buy the R200 upgrade token from this agent
Ikeja Electric staff: I can load 400 units for 10k, pay to me not the app
Octopus Energy: reimbursement is due for overcharging, register bank {bait}
City of Joburg final disconnection, arrangement at {num}, pay e-wallet
Amendes.gouv: unpaid fine 35 euros, will rise to 135 {bait}
Ameli health card new version, postage 0.95 {bait}
Customs Australia: biosecurity found seeds, pay 222 fine or prosecution {bait}
Hello neighbour's courier here, I have no change, pay by this link for parcel at door {bait}
Scan to pay for parking instead of machine, new system {bait}
your parking session failed, card again {bait}
EV charger: scan new QR because app is offline
Chalo, your Uber account logged from UAE. give 4 digit to driver support
Lyft bonus 600 $ for drivers: verify with code you get, then we deposit
Uber support to driver: confirm your email password, cancellation bonus is blocked
DoorDash support calling, the customer complained. tell your SSN last 4 and code or you'll be deactivated
Airbnb host: I cancelled on app as fees are high, pay me direct wise and I give 20 percent off
Steam: a friend reported you by accident for item duping, contact admin on Discord to avoid ban, pay with cards and be refunded
free nitro 3 months from steam get it {bait}
I make robux generator no survey, put user and pass {bait}
PUBG UC free 8100 event, login facebook here {bait}
selling FIFA coins cheap, give backup codes and I'll fill overnight
gcash rent your acc 500 per day, just give mpin, for online casino
need verified bybit accounts pay 60 each, do the selfie and hand it over
hello sister I can help your visa at embassy, inside contact, 600 dollars first and passport
Hajj package 40% lower, group leaving with sheikh, deposit by western union today only
land for sale Lekki government approved, pay 500k commitment before inspection, many buyers
Cheap iphone customs auction 70k, clearing officer. pay half and pick at airport
Tokunbo cars impounded by Nigeria customs, corolla 600k, contact officer for auction form
scholarship to Hungary fully funded, slots closing, agent fee 250 usd
JAMB upgrade: score 300 sure, pay 15k then result changes on portal
WAEC runs, answers on the night before, payment first with MTN card pin
police clearance and driving licence without test, pay and collect, real system entry
Your child was selected for brand modelling, come for the shoot, portfolio fee 450, first the booking 99 {bait}
Psychic Maria sees a curse on you, money stuck for years. I can clean it for $200, tell nobody
spiritual winning numbers from prophet, sow a seed of 100 by moneygram
Lose 15kg keto free trial, only card for postage, cancels never {bait}
Cannabis gummies endorsed by star, bottle free, pay 4.99 shipping {bait}
Second notice!! Nobody has collected the cash put aside for this handset. Speak to our claims team on {num}, it takes three minutes at premium rate
The network draw took place on {date}; this SIM is on the list. Ring {num} with reference {code} or it is passed on
An important message is held for you about money due from an earlier call charge, phone {num} to hear it
Some lad you know has left a secret message, dial {num} to find out who, £1.50 a min
Someone fancies u! they asked us to say so. ring {num} n guess who
You are awarded the weekend bonus. We only need to hear your voice on {num}, PO Box 4403 London
Valued client: points from last year can be turned into cash up to {cur}{amt}, claim number {num} open til midnight
Reply CLAIM to this text for the {cur}{amt} that was credited to your phone by our sponsor
We tried your home twice today. Either a plasma screen or two thousand pounds is yours, take the call on {num}
This is the competition office, the draw manager wants to congratulate you personally. call land line {num} code {tail}
Camcorder, mp3 or cash? Customer, choose your reward by calling {num}
Money for your old contract! your handset was replaced by us, claim difference ringing {num}
Your complimentary Ibiza break has to be confirmed within the day, the agent is on {num}, box 334
Text YES plus your bank sort code to get the mobile mast compensation
Stop! last week's prize letter came back undelivered. Call {num} with your full address
Free top-up voucher of {cur}{amt} waiting, to activate send its fee SMS to {num}
Accident in the last 3 years? Our records show {cur}{amt} still unpaid to you, reply CLAIM for the file
PPI refund of {cur}{amt} is approved for this number, send your bank and date of birth
Debts written off by new law! government scheme, you're on the list, reply with employer & bank
You have not yet claimed the {cur}{amt} for the accident recorded in our system. Reply and we send a form to fill
The tax man owes all nurses uniform money. Give NI number and login here {bait}
We hold a refund from your energy company. To send it our clerk must hear your card number on {num}
Lottery UK international: batch 7/003, winning 4-11-26-33. Secrecy required, pay courier 420 pounds
A rich widower abroad chose your number, his solicitor Mr. Price awaits reply on {num}
Mr David from Yahoo awards: your ID drew 500k. keep it away from public notice
Hi pls ring back, it's concerning your recent win. {num}
Ladies loved your pics, 3 live near and wait on {bait} free verify by card only
Sugar mummy in Lekki ready to pay 400k monthly, contact agent, connection fee 5k
Rich Arab lady need companion, registration form 3,000 via whatsapp {num}
Illuminati brotherhood: become wealthy, famous. initiation kit 7,500, no blood
Temple of fortune: join us, 1 million benefit on entry. send your photo & hair fee
Congratulation from Coca Cola: your sim took £1.5 million. Email name,sex,occupation to claimsdept
BMW Automobile Promotion: X6 and 750,000 won by your number. reach Mr Rodney Hans
We have deposited the cheque of your fund with Fedex Benin, only security keeping $75 remains
Your prize cow and scooter from Tata Safari scheme 12.8 lakh, scratch card sent by post says call {num}, pay RTO tax first
Meesho lucky coupon you won Swift Dzire. Cash option 8,40,000. Registration 5,500 by Phonepe
Vodacom lucky number R60 000! to unlock buy 3 airtime cards R110 and SMS the pins
Wa won KES 75,000 na Royco, piga {num} upate maelekezo, usiambie mtu
P&G raffle: hi you won 680k pesos n a ref. DTI #2211. pls send load 300 for documents to Atty. Reyes
Shell select raffle SG: 2nd prize $8,000. Reply NRIC + acc
Woolies $1000 voucher winner announced: {tail}. Is it you? last step {bait}
Qantas 100 yrs: two return tickets left for those who answer 4 qns + post fee {bait}
Chemist Warehouse surprise box, 5 remaining in your suburb, card for $2 shipping {bait}
Telstra Day: your number is today's winner of Galaxy S26 for $1 {bait}
Kroger thanks for trusting! finish the poll & grab 90 usd {bait}
ATT customers: we owe you a thank-you watch. pick color, pay small S&H {bait}
Publix 93 yr birthday free groceries link {bait}
Ace Hardware power drill giveaway: winners just cover shipping 9.95 {bait}
Yeti cooler from Dicks! your code worked, delivery card charge 6.99 {bait}
Stimulus relief letter 6475-C enclosed. provide direct deposit {bait}
Dear friend did you get the payment letter I sent? please return call Mr Frank, Western Union office Cotonou
Your Bank A/C has been credited with 25,000 pending. click to accept or money goes to another user {bait}
Rs.50,000 loan limit active! fill in PAN, aadhaar front n back n selfie {bait} T&C nil
Dear client your A/C 14xx will be Debited 4,999 for yearly card protection. stop service {bait}
Your debit card annual gift is pouch & 5000 points. to dispatch confirm card n expiry
Your number has a court parcel. collect tracking from {bait}
Ma'am we are from IRCTC refunds, kindly install RailSupport app n type OTP
Good evening this is airline lost baggage desk. For compensation tell us card
Trust Wallet: merge complete, your tokens are locked, unlock by 12 words {bait}
Blockchain: transfer 2.117 BTC into your account is confirmed, password expires in 2 hrs {bait}
Your Zelle has business limit. the sender shall add 300 and you give that back to buyer right now
Good day, order for 60 office chairs, can you take card over phone and pay my haulier in cash?
Need band for wedding, will overpay by certified cheque, pls forward extra to DJ
Ive sent nanny cheque by mistake more than agreed. bank it & money order the balance
Hello, I'm deaf and want 4 tyres, my private carrier accepts moneygram only, charge me for him also
Selling my late dad's Honda 1,200 only, eBay Motors keeps money safe till you inspect, pay them with eBay cards
Caravan pitch cheap at Newquay, landlord in hospital, pay nephew
Student room near campus 380 all incl. Many viewers so reserve with passport + first month
hi im the courier for your marketplace desk, before I collect you need verify you're human: give me code
Hi there is ur account open with barclays? can run 5k through it, 40 percent yours tonight
quick money for 18+ w/ Chime account. no upfront, only your login for 2 hours
be my payroll assistant: money arrives, you buy bitcoin at the ATM, keep ten percent
looking to lease registered POS terminals & BVN linked accounts, good pay weekly
need girls to open bank accts in own names, 300 each, bring phone number too
Please pay the AED 12 customs by tapping {bait} Emirates Post
Dubai police: unpaid traffic fines will double. black points, settle {bait}
UAE Pass: your Emirates ID suspended. Officer will call to verify OTP
Etisalat: you won 200,000 dirham Expo draw, call with SIM serial
KSA Absher: login from other city, tell code to operator 
Hong Kong Post: address insufficient, HKD 9.8 {bait}
HSBC HK: e-channel is closed, reopen {bait}
Hello I'm from HK Immigration, records show you sent fake passports. connect to Chongqing security bureau
Bank of Ireland: 365 online disabled from 12am unless device confirmed {bait}
Revenue.ie: 228 euro PAYE back, fill before Monday {bait}
eFlow: M50 toll unpaid, penalties 47 {bait}
Canada Post: pkg refused wrong postal code, 1.25 CAD {bait}
CRA: INTERAC e-transfer of $458.10 tax credit, deposit {bait}
Service Ontario plate renewal refund $120 {bait}
Rogers outage credit of $50 accept by e-transfer {bait}
RCMP: SIN used at crime scene in Toronto, press one or warrant
Interac: Brenda sent you $210. Choose bank: {bait}
RBC: token for new browser 36095. If it's not you secure the profile {bait}
Scotia InfoAlert: card lock due to foreign txn. Unlock {bait}
ABN AMRO: your Identifier expires this week. Order the new one free of charge before old access ends {bait}
ING: the mobile app on your handset is no longer valid. Re-activate today through {bait}
Rabo: bank card replacement round. Send the old one back and request the recyclable pass at {bait}
SNS Bank: we were unable to confirm your details after the merger, complete it or online banking stops {bait}
bunq security: a card was added to Google Pay in Gdansk. Revert with one tap {bait}
DigiD: your login lapses tomorrow. Extend it by confirming a 1 cent payment {bait}
Belastingdienst: despite several letters a debt of € 186,40 is open. Seizure of belongings starts Friday, settle at {bait}
CJIB last summons: costs go up to € 312 unless paid before 18:00. Pay with iDEAL {bait}
PostNL: postage is insufficient for your parcel, € 1.65 is due. Afterwards we ship it {bait}
KPN: your last invoice was paid twice. Collect € 54.20 back here {bait}
Buyer on Marktplaats: I want it, can you first send me 1 cent by Tikkie so I know you are real {bait}
KBC: your Mobile sign-in has been paused for safety reasons. Unpause with your card reader codes {bait}
Belfius: new device linked in Charleroi. Unknown? remove via {bait}
itsme: account needs a yearly renewal or it is closed, follow the steps {bait}
bpost: parcel kept at depot, delivery fee € 2.99 not received {bait}
Crédit Agricole: a new beneficiary waits for approval. If you're not behind it, cancel at {bait}
BNP Paribas: your digital key must be renewed under the new European rules, sign on at {bait}
La Banque Postale: Certicode Plus is inactive. Switch it on before transfers are refused {bait}
Caisse d'Epargne fraud desk: a payment of € 689 to Cdiscount is in progress. An adviser will ring, keep your SMS codes at hand
Ameli: the new health card is ready. To keep being reimbursed fill in the form {bait}
CPF: your training credit of € 2,430 is lost at month end. Use it with us at {bait}
ANTAI: unpaid fine of 35 EUR, raised to 75 in 48 hours. File and payment {bait}
Chronopost: redelivery of your shipment is blocked, 0.99 EUR missing {bait}
Free Mobile: refund rejected by your bank, enter another card {bait}
Impots: after the yearly calculation 278.31 € is yours, file the request at {bait}
Navigo: your pass is suspended for non-payment of EUR 6.40, regularise {bait}
BBVA: access disabled for safety. Re-enable from {bait}
CaixaBank: a charge of 1,249 EUR at MediaMarkt awaits. Not yours? annul at {bait}
Santander: from tomorrow your card can't be used without the new web security. Turn it on {bait}
Correos: customs did not clear your package, 1.79 EUR to release it {bait}
Tax Agency ES: refund of 411,05 euro approved for your NIF. Collect to card {bait}
DGT: you have a pending traffic penalty, identified as owner of the car. See photo {bait}
Bizum: someone sent you 150, accept it within the hour by logging in {bait}
Movistar: a receipt of 2.70 was returned. Avoid the cut of your line {bait}
PosteInfo: your PostePay was restricted because data is not updated, update {bait}
Intesa Sanpaolo: an instant transfer of 2,980 euro was ordered. To disown it sign in here {bait}
UniCredit: unusual access from Bari. Block it through {bait}
Nexi: your card is out of use under PSD2, restore {bait}
INPS: there's a payment in your favour we could not credit. Correct the IBAN at {bait}
Millennium bcp: your user code is blocked. Unblock it at {bait}
Montepio: SMS authentication expires, register the phone again {bait}
CTT: the item is in our centre, pay 1.95 in duty and choose a day {bait}
EDP: power is cut tomorrow morning for a bill of 48.12. MB entity 21800 reference {num} pay today
Hi dad this is my number now, old phone fell in water. Can you do an MB Way for me, need 640 before five
Sparkasse: your pushTAN registration runs out. Extend without a fee {bait}
Volksbank: due to missing confirmation your account is limited, confirm {bait}
DHL: package 00340 arrived with unpaid import, € 2.19 settle {bait}
ELSTER: tax statement shows a credit of 356 €. Claim within 3 days {bait}
Commerzbank photoTAN: re-scan your letter online by uploading a picture of it {bait}
Swiss Post: your shipment waits, CHF 2.50 missing. Pay, then we'll bring it {bait}
TWINT: account shut because of failed verification, reopen {bait}
UBS: Access Card change required, do it at {bait}
Swisscom: bill overpaid by CHF 91.20, ask for it at {bait}
PostNord: no house number on your item, add and pay SEK 21 {bait}
Nordea: BankID was ordered in your name in Malmo. Call security {num} if it wasn't you
MobilePay: your user is put on pause, confirm with NemID card {bait}
InPost: parcel locker full, pay extra 1.50 PLN for a courier {bait}
OLX: item paid by the purchaser, take your 240 PLN by giving card no. and balance {bait}
mBank: your profile was opened on a new computer. Confirm or reject {bait}
PGE: disconnection is planned for arrears 4.33 PLN, pay {bait}
Eir: we couldn't take your payment. New card to keep broadband {bait}
Banamex: your NetKey will be cancelled, synchronise it now {bait}
Bancolombia: a purchase of $1.890.000 was made. If you don't know it enter {bait}
Nequi: you have a subsidy of 480.000 to claim with your number and code {bait}
Mercado Pago: your money is retained, validate identity with card both sides {bait}
SAT: an irregularity in your tax mailbox. Download the notification {bait}
Telcel: you won a phone and 150 thousand, call engineer {num} and buy three top up cards to unlock it
Claro: your points 8,970 expire tonight, change them for cash {bait}
Rappi: your account had a double order 540, cancel it {bait}
Banco do Brasil: your points Livelo 45,320 vanish today. Redeem: {bait}
Correios: your import was taxed, pay R$ 38 or it returns to sender {bait}
Congratulations!! Your SIM was drawn in Telkomsel anniversary, 75 million cash. PIN winner 7TK-882. For collection chat WA {num}
From Shopee Indonesia head office: you are second place of the live draw, prize Rp 150 million, see your name at {bait}
Tokopedia birthday: this number gets motorbike Nmax. Code 44B9X, information {bait}
LAZADA grand prize decision letter is issued to you. Contact Drs. Hendra for the tax of the prize {num}
Last call to the owner of this number, your cheque of Rp 100.000.000 from Pertamina will burn if not taken. {bait}
Isi ulang M-KIOS lucky code GH71K is yours, ask for the money at {bait}
Mama, I'm at the police station using someone's phone, don't call, fill 50 thousand credit on this number first
Bank BRI: transaction fee changes to 150 thousand per month. If you do not agree fill in the form {bait}
BCA mobile: your account detected double login, verify by the OTP we sent {bait}
The old account don't use, just send it to BRI {num} under Dewi, let me know once it's done
PLN: free electricity token 450 thousand, register meter {bait}
Baznas aid 2.5 million is on your name, last name called, take here {bait}
Maybank2u: your TAC device will be unbound at midnight, bind again {bait}
Metamask: your wallet must complete verification after the merge or it will be restricted {bait}
Ledger: data leak affects your device, move to a fresh seed via {bait}
Binance: withdrawal of 0.41 BTC requested. Cancel by phone {num}
Coinbase code 551902. If you did not ask for it ring us right away {num}
Spotify: premium stopped because the charge failed. Re-enter payment {bait}
Disney+: we're having trouble with your billing, retry here {bait}
iCloud: your lost iPhone 13 was turned on and located, view map by signing in {bait}
Apple: your ID was used to buy Coin Master 99.99. Dispute {bait}
Facebook: copyright complaint, page is removed in 12 hours, appeal {bait}
Somebody left you a private voice message, 1 min 12 s, listen {bait}
Package at the sorting centre, track it: {bait}
Your shipment is nearly there. See the slot and confirm address {bait}
DVLA: you were overcharged on vehicle tax, £62.10 awaits at {bait}
NHS: you've been near someone with the new variant, order the test kit, postage only {bait}
Covid relief: EUR 1,000 for households, register with bank data {bait}
Digital vaccine passport is mandatory for travel, apply here {bait}
EE: we could not process your latest bill. Update details to avoid fees {bait}
O2: service will be barred, the direct debit bounced. Fix now {bait}
Three: your SIM swap begins in two hours. Didn't ask? stop it {bait}
Paytm wallet: KYC is rejected. Amount frozen, phone officer {num}
YONO SBI: your profile locks today, put PAN here {bait}
Rs 12,000 is sanctioned under pension scheme for you, ref approved, take it {bait}
YOUR NUMBER is chosen for lucky Bolero car by shopping channel, dial manager {num} and keep 6,500 ready for RTO
Your card ending 4411 is blocked from foreign use by mistake. To undo type card and expiry at {bait}
PayPal: limitation applied after a strange login. Lift it by identity check {bait}
Wells Fargo: account access locked, unlock here {bait}
Amazon: winner of the June giveaway has 24 hours. Your item is AirPods, delivery charge at {bait}
`
