/** The unguessable part of a check address, as base64url. */
const PATH = /^\/check\/([A-Za-z0-9_-]{16,64})$/

/**
 * The token of a collection card's QR code.
 * @param origin of the registry; an address of elsewhere, or with anything besides, is none
 */
export function checkTokenOf(scanned: string, origin: string): string | null {
  const text = scanned.trim()
  if (!text.startsWith(`${origin}/`)) return null
  return PATH.exec(text.slice(origin.length))?.[1] ?? null
}
