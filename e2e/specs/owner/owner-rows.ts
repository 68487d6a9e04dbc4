import { randomUUID } from 'node:crypto'
import { type APIRequestContext, expect, type Page } from '@playwright/test'
import { Office } from '../../fixtures/decisions'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { submittable } from '../filing/manual-machine'

type Tokens = { accessToken: string; refreshToken: string; expiresInSeconds: number }

/** A machine that the manual's photos go with. */
export const ENTRY = {
  kind: 'MACHINE',
  districtCode: '110101',
  plate: '1203',
  codes: {},
  machine: { categoryCode: 'BULLDOZER', name: '推土机', serial: 'SD-0001' },
  engine: { fuelCode: 'DIESEL', serial: 'CNFCG309920102' },
}

/** @returns the id of a submitted filing */
export async function submitted(owner: Owner): Promise<string> {
  const { id } = await owner.post('/filings', ENTRY, 201)
  await owner.patch(`/filings/${id}`, await submittable(owner, ENTRY))
  await owner.post(`/filings/${id}/submit`)
  return id
}

/** Opens the path on a phone that has been signed in on: that is tested on its page in session.spec.ts and account.spec.ts. */
export async function signedIn(page: Page, { phone, password }: Owner, path: string): Promise<void> {
  const answer = await page.request.post('/api/v1/sessions', { data: { phone, password } })
  expect(answer.status(), phone).toBe(201)
  // A file of the site, without its programs: what they store is its origin's.
  await page.goto('/icon.svg')
  await page.evaluate(storeSession, { ...(await answer.json()), refreshKey: randomUUID() })
  await page.goto(path)
}

/** As lib/client/owner-session.ts stores it. */
function storeSession({ expiresInSeconds, ...tokens }: Tokens & { refreshKey: string }): void {
  const payload = (tokens.accessToken.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/')
  const accountId = JSON.parse(atob(payload)).sub
  const session = { ...tokens, accountId, expiresAt: Date.now() + expiresInSeconds * 1000 }
  localStorage.setItem('nrmm.owner', JSON.stringify(session))
}

/** An owner with a machine whose number has been collected. */
export async function collected(request: APIRequestContext, dataDir: string, url: string, name: string) {
  const owner = await registerOwner(request, dataDir, newPerson(name))
  const office = await Office.open(url)
  const filingId = await submitted(owner)
  const approved = await office.approveFiling(filingId, '3')
  await office.handOver(approved.pickupCode, owner.name, owner.idNumber)
  return { owner, office, filingId, ...approved }
}
