import { describe, expect, it } from 'vitest'
import { newestPhotos } from './photos'

describe('newestPhotos', () => {
  const filed = [
    { slot: 'BODY_REAR', photoId: 'old' },
    { slot: 'OTHER_1', photoId: 'kept' },
  ] as const

  it('replaces photos slot by slot by later changes, and leaves evidence with its change', () => {
    const changes = [
      { photos: [{ slot: 'BODY_REAR', photoId: 'second' }] },
      {
        photos: [
          { slot: 'BODY_REAR', photoId: 'third' },
          { slot: 'OTHER_1', photoId: 'evidence' },
        ],
      },
      { photos: [{ slot: 'DPF_BODY', photoId: 'added' }] },
    ] as const
    expect(newestPhotos(filed, changes)).toEqual([
      { slot: 'BODY_REAR', photoId: 'third' },
      { slot: 'OTHER_1', photoId: 'kept' },
      { slot: 'DPF_BODY', photoId: 'added' },
    ])
  })
})
