import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { breakerOf, SERVICES } from '@/lib/server/outside/services'

type Metrics = {
  registry: Registry
  requests: Histogram<'method' | 'route' | 'status'>
  sealed: Counter
  undelivered: Gauge<'sink'>
  undeliveredSince: Gauge<'sink'>
  nationalCatalogue: Counter<'outcome'>
  identityService: Counter<'outcome'>
  virusScans: Counter<'outcome'>
  outsideCalls: Counter<'service' | 'outcome'>
  clock: Gauge
}

let created: Metrics | undefined

/** Read when it is asked for: nothing happens when a circuit closes but the next call. */
function watchCircuits(registry: Registry): void {
  new Gauge({
    name: 'outside_service_down',
    help: 'Whether a service outside is taken for down and not asked (1), by service',
    labelNames: ['service'],
    registers: [registry],
    collect() {
      for (const service of SERVICES) this.set({ service }, breakerOf(service).isOpen() ? 1 : 0)
    },
  })
}

function create(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  watchCircuits(registry)
  return {
    registry,
    requests: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer a request, by declared route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    sealed: new Counter({
      name: 'audit_events_sealed_total',
      help: 'Audit events sealed',
      registers: [registry],
    }),
    undelivered: new Gauge({
      name: 'audit_heads_undelivered',
      help: 'Heads of the audit chain that a sink has not taken yet',
      labelNames: ['sink'],
      registers: [registry],
    }),
    undeliveredSince: new Gauge({
      name: 'audit_heads_undelivered_since_seconds',
      help: 'Unix time of the oldest head that a sink has not taken yet; 0: none waits',
      labelNames: ['sink'],
      registers: [registry],
    }),
    nationalCatalogue: new Counter({
      name: 'national_catalogue_questions_total',
      help: 'Questions to the national catalogue, by how they ended (hit, miss, timeout, failure, malformed, skipped)',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    identityService: new Counter({
      name: 'identity_service_questions_total',
      help: 'Questions to the identity service, by how they ended (match, mismatch, unknown, timeout, failure, malformed, skipped)',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    virusScans: new Counter({
      name: 'virus_scans_total',
      help: 'Uploads shown to the virus scanner, by its answer (clean, found, none)',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    outsideCalls: new Counter({
      name: 'outside_calls_total',
      help: 'Calls of services outside, by service and how they ended (answered, refused, failure, timeout, skipped)',
      labelNames: ['service', 'outcome'],
      registers: [registry],
    }),
    clock: new Gauge({
      name: 'clock_behind_database_seconds',
      help: 'By how much the clock of this machine is behind the database’s; times are the database’s',
      registers: [registry],
    }),
  }
}

export function metrics(): Metrics {
  created ??= create()
  return created
}
