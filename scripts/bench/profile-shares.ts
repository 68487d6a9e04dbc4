/** A CPU profile of Node, as shares of whose code was running. */
import type { CpuProfile } from './inspector'

type Frame = CpuProfile['nodes'][number]
export type Shares = Map<string, number>

/** The first that fits names the frame; a frame that none fits counts for its caller. */
const OWNERS: [name: string, fits: RegExp][] = [
  ['idle', /^\(idle\)/],
  ['garbage collection', /^\(garbage collector\)/],
  ['kernel and native code', /^\(program\)/],
  ['Prisma', /node_modules\/(@prisma|prisma)\/|wasm:\/\//],
  ['jobs', /node_modules\/(pg-boss|luxon)\//],
  ['pg driver', /node_modules\/(pg|pg-pool|pg-protocol|pg-types|postgres-[a-z]+)\//],
  ['pino', /node_modules\/(pino|sonic-boom|thread-stream|pino-[a-z-]+)\//],
  ['prom-client', /node_modules\/prom-client\//],
  ['rate limiter', /node_modules\/rate-limiter-flexible\//],
  ['Next', /node_modules\/(next|react|react-dom)\//],
  ['crypto', /node:internal\/crypto/],
  ['hono and its Node adapter', /node_modules\/(hono|@hono)\//],
  ['zod', /node_modules\/zod\//],
  ["Node's fetch", /node:internal\/deps\/undici\//],
  ['our code', /\.next[^/]*\/own-server\//],
  ['pages', /\.next[^/]*\/server\//],
]

function ownerOf({ callFrame }: Frame): string | undefined {
  const text = `${callFrame.url === '' ? callFrame.functionName : callFrame.url}`
  return OWNERS.find(([, fits]) => fits.test(text))?.[0]
}

/** Milliseconds by owner, and by owner and function. */
export function attribute({ nodes, samples, timeDeltas }: CpuProfile): { shares: Shares; hot: Shares } {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const owners = new Map<number, string>()
  const walk = (node: Frame, inherited: string): void => {
    const owner = ownerOf(node) ?? inherited
    owners.set(node.id, owner)
    for (const child of node.children ?? []) {
      const frame = byId.get(child)
      if (frame) walk(frame, owner)
    }
  }
  const [root] = nodes
  if (root) walk(root, 'Node itself')
  const shares: Shares = new Map()
  const hot: Shares = new Map()
  for (const [index, id] of samples.entries()) {
    const spent = (timeDeltas[index] ?? 0) / 1000
    const owner = owners.get(id) ?? 'Node itself'
    const frame = byId.get(id)?.callFrame
    const place = `${owner}: ${frame?.functionName || '(anonymous)'} ${frame?.url.split('/').slice(-3).join('/')}`
    shares.set(owner, (shares.get(owner) ?? 0) + spent)
    hot.set(place, (hot.get(place) ?? 0) + spent)
  }
  return { shares, hot }
}

/** The largest first. */
export const descending = (shares: Shares): [string, number][] => [...shares].toSorted((a, b) => b[1] - a[1])
