import type { DeskPhoto } from '@/components/desk/desk-photo'
import { pathLabel } from '@/lib/features/content/rules/display'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { ReadLine, TextBox } from '@/lib/features/reading/schema'
import { useLit } from './lit-place'
import css from './reading.module.css'

type Props = { filing: Pick<DeskFiling, 'readings' | 'comparisons'>; photo: DeskPhoto & PhotoSize }
export type PhotoSize = { width: number; height: number }

/** What was read on the photo, over it: unseen text that can be selected, and the places of the typed values. */
export function PhotoText({ filing, photo }: Props) {
  const reading = filing.readings.find(({ photoId }) => photoId === photo.photoId)
  if (!reading) return null
  const places = filing.comparisons.filter(({ photoId }) => photoId === photo.photoId)
  return (
    <svg
      className={css.over}
      viewBox={`0 0 ${photo.width} ${photo.height}`}
      preserveAspectRatio="xMidYMid meet"
    >
      <title>{`${photo.label}上读到的文字`}</title>
      {places.map((place) => place.box && <Place key={place.path} {...place} box={place.box} />)}
      {reading.lines.map((line) => (
        <Text key={`${line.text}:${line.box.join()}`} {...line} />
      ))}
    </svg>
  )
}

/** Under the text, so that it does not keep it from being selected. */
function Place({ path, result, box }: DeskFiling['comparisons'][number] & { box: TextBox }) {
  const { lit, ...pointer } = useLit(path)
  return (
    <polygon
      className={css.place}
      data-path={path}
      data-result={result}
      data-lit={lit || undefined}
      points={box.map((corner) => corner.join()).join(' ')}
      {...pointer}
    >
      <title>{pathLabel(path)}</title>
    </polygon>
  )
}

function Text({ text, box: [a, b, , d] }: ReadLine) {
  if (!a || !b || !d) return null
  const height = Math.hypot(d[0] - a[0], d[1] - a[1])
  const degrees = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI
  return (
    <text
      className={css.text}
      x={0}
      y={height * 0.8}
      fontSize={height * 0.8}
      textLength={Math.hypot(b[0] - a[0], b[1] - a[1])}
      lengthAdjust="spacingAndGlyphs"
      transform={`translate(${a[0]} ${a[1]}) rotate(${degrees})`}
    >
      {text}
    </text>
  )
}
