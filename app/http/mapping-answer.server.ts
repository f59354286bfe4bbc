import { data } from '@remix-run/node'
import type { z } from 'zod'
import { readsNothing } from '../domain/intake/mapping/mapping.ts'
import type { RecordKind } from '../domain/intake/record.ts'
import type { Result } from '../domain/values/result.ts'
import { type DraftChoice, type MappingDraft, withGuessedValues } from '../usecases/intake/get-mapping-draft.server.ts'
import type { KeptMapping, MappingToSave } from '../usecases/intake/save-mapping.server.ts'
import { definitionOf, type FolderMappingQuery, MappingForm, pointedAnewIn } from './mapping-form.ts'
import { parseForm } from './parse.ts'
import { refusalStatus, refused } from './respond.server.ts'

/** What the address of a mapping page says was chosen. */
export function mappingChoice({ kind, line, mapping }: z.infer<typeof FolderMappingQuery>): DraftChoice {
  return { kind: kind as RecordKind | undefined, headerLine: line, mappingId: mapping }
}

interface MappingWork {
  readonly draw: (choice: DraftChoice) => Promise<Result<MappingDraft>>
  readonly keep: (mapping: MappingToSave) => Promise<Result<KeptMapping>>
  readonly onKept: () => Response
}

/** Answers the form of a mapping, wherever its table lies: with the mapping as it stands in the form, or by keeping it. */
export async function answerMapping(request: Request, { draw, keep, onKept }: MappingWork) {
  const form = await parseForm(request, MappingForm)
  if (!form.ok) return refused(form.refusal)
  const { mapping, version, line } = form.value
  const asked = definitionOf(form.value)
  const drawn = (definition: typeof asked, pointed: readonly string[]) => draw({ headerLine: line, mappingId: mapping, definition, pointed })
  let draft = await drawn(asked, pointedAnewIn(form.value))
  if (!draft.ok) return refused(draft.refusal)
  // A choice that was only now pointed at a column has no meanings yet: they are guessed once, and stay what the form says from then on.
  const fresh = Object.fromEntries(Object.entries(draft.value.values).filter(([column]) => form.value[`w.${column}.0`] === undefined).map(([column, values]) => [column, values.map(({ written }) => written)]))
  const guessed = withGuessedValues(draft.value.definition, fresh)
  if (JSON.stringify(guessed) !== JSON.stringify(draft.value.definition)) draft = await drawn(guessed, [])
  if (!draft.ok) return refused(draft.refusal)
  if (form.value.intent === 'preview') return data({ ok: true as const, draft: draft.value, refusal: null })
  if (readsNothing(draft.value) && form.value.anyway !== 'on') {
    const refusal = { code: 'mapping_reads_nothing', data: { count: draft.value.rows.length } }
    return data({ ok: true as const, draft: draft.value, refusal }, { status: refusalStatus(refusal) })
  }
  const kept = await keep({
    name: form.value.name, definition: draft.value.definition, isAutomatic: form.value.automatic === 'on', changes: mapping !== undefined && version !== undefined ? { id: mapping, version } : null,
  })
  if (!kept.ok) return data({ ok: true as const, draft: draft.value, refusal: kept.refusal }, { status: refusalStatus(kept.refusal) })
  return onKept()
}
