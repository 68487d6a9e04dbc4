import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { TextBox } from '@/lib/features/reading/schema'
import css from './reading.module.css'

type Props = { photo: Pick<DeskFiling['photos'][number], 'url' | 'width' | 'height'>; box: TextBox }

/** The place of a value, cut out of its photo and turned upright. */
export function CutOut({ photo, box: [a, b, , d] }: Props) {
  if (!a || !b || !d) return null
  const [width, height] = [Math.hypot(b[0] - a[0], b[1] - a[1]), Math.hypot(d[0] - a[0], d[1] - a[1])]
  const edge = height * 0.2
  const degrees = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI
  return (
    <svg
      className={css.picture}
      viewBox={`${-edge} ${-edge} ${width + 2 * edge} ${height + 2 * edge}`}
      preserveAspectRatio="xMinYMid meet"
      aria-hidden="true"
    >
      <image
        href={photo.url}
        width={photo.width}
        height={photo.height}
        transform={`rotate(${-degrees}) translate(${-a[0]} ${-a[1]})`}
      />
    </svg>
  )
}
