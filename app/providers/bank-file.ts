import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PaymentOrder, PaymentProvider } from '../domain/actions/payment-order.ts'
import { amountText } from '../domain/values/money.ts'

const HEADER = 'refund_no,amount,currency,beneficiary,original_trade_no,purpose\r\n'

/** One transfer as a line of RFC 4180, guarded against spreadsheets. */
export function transferLine(order: PaymentOrder): string {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  return `${[order.refundNo, amountText(order.amountMinor, order.currency), order.currency, order.destination ?? '', order.channelTradeNo ?? order.merchantOrderNo ?? '', order.reason].map(cell).join(',')}\r\n`
}

/**
 * Transfers by file: one file a refund number, written whole or not at all, for the bank's own upload. A number that has its file gets no second one.
 * The file is only an order: `unknown` until the bank's statement shows it.
 */
export function bankFile(directory: string): PaymentProvider {
  return {
    carryOut: async (order) => {
      const path = join(directory, `${order.refundNo}.csv`)
      const text = HEADER + transferLine(order)
      await mkdir(directory, { recursive: true, mode: 0o700 })
      try {
        const file = await open(path, 'wx', 0o600)
        try {
          await file.writeFile(text)
          await file.sync()
        } finally {
          await file.close()
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return { outcome: 'unknown', code: 'file_not_written' }
        if ((await readFile(path, 'utf8')) !== text) return { outcome: 'unknown', code: 'file_differs' }
      }
      return { outcome: 'unknown', code: 'in_bank_file' }
    },
  }
}
