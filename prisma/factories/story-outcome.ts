import { blindIndex, encrypt, randomToken } from '@/lib/server/secrets'
import type { Rows } from './rows'
import { uuid7 } from './sequence'
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
    addReturn(rows, story, filingId, { revision, staffId, at, reasons: must(story.reasons, 'reasons') })
    return NOTHING
  }
  const granted = status !== 'DECLINED'
  const kind = granted ? 'APPROVED' : 'DECLINED'
  const decisionId = uuid7(at)
  const comment = (granted ? story.comment : story.declineReason) ?? null
  rows.decisions.push({ id: decisionId, filingId, revision, kind, staffId, comment, decidedAt: at })
  addNotices(rows, story, filingId, kind, at, decisionId)
  if (!granted) {
    addAudit(rows, story, filingId, 'decline', at, staffId)
    return NOTHING
  }
  const made = addMachine(rows, story, filingId, at)
  addAudit(rows, story, filingId, 'approve', at, staffId, { registrationNumber: made.registrationNumber })
  if (status === 'COLLECTED') addCollection(rows, story, filingId, made)
  return { machineId: made.machineId, pickupId: made.pickupId }
}

type Made = { machineId: string; pickupId: string; registrationNumber: string }

function addMachine(rows: Rows, story: Story, filingId: string, at: Date): Made {
  const { seriesId, body } = must(story.number, 'number')
  const { bureauId, code } = must(story.pickup, 'pickup')
  const emissionStage = story.emissionStage ?? 'X'
  const registrationNumber = `${emissionStage}-${body}`
  const machineId = uuid7(at)
  const pickupId = uuid7(at)
  rows.machines.push({
    id: machineId,
    filingId,
    ownerId: story.ownerId,
    seriesId,
    numberBody: body,
    emissionStage,
    content: story.content,
    checkToken: randomToken(),
    registeredAt: at,
  })
  rows.numbers.push({ machineId, number: registrationNumber, validFrom: at })
  const codes = { code: encrypt(code), codeIndex: blindIndex('pickup', code) }
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
  pickup.collectorIdNumber = idNumber ? encrypt(idNumber) : null
  pickup.items = items
  pickup.handedOverById = staffId
  const printedAt = new Date(at.getTime() - 120_000)
  for (const document of ['NUMBER_STRIP', 'COLLECTION_CARD', 'COLLECTION_FORM', 'MARKING_GUIDE'] as const) {
    const copy = { machineId: made.machineId, kind: document, copyNumber: 1, staffId, printedAt }
    rows.prints.push({ id: uuid7(printedAt), ...copy })
  }
  addNotices(rows, story, filingId, 'COLLECTED', at, null)
  addAudit(rows, story, filingId, 'hand-over', at, staffId, { items })
}

function must<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`a filing in this status needs ${name}`)
  return value
}
