import { describe, expect, test } from 'vitest'
import { definitionOf } from '../../app/http/mapping-form.ts'

const takeOf = (fields: Record<string, string>) => definitionOf({ kind: 'order', zone: 'UTC', 'r.order_id.from': 'Ticket', ...fields }).rules.order_id?.take

describe('a part of a cell', () => {
  test('is the first between dashes for whoever has only just asked for one', () => {
    expect(takeOf({ 'r.order_id.take': 'part' })).toEqual({ by: '-', part: 1 })
  })

  test('is the one that is asked for from then on', () => {
    expect(takeOf({ 'r.order_id.take': 'part', 'r.order_id.by': '|', 'r.order_id.part': '-2' })).toEqual({ by: '|', part: -2 })
  })

  test('is the whole cell again without a mark or a place', () => {
    expect(takeOf({ 'r.order_id.take': 'part', 'r.order_id.by': '', 'r.order_id.part': '1' })).toBeNull()
    expect(takeOf({ 'r.order_id.take': 'part', 'r.order_id.by': '|', 'r.order_id.part': '0' })).toBeNull()
    expect(takeOf({ 'r.order_id.take': '', 'r.order_id.by': '|', 'r.order_id.part': '1' })).toBeNull()
  })
})
