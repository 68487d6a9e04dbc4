import type { AccountActor } from '@/lib/core/actor'
import { proofOf } from '@/lib/features/account/queries'
import { certifiedFacts } from '@/lib/features/certificate/schema'
import { getConsents } from '@/lib/features/consent/queries'
import { filingContent } from '@/lib/features/content/schema/content'
import { listCorrectionsInFull } from '@/lib/features/correction/queries'
import { listDisputesInFull } from '@/lib/features/dispute/queries'
import { openMachineUser } from '@/lib/features/machine-user/queries'
import { listSuccessionsInFull } from '@/lib/features/succession-state/queries'
import { db } from '@/lib/server/database/db'
import { openIdNumber, openPhone } from '@/lib/server/secrets/personal'
import { decrypt } from '@/lib/server/secrets/secrets'
import type { OwnData } from '../rules/own-data'

/** Everything that is stored of an account under its own name, in full; of others only that they exist. */
export async function readOwnData(actor: AccountActor): Promise<OwnData> {
  const { id } = actor
  const account = await db().account.findUniqueOrThrow({ where: { id } })
  const party = { OR: [{ filerId: id }, { ownerId: id }] }
  const filings = await db().filing.findMany({
    where: party,
    orderBy: { createdAt: 'asc' },
    include: { photos: true },
  })
  const machines = await db().machine.findMany({
    where: { ownerId: id },
    orderBy: { registeredAt: 'asc' },
  })
  const changes = await db().change.findMany({
    where: { OR: [{ accountId: id }, { newOwnerId: id }] },
    orderBy: { submittedAt: 'asc' },
    include: { machine: { select: { registrationNumber: true } } },
  })
  const notices = await db().notice.findMany({ where: { accountId: id }, orderBy: { createdAt: 'asc' } })
  const sessions = await db().accountSession.findMany({
    where: { OR: [{ accountId: id, personId: null }, { personId: id }] },
    orderBy: { createdAt: 'asc' },
  })
  const places = await db().unitMember.findMany({
    where: { OR: [{ unitId: id }, { personId: id }] },
    orderBy: { since: 'asc' },
    include: { unit: { select: { name: true } } },
  })
  const joining = await db().unitRequest.findMany({ where: { personId: id }, orderBy: { createdAt: 'asc' } })
  const certificates = await db().certificate.findMany({
    where: { accountId: id },
    orderBy: { issuedAt: 'asc' },
    include: { machines: { orderBy: { position: 'asc' }, select: { facts: true } } },
  })
  const machineUsers = await db().machineUser.findMany({
    where: { accountId: id },
    orderBy: { fromDay: 'asc' },
    include: { machine: { select: { registrationNumber: true } } },
  })
  const { data: consents } = await getConsents(id)
  const subscriptions = await db().wechatConsent.findMany({ where: { accountId: id } })
  return {
    account: {
      type: account.type,
      name: account.name,
      documentKind: account.documentKind,
      idNumber: openIdNumber(account),
      phone: openPhone(account),
      registeredAt: account.registeredAt,
      wechatLinked: account.wechatIndex !== null,
      wechatMessagesLeft: subscriptions.reduce((all, { sendsLeft }) => all + sendsLeft, 0),
      proof: proofOf(account),
    },
    consents,
    filings: filings.map((filing) => ({
      number: filing.number,
      role: filing.ownerId === id ? (filing.filerId === id ? '机主' : '机主（由他人代办）') : '被委托人',
      status: filing.status,
      createdAt: filing.createdAt,
      submittedAt: filing.submittedAt,
      content: filingContent.parse(filing.content),
      photos: filing.photos.map(({ slot, photoId }) => ({ slot, photoId })),
    })),
    machines: machines.map(({ registrationNumber, status, registeredAt, content }) => ({
      registrationNumber,
      status,
      registeredAt,
      content,
    })),
    certificates: certificates.map(({ number, purpose, issuedAt, validUntil, withdrawnAt, machines }) => ({
      number,
      purpose,
      issuedAt,
      validUntil,
      withdrawnAt,
      machines: machines.map(({ facts }) => certifiedFacts.parse(facts).registrationNumber),
    })),
    machineUsers: machineUsers.map((row) => ({
      registrationNumber: row.machine.registrationNumber,
      ...openMachineUser(row),
    })),
    changes: changes.map(({ type, status, submittedAt, decidedAt, before, after, machine }) => ({
      registrationNumber: machine.registrationNumber,
      type,
      status,
      submittedAt,
      decidedAt,
      before: type === 'OWNER' ? null : before,
      after: type === 'OWNER' ? null : after,
    })),
    notices: notices.map(({ kind, createdAt, readAt, reason }) => ({ kind, createdAt, readAt, reason })),
    corrections: await listCorrectionsInFull(id),
    disputes: await listDisputesInFull(id),
    successions: await listSuccessionsInFull(id),
    units: places.map(({ unitId, unit, role, since, endedAt }) => ({
      unit: unitId === id ? null : unit.name,
      role,
      since,
      endedAt,
    })),
    joining: joining.map((one) => ({
      unitCode: decrypt('unit_request.unitCode', one.id, one.unitCode),
      state: one.state,
      createdAt: one.createdAt,
      endedAt: one.endedAt,
    })),
    signIns: sessions.map(({ createdAt, expiresAt, revokedAt, device }) => ({
      at: createdAt,
      expiresAt,
      endedAt: revokedAt,
      device,
    })),
  }
}

/** Its own uploads, with where their files are. */
export function listOwnPhotos(actor: AccountActor) {
  return db().photo.findMany({
    where: { accountId: actor.id },
    orderBy: { createdAt: 'asc' },
    select: { id: true, storageKey: true },
  })
}
