import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia'
import type { Handle, Store, Tx } from '../../db/client.ts'
import {
  deleteExpiredSessions, deleteSession, deleteSessionOf, deleteSessionsOf, findSessionWithStaff, findStaff, insertSession, listSessions,
  MAX_SESSIONS_PER_PERSON, type StaffMember, type StoredSession, touchSession,
} from '../../db/queries/staff.ts'
import type { Keys } from '../../db/seal.ts'
import { type Instant, MINUTE_MS } from '../domain/values/time.ts'
import { isRole, type Role } from './permissions.ts'
import { type Locale, localeOf, type Theme, themeOf } from './preferences.ts'
import { derivedKey, isEqualSecret, keyedHash, sha256 } from './secrets.ts'

/** A member of staff whose session holds, as pages and use-cases know them. */
export interface SignedInStaff {
  readonly id: string
  readonly staffId: number
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly locale: Locale
  readonly theme: Theme
  /** True until a one-time password was replaced: only the account page opens. */
  readonly mustChangePassword: boolean
  readonly factorSince: Instant | null
  readonly factorAskedAt: Instant | null
}

/** What a page may know of a session. `id` is the stored hash, useless as a token. */
export interface SessionView {
  readonly id: string
  readonly startedAt: Instant
  readonly lastSeenAt: Instant
  readonly expiresAt: Instant
  readonly authenticatedAt: Instant
  readonly ip: string | null
  readonly userAgent: string | null
}

interface SignedIn {
  readonly staff: SignedInStaff
  readonly session: SessionView
}

interface SessionOrigin {
  readonly now: Instant
  readonly ip: string | null
  readonly userAgent: string | null
}

/** Sessions of staff, as the rest of the product sees them: tokens, cookies and lifetimes stay in here (S60 to S63). */
export interface Sessions {
  /** Who is signed in by this request's cookie, or null. Moves the idle limit, at most once a minute. */
  find(request: Request): Promise<SignedIn | null>
  /** Starts a session with a new token, never one that the client brought (S61), and answers with the cookie that carries it. */
  start(tx: Tx, staffId: number, origin: SessionOrigin): Promise<string>
  end(tx: Tx, sessionId: string): Promise<void>
  /** Ends one session if it belongs to this person; says whether it did. */
  endOf(tx: Tx, staffId: number, sessionId: string): Promise<boolean>
  endAllOf(tx: Tx, staffId: number): Promise<number>
  list(db: Handle, staffId: number, now: Instant): Promise<readonly SessionView[]>
  /** {@link list}, with the person as they stand now, for who goes on listening without asking; null where nobody may sign in. Moves no limit. */
  look(db: Handle, staffId: number, now: Instant): Promise<{ readonly staff: SignedInStaff; readonly sessions: readonly SessionView[] } | null>
  removeExpired(tx: Tx, now: Instant): Promise<number>
  /** The cookie that takes the token away from the browser. */
  blankCookie(): string
  /** A value for forms about money and accounts, bound to one session (S45). */
  formToken(sessionId: string): string
  isFormToken(sessionId: string, token: string): boolean
}

export interface SessionOptions {
  readonly store: Store
  readonly keys: Keys
  readonly now: () => Instant
  readonly isHttps: boolean
  /** Longest time without a request, and longest time at all, in milliseconds (S62). */
  readonly idleMs: number
  readonly absoluteMs: number
}

interface SessionAttributes {
  readonly startedAt: Instant
  readonly ip: string | null
  readonly userAgent: string | null
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ stored: StoredSession }, { member: StaffMember }>
    UserId: number
    DatabaseSessionAttributes: SessionAttributes & { readonly stored?: StoredSession }
    DatabaseUserAttributes: { readonly member: StaffMember }
  }
}

/** A use is written down when the last one is older than this, so that reading pages is not a write each. */
const TOUCH_MS = MINUTE_MS
const MAX_USER_AGENT_CHARS = 200

/**
 * Sessions on lucia, with our own adapter: it stores hashes of tokens, knows the idle and the absolute limit and the injected clock.
 * Lucia draws the tokens, writes and reads the cookie and walks through validation. It is deprecated, so nothing else knows it (S83).
 */
export function createSessions(options: SessionOptions): Sessions {
  const { store, keys, now, isHttps, idleMs, absoluteMs } = options
  const formKey = derivedKey(keys, 'form token')

  const luciaOn = (read: Handle, write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>) =>
    new Lucia(adapterOn(read, write, options), {
      sessionExpiresIn: new TimeSpan(absoluteMs, 'ms'),
      sessionCookie: { name: isHttps ? '__Host-topwarden' : 'topwarden', attributes: { secure: isHttps, sameSite: 'lax', path: '/' } },
      getSessionAttributes: ({ stored }) => ({ stored: stored as StoredSession }),
      getUserAttributes: ({ member }) => ({ member }),
    })

  const lucia = luciaOn(store.read, store.write)

  const look: Sessions['look'] = async (db, staffId, at) => {
    const member = await findStaff(db, staffId)
    if (!member || member.disabledAt !== null || !isRole(member.role)) return null
    return { staff: toStaff(member), sessions: (await listSessions(db, staffId)).filter((session) => at < session.expiresAt).map(toView) }
  }

  const touch = async (session: StoredSession): Promise<void> => {
    const at = now()
    if (at - session.lastSeenAt < TOUCH_MS) return
    const expiresAt = Math.min(at + idleMs, session.startedAt + absoluteMs)
    await store.write((tx) => touchSession(tx, session.id, at, expiresAt))
  }

  return {
    async find(request) {
      const token = lucia.readSessionCookie(request.headers.get('cookie') ?? '')
      if (!token || token.length > 100) return null
      const { session, user } = await lucia.validateSession(token)
      if (!session || !user) return null
      await touch(session.stored)
      return { staff: toStaff(user.member), session: toView(session.stored) }
    },
    async start(tx, staffId, { now: startedAt, ip, userAgent }) {
      const others = await listSessions(tx, staffId)
      for (const old of others.slice(MAX_SESSIONS_PER_PERSON - 1)) await deleteSession(tx, old.id)
      const onTx = luciaOn(tx, (work) => work(tx))
      const session = await onTx.createSession(staffId, { startedAt, ip, userAgent: userAgent?.slice(0, MAX_USER_AGENT_CHARS) ?? null })
      return onTx.createSessionCookie(session.id).serialize()
    },
    end: (tx, sessionId) => deleteSession(tx, sessionId),
    endOf: (tx, staffId, sessionId) => deleteSessionOf(tx, staffId, sessionId),
    endAllOf: (tx, staffId) => deleteSessionsOf(tx, staffId),
    list: async (db, staffId, at) => (await look(db, staffId, at))?.sessions ?? [],
    look,
    removeExpired: (tx, at) => deleteExpiredSessions(tx, at),
    blankCookie: () => lucia.createBlankSessionCookie().serialize(),
    formToken: (sessionId) => keyedHash(formKey, sessionId),
    isFormToken: (sessionId, token) => isEqualSecret(keyedHash(formKey, sessionId), token),
  }
}

/** Lucia speaks of tokens, the database of their hashes; this is the border. */
function adapterOn(read: Handle, write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, { now, idleMs, absoluteMs }: Pick<SessionOptions, 'now' | 'idleMs' | 'absoluteMs'>): Adapter {
  return {
    async getSessionAndUser(token) {
      const found = await findSessionWithStaff(read, sha256(token))
      if (!found) return [null, null]
      const at = now()
      const { session, member } = found
      const isLive = at < session.expiresAt && at < session.startedAt + absoluteMs && at >= session.startedAt - MINUTE_MS
      if (!isLive || member.disabledAt !== null || !isRole(member.role)) {
        await write((tx) => deleteSession(tx, session.id))
        return [null, null]
      }
      return [toLucia(token, session, absoluteMs), toLuciaUser(member)]
    },
    async getUserSessions(staffId) {
      return (await listSessions(read, staffId)).map((session) => toLucia(session.id, session, absoluteMs))
    },
    async setSession({ id, userId, attributes }) {
      const { startedAt, ip, userAgent } = attributes
      await write((tx) =>
        insertSession(tx, {
          id: sha256(id), staffId: userId, startedAt, expiresAt: startedAt + Math.min(idleMs, absoluteMs), lastSeenAt: startedAt,
          authenticatedAt: startedAt, ip, userAgent,
        }),
      )
    },
    // Expiry is ours: lucia never finds a session past half its life, see `toLucia`.
    updateSessionExpiration: async () => {},
    deleteSession: (token) => write((tx) => deleteSession(tx, sha256(token))),
    deleteUserSessions: async (staffId) => void (await write((tx) => deleteSessionsOf(tx, staffId))),
    deleteExpiredSessions: async () => void (await write((tx) => deleteExpiredSessions(tx, now()))),
  }
}

/** Lucia compares with the machine's clock, so a session that holds by ours is handed over as new. */
function toLucia(id: string, stored: StoredSession, absoluteMs: number): DatabaseSession {
  return {
    id,
    userId: stored.staffId,
    expiresAt: new Date(Date.now() + absoluteMs),
    attributes: { startedAt: stored.startedAt, ip: stored.ip, userAgent: stored.userAgent, stored },
  }
}

function toLuciaUser(member: StaffMember): DatabaseUser {
  return { id: member.id, attributes: { member } }
}

function toStaff(member: StaffMember): SignedInStaff {
  return {
    id: `staff:${member.id}`,
    staffId: member.id,
    email: member.email,
    name: member.name,
    role: member.role as Role,
    locale: localeOf(member.locale),
    theme: themeOf(member.theme),
    mustChangePassword: member.mustChangePassword,
    factorSince: member.factorSince,
    factorAskedAt: member.factorAskedAt,
  }
}

function toView({ staffId: _, ...view }: StoredSession): SessionView {
  return view
}
