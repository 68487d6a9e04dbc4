/**
 * The content security policy of a page. Only scripts and style sheets with this request's nonce are allowed, and what
 * such a script loads. Style attributes are allowed: the component library sets them, and they execute nothing.
 * @param development Next's development server evaluates code and adds style sheets without a nonce
 */
export function pagePolicy(nonce: string, development: boolean): string {
  const nonceSource = `'nonce-${nonce}'`
  return policyText({
    'default-src': ["'self'"],
    'script-src': ["'self'", nonceSource, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", development ? "'unsafe-inline'" : nonceSource],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'font-src': ["'self'", 'data:'],
    // The print view shows our PDFs in a frame.
    'frame-src': ["'self'"],
    'frame-ancestors': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
  })
}

/** A response of the API is never a document that runs or shows anything. */
export const API_POLICY = policyText({
  'default-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
})

/** PDFs are framed by our print view. */
export const PAPER_POLICY = policyText({ 'frame-ancestors': ["'self'"] })

/** Sent with every response: pages, API and files. */
export const COMMON_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
}

/**
 * Two years, with every name below ours; nothing unless we are reached by HTTPS.
 * @param preload browsers may build the name in
 */
export function transportSecurity(publicUrl: string, preload: boolean): Record<string, string> {
  if (!publicUrl.startsWith('https:')) return {}
  return {
    'strict-transport-security': `max-age=63072000; includeSubDomains${preload ? '; preload' : ''}`,
  }
}

function policyText(directives: Record<string, string[]>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}
