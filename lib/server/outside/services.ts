import { CircuitBreaker } from './circuit-breaker'

/** Every service that this program calls over a network, besides its database. */
export const SERVICES = [
  'storage',
  'sms',
  'wechat',
  'catalogue',
  'identity',
  'clamd',
  'audit-s3',
  'audit-syslog',
] as const
export type ServiceName = (typeof SERVICES)[number]

/**
 * How long each may take in all, in milliseconds: name, connection, answer to its last byte (docs/operations.md). Those of the
 * catalogue, the identity service and clamd are settings (lib/server/env.ts), since they are other people's programs.
 */
export const TIME_OF = {
  // A person waits; WeChat answers within tenths of a second or not at all.
  wechat: 3_000,
  // A job waits. The provider's own client gives up a silent answer after ten seconds.
  sms: 15_000,
  // A photo of some MB within the country; larger files get more by their size (lib/server/files/bucket.ts).
  storage: 15_000,
  // Jobs wait, and try again after a pause (lib/features/audit/commands/deliver.ts).
  'audit-s3': 10_000,
  'audit-syslog': 10_000,
} satisfies Partial<Record<ServiceName, number>>

const breakers = new Map<ServiceName, CircuitBreaker>()

/** One for each service in this process: it counts the failures of all calls. */
export function breakerOf(name: ServiceName): CircuitBreaker {
  const known = breakers.get(name)
  if (known) return known
  const created = new CircuitBreaker()
  breakers.set(name, created)
  return created
}

/** Every service is asked again, as after a restart. */
export function closeCircuits(): void {
  breakers.clear()
}
