import { isIP } from 'node:net'

/** Set by request-listener.ts on every page request, overwriting what the client sent. */
export const PEER_HEADER = 'x-nrmm-peer'

/**
 * The caller's address. Each proxy appends the address it received the request from; the socket's peer comes last.
 * Entries before those of the trusted proxies may be forged by the client; one that is no address is nobody's.
 */
export function peerAddress(
  socket: string,
  forwarded: string | string[] | undefined,
  trusted: number,
): string {
  const entries = [forwarded ?? []].flat().join(',').split(',')
  const chain = [...entries.map((part) => part.trim()).filter((part) => part !== ''), socket]
  const address = chain[Math.max(0, chain.length - 1 - trusted)] ?? socket
  const plain = withoutMapping(address)
  return isIP(plain) ? plain : withoutMapping(socket)
}

/** An IPv4 address that a socket for both kinds shows as IPv6. */
export function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
