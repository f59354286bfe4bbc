import type { AnyRecord, Extra } from './record.ts'

/** Names of a record's fields, all of them: a field that is forgotten here does not compile. */
type AllFields<R> = { readonly [K in Exclude<keyof R, 'kind'>]: true }

const FIELDS: { readonly [K in AnyRecord['kind']]: AllFields<Extract<AnyRecord, { kind: K }>> } = {
  order: {
    orderId: true, source: true, channel: true, partnerId: true, merchantOrderNo: true, product: true, targetNumberRaw: true, targetNumber: true, targetKind: true,
    confirmNumberRaw: true, confirmNumber: true, subscriberId: true, faceMinor: true, paidMinor: true, feeMinor: true, currency: true, paymentMethod: true, channelTradeNo: true,
    payerAccount: true, payerName: true, cardBinLast4: true, deviceId: true, ip: true, userAgent: true, agentId: true, terminalId: true, voucherSerial: true, speed: true,
    campaignId: true, smsText: true, remark: true, referrerUrl: true, createdAt: true, paidAt: true, deliveredAt: true, offsetMin: true, status: true, statusRaw: true,
    operatorTxnId: true, extra: true,
  },
  receipt: {
    receiptId: true, source: true, trust: true, receiptKind: true, orderId: true, merchantOrderNo: true, channelTradeNo: true, refundNo: true, numberRaw: true, number: true,
    amountMinor: true, feeMinor: true, currency: true, payerAccount: true, payee: true, occurredAt: true, offsetMin: true, statusRaw: true, text: true, fileHash: true, extra: true,
  },
  ledger: {
    entryId: true, numberRaw: true, number: true, type: true, amountMinor: true, currency: true, balanceBeforeMinor: true, balanceAfterMinor: true, voucherSerial: true,
    operatorTxnId: true, responseCode: true, at: true, offsetMin: true, extra: true,
  },
  subscriber: {
    subscriberId: true, name: true, numbers: true, contactPhone: true, email: true, address: true, language: true, idDocType: true, idDocLast4: true, status: true, openedAt: true,
    simChangedAt: true, extra: true,
  },
  message: {
    messageId: true, direction: true, channel: true, subscriberId: true, numberRaw: true, number: true, orderId: true, text: true, at: true, offsetMin: true, extra: true,
  },
  profile_change: {
    changeId: true, subscriberId: true, field: true, oldValue: true, newValue: true, channel: true, staffId: true, verification: true, at: true, offsetMin: true, extra: true,
  },
}

const ORDERED: ReadonlyMap<string, readonly (keyof AnyRecord)[]> = new Map(Object.entries(FIELDS).map(([kind, fields]) => [kind, Object.keys(fields) as (keyof AnyRecord)[]]))

/** The content of a record as one text, equal exactly when the content is: fields in fixed order, extra columns by name. */
export function contentText(record: AnyRecord): string {
  const values = ORDERED.get(record.kind)!.map((field): unknown => record[field])
  if (record.extra !== null) values[values.length - 1] = sortedEntries(record.extra)
  return JSON.stringify(values)
}

function sortedEntries(extra: NonNullable<Extra>): readonly (readonly [string, string])[] {
  return Object.entries(extra).sort(([a], [b]) => (a < b ? -1 : 1))
}
