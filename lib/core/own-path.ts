const PLACEHOLDER = 'http://own.invalid'

/**
 * The given address when it is a path of this site, else the front page; prevents open redirects. Browsers read
 * `//host`, `/\host` and `/<tab>/host` as other sites, so the URL parser decides, not the first character.
 */
export function ownPath(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/') || !URL.canParse(value, PLACEHOLDER)) return '/'
  const url = new URL(value, PLACEHOLDER)
  const path = url.pathname + url.search + url.hash
  // `/.//host` parses to the path `//host`, which as a link is another site again.
  return url.origin === PLACEHOLDER && !path.startsWith('//') ? path : '/'
}

/** Pages of the sign-in flow: returning to one would ask a signed-in owner to sign in. */
const SIGN_IN_PAGES = /^\/m\/(sign-in|register|forgot|enter)(?=[/?#]|$)/

/** As `ownPath` for owners' pages: a path below /m, else their front page. */
export function ownerPath(value: unknown): string {
  const path = ownPath(value)
  return /^\/m(?=[/?#]|$)/.test(path) && !SIGN_IN_PAGES.test(path) ? path : '/m'
}
