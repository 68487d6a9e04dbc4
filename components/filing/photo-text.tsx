import type { DeskPhoto } from '@/components/desk/desk-photo'
import { pathLabel } from '@/lib/features/content/rules/display'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { frameOf } from '@/lib/features/reading/rules/boxes'
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
        <Text
          key={`${line.text}:${line.box.join()}`}
          {...line}
          // The text lies over the frame: pointed at, it stands for the value in it.
          path={places.find(({ box }) => box && isIn(line.box, box))?.path}
        />
      ))}
    </svg>
  )
}

/** A frame around the place, under the text, so that it does not keep it from being selected. */
function Place({ path, result, box }: DeskFiling['comparisons'][number] & { box: TextBox }) {
  const { lit, ...pointer } = useLit(path)
  const frame = frameOf(box)
  if (!frame) return null
  const { x, y, width, height, degrees } = frame
  const edge = height * 0.25
  return (
    <rect
      className={css.place}
      data-path={path}
      data-result={result}
      data-lit={lit || undefined}
      x={-edge}
      y={-edge}
      width={width + 2 * edge}
      height={height + 2 * edge}
      rx={edge}
      transform={`translate(${x} ${y}) rotate(${degrees})`}
      {...pointer}
    >
      <title>{pathLabel(path)}</title>
    </rect>
  )
}

/** Whether the middle of a value's box lies in a line's, upright frames taken. */
function isIn(line: TextBox, value: TextBox): boolean {
  return [0, 1].every((axis) => {
    const along = (box: TextBox) => box.map((corner) => corner[axis] ?? 0)
    const middle = (Math.min(...along(value)) + Math.max(...along(value))) / 2
    return middle >= Math.min(...along(line)) && middle <= Math.max(...along(line))
  })
}

function Text({ text, box, path = '' }: ReadLine & { path?: string }) {
  const { lit, ...pointer } = useLit(path)
  const frame = frameOf(box)
  if (!frame) return null
  const { x, y, width, height, degrees } = frame
  return (
    <text
      className={css.text}
      x={0}
      y={height * 0.8}
      fontSize={height * 0.8}
      textLength={width}
      lengthAdjust="spacingAndGlyphs"
      transform={`translate(${x} ${y}) rotate(${degrees})`}
      data-lit={lit || undefined}
      {...pointer}
    >
      {text}
    </text>
  )
}
