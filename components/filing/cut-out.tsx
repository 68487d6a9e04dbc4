import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { frameOf } from '@/lib/features/reading/rules/boxes'
import type { TextBox } from '@/lib/features/reading/schema'
import css from './reading.module.css'
import { useCalm } from './use-calm'

type Props = { photo: Pick<DeskFiling['photos'][number], 'url' | 'width' | 'height'>; box: TextBox }

/** The place of a value, cut out of its photo and turned upright. */
export function CutOut({ photo, box }: Props) {
  const calm = useCalm()
  const frame = frameOf(box)
  if (!frame) return null
  const { x, y, width, height, degrees } = frame
  const edge = height * 0.2
  return (
    <svg
      className={css.picture}
      viewBox={`${-edge} ${-edge} ${width + 2 * edge} ${height + 2 * edge}`}
      preserveAspectRatio="xMinYMid meet"
      aria-hidden="true"
    >
      {calm ? (
        <image
          href={photo.url}
          width={photo.width}
          height={photo.height}
          transform={`rotate(${-degrees}) translate(${-x} ${-y})`}
        />
      ) : null}
    </svg>
  )
}
