import type { Express, Request, Response } from 'express'
import { may } from '../../auth/permissions.ts'
import type { SessionView, SignedInStaff } from '../../auth/session.server.ts'
import { getChangeMark, getLiveFigures, getLiveNews, getLivePosition, type LiveNews, type LivePosition } from '../../usecases/figures/get-live-figures.server.ts'
import { getFactorDue } from '../../usecases/privacy/get-privacy-settings.server.ts'
import type { AppServices } from '../load-context.ts'

/**
 * How often the database is asked for news while somebody listens: a flag is on screens well within a second, whichever process raised it. SQLite first
 * tells for next to nothing whether anything was written at all.
 */
const LOOK_EVERY_MS = { sqlite: 40, postgres: 150 } as const
const FIGURES_EVERY_MS = 3_000
/** How often it is asked whether a session still holds, and a sign of life is sent. */
const CHECK_EVERY_MS = 1_000
const HEARTBEAT_EVERY_MS = 15_000
const STREAMS_PER_PERSON = 6
const STREAMS_AT_ALL = 500
/** Bytes that may wait for a reader beyond what the network holds; then it is dropped and may catch up by event id (S79). */
const MOST_WAITING_BYTES = 32 * 1024
const HEAD = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' } as const

interface Stream {
  readonly res: Response
  readonly staffId: number
  readonly sessionId: string
}

export interface LiveStreams {
  readonly count: () => number
  /** Tells every reader to come back and ends the streams (S20). */
  readonly stop: () => void
}

/** Server-sent events at `/live`: new flags, alerts and figures, nothing personal. Readers come back with the id of the last event and hear what they missed. */
export function mountLiveStreams(app: Express, { store, sessions, clock, config, log }: AppServices): LiveStreams {
  const streams = new Set<Stream>()
  let position: LivePosition = { flags: 0, alerts: 0 }
  let seenMark: number | null = null
  let lastFigures = ''
  let timers: NodeJS.Timeout[] = []

  const drop = (stream: Stream, how: 'end' | 'cut'): void => {
    if (!streams.delete(stream)) return
    if (how === 'end') stream.res.end()
    else stream.res.destroy()
    if (streams.size === 0) rest()
  }
  const send = (stream: Stream, text: string): void => {
    if (stream.res.writableLength > MOST_WAITING_BYTES) return drop(stream, 'cut')
    stream.res.write(text)
  }
  const broadcast = (text: string): void => {
    for (const stream of streams) send(stream, text)
  }
  const warn = (what: string) => (error: unknown): void => log.warn({ err: error }, what)

  const look = async (): Promise<void> => {
    const mark = await getChangeMark(store)
    if (mark !== null && mark === seenMark) return
    seenMark = mark
    const news = await getLiveNews(store, position)
    if (news.upTo.flags === position.flags && news.upTo.alerts === position.alerts) return
    position = news.upTo
    const text = newsText(news)
    if (text === '') return
    broadcast(text)
    if (news.alerts.raised + news.alerts.moved > 0) await tellFigures()
  }
  const tellFigures = async (): Promise<void> => {
    const figures = await getLiveFigures(store, clock.now())
    const text = eventText('figures', figures)
    lastFigures = text
    broadcast(text)
  }
  /** What opens a page that shows live figures: a password and a factor of one's own (S59, S65), and the permission. */
  const mayListen = async (staff: SignedInStaff, session: SessionView): Promise<boolean> => {
    if (staff.mustChangePassword || !may(staff.role, 'queue.view')) return false
    const factorDueAt = await getFactorDue({ store }, staff, session.startedAt)
    return factorDueAt === null || clock.now() < factorDueAt
  }
  /** Ends the streams of whoever may not listen any more (S63, S79). */
  const check = async (): Promise<void> => {
    const byPerson = new Map<number, Stream[]>()
    for (const stream of streams) byPerson.set(stream.staffId, [...(byPerson.get(stream.staffId) ?? []), stream])
    for (const [staffId, own] of byPerson) {
      const person = await sessions.look(store.read, staffId, clock.now())
      for (const stream of own) {
        const session = person?.sessions.find(({ id }) => id === stream.sessionId)
        if (person && session && (await mayListen(person.staff, session))) continue
        stream.res.write(eventText('signed_out', {}))
        drop(stream, 'end')
      }
    }
  }
  const lookOnce = oneAtATime(look, warn('live look failed'))
  const checkOnce = oneAtATime(check, warn('live check failed'))
  const wake = (): void => {
    if (timers.length > 0) return
    const every = (ms: number, work: () => void) => {
      const timer = setInterval(work, ms)
      timer.unref()
      return timer
    }
    timers = [
      every(LOOK_EVERY_MS[store.dialect], lookOnce),
      every(FIGURES_EVERY_MS, () => void tellFigures().catch(warn('live figures failed'))),
      every(CHECK_EVERY_MS, checkOnce),
      every(HEARTBEAT_EVERY_MS, () => broadcast(': still here\n\n')),
    ]
  }
  const rest = (): void => {
    for (const timer of timers) clearInterval(timer)
    timers = []
  }

  const open = async (req: Request, res: Response): Promise<void> => {
    const signedIn = await sessions.find(new globalThis.Request(`${config.publicOrigin}/live`, { headers: { cookie: req.headers.cookie ?? '' } }))
    if (!signedIn) return refuse(res, 401)
    const { staff, session } = signedIn
    if (!(await mayListen(staff, session))) return refuse(res, 403)
    if ([...streams].filter(({ staffId }) => staffId === staff.staffId).length >= STREAMS_PER_PERSON || streams.size >= STREAMS_AT_ALL) {
      res.setHeader('Retry-After', '30')
      return refuse(res, 429)
    }
    // Whoever asks for the head alone hears nothing more, and must hold nothing open.
    if (req.method === 'HEAD') return void res.writeHead(200, HEAD).end()
    const asked = /^(\d{1,15})-(\d{1,15})$/.exec(req.headers['last-event-id']?.toString() ?? '')
    const missed = asked === null ? null : await getLiveNews(store, { flags: Number(asked[1]), alerts: Number(asked[2]) })
    if (streams.size === 0) position = missed?.upTo ?? (await getLivePosition(store))
    if (res.destroyed) return
    res.writeHead(200, HEAD)
    const stream: Stream = { res, staffId: staff.staffId, sessionId: session.id }
    streams.add(stream)
    res.once('close', () => drop(stream, 'cut'))
    send(stream, 'retry: 2000\n\n')
    const news = missed ? newsText(missed) : ''
    send(stream, news === '' ? eventText('hello', {}, position) : news)
    wake()
    if (lastFigures === '') await tellFigures()
    else send(stream, lastFigures)
  }

  app.get('/live', (req, res, next) => {
    open(req, res).catch(next)
  })
  return {
    count: () => streams.size,
    stop: () => {
      broadcast(eventText('restart', {}))
      for (const stream of [...streams]) drop(stream, 'end')
      rest()
    },
  }
}

/** Work that is left out while it still runs; a failure is told, and the next time may succeed. */
function oneAtATime(work: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let isRunning = false
  return () => {
    if (isRunning) return
    isRunning = true
    work().catch(failed).finally(() => {
      isRunning = false
    })
  }
}

function refuse(res: Response, status: 401 | 403 | 429): void {
  res.status(status).type('text/plain').send('')
}

/** New flags and what happened to alerts, as one or two events that carry the position; empty when there is nothing to tell. */
function newsText({ upTo, cases, bands, alerts }: LiveNews): string {
  const flags = cases > 0 ? eventText('flags', { cases, bands }, upTo) : ''
  return flags + (alerts.raised + alerts.moved > 0 ? eventText('alerts', alerts, upTo) : '')
}

function eventText(name: string, data: object, id?: LivePosition): string {
  return `${id === undefined ? '' : `id: ${id.flags}-${id.alerts}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
