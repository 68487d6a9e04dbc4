import { expect, test } from '@playwright/test'
import { newPersonNumber } from '../../../prisma/factories/identity'
import { Instance } from '../../fixtures/instance'
import { codeSentTo } from '../../fixtures/outbox'
import { query } from '../../fixtures/query'
import { StaffClient } from '../../fixtures/staff-client'
import { PASSWORD } from '../../pages/sign-in'
import { type Approval, drain } from './drain'
import { OWNER, openOwner } from './owner-filings'
import { findPlain } from './plain-text'
import { countNumbers, findIncomplete, findLostAnswers } from './wholeness'

const CLIENTS = 8
const FILINGS = 40
/** Of the person who collects for the owner. */
const COLLECTOR_ID = newPersonNumber()

/** Serial, on an own instance: no other test uses the server that is killed. */
test.describe.configure({ mode: 'serial' })

let instance: Instance
let reviewers: StaffClient[]
let owner: Awaited<ReturnType<typeof openOwner>>
const answered: Approval[] = []

test.beforeAll(async () => {
  instance = await Instance.make()
  await instance.start()
  owner = await openOwner(instance)
  reviewers = await newReviewers(CLIENTS)
})

test.afterAll(async () => {
  await owner?.close()
  await instance?.stop()
})

/** Creates reviewers as the security administrator and signs them in. */
async function newReviewers(count: number): Promise<StaffClient[]> {
  const security = await StaffClient.signIn(instance.url, 'security', PASSWORD)
  const { body } = await security.get<{ data: { bureau: { id: string; name: string }; username: string }[] }>(
    '/staff?q=reviewer&limit=100',
  )
  const bureauId = body.data.find(({ username }) => username === 'reviewer')?.bureau.id
  const clients: StaffClient[] = []
  for (let number = 1; number <= count; number++) {
    const person = { username: `crash.${number}`, name: `审核员${number}`, role: 'REVIEWER', bureauId }
    const made = await security.post<{ password: string }>('/staff', person)
    expect(made.status).toBe(201)
    clients.push(await StaffClient.firstSignIn(instance.url, person.username, made.body.password))
  }
  return clients
}

const CRASHES: [name: string, crash: () => Promise<void>][] = [
  [
    'the web server, which is started again by itself',
    async () => {
      process.kill(instance.serverPid, 'SIGKILL')
    },
  ],
  [
    'PostgreSQL, which is started again by itself',
    async () => {
      process.kill(instance.postmasterPid, 'SIGKILL')
    },
  ],
  [
    'npm start with the web server, which somebody starts again',
    async () => {
      await instance.killAll()
      await instance.start()
    },
  ],
]

for (const [name, crash] of CRASHES) {
  test(`eight clients approve while SIGKILL ends ${name}`, async () => {
    await owner.file(FILINGS)
    const before = await countNumbers(instance.databaseUrl)

    const { approvals, refusals, retries } = await drain(reviewers, FILINGS / 4, crash)
    answered.push(...approvals)
    process.stdout.write(`  ${approvals.length} approvals answered, asked again ${retries} times\n`)

    expect(refusals).toEqual([])
    expect(retries).toBeGreaterThan(0)
    expect(approvals.length).toBeGreaterThanOrEqual(FILINGS)
    expect(new Set(approvals.map(({ filingId }) => filingId)).size).toBe(approvals.length)
    expect(new Set(approvals.map(({ registrationNumber }) => registrationNumber.slice(2))).size).toBe(
      approvals.length,
    )
    expect(await findLostAnswers(instance.databaseUrl, answered)).toEqual([])
    expect(await findIncomplete(instance.databaseUrl)).toEqual([])
    const after = await countNumbers(instance.databaseUrl)
    expect(after.given - before.given).toBe(approvals.length)
    expect(after.machines - before.machines).toBe(approvals.length)
    await expectChainIntact()
  })
}

test('decisions that wait when everything is killed take effect after the restart, each once', async () => {
  await owner.file(CLIENTS)
  const before = await countNumbers(instance.databaseUrl)
  const decided: string[] = []
  for (const reviewer of reviewers) {
    const { body: filing } = await reviewer.post<{ id: string; version: number }>('/filings/next')
    const input = { version: filing.version, verdict: 'APPROVE', emissionStage: '3' }
    expect((await reviewer.post(`/filings/${filing.id}/decisions`, input)).status).toBe(202)
    decided.push(filing.id)
  }
  const approved = `SELECT id FROM filing WHERE status = 'APPROVED' AND id = ANY($1)`
  expect(await query(instance.databaseUrl, approved, [decided])).toEqual([])
  await instance.killAll()
  await instance.start()
  await expect
    .poll(async () => (await query(instance.databaseUrl, approved, [decided])).length)
    .toBe(decided.length)
  expect(await findIncomplete(instance.databaseUrl)).toEqual([])
  const after = await countNumbers(instance.databaseUrl)
  expect(after.given - before.given).toBe(decided.length)
  expect(after.machines - before.machines).toBe(decided.length)
})

test('the counter finds by the codes that clients were told, looks closer, hands over', async () => {
  const counter = await StaffClient.signIn(instance.url, 'counter', PASSWORD)
  type Found = { data: { id: string; filingId: string }[] }
  // As many as the rate limit of look-ups allows.
  for (const { filingId, pickupCode } of answered.filter((_, index) => index % 5 === 0)) {
    const { status, body } = await counter.post<Found>('/pickups/lookup', { code: pickupCode })
    expect(status).toBe(200)
    expect(body.data.map((pickup) => pickup.filingId)).toContain(filingId)
  }
  const { phone, idNumber, name } = OWNER
  await counter.post('/pickups/lookup', { idTail: idNumber.slice(-4), name })
  const found = await counter.post<Found>('/pickups/lookup', { phone })
  const pickupId = found.body.data[0]?.id
  const revealed = await counter.post<{ idNumber: string }>(`/pickups/${pickupId}/reveal`, { party: 'OWNER' })
  // The counter reads the number from the card.
  expect(revealed.body).toEqual({ idNumber: '******', phone })
  const collector = { kind: 'OTHER', name: '钱代领', idNumber: COLLECTOR_ID }
  const handed = await counter.post(`/pickups/${pickupId}/hand-over`, {
    collector,
    items: ['STICKER', 'CARD'],
  })
  expect(handed.status).toBe(200)
})

test('nothing personal stands in the clear, neither in the database nor in what the server printed', async () => {
  const { name, idNumber, phone, password } = OWNER
  const sent = codeSentTo(instance.dataDir, phone, 'REGISTER')
  const divisions = await query<{ code: string }>(instance.databaseUrl, 'SELECT code FROM division')
  const known = new Set(divisions.map(({ code }) => code))
  // Six digits may happen to be a division code, which occurs everywhere.
  const codes = [sent, ...answered.map(({ pickupCode }) => pickupCode)].filter((code) => !known.has(code))
  const secrets = [idNumber, COLLECTOR_ID, phone, password, ...codes]
  const printed = instance.output
  const isPrinted = (value: string) => new RegExp(`(?<![0-9A-Za-z.])${value}(?![0-9A-Za-z])`).test(printed)
  // Proves that the search works: names are stored unencrypted.
  expect(await findPlain(instance.databaseUrl, [name])).toContain(`public.account.name: ${name}`)
  expect(printed).toContain('"route":"/api/console/pickups/lookup"')

  expect(await findPlain(instance.databaseUrl, secrets)).toEqual([])
  expect(secrets.filter(isPrinted)).toEqual([])
})

test('audit:verify finds the record whole, and names a row that somebody changed', async () => {
  const whole = await instance.run('scripts/verify-audit.ts')
  expect(whole.output).toContain('未发现改动')
  expect(whole.code).toBe(0)

  const id = answered[0]?.filingId
  const approval = `"subjectId" = '${id}' AND action = 'filing.approve'`
  await query(
    instance.databaseUrl,
    `SET session_replication_role = replica; UPDATE audit_event SET "actorId" = NULL WHERE ${approval}`,
  )
  const [event] = await query<{ id: string }>(
    instance.databaseUrl,
    `SELECT id FROM audit_event WHERE ${approval}`,
  )
  const changed = await instance.run('scripts/verify-audit.ts')
  expect(changed.output).toMatch(new RegExp(`\\[EVENT_CHANGED\\].*记录 ${event?.id}：`))
  expect(changed.output).toContain('有 1 处异常')
  expect(changed.code).toBe(1)
})

/** The audit chain is sealed within seconds of the restart, and intact. */
async function expectChainIntact(): Promise<void> {
  const supervisor = await StaffClient.signIn(instance.url, 'supervisor', PASSWORD)
  const { status, body } = await supervisor.get<{ faults: unknown[]; sealedCount: number }>('/audit/verify')
  expect(status).toBe(200)
  expect(body).toMatchObject({ intact: true, faultCount: 0, anchored: true })
}
