import { expect, test } from 'vitest'
import { noticeErrorText } from '../../app/i18n/notice-text.ts'
import { translator } from '../../app/i18n/translate.ts'

const said = (error: string) => (['en', 'zh'] as const).map((locale) => noticeErrorText(translator({ locale, zone: 'Asia/Shanghai', now: 0 }), error))

test('why a notice was not sent is said in words, with the answer of the mail server where it gave one', () => {
  expect(said('EENVELOPE 550')).toEqual(['the mail server refuses it (550)', '邮件服务器拒收（550）'])
  expect(said('ECONNECTION')).toEqual(['the mail server cannot be reached', '无法连接邮件服务器'])
  expect(said('EAUTH 535')).toEqual(['the mail server refuses our sign-in', '邮件服务器拒绝登录'])
  expect(said('EREQUIRETLS')).toEqual(['no safe connection to the mail server', '无法与邮件服务器建立安全连接'])
  expect(said('no_sms_gateway')).toEqual(['no gateway for text messages is set up', '未配置短信网关'])
  expect(said('smtp')).toEqual(said('not_sent'))
})
