/**
 * The content security policy of a page. Only scripts and style sheets that carry this request's nonce run, and what
 * such a script loads itself. Style attributes stay allowed: they are set by the component library and run nothing.
 * @param development Next's development server evaluates code and writes style sheets without a nonce
 */
export function pagePolicy(nonce: string, development: boolean): string {
  const once = `'nonce-${nonce}'`
  return policyText({
    'default-src': ["'self'"],
    'script-src': ["'self'", once, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", development ? "'unsafe-inline'" : once],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'font-src': ["'self'", 'data:'],
    // The print view frames our own PDFs.
    'frame-src': ["'self'"],
    'frame-ancestors': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
  })
}

/** An answer of the API is never a document that runs or shows anything. */
export const API_POLICY = policyText({
  'default-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
})

/** Printed papers are shown inside our own print view. */
export const PAPER_POLICY = policyText({ 'frame-ancestors': ["'self'"] })

/** The same for every answer: pages, API and files. */
export const COMMON_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
}

/** Two years; sent only where we are reached by HTTPS. */
export const TRANSPORT_SECURITY = 'max-age=63072000'

function policyText(directives: Record<string, string[]>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}
