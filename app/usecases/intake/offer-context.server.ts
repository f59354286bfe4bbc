import { findImport } from '../../../db/queries/imports.ts'
import { findJob } from '../../../db/queries/jobs.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { mergeContext, parseContext } from '../../domain/intake/operator-context.ts'
import type { Campaign, OperatorSettings } from '../../domain/intake/operator-settings.ts'
import { refuse, type Refusal, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { may } from '../../auth/permissions.ts'
import { readContextFile } from './collect-files.server.ts'
import type { UseCaseContext } from '../context.ts'
import { mergeOperatorContext, type MergedContext } from './merge-context.server.ts'
import { refusePermission } from '../refuse-permission.ts'
import { type StagedFile, stagedPath, type UploadPayload } from './stage-upload.server.ts'

/** One setting that a context would change: how many entries it adds, or the instant it moves to. */
interface OfferedChange {
  readonly setting: keyof OperatorSettings
  readonly added: number
  /** The first of what it adds, by name. */
  readonly entries: readonly string[]
  readonly until: Instant | null
}

const ENTRIES_SHOWN = 50

export interface OfferedContext {
  /** Empty when everything is in the settings already. */
  readonly changes: readonly OfferedChange[]
  /** Why the file cannot be read; it then changes nothing. */
  readonly refusal: Refusal | null
}

/** What the `context.json` of an upload would change in the settings; null when none came. */
export async function offeredContext({ store }: Pick<UseCaseContext, 'store'>, varDir: string, importId: number): Promise<OfferedContext | null> {
  const file = await contextFileOf(store, importId)
  if (!file) return null
  const text = await readContextFile(stagedPath(varDir, file.id))
  if (!text.ok) return { changes: [], refusal: text.refusal }
  const parsed = parseContext(text.value)
  if (!parsed.ok) return { changes: [], refusal: parsed.refusal }
  const { settings } = await getOperatorSettings(store.read)
  const merged = mergeContext(settings, parsed.value)
  const changes = (Object.keys(merged) as (keyof OperatorSettings)[]).flatMap((setting): OfferedChange[] => {
    const [before, after] = [settings[setting], merged[setting]]
    if (JSON.stringify(before) === JSON.stringify(after)) return []
    if (!Array.isArray(after)) return [{ setting, added: 1, entries: [], until: typeof after === 'number' ? after : null }]
    const added = addedTo(before as readonly unknown[], after)
    return [{ setting, added: added.length, entries: added.slice(0, ENTRIES_SHOWN).map(nameOf), until: null }]
  })
  return { changes, refusal: null }
}

/** Takes the `context.json` of an upload into the settings. Refuses `not_permitted`, `import_gone` when there is none, and what reading it refuses. */
export async function takeOfferedContext(context: UseCaseContext, varDir: string, importId: number): Promise<Result<MergedContext>> {
  if (!may(context.actor.role ?? '', 'settings.edit')) return refusePermission(context, 'settings.edit')
  const file = await contextFileOf(context.store, importId)
  if (!file) return refuse('import_gone')
  const text = await readContextFile(stagedPath(varDir, file.id))
  return text.ok ? mergeOperatorContext(context, text.value) : text
}

async function contextFileOf(store: UseCaseContext['store'], importId: number): Promise<StagedFile | null> {
  const run = await findImport(store.read, importId)
  const job = run && run.jobId !== null && (run.state === 'previewing' || run.state === 'previewed') ? await findJob(store.read, run.jobId) : null
  return (job?.payload as UploadPayload | null)?.context ?? null
}

function addedTo(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const known = new Set(before.map((entry) => JSON.stringify(entry)))
  return after.filter((entry) => !known.has(JSON.stringify(entry)))
}

function nameOf(entry: unknown): string {
  return typeof entry === 'string' ? entry : (entry as Campaign).id
}
