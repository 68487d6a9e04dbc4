/**
 * A unique key: 128 random bits as hex. `crypto.randomUUID` exists only in secure contexts, so not on a bureau's test
 * network over plain HTTP.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
