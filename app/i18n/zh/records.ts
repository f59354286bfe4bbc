import type { records as keys } from '../en/records.ts'

export const records: Readonly<Record<keyof typeof keys, string>> = {
}
