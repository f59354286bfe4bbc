import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const files = globSync('{app,db,scripts}/**/*.{ts,tsx,mjs}').map((file) => ({ file, text: readFileSync(file, 'utf8') }))

/** A line comment or doc comment says things that code must not do; only code counts. */
const codeOf = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')

interface Import {
  readonly file: string
  readonly target: string
  readonly isTypeOnly: boolean
}

const imports: Import[] = files.flatMap(({ file, text }) =>
  [...codeOf(text).matchAll(/(?:^|\n)\s*(?:import|export)\b([^'";]*?)\bfrom\s*'([^']+)'|(?:^|\n)\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'/g)].map((match) => ({
    file,
    target: match[2] ?? match[3] ?? match[4] ?? '',
    isTypeOnly: /^\s*type\b/.test(match[1] ?? ''),
  })),
)
const inside = imports.filter(({ target }) => target.startsWith('.')).map((one) => ({ ...one, target: normalize(join(dirname(one.file), one.target)) }))
const outside = imports.filter(({ target }) => !target.startsWith('.') && !target.startsWith('virtual:'))

/** Who may import whom, and from where types alone. The first row whose `from` fits a file holds for it. */
const RULES: readonly { readonly from: RegExp; readonly may: RegExp; readonly mayKnow?: RegExp }[] = [
  { from: /^app\/domain\//, may: /^app\/domain\// },
  { from: /^db\//, may: /^(db|app\/domain)\// },
  { from: /^app\/usecases\//, may: /^(app\/(usecases|domain|auth)|db)\// },
  { from: /^app\/worker\//, may: /^(app\/(worker|usecases|domain|providers|i18n)|db)\// },
  { from: /^app\/providers\//, may: /^app\/(providers|domain)\// },
  { from: /^app\/auth\//, may: /^(app\/(auth|domain)|db)\// },
  { from: /^app\/i18n\//, may: /^app\/(i18n|domain)\// },
  { from: /^app\/http\//, may: /^(app\/(http|domain|auth|usecases|i18n)\/|db\/(client|failure|migrate|seal|queries\/audit)\.ts$)/ },
  { from: /^app\/components\//, may: /^app\/(components|domain|i18n)\//, mayKnow: /^app\/usecases\// },
  { from: /^app\/routes\//, may: /^app\/(routes|usecases|auth|http|components|i18n|domain|styles)\// },
  { from: /^app\/(root|entry\.(client|server))\.tsx$/, may: /^app\/(components|domain|http|i18n|styles)\// },
  { from: /^scripts\//, may: /^(scripts|app\/(usecases|domain|auth|http|i18n|worker|providers)|db)\// },
]

describe('who may import whom', () => {
  it('there is something to check', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(inside.length).toBeGreaterThan(300)
  })
  const isAllowed = ({ file, target, isTypeOnly }: Import) => {
    const rule = RULES.find(({ from }) => from.test(file))
    return rule !== undefined && (rule.may.test(target) || (isTypeOnly && rule.mayKnow?.test(target) === true))
  }
  it.each(inside.filter((one) => !isAllowed(one)).map(({ file, target }) => [file, target] as const))(
    '%s must not import %s',
    (file, target) => {
      expect.fail(`${file} imports ${target}`)
    },
  )
  it('relative imports carry their extension, so that Node runs them as they are', () => {
    expect(inside.filter(({ target }) => !/\.(ts|tsx|mjs|css|json)$/.test(target))).toEqual([])
  })
  it('pages and components take server-only modules as types alone, or from a route', () => {
    const leaks = inside.filter(({ file, target, isTypeOnly }) => /^app\/(components|i18n|domain)\//.test(file) && /\.server\.tsx?$/.test(target) && !isTypeOnly)
    expect(leaks).toEqual([])
  })
  it('what a page draws with comes from no use-case, which the build for browsers would refuse', () => {
    const leaks = files.filter(({ file }) => /^app\/routes\/.*\.tsx$/.test(file)).flatMap(({ file, text }) => {
      const drawn = /\nexport default function[\s\S]*?\n\}/.exec(text)?.[0] ?? ''
      const names = [...text.matchAll(/^import \{([^}]*)\} from '[^']*usecases\/[^']*\.server\.ts'/gm)].flatMap(([, list = '']) => list.split(',').map((name) => name.trim()).filter((name) => name !== '' && !name.startsWith('type ')))
      return names.filter((name) => new RegExp(`\\b${name}\\b`).test(drawn)).map((name) => `${file}: ${name}`)
    })
    expect(leaks).toEqual([])
  })
})

/** Packages that have one place. */
const HOMES: readonly { readonly name: RegExp; readonly home: RegExp; readonly why: string }[] = [
  { name: /^lucia$/, home: /^app\/auth\/session\.server\.ts$/, why: 'lucia is deprecated and behind one file (S83)' },
  { name: /^@node-rs\/argon2$/, home: /^app\/auth\/passwords\.ts$/, why: 'hashing has one bound on how much happens at once (S56)' },
  { name: /^express$/, home: /^app\/http\//, why: 'the edge is in app/http' },
  { name: /^(kysely|kysely\/.*|better-sqlite3|pg)$/, home: /^(db\/|app\/http\/readiness\.ts$|scripts\/(bench|training)\/)/, why: 'the database is reached through db' },
  { name: /^(react|react-dom.*|@mantine\/.*|@tanstack\/.*|recharts|get-nonce|@remix-run\/react)$/, home: /^app\/(components\/|routes\/|root\.tsx|entry\.)/, why: 'pages draw' },
  { name: /^@remix-run\/node$/, home: /^app\/(http\/|routes\/|root\.tsx|entry\.)/, why: 'only the edge and the routes know Remix' },
  { name: /^nodemailer$/, home: /^app\/worker\/notice-roads\.ts$/, why: 'mail leaves by one road' },
  { name: /^(otpauth|uqr)$/, home: /^app\/auth\/second-factor\.ts$/, why: 'codes are made and checked in one file (S59)' },
  { name: /^pino$/, home: /^app\/http\/log\.ts$/, why: 'one logger, one redaction (S53)' },
  { name: /^(node:)?child_process$/, home: /^scripts\//, why: 'the server starts no processes (S33)' },
]

describe('packages', () => {
  it.each(HOMES.map(({ name, home, why }) => [why, name, home] as const))('%s', (_why, name, home) => {
    expect(outside.filter(({ file, target, isTypeOnly }) => name.test(target) && !home.test(file) && !isTypeOnly).map(({ file, target }) => `${file}: ${target}`)).toEqual([])
  })
  it('the domain imports nothing but itself and pure, bundled libraries', () => {
    const allowed = /^(@marcbachmann\/cel-js|re2js|tldts|zod)$/
    expect(outside.filter(({ file, target }) => file.startsWith('app/domain/') && !allowed.test(target)).map(({ file, target }) => `${file}: ${target}`)).toEqual([])
  })
  it('S42, S35: no address of another host is fetched or loaded', () => {
    const calls = files.filter(({ file, text }) => /^(app|db)\//.test(file) && /(?<![\w.])fetch\((?!['`]\/[a-z])|XMLHttpRequest(?![\s\S]*\.open\('[A-Z]+', '\/[a-z])|new WebSocket|sendBeacon/.test(codeOf(text)) && !/(const|function) fetch\b/.test(text))
    expect(calls.map(({ file }) => file)).toEqual([])
    // The server itself listens; only payment providers are asked, by one file, at configured hosts. The stand-in for them listens.
    expect(outside.filter(({ file, target }) => /^node:(https?|http2|net|tls|dgram|dns.*)$/.test(target) && /^(app|db)\//.test(file) && !file.startsWith('app/http/') && !/^app\/providers\/(outgoing|stand-in)\.ts$/.test(file))).toEqual([])
  })
})

describe('what code must not do', () => {
  const find = (where: RegExp, what: RegExp) => files.filter(({ file, text }) => where.test(file) && what.test(codeOf(text))).map(({ file }) => file)

  it('S36: no HTML out of strings', () => {
    expect(find(/^app\//, /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|srcDoc|DOMParser|createContextualFragment|setHTMLUnsafe/)).toEqual([])
  })
  it('S33: no code out of text, no shell', () => {
    expect(find(/./, /(?<![.\w])eval\(|(?<![.\w])Function\(|set(?:Timeout|Interval)\(\s*['"`]|(?<![.\w])exec(Sync|File)?\(|shell:\s*true|node:vm/)).toEqual([])
  })
  it('S33: what is imported while it runs is named where it is imported, or is the build', () => {
    expect(find(/^(app|db)\//, /(?<![.\w])import\((?!\s*(?:\/\*[^*]*\*\/\s*)?'|pathToFileURL\(file\))/)).toEqual([])
  })
  it('S42: pages and styles load nothing from another host', () => {
    expect(find(/^app\/(components|routes|root|entry)/, /\b(?:src|srcSet|href|action|poster)=\{?["'`](?:https?:)?\/\//)).toEqual([])
    const styles = globSync('{app,public}/**/*.{css,svg,html,webmanifest}').filter((file) => /@import|url\(\s*['"]?(?:https?:)?\/\/|(?:src|href)=["'](?:https?:)?\/\//.test(readFileSync(file, 'utf8')))
    expect(styles).toEqual([])
  })
  it('S45: an action whose form carries the token of its session, or that acts on money or accounts, looks at the token', () => {
    const acting = files.filter(({ file, text }) => /^app\/routes\//.test(file) && /export (?:async function|const) action\b/.test(text) && /\btoken: z\.|\btoken,|ACTION_FIELDS|CommandFields|(?:perform|settle)Action\(/.test(codeOf(text)))
    expect(acting.length).toBeGreaterThan(30)
    // A hold of the law on a case and a change of a rule move no money and open no account.
    expect(acting.filter(({ text }) => !/\b(?:requireFormToken|actOn)\(/.test(codeOf(text))).map(({ file }) => file).sort()).toEqual(['app/routes/_staff.cases.$caseId.tsx', 'app/routes/_staff.rules.$ruleId.tsx'])
  })
  it('S73: nothing is remembered in the browser', () => {
    expect(find(/^app\//, /localStorage|indexedDB/)).toEqual([])
  })
  it('S21: the domain has no clock and no chance', () => {
    expect(find(/^app\/domain\//, /Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|crypto\./)).toEqual([])
  })
  it('S21: use-cases are told the time', () => {
    expect(find(/^app\/usecases\//, /Date\.now\(|new Date\(\)/)).toEqual([])
  })
  it('S37: data reaches no link or source without a helper: no href or src is built from a template', () => {
    expect(find(/^app\/(components|routes)\//, /\b(href|src)=\{`?[^}]*https?:/)).toEqual([])
  })
  it('S13: transactions are opened by use-cases and by what keeps sessions, jobs and the edge going', () => {
    expect(find(/^app\/(routes|components|domain)\/|^db\/queries\//, /\.write\(|\.transaction\(/)).toEqual([])
  })
  it('S43: redirects go to fixed paths or through the one helper', () => {
    const redirects = files.flatMap(({ file, text }) =>
      /^app\/routes\//.test(file) ? [...codeOf(text).matchAll(/\bredirect(?:Document)?\(([^,)]*)/g)].map((match) => ({ file, to: (match[1] ?? '').trim() })) : [],
    )
    const isSafe = (to: string) => /^'\/[^/]/.test(to) || to === "'/'" || /^localPath\(|^confirmPath\(|^`\/[a-z]/.test(to) || to.startsWith('mustChangePassword ?') || to === 'next' || to === 'chosen'
    expect(redirects.filter(({ to }) => !isSafe(to))).toEqual([])
  })
  it('is named in kebab-case', () => {
    expect(files.map(({ file }) => file.split('/').at(-1) ?? '').filter((name) => !/^(?:[a-z0-9$]+(?:[-.][a-z0-9$]+)*|_[\w.$-]+)\.(ts|tsx|mjs)$/i.test(name))).toEqual([])
  })
})
