import { describe, expect, it } from 'vitest'
import { factsOf } from '../../../app/domain/signals/facts-builder.ts'
import { DETECTORS } from '../../../app/domain/signals/index.ts'
import { said } from '../../../app/domain/signals/message/text-hits.ts'

const TITLE = '如何为智能卡和 SIM 卡充值'
const BODY = `一、网上营业厅：登录运营商官方网站，选择充值，输入要充值的号码，核对无误后用银行卡或第三方支付付款。
二、手机 APP：下载运营商官方客户端，进入充值页面，选择金额即可。
三、营业厅：携带有效证件到附近营业厅，由工作人员办理，也可以购买充值卡。
四、短信：编辑 KT 加金额发送到指定号码，按提示操作。
五、支付宝、微信支付：在生活缴费里选择手机充值。
查询余额：拨打客服热线或发送短信即可。
注意事项：充值前请仔细核对号码，保存充值凭证；切勿轻信来历不明的信息或链接，谨防诈骗；资料有变请及时更新，以免影响使用。`
const LURE = '[[TG💪+ @esim1088](https://t.me/s/esim1088)'
const IMAGE = '![](https://i.postimg.cc/4NQfJmqS/x.png)'

/** The text detectors of the catalogue; trained scores are judged elsewhere. */
const hits = (text: string) => DETECTORS.filter(({ id }) => (id.startsWith('link/') || id.startsWith('message/')) && !id.endsWith('-score') && !id.endsWith('scam-text'))
  .flatMap(({ id, detect }) => detect(factsOf(said(text))).map(() => id)).sort()

describe('the guide that started this', () => {
  it('gives no hit by its body alone', () => {
    expect(hits(`${TITLE}\n\n${BODY}`)).toEqual([])
  })

  it('gives the lure, the image host and the wrapper by its frame', () => {
    expect(hits(`${TITLE} ${LURE}\n\n${BODY}\n\n${LURE} ${IMAGE}`)).toEqual(['link/contact-host', 'link/image-host', 'link/outside-allowlist', 'message/contact-lure', 'message/wrapper'])
  })

  it('shows the lure at both of its places', () => {
    const text = `${TITLE} ${LURE}\n\n${BODY}\n\n${LURE} ${IMAGE}`
    const wrapper = DETECTORS.find(({ id }) => id === 'message/wrapper')
    const [signal] = wrapper?.detect(factsOf(said(text))) ?? []
    expect(signal && 'spans' in signal ? signal.spans.map(({ start, end }) => text.slice(start, end)) : []).toEqual(['https://t.me/s/esim1088', 'https://t.me/s/esim1088'])
  })

  it('gives the lure alone when it stands once', () => {
    expect(hits(`${BODY}\n${LURE}`)).toEqual(['link/contact-host', 'link/outside-allowlist', 'message/contact-lure'])
  })
})
