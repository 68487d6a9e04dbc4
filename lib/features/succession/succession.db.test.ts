import { afterAll, describe, expect, it } from 'vitest'
import { chinaDay, DAY_MS } from '@/lib/core/clock'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'
import type { MachineDto } from '@/lib/features/dossier/schema/owner'
import { noticeRoutes } from '@/lib/features/notice/routes'
import { photoRoutes } from '@/lib/features/photo/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import { HOME, successionDesk } from '@/testing/succession-desk'

import { successionRoutes } from './routes'
import type { Succession } from './schema/succession'

afterAll(stopWorkers)

const { act, complete, file, news, object, open, ownerOf, pass, supervisor, trail } =
  successionDesk<Succession>({
    ...successionRoutes,
    ...noticeRoutes,
  })

describe('a machine whose owner has died', () => {
  it('waits for objections, with the owner told and the evidence seen by officers of the area alone', async () => {
    const at = await open()
    const { status, body } = await file(at)
    expect([status, body.status, body.days, body.daysLeft]).toEqual([201, 'WAITING', 15, 15])
    expect(body.lastDay).toBe(chinaDay(new Date(Date.now() + 15 * DAY_MS)))
    expect(body.told).toMatchObject({ at: expect.any(String), readAt: null, message: 'WAITING' })
    expect(await ownerOf(at.machineId)).toBe(at.former.id)
    const [told] = await news(at.former)
    expect(told).toMatchObject({ kind: 'SUCCESSION_FILED', text: expect.stringContaining('提出异议') })
    expect(told?.text).toContain(body.lastDay)
    expect(told?.text).not.toContain('王五')
    expect((await news(at.successor))[0]).toMatchObject({ kind: 'SUCCESSION_RECEIVED' })
    const row = await db().succession.findUniqueOrThrow({ where: { id: body.id } })
    expect(row.text).not.toContain('公证')
    const { body: own } = await callRoute<MachineDto>(dossierRoutes.getMachine, {
      token: at.former.token,
      params: { id: at.machineId },
    })
    expect(own.succession).toMatchObject({
      id: body.id,
      ground: 'DEATH',
      successor: '继***五',
      objection: null,
    })
    for (const [area, seen] of [
      [HOME, 200],
      ['440106', 404],
    ] as const) {
      const { headers } = await supervisor(area)
      const one = await callRoute(successionRoutes.getSuccession, { headers, params: { id: body.id } })
      const photo = await fetchRoute(photoRoutes.staffPhoto, {
        headers,
        params: { id: body.photos[0]?.photoId ?? '' },
      })
      expect([one.status, photo.status]).toEqual([seen, seen])
    }
    const reviewer = await staffSession(db(), 'REVIEWER', HOME)
    const refused = await callRoute(successionRoutes.getSuccession, {
      headers: reviewer.headers,
      params: { id: body.id },
    })
    expect(refused.status).toBe(403)
  })

  it('goes to the heir after the days, by another than who filed it; both are told, the history names both officers', async () => {
    const at = await open()
    const filer = await supervisor()
    const { body } = await file(at, {}, filer)
    const second = await supervisor()
    expect((await complete(body.id, second)).body).toMatchObject({ code: 'STATE_CONFLICT' })
    await pass(body.id)
    const own = await complete(body.id, filer)
    expect([own.status, own.body.detail]).toEqual([403, '您受理的凭证明过户须由另一名工作人员办结'])
    expect((await complete(body.id, await supervisor('440106'))).status).toBe(404)
    expect((await complete(body.id, at.counter)).status).toBe(403)
    const done = await complete(body.id, second)
    expect([done.status, done.body.status, done.body.endedBy]).toEqual([200, 'DONE', second.name])
    expect(await ownerOf(at.machineId)).toBe(at.successor.id)
    expect((await news(at.former))[0]).toMatchObject({
      kind: 'SUCCESSION_ENDED',
      text: expect.stringContaining('您不再是该机械的所有者'),
    })
    expect((await news(at.successor))[0]?.text).toContain('已变更到您名下')
    expect(await trail(at.machineId)).toEqual([
      ['succession.file', filer.id],
      ['succession.complete', second.id],
    ])
    const { body: machine } = await callRoute<ConsoleMachine>(dossierRoutes.getConsoleMachine, {
      headers: second.headers,
      params: { id: at.machineId },
    })
    expect(machine.succession).toBeNull()
    expect(machine.history[0]).toMatchObject({
      what: `机主由“${at.former.name}”变更为“${at.successor.name}”，凭证明材料过户（机主去世）`,
      by: `${filer.name}（提出）、${second.name}（确认）`,
    })
    const { body: owned } = await callRoute<MachineDto>(dossierRoutes.getMachine, {
      token: at.successor.token,
      params: { id: at.machineId },
    })
    expect(owned.history[0]?.what).toBe('机主变更，凭证明材料过户（机主去世）')
    expect((await complete(body.id, second)).status).toBe(409)
  })

  it('waits for a decision once the owner objects; upheld in spite of it needs the reason, which both read', async () => {
    const at = await open()
    const { body } = await file(at)
    expect((await object(at.successor, at.machineId, body.id)).status).toBe(404)
    expect((await object(at.former, at.machineId, body.id)).status).toBe(201)
    expect((await object(at.former, at.machineId, body.id)).status).toBe(409)
    expect((await news(at.successor))[0]).toMatchObject({ kind: 'SUCCESSION_OBJECTED' })
    await pass(body.id)
    const officer = await supervisor()
    const unseen = await complete(body.id, officer)
    expect([unseen.status, unseen.body.code]).toEqual([409, 'VERSION_CONFLICT'])
    const bare = await complete(body.id, officer, { objections: 1 })
    expect([bare.status, bare.body.errors?.[0]?.path]).toEqual([422, 'reason'])
    expect(await ownerOf(at.machineId)).toBe(at.former.id)
    const reason = '法院判决已确认机械归新机主'
    const upheld = await complete(body.id, officer, { objections: 1, reason })
    expect(upheld.body).toMatchObject({
      status: 'DONE',
      reason,
      objections: [{ text: '我没有卖过这台机械' }],
    })
    for (const owner of [at.former, at.successor]) expect((await news(owner))[0]?.text).toContain(reason)
    const events = await db().auditEvent.findMany({ where: { subjectId: at.machineId } })
    const stored = JSON.stringify(events.map(({ details }) => details))
    for (const words of [reason, '没有卖过', '公证书']) expect(stored).not.toContain(words)
  })

  it('stays where it is when an objection at the counter convinces, or who filed it withdraws', async () => {
    const at = await open()
    const { body } = await file(at)
    const { id: photoId } = await makePhoto(db(), at.former.id)
    const recorded = await callRoute<Succession>(successionRoutes.recordObjection, {
      headers: at.counter.headers,
      params: { id: body.id },
      body: { name: '机主之女王六', text: '遗产还没有分割', photoIds: [photoId] },
    })
    expect(recorded.body).toMatchObject({
      status: 'OBJECTED',
      objections: [{ name: '机主之女王六', photos: [{ photoId }] }],
    })
    const again = await file(at)
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('正在办理凭证明过户')])
    const officer = await supervisor()
    expect(
      (await act('rejectSuccession', body.id, officer, { reason: '继承人之间有争议' })).body.status,
    ).toBe('REJECTED')
    expect((await object(at.former, at.machineId, body.id)).status).toBe(409)
    const second = (await file(at)).body
    expect((await act('withdrawSuccession', second.id, at.counter, { reason: '' })).status).toBe(422)
    const gone = await act('withdrawSuccession', second.id, at.counter, { reason: '材料不齐，改日再来' })
    expect([gone.body.status, await ownerOf(at.machineId)]).toEqual(['WITHDRAWN', at.former.id])
    expect((await news(at.successor))[0]?.text).toContain('材料不齐，改日再来')
  })
})
