import type { cases as keys } from '../en/cases.ts'

export const cases: Readonly<Record<keyof typeof keys, string>> = {
}
