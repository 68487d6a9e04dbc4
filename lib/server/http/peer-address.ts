/** Written by the front door on every request, whatever the client sent. */
export const PEER_HEADER = 'x-nrmm-peer'

/**
 * Who called. Each proxy adds on the right whom it spoke to; the socket is the last of them. Past the trusted ones a
 * client may have written anything.
 */
export function peerAddress(
  socket: string,
  forwarded: string | string[] | undefined,
  trusted: number,
): string {
  const told = [forwarded ?? []].flat().join(',').split(',')
  const chain = [...told.map((part) => part.trim()).filter((part) => part !== ''), socket]
  const address = chain[Math.max(0, chain.length - 1 - trusted)] ?? socket
  return address.replace(/^::ffff:(?=\d+\.)/, '')
}
