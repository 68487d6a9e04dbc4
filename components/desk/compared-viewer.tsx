import { Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import css from './compared-viewer.module.css'
import type { DeskPhoto } from './desk-photo'
import { PhotoCompare } from './photo-compare'
import { PhotoViewer, type ViewerHandle } from './photo-viewer'

type Props = {
  photo: DeskPhoto | undefined
  /** Laid over the photo where it is shown alone. */
  over?: ReactNode
  /** The photo that it replaces. */
  before: { url: string; width: number; height: number } | undefined
  captions: { before: string; after: string }
  register: (handle: ViewerHandle) => void
  comparing: boolean
  onCompare: (comparing: boolean) => void
}

type View = 'PAIR' | 'SLIDE' | 'SINGLE'
const VIEWS: { value: View; label: string }[] = [
  { value: 'PAIR', label: '新旧对照' },
  { value: 'SLIDE', label: '滑动对比' },
  { value: 'SINGLE', label: '只看新照片' },
]

/** A photo, beside the one it replaces if there is one. */
export function ComparedViewer({ photo, over, before, captions, register, comparing, onCompare }: Props) {
  const [mode, setMode] = useState<'PAIR' | 'SLIDE'>('PAIR')
  if (!photo || !before) return <PhotoViewer photo={photo} register={register} over={over} />
  const view: View = comparing ? mode : 'SINGLE'
  return (
    <div className={css.viewer}>
      <div className={css.views}>
        <Segmented<View>
          size="small"
          aria-label="照片的看法"
          value={view}
          options={VIEWS}
          onChange={(chosen) => {
            onCompare(chosen !== 'SINGLE')
            if (chosen !== 'SINGLE') setMode(chosen)
          }}
        />
      </div>
      {view === 'SINGLE' ? (
        <PhotoViewer photo={photo} register={register} over={over} />
      ) : (
        <PhotoCompare
          key={photo.photoId}
          label={photo.label}
          mode={view}
          upright={before.height > before.width}
          before={{ url: before.url, caption: captions.before }}
          after={{ url: photo.url, caption: captions.after }}
        />
      )}
    </div>
  )
}
