/**
 * Short English texts in our own words; blanks as in `invented-messages.ts`. First the notices that banks, wallets, operators, couriers, shops,
 * councils, clinics, schools and employers send every day: the public collections hold next to none, so that a model without them takes
 * whoever names a bank for a fraud.
 */
export const NOTICES_EN_OF_MANY = `
{bank}: did you just try to pay {cur}{amt} at {shop}? Reply YES if it was you or NO if it was not.
{bank}: we declined a payment of {cur}{amt} to {shop}. Reply Y if you made it and we will let the next one through.
A new payee, {who}, was added to your account on {date}. If you did not add them, ring us on the number printed on your card.
You've set up a standing order of {cur}{amt} to {who} starting {date}. Manage it in {own}.
{cur}{amt} from {who} is now in your account ending {tail}. Balance {cur}{amt}.
Your monthly statement is ready. Sign in as you usually do to read it. {bank}
{bank}: your new card is on its way and should arrive within {n} working days. Activate it in {own} or at a cash machine.
{bank}: your PIN was changed at a branch on {date}. If that wasn't you, visit any branch or call the number on your card.
Your overdraft limit is now {cur}{amt}. No need to do anything. {bank}
You are {cur}{amt} into your overdraft. Pay in before {time} today to avoid fees. {bank}
Your savings account matures on {date}. We'll write to you with your choices. {bank}
{bank} travel notice: your card is ready to use abroad until {date}.
Thanks for calling {bank} today. Your reference is {ref}.
Your mortgage payment of {cur}{amt} will be collected on {date}. {bank}
Interest of {cur}{amt} was paid into account {tail} on {date}.
Deposit of {cur}{amt} at branch on {date} posted to a/c {tail}. Available: {cur}{amt}. {bank}
Txn alert: {cur}{amt} POS purchase, {shop}, card {tail}, {date} {time}. Bal {cur}{amt}
ATM withdrawal {cur}{amt} {date} {time}. Card {tail}. Bal: {cur}{amt}. Queries? Visit a branch. {bank}
Standing instruction failed: not enough money in a/c {tail} on {date}. We will try again tomorrow. {bank}
Credit card payment of {cur}{amt} received on {date}. Thank you. Current outstanding {cur}{amt}. {bank}
Autopay for your card ending {tail} is set for {date}: {cur}{amt}. {bank}
You paid {who} {cur}{amt} with {wallet}. See it under activity in your account.
{who} sent you {cur}{amt} with {wallet}. It's in your balance.
{wallet}: you cashed out {cur}{amt} from agent {code} on {date}. Fee {cur}{amt}. Balance {cur}{amt}.
{wallet}: cash in of {cur}{amt} at {shop} is done. New balance {cur}{amt}. Ref {ref}.
{wallet}: your request for {cur}{amt} was sent to {who}.
{wallet}: {who} requests {cur}{amt} for dinner. Open the app to pay or decline.
{wallet}: your limit is now {cur}{amt} a month. Thank you for verifying in the app.
Bill paid: {cur}{amt} to electricity account {tail} on {date}. Token {code} {code} {code}.
Your electricity token is {code}-{code}-{code}. Units: {n}.0. Amount {cur}{amt}.
{op}: thanks for topping up. You now have {cur}{amt} to use.
{op}: {cur}{amt} airtime loaded from {bank}. Balance {cur}{amt}, valid to {date}.
{op}: you have {n} days left on your plan. Top up at any shop or dial *100#.
{op}: {data} added. It's valid until {date} at {time}. Text BAL to 4050 to see what's left.
{op}: you've used half of your monthly allowance. Text STOP ALERTS to 4050 to get no more of these.
{op}: your allowance is used up. Until {date} you can still browse at a lower speed, or add {data} in {own}.
{op}: welcome to Spain! Calls, texts and data work as at home. Fair use {data}.
{op}: a call to this number will cost {cur}{amt} a minute.
{op}: your voicemail is full. Dial 123 to delete old messages.
{op}: WiFi calling is switched on. Turn it off in your phone's settings whenever you like.
{op}: your contract ends on {date}. Your price then stays the same unless you choose a new plan in {own}.
{op}: your direct debit didn't go through. Please pay {cur}{amt} by {date} in {own} to keep your line active.
{op}: your account is overdue by {cur}{amt}. Outgoing calls stop on {date}. Pay at any store or dial 111. Ignore if paid.
{op}: we are fixing a mast near you. You may lose signal on {date} from {time}. Sorry about this.
{op}: SIM swap done at our store on {date}. If you did not ask for it, go to any store with your ID.
{op}: number transfer in progress. Keep your old SIM until {date}.
{op}: you are registered for {data} for {n} days. To stop, send OFF to 8080. To check, send BAL to 8080.
{op}: you have {amt} points. They can be used for data or calls until {date}. Dial *777#.
{op}: your eSIM is ready. Scan the code we handed you in the store.
{op}: sorry, we could not process your reload. No money was taken. Please try again later.
{op}: {num} sent you {cur}{amt} of credit. New balance {cur}{amt}.
Recharge failed for {num}. Amount {cur}{amt} will be reversed in {n} days. Order {ref}.
Your prepaid plan ends on {date}. Recharge in {own} or at the nearest retailer to keep your number.
{courier}: out for delivery today. Your driver will be with you between {time} and {time}.
{courier}: your parcel from {shop} is with your neighbour at no. {n}.
{courier}: we tried to deliver but nobody was in. We will come again tomorrow, no need to call.
{courier}: ready for collection at the corner shop. Bring ID and code {code} before {date}.
{courier}: choose another day in the app or leave it as it is. Parcel {ref}.
{courier}: delivered, handed to reception at {time}.
{shop}: your order {ref} was left at the front door. The photo is in your orders.
{shop}: refund of {cur}{amt} issued to your card, allow {n} days. Order {ref}.
{shop}: an item in your order {ref} is out of stock. You were not charged for it.
{shop}: your groceries arrive {date} between {time} and {time}. Change the order until midnight.
{shop}: your table for {n} is booked for {time}. Call the restaurant if you are late.
Your {shop} code is {code}. Never share it. Reply STOP to get no more texts.
{code} is your code to log in. Nobody from our team will ever ask you for it.
Use code {code} to confirm the transfer of {cur}{amt} to {who}. Not making a transfer? Call us. {bank}
Only enter {code} in {own}. If anyone asks you to read it out, hang up. {bank}
Surgery: you have an appointment with the nurse on {date} at {time}. Text CANCEL if you can't come.
Your prescription is ready at the pharmacy. Please collect within {n} days.
Your test results are normal. No need to call us.
Dentist: time for your check-up. Ring us or book at reception.
Your vaccination is booked for {date}, {time}, sports hall. Bring your card.
School: the trip leaves at {time} on {date}. Please send a packed lunch and a coat.
School is closed on {date} because of the snow. Work is set in the usual place.
Parents' evening is on {date}. Book a slot with the class teacher.
Your child was marked absent this morning. Please call the office to tell us why.
Council: your bin day moves to {date} because of the holiday.
Council tax: {cur}{amt} is due on the 1st. Pay by direct debit, online or at a pay point.
Your library books are due on {date}. Renew them at the desk or online.
Your vehicle tax runs out on {date}. You can renew at the post office.
Your passport application {ref} is approved and being printed.
Your licence is ready for collection at the office. Bring your old one. Nothing to pay.
Tax office: your return was received on {date}. You don't need to do anything now.
The tax office will never text you a link or ask for card details. Forward such texts and delete them.
Water will be off in your street on {date} from {time} while we repair a pipe.
Your meter reading of {code} was accepted. Next bill on {date}.
Your gas engineer arrives {date} between {time} and {time}. He carries an ID card.
Your train at {time} is delayed by {n} minutes. Your ticket stays valid on the next one.
Flight update: your flight on {date} now leaves at {time}. Your seats are unchanged. Rebook free of charge at the desk.
Check-in is open for your flight on {date}. Your bag allowance is {n} kg.
Your taxi is outside: grey Toyota, driver {who}.
Your ride is complete. {cur}{amt} was charged to your card ending {tail}. Rate your driver in the app.
Your parking session ends at {time}. Extend it in the app if you stay longer.
Payslip for {date} is available on the staff portal.
Your shift on {date} starts at {time}. Reply OK if you can make it.
Interview confirmed: {date}, {time}, ask for {who} at reception.
Reminder from the gym: your class with {who} starts at {time}. Cancel in the app up to {n} hours before.
Your claim {ref} was approved. {cur}{amt} will be paid into your account within {n} days.
Your policy renews on {date} at {cur}{amt}. Call us if anything has changed.
Your loan application was received. A decision takes up to {n} days and costs nothing. {bank}
Your loan of {cur}{amt} was paid out to a/c {tail}. First instalment {date}. {bank}
Thank you for your donation of {cur}{amt}.
Your donation appointment at the blood centre is on {date} at {time}. Drink plenty of water.
Your landlord has logged the repair. The plumber comes on {date}.
Your password for {wallet} was reset as you asked. If you did not ask, secure your account in {own}.
We have noticed a sign-in from a new phone. If it was you, ignore this text. {wallet}
Your subscription of {cur}{amt} renews on {date}. Turn it off in your account settings.
Your free trial ends on {date}. You can cancel any time before in settings.
`

/** What swindlers write in a line or two today, by scheme: DOMAIN 2.1, 2.2, 2.6 and 2.7, and what authorities of several countries warn of. */
export const FRAUDS_EN_OF_MANY = `
{bank}: you paid {cur}{amt} to a new payee. NOT YOU? Stop it here {bait}
{bank}: a login from an unknown device needs your confirmation, otherwise access is removed: {bait}
{bank} security: your debit card was locked. Unlock at {bait} with your card number and PIN.
Your {wallet} is restricted because of a policy breach. Verify within {n} hours {bait}
{wallet}: a withdrawal of {cur}{amt} is pending. To cancel it go to {bait}
{wallet}: you received {cur}{amt} but your account needs an upgrade first. Enter your details {bait}
Crypto wallet notice: your seed phrase must be confirmed before the update or your coins are lost {bait}
{courier}: the address on your parcel is incomplete. Update it within {n} hours: {bait}
{courier}: customs duty of {cur}{amt} must be paid before release of {ref} {bait}
{courier}: last attempt to deliver, a small fee of {cur}{amt} applies {bait}
Road toll unpaid: {cur}{amt}. Settle by {date} or your licence may be suspended {bait}
Parking fine {ref}: pay {cur}{amt} today, tomorrow it doubles {bait}
Your streaming membership has ended because we could not charge your card. Renew here {bait}
Mail storage full: your messages will be deleted. Sign in to keep them {bait}
You qualify for an energy rebate of {cur}{amt}. Register your card at {bait}
Government grant: {cur}{amt} is waiting in your name. Fill in your bank details {bait}
A tax repayment of {cur}{amt} could not be sent. Give your card to receive it {bait}
Your {op} line is not linked to your ID and will be barred tonight. Reply with your ID number and the code you get.
{op}: unpaid invoice {cur}{amt}, service stops in {n} hours, pay by card {bait}
Dear {op} user, your SIM expires today. Call our officer {num} now and keep your card at hand.
Upgrade your SIM to 5G at no cost: tell our agent the code we have just sent you.
Your reward points from {op} worth {cur}{amt} lapse tonight. Redeem {bait}
{op} anniversary: every user gets {data} free. Open {bait} and forward it to {n} friends.
Your number was drawn in our promotion and you won {cur}{amt}. Pay {cur}{amt} registration to {num} to receive it.
You are the lucky winner of a phone. Only the postage of {cur}{amt} is left to pay {bait}
Claim your gift card now, answer three questions and pay {cur}{amt} for shipping {bait}
Your electricity will be disconnected at {time} because last month's bill was not updated. Phone the officer at {num}.
Gas supply will be stopped tonight. Contact the department on {num} and install the app he tells you.
Your computer has a virus. Do not switch it off. Ring support at {num} and let the technician connect.
Suspicious purchase of {cur}{amt} on your store account. If it was not you call {num} immediately with your card in hand.
Your antivirus plan renews for {cur}{amt} today. To cancel and be refunded phone {num}.
We refunded you too much by mistake. Please buy gift cards for the difference and read us the numbers.
Hello, this is the security team of {bank}. Criminals are in your account. Transfer all your money to a new protected account and don't speak to anyone about it.
A member of our branch staff is under investigation. Withdraw {cur}{amt} in cash and hand it to our courier as evidence.
Police department: a bank account in your name was used for crime. Remain on the video call and pay a refundable bond.
Immigration office: your visa has a problem. Pay {cur}{amt} at once or you will be deported.
A warrant was issued against you for missing court. Clear it today by paying {cur}{amt} in vouchers.
Customs found illegal goods in a parcel sent by you. Press 1 to talk to an officer.
Your national number was suspended because of criminal activity. Press 1 or your assets will be frozen.
Mum it's me, I lost my phone and this is a friend's number. Can you send {cur}{amt}? I'll explain later
hi dad new number, old one broke. could you pay a bill for me today, banking app doesn't work on this phone yet
Grandma please help, I'm at the police station, I need {cur}{amt} for bail, please don't tell mum
Auntie I'm stuck abroad and my wallet was stolen. Send {cur}{amt} to this account please, I pay you back on {date}
Are you free? I'm in a conference and need a favour. Get {n} gift cards of {cur}{amt}, scratch them and text me the codes. - {who}, CEO
This is {who} from head office. The supplier changed its bank account, pay the invoice of {cur}{amt} to the new one today and keep it confidential.
I transferred {cur}{amt} to your number in error. Kindly send it back to {num} or I will go to the police.
You got my airtime by mistake, I am begging, please return {cur}{amt} to {num}.
Half price airtime for every network! Pay into my own account and message me the receipt on WhatsApp.
Bulk data seller: {data} for {cur}{amt}, cheaper than {op}. Send money first to {num}, loading takes 72 hours.
We recharge any number at {n}% off. Send your number and the code you receive to our Telegram.
Top up here with a discount, staff channel, do not tell the operator {bait}
Hello, I found your number by accident, but maybe it is fate. My name is {who}, I live in Singapore and trade gold. I could show you how I earn.
Sorry, is this {who}? No? You seem nice. I make money with my uncle's crypto signals, you can begin with {cur}{amt}.
My love, I am an engineer on an oil rig and can't reach my bank. Please pay the release fee, I come to you next month.
I am a widow with {cur}{amt} million to give to charity. Send your full name and account so that the lawyer can transfer it.
Join the professor's stock group on WhatsApp. Tips from the inside, {n}% every week, minimum deposit {cur}{amt}.
Our robot trades for you, profit guaranteed, nobody has ever lost. Deposit {cur}{amt} in USDT and withdraw double on {date}.
Your investment account shows {cur}{amt} profit. Pay the tax of {cur}{amt} first, then you can withdraw.
Your lost coins were traced by our recovery team. Pay {cur}{amt} in advance and we return all of it.
Rate hotels from your sofa and earn {cur}{amt} a day. Top up the task account first, withdraw with commission in the evening.
Simple online tasks: like three videos, get {cur}{amt}. Better tasks after a prepayment. Our receptionist waits on Telegram.
HR here. We saw your profile and offer {n} to {n} hours of remote work, {cur}{amt} daily, paid in crypto. Reply on WhatsApp.
Work as our payment agent: receive money in your account, keep {n}% and send on the rest.
Rent your bank account or SIM cards to us, {cur}{amt} a week, no questions.
Job confirmed! Pay {cur}{amt} for uniform and training today to keep your place.
Loan of {cur}{amt} approved without any check. Pay the insurance of {cur}{amt} first and get it in {n} minutes.
Bad credit? Borrow {cur}{amt} now. Send {cur}{amt} processing fee to {num} and your ID picture.
The lovely flat is still free. I'm abroad, send the deposit of {cur}{amt} and I post you the keys.
I'll buy your sofa. The courier needs your card number and the code from your bank to pay you {bait}
Your ticket was sold. Enter your card to receive the money {bait}
Scan this code to get your deposit back, then type your PIN.
Please forward the six digits that came to your phone, I typed your number by mistake.
We are calling from {op}. To raise your limit read out the one-time code now.
Your parcel was returned because of you. To be refunded open the screen sharing app and log in to your bank.
`

/** What ordinary people write about the same things; what swindlers borrow is not theirs alone. */
export const TALK_EN_OF_MANY = `
the electrician comes at {time}, he'll cut the power for an hour
just paid the toll and the parking, {cur}{amt} in total, crazy
my bank texted to ask if I bought something at {shop}, I replied yes and it went through
I bought {who} a gift card for her birthday, {cur}{amt} from {shop}
the hotel was lovely, I gave it five stars. back on {date}
mum my phone is charged again, what did you want?
hi it's {who}, this is my work phone, call me on the old one tonight
can you pay the window cleaner today, I'll give you cash when I'm home
thanks for sending the {cur}{amt}, got it
could you top up my phone with {cur}{amt}? I pay you on {date}
I sent money to the wrong number yesterday, the operator says it takes {n} days to look into it
is {op} down for you too? no signal since {time}
the landlord wants the deposit by {date}, we saw the flat on sunday and signed at the agency
my laptop has a virus I think, can you have a look at the weekend?
jury duty letter came, I have to go on {date}
the customs form for the parcel is on the table, please sign it
got the job! I start on {date}, they pay {cur}{amt} a month
{who} lost money with crypto, I would never touch it
we traded in the old car and got {cur}{amt} for it
did the courier bring the parcel? he said between {time} and {time}
the bank wants to see us about the mortgage at {time}
I blocked my card because I lost my purse, new one comes in {n} days
don't forget your passport, the flight is at {time}
how do I get my points from {op}, in the app?
which recharge should I take, {data} or {data}?
the tax refund came today, {cur}{amt}, dinner is on me
please send me the code for the door, I'm outside
what is the wifi password again?
Netflix put the price up again, shall we cancel?
sorry wrong number!
sorry, who is this? I think you have the wrong number
`

/** Honest advertising, which shares prizes, prices, links and haste with fraud, and asks for nothing but custom. */
export const PROMOTIONS_EN_OF_MANY = `
{shop}: {n}% off winter coats this week, in store and online. Text STOP to 8811 to end.
Last day! {shop} sale ends tonight at midnight. Free delivery over {cur}{amt}. Opt out: STOP
{shop} members get double points on {date}. Show your card at the till.
Win a holiday for two with {shop}. Enter at the till when you spend {cur}{amt}. 18+, T&Cs in store.
Play our prize draw: text WIN to 80{tail}. Costs {cur}1.50 a text plus standard rate. 18+. Help line {num}.
Claim your free coffee at {shop} before {date}, just show this text.
You've earned a {cur}{amt} voucher, {who}! Use it on your next shop at {shop} by {date}.
{op}: recharge {cur}{amt} and get {data} extra until {date}. Dial *121#.
{op}: upgrade now and get the first {n} months half price. Ask in any store or call 150. STOP to end.
{op}: bring a friend and you both get {cur}{amt} credit. See {own}.
{op}: unlimited calls for {cur}{amt} a week. Text WEEK to 4321. Cancel any time with STOP.
{op}: broadband from {cur}{amt} a month, no price rise until {date}. Call free from your mobile.
{op}: your exclusive bonus: {n}% more airtime on every recharge above {cur}{amt} today. *123#
{op}: you could save {cur}{amt} by paying for the year. Visit {own}. Reply STOP to opt out.
{op}: new phone for Christmas? Trade in your old one for up to {cur}{amt}. In stores now.
{bank}: personal loans from {n}% APR representative. Check in the app what you could borrow. Subject to status.
{bank}: switch your current account to us and get {cur}{amt}. T&Cs apply, see any branch.
{bank}: transfer your card balance at 0% for {n} months, fee applies. Log in as usual to apply.
{bank}: open a savings account with {n}% interest. Your money is protected by the state scheme.
Need cash before payday? Borrow {cur}{amt} for {n} days, representative APR shown before you sign. Licensed lender. STOP to 8811.
Car insurance due? Compare quotes with us and save {cur}{amt}. Call {num}.
Gym: {n} days free for new members, no contract. Come in and ask at reception. STOP to stop.
Pizza night! Two large for {cur}{amt} with code TWO. Order at the shop or by phone {num}.
Hair by {who}: {n}% off colour on Tuesdays. Ring {num} to book.
Dental centre: whitening for {cur}{amt} until {date}. Book on {num}.
Opticians: free eye test with this text till {date}.
Driving school: first two lessons {cur}{amt}. Call {who} on {num}.
New class starts {date}: learn bookkeeping in {n} weeks. Pay in instalments. Details at the college.
Garage: MOT for {cur}{amt} and free oil check. Book for {date}.
Holiday deals: {n} nights in Spain from {cur}{amt} with breakfast. Call our agents on {num}.
Estate agency: {n} new flats near you, viewings on {date}. Call {who}.
We buy old gold at today's price, licensed shop on the high street, bring ID.
Bingo night at the club on {date}, tickets {cur}{amt} at the door, over 18.
Bet {cur}{amt} get {cur}{amt} in free bets this weekend. 18+ begambleaware. Reply STOP.
Download the new {shop} app and get {n}% off your first order.
Your favourites are back in stock. See them at {shop}. Unsubscribe in your settings.
{shop} gift cards: the present that always fits. In all shops.
Join our loyalty club for free and get a treat on your birthday.
Work with us! {shop} hires drivers, {cur}{amt} an hour, apply at the depot. No fees.
Part time jobs for students this Christmas at {shop}, paid weekly, ask the manager.
Give blood on {date} at the town hall. Book on our website or call {num}.
Vote {who} on {date}. For better buses and schools.
Invest from {cur}{amt} in our fund. The value may go down as well as up. Speak to your adviser.
Free investment seminar on {date} at the library. No sales on the day.
Ringtone of the week! Text TONE to 81{tail}, {cur}3 a week until you send STOP.
Chat with singles near you. Text HI to 69{tail}, {cur}1 a text, 18+, STOP to end.
`
