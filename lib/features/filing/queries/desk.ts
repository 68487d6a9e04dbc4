import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { toParty } from '@/lib/features/account/queries'
import { changedFields, changedSlots } from '@/lib/features/content/rules/changes'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { storedChecks } from '@/lib/features/inspection/queries/stored-checks'
import { inOrder } from '@/lib/features/inspection/rules/order'
import { photoUrls } from '@/lib/features/photo/rules/photos'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { statedTextsOf } from '@/lib/features/setting/schema/adverse-acts'
import type { Tx } from '@/lib/server/database/db'
import { reviewActionsOf } from '../policy'
import { historyOf } from '../rules/history'
import { likenessChecks } from '../rules/likeness'
import { suggestStage } from '../rules/stage'
import type { DeskFiling } from '../schema/console'
import { type DeskPhotoRow, type DeskRow, findDeskRow } from './desk-row'
import { findDuplicates } from './likenesses'
import { photoChecks } from './photo-checks'
import { visitorsOf } from './presence'
import { readingOf } from './readings'

/** The part of a database client or transaction that `getDesk` needs. */
export type DeskReader = Pick<Tx, '$queryRaw' | 'setting'>

/**
 * Everything the desk shows of a filing, ID numbers and phones masked. Of a returned filing the officer sees the last
 * submission, not the owner's unfinished corrections.
 * The queries run one after another, since a transaction has one connection.
 * @throws AppError NOT_FOUND outside the area, and for drafts
 */
export async function getDesk(reader: DeskReader, actor: StaffActor, id: string): Promise<DeskFiling> {
  const row = await findDeskRow(reader, actor, id)
  if (!row) throw new AppError('NOT_FOUND')
  const { content, photos } = shownOf(row)
  const dates = await findSetting(reader, 'stage-dates', row.districtCode)
  const texts = await findSetting(reader, 'adverse-acts', row.districtCode)
  const { suggested, reason } = suggestStage(content, dates.rows)
  const history = historyOf(row)
  const duplicates = await findDuplicates(reader, actor, id)
  const stored = await storedChecks(reader, actor, row)
  const reading = await readingOf(reader, content, photos)
  return {
    ...factsOf(row),
    content,
    photos: deskPhotos(row, photos),
    owner: toParty(actor, row.owner),
    agent: row.filer.id === row.owner.id ? null : toParty(actor, row.filer),
    operatorName: row.operatorName,
    claim: claimOf(row, actor),
    passed: row.passed && { ...row.passed, at: row.passed.at.toISOString() },
    presence: await visitorsOf(reader, actor, id),
    openDecision: openDecisionOf(row, actor),
    assisted: assistedOf(row),
    enteredBefore: row.enteredBefore,
    ownerWaiting: row.ownerWaiting,
    actions: reviewActionsOf(actor, row, new Date()),
    checks: inOrder([
      ...likenessChecks(duplicates),
      ...(await photoChecks(reader, actor, id, photos)),
      ...reading.checks,
      ...stored.checks,
    ]),
    inspection: stored.state,
    readings: reading.readings,
    unread: reading.unread,
    comparisons: reading.comparisons,
    duplicates,
    suggestedStage: suggested,
    stageReason: reason,
    changes: changesOf(row),
    returnReasons: row.decisions.findLast(({ kind }) => kind === 'RETURNED')?.reasons ?? [],
    declineReason: row.decisions.find(({ kind }) => kind === 'DECLINED')?.comment ?? null,
    notes: row.notes,
    stated: { RETURN: statedTextsOf(texts, 'RETURN'), DECLINE: statedTextsOf(texts, 'DECLINE') },
    history,
    revisions: row.revisions.map(({ number, submittedAt, content, photos }) => ({
      number,
      submittedAt: submittedAt.toISOString(),
      content,
      photos: photos.map(shownPhoto),
    })),
  }
}

/** The last submission has the current district: a transfer changes the filing, not its revisions. */
function shownOf(row: DeskRow): { content: FilingContent; photos: DeskPhotoRow[] } {
  const last = row.revisions.at(-1)
  if (row.status !== 'RETURNED' || !last) return row
  return { content: { ...last.content, districtCode: row.districtCode }, photos: last.photos }
}

function factsOf(row: DeskRow) {
  const { id, number, status, version, revision, districtCode, districtName } = row
  return {
    id,
    number,
    status,
    version,
    revision,
    district: districtCode ? { code: districtCode, fullName: districtName ?? districtCode } : null,
    createdAt: row.createdAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    warnAt: row.warnAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    collectedAt: row.collectedAt?.toISOString() ?? null,
    registrationNumber: row.registrationNumber,
    emissionStage: row.emissionStage,
    machineId: row.machineId,
  }
}

function deskPhotos(row: DeskRow, photos: DeskPhotoRow[]): DeskFiling['photos'] {
  const [before, after] = row.revisions.slice(-2)
  const changed = before && after ? changedSlots(before.photos, after.photos) : new Set<string>()
  return photos.map((photo) => ({ ...shownPhoto(photo), changed: changed.has(photo.slot) }))
}

function shownPhoto(photo: DeskPhotoRow) {
  const takenAt = photo.takenAt?.toISOString() ?? null
  return { ...photo, ...photoUrls(photo.photoId, 'console'), takenAt }
}

function claimOf(row: DeskRow, actor: StaffActor): DeskFiling['claim'] {
  const { claimedById, claimedByName, claimExpiresAt } = row
  if (!claimedById || !claimExpiresAt) return null
  return {
    staffId: claimedById,
    staffName: claimedByName ?? '',
    expiresAt: claimExpiresAt.toISOString(),
    mine: claimedById === actor.id,
  }
}

function assistedOf({ assisted }: DeskRow): DeskFiling['assisted'] {
  if (!assisted) return null
  const { statementPhotoId, ...facts } = assisted
  return { ...facts, statement: statementPhotoId === null ? null : photoUrls(statementPhotoId, 'console') }
}

function openDecisionOf({ openDecision }: DeskRow, actor: StaffActor): DeskFiling['openDecision'] {
  if (!openDecision) return null
  const { staffId, takesEffectAt, ...open } = openDecision
  return { ...open, mine: staffId === actor.id, takesEffectAt: takesEffectAt.toISOString() }
}

function changesOf({ revisions }: DeskRow): DeskFiling['changes'] {
  const [before, after] = revisions.slice(-2)
  return before && after ? changedFields(before.content, after.content) : []
}
