import type { StaffActor } from '@/lib/core/actor'
import { chinaTime } from '@/lib/core/clock'
import { spokenNumber } from '@/lib/core/filing-number'
import { documentNumberLabel } from '@/lib/core/identity-document'
import { filingContent } from '@/lib/features/content/schema/content'
import { namesOfLists } from '@/lib/features/document/queries/paper-data'
import { getOwnFiling } from '@/lib/features/filing/queries/owner'
import { statusLabel } from '@/lib/features/filing/rules/progress'
import { db } from '@/lib/server/database/db'
import type { ReceiptData } from '../rules/receipt-paper'
import type { StatementData } from '../rules/statement-paper'

/**
 * What the statement says: what is entered now.
 * @throws AppError NOT_FOUND outside the area
 */
export async function statementData(
  actor: StaffActor,
  id: string,
): Promise<{ data: StatementData; content: unknown }> {
  const filing = await getOwnFiling(actor, id)
  const { owner, district } = await db().filing.findUniqueOrThrow({
    where: { id },
    select: {
      district: { select: { fullName: true } },
      owner: { select: { type: true, name: true, documentKind: true } },
    },
  })
  const data = {
    number: spokenNumber(filing.number),
    owner: {
      type: owner.type,
      name: owner.name,
      documentLabel: documentNumberLabel(owner.documentKind, owner.type),
    },
    content: filingContent.parse(filing),
    districtName: district?.fullName ?? '—',
    names: await namesOfLists(),
    photos: filing.photos.length,
    bureauName: actor.bureauName,
    printedBy: actor.name,
    printedAt: chinaTime(new Date()),
  }
  return { data, content: filing }
}

/**
 * What the slip says: where the filing stands, and how to ask and collect.
 * @throws AppError NOT_FOUND outside the area
 */
export async function receiptData(actor: StaffActor, id: string): Promise<ReceiptData> {
  const filing = await getOwnFiling(actor, id)
  const { assistedBureau, pickup, owner } = await db().filing.findUniqueOrThrow({
    where: { id },
    select: { owner: { select: { name: true } }, assistedBureau: true, pickup: { select: { bureau: true } } },
  })
  const office = pickup?.bureau ?? assistedBureau
  const { machine, engine, codes } = filing
  return {
    number: spokenNumber(filing.number),
    status: filing.status,
    statusText: statusLabel(filing),
    ownerName: owner.name,
    machine: filing.plate ?? codes.machineEnvCode ?? machine.serial ?? engine.serial ?? machine.model ?? '—',
    submittedAt: filing.submittedAt ? chinaTime(new Date(filing.submittedAt)) : '—',
    dueAt: filing.dueAt ? chinaTime(new Date(filing.dueAt)).slice(0, 10) : null,
    registrationNumber: filing.registrationNumber,
    reasons: filing.returnReasons.map(({ text }) => text),
    office: {
      name: office?.officeName ?? actor.bureauName,
      address: office?.address ?? '—',
      phone: office?.phone ?? '—',
      hours: office?.hours ?? '—',
    },
    printedBy: actor.name,
    printedAt: chinaTime(new Date()),
  }
}
