import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { api, routes } from '@/lib/api'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import type { Route } from '@/lib/server/http/define-route'
import { requestListener } from '@/lib/server/http/request-listener'

export { routes }

/** Faults of a declaration. */
export function faultsOf({ endpoint }: Route): string[] {
  const name = `${endpoint.method} ${endpoint.path}`
  const actionless = (endpoint.auth === 'staff') !== Boolean(endpoint.action)
  const misplaced = endpoint.path.startsWith('/api/console/') !== (endpoint.auth === 'staff')
  const foreign = !/^\/api\/(console|v1)\//.test(endpoint.path)
  const twice = routes.filter((other) => sameCall(other.endpoint, endpoint)).length > 1
  return [
    ...(actionless ? [`${name}: auth and action do not agree`] : []),
    ...(misplaced ? [`${name}: staff routes live below /api/console only`] : []),
    ...(foreign ? [`${name}: is neither of the console nor of v1`] : []),
    ...(twice ? [`${name}: is declared twice`] : []),
  ]
}

const shapeOf = (path: string) => path.replaceAll(/\{\w+\}/g, '{}')

function sameCall(one: AnyEndpoint, other: AnyEndpoint): boolean {
  return one.method === other.method && shapeOf(one.path) === shapeOf(other.path)
}

export type ListeningApi = { origin: string; close(): void }

/** The whole API on a socket, with the production server's request listener. */
export async function listen(): Promise<ListeningApi> {
  const noPages = async (_: http.IncomingMessage, response: http.ServerResponse) =>
    void response.writeHead(404).end()
  const server = http.createServer(requestListener(api, noPages))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
