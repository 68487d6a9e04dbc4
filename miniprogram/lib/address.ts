/** Addresses of the registry, made and read by hand: the mini program's runtime has no `URL`. */

/** The unguessable part of a check address, as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{16,64}$/

/**
 * Where the web-view comes in. The ticket stands in the fragment, which no server and no log sees.
 * @param next path of ours below /m
 */
export function entranceUrl(base: string, ticket: string, next: string): string {
  return `${base}/m/enter#ticket=${encodeURIComponent(ticket)}&next=${encodeURIComponent(next)}`
}

/**
 * What opens when somebody scans within the mini program: of a card the owner's own page of the machine, where 信息变更 begins (who
 * is no owner of it reads so there); of a certificate its public page.
 * @returns null as `checkUrl`
 */
export function scannedUrl(base: string, scanned: string): string | null {
  const code = readCode(base, scanned)
  if (code?.path === CARD) return `${base}/m/scanned/${code.token}`
  return checkUrl(base, scanned)
}

/**
 * The public check page that a scanned code names, of a card or of a certificate.
 * @returns null for anything that is not a check address of our own origin
 */
export function checkUrl(base: string, scanned: string): string | null {
  const code = readCode(base, scanned)
  return code && base + code.path + code.token
}

/** Codes of 信息采集卡, and of 登记情况证明; the longer address first. */
const CARD = '/check/'
const PATHS = ['/check/certificate/', CARD]

function readCode(base: string, scanned: string): { path: string; token: string } | null {
  const text = scanned.trim()
  const path = PATHS.find((each) => text.startsWith(base + each))
  if (path === undefined) return null
  const token = text.slice(base.length + path.length)
  return TOKEN.test(token) ? { path, token } : null
}
