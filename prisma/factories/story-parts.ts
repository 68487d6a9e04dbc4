import type { FilingStatus, PhotoSlot } from '../generated/enums'
import type { Content } from './content'
import type { Rows } from './rows'
import { idAt } from './sequence'

export type ShownPhoto = { slot: PhotoSlot; photoId: string }
export type Reason = { code: string; text: string; fields: string[] }

/** A submission that was returned before the present one. */
export type EarlierRound = {
  content: Content
  photos: ShownPhoto[]
  submittedAt: Date
  returnedAt: Date
  staffId: string
  reasons: Reason[]
}

/** The life of one filing up to its present status. What a status does not need is passed over. */
export type Story = {
  id?: string
  status: FilingStatus
  filerId: string
  ownerId: string
  consentAt?: Date
  content: Content
  photos: ShownPhoto[]
  createdAt: Date
  earlier?: EarlierRound[]
  submittedAt: Date
  warnAt: Date
  dueAt: Date
  /** Who has claimed it or decided on it. */
  reviewerId?: string
  claimedAt?: Date
  claimMinutes?: number
  reviewedAt?: Date
  withdrawnAt?: Date
  reasons?: Reason[]
  declineReason?: string
  comment?: string
  emissionStage?: string
  number?: { seriesId: string; body: string }
  pickup?: { bureauId: string; code: string }
  collected?: {
    at: Date
    staffId: string
    kind: 'OWNER' | 'AGENT' | 'OTHER'
    name: string
    idNumber?: string
    items: ('STICKER' | 'CARD' | 'FORM' | 'GUIDE')[]
  }
}

export type Told = { rows: Rows; filingId: string; machineId: string | null; pickupId: string | null }

/** An officer's or an owner's step in the record. */
export function addAudit(
  rows: Rows,
  story: Story,
  filingId: string,
  verb: string,
  at: Date,
  actorId: string,
  details: { [key: string]: string | number | string[] } = {},
): void {
  const byOwner = actorId === story.filerId
  rows.audit.push({
    at,
    actorKind: byOwner ? 'ACCOUNT' : 'STAFF',
    actorId,
    action: verb === 'handOver' ? 'pickup.handOver' : `filing.${verb}`,
    subjectType: 'filing',
    subjectId: filingId,
    districtCode: story.content.districtCode,
    details,
  })
}

export function addReturn(
  rows: Rows,
  story: Story,
  filingId: string,
  decided: { revision: number; staffId: string; claimedAt: Date; at: Date; reasons: Reason[] },
): void {
  const decisionId = idAt(decided.at)
  rows.decisions.push({
    id: decisionId,
    filingId,
    revision: decided.revision,
    kind: 'RETURNED',
    staffId: decided.staffId,
    claimedAt: decided.claimedAt,
    decidedAt: decided.at,
  })
  rows.reasons.push(...decided.reasons.map((reason, position) => ({ decisionId, position, ...reason })))
  addNotices(rows, story, filingId, 'RETURNED', decided.at, decisionId)
  const codes = decided.reasons.map(({ code }) => code)
  addAudit(rows, story, filingId, 'return', decided.at, decided.staffId, {
    reasons: codes,
    decisionId,
    revision: decided.revision,
  })
}

/** To the owner, and to the agent where there is one. */
export function addNotices(
  rows: Rows,
  story: Story,
  filingId: string,
  kind: 'RETURNED' | 'APPROVED' | 'DECLINED' | 'COLLECTED',
  at: Date,
  decisionId: string | null,
): void {
  for (const accountId of new Set([story.ownerId, story.filerId])) {
    rows.notices.push({ id: idAt(at), accountId, kind, filingId, decisionId, createdAt: at })
  }
}
