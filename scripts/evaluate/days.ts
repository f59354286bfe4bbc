import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import { DEFAULT_LIMITS } from '../../app/domain/intake/limits.ts'
import { collectFiles, readContextFile } from '../../app/usecases/intake/collect-files.server.ts'
import type { UseCaseContext } from '../../app/usecases/context.ts'
import { importFiles, type ImportInput } from '../../app/usecases/intake/import-files.server.ts'
import { mergeOperatorContext } from '../../app/usecases/intake/merge-context.server.ts'
import { openFilePart } from '../../app/usecases/intake/read-feed-file.server.ts'
import { screenPending } from '../../app/usecases/screening/screen-records.server.ts'
import { openStore, type Store } from '../../db/client.ts'
import { migrateStore } from '../../db/migrate.ts'
import { keysFrom } from '../../db/seal.ts'

/** Share of something found, of how many. `null` when there was nothing to find. */
export interface Share {
  readonly found: number
  readonly of: number
  readonly share: number | null
}

/** How well the flags of a folder of example days agree with what is known of them. */
export interface DaysFigures {
  readonly folder: string
  readonly orders: number
  /** Cases of truth.csv with at least one record, order or subscriber flagged `same_day` or higher. */
  readonly recallByKind: Readonly<Record<string, Share>>
  readonly recallByVariant: Readonly<Record<string, Share>>
  /** Mean of the kinds' recalls. */
  readonly recallMean: number | null
  /** Flagged orders that deserve a flag. */
  readonly precision: Share
  /** Orders flagged, of all. */
  readonly alerts: Share
  /** Look-alike records flagged, by kind: each is a false alarm. */
  readonly lookalikesByKind: Readonly<Record<string, Share>>
  readonly lookalikes: Share
  readonly missed: readonly MissedCase[]
  readonly falseAlarms: readonly FalseAlarm[]
  readonly secondsImport: number
  readonly secondsScreen: number
}

interface MissedCase {
  readonly kind: string
  readonly group: string
  readonly variant: string
  readonly records: readonly string[]
}

interface FalseAlarm {
  readonly record: string
  readonly flags: readonly string[]
  readonly score: number
  readonly lookalike: string | null
}

/** True when a folder holds days with known truth. */
export function hasTruth(folder: string): boolean {
  return existsSync(join(folder, 'truth.csv')) && existsSync(join(folder, 'lookalikes.csv'))
}

/**
 * Imports a folder of feeds into a throw-away database, takes its context into the settings, screens it, and compares the flags with
 * `truth.csv` and `lookalikes.csv`. Truth is read after screening and by nothing else.
 */
export async function measureDays(folder: string, say: (line: string) => void = () => {}): Promise<DaysFigures> {
  const directory = mkdtempSync(join(tmpdir(), 'topwarden-days-'))
  const store = await openStore({ url: `sqlite:${join(directory, 'days.db')}`, role: 'worker' })
  try {
    await migrateStore(store)
    const context = evaluationContext(store)
    const from = performance.now()
    await importFolder(context, folder)
    const imported = performance.now()
    say(`imported in ${seconds(imported - from)} s`)
    await screenPending(store, context.keys, { now: context.now })
    const screened = performance.now()
    say(`screened in ${seconds(screened - imported)} s`)
    return { folder, ...(await compare(store, folder)), secondsImport: seconds(imported - from), secondsScreen: seconds(screened - imported) }
  } finally {
    await store.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

function seconds(ms: number): number {
  return Math.round(ms / 10) / 100
}

function evaluationContext(store: Store): UseCaseContext {
  const secret = (): string => randomBytes(32).toString('base64')
  const keys = keysFrom({ sealing: `evaluation:${secret()}`, lookup: secret(), chain: secret() })
  if (!keys.ok) throw new Error('Broken promise: keys made here are in order')
  return { store, keys: keys.value, now: Date.now(), actor: { staffId: null, role: null, label: 'command' }, ip: null, requestId: null, locale: 'en' }
}

async function importFolder(context: UseCaseContext, folder: string): Promise<void> {
  const found = await collectFiles([folder])
  if (!found.ok) throw new Error(`${folder} cannot be read (${found.refusal.code})`)
  for (const path of found.value.contexts) {
    const text = await readContextFile(path)
    const merged = text.ok ? await mergeOperatorContext(context, text.value) : text
    if (!merged.ok) throw new Error(`${path} cannot be taken (${merged.refusal.code})`)
  }
  const inputs: ImportInput[] = []
  for (const { path, isNamed } of found.value.files) {
    const part = await openFilePart(path, DEFAULT_LIMITS, path)
    if (part.ok) inputs.push({ part: part.value, isNamed })
  }
  const report = await importFiles(context, inputs, { origin: 'command', limits: DEFAULT_LIMITS })
  if (report.refused.length > 0) throw new Error(`${report.refused[0]?.name} cannot be read (${report.refused[0]?.refusal.code})`)
}

interface TruthLine {
  readonly kind: RecordKind
  readonly id: string
  readonly label: string
  readonly group: string
  readonly note: string
}

async function compare(store: Store, folder: string): Promise<Omit<DaysFigures, 'folder' | 'secondsImport' | 'secondsScreen'>> {
  const truth = readLines(join(folder, 'truth.csv'))
  const lookalikes = readLines(join(folder, 'lookalikes.csv'))
  const rows = await store.read.selectFrom('flags').select(['kind', 'record_id', 'order_id', 'flag', 'score', 'band']).where('withdrawn_at', 'is', null).where('band', '<>', 'log').orderBy('id').execute()
  const flagged = new Map<string, { readonly flags: Set<string>; readonly score: number }>()
  for (const row of rows) {
    const key = `${row.kind}:${row.record_id}`
    const known = flagged.get(key)
    if (known) known.flags.add(row.flag)
    else flagged.set(key, { flags: new Set([row.flag]), score: row.score })
  }
  const orders = Number((await store.read.selectFrom('orders').select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()).count)

  const groups = new Map<string, TruthLine[]>()
  const deserving = new Set<string>()
  for (const line of truth) {
    const list = groups.get(line.group)
    if (list) list.push(line)
    else groups.set(line.group, [line])
    if (line.kind === 'order') deserving.add(line.id)
    const named = noted(line.note, 'order')
    if (named !== null) deserving.add(named)
  }
  const recallByKind = new Map<string, [number, number]>()
  const recallByVariant = new Map<string, [number, number]>()
  const missed: MissedCase[] = []
  for (const [group, lines] of groups) {
    const [first] = lines
    if (!first) continue
    const isFound = lines.some((line) => flagged.has(`${line.kind}:${line.id}`) || hasFlag(flagged, 'order', noted(line.note, 'order')) || hasFlag(flagged, 'subscriber', noted(line.note, 'sub')))
    const variant = noted(first.note, 'variant') ?? ''
    count(recallByKind, first.label, isFound)
    count(recallByVariant, `${first.label}/${variant}`, isFound)
    if (!isFound) missed.push({ kind: first.label, group, variant, records: lines.map((line) => `${line.kind}:${line.id}`) })
  }
  const lookalikeOf = new Map(lookalikes.map((line) => [`${line.kind}:${line.id}`, line.label]))
  const flaggedOrders = [...flagged].filter(([key]) => key.startsWith('order:'))
  const wrongOrders = flaggedOrders.filter(([key]) => !deserving.has(key.slice('order:'.length)))
  const lookalikesByKind = new Map<string, [number, number]>()
  for (const line of lookalikes) count(lookalikesByKind, line.label, flagged.has(`${line.kind}:${line.id}`))
  const alarms = new Map(wrongOrders)
  for (const key of lookalikeOf.keys()) {
    const flag = flagged.get(key)
    if (flag) alarms.set(key, flag)
  }
  const kinds = [...recallByKind.values()]
  return {
    orders,
    recallByKind: shares(recallByKind), recallByVariant: shares(recallByVariant),
    recallMean: kinds.length === 0 ? null : kinds.reduce((sum, [found, of]) => sum + found / of, 0) / kinds.length,
    precision: share(flaggedOrders.length - wrongOrders.length, flaggedOrders.length),
    alerts: share(flaggedOrders.length, orders),
    lookalikesByKind: shares(lookalikesByKind),
    lookalikes: share([...lookalikeOf.keys()].filter((key) => flagged.has(key)).length, lookalikeOf.size),
    missed,
    falseAlarms: [...alarms].map(([record, { flags, score }]) => ({ record, flags: [...flags].sort(), score, lookalike: lookalikeOf.get(record) ?? null })),
  }
}

function hasFlag(flagged: ReadonlyMap<string, unknown>, kind: RecordKind, id: string | null): boolean {
  return id !== null && flagged.has(`${kind}:${id}`)
}

function count(counts: Map<string, [number, number]>, key: string, isHit: boolean): void {
  const known = counts.get(key) ?? [0, 0]
  counts.set(key, [known[0] + (isHit ? 1 : 0), known[1] + 1])
}

function share(found: number, of: number): Share {
  return { found, of, share: of === 0 ? null : found / of }
}

function shares(counts: ReadonlyMap<string, [number, number]>): Record<string, Share> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, [found, of]]) => [key, share(found, of)]))
}

function noted(note: string, name: string): string | null {
  return note.split(';').find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? null
}

/** The plain lines of truth.csv and lookalikes.csv: no quoting occurs in them. */
function readLines(path: string): readonly TruthLine[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  const columns = header.split(',')
  const cell = (cells: readonly string[], name: string): string => cells[columns.indexOf(name)] ?? ''
  return lines.map((line) => {
    const cells = line.split(',')
    return { kind: cell(cells, 'record_kind') as RecordKind, id: cell(cells, 'record_id'), label: cell(cells, 'kind'), group: cell(cells, 'group_id'), note: cell(cells, 'note') }
  })
}
