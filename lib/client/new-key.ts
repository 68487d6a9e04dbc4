/**
 * A key that nobody else makes: 128 random bits as hex. `crypto.randomUUID` exists in secure contexts only, which a phone
 * on a bureau's test network over plain HTTP is not.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
