import net, { type AddressInfo } from 'node:net'

/** A way to a server that can be cut as a network cuts it: nothing arrives any more, and nobody is told. */
export type TcpProxy = {
  /** The given URL, by way of this proxy. */
  url(target: string): string
  /** From now on nothing is passed on, in either direction; new connections are taken, as by a firewall that is only slow. */
  swallow(): void
  /**
   * New connections work again. What was swallowed arrives late (`late`), as after retransmissions; or never (`lost`), as behind a
   * firewall that has forgotten the old connections.
   */
  restore(old: 'late' | 'lost'): void
  close(): Promise<void>
}

type Pair = { sides: [net.Socket, net.Socket]; lost: boolean }

export async function startTcpProxy(port: number, host = '127.0.0.1'): Promise<TcpProxy> {
  const pairs = new Set<Pair>()
  let swallowing = false

  const server = net.createServer((near) => {
    const far = net.connect(port, host)
    const pair: Pair = { sides: [near, far], lost: false }
    pairs.add(pair)
    pass(near, far, pair)
    pass(far, near, pair)
    if (swallowing) for (const side of pair.sides) side.pause()
  })

  function pass(from: net.Socket, to: net.Socket, pair: Pair): void {
    from.on('data', (bytes) => {
      if (!pair.lost) to.write(bytes)
    })
    from.on('error', () => undefined)
    from.on('close', () => {
      // The end of a connection is swallowed as well.
      if (swallowing || pair.lost) return
      pairs.delete(pair)
      to.destroy()
    })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.address() as AddressInfo
  return {
    url(target) {
      const through = new URL(target)
      through.host = `127.0.0.1:${own}`
      return through.href
    },
    swallow() {
      swallowing = true
      for (const { sides } of pairs) for (const side of sides) side.pause()
    },
    restore(old) {
      swallowing = false
      for (const pair of pairs) {
        pair.lost = old === 'lost'
        for (const side of pair.sides) if (old === 'late') side.resume()
      }
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const { sides } of pairs) for (const side of sides) side.destroy()
      await closed
    },
  }
}
