import { env } from '@/lib/server/env'

export const SINK_NAMES = ['file', 'syslog', 's3'] as const
export type SinkName = (typeof SINK_NAMES)[number]

/** A head on its way: its line, and what an object store names it by. */
export type OutgoingHead = { seq: bigint; line: string }

/**
 * A receiver of heads outside the database.
 * `send` resolves when it has taken all of them, in order; otherwise it throws, and all are sent again: a head may arrive twice,
 * and is the same then.
 */
export type Sink = { name: SinkName; send(heads: readonly OutgoingHead[]): Promise<void> }

/** Those that are set, by name. */
export function sinkNames(): SinkName[] {
  const { AUDIT_HEADS_FILE, AUDIT_SYSLOG, AUDIT_S3_BUCKET } = env()
  const set = { file: AUDIT_HEADS_FILE, syslog: AUDIT_SYSLOG, s3: AUDIT_S3_BUCKET }
  return SINK_NAMES.filter((name) => set[name] !== undefined)
}
