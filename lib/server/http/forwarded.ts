import type { IncomingMessage } from 'node:http'
import { env } from '@/lib/server/env'
import { networkTest } from './networks'
import { withoutMapping } from './peer-address'

/** What proxies add about a call they pass on; anybody else may write the same. */
const FORWARDED =
  /^(?:x-forwarded(?:-.+)?|forwarded|via|x-(?:real|client|cluster-client|original-forwarded)-.+|x-original-.+|x-rewrite-.+|true-client-ip|cf-connecting-ip|ali-cdn-real-ip)$/

const isForwarded = (name: string): boolean => FORWARDED.test(name.toLowerCase())

/** Did a proxy pass this call on, or does the caller say so? */
export function wasForwarded(names: Iterable<string>): boolean {
  for (const name of names) if (isForwarded(name)) return true
  return false
}

/**
 * Takes away what was forwarded before Next sees it, which would take its own host and protocol from it, and the names by
 * which Next and we talk to ourselves.
 */
export function dropForwarded(headers: IncomingMessage['headers']): void {
  for (const name of Object.keys(headers))
    if (isForwarded(name) || /^x-(?:middleware|invoke|nrmm)-/.test(name)) delete headers[name]
}

let ours: { list: string; has: (address: string) => boolean } | undefined

/** Whether the connection comes from where our proxies are (PROXY_ADDRESSES). */
export function isOfOurProxy({ socket }: Pick<IncomingMessage, 'socket'>): boolean {
  const list = env().PROXY_ADDRESSES
  if (ours?.list !== list) ours = { list, has: networkTest(list) }
  return ours.has(withoutMapping(socket.remoteAddress ?? ''))
}

const LOOPBACK = networkTest('127.0.0.0/8,::1')

/** Whether an address is this machine itself. */
export function isLoopback(address: string): boolean {
  return LOOPBACK(withoutMapping(address))
}
