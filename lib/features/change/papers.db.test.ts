import { expect, test } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { documentRoutes } from '@/lib/features/document/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { readPdf } from '@/testing/read-pdf'
import { type StaffSession, staffSession } from '@/testing/staff-session'

const { printDocument: print } = documentRoutes
const { createChange } = changeRoutes

async function form(id: string, { headers }: StaffSession) {
  const document = 'collection-form.pdf'
  const response = await fetchRoute(print, { params: { id, document }, headers })
  if (response.status !== 200) return { status: response.status, text: '' }
  const pages = await readPdf(new Uint8Array(await response.arrayBuffer()))
  return { status: 200, text: pages.map(({ all }) => all).join('') }
}

test('after a move both bureaus print the form with the new place, nobody else', async () => {
  const owner = await ownerSession(db())
  const { id, machineId } = await makeFiling(db(), 'COLLECTED', { ownerId: owner.id })
  const there = await staffSession(db(), 'COUNTER', '110108')
  expect((await form(id, there)).status).toBe(404)

  const photo = await makePhoto(db(), owner.id, { stored: true })
  const place = { districtCode: '110108', placeCode: 'PORT', placeDetail: '西三旗码头' }
  const body = { type: 'PLACE', ...place, photoId: photo.id }
  const moved = await callRoute(createChange, { params: { id: machineId ?? '' }, body, token: owner.token })
  expect(moved.status).toBe(201)

  for (const who of [there, await staffSession(db(), 'COUNTER')]) {
    const { text } = await form(id, who)
    expect(text).toContain('海淀区')
    expect(text).toContain('西三旗码头')
  }
  const elsewhere = await staffSession(db(), 'COUNTER', '130202')
  expect((await form(id, elsewhere)).status).toBe(404)
})
