import { z } from 'zod'
import { ACTION_SORTS } from '../domain/actions/listed-action.ts'

export const many = <Value extends z.ZodType>(value: Value) => z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(value).max(30))

const CURSOR = /^(\d{1,16})\.(\d{1,15})$/

/** What the address of every list of actions may name: state, open ones, order of the list, and where its page begins. */
export function actionListQuery<State extends string>(states: readonly [State, ...State[]], defaultSort: (typeof ACTION_SORTS)[number] = 'newest') {
  return {
    show: many(z.enum(['open'])), state: many(z.enum(states)), sort: z.enum(ACTION_SORTS).default(defaultSort),
    after: z.string().regex(CURSOR).transform((text) => {
      const [, value = '', id = ''] = CURSOR.exec(text) ?? []
      return { value: Number(value), id: Number(id) }
    }).optional(),
  }
}

/** A cursor as it stands in the address. */
export function cursorText(next: { readonly value: number; readonly id: number } | null): string | null {
  return next === null ? null : `${next.value}.${next.id}`
}
