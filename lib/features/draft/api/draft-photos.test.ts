import { describe, expect, it } from 'vitest'
import { networkError } from '@/lib/client/api-error'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { photosOfRecord } from '../rules/record'
import { type Bench, bench, picture, problem, refusal, settled } from './test-bench'

const stored = ({ server }: Bench) => server.filing?.photos.map(({ slot, photoId }) => [slot, photoId])
const shown = ({ draft }: Bench) =>
  [...photosOfRecord(draft.snapshot().record)].map(([slot, { state }]) => [slot, state])
const add = ({ draft }: Bench, ...slots: PhotoSlot[]) =>
  Promise.all(slots.map((slot) => draft.addPhoto(slot, picture(slot), `${slot}.jpg`)))

describe('a photo', () => {
  it('is on this phone at once, is uploaded and put into its slot', async () => {
    const made = bench()
    await add(made, 'BODY_FRONT')
    expect(made.shelf.record?.photos).toMatchObject([{ slot: 'BODY_FRONT', name: 'BODY_FRONT.jpg' }])
    expect(shown(made)).toEqual([['BODY_FRONT', 'waiting']])
    await made.clock.step(0)
    expect(stored(made)).toEqual([['BODY_FRONT', 'photo-1']])
    expect(shown(made)).toEqual([['BODY_FRONT', 'stored']])
    expect(made.shelf.record?.photos).toEqual([])
  })

  it('is marked as stored once the phone has written it down, not before', async () => {
    const made = bench()
    const shownPhoto = () => photosOfRecord(made.draft.snapshot().record).get('BODY_FRONT')
    const adding = add(made, 'BODY_FRONT')
    expect(shownPhoto()).toMatchObject({ state: 'waiting', onPhone: undefined })
    await adding
    expect(shownPhoto()).toMatchObject({ state: 'waiting', onPhone: true })
  })

  it('is not marked as stored by a phone that has no room', async () => {
    const made = bench()
    made.shelf.full = true
    await add(made, 'BODY_FRONT')
    expect(photosOfRecord(made.draft.snapshot().record).get('BODY_FRONT')).toMatchObject({
      onPhone: undefined,
    })
  })

  it('tells how far it is, and no more once that ended', async () => {
    const made = bench()
    made.server.next('upload', 'held')
    await add(made, 'BODY_FRONT')
    await made.clock.step(0)
    expect(made.draft.snapshot().progress.BODY_FRONT).toBe(0)
    made.server.progress?.(0.45)
    expect(made.draft.snapshot().progress.BODY_FRONT).toBe(0.45)
    made.server.release()
    await settled()
    expect(made.draft.snapshot().progress.BODY_FRONT).toBeUndefined()
  })

  it('whose upload’s answer was lost goes again under the same key', async () => {
    const made = bench()
    made.server.next('upload', 'lost')
    await add(made, 'BODY_FRONT')
    await made.clock.step(0)
    expect(made.draft.snapshot()).toMatchObject({ state: 'local', progress: {} })
    await made.clock.step(2_000)
    const keys = made.server.calls.filter(({ name }) => name === 'upload').map(({ key }) => key)
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
    expect(stored(made)).toEqual([['BODY_FRONT', 'photo-1']])
  })

  it('whose slot’s answer was lost is not uploaded again', async () => {
    const made = bench()
    made.server.next('patch', 'lost')
    await add(made, 'BODY_FRONT')
    await made.clock.step(0)
    await made.clock.step(2_000)
    expect(made.server.uploaded()).toEqual(['BODY_FRONT'])
    expect(shown(made)).toEqual([['BODY_FRONT', 'stored']])
  })
})

describe('several photos', () => {
  it('go in the order given, two at once', async () => {
    const made = bench()
    made.server.next('upload', 'held', 4)
    await add(made, 'BODY_REAR', 'BODY_FRONT', 'ENV_LABEL', 'OTHER_1')
    await made.clock.step(0)
    expect(made.server.uploaded()).toEqual(['BODY_REAR', 'BODY_FRONT'])
    made.server.release()
    await settled()
    expect(made.server.uploaded()).toEqual(['BODY_REAR', 'BODY_FRONT', 'ENV_LABEL'])
    for (let round = 0; round < 3; round += 1) {
      made.server.release()
      await settled()
    }
    expect(made.server.uploaded()).toEqual(['BODY_REAR', 'BODY_FRONT', 'ENV_LABEL', 'OTHER_1'])
    expect(stored(made)).toHaveLength(4)
    expect(made.draft.snapshot().state).toBe('saved')
  })

  it('answered in the wrong order lose none', async () => {
    const made = bench()
    made.server.next('patch', 'held', 2)
    await add(made, 'BODY_FRONT', 'BODY_REAR')
    await made.clock.step(0)
    // The later response first: the earlier one has only one of the photos.
    made.server.releaseLast()
    await settled()
    made.server.release()
    await settled()
    expect(shown(made)).toEqual([
      ['BODY_FRONT', 'stored'],
      ['BODY_REAR', 'stored'],
    ])
  })

  it('are not held up by one that is no picture', async () => {
    const made = bench()
    made.server.next('upload', problem(415, 'UNSUPPORTED_MEDIA', '不是图片'))
    await add(made, 'BODY_FRONT', 'BODY_REAR')
    await made.draft.enter({ plate: '1' })
    await made.clock.step(1_000)
    expect(stored(made)).toEqual([['BODY_REAR', 'photo-1']])
    expect(made.server.filing?.plate).toBe('1')
    const { record, state } = made.draft.snapshot()
    expect(state).toBe('saved')
    expect(record.photos).toMatchObject([{ slot: 'BODY_FRONT', fault: '不是图片' }])
    expect(photosOfRecord(record).get('BODY_FRONT')).toMatchObject({ state: 'faulty', fault: '不是图片' })
    await made.clock.step(60_000)
    expect(made.server.uploaded()).toHaveLength(2)
  })

  it('wait for the network and arrive when it is back', async () => {
    const made = bench()
    made.server.next('upload', networkError(), 2)
    await add(made, 'BODY_FRONT', 'BODY_REAR')
    await made.clock.step(0)
    expect(made.draft.snapshot().state).toBe('local')
    expect(made.shelf.record?.photos).toHaveLength(2)
    made.draft.wake()
    await made.clock.step(0)
    expect(stored(made)).toHaveLength(2)
  })
})

describe('a photo the server did not take', () => {
  it('is sent again when asked, under a key of its own', async () => {
    const made = bench()
    made.server.next('upload', problem(422, 'INVALID', '像素过大'))
    await add(made, 'BODY_FRONT')
    await made.clock.step(0)
    await made.draft.retryPhoto('BODY_FRONT')
    await made.clock.step(0)
    const keys = made.server.calls.filter(({ name }) => name === 'upload').map(({ key }) => key)
    expect(new Set(keys).size).toBe(2)
    expect(shown(made)).toEqual([['BODY_FRONT', 'stored']])
  })

  it('keeps the words of its slot', async () => {
    const made = bench()
    made.server.next('patch', refusal({ 'photos.BODY_FRONT': '没有找到这张照片，请重新上传' }))
    await add(made, 'BODY_FRONT')
    await made.clock.step(0)
    expect(made.draft.snapshot().record.photos[0]?.fault).toBe('没有找到这张照片，请重新上传')
  })
})

describe('a photo on its way', () => {
  it('replaced meanwhile: the new one stands in the end', async () => {
    const made = bench()
    made.server.next('upload', 'held')
    await add(made, 'BODY_FRONT')
    await made.clock.step(0)
    await add(made, 'BODY_FRONT')
    made.server.release()
    await settled()
    expect(stored(made)).toEqual([['BODY_FRONT', 'photo-2']])
    expect(made.server.bodies()).toEqual([{ photos: [{ slot: 'BODY_FRONT', photoId: 'photo-2' }] }])
  })

  it.each(['upload', 'patch'] as const)('taken away during the %s does not come back', async (call) => {
    const made = bench()
    made.server.next(call, 'held')
    await add(made, 'BODY_FRONT')
    await made.clock.step(0)
    await made.draft.removePhoto('BODY_FRONT')
    made.server.release()
    await settled()
    expect(stored(made)).toEqual([])
    expect(shown(made)).toEqual([])
    expect(made.draft.snapshot().state).toBe('saved')
  })

  it.each(['upload', 'patch'] as const)('moved during the %s stands in its new slot only', async (call) => {
    const made = bench()
    made.server.next(call, 'held')
    await add(made, 'ENV_LABEL')
    await made.clock.step(0)
    await made.draft.movePhoto('ENV_LABEL', 'ENGINE_PLATE')
    expect(shown(made)).toEqual([['ENGINE_PLATE', 'waiting']])
    made.server.release()
    await settled()
    expect(stored(made)).toEqual([['ENGINE_PLATE', 'photo-1']])
    expect(made.server.uploaded()).toHaveLength(1)
  })
})
