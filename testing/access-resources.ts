import { db } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { makeAccount } from '@/prisma/factories/account'
import type { MadeFiling, makeFiling } from '@/prisma/factories/filing'
import { makeHolder } from '@/prisma/factories/holder'
import { makeSeries } from '@/prisma/factories/series'
import { makeBureau, makeStaff } from '@/prisma/factories/staff'
import { HOME, type Owners } from './access-actors'
import { askedRevocation } from './access-acts'
import { changeDecidedByAnother, waitingChange } from './access-changes'
import { CHECK_ROWS } from './access-checks'
import {
  assisted,
  claimsOfAnother,
  decidedByAnother,
  lookOfAnother,
  make,
  notDuplicates,
  type Resource,
  resourceOf,
} from './access-filings'
import { openDispute, unprovedAccount, waitingCorrection } from './access-identity'
import { exportOfAnother, printJobOfAnother } from './access-jobs'
import { MEMBER_ROWS } from './access-members'
import { ownersSession, signedIn } from './access-sessions'
import { openSuccession, SUCCESSION_ROWS } from './access-succession'
import { USER_ROWS } from './access-users'

type Make = (owners: Owners) => Promise<Resource>

/**
 * Creates the row of a path, longest match first. An endpoint with a parameter that is neither listed here nor an
 * enumeration fails the table, so that every new route is tested from outside its area.
 */
export const RESOURCES: [pattern: RegExp, make: Make | 'everyone'][] = [
  [/^\/api\/console\/assisted-filings\/\{id\}/, (owners) => assisted(owners)],
  [/^\/api\/console\/filings\/\{id\}\/documents/, (owners) => approved(owners)],
  [/^\/api\/console\/filings\/\{id\}\/decisions\/\{decisionId\}/, (owners) => decidedByAnother(owners)],
  [/^\/api\/console\/filings\/\{id\}\/not-duplicate/, (owners) => notDuplicates(owners)],
  [/^\/api\/console\/filings\/\{id\}\/pair/, (owners) => notDuplicates(owners)],
  [/^\/api\/console\/filings\/\{id\}\/second-look/, (owners) => lookOfAnother(owners)],
  [/^\/api\/console\/filings\/\{id\}/, (owners) => submitted(owners)],
  [/^\/api\/console\/changes\/\{id\}\/decisions\/\{decisionId\}/, (owners) => changeDecidedByAnother(owners)],
  [/^\/api\/console\/changes\/\{id\}/, (owners) => waitingChange(owners)],
  [/^\/api\/console\/corrections\/\{id\}/, () => waitingCorrection()],
  ...SUCCESSION_ROWS,
  ...USER_ROWS,
  [/^\/api\/console\/machines\/\{id\}/, async (owners) => machineOf(await make('APPROVED', owners))],
  // An account is of no area: whoever has its document at the desk proves it.
  [/^\/api\/console\/accounts\/\{id\}/, () => unprovedAccount()],
  [/^\/api\/console\/disputes\/\{id\}/, () => openDispute()],
  [/^\/api\/console\/holders\/\{id\}/, () => waitingHolder()],
  [/^\/api\/console\/pickups\/\{id\}/, async (owners) => pickupOf(await make('APPROVED', owners))],
  [/^\/api\/console\/photos\/\{id\}/, async (owners) => photoOf(await make('SUBMITTED', owners))],
  [/^\/api\/console\/reviewers\/\{id\}/, (owners) => claimsOfAnother(owners)],
  [
    /^\/api\/console\/me\/absences\/\{absenceId\}/,
    async () => ({ ...(await absentReviewer()), ofAnother: true }),
  ],
  [/^\/api\/console\/me\/sessions\/\{sessionId\}/, async () => ({ ...(await signedIn()), ofAnother: true })],
  [/^\/api\/console\/me\/keys\/\{keyId\}/, async () => ({ ...(await withKey()), ofAnother: true })],
  [/^\/api\/console\/staff\/\{id\}\/sessions/, () => signedIn()],
  [/^\/api\/console\/staff\/\{id\}\/absences/, () => absentReviewer()],
  [/^\/api\/console\/staff\/\{id\}/, () => colleague()],
  [/^\/api\/console\/bureaus\/\{id\}/, () => bureau()],
  [/^\/api\/console\/series\/\{id\}/, () => series()],
  [
    /^\/api\/console\/pending-acts\/\{id\}\/withdraw/,
    async (owners) => ({ ...(await askedRevocation(owners)), ofAnother: true }),
  ],
  [/^\/api\/console\/pending-acts\/\{id\}/, (owners) => askedRevocation(owners)],
  [/^\/api\/console\/alerts\/\{id\}/, () => overdueAlert()],
  [/^\/api\/console\/watches\/\{id\}/, 'everyone'],
  [/^\/api\/console\/exports\/\{id\}/, () => exportOfAnother()],
  [/^\/api\/console\/print-jobs\/\{id\}/, () => printJobOfAnother()],
  // One's own only, whatever the area: saved-search.db.test.ts.
  [/^\/api\/console\/saved-searches\/\{id\}/, 'everyone'],
  // The catalogue belongs to no area: every administrator may access it.
  [/^\/api\/console\/catalogue\/imports\/\{id\}/, () => catalogueImport()],
  [/^\/api\/console\/catalogue\/entries\/\{id\}/, () => catalogueEntry()],
  [/^\/api\/console\/settings\/lists\/\{list\}\/items\/\{code\}/, 'everyone'], // Lists are the same for everyone.
  [/^\/api\/v1\/filing-batches\/\{id\}/, (owners) => checkedBatch(owners)],
  [/^\/api\/v1\/filings\/\{id\}/, (owners) => filingOf('DRAFT', owners)],
  [/^\/api\/v1\/photos\/\{id\}/, async (owners) => photoOf(await make('DRAFT', owners))],
  [/^\/api\/v1\/me\/sessions\/\{id\}/, (owners) => ownersSession(owners)],
  ...MEMBER_ROWS,
  [/^\/api\/v1\/notices\/\{id\}/, async (owners) => noticeOf(await make('RETURNED', owners))],
  [/^\/api\/v1\/changes\/\{id\}/, (owners) => waitingChange(owners)],
  [/^\/api\/v1\/machines\/\{id\}\/changes/, async (owners) => machineOf(await make('COLLECTED', owners))],
  [/^\/api\/v1\/machines\/\{id\}/, async (owners) => machineOf(await make('APPROVED', owners))],
  ...CHECK_ROWS,
]

async function filingOf(status: Parameters<typeof makeFiling>[1], owners: Owners): Promise<Resource> {
  return resourceOf(await make(status, owners))
}
const submitted = (owners: Owners) => filingOf('SUBMITTED', owners)
const approved = (owners: Owners) => filingOf('APPROVED', owners)

function machineOf(filing: MadeFiling): Resource {
  return { ...resourceOf(filing), params: { id: filing.machineId ?? '' }, body: { version: 1 } }
}

function pickupOf(filing: MadeFiling): Resource {
  return { ...resourceOf(filing), params: { id: filing.pickupId ?? '' } }
}

/** Stores a small picture for the row, so that a permitted reader gets one. */
async function photoOf(filing: MadeFiling): Promise<Resource> {
  const photo = await db().photo.findFirstOrThrow({ where: { id: { in: filing.photoIds } } })
  const files = await storage()
  const pixel = Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////',
    'base64',
  )
  for (const key of [photo.storageKey, photo.thumbnailKey]) await files.put(key, pixel, 'image/jpeg')
  return { ...resourceOf(filing), params: { id: photo.id } }
}

async function noticeOf(filing: MadeFiling): Promise<Resource> {
  const notice = await db().notice.findFirstOrThrow({ where: { filingId: filing.id } })
  const made = resourceOf(filing)
  return { ...made, params: { id: notice.id }, traces: [...made.traces, notice.id] }
}

/** An owner registered under a different name than in the older register. */
async function waitingHolder(): Promise<Resource> {
  const account = await makeAccount(db())
  const { id, machineIds } = await makeHolder(db(), {
    name: '旧系统机主',
    idNumber: account.idNumber,
    registrantId: account.id,
    districts: [HOME],
  })
  const state = async () => ({
    machines: await db().machine.findMany({ where: { id: { in: machineIds } } }),
    events: await db().auditEvent.count({ where: { subjectId: { in: [id, account.id, ...machineIds] } } }),
  })
  const body = { accountId: account.id, machineCount: 1 }
  return { params: { id }, body, traces: [id, account.id, ...machineIds], state }
}

async function colleague(): Promise<Resource> {
  const { id } = await makeStaff(db(), 'COUNTER', HOME)
  const state = () => db().staff.findUnique({ where: { id } })
  return { params: { id }, traces: [id], state }
}

async function withKey(): Promise<Resource> {
  const { id: staffId } = await makeStaff(db(), 'REVIEWER', HOME)
  const key = { site: 'localhost', publicKey: new Uint8Array(77), counter: 0n, createdAt: new Date() }
  const credentialId = `key-of-${staffId}`
  const { id } = await db().securityKey.create({ data: { ...key, staffId, credentialId, name: 'U 盾' } })
  const state = () => db().securityKey.count({ where: { staffId } })
  return { params: { keyId: id }, traces: [id], state }
}

async function absentReviewer(): Promise<Resource> {
  const { id } = await makeStaff(db(), 'REVIEWER', HOME)
  const day = new Date('2099-01-01')
  const days = { kind: 'LEAVE', fromDay: day, toDay: day, setById: id, setAt: new Date() } as const
  const absence = await db().staffAbsence.create({ data: { staffId: id, ...days } })
  const state = () => db().staffAbsence.findMany({ where: { staffId: id } })
  return { params: { id, absenceId: absence.id }, traces: [id, absence.id], state }
}

async function bureau(): Promise<Resource> {
  const { id } = await makeBureau(db(), HOME)
  const state = () => db().bureau.findUnique({ where: { id } })
  return { params: { id }, traces: [id], state }
}

async function series(): Promise<Resource> {
  const { id } = await makeSeries(db(), HOME)
  const state = () => db().numberSeries.findUnique({ where: { id } })
  return { params: { id }, traces: [id], state }
}

async function overdueAlert(): Promise<Resource> {
  const subject = crypto.randomUUID()
  const facts = { count: 5, oldestDueAt: '2026-11-01T00:00:00Z' }
  const where = { divisionCode: HOME, places: [HOME], subject, facts, urgency: 2, level: 0 }
  const { id } = await db().alert.create({ data: { kind: 'OVERDUE_FILINGS', ...where } })
  const state = () => db().alertSeen.count({ where: { alertId: id } })
  return { params: { id }, traces: [id], state }
}

async function catalogueEntry(): Promise<Resource> {
  const { id } = await db().catalogueEntry.create({ data: { pin: 'P', details: {}, source: '演示目录' } })
  const state = () => db().catalogueEntry.findUnique({ where: { id } })
  return { params: { id }, traces: [], everywhere: true, state }
}

/** A table with a row to mend and one that may become a draft. */
async function checkedBatch({ own }: Owners): Promise<Resource> {
  const faults = [{ path: 'kind', column: '登记类型', value: '', message: '请选择登记类型' }]
  const rows = [
    { line: 2, content: {}, faults, cells: {} },
    { line: 3, content: {} },
  ]
  const data = { accountId: own.id, fileName: '车队.xlsx', unknownColumns: [], rows: { create: rows } }
  const { id } = await db().filingBatch.create({ data })
  const state = () => db().filingBatch.findUnique({ where: { id }, include: { rows: true } })
  return { params: { id }, traces: [id], state }
}

/** Checked and waiting for confirmation. */
async function catalogueImport(): Promise<Resource> {
  const { id: staffId } = await makeStaff(db(), 'ADMINISTRATOR', HOME)
  const file = { fileName: '目录.csv', storageKey: 'catalogue/none.csv', bytes: 1 }
  const counts = { totalRows: 1, goodRows: 1, unknownColumns: [] }
  const { id } = await db().catalogueImport.create({
    data: { ...file, ...counts, status: 'CHECKED', staffId },
  })
  const state = () => db().catalogueImport.findUnique({ where: { id } })
  return { params: { id }, traces: [], everywhere: true, state }
}

/** One row of every kind in every status, so that no list of 东城区 is empty. */
export async function makeFixtures(owners: Owners): Promise<string[]> {
  const statuses = [
    'SUBMITTED',
    'IN_REVIEW',
    'RETURNED',
    'DECLINED',
    'APPROVED',
    'COLLECTED',
    'WITHDRAWN',
  ] as const
  const filings: Resource[] = []
  for (const status of statuses) filings.push(await filingOf(status, owners))
  const others = [
    await waitingChange(owners),
    await openSuccession(owners),
    await waitingHolder(),
    await waitingCorrection(),
    await assisted(owners),
    await colleague(),
    await bureau(),
    await series(),
    await askedRevocation(owners),
  ]
  return [...filings, ...others].flatMap(({ traces }) => traces)
}
