const PLACEHOLDER = 'http://own.invalid'

/**
 * An address to return to, if it is a path of our own; else the front page. Browsers read `//host`, `/\host` and
 * `/<tab>/host` as other sites, so the URL parser decides and not the first character.
 */
export function ownPath(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/') || !URL.canParse(value, PLACEHOLDER)) return '/'
  const url = new URL(value, PLACEHOLDER)
  const path = url.pathname + url.search + url.hash
  // After parsing, `/.//host` is the path `//host`, which as a link is another site again.
  return url.origin === PLACEHOLDER && !path.startsWith('//') ? path : '/'
}

/** Pages that lead on by themselves: going back to one would ask a signed-in owner to sign in. */
const OWNER_DOORS = /^\/m\/(sign-in|register|forgot|enter)(?=[/?#]|$)/

/** Likewise for the owner's pages: a path of ours below /m, else their front page. */
export function ownerPath(value: unknown): string {
  const path = ownPath(value)
  return /^\/m(?=[/?#]|$)/.test(path) && !OWNER_DOORS.test(path) ? path : '/m'
}
