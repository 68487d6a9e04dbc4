import type { QueueRow } from '@/lib/features/filing/schema/console'

/** What is to be done with claimed filings, before it is confirmed. */
export type HeldPlan = {
  rows: readonly QueueRow[]
  /** Who gets them; null: they go back into the queue. */
  to: { id: string; name: string } | null
  note: string
}
