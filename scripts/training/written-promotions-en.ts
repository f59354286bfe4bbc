/**
 * Honest advertising in English by many trades and countries, a line each, no two in the same words: unwanted perhaps, no fraud. It shares prizes, prices, links and haste
 * with fraud, and asks for custom alone. Blanks as in `invented-messages.ts`. Nothing is quoted from a collection.
 */
export const PROMOTIONS_EN_WRITTEN = `
Next: the end of season clearance begins Saturday 6am, doors and website. Stop? txt NEXTOUT to 60777
M&S Food: two can dine for £12 this Thursday to Sunday. Ends when it's gone.
Boots: triple points weekend on fragrance, scan your Advantage Card. Unsub in app
Currys: £100 off selected laptops, this week only, collect in an hour. To stop reply STOP
Argos: new in! garden furniture from £25. See argos.co.uk. Opt out STOP to 60066
B&Q TradePoint members: 10% off timber till Sunday. Show your card.
Domino's: hungry? 50% off when you spend £30 online with code BIG50. StopSMS reply STOP
Greggs: a free sausage roll is waiting in your app, enjoy by Sunday
JD Sports: Nike Tech back in store and online from £45. Student? extra 10% with UNiDAYS
Specsavers: your two year eye test is due, book at your local branch or by phone
Kwik Fit: winter tyre check at no charge when you pop in. No appointment needed
Dear patron, Big Bazaar's Wednesday offer: 5 kg sugar Rs 155, 1L oil Rs 112. Limited stock. T&C apply.
Reliance Trends: shop for 3,499 and get goods worth Rs 3,000 at extra 249. All stores till Sunday
Tanishq: up to 20% off on making charges of diamond jewellery. Visit our Koramangala boutique. TnC
Lenskart: buy 1 get 1 with Gold membership, book a home eye test on the app
Myntra EORS is live! 50-80% off on 5000+ brands. Shop: myntra.com/eors
Dominos India: any 2 medium pizzas @ 199 each. Walk in or order on app. T&C
Zomato: craving biryani? 60% off up to Rs 120 on your next 2 orders, coupon HUNGRY
Pantaloons: flat 50% off starts today for Green Card members. Hurry, sizes run out!
Croma: exchange your old AC and save upto Rs 6000. Visit nearest store
Prestige Group launches 2 & 3 BHK in Whitefield starting 84 L*. Site visit with pick up. Call {num}
2BHK flats near Hinjewadi metro at 52 lakh all in, RERA registered, bank approved. For brochure give missed call {num}
FIITJEE admission test on Sunday, scholarship upto 90%. Register at centre. Fees Rs 500
Learn Java, Python & AWS at Ameerpet, demo class free on Monday 9am, placement assistance. {num}
Spoken English batch from 1st, morn/eve. 45 days. Fees payable in 2 instalments. Contact Sunrise Institute
Dr Batra's hair camp, consultation Rs 199 instead of 700. To book call {num}. T&C
Apollo Pharmacy: 20% off medicines plus cash back in Apollo circle. Order on 24|7 app
Airtel: Recharge with Rs 299, get unlimited calls + 1.5GB/day for 28 days & free Hellotunes. Recharge on Airtel Thanks app
Jio: Dhamaka! JioFiber 30 days trial at zero cost, installation included. Give missed call 60008 60008
Vi: Weekend data rollover on packs from 249. Dial *199#
Set your caller tune! 'Kesariya' Rs 15 for 30 days, to copy press *9. Dial 543211
BSNL: STV 97 gives 2GB/day 15 days. Recharge at nearest retailer
Cricket alerts pack at Rs 3/day. SMS ACT CRIC to 52212. To stop SMS STOP CRIC. Vodafone
HDFC Bank: pre-approved personal loan, no documents, disbursal in NetBanking. Rates from 10.5%. T&C apply
SBI Home loan festive offer 8.4% p.a., zero processing fees until 31 Jan. Visit branch or homeloans.sbi
ICICI: convert purchase above Rs 2500 into easy EMI with iMobile. T&C
Axis Bank: get Rs 500 Amazon voucher on card's first spend in 30 days. Not interested? SMS DND
Kotak 811: open digital savings account with zero balance, on the app, video KYC. 
LIC: secure your child's education, plan Jeevan Tarun. Speak to your agent or branch
PolicyBazaar: compare term plans of 1 crore from Rs 490/month. Insurance is subject matter of solicitation
Star Health: cover parents with no medical test below 50. {num}. IRDAI regd
Muthoot gold loan at 0.99% pm, get cash across the counter against ornaments. Any branch
Groww: start a SIP with 100. Mutual funds are subject to market risks, read documents carefully
Zerodha: open demat, equity delivery is free of brokerage. Investments in securities market are subject to risk
Shoprite specials: 2kg Tastic rice R29.99, 6 pack Coke R79. Xtra Savings needed. While stocks last
Pick n Pay: Smart Shopper Friday! double points on R300. ts&cs
Checkers Sixty60: delivery at R0 today with code FREE60
Mr Price: up to 50% off winter now! in store & online. Reply STOP
Truworths: your account has R3 200 credit available, shop the new range and pay in 6 months. NCR regd
Capitec: you may qualify for credit up to R250 000. Check in the app, it takes minutes. NCRCP13
African Bank: consolidate your accounts into one instalment. SMS LOAN to 30420 and we call you back. Free sms. NCRCP
OUTsurance: we will call to beat your premium by R400 or give you R400. SMS OUT to 30303. Optout STOP
MTN SA: Supersonic fibre 20Mbps R399pm, free install. Check coverage on web
Vodacom Just4You: 1GB for R29 valid 7 days only for you. Dial *123#. Optout *135#
Cell C: recharge R50 and get 100% bonus data, valid 3 days
Telkom: FreeMe 5GB at R139, first 500 bundles get Whatsapp data. *180#
DStv: upgrade to Compact Plus in March and pay the same for 2 months. *120*68584#. T&C
MTN NG: Enjoy 2GB + 2GB YouTube nite at N1,200. Dial *312# today. To opt out text STOP to 131
Airtel NG: 6X value on SmartTrybe, recharge N200 and dial *312*2#
Glo: Berekete 10x gives 7 times value on every recharge. Dial *230#. Rule your world
9mobile: More talk! 20k/sec after first call. *200#
MTN callertunez: share the love with 'Essence' by Wizkid, N50/month. Reply 1 to buy. To unsubscribe send CANCEL to 4100
Airtel: get daily health tips at N20/day, autorenewal. Text HEALTH to 38811, STOP to end. 
GTBank: Need money before salary? QuickCredit at 1.5% monthly, dial *737*51*51#, repay in 12 months
Access Bank: save in Early Savers and get your child a school box. Walk in to any branch
Carbon: borrow up to N1m in app, pay early and get a discount. Licensed by CBN
Konga Yakata: TVs from N69,000, pay on delivery in Lagos. konga.com
Jumia: Tech week. Up to 55% off phones, free delivery in Abuja and Ibadan
Shoprite Ikeja: Ofada day, 10kg rice at N8,900. Sat only
Safaricom: Tunukiwa! 1.5GB at Ksh 50 valid 3hrs. Dial *444#. Stop *456*9*5#
Skiza: Nyashinski 'Malaika' sasa. Dial *811*321# at Ksh 1.5/day. Unsubscribe *811#
KCB: M-Pesa loans up to 1 million, tap in the M-Pesa menu. Facility fee applies
Naivas: Ng'ara branch opens Friday! Sugar 2kg at 199. Karibu
Zuku fiber 40Mbps for 4,100, first month on us. Call to get connected
Betika: stake 99 on the jackpot and win up to 15M. 18+. Paybill 290290. Stop *456*9*5#
SportyBet: welcome bonus 300% on first deposit up to N300k. Terms apply, 18+ play responsibly
bet9ja: Premier League returns! boost your accas up to 170%. 18+ 
Hollywoodbets: R25 sign up + 50 free spins. National Responsible Gambling Programme 0800 006 008. No under 18s
Paddy Power: bet 5 get 20 on the Grand National, new customers, T&Cs, BeGambleAware.org, to stop text PP to 80012
DraftKings: new customers in NJ bet $5, get $150 in bonus bets. 21+. Gambling problem? call 1-800-GAMBLER
BetMGM casino: $25 on the house on registering. MI, NJ, PA, WV only. 21+
William Hill Vegas: 200 wager free spins when you stake 10. Over 18s, keep it fun
SkyBingo: daily paper round is free to play, chance to share 50k. 18+. reply STOPSB
The Ritz Casino Resort, Manila: Mid-autumn baccarat tournament, members' entry P5,000. PAGCOR licensed, 21 above
Resorts World: earn 3x points on slots each Tuesday. Members 21+. Know your limits
JACKPOT is 87 MILLION this Friday! Get your Lotto ticket at any outlet or the official app. 18+
Globe: GoSURF50 now with 3GB all-access + 1GB of apps for 3 days. Text GOSURF50 to 8080. 
Smart: UNLI CALL & TEXT to all networks, 20 pesos for 1 day. Dial *123#. DTI-FTEB permit 
TNT: saya weekend! Panalo 30, 3GB for 2 days. Reg thru *123# or at suking tindahan
DITO: 15GB + unli texts 199/30days. Visit your favorite sari-sari store
Jollibee: Bucket of 6 chickenjoy w/ free spaghetti for 499 on delivery only. #87000
SM Supermalls 3 day sale Fri-Sun, up to 70%! BDO card users get free gift wrapping. DTI Permit
Robinsons: Go Rewards members earn x5 on appliances
BPI: enjoy 0% up to 24 mos at Abenson with your credit card. Promo until March 31. DTI FTEB
Security Bank: Your Gold Mastercard has Simply Cash up to 120k at .79% monthly, call customer service on your card
Watsons: members' day! buy one take one on vitamins until Sunday
Cebu Pacific: PISO FARE is on! fly Jan-June for as low as P1 base fare. Book on app until midnight
Singtel: Recontract in My Singtel app to get iPhone at $0 w/ Enhanced plan. T&Cs. 
StarHub: EPL season pass $24.90/mth, HubTrivia winners get jersey. Unsub reply UN
FairPrice: 3 days only, Kangaroo brand noodles 3 for $5. Plus! members earn more
DBS: Cashline promo, 2.88% p.a. (EIR 5.61%) for 12 months. Apply via digibank
OCBC 365: 6% cashback dining. sign up at any branch get S$150. (T&Cs). Insured up to S$100k by SDIC
POSB smartbuddy: free watch for primary 1 kids, apply at school
Licensed moneylender at Toa Payoh: loans from 1x salary. Visit us with payslip. Licence 88/2026. Contracts explained in person
Golden Village: Tues movies $8.50 w/ membership
Popular bookfest at Suntec 1-10 Dec, assessment books 20% off
Grab: 6 off GrabFood orders above 25 with YUMYUM. First 5,000 users
Foodpanda: pandapro free 1 month delivery; cancel whenever in app
Shopee: 9.9 super shopping day vouchers from midnight, min spend 15. Unsubscribe in settings
Lazada: LazMall 12% off capped 20. collect voucher in app now
Maxis: Hotlink RM35 now unlimited with 6GB hotspot. *100#
Celcom: Raya bonus for you! 1 hour free internet every day when reload RM10
Courts Megastore: mattress madness with 0% 36 months and free delivery over RM500
Woolworths AU: half price Cadbury blocks and 20x points on baby range this week. Unsub
Coles: spend $50 collect a glass container, 11 to collect
Bunnings: PowerPass days are on, sausage sizzle from 9
JB Hi-Fi: Massive hot deals on Samsung TV. Ends Wed. SMS STOP to opt out
Dan Murphy's: members save on Penfolds. Must be 18+. Drinkwise
Chemist Warehouse fragrance sale, Hugo Boss 100ml 49.99
Optus: you're eligible for 20 off/mth for 12 months on Choice Plus. Drop by Optus Chermside. Opt out 1800 555 777
Kogan Mobile: 365 day plan, 120GB, $150. Switch online and keep your number
AGL: bundle electricity and gas, $100 credit. Offer for new VIC customers. EME at our web
Anytime Fitness Northcote: no joining fee + 2 weeks bonus. Swing by before Easter
RACV: 10% discount on a 2nd policy. PDS on site. opt out STOP
Sportsbet: Melb Cup odds boost! What are you really gambling with? 1800 858 858
Harvey Norman: 50 months interest free on furniture. Approved customers. Fees apply
Macy's One Day Sale: extra 25% off with pass or card. Ends tonite. Text STOP to 62297. Msg&data rates may apply
Kohl's: you've got $10 Kohl's cash to spend by 2/11. Reply STOP to cancel, HELP for help
Bath & Body: $4.95 candles 3-wick, no kidding, Saturday in stores. txt STOP opt-out
Old Navy: $5 tees, $12 jeans. Today only online. Exclusions: oldnavy.com
Target Circle Week: 20% off toys, activate in app
Dunkin: free medium coffee w/ any purchase Mondays for members
Chipotle: Queso on us w/ code. Ends 9/20. Stop2End
Taco Bell: the Mexican Pizza is back! Tues drop in app
Best Buy: My Best Buy members get early access to Black Friday prices on OLED
Verizon: Add a line for $30/mo with auto pay & get a new phone on us w/trade-in. See store
T-Mobile Tuesdays: free Baskin scoop, save it in the app by 11:59
Xfinity: 400 mbps for $35/mo for 2 yrs w/ autopay. Call 1-800-XFINITY. Reply STOP
Cricket wireless: 4 lines $100, taxes included. Stop by
Geico: switch and you might save $500. Get quote on geico.com. 
State Farm agent Linda here! Your teen getting a license? let's talk about Steer Clear discount, call office
SoFi: refinance your student loans, fixed from 4.99% APR w/ autopay. NMLS #696891. Reply STOP
Lending Club: members may borrow up to 40k. Checking your rate won't affect your score. Terms apply
Rocket Mortgage: rates dropped. Talk to a home loan expert at 800-. Equal housing lender, NMLS 3030
Discover: 0% intro APR balance transfers 15 months then 17.24 to 28.24. 3% fee. Apply at site
Credit union: share certificate 5.00% APY 11 months, min 500, federally insured by NCUA
Planet Fitness: join for $1 down, $10 a month, Black card gets you a guest. Offer until 5/16
Jiffy Lube: $20 OFF signature oil change, bring this text in, exp 3/31
Great Clips: haircut 9.99 thru Sun
Dr. Nguyen DDS: new patients: exam + xray + cleaning 89. Call 555-0142
Zumba w/ Carla, Tues/Thurs 7p, rec center, first class is free
Piano lessons all ages in my studio, recital in May. Text for openings
Lawn mowing $40, leaf cleanup, insured. Mike 555-0117
Fall gutters special, clean + check for $119, Bob & sons since 1988
House of Hope thrift: everything in blue tags half price Wed
Girl scout cookies at Kroger on Sat 10-2. $5 box! 
PTA spaghetti dinner, $8 plate, raffle for bikes, gym 5:30
First Baptist: fall festival, free hot dogs and hay rides, all are welcome
Vote NO on Measure H. It raises your sales tax. Paid for by Taxpayers for Fairness. STOP to quit
Hi, it's Dana w/ Kelly for Congress. Can we count on your vote Nov 5? Reply Y/N. Stop2quit
Chip in $10 before our FEC deadline, every dollar is matched by volunteers' pledges: actblue donate page. Text STOP
Conservatives: polls are open 7am-10pm. Bring photo ID. Promoted by A. Smith, SW1
Labour's candidate for Easton holds a street stall Sat 11, come and say hi
Vote BJP, press lotus on 11th. Your vote nation's pride
Namaste! AAP rally at Ramlila ground 4pm, come with family
APC ward 7 town hall tomorrow, free buses from motor park
ANC: march for jobs Friday, Beyers Naude square
Tony for union president! better rosters, fair OT. Ballot closes 5pm
UNICEF: £3 gives a child clean water for a month. Text WATER to 70099. 100% goes to us. To stop marketing STOP
Shelter winter appeal: text HOME to 70080 to donate five pounds. Get permission of bill payer
Red Cross: donate blood, save three lives. O neg stocks low! Book at your donor centre
Akshaya Patra: Rs 1,500 feeds a child the whole year. 80G benefit. akshayapatra.org
Salvation Army red kettle is at the mall, cash or tap welcome
SPCA walkathon, entry $20, bring your dog, East Coast Park
Gift of the Givers needs blankets: drop at any branch
Wikipedia style ask: if everyone reading gave 2.75 our fundraiser would be over in an hour
Nando's: Tuesday two flamers for R99. Sit down or collect
La Porchetta Friday: pasta + wine $22. Book on {num}
Kebab house Leeds Rd: order above 15 get a free garlic bread. 0113 
Thai Orchid's lunch buffet 12-2.30, £9.95, kids half
Barbeque Nation: 4th person eats free on weekdays. Call to reserve
Wangs Chinese: New year set dinner from $38, prepaid or pay at table
Chai point: combo @ 99, only 3-6pm
KFC Wednesday: 10 hot & crispy at 399
Steers wacky Wednesday 2 burgers R69.90
Cloud kitchen Priya's tiffin: veg 70, nonveg 110, monthly on order
Sushi train: $3 plates all day Monday
The Crown pub quiz 8pm, winners take bar tab 50
Farmers market opens 8 to 12, honey, apples, sourdough
Mama Put joint: ofada & ayamase plenty today, N1,500. Come early
Hairdressing by Zainab: knotless from 12k, book ur slot with whatsapp. Pls come with extensions
Nails by Joy $35 gel set, new clients, DM for time
Spa day for two £59 till end Feb, Lotus Rooms, gift vouchers at desk
Laser hair removal, 6 sessions 40% discount. Patch test complimentary. Dermaclinic
Kaya: skin checkup with dermatologist is on the house with any service
Physio first assessment half off for runners. Register through reception
Ayurveda massage 60 mins Rs 999 at Kairali. Prior appointment
Braces from AED 250 a month. No hidden cost. Smile dental Karama
LASIK @ 1,988 both eyes incl. follow ups. Consult on Sat
Vet on Main: vaccination week for kittens $45
Curves: bring a pal in March and both get a tee
CrossFit box opening. Two free WODs. Sign the waiver on site
Swim school enrols now for term 2, siblings 10% less
Kumon free trial lessons till 30 Sept, maths and English
Tuition centre, PSLE crash course, 4 to a class, ex-MOE tutor. $65 a lesson
IELTS prep: weekend batch, mock every Sunday. British Council registered venue
Study in Canada seminar Sat at Taj. Meet university reps. Entry free. IDC Consultants
MBA (executive) from Univ. Liverpool, apply for Oct. Scholarships considered. Reply EXEC for brochure
Learn baking in 2 days! Hands on, materials supplied, 4,500. Salt kitchen
Driving: 10 lessons package 280, pass first time or 1 lesson free. DVSA approved
Coding bootcamp info evening Thurs 6. We lend laptops. Pay when employed plan explained in contract
Evening class on tax for small firms, community college, 60 dollars
Photography walk old town, R350 with coffee
Kuoni: Maldives 7 nights all incl. from £1,799pp. Call our Kingston shop. ATOL protected
Thomas Cook India: Europe 8 days at 1.39 lakh. EMI possible. Branch Andheri
MakeMyTrip: flat 12% off domestic flights with SBI cards, code MMTSBI
Ryanair: seats from 9.99 travel in Feb. book by Thurs midnight on site
Emirates: fares Lagos-Dubai from $540 return. Taxes included. Seats limited
Club Med early bird ends 6 March. Kids under 4 stay free
Premier Inn: million rooms from 35. direct only
Goibibo: weekend getaways, Coorg homestay 1,900 a night, pay at hotel
Intercape: Jhb-Durban R290. book at Shoprite
Easy Coach Nairobi-Kisumu with ksh 200 off when you book early
Coach outing to Bath Christmas market, leaves library 7.30, £24
Cruise fair at Marina, meet Royal Caribbean, first 100 get a duffel
Avis: weekend special, group B at 29 a day, min age 23
Toyota: Test drive the new Yaris Cross at Lagos Island showroom, refreshments served
Maruti Arena: Alto K10 from 3.99L ex-showroom, exchange bonus 40k. True value
Tata Tiago EV bookings open, 21,000 refundable at dealer
Hyundai service camp: 20% off on labour, 50 point check at no cost
Royal Enfield ride on Sunday from Koramangala showroom. Helmets must
We buy any car: our price for your Corsa was updated, see branch
Halfords: MOT when due? book at 35 with free retest
Midas: brake pads 50% when fitted in pairs
Cars24: sell your car in one visit, RC transfer by us. Book inspection
Sobha Neopolis pre-launch EOI, 1,3,4BHK. RERA pending. Speak to relations manager {num}
Persimmon: new homes in Hull, part exchange, show home open 10-5
Condo for rent? ERA agent Jolene (R0123) has tenants. Call for valuation
Lekki gardens phase 5: initial deposit 2m, spread 12 months. Office visit by appointment
Pam Golding: sole mandate, 3 bed in Rondebosch R3.2m, viewing Sunday 2-4
Rightmove: 5 new properties match your search
IKEA Family: Crayfish party tickets are out, 17.95, at the bistro
MRP Home bed linen 3 for 2
Dunelm: curtains made to measure 25% off
Sleepwell mattress exchange mela, up to 40%, dealer near you
Godrej: bring old fridge and save 5000 on frost free. Dealers in your city
LG AC summer: inverter 1.5T 36,990, cashback 10% on cards. Terms
Samsung: Galaxy S26 preorder gets double storage. samsung.com/in
OnePlus: exchange bonus 3000. exclusive store Brigade Rd
Apple Premium Reseller iStore: trade in & pay R499 pm x 36
Reliance digital: Digital India sale 26% instant discount upto 10,000 on HDFC
Software4u: antivirus 1 yr 3 device box Rs 349 at counter
Blinkit: atta, dal & more at your door in 10 minutes. 100 off on first order
BigBasket: Fresho veggies 1 rupee deals above 499, slot tomorrow
Instacart: $20 off, three orders over 35, code in app
HelloFresh: come back! 60% off box, 3 free desserts. cancel or pause anytime
Uber: 30% off your next 3 rides in Accra. Auto applied
Bolt: Go green, e-bikes at ksh 50 less this wk
Lyft: use code SUNNY for 5 off, valid in Austin to 5/5
Ola: share pass 199 with 10 rides at flat fare
inDrive: name your fare between cities now in Enugu
Netflix added Squid game 3, watch tonight
Spotify: 3 months premium for Rs 0, then 119/month. Cancel anytime. Terms
Audible: first title is on us, members pay 7.99 after 30 days
Showmax: EPL mobile R69 a month, pay with Vodacom airtime
Sky: upgrade to Glass, no upfront. 31 day notice. Ring 0330 041 3019
PVR: Tuesdays at 99! grab tickets on app or counter
Ster-Kinekor half price Tues
Ticketmaster: presale for Coldplay starts 10am w/ O2 Priority. Max 4
Royal Albert: Messiah tickets from 18, box office open till 9
Comedy club tonight, Basket Mouth live, regular 5k VIP 20k. Tickets at gate
Gaming cafe: 5hr pass at 150, tournament Sat, prize pool 10k
Text of the day horoscope! send LEO to 54321. 50c per day sub. Cancel STOP. Parent permission
Get wallpapers and true tones, join club at £4.50/week till you txt STOP to 83383. Helpline 0845. 16+
Hot gossip on celebs to ur mob! txt GOSS to 85222, 25p per msg recvd. stop to end
Football goals alert on phone, 1st month no charge then 1.99 pw. SP: Mobilo. STOP 62468
Wanna flirt? Reply to this msg, chat 18+ only, 150p/text. Unsub STOP. 
Play trivia, daily winner takes airtime worth N5,000. Text PLAY to 34567, N50/txt, T&C
Guess the song & stand a chance to win a Suzuki. SMS answer to 33110 @R1.50. Free sms don't apply. Draw 30 June. Rules on site
Buy 2 packs of Sunlight, SMS the till slip number to 45678 for a chance at R10k. Keep slip. Competition rules apply
Peak milk promo: look under the lid and win instant airtime. Redeem by USSD printed on can
Coca-Cola: code under crown, enter in app for concert tickets
Scratch & win at PetrolSA when filling R400
Join the Sunday raffle, ticket 100 bob, 1st prize a cow. St. Mary's parish
Win a Mini! Every £20 spent in the Arcades = one entry. Drawn live 24 Dec. 18+ UK
Enter our pram giveaway in store, no purchase needed
Loyal customer treat: spin wheel in the app daily for points or data
Your birthday month! Enjoy complimentary cake slice when dining in. Show NRIC
We miss you! It's 60 days since last visit, here's 15% back. Shear Genius
Thanks for shopping with Clicks. Your R45 cashback is loaded on ClubCard, use by 31 May
Exclusive invite for Infinia holders: private preview of watches at Palladium, RSVP to concierge on card
Your points are worth £7.50, spend them at Sainsbury's this wk before they lapse in Dec
Upgrade with us early: your contract can be renewed 45 days ahead at Carphone. 
Switch to us & we pay your exit fees up to 200. Virgin Media
Octopus: fix your tariff for 12 months, no exit fee, check account
British Gas: boiler cover from 9 a month, first service included. T&Cs on web
Vivint solar dealer expo Saturday, ask about tax credits. We don't take money on day
Double glazing by Anglian, 50% off white windows. survey w/o obligation. 0800
Man with van, 35 ph, two men 50, insured
Pest control: termite special 15% off, licence 4471
Handyman Raj: fan, tap, light all small job. $30 transport
Maid agency: Myanmar & Filipino helpers, transfer ready. EA licence 12C1234. Interview at our office
Hiring! Delivery riders in Cebu. Own motor. Apply at 2F Ayala, bring biodata, walk in Mon-Wed, no placement fee
Walmart Supercenter in Plano hosts hiring day 10-3, on the spot interviews, 15-19/hr
NHS trust recruits healthcare assistants band 2. Apply at jobs.nhs.uk
Infosys walk-in drive for freshers at Pune DC on 14th. Carry CV, govt ID. We never charge candidates
Shoprite Lekki: cashiers needed, submit CV at the admin block
Amazon warehouse Dunfermline peak jobs £12.50 ph, shuttle buses, apply on site
Seek: 12 new jobs matching 'forklift' near Dandenong
LinkedIn: you appeared in 9 searches this week. Try premium
Temp staff for tax season, H&R Block, training class tuition waived with book purchase 99
Avon reps wanted in Mitchells Plain: join for R0, get a starter brochure. Call Aunty Fay
Tupperware party at Mel's, Thursday 7, come for the nibbles
Local gold buyer: 22k at Rs 5,900/gm, cash counter, bring PAN
Cash converters: we lend on tools and tablets; redeem in 30 days; rates displayed
Pawnshop: jewelry sale, forfeited rings up to 50%
H&T: 25% extra on Omega trade ins
Money transfer: Send to Ghana with WorldRemit, first fee zero using GHANA. 
Remitly: better rate for first transfer to Philippines P57.2. 
Wise: now order the card in Malaysia RM13.70
XE rates beat banks. Authorised by FCA
Crypto exchange Luno: buy BTC from R20, risk warning: you could lose your capital. FSP 53530
Binance P2P zero maker fee in naira. Prices go up and down
eToro: 61% of retail accounts lose money when trading CFDs. Try the demo
Coinbase: earn 4% APY on USDC. Not insured
Gold ETF NFO opens today till 14th. Riskometer high. Consult adviser
Fixed deposit 7.75% for seniors, DICGC insured to 5 lakh. Ujjivan SFB
Old Mutual: free financial check at Menlyn kiosk. Licensed FSP
Sanlam funeral cover R5,000 from R49 pm. To get a callback reply YES. Free. 12 mth waiting
1Life: will drawn up at no cost with cover. STOP to 31006
AA Ireland: 10% off renewals online. Regulated by Central Bank
Compare the Meerkat: your motor insurance runs out soon? Movies 2for1
Wills week: solicitors write yours for a donation
Hear better! hearing aid trial 30 days w/o payment at Amplifon. 
Seniors lunch & learn on Medicare Advantage, Golden Corral 11am. Not affiliated w/ govt. No obligation
Flu shot? walk in at CVS. 5 dollar coupon after
Flea & tick 3 pack save 20 @ Chewy. autoship
Wine club: half case £39 + 2 glasses, next one in 8 weeks, skip when you like. 18+
Flowers for Mum: order by Friday for Sunday. Interflora
Valentines dinner cruise $188/couple, few tables
Diwali dhamaka sarees flat 30, RMKV T Nagar. Car park full? valet at back
Eid mubarak from Max Fashion! Buy 2 abaya get 1
Christmas hampers from R399, layby now & collect in Dec. Food Lover's
Easter egg hunt, Manly Wharf, 10 till 12, $5
Chinese new year reunion set, 8 pax 388 nett
Black Friday starts NOW at Takealot. App only deals till 8am
Cyber Monday extended by popular demand! 30% sitewide code CYBER
Back to school: uniforms 3 for 2 at PEP
Last few sizes! warehouse clearance Unit 6, cash & card
Closing down: everything must go, fixtures too. Jess's Shoes, High St
New branch alert: Chicken Republic Gwarinpa. first 50 eat free
Now open 24 hrs: Medplus Road 12
Follow our IG @littleoven and get cookie w/ latte
Download Talabat, dhs 20 back on first order
Rate us on google for a surprise dessert
Refer a friend to Monzo and you both get a fiver once they've paid by card. 
Tell a mate: Voxi gives both of you a £10 voucher
Amigo reward: invite to Cred, coins 10,000. 
Fibre is coming to your street! Preorder with Vumatel, 3 months half price
Airtel Xstream Fiber at your building. Free router, 499. Our promoter visits Sat
TalkTalk: price freeze for 18 mths for new & recontract
Club tones! latest hits to your phone, 3 quid per week billed to your number, txt STOP TONES to 84122 at any time. Aqua Mobile Ltd
Get a new game every fri for 2.50. Java phones. Send QUIT to end. Cust care 0870
Send a love quote to her! txt LOVE to 86688, 50p each, ask the bill payer
Horoscope line: hear your week from Russell, calls 60p/min from BT, others vary
Auction fun: bid lowest unique for a ps5, txt your bid to 83338, £1.50/bid, rules online, 16+
Voice poll tonight on the Factor: dial the act's number before 9.30, 35p per vote
Your monthly quiz pack begins Mon, N200 off your airtime every wk. Text UNSUB QZ to 33070
Dating by phone, real people, 18+ 25p per text rcvd, pics free. To leave txt END to 69988
Wallpaper world: celebs cars pets. Rs 10 per download. Toll 56789
Bhakti pack: get aarti & panchang daily at Rs 30 pm. Dial *567*3#
Cricket contest: answer 5 questions, top scorer of the week gets a bike. Rs 3/sms. Skill based, T&C apply
Kaun jeetega? predict & earn talktime. Sub at Rs 5/day; deactivate with STOP PRE to 155223
Naija music club N100/week, first week free. Unsubscribe by texting STOP 
Voicebook: listen to Bible stories ksh 10 a day, auto renew. OFF to 22141
Win airtime by playing Shabiki style trivia? each sms 10 bob. over 18
Text the word GOLD to 30001 (R2/SMS) and enter the monthly Krugerrand draw, closing 28 Feb, rules at our counter
Reload RM30 and stand a chance to be one of 5 winners of a Proton X50; winners called after audit, see posters
Buy a participating Milo, keep receipt, WhatsApp a photo for chance to win Samsung TV. Ends June, permit in store
Spend $88 in a receipt & take part in sure win dip at atrium
Raffle draw: each P200 top-up equals one e-raffle entry. Per DTI Fair Trade Permit. Grand: Vios
Big Diwali bonanza: every purchase above 2k gets scratch card. assured silver coin, draw held at store
Collect 6 stamps and the seventh coffee is ours
Members' prize draw, no need to do anything, you're entered with every visit
Guaranteed cashback £30 by post after buying any Bosch kettle, claim form inside box
Trade-up: any old telly counts 100 toward a new one
Loan against property from 9.2%. Fee 0.5% payable on sanction at branch, NBFC regd. Rep will explain
Car finance decision in a minute. 11.9% APR rep. Missing payments affects credit record. Moneyway broker, fca no 4421
Home credit: agent calls to your house, weekly from £8. Rep APR 535%. Think! is it right for you? moneyhelper
Quick payday top up 200 for 30 days cost 48 total. Auth by FCA. Txt OUT to end
Salary finance: your employer lets you draw wages early, fee 1.99 taken from pay
Student credit card, 1.5% cash, 34.9% var., subject to income. visit campus branch
Business overdraft to N5m against turnover, talk to your relationship officer at branch
Asset finance for boda boda, deposit 15k at showroom, daily 400 x 18 months
Pag-ibig housing fair: rates from 5.75, bring payslip & ID to MOA Hall 3
Coop salary loan: 6 pct yearly, payroll deducted. Forms at HR
Invest in T-bills at 16% p.a., minimum 50k, through CBK DhowCSD or your bank
Unit trust: past returns do not guarantee future. Talk to Old Mutual adviser
REIT IPO opens Mon, price band 295-300. Read the RHP. Apply by ASBA in own bank
Sovereign gold bond tranche, 2.5% interest, buy at post office
Pension: move old pots into one, capital at risk. PensionBee
Junior ISA: tax free til they're 18. Value can fall
Chit fund govt registered (Kerala), 25 months x 4000. Branch Palakkad
Land in Epe with C of O, 1.8m per plot, inspection Saturdays free bus, pay to company account after you have seen
Work: earn up to 600/wk in Deliveroo zone 3, own bike, sign up in app, no charge
Part time tutors wanted near Boon Lay, $30/h, agency takes first 2 lessons fee as usual
Telecaller jobs in Noida sector 63, 14k + incentive, female/male, face to face interview 11-3
Nurses for Saudi MOH! interview in Kochi 4-6 Mar, recruitment is free, licence B-0221
Be a Lazada affiliate, get commission on sales, free to join
Sell on Amazon: 0 listing charge. Get GST & start
Uber drivers: complete 60 trips wkend, bonus 1200
Election: if elected I'll fix the drains. Adamu for councillor, Kachia ward
Kamala's town hall live stream 8pm ET, watch with neighbors. stop2quit
Trump rally Sat at the airfield, gates 11. Get tix free. Paid by DJT 26
Yes on 14 gives vets homes. Read more. Paid by Yes14 cmte #1455
Senate race is tied! can u give $5 by midnight goal? ActBlue/WinRed page of the party. STOP=end
Greens: leaflet drop at 10, tea after
Kuwait finance? no: Gulf Bank Al Danah draw, keep balance 200KD for entry, conditions
Emirates Draw: EASY6 Friday, AED 15 a ticket, buy at shop or web, 18+
Loterie: Euromillions 130m. Play responsibly
Stake Kenya: place 3+ legs, get 10% boost. 18+ help 1190
PAGCOR: bingoplus, 21+. Game responsibly, funds only through licensed apps
1xBet bonus? we are Betway: 50% of first deposit up to R2000. License 10. 18+
Rummy: join 10k guaranteed prize pool tonight, skill game, 18+, may be addictive. play responsibly
Dream11: make team for IND v AUS, entry 49. Financial risk, be careful
Poker night at Empire casino: NL 1-2, buffet on us
Ladies night: free bubbles til 10, Zouk. ID
CBD oil shop: 3rd party tested, 20% off oils. 18+ not medicine
Vape Hut: buy 3 liquids 10 pounds. ID under 25
Pharmacy: ED treatment after online doctor consult, UK registered GPhC
Weight clinic: supervised plan, first consult 30 dollars, nurse led
Hair transplant Istanbul package, hotel + transfer, consult by video with surgeon; pay at clinic
Botox day Thur, consult required. Prescriber on site
Dear customer, open a payroll account at Bank Mega and send money without fees for a year. Info at the branch
BCA: apply for a credit card at any mall booth, annual fee waived, gift mug. T&C
ING: your first mortgage talk costs nothing. Book an adviser on ing.nl or in the shop
Rabobank members' evening: tips for a greener home, Thursday 20:00, sign up at the counter
ABN AMRO: 6 months 2.4% on new savings. Rates may change. abnamro.nl
KBC: rent a car in the app and earn Kate Coins this month
Caisse d'Epargne: your adviser would like to talk about a home insurance offer, STOP at 36111
Crédit Agricole: student loan from 0.99% APR, see your branch. A credit binds you and must be repaid. STOP 36105
BNP Paribas: 80 EUR offered when you open Hello One, conditions in agency. STOP SMS 36111
Carrefour: 10 EUR in vouchers for 70 spent until Sunday with the loyalty card. STOP 36034
SFR: 5G 100 GB at 15.99/month for 12 months, without commitment. sfr.fr STOP 36180
CaixaBank: family plan, bring your salary and choose a TV. Ask your office. Promotion until 30/6
BBVA: pre-granted car loan in your app, 5.9% TIN, subject to study. No more ads? reply BAJA
Movistar: football at half price for 3 months. Call 1004 free. BAJA at 1004
El Corte Inglés: second unit at -70% in perfumery till Tuesday
Poste Italiane: discover BancoPosta loan from 3,000 euro, ask at the post office. Advertising message with promotional aim
UniCredit: My Genius free until 30 years of age. Read the information sheets in branch
TIM: come back to us! 150 GB for 7.99 a month in every TIM shop by Saturday
Worten: Black week, TVs from 199. In the shops and worten.pt
Millennium: personal credit with reduced rate till end of March, TAEG 9.1%. Simulate in the app
MediaMarkt: VAT as a gift, Friday and Saturday in all stores
Telekom: Magenta Mobil L with second card for 10 € a month. In the Telekom shop
Otto: 15 EUR off your first order with code HALLO15 from 60 EUR
Coop: double Superpoints this weekend on all wines
Allegro Smart! week: free delivery from 35 PLN, check the app
Żabka: hot dog at 4 PLN with the app until Sunday
Telcel: recharge 200 and get 3 GB and unlimited social for 30 days. Terms telcel.com
Coppel: last days of the sale, up to 18 months credit with your Coppel card. Visit us
Claro: today triple balance for top ups from 10.000. Applies prepaid. Text SALIR to leave
Exito: Megaprima, 2x1 in homewares only today. Habeas data exito.com
Mercado Libre: Hot Sale starts Monday, add to cart now. Manage notices in the app
Telkomsel: activate combo 25 GB for Rp 90,000, dial *363#. Terms apply
Indosat: redeem IMPoin for coffee vouchers at myIM3. Stop: reply UNREG to 808
Shopee: vouchers of 50 thousand every hour today, min purchase 200 thousand. Open app
Lazada 11.11: collect coins in the game and win discounts. Check the app
Tokopedia: free shipping for official stores, valid till midnight
Alfamart: shop 100 thousand and take cooking oil at a special price. 1-7 June
Need business capital? Adira Finance with vehicle papers, official office Jl. Sudirman 12, supervised by OJK {num}
Pegadaian: gold savings from Rp 10,000, come to the nearest outlet
Home credit for Honda Beat, instalment 31 thousand a day. Showroom Sinar Motor {num}
Maybank: balance transfer at 0% for 6 months, one-time fee 4%. Call the number on your card. T&Cs apply
CIMB: spend RM300 x3 and stand a chance to win a car. Contest terms on site. Stop? SMS CIMB STOP to 33088
Celcom: dial *118# for 10 GB at RM5, valid 7 days. RM0
Astro: free view of all sports this weekend on channel 801. RM0.00
Vote this Saturday: hear our candidate at the market square, 8 pm. RM0.00
Your ward councillor's report card is online. Come to the town hall Sunday
Elections: bring your ID card to the polling school near you. Party of the People wishes you well
Subscribe to jokes: text JOKE to 83383, 25p each. Stop sends END. Helpline 0845 number on site
Quiz of the week! which star sang Toxic? answer A or B to 85999. Entry £1, closes Fri, 16+. Rules by post
Screensavers, tones & java games: send GAMES to 84199. £3/wk until STOP. Bill payer's ok needed
Top 5 chart tones: reply 1 to 5, 150p each. Help line on our site. SP: Tonehouse Ltd
This is Kelly, I'm home from work and bored, chat to me live on 69555, 18+, £1.50 each, stop=STOP
Hi sexy, it's Tara. Pics? reply PIC. 18 only £1.50/msg rcvd, txt STOP to quit, Txtline Ltd W1
Late night lines: girls from your town wait to talk, 60p/min, over 18, ask bill payer. To be left alone text NO
Haven't heard from you in ages babes, ring me tonight 60p/min 18s only, Nightline PO box 9 LN1
Lonely housewife chat, 10p/min from a landline only, adults. 
Naughty Nina will send you a picture if you text NINA to 89222, cost £1.50, age 18+
Meet someone local, join our text dating club, first week free then £3/wk. Terms on flirtclub.co.uk
Love test: send 2 names to 82200 and see if it's forever! 50p
Horoscope: what do your stars say this weekend? send your sign to 84040, 25p, ends with STOP
Dear subscriber, new caller tunes: dial 543211 to set the cricket anthem, Rs 30 for 30 days
Airtel: listen to bhajans on 5xx00, Rs 1/day. Dial to start, SMS STOP to end
Vodafone Idea: set a hello tune for free this week, dial 56789
Upgrade? You've had your handset for over a year: choose the new Samsung from £22/mth at Carphone, or keep yours and pay less. Opt out txt STOP
Phones 4u: swap to a camera phone on your next contract, 500 mins and 100 texts for £25 p/m. In store or free on 0800 number. 18+ subject to status
Norton: 50% when you renew early. See your account. Unsubscribe there
Get Opera Mini for faster browsing, get it in the app store of your phone
Easter club at the leisure centre, 8 to 12 years, £18 a day, a few places left
Daily Mail readers: collect 5 tokens for a day at Thorpe Park. Rules in the paper
Free prize draw for all who give blood this month? No, just our thanks and a biscuit. Town hall, Mon
Win tickets to the match, tell us the stadium of the final, 1 entry per person at your Shell station
PGDM + SAP course, placement cell, seats filling. Counselling on Sunday at Hotel Pride. {num}
Study in Canada fair: meet 25 colleges, on the spot assessment, entry free. Taj Bengal Saturday
IELTS crash course 3 weeks, fee 6,500 incl. books. British school of language, MG Road
Register for the phone round of our trainee programme before 15th: careers.infotechindia.com. No fees are charged
PS5 in stock at GameStop, 2 per customer, trade in accepted
Your opinion counts: 5 questions about our shop, 20% off afterwards. Ikea Family
New on YouTube: our band's first clip. Please like it if you like it
`
