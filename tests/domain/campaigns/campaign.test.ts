import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { campaignsOf, type Sighting } from '../../../app/domain/campaigns/campaign.ts'

const seen = (token: string, rowId: number, party = `p${rowId}`, at = rowId * 1_000): Sighting => ({ token, kind: 'order', rowId, at, party })

describe('campaigns', () => {
  it('are rare tokens of three records and two parties', () => {
    expect(campaignsOf([seen('handle:a1', 1), seen('handle:a1', 2)])).toEqual([])
    expect(campaignsOf([1, 2, 3].map((id) => seen('handle:a1', id, 'one customer')))).toEqual([])
    const [only] = campaignsOf([1, 2, 3].map((id) => seen('handle:a1', id)))
    expect(only).toMatchObject({ mark: 'handle', value: 'a1', parties: 3, firstAt: 1_000, lastAt: 3_000 })
    expect(only?.records.map(({ rowId }) => rowId)).toEqual([1, 2, 3])
  })

  it('are joined where one record carries the marks of two, and called by the plainest', () => {
    const both = campaignsOf([...[1, 2, 3].map((id) => seen('text:x', id)), ...[3, 4, 5].map((id) => seen('link:evil.example/a', id))])
    expect(both).toHaveLength(1)
    expect(both[0]).toMatchObject({ mark: 'link', value: 'evil.example/a', parties: 5 })
    const apart = campaignsOf([...[1, 2, 3].map((id) => seen('text:x', id)), ...[4, 5, 6].map((id) => seen('link:evil.example/a', id))])
    expect(apart).toHaveLength(2)
    expect(apart.find(({ mark }) => mark === 'wording')?.value).toBe('')
  })

  it('are not joined by tokens that too few share, nor made of other kinds of token', () => {
    const two = campaignsOf([...[1, 2, 3].map((id) => seen('handle:a1', id)), ...[4, 5, 6].map((id) => seen('handle:b2', id)), seen('text:rare', 3), seen('text:rare', 4)])
    expect(two).toHaveLength(2)
    expect(campaignsOf([1, 2, 3].map((id) => seen('claim:abc', id)))).toEqual([])
  })

  it('keep their name when more is seen', () => {
    const before = campaignsOf([1, 2, 3].map((id) => seen('handle:a1', id)))
    const after = campaignsOf([...[1, 2, 3, 9].map((id) => seen('handle:a1', id)), ...[7, 8, 9].map((id) => seen('host:evil.example', id))])
    expect(after[0]?.id).toBe(before[0]?.id)
  })

  it('are the same in any order of arrival', () => {
    const sightings = [...[1, 2, 3].map((id) => seen('handle:a1', id)), ...[3, 4, 5].map((id) => seen('near:0abc', id)), ...[6, 7, 8].map((id) => seen('link:x.example', id))]
    fc.assert(fc.property(fc.shuffledSubarray(sightings, { minLength: sightings.length }), (shuffled) => {
      expect(campaignsOf(shuffled)).toEqual(campaignsOf(sightings))
    }))
  })
})
