import type { refusals as keys } from '../en/refusals.ts'

export const refusals: Readonly<Record<keyof typeof keys, string>> = {
}
