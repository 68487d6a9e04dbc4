import type { IncomingMessage } from 'node:http'
import { AppError } from '@/lib/core/app-error'
import { env } from '@/lib/server/env'
import { isLoopback, wasForwarded } from './forwarded'

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i
const OWN_NAMES = ['localhost', '127.0.0.1', '[::1]']

/**
 * Judges the Host of a call: one, well formed, and a name of ours. Ours are PUBLIC_URL's, ALLOWED_HOSTS and HOST; from this machine,
 * not through a proxy, also its own (health checks, a first try). Ports are not compared: a proxy has one of its own.
 * @returns MALFORMED or MISDIRECTED, null if it may be served
 */
export function hostFault({ rawHeaders, socket }: Pick<IncomingMessage, 'rawHeaders' | 'socket'>) {
  const names = rawHeaders.filter((_, index) => index % 2 === 0)
  const hosts = rawHeaders.filter(
    (_, index) => rawHeaders[index - 1]?.toLowerCase() === 'host' && index % 2 === 1,
  )
  const name = hosts.length === 1 ? HOST.exec(hosts[0] ?? '')?.[1]?.toLowerCase() : undefined
  if (!name) return new AppError('MALFORMED', { detail: '请求头 Host 应有且只有一个，并且是有效的主机名' })
  if (ownNames().has(name)) return null
  const isHere = isLoopback(socket.remoteAddress ?? '') && !wasForwarded(names)
  if (isHere && OWN_NAMES.includes(name)) return null
  return new AppError('MISDIRECTED', {
    detail: '访问的地址不是本系统的地址。管理员请检查 PUBLIC_URL、ALLOWED_HOSTS，以及代理是否原样传递 Host',
  })
}

/** Whether a call names this machine itself, as a health check on it does. */
export function namesThisMachine(host: string): boolean {
  return OWN_NAMES.includes(HOST.exec(host)?.[1]?.toLowerCase() ?? '')
}

function ownNames(): Set<string> {
  const { PUBLIC_URL, ALLOWED_HOSTS = '', HOST = '' } = env()
  const further = ALLOWED_HOSTS.split(',').map((name) => name.trim().toLowerCase())
  const listening = HOST.includes(':') ? `[${HOST}]` : HOST
  const { hostname } = new URL(PUBLIC_URL)
  // Tried out on one machine: its names are one.
  const own = OWN_NAMES.includes(hostname) ? OWN_NAMES : [hostname]
  return new Set([...own, listening, ...further.filter((name) => name !== '')])
}
