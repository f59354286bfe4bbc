import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { AppConfig } from './config.ts'

export const CSP_REPORT_PATH = '/csp-report'

/** A fresh nonce of 128 random bits. */
function newNonce(): string {
  return randomBytes(16).toString('base64')
}

/**
 * The content security policy of one answer (S39). Inline style attributes are allowed because Mantine and recharts position with them;
 * style elements and scripts need the nonce. `isDevelopment` lets the reload socket and the style elements of `npm run dev` through.
 */
function contentSecurityPolicy(nonce: string, isDevelopment = false): string {
  const style = isDevelopment ? `'self' 'unsafe-inline'` : `'self' 'nonce-${nonce}'`
  return [
    `default-src 'self'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src ${style}`,
    `style-src-elem ${style}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self'`,
    `font-src 'self'`,
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `frame-src 'none'`,
    `frame-ancestors 'none'`,
    `form-action 'self'`,
    `report-uri ${CSP_REPORT_PATH}`,
  ].join('; ')
}

/** Puts the headers of S39 and S40 on every answer, errors included, and leaves the nonce in `res.locals.nonce`. */
export function securityHeaders(config: Pick<AppConfig, 'isHttps' | 'mode'>): RequestHandler {
  return (_req, res, next) => {
    const nonce = newNonce()
    res.locals.nonce = nonce
    res.setHeader('Content-Security-Policy', contentSecurityPolicy(nonce, config.mode === 'development'))
    res.setHeader('X-Content-Type-Options', 'nosniff')
    res.setHeader('Referrer-Policy', 'same-origin')
    res.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    res.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    res.setHeader('X-Frame-Options', 'DENY')
    res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    res.setHeader('Cache-Control', 'no-store')
    if (config.isHttps) res.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
    next()
  }
}
