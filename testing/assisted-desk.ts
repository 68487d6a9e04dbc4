import { assistedRoutes } from '@/lib/features/assisted/routes'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { newPersonNumber } from '@/prisma/factories/identity'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute, fetchRoute, type RouteAnswer } from './call-route'
import { machinePhoto } from './photos/draw'
import type { StaffSession } from './staff-session'

export type Answered<T> = T & {
  code?: string
  detail?: string
  errors?: { path: string; code: string; message: string }[]
}
type Owner = {
  name: string
  idNumber: string
  type?: 'PERSON' | 'UNIT'
  contact?: object
  correctName?: boolean
}

const SLOTS = ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR', 'MACHINE_PLATE']
const LEAST = {
  kind: 'MACHINE',
  districtCode: '110101',
  placeCode: 'CONSTRUCTION_SITE',
  hasNameplate: true,
  machine: { categoryCode: 'BULLDOZER' },
  engine: { fuelCode: 'DIESEL' },
}

export const newOwner = (name = '王大爷'): Owner => ({ name, idNumber: newPersonNumber() })

/** Calls a route of the counter as this officer. */
export function atDesk<T = FilingDto>(
  officer: StaffSession,
  route: Route,
  id = '',
  body?: unknown,
): Promise<RouteAnswer<Answered<T>>> {
  return callRoute(route, { params: { id }, body, headers: officer.headers })
}

export function start(officer: StaffSession, owner: Owner) {
  return atDesk(officer, assistedRoutes.startAssisted, '', { type: 'PERSON', ...owner })
}

/** A draft with everything that a submission needs, except the statement. */
export async function filledIn(
  officer: StaffSession,
  owner: Owner,
  content: object = {},
): Promise<FilingDto> {
  const { body: draft } = await start(officer, owner)
  const photos = await Promise.all(
    SLOTS.map(async (slot) => ({ slot, photoId: (await makePhoto(db(), draft.filerId)).id })),
  )
  const body = { ...LEAST, photos, ...content }
  return (await atDesk(officer, assistedRoutes.patchAssisted, draft.id, body)).body
}

export function printed(officer: StaffSession, id: string): Promise<Response> {
  return fetchRoute(assistedRoutes.printStatement, { params: { id }, headers: officer.headers })
}

export async function attached(officer: StaffSession, id: string) {
  const content = await machinePhoto(7)
  const file = { content, name: '确认书.jpg', type: 'image/jpeg' }
  return callRoute<Answered<{ statement: { state: string; url: string } }>>(assistedRoutes.attachStatement, {
    params: { id },
    file,
    headers: officer.headers,
  })
}

/** Filled in, printed, signed, submitted. */
export async function submitted(
  officer: StaffSession,
  owner: Owner,
  content: object = {},
): Promise<FilingDto> {
  const { id } = await filledIn(officer, owner, content)
  await printed(officer, id)
  await attached(officer, id)
  return (await atDesk(officer, assistedRoutes.submitAssisted, id)).body
}
