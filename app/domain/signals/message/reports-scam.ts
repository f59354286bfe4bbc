import { defang } from '../../text/links.ts'
import type { Detector, Signal } from '../detector.ts'
import { signal } from '../finding.ts'
import { isReport, said, spanOf } from './text-hits.ts'

const ID = 'message/reports-scam'
const STRENGTH = 0.3

/**
 * A customer reports a scam or asks whether something is genuine: to be read by care, not held against the customer. All other text detectors leave
 * such a message alone; the hosts and contacts it quotes stand here as evidence.
 */
export const reportsScam: Detector = {
  id: ID,
  appliesTo: ['message'],
  detect: (facts) => facts.texts.flatMap((fact): Signal[] => {
    if (!isReport(fact)) return []
    const { context, links, handles, keywords } = fact.reading
    const word = keywords.find((one) => one.group === 'report')
    const quote = context.quote
    return [signal(ID, STRENGTH, {
      evidence: {
        goesTo: 'care', hasQuote: quote !== null, links: links.filter((link) => !link.isOfficial).map(defang),
        contacts: handles.filter((handle) => handle.id !== '').map((handle) => `${handle.app}:${handle.id}`),
      },
      spans: [...(word ? [spanOf(fact, word.start, word.end)] : []), ...(quote ? [spanOf(fact, quote[0], quote[1])] : [])],
    })]
  }),
  examples: {
    fires: [
      { name: 'quotes what was received', facts: said('我收到这样一条短信，是不是骗子：“尊敬的工行用户你的电子密码器将于近日失效请登录 http://abc.example 升级”') },
      { name: 'a victim who tells what came of it', facts: said('有人加我微信说可以八折充话费，我付了200没到账') },
      { name: 'one who noticed late', facts: said('有人让我垫付给别的手机充值做任务，我充了两单才反应过来') },
      { name: 'asks whether it is ours', facts: said('请问这是你们发的吗？「积分即将清空请点击 http://abc.example 兑换」我没有点') },
      { name: 'English', facts: said('I got this text, is it a scam? "You have won, claim at http://abc.example"') },
    ],
    silent: [
      { name: 'a complaint about a top-up', facts: said('充的话费一直没到账') },
      { name: 'our own warning', facts: said('谨防诈骗，请勿点击陌生链接。', 'out') },
      { name: 'the fraud itself', facts: said('您的积分可兑换现金，登录 http://abc.example 领取') },
    ],
  },
}
