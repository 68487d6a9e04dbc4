import { noRows, type Rows } from './rows'
import { idAt } from './sequence'
import { addOutcome } from './story-outcome'
import { addAudit, addReturn, type EarlierRound, type Story, type Told } from './story-parts'

/** Turns a story into rows as the commands would have left them, audit events included. */
export function tell(story: Story): Told {
  const rows = noRows()
  const filingId = story.id ?? idAt(story.createdAt)
  addAudit(rows, story, filingId, 'create', story.createdAt, story.filerId)
  if (story.consentAt) addAudit(rows, story, filingId, 'consent', story.consentAt, story.filerId)
  for (const [index, round] of (story.earlier ?? []).entries())
    addRound(rows, story, filingId, round, index + 1)
  const revision = (story.earlier?.length ?? 0) + (story.status === 'DRAFT' ? 0 : 1)
  if (story.status !== 'DRAFT') {
    addSubmission(rows, story, filingId, { ...story, number: revision })
  }
  const outcome = addOutcome(rows, story, filingId, revision)
  rows.filings.push(filingRow(rows, story, filingId, revision))
  rows.filingPhotos.push(...story.photos.map((photo) => ({ filingId, ...photo })))
  return { rows, filingId, ...outcome }
}

function addSubmission(
  rows: Rows,
  story: Story,
  filingId: string,
  round: Pick<EarlierRound, 'content' | 'photos' | 'submittedAt'> & { number: number },
): void {
  const id = idAt(round.submittedAt)
  rows.revisions.push({
    id,
    filingId,
    number: round.number,
    content: round.content,
    submittedAt: round.submittedAt,
  })
  rows.revisionPhotos.push(...round.photos.map((photo) => ({ revisionId: id, ...photo })))
  addAudit(rows, story, filingId, 'submit', round.submittedAt, story.filerId, { revision: round.number })
}

function addRound(rows: Rows, story: Story, filingId: string, round: EarlierRound, number: number): void {
  addSubmission(rows, story, filingId, { ...round, number })
  const claimedAt = new Date(round.returnedAt.getTime() - 240_000)
  addAudit(rows, story, filingId, 'claim', claimedAt, round.staffId)
  addReturn(rows, story, filingId, { ...round, claimedAt, at: round.returnedAt, revision: number })
}

function filingRow(rows: Rows, story: Story, id: string, revision: number): Rows['filings'][number] {
  const { status } = story
  const submitted = status !== 'DRAFT'
  const claimed = status === 'IN_REVIEW'
  const claimedAt = story.claimedAt ?? story.submittedAt
  const granted = status === 'APPROVED' || status === 'COLLECTED'
  const reviewed = granted || status === 'RETURNED' || status === 'DECLINED'
  const own = rows.audit.filter(({ subjectId }) => subjectId === id)
  return {
    id,
    filerId: story.filerId,
    ownerId: story.ownerId,
    ownerConsentAt: story.consentAt ?? null,
    status,
    // A claim leaves the version as it is.
    version: own.filter(({ action }) => action !== 'filing.claim').length,
    content: story.content,
    revision,
    submittedAt: submitted ? story.submittedAt : null,
    warnAt: submitted ? story.warnAt : null,
    dueAt: submitted ? story.dueAt : null,
    reviewedAt: reviewed ? (story.reviewedAt ?? story.submittedAt) : null,
    collectedAt: status === 'COLLECTED' ? (story.collected?.at ?? null) : null,
    emissionStage: granted ? (story.emissionStage ?? 'X') : null,
    claimedById: claimed ? (story.reviewerId ?? null) : null,
    claimedAt: claimed ? claimedAt : null,
    keptForId: keptForOf(story),
    claimExpiresAt: claimed ? new Date(claimedAt.getTime() + (story.claimMinutes ?? 30) * 60_000) : null,
    createdAt: story.createdAt,
    updatedAt: own.at(-1)?.at ?? story.createdAt,
  }
}

/** Who returned it last, until it is decided otherwise. */
function keptForOf({ status, reviewerId, earlier }: Story): string | null {
  if (status === 'RETURNED') return reviewerId ?? null
  if (status !== 'SUBMITTED' && status !== 'IN_REVIEW') return null
  return earlier?.at(-1)?.staffId ?? null
}
