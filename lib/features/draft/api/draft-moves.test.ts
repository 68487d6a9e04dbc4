import { describe, expect, it } from 'vitest'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { photosOfRecord } from '../rules/record'
import { type Bench, bench, picture, refusal } from './test-bench'

const stored = ({ server }: Bench) => server.filing?.photos.map(({ slot, photoId }) => [slot, photoId])
const shown = ({ draft }: Bench) =>
  [...photosOfRecord(draft.snapshot().record)].map(([slot, { state }]) => [slot, state])
const add = ({ draft }: Bench, ...slots: PhotoSlot[]) =>
  Promise.all(slots.map((slot) => draft.addPhoto(slot, picture(slot), `${slot}.jpg`)))

/** A draft with these photos on the server: photo-1, photo-2 … */
async function withStored(...slots: PhotoSlot[]): Promise<Bench> {
  const made = bench()
  for (const slot of slots) {
    await add(made, slot)
    await made.clock.step(0)
  }
  made.server.calls.length = 0
  return made
}

describe('a stored photo', () => {
  it('is taken away at once here and then at the server', async () => {
    const made = await withStored('BODY_FRONT')
    await made.draft.removePhoto('BODY_FRONT')
    expect(shown(made)).toEqual([])
    await made.clock.step(0)
    expect(stored(made)).toEqual([])
  })

  it('changes places with another in one call, without an upload', async () => {
    const made = await withStored('ENV_LABEL', 'ENGINE_PLATE')
    await made.draft.movePhoto('ENV_LABEL', 'ENGINE_PLATE')
    const { thumbnailUrl } = photosOfRecord(made.draft.snapshot().record).get('ENGINE_PLATE') as {
      thumbnailUrl: string
    }
    expect(thumbnailUrl).toBe('/t/photo-1')
    await made.clock.step(0)
    expect(made.server.calls.map(({ name }) => name)).toEqual(['patch'])
    expect(stored(made)).toEqual([
      ['ENGINE_PLATE', 'photo-1'],
      ['ENV_LABEL', 'photo-2'],
    ])
  })

  it('moved to an empty slot leaves its own empty, also when moved on at once', async () => {
    const made = await withStored('ENV_LABEL')
    await made.draft.movePhoto('ENV_LABEL', 'ENGINE_PLATE')
    await made.draft.movePhoto('ENGINE_PLATE', 'MACHINE_PLATE')
    await made.clock.step(0)
    expect(stored(made)).toEqual([['MACHINE_PLATE', 'photo-1']])
    expect(shown(made)).toEqual([['MACHINE_PLATE', 'stored']])
  })

  it('changes places with one that waits', async () => {
    const made = await withStored('ENV_LABEL')
    await add(made, 'ENGINE_PLATE')
    await made.draft.movePhoto('ENGINE_PLATE', 'ENV_LABEL')
    await made.clock.step(0)
    expect(stored(made)).toEqual([
      ['ENGINE_PLATE', 'photo-1'],
      ['ENV_LABEL', 'photo-2'],
    ])
  })

  it('that may not be taken away stands again, with the reason', async () => {
    const made = await withStored('BODY_FRONT')
    made.server.next('patch', refusal({ 'photos.BODY_FRONT': '不在退回修改的范围内' }))
    await made.draft.removePhoto('BODY_FRONT')
    await made.clock.step(0)
    expect(shown(made)).toEqual([['BODY_FRONT', 'stored']])
    expect(made.draft.snapshot().record.refused).toEqual({ 'photos.BODY_FRONT': '不在退回修改的范围内' })
    await add(made, 'BODY_FRONT')
    expect(made.draft.snapshot().record.refused).toEqual({})
  })
})
