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
 * The owner's own page of the machine whose card was scanned, where 信息变更 begins; who is no owner of it reads so there.
 * @returns null as `checkUrl`
 */
export function scannedUrl(base: string, scanned: string): string | null {
  const url = checkUrl(base, scanned)
  return url && `${base}/m/scanned/${url.slice(`${base}/check/`.length)}`
}

/**
 * The public check page that a scanned code names.
 * @returns null for anything that is not a check address of our own origin
 */
export function checkUrl(base: string, scanned: string): string | null {
  const start = `${base}/check/`
  const text = scanned.trim()
  if (!text.startsWith(start)) return null
  const token = text.slice(start.length)
  return TOKEN.test(token) ? start + token : null
}
