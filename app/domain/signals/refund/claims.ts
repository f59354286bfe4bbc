import type { Message, Stored } from '../../intake/record.ts'

/** What a customer's message asks for, as far as plain words tell. */
const NOT_RECEIVED = /没到(?![期点时家达])|未到账|(?:未|没)(?:有|能)?成功?到账|没有到账|没收到|未收到|没充上|未充上|没充进|没上账|未上账|没入账|未入账|不到账|余额没变|余额没有变|还没到|没到帐|not received|did ?n[o']?t (?:receive|get|arrive)|balance (?:did|has) not change|balance (?:never|hasn't|didn't) change|never (?:changed|reflected|came|showed up)|nothing (?:came|arrived)|no credit|has(?:n't| not) (?:arrived|come|been credited|shown)|not (?:yet )?(?:been )?credited|did(?:n't| not) (?:reflect|come|show up)|never (?:arrived|received)|still (?:not|no) (?:credit|top)/i
const WRONG_NUMBER = /充错|输错|填错|打错|号码错|错号|充到别人|别人的号码|wrong number|mistyped|typed (?:it |the number )?wrong|entered (?:the )?wrong|another number/i
const SEND_BACK = /(?:转|退|还|返)(?:还|回|给)(?:我|一下|来)|退给我|转给我|还给我|(?:麻烦|请|能不能).{0,8}(?:退|转|还)(?:回|给)|send (?:it|me|the money|that).{0,12}back|give (?:it|me).{0,10}back|pay me back|return (?:it|the money|my)|transfer (?:it )?back/i

export function claimsNotReceived(message: Pick<Message, 'direction' | 'text'>): boolean {
  return message.direction === 'in' && NOT_RECEIVED.test(message.text)
}

export function claimsWrongNumber(message: Pick<Message, 'direction' | 'text'>): boolean {
  return message.direction === 'in' && WRONG_NUMBER.test(message.text)
}

export function asksToSendBack(message: Message): boolean {
  return SEND_BACK.test(message.text)
}

/** The latest message that makes a claim. */
export function latest(messages: readonly Stored<Message>[], makes: (message: Message) => boolean): Stored<Message> | null {
  return messages.reduce<Stored<Message> | null>((found, one) => (makes(one) && (found === null || one.at > found.at) ? one : found), null)
}
