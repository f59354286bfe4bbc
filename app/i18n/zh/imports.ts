import type { imports as keys } from '../en/imports.ts'

export const imports: Readonly<Record<keyof typeof keys, string>> = {
}
