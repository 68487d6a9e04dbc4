import type { FaultKind } from '../schema'

/** A place in the chain. The first is 1; a head with 0 is that of an empty chain. */
export type Head = { seq: bigint; hash: string }

/** The anchor beside a chain: its head, what was being sealed when it was written, and the chain's own end. */
export type Anchored = {
  head: Head
  next: Head | null
  /** The end of the chain. */
  last: Head
  /** The chain's hash at the anchored head; null: there is no such seal. */
  hashAtHead: string | null
}

/**
 * The fault of a chain that does not end where its anchor says: CUT before it, OLD after it, REPLACED with another seal in its
 * place. A crash leaves the chain at `head` or at `next`.
 */
export function anchoredFault({ head, next, last, hashAtHead }: Anchored): FaultKind | null {
  if (last.seq < head.seq) return 'TAIL_CUT'
  if (head.seq > 0n && hashAtHead !== head.hash) return 'HEAD_REPLACED'
  if (last.seq === head.seq) return null
  return next && last.seq === next.seq && last.hash === next.hash ? null : 'ANCHOR_OLD'
}
