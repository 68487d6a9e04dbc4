import { beforeAll, describe, expect, it } from 'vitest'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { DeskFiling } from '../schema/console'
import type { Note } from '../schema/note'

const { addNote: ADD, getDeskFiling: DESK, getFiling: OWN } = filingRoutes

let reviewer: StaffSession
let supervisor: StaffSession

const add = (who: StaffSession, id: string, text: string) =>
  callRoute<Note>(ADD, { params: { id }, body: { text }, headers: who.headers })

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER')
  supervisor = await staffSession(db(), 'SUPERVISOR', '110000')
})

describe('internal notes', () => {
  it('are read by the officers of the area in order, and by no owner', async () => {
    const owner = await ownerSession(db())
    const { id } = await makeFiling(db(), 'SUBMITTED', { filerId: owner.id })
    expect((await add(reviewer, id, ' 已电话联系机主 ')).status).toBe(201)
    expect((await add(supervisor, id, '请核对发动机')).status).toBe(201)
    const desk = await callRoute<DeskFiling>(DESK, { params: { id }, headers: reviewer.headers })
    expect(desk.body.notes.map(({ name, text }) => `${name}：${text}`)).toEqual([
      `${reviewer.name}：已电话联系机主`,
      `${supervisor.name}：请核对发动机`,
    ])
    const own = await callRoute(OWN, { params: { id }, token: owner.token })
    expect(own.status).toBe(200)
    expect(JSON.stringify(own.body)).not.toContain('已电话联系机主')
  })

  it('are recorded without their text, and refused empty, too long, or on another area’s filing', async () => {
    const { id } = await makeFiling(db(), 'SUBMITTED')
    await add(reviewer, id, '机主电话不通')
    const [event] = await db().auditEvent.findMany({ where: { subjectId: id, action: 'filing.note' } })
    expect(event?.actorId).toBe(reviewer.id)
    expect(JSON.stringify(event?.details)).not.toContain('电话')
    expect((await add(reviewer, id, '  ')).status).toBe(422)
    expect((await add(reviewer, id, '长'.repeat(501))).status).toBe(422)
    const stranger = await staffSession(db(), 'REVIEWER', '130202')
    expect((await add(stranger, id, '不该写进去')).status).toBe(404)
    expect((await db().filingNote.findMany({ where: { filingId: id } })).map(({ text }) => text)).toEqual([
      '机主电话不通',
    ])
  })
})
