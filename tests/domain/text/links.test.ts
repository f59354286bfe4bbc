import { describe, expect, it } from 'vitest'
import { defang, defangText } from '../../../app/domain/text/links.ts'
import { readText } from '../../../app/domain/text/read-text.ts'
import { textListsOf } from '../../../app/domain/text/text-lists.ts'

const lists = textListsOf({ country: 'CN', officialHosts: ['10086.cn'], officialShortPrefixes: ['https://dx.10086.cn/', 'https://t.me/galaxycare'] })
const linksOf = (text: string) => readText(text, lists).links
const hostsOf = (text: string) => linksOf(text).map((link) => link.host.host)

describe('links in a text', () => {
  it.each([
    ['http://16909060/', '1.2.3.4'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://10086。cn/', '10086.cn'],
    ['http://①⓪⓪⑧⑥.cn', '10086.cn'],
    ['http://10086.cn@evil.top/', 'evil.top'],
    ['http://іcbc.com.cn/', 'xn--cbc-ihd.com.cn'],
    ['http://ｊｆ.10086.cn/', 'jf.10086.cn'],
    ['请登录10086.cn查询', '10086.cn'],
    ['请登录http://jf.10086.cn查询。', 'jf.10086.cn'],
    ['点击http://115.28.157.120领取', '115.28.157.120'],
    ['hxxps://t[.]me/abc', 't.me'],
    ['http //abc.com/x', 'abc.com'],
    ['https：//t．me/abc', 't.me'],
    ['见 a.example.com，谢谢', 'a.example.com'],
    ['visit 10086.cn.Thanks', '10086.cn'],
    ['移动积分.com 领取', 'xn--kbr3o768glba.com'],
    ['http://[::1]/a', '[::1]'],
    ['34.96.107.204/login', '34.96.107.204'],
    ['WWW.Example.ORG', 'www.example.org'],
    ['[x](https://t.me/s/abc)', 't.me'],
  ])('%s leads to %s', (text, host) => expect(hostsOf(text)).toEqual([host]))

  it.each([
    'ok.love you', 'see e.g. this', 'a.m. or p.m.', 'v1.2.3', '版本 10.2.3.4', '3.50元', '12.30pm', 'Mr.Smith', 'photo.jpg', 'readme.md', 'yes.so what', '.com', 'com.', '...', 'http://', '//', 'wang@example.com',
    'javascript:alert(1)', 'javascript://x', 'data:text/html,x', 'and/or', '24/7', 'ps/2',
  ])('%s holds no link', (text) => expect(hostsOf(text)).toEqual([]))

  it('keeps the letters of a path as they were written and stops at the sentence', () => {
    expect(linksOf('see http://T.CN/AbC. Thanks').map(({ url }) => url)).toEqual(['http://t.cn/AbC'])
    expect(linksOf('(http://a.example.com/x_(1))').map(({ path }) => path)).toEqual(['/x_(1'])
    expect(linksOf('http://a.example.com/x，请').map(({ path }) => path)).toEqual(['/x'])
    expect(linksOf('http://a.example.com?q=1').map(({ path }) => path)).toEqual(['/?q=1'])
  })

  it('tells what only mending reveals from what a browser understands itself', () => {
    const isObfuscated = (text: string) => linksOf(text)[0]?.isObfuscated
    expect(isObfuscated('hxxp://abc.example.com')).toBe(true)
    expect(isObfuscated('abc点com')).toBe(true)
    expect(isObfuscated('http://10086。cn/')).toBe(false)
    expect(isObfuscated('http://①⓪⓪⑧⑥.cn')).toBe(false)
    expect(isObfuscated('http://a.example.com')).toBe(false)
  })

  it('knows own hosts and own short links', () => {
    expect(linksOf('https://wap.js.10086.cn/x')[0]?.isOfficial).toBe(true)
    expect(linksOf('https://dx.10086.cn/abc')[0]?.isOfficial).toBe(true)
    expect(linksOf('https://t.me/galaxycare')[0]?.isOfficial).toBe(true)
    expect(linksOf('https://t.me/galaxycare_help')[0]?.isOfficial).toBe(true)
    expect(linksOf('https://t.me/another')[0]?.isOfficial).toBe(false)
    expect(linksOf('https://10086.cn.evil.top/')[0]?.isOfficial).toBe(false)
    expect(linksOf('https://my10086.cn/')[0]?.isOfficial).toBe(false)
  })

  it('keeps a link that the parser refuses, without address', () => {
    const [link] = linksOf('http://abc.example.com:99999/x')
    expect([link?.url, link?.host.host]).toEqual([null, 'abc.example.com'])
  })

  it('reads at most forty links', () => expect(linksOf('http://a.example.com/ '.repeat(60)).length).toBe(40))

  it('gives places that lead back to the raw text', () => {
    const { links: [link], normal } = readText('请看 hxxp://abc[.]example[.]com/X 好', lists)
    expect(link?.written).toBe('hxxp://abc[.]example[.]com/X')
    expect(normal.text.slice(link?.start, link?.end)).toBe('http://abc.example.com/x')
  })

  it('S37: shows every link defanged', () => {
    expect(linksOf('https://t.me/s/esim1088').map(defang)).toEqual(['hxxps://t[.]me/s/esim1088'])
    expect(linksOf('http://10086.cn@evil.top/').map(defang)).toEqual(['hxxp://10086[.]cn[@]evil[.]top/'])
    expect(defangText('abc.example.com/x.y')).toBe('abc[.]example[.]com/x.y')
    expect(defangText('tg://resolve?domain=x')).toBe('tg[:]//resolve?domain=x')
    expect(defangText('FTP://a.b/')).toBe('FTP[:]//a[.]b/')
  })
})
