import { letterDueAt, NOTICE_OF_LETTER, type CaseLetter } from '../../domain/cases/letter.ts'
import { playbooksFor } from '../../domain/cases/playbook.ts'
import type { Notice, NoticeContact } from '../../domain/notices/notice.ts'
import { maskPhone } from '../../domain/values/masking.ts'
import { accept, refuse, type Json, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { findCase, listCaseFlags, type LoadedCase } from '../../../db/queries/cases.ts'
import { listOrdersOfCase } from '../../../db/queries/case-work.ts'
import { subscriberOf } from '../../../db/queries/order-around.ts'
import type { Handle } from '../../../db/client.ts'
import { actInside, type CaseAfter } from './act-on-case.ts'
import { all } from '../all-or-none.ts'
import type { UseCaseContext } from '../context.ts'
import { loadAroundCase, recommendFor } from './get-case.server.ts'
import { contactsOf } from '../subscribers/profile-fields.ts'
import { queueNotices } from '../outbox/queue-notice.ts'

/** Whom a letter reaches, and the words it would have. */
export interface LetterPreview {
  readonly letter: CaseLetter
  readonly recipients: number
  /** Orders whose number cannot be written to. */
  readonly unreachable: number
  /** Written to before, with the same letter about this case. */
  readonly before: number
  /** Values of the template, as the first of them would read it. */
  readonly data: Readonly<Record<string, Json>>
}

interface Recipient {
  readonly contact: NoticeContact
  readonly language: string | null
  readonly number: string
  /** Oldest of the orders it is about, and how many there are. */
  readonly at: Instant
  readonly count: number
}

/** What {@link writeLetter} would send, and to how many. Reads only. Refuses `case_missing`. */
export async function previewLetter(context: UseCaseContext, caseId: number, letter: CaseLetter): Promise<Result<LetterPreview>> {
  const db = context.store.read
  const loaded = await findCase(db, caseId)
  if (!loaded) return refuse('case_missing')
  const { recipients, unreachable, asks } = await recipientsOf(db, context, loaded, letter)
  const first = recipients[0]
  const data = first ? dataOf(context, caseId, letter, first, asks) : {}
  return accept({ letter, recipients: recipients.length, unreachable, before: loaded.state.letters.findLast((one) => one.letter === letter)?.recipients ?? 0, data })
}

/**
 * Writes to the customers of a case and its parts, each once, in their own language, and puts it into the case's history (DOMAIN 8 S5). Nobody is named to
 * anybody, and nobody is called an offender. Refuses what `decide` refuses, `letter_nobody` and `letter_written_already` among it.
 */
export function writeLetter(context: UseCaseContext, caseId: number, letter: CaseLetter, expectedVersion: number): Promise<Result<CaseAfter>> {
  return all(context, caseId, async (tx) => {
    const loaded = await findCase(tx, caseId)
    if (!loaded) return refuse('case_missing')
    const { recipients, asks } = await recipientsOf(tx, context, loaded, letter)
    const written = await actInside(tx, context, caseId, { type: 'write_letter', letter, recipients: recipients.length }, expectedVersion)
    if (!written.ok) return written
    await queueNotices(tx, context, recipients.map((one): Notice => ({
      kind: NOTICE_OF_LETTER[letter], object: `case:${caseId}`, event: `letter:${caseId}:${letter}`, contact: one.contact, language: one.language, data: dataOf(context, caseId, letter, one, asks),
    })))
    return written
  })
}

/** The holder of a number is reached on the number itself; whoever ordered, where they are known, on their own contact. */
async function recipientsOf(
  db: Handle, context: UseCaseContext, loaded: LoadedCase, letter: CaseLetter,
): Promise<{ readonly recipients: readonly Recipient[]; readonly unreachable: number; readonly asks: readonly string[] }> {
  const [{ keys }, { row, state }] = [context, loaded]
  const asks = await asksOf(db, context, loaded, letter)
  if (letter === 'ask_customer' && asks.length === 0) return { recipients: [], unreachable: 0, asks }
  const orders = await listOrdersOfCase(db, [row.id, ...state.parts.map((part) => part.caseId)])
  const about = orders.length > 0 ? orders : [{ target_number: row.target_number, subscriber_id: null, created_at: row.at }]
  const found = new Map<string, Recipient>()
  let unreachable = 0
  for (const order of about) {
    const number = order.target_number
    const holder = await subscriberOf(db, keys, letter === 'verify_again' ? number : null, letter === 'verify_again' ? null : order.subscriber_id)
    const own = letter === 'verify_again' || holder === null ? undefined : contactsOf(holder)[0]
    const contact = own ?? (number?.startsWith('+') ? { channel: 'sms' as const, address: number } : null)
    if (contact === null) {
      unreachable++
      continue
    }
    const known = found.get(contact.address)
    found.set(contact.address, {
      contact, language: holder?.language ?? null, number: known?.number ?? number ?? '', at: Math.min(known?.at ?? order.created_at, order.created_at), count: (known?.count ?? 0) + 1,
    })
  }
  return { recipients: [...found.values()], unreachable, asks }
}

function dataOf({ now }: UseCaseContext, caseId: number, letter: CaseLetter, { number, at, count }: Recipient, asks: readonly string[]): Readonly<Record<string, Json>> {
  return { number: number === '' ? '' : maskPhone(number), caseNo: `C-${caseId}`, at, count, due: letterDueAt(letter, now), asks: [...asks] }
}

/** What the case's playbook has to be asked. */
async function asksOf(db: Handle, { keys }: UseCaseContext, loaded: LoadedCase, letter: CaseLetter): Promise<readonly string[]> {
  if (letter !== 'ask_customer') return []
  const flags = (await listCaseFlags(db, loaded.row.id)).filter((flag) => flag.withdrawnAt === null)
  const { code } = recommendFor(await loadAroundCase(db, keys, loaded, flags), flags)
  return playbooksFor(flags, code)[0]?.asks ?? []
}
