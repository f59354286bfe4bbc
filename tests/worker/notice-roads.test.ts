import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileRoad, smtpRoad } from '../../app/worker/notice-roads.ts'
import { newFolder } from '../support/folders.ts'
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.ts'

const MESSAGE = { id: 'a'.repeat(40), channel: 'email', to: 'li.si@mail.example', subject: '您的验证码', text: '您的验证码为 123456。\n.\n一行只有一个点。' } as const

describe('by SMTP', () => {
  let server: SmtpServer
  beforeEach(async () => {
    server = await startSmtpServer()
  })
  afterEach(() => server.close())
  const road = (changes: Partial<Parameters<typeof smtpRoad>[0]> = {}) =>
    smtpRoad({ type: 'smtp', url: `smtp://user:p%40ss@127.0.0.1:${server.port}`, from: 'Operator <service@operator.example>', smsGateway: 'sms.operator.example', ...changes })

  test('a Chinese mail arrives whole, from us, with an id that a repetition shares', async () => {
    expect(await road().send(MESSAGE)).toEqual({ type: 'sent' })
    const [mail] = server.mails
    expect([mail?.from, mail?.to]).toEqual(['service@operator.example', ['li.si@mail.example']])
    expect(mail?.raw).toContain(`Message-ID: <${'a'.repeat(40)}@operator.example>`)
    const subject = /Subject: ((?:.|\r\n[ \t])*)/.exec(mail?.raw ?? '')?.[1] ?? ''
    const decoded = [...subject.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/gi)].map((part) => Buffer.from(part[1] ?? '', 'base64').toString()).join('')
      || [...subject.matchAll(/=\?UTF-8\?Q\?([^?]*)\?=/gi)].map((part) => decodeURIComponent((part[1] ?? '').replaceAll('_', ' ').replaceAll('=', '%'))).join('')
    expect(decoded).toBe('您的验证码')
    const body = (mail?.raw ?? '').split('\r\n\r\n').slice(1).join('\r\n\r\n')
    const isBase64 = /Content-Transfer-Encoding: base64/i.test(mail?.raw ?? '')
    const text = isBase64 ? Buffer.from(body, 'base64').toString() : Buffer.from(body.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString()
    expect(text.replaceAll('\r\n', '\n').trim()).toBe(MESSAGE.text)
  })

  test('a text message goes to the gateway’s mailbox of the number, and is refused where there is no gateway', async () => {
    expect(await road().send({ ...MESSAGE, channel: 'sms', to: '+8613800138000' })).toEqual({ type: 'sent' })
    expect(server.mails[0]?.to).toEqual(['8613800138000@sms.operator.example'])
    expect(await road({ smsGateway: null }).send({ ...MESSAGE, channel: 'sms', to: '+8613800138000' })).toEqual({ type: 'refused', error: 'no_sms_gateway' })
  })

  test('an unknown mailbox is final, a full one and a server that is busy or gone are not', async () => {
    server.answer = (verb) => (verb === 'RCPT' ? '550 5.1.1 no such user here' : null)
    expect(await road().send(MESSAGE)).toEqual({ type: 'refused', error: 'EENVELOPE 550' })
    server.answer = (verb) => (verb === 'RCPT' ? '452 4.2.2 mailbox full' : null)
    expect(await road().send(MESSAGE)).toMatchObject({ type: 'failed' })
    server.answer = (verb) => (verb === '.' ? '554 5.7.1 not wanted' : null)
    expect(await road().send(MESSAGE)).toEqual({ type: 'refused', error: 'EMESSAGE 554' })
    server.answer = (verb) => (verb === 'AUTH' ? '535 5.7.8 wrong password' : null)
    expect(await road().send(MESSAGE)).toMatchObject({ type: 'failed' })
    await server.close()
    expect(await road().send(MESSAGE)).toMatchObject({ type: 'failed' })
    expect(server.mails).toEqual([])
  })

  test('an address that would say something to the server is refused before it hears of it', async () => {
    for (const to of ['a@b.example>\r\nRCPT TO:<c@d.example', 'a@b.example, c@d.example', 'a b@c.example', 'no-address', '@x.example', 'a@b.example\nBcc: c@d.example'])
      expect(await road().send({ ...MESSAGE, to })).toEqual({ type: 'refused', error: 'address_form' })
    expect(await road().send({ ...MESSAGE, subject: 'One\r\nBcc: spy@evil.example' })).toEqual({ type: 'sent' })
    expect(server.mails[0]?.to).toEqual(['li.si@mail.example'])
    expect(/^Bcc:/im.test(server.mails[0]?.raw ?? '')).toBe(false)
  })

  test('S35: beyond this machine nothing goes out without TLS', async () => {
    const plain = await startSmtpServer()
    // A name of this machine that is not a loopback name, as far as the road can tell.
    const away = smtpRoad({ type: 'smtp', url: `smtp://0.0.0.0:${plain.port}`, from: 'service@operator.example', smsGateway: null })
    expect(await away.send(MESSAGE)).toMatchObject({ type: 'failed' })
    expect(plain.mails).toEqual([])
    await plain.close()
  })
})

describe('by file', () => {
  test('one file a message, the same when it is sent again, for its owner alone', async () => {
    const folder = newFolder()
    const road = fileRoad(join(folder, 'outbox'))
    await road.send(MESSAGE)
    await road.send(MESSAGE)
    expect(readdirSync(join(folder, 'outbox'))).toEqual([`${MESSAGE.id}.json`])
    const path = join(folder, 'outbox', `${MESSAGE.id}.json`)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(MESSAGE)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })
})
