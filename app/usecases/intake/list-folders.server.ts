import type { Handle } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { addInboundFolder, findInboundFolder, type InboundFile, listInboundFiles, listInboundFolders, markInboundFolder } from '../../../db/queries/inbound.ts'
import { listImportFiles } from '../../../db/queries/imports.ts'
import { listMappingNames } from '../../../db/queries/mappings.ts'
import { type InboundFolder, lastPlanned, lateSince, nextPlanned } from '../../domain/intake/inbound.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

/** A watched folder as its page shows it. */
interface FolderView extends Pick<InboundFolder, 'name' | 'path' | 'channel' | 'kind' | 'mapping' | 'at' | 'days' | 'zone' | 'expectBy'> {
  readonly lookedAt: Instant | null
  readonly lastFileAt: Instant | null
  /** When files are taken next; null when they are taken as they come. */
  readonly nextAt: Instant | null
  /** Somebody asked for a look outside the plan that has not been made yet. */
  readonly isAsked: boolean
  /** By when something should have come and did not. */
  readonly lateSince: Instant | null
  /** Why it cannot be watched, or why its files could not be read: `folder_mapping` when the mapping it names is not there or out of use. */
  readonly errorCode: string | null
}

/** A file that came, with what became of its rows; a file of which none was read is not done, whatever its import says. */
interface InboundFileView extends Omit<InboundFile, 'workName' | 'attempts' | 'state'> {
  readonly state: InboundFile['state'] | 'aside'
  /** Rows that wait in the quarantine, or waited there when the file was read. */
  readonly aside: number
}

export interface FoldersView {
  readonly folders: readonly FolderView[]
  readonly files: readonly InboundFileView[]
  readonly next: number | null
}

const PAGE = 50

/** The watched folders of this installation with what came into them, the newest first. */
export async function listFolders({ store, now }: Pick<UseCaseContext, 'store' | 'now'>, folders: readonly InboundFolder[], filter: { readonly folder: string | null; readonly before: number | null }): Promise<FoldersView> {
  const [states, mappings, files] = await Promise.all([listInboundFolders(store.read), listMappingNames(store.read), listInboundFiles(store.read, { folder: filter.folder }, filter.before, PAGE + 1)])
  const shown = files.slice(0, PAGE)
  const counts = await rowsByImport(store.read, shown)
  const byName = new Map(states.map((state) => [state.name, state]))
  return {
    folders: folders.map(({ settleMs: _settleMs, ...folder }) => {
      const state = byName.get(folder.name)
      return {
        ...folder, lookedAt: state?.lookedAt ?? null, lastFileAt: state?.lastFileAt ?? null, nextAt: folder.at.length === 0 ? null : nextPlanned(folder.at, folder, now),
        isAsked: state?.askedAt != null, lateSince: lateSince({ ...folder, settleMs: 0 }, state?.lastFileAt ?? null, now), errorCode: state?.errorCode ?? (folder.mapping === null || mappings.has(folder.mapping) ? null : 'folder_mapping'),
      }
    }),
    files: shown.map(({ workName: _workName, attempts: _attempts, ...file }) => {
      const { read, aside } = counts.get(file.importId ?? 0) ?? { read: 0, aside: 0 }
      return { ...file, state: file.state === 'done' && aside > 0 && read === 0 ? 'aside' : file.state, aside }
    }),
    next: files.length > PAGE ? (files[PAGE - 1]?.id ?? null) : null,
  }
}

async function rowsByImport(db: Handle, files: readonly InboundFile[]): Promise<ReadonlyMap<number, { readonly read: number; readonly aside: number }>> {
  const counts = new Map<number, { read: number; aside: number }>()
  for (const { importId, accepted, unchanged, newVersions, quarantined } of await listImportFiles(db, files.flatMap((file) => file.importId ?? []))) {
    const before = counts.get(importId) ?? { read: 0, aside: 0 }
    counts.set(importId, { read: before.read + accepted + unchanged + newVersions, aside: before.aside + quarantined })
  }
  return counts
}

/** Asks for a look into a folder outside its plan. Refuses `folder_gone`. */
export function askForFolder(context: UseCaseContext, folders: readonly InboundFolder[], name: string): Promise<Result<null>> {
  return context.store.write(async (tx) => {
    const folder = folders.find((one) => one.name === name)
    if (!folder) return refuse('folder_gone')
    if (!(await findInboundFolder(tx, name))) await addInboundFolder(tx, name, lastPlanned(folder.at, folder, context.now))
    await markInboundFolder(tx, name, { asked_at: context.now })
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'inbound.asked', object: `folder:${name}` }))
    return accept(null)
  })
}
