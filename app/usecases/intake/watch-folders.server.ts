import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Tx } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import {
  addInboundFile, addInboundFolder, countInboundAttempt, findInboundFolder, forgetInboundFile, type InboundFile, type InboundFolderState, listOpenInboundFiles, markInboundFolder, noteInboundChange, settleInboundFile, takeInboundFile,
} from '../../../db/queries/inbound.ts'
import { addJob, hasWaitingJob } from '../../../db/queries/jobs.ts'
import { takeLease } from '../../../db/queries/leases.ts'
import { findMapping, findMappingByName } from '../../../db/queries/mappings.ts'
import { type InboundFolder, isDue, isUnfinishedName, lastPlanned, safeName } from '../../domain/intake/inbound.ts'
import { DEFAULT_LIMITS } from '../../domain/intake/limits.ts'
import { mappedFeedId } from '../../domain/intake/mapping/mapped-feed.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { type Instant, MINUTE_MS, SECOND_MS } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { type Held, holdFile, holdFolder } from './hold.ts'
import { type ImportReport, importFiles } from './import-files.server.ts'
import { openFileParts } from './open-archive.server.ts'

export interface WatchSetting {
  readonly folders: readonly InboundFolder[]
  /** Names this process among others that watch the same folders. */
  readonly holder: string
  readonly now: () => Instant
  readonly isStopping: () => boolean
  /** A refusal as a sentence, for the report that lies beside the file. */
  readonly describe: (refusal: Refusal) => string
  /** Told of each file that is done with, for the log. */
  readonly onFile: (file: { readonly folder: string; readonly name: string; readonly state: 'done' | 'failed'; readonly importId: number | null; readonly code: string | null }) => void
}

type Base = Pick<UseCaseContext, 'store' | 'keys'>

/** Whoever holds a folder shows a sign of life within this, or another process takes it over. */
const LEASE_MS = MINUTE_MS
const RENEW_MS = 15 * SECOND_MS
const MOST_ATTEMPTS = 5
const WORK = 'processing'
const ENDS = ['done', 'failed'] as const

/** A watched folder with our own folders inside, each held open while a round lasts: who may write here may not send us elsewhere. */
interface OpenFolder extends InboundFolder {
  readonly root: string
  readonly work: string
  readonly done: string
  readonly failed: string
  readonly close: () => Promise<void>
}

/**
 * One round over the watched folders: files that have stopped changing are taken, stored as any import, and moved into `done` or `failed` with a
 * report beside them. One process holds a folder at a time. A file that was taken when a process was killed is gone on with, and each row stored once;
 * links are never followed. True when something was stored.
 */
export async function watchFolders(base: Base, setting: WatchSetting): Promise<boolean> {
  let hasStored = false
  for (const folder of setting.folders) {
    if (setting.isStopping()) return hasStored
    const now = setting.now()
    const isHeld = await base.store.write((tx) => takeLease(tx, `inbound:${folder.name}`, setting.holder, now, now + LEASE_MS))
    if (isHeld) hasStored = (await serve(base, folder, setting)) || hasStored
  }
  return hasStored
}

async function serve(base: Base, folder: InboundFolder, setting: WatchSetting): Promise<boolean> {
  const { store } = base
  const now = setting.now()
  // A plan begins with its next time: files that lie there already when a folder is first configured wait for it.
  const state = (await findInboundFolder(store.read, folder.name)) ?? (await store.write(async (tx) => {
    await addInboundFolder(tx, folder.name, lastPlanned(folder.at, folder, now))
    return findInboundFolder(tx, folder.name)
  }))
  if (!state) return false
  const opened = await openFolder(folder)
  const fault = typeof opened === 'string' ? opened : null
  if (fault !== state.errorCode) await store.write((tx) => markInboundFolder(tx, folder.name, { error_code: fault }))
  if (typeof opened === 'string') return false
  try {
    return await goThrough(base, opened, state, setting, now)
  } finally {
    await opened.close()
  }
}

async function goThrough(base: Base, folder: OpenFolder, state: InboundFolderState, setting: WatchSetting, now: Instant): Promise<boolean> {
  const { store } = base
  const known = await listOpenInboundFiles(store.read, folder.name)
  let hasStored = false
  for (const file of known.filter((one) => one.state === 'taken')) {
    if (setting.isStopping()) return hasStored
    await storeFile(base, folder, file, setting)
    hasStored = true
  }
  if (!isDue(folder, state, now)) return hasStored
  const arriving = new Map(known.filter((one) => one.state === 'arriving').map((file) => [file.name, file]))
  let open = 0
  for (const { name, entry } of await entriesOf(folder.root)) {
    if (setting.isStopping()) return hasStored
    const seen = { bytes: entry.size, modifiedAt: Math.round(entry.mtimeMs), seenAt: setting.now() }
    const before = arriving.get(name)
    arriving.delete(name)
    const file = before ?? (await store.write((tx) => addInboundFile(tx, { folder: folder.name, name, ...seen })))
    const isSame = before !== undefined && before.bytes === seen.bytes && before.modifiedAt === seen.modifiedAt
    if (before && !isSame) await store.write((tx) => noteInboundChange(tx, before.id, seen))
    // What is no file of bytes has nothing to settle.
    if (entry.isFile() && !(isSame && seen.seenAt - before.seenAt >= folder.settleMs)) {
      open += 1
      continue
    }
    await storeFile(base, folder, await take(base, folder, file, setting.now()), setting)
    hasStored = true
  }
  await store.write(async (tx) => {
    for (const { id } of arriving.values()) await forgetInboundFile(tx, id)
    const served = open > 0 ? {} : { ran_for: Math.max(lastPlanned(folder.at, folder, now) ?? 0, state.askedAt ?? 0) || null, asked_at: null }
    await markInboundFolder(tx, folder.name, { looked_at: setting.now(), ...(folder.at.length > 0 ? served : open > 0 ? {} : { asked_at: null }) })
  })
  return hasStored
}

/** Makes our own folders inside, and says what is wrong with the folder itself. None of them may be a link. */
async function openFolder(folder: InboundFolder): Promise<OpenFolder | string> {
  const open: Held[] = []
  const close = async () => {
    for (const one of open.splice(0)) await one.close()
  }
  const hold = async (path: string) => {
    const one = await holdFolder(path)
    open.push(one)
    return one.path
  }
  try {
    const root = await hold(folder.path)
    const inside = async (name: string) => {
      await mkdir(join(root, name), { mode: 0o750 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      })
      return hold(join(root, name))
    }
    return { ...folder, root, work: await inside(WORK), done: await inside('done'), failed: await inside('failed'), close }
  } catch (error) {
    await close()
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTDIR' || code === 'ELOOP') return 'folder_no_directory'
    if (code === 'ENOENT') return 'folder_missing'
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'folder_closed'
    throw error
  }
}

async function entriesOf(path: string) {
  const names = (await readdir(path)).filter((name) => !isUnfinishedName(name) && name !== WORK && !(ENDS as readonly string[]).includes(name)).sort()
  const entries = []
  for (const name of names) {
    const entry = await lstat(join(path, name)).catch(() => null)
    if (entry && !entry.isDirectory()) entries.push({ name, entry })
  }
  return entries
}

/** Makes a file ours: on record first, then out of the way of whoever writes into the folder. */
async function take({ store }: Base, folder: OpenFolder, file: InboundFile, now: Instant): Promise<InboundFile> {
  const workName = workNameOf(file)
  await store.write((tx) => takeInboundFile(tx, file.id, workName, now))
  await rename(join(folder.root, file.name), join(folder.work, workName)).catch(() => {})
  return { ...file, state: 'taken', workName, takenAt: now }
}

/** {@link endFile} while the folder stays ours, however long the file is. */
async function storeFile(base: Base, folder: OpenFolder, given: InboundFile, setting: WatchSetting): Promise<void> {
  const renewal = setInterval(() => {
    const at = setting.now()
    // The next renewal tries again; the lease is long enough for several.
    void base.store.write((tx) => takeLease(tx, `inbound:${folder.name}`, setting.holder, at, at + LEASE_MS)).catch(() => {})
  }, RENEW_MS)
  renewal.unref()
  try {
    await endFile(base, folder, given, setting)
  } finally {
    clearInterval(renewal)
  }
}

async function endFile(base: Base, folder: OpenFolder, file: InboundFile, setting: WatchSetting): Promise<void> {
  const path = join(folder.work, workNameOf(file))
  const context = contextOf(base, setting.now(), file.id)
  if (!(await exists(path))) {
    // Killed between the record and the move of taking it, or between the move and the record of being done with it.
    const ended = await endedAs(folder, file)
    if (ended) return settle(context, folder, file, { state: ended.state, report: null, refusal: ended.state === 'failed' ? { code: 'folder_report' } : null }, setting, ended.name)
    // A file that is to be read again lies where it ended before.
    await rename(hasFailed(file) ? join(folder.failed, basename(file.workName)) : join(folder.root, file.name), path).catch(() => {})
    if (!(await exists(path))) return settle(context, folder, file, { state: 'failed', report: null, refusal: { code: 'file_gone' } }, setting, null)
  }
  const attempt = await base.store.write((tx) => countInboundAttempt(tx, file.id))
  if (attempt > MOST_ATTEMPTS) return settle(context, folder, file, { state: 'failed', report: null, refusal: { code: 'job_failed' } }, setting, null)
  const held = await holdFile(path)
  if (!held.ok) return settle(context, folder, file, { state: 'failed', report: null, refusal: held.refusal }, setting, null)
  try {
    await read(context, folder, file, held.value.path, setting)
  } finally {
    await held.value.close()
  }
}

async function read(context: UseCaseContext, folder: OpenFolder, file: InboundFile, path: string, setting: WatchSetting): Promise<void> {
  const mapping = folder.mapping === null ? null : await chosenMapping(context, folder.mapping)
  if (mapping === undefined) return settle(context, folder, file, { state: 'failed', report: null, refusal: { code: 'folder_mapping', data: { name: folder.mapping } } }, setting, null)
  const parts = await openFileParts(path, DEFAULT_LIMITS, file.name)
  if (!parts.ok) return settle(context, folder, file, { state: 'failed', report: null, refusal: parts.refusal }, setting, null)
  const report = await importFiles(context, parts.value.map((part) => ({ part, isNamed: parts.value.length === 1, mapping, kind: folder.kind })), {
    origin: 'folder', limits: DEFAULT_LIMITS, isStopping: setting.isStopping,
  })
  if (report.files.some((one) => !one.isComplete)) return
  const refused = report.refused[0]?.refusal ?? (report.files.length === 0 ? { code: 'nothing_to_import' } : null)
  await settle(context, folder, file, { state: refused ? 'failed' : 'done', report, refusal: refused }, setting, null)
}

/** The feed id of a mapping in use; undefined when there is none of that name. */
async function chosenMapping({ store }: Base, name: string): Promise<string | undefined> {
  const named = await findMappingByName(store.read, name)
  const mapping = named && (await findMapping(store.read, named.id))
  return mapping && mapping.disabledAt === null ? mappedFeedId(mapping) : undefined
}

interface Outcome {
  readonly state: 'done' | 'failed'
  readonly report: ImportReport | null
  readonly refusal: Refusal | null
}

/** Writes the report, moves the file beside it, and puts the end on record: in this order, each of which may be done twice. */
async function settle(context: UseCaseContext, folder: OpenFolder, file: InboundFile, { state, report, refusal }: Outcome, setting: WatchSetting, endedName: string | null): Promise<void> {
  const endName = endedName ?? endNameOf(file)
  if (endedName === null) {
    await writeReport(join(folder[state], `${endName}.report.json`), reportText(folder, file, state, report, refusal, setting))
    await rename(join(folder.work, workNameOf(file)), join(folder[state], endName)).catch(() => {})
  }
  const importId = report?.importId ?? null
  const isSettled = await context.store.write(async (tx) => {
    const done = await settleInboundFile(tx, file.id, { state, workName: `${state}/${endName}`, finishedAt: context.now, importId, error: refusal ? { code: refusal.code, data: refusal.data ?? {} } : leftAlone(report) })
    if (!done) return false
    if (state === 'done') await markInboundFolder(tx, folder.name, { last_file_at: context.now })
    if (report && report.files.length > 0) await askForScreening(tx, context.now)
    await appendAuditEvent(tx, context.keys, auditEntry(context, state === 'done'
      ? { action: 'inbound.stored', object: `inbound:${file.id}`, after: { folder: folder.name, importId, rows: rowsOf(report) } }
      : { action: 'inbound.failed', object: `inbound:${file.id}`, after: { folder: folder.name, importId, code: refusal?.code ?? null } }))
    return true
  })
  if (isSettled) setting.onFile({ folder: folder.name, name: file.name, state, importId, code: refusal?.code ?? null })
}

/** What of an archive was no records and is not stored: told beside the file, since a table that nobody has mapped may be among it. */
function leftAlone(report: ImportReport | null): InboundFile['error'] {
  const names = report?.skipped ?? []
  return names.length === 0 ? null : { code: 'parts_left_alone', data: { count: names.length, names: names.slice(0, NAMES_TOLD).join(' · ') } }
}

const NAMES_TOLD = 5

async function askForScreening(tx: Tx, now: Instant): Promise<void> {
  if (!(await hasWaitingJob(tx, 'screen'))) await addJob(tx, { type: 'screen', payload: {}, createdAt: now })
}

function rowsOf(report: ImportReport | null): number {
  return (report?.files ?? []).reduce((sum, one) => sum + one.rows, 0)
}

function reportText(folder: InboundFolder, file: InboundFile, state: string, report: ImportReport | null, refusal: Refusal | null, { now, describe }: WatchSetting): string {
  const refused = (report?.refused ?? []).map((one) => ({ name: one.name, code: one.refusal.code, text: describe(one.refusal) }))
  const own = refusal && refused.length === 0 ? [{ name: file.name, code: refusal.code, text: describe(refusal) }] : []
  return `${JSON.stringify({
    file: file.name, folder: folder.name, ...(folder.channel === null ? {} : { channel: folder.channel }), state, at: new Date(now()).toISOString(), import: report?.importId ?? null,
    records: (report?.files ?? []).map(({ name, kind, format, rows, accepted, unchanged, newVersions, quarantined, warnings }) => ({ name, kind, format, rows, accepted, unchanged, newVersions, quarantined, warnings })),
    refused: [...refused, ...own], leftAlone: report?.skipped ?? [],
  }, null, 2)}\n`
}

/** Never through a link that lies in the way: the file is made anew beside and put in its place. */
async function writeReport(path: string, text: string): Promise<void> {
  const fresh = `${path}.${process.pid}.tmp`
  const handle = await open(fresh, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW, 0o640)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(fresh, path)
}

function workNameOf(file: InboundFile): string {
  return `${file.id}-${safeName(file.name)}`
}

/** Whether a file lies among those that could not be read; its name there is kept while it waits to be read again. */
export function hasFailed(file: Pick<InboundFile, 'workName'>): file is { readonly workName: string } {
  return file.workName?.startsWith('failed/') === true
}

/** What a file is called once it is done with: by when and as which it was taken, so that two of one name never meet. */
function endNameOf(file: InboundFile): string {
  return `${new Date(file.takenAt ?? file.seenAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}-${file.id}-${safeName(file.name)}`
}

async function endedAs(folder: OpenFolder, file: InboundFile): Promise<{ readonly state: 'done' | 'failed'; readonly name: string } | null> {
  for (const state of ENDS) if (await exists(join(folder[state], endNameOf(file)))) return { state, name: endNameOf(file) }
  return null
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(() => true, () => false)
}

function contextOf({ store, keys }: Base, now: Instant, fileId: number): UseCaseContext {
  return { store, keys, now, actor: { staffId: null, role: null, label: 'folder' }, ip: null, requestId: `inbound:${fileId}`, locale: 'en' }
}
