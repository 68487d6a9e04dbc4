import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { newPersonNumber } from '@/prisma/factories/identity'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute, fetchRoute, type RouteAnswer } from './call-route'
import { machinePhoto } from './photos/draw'
import type { StaffSession } from './staff-session'

type Answered<T> = T & {
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
type Routes = Record<
  'startAssisted' | 'patchAssisted' | 'printStatement' | 'attachStatement' | 'submitAssisted',
  Route
>

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

/** The desk of a counter that files for owners; `Filing` is what its routes answer. */
export function counterDesk<Filing extends { id: string; filerId: string }>(routes: Routes) {
  /** Calls a route as this officer. */
  const atDesk = <T = Filing>(
    officer: StaffSession,
    route: Route,
    id = '',
    body?: unknown,
  ): Promise<RouteAnswer<Answered<T>>> => callRoute(route, { params: { id }, body, headers: officer.headers })
  const start = (officer: StaffSession, owner: Owner) =>
    atDesk(officer, routes.startAssisted, '', { type: 'PERSON', ...owner })
  /** A draft with everything that a submission needs, except the statement. */
  const filledIn = async (officer: StaffSession, owner: Owner, content: object = {}): Promise<Filing> => {
    const { body: draft } = await start(officer, owner)
    const photos = await Promise.all(
      SLOTS.map(async (slot) => ({ slot, photoId: (await makePhoto(db(), draft.filerId)).id })),
    )
    return (await atDesk(officer, routes.patchAssisted, draft.id, { ...LEAST, photos, ...content })).body
  }
  const printed = (officer: StaffSession, id: string): Promise<Response> =>
    fetchRoute(routes.printStatement, { params: { id }, headers: officer.headers })
  const attached = async (officer: StaffSession, id: string) => {
    const file = { content: await machinePhoto(7), name: '确认书.jpg', type: 'image/jpeg' }
    return callRoute<Answered<{ statement: { state: string; url: string } }>>(routes.attachStatement, {
      params: { id },
      file,
      headers: officer.headers,
    })
  }
  /** Filled in, printed, signed, submitted. */
  const submitted = async (officer: StaffSession, owner: Owner, content: object = {}): Promise<Filing> => {
    const { id } = await filledIn(officer, owner, content)
    await printed(officer, id)
    await attached(officer, id)
    return (await atDesk(officer, routes.submitAssisted, id)).body
  }
  return { atDesk, start, filledIn, printed, attached, submitted }
}
