import type { signals as keys } from '../en/signals.ts'

export const signals: Readonly<Record<keyof typeof keys, string>> = {
}
