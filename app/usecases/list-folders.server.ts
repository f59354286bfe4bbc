import { appendAuditEvent } from '../../db/queries/audit.ts'
import { addInboundFolder, findInboundFolder, type InboundFile, listInboundFiles, listInboundFolders, markInboundFolder } from '../../db/queries/inbound.ts'
import { listMappingNames } from '../../db/queries/mappings.ts'
import { type InboundFolder, lastPlanned, lateSince, nextPlanned } from '../domain/intake/inbound.ts'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import type { Instant } from '../domain/values/time.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'

/** A watched folder as its page shows it. */
export interface FolderView extends Pick<InboundFolder, 'name' | 'path' | 'channel' | 'kind' | 'mapping' | 'at' | 'days' | 'zone' | 'expectBy'> {
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

export interface FoldersView {
  readonly folders: readonly FolderView[]
  readonly files: readonly (Omit<InboundFile, 'workName' | 'attempts'>)[]
  readonly next: number | null
}

const PAGE = 50

/** The watched folders of this installation with what came into them, the newest first. */
export async function listFolders({ store, now }: Pick<UseCaseContext, 'store' | 'now'>, folders: readonly InboundFolder[], filter: { readonly folder: string | null; readonly before: number | null }): Promise<FoldersView> {
  const [states, mappings, files] = await Promise.all([listInboundFolders(store.read), listMappingNames(store.read), listInboundFiles(store.read, { folder: filter.folder }, filter.before, PAGE + 1)])
  const byName = new Map(states.map((state) => [state.name, state]))
  return {
    folders: folders.map(({ settleMs: _settleMs, ...folder }) => {
      const state = byName.get(folder.name)
      return {
        ...folder, lookedAt: state?.lookedAt ?? null, lastFileAt: state?.lastFileAt ?? null, nextAt: folder.at.length === 0 ? null : nextPlanned(folder.at, folder, now),
        isAsked: state?.askedAt != null, lateSince: lateSince({ ...folder, settleMs: 0 }, state?.lastFileAt ?? null, now), errorCode: state?.errorCode ?? (folder.mapping === null || mappings.has(folder.mapping) ? null : 'folder_mapping'),
      }
    }),
    files: files.slice(0, PAGE).map(({ workName: _workName, attempts: _attempts, ...file }) => file),
    next: files.length > PAGE ? (files[PAGE - 1]?.id ?? null) : null,
  }
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
