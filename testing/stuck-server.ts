import net, { type AddressInfo } from 'node:net'
import { afterEach } from 'vitest'

const servers: { server: net.Server; sockets: Set<net.Socket> }[] = []

/** Servers that are there and of no use: `silent` takes a connection and never answers, `dripping` answers a byte a second. */
export type Stuck = 'silent' | 'dripping'

/** The beginning of an answer that would have an end in eleven days. */
const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-type: application/xml\r\ncontent-length: 1000000\r\n\r\n'

/** Until the test that calls this ends. @returns its port, and how many connections it has taken */
export async function stuckServer(how: Stuck): Promise<{ port: number; taken: () => number }> {
  const sockets = new Set<net.Socket>()
  let taken = 0
  const server = net.createServer((socket) => {
    taken += 1
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    if (how === 'silent') return socket.resume()
    const drip = setInterval(() => socket.write(' '), 1_000)
    socket.once('data', () => socket.write(ANSWER)).on('close', () => clearInterval(drip))
    return socket.resume()
  })
  servers.push({ server, sockets })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, taken: () => taken }
}

afterEach(async () => {
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
})
