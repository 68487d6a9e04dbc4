import { blindIndex, encrypt, randomToken } from '@/lib/server/secrets/secrets'
import type { Rows } from './rows'
import { idAt } from './sequence'
import { addAudit, addNotices, addReturn, type Story, type Told } from './story-parts'

type Outcome = Pick<Told, 'machineId' | 'pickupId'>
const NOTHING: Outcome = { machineId: null, pickupId: null }

/** What became of the last submission. */
export function addOutcome(rows: Rows, story: Story, filingId: string, revision: number): Outcome {
  const { status } = story
  if (status === 'DRAFT' || status === 'SUBMITTED') return NOTHING
  if (status === 'WITHDRAWN') {
    addAudit(rows, story, filingId, 'withdraw', story.withdrawnAt ?? story.submittedAt, story.filerId)
    return NOTHING
  }
  const staffId = must(story.reviewerId, 'reviewerId')
  const at = story.reviewedAt ?? story.submittedAt
  const claimedAt = story.claimedAt ?? (story.reviewedAt ? new Date(at.getTime() - 300_000) : at)
  addAudit(rows, story, filingId, 'claim', claimedAt, staffId)
  if (status === 'IN_REVIEW') return NOTHING
  if (status === 'RETURNED') {
    addReturn(rows, story, filingId, {
      revision,
      staffId,
      claimedAt,
      at,
      reasons: must(story.reasons, 'reasons'),
    })
    return NOTHING
  }
  const granted = status !== 'DECLINED'
  const kind = granted ? 'APPROVED' : 'DECLINED'
  const decisionId = idAt(at)
  const comment = (granted ? story.comment : story.declineReason) ?? null
  const decision = {
    id: decisionId,
    filingId,
    revision,
    kind,
    staffId,
    comment,
    claimedAt,
    decidedAt: at,
  } as const
  rows.decisions.push(decision)
  addNotices(rows, story, filingId, kind, at, decisionId)
  if (!granted) {
    addAudit(rows, story, filingId, 'decline', at, staffId)
    return NOTHING
  }
  const made = addMachine(rows, story, filingId, at)
  const { registrationNumber, machineId } = made
  const seriesId = must(story.number, 'number').seriesId
  addAudit(rows, story, filingId, 'approve', at, staffId, {
    registrationNumber,
    machineId,
    seriesId,
    revision,
  })
  if (status === 'COLLECTED') addCollection(rows, story, filingId, made)
  return { machineId: made.machineId, pickupId: made.pickupId }
}

type Made = { machineId: string; pickupId: string; registrationNumber: string }

function addMachine(rows: Rows, story: Story, filingId: string, at: Date): Made {
  const { seriesId, body } = must(story.number, 'number')
  const { bureauId, code } = must(story.pickup, 'pickup')
  const emissionStage = story.emissionStage ?? 'X'
  const registrationNumber = `${emissionStage}-${body}`
  const machineId = idAt(at)
  const pickupId = idAt(at)
  rows.machines.push({
    id: machineId,
    filingId,
    ownerId: story.ownerId,
    seriesId,
    numberBody: body,
    emissionStage,
    content: story.content,
    checkToken: randomToken(24),
    registeredAt: at,
  })
  rows.numbers.push({ machineId, number: registrationNumber, validFrom: at })
  const codes = { code: encrypt('pickup.code', pickupId, code), codeIndex: blindIndex('pickup', code) }
  rows.pickups.push({ id: pickupId, filingId, machineId, bureauId, ...codes, createdAt: at, items: [] })
  return { machineId, pickupId, registrationNumber }
}

function addCollection(rows: Rows, story: Story, filingId: string, made: Made): void {
  const { at, staffId, kind, name, idNumber, items } = must(story.collected, 'collected')
  const pickup = must(
    rows.pickups.find(({ id }) => id === made.pickupId),
    'pickup row',
  )
  pickup.collectedAt = at
  pickup.collectorKind = kind
  pickup.collectorName = name
  pickup.collectorIdNumber = idNumber ? encrypt('pickup.collectorIdNumber', made.pickupId, idNumber) : null
  pickup.collectorCheck = idNumber ? 'SHOWN' : 'NONE'
  pickup.items = items
  pickup.handedOverById = staffId
  addPrints(rows, story, made, staffId, new Date(at.getTime() - 120_000))
  addNotices(rows, story, filingId, 'COLLECTED', at, null)
  const identity = kind === 'OTHER' ? 'PROOF' : 'NONE'
  const details = { pickupId: made.pickupId, collector: kind, identity, items }
  addAudit(rows, story, filingId, 'handOver', at, staffId, details)
}

const PAPERS = {
  NUMBER_STRIP: 'number-strip',
  COLLECTION_CARD: 'collection-card',
  COLLECTION_FORM: 'collection-form',
  MARKING_GUIDE: 'marking-guide',
} as const
const KINDS = ['NUMBER_STRIP', 'COLLECTION_CARD', 'COLLECTION_FORM', 'MARKING_GUIDE'] as const

/** The first copy of each paper, recorded as printing records it. */
function addPrints(rows: Rows, story: Story, made: Made, staffId: string, printedAt: Date): void {
  const { machineId, registrationNumber } = made
  for (const kind of KINDS) {
    rows.prints.push({ id: idAt(printedAt), machineId, kind, copyNumber: 1, staffId, printedAt })
    rows.audit.push({
      at: printedAt,
      actorKind: 'STAFF',
      actorId: staffId,
      action: 'document.print',
      subjectType: 'machine',
      subjectId: machineId,
      districtCode: story.content.districtCode,
      details: { document: PAPERS[kind], copyNumber: 1, registrationNumber },
    })
  }
}

function must<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`a filing in this status needs ${name}`)
  return value
}
