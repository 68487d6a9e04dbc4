/** Who can reach the server, and what of the demo world may exist there: its passwords are published. */
import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { PUBLISHED_PASSWORD } from '@/prisma/seed/published-password'
import { PlainError } from './say'

export interface Reach {
  /** The address the server listens on; undefined: all addresses of this machine. */
  host: string | undefined
  /** Other machines can reach it, directly or through a proxy. */
  exposed: boolean
  demoPassword: string
}

export interface ReachSettings {
  HOST: string | undefined
  TRUSTED_PROXIES: string | undefined
  DEMO_ON_NETWORK: string | undefined
  DEMO_PASSWORD: string | undefined
}

const LOOPBACK = '127.0.0.1'

/** @throws PlainError unless it is an address of IP or `localhost` */
function readHost(text: string): string {
  const host = text === 'localhost' ? LOOPBACK : text
  if (isIP(host) === 0) {
    throw new PlainError(`HOST 应为 IP 地址，例如 127.0.0.1（仅本机）或 0.0.0.0（所有地址），现为“${text}”。`)
  }
  return host
}

const isLoopback = (host: string) => host.startsWith('127.') || host === '::1'

/**
 * With the demo world the server listens on 127.0.0.1 unless told otherwise; beyond it only with DEMO_ON_NETWORK=yes,
 * and then with a password that is nowhere published: DEMO_PASSWORD, or a random one of this start.
 * @throws PlainError naming the setting and the ways out
 */
export function readReach(seed: 'demo' | 'none', settings: ReachSettings): Reach {
  const host = settings.HOST === undefined ? undefined : readHost(settings.HOST)
  const listens = host ?? (seed === 'demo' ? LOOPBACK : undefined)
  const proxied = Number(settings.TRUSTED_PROXIES ?? 0) > 0
  const exposed = listens === undefined || !isLoopback(listens) || proxied
  const chosen = settings.DEMO_PASSWORD
  if (seed === 'none' || !exposed) {
    return { host: listens, exposed, demoPassword: chosen ?? PUBLISHED_PASSWORD }
  }
  if (settings.DEMO_ON_NETWORK !== 'yes') {
    const cause = proxied ? `TRUSTED_PROXIES=${settings.TRUSTED_PROXIES}` : `HOST=${settings.HOST}`
    throw new PlainError(
      `${cause} 会让其他机器访问演示数据（SEED=demo）。只在本机试用：去掉这项设置；正式使用：SEED=none；确要在网络上演示：加 DEMO_ON_NETWORK=yes，演示账号随即改用不公开的口令。`,
    )
  }
  if (chosen === PUBLISHED_PASSWORD) {
    throw new PlainError(
      'DEMO_PASSWORD 是公开的演示口令，不能在网络上使用：请换一个，或去掉这项设置以自动生成。',
    )
  }
  return { host: listens, exposed, demoPassword: chosen ?? randomBytes(12).toString('base64url') }
}
