import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'

export type { Logger } from 'pino'

/** Names whose values never reach a log line, at any depth (S53). */
const SECRET_NAME = /pass(word|wd)?|secret|token|cookie|authori[sz]ation|api.?key|session|credential|otp|pin$|body|phone|msisdn|number|e?mail|name$|address|id_?doc|card|payer|claimant|remark|text$|raw/i

const MAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu
/**
 * Runs of six and more digits of any script, with the separators people put between them: numbers, cards, identities. Latin letters before them make a
 * reference of a record (T2026…), Chinese ones do not: 手机号138….
 */
const LONG_NUMBER = /(?<![\p{Script=Latin}\p{N}-])\+?\p{Nd}(?:[ ()./-]?\p{Nd}){5,}[Xx]?/gu
/** What opens a door: ids of sessions and keys, the latter in base64 with its signs. */
const LONG_TOKEN = /[A-Za-z0-9+/]{32,}={1,2}|[\w-]{32,}/g
const URL_LOGIN = /(:\/\/)[^\s/@]+@/g
/** Our own references, which name nobody. */
const REFERENCE = /(?<![\w-])([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})(?![\w-])/
const KEYED_URL = /([?&][^=\s&#]+=)[^\s&#]+/g
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** Text with everything that may identify a person or open a door replaced by its kind (S53). */
export function redactText(text: string): string {
  return text
    .slice(0, 4_000)
    .split(REFERENCE)
    .map((part, i) => (i % 2 === 1 ? part : redactPart(part)))
    .join('')
}

function redactPart(text: string): string {
  return text
    .replace(KEYED_URL, '$1[hidden]')
    .replace(URL_LOGIN, '$1[hidden]@')
    .replace(MAIL, '[mail]')
    .replace(LONG_TOKEN, '[token]')
    .replace(LONG_NUMBER, '[number]')
    .replace(CONTROL, (character) => (character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`))
}

/** A copy of a log object in which secret names and personal values are gone; bounded in depth and size. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (value === null || typeof value !== 'object') return value
  if (depth > 6) return '[deep]'
  if (value instanceof Error) return redactError(value, depth)
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, depth + 1))
  const copy: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value).slice(0, 100)) {
    copy[name] = SECRET_NAME.test(name) && typeof item !== 'boolean' ? '[hidden]' : redact(item, depth + 1)
  }
  return copy
}

function redactError(error: Error, depth: number): unknown {
  const { type, message, stack, code } = stdSerializers.err(error) as { type: string; message: string; stack?: string; code?: unknown }
  return {
    type,
    message: redactText(message),
    ...(code === undefined ? {} : { code }),
    stack: stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 20)
      .map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  }
}

/**
 * The one logger: a JSON object a line on stderr, so that stdout stays free for data. Everything passes {@link redact} (S53).
 * Times are the machine's clock, in UTC milliseconds.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service: 'topwarden' },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      serializers: { err: (value) => value },
      hooks: {
        logMethod(args, method) {
          const redacted = args.map((arg) => (typeof arg === 'string' ? redactText(arg) : arg)) as Parameters<typeof method>
          method.apply(this, redacted)
        },
      },
    },
    destination ?? pinoStderr(),
  )
}

function pinoStderr(): DestinationStream {
  return { write: (line) => void process.stderr.write(line) }
}
