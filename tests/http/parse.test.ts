import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseForm, parseQuery } from '../../app/http/parse.ts'

const Schema = z.object({ name: z.string().min(1).max(5), count: z.coerce.number().int().max(9).optional() })
const form = (body: string, type = 'application/x-www-form-urlencoded') =>
  parseForm(new Request('http://own.example/', { method: 'POST', body, headers: { 'content-type': type } }), Schema)

describe('S23: forms and queries', () => {
  it('become typed values, without fields that nobody named', async () => {
    expect(await form('name=ann&count=3&isAdmin=1')).toEqual({ ok: true, value: { name: 'ann', count: 3 } })
  })
  it('refuse the first fault with its field', async () => {
    expect(await form('count=3')).toMatchObject({ ok: false, refusal: { code: 'field_missing', field: 'name' } })
    expect(await form('name=annabel')).toMatchObject({ ok: false, refusal: { code: 'field_form', field: 'name' } })
    expect(await form('name=ann&count=10')).toMatchObject({ ok: false, refusal: { code: 'field_form', field: 'count' } })
    expect(await form('name=ann&name=bob')).toMatchObject({ ok: false, refusal: { code: 'field_form', field: 'name' } })
  })
  it('name the field, not the place in the list that a schema makes of it', () => {
    const Filter = z.object({ band: z.preprocess((given) => [given].flat(), z.array(z.enum(['hold', 'review']))) })
    expect(parseQuery(new Request('http://own.example/?band=hold&band=zz'), Filter)).toMatchObject({ ok: false, refusal: { code: 'field_form', field: 'band', data: { field: 'band' } } })
  })
  it('that cannot be read are a refusal, not a failure', async () => {
    expect(await form('{}', 'application/json')).toMatchObject({ ok: false, refusal: { code: 'form_unreadable' } })
    expect(await form('--x', 'multipart/form-data; boundary=y')).toMatchObject({ ok: false })
  })
  it('S24: fields named like properties of every object are only fields', async () => {
    expect(await form('__proto__=x&constructor=y&toString=z&name=ann')).toEqual({ ok: true, value: { name: 'ann' } })
    expect(await form('__proto__=x')).toMatchObject({ ok: false, refusal: { code: 'field_missing' } })
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
  it('are bounded in number', async () => {
    const many = Array.from({ length: 2_100 }, (_, i) => `f${i}=1`).join('&')
    expect(await form(many)).toMatchObject({ ok: false, refusal: { code: 'form_unreadable' } })
  })
  it('read addresses the same way', () => {
    expect(parseQuery(new Request('http://own.example/?name=ann&x=1'), Schema)).toEqual({ ok: true, value: { name: 'ann' } })
  })
})
