import { describe, expect, it } from 'vitest'
import type { RefundStatus } from '../../../app/domain/actions/refund.ts'
import { rowRemedy } from '../../../app/domain/cases/row-remedy.ts'

const refund = (id: number, status: RefundStatus, road = 'refund') => ({ id, status, road })

describe('what a row of the queue says of the money of its case', () => {
  it('is what runs, else the newest that failed or is paid', () => {
    expect(rowRemedy([refund(1, 'submitted')])).toEqual({ id: 1, status: 'submitted', road: 'refund', state: 'running' })
    expect(rowRemedy([refund(3, 'reconciled'), refund(1, 'unknown'), refund(2, 'failed')])).toMatchObject({ id: 1, state: 'running' })
    expect(rowRemedy([refund(1, 'failed'), refund(2, 'succeeded')])).toMatchObject({ id: 2, state: 'paid' })
    expect(rowRemedy([refund(2, 'failed'), refund(1, 'succeeded')])).toMatchObject({ id: 2, state: 'failed' })
  })
  it('is nothing where nothing was asked for, it came to nothing, or only goodwill was given', () => {
    expect(rowRemedy([])).toBeNull()
    expect(rowRemedy((['draft', 'rejected', 'withdrawn', 'expired', 'stopped', 'given_up', 'discarded'] as const).map((status, i) => refund(i, status)))).toBeNull()
    expect(rowRemedy([refund(1, 'succeeded', 'goodwill')])).toBeNull()
  })
})
