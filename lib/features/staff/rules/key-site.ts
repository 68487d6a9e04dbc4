/** Where security keys work: `id` is what a key is bound to (WebAuthn's RP ID), `origin` what a browser must say. */
export type KeySite = { id: string; origin: string }

/**
 * The site that keys are registered for: the server's own public address, never what a request says. Browsers offer keys
 * only at names, not at bare IP addresses, and only over HTTPS or on this machine itself (WebAuthn, 5.1.2 and 13.4.9).
 * @param publicUrl PUBLIC_URL
 * @returns null where no browser would use a key
 */
export function keySiteOf(publicUrl: string): KeySite | null {
  const { protocol, hostname, origin } = new URL(publicUrl)
  const isAddress = hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
  const usable = protocol === 'https:' ? !isAddress : hostname === 'localhost'
  return usable ? { id: hostname, origin } : null
}
