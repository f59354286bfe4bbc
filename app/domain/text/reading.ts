import type { NumberKind } from '../intake/record.ts'
import type { Imitation } from './imitation.ts'
import type { NormalText } from './normalise.ts'
import type { Keyword } from './words.ts'

/** Everything that is read out of one free text in one go. All places are offsets in `normal.text`; `rawSpan` turns them back. */
export interface TextReading {
  readonly normal: NormalText
  readonly links: readonly TextLink[]
  /** Places of mail addresses. */
  readonly mails: readonly (readonly [start: number, end: number])[]
  readonly numbers: readonly TextNumber[]
  readonly handles: readonly TextHandle[]
  readonly amounts: readonly TextAmount[]
  readonly offers: readonly TextOffer[]
  readonly codes: readonly TextCode[]
  readonly keywords: readonly Keyword[]
  readonly context: TextContext
}

/** A link found in a normal form, taken apart by the WHATWG parser and never followed. */
export interface TextLink {
  /** Place in the normal form; `end` is exclusive. */
  readonly start: number
  readonly end: number
  /** As it stands in the raw text. */
  readonly written: string
  /** Parsed address; null when the parser refuses it, which is a sign in itself. */
  readonly url: string | null
  /** Lower case, without colon; `http` when the text gives none. */
  readonly scheme: string
  readonly hasScheme: boolean
  readonly host: HostReading
  /** Path and query as parsed; empty when there is none beyond the root. */
  readonly path: string
  readonly user: string
  /** Empty for the scheme's own port. */
  readonly port: string
  /** Only mending dots, schemes or letters gives this host; the raw text parses to none or to another. */
  readonly isObfuscated: boolean
  /** Letters or digits of the host were drawn otherwise: circled, full-width, styled. Letters of other scripts give another host instead. */
  readonly isDisguised: boolean
  /** Opens a chat, a group or a contact. */
  readonly isContact: boolean
  /** The name borrowed by the host or by what stands before `@`. */
  readonly imitates: Imitation | null
  /** The operator's own host or short-link prefix. */
  readonly isOfficial: boolean
}

/** What a host says by its name alone; nothing is looked up on a network. */
export interface HostReading {
  /** As the URL parser gives it: ASCII, lower case, without a closing dot. IPv6 keeps its brackets. */
  readonly host: string
  readonly kind: 'name' | 'ipv4' | 'ipv6'
  /** Registrable domain by the public part of the suffix list; null for addresses and bare endings. */
  readonly domain: string | null
  /** Registrable domain with the private part too: the name that a customer of a free host chose. */
  readonly site: string | null
  /** Public ending such as `com.cn`; empty for addresses. */
  readonly ending: string
  /** False for endings that are on no list. */
  readonly isKnownEnding: boolean
  /** How the eye reads it: decoded, look-alike letters as Latin. Equals `host` for plain names. */
  readonly reads: string
  readonly isInternational: boolean
  /** One label mixes Latin with Greek, Cyrillic or Armenian letters. */
  readonly hasMixedScripts: boolean
  /** Loopback, private and link-local addresses: inside somebody's own network. */
  readonly isPrivateAddress: boolean
  /** The operator's own, by the settings. */
  readonly isOfficial: boolean
  readonly isAllowed: boolean
  /** The brand whose own domain this is. */
  readonly brand: string | null
  readonly imitates: Imitation | null
  readonly isShortener: boolean
  readonly isImageHost: boolean
  readonly isFreeSite: boolean
  readonly isThrowAway: boolean
}

/** In what way digits were disguised. `spaced`: one by one with signs between; `letters`: l, o and the like for 1 and 0. */
export type NumberDisguise = 'enclosed' | 'full_width' | 'words' | 'keycap' | 'emoji' | 'letters' | 'hidden' | 'combining' | 'foreign' | 'spaced' | 'styled'

/** A number of phone shape, or a bare run of seven or more digits. */
export interface TextNumber {
  /** Place in the normal form; `end` is exclusive. */
  readonly start: number
  readonly end: number
  /** Digits only, `+` kept when written. */
  readonly digits: string
  /** E.164 when it reads as a phone, else null. */
  readonly e164: string | null
  readonly kind: NumberKind
  readonly isPhone: boolean
  readonly disguises: readonly NumberDisguise[]
}

/** A handle, account name or number by which somebody outside our channels can be reached, with the app it belongs to. */
export interface TextHandle {
  /** Place of the app's name and the identifier together in the normal form; `end` is exclusive. */
  readonly start: number
  readonly end: number
  /** `telegram`, `wechat`, `qq` …; `handle` for an @name without app. */
  readonly app: string
  /** The app's term as listed; empty for a bare handle. */
  readonly term: string
  /** Lower case, `@` dropped; empty when the text names an app and asks to join but gives no identifier. */
  readonly id: string
  /** A word beside it asks to add, join, search or write. */
  readonly isPull: boolean
}

/** A price below the face value: `85折`, `充200得250`, `30% off`. `ratio` is what is paid for one of face value, 0 to 1. */
export interface TextOffer {
  readonly start: number
  readonly end: number
  readonly ratio: number
}

/** A sum of money as written. `value` in major units. */
export interface TextAmount {
  readonly start: number
  readonly end: number
  readonly value: number
  /** ISO code where the sign tells, else null. */
  readonly currency: string | null
}

/** A one-time code: four to eight digits beside a word that names one (R-TEXT-10). */
export interface TextCode {
  readonly start: number
  readonly end: number
}

/** How a text speaks of fraud: as advice, as a report, or not at all. */
export interface TextContext {
  /** Asks whether something is genuine, or reports it; `quote` is what it quotes. Counts only for a customer's message. */
  readonly isReport: boolean
  readonly quote: readonly [start: number, end: number] | null
  /** Warns: denies or forbids what it names, links to nobody else and gives no contact. */
  /** Warns of fraud, or says what staff have listed as harmless. */
  readonly isAdvice: boolean
}
