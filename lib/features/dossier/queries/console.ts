import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaContains } from '@/lib/core/area'
import { documentNumberLabel } from '@/lib/core/identity-document'
import { idNumberFor, proofOf } from '@/lib/features/account/queries'
import { filingContent } from '@/lib/features/content/schema/content'
import { maskedUsers } from '@/lib/features/machine-user/queries'
import { inFormOrder, newestPhotos, photoUrls } from '@/lib/features/photo/rules/photos'
import { waitingActs } from '@/lib/features/second-person/queries/acts'
import { daysLeft, lastDayOf } from '@/lib/features/succession-state/rules/actions'
import { maskedPhone, openIdNumber } from '@/lib/server/secrets/personal'
import { machineActionsOf } from '../policy'
import type { ConsoleMachine } from '../schema/console'
import { collectorTextOf } from './collector'
import { historyOf } from './console-history'
import { CONSOLE_PARTS, type ConsoleReader, type ConsoleRow } from './console-row'
import { endingOf } from './ending'
import { statedWith } from './stated'

/**
 * One machine of the officer's area with content, photos, numbers and history; the owner's numbers masked. The queries
 * run one after another, since a transaction has one connection.
 * @throws AppError NOT_FOUND outside the area
 */
export async function getConsoleMachine(
  reader: ConsoleReader,
  actor: StaffActor,
  id: string,
): Promise<ConsoleMachine> {
  const row = await reader.machine.findFirst({ where: { id, ...actor.area }, include: CONSOLE_PARTS })
  if (!row) throw new AppError('NOT_FOUND')
  const pendingActs = await waitingActs(reader, actor, [id])
  return {
    id: row.id,
    registrationNumber: row.registrationNumber ?? '',
    formerNumbers: formerNumbersOf(row),
    status: row.status,
    version: row.version,
    emissionStage: row.emissionStage,
    content: filingContent.parse(row.content),
    photos: photosOf(row),
    owner: ownerOf(actor, row),
    users: maskedUsers(row.users, row.ownerId),
    assisted: await assistedOf(reader, row),
    district: row.district,
    registeredAt: row.registeredAt.toISOString(),
    registeredPrecision: row.registeredPrecision,
    ...linksOf(actor, row),
    pickup: pickupOf(row),
    history: await historyOf(reader, row),
    waitingChanges: row.changes
      .filter(({ status }) => status === 'SUBMITTED')
      .map((change) => ({ id: change.id, type: change.type })),
    succession: successionOf(row),
    ending: await endingOf(reader, row),
    actions: machineActionsOf(actor, row.status, pendingActs),
    pendingActs,
    stated: {
      REVOKE: await statedWith(reader, 'REVOKE', row.districtCode),
      CORRECT_STAGE: await statedWith(reader, 'CORRECT_STAGE', row.districtCode),
    },
  }
}

function formerNumbersOf({ numbers }: ConsoleRow): ConsoleMachine['formerNumbers'] {
  return numbers.flatMap(({ number, validFrom, validTo }) =>
    validTo ? [{ number, validFrom: validFrom.toISOString(), validTo: validTo.toISOString() }] : [],
  )
}

function ownerOf(actor: StaffActor, row: ConsoleRow): ConsoleMachine['owner'] {
  const { type, name, ...owner } = row.owner
  return {
    type,
    name,
    documentLabel: documentNumberLabel(owner.documentKind, type),
    idNumberMasked: idNumberFor(actor, openIdNumber(owner)),
    phoneMasked: maskedPhone(owner),
    registered: owner.registeredAt !== null,
    proof: owner.registeredAt
      ? { ...proofOf(owner), by: owner.provedBy && `${owner.provedBy.bureau.name} ${owner.provedBy.name}` }
      : null,
    atCounter: owner.registeredAt === null && owner.counterOwner !== null,
    formerNames: owner.formerNames.map((former) => ({
      name: former.name,
      fromAt: former.fromAt.toISOString(),
      untilAt: former.untilAt.toISOString(),
    })),
    formerNameOnCard: formerNameOnCard(row),
  }
}

/** The name that the owner had when the newest card was printed; null while that is the name, or since another owner came. */
function formerNameOnCard({ owner, prints, changes }: ConsoleRow): string | null {
  const printedAt = prints[0]?.printedAt
  if (!printedAt) return null
  const sold = changes.some(
    ({ type, status, decidedAt }) =>
      type === 'OWNER' && status === 'DONE' && decidedAt !== null && decidedAt > printedAt,
  )
  if (sold) return null
  return owner.formerNames.find(({ untilAt }) => untilAt > printedAt)?.name ?? null
}

async function assistedOf(
  reader: ConsoleReader,
  { filing }: ConsoleRow,
): Promise<ConsoleMachine['assisted']> {
  if (!filing?.assistedBureau) return null
  const ids = filing.assistantIds
  const rows = await reader.staff.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const enteredBy = rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).map(({ name }) => name)
  return { bureauName: filing.assistedBureau.name, enteredBy }
}

function successionOf({ successions: [open] }: ConsoleRow): ConsoleMachine['succession'] {
  if (!open) return null
  const { id, status, ground, ripeAt, to } = open
  const lastDay = lastDayOf(ripeAt)
  return { id, status, ground, successor: to.name, lastDay, daysLeft: daysLeft(ripeAt, new Date()) }
}

/** The filing may be in another area; the papers are printed where the machine is. */
function linksOf(actor: StaffActor, { filing, pickup, status }: ConsoleRow) {
  const opens =
    filing?.districtCode != null &&
    roleMay(actor.role, 'filing.read') &&
    areaContains(actor.divisionCode, filing.districtCode)
  const prints = roleMay(actor.role, 'document.print') && status === 'ACTIVE' && pickup !== null
  return { filingId: opens ? filing.id : null, papersOf: prints ? (filing?.id ?? null) : null }
}

function pickupOf({ pickup, filing }: ConsoleRow): ConsoleMachine['pickup'] {
  return (
    pickup && {
      bureauName: pickup.bureau.name,
      createdAt: pickup.createdAt.toISOString(),
      collectedAt: pickup.collectedAt?.toISOString() ?? null,
      collector: collectorTextOf({ pickup, filing }),
    }
  )
}

/** The newest photo of each slot, in the order of the form. */
function photosOf({ filing, changes }: ConsoleRow): ConsoleMachine['photos'] {
  const filed = filing?.photos ?? []
  const done = changes.filter(({ status, type }) => status === 'DONE' && type !== 'CANCELLATION')
  const rows = new Map(
    [...filed, ...done.flatMap(({ photos }) => photos)].map((row) => [row.photoId, row.photo]),
  )
  return inFormOrder(newestPhotos(filed, done)).flatMap(({ slot, photoId }) => {
    const photo = rows.get(photoId)
    if (!photo) return []
    const { takenAt, ...size } = photo
    const urls = photoUrls(photoId, 'console')
    return [{ slot, photoId, ...urls, ...size, takenAt: takenAt?.toISOString() ?? null }]
  })
}
