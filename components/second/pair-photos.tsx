import { useState } from 'react'
import { PhotoViewer } from '@/components/desk/photo-viewer'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import type { PairSide, PairView } from '@/lib/features/pair/schema'
import { PHOTO_SLOT_CODES, PHOTO_SLOT_LABELS, type PhotoSlot } from '@/lib/features/photo/schema'
import css from './pair.module.css'

/** The photos of one slot beside each other; the plate first, since it tells the two apart, or what both have in common. */
export function PairPhotos({ view: { self, paths }, other }: { view: PairView; other: PairSide }) {
  const slots = PHOTO_SLOT_CODES.filter((slot) =>
    [self, other].some(({ photos }) => photos.some((photo) => photo.slot === slot)),
  )
  const [chosen, choose] = useState<PhotoSlot | undefined>(
    slots.find((slot) => slot === 'MACHINE_PLATE') ??
      slots.find((slot) => paths.includes(`photos.${slot}`)) ??
      slots[0],
  )
  const shown = slots.find((slot) => slot === chosen) ?? slots[0]
  const step = (by: number) => {
    if (shown) choose(slots[(slots.indexOf(shown) + by + slots.length) % slots.length])
  }
  const any = slots.length > 0
  useShortcuts({
    photoNext: any && (() => step(1)),
    photoPrevious: any && (() => step(-1)),
    photoAt: any && ((key) => choose(slots[Number(key) - 1] ?? shown)),
  })
  if (!shown) return <p className={css.quiet}>两件都没有照片</p>
  return (
    <section className={css.photos} aria-label="照片对照">
      <div className={css.slots} role="listbox" aria-label="照片位置">
        {slots.map((slot, at) => (
          <button
            key={slot}
            type="button"
            role="option"
            aria-selected={slot === shown}
            tabIndex={slot === shown ? 0 : -1}
            className={paths.includes(`photos.${slot}`) ? `${css.slot} ${css.slotAlike}` : css.slot}
            onClick={() => choose(slot)}
          >
            {at < 9 ? `${at + 1} ` : ''}
            {PHOTO_SLOT_LABELS[slot].replace('照片', '')}
            {paths.includes(`photos.${slot}`) ? '（同一张）' : ''}
          </button>
        ))}
      </div>
      <div className={css.halves}>
        <Half key={`self:${shown}`} side={self} slot={shown} title="本件" />
        <Half key={`other:${shown}`} side={other} slot={shown} title="另一件" />
      </div>
    </section>
  )
}

function Half({ side, slot, title }: { side: PairSide; slot: PhotoSlot; title: string }) {
  const photo = side.photos.find((each) => each.slot === slot)
  const label = `${title}：${PHOTO_SLOT_LABELS[slot]}`
  return (
    <div>
      <PhotoViewer
        photo={photo && { ...photo, label, latitude: null, longitude: null, changed: false }}
        register={() => undefined}
      />
    </div>
  )
}
