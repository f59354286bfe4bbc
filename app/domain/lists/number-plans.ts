import { type ReviewedList, words } from './reviewed-list.ts'

/** How the numbers of one country are built; a country is added by a line below. */
export interface CountryPlan {
  /** ISO 3166 code, as in the operator's settings. */
  readonly country: string
  /** Without `+`. */
  readonly callingCode: string
  /** Dialled before a national number and no part of it; empty where there is none. */
  readonly trunk: string
  /** Whole national number of a mobile, without calling code and trunk. */
  readonly mobile: RegExp
  /** The same of a landline; null where the plan is not kept. */
  readonly fixed: RegExp | null
}

const OWNER = 'numbering'
const REVIEWED_ON = '2026-11-26'

/** National significant numbers (DOMAIN 3.2 and the national plans). Patterns hold no repetition without a bound, so that any text is read in linear time. */
export const NUMBER_PLANS: ReviewedList<CountryPlan> = {
  id: 'number_plans',
  owner: OWNER,
  reason: 'Reads numbers with and without a country code; what fits none is told as outside the plan.',
  reviewedOn: REVIEWED_ON,
  entries: [
    { country: 'CN', callingCode: '86', trunk: '0', mobile: /^1[3-9]\d{9}$/, fixed: /^(?:10\d{8}|2\d{9}|[3-9]\d{2}\d{7,8})$/ },
    { country: 'HK', callingCode: '852', trunk: '', mobile: /^[4-9]\d{7}$/, fixed: /^[23]\d{7}$/ },
    { country: 'MO', callingCode: '853', trunk: '', mobile: /^6\d{7}$/, fixed: /^(?:28|8\d)\d{6}$/ },
    { country: 'TW', callingCode: '886', trunk: '0', mobile: /^9\d{8}$/, fixed: /^[2-8]\d{7,8}$/ },
    { country: 'PH', callingCode: '63', trunk: '0', mobile: /^(?:9\d{9}|8(?:13|9[5-8])\d{7})$/, fixed: /^(?:2\d{8}|[3-8]\d{7,8})$/ },
    { country: 'NG', callingCode: '234', trunk: '0', mobile: /^(?:70|80|81|90|91)\d{8}$/, fixed: null },
    { country: 'KE', callingCode: '254', trunk: '0', mobile: /^(?:7\d{8}|1[01]\d{7})$/, fixed: null },
    { country: 'SG', callingCode: '65', trunk: '', mobile: /^[89]\d{7}$/, fixed: /^[36]\d{7}$/ },
    { country: 'GB', callingCode: '44', trunk: '0', mobile: /^7[1-57-9]\d{8}$/, fixed: /^(?:1\d{8,9}|[23]\d{9})$/ },
    { country: 'MY', callingCode: '60', trunk: '0', mobile: /^1\d{8,9}$/, fixed: /^[3-9]\d{7,8}$/ },
    { country: 'ID', callingCode: '62', trunk: '0', mobile: /^8\d{8,11}$/, fixed: null },
    { country: 'TH', callingCode: '66', trunk: '0', mobile: /^[689]\d{8}$/, fixed: /^[2-7]\d{7}$/ },
    { country: 'VN', callingCode: '84', trunk: '0', mobile: /^[35789]\d{8}$/, fixed: /^2\d{9}$/ },
    { country: 'KH', callingCode: '855', trunk: '0', mobile: /^[16-9]\d{7,8}$/, fixed: null },
    { country: 'MM', callingCode: '95', trunk: '0', mobile: /^9\d{7,9}$/, fixed: null },
    { country: 'IN', callingCode: '91', trunk: '0', mobile: /^[6-9]\d{9}$/, fixed: null },
    { country: 'BD', callingCode: '880', trunk: '0', mobile: /^1[3-9]\d{8}$/, fixed: null },
    { country: 'PK', callingCode: '92', trunk: '0', mobile: /^3\d{9}$/, fixed: null },
    { country: 'LK', callingCode: '94', trunk: '0', mobile: /^7\d{8}$/, fixed: null },
    { country: 'NP', callingCode: '977', trunk: '0', mobile: /^9[678]\d{8}$/, fixed: null },
    { country: 'JP', callingCode: '81', trunk: '0', mobile: /^[789]0\d{8}$/, fixed: /^[1-9]\d{8}$/ },
    { country: 'KR', callingCode: '82', trunk: '0', mobile: /^1\d{8,9}$/, fixed: /^[2-6]\d{7,9}$/ },
    { country: 'AU', callingCode: '61', trunk: '0', mobile: /^4\d{8}$/, fixed: /^[2378]\d{8}$/ },
    { country: 'US', callingCode: '1', trunk: '1', mobile: /^[2-9]\d{2}[2-9]\d{6}$/, fixed: null },
    { country: 'DE', callingCode: '49', trunk: '0', mobile: /^1[567]\d{8,9}$/, fixed: null },
    { country: 'FR', callingCode: '33', trunk: '0', mobile: /^[67]\d{8}$/, fixed: /^[1-59]\d{8}$/ },
    { country: 'ES', callingCode: '34', trunk: '', mobile: /^[67]\d{8}$/, fixed: /^[89]\d{8}$/ },
    { country: 'IT', callingCode: '39', trunk: '', mobile: /^3\d{8,9}$/, fixed: /^0\d{5,10}$/ },
    { country: 'RU', callingCode: '7', trunk: '8', mobile: /^9\d{9}$/, fixed: /^[3489]\d{9}$/ },
    { country: 'TR', callingCode: '90', trunk: '0', mobile: /^5\d{9}$/, fixed: /^[2-4]\d{9}$/ },
    { country: 'AE', callingCode: '971', trunk: '0', mobile: /^5\d{8}$/, fixed: null },
    { country: 'SA', callingCode: '966', trunk: '0', mobile: /^5\d{8}$/, fixed: null },
    { country: 'GH', callingCode: '233', trunk: '0', mobile: /^[25]\d{8}$/, fixed: /^3\d{8}$/ },
    { country: 'TZ', callingCode: '255', trunk: '0', mobile: /^[67]\d{8}$/, fixed: /^2\d{8}$/ },
    { country: 'UG', callingCode: '256', trunk: '0', mobile: /^7\d{8}$/, fixed: null },
    { country: 'ZA', callingCode: '27', trunk: '0', mobile: /^[6-8]\d{8}$/, fixed: /^[1-5]\d{8}$/ },
    { country: 'MX', callingCode: '52', trunk: '', mobile: /^[2-9]\d{9}$/, fixed: null },
    { country: 'BR', callingCode: '55', trunk: '0', mobile: /^[1-9]{2}9\d{8}$/, fixed: /^[1-9]{2}[2-5]\d{7}$/ },
  ],
}

/** A run of blocks that one network was given. */
export interface NumberBlocks {
  readonly country: string
  readonly network: string
  /** First three digits of a national mobile number, four where a block is shared. A trailing `v` marks virtual operators. */
  readonly blocks: readonly string[]
}

/** Countries whose blocks are kept: there, a mobile number outside all of them is unassigned. Blocks opened since are added on the page of lists (`number_blocks`). */
export const ASSIGNED_BLOCKS: ReviewedList<NumberBlocks> = {
  id: 'assigned_blocks',
  owner: OWNER,
  reason: 'Names the network that was given a block, not the carrier of today (ports), and tells unassigned ones.',
  reviewedOn: REVIEWED_ON,
  entries: [
    { country: 'CN', network: 'mobile', blocks: words('1340 1341 1342 1343 1344 1345 1346 1347 1348 135 136 137 138 139 147 150 151 152 157 158 159 165v 1703v 1705v 1706v 172 178 182 183 184 187 188 195 197 198') },
    { country: 'CN', network: 'unicom', blocks: words('130 131 132 145 155 156 166 167v 1704v 1707v 1708v 1709v 171v 175 176 185 186 196') },
    { country: 'CN', network: 'telecom', blocks: words('133 1349 149 153 162v 1700v 1701v 1702v 173 174 177 180 181 189 190 191 193 199') },
    { country: 'CN', network: 'broadnet', blocks: words('192') },
  ],
}

/** Assigned calling codes (ITU-T E.164 D) of countries without a plan above; the number then counts as valid by length. */
export const OTHER_CALLING_CODES: ReviewedList<string> = {
  id: 'other_calling_codes',
  owner: OWNER,
  reason: 'A number of a country whose plan nobody has entered is read by its length alone.',
  reviewedOn: REVIEWED_ON,
  entries: words(`
  20 30 31 32 36 40 41 43 45 46 47 48 51 53 54 56 57 58 64 93 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 235 236 237 238 239 240 241 242 243
  244 245 246 247 248 249 250 251 252 253 257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 370 371 372 373 374
  375 376 377 378 379 380 381 382 383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676
  677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 850 856 870 878 881 882 883 888 960 961 962 963 964 965 967 968 970 972 973 974 975 976 992 993 994 995 996
  998`),
}
