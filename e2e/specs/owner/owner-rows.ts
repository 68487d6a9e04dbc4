import type { APIRequestContext, Page } from '@playwright/test'
import { Office } from '../../fixtures/decisions'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { signInByPassword } from '../../pages/owner-account'
import { submittable } from '../filing/manual-machine'

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

/** Signs in on the page and opens the path. */
export async function signedIn(page: Page, owner: Owner, path: string): Promise<void> {
  await page.goto(`/m/sign-in?next=${encodeURIComponent(path)}`)
  await signInByPassword(page, owner.phone, owner.password)
  await page.waitForURL(`**${path}`)
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
